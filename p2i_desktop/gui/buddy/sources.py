"""Where the dialogs of pairs, programmes and centres find other records: centres from a short list, all else by the desk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from p2i_desktop.gui.fields.choice_box import Choice
from p2i_desktop.gui.fields.sources import DeskSources, Short, short_lists

if TYPE_CHECKING:
    from p2i_desktop.services.office import Office


class CentreSources(DeskSources):
    """Knows the centres of the file as soon as they were loaded."""

    _centres: Sequence[Choice] = ()

    def load(self, then: Callable[[], None] | None = None) -> None:
        """Fetches the short lists, that of the centres among them."""

        def told(found: tuple[Short, list[Choice]]) -> None:
            self.take(found[0])
            self._centres = found[1]
            if then is not None:
                then()

        self._desk.ask(_lists, told, owner=self)

    def choices(self, target: str) -> Sequence[Choice] | None:
        return self._centres if target == "Centre" else super().choices(target)


def _lists(office: Office) -> tuple[Short, list[Choice]]:
    centres = [(line.centre.id, f"{line.centre.code} · {line.name}") for line in office.network.centres()]
    return short_lists(office), list(centres)
