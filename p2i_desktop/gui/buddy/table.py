"""The matrix on the screen: painted cells, centres that stay at the left, years that stay on top, all by the arrows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from p2i_desktop.gui.buddy.model import Index, MatrixModel
from p2i_desktop.gui.buddy.words import Said
from p2i_desktop.gui.look.look import Look
from p2i_desktop.i18n import Texts

if TYPE_CHECKING:
    from p2i_desktop.services.matrix import Cell, Matrix

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
        ink, quiet = ("sel_text", "sel_text") if chosen else ("text", "text2")
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


class MatrixTable(QTableView):
    """One place is marked; `enter` asks for what stands there, `marked` says that it is another one."""

    enter, marked = Signal(), Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._least = look, look.px(72)
        self.rows = MatrixModel(self)
        self.setModel(self.rows)
        self._painter = CellPainter(look, self)
        self.setItemDelegate(self._painter)
        self.setVerticalHeader(CentreHeader(look, self.rows, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("kind", "plain")
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalHeader(YearHeader(look, self))
        self.doubleClicked.connect(lambda _index: self.enter.emit())
        self.selectionModel().currentChanged.connect(lambda _new, _old: self.marked.emit())

    # -- what is shown -------------------------------------------------------------------------------------------------
    def put(self, matrix: Matrix | None, texts: Texts) -> None:
        """Shows a matrix; the place that was marked stays marked."""
        kept = self.place()
        blocked = self.selectionModel().blockSignals(True)
        self.rows.put(matrix, texts)
        self.selectionModel().blockSignals(blocked)
        self.refit()
        if kept is not None:
            self.mark(*kept)
        self.marked.emit()

    def refit(self) -> None:
        """Widths and heights that cells, names and text size need; room that is left is shared by the years."""
        look, model = self._look, self.rows
        widest, head = 0, look.metrics("label").horizontalAdvance("0000") + 2 * look.px(SIDE) + look.px(8)
        for row in range(model.rowCount()):
            highest = self._painter.needed([]).height() + look.px(10)
            highest = max(highest, look.metrics("label").height() + look.metrics("small").height() + look.px(16))
            for column in range(model.columnCount()):
                said = model.said(model.index(row, column))
                if said:
                    needed = self._painter.needed(said)
                    widest, highest = max(widest, needed.width()), max(highest, needed.height())
            self.setRowHeight(row, highest)
        self._least = max(widest, head, look.px(72))
        self.verticalHeader().setFixedWidth(self.verticalHeader().sizeHint().width())
        self._share()

    def _whole_height(self) -> int:
        """The height in which all rows are seen: more would be empty."""
        rows = sum(self.rowHeight(row) for row in range(self.rows.rowCount()))
        scrolls = self._least * self.rows.columnCount() > self.viewport().width()
        bar = self.horizontalScrollBar().sizeHint().height() if scrolls else 0
        return self.horizontalHeader().sizeHint().height() + rows + bar + 2 * self.frameWidth()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._whole_height())

    def _share(self) -> None:
        """Years as wide as they need, and all of the room where there is some; no height for rows that are not there."""
        columns, room = self.rows.columnCount(), self.viewport().width()
        wide = max(self._least, room // max(columns, 1))
        for column in range(columns):
            rest = room - wide * columns if column == columns - 1 and wide > self._least else 0
            self.setColumnWidth(column, wide + rest)
        whole = self._whole_height()
        if whole != self.maximumHeight():
            self.setMaximumHeight(whole)
            self.setMinimumHeight(min(whole, self._look.px(200)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    # -- what is marked ------------------------------------------------------------------------------------------------
    def place(self) -> tuple[str, str, int] | None:
        """Centre id, side and year of the place that is marked."""
        row, year = self.rows.row_at(self.currentIndex().row()), self.rows.year_at(self.currentIndex().column())
        return (row.centre.id, row.side.value, year) if row is not None and year is not None else None

    def mark(self, centre_id: str, side: str, year: int) -> bool:
        """Marks a place; False when it is not in the matrix."""
        matrix = self.rows.matrix
        if matrix is None or year not in matrix.years:
            return False
        for number, row in enumerate(matrix.rows):
            if row.centre.id == centre_id and row.side.value == side:
                self.setCurrentIndex(self.rows.index(number, matrix.years.index(year)))
                return True
        return False

    def mark_first(self, year: int) -> None:
        """Marks the own row, else the first, in this year or the one that is nearest to it."""
        matrix = self.rows.matrix
        if matrix is None or not matrix.rows or not matrix.years:
            return
        own = next((at for at, row in enumerate(matrix.rows) if row.centre.is_own), 0)
        nearest = min(range(len(matrix.years)), key=lambda at: (abs(matrix.years[at] - year), at))
        self.setCurrentIndex(self.rows.index(own, nearest))

    def pairs(self) -> tuple[Cell, ...]:
        """The pairs of the place that is marked."""
        return self.rows.cells(self.currentIndex())

    # -- keys ----------------------------------------------------------------------------------------------------------
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.enter.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
