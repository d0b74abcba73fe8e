"""A drawer of the case file: one kind of things that belong to the case, with a heading of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from p2i_desktop.gui.box import Box, Speaker
from p2i_desktop.gui.screen import Bench

if TYPE_CHECKING:
    from p2i_desktop.services.case_file import CaseFile


class CaseBox(Box):
    """A box that knows its case, and follows when the case is read anew."""

    def __init__(self, bench: Bench, case_id: str, parent: QWidget | None = None) -> None:
        super().__init__(bench, parent)
        self.case_id = case_id

    def show_file(self, case_file: CaseFile) -> None:
        """The case was read anew: takes what it needs from there."""


class SayingBox(Speaker, CaseBox):
    """A drawer with a line of its own for what could not be done."""
