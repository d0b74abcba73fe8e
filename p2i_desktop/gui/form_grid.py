"""Forms in columns: label above field, cells beside each other where the form is wide enough."""

from typing import cast

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QLabel,
    QLayout,
    QLayoutItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
    QWidgetItem,
)

from p2i_desktop.gui.fields.chips_entry import ChipsEntry
from p2i_desktop.gui.look.look import Look

_LEAST_CELL = 190  # pixels at 100 %: two narrower cells go below each other
_LINES = 3  # of a long text before it scrolls


class CellLayout(QLayout):
    """Cells in rows of equal columns, fewer in a narrow form; a wide cell has a row of its own."""

    def __init__(self, parent: QWidget, look: Look, most: int = 2) -> None:
        """`most` is the largest number of columns."""
        super().__init__(parent)
        self._look, self._most = look, most
        self._cells: list[tuple[QLayoutItem, bool]] = []
        self._wide_next = False
        self._least: list[int] = []  # width of each cell, once asked for
        self._heights: dict[tuple[int, int], int] = {}  # of the cells, by width and text size

    def add_cell(self, cell: QWidget, wide: bool) -> None:
        """Adds a cell; a wide one takes all columns."""
        self._wide_next = wide
        self.addWidget(cell)

    def addItem(self, item: QLayoutItem) -> None:
        self._cells.append((item, self._wide_next))

    def count(self) -> int:
        return len(self._cells)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._cells[index][0] if 0 <= index < len(self._cells) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._cells.pop(index)[0] if 0 <= index < len(self._cells) else None

    def invalidate(self) -> None:
        """A cell asks for another size: Qt asks for ours many times until the next one does."""
        self._least.clear()
        self._heights.clear()
        super().invalidate()

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        key = width, self._look.px(100)
        if key not in self._heights:
            self._heights[key] = self._arrange(QRect(0, 0, width, 0), move=False)
        return self._heights[key]

    def minimumHeightForWidth(self, width: int) -> int:
        return self.heightForWidth(width)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        width = self._look.px(2 * _LEAST_CELL + 16)
        return QSize(width, self.heightForWidth(width))

    def minimumSize(self) -> QSize:
        return QSize(max(self._least_widths(), default=0), 0)

    def _least_widths(self) -> list[int]:
        if not self._least:
            self._least = [item.minimumSize().width() for item, _ in self._cells]
        return self._least

    def _columns(self, width: int) -> int:
        cells = zip(self._least_widths(), self._cells, strict=True)
        least = max([self._look.px(_LEAST_CELL), *(width for width, (_, wide) in cells if not wide)])
        gap = self._look.px(16)
        return max(1, min(self._most, (width + gap) // (least + gap)))

    def _arrange(self, rect: QRect, move: bool) -> int:
        gap_x, gap_y = self._look.px(16), self._look.px(12)
        columns = self._columns(rect.width())
        one = (rect.width() - gap_x * (columns - 1)) // columns
        y, at, line = rect.y(), 0, 0
        for item, wide in self._cells:
            if item.isEmpty():
                continue
            if at and (wide or at == columns):
                y, at, line = y + line + gap_y, 0, 0
            width = rect.width() if wide else one
            height = _height(item, width)
            if move:
                item.setGeometry(QRect(QPoint(rect.x() + at * (one + gap_x), y), QSize(width, height)))
            at, line = columns if wide else at + 1, max(line, height)
        return y + line - rect.y()


def _height(item: QLayoutItem, width: int) -> int:
    if item.hasHeightForWidth():
        return max(item.heightForWidth(width), item.minimumSize().height())
    return max(item.sizeHint().height(), item.minimumSize().height())


def arrange(form: QWidget, look: Look, most: int = 2) -> None:
    """Makes cells of the grids `grid_…` of a form, in which labels stand a row above their fields; `most` columns."""
    grids = [
        grid
        for grid in cast(list[QGridLayout], form.findChildren(QGridLayout))
        if grid.objectName().startswith("grid_")
    ]
    for grid in grids:
        _take_over(form, grid, look, most)
    if grids:
        fit(form, look)
        look.changed.connect(_Fitter(form, look).fit)


class _Fitter(QObject):
    """Hears when the text size changes, as long as its form lives."""

    def __init__(self, form: QWidget, look: Look) -> None:
        super().__init__(form)
        self._form, self._look = form, look
        self._chips = cast(list[ChipsEntry], form.findChildren(ChipsEntry))
        for watched in (form, *self._chips):
            watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fonts and names of chips come late: they ask for their height again."""
        if event.type() in (QEvent.Type.Show, QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            QTimer.singleShot(0, self, self._ask_again)
        return False

    def _ask_again(self) -> None:
        for chips in self._chips:
            if chips.isVisible() and chips.heightForWidth(chips.width()) > chips.height():
                chips.updateGeometry()

    def fit(self) -> None:
        """Takes the lengths of the text size."""
        fit(self._form, self._look)


def fit(form: QWidget, look: Look) -> None:
    """Takes heights and gaps of the text size."""
    outer = form.layout()
    if outer is not None:
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(look.px(12))
    for label in cast(list[QLabel], form.findChildren(QLabel)):
        if label.objectName().startswith("heading_"):
            label.setContentsMargins(0, look.px(8), 0, 0)
    for cell in cast(list[QWidget], form.findChildren(QWidget, "cell")):
        layout = cell.layout()
        if layout is not None:
            layout.setSpacing(look.px(4))
    for box in cast(list[QComboBox], form.findChildren(QComboBox)):
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        box.setMinimumContentsLength(0)  # else Qt takes so many letters for the least width
    for note in cast(list[QPlainTextEdit], form.findChildren(QPlainTextEdit)):
        note.setFixedHeight(_LINES * look.metrics().lineSpacing() + look.px(18))


def _take_over(form: QWidget, grid: QGridLayout, look: Look, most: int) -> None:
    places: list[tuple[int, int, bool, QWidget]] = []
    wide_from = grid.columnCount()
    while grid.count():
        row, column, _, span = cast(tuple[int, int, int, int], grid.getItemPosition(0))
        item = grid.takeAt(0)
        widget = item.widget() if isinstance(item, QWidgetItem) else None
        if widget is not None:
            places.append((row, column, span >= wide_from > 1, widget))
    box = QWidget(form)
    cells = CellLayout(box, look, most)
    labels = {(row, column): one for row, column, _, one in places if isinstance(one, QLabel)}
    for row, column, wide, widget in sorted(places, key=lambda place: place[:2]):
        if (row, column) in labels:
            continue
        cell = QWidget(box)
        cell.setObjectName("cell")
        inner = QVBoxLayout(cell)
        inner.setContentsMargins(0, 0, 0, 0)
        label = labels.get((row - 1, column))
        if label is not None:
            inner.addWidget(label)
        inner.addWidget(widget)
        inner.addStretch(1)
        cells.add_cell(cell, wide)
    layout = form.layout()
    if isinstance(layout, QVBoxLayout):
        items = [layout.itemAt(n) for n in range(layout.count())]
        at = next(n for n, item in enumerate(items) if item is not None and item.layout() is grid)
        layout.takeAt(at)
        layout.insertWidget(at, box)
