"""A small dialog that makes a record from the few fields that it cannot do without."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from p2i_desktop.gui.look.look import Look
from p2i_desktop.gui.low_window import TallArea
from p2i_desktop.gui.screen import Bench
from p2i_desktop.gui.sentences import sentence
from p2i_desktop.i18n import Texts


class NewRecordDialog(QDialog):
    """Fields below each other; `wanted` comes on Ctrl+Return, on Enter in a line and from the button."""

    wanted = Signal()

    def __init__(self, look: Look, texts: Texts, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._texts = look, texts
        self.setWindowTitle(title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        whole = QVBoxLayout(self)
        margin = look.px(20)
        whole.setContentsMargins(margin, margin, margin, margin)
        whole.setSpacing(look.px(12))
        heading = QLabel(title, self)
        heading.setTextFormat(Qt.TextFormat.PlainText)
        heading.setProperty("font_role", "h2")
        whole.addWidget(heading)
        fields = QWidget()
        self._column = QVBoxLayout(fields)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(4))
        whole.addWidget(TallArea(fields, self), 1)
        self.problem = QLabel(self)
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setWordWrap(True)
        self.problem.setProperty("tone", "err")
        self.problem.hide()
        buttons = QHBoxLayout()
        cancel, save_button = QPushButton(texts._("Cancel"), self), QPushButton(texts._("Save"), self)
        save_button.setProperty("kind", "primary")
        save_button.setToolTip("<span>Ctrl+Return</span>")
        cancel.setAutoDefault(False)
        save_button.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        save_button.clicked.connect(self.wanted)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(save_button)
        whole.addWidget(self.problem)
        whole.addLayout(buttons)

    def add(self, object_name: str, label: str, field: QWidget) -> None:
        """One more field with its label above."""
        field.setObjectName(object_name)
        name = QLabel(label, self)
        name.setProperty("font_role", "label")
        name.setBuddy(field)
        if self._column.count():
            self._column.addSpacing(self._look.px(8))
        self._column.addWidget(name)
        self._column.addWidget(field)

    def add_form(self, form: QWidget) -> None:
        """A whole form, or a text, in the place of a field."""
        if self._column.count():
            self._column.addSpacing(self._look.px(8))
        self._column.addWidget(form)

    def start(self) -> None:
        """Shows the dialog."""
        self._look.dress(self)
        self.setMinimumWidth(self._look.px(520))
        self.open()

    def refuser(self, bench: Bench) -> Callable[[Exception], None]:
        """What takes an error of saving: rules and the environment are said here, our own bugs go on."""

        def refused(error: Exception) -> None:
            words = sentence(error, self._texts)
            if words is None:
                bench.fault(error)
            else:
                self.say(words)

        return refused

    def say(self, words: str) -> None:
        """Why it could not be saved; what was typed stays."""
        self.problem.setText(words)
        self.problem.setVisible(bool(words))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Return saves from anywhere, Enter in a line too; Esc gives up."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.wanted.emit()
        else:
            super().keyPressEvent(event)
