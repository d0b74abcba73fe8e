"""What can be chosen on the page of reports, and what was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from p2i_desktop.gui.report_picker import Listed

if TYPE_CHECKING:
    from p2i_desktop.services.figures import OpenPoint
    from p2i_desktop.services.office import Changed, Office
    from p2i_desktop.services.printing import Asked


@dataclass(frozen=True)
class Choices:
    """What can be chosen: the reports, the language, what is open in the year."""

    reports: Listed
    language: str
    points: tuple[OpenPoint, ...]


@dataclass(frozen=True)
class Wanted:
    """Which report, and what was chosen for it."""

    report: str
    asked: tuple[tuple[str, object], ...]  # the members of Asked

    def options(self) -> Asked:
        """What was chosen, as the printing takes it."""
        return cast("Asked", dict(self.asked))


def choices_of(year: int) -> Callable[[Office], Choices]:
    """Reads what can be chosen, and what is open in the year."""

    def work(office: Office) -> Choices:
        reports = tuple((one.id, one.title, one.asks, one.forms, one.about) for one in office.printing.reports())
        points = tuple(office.figures.open_points(year))
        office.figures.let_go()
        return Choices(reports, office.printing.language(), points)

    return work


def drawing(workshop_id: str) -> Callable[[Office], Changed | None]:
    """Draws the numbers of certificates that have none yet, before they are printed or kept."""
    return lambda office: office.certificates.issue(workshop_id).changed
