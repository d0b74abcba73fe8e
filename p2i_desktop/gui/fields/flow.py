"""A layout that sets its widgets in lines, the last one taking the rest of its line."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Lines of widgets at their own size; with `stretch_last` the last one is as wide as there is room."""

    def __init__(self, parent: QWidget | None = None, gap: int = 4, stretch_last: bool = False) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self._stretch = stretch_last
        self._least = 60
        self.setContentsMargins(0, 0, 0, 0)

    def set_gap(self, gap: int, least: int) -> None:
        """The gap between widgets, and the least width of a stretched last one, in pixels."""
        self._gap, self._least = gap, least
        self.invalidate()

    def insert(self, row: int, widget: QWidget) -> None:
        """Adds a widget before the one at `row`."""
        self.addWidget(widget)
        self._items.insert(row, self._items.pop())
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _arrange(self, rect: QRect, move: bool) -> int:
        margins = self.contentsMargins()
        inner = rect.adjusted(margins.left(), margins.top(), -margins.right(), -margins.bottom())
        shown = [item for item in self._items if not item.isEmpty()]
        x, y, line = inner.x(), inner.y(), 0
        row: list[tuple[QLayoutItem, QRect]] = []
        for item in shown:
            last = self._stretch and item is shown[-1]
            hint = item.sizeHint()
            width = min(self._least if last else hint.width(), max(inner.width(), 1))
            if x + width > inner.right() + 1 and line:
                self._place(row, line, move)
                row, x, y, line = [], inner.x(), y + line + self._gap, 0
            if last:
                width = max(width, inner.right() + 1 - x)
            row.append((item, QRect(QPoint(x, y), QSize(width, hint.height()))))
            x, line = x + width + self._gap, max(line, hint.height())
        self._place(row, line, move)
        return y + line - rect.y() + margins.bottom()

    @staticmethod
    def _place(row: list[tuple[QLayoutItem, QRect]], line: int, move: bool) -> None:
        if move:
            for item, place in row:
                item.setGeometry(place.translated(0, (line - place.height()) // 2))
