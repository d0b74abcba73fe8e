"""The two lines above a timeline: years and months, months and weeks, or weeks and days, by the room there is."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QHeaderView, QToolTip, QWidget

from p2i_desktop.gui.look.look import Look
from p2i_desktop.gui.plan.gantt_bars import Place
from p2i_desktop.gui.plan.gantt_scale import Scale, Unit, cells, longest, words
from p2i_desktop.i18n import Texts

_CENTRE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Timed(Protocol):
    """What the header asks of the view below it."""

    def texts(self) -> Texts:
        """The words of the language shown."""

    def scale(self) -> Scale:
        """Days and pixels."""

    def place(self) -> Place:
        """Where the timeline lies."""

    def title(self) -> str:
        """What stands above the names at the left; empty where there are none."""

    def today(self) -> date:
        """The day it is."""

    def about(self, day: date) -> str:
        """What is to be said about a day."""


class TimeHeader(QHeaderView):
    """Paints the axis of its view; nothing in it is pressed."""

    def __init__(self, look: Look, timed: Timed, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._look, self._timed = look, timed
        self.setSectionsClickable(False)
        self.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), 2 * self._look.metrics("hint_number").height() + self._look.px(12))

    def paintSection(self, painter: QPainter, box: QRect, _section: int) -> None:
        """Both lines over the visible days, the names' heading at the left."""
        look, timed = self._look, self._timed
        place, scale, texts = timed.place(), timed.scale(), timed.texts()
        painter.save()
        painter.fillRect(box, look.color("surface2"))
        painter.setFont(look.font("hint_number"))
        upper_unit, lower_unit = self._units(scale, texts)
        half = box.height() / 2
        room = QRectF(place.left, 0, max(place.right - place.left, 0), box.height())
        painter.setClipRect(room)
        shown = place.day(scale, place.left), place.day(scale, place.right)
        self._line(painter, upper_unit, shown, QRectF(room.left(), 0, room.width(), half), bold=True)
        if lower_unit is not upper_unit:
            self._line(painter, lower_unit, shown, QRectF(room.left(), half, room.width(), half), bold=False)
        self._today(painter, half, box.height())
        painter.setClipping(False)
        painter.setPen(QPen(look.color("border"), 1))
        painter.drawLine(0, box.height() - 1, place.right, box.height() - 1)
        if place.left:
            painter.setFont(look.font("strong"))
            painter.setPen(look.color("text"))
            painter.drawText(QRectF(look.px(10), 0, place.left - look.px(14), box.height()), _LEFT, timed.title())
        painter.restore()

    def _units(self, scale: Scale, texts: Texts) -> tuple[Unit, Unit]:
        metrics, gap = self._look.metrics("hint_number"), self._look.px(8)
        lower, upper = scale.level(lambda unit: metrics.horizontalAdvance(longest(unit, texts)) + gap)
        return upper, lower

    def _line(self, painter: QPainter, unit: Unit, shown: tuple[date, date], room: QRectF, bold: bool) -> None:
        look, place, scale, texts = self._look, self._timed.place(), self._timed.scale(), self._timed.texts()
        for start, after in cells(unit, *shown):
            left, right = place.x(scale, start), place.x(scale, after)
            painter.setPen(QPen(look.color("border"), 1))
            painter.drawLine(int(left), int(room.top()), int(left), int(room.bottom()))
            seen = QRectF(max(left, room.left()), room.top(), 0, room.height())
            seen.setRight(min(right, room.right()))
            text = texts.month(start.year, start.month) if bold and unit is Unit.MONTH else words(unit, start, texts)
            painter.setPen(look.color("text" if bold else "text2"))
            wide = painter.fontMetrics().horizontalAdvance(text)
            if unit is Unit.DECADE and wide + look.px(6) > right - left:  # the widest axis has room for a year only
                text = str(start.year)
                wide = painter.fontMetrics().horizontalAdvance(text)
            if bold and wide + look.px(6) <= seen.width():
                painter.drawText(seen.adjusted(look.px(5), 0, 0, 0), _LEFT, text)
            elif not bold and wide <= right - left:
                painter.drawText(QRectF(left, room.top(), right - left, room.height()), _CENTRE, text)

    def _today(self, painter: QPainter, top: float, bottom: float) -> None:
        """A small triangle over the line of today."""
        look, place, scale = self._look, self._timed.place(), self._timed.scale()
        x, side = place.x(scale, self._timed.today()) + scale.pixels / 2, look.px(4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("accent_text"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        points = [QPointF(x - side, bottom - side - 1), QPointF(x + side, bottom - side - 1), QPointF(x, bottom - 1)]
        painter.drawPolygon(QPolygonF(points))

    def viewportEvent(self, event: QEvent) -> bool:
        """The tooltip names the day and its holidays."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self._timed.place()
            if event.pos().x() >= place.left:
                day = place.day(self._timed.scale(), event.pos().x())
                QToolTip.showText(event.globalPos(), self._timed.about(day), self)
            return True
        return super().viewportEvent(event)
