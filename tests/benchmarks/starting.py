"""Starts: a bare script and the program, to the painted frame, to the first painted rows, and at rest."""

from pathlib import Path

from tests.benchmarks.child import Values, main, pss_mb, since_start

ROWS = 100


def bare() -> Values:
    """A main window with a table of constants."""
    from PySide6.QtWidgets import QApplication

    from tests.benchmarks.raw import table_window

    app = QApplication([])
    kept = table_window(ROWS)
    app.processEvents()
    values = since_start() | {"pss_mb": pss_mb()}
    del kept
    return values


def bare_rows(path: str) -> Values:
    """The same with the newest hundred rows of the file, read by sqlite3."""
    from PySide6.QtWidgets import QApplication

    from tests.benchmarks.raw import NEWEST, connect, table_window

    app = QApplication([])
    kept = table_window(0, connect(path).execute(NEWEST).fetchall())
    app.processEvents()
    values = since_start() | {"pss_mb": pss_mb()}
    del kept
    return values


def _start(path: str, until: str) -> Values:
    """The program as its command line starts it; `until` = frame, rows or rest."""
    from p2i_desktop import cli
    from p2i_desktop.gui import app as gui
    from p2i_desktop.settings import Settings

    assert cli
    app = gui.application()
    window, opening = gui.build(app, settings=Settings(language="en", theme="light"))
    window.bench.passing = True
    window.resize(1280, 800)
    window.show()
    app.processEvents()
    values = since_start()
    if until != "frame":
        from tests.benchmarks.window import wait_until

        opening.start(Path(path))
        # Looking costs 0.1 ms each time: every 2 ms it was a twentieth of what was measured.
        wait_until(lambda: window.has_file() and _filled(window.stack.current()), every=10)
        values = since_start()
    if until == "rest":
        window.bench.desk.settle()
        values |= {"pss_mb": pss_mb()}
    window.close()
    return values


def _filled(page: object) -> bool:
    from PySide6.QtWidgets import QListView

    lists = page.findChildren(QListView) if page is not None else []  # type: ignore[attr-defined]
    return any(view.model().rowCount() for view in lists if view.isVisible() and view.objectName() != "year")


def frame(path: str) -> Values:
    return _start(path, "frame")


def rows(path: str) -> Values:
    return _start(path, "rows")


def rest(path: str) -> Values:
    return _start(path, "rest")


if __name__ == "__main__":
    main({f.__name__: f for f in (bare, bare_rows, frame, rows, rest)})
