"""The list of people in a workshop's window: thousands of rows of one height, painted as they are seen, walked by keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from p2i_desktop.gui.clipboard import copy_rows
from p2i_desktop.gui.look.look import Look
from p2i_desktop.gui.screen import Bench
from p2i_desktop.gui.workshop.people_model import Index, PeopleModel, PersonColumn

_SIDE = 8  # pixels at 100 % between the edge of a cell and its text
_LEAST_WIDE = 140  # pixels at 100 % of a column that takes the rest


class PeopleTable(QTableView):
    """Rows are selected whole, also many; `keys` hears each key first and says whether it took it."""

    enter = Signal()
    gone = Signal()  # Del
    below = Signal()  # Down on the last row
    escape = Signal()
    reached = Signal(int)  # another row has the keys

    def __init__(self, bench: Bench, columns: Sequence[PersonColumn], parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "lines")  # before there is a header: it asks for its style when it is made
        self._bench = bench
        self.keys: Callable[[QKeyEvent], bool] = lambda _event: False
        self.people = PeopleModel(columns, lambda: bench.texts, self)
        self.hidden: frozenset[str] = frozenset()  # columns that this list does not need
        self.setModel(self.people)
        self.setItemDelegate(PersonDelegate(self, bench.look))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.doubleClicked.connect(lambda _index: self.enter.emit())
        self.selectionModel().currentRowChanged.connect(lambda now, _before: self.reached.emit(now.row()))
        self._fitting = QTimer(self)
        self._fitting.setSingleShot(True)
        self._fitting.timeout.connect(self.fit)
        bench.look.changed.connect(self._fitting.start)

    # -- rows --------------------------------------------------------------------------------------------------------
    def fill(self, rows: Sequence[Any]) -> None:
        """Shows these rows; current and selected ones stay so, by their ids."""
        current, chosen, at = self.current_id(), self.chosen(), self.currentIndex().row()
        if not self.people.fill(rows):
            return
        place = self.people.place_of(current)
        if place < 0 and at >= 0 and rows:
            place = min(at, len(rows) - 1)
        if place >= 0:
            self.go_to(place)
        if len(chosen) > 1:
            self._choose_again(chosen)
        self.fit()

    def _choose_again(self, chosen: Sequence[str]) -> None:
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for place in (self.people.place_of(key) for key in chosen):
            if place >= 0:
                self.selectionModel().select(self.people.index(place, 0), flags)

    def current(self) -> Any:
        """The row that has the keys, None without one."""
        at = self.currentIndex().row()
        return self.people.rows[at] if 0 <= at < len(self.people.rows) else None

    def current_id(self) -> str:
        row = self.current()
        return row.id if row is not None else ""

    def chosen(self) -> list[str]:
        """The ids of the selected rows from top to bottom; without any that of the current one."""
        spans = self.selectionModel().selection()
        rows: set[int] = set()
        for number in range(spans.count()):
            rows |= set(range(spans.at(number).top(), spans.at(number).bottom() + 1))
        if not rows and self.currentIndex().isValid():
            rows = {self.currentIndex().row()}
        return [self.people.rows[row].id for row in sorted(rows) if row < len(self.people.rows)]

    def go_to(self, row: int) -> None:
        """Makes a row the current one, alone."""
        column = max(self.currentIndex().column(), 0)
        index = self.people.index(row, column)
        self.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        )
        self.scrollTo(index)

    def take_focus(self) -> None:
        """The keyboard goes into the rows."""
        if not self.currentIndex().isValid() and self.people.rows:
            self.go_to(0)
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def retranslate(self) -> None:
        """Titles and cells in the language that is shown."""
        self.people.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.people.columns) - 1)
        self.people.refresh()
        self.fit()

    def copy(self) -> None:
        """The selected rows as they are seen, all where one is selected, for a worksheet."""
        chosen = self.chosen()
        wanted = set(chosen) if len(chosen) > 1 else {row.id for row in self.people.rows}
        shown = [at for at in range(len(self.people.columns)) if not self.isColumnHidden(at)]
        rows = [
            [self.people.cell(at, column).text for column in shown]
            for at, row in enumerate(self.people.rows) if row.id in wanted
        ]  # fmt: skip
        copy_rows([self.people.title(column) for column in shown], rows, self._bench.texts)

    # -- keys ----------------------------------------------------------------------------------------------------------
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, last = event.key(), self.people.rowCount() - 1
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif self.keys(event):
            event.accept()
        elif key == Qt.Key.Key_Down and not event.modifiers() and self.currentIndex().row() >= last:
            self.below.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and not event.modifiers():
            self.enter.emit()
        elif key == Qt.Key.Key_Delete and not event.modifiers():
            self.gone.emit()
        elif event.text() and event.text().isprintable() and not event.modifiers():
            event.ignore()  # a letter is nothing for Qt's own search: the tab knows what it means
        elif key == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def moveCursor(self, action: QTableView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Home and End lead to the first and the last person: rows are walked here, not cells."""
        last = self.people.rowCount() - 1
        ends = {QTableView.CursorAction.MoveHome: 0, QTableView.CursorAction.MoveEnd: last}
        if action in ends and last >= 0:
            return self.people.index(ends[action], max(self.currentIndex().column(), 0))
        return super().moveCursor(action, modifiers)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.people.rows:
            self.go_to(0)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    # -- sizes ---------------------------------------------------------------------------------------------------------
    def fit(self) -> None:
        """Heights by the text size, columns by their letters and shares; what has no room goes, the least needed first."""
        look, columns = self._bench.look, self.people.columns
        self.verticalHeader().setMinimumSectionSize(look.row_height())
        self.verticalHeader().setDefaultSectionSize(look.row_height())
        needs = {at: self._need(at) for at, column in enumerate(columns) if column.name not in self.hidden}
        room = self.viewport().width()
        gone: dict[int, int] = {}
        for at in sorted(needs, key=lambda at: -columns[at].drop):
            if sum(needs.values()) > room and columns[at].drop:
                gone[at] = needs.pop(at)
        for at, width in reversed(gone.items()):  # a narrow one may still fit where a wider one had to go
            if sum(needs.values()) + width <= room:
                needs[at] = width
        shares = sum(columns[at].wide for at in needs)
        spare = max(0, room - sum(needs.values()))
        for at, column in enumerate(columns):
            self.setColumnHidden(at, at not in needs)
            if at in needs:
                self.setColumnWidth(at, needs[at] + (spare * column.wide // shares if shares else 0))

    def _need(self, at: int) -> int:
        look, column = self._bench.look, self.people.columns[at]
        title = look.metrics("strong").horizontalAdvance(self.people.title(at)) + look.px(2 * _SIDE + 6)
        if column.wide and not column.letters:
            return max(title, look.px(_LEAST_WIDE))
        return max(title, look.metrics().averageCharWidth() * column.letters + look.px(2 * _SIDE))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fitting.start()

    def minimumSizeHint(self) -> QSize:
        look = self._bench.look
        return QSize(look.px(280), self.horizontalHeader().sizeHint().height() + 3 * look.row_height())


class PersonDelegate(QStyledItemDelegate):
    """Paints a cell in one line: icon, words cut with an ellipsis, the ring of the row that has the keys."""

    def __init__(self, table: PeopleTable, look: Look) -> None:
        super().__init__(table)
        self._table, self._look = table, look

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, box = self._look, option.rect
        column = self._table.people.columns[index.column()]
        cell = self._table.people.cell(index.row(), index.column())
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(box, look.color("sel" if chosen else "surface"))
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), look.color("grid"))
        inner = box.adjusted(look.px(_SIDE), 0, -look.px(_SIDE), 0)
        token = "sel_text" if chosen else cell.tone or "text"
        if cell.icon:
            side = look.px(16)
            place = QRect(inner.left(), inner.center().y() - side // 2, side, side)
            look.icon(cell.icon, token).paint(painter, place)
            inner = inner.adjusted(side + look.px(6), 0, 0, 0)
        painter.setFont(look.font("label" if cell.strong else "number" if column.number else "body"))
        painter.setPen(look.color(token))
        side_ = Qt.AlignmentFlag.AlignRight if column.number else Qt.AlignmentFlag.AlignLeft
        words = painter.fontMetrics().elidedText(cell.text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, side_ | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, words)
        if cell.share is not None:
            self._bar(painter, inner, cell.share, chosen)
        if index.row() == self._table.currentIndex().row() and self._table.hasFocus():
            self._ring(painter, box, index)
        painter.restore()

    def _bar(self, painter: QPainter, inner: QRect, share: int, chosen: bool) -> None:
        """A share as a bar under its words, on a line that is the whole."""
        look, high = self._look, max(self._look.px(4), 3)
        ground = QRect(inner.left(), inner.bottom() - high - look.px(3), inner.width(), high)
        painter.fillRect(ground, look.color("grid"))
        painter.fillRect(
            QRect(ground.left(), ground.top(), ground.width() * share // 100, high),
            look.color("sel_text" if chosen else "c1"),
        )

    def _ring(self, painter: QPainter, box: QRect, index: Index) -> None:
        """A ring round the whole row, each cell its part of it."""
        shown = [at for at in range(len(self._table.people.columns)) if not self._table.isColumnHidden(at)]
        painter.setPen(QPen(self._look.color("focus"), 2))
        painter.drawLine(box.left(), box.top() + 1, box.right(), box.top() + 1)
        painter.drawLine(box.left(), box.bottom(), box.right(), box.bottom())
        if index.column() == shown[0]:
            painter.drawLine(box.left() + 1, box.top(), box.left() + 1, box.bottom())
        if index.column() == shown[-1]:
            painter.drawLine(box.right(), box.top(), box.right(), box.bottom())
