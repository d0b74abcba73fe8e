"""The running timer of a talk: started and stopped from anywhere, read by the quick log."""

from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from p2i_desktop.clock import Clock


class TalkTimer(QObject):
    """One timer for the window; `ticked` comes each second while it runs, and when it stops."""

    ticked = Signal()

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self.started_at: datetime | None = None
        self._pulse = QTimer(self)
        self._pulse.setInterval(1000)
        self._pulse.timeout.connect(self.ticked)

    @property
    def running(self) -> bool:
        return self.started_at is not None

    def seconds(self) -> int:
        """Seconds since the start; 0 while it stands."""
        if self.started_at is None:
            return 0
        return max(0, int((self._clock.now() - self.started_at).total_seconds()))

    def start(self) -> None:
        """Starts at 0."""
        self.started_at = self._clock.now()
        self._pulse.start()
        self.ticked.emit()

    def stop(self) -> int:
        """Stops, and gives the seconds that ran."""
        seconds = self.seconds()
        self.started_at = None
        self._pulse.stop()
        self.ticked.emit()
        return seconds
