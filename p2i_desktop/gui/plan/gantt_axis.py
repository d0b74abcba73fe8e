"""A table of one painted column over a time axis: only rows that are seen are painted, the axis zooms and slides."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QScrollBar, QTableView, QWidget

from p2i_desktop.domain.buddies import PlanMilestone
from p2i_desktop.domain.plan_dates import Span
from p2i_desktop.gui.look.look import Look
from p2i_desktop.gui.menus import tooltip_text
from p2i_desktop.gui.plan.gantt_bars import Place
from p2i_desktop.gui.plan.gantt_canvas import Canvas
from p2i_desktop.gui.plan.gantt_header import TimeHeader
from p2i_desktop.gui.plan.gantt_scale import LEAST_PIXELS, MOST_PIXELS, STEP, Scale, around
from p2i_desktop.gui.plan.milestone_cells import TIMELINE
from p2i_desktop.gui.plan.milestone_model import MilestoneModel
from p2i_desktop.i18n import Texts

_ROOM = 21  # days on both sides of the plan
_SIGNS = 12  # of the days: room at the right for the signs of the last bars
_LAST_YEAR = 2150
Index = QModelIndex | QPersistentModelIndex


class TimeTable(QTableView):
    """Rows of bars over days, and a scroll bar of its own for the days."""

    reached = Signal(bool)  # the keys came, or went

    def __init__(self, look: Look, texts: Callable[[], Texts], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._words = look, texts
        self._canvas = Canvas(look)
        self._scale = Scale(date(2026, 1, 1), date(2026, 12, 31), 2.0)
        self._fitted = True  # the whole plan is shown, however wide the view is
        self.names = True  # whether the titles stand at the left
        self.time_bar = QScrollBar(Qt.Orientation.Horizontal)
        self.time_bar.valueChanged.connect(lambda _: self._repaint())
        self.setObjectName("plan_timeline")
        self.setHorizontalHeader(TimeHeader(look, self, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)

    def show_model(self, model: MilestoneModel) -> None:
        """Shows the milestones of a model."""
        self.setModel(model)
        model.modelReset.connect(self._only_timeline)
        model.modelReset.connect(self.measure)
        model.dataChanged.connect(lambda *_: self._measure_more())
        self._only_timeline()
        self.measure()

    def _only_timeline(self) -> None:
        for column in range(TIMELINE):
            self.setColumnHidden(column, True)

    @property
    def lines(self) -> MilestoneModel:
        """The model."""
        return cast(MilestoneModel, self.model())

    # -- days and pixels ---------------------------------------------------------------------------------------------
    def texts(self) -> Texts:
        """The words of the language shown."""
        return self._words()

    def scale(self) -> Scale:
        """Days and pixels."""
        return self._scale

    def today(self) -> date:
        """The day it is."""
        return self.lines.board.today

    def title(self) -> str:
        """What stands above the names."""
        return self.texts()._("Milestone") if self.names else ""

    def place(self) -> Place:
        """Where the timeline lies in the view."""
        wide = self.viewport().width()
        left = min(self._look.px(300), wide // 3) if self.names else 0
        return Place(left, self.time_bar.value(), wide, self.verticalHeader().defaultSectionSize())

    def name_width(self) -> int:
        """The room of a title at the left, in pixels."""
        return self.place().left - self._look.metrics("number").horizontalAdvance("000") - self._look.px(22)

    def about(self, day: date) -> str:
        """A day, its holidays, and whether anybody works."""
        texts, board = self.texts(), self.lines.board
        lines = [texts.weekday_date(day)]
        lines += [f"{country}: {name}" for country, name in board.days.holidays(day)]
        return tooltip_text("\n".join(lines))

    def _span_of_all(self) -> tuple[date, date]:
        board, ghosts = self.lines.board, self.lines.ghosts
        days = [day for day in (board.plan.starts, board.plan.ends) if day is not None]
        days += [day for one in board.milestones for day in (one.starts_on, one.due_on) if day is not None]
        days += [day for span in ghosts.values() for day in (span.first, span.due)]
        first, last = around(days or [board.today], _ROOM)
        return around([first, last + (last - first) // _SIGNS], 0) if last.year < _LAST_YEAR else (first, last)

    def measure(self) -> None:
        """The axis for the plan as it is: whole where it was shown whole, else at the zoom it has."""
        first, last = self._span_of_all()
        place = self.place()
        room = max(place.right - place.left, 1)
        pixels = self._scale.pixels
        if self._fitted:
            days = (last - first).days + 1
            pixels = min(max(room / days, LEAST_PIXELS), self._look.px(MOST_PIXELS))
        self._set_scale(Scale(first, last, pixels), self._scale.day(self.time_bar.value()))

    def _measure_more(self) -> None:
        """The axis grows with what is tried out; it does not shrink under the mouse."""
        first, last = self._span_of_all()
        if first < self._scale.first or last > self._scale.last:
            left = self._scale.day(self.time_bar.value())
            new = Scale(min(first, self._scale.first), max(last, self._scale.last), self._scale.pixels)
            self._set_scale(new, left)
        self._repaint()

    def _set_scale(self, scale: Scale, left: date) -> None:
        self._scale = scale
        place = self.place()
        room = max(place.right - place.left, 1)
        self.time_bar.setRange(0, max(scale.width - room, 0))
        self.time_bar.setPageStep(room)
        self.time_bar.setVisible(scale.width > room or not self.names)  # beside the table it is as high as that one
        self.time_bar.setSingleStep(max(room // 12, 1))
        self.time_bar.setValue(round(scale.x(left)))
        self._repaint()

    def zoom(self, steps: int, x: float | None = None) -> None:
        """Nearer (more) or farther (fewer); the day under `x` stays where it is, else that of the current milestone."""
        place = self.place()
        if x is None:
            span = self._span(self.current())
            x = place.x(self._scale, span.first) if span is not None else (place.left + place.right) / 2
            x = min(max(x, place.left), place.right)
        day = place.day(self._scale, x)
        pixels = min(max(self._scale.pixels * STEP**steps, LEAST_PIXELS), float(self._look.px(MOST_PIXELS)))
        self._fitted = False
        scale = Scale(self._scale.first, self._scale.last, pixels)
        self._set_scale(scale, scale.day(scale.x(day) - (x - place.left)))

    def fit(self) -> None:
        """The whole plan."""
        self._fitted = True
        self.measure()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.model() is not None:
            self.measure()

    def _repaint(self) -> None:
        self.viewport().update()
        self.horizontalHeader().viewport().update()

    # -- the current milestone -----------------------------------------------------------------------------------------
    def current(self) -> PlanMilestone | None:
        """The milestone that the keys stand on."""
        return self.lines.milestone(self.currentIndex().row())

    def go_to(self, row: int) -> None:
        """Makes a row the current one and shows it."""
        index = self.model().index(min(max(row, 0), self.model().rowCount() - 1), TIMELINE)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self._repaint()

    def reveal(self) -> None:
        """Brings the bar of the current milestone into view."""
        span, place = self._span(self.current()), self.place()
        if span is None:
            return
        left, right = place.x(self._scale, span.first), place.x(self._scale, span.due) + self._scale.pixels
        room = self._look.px(24)
        if right > place.right - room:
            self.time_bar.setValue(self.time_bar.value() + round(right - place.right) + 3 * room)
        elif left < place.left + room:
            self.time_bar.setValue(self.time_bar.value() - round(place.left - left) - 3 * room)

    def _span(self, one: PlanMilestone | None) -> Span | None:
        return self.lines.days_of(one) if one is not None else None

    # -- painting ----------------------------------------------------------------------------------------------------
    def paintEvent(self, event: QPaintEvent) -> None:
        """Days, rows, links; nothing of the style is asked for."""
        if self.model() is None:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._canvas.paint(painter, self, QRectF(event.rect()))
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.go_to(0)
        self._repaint()
        self.reached.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._repaint()
        self.reached.emit(False)
