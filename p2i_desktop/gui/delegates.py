"""One delegate paints every cell: pills, two lines, digits of one width, the accent bar of a selected row."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from p2i_desktop.gui.columns import Cell, Column
from p2i_desktop.gui.list_model import CELL_ROLE, ListModel
from p2i_desktop.gui.look.look import Look
from p2i_desktop.gui.look.marks import paint_pill, pill_size

Index = QModelIndex | QPersistentModelIndex
SIDE = 8  # between the edge of a cell and its text, at 100 %
ACCENT_BAR = 3
_PLAIN_INK = {"": "text", "text2": "text2", "text3": "text3", "err": "err", "warn": "warn", "ok": "ok"}


class CellDelegate(QStyledItemDelegate):
    """Paints from the cell of the model; texts are plain and cut with an ellipsis."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        model = index.model()
        if not isinstance(model, ListModel):
            return super().sizeHint(option, index)
        return QSize(self.cell_width(index.data(CELL_ROLE), model.columns[index.column()]), self._look.row_height(2))

    def cell_width(self, cell: Cell, column: Column) -> int:
        """What a cell needs: text and padding."""
        look = self._look
        side = 2 * look.px(SIDE)
        if cell.pill:
            below = look.metrics("small").horizontalAdvance(cell.second) if cell.second else 0
            return max(pill_size(cell.text, look).width(), below) + side
        first = look.metrics(self._first_role(cell, column)).horizontalAdvance(cell.text)
        second = look.metrics("small").horizontalAdvance(cell.second) if cell.second else 0
        icon = look.px(18) + look.px(6) if cell.icon else 0
        return max(first, second) + icon + side + 2

    @staticmethod
    def _first_role(cell: Cell, column: Column) -> str:
        if column.number:
            return "number"
        return "label" if cell.second and column.share else "body"

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, ListModel):
            super().paint(painter, option, index)
            return
        look = self._look
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(box, look.color("sel" if chosen else "surface"))
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), look.color("grid"))
        if chosen and index.column() == model.first_shown:
            painter.fillRect(QRect(box.left(), box.top(), ACCENT_BAR, box.height()), look.color("accent_text"))
        cell: Cell = index.data(CELL_ROLE)
        inner = box.adjusted(look.px(SIDE), 0, -look.px(SIDE), 0)
        if cell.pill:
            self._paint_pill(painter, inner, cell, chosen)
        else:
            self._paint_lines(painter, inner, cell, model.columns[index.column()], chosen)
        painter.restore()

    def _paint_pill(self, painter: QPainter, box: QRect, cell: Cell, chosen: bool) -> None:
        look = self._look
        size = pill_size(cell.text, look)
        middle = box.center().y() - (size.height() / 2 if not cell.second else size.height() + look.px(1))
        place = QRectF(box.left(), middle + 0.5, min(size.width(), box.width()), size.height())
        painter.setFont(look.font("small"))
        paint_pill(painter, place, cell.text, cell.tone or "neutral", look)
        if cell.second:
            ink = look.color(_PLAIN_INK.get(cell.second_tone, "text") if cell.second_tone else "text2")
            if chosen and not cell.second_tone:
                ink = look.color("sel_text")
            height = look.metrics("small").height()
            below = QRect(box.left(), round(place.bottom()) + look.px(2), box.width(), height)
            self._line(painter, below, cell.second, look.font("small"), ink, Qt.AlignmentFlag.AlignLeft)

    def _paint_lines(self, painter: QPainter, box: QRect, cell: Cell, column: Column, chosen: bool) -> None:
        look = self._look
        if cell.icon:
            side = look.px(18)
            top = box.center().y() - side // 2
            look.icon(cell.icon).paint(painter, QRect(box.left(), top, side, side))
            box = box.adjusted(side + look.px(6), 0, 0, 0)
        ink = look.color("sel_text" if chosen and not cell.tone else _PLAIN_INK.get(cell.tone, "text"))
        align = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        first = look.font(self._first_role(cell, column))
        if not cell.second:
            self._line(painter, box, cell.text, first, ink, align)
            return
        height = look.metrics("body").height()
        top = box.center().y() - height
        self._line(painter, QRect(box.left(), top, box.width(), height), cell.text, first, ink, align)
        below = QRect(box.left(), top + height + 1, box.width(), height)
        quiet = ink if cell.tone in ("err", "warn") else look.color("text2")
        self._line(painter, below, cell.second, look.font("small"), quiet, align)

    @staticmethod
    def _line(painter: QPainter, box: QRect, text: str, font: QFont, ink: QColor, align: Qt.AlignmentFlag) -> None:
        painter.setFont(font)
        painter.setPen(ink)
        cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, cut)
