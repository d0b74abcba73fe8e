"""Table and timeline of the milestones, one beside the other where there is room: same rows, same place, same choice."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from p2i_desktop.domain.buddies import PlanMilestone
from p2i_desktop.gui.look.look import Look
from p2i_desktop.gui.look.marks import FocusRing
from p2i_desktop.gui.plan.gantt import GanttView
from p2i_desktop.gui.plan.gantt_legend import Legend
from p2i_desktop.gui.plan.milestone_model import MilestoneModel
from p2i_desktop.gui.plan.milestone_table import MilestoneTable
from p2i_desktop.gui.plan.moving import Moving
from p2i_desktop.i18n import Texts

TABLE, TIMES, BOTH = "table", "timeline", "both"
_WIDE = 1000  # pixels at 100 %: room for both
_LEAST = 150  # height at 100 %: a head and three rows, before the tab scrolls
_SHARE = (48, 52)  # of table and timeline


class MilestoneViews(QWidget):
    """What is shown follows the wish and the room; the rows of both views move together."""

    shown = Signal(str)  # TABLE, TIMES or BOTH: what is seen now

    def __init__(
        self, look: Look, texts: Callable[[], Texts], model: MilestoneModel, moving: Moving, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._look, self._model = look, model
        self.wish, self._now, self._single = BOTH, "", TABLE
        self.table = MilestoneTable(look, moving, self)
        self.times = GanttView(look, texts, moving, self)
        self.legend = Legend(look, self)
        self._pane = QWidget(self)
        column = QVBoxLayout(self._pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.times, 1)
        column.addWidget(self.times.time_bar)
        self._split = QSplitter(Qt.Orientation.Horizontal, self)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(look.px(8))
        self._split.addWidget(self.table)
        self._split.addWidget(self._pane)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(look.px(6))
        whole.addWidget(self._split, 1)
        whole.addWidget(self.legend)
        self.table.setMinimumSize(look.px(240), look.px(_LEAST))
        self.times.setMinimumSize(look.px(240), look.px(_LEAST - 10))
        self.table.show_model(model)
        self.times.show_model(model)
        self._rings = {view: FocusRing(part) for view, part in ((self.table, self.table), (self.times, self._pane))}
        for view, ring in self._rings.items():
            view.reached.connect(ring.setVisible)
        self._tie()

    def _tie(self) -> None:
        """Row and height of one view are those of the other."""
        one, other = self.table.verticalScrollBar(), self.times.verticalScrollBar()
        one.valueChanged.connect(other.setValue)
        other.valueChanged.connect(one.setValue)
        self.table.selectionModel().currentRowChanged.connect(lambda index, _: self._follow(index.row()))
        self.times.selectionModel().currentRowChanged.connect(lambda index, _: self._lead(index.row()))
        self._split.splitterMoved.connect(lambda *_: self._arrange())
        for signal in (self._model.modelReset, self._model.rowsInserted, self._model.rowsRemoved):
            signal.connect(lambda *_: self.fit_rows())

    def _follow(self, row: int) -> None:
        if row >= 0 and row != self.times.currentIndex().row():
            self.times.go_to(row)

    def _lead(self, row: int) -> None:
        if row >= 0 and row != self.table.currentIndex().row():
            self.table.go_to(row, max(self.table.currentIndex().column(), 0))

    # -- what is shown -----------------------------------------------------------------------------------------------
    def show_view(self, wish: str) -> None:
        """Shows a view, or both where there is room."""
        self.wish = wish
        if wish != BOTH:
            self._single = wish
        self._arrange()

    def now(self) -> str:
        """What is seen: one of the views where both have no room."""
        return self._now

    def possible(self) -> tuple[str, ...]:
        """What can be shown at this width."""
        return (BOTH, TABLE, TIMES) if self._roomy() else (TABLE, TIMES)

    def _roomy(self) -> bool:
        return self.width() >= self._look.px(_WIDE)

    def _arrange(self) -> None:
        now = self.wish if self.wish != BOTH or self._roomy() else self._single
        focused = self.table.hasFocus() or self.times.hasFocus()
        self.table.setVisible(now != TIMES)
        self._pane.setVisible(now != TABLE)
        self.legend.setVisible(now != TABLE)
        self.times.names = now == TIMES
        side_by_side = now == BOTH
        policy = Qt.ScrollBarPolicy
        self.table.setVerticalScrollBarPolicy(policy.ScrollBarAlwaysOff if side_by_side else policy.ScrollBarAsNeeded)
        self.table.setHorizontalScrollBarPolicy(policy.ScrollBarAlwaysOn if side_by_side else policy.ScrollBarAsNeeded)
        changed, self._now = now != self._now, now
        if changed and side_by_side:
            self._split.setSizes([self.width() * share // 100 for share in _SHARE])
        self.table.widen(side_by_side)
        self.times.measure()
        self.fit_rows()
        if changed:
            if focused:
                self.take_focus()
            self.shown.emit(now)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another room: the current milestone stays in sight."""
        super().resizeEvent(event)
        self._arrange()
        for view in (self.table, self.times):
            if view.currentIndex().isValid():
                view.scrollTo(view.currentIndex())

    def take_focus(self) -> None:
        """The keys go to the view that is seen; of both to the one that had them, first the table."""
        view = self.times if self._now == TIMES else self.table
        view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- sizes -------------------------------------------------------------------------------------------------------
    def fit(self) -> None:
        """Takes widths and heights of the text size."""
        self.table.fit()
        high = self.times.horizontalHeader().sizeHint().height()
        for view in (self.table, self.times):
            view.horizontalHeader().setFixedHeight(high)
        self.table.widen(self._now == BOTH)
        self.fit_rows()

    def fit_rows(self) -> None:
        """Rows of one height in both views: two lines where a title needs them."""
        metrics = self._look.metrics()
        room = self.times.name_width() if self._now == TIMES else self.table.title_width()
        long = any(metrics.horizontalAdvance(one.title) > room for one in self._model.board.milestones)
        high = self._look.row_height(2 if long else 1) - self._look.px(4 if long else 2)
        for view in (self.table, self.times):
            side = view.verticalHeader()
            if side.defaultSectionSize() != high:
                side.setMinimumSectionSize(high)
                side.setDefaultSectionSize(high)

    # -- the current milestone -----------------------------------------------------------------------------------------
    def current(self) -> PlanMilestone | None:
        """The milestone that both views stand on."""
        return self._model.milestone(self.table.currentIndex().row())

    def go_to(self, row: int) -> None:
        """Makes a row the current one in both."""
        self.table.go_to(row, max(self.table.currentIndex().column(), 0))
        self.times.go_to(row)
