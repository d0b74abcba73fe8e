"""A table as high as its rows; Enter and F2 open a row, Del puts it into the bin, Tab leaves it."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QWidget

_HAIR = 4  # pixels


class SmallTable(QTableWidget):
    """Rows of text; `enter` and `gone` say what the keys ask for."""

    enter, gone = Signal(), Signal()
    wanted = 0  # the height of all rows that are to be seen

    def __init__(self, columns: int, parent: QWidget) -> None:
        super().__init__(0, columns, parent)
        self.verticalHeader().hide()
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(lambda _index: self.enter.emit())

    def take_height(self, wanted: int) -> None:
        """As high as its rows; a layout may take a hair off."""
        if wanted != self.wanted:
            self.wanted = wanted
            self.setMinimumHeight(wanted - _HAIR)
            self.setMaximumHeight(wanted)
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.wanted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and not event.modifiers():
            self.enter.emit()
        elif event.key() == Qt.Key.Key_Delete and not event.modifiers():
            self.gone.emit()
        else:
            super().keyPressEvent(event)
