"""A tab of the plan editor."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from p2i_desktop.gui.plan.hand import PlanHand
from p2i_desktop.gui.row_tabs import RowTab


class PlanTab(RowTab):
    """One tab on the version that is shown."""

    def __init__(self, hand: PlanHand, parent: QWidget | None = None) -> None:
        super().__init__(hand, parent)
        self.hand = hand
