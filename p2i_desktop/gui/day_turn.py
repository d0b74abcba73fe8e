"""What happens once a day while the window is open: silent cases are noted, and the page in front shows the new day."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from p2i_desktop.gui.screen import Bench

if TYPE_CHECKING:
    from p2i_desktop.services.office import Changed

LOOK_EVERY = 30_000  # ms: a computer that slept over midnight is noticed as well


class DayTurn(QObject):
    """Knows the day that is shown; `turned` comes once at each change of it."""

    turned = Signal()

    def __init__(self, bench: Bench, has_file: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._bench, self._has_file = bench, has_file
        self._day = bench.clock.today()
        self._written: Changed | None = None  # the last portion
        timer = QTimer(self)
        timer.setInterval(LOOK_EVERY)
        timer.timeout.connect(self.look)
        timer.start()

    def begin(self) -> None:
        """A file was opened: what happened to its cases since the last time is noted when nobody waits for the worker."""
        self._day = self._bench.clock.today()
        self._note()

    def look(self) -> None:
        """Looks whether it is another day."""
        today = self._bench.clock.today()
        if today != self._day and self._has_file():
            self._day = today
            self._note()
            self.turned.emit()

    def _note(self) -> None:
        if not self._bench.read_only:
            self._bench.desk.later(lambda office: office.silence.record(), self._noted, owner=self)

    def _noted(self, changed: Changed | None) -> None:
        """A portion at a time, so that the user comes in between; the pages hear of it once, at the end."""
        if changed is not None:
            self._written = changed
            self._note()
        elif self._written is not None:
            written, self._written = self._written, None
            self._bench.desk.changed.emit(written, self)
