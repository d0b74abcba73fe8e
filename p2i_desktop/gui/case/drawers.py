"""The lower right part of the case file: drawers of which one is open, each with its heading and its count."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from p2i_desktop.gui.case.box import CaseBox
from p2i_desktop.gui.drawers import Drawers
from p2i_desktop.gui.screen import Bench

if TYPE_CHECKING:
    from p2i_desktop.services.case_file import CaseFile
    from p2i_desktop.services.errors import Changed


class CaseDrawers(Drawers):
    """The drawers of one case; Ctrl+PgDown and Ctrl+PgUp walk."""

    def __init__(
        self, bench: Bench, case_id: str, boxes: Sequence[type[CaseBox]], parent: QWidget | None = None
    ) -> None:
        self.boxes = [box(bench, case_id) for box in boxes]
        super().__init__(bench, "case_drawers", self.boxes, parent)

    def show_file(self, case_file: CaseFile) -> None:
        """The case was read anew."""
        for box in self.boxes:
            box.show_file(case_file)

    def reload(self, changed: Changed | None = None) -> None:
        """Has the drawers ask for what they show: all of them, or those that a change concerns."""
        for box in self.boxes:
            if changed is None or box.shows & set(changed.keys):
                box.reload()
