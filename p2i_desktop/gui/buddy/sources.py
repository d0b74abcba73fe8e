"""Where the dialogs of pairs, programmes and centres find other records: centres from a short list, all else by the desk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from p2i_desktop.gui.fields.choice_box import Choice
from p2i_desktop.gui.fields.sources import DeskSources, Short, short_lists
from p2i_desktop.gui.screen import Bench
from p2i_desktop.i18n import Texts

if TYPE_CHECKING:
    from p2i_desktop.domain.network import Centre
    from p2i_desktop.services.office import Office


class CentreSources(DeskSources):
    """Knows the centres of the file as soon as they were loaded."""

    def __init__(self, bench: Bench, parent: QObject) -> None:
        super().__init__(bench.desk, parent)
        self._bench = bench
        self._centres: Sequence[Choice] = ()

    def load(self, then: Callable[[], None] | None = None) -> None:
        """Fetches the short lists, that of the centres among them."""

        def told(found: tuple[Short, list[Centre]]) -> None:
            texts = self._bench.texts
            self.take(found[0])
            self._centres = [(one.id, centre_words(texts, one.code, one.country)) for one in found[1]]
            if then is not None:
                then()

        self._desk.ask(_lists, told, owner=self)

    def choices(self, target: str) -> Sequence[Choice] | None:
        return self._centres if target == "Centre" else super().choices(target)


def centre_words(texts: Texts, code: str, country: str) -> str:
    """A centre in a list to choose from: names are too long for it."""
    return f"{code} · {texts.country(country)}" if country else code


def _lists(office: Office) -> tuple[Short, list[Centre]]:
    return short_lists(office), [line.centre for line in office.network.centres()]
