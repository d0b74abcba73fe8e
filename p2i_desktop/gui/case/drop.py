"""Files that are dropped on a window, wherever in it, or pasted where no text is written."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QAbstractScrollArea, QLineEdit, QPlainTextEdit, QWidget


class FileDrop(QObject):
    """Takes files that are dropped on a window or on one of its fields; a dropped text stays with its field."""

    def __init__(self, window: QWidget, take: Callable[[Sequence[Path]], None]) -> None:
        super().__init__(window)
        self._take = take
        window.setAcceptDrops(True)
        window.installEventFilter(self)
        self.watch(window)

    def watch(self, window: QWidget) -> None:
        """Also the fields that would write the path of a dropped file into their text."""
        for field in window.findChildren(QWidget):
            if isinstance(field, QLineEdit):
                field.installEventFilter(self)
            elif isinstance(field, QPlainTextEdit) and isinstance(field, QAbstractScrollArea):
                field.viewport().installEventFilter(self)

    def paste(self) -> bool:
        """Takes the files of the clipboard; False when it holds none."""
        found = local_files(QGuiApplication.clipboard().mimeData())
        if found:
            self._take(found)
        return bool(found)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Files are taken, anything else goes on to the widget."""
        if isinstance(event, QDropEvent) and event.type() in (
            QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop,
        ):  # fmt: skip
            found = local_files(event.mimeData())
            if found:
                event.setDropAction(Qt.DropAction.CopyAction)  # never moved away from where they were
                event.accept()
                if event.type() == QEvent.Type.Drop:
                    self._take(found)
                return True
        return False


def local_files(data: QMimeData | None) -> list[Path]:
    """The files of this computer that were dragged or copied."""
    if data is None or not data.hasUrls():
        return []
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile() and url.toLocalFile()]
