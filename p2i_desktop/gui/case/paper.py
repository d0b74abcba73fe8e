"""The dossier of a case from its file: pages in the preview, or a workbook in the report folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from p2i_desktop.gui.commands import Command
from p2i_desktop.gui.paper import report_folder, tell_made
from p2i_desktop.gui.screen import Bench
from p2i_desktop.i18n import N_
from p2i_desktop.services.printing import Made, Paper

if TYPE_CHECKING:
    from p2i_desktop.gui.desk import Progress, Ticket

REPORT = "dossier"
NAMES = ("case_print", "case_print_anonymised", "case_workbook")


class DossierMaker(QObject):
    """Made beside the open file, from a reading of its own; `leave` saves what stands in the form first."""

    def __init__(self, bench: Bench, case_id: str, leave: Callable[[], object], window: QWidget) -> None:
        super().__init__(window)
        self._bench, self._case_id, self._leave, self._window = bench, case_id, leave, window
        self._ticket: Ticket | None = None

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
        self._make("pdf", False)

    def show_anonymised(self) -> None:
        """The pages without names and texts."""
        self._make("pdf", True)

    def make_workbook(self) -> None:
        """The workbook into the report folder."""
        self._make("xlsx", False)

    def _make(self, form: str, anonymise: bool) -> None:
        if self._ticket is not None:
            return  # the last one is still being made
        self._leave()
        clock, settings, key = self._bench.clock, self._bench.settings, self._case_id
        folder = report_folder(self._bench)

        def work(path: Path, progress: Progress) -> Paper | Made:
            from p2i_desktop.services.office import look_at

            with look_at(path, clock=clock, settings=settings) as office:
                if form == "pdf":
                    return office.printing.paper(REPORT, key=key, anonymise=anonymise, progress=progress)
                return office.printing.make(
                    REPORT, key=key, form=form, anonymise=anonymise, folder=folder, progress=progress
                )

        def start(path: Path) -> None:
            self._ticket = self._bench.desk.apart(
                lambda progress: work(path, progress), self._made, self._failed, owner=self
            )

        self._ticket = self._bench.desk.ask(lambda office: office.path, start, self._failed, owner=self)

    def _made(self, made: Paper | Made) -> None:
        self._ticket = None
        if isinstance(made, Made):
            tell_made(self._bench, made)
        else:
            from p2i_desktop.gui.preview_window import open_preview

            open_preview(self._bench, self._window, made)

    def _failed(self, error: Exception) -> None:
        self._ticket = None
        self._bench.fault(error)
