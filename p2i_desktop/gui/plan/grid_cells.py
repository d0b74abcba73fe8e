"""How a cell of a grid is painted and edited: texts wrap, the editor is the field of a form, its keys end the editing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, cast

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPointF, QSize, Qt, QTimer
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QLineEdit,
    QPlainTextEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from p2i_desktop.gui.adapters import Adapter, Surroundings, adapter_for
from p2i_desktop.gui.date_words import Lean
from p2i_desktop.gui.fields.choice_box import ChoiceBox
from p2i_desktop.gui.look.look import Look
from p2i_desktop.gui.plan.grid_model import GridModel, Index
from p2i_desktop.gui.record_form import widget_for

_Hint = QAbstractItemDelegate.EndEditHint
MOST_LINES = 12  # of a long text in a cell; its editor scrolls
_MOST_LETTERS = 3000  # that are measured
_NOTE_LINES = 5  # of an editor for a long text


class Cells(Protocol):
    """What a delegate asks of the table it serves."""

    @property
    def cells(self) -> GridModel: ...
    def surroundings(self) -> Surroundings: ...
    def lights(self) -> bool: ...
    def currentIndex(self) -> QModelIndex: ...
    def viewport(self) -> QWidget: ...
    def advance(self, step: int) -> None: ...
    def typed(self, editor: QWidget, index: Index) -> None: ...
    def took(self, index: Index, value: object) -> None: ...
    def wrong(self, words: str) -> None: ...


class GridDelegate(QStyledItemDelegate):
    """Paints cells, makes their editors and hears the keys that end them."""

    def __init__(self, grid: Cells, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._grid, self._look = grid, look
        self.adapter: Adapter | None = None  # of the editor that is open
        self._filled = False

    # -- painting ------------------------------------------------------------------------------------------------------
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, box = self._look, option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected) and self._grid.lights()
        painter.save()
        painter.fillRect(box, look.color("sel" if chosen else "surface"))
        painter.setPen(look.color("grid"))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        ink = "sel_text" if chosen else "text" if self._grid.cells.editable(index) else "text2"
        painter.setPen(look.color(ink))
        side, top = self._padding()
        words, font = str(index.data() or ""), option.font
        layout = wrapped(words, font, box.width() - 2 * side)
        centred = self._grid.cells.is_number(index.column())
        line = layout.lineAt(0) if layout.lineCount() else None
        shift = (box.width() - 2 * side - line.naturalTextWidth()) / 2 if centred and line is not None else 0
        painter.setClipRect(box)
        layout.draw(painter, QPointF(box.left() + side + shift, box.top() + top))
        if index == self._grid.currentIndex() and self._grid.lights():
            painter.setPen(QPen(look.color("focus"), 2))
            painter.drawRect(box.adjusted(1, 1, -2, -2))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the text needs at the width of its column."""
        side, top = self._padding()
        words, font = str(index.data() or ""), self._look.font("body")
        width = option.rect.width() - 2 * side
        layout = wrapped(words, font, width)
        lines = min(max(layout.lineCount(), 1), MOST_LINES)
        return QSize(width, round(lines * self._look.metrics().lineSpacing()) + 2 * top)

    def _padding(self) -> tuple[int, int]:
        look = self._look
        return look.px(8), (look.row_height() - look.metrics().height()) // 2

    # -- editing -------------------------------------------------------------------------------------------------------
    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        grid, column = self._grid, index.column()
        spec = grid.cells.specs[column]
        assert spec is not None, "cells without a field are not edited"
        choices = grid.cells.columns[column].choices
        around = grid.surroundings()
        editor = ChoiceBox(parent) if choices is not None else widget_for(spec, parent)
        self.adapter = adapter_for(editor, spec)
        self.adapter.equip(around, Lean.FUTURE)
        if choices is not None and isinstance(editor, ChoiceBox):
            editor.set_choices(choices(), "–" if spec.optional else None)
        editor.setObjectName(f"cell_{spec.name}")
        editor.setAccessibleName(grid.cells.title(column))
        editor.setAutoFillBackground(True)
        if isinstance(editor, QPlainTextEdit):
            editor.setWordWrapMode(QTextOption.WrapMode.WordWrap)
        self._filled = False
        self.adapter.on_edit(lambda: grid.typed(editor, index))
        if isinstance(editor, ChoiceBox):
            editor.edited.connect(lambda: self._end(editor))
            QTimer.singleShot(0, editor, editor.showPopup)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Fills the editor once: what is typed is never overwritten by what others change meanwhile."""
        if self.adapter is None or self._filled or self.adapter.widget is not editor:
            return
        self._filled = True
        spec = self._grid.cells.specs[index.column()]
        if spec is not None:
            self.adapter.set_value(getattr(self._grid.cells.rows[index.row()], spec.name))
        if isinstance(editor, QPlainTextEdit):
            editor.moveCursor(editor.textCursor().MoveOperation.End)

    def setModelData(self, editor: QWidget, _model: QObject, index: Index) -> None:
        adapter = self.adapter
        if adapter is None or adapter.widget is not editor or adapter.fault():
            return
        value: Any = adapter.value()
        spec = self._grid.cells.specs[index.column()]
        if value is None and spec is not None and not spec.optional:
            value = spec.default
        self._grid.took(index, value)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        """In its cell; a long text takes a few lines more, inside the table."""
        box = option.rect.adjusted(2, 2, -2, -2)
        if isinstance(editor, QPlainTextEdit):
            least = self._look.metrics().lineSpacing() * _NOTE_LINES + self._look.px(14)
            room = self._grid.viewport().height()
            box.setHeight(min(max(box.height(), least), max(room, box.height())))
            box.moveTop(max(0, min(box.top(), room - box.height())))
        else:
            box.setHeight(max(editor.minimumSizeHint().height(), min(box.height(), self._look.px(38))))
            box.setWidth(max(box.width(), min(editor.minimumSizeHint().width(), self._look.px(180))))
        editor.setGeometry(box)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter takes what is typed, Shift+Enter breaks a line, Tab goes on, Esc leaves the cell as it was."""
        adapter = self.adapter
        if adapter is None or watched is not adapter.widget:
            return super().eventFilter(watched, event)
        editor = adapter.widget
        if event.type() == QEvent.Type.ShortcutOverride and cast(QKeyEvent, event).key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress:
            return self._key(editor, cast(QKeyEvent, event))
        if event.type() == QEvent.Type.FocusOut and adapter.fault():
            self._grid.wrong(adapter.fault())
            return False  # what is no value yet stays, and its draft
        return super().eventFilter(watched, event)

    def _key(self, editor: QWidget, event: QKeyEvent) -> bool:
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key == Qt.Key.Key_Escape:
            self.closeEditor.emit(editor, _Hint.RevertModelCache)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if held == Qt.KeyboardModifier.ShiftModifier and isinstance(editor, QPlainTextEdit):
                editor.insertPlainText("\n")
            else:
                self._end(editor)
            return True
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            if self._end(editor):
                self._grid.advance(1 if key == Qt.Key.Key_Tab else -1)
            return True
        return False

    def _end(self, editor: QWidget) -> bool:
        """Takes what stands in the editor; one that is no value stays open and is told."""
        if self.adapter is not None and self.adapter.fault():
            self._grid.wrong(self.adapter.fault())
            return False
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, _Hint.NoHint)
        return True


def begin_typing(editor: QWidget, event: QKeyEvent, send: Callable[[QWidget, QKeyEvent], object]) -> None:
    """A letter typed on a cell opens its editor: it replaces a line, and goes on behind a long text."""
    if isinstance(editor, QPlainTextEdit):
        editor.moveCursor(editor.textCursor().MoveOperation.End)
    elif isinstance(editor, QLineEdit):
        editor.selectAll()
    send(editor, event)


def wrapped(words: str, font: QFont, width: int) -> QTextLayout:
    """A text in lines of a width in pixels, long words broken; line breaks of the text stay."""
    layout = QTextLayout(words[:_MOST_LETTERS].replace("\n", "\u2028"), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    height = 0.0
    for _ in range(MOST_LINES):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(width, 1))
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    last = layout.lineAt(layout.lineCount() - 1) if layout.lineCount() else None
    shown = last.textStart() + last.textLength() if last is not None else 0
    if 2 < shown < len(words):  # the rest stands in the editor and in the tooltip
        return wrapped(f"{words[: shown - 2].rstrip()}…", font, width)
    return layout
