"""The tab of the documents: files of all versions of the plan; new ones belong to the version that is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from p2i_desktop.domain.record import About
from p2i_desktop.gui.commands import Command
from p2i_desktop.gui.file_commands import file_commands
from p2i_desktop.gui.files_panel import FilesPanel
from p2i_desktop.gui.plan.tab import PlanTab
from p2i_desktop.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from p2i_desktop.services.plan_file import PlanFile


class DocumentsTab(PlanTab):
    """A list of files as in the case file; also files that are dropped on the window come here."""

    name = "plan_documents"
    heading = N_("Documents")

    def build(self) -> None:
        about = About("support_plan", self.hand.plan_id)
        self.panel = FilesPanel(self.bench, about, N_("Documents of the plan"), self)
        self.panel.wanted.connect(self.wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.panel)

    def retranslate(self) -> None:
        self.panel.retranslate()

    def show_file(self, file: PlanFile) -> None:
        self.panel.show_about(About("support_plan", file.plan.id), file.attachments)

    def count(self, file: PlanFile) -> str:
        return self.bench.texts.number(len(file.attachments)) if file.attachments else ""

    def take_focus(self) -> None:
        self.panel.take_focus()

    def commands(self) -> list[Command]:
        return file_commands("plan", self, lambda: getattr(self, "panel", None))

    def take(self, sources: Sequence[Path]) -> None:
        """Files that were dropped on the window, or pasted."""
        self.wanted.emit()
        self.panel.take(sources)
