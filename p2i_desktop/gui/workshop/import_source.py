"""The first step of taking in a list: a file that is chosen or dropped, or a table that is pasted."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from p2i_desktop.gui.look.marks import IconLabel
from p2i_desktop.gui.screen import Bench
from p2i_desktop.paths import documents_folder


class SourcePage(QFrame):
    """One sentence, two buttons; what cannot be read is said below them."""

    chosen = Signal(object)  # Path
    pasted = Signal(str)

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(parent)
        self._bench = bench
        texts, look = bench.texts, bench.look
        self.setProperty("kind", "card")
        icon = IconLabel(self)
        icon.wear(look)
        icon.show_icon("table-2", "text3", 32)
        words = QLabel(
            texts._("A workbook (.xlsx) or CSV file, chosen or dropped here, or a table copied elsewhere."), self
        )
        hint = QLabel(
            texts._("Headings are recognised in nine languages. Nothing is written before you have seen every row."), self
        )  # fmt: skip
        self.problem = QLabel(self)
        self.problem.setProperty("tone", "err")
        for label in (words, hint, self.problem):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        hint.setProperty("tone", "text2")
        self.problem.hide()
        self.browse = QPushButton(texts._("Choose file…"), self)
        self.paste = QPushButton(texts._("Paste table"), self)
        self.browse.setProperty("kind", "primary")
        self.paste.setToolTip("<span>Ctrl+V</span>")
        self.progress = QProgressBar(self)
        self.progress.setRange(0, 100)
        self.progress.setAccessibleName(texts._("How much of the file is read"))
        self.progress.hide()
        column = QVBoxLayout(self)
        column.setSpacing(look.px(12))
        margin = look.px(24)
        column.setContentsMargins(margin, margin, margin, margin)
        column.addStretch(1)
        column.addWidget(icon, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(words)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for button in (self.browse, self.paste):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addWidget(hint)
        column.addWidget(self.progress)
        column.addWidget(self.problem)
        column.addStretch(2)
        self.browse.clicked.connect(self._choose)
        self.paste.clicked.connect(self.take_clipboard)

    def _choose(self) -> None:
        texts = self._bench.texts
        kinds = texts._("Lists (*.xlsx *.xlsm *.csv *.txt *.tsv)")
        path = self._bench.doors.open_file(self, texts._("Take in list"), documents_folder(), kinds)
        if path is not None:
            self.chosen.emit(Path(path))

    def take_clipboard(self) -> None:
        """Takes in the text that was copied elsewhere."""
        text = QGuiApplication.clipboard().text()
        if text.strip():
            self.pasted.emit(text)
        else:
            self.say(
                self._bench.texts._("Nothing was copied. Copy the rows with their headings in the spreadsheet first.")
            )

    def say(self, words: str) -> None:
        """Why a list cannot be read; "" when all is well."""
        self.problem.setText(words)
        self.problem.setVisible(bool(words))
        if words:
            self._bench.announce(self.problem, words)

    def busy(self, on: bool) -> None:
        """While a file is read there is nothing to press."""
        self.progress.setValue(0)
        self.progress.setVisible(on)
        for button in (self.browse, self.paste):
            button.setEnabled(not on)

    def show_share(self, share: float) -> None:
        """How much is read, 0 to 1."""
        self.progress.setValue(round(share * 100))
