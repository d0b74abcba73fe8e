"""What is not seen at first is built afterwards, a piece at each turn of the event loop: no press waits for all of it."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer

_LOOK_AGAIN = 15  # ms


class Later(QObject):
    """Pieces by their names, each built once: in its turn, or at once where it is needed.

    While `busy` says so no turn comes: the worker would take half of the time of whatever is built."""

    def __init__(
        self, parent: QObject, pieces: Mapping[str, Callable[[], object]], busy: Callable[[], bool] = lambda: False
    ) -> None:
        super().__init__(parent)
        self._busy = busy
        self._pieces = dict(pieces)
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.timeout.connect(self._next)
        self._turn.start()

    def need(self, name: str) -> None:
        """Builds a piece now if its turn has not come."""
        make = self._pieces.pop(name, None)
        if make is not None:
            make()

    def finish(self) -> None:
        """Builds now all that is left."""
        for name in list(self._pieces):
            self.need(name)

    def drop(self) -> None:
        """What is left is not built any more."""
        self._pieces.clear()
        self._turn.stop()
        self.deleteLater()

    def _next(self) -> None:
        if self._pieces and self._busy():
            self._turn.start(_LOOK_AGAIN)
        elif self._pieces:
            self.need(next(iter(self._pieces)))
            self._turn.start(0)
