"""A line to search in, with a magnifying glass that grows with the text (Qt's own icons in a line do not)."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from p2i_desktop.gui.look.look import Look
from p2i_desktop.gui.look.marks import IconLabel

_SIDE, _GAP = 16, 8  # pixels at 100 %


class SearchLine(QLineEdit):
    """The glass stands before the text, Qt's cross that empties the line behind it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setClearButtonEnabled(True)
        self._glass = IconLabel(self)
        self._glass.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._glass.show_icon("search", "text3", _SIDE)
        self._left = _GAP

    def wear(self, look: Look) -> None:
        """Takes the size of the text."""
        side = look.px(_SIDE)
        self._left = look.px(_GAP)
        self._glass.resize(side, side)
        self.setTextMargins(side + self._left, 0, 0, 0)
        self._put()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._put()

    def _put(self) -> None:
        self._glass.move(self._left, (self.height() - self._glass.height()) // 2)
