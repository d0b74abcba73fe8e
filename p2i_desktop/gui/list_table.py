"""The table inside a list: keys, focus ring, widths of columns, the first column that stays, what is selected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from p2i_desktop.gui.delegates import CellDelegate
from p2i_desktop.gui.list_header import ListHeader
from p2i_desktop.gui.list_model import Index, ListModel
from p2i_desktop.gui.look.look import Look

MEASURED_ROWS = 200
LEAST_SHARE = 120  # for each share in the rest a column has this room at 100 % if it needs it, else others go


class ListTable(QTableView):
    """A QTableView of fixed rows without grid; `enter` and `letters` say what the keys ask for."""

    enter = Signal()
    letters = Signal(str)
    escape = Signal()
    space = Signal()
    focused = Signal(bool)
    copy_wanted = Signal()
    widths_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look: Look | None = None
        self._user_widths: dict[str, int] = {}
        self._fitting = False
        self._wanted: list[int] = []  # widths that the columns need, measured when rows came
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("kind", "plain")
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.doubleClicked.connect(lambda index: self.enter.emit())

    def equip(self, look: Look, model: ListModel) -> None:
        """Takes the model; called once."""
        self._look = look
        self.setModel(model)
        header = ListHeader(look, self)
        self.setHorizontalHeader(header)
        header.setMinimumSectionSize(look.px(48))
        header.sectionResized.connect(self._resized)
        header.width_wanted.connect(self._widen)
        header.walked.connect(self.show_column)
        self.setItemDelegate(CellDelegate(look, self))
        self.refit()

    @property
    def header(self) -> ListHeader:
        header = self.horizontalHeader()
        if not isinstance(header, ListHeader):
            raise TypeError("the table was not equipped")
        return header

    @property
    def rows(self) -> ListModel:
        model = self.model()
        if not isinstance(model, ListModel):
            raise TypeError("the table was not equipped")
        return model

    def refit(self) -> None:
        """Takes heights and widths of the text size."""
        if self._look is None:
            return
        self.verticalHeader().setDefaultSectionSize(self._look.row_height(2))
        self.header.setFixedHeight(self.header.wanted_height())
        self.fit_columns()

    # -- widths ------------------------------------------------------------------------------------------------------
    def fit_columns(self, measure: bool = True) -> None:
        """Widths from the first rows and the titles; where room is short the least important columns go."""
        if self._look is None or self._fitting:
            return
        model = self.rows
        self._fitting = True
        if measure or len(self._wanted) != len(model.columns):
            self._wanted = [self._wanted_width(at) for at in range(len(model.columns))]
        shown = self._shown_columns()
        floors = {at: self._floor(at) for at in shown}
        self._squeeze(floors)
        sharing = [at for at in shown if model.columns[at].share and model.columns[at].id not in self._user_widths]
        shares = sum(model.columns[at].share for at in sharing)
        rest = max(0, self.viewport().width() - sum(floors.values()))
        model.first_shown = shown[0]
        for at, column in enumerate(model.columns):
            self.setColumnHidden(at, at not in floors)
            if at in floors:
                self.setColumnWidth(at, floors[at] + (rest * column.share // shares if at in sharing else 0))
        self._fitting = False

    def _squeeze(self, floors: dict[int, int]) -> None:
        """Where even the important columns do not fit, those that share the room give way, down to their titles."""
        for at in sorted(floors, key=lambda at: -floors[at]):
            over = sum(floors.values()) - self.viewport().width()
            column = self.rows.columns[at]
            if over > 0 and column.share and column.id not in self._user_widths:
                floors[at] = max(self._title_width(at), floors[at] - over)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns(measure=False)

    def _title_width(self, at: int) -> int:
        return self.header.title_width(str(self.rows.headerData(at, Qt.Orientation.Horizontal)))

    def _floor(self, at: int) -> int:
        """The least width of a column: what it needs; one that shares the rest has its title and some letters."""
        column, look = self.rows.columns[at], self._look
        if look is None:
            return 0
        if column.id in self._user_widths:
            return max(look.px(self._user_widths[column.id]), self.header.minimumSectionSize())
        if not column.share:
            return self._wanted[at]
        return min(self._wanted[at], max(self._title_width(at), look.px(LEAST_SHARE) * column.share))

    def _shown_columns(self) -> list[int]:
        model = self.rows
        shown = list(range(len(model.columns)))
        if model.chosen:
            return shown
        droppable = sorted((at for at in shown if model.columns[at].drop), key=lambda at: -model.columns[at].drop)
        room, gone = self.viewport().width(), []
        while droppable and sum(self._floor(at) for at in shown) > room:
            gone.append(droppable.pop(0))
            shown.remove(gone[-1])
        for at in reversed(gone):  # a narrow one may still fit where a wider one had to go
            if sum(self._floor(one) for one in shown) + self._floor(at) <= room:
                shown.append(at)
        return sorted(shown)

    def _wanted_width(self, at: int) -> int:
        model, look = self.rows, self._look
        column = model.columns[at]
        delegate = self.itemDelegate()
        if look is None or not isinstance(delegate, CellDelegate):
            return 0
        rows = (row for row in range(min(MEASURED_ROWS, model.rowCount())) if model.has_row(row))
        needed = sorted(delegate.cell_width(model.cell(row, at), column) for row in rows)
        # Of what shares the room the longest tenth may be cut: one long title must not drive a whole column out.
        widest = needed[-1 - (len(needed) // 10 if column.share else 0)] if needed else 0
        width = max(self._title_width(at), widest)
        if column.most:
            width = min(width, look.metrics().averageCharWidth() * column.most + 2 * look.px(8))
        return width

    def _resized(self, section: int, old: int, new: int) -> None:
        if not self._fitting and old and new and self._look is not None:
            self._user_widths[self.rows.columns[section].id] = round(100 * new / self._look.px(100))
            self.widths_changed.emit()

    def _widen(self, section: int, width: int) -> None:
        self.setColumnWidth(section, max(width, self.header.minimumSectionSize()))

    def widths(self) -> dict[str, int]:
        """The widths that somebody gave to columns, in pixels at 100 %."""
        return dict(self._user_widths)

    def use_widths(self, widths: Mapping[str, int]) -> None:
        """Columns take these widths, the others what they need."""
        self._user_widths = dict(widths)
        self.fit_columns()

    # -- the first column stays --------------------------------------------------------------------------------------
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if dx:
            self.viewport().update()  # the first column was moved with the others
            self.header.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The first column is painted over those that were scrolled under it."""
        super().paintEvent(event)
        offset = self.horizontalOffset()
        if offset <= 0 or self._look is None or not self.model().rowCount():
            return
        painter = QPainter(self.viewport())
        width, bottom = self.columnWidth(0), self.viewport().height()
        row = self.rowAt(0)
        while 0 <= row < self.model().rowCount() and self.rowViewportPosition(row) < bottom:
            option = QStyleOptionViewItem()
            self.initViewItemOption(option)
            option.rect = QRect(0, self.rowViewportPosition(row), width, self.rowHeight(row))
            if self.selectionModel().isRowSelected(row, QModelIndex()):
                option.state |= QStyle.StateFlag.State_Selected
            self.itemDelegate().paint(painter, option, self.model().index(row, 0))
            row += 1
        painter.fillRect(QRect(width - 1, 0, 1, bottom), self._look.color("border_strong"))
        painter.end()

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Up and down only, where the index is in the column that stays; others come out from under it."""
        bar = self.horizontalScrollBar()
        before = bar.value()
        super().scrollTo(index, hint)
        if index.column() == 0:
            bar.setValue(before)
        elif self.columnViewportPosition(index.column()) < self.columnWidth(0) and bar.value():
            bar.setValue(bar.value() - self.columnWidth(0) + self.columnViewportPosition(index.column()))

    def show_column(self, at: int) -> None:
        """Scrolls sideways until a column is seen."""
        row = max(self.rowAt(0), 0)
        top = self.verticalScrollBar().value()
        self.scrollTo(self.model().index(row, at))
        self.verticalScrollBar().setValue(top)

    # -- what is selected ----------------------------------------------------------------------------------------------
    def mark_row(self, row: int) -> None:
        """Marks one row alone, whatever keys are held meanwhile: Qt's own `selectRow` adds to what is marked with Ctrl."""
        how = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(self.model().index(row, 0), how.ClearAndSelect | how.Rows)

    def selected_spans(self) -> list[range]:
        """The selected rows from top to bottom as spans: a million rows are one of them."""
        chosen = self.selectionModel().selection()
        parts = [chosen.at(place) for place in range(chosen.count())]
        found = sorted((part.top(), part.bottom() + 1) for part in parts)
        merged: list[range] = []
        for first, end in found:
            if merged and first <= merged[-1].stop:
                merged[-1] = range(merged[-1].start, max(end, merged[-1].stop))
            else:
                merged.append(range(first, end))
        return merged

    def select_spans(self, spans: Sequence[range]) -> None:
        """Selects these rows and no others; the current one stays current."""
        model, wanted = self.model(), QItemSelection()
        last = model.columnCount() - 1
        for span in spans:
            wanted.select(model.index(span.start, 0), model.index(span.stop - 1, last))
        self.selectionModel().select(wanted, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def copy(self) -> None:
        """The selected rows with the header go to the clipboard."""
        self.copy_wanted.emit()

    # -- keys and painting ---------------------------------------------------------------------------------------------
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, text = event.key(), event.text()
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.enter.emit()
        elif key == Qt.Key.Key_Escape:
            self.escape.emit()
        elif key == Qt.Key.Key_Space and plain:
            self.space.emit()
        elif plain and text and text.isprintable():
            self.letters.emit(text)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model() is not None and self.model().rowCount():
            self.mark_row(0)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focused.emit(False)


def spans_of(places: Iterable[int]) -> list[range]:
    """Places in rising order as spans."""
    found: list[range] = []
    for place in places:
        if found and found[-1].stop == place:
            found[-1] = range(found[-1].start, place + 1)
        else:
            found.append(range(place, place + 1))
    return found
