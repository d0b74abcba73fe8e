"""One line that names a person: those of the list and known contacts are offered, anything else is a new name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from p2i_desktop.gui.fields.hit_list import Hit
from p2i_desktop.gui.fields.record_entry import Answer, RecordEntry
from p2i_desktop.gui.screen import Bench
from p2i_desktop.services.participants import Newcomer, read_line

if TYPE_CHECKING:
    from p2i_desktop.services.participants import Candidate
    from p2i_desktop.services.workshop_file import ParticipantRow

_MOST_LISTED = 3  # of those who are on the list already
_MOST = 6


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody who is on the list already."""

    participation: str


@dataclass(frozen=True, slots=True)
class NewName:
    """What was typed is a name that nobody is known by."""


class PersonEntry(RecordEntry):
    """Enter takes the preselected line: `named` comes with a Newcomer or with Listed, and the line is empty again."""

    named = Signal(object)
    upward = Signal()  # Up or Esc in the empty line: back into the list

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(parent)
        self._bench = bench
        self.listed: Callable[[str], Sequence[ParticipantRow]] = lambda _text: ()
        self._typed_line = ""
        self.equip(bench.texts, self._ask)
        self.read_by(lambda text: read_line(text)[0])
        self.accepting.connect(self._keep_line)
        self.accepted.connect(self._take_hit)

    def retranslate(self) -> None:
        self.texts = self._bench.texts

    def take_line(self) -> bool:
        """What a button beside the line does: takes the line as Enter would; False where it is empty."""
        if self.accept():
            return True
        name, _ = read_line(self.text())
        if name:
            self._keep_line()
            self._take_hit(Hit(NewName(), name))
        return bool(name)

    def _ask(self, text: str, then: Answer) -> None:
        here = [
            Hit(Listed(row.id), row.name, " · ".join(filter(None, (row.organisation, self._known(row)))))
            for row in self.listed(text)[:_MOST_LISTED]
        ]
        known = {row.contact.id for row in self.listed(text) if row.contact is not None}

        def told(found: list[Candidate]) -> None:
            others = [one for one in found if one.contact not in known]
            hits = [*here, *(Hit(one, one.name, one.organisation_name or one.detail) for one in others)]
            words = self._bench.texts._("“{name}” as a new name").replace("{name}", text)
            then([*hits[: _MOST - 1], Hit(NewName(), words)])

        self._bench.desk.ask(lambda office: office.participants.candidates(text, _MOST), told, owner=self)

    def _known(self, row: ParticipantRow) -> str:
        return self._bench.texts._("on the list, code {code}").replace("{code}", row.code)

    def _keep_line(self) -> None:
        """The line as it was typed, before a hit writes its title into it."""
        self._typed_line = self.text()

    def _take_hit(self, hit: Hit) -> None:
        name, organisation = read_line(self._typed_line)
        wanted: object
        if isinstance(hit.key, Listed):
            wanted = hit.key
        elif isinstance(hit.key, NewName):
            wanted = Newcomer(name=name, organisation_name=organisation)
        else:
            found = hit.key
            office = "" if organisation else getattr(found, "organisation", "")
            wanted = Newcomer(
                contact=getattr(found, "contact", ""), organisation=office, organisation_name=organisation
            )
        self.set_value(None)
        self.named.emit(wanted)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """In a low window the line is scrolled into sight."""
        super().focusInEvent(event)
        area = self.parentWidget()
        while area is not None:
            if isinstance(area, QScrollArea):
                area.ensureWidgetVisible(self)
            area = area.parentWidget()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Esc in the empty line go back into the list."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Escape) and not self.text() and not self.list_open:
            self.upward.emit()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.take_line()
            return
        super().keyPressEvent(event)
