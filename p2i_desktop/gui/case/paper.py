"""The dossier of a case from its file: pages in the preview, or a workbook in the report folder."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from p2i_desktop.gui.commands import Command
from p2i_desktop.gui.paper_maker import PaperMaker
from p2i_desktop.gui.screen import Bench
from p2i_desktop.i18n import N_

REPORT = "dossier"
NAMES = ("case_print", "case_print_anonymised", "case_workbook")


class DossierMaker(PaperMaker):
    """The commands that print the case."""

    def __init__(self, bench: Bench, case_id: str, leave: Callable[[], object], window: QWidget) -> None:
        super().__init__(bench, leave, window)
        self._case_id = case_id

    def commands(self) -> list[Command]:
        """What prints the case."""
        return [
            Command("case_print", N_("Print dossier…"), self.show_pages, "Ctrl+P", "case", "printer"),
            Command(
                "case_print_anonymised", N_("Print anonymised dossier…"), self.show_anonymised, (), "case", "printer"
            ),
            Command("case_workbook", N_("Dossier as workbook"), self.make_workbook, "Ctrl+E", "case", "table-2"),
        ]

    def show_pages(self) -> None:
        """The pages, to be printed or kept."""
        self.make(REPORT, self._case_id, "pdf")

    def show_anonymised(self) -> None:
        """The pages without names and texts."""
        self.make(REPORT, self._case_id, "pdf", anonymise=True)

    def make_workbook(self) -> None:
        """The workbook into the report folder."""
        self.make(REPORT, self._case_id, "xlsx")
