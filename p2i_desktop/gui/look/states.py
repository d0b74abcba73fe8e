"""What a list shows instead of rows: it is empty, or nothing fits the filter, with one action."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from p2i_desktop.gui.look.look import Look
from p2i_desktop.gui.look.marks import IconLabel
from p2i_desktop.gui.menus import menu_text


class EmptyState(QWidget):
    """An icon, one sentence, one button."""

    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = IconLabel(self)
        self._text = QLabel(self)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._text.setProperty("tone", "text2")
        self.button = QPushButton(self)
        self.button.clicked.connect(self.pressed)
        self._column = column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._text)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)

    def wear(self, look: Look) -> None:
        """Takes colours and lengths from the look."""
        self._icon.wear(look)
        self._column.setSpacing(look.px(12))
        self._column.setContentsMargins(look.px(24), look.px(16), look.px(24), look.px(16))

    def show_state(self, icon: str, text: str, action: str) -> None:
        """Shows a sentence; without an action there is no button."""
        self._icon.show_icon(icon, "text3", 32)
        self._text.setText(text)
        self.button.setText(menu_text(action))
        self.button.setVisible(bool(action))
