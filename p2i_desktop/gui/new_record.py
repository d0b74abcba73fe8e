"""A small dialog that makes a record from the few fields that it cannot do without."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from p2i_desktop.gui.dialog_draft import DialogDraft
from p2i_desktop.gui.look.look import Look
from p2i_desktop.gui.low_window import TallArea
from p2i_desktop.gui.screen import Bench
from p2i_desktop.gui.sentences import sentence
from p2i_desktop.i18n import Texts

if TYPE_CHECKING:
    from p2i_desktop.services.drafts import Draft


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
        self._draft: DialogDraft | None = None
        self._notice = QWidget(self)
        self._notice.hide()
        whole.addWidget(self._notice)
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
        self.save_button = save_button
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

    def keep_draft(self, bench: Bench, form: str, key: str = "new") -> DialogDraft:
        """From `start` on what is typed is kept as a draft (one for each `form` and `key`) until it is saved."""
        self._draft = DialogDraft(bench, self, form, key)
        self._draft.back.connect(self._say_back)
        self._draft.said.connect(self.say)
        return self._draft

    def start(self) -> None:
        """Shows the dialog."""
        self._look.dress(self)
        self.setMinimumWidth(self._look.px(520))
        self.open()
        if self._draft is not None:
            self._draft.begin()

    def accept(self) -> None:
        """The record was made."""
        if self._draft is not None:
            self._draft.done()
        super().accept()

    def reject(self) -> None:
        """Esc and closing keep what was typed, and ask nothing."""
        if self._draft is not None:
            self._draft.put_away()
        super().reject()

    def _say_back(self, draft: Draft) -> None:
        """A draft stands in the fields again: said above them, with a way to be rid of it."""
        row = QHBoxLayout(self._notice)
        row.setContentsMargins(0, 0, 0, 0)
        told, discard = QLabel(self._notice), QPushButton(self._texts._("Discard draft"), self._notice)
        told.setTextFormat(Qt.TextFormat.PlainText)
        told.setWordWrap(True)
        told.setProperty("tone", "info")
        told.setText(
            self._texts._("Your draft of {time} is back.").replace("{time}", self._texts.instant(draft.saved_at))
        )
        discard.setObjectName("discard_draft")
        discard.setProperty("kind", "link")
        discard.setAutoDefault(False)
        discard.clicked.connect(self._discard)
        row.addWidget(told, 1)
        row.addWidget(discard)
        self._notice.show()
        self._look.dress(self)

    def _discard(self) -> None:
        if self._draft is not None:
            self._draft.discard()
        self._notice.hide()
        self.focusNextChild()

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
