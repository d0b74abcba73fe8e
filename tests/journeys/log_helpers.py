"""What the journeys of the quick log share: a window on a small file, typing letter by letter, counting presses."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.advice import Action, Consultation
from p2i_desktop.gui.app import open_window
from p2i_desktop.gui.main_window import MainWindow
from p2i_desktop.gui.screens.quick_log import QuickLog
from p2i_desktop.services.office import Office
from tests.gui.log_world import SETTINGS, World, copy_world, make_world


class Advisor:
    """A scripted user at the keyboard; `presses` counts a chord as one, free text is typed by `write`."""

    def __init__(self, folder: Path, clock: FixedClock, extra: int = 0, language: str = "en") -> None:
        from dataclasses import replace

        self.path = folder / "centre.p2i"
        self.clock = clock
        self.settings = replace(SETTINGS, language=language)
        self.world: World = (
            make_world(self.path, clock, self.settings, extra) if extra else copy_world(self.path, clock)
        )
        self.window: MainWindow = open_window(self.path, clock=clock, settings=self.settings)
        self.presses = 0
        self.settle()

    def settle(self) -> None:
        self.window.bench.desk.settle()
        QApplication.processEvents()

    def key(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        """One press into what has the focus."""
        self.presses += 1
        held = Qt.KeyboardModifier.NoModifier
        for modifier in modifiers:
            held |= modifier
        QTest.keyClick(self._focus(), key, held)
        QApplication.processEvents()

    def letters(self, text: str) -> None:
        """Letters that count as presses."""
        self.presses += len(text)
        self.write(text)

    def write(self, text: str) -> None:
        """Free text, also outside ASCII; it does not count."""
        for letter in text:
            focus = self._focus()
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(focus, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))

    def _focus(self) -> QWidget:
        focus = QApplication.focusWidget()
        assert focus is not None
        return focus

    def ctrl_l(self) -> QuickLog:
        self.presses += 1
        self.window.activateWindow()
        self.window.action("log").trigger()
        return self.dialog(wait=False)

    def dialog(self, wait: bool = True) -> QuickLog:
        if wait:
            self.settle()
        found = [w for w in QApplication.topLevelWidgets() if isinstance(w, QuickLog) and w.isVisible()]
        assert len(found) == 1
        found[0].activateWindow()
        QApplication.processEvents()
        return found[0]

    def open_dialogs(self) -> list[QWidget]:
        return [w for w in QApplication.topLevelWidgets() if isinstance(w, QuickLog) and w.isVisible()]

    def ask(self, work: Callable[[Office], Any]) -> Any:
        answers: list[Any] = []
        self.window.bench.desk.ask(work, answers.append)
        self.settle()
        return answers[0]

    def talks(self) -> list[Consultation]:
        """All consultations, the one logged last at the end."""
        found = self.ask(lambda office: office.store.find(Consultation))
        return sorted(found, key=lambda talk: talk.id)

    def actions(self) -> list[Action]:
        return list(self.ask(lambda office: office.store.find(Action)))

    def pause(self, seconds: float) -> None:
        """Lets timers run."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            QApplication.processEvents()
            time.sleep(0.005)
        self.settle()

    def leave(self) -> None:
        for dialog in self.open_dialogs():
            dialog.close()
        self.window.close()
        QApplication.processEvents()
