"""A second start on a file that a window of this computer has open raises that window."""

import hashlib
import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QFileSystemWatcher, QObject, Qt
from PySide6.QtWidgets import QWidget

WAIT = 2.0  # seconds for the first window to answer


def _mark(folder: Path, path: Path) -> Path:
    name = hashlib.sha256(str(path.resolve()).encode("utf-8", "surrogatepass")).hexdigest()[:24]
    return folder / "raise" / name


class Raiser(QObject):
    """Watches a folder of this computer for the mark that a second start leaves."""

    def __init__(self, folder: Path, window: QWidget) -> None:
        super().__init__(window)
        self._folder = folder
        self._window = window
        self._path: Path | None = None
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(lambda _: self.look())

    def watch(self, path: Path) -> None:
        """From now on the window answers for this file."""
        self._path = path
        place = _mark(self._folder, path).parent
        place.mkdir(parents=True, exist_ok=True)
        self._watcher.addPath(str(place))

    def look(self) -> None:
        """Raises the window when a second start asked for it, and takes the mark away: that is the answer."""
        if self._path is None:
            return
        mark = _mark(self._folder, self._path)
        if mark.exists():
            mark.unlink(missing_ok=True)
            window = self._window
            window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
            window.show()
            window.raise_()
            window.activateWindow()


def raise_first(folder: Path, path: Path, wait: float = WAIT) -> bool:
    """Asks the window that has the file open to come to the front; False when none answers in time."""
    mark = _mark(folder, path)
    try:
        mark.parent.mkdir(parents=True, exist_ok=True)
        mark.touch()
    except OSError:
        return False
    end = time.monotonic() + wait
    while time.monotonic() < end:
        if not mark.exists():
            return True
        QCoreApplication.processEvents()
        time.sleep(0.02)
    mark.unlink(missing_ok=True)
    return False


def bring_forward(window: QWidget) -> None:
    """Shows a window in front of the others."""
    window.show()
    window.raise_()
    window.activateWindow()
