"""The table of the milestones: typed into like a worksheet, ordered by Alt and the arrows, done by Ctrl+D."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QItemSelectionModel, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemDelegate, QPlainTextEdit, QTableView, QWidget

from p2i_desktop.gui.clipboard import copy_rows
from p2i_desktop.gui.line.cell_entry import CellEntry
from p2i_desktop.gui.look.look import Look
from p2i_desktop.gui.plan.milestone_cells import COLUMNS, TIMELINE
from p2i_desktop.gui.plan.milestone_editors import MilestoneDelegate
from p2i_desktop.gui.plan.milestone_model import Index, MilestoneModel
from p2i_desktop.gui.plan.moving import Moving

# Letters that a column has room for.
LENGTHS = {
    "title": 24, "owner_side": 9, "starts_on": 14, "due_on": 14, "done_on": 19, "depends_on": 10, "progress": 8,
    "owner": 18, "setup_milestone": 24, "evidence": 34,
}  # fmt: skip
_MOST_TITLE = 64
_Hint = QAbstractItemDelegate.EndEditHint


class MilestoneTable(QTableView):
    """Enter edits a cell, letters replace it; the last row is blank and makes a new milestone."""

    typing = Signal(int, str, str)  # row, column, text: what is being typed and not taken yet
    ended = Signal()  # the typing in a cell ended, taken or given up
    reached = Signal(bool)  # the keys came, or went
    done_wished = Signal(int)  # row
    bin_wished = Signal(int)
    order_wished = Signal(int, int)  # row, by
    paste_wished = Signal(str)  # lines of a worksheet or a text

    def __init__(self, look: Look, moving: Moving, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._moving = look, moving
        self.setObjectName("plan_milestones_table")
        self.setProperty("kind", "lines")
        delegate = MilestoneDelegate(self, look, self)
        delegate.closeEditor.connect(lambda *_: self.ended.emit())
        self.setItemDelegate(delegate)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setEditTriggers(QTableView.EditTrigger.DoubleClicked | QTableView.EditTrigger.AnyKeyPressed)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)

    def show_model(self, model: MilestoneModel) -> None:
        """Shows the milestones of a model, all columns but the timeline."""
        self.setModel(model)
        self.setColumnHidden(TIMELINE, True)
        model.modelReset.connect(lambda: self.setColumnHidden(TIMELINE, True))

    @property
    def lines(self) -> MilestoneModel:
        """The model."""
        return cast(MilestoneModel, self.model())

    def fit(self) -> None:
        """Takes the widths of the text size."""
        metrics, header = self._look.metrics(), self.horizontalHeader()
        for at, name in enumerate(COLUMNS):
            wanted = metrics.averageCharWidth() * LENGTHS[name] + self._look.px(16)
            self.setColumnWidth(at, max(wanted, header.sectionSizeHint(at) + self._look.px(8)))
        header.setHighlightSections(False)
        icon = self._look.px(16)
        self.setIconSize(QSize(icon, icon))
        side = self.verticalHeader()
        side.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        side.setHighlightSections(False)

    def widen(self, beside: bool) -> None:
        """The titles take the room that is left: by all columns, or by those that are to be seen beside the timeline."""
        names = COLUMNS[1 : COLUMNS.index("done_on") + 1] if beside else COLUMNS[1:]
        others = sum(self.columnWidth(COLUMNS.index(name)) for name in names)
        least, most = (self._look.metrics().averageCharWidth() * letters for letters in (LENGTHS["title"], _MOST_TITLE))
        room = self.width() - self.verticalHeader().sizeHint().width() - others - self._look.px(4)
        self.setColumnWidth(0, min(max(room, least), most))

    def title_width(self) -> int:
        """The room of a title in pixels."""
        return self.columnWidth(0) - self._look.px(20)

    # -- the current cell --------------------------------------------------------------------------------------------
    def is_current(self, index: Index) -> bool:
        """Whether the keys go to this cell."""
        return index == self.currentIndex() and (self.hasFocus() or self.indexWidget(index) is not None)

    def go_to(self, row: int, column: int = 0) -> None:
        """Makes a cell the current one and shows it."""
        index = self.model().index(min(max(row, 0), self.model().rowCount() - 1), column)
        chosen = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, chosen)
        self.scrollTo(index)

    def advance(self, down: int, right: int) -> None:
        """To another cell: up or down in its column, sideways round the ends of the rows."""
        index = self.currentIndex()
        row, column = index.row(), min(index.column(), TIMELINE - 1)
        if right:
            at = min(max(row * TIMELINE + column + right, 0), self.model().rowCount() * TIMELINE - 1)
            row, column = divmod(at, TIMELINE)
        self.go_to(row + down, column)

    def heard(self, index: Index, text: str) -> None:
        """Something is typed into a cell."""
        if index.isValid():
            self.typing.emit(index.row(), COLUMNS[index.column()], text)

    def go_on(self, row: int, column: str, text: str) -> None:
        """Opens a cell with a text that was being typed."""
        self.edit_cell(row, column)
        editor = self.indexWidget(self.currentIndex())
        if isinstance(editor, CellEntry):
            editor.setText(text)
            editor.setModified(True)
        elif isinstance(editor, QPlainTextEdit):
            editor.setPlainText(text)
            editor.document().setModified(True)

    def edit_cell(self, row: int, column: str) -> None:
        """Begins to edit a cell."""
        self.go_to(row, COLUMNS.index(column))
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edit(self.currentIndex())

    def commit(self) -> None:
        """What is being typed goes into its cell."""
        editor = self.indexWidget(self.currentIndex())
        if isinstance(editor, CellEntry | QPlainTextEdit):
            self.commitData(editor)
            self.closeEditor(editor, _Hint.NoHint)
            self.ended.emit()

    # -- keys --------------------------------------------------------------------------------------------------------
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter edits, or says yes to what is tried out; Esc gives that up; Del and Alt with the arrows act on the row."""
        key, held = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        plain, row = held == Qt.KeyboardModifier.NoModifier, self.currentIndex().row()
        alt = held == Qt.KeyboardModifier.AltModifier
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste) and self._pastes():
            self.paste()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and plain:
            if self._moving.asking:
                self._moving.save()
            else:
                self.edit(self.currentIndex())
        elif key == Qt.Key.Key_Escape and self._moving.preview is not None:
            self._moving.cancel()
        elif key == Qt.Key.Key_Escape:
            event.ignore()
        elif key == Qt.Key.Key_Delete and plain:
            self.bin_wished.emit(row)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and alt:
            self.order_wished.emit(row, 1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """The current milestone with the heads of the columns."""
        one = self.lines.milestone(self.currentIndex().row())
        if one is None:
            return
        heads = [str(self.lines.headerData(at, Qt.Orientation.Horizontal)) for at in range(TIMELINE)]
        copy_rows(heads, [[self.lines.cells.written(one, name) for name in COLUMNS]], self.lines.cells.texts)

    def _pastes(self) -> bool:
        """Whether the clipboard holds a text; files go to the window."""
        held = QGuiApplication.clipboard().mimeData()
        return self.lines.writable and held.hasText() and not held.hasUrls()

    def pastes_lines(self) -> bool:
        """Whether a paste into the blank row would be more than its one title."""
        blank = self.lines.milestone(self.currentIndex().row()) is None
        return blank and self._pastes() and _is_table(QGuiApplication.clipboard().text())

    def paste(self) -> None:
        """A single cell goes into the current one, lines become milestones at the end."""
        text, index = QGuiApplication.clipboard().text(), self.currentIndex()
        if _is_table(text) or self.lines.milestone(index.row()) is None:
            self.paste_wished.emit(text)
        elif self.lines.flags(index) & Qt.ItemFlag.ItemIsEditable:
            self.lines.setData(index, text.strip())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.go_to(0)
        self.viewport().update()
        self.reached.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.reached.emit(False)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()


def _is_table(text: str) -> bool:
    """Whether a text is more than one cell."""
    return any(mark in text.rstrip("\r\n") for mark in "\t\r\n")
