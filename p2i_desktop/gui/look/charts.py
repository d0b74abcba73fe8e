"""Painted charts: columns with last year hatched, ranked bars with the label above; each is one Tab stop."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QBrush,
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from p2i_desktop.gui.clipboard import copy_rows
from p2i_desktop.gui.look.chart_data import ChartData, Point, nice_top
from p2i_desktop.gui.look.look import Look
from p2i_desktop.i18n import Texts

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter


class Chart(QWidget):
    """What all charts share: walking the values, saying them, opening their records, copying the numbers."""

    activated = Signal(str, int)  # key of the value, number of its series

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look: Look | None = None
        self._texts: Texts | None = None
        self.data = ChartData("", (), ())
        self.at = 0
        self.series_at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def wear(self, look: Look) -> None:
        """Takes colours and fonts from the look."""
        self._look = look
        self.updateGeometry()
        self.update()

    def show_chart(self, data: ChartData, texts: Texts) -> None:
        """Shows a chart; screen readers get its title and its highest, lowest and total."""
        self.data = data
        self._texts = texts
        self.at = min(self.at, max(0, len(data.categories) - 1))
        self.series_at = 0
        self.setAccessibleName(data.title)
        self.setAccessibleDescription(data.summary(texts))
        self.updateGeometry()
        self.update()

    def copy(self) -> None:
        """The numbers on the clipboard."""
        if self._texts is not None:
            copy_rows(*self.data.values(), self._texts)

    def current(self) -> Point | None:
        """The value that the keys stand on."""
        if not self.data.categories:
            return None
        return self.data.series[self.series_at].points[self.at]

    # -- keys and mouse ------------------------------------------------------------------------------------------------
    _along = (Qt.Key.Key_Left, Qt.Key.Key_Right)
    _across = (Qt.Key.Key_Up, Qt.Key.Key_Down)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, last = Qt.Key(event.key()), len(self.data.categories) - 1
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier) or last < 0:
            super().keyPressEvent(event)
        elif key in self._along:
            self._move(self.at + (1 if key == self._along[1] else -1))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._move(0 if key == Qt.Key.Key_Home else last)
        elif key in self._across and len(self.data.series) > 1:
            self.series_at = (self.series_at + 1) % len(self.data.series)
            self._say()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._activate()
        else:
            super().keyPressEvent(event)

    def _move(self, to: int) -> None:
        self.at = min(max(to, 0), len(self.data.categories) - 1)
        self._say()

    def _say(self) -> None:
        self.update()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.data.spoken(self.at)))

    def _activate(self) -> None:
        point = self.current()
        if point is not None and point.value:
            self.activated.emit(point.key, self.series_at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self._hit(event.position().x(), event.position().y())
        self.setToolTip(self.data.spoken(found[0]) if found else "")
        self.setCursor(Qt.CursorShape.PointingHandCursor if found else Qt.CursorShape.ArrowCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._hit(event.position().x(), event.position().y())
        if found and event.button() == Qt.MouseButton.LeftButton:
            self.at, self.series_at = found
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.update()
            self._activate()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    # -- painting --------------------------------------------------------------------------------------------------------
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._look is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._look.font("hint_number"))
        if self.data.categories:
            self._paint(painter, self._look)
        elif self._texts is not None:
            painter.setPen(self._look.color("text2"))
            painter.drawText(self.rect(), _CENTRE, self._texts._("No data in this period."))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._look.color("focus"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()

    def _paint(self, painter: QPainter, look: Look) -> None:
        """Each kind of chart draws its own values."""

    def _hit(self, x: float, y: float) -> tuple[int, int] | None:
        """(series, category) of the value at a place; each kind of chart knows its own."""
        return None

    def _bar(self, painter: QPainter, box: QRectF, colour: QColor, hatched: bool) -> None:
        """A bar of this year is full, one of last year an outline with hatching: not told apart by colour alone."""
        if box.height() <= 0 or box.width() <= 0:
            return
        if not hatched:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawRoundedRect(box, 2, 2)
            return
        painter.setPen(QPen(colour, 1))
        painter.setBrush(QBrush(colour, Qt.BrushStyle.BDiagPattern))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)


class ColumnChart(Chart):
    """Columns in groups of this and last year; months to come are drawn as "–"."""

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint() * 1.3

    def minimumSizeHint(self) -> QSize:
        px = self._look.px if self._look else int
        return QSize(px(300), px(180))

    def _plot(self, look: Look) -> tuple[QRectF, int, int]:
        values = [point.value or 0 for series in self.data.series for point in series.points]
        top, step = nice_top(max(values, default=0))
        metrics = look.metrics("hint_number")
        left = metrics.horizontalAdvance(str(top)) + look.px(14)
        above = metrics.height() + look.px(14)
        below = metrics.height() + look.px(10)
        area = QRectF(left, above, self.width() - left - look.px(8), self.height() - above - below)
        return area, top, step

    def _box(self, look: Look, series: int, at: int) -> QRectF:
        area, top, _ = self._plot(look)
        slot = area.width() / len(self.data.categories)
        count = len(self.data.series)
        gap = look.px(2)
        width = min((slot * 0.7 - gap * (count - 1)) / count, look.px(22))
        group = width * count + gap * (count - 1)
        place = count - 1 - series  # last year stands at the left
        left = area.left() + slot * at + (slot - group) / 2 + place * (width + gap)
        height = area.height() * (self.data.series[series].points[at].value or 0) / top
        return QRectF(left, area.bottom() - height, width, height)

    def _paint(self, painter: QPainter, look: Look) -> None:
        area, top, step = self._plot(look)
        self._legend(painter, look)
        height = look.metrics("hint_number").height()
        for value in range(0, top + 1, step):
            y = area.bottom() - area.height() * value / top
            painter.setPen(QPen(look.color("border" if value == 0 else "grid"), 1))
            painter.drawLine(int(area.left()), int(y), int(area.right()), int(y))
            painter.setPen(look.color("text2"))
            written = self._texts.number(value) if self._texts else str(value)
            painter.drawText(QRectF(0, y - height / 2, area.left() - look.px(6), height), _RIGHT, written)
        slot = area.width() / len(self.data.categories)
        for at, name in enumerate(self.data.categories):
            left = area.left() + slot * at
            if self.hasFocus() and at == self.at:
                painter.fillRect(QRectF(left, area.top(), slot, area.height()), look.color("accent_soft"))
            for number, series in enumerate(self.data.series):
                if series.points[at].value is None:
                    self._dash(painter, look, self._box(look, number, at))
                else:
                    self._bar(
                        painter, self._box(look, number, at), look.color("c1" if number == 0 else "c5"), number > 0
                    )
            painter.setPen(look.color("text" if self.hasFocus() and at == self.at else "text2"))
            painter.drawText(QRectF(left, area.bottom() + look.px(6), slot, height), _CENTRE, name)
        if self.hasFocus():
            self._value(painter, look)

    def _dash(self, painter: QPainter, look: Look, box: QRectF) -> None:
        painter.setPen(look.color("text2"))
        height = look.metrics("hint_number").height()
        painter.drawText(QRectF(box.left() - 4, box.bottom() - height, box.width() + 8, height), _CENTRE, "–")

    def _value(self, painter: QPainter, look: Look) -> None:
        """The values that the keys stand on, written above their columns."""
        boxes = [self._box(look, number, self.at) for number in range(len(self.data.series))]
        height = look.metrics("hint_number").height()
        for number, box in enumerate(boxes):
            painter.setPen(look.color("text" if number == self.series_at else "text2"))
            words = self.data.series[number].points[self.at].printed
            width = look.metrics("hint_number").horizontalAdvance(words) + 4
            align = _LEFT if number == 0 and len(boxes) > 1 else _RIGHT if len(boxes) > 1 else _CENTRE
            left = box.left() if align == _LEFT else box.right() - width
            painter.drawText(QRectF(left, box.top() - height - 1, width, height), align, words)

    def _legend(self, painter: QPainter, look: Look) -> None:
        x, side = float(look.px(4)), float(look.px(11))
        height = look.metrics("hint_number").height()
        for number, series in enumerate(self.data.series):
            box = QRectF(x, (height - side) / 2 + look.px(2), side, side)
            self._bar(painter, box, look.color("c1" if number == 0 else "c5"), number > 0)
            width = look.metrics("hint_number").horizontalAdvance(series.name) + 2
            painter.setPen(look.color("text2"))
            painter.drawText(QRectF(x + side + look.px(6), look.px(2), width, height), _LEFT, series.name)
            x += side + width + look.px(22)

    def _hit(self, x: float, y: float) -> tuple[int, int] | None:
        if self._look is None or not self.data.categories:
            return None
        area, _, _ = self._plot(self._look)
        if not area.contains(x, y):
            return None
        at = min(int((x - area.left()) / (area.width() / len(self.data.categories))), len(self.data.categories) - 1)
        for number in range(len(self.data.series)):
            box = self._box(self._look, number, at)
            if box.left() - 1 <= x <= box.right() + 1:
                return at, number
        return at, 0


class RankedBars(Chart):
    """Bars of one kind from the highest to the lowest, the label above each bar, the number at its right."""

    _along = (Qt.Key.Key_Up, Qt.Key.Key_Down)
    _across = (Qt.Key.Key_Left, Qt.Key.Key_Right)

    def _row(self, look: Look) -> float:
        return float(look.metrics("hint_number").height() + look.px(5) + look.px(8) + look.px(9))

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        if self._look is None:
            return QSize(200, 100)
        rows = max(2, len(self.data.categories))
        return QSize(self._look.px(220), int(self._row(self._look) * rows) + self._look.px(8))

    def _paint(self, painter: QPainter, look: Look) -> None:
        series = self.data.series[0]
        most = max((point.value or 0 for point in series.points), default=0) or 1
        row, height = self._row(look), look.metrics("hint_number").height()
        side, width = look.px(6), self.width()
        for at, name in enumerate(self.data.categories):
            top = look.px(4) + row * at
            if self.hasFocus() and at == self.at:
                painter.fillRect(QRectF(2, top - look.px(2), width - 4, row), look.color("accent_soft"))
            printed = series.points[at].printed
            number = look.metrics("hint_number").horizontalAdvance(printed) + look.px(4)
            painter.setPen(look.color("text"))
            room = width - 2 * side - number - look.px(8)
            cut = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, int(room))
            painter.drawText(QRectF(side, top, room, height), _LEFT, cut)
            painter.drawText(QRectF(width - side - number, top, number, height), _RIGHT, printed)
            bar = QRectF(side, top + height + look.px(5), width - 2 * side, look.px(8))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("surface2"))
            painter.drawRoundedRect(bar, 3, 3)
            bar.setWidth(bar.width() * (series.points[at].value or 0) / most)
            painter.setBrush(look.color("c2"))
            painter.drawRoundedRect(bar, 3, 3)

    def _hit(self, x: float, y: float) -> tuple[int, int] | None:
        if self._look is None:
            return None
        at = int((y - self._look.px(4)) // self._row(self._look))
        return (at, 0) if 0 <= at < len(self.data.categories) else None
