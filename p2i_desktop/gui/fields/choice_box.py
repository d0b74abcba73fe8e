"""A closed list as a combo box: values with their labels, "not known" first where None is a value."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

Choice = tuple[object, str]


_SHADE = 4  # pixels
_MOST_LETTERS = 31  # of the longest entry that a form makes room for


class ChoiceBox(QComboBox):
    """A combo box that holds values; `edited` comes only from the user."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: list[object] = []
        self._longest: tuple[QFont, int] | None = None  # measured with this font: 250 countries take milliseconds
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setMaxVisibleItems(14)
        self.currentIndexChanged.connect(lambda _row: self.updateGeometry())
        self.activated.connect(lambda _row: self.edited.emit())

    def set_choices(self, choices: Sequence[Choice], none_label: str | None = None) -> None:
        """Fills the list anew and keeps the value shown; `none_label` adds None as the first choice."""
        value = self.value()
        rows: list[Choice] = [(None, none_label)] if none_label is not None else []
        rows += choices
        blocked = self.blockSignals(True)
        self.clear()
        self._longest = None
        self._values = [row[0] for row in rows]
        self.addItems([row[1] for row in rows])
        self.blockSignals(blocked)
        self.set_value(value)

    def value(self) -> object:
        """The value chosen, None when there is none."""
        row = self.currentIndex()
        return self._values[row] if 0 <= row < len(self._values) else None

    def set_value(self, value: object) -> None:
        """Shows a value; one that is not in the list is shown as itself, so that no save loses it."""
        if value not in self._values and value not in (None, ""):
            self._values.append(value)
            self.addItem(str(value))
            self._longest = None
        wanted = None if value == "" and "" not in self._values else value
        row = self._values.index(wanted) if wanted in self._values else (0 if self._values else -1)
        blocked = self.blockSignals(True)
        self.setCurrentIndex(row)
        self.blockSignals(blocked)
        self.updateGeometry()
        self.update()

    def is_nameless(self, value: object) -> bool:
        """Whether a value that is not among the choices is shown as itself."""
        row = self._values.index(value) if value in self._values else -1
        return row >= 0 and self.itemText(row) == str(value)

    def take_names(self, names: Mapping[str, str]) -> None:
        """Words for values that are not among the choices."""
        for row, value in enumerate(self._values):
            if self.itemText(row) == str(value) and names.get(str(value)):
                self.setItemText(row, names[str(value)])
                self._longest = None
        self.updateGeometry()

    def choices(self) -> list[Choice]:
        """All values with their labels, in the order shown."""
        return [(value, self.itemText(row)) for row, value in enumerate(self._values)]

    def fault(self) -> str:
        """A closed list cannot be wrong."""
        return ""

    def sizeHint(self) -> QSize:
        """Qt measures the entries with a shade less room than it paints them in."""
        return super().sizeHint() + QSize(_SHADE, 0)

    def minimumSizeHint(self) -> QSize:
        """Qt keeps the least size of the entries that it saw first; these come later."""
        whole = self.sizeAdjustPolicy() is QComboBox.SizeAdjustPolicy.AdjustToContents
        if not whole:
            return super().minimumSizeHint() + QSize(_SHADE, 0)
        metrics, whole_width = self.fontMetrics(), self.sizeHint().width()
        chosen = metrics.horizontalAdvance(self.currentText())  # is never cut
        shown = whole_width - self._longest_entry() + chosen
        return QSize(max(min(whole_width, metrics.averageCharWidth() * _MOST_LETTERS), shown), self.sizeHint().height())

    def _longest_entry(self) -> int:
        font = self.font()
        if self._longest is None or self._longest[0] != font:
            metrics = self.fontMetrics()
            widths = (metrics.horizontalAdvance(self.itemText(row)) for row in range(self.count()))
            self._longest = font, max(widths, default=0)
        return self._longest[1]

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the page, and never changes a value that nobody looks at."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
