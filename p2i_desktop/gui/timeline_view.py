"""A list of what happened, newest first: icon, what, the text, when and by whom; Enter opens the record."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from p2i_desktop.gui.look.look import Look
from p2i_desktop.gui.timeline_words import Words, words
from p2i_desktop.i18n import Texts
from p2i_desktop.services.timeline import TimelineItem

Index = QModelIndex | QPersistentModelIndex
_PAGE = 100  # items that are worded at once
_MOST_TEXT = 4000  # characters that are looked at
_MOST_LINES = 6  # of the text of one item; the record itself shows all
_WRAP = int(Qt.TextFlag.TextWordWrap)
_LONGEST_WORD = 30  # longer ones get places to break: a line never runs out of its box


class TimelineModel(QAbstractListModel):
    """Items with their words; a long story is worded a hundred at a time, as it is scrolled."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.items: list[TimelineItem] = []
        self.words: list[Words] = []
        self._texts: Texts | None = None
        self._with_case = False

    def fill(self, items: Sequence[TimelineItem], texts: Texts, with_case: bool, least: int = 0) -> None:
        """Shows other items, at least `least` of them at once."""
        self.beginResetModel()
        self.items, self._texts, self._with_case = list(items), texts, with_case
        self.words = []
        self._word(max(_PAGE, least))
        self.endResetModel()

    def canFetchMore(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008 - Qt's signature
        return not parent.isValid() and len(self.words) < len(self.items)

    def fetchMore(self, parent: Index = QModelIndex()) -> None:  # noqa: B008 - Qt's signature
        first = len(self.words)
        last = min(first + _PAGE, len(self.items)) - 1
        if last >= first:
            self.beginInsertRows(QModelIndex(), first, last)
            self._word(_PAGE)
            self.endInsertRows()

    def fetch_all(self) -> None:
        """Words what is left: the end was asked for."""
        while self.canFetchMore():
            self.fetchMore()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.words)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.words[index.row()].spoken
        return None

    def _word(self, count: int) -> None:
        if self._texts is not None:
            first = len(self.words)
            more = self.items[first : first + count]
            self.words += [_breakable(words(item, self._texts, self._with_case)) for item in more]


def _breakable(entry: Words) -> Words:
    return Words(_with_breaks(entry.head), _with_breaks(entry.text[:_MOST_TEXT]), entry.foot)


def _with_breaks(text: str) -> str:
    """Zero-width spaces in words that are longer than a line may be."""
    if all(len(word) <= _LONGEST_WORD for word in text.split()):
        return text
    return re.sub(rf"(\S{{{_LONGEST_WORD}}})(?=\S)", "\\1\u200b", text)


