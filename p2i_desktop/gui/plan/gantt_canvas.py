"""What a timeline shows: the days under the rows, a bar and its sign in each row that is seen, links between them."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from PySide6.QtCore import QModelIndex, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen

from p2i_desktop.domain.buddies import PlanMilestone
from p2i_desktop.domain.plan_dates import span_of
from p2i_desktop.gui.look.look import Look
from p2i_desktop.gui.plan import gantt_bars as bars
from p2i_desktop.gui.plan.gantt_bars import Place
from p2i_desktop.gui.plan.gantt_scale import Scale
from p2i_desktop.gui.plan.milestone_model import MilestoneModel

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_MOST_CUT = 5000  # titles that are remembered


class Timeline(Protocol):
    """What is painted asks this of its view."""

    names: bool

    @property
    def lines(self) -> MilestoneModel:
        """The milestones."""

    def scale(self) -> Scale:
        """Days and pixels."""

    def place(self) -> Place:
        """Where the timeline lies."""

    def rowAt(self, y: int, /) -> int:
        """The row at a height, -1 below the last."""

    def rowViewportPosition(self, row: int, /) -> int:
        """The top of a row."""

    def currentIndex(self) -> QModelIndex:
        """What the keys stand on."""

    def hasFocus(self) -> bool:
        """Whether it has the keys."""

    def today(self) -> date:
        """The day it is."""


class Canvas:
    """Paints a timeline in the colours of the look; remembers how titles were cut."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._cut: dict[tuple[str, int, float], str] = {}
        self._links: tuple[object, list[tuple[int, int]]] = (None, [])

    def paint(self, painter: QPainter, view: Timeline, box: QRectF) -> None:
        """All that lies in a box of the view."""
        look, place, scale = self._look, view.place(), view.scale()
        painter.fillRect(box, look.color("surface"))
        first, last = self._seen(view, box)
        self._grounds(painter, view, place, first, last)
        timeline = QRectF(place.left, box.top(), place.right - place.left, box.height())
        painter.save()
        painter.setClipRect(timeline.intersected(box))
        bars.paint_days(painter, look, place, scale, view.lines.board.days, timeline.intersected(box))
        self._edges_of_plan(painter, view, place, timeline)
        bars.paint_today(painter, look, place, scale, view.today(), box.bottom())
        self._all_links(painter, view, place, first, last)
        for row in range(first, last + 1):
            self._bar(painter, view, place, row)
        painter.restore()
        for row in range(first, last + 1):
            self._frame(painter, view, place, row)
        if view.names:
            painter.setPen(QPen(look.color("border"), 1))
            painter.drawLine(place.left - 1, int(box.top()), place.left - 1, int(box.bottom()))

    def _seen(self, view: Timeline, box: QRectF) -> tuple[int, int]:
        last = view.rowAt(int(box.bottom()))
        return max(view.rowAt(int(box.top())), 0), last if last >= 0 else view.lines.rowCount() - 1

    def _grounds(self, painter: QPainter, view: Timeline, place: Place, first: int, last: int) -> None:
        look, current = self._look, view.currentIndex().row()
        if first <= current <= last:
            top = view.rowViewportPosition(current)
            painter.fillRect(QRectF(0, top, place.right, place.row), look.color("sel"))
        painter.setPen(QPen(look.color("grid"), 1))
        for row in range(first, last + 1):
            y = view.rowViewportPosition(row) + place.row - 1
            painter.drawLine(0, y, place.right, y)

    def _edges_of_plan(self, painter: QPainter, view: Timeline, place: Place, box: QRectF) -> None:
        """Where the plan begins and ends."""
        plan, scale = view.lines.board.plan, view.scale()
        painter.setPen(QPen(self._look.color("border_strong"), 1))
        if plan.starts is not None:
            x = int(place.x(scale, plan.starts))
            painter.drawLine(x, int(box.top()), x, int(box.bottom()))
        if plan.ends is not None:
            x = int(place.x(scale, plan.ends) + scale.pixels)
            painter.drawLine(x, int(box.top()), x, int(box.bottom()))

    # -- rows --------------------------------------------------------------------------------------------------------
    def _bar(self, painter: QPainter, view: Timeline, place: Place, row: int) -> None:
        look, lines, scale = self._look, view.lines, view.scale()
        one = lines.milestone(row)
        span = lines.days_of(one) if one is not None else None
        if one is None or span is None:
            return
        top = view.rowViewportPosition(row)
        box = bars.bar_box(look, place, scale, span, top)
        stands = span_of(one)
        if one.id in lines.ghosts and stands is not None and stands != span:
            old = bars.bar_box(look, place, scale, stands, top)
            bars.paint_left_behind(painter, look, old, stands.starts is None)
        late = lines.board.late(one)
        tone = "focus" if one.id in lines.ghosts else "err" if late else ""
        if box.right() > place.left and box.left() < place.right:
            bars.paint_bar(painter, look, box, one.owner_side, span.starts is None, tone)
            if one.progress and span.starts is not None:
                bars.paint_progress(painter, look, box, one.progress)
        words = lines.cells.short_late(late) if late else ""
        ground = look.color("sel" if row == view.currentIndex().row() else "surface")
        bars.paint_sign(painter, look, box, one, lines.cells.side(one.owner_side), words, ground)

    def _frame(self, painter: QPainter, view: Timeline, place: Place, row: int) -> None:
        look, one = self._look, view.lines.milestone(row)
        top = view.rowViewportPosition(row)
        current = row == view.currentIndex().row()
        if view.names:
            self._name(painter, view, one, QRectF(0, top, place.left, place.row), current, row)
        if current:
            painter.fillRect(QRectF(0, top, 3, place.row - 1), look.color("accent"))
        if current and view.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.color("focus"), 2))
            painter.drawRect(QRectF(1, top + 1, place.right - 2, place.row - 3))

    def _name(
        self, painter: QPainter, view: Timeline, one: PlanMilestone | None, box: QRectF, current: bool, row: int
    ) -> None:
        look = self._look
        number = str(row + 1) if one is not None else "+"
        title = one.title if one is not None else str(view.lines.index(row, 0).data() or "")
        room = box.adjusted(look.px(10), 0, -look.px(6), 0)
        painter.setFont(look.font("number"))
        painter.setPen(look.color("text3"))
        wide = look.metrics("number").horizontalAdvance("000") + look.px(6)
        painter.drawText(room, _LEFT, number)
        painter.setFont(look.font("body"))
        painter.setPen(look.color("text3" if one is None else "sel_text" if current else "text"))
        room.setLeft(room.left() + wide)
        lines = 2 if room.height() >= 2 * look.metrics().height() else 1
        painter.drawText(room, _LEFT, self._cut_to(title, int(room.width()), lines))

    def _cut_to(self, title: str, width: int, lines: int) -> str:
        """A title in one or two lines: cut once, not with each painting."""
        metrics = self._look.metrics()
        key = (title, width * 10 + lines, self._look.font("body").pointSizeF())
        if key not in self._cut:
            if len(self._cut) > _MOST_CUT:
                self._cut.clear()
            rest, above = title.replace("\n", " "), ""
            if lines > 1 and metrics.horizontalAdvance(rest) > width:
                above = _line_of(rest, metrics, width)
                rest = rest[len(above) :].lstrip()
            cut = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width)
            self._cut[key] = f"{above}\n{cut}" if above else cut
        return self._cut[key]

    # -- links -------------------------------------------------------------------------------------------------------
    def _pairs(self, view: Timeline) -> list[tuple[int, int]]:
        """(row of what is waited for, row of what waits), once for each reading of the plan."""
        board = view.lines.board
        if self._links[0] is not board:
            rows = {one.id: row for row, one in enumerate(board.milestones)}
            found = [
                (rows[asked], row)
                for row, one in enumerate(board.milestones)
                for asked in sorted(one.depends_on & rows.keys())
            ]
            self._links = board, found
        return self._links[1]

    def _all_links(self, painter: QPainter, view: Timeline, place: Place, first: int, last: int) -> None:
        current = view.currentIndex().row()
        theirs = []
        for asked, waiting in self._pairs(view):
            if max(asked, waiting) < first or min(asked, waiting) > last:
                continue
            if current in (asked, waiting):
                theirs.append((asked, waiting))
            else:
                self._link(painter, view, place, asked, waiting, own=False)
        for asked, waiting in theirs:
            self._link(painter, view, place, asked, waiting, own=True)

    def _link(self, painter: QPainter, view: Timeline, place: Place, asked: int, waiting: int, own: bool) -> None:
        look, lines, scale = self._look, view.lines, view.scale()
        one, other = lines.milestone(asked), lines.milestone(waiting)
        if one is None or other is None:
            return
        begin, end = lines.days_of(one), lines.days_of(other)
        if begin is None or end is None:
            return
        wrong = end.first <= begin.due and one.done_on is None and other.done_on is None
        start = bars.bar_box(look, place, scale, begin, view.rowViewportPosition(asked))
        stop = bars.bar_box(look, place, scale, end, view.rowViewportPosition(waiting))
        if max(start.right(), stop.left()) < place.left or min(start.right(), stop.left()) > place.right:
            return
        token = "err" if wrong else "accent_text" if own else "border_strong"
        bars.paint_link(painter, look, start, stop, token, 1.8 if own else 1.0)


def _line_of(text: str, metrics: QFontMetrics, width: int) -> str:
    """As many words of a text as a line holds; a longer word is broken."""
    fits = len(metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)) - 1
    space = text.rfind(" ", 0, fits + 1)
    return text[: space if space > 0 else max(fits, 1)]
