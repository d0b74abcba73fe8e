"""The drawer of the documents of a case."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from p2i_desktop.domain.record import About
from p2i_desktop.gui.case.box import CaseBox
from p2i_desktop.gui.commands import Command
from p2i_desktop.gui.files_panel import FilesPanel
from p2i_desktop.gui.screen import Bench
from p2i_desktop.i18n import N_


class FilesDrawer(CaseBox):
    """The files of the case."""

    name = "case_files_box"
    heading = N_("Documents")
    shows = frozenset({"attachment"})

    def __init__(self, bench: Bench, case_id: str, parent: QWidget | None = None) -> None:
        super().__init__(bench, case_id, parent)
        self.panel = FilesPanel(bench, About("case", case_id), N_("Documents of the case"), self)
        self.panel.told.connect(self.told)
        self.panel.wanted.connect(self.wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.panel)

    def retranslate(self) -> None:
        self.panel.retranslate()

    def reload(self) -> None:
        self.panel.reload()

    def take_focus(self) -> None:
        self.panel.take_focus()

    def commands(self) -> list[Command]:
        writable, panel = self.bench.writable, self.panel
        return [
            Command("case_attach", N_("Attach file…"), panel.choose, "Ctrl+Shift+A", "case", "paperclip",
                    enabled=writable),
            Command("case_open_file", N_("Open document"), panel.open_file, (), "case", "external-link",
                    enabled=panel.chosen),
            Command("case_save_file", N_("Save document as…"), panel.save_as, (), "case", "download",
                    enabled=panel.chosen),
        ]  # fmt: skip