class TimelineDelegate(QStyledItemDelegate):
    """Paints one item; its height follows the width."""

    def __init__(self, view: "TimelineView") -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        look = self._view.look
        if look is None:
            return QSize(10, 10)
        entry = self._view.shown.words[index.row()]
        width = self._view.viewport().width()
        height = self._heights(entry, width, look)
        return QSize(width, sum(height) + 2 * look.px(8))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = self._view.look
        if look is None:
            return
        painter.save()
        box = QRect(option.rect)
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(box, look.color("sel"))
            painter.fillRect(QRect(box.left(), box.top(), look.px(3), box.height()), look.color("accent"))
        entry = self._view.shown.words[index.row()]
        item = self._view.shown.items[index.row()]
        head, text, foot = self._heights(entry, box.width(), look)
        left, top = box.left() + look.px(12), box.top() + look.px(8)
        look.icon(item.icon, "text2").paint(painter, QRect(left, top, look.px(18), head))
        left += look.px(28)
        width = box.right() - look.px(10) - left
        for role, token, height, words_ in (
            ("strong", "sel_text" if selected else "text", head, entry.head),
            ("body", "sel_text" if selected else "text", text, self._cut(entry.text, width, look)),
            ("small", "text2", foot, entry.foot),
        ):
            if height:
                painter.setFont(look.font(role))
                painter.setPen(look.color(token))
                painter.drawText(QRect(left, top, width, height), _WRAP, words_)
                top += height
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(look.color("focus"))
            painter.drawRect(box.adjusted(0, 0, -1, -1))
        painter.restore()

    def _heights(self, entry: Words, whole: int, look: Look) -> tuple[int, int, int]:
        width = max(whole - look.px(50), look.px(60))
        head = self._height(entry.head, width, look.metrics("strong"))
        text = self._height(self._cut(entry.text, width, look), width, look.metrics()) if entry.text else 0
        foot = self._height(entry.foot, width, look.metrics("small"))
        return head, text, foot

    @staticmethod
    def _height(text: str, width: int, metrics: QFontMetrics) -> int:
        return metrics.boundingRect(QRect(0, 0, width, 100_000), _WRAP, text).height() if text else 0

    @staticmethod
    def _cut(text: str, width: int, look: Look) -> str:
        """The beginning of a long text: at most six lines."""
        metrics = look.metrics()
        roughly = max(20, width // max(1, metrics.averageCharWidth())) * _MOST_LINES
        lines = text.strip().splitlines()[:_MOST_LINES]
        short = "\n".join(lines)[:roughly]
        return short if len(short) >= len(text.strip()) else short.rstrip() + " …"


class TimelineView(QListView):
    """The list itself; `opened` carries the item whose record is to be opened."""

    opened = Signal(object)  # TimelineItem
    typed = Signal(str)  # letters that were typed here: they belong into a filter, where there is one

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look: Look | None = None
        self.empty_text = ""
        self.filters = False  # whether letters go to a filter
        self.shown = TimelineModel(self)
        self.setModel(self.shown)
        self.setItemDelegate(TimelineDelegate(self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.doubleClicked.connect(self._open)

    def wear(self, look: Look) -> None:
        """Takes colours and fonts from the look."""
        self.look = look
        self.scheduleDelayedItemsLayout()

    def fill(self, items: Sequence[TimelineItem], texts: Texts, with_case: bool = False) -> None:
        """Shows other items; the place stays where it was."""
        self.empty_text = texts._("Nothing logged yet.")
        place = self.verticalScrollBar().value()
        at, loaded = self.current(), self.shown.rowCount()
        self.shown.fill(items, texts, with_case, loaded)
        if at is not None:
            same = (row for row, item in enumerate(self.shown.items) if _same(item, at))
            row = next(same, -1)
            if 0 <= row < self.shown.rowCount():
                self.setCurrentIndex(self.shown.index(row))
        self.verticalScrollBar().setValue(place)

    def current(self) -> TimelineItem | None:
        """The item that is marked."""
        row = self.currentIndex().row()
        return self.shown.items[row] if 0 <= row < len(self.shown.items) else None

    def paintEvent(self, event: QPaintEvent) -> None:
        """An empty list says so."""
        super().paintEvent(event)
        if self.look is not None and not self.shown.items and self.empty_text:
            painter = QPainter(self.viewport())
            painter.setFont(self.look.font("body"))
            painter.setPen(self.look.color("text2"))
            inside = self.viewport().rect().adjusted(self.look.px(12), self.look.px(10), -self.look.px(12), 0)
            painter.drawText(inside, _WRAP, self.empty_text)
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width gives other heights."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the marked item, End goes to the oldest, letters go to the filter."""
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self._open(self.currentIndex())
            return
        if event.key() == Qt.Key.Key_End:
            self.shown.fetch_all()
        if self.filters and plain and event.text().strip() and event.text().isprintable():
            self.typed.emit(event.text())
            return
        super().keyPressEvent(event)

    def _open(self, index: Index) -> None:
        if index.isValid():
            self.opened.emit(self.shown.items[index.row()])


def _same(one: TimelineItem, other: TimelineItem) -> bool:
    return (one.kind, one.type, one.id, one.order) == (other.kind, other.type, other.id, other.order)
