"""The field for the minutes of somebody who was there in part: it opens over the cell, Enter takes it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent

from p2i_desktop.domain.record import FieldKind
from p2i_desktop.gui.fields.number_entry import Limits, NumberEntry
from p2i_desktop.gui.screen import Bench
from p2i_desktop.gui.workshop.people_table import PeopleTable

_MOST = 1440  # minutes, where the length of the session is not known


class MinutesCell(NumberEntry):
    """`given` comes with the minutes, None = half of the session; Esc gives it up. `said` comes with why it stays, "" after."""

    given = Signal(object)
    said = Signal(str)

    def __init__(self, bench: Bench, table: PeopleTable) -> None:
        super().__init__(table.viewport())
        self._bench, self._table = bench, table
        self.setObjectName("attendance_minutes")
        self.hide()
        table.verticalScrollBar().valueChanged.connect(lambda _at: self.commit())

    def open(self, minutes: int | None, longest: int | None) -> None:
        """Opens over the minutes of the current row."""
        texts, table = self._bench.texts, self._table
        self.equip(texts, FieldKind.MINUTES, Limits(1, longest or _MOST))
        self.setAccessibleName(texts._("Minutes; empty = half of the session"))
        self.setPlaceholderText(texts._("half"))
        self.set_value(minutes)
        self._say("")
        self.selectAll()
        place = table.people.index(table.currentIndex().row(), table.people.column_of("minutes"))
        box = table.visualRect(place)
        box.setWidth(max(box.width(), self.minimumSizeHint().width() + self._bench.look.px(60)))
        box.moveRight(min(box.right(), table.viewport().width() - 1))
        self.setGeometry(box)
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> None:
        """What is typed is taken, where it is a number."""
        if self.isVisible() and not self.fault():
            self._take()

    def _take(self) -> None:
        value = self.value()
        self._say("")
        self.hide()
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.given.emit(int(value) if value is not None else None)

    def event(self, event: QEvent) -> bool:
        """Esc belongs to the field, not to the window."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the minutes; what is no number of minutes stays and says why."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
            if self.fault():
                self._say(self.fault())
            else:
                self._take()
        elif event.key() == Qt.Key.Key_Escape:
            self._say("")
            self.hide()
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def _say(self, fault: str) -> None:
        """Why what is typed is not taken; what was said before goes with it."""
        if fault or self.property("state") == "error":
            self.setProperty("state", "error" if fault else "")
            self.style().polish(self)
            self.said.emit(fault)
