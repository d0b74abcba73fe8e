"""The table in which lines are typed: keys as in a worksheet, hits in the cells, paste and fill down."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, cast

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QTableView, QWidget

from p2i_desktop.gui.clipboard import copy_cells
from p2i_desktop.gui.fields.hit_list import Hit
from p2i_desktop.gui.line.cell_entry import CellEntry
from p2i_desktop.gui.line.columns import COLUMNS, LENGTHS
from p2i_desktop.gui.line.delegate import CellDelegate
from p2i_desktop.gui.line.model import CHECK, Index, LineModel
from p2i_desktop.gui.line.pasting import cells_in, placed, read_table, table_text, too_large
from p2i_desktop.gui.look.look import Look
from p2i_desktop.i18n import Texts
from p2i_desktop.services.line_entry import MOST_LINES

_OURS = "application/x-p2i-lines"
_SEARCHED = frozenset({"who", "case", "topics", "channel", "advisor"})
_VERDICT_LETTERS = 22
_FIRST = COLUMNS.index("who")  # where a line begins: what stands before it repeats by itself
_FORMULA = ("=", "+", "-", "@")
_Hint = QAbstractItemDelegate.EndEditHint


class Hits(Protocol):
    """Finds what may be meant by the text of a cell."""

    def __call__(self, column: str, row: int, text: str, then: Callable[[Sequence[Hit]], None]) -> None: ...


class LineGrid(QTableView):
    """A table of lines; `said` is a sentence about what was pasted, `moved` the cell that is current now."""

    said = Signal(str, str)  # words, tone
    moved = Signal(int, int)

    def __init__(self, look: Look, texts: Callable[[], Texts], hits: Hits, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._words, self._hits = look, texts, hits
        self._began = _FIRST  # the column in which the line was begun: Enter goes back there
        self.setProperty("kind", "lines")
        self.setItemDelegate(CellDelegate(self, self))
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QTableView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(QTableView.EditTrigger.DoubleClicked | QTableView.EditTrigger.AnyKeyPressed)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)

    def texts(self) -> Texts:
        """The words of the language shown."""
        return self._words()

    def frame(self) -> QColor:
        """The colour round the current cell."""
        return self._look.color("focus")

    def is_current(self, index: Index) -> bool:
        """Whether the keys go to this cell."""
        return index == self.currentIndex() and (self.hasFocus() or self.indexWidget(index) is not None)

    @property
    def lines(self) -> LineModel:
        """The model."""
        return cast(LineModel, self.model())

    def fit(self) -> None:
        """Takes widths and heights of the text size."""
        metrics, header = self._look.metrics(), self.horizontalHeader()
        for column in range(CHECK + 1):
            letters = LENGTHS[COLUMNS[column]] if column < CHECK else _VERDICT_LETTERS
            wanted = metrics.averageCharWidth() * letters + self._look.px(20)
            self.setColumnWidth(column, max(wanted, header.sectionSizeHint(column) + self._look.px(4)))
        header.setHighlightSections(False)
        if header.visualIndex(CHECK):
            header.moveSection(header.visualIndex(CHECK), 0)  # what the rules say stands beside the number of the line
        side = self.verticalHeader()
        side.setDefaultSectionSize(round(metrics.height() * 2))
        side.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        icon = self._look.px(16)
        self.setIconSize(QSize(icon, icon))
        self._widen()

    def _widen(self) -> None:
        """The note takes the room that the other columns leave."""
        note = COLUMNS.index("note")
        others = sum(self.columnWidth(column) for column in range(CHECK + 1) if column != note)
        least = self._look.metrics().averageCharWidth() * LENGTHS["note"]
        self.setColumnWidth(note, max(least, self.viewport().width() - others))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.model() is not None:
            self._widen()

    def go_to(self, row: int, column: int) -> None:
        """Makes a cell the current one and shows it."""
        index = self.model().index(row, column)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            if current.row() != previous.row():
                self._began = _FIRST
            self.moved.emit(current.row(), current.column())

    def search(self, index: Index) -> Callable[[str, Callable[[Sequence[Hit]], None]], None] | None:
        """How hits for a cell are found; None where nothing is looked up."""
        name, row = COLUMNS[index.column()], index.row()
        if name not in _SEARCHED:
            return None
        return lambda text, then: self._hits(name, row, text, then)

    # -- keys --------------------------------------------------------------------------------------------------------
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the next line, Tab to the next cell, Del empties, and the standard keys of the clipboard."""
        key, held = event.key(), event.modifiers()
        plain = not held & ~Qt.KeyboardModifier.KeypadModifier
        shift = held == Qt.KeyboardModifier.ShiftModifier
        standard: tuple[tuple[QKeySequence.StandardKey, Callable[[], None]], ...] = (
            (QKeySequence.StandardKey.Copy, self.copy), (QKeySequence.StandardKey.Cut, self.cut),
            (QKeySequence.StandardKey.Paste, self.paste), (QKeySequence.StandardKey.Undo, self.lines.undo),
            (QKeySequence.StandardKey.Redo, self.lines.redo),
        )  # fmt: skip
        for wanted, run in standard:
            if event.matches(wanted):
                run()
                return
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (plain or shift):
            self.advance(-1 if shift else 1, 0)
        elif key == Qt.Key.Key_F2 and plain:
            self._edit_on()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and plain:
            self.lines.set_cells((row, column, "") for row, column in self._marked())
        elif key == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab walks the cells; in a blank line it leaves the grid, so that nobody is caught in it."""
        index = self.currentIndex()
        if not index.isValid() or (self.lines.is_blank(index.row()) and not self._inside(index, forward)):
            return super().focusNextPrevChild(forward)
        self.advance(0, 1 if forward else -1)
        return True

    def _inside(self, index: QModelIndex, forward: bool) -> bool:
        """Whether Tab in a blank line still has a line of ours before it to go back to."""
        return not forward and index.row() > 0 and not self.lines.is_blank(index.row() - 1)

    def advance(self, down: int, right: int) -> None:
        """To another cell: downwards where the line began, sideways round the ends of the lines."""
        index = self.currentIndex()
        row, column = index.row(), index.column()
        if right:
            at = row * len(COLUMNS) + min(column, CHECK - 1) + right
            row, column = divmod(max(at, 0), len(COLUMNS))
        else:
            row = max(row + down, 0)
            column = self._began
        if row >= len(self.lines.rows):
            self.lines._grow(row)
        began = self._began
        if row < len(self.lines.rows):
            self.go_to(row, column)
        if not right:
            self._began = began
            self.horizontalScrollBar().setValue(0)  # the next line is read from its beginning
            self.scrollTo(self.currentIndex())

    def _edit_on(self) -> None:
        """F2: goes on behind what stands there."""
        index = self.currentIndex()
        if not index.isValid() or index.column() == CHECK:
            return
        self.edit(index)
        editor = self.indexWidget(index)
        if isinstance(editor, CellEntry):
            editor.deselect()
            editor.end(False)

    def begun(self, index: Index) -> None:
        """Typing began in a cell: the first one of a blank line is where Enter comes back to."""
        if self.lines.is_blank(index.row()):
            self._began = index.column()

    # -- clipboard ---------------------------------------------------------------------------------------------------
    def _marked(self) -> list[tuple[int, int]]:
        found = sorted((index.row(), index.column()) for index in self.selectedIndexes())
        return [(row, column) for row, column in found if column != CHECK]

    def copy(self) -> None:
        """The marked cells as text; what would begin a formula elsewhere is marked as text there."""
        marked = self._marked()
        if not marked:
            return
        rows = [
            [self.lines.rows[row][column] for r, column in marked if r == row] for row in sorted({r for r, _ in marked})
        ]
        safe = [[f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row] for row in rows]
        copy_cells(table_text(safe), _OURS, table_text(rows))

    def cut(self) -> None:
        """Copies and empties the marked cells."""
        self.copy()
        self.lines.set_cells((row, column, "") for row, column in self._marked())

    def paste(self) -> None:
        """Puts the clipboard's cells at the current one, or under the columns that a header names."""
        data = QGuiApplication.clipboard().mimeData()
        ours = bytes(data.data(_OURS).data()).decode("utf-8") if data.hasFormat(_OURS) else ""
        self.take(ours or data.text())

    def take(self, text: str) -> None:
        """Takes a table as text; one that is too large is refused in words and changes nothing."""
        texts, index = self.texts(), self.currentIndex()
        if too_large(text):
            words = texts._(
                "The clipboard holds {n} cells. The grid takes up to {most} lines at once. Paste them in parts."
            )
            count, most = texts.number(cells_in(text)), texts.number(MOST_LINES)
            self.said.emit(words.replace("{n}", count).replace("{most}", most), "err")
            return
        pasted = read_table(text)
        marked = self._marked()
        if len(pasted.rows) == 1 and len(pasted.rows[0]) == 1 and not pasted.columns and len(marked) > 1:
            self.lines.set_cells((row, column, pasted.rows[0][0].strip()) for row, column in marked)
            return
        row = index.row() if index.isValid() else 0
        column = min(index.column(), CHECK - 1) if index.isValid() else 0
        if pasted.columns:
            row = max((used + 1 for used in self.lines.used()), default=0)
        if row + len(pasted.rows) > MOST_LINES:
            words = texts._("{n} lines do not fit: the grid takes up to {most}. Paste them in parts.")
            count, most = texts.number(len(pasted.rows)), texts.number(MOST_LINES)
            self.said.emit(words.replace("{n}", count).replace("{most}", most), "err")
            return
        lines = placed(pasted, column)
        self.lines.set_cells((row + at, place, text) for at, cells in enumerate(lines) for place, text in cells.items())
        self._say_pasted(len(lines), pasted.unknown)
        self.go_to(row, _FIRST if pasted.columns else column)

    def _say_pasted(self, count: int, unknown: tuple[str, ...]) -> None:
        texts = self.texts()
        words = texts.ngettext("{n} line pasted", "{n} lines pasted", count)
        if unknown:
            names = ", ".join(name[:30] for name in unknown[:6])
            words += ". " + texts._("Columns that are not taken: {names}").replace("{names}", names)
        self.said.emit(words, "warn" if unknown else "text2")

    def fill_down(self) -> None:
        """The topmost marked cell of each column goes into those below; a single cell takes what stands above it."""
        marked = self._marked()
        if len({row for row, _ in marked}) == 1 and marked[0][0] > 0:
            marked = [(row - 1, column) for row, column in marked] + marked
        top = {column: row for row, column in reversed(marked)}
        rows = self.lines.rows
        self.lines.set_cells((row, column, rows[top[column]][column]) for row, column in marked if row != top[column])

    def remove_lines(self) -> None:
        """Takes the marked lines away."""
        rows = sorted({row for row, _ in self._marked()})
        if rows:
            self.lines.remove(rows)
            self.go_to(min(rows[0], len(self.lines.rows) - 1), self.currentIndex().column())

    def commit(self) -> None:
        """What is being typed goes into its cell."""
        editor = self.indexWidget(self.currentIndex())
        if isinstance(editor, CellEntry):
            self.commitData(editor)
            self.closeEditor(editor, _Hint.NoHint)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model() is not None:
            self.go_to(0, _FIRST)
