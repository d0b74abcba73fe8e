"""How an answer of an evaluation form is painted, and the field over a cell for words."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from p2i_desktop.gui.look.look import Look
from p2i_desktop.gui.workshop.forms_model import FormsModel

Index = QModelIndex | QPersistentModelIndex
SIDE = 8  # pixels at 100 % between the edge of a cell and its text
_MOST_WORDS = 2000  # letters of an answer in words
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Table(Protocol):
    """What the delegate asks of the table."""

    @property
    def forms(self) -> FormsModel: ...
    def currentIndex(self) -> QModelIndex: ...
    def lights(self) -> bool: ...


class WordsField(QLineEdit):
    """The field over a cell for words: Enter ends the form, Tab goes to the next answer, Esc gives up."""

    ended = Signal(str)  # "form", "next", "back" or "none"

    def __init__(self, table: QTableView) -> None:
        super().__init__(table.viewport())
        self.setMaxLength(_MOST_WORDS)
        self.setObjectName("form_words")
        self.hide()

    def event(self, event: QEvent) -> bool:
        """Esc and Tab belong to the field."""
        if isinstance(event, QKeyEvent):
            key, kind = event.key(), event.type()
            if kind == QEvent.Type.ShortcutOverride and key == Qt.Key.Key_Escape:
                event.accept()
                return True
            if kind == QEvent.Type.KeyPress and key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                self.ended.emit("next" if key == Qt.Key.Key_Tab else "back")
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.ended.emit("form")
        elif event.key() == Qt.Key.Key_Escape:
            self.ended.emit("none")
        else:
            super().keyPressEvent(event)


class FormDelegate(QStyledItemDelegate):
    """Digits in the middle, words cut with an ellipsis, a ring round the cell that has the keys."""

    def __init__(self, table: Table, look: Look, parent: QTableView) -> None:
        super().__init__(parent)
        self._table, self._look = table, look

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        table = self._table
        look, forms, box = self._look, table.forms, option.rect
        here = index.row() == table.currentIndex().row() and table.lights()
        begun = forms.row(index.row()) is forms.begun
        painter.save()
        painter.fillRect(box, look.color("sel" if here else "surface2" if begun else "surface"))
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), look.color("grid"))
        plain = forms.scored(index.column()) or forms.in_words(index.column())
        painter.setPen(look.color("sel_text" if here else "text" if plain else "text2"))
        painter.setFont(look.font("number"))
        inner = box.adjusted(look.px(SIDE), 0, -look.px(SIDE), 0)
        words = painter.fontMetrics().elidedText(str(index.data() or ""), Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        if here and index == table.currentIndex():
            painter.setPen(QPen(look.color("focus"), 2))
            painter.drawRect(box.adjusted(1, 1, -2, -2))
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(self._look.px(40), self._look.row_height())
