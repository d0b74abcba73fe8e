"""The line that asks what a move to another status needs: its day, and why where it ends something."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from p2i_desktop.gui.date_words import Lean
from p2i_desktop.gui.fields.date_entry import DateEntry
from p2i_desktop.gui.look.look import Look
from p2i_desktop.gui.mnemonics import letter_of
from p2i_desktop.i18n import Texts


class StepPanel(QFrame):
    """A frame under the title; Enter makes the move, Esc gives it up."""

    decided = Signal(object, object, str)  # the new status, date or None, reason

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._target: StrEnum | None = None
        self.setProperty("kind", "card")
        self.setObjectName("step_panel")
        self.heading, self.note = QLabel(self), QLabel(self)
        self.heading.setProperty("font_role", "h2")
        self.note.setProperty("tone", "err")
        for label in (self.heading, self.note):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.on, self.reason = DateEntry(self), QLineEdit(self)
        self.on.setObjectName("step_on")
        self.reason.setObjectName("step_reason")
        self._on, self._reason = QLabel(self), QLabel(self)
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.px(12))
        for column, (label, field) in enumerate(((self._on, self.on), (self._reason, self.reason))):
            label.setProperty("font_role", "label")
            label.setBuddy(field)
            grid.addWidget(label, 0, column)
            grid.addWidget(field, 1, column)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 2)
        self.cancel, self.go = QPushButton(self), QPushButton(self)
        self.go.setProperty("kind", "primary")
        self.cancel.clicked.connect(self.hide)
        self.go.clicked.connect(self._decide)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.go)
        whole = QVBoxLayout(self)
        margin = look.px(14)
        whole.setContentsMargins(margin, margin, margin, margin)
        for part in (self.heading, self.note):
            whole.addWidget(part)
        whole.addLayout(grid)
        whole.addLayout(buttons)
        self.hide()

    def ask(self, target: StrEnum, texts: Texts, today: date, *, reason: bool) -> None:
        """Opens for one move; `reason` = the rules want one."""
        self._target = target
        self.heading.setText(texts._("New status: {status}").replace("{status}", texts.label(target)))
        self.word(texts, reason=reason)
        self.on.equip(texts, today, Lean.PAST)
        self.on.set_value(today)
        self.reason.clear()
        self.say("")
        self.show()
        self._look.dress(self)
        first = self.reason if reason else self.on
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        if not reason:
            self.on.selectAll()

    def word(self, texts: Texts, *, reason: bool) -> None:
        """Words the fields in the language that is shown."""
        self._on.setText(texts._("&Date of the change"))
        self._reason.setText(texts._("&Reason *") if reason else texts._("&Reason"))
        self.cancel.setText(texts._("Cancel"))
        self.go.setText(texts._("Apply"))

    def letters(self) -> tuple[str, ...]:
        """The letters that lead here, for the form below to leave alone."""
        return tuple(filter(None, (letter_of(label.text()) for label in (self._on, self._reason))))

    def say(self, words: str) -> None:
        """Shows why the move is not possible yet; what was typed stays."""
        self.note.setText(words)
        self.note.setVisible(bool(words))

    def _decide(self) -> None:
        if self.on.fault():
            self.say(self.on.fault())
        else:
            self.decided.emit(self._target, self.on.value(), self.reason.text().strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._decide()
        else:
            super().keyPressEvent(event)
