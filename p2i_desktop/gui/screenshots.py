"""Every page as a picture, offscreen: for the manual, and to look at."""

import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop

from p2i_desktop.clock import Clock
from p2i_desktop.gui.app import open_window
from p2i_desktop.gui.main_window import MainWindow
from p2i_desktop.services.office import look_at
from p2i_desktop.settings import Settings

SIZE = (1440, 900)  # at scale 1; the scale is Qt's own and set before the program starts (QT_SCALE_FACTOR)


_LONGEST = 60.0  # seconds for a page to be complete


def _wait(window: MainWindow) -> None:
    """Until the worker is idle and the page that is shown has all that appears by itself."""
    ends = time.monotonic() + _LONGEST
    window.bench.desk.settle()
    while (page := window.stack.current()) is not None and not page.complete() and time.monotonic() < ends:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        window.bench.desk.settle()


def take(
    path: Path, out: Path, pages: list[str], language: str, theme: str, scale: int, text: int
) -> list[tuple[str, Path]]:
    """Writes `<page>-<language>-<theme>[-<scale>x][-<text>].png` for each page (none named: all).

    KeyError names a page that does not exist, Environment says why the file cannot be read. The process runs with
    QT_QPA_PLATFORM=offscreen and QT_SCALE_FACTOR.
    """
    look_at(path, clock=Clock(), settings=Settings()).close()  # else there would be pictures of empty pages
    settings = Settings(language=language, theme=theme, text_size=text, sidebar="wide" if text <= 125 else "auto")
    window = open_window(path, settings=settings, read_only=True)
    try:
        window.resize(*SIZE)
        unknown = [page for page in pages if page not in window.pages()]
        if unknown:
            raise KeyError(unknown[0])
        out.mkdir(parents=True, exist_ok=True)
        made = []
        for page in pages or window.pages():
            window.show_page(page)
            _wait(window)
            suffix = (f"-{scale}x" if scale != 1 else "") + (f"-{text}" if text != 100 else "")
            target = out / f"{page}-{language or window.bench.texts.language}-{theme}{suffix}.png"
            if not window.grab().save(str(target)):
                raise OSError(f"{target.name} could not be written")
            made.append((page, target))
        return made
    finally:
        window.close()
