"""What the check of a casebook found, to read and to copy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from p2i_desktop.gui.screen import Bench

if TYPE_CHECKING:
    from p2i_desktop.services.standing import Fault


class FaultsFound(QDialog):
    """Not modal; each fault with what to do about it, like kinds together."""

    def __init__(self, bench: Bench, parent: QWidget, faults: Sequence[Fault]) -> None:
        super().__init__(parent)
        texts, look = bench.texts, bench.look
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("faultsFound")
        self.setWindowTitle(texts._("Faults in this casebook"))
        title = QLabel(texts._("Faults in this casebook"), self)
        title.setProperty("font_role", "h1")
        said = QLabel(self)
        said.setTextFormat(Qt.TextFormat.PlainText)
        said.setWordWrap(True)
        said.setText(
            texts._(
                "The file was not changed and is not replaced by anything. Keep it, close it, and show this list to "
                "whoever looks after your copies."
            )
        )
        self.shown = QPlainTextEdit(self)
        self.shown.setReadOnly(True)
        self.shown.setAccessibleName(texts._("Faults"))
        lines: list[str] = []
        for remedy in dict.fromkeys(fault.remedy for fault in faults):
            lines += [texts._(remedy), *(f"    {f.code}: {f.what}" for f in faults if f.remedy == remedy), ""]
        self.shown.setPlainText("\n".join(lines).rstrip())
        copy, close = QPushButton(texts._("Copy the list"), self), QPushButton(texts._("Close"), self)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.shown.toPlainText()))
        close.clicked.connect(self.close)
        close.setProperty("kind", "primary")
        close.setDefault(True)
        row = QHBoxLayout()
        row.addStretch(1)
        for button in (copy, close):
            row.addWidget(button)
        column = QVBoxLayout(self)
        side = look.px(20)
        column.setContentsMargins(side, side, side, side)
        column.setSpacing(look.px(12))
        for widget in (title, said, self.shown):
            column.addWidget(widget)
        column.addLayout(row)
        self.resize(look.px(680), look.px(420))
        look.dress(self)
