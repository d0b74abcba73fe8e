"""What a training assistant has: keys that go where the focus is, a count of presses, and files that are chosen."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget

from p2i_desktop.gui.doors import Doors
from p2i_desktop.gui.workshop.window import WorkshopWindow
from p2i_desktop.services.workshop_file import WorkshopFile
from tests.gui.records_world import Bureau

Key, Held = Qt.Key, Qt.KeyboardModifier
CTRL, SHIFT, ALT = Held.ControlModifier, Held.ShiftModifier, Held.AltModifier


class Chosen(Doors):
    """Answers the file dialogs of the system, which have no keys of ours."""

    def __init__(self) -> None:
        self.file: Path | None = None
        self.target: Path | None = None

    def open_file(self, parent: QWidget | None, title: str, folder: Path, kinds: str) -> Path | None:
        return self.file

    def save_file(self, parent: QWidget | None, title: str, proposal: Path, kinds: str) -> Path | None:
        return self.target

    def folder(self, parent: QWidget | None, title: str, start: Path) -> Path | None:
        return self.target


class Hands:
    """Keys that go where the focus is; each press is counted, written texts are not."""

    def __init__(self, bureau: Bureau) -> None:
        self.bureau, self.presses = bureau, 0
        self.doors = Chosen()
        bureau.window.bench.doors = self.doors

    @property
    def focus(self) -> QWidget:
        found = QApplication.activePopupWidget() or QApplication.focusWidget()
        if found is None:  # a dialog closed: without a window system nobody makes the window below active again
            shown: list[QWidget] = [self.bureau.window, *self._open(WorkshopWindow)]
            shown[-1].activateWindow()
            QApplication.processEvents()
            found = shown[-1].focusWidget() or shown[-1]
            found.setFocus()
        return found

    def press(self, *keys: Qt.Key, held: Qt.KeyboardModifier = Held.NoModifier) -> None:
        for key in keys:
            self.presses += 1
            self.bureau.press(self.focus, key, held)

    def write(self, text: str) -> None:
        for letter in text:  # the first one may lead elsewhere
            self._send(letter)
        self.bureau.settle()

    def letters(self, text: str) -> None:
        """Letters that are keys and not a text: each is a press, as fast as fingers are."""
        self.presses += len(text)
        for letter in text:
            if letter == "\n":
                QTest.keyClick(self.focus, Key.Key_Return)
            else:
                self._send(letter)

    def _send(self, letter: str) -> None:
        code = ord(letter.upper()) if letter.isascii() else 0
        held = Held.ShiftModifier if letter.isupper() else Held.NoModifier
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(self.focus, QKeyEvent(kind, code, held, letter))

    def walk_to(self, name: str, back: bool = False) -> None:
        """Tab, or Shift+Tab, until the widget of that name has the keys."""
        passed = []
        while (focus := self.focus).objectName() != name:
            passed.append(focus.objectName())
            assert len(passed) < 40, passed
            self.press(Key.Key_Backtab if back else Key.Key_Tab)

    def ask(self, work: Any) -> Any:
        return self.bureau.ask(work)

    def file(self) -> WorkshopFile:
        key = self.window().hand.workshop_id
        found: WorkshopFile = self.ask(lambda office: office.workshops.file(key))
        return found

    def _open(self, kind: type[QWidget]) -> list[Any]:
        return [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]

    def window(self) -> WorkshopWindow:
        found: WorkshopWindow = self._open(WorkshopWindow)[-1]
        found._turns.finish()
        self.bureau.settle()
        return found

    def dialog(self, kind: type[QDialog]) -> Any:
        (found,) = self._open(kind)
        found.activateWindow()
        self.bureau.settle()
        return found

    def shut(self, kind: type[QWidget]) -> bool:
        return not self._open(kind)

    def refusal(self) -> str:
        window = self.window()
        return " ".join(one.text() for one in window.bars.findChildren(QLabel) if one.isVisible()).strip()
