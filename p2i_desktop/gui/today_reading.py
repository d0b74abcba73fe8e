"""What Today asks of the open file: what is shown at once, and the year that is counted behind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from p2i_desktop.services.figures import IndicatorRow, Span
    from p2i_desktop.services.office import Office
    from p2i_desktop.services.overview import Today


@dataclass(frozen=True)
class View:
    """What the page shows at once; the cards come behind it."""

    today: Today
    span: Span


def read(day: date, year: int, mine: bool) -> Callable[[Office], View]:
    """The work that reads what is due, months and topics."""
    return lambda office: View(office.overview.today(day, year, mine), office.figures.span(year))


def read_cards(codes: Sequence[str], year: int, language: str) -> Callable[[Office], dict[str, IndicatorRow]]:
    """The work that counts these figures of the year: much longer in a big file, so nothing waits for it."""

    def work(office: Office) -> dict[str, IndicatorRow]:
        rows = office.figures.some(codes, year, language)
        office.figures.let_go()
        return rows

    return work
