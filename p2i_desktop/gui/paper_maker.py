"""Papers about the record of a window: pages in the preview, or a workbook in the report folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from p2i_desktop.gui.paper import note_handed, report_folder, tell_made
from p2i_desktop.gui.screen import Bench
from p2i_desktop.services.printing import Asked, Made, Paper

if TYPE_CHECKING:
    from p2i_desktop.gui.desk import Progress, Ticket


class PaperMaker(QObject):
    """Made beside the open file, from a reading of its own; `leave` saves what stands in the form first."""

    def __init__(self, bench: Bench, leave: Callable[[], object], window: QWidget) -> None:
        super().__init__(window)
        self._bench, self._leave, self._window = bench, leave, window
        self._ticket: Ticket | None = None

    def make(self, report: str, key: str, form: str, anonymise: bool = False, names: bool = False) -> None:
        """Shows the pages of a report about a record ("pdf"), or writes its workbook ("xlsx")."""
        if self._ticket is not None:
            return  # the last one is still being made
        self._leave()
        clock, settings = self._bench.clock, self._bench.settings
        folder = report_folder(self._bench)

        def work(path: Path, progress: Progress) -> Paper | Made:
            from p2i_desktop.services.office import look_at

            asked: Asked = {"key": key, "anonymise": anonymise, "names": names}
            with look_at(path, clock=clock, settings=settings) as office:
                if form == "pdf":
                    return office.printing.paper(report, progress=progress, **asked)
                return office.printing.make(report, form=form, folder=folder, progress=progress, **asked)

        def start(path: Path) -> None:
            self._ticket = self._bench.desk.apart(
                lambda progress: work(path, progress), self._made, self._failed, owner=self
            )

        self._ticket = self._bench.desk.ask(lambda office: office.path, start, self._failed, owner=self)

    def _made(self, made: Paper | Made) -> None:
        self._ticket = None
        if isinstance(made, Made):
            tell_made(self._bench, made)
            note_handed(self._bench, made.handed)
        else:
            from p2i_desktop.gui.preview_window import open_preview

            open_preview(self._bench, self._window, made)

    def _failed(self, error: Exception) -> None:
        self._ticket = None
        self._bench.fault(error)
