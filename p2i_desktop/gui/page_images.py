"""The pages of a PDF as pictures, made in a thread of its own: the very bytes that are saved and printed."""

from __future__ import annotations

import threading
from collections import deque
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
        document: PdfDocument | None = None
        while True:
            with self._wake:
                while not (self._ending or self._new is not None or self._wanted or self._asked_words):
                    self._wake.wait()
                if self._ending:
                    break
                new, self._new = self._new, None
                page = self._wanted.popleft() if new is None and self._wanted else None
                asked = self._asked_words.popleft() if new is None and page is None and self._asked_words else None
            if new is not None:
                document = self._open(new, document)
            elif document is not None:
                self._serve(document, page, asked)
        with _ONE_AT_A_TIME:
            if document is not None:
                document.close()

    def _open(self, data: bytes, old: PdfDocument | None) -> PdfDocument | None:
        from pypdfium2 import PdfiumError

        with _ONE_AT_A_TIME:
            if old is not None:
                old.close()
            try:
                document = open_pdf(data)
                sizes = [QSizeF(*document.get_page_size(page)) for page in range(len(document))]
            except PdfiumError:
                self.failed.emit()
                return None
        self.opened.emit(sizes)
        return document

    def _serve(self, document: PdfDocument, page: tuple[int, float] | None, asked: int | None) -> None:
        if page is not None:
            with _ONE_AT_A_TIME:
                made = picture(document, *page)
            self.drawn.emit(page[0], page[1], made)
        elif asked is not None:
            with _ONE_AT_A_TIME:
                text = document[asked].get_textpage().get_text_range()
            self.words.emit(asked, text)
