"""Pages that fill their window, and scroll as a whole where the window is too low or the text too large."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget


class LowPage(QWidget):
    """The content: never lower than its parts need at its width."""

    def heightForWidth(self, width: int) -> int:
        """What the area around asks: it would take the height that is liked, not the one that is needed."""
        return self._least(width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return done

    def _least(self, width: int) -> int:
        layout = self.layout()
        if layout is None:
            return 0
        least = layout.minimumSize().height()
        return max(least, layout.minimumHeightForWidth(width)) if layout.hasHeightForWidth() else least

    def _fit(self) -> None:
        least = self._least(self.width())
        if least != self.minimumHeight():
            self.setMinimumHeight(least)


class TallArea(QScrollArea):
    """Scrolls up and down only: never narrower than its content."""

    def __init__(self, inside: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inside)

    def minimumSizeHint(self) -> QSize:
        inside = self.widget()
        if inside is None:
            return super().minimumSizeHint()
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(inside.minimumSizeHint().width() + bar, super().minimumSizeHint().height())


def low_scrolled(inside: LowPage, page: QWidget) -> QScrollArea:
    """Puts the content into an area that takes the whole page."""
    area = TallArea(inside, page)
    whole = QVBoxLayout(page)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.addWidget(area)
    return area
