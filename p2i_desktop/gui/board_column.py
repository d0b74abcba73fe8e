"""A column of the board: its name with the count, and its cards; an empty one is narrow."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QRect, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractItemView, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from p2i_desktop.gui.board_cards import CARD_ROLE, LINES_ROLE, CardDelegate, lines, spoken
from p2i_desktop.gui.look.look import Look
from p2i_desktop.i18n import Texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from p2i_desktop.services.boards import Card

CARD_MIME = "application/x-p2i-case"
NARROW = 40  # pixels of an empty column at 100 %


class Cards(QListWidget):
    """The cards of a column; keys that leave it are told to the board."""

    stepped = Signal(int, bool)  # to the next column (+1) or the one before, with the card or without
    opened = Signal(str)
    dropped = Signal(str)
    entered = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setItemDelegate(CardDelegate(look, self))
        self.setProperty("kind", "plain")
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.itemActivated.connect(lambda item: self.opened.emit(item.data(CARD_ROLE).id))

    def current_id(self) -> str:
        """The case of the marked card; empty when there is none."""
        item = self.currentItem()
        return str(item.data(CARD_ROLE).id) if item is not None else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right go to the next column, with Ctrl they take the card along."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = 1 if event.key() == Qt.Key.Key_Right else -1
            self.stepped.emit(step, bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
            event.accept()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.count() and not self.selectedItems():  # Qt makes a card the current one and does not mark it
            self.setCurrentRow(max(self.currentRow(), 0))
        self.entered.emit()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """An empty column says its name from top to bottom, and shows the focus by itself."""
        super().paintEvent(event)
        if self.count():
            return
        painter, place, look = QPainter(self.viewport()), self.viewport().rect(), self._look
        if self.hasFocus():
            painter.setPen(QPen(look.color("focus"), 2))
            painter.drawRect(place.adjusted(1, 1, -1, -1))
        painter.setPen(look.color("text2"))
        painter.setFont(look.font("small"))
        painter.translate(place.width(), 0)
        painter.rotate(90)
        side = look.px(8)
        words = look.metrics("small").elidedText(
            self.whatsThis(), Qt.TextElideMode.ElideRight, place.height() - 2 * side
        )
        painter.drawText(
            QRect(side, 0, place.height() - 2 * side, place.width()),
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
            words,
        )

    def mimeData(self, items: Sequence[QListWidgetItem]) -> QMimeData:
        data = QMimeData()
        data.setData(CARD_MIME, items[0].data(CARD_ROLE).id.encode() if items else b"")
        return data

    def mimeTypes(self) -> list[str]:
        return [CARD_MIME]

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._accept(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._accept(event)

    def _accept(self, event: QDragMoveEvent) -> None:
        if event.mimeData().hasFormat(CARD_MIME):
            event.setDropAction(Qt.DropAction.MoveAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """The card itself follows when the move is saved."""
        if event.mimeData().hasFormat(CARD_MIME) and event.source() is not self:
            self.dropped.emit(bytes(event.mimeData().data(CARD_MIME).data()).decode())
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()


class BoardColumn(QWidget):
    """Head and cards."""

    def __init__(self, look: Look, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self.name = look, name
        self.head = QLabel(self)
        self.head.setTextFormat(Qt.TextFormat.PlainText)
        self.head.setProperty("font_role", "label")
        self.head.setWordWrap(True)
        self.head.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.cards = Cards(look, self)
        self.cards.setObjectName(f"board_{name}")
        self.cards.setMinimumHeight(look.px(200))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(6))
        column.addWidget(self.head)
        column.addWidget(self.cards, 1)

    def fill(self, cards: tuple[Card, ...], texts: Texts, today: date) -> None:
        """Shows these cards; the marked one stays marked where it is still here."""
        marked, row = self.cards.current_id(), self.cards.currentRow()
        self.cards.clear()
        for card in cards:
            item = QListWidgetItem()
            item.setData(CARD_ROLE, card)
            item.setData(LINES_ROLE, lines(card, texts, today))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken(card, texts, today))
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsDropEnabled)
            self.cards.addItem(item)
        found = next((n for n, card in enumerate(cards) if card.id == marked), min(row, len(cards) - 1))
        if marked and found >= 0:
            self.cards.setCurrentRow(found)
        self._word(len(cards), texts)

    def mark(self, case_id: str) -> bool:
        """Marks the card of a case; whether it is here."""
        for row in range(self.cards.count()):
            if self.cards.item(row).data(CARD_ROLE).id == case_id:
                self.cards.setCurrentRow(row)
                return True
        return False

    def _word(self, count: int, texts: Texts) -> None:
        name = texts.keyed("board", self.name)
        self.cards.setWhatsThis(name)
        self.cards.setAccessibleName(texts._("{column}: {n}").format(column=name, n=texts.number(count)))
        self.head.setText(f"{name} ({texts.number(count)})" if count else texts.number(0))
        self.head.setToolTip("" if count else name)
        self.cards.setToolTip("" if count else name)
        narrow = self._look.px(NARROW)
        self.setMaximumWidth(16_777_215 if count else narrow)
        self.setMinimumWidth(self._look.px(110) if count else narrow)
