"""The last step of taking in a list: what was done, and the two files that can be kept of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from p2i_desktop.gui.fields.flow import FlowLayout
from p2i_desktop.gui.screen import Bench
from p2i_desktop.gui.sentences import sentence
from p2i_desktop.paths import documents_folder, safe_name
from p2i_desktop.services import people_mapping, people_words

if TYPE_CHECKING:
    from p2i_desktop.services.taking_in_people import Check, Mapped, TableFile


class DonePage(QFrame):
    """The counts, and where wrong rows and the mapping can go."""

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(parent)
        self._bench = bench
        self._check: Check | None = None
        self._mapped: Mapped | None = None
        self._file: TableFile | None = None
        self._headings: int | None = None
        texts, look = bench.texts, bench.look
        self.setProperty("kind", "card")
        self.heading, self.words, self.said = QLabel(self), QLabel(self), QLabel(self)
        for label in (self.heading, self.words, self.said):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.heading.setProperty("font_role", "h2")
        self.said.setProperty("tone", "text2")
        self.rejected = QPushButton(texts._("Save wrong rows…"), self)
        self.mapping = QPushButton(texts._("Save these columns…"), self)
        for button in (self.rejected, self.mapping):
            button.setAutoDefault(False)
        self.mapping.setToolTip(
            texts._("<span>For the command line: import FILE LIST --as participants --mapping</span>")
        )  # fmt: skip
        margin = look.px(24)
        column = QVBoxLayout(self)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(look.px(10))
        buttons = FlowLayout(None, look.px(8))
        for part in (self.heading, self.words):
            column.addWidget(part)
        for button in (self.rejected, self.mapping):
            buttons.addWidget(button)
        column.addLayout(buttons)
        column.addWidget(self.said)
        column.addStretch(1)
        self.rejected.clicked.connect(self._save_rejected)
        self.mapping.clicked.connect(self._save_mapping)

    def show_done(self, check: Check, mapped: Mapped, file: TableFile, headings: int | None) -> None:
        """What came of it."""
        texts = self._bench.texts
        self._check, self._mapped, self._file, self._headings = check, mapped, file, headings
        number = check.new + check.updated
        words = texts.ngettext("{n} row was taken in.", "{n} rows were taken in.", number)
        self.heading.setText(words.replace("{n}", texts.number(number)))
        lines = people_words.sums(texts, check)
        wrong = check.rejected
        told = texts._("{all} rows in the list: {sums}.").replace("{all}", texts.number(len(check.lines)))
        lines = [told.replace("{sums}", ", ".join(lines)), texts._("All of it is one step and can be undone.")]
        if wrong:
            lines.append(texts._("Wrong rows can be saved with their reason, mended and taken in again."))
        self.words.setText("\n".join(lines))
        self.rejected.setVisible(wrong > 0)
        self.said.hide()
        self._bench.announce(self.heading, self.heading.text())

    def _save_rejected(self) -> None:
        check, mapped, texts = self._check, self._mapped, self._bench.texts
        if check is None or mapped is None:
            return
        wrong = texts._("wrong rows")
        path = self._ask(
            texts._("Save wrong rows"), f"{self._stem()}_{wrong}.xlsx", texts._("Workbook (*.xlsx);;CSV (*.csv)")
        )
        if path is not None:
            wanted = path if path.suffix.lower() in (".xlsx", ".csv") else path.with_name(f"{path.name}.xlsx")
            self._write(lambda: people_words.write_rejected(wanted, texts, check, mapped), wanted)

    def _save_mapping(self) -> None:
        mapped, file, texts = self._mapped, self._file, self._bench.texts
        if mapped is None or file is None:
            return
        path = self._ask(texts._("Save columns"), f"{self._stem()}.toml", texts._("Columns (*.toml)"))
        if path is not None:
            headings = self._headings
            self._write(lambda: people_mapping.save(path, file, mapped, headings), path)

    def _stem(self) -> str:
        name = self._file.name if self._file is not None else ""
        return Path(name).stem or self._bench.texts._("pasted list")

    def _ask(self, title: str, name: str, kinds: str) -> Path | None:
        return self._bench.doors.save_file(self, title, documents_folder() / safe_name(name), kinds)

    def _write(self, work: Callable[[], object], path: Path) -> None:
        saved = self._bench.texts._("Saved: {path}").replace("{path}", str(path))
        self._bench.desk.apart(lambda _progress: work(), lambda _done: self._say(saved), self._failed, self)

    def _failed(self, error: Exception) -> None:
        words = sentence(error, self._bench.texts)
        if words is None:
            self._bench.fault(error)
        else:
            self._say(words)

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.show()
        self._bench.announce(self.said, words)
