"""The toast: one line at the bottom left that says what was done, with Undo, for ten seconds."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from p2i_desktop.gui.look.look import Look
from p2i_desktop.gui.menus import menu_text

SECONDS = 10


class Toast(QFrame):
    """At most one is shown; F6 reaches its buttons; the time stands still while one of them has the focus."""

    closed = Signal()

    def __init__(self, parent: QWidget, look: Look) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        self._look = look
        self._area = parent
        self._buttons: list[QPushButton] = []
        self._label = QLabel(self)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._label)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SECONDS * 1000)
        self._timer.timeout.connect(self._time_is_up)
        parent.installEventFilter(self)
        self.hide()

    def say(self, text: str, actions: tuple[tuple[str, Callable[[], None]], ...]) -> None:
        """Shows a text with a button for each action; an older toast goes."""
        for old in self._buttons:
            self._row.removeWidget(old)
            old.deleteLater()
        self._buttons = [self._button(name, run) for name, run in actions]
        side = self._look.px(8)
        self._row.setContentsMargins(2 * side, side, side if actions else 2 * side, side)
        self._row.setSpacing(side)
        self._label.setText(text)
        self.place()
        self.show()
        self.raise_()
        self._timer.start()

    def text(self) -> str:
        """What is shown now."""
        return self._label.text() if self.isVisible() else ""

    def buttons(self) -> list[QPushButton]:
        """The buttons shown now."""
        return self._buttons if self.isVisible() else []

    def place(self) -> None:
        """Takes its place at the bottom left of the page area."""
        parent = self._area
        side = self._look.px(16)
        self._label.setWordWrap(False)
        self.adjustSize()
        if self.width() > parent.width() - 2 * side:
            self._label.setWordWrap(True)
            self.setFixedWidth(parent.width() - 2 * side)
            self.adjustSize()
        else:
            self.setMaximumWidth(16_777_215)
            self.setMinimumWidth(0)
        self.move(side, parent.height() - self.height() - side)

    def _button(self, name: str, run: Callable[[], None]) -> QPushButton:
        button = QPushButton(menu_text(name), self)
        button.setProperty("kind", "link")
        button.setFont(self._look.font("label"))

        def pressed() -> None:
            self.dismiss()
            run()

        button.clicked.connect(pressed)
        self._row.addWidget(button)
        button.show()
        return button

    def dismiss(self) -> None:
        """Takes the toast away."""
        self._timer.stop()
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def _time_is_up(self) -> None:
        if any(button.hasFocus() for button in self._buttons):
            self._timer.start()
        else:
            self.dismiss()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.place()
        return False
