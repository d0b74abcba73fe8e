"""The pages of a paper on the screen: scrolled, zoomed and walked through by keys."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from p2i_desktop.gui.look.look import Look
from p2i_desktop.gui.page_images import PageImages

_KEPT = 8  # pictures
_ZOOMS = (0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)
_DPI = 96 / 72  # pixels a point at 100 %
_A4_WIDTH = 595  # points
_PAPER = QColor("white")  # paper is white in every theme


class PageView(QAbstractScrollArea):
    """Pages under one another; 100 % is the size on paper, without a zoom the width fits."""

    at_page = Signal(int, int)  # page (1 = the first), of so many
    zoomed = Signal(int)  # percent

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._sizes: list[QSizeF] = []
        self._pictures: dict[tuple[int, float], QImage] = {}
        self._zoom: float | None = None  # None: the width fits
        self._page = 0
        self._said = ""
        self.setObjectName("page_view")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.images = PageImages(self)
        self.images.opened.connect(self._opened)
        self.images.drawn.connect(self._drawn)
        self.images.words.connect(self._heard)
        images = self.images
        self.destroyed.connect(lambda: images.close())
        self.verticalScrollBar().valueChanged.connect(self._moved)

    # -- what is shown -------------------------------------------------------------------------------------------------
    def show_paper(self, data: bytes) -> None:
        """Shows these bytes; the page and the zoom stay where they were."""
        self.images.show(data)

    def describe(self, words: str) -> None:
        """What the pages are, for those who hear it; the text of a page takes the place once the view has the keyboard."""
        self._said = ""
        self.setAccessibleDescription(words)

    def clear(self) -> None:
        """Shows nothing."""
        self._sizes, self._page = [], 0
        self._pictures.clear()
        self._lay_out()

    @property
    def count(self) -> int:
        """Pages."""
        return len(self._sizes)

    @property
    def page(self) -> int:
        """The page at the top, 0 = the first."""
        return self._page

    def zoom(self, page: int | None = None) -> float:
        """The size of a page (None: the one at the top) as it is shown, 1 = as on paper."""
        if self._zoom is not None:
            return self._zoom
        page = self._page if page is None else page
        width = self._sizes[page].width() if self._sizes else _A4_WIDTH
        room = self.viewport().width() - 2 * self._gap()
        return max(0.1, room / (width * _DPI))

    def set_zoom(self, zoom: float | None) -> None:
        """Another size, or None to let the width fit; the page at the top stays."""
        page = self._page
        self._zoom = None if zoom is None else min(max(zoom, _ZOOMS[0]), _ZOOMS[-1])
        self._lay_out()
        self.go_to(page)

    def step_zoom(self, step: int) -> None:
        """The next larger (1) or smaller (-1) size."""
        now = self.zoom()
        larger = [zoom for zoom in _ZOOMS if zoom > now * 1.01]
        smaller = [zoom for zoom in _ZOOMS if zoom < now * 0.99]
        found = (larger[:1] if step > 0 else smaller[-1:]) or [now]
        self.set_zoom(found[0])

    def go_to(self, page: int) -> None:
        """Brings a page to the top."""
        if self._sizes:
            page = min(max(page, 0), len(self._sizes) - 1)
            self.verticalScrollBar().setValue(self._tops()[page])

    def complete(self) -> bool:
        """Whether the pictures of all visible pages are there."""
        return bool(self._sizes) and all((page, self._sharp(page)) in self._pictures for page, _ in self._visible())

    # -- geometry ------------------------------------------------------------------------------------------------------
    def _gap(self) -> int:
        return self._look.px(12)

    def _scale(self, page: int) -> float:
        return self.zoom(page) * _DPI

    def _sharp(self, page: int) -> float:
        """The scale of a picture that has a pixel for each pixel of the screen."""
        return self._scale(page) * self.devicePixelRatioF()

    def _height(self, page: int) -> int:
        return round(self._sizes[page].height() * self._scale(page))

    def _tops(self) -> list[int]:
        tops, at = [], 0
        for page in range(len(self._sizes)):
            tops.append(at)
            at += self._height(page) + self._gap()
        return tops

    def _place(self, page: int, top: int) -> QRect:
        width = round(self._sizes[page].width() * self._scale(page))
        room = self.viewport().width()
        left = max(self._gap(), (room - width) // 2) - self.horizontalScrollBar().value()
        return QRect(left, self._gap() + top - self.verticalScrollBar().value(), width, self._height(page))

    def _visible(self) -> list[tuple[int, QRect]]:
        shown = self.viewport().rect()
        places = [(page, self._place(page, top)) for page, top in enumerate(self._tops())]
        return [(page, place) for page, place in places if place.intersects(shown)]

    def _lay_out(self) -> None:
        tops = self._tops()
        whole = (tops[-1] + self._height(len(tops) - 1) + 2 * self._gap()) if tops else 0
        widths = (round(size.width() * self._scale(page)) for page, size in enumerate(self._sizes))
        widest = max(widths, default=0) + 2 * self._gap()
        room = self.viewport().size()
        self.verticalScrollBar().setRange(0, max(0, whole - room.height()))
        self.verticalScrollBar().setPageStep(room.height())
        self.verticalScrollBar().setSingleStep(self._look.px(40))
        self.horizontalScrollBar().setRange(0, max(0, widest - room.width()) if self._zoom is not None else 0)
        self.horizontalScrollBar().setPageStep(room.width())
        self.zoomed.emit(round(100 * self.zoom()))
        self._ask()
        self.viewport().update()

    def _ask(self) -> None:
        visible = [page for page, _ in self._visible()]
        ahead = [page for page in (visible[-1] + 1,) if page < len(self._sizes)] if visible else []
        wanted = [(page, self._sharp(page)) for page in (*visible, *ahead)]
        self.images.want([one for one in wanted if one not in self._pictures])

    # -- answers -------------------------------------------------------------------------------------------------------
    def _opened(self, sizes: list[QSizeF]) -> None:
        self._sizes = list(sizes)
        self._pictures.clear()
        self._page = min(self._page, len(sizes) - 1)
        self._lay_out()
        self._moved()

    def _drawn(self, page: int, scale: float, image: QImage) -> None:
        while len(self._pictures) >= _KEPT:
            self._pictures.pop(next(iter(self._pictures)))
        self._pictures[page, scale] = image
        self.viewport().update()

    def _heard(self, page: int, text: str) -> None:
        if page == self._page and text != self._said:
            self._said = text
            self.setAccessibleDescription(text)

    def _moved(self) -> None:
        if not self._sizes:
            return
        middle = self.verticalScrollBar().value() + self.viewport().height() // 3
        page = max((page for page, top in enumerate(self._tops()) if top <= middle), default=0)
        if self.verticalScrollBar().value() == self.verticalScrollBar().maximum() > 0:
            page = len(self._sizes) - 1
        self._page = page
        self.at_page.emit(page + 1, len(self._sizes))
        self.zoomed.emit(round(100 * self.zoom()))
        if self.hasFocus():
            self.images.want_words(page)
        self._ask()
        self.viewport().update()

    # -- events --------------------------------------------------------------------------------------------------------
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        page = self._page
        self._lay_out()
        if self._zoom is None:
            self.go_to(page)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._sizes:
            self.images.want_words(self._page)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step_zoom(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page Up and Down go by pages, arrows by lines, Home and End to the ends, + and - change the size."""
        bar, key = self.verticalScrollBar(), event.key()
        match key:
            case Qt.Key.Key_PageDown | Qt.Key.Key_Space:
                self.go_to(self._page + 1)
            case Qt.Key.Key_PageUp | Qt.Key.Key_Backspace:
                self.go_to(self._page - 1)
            case Qt.Key.Key_Home:
                bar.setValue(0)
            case Qt.Key.Key_End:
                bar.setValue(bar.maximum())
            case Qt.Key.Key_Plus:
                self.step_zoom(1)
            case Qt.Key.Key_Minus:
                self.step_zoom(-1)
            case Qt.Key.Key_Down | Qt.Key.Key_Up:
                bar.setValue(bar.value() + (1 if key == Qt.Key.Key_Down else -1) * bar.singleStep())
            case _:
                super().keyPressEvent(event)
                return
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.viewport().rect(), self._look.color("surface2"))
        for page, place in self._visible():
            painter.fillRect(place, _PAPER)
            found = self._pictures.get((page, self._sharp(page))) or self._other_size(page)
            if found is not None:
                painter.drawImage(place, found)
            painter.setPen(self._look.color("border_strong"))
            painter.drawRect(place.adjusted(0, 0, -1, -1))
        if self.hasFocus():
            pen = painter.pen()
            pen.setColor(self._look.color("focus"))
            pen.setWidth(2)
            painter.setPen(pen)
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    def _other_size(self, page: int) -> QImage | None:
        return next((image for (one, _), image in reversed(self._pictures.items()) if one == page), None)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Everything is painted anew: the focus frame must not be scrolled along."""
        self.viewport().update()
