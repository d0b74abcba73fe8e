"""A tab of the workshop's window."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from p2i_desktop.gui.row_tabs import RowTab
from p2i_desktop.gui.workshop.hand import WorkshopHand


class WorkshopTab(RowTab):
    """One tab on the workshop that is shown."""

    def __init__(self, hand: WorkshopHand, parent: QWidget | None = None) -> None:
        super().__init__(hand, parent)
        self.hand = hand
