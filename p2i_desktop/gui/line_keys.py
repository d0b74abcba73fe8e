"""Keys of a list of lines that Qt's own list does not know: move, reword, remove."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget


class LineKeys(QObject):
    """Alt+Up and Alt+Down move the marked line, F2 rewords it, Del removes it; none of them while nothing may be written."""

    def __init__(
        self, lines: QListWidget, writable: Callable[[], bool], *, up: Callable[[], object], down: Callable[[], object],
        reword: Callable[[], object], remove: Callable[[], object],
    ) -> None:  # fmt: skip
        super().__init__(lines)
        self._writable = writable
        self._runs = {
            (Qt.Key.Key_Up, True): up, (Qt.Key.Key_Down, True): down,
            (Qt.Key.Key_F2, False): reword, (Qt.Key.Key_Delete, False): remove,
        }  # fmt: skip
        lines.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hears the keys of the list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            run = self._runs.get((Qt.Key(event.key()), alt))
            if run is not None and self._writable():
                run()
                return True
        return False
