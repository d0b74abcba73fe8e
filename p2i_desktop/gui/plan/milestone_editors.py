"""How a cell of the milestones is painted and typed into: a line with hits under it, a few lines for a long text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, cast

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPalette, QPen, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QPlainTextEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from p2i_desktop.gui.fields.hit_list import Hit
from p2i_desktop.gui.line.cell_entry import CellEntry
from p2i_desktop.gui.look.look import Look
from p2i_desktop.gui.plan.milestone_cells import COLUMNS
from p2i_desktop.gui.plan.milestone_model import Index, MilestoneModel

_Hint = QAbstractItemDelegate.EndEditHint
SEARCHED = frozenset({"owner_side", "setup_milestone", "depends_on"})
_MANY = frozenset({"depends_on"})
_NOTE_LINES = 4
_LINES = 2  # of a text in its row: a third one would touch the lines of the table


class Rows(Protocol):
    """What an editor asks of the table it stands in."""

    @property
    def lines(self) -> MilestoneModel: ...
    def advance(self, down: int, right: int) -> None: ...
    def is_current(self, index: Index) -> bool: ...
    def viewport(self) -> QWidget: ...
    def currentIndex(self) -> QModelIndex: ...
    def heard(self, index: Index, text: str) -> None: ...
    def pastes_lines(self) -> bool: ...
    def paste(self) -> None: ...


class MilestoneDelegate(QStyledItemDelegate):
    """Makes the editor of a cell and hears its keys."""

    def __init__(self, rows: Rows, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._rows, self._look = rows, look

    # -- painting ----------------------------------------------------------------------------------------------------
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The ground of the whole cell, its content with room at the sides, the frame of the current one."""
        box = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        ground = index.data(Qt.ItemDataRole.BackgroundRole)
        if chosen:
            ground = option.palette.brush(QPalette.ColorRole.Highlight)
        if ground is not None:
            painter.fillRect(box, ground)
        room = self._look.px(6)
        inner = QStyleOptionViewItem(option)
        spare = max(0, box.height() - _LINES * option.fontMetrics.lineSpacing() - 2) // 2
        inner.rect = box.adjusted(room, spare, -room, -spare)
        inner.state &= ~QStyle.StateFlag.State_HasFocus
        super().paint(painter, inner, index)
        painter.setPen(QPen(self._look.color("grid"), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        if self._rows.is_current(index):
            painter.setPen(QPen(self._look.color("focus"), 2))
            painter.drawRect(box.adjusted(1, 1, -2, -2))

    # -- editing -----------------------------------------------------------------------------------------------------
    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        lines, name = self._rows.lines, COLUMNS[index.column()]
        texts, index = lines.cells.texts, QPersistentModelIndex(index)
        title = str(lines.headerData(index.column(), Qt.Orientation.Horizontal))
        if name == "evidence":
            note = NoteEntry(parent, title)
            note.modified_text.connect(lambda text: self._rows.heard(index, text))
            return note
        line = CellEntry(parent, self._search(name, index.row()), name in _MANY, title, texts._("Hits"))
        line.textEdited.connect(lambda text: self._rows.heard(index, text))
        return line

    def _search(self, name: str, row: int) -> Callable[[str, Callable[[Sequence[Hit]], None]], None] | None:
        if name not in SEARCHED:
            return None
        return lambda text, then: then(self._rows.lines.hits(row, name, text))

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        written = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, CellEntry) and not editor.isModified():
            editor.setText(written)
            editor.selectAll()
        elif isinstance(editor, NoteEntry) and not editor.document().isModified():
            editor.setPlainText(written)
            editor.selectAll()

    def setModelData(self, editor: QWidget, _model: QObject, index: Index) -> None:
        text = editor.final_text() if isinstance(editor, CellEntry) else cast(NoteEntry, editor).toPlainText()
        self._rows.lines.setData(index, text)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        """In its cell; a long text takes a few lines more, inside the table."""
        box = option.rect.adjusted(2, 2, -2, -2)
        if isinstance(editor, NoteEntry):
            least = self._look.metrics().lineSpacing() * _NOTE_LINES + self._look.px(14)
            room = self._rows.viewport().height()
            box.setHeight(max(box.height(), min(least, room)))
            box.moveTop(max(0, min(box.top(), room - box.height())))
        editor.setGeometry(box)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter, Tab and the arrows end the editing and move on; Esc closes the hits, then leaves the cell as it was."""
        if not isinstance(watched, CellEntry | NoteEntry):
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(watched, event)
        if event.type() == QEvent.Type.FocusOut and isinstance(watched, CellEntry):
            watched.close_list()
        return super().eventFilter(watched, event)

    def _key(self, editor: CellEntry | NoteEntry, event: QKeyEvent) -> bool:
        key, held = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        line = editor if isinstance(editor, CellEntry) else None
        if line is not None and event.matches(QKeySequence.StandardKey.Paste) and self._rows.pastes_lines():
            self._end(editor)
            self._rows.paste()
            return True
        if held & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier):
            return False
        arrows = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if key in arrows and held & Qt.KeyboardModifier.AltModifier:
            if line is not None:
                self._all_hits(line)
            return True
        if key in arrows and line is not None:
            if not line.step(arrows[key]):
                self._end(editor)
                self._rows.advance(arrows[key], 0)
            return True
        return self._ended(editor, line, key, bool(held & Qt.KeyboardModifier.ShiftModifier))

    def _all_hits(self, line: CellEntry) -> None:
        """Everything that can be chosen, beside what is chosen already."""
        name = COLUMNS[self._rows.currentIndex().column()]
        if name in _MANY and line.part():
            line.setText(line.text().rstrip() + "; ")
        elif name not in _MANY:
            line.selectAll()
            line.clear()
        line.ask(all_of_them=True)

    def _ended(self, editor: CellEntry | NoteEntry, line: CellEntry | None, key: Qt.Key, shift: bool) -> bool:
        """Whether a key ends the editing, or was meant for the hits."""
        enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and shift and line is None:
            return False  # a line break in a long text
        moves = {Qt.Key.Key_Tab: (0, 1), Qt.Key.Key_Backtab: (0, -1)}
        if enter or key in moves:
            self._end(editor)
            self._rows.advance(*moves.get(key, (-1 if shift else 1, 0)))
            return True
        if key == Qt.Key.Key_Escape:
            if line is not None and line.list_open:
                line.close_list()
            else:
                self.closeEditor.emit(editor, _Hint.RevertModelCache)
            return True
        return False

    def _end(self, editor: CellEntry | NoteEntry) -> None:
        self.commitData.emit(editor)
        if isinstance(editor, CellEntry):
            editor.drop_list()
        self.closeEditor.emit(editor, _Hint.NoHint)


class NoteEntry(QPlainTextEdit):
    """The editor of a long text: Enter takes it, Shift+Enter breaks a line."""

    modified_text = Signal(str)

    def __init__(self, parent: QWidget, name: str) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setAutoFillBackground(True)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WordWrap)
        self.textChanged.connect(self._tell)

    def _tell(self) -> None:
        if self.document().isModified():
            self.modified_text.emit(self.toPlainText())

    def event(self, event: QEvent) -> bool:
        """Esc ends the editing before it reaches the window."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)
