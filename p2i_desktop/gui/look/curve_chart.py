"""A painted curve of shares in per cent over months: what was reached as a filled line, what was planned as a dashed one."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from p2i_desktop.gui.look.chart_data import ChartData, Point, Series
from p2i_desktop.gui.look.charts import Chart
from p2i_desktop.gui.look.look import Look
from p2i_desktop.i18n import Texts

_STEP = 25  # per cent between the lines of the axis
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
_COLOURS = ("c1", "c5")


class CurveChart(Chart):
    """The first series is the history and ends today; the second goes on to the last planned month."""

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint() * 1.2

    def minimumSizeHint(self) -> QSize:
        px = self._look.px if self._look else int
        return QSize(px(320), px(200))

    def show_chart(self, data: ChartData, texts: Texts) -> None:
        """Shows a curve; screen readers get where its lines end, a total of shares would say nothing."""
        super().show_chart(data, texts)
        ends = [f"{series.name} {known[-1].printed}" for series in data.series if (known := _known(series))]
        self.setAccessibleDescription(", ".join(ends) or texts._("No data"))
        self.at = max(len(_known(data.series[0])) - 1, 0) if data.series else 0

    # -- places --------------------------------------------------------------------------------------------------------
    def _area(self, look: Look) -> QRectF:
        metrics = look.metrics("hint_number")
        left = metrics.horizontalAdvance("100 %") + look.px(12)
        above, below = metrics.height() + look.px(18), metrics.height() + look.px(10)
        right = look.px(18)
        return QRectF(left, above, max(self.width() - left - right, 1), max(self.height() - above - below, 1))

    def _place(self, area: QRectF, at: int, value: int) -> QPointF:
        last = max(len(self.data.categories) - 1, 1)
        return QPointF(area.left() + area.width() * at / last, area.bottom() - area.height() * value / 100)

    def _hit(self, x: float, y: float) -> tuple[int, int] | None:
        if self._look is None or not self.data.categories:
            return None
        area = self._area(self._look)
        if not area.adjusted(-8, 0, 8, 0).contains(x, y):
            return None
        last = max(len(self.data.categories) - 1, 1)
        at = min(max(round((x - area.left()) / area.width() * last), 0), len(self.data.categories) - 1)
        near = [
            (abs(self._place(area, at, point.value).y() - y), number)
            for number, series in enumerate(self.data.series)
            if (point := series.points[at]).value is not None
        ]
        return (at, min(near)[1]) if near else None

    # -- painting ------------------------------------------------------------------------------------------------------
    def _paint(self, painter: QPainter, look: Look) -> None:
        area = self._area(look)
        self._axis(painter, look, area)
        self._months(painter, look, area)
        for number in reversed(range(len(self.data.series))):
            self._line(painter, look, area, number)
        self._legend(painter, look)
        if self.hasFocus():
            self._current(painter, look, area)

    def _axis(self, painter: QPainter, look: Look, area: QRectF) -> None:
        height = look.metrics("hint_number").height()
        for value in range(0, 101, _STEP):
            y = area.bottom() - area.height() * value / 100
            painter.setPen(QPen(look.color("border" if value == 0 else "grid"), 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(look.color("text2"))
            written = self._texts.percent(value, 0) if self._texts else str(value)
            painter.drawText(QRectF(0, y - height / 2, area.left() - look.px(8), height), _RIGHT, written)

    def _months(self, painter: QPainter, look: Look, area: QRectF) -> None:
        """As many names of months as have room, the first one always."""
        metrics, names = look.metrics("hint_number"), self.data.categories
        widest = max(metrics.horizontalAdvance(name) for name in names) + look.px(14)
        last = max(len(names) - 1, 1)
        each = max(1, -(-round(widest * last) // max(round(area.width()), 1)))
        painter.setPen(look.color("text2"))
        for at in range(0, len(names), each):
            x = self._place(area, at, 0).x()
            left = min(max(x - widest / 2, 0), self.width() - widest)
            painter.drawText(QRectF(left, area.bottom() + look.px(6), widest, metrics.height()), _CENTRE, names[at])

    def _line(self, painter: QPainter, look: Look, area: QRectF, number: int) -> None:
        places = [
            self._place(area, at, point.value)
            for at, point in enumerate(self.data.series[number].points)
            if point.value is not None
        ]
        if not places:
            return
        colour = look.color(_COLOURS[number])
        if number == 0:
            self._fill(painter, area, places, colour)
        style = Qt.PenStyle.SolidLine if number == 0 else Qt.PenStyle.DashLine
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, 2.2, style, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.RoundJoin))
        painter.drawPolyline(QPolygonF(places))
        self._end(painter, look, places[-1], colour, number)

    def _fill(self, painter: QPainter, area: QRectF, places: list[QPointF], colour: QColor) -> None:
        path = QPainterPath(QPointF(places[0].x(), area.bottom()))
        for place in (*places, QPointF(places[-1].x(), area.bottom())):
            path.lineTo(place)
        soft = QColor(colour)
        soft.setAlpha(44)
        painter.fillPath(path, soft)

    def _end(self, painter: QPainter, look: Look, place: QPointF, colour: QColor, number: int) -> None:
        """A full dot where the history stands today, a hollow one where the target ends."""
        size = look.px(4)
        painter.setPen(QPen(colour, 2))
        painter.setBrush(colour if number == 0 else look.color("surface"))
        painter.drawEllipse(place, size, size)

    def _current(self, painter: QPainter, look: Look, area: QRectF) -> None:
        """The month that the keys stand on: a line, and its values beside it."""
        x = self._place(area, self.at, 0).x()
        painter.setPen(QPen(look.color("text2"), 1, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
        words = self.data.spoken(self.at)
        metrics = look.metrics("hint_number")
        width, height = metrics.horizontalAdvance(words) + look.px(12), metrics.height() + look.px(6)
        left = min(max(x - width / 2, 0), self.width() - width)
        box = QRectF(left, area.top() + look.px(2), width, height)
        painter.setPen(QPen(look.color("border"), 1))
        painter.setBrush(look.color("surface"))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(look.color("text"))
        painter.drawText(box, _CENTRE, words)

    def _legend(self, painter: QPainter, look: Look) -> None:
        metrics, x = look.metrics("hint_number"), float(look.px(4))
        for number, series in enumerate(self.data.series):
            style = Qt.PenStyle.SolidLine if number == 0 else Qt.PenStyle.DashLine
            y = look.px(2) + metrics.height() / 2
            painter.setPen(QPen(look.color(_COLOURS[number]), 2.2, style))
            painter.drawLine(QPointF(x, y), QPointF(x + look.px(24), y))
            x += look.px(30)
            width = metrics.horizontalAdvance(series.name) + 2
            painter.setPen(look.color("text2"))
            painter.drawText(QRectF(x, look.px(2), width, metrics.height()), _LEFT, series.name)
            x += width + look.px(22)


def _known(series: Series) -> list[Point]:
    return [point for point in series.points if point.value is not None]
