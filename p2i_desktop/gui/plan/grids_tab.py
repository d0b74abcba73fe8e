"""A tab of grids below each other: they scroll as one page, keys of the window go to the grid that had them last."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from p2i_desktop.gui.low_window import TallArea
from p2i_desktop.gui.plan.grid_box import GridBox
from p2i_desktop.gui.plan.tab import PlanTab


class GridsTab(PlanTab):
    """`boxes` gives the grids in reading order."""

    adds = True

    def boxes(self, parent: QWidget) -> list[GridBox]:
        """Makes the grids, at least one; each tab has its own."""
        return []

    def build(self) -> None:
        look = self.bench.look
        inside = QWidget(self)
        self.grids = self.boxes(inside)
        self._current = self.grids[0]
        column = QVBoxLayout(inside)
        column.setContentsMargins(look.px(2), look.px(2), look.px(10), look.px(8))
        column.setSpacing(look.px(18))
        for box in self.grids:
            column.addWidget(box)
            box.reached.connect(self._came_into)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(TallArea(inside, self))

    def retranslate(self) -> None:
        for box in self.grids:
            box.retranslate()

    def take_focus(self) -> None:
        self._current.take_focus()

    def add_row(self) -> None:
        self._current.add_row()

    def leave(self) -> None:
        for box in self.grids:
            box.leave()

    def _came_into(self, box: GridBox) -> None:
        self._current = box
