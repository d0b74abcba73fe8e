"""The tab of the documents: files of the workshop, what was handed out, and until when the registration data is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout

from p2i_desktop.domain.record import About
from p2i_desktop.gui.commands import Command
from p2i_desktop.gui.file_commands import file_commands
from p2i_desktop.gui.files_panel import FilesPanel
from p2i_desktop.gui.workshop.tab import WorkshopTab
from p2i_desktop.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from p2i_desktop.domain.workshops import Disclosure
    from p2i_desktop.i18n import Texts
    from p2i_desktop.services.workshop_file import WorkshopFile

_MOST = 4  # lines of what was handed out that are seen at once


class DocumentsTab(WorkshopTab):
    """A list of files as in the case file; also files that are dropped on the window come here."""

    name = "workshop_documents"
    heading = N_("Documents")

    def build(self) -> None:
        look = self.bench.look
        self.panel = FilesPanel(
            self.bench, About("workshop", self.hand.workshop_id), N_("Documents of the workshop"), self
        )
        self.panel.wanted.connect(self.wanted)
        self.handed, self.kept = QLabel(self), QLabel(self)
        self.handed.setProperty("font_role", "h2")
        self.kept.setProperty("tone", "text2")
        for label in (self.handed, self.kept):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.log = QListWidget(self)
        self.log.setObjectName("workshop_disclosures")
        self.log.setWordWrap(True)
        self.log.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(8))
        column.addWidget(self.panel, 1)
        for part in (self.handed, self.log, self.kept):
            column.addWidget(part)

    def retranslate(self) -> None:
        texts = self.bench.texts
        self.panel.retranslate()
        self.handed.setText(texts._("Handed out"))
        self.log.setAccessibleName(texts._("Handed out"))

    def show_file(self, file: WorkshopFile) -> None:
        texts, look = self.bench.texts, self.bench.look
        self.panel.show_about(About("workshop", file.workshop.id), file.attachments)
        self.log.clear()
        for one in reversed(file.disclosures):
            line = QListWidgetItem(handed_words(one, texts))
            line.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            self.log.addItem(line)
        for part in (self.handed, self.log):
            part.setVisible(bool(file.disclosures))
        self.log.setFixedHeight(min(len(file.disclosures), _MOST) * look.row_height() + look.px(14))
        day = file.keep_until
        words = texts._("Registration data is kept until {date}.").replace("{date}", texts.date(day)) if day else ""
        self.kept.setText(words)
        self.kept.setVisible(bool(words))

    def count(self, file: WorkshopFile) -> str:
        return self.bench.texts.number(len(file.attachments)) if file.attachments else ""

    def take_focus(self) -> None:
        self.panel.take_focus()

    def commands(self) -> list[Command]:
        return file_commands("workshop", self, lambda: getattr(self, "panel", None))

    def take(self, sources: Sequence[Path]) -> None:
        """Files that were dropped on the window, or pasted."""
        self.wanted.emit()
        self.panel.take(sources)


def handed_words(one: Disclosure, texts: Texts) -> str:
    """`14.10.2026 · Sign-in sheet · 42 records · to Demo · purpose`."""
    count = texts.ngettext("{n} record", "{n} records", one.records)
    return " · ".join(filter(None, (texts.date(one.on), one.what, count, one.recipient, one.purpose)))
