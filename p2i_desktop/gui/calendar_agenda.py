"""The agenda of a month: each day that has something as a heading, below it the entries of the day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from p2i_desktop.gui.due_list import DueList, Entry, due_entry
from p2i_desktop.gui.look.marks import FocusRing
from p2i_desktop.gui.postpone import Postpone
from p2i_desktop.gui.screen import Bench

if TYPE_CHECKING:
    from p2i_desktop.services.overview import Due


LEAST_HEIGHT = 260  # pixels at 100 %


class _Entries(DueList):
    """Up on the first line and Down on the last go on into the month beside it; an empty month says so."""

    left = Signal(int)  # -1 the month before, 1 the next one

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(bench.look, parent)
        self._look_of = bench.look
        self._nothing = ""

    def say_nothing(self, words: str) -> None:
        """The sentence of an empty month; empty when there are entries."""
        self._nothing = words
        self.setAccessibleDescription(words)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()), 0)
        if step and self.at_edge(step):
            self.left.emit(step)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._nothing:
            return
        look, painter = self._look_of, QPainter(self.viewport())
        painter.setFont(look.font("body"))
        painter.setPen(look.color("text2"))
        side = look.px(12)
        room = self.viewport().rect().adjusted(side, side, -side, -side)
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap, self._nothing)
        painter.end()


class CalendarAgenda(QFrame):
    """Arrows walk through the entries, Enter opens one; `turned` asks for the month beside this one."""

    opened = Signal(object)  # Due
    turned = Signal(int)
    reached = Signal(object)  # the day of the line that the keys stand on

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(parent)
        self._bench = bench
        self._known: dict[tuple[str, str], Due] = {}
        self._filling = False
        self.list = _Entries(bench, self)
        self.list.setObjectName("calendar_agenda")
        self.list.setMinimumHeight(bench.look.px(LEAST_HEIGHT))
        self.postpone = Postpone(bench, self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, bench.look.px(4), 1, bench.look.px(4))
        column.addWidget(self.list)
        self.setProperty("kind", "card")
        ring = FocusRing(self)
        self.list.focused.connect(ring.setVisible)
        self.list.left.connect(self.turned)
        self.list.opened.connect(lambda entry: self.opened.emit(self._known[entry.key]))
        self.list.selectionModel().currentChanged.connect(lambda *_: self._reached())

    def current(self) -> Due | None:
        """The entry that the keys stand on."""
        entry = self.list.current()
        return self._known.get(entry.key) if entry is not None else None

    def show_days(self, entries: Mapping[date, list[Due]], nothing: str) -> None:
        """Days with their entries, the earliest first; `nothing` is said when there are none. The current line stays."""
        texts, today = self._bench.texts, self._bench.clock.today()
        self._known = {}
        groups = []
        for day in sorted(entries):
            words = texts.weekday_date(day)
            heading = texts._("{day} · today").format(day=words) if day == today else words
            lines = []
            for due in entries[day]:
                line = _line(due_entry(due, texts), words)
                self._known[line.key] = due
                lines.append(line)
            groups.append((heading, lines))
        self._filling = True
        self.list.fill(groups)
        self._filling = False
        self.list.say_nothing("" if groups else nothing)

    def stand_on(self, day: date, last: bool = False) -> None:
        """Goes to the first entry of a day, or of the next one that has any; `last`: to the last of all."""
        keys = [key for key, due in self._known.items() if due.on >= day]
        if self._known:
            self.list.go_to(next(reversed(self._known)) if last or not keys else keys[0])
            self._reached()

    def _reached(self) -> None:
        due = None if self._filling else self.current()
        if due is not None:
            self.reached.emit(due.on)


def _line(entry: Entry, day: str) -> Entry:
    """The day stands in the heading: at the right only what is overdue is said, and the screen reader gets the day."""
    return replace(entry, when=entry.when if entry.overdue else "", day=day)
