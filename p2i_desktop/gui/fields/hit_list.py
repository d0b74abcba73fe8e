"""The list of hits directly under a field, inside its window: it never takes the focus and never writes into the field."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

_HINT = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex
_LEAST_ROWS = 3  # below a field; where fewer have room the list opens above it


@dataclass(frozen=True, slots=True)
class Hit:
    """One row: what it stands for, its title and a hint in the second colour."""

    key: object
    title: str
    hint: str = ""

    @property
    def spoken(self) -> str:
        """The row in one sentence, for screen readers."""
        return f"{self.title}, {self.hint}" if self.hint else self.title


class HitList(QListView):
    """Rows over the widgets below the field; the field moves the choice by `step` and hears `chosen`."""

    chosen = Signal(int)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.hits: list[Hit] = []
        self.widest = 0  # letters up to which the list may be wider than its field
        self._rows = QStandardItemModel(self)
        self.setModel(self._rows)
        self.setItemDelegate(_HitDelegate(self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setMouseTracking(True)
        self.clicked.connect(lambda index: self.chosen.emit(index.row()))
        self.hide()

    def fill(self, hits: Sequence[Hit], row: int = 0) -> None:
        """Shows other rows with one preselected."""
        self.hits = list(hits)
        self._rows.clear()
        for hit in hits:
            item = QStandardItem(hit.title)
            item.setData(hit.hint, _HINT)
            item.setData(hit.spoken, Qt.ItemDataRole.AccessibleTextRole)
            self._rows.appendRow(item)
        self.choose(row)

    def choose(self, row: int) -> None:
        """Preselects a row."""
        if 0 <= row < len(self.hits):
            self.setCurrentIndex(self._rows.index(row, 0))

    def step(self, by: int) -> None:
        """Moves the choice, round the ends."""
        if self.hits:
            self.choose((self.current() + by) % len(self.hits))

    def current(self) -> int:
        """The row chosen, -1 without one."""
        return self.currentIndex().row()

    def show_under(self, field: QWidget) -> None:
        """Opens directly under the field, as wide as it, inside the window, and scrolls; above it where hardly a row has
        room below, as under the last line of a window."""
        window = field.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        corner = field.mapTo(window, QPoint(0, field.height()))
        row = max(self.sizeHintForRow(0), self.fontMetrics().height())
        frame = 2 * self.frameWidth() + 2
        wanted = row * len(self.hits) + frame
        room = window.height() - corner.y() - self.fontMetrics().height() // 2
        above = corner.y() - field.height() - self.fontMetrics().height() // 2
        if room < min(wanted, _LEAST_ROWS * row + frame) and above > room:
            high = max(row + frame, min(wanted, above))
            corner, room = QPoint(corner.x(), corner.y() - field.height() - high), high
        self.setGeometry(QRect(corner, QSize(self._width(field, corner.x()), max(row + frame, min(wanted, room)))))
        self.raise_()
        self.show()

    def _width(self, field: QWidget, left: int) -> int:
        metrics = self.fontMetrics()
        needed = max((metrics.horizontalAdvance(hit.title) for hit in self.hits), default=0)
        needed = min(needed, self.widest * metrics.averageCharWidth()) + metrics.height() * 2
        return (
            max(field.width(), min(needed, field.window().width() - left - metrics.height()))
            if self.widest
            else field.width()
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows, then the frame over them so that no row cuts it."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Dark)))
        painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))


class _HitDelegate(QStyledItemDelegate):
    """Title in medium weight, hint behind it in the second colour, a bar at the left edge of the chosen row."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        metrics = option.fontMetrics
        return QSize(metrics.averageCharWidth() * 20, round(metrics.height() * 1.75))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        palette, metrics = option.palette, option.fontMetrics
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(option.rect, palette.color(QPalette.ColorRole.Highlight))
            bar = QRect(option.rect.left(), option.rect.top(), max(3, metrics.height() // 6), option.rect.height())
            painter.fillRect(bar, palette.color(QPalette.ColorRole.Accent))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, palette.color(QPalette.ColorRole.AlternateBase))
        text_role = QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text
        gap = metrics.averageCharWidth()
        room = option.rect.adjusted(gap + gap // 2, 0, -gap, 0)
        self._line(painter, room, index, palette.color(text_role), option)
        painter.restore()

    def _line(self, painter: QPainter, room: QRect, index: Index, colour: QColor, option: QStyleOptionViewItem) -> None:
        title, hint = str(index.data() or ""), str(index.data(_HINT) or "")
        metrics = option.fontMetrics
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)
        hint_width = min(metrics.horizontalAdvance(hint), room.width() // 2) if hint else 0
        title_room = room.adjusted(0, 0, -hint_width - metrics.averageCharWidth() * 2 if hint else 0, 0)
        painter.setPen(colour)
        painter.drawText(title_room, flags, metrics.elidedText(title, Qt.TextElideMode.ElideRight, title_room.width()))
        if not hint:
            return
        used = min(metrics.horizontalAdvance(title), title_room.width()) + metrics.averageCharWidth() * 2
        hint_room = room.adjusted(used, 0, 0, 0)
        painter.setPen(option.palette.color(QPalette.ColorRole.PlaceholderText))
        painter.drawText(hint_room, flags, metrics.elidedText(hint, Qt.TextElideMode.ElideRight, hint_room.width()))
