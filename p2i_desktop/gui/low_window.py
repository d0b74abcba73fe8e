"""Pages that fill their window, and scroll as a whole where the window is too low or the text too large."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QVBoxLayout, QWidget


def least_height(widget: QWidget, width: int) -> int:
    """The height that the content of a widget needs at a width."""
    layout = widget.layout()
    if layout is None:
        return 0
    least = layout.totalMinimumSize().height()  # with the frame of the widget
    return max(least, layout.totalMinimumHeightForWidth(width)) if layout.hasHeightForWidth() else least


class HeightKeeper(QObject):
    """Keeps a widget as high as its wrapped lines need: splitters and areas ask only for the height of one line."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self.floor = 0  # it is never lower than this
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """After another size or another content the least height is set anew."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest, QEvent.Type.Show):
            self._keep()
            QTimer.singleShot(0, self, self._keep)  # what is inside may take another shape at this width
        return False

    def keep_above(self, floor: int) -> None:
        """Never lower than this many pixels."""
        self.floor = floor
        self._keep()

    def _keep(self) -> None:
        least = max(self.floor, least_height(self._widget, self._widget.width()))
        if least != self._widget.minimumHeight():
            self._widget.setMinimumHeight(least)


class LowPage(QWidget):
    """The content: never lower than its parts need at its width."""

    def __init__(self) -> None:
        super().__init__()
        self._keeper = HeightKeeper(self)

    def heightForWidth(self, width: int) -> int:
        """What the area around asks: it would take the height that is liked, not the one that is needed."""
        return least_height(self, width)


class TallArea(QScrollArea):
    """Scrolls up and down only: never narrower than its content, as high as it where there is room."""

    def __init__(self, inside: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inside)
        inside.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another content may need another width."""
        if event.type() == QEvent.Type.LayoutRequest and watched is self.widget():
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def minimumSizeHint(self) -> QSize:
        inside = self.widget()
        if inside is None:
            return super().minimumSizeHint()
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(inside.minimumSizeHint().width() + bar, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        inside = self.widget()
        if inside is None:
            return super().sizeHint()
        bar = self.verticalScrollBar().sizeHint().width()
        return inside.sizeHint() + QSize(bar, 2)


def low_scrolled(inside: LowPage, page: QWidget) -> QScrollArea:
    """Puts the content into an area that takes the whole page."""
    area = QScrollArea(page)  # not a TallArea: a page that stands side by side must not keep its window wide
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    whole = QVBoxLayout(page)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.addWidget(area)
    return area


def fold(split: QSplitter, width: int, least: int) -> bool:
    """Sets the parts of a splitter side by side, or below each other where the width is less than they need."""
    parts = [part for n in range(split.count()) if (part := split.widget(n)) is not None and not part.isHidden()]
    needed = sum(max(part.minimumSizeHint().width(), part.minimumWidth()) for part in parts)
    narrow = width < max(least, needed + split.handleWidth() if len(parts) > 1 else least)
    way = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
    if split.orientation() is not way:
        split.setOrientation(way)
    return narrow
