"""The pages of a PDF as pictures, made in a thread of its own: the very bytes that are saved and printed."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSizeF, Signal
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_POINTS_PER_INCH = 72
# PDFium is not safe for threads: whoever calls it, closing included, holds this lock.
_ONE_AT_A_TIME = threading.Lock()


def open_pdf(data: bytes) -> PdfDocument:
    """The document of these bytes; call it and use it under `at_work()` only."""
    from pypdfium2 import PdfDocument

    return PdfDocument(data)


def at_work() -> threading.Lock:
    """What has to be held around every use of a document."""
    return _ONE_AT_A_TIME


def picture(document: PdfDocument, page: int, scale: float) -> QImage:
    """One page (0 = the first) at `scale` pixels a point; hold `at_work()`."""
    bitmap = document[page].render(scale=scale, rev_byteorder=False)
    made = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_BGR888)
    return made.copy()  # the bitmap's memory ends with it


def dots(dpi: float) -> float:
    """The scale of `picture` for so many dots an inch."""
    return dpi / _POINTS_PER_INCH


class PageImages(QObject):
    """Answers with sizes, pictures and words of pages; what was asked last comes first."""

    opened = Signal(list)  # QSizeF of each page in points
    drawn = Signal(int, float, QImage)  # page, scale, picture
    words = Signal(int, str)
    failed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._data: bytes | None = None
        self._new: bytes | None = None
        self._wanted: deque[tuple[int, float]] = deque()
        self._asked_words: deque[int] = deque()
        self._wake = threading.Condition()
        self._ending = False
        self._thread: threading.Thread | None = None

    def show(self, data: bytes) -> None:
        """Opens other bytes; what was asked of the old ones is dropped."""
        with self._wake:
            self._new = data
            self._wanted.clear()
            self._asked_words.clear()
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="p2i-pages", daemon=True)
                self._thread.start()
            self._wake.notify()

    def want(self, pages: list[tuple[int, float]]) -> None:
        """These pages, each at its scale, are visible now; others that were wanted before are not drawn any more."""
        with self._wake:
            self._wanted = deque(pages)
            self._wake.notify()

    def want_words(self, page: int) -> None:
        """The text of a page, for those who hear it."""
        with self._wake:
            self._asked_words.append(page)
            self._wake.notify()

    def close(self) -> None:
        """Ends the thread."""
        with self._wake:
            self._ending = True
            self._wake.notify()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        while True:
            with self._wake:
                while not (self._ending or self._new is not None or self._wanted or self._asked_words):
                    self._wake.wait()
                if self._ending:
                    return
                if self._new is not None:
                    self._data, self._new = self._new, None
                    work: Callable[[bytes], None] = self._open
                elif self._wanted:
                    work = partial(self._draw, *self._wanted.popleft())
                else:
                    work = partial(self._read, self._asked_words.popleft())
                data = self._data
            if data is not None:
                work(data)

    # A document is open for one piece of work only: opening takes a millisecond, and nothing stays open at the end.
    def _open(self, data: bytes) -> None:
        from pypdfium2 import PdfiumError

        try:
            with _ONE_AT_A_TIME, open_pdf(data) as document:
                sizes = [QSizeF(*document.get_page_size(page)) for page in range(len(document))]
        except PdfiumError:
            self._data = None
            self.failed.emit()
        else:
            self.opened.emit(sizes)

    def _draw(self, page: int, scale: float, data: bytes) -> None:
        with _ONE_AT_A_TIME, open_pdf(data) as document:
            made = picture(document, page, scale)
        self.drawn.emit(page, scale, made)

    def _read(self, page: int, data: bytes) -> None:
        with _ONE_AT_A_TIME, open_pdf(data) as document:
            text = document[page].get_textpage().get_text_range()
        self.words.emit(page, text)
