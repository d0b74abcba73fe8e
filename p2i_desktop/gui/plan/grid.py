"""The table in which rows of a plan are read and edited by keys: Enter edits, digits score, Alt+Up and Alt+Down move."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QItemSelectionModel, QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QHeaderView, QScrollArea, QTableView, QWidget

from p2i_desktop.domain.record import Record
from p2i_desktop.gui.adapters import Surroundings
from p2i_desktop.gui.clipboard import copy_rows
from p2i_desktop.gui.dialog_draft import fill_in, value_in
from p2i_desktop.gui.fields.sources import NoSources
from p2i_desktop.gui.plan.grid_cells import GridDelegate, begin_typing
from p2i_desktop.gui.plan.grid_model import Column, GridModel, Index
from p2i_desktop.gui.screen import Bench

_ALT = Qt.KeyboardModifier.AltModifier
_LEAST_WIDE = 150  # pixels at 100 % of a column that takes the rest
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)


class RecordGrid(QTableView):
    """As high as its rows; what is wanted of a row goes out as a signal, the box around does it."""

    wish = Signal(object, str, object)  # the row as it was shown, field, new value
    gone = Signal(object)  # the row
    moved = Signal(object, int)  # the row, -1 or 1
    draft = Signal(object, str, object)  # the row, field, what stands in its editor as a plain value
    said = Signal(str)  # a sentence about what is typed; empty = nothing against it
    left = Signal(object)  # the row in which Esc ended the editing
    reached = Signal()  # another row has the keys

    def __init__(self, bench: Bench, record_type: type[Record], columns: Sequence[Column], parent: QWidget) -> None:
        super().__init__(parent)
        self._bench = bench
        self.cells = GridModel(record_type, columns, lambda: bench.texts, self)
        self.setModel(self.cells)
        self.delegate = GridDelegate(self, bench.look, self)
        self.setItemDelegate(self.delegate)
        self.setProperty("kind", "lines")
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setEditTriggers(QTableView.EditTrigger.DoubleClicked)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._came_to)
        self.cells.dataChanged.connect(lambda *_: self._fit_later())
        self._fitting = QTimer(self)
        self._fitting.setSingleShot(True)
        self._fitting.timeout.connect(self.fit)
        bench.look.changed.connect(self._fit_later)

    # -- rows --------------------------------------------------------------------------------------------------------
    def fill(self, rows: Sequence[Record]) -> None:
        """Shows these rows; the cell that is current stays so."""
        at = self.currentIndex()
        row, column = at.row(), at.column()
        self.cells.fill(rows)
        if row >= 0 and not self.currentIndex().isValid() and rows:
            self.go_to(min(row, len(rows) - 1), column)
        self.fit()

    def current(self) -> Record | None:
        """The row that has the keys."""
        at = self.currentIndex().row()
        return self.cells.rows[at] if 0 <= at < len(self.cells.rows) else None

    def go_to(self, row: int, column: int) -> None:
        """Makes a cell the current one, of a column that is not shown the next one that is."""
        column = max(column, 0)
        while self.isColumnHidden(column) and column < len(self.cells.columns) - 1:
            column += 1
        self.selectionModel().setCurrentIndex(
            self.cells.index(row, column),
            QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows,
        )

    def take_focus(self) -> None:
        """The keyboard goes into the rows."""
        if not self.currentIndex().isValid() and self.cells.rows:
            self.go_to(0, 0)
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def edit_cell(self, record_id: str, field: str, text: object = None) -> bool:
        """Opens the editor of a cell, with what was typed there where that is given; False where it is not shown."""
        row, column = self.cells.row_of(record_id), self.cells.column_of(field)
        if row < 0 or column < 0 or not self.cells.editable(self.cells.index(row, column)):
            return False
        self.go_to(row, column)
        self.edit(self.cells.index(row, column))
        editor = self._editor()
        if editor is not None and text is not None:
            fill_in(editor, text)
            self.typed(editor, self.currentIndex())
        return True

    def commit(self) -> None:
        """What is being typed goes into its cell, where it is a value."""
        editor = self._editor()
        if editor is not None:
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def editing(self) -> bool:
        """Whether a cell is being edited."""
        return self._editor() is not None

    def _editor(self) -> QWidget | None:
        return self.indexWidget(self.currentIndex())

    # -- what the delegate asks ----------------------------------------------------------------------------------------
    def surroundings(self) -> Surroundings:
        """What editors need beside their field."""
        bench = self._bench
        return Surroundings(bench.texts, bench.clock.today(), "EUR", NoSources(), lambda: bench.texts.language)

    def lights(self) -> bool:
        """Whether the keys go to this table."""
        return self.hasFocus() or self.editing()

    def advance(self, step: int) -> None:
        """To the next cell of this row that is edited, and opens it."""
        at = self.currentIndex()
        column = at.column() + step
        while 0 <= column < len(self.cells.columns):
            index = self.cells.index(at.row(), column)
            if self.cells.editable(index) and not self.isColumnHidden(column):
                self.go_to(at.row(), column)
                self.edit(index)
                return
            column += step
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def typed(self, editor: QWidget, index: Index) -> None:
        """Something was typed: it is kept as a draft."""
        if index.isValid():
            self.said.emit("")
            self.draft.emit(self.cells.rows[index.row()], self.cells.columns[index.column()].field, value_in(editor))

    def took(self, index: Index, value: object) -> None:
        """A cell was left with a value."""
        row, field = self.cells.rows[index.row()], self.cells.columns[index.column()].field
        self.said.emit("")
        if getattr(row, field) != value:
            self.wish.emit(row, field, value)
        else:
            self.draft.emit(row, field, None)

    def wrong(self, words: str) -> None:
        """What stands in the editor is no value."""
        self.said.emit(words)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Esc: what was typed is given up, and its draft."""
        index = self.currentIndex()
        left = hint == QAbstractItemDelegate.EndEditHint.RevertModelCache and index.isValid()
        row = self.cells.rows[index.row()] if left else None
        if row is not None:
            self.said.emit("")
            self.draft.emit(row, self.cells.columns[index.column()].field, None)
        super().closeEditor(editor, hint)
        if row is not None:
            self.left.emit(row)

    # -- keys ----------------------------------------------------------------------------------------------------------
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and F2 edit, a letter begins to type, digits score, Del puts the row into the bin."""
        index, key = self.currentIndex(), event.key()
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        row = self.current()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif row is None or key == Qt.Key.Key_Escape:
            event.ignore() if key == Qt.Key.Key_Escape else super().keyPressEvent(event)
        elif held == _ALT and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(row, -1 if key == Qt.Key.Key_Up else 1)
        elif key in _ENTER and not held:
            self.edit_current()
        elif key == Qt.Key.Key_Delete and not held:
            self.gone.emit(row)
        elif held and held != Qt.KeyboardModifier.ShiftModifier:
            super().keyPressEvent(event)
        elif self._score(index, event):
            return
        elif event.text().isprintable() and event.text() and self.cells.editable(index):
            self.edit(index)
            editor = self._editor()
            if editor is not None:
                begin_typing(editor, event, QCoreApplication.sendEvent)
        else:
            super().keyPressEvent(event)

    def edit_current(self) -> None:
        """Opens the editor of the current cell, or says nothing where it is only read."""
        index = self.currentIndex()
        if index.isValid() and self.cells.editable(index):
            self.edit(index)

    def _score(self, index: QModelIndex, event: QKeyEvent) -> bool:
        """A digit on a score is its value at once; Backspace empties it."""
        digits, spec = self.cells.digits(index.column()), self.cells.specs[index.column()]
        if digits is None or spec is None or not self.cells.editable(index):
            return False
        text = event.text()
        if event.key() == Qt.Key.Key_Backspace and spec.optional:
            self.took(index, None)
        elif text.isascii() and text.isdigit() and int(text) in digits:
            self.took(index, int(text))
        elif text.isdigit():
            low, high = (self._bench.texts.number(one) for one in (digits.start, digits.stop - 1))
            words = self._bench.texts._("Enter a number between {low} and {high}.")
            self.said.emit(words.replace("{low}", low).replace("{high}", high))
        else:
            return False
        return True

    def copy(self) -> None:
        """All rows as they are seen, for a worksheet."""
        shown = [column for column in range(len(self.cells.columns)) if not self.isColumnHidden(column)]
        rows = [[self.cells.shown(row, column) for column in shown] for row in range(len(self.cells.rows))]
        copy_rows([self.cells.title(column) for column in shown], rows, self._bench.texts)

    # -- sizes ---------------------------------------------------------------------------------------------------------
    def fit(self) -> None:
        """Columns by text size and room, rows by their texts, the table as high as its rows."""
        look, header, columns = self._bench.look, self.horizontalHeader(), self.cells.columns
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        letter, side = look.metrics().averageCharWidth(), look.px(18)
        needs = [
            0 if self.isColumnHidden(at)
            else max(column.letters * letter + side, header.sectionSizeHint(at) + look.px(6)) if not column.wide
            else max(look.px(_LEAST_WIDE), header.sectionSizeHint(at) + look.px(6))
            for at, column in enumerate(columns)
        ]  # fmt: skip
        spare, shares = self.viewport().width() - sum(needs), sum(column.wide for column in columns)
        for at, column in enumerate(columns):
            more = max(0, spare) * column.wide // shares if shares else 0
            self.setColumnWidth(at, needs[at] + more)
        self.verticalHeader().setMinimumSectionSize(look.row_height())
        self.resizeRowsToContents()
        rows = sum(self.rowHeight(row) for row in range(len(self.cells.rows)))
        bar = self.horizontalScrollBar().sizeHint().height() if spare < 0 else 0
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOn if spare < 0 else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setHorizontalScrollBarPolicy(policy)
        self.setFixedHeight(header.sizeHint().height() + rows + 2 * self.frameWidth() + bar)

    def _fit_later(self) -> None:
        self._fitting.start()

    def sizeHint(self) -> QSize:
        return QSize(self._bench.look.px(400), self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._bench.look.px(240), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit_later()

    # -- focus ---------------------------------------------------------------------------------------------------------
    def _came_to(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self.reached.emit()
        if not current.isValid() or not self.hasFocus():
            return
        box, area = self.visualRect(current), self.parentWidget()
        while area is not None:  # the tab scrolls, and in a low window the window too
            inside = area.widget() if isinstance(area, QScrollArea) else None
            if isinstance(area, QScrollArea) and inside is not None:
                middle = self.viewport().mapTo(inside, box.center())
                area.ensureVisible(middle.x(), middle.y(), 0, box.height() // 2 + self._bench.look.px(8))
            area = area.parentWidget()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.cells.rows:
            self.go_to(0, 0)
        self.viewport().update()
        self._came_to(self.currentIndex(), QModelIndex())  # the row may have been scrolled away meanwhile

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
