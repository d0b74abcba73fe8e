"""The program's window on a file, at rest, for what is measured inside it."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any


def wait_until(done: Callable[[], bool], seconds: float = 120.0, every: int = 2) -> None:
    """Runs the event loop until it is so, sleeping between events; then what was asked to be painted is painted."""
    from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer

    watch = QTimer()
    watch.start(every)  # an event at least every so many ms
    end = time.monotonic() + seconds
    while not done():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        assert time.monotonic() < end, "it did not come"
    watch.stop()
    QCoreApplication.processEvents()


def opened(path: str, page: str = "consultations") -> Any:
    """A window that has a page in front and nothing left to do."""
    from p2i_desktop.gui import app as gui
    from p2i_desktop.settings import Settings

    app = gui.application()
    window, opening = gui.build(app, settings=Settings(language="en", theme="light"))
    window.bench.passing = True
    window.resize(1280, 800)
    window.show()
    opening.start(Path(path))
    settle(window)
    window.go(page)
    settle(window)
    return window


def settle(window: Any) -> None:
    """Until nothing is asked any more; an answer may ask again."""
    for _ in range(4):
        wait_until(lambda: not window.bench.desk.waiting)


def register_of(window: Any) -> Any:
    """The list of the page that is shown."""
    from p2i_desktop.gui.list_view import ListView

    lists = window.stack.current().findChildren(ListView)
    return next((found for found in lists if found.isVisible()), None)


def sort_by(register: Any, *keys: tuple[str, bool]) -> None:
    """Sorts all rows of a list by columns, each with whether it descends: the first page is read, as by its header."""
    from p2i_desktop.services.lists import Filter

    register.use_sort(keys)
    register.show_filter(Filter())
