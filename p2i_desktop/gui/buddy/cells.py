"""How the matrix is painted: its cells, the centres at the left, the years on top."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from p2i_desktop.gui.buddy.model import Index, MatrixModel
from p2i_desktop.gui.buddy.words import Said
from p2i_desktop.gui.look.look import Look

SIDE = 8  # between the edge of a cell and its text, at 100 %
ICON = 16
_MOST_HEAD = 26  # letters of the name of a centre


def said_height(said: Said, look: Look) -> int:
    """The height that a pair takes in its cell."""
    return look.metrics("label").height() + len(said.lines) * line_height(look) + look.px(4)


def line_height(look: Look) -> int:
    """The height of a line of a sign and small words."""
    return max(look.metrics("small").height(), look.px(ICON)) + look.px(1)


class CellPainter(QStyledItemDelegate):
    """Pairs below each other; a place that is open shows a plus, one that is not a quiet ground."""

    def __init__(self, look: Look, view: QTableView) -> None:
        super().__init__(view)
        self._look, self._view = look, view

    def needed(self, said: list[Said]) -> QSize:
        """What the pairs of a cell need."""
        look, side = self._look, 2 * self._look.px(SIDE)
        wide, high = 0, look.metrics("label").height()
        for one in said:
            head = look.metrics("label").horizontalAdvance(one.partner) + look.px(10)
            widths = [head + look.metrics("number").horizontalAdvance(one.beside)]
            small = look.metrics("small")
            widths += [look.px(ICON) + look.px(6) + small.horizontalAdvance(text) for _, text in one.lines]
            wide = max(wide, *widths)
        high = max(high, sum(said_height(one, look) for one in said))
        return QSize(wide + side + 2, high + look.px(12))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, look = index.model(), self._look
        if not isinstance(model, MatrixModel):
            return
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        said = model.said(index)
        painter.save()
        ground = "sel" if chosen else "surface" if said or model.is_open(index) else "surface2"
        painter.fillRect(box, look.color(ground))
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), look.color("grid"))
        painter.fillRect(QRect(box.right(), box.top(), 1, box.height()), look.color("grid"))
        inner = box.adjusted(look.px(SIDE), look.px(6), -look.px(SIDE), -look.px(4))
        top = inner.top()
        for one in said:
            self._paint_pair(painter, QRect(inner.left(), top, inner.width(), inner.height()), one, chosen)
            top += said_height(one, look)
        if not said and model.is_open(index):
            side = look.px(ICON)
            place = QRect(inner.left(), box.center().y() - side // 2, side, side)
            look.icon("plus", "sel_text" if chosen else "text3").paint(painter, place)
        if chosen and self._view.hasFocus():
            painter.setPen(QPen(look.color("focus"), 2))
            painter.drawRect(box.adjusted(1, 1, -2, -2))
        painter.restore()

    def _paint_pair(self, painter: QPainter, box: QRect, said: Said, chosen: bool) -> None:
        look = self._look
        ink, quiet = ("sel_text", "sel_text") if chosen else ("text2" if said.quiet else "text", "text2")
        high = look.metrics("label").height()
        line = QRect(box.left(), box.top(), box.width(), high)
        painter.setPen(look.color(ink))
        painter.setFont(look.font("label"))
        wide = painter.fontMetrics().horizontalAdvance(said.partner)
        self._text(painter, line, said.partner)
        painter.setFont(look.font("number"))
        self._text(painter, line.adjusted(wide + look.px(10), 0, 0, 0), said.beside)
        painter.setFont(look.font("small"))
        small, side = line_height(look), look.px(ICON)
        for (icon, token), text in said.lines:
            line = QRect(box.left(), line.bottom() + 1, box.width(), small)
            place = QRect(line.left(), line.top() + (small - side + 1) // 2, side, side)
            look.icon(icon, ink if chosen else token).paint(painter, place)
            painter.setPen(look.color(quiet if token.startswith("text") or chosen else token))
            self._text(painter, line.adjusted(side + look.px(6), 0, 0, 0), text)

    @staticmethod
    def _text(painter: QPainter, box: QRect, text: str) -> None:
        cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(box, flags, cut)


class CentreHeader(QHeaderView):
    """The centres at the left: what each does, and where it is."""

    def __init__(self, look: Look, model: MatrixModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._look, self._rows = look, model
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        """As wide as the longest name, up to a number of letters."""
        look = self._look
        most = look.metrics("small").averageCharWidth() * _MOST_HEAD
        heads = [self._rows.head(row) for row in range(self._rows.rowCount())]
        wide = [look.metrics("label").horizontalAdvance(first) for first, _ in heads]
        wide += [min(most, look.metrics("small").horizontalAdvance(second)) for _, second in heads]
        return QSize(max(wide, default=0) + 2 * look.px(SIDE) + 2, super().sizeHint().height())

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        look, (first, second) = self._look, self._rows.head(section)
        painter.save()
        painter.fillRect(rect, look.color("surface2"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), look.color("grid"))
        painter.fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), look.color("border_strong"))
        inner = rect.adjusted(look.px(SIDE), look.px(6), -look.px(SIDE), 0)
        for text, role, token in ((first, "label", "text"), (second, "small", "text2")):
            painter.setFont(look.font(role))
            painter.setPen(look.color(token))
            high = look.metrics(role).height()
            cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
            painter.drawText(QRect(inner.left(), inner.top(), inner.width(), high), Qt.AlignmentFlag.AlignVCenter, cut)
            inner.setTop(inner.top() + high)
        painter.restore()


class YearHeader(QHeaderView):
    """The years above, each over the texts of its cells."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._look = look
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        """A line of text and some air."""
        return QSize(super().sizeHint().width(), self._look.metrics("label").height() + self._look.px(12))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        look = self._look
        painter.save()
        painter.fillRect(rect, look.color("surface2"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), look.color("border_strong"))
        painter.setFont(look.font("label"))
        painter.setPen(look.color("text"))
        text = str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")
        painter.drawText(rect.adjusted(look.px(SIDE), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()
