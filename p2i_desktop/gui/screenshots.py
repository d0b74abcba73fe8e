"""Every page as a picture, offscreen: for the manual, and to look at."""

from pathlib import Path

from p2i_desktop.clock import Clock
from p2i_desktop.gui.app import open_window
from p2i_desktop.services.office import look_at
from p2i_desktop.settings import Settings

SIZE = (1440, 900)  # at scale 1; the scale is Qt's own and set before the program starts (QT_SCALE_FACTOR)


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
            window.bench.desk.settle()
            suffix = (f"-{scale}x" if scale != 1 else "") + (f"-{text}" if text != 100 else "")
            target = out / f"{page}-{language or window.bench.texts.language}-{theme}{suffix}.png"
            if not window.grab().save(str(target)):
                raise OSError(f"{target.name} could not be written")
            made.append((page, target))
        return made
    finally:
        window.close()
