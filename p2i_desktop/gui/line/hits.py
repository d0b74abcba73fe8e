"""What may be meant by the text of a cell: callers and cases from the file, short lists from memory."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from p2i_desktop.domain.advice import Channel, Topic
from p2i_desktop.domain.folding import fold
from p2i_desktop.gui.desk import Desk
from p2i_desktop.gui.fields.hit_list import Hit
from p2i_desktop.gui.fields.record_entry import CREATE
from p2i_desktop.i18n import Texts

if TYPE_CHECKING:
    from p2i_desktop.services.office import Office

Then = Callable[[Sequence[Hit]], None]
_MOST = 8


class CellHits(QObject):
    """Answers what a cell asks; `who_of` tells which caller stands in a line."""

    def __init__(self, desk: Desk, texts: Callable[[], Texts], who_of: Callable[[int], str], parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._texts, self._who_of = desk, texts, who_of
        self.staff: dict[str, tuple[str, str]] = {}

    def __call__(self, column: str, row: int, text: str, then: Then) -> None:
        """Hits for a text; an empty one asks for all of a short list."""
        texts = self._texts()
        match column:
            case "who":
                self._who(text, then)
            case "case":
                self._cases(text, self._who_of(row), then)
            case "channel":
                then(_fitting([Hit(one, texts.label(one)) for one in Channel], text))
            case "topics":
                then(_fitting([Hit(one, texts.label(one)) for one in Topic], text))
            case "advisor":
                people = [Hit(key, initials, name) for key, (initials, name) in self.staff.items()]
                then(_fitting(people, text))
            case _:
                then([])

    def _who(self, text: str, then: Then) -> None:
        create = Hit(CREATE, self._texts()._("+ create “{name}” when saved").replace("{name}", text))

        def work(office: Office) -> list[Hit]:
            found: dict[str, Hit] = {}
            for caller in office.finding.callers(text, _MOST):
                if caller.organisation_id:
                    detail = caller.contact or caller.detail
                    found.setdefault(caller.organisation_id, Hit(caller.organisation_id, caller.organisation, detail))
            return list(found.values())

        if not text:
            then([])
            return
        self._desk.ask(work, lambda hits: then([*hits, create] if hits else []), owner=self)

    def _cases(self, text: str, who: str, then: Then) -> None:
        def work(office: Office) -> list[Hit]:
            cases = office.line_entry.cases(text, who, _MOST)
            return [Hit(case.id, case.number or case.title, case.title if case.number else "") for case in cases]

        self._desk.ask(work, then, owner=self)


def _fitting(hits: Sequence[Hit], text: str) -> list[Hit]:
    """Those whose name begins so, then those with a word that does."""
    typed = fold(text)
    starts = [hit for hit in hits if fold(hit.title).startswith(typed)]
    words = [hit for hit in hits if hit not in starts and f" {typed}" in fold(f" {hit.title} {hit.hint}")]
    return (starts + words)[: len(hits) if not typed else _MOST]
