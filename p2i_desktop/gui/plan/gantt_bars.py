"""How the milestones of a plan are painted over their days: shading, bars by side, signs, lines of who waits for whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF

from p2i_desktop.domain.buddies import PlanMilestone, PlanSide
from p2i_desktop.domain.plan_dates import Span
from p2i_desktop.gui.look.look import Look
from p2i_desktop.gui.plan.gantt_scale import Scale
from p2i_desktop.services.plan_moves import PlanDays

# Told apart by pattern and by the code of the centre beside each bar, never by colour alone.
TOKENS = {PlanSide.MENTOR: "c1", PlanSide.NEW: "c2", PlanSide.BOTH: "c4"}
PATTERNS = {
    PlanSide.MENTOR: Qt.BrushStyle.SolidPattern,
    PlanSide.NEW: Qt.BrushStyle.BDiagPattern,
    PlanSide.BOTH: Qt.BrushStyle.DiagCrossPattern,
}
_HOLIDAYS_FROM, _WEEKENDS_FROM, _HATCHED_FROM = 1.5, 3.0, 5.0  # pixels a day
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_NO_PEN, _NO_BRUSH = Qt.PenStyle.NoPen, Qt.BrushStyle.NoBrush


@dataclass(frozen=True)
class Place:
    """Where the timeline lies: pixels left of it, the pixel of its first day, its right end, height of a row."""

    left: int
    offset: int
    right: int
    row: int

    def x(self, scale: Scale, day: date) -> float:
        """The left edge of a day on the screen."""
        return self.left - self.offset + scale.x(day)

    def day(self, scale: Scale, x: float) -> date:
        """The day at a place on the screen."""
        return scale.day(x - self.left + self.offset)


def bar_box(look: Look, place: Place, scale: Scale, span: Span, top: float) -> QRectF:
    """The box of a milestone: its days, or a square round its one day."""
    high = min(place.row * 0.5, look.px(16))
    y = top + (place.row - high) / 2
    x, end = place.x(scale, span.first), place.x(scale, span.due) + scale.pixels
    if span.starts is None:
        middle = (x + end) / 2
        return QRectF(middle - high / 2, y, high, high)
    return QRectF(x, y, max(end - x, 3.0), high)


# -- what lies under the bars ------------------------------------------------------------------------------------------
def paint_days(painter: QPainter, look: Look, place: Place, scale: Scale, days: PlanDays, box: QRectF) -> None:
    """Weekends grey, the holidays of the two centres hatched in two directions."""
    first, last = place.day(scale, box.left()), place.day(scale, box.right())
    shade = QColor(look.color("border"))
    shade.setAlpha(110)
    if scale.pixels >= _WEEKENDS_FROM:
        saturday = first + timedelta(days=5 - first.weekday())
        wide = 2 * scale.pixels
        while saturday <= last:
            painter.fillRect(_pixels(place.x(scale, saturday), wide, box), shade)
            saturday += timedelta(days=7)
    if scale.pixels < _HOLIDAYS_FROM:
        return
    ink = QColor(look.color("border_strong"))
    ink.setAlpha(190)
    for holidays, pattern in (
        (days.mentor, Qt.BrushStyle.FDiagPattern),
        (days.new, Qt.BrushStyle.BDiagPattern),
    ):
        brush = QBrush(ink, pattern) if scale.pixels >= _HATCHED_FROM else QBrush(shade)
        for day in _between(holidays, first, last):
            wide = max(scale.pixels, 1.0)
            painter.fillRect(_pixels(place.x(scale, day), wide, box), brush)


def _pixels(x: float, wide: float, box: QRectF) -> QRect:
    """A column of whole pixels: between pixels it would be painted ten times as slowly."""
    left = round(x)
    return QRect(left, int(box.top()), max(round(x + wide) - left, 1), int(box.height()) + 1)


def _between(holidays: Mapping[date, str], first: date, last: date) -> list[date]:
    return [day for day in holidays if first <= day <= last]


def paint_today(painter: QPainter, look: Look, place: Place, scale: Scale, today: date, high: float) -> None:
    """A line through the middle of the day it is."""
    x = place.x(scale, today) + scale.pixels / 2
    painter.setPen(QPen(look.color("accent_text"), 1.5, Qt.PenStyle.DashLine))
    painter.drawLine(QLineF(x, 0, x, high))


# -- bars --------------------------------------------------------------------------------------------------------------
def paint_bar(painter: QPainter, look: Look, box: QRectF, side: PlanSide, one_day: bool, tone: str = "") -> None:
    """A bar, or a diamond for one day, in colour and pattern of its side; `tone` gives the outline."""
    colour = look.color(TOKENS[side])
    painter.setBrush(look.color("surface"))
    painter.setPen(_NO_PEN)
    _shape(painter, box, one_day)
    painter.setBrush(QBrush(colour, PATTERNS[side]))
    painter.setPen(QPen(look.color(tone) if tone else colour, 2 if tone else 1.3))
    _shape(painter, box, one_day)


def paint_left_behind(painter: QPainter, look: Look, box: QRectF, one_day: bool) -> None:
    """Where a bar stands in the file, while it is tried out elsewhere."""
    painter.setBrush(_NO_BRUSH)
    painter.setPen(QPen(look.color("text3"), 1, Qt.PenStyle.DashLine))
    _shape(painter, box, one_day)


def _shape(painter: QPainter, box: QRectF, one_day: bool) -> None:
    if one_day:
        middle = box.center()
        corners = [
            QPointF(middle.x(), box.top()), QPointF(box.right(), middle.y()),
            QPointF(middle.x(), box.bottom()), QPointF(box.left(), middle.y()),
        ]  # fmt: skip
        painter.drawPolygon(QPolygonF(corners))
    else:
        painter.drawRoundedRect(box, 3, 3)


def paint_progress(painter: QPainter, look: Look, box: QRectF, share: int) -> None:
    """How much of it is done: a line along the foot of the bar."""
    high = max(box.height() * 0.22, 2.0)
    part = QRectF(box.left(), box.bottom() - high, box.width() * share / 100, high)
    painter.fillRect(part, look.color("text"))


def paint_sign(
    painter: QPainter, look: Look, box: QRectF, one: PlanMilestone, code: str, late: str, ground: QColor
) -> None:
    """Beside the bar, on its ground: whose it is, and whether it is done or late."""
    metrics, gap = look.metrics("hint_number"), look.px(4)
    high = max(box.height(), metrics.height())
    side = look.px(14) if one.done_on is not None or late else 0
    wide = metrics.horizontalAdvance(code) + (side + gap if side else 0)
    wide += metrics.horizontalAdvance(late) + 2 * gap if late else 0
    room = QRectF(box.right() + look.px(5), box.center().y() - high / 2, wide + 2 * gap, high)
    painter.fillRect(room.toAlignedRect(), ground)
    room.adjust(gap, 0, 0, 0)
    painter.setFont(look.font("hint_number"))
    if side:
        token, icon = ("ok", "circle-check") if one.done_on is not None else ("err", "triangle-alert")
        look.icon(icon, token).paint(painter, int(room.left()), round(box.center().y() - side / 2), side, side)
        room.adjust(side + gap, 0, 0, 0)
    painter.setPen(look.color("text2"))
    painter.drawText(room, _LEFT, code)
    if late:
        painter.setPen(look.color("err"))
        painter.drawText(room.adjusted(metrics.horizontalAdvance(code) + 2 * gap, 0, look.px(40), 0), _LEFT, late)


# -- who waits for whom --------------------------------------------------------------------------------------------------
def paint_link(painter: QPainter, look: Look, start: QRectF, end: QRectF, token: str, wide: float) -> None:
    """From the end of what is waited for to the beginning of what waits, by right angles, with an arrow."""
    room = look.px(6)
    a, b = QPointF(start.right(), start.center().y()), QPointF(end.left(), end.center().y())
    painter.setPen(QPen(look.color(token), wide))
    painter.setBrush(_NO_BRUSH)
    if b.x() - a.x() >= 2 * room or a.y() == b.y():
        turn = b.x() - room
        points = [a, QPointF(turn, a.y()), QPointF(turn, b.y()), b]
    else:
        half = b.y() - (end.height() if b.y() > a.y() else -end.height())
        points = [
            a, QPointF(a.x() + room, a.y()), QPointF(a.x() + room, half),
            QPointF(b.x() - room, half), QPointF(b.x() - room, b.y()), b,
        ]  # fmt: skip
    painter.drawPolyline(QPolygonF(points))
    tip = max(look.px(4), 3)
    painter.setBrush(look.color(token))
    painter.setPen(_NO_PEN)
    painter.drawPolygon(QPolygonF([b, QPointF(b.x() - tip, b.y() - tip), QPointF(b.x() - tip, b.y() + tip)]))
