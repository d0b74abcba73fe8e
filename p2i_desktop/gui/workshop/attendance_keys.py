"""The keys of the attendance list: five that mark, all other letters jump; within a name every letter jumps."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from p2i_desktop.gui.workshop.jump import Jump, TypeAhead
from p2i_desktop.gui.workshop.people_table import PeopleTable

_PAUSE = 1200  # milliseconds after which the next letter is a first one
MARKS: dict[int, str] = {
    Qt.Key.Key_Space: "present", Qt.Key.Key_P: "part", Qt.Key.Key_E: "excused", Qt.Key.Key_A: "absent",
    Qt.Key.Key_O: "mode", Qt.Key.Key_Backspace: "clear",
}  # fmt: skip


class MarkKeys(QObject):
    """P, E, A and O mark where no name is being typed; with Shift they begin one, as every other letter does."""

    mark_wanted = Signal(str)
    jumped = Signal(str)  # what is typed so far; empty = a code led to its row, or nothing is typed any more

    def __init__(self, table: PeopleTable, parent: QObject) -> None:
        super().__init__(parent)
        self.jump: Callable[[], Jump] = lambda: Jump(())
        self._table = table
        self._typed = TypeAhead()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.forget)

    def forget(self) -> None:
        """The next letter is a first one."""
        self._typed.forget()
        self.jumped.emit("")

    def press(self, event: QKeyEvent) -> bool:
        """Whether the key was taken."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
            return False
        letter = event.text()
        shifted = held == Qt.KeyboardModifier.ShiftModifier
        wanted = MARKS.get(event.key()) if not shifted else None
        if wanted is not None and (not self._typed.text or not letter.isalpha()):
            self._mark(wanted)
            return True
        if not (letter.isalnum() or (letter == "'" and self._typed.text)):
            return False
        row = self._typed.feed(self.jump(), letter)
        if row >= 0:
            self._table.go_to(row)
            self._pause.start()
            self.jumped.emit(self._typed.text)
        elif wanted is not None:
            self._mark(wanted)
        elif self._typed.text:  # no name goes on so: it is the first letter of another one
            self._typed.forget()
            return self.press(event)
        return True

    def _mark(self, wanted: str) -> None:
        self._pause.stop()
        self._typed.forget()
        self.jumped.emit("")
        self.mark_wanted.emit(wanted)
