"""A small field over a line of a list that takes a new day: `+3`, a weekday, a date."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from p2i_desktop.gui.date_words import Lean
from p2i_desktop.gui.fields.date_entry import DateEntry
from p2i_desktop.gui.screen import Bench


class Postpone(DateEntry):
    """Enter takes the day, Esc and leaving close it; the focus goes back to the list."""

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(parent)
        self._bench = bench
        self._take_day: Callable[[date], None] | None = None
        self.hide()

    def ask(self, box: QRect, take: Callable[[date], None]) -> None:
        """Opens over a line; `take` gets the day."""
        texts, look = self._bench.texts, self._bench.look
        self.equip(texts, self._bench.clock.today(), Lean.FUTURE)
        self.setPlaceholderText(texts._("New day: +3, mo, 24.11."))
        self.setAccessibleName(texts._("Follow-up date"))
        self.clear()
        self._take_day = take
        width = min(look.px(300), box.width())
        height = self.sizeHint().height()
        self.setGeometry(box.right() - width - look.px(8), box.center().y() - height // 2, width, height)
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            day, take = self.value(), self._take_day
            if day is not None and take is not None:
                self._leave()
                take(day)
            elif self.fault():
                self._bench.announce(self, self.fault())
                self.setToolTip(self.fault())
                self.setProperty("state", "error")
                self.style().polish(self)
        elif event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.hide()

    def _leave(self) -> None:
        self.hide()
        parent = self.parentWidget()
        if parent is not None:
            parent.setFocus(Qt.FocusReason.OtherFocusReason)
