"""The matrix on the screen: painted cells, centres that stay at the left, years that stay on top, all by the arrows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QWidget

from p2i_desktop.gui.buddy.cells import SIDE, CellPainter, CentreHeader, YearHeader
from p2i_desktop.gui.buddy.model import MatrixModel
from p2i_desktop.gui.look.look import Look
from p2i_desktop.i18n import Texts

if TYPE_CHECKING:
    from p2i_desktop.services.matrix import Cell, Matrix


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
