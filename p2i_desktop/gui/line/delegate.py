"""How a cell is painted and edited: its editor with the hits under it, and the keys that end the editing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, cast

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPalette, QPen
from PySide6.QtWidgets import QAbstractItemDelegate, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from p2i_desktop.domain.folding import fold
from p2i_desktop.gui.fields.hit_list import Hit
from p2i_desktop.gui.fields.record_entry import CREATE
from p2i_desktop.gui.line.cell_entry import CellEntry
from p2i_desktop.gui.line.columns import COLUMNS
from p2i_desktop.gui.line.model import Index, LineModel
from p2i_desktop.i18n import Texts

_MANY = frozenset({"topics"})
_Hint = QAbstractItemDelegate.EndEditHint
Search = Callable[[str, Callable[[Sequence[Hit]], None]], None]


class Cells(Protocol):
    """What a delegate asks of the table it serves."""

    @property
    def lines(self) -> LineModel:
        """The model."""

    def texts(self) -> Texts:
        """The words of the language shown."""

    def frame(self) -> QColor:
        """The colour round the current cell."""

    def search(self, index: Index) -> Search | None:
        """How hits for a cell are found."""

    def begun(self, index: Index) -> None:
        """Typing began in a cell."""

    def advance(self, down: int, right: int) -> None:
        """To another cell."""

    def go_to(self, row: int, column: int) -> None:
        """To this cell."""

    def is_current(self, index: Index) -> bool:
        """Whether the keys go to this cell."""

    def currentIndex(self) -> QModelIndex:
        """The current cell."""


class CellDelegate(QStyledItemDelegate):
    """Makes the editor of a cell and hears its keys."""

    def __init__(self, grid: Cells, parent: QObject) -> None:
        super().__init__(parent)
        self._grid = grid

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        grid, texts = self._grid, self._grid.texts()
        grid.begun(index)
        title = str(grid.lines.headerData(index.column(), Qt.Orientation.Horizontal))
        many = COLUMNS[index.column()] in _MANY
        return CellEntry(parent, grid.search(index), many, title, texts._("Hits"))

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, CellEntry) and not editor.isModified():
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))

    def setModelData(self, editor: QWidget, _model: QObject, index: Index) -> None:
        if not isinstance(editor, CellEntry):
            return
        lines, row, column = self._grid.lines, index.row(), index.column()
        text, search, part = editor.final_text(), self._grid.search(index), editor.part()
        waiting = editor.outstanding
        lines.set_cells([(row, column, text)])
        if waiting and search is not None and part:
            # Faster than the answer: the hit comes into the cell unless something else was typed meanwhile.
            before = text.rpartition(";")[0].strip() if COLUMNS[column] in _MANY else ""

            def late(hits: Sequence[Hit]) -> None:
                if hits and row < len(lines.rows) and lines.rows[row][column] == text:
                    found = late_text(hits, part)
                    lines.set_cells([(row, column, f"{before}; {found}" if before else found)])

            search(part, late)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        editor.setGeometry(option.rect.adjusted(2, 2, -2, -2))  # inside the frame of the current cell

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The ground of the whole cell, its content with a little room at the sides, the frame of the current one."""
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        ground = (
            option.palette.brush(QPalette.ColorRole.Highlight) if chosen else index.data(Qt.ItemDataRole.BackgroundRole)
        )
        if ground is not None:
            painter.fillRect(option.rect, ground)
        room = option.fontMetrics.averageCharWidth() // 2
        inner = QStyleOptionViewItem(option)
        inner.rect = option.rect.adjusted(room, 0, -room, 0)
        inner.state &= ~QStyle.StateFlag.State_HasFocus
        super().paint(painter, inner, index)
        if self._grid.is_current(index):
            painter.save()
            painter.setPen(QPen(self._grid.frame(), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -2, -2))
            painter.restore()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter, Tab and the arrows end the editing and move on; Esc closes the hits, then leaves the cell as it was."""
        if not isinstance(watched, CellEntry) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        key_event = cast(QKeyEvent, event)
        key, held = key_event.key(), key_event.modifiers()
        shift = bool(held & Qt.KeyboardModifier.ShiftModifier)
        if held & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier):
            return False
        if held & Qt.KeyboardModifier.AltModifier:
            if key == Qt.Key.Key_Down:
                watched.ask(all_of_them=True)
            return key in (Qt.Key.Key_Down, Qt.Key.Key_Up)
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            by = 1 if key == Qt.Key.Key_Down else -1
            if not watched.step(by):
                self._end(watched)
                index = self._grid.currentIndex()
                self._grid.go_to(min(max(index.row() + by, 0), len(self._grid.lines.rows) - 1), index.column())
            return True
        moves = {
            Qt.Key.Key_Return: (-1 if shift else 1, 0), Qt.Key.Key_Enter: (-1 if shift else 1, 0),
            Qt.Key.Key_Tab: (0, 1), Qt.Key.Key_Backtab: (0, -1),
        }  # fmt: skip
        if key in moves:
            self._end(watched)
            self._grid.advance(*moves[Qt.Key(key)])
            return True
        if key == Qt.Key.Key_Escape:
            if watched.list_open:
                watched.close_list()
            else:
                self.closeEditor.emit(watched, _Hint.RevertModelCache)
            return True
        return False

    def _end(self, editor: CellEntry) -> None:
        self.commitData.emit(editor)
        editor.drop_list()
        self.closeEditor.emit(editor, _Hint.NoHint)


def late_text(hits: Sequence[Hit], typed: str) -> str:
    """The hit that a typed text stands for: the one called so, else the first."""
    exact = next((hit for hit in hits if fold(hit.title) == fold(typed)), hits[0])
    return typed if exact.key == CREATE else exact.title
