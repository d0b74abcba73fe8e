"""A real window on a small file, for the tests of the pages of cases, organisations and settings."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from p2i_desktop.clock import FixedClock
from p2i_desktop.gui.app import open_window
from p2i_desktop.gui.screens.case_file import CaseFileWindow
from p2i_desktop.services.office import Office
from tests.gui.log_world import SETTINGS, World, make_world


class Bureau:
    """The window, its file, and hands on the keyboard."""

    def __init__(self, folder: Path, clock: FixedClock) -> None:
        self.path = folder / "centre.p2i"
        self.world: World = make_world(self.path, clock)
        self.window = open_window(self.path, clock=clock, settings=SETTINGS)
        self.settle()

    def settle(self) -> None:
        for _ in range(4):  # an answer may ask again
            self.window.bench.desk.settle()
            QApplication.processEvents()

    def ask(self, work: Callable[[Office], Any]) -> Any:
        answers: list[Any] = []
        self.window.bench.desk.ask(work, answers.append)
        self.settle()
        return answers[0]

    def page(self, page_id: str) -> Any:
        screen = self.window.show_page(page_id)
        self.settle()
        return screen

    def case_file(self, title: str) -> CaseFileWindow:
        self.window.open_case(self.world.cases[title])
        self.settle()
        found = [w for w in QApplication.topLevelWidgets() if isinstance(w, CaseFileWindow) and w.isVisible()]
        assert len(found) == 1
        found[0].activateWindow()
        QApplication.processEvents()
        return found[0]

    def press(self, widget: QWidget, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        held = Qt.KeyboardModifier.NoModifier
        for modifier in modifiers:
            held |= modifier
        QTest.keyClick(widget, key, held)
        self.settle()

    def write(self, widget: QWidget, text: str) -> None:
        """Types a text, also outside ASCII."""
        widget.setFocus()
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))
        self.settle()

    def close(self) -> None:
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, CaseFileWindow):
                widget.close()
        self.settle()
        self.window.close()
        self.window.deleteLater()  # a window that stays makes each switch of theme in later tests slower
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
