"""Is this certificate one of ours: somebody types or scans its number, the casebook answers in a sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from p2i_desktop.gui import mnemonics
from p2i_desktop.gui.look.restyle import restyle
from p2i_desktop.gui.screen import Bench
from p2i_desktop.gui.sentences import sentence

if TYPE_CHECKING:
    from p2i_desktop.services.certificate_check import Checked

_LETTERS = 60  # of a number, with blanks


def open_certificate_check(bench: Bench, parent: QWidget) -> CertificateDialog:
    """Shows the check over a window."""
    dialog = CertificateDialog(bench, parent)
    bench.look.dress(dialog)
    dialog.show()
    return dialog


class CertificateDialog(QDialog):
    """One field; Enter checks, and marks what was typed, so that a pile of papers is gone through without the mouse."""

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(parent)
        self._bench = bench
        self._found: Checked | None = None
        texts = bench.texts
        self.setObjectName("certificate_check")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(texts._("Check a certificate"))
        self.number = QLineEdit(self)
        self.number.setObjectName("certificate_number")
        self.number.setMaxLength(_LETTERS)
        self.number.setPlaceholderText(texts._("Like W-2026-09-3K7Q9XM2A1"))
        self.number.textEdited.connect(lambda _text: self._clear())
        self.check = self._button("check_number", texts._("Check"), self.ask)
        self.check.setProperty("kind", "primary")
        self.opener = self._button("open_certified_workshop", texts._("Open workshop"), self._open, "external-link")
        self.replace = self._button(
            "replace_certificate", texts._("Issue a corrected one"), self._correct, "rotate-ccw"
        )  # fmt: skip
        self.said, self._facts = self._text("", "strong"), QFormLayout()
        self._arrange()
        mnemonics.assign(self)
        self._clear()
        self.number.setFocus(Qt.FocusReason.OtherFocusReason)

    def _button(self, name: str, words: str, run: Callable[[], object], icon: str = "") -> QPushButton:
        button = QPushButton(words, self)
        button.setObjectName(name)
        button.setAutoDefault(False)
        if icon:
            button.setProperty("icon_name", icon)
        button.clicked.connect(lambda _checked: run())
        return button

    def _arrange(self) -> None:
        texts, px = self._bench.texts, self._bench.look.px
        title, label = self._text(texts._("Check a certificate"), "h1"), self._text(texts._("&Number"), "label")
        label.setBuddy(self.number)
        hint = self._text(texts._("As printed or scanned, in any case; O is read as 0, I and L as 1."), "body", "text2")
        self._facts.setHorizontalSpacing(px(16))
        self._facts.setVerticalSpacing(px(4))
        line, buttons, column = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        for row in (line, buttons):
            row.setSpacing(px(8))
        line.addWidget(self.number, 1)
        line.addWidget(self.check)
        buttons.addWidget(self.opener)
        buttons.addWidget(self.replace)
        buttons.addStretch(1)
        buttons.addWidget(self._button("close_check", texts._("Close"), self.reject))
        margin = px(20)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(px(6))
        for part in (title, hint, label):
            column.addWidget(part)
        column.addLayout(line)
        column.addSpacing(px(8))
        column.addWidget(self.said)
        column.addLayout(self._facts)
        column.addStretch(1)
        column.addLayout(buttons)
        self.resize(px(560), px(360))

    def _text(self, words: str, role: str, tone: str = "") -> QLabel:
        label = QLabel(words, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("font_role", role)
        label.setProperty("tone", tone)
        label.setWordWrap(role != "label")
        return label

    def _clear(self) -> None:
        """Another number: what was said of the last one is gone."""
        self._found = None
        self.said.clear()
        self.opener.hide()
        self.replace.hide()
        while self._facts.rowCount():
            self._facts.removeRow(0)

    def ask(self) -> None:
        """Checks what was typed."""
        text = self.number.text()
        self._bench.desk.ask(
            lambda office: office.certificates.check(text), lambda found: self._show(text, found), self._bench.fault, self
        )  # fmt: skip

    def _show(self, text: str, found: Checked) -> None:
        if text != self.number.text():
            return  # typed on meanwhile
        self._clear()
        texts = self._bench.texts
        self.said.setProperty("tone", "ok" if found.valid else "err")
        self.said.setText(f"{'✓' if found.valid else '✗'} {found.sentence(texts)}")
        for label, value in found.facts(texts):
            name, told = self._text(label, "body", "text2"), self._text(value, "body")
            name.setWordWrap(False)
            name.setAlignment(Qt.AlignmentFlag.AlignTop)
            told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._facts.addRow(name, told)
        restyle(self.said)
        self._found = found
        self.opener.setVisible(bool(found.workshop_id))
        self.replace.setVisible(found.correctable and self._bench.writable())
        self._bench.look.dress(self)
        self._bench.announce(self.said, found.sentence(texts))
        self.number.selectAll()
        self.number.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self) -> None:
        if self._found is not None and self._found.workshop_id:
            self._bench.open_workshop(self._found.workshop_id)

    def _correct(self) -> None:
        """Draws another number in place of this one, which is told as replaced from now on."""
        found, texts = self._found, self._bench.texts
        if found is None:
            return
        key = found.participation_id

        def done(_changed: object) -> None:
            self._bench.toast(texts._("A new certificate number was drawn. Print the certificate again."), undo=True)
            self.ask()

        self._bench.desk.do(lambda office: office.certificates.correct(key), done, self, self._refused, self)

    def _refused(self, error: Exception) -> None:
        words = sentence(error, self._bench.texts)
        if words is None:
            self._bench.fault(error)
            return
        self.said.setProperty("tone", "err")
        self.said.setText(words)
        restyle(self.said)
        self._bench.announce(self.said, words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter checks."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.ask()
        else:
            super().keyPressEvent(event)
