"""The table inside a list: keys, focus ring, widths of columns, rows to the clipboard."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from p2i_desktop.gui.clipboard import copy_rows
from p2i_desktop.gui.delegates import CellDelegate
from p2i_desktop.gui.list_header import ListHeader
from p2i_desktop.gui.list_model import ListModel
from p2i_desktop.gui.look.look import Look

MEASURED_ROWS = 200
LEAST_SHARE = 120  # for each share in the rest a column has this room at 100 % if it needs it, else others go
MOST_COPIED = 100_000


class ListTable(QTableView):
    """A QTableView of fixed rows without grid; `enter` and `letters` say what the keys ask for."""

    enter = Signal()
    letters = Signal(str)
    escape = Signal()
    space = Signal()
    focused = Signal(bool)

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
        if measure or not self._wanted:
            self._wanted = [self._wanted_width(at) for at in range(len(model.columns))]
        wanted = self._wanted
        shown = self._shown_columns(wanted)
        shares = sum(model.columns[at].share for at in shown)
        floors = {at: self._floor(at, wanted) for at in shown}
        self._squeeze(floors)
        rest = max(0, self.viewport().width() - sum(floors.values()))
        model.first_shown = shown[0]
        for at, column in enumerate(model.columns):
            self.setColumnHidden(at, at not in floors)
            if at in floors:
                width = floors[at] + (rest * column.share // shares if shares else 0)
                self.setColumnWidth(at, self._user_widths.get(column.id, width))
        self._fitting = False

    def _squeeze(self, floors: dict[int, int]) -> None:
        """Where even the important columns do not fit, those that share the room give way, down to their titles."""
        for at in sorted(floors, key=lambda at: -floors[at]):
            over = sum(floors.values()) - self.viewport().width()
            if over > 0 and self.rows.columns[at].share:
                title = self.header.title_width(str(self.rows.headerData(at, Qt.Orientation.Horizontal)))
                floors[at] = max(title, floors[at] - over)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns(measure=False)

    def _floor(self, at: int, wanted: list[int]) -> int:
        """The least width of a column: what it needs; one that shares the rest has its title and some letters."""
        column, look = self.rows.columns[at], self._look
        if not column.share or look is None:
            return wanted[at]
        title = self.header.title_width(str(self.rows.headerData(at, Qt.Orientation.Horizontal)))
        return min(wanted[at], max(title, look.px(LEAST_SHARE) * column.share))

    def _shown_columns(self, wanted: list[int]) -> list[int]:
        model = self.rows
        shown = list(range(len(model.columns)))
        droppable = sorted((at for at in shown if model.columns[at].drop), key=lambda at: -model.columns[at].drop)

        def needed() -> int:
            return sum(self._floor(at, wanted) for at in shown)

        while droppable and needed() > self.viewport().width():
            shown.remove(droppable.pop(0))
        return shown

    def _wanted_width(self, at: int) -> int:
        model, look = self.rows, self._look
        column = model.columns[at]
        delegate = self.itemDelegate()
        if look is None or not isinstance(delegate, CellDelegate):
            return 0
        width = self.header.title_width(str(model.headerData(at, Qt.Orientation.Horizontal)))
        for row in range(min(MEASURED_ROWS, model.rowCount())):
            if model.has_row(row):
                width = max(width, delegate.cell_width(model.cell(row, at), column))
        if column.most:
            width = min(width, look.metrics().averageCharWidth() * column.most + 2 * look.px(8))
        return width

    def _resized(self, section: int, old: int, new: int) -> None:
        if not self._fitting and old and new:
            self._user_widths[self.rows.columns[section].id] = new

    def forget_widths(self) -> None:
        """All columns take the width that they need again."""
        self._user_widths.clear()
        self.fit_columns()

    # -- clipboard ---------------------------------------------------------------------------------------------------
    def copy(self) -> None:
        """The selected rows with the header, as tab-separated text and as HTML."""
        model = self.rows
        shown = [at for at in range(len(model.columns)) if not self.isColumnHidden(at)]
        titles = [str(model.headerData(at, Qt.Orientation.Horizontal)) for at in shown]
        chosen = sorted(index.row() for index in self.selectionModel().selectedRows())[:MOST_COPIED]
        copy_rows(titles, [[model.cell(row, at).spoken() for at in shown] for row in chosen if model.has_row(row)])

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
            self.selectRow(0)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focused.emit(False)
