"""A line in which the first widget takes the room that the others leave; where it is short the others go below."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from p2i_desktop.gui.look.look import Look


class FilterLine(QLayout):
    """A search field with its combo boxes and buttons, all of one height in a row."""

    def __init__(self, parent: QWidget | None, look: Look, least: int = 200) -> None:
        """`least` is the smallest width of the first widget in pixels at 100 %, 0 = that of its text."""
        super().__init__(parent)
        self._look = look
        self._least = least
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def minimumHeightForWidth(self, width: int) -> int:
        return self.heightForWidth(width)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        gap = self._look.px(8)
        shown = [self._width(at, item) for at, item in enumerate(self._items) if not item.isEmpty()]
        return QSize(sum(shown) + gap * max(0, len(shown) - 1), self._high())

    def minimumSize(self) -> QSize:
        """The height is that of one row; lines that wrap are counted by the height for a width."""
        shown = [item for item in self._items if not item.isEmpty()]
        high = [(item.minimumSize() if item.hasHeightForWidth() else item.sizeHint()).height() for item in shown]
        return QSize(max((item.minimumSize().width() for item in shown), default=0), max(high, default=0))

    def _high(self) -> int:
        return max((item.sizeHint().height() for item in self._items if not item.isEmpty()), default=0)

    def _width(self, at: int, item: QLayoutItem) -> int:
        return self._look.px(self._least) if at == 0 and self._least else item.sizeHint().width()

    def _arrange(self, rect: QRect, move: bool) -> int:
        gap = self._look.px(8)
        rows: list[list[tuple[QLayoutItem, int]]] = [[]]
        left = rect.width()
        for at, item in enumerate(self._items):
            if item.isEmpty():
                continue
            width = min(self._width(at, item), rect.width())
            if rows[-1] and width > left:
                rows.append([])
                left = rect.width()
            rows[-1].append((item, width))
            left -= width + gap
        y = rect.y()
        for line, row in enumerate(rows):
            x, spare = rect.x(), rect.width() - sum(width for _, width in row) - gap * (len(row) - 1)
            wide = [width + (spare if line == 0 and number == 0 else 0) for number, (_, width) in enumerate(row)]
            high = max((_height(item, width) for (item, _), width in zip(row, wide, strict=True)), default=0)
            for (item, _), width in zip(row, wide, strict=True):
                if move:
                    item.setGeometry(QRect(QPoint(x, y), QSize(width, _height(item, width))))
                x += width + gap
            y += high + gap
        return y - gap - rect.y()


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
