"""A million consultations in the window, by hand: the demo's rows laid out again and again by SQL, then what the lists do.

`python -m tests.benchmarks.million make FILE.p2i` makes the file (a demo of 20,000 consultations, its rows copied fifty
times with other ids; not journalled), `python -m tests.benchmarks.million measure FILE.p2i` prints the longest piece of
work in the window's thread for each thing that somebody does with a list, and what the ids of the rows weigh.
"""

import sqlite3
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

SEED, TIMES = 20_000, 50
PATIENCE = 900.0  # seconds for everything that is asked behind the first rows
LIMIT = 100  # milliseconds of work in the window's thread
ROW_BYTES = 16
_COPIED = ("consultation", "consultation__topics", "consultation__contacts")


def make(path: Path) -> int:
    """The file; gives the number of its consultations."""
    from p2i_desktop.services.demo import make_demo
    from tests.benchmarks.filling import TODAY

    make_demo(path, scale=SEED, today=TODAY, language="en")
    return multiply(path)


def multiply(path: Path) -> int:
    """The rows of the file laid out again and again; gives the number of its consultations."""
    with sqlite3.connect(path, isolation_level=None) as connection:
        connection.execute("PRAGMA cache_size=-1000000")
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("BEGIN")
        for table in _COPIED:
            _copy(connection, table)
        connection.execute("COMMIT")
        connection.execute("ANALYZE")
        count: int = connection.execute("SELECT count(*) FROM consultation").fetchone()[0]
    return count


def _copy(connection: sqlite3.Connection, table: str) -> None:
    """Each row again with other last letters of its ids; the days move back a little with each round."""
    names = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
    last = connection.execute(f'SELECT max(rowid) FROM "{table}"').fetchone()[0]
    values = {name: f'"{name}"' for name in names}
    values |= {"n": "NULL"} if "n" in names else {}
    values |= {
        name: f"substr(\"{name}\", 1, 28) || printf('%08x', :round)" for name in ("id", "owner") if name in names
    }
    if "on" in names:
        values["on"] = "date(\"on\", '-' || (:round % 27) || ' days')"
    head = ", ".join(f'"{name}"' for name in names)
    body = ", ".join(values[name] for name in names)
    for number in range(1, TIMES):
        connection.execute(
            f'INSERT OR IGNORE INTO "{table}" ({head}) SELECT {body} FROM "{table}" WHERE rowid <= :last',
            {"round": number, "last": last},
        )


def _walk(window: Any, register: Any) -> list[tuple[str, Callable[[], object]]]:
    from p2i_desktop.services.lists import Filter
    from tests.benchmarks.window import sort_by

    model, table = register.model, register.table
    email = Filter(among=(("channel", frozenset({"email"})),))
    mine = Filter(among=(("advisor", frozenset({"@me"})),), flags=frozenset({"reportable"}))
    return [
        ("all rows", partial(register.show_filter, Filter())),
        ("jump to the end", table.scrollToBottom),
        ("last row chosen", lambda: table.selectRow(model.rowCount() - 1)),
        ("back to the top", table.scrollToTop),
        ("filter by channel", partial(register.show_filter, email)),
        ("filter by advisor and counted", partial(register.show_filter, mine)),
        ("all rows again", partial(register.show_filter, Filter())),
        ("sort by minutes", partial(sort_by, register, ("contact_minutes", True))),
        ("sort by minutes, then day", partial(sort_by, register, ("contact_minutes", True), ("on", True))),
        ("sort by organisation", partial(sort_by, register, ("organisation", False))),
        ("sort by advisor, then channel", partial(sort_by, register, ("advisor", False), ("channel", False))),
        ("sort by day", partial(sort_by, register, ("on", True))),
        ("middle", lambda: table.verticalScrollBar().setValue(model.rowCount() // 2)),
        ("all rows selected", table.selectAll),
        ("read again while deep in the list", register.reload),
    ]


def measure(path: str) -> None:
    """Prints a line for each thing done: longest event in the window's thread, and the wait until all is there."""
    from tests.benchmarks.slots import watched

    app, found, doing = watched()
    from PySide6.QtCore import QTimer

    from p2i_desktop.gui import app as gui
    from p2i_desktop.settings import Settings
    from tests.benchmarks.window import register_of, wait_until

    def settle(window: Any) -> None:
        for _ in range(4):
            wait_until(lambda: not window.bench.desk.waiting, PATIENCE)

    doing[0], began = "window opened", time.perf_counter()
    window, opening = gui.build(app, settings=Settings(language="en", theme="light"))
    window.bench.passing = True
    window.resize(1280, 800)
    window.show()
    opening.start(Path(path))
    settle(window)
    lines = [(doing[0], 1000 * (time.perf_counter() - began))]
    doing[0], began = "page opened", time.perf_counter()
    QTimer.singleShot(0, window, partial(window.go, "consultations"))
    app.processEvents()
    settle(window)
    lines.append((doing[0], 1000 * (time.perf_counter() - began)))
    register = register_of(window)
    for name, action in _walk(window, register):
        doing[0], began = name, time.perf_counter()
        QTimer.singleShot(0, window, action)
        app.processEvents()
        settle(window)
        lines.append((name, 1000 * (time.perf_counter() - began)))
    ids = register.model.ids
    weight = ids.numbers.itemsize * len(ids) / max(1, len(ids))
    window.close()
    app.processEvents()
    for name, wall in lines:
        mine = [slot for slot in found if slot[2] == name]
        busy, kind = max(((slot[1], slot[3]) for slot in mine), default=(0.0, ""))
        mark = "" if busy <= LIMIT else "  over the limit"
        print(f"{name:34s} longest {busy:7.1f} ms CPU ({kind:32.32s}), all there after {wall:8.0f} ms{mark}")
    print(f"{len(ids):,} rows, {weight:g} bytes each for the ids (limit {ROW_BYTES})")


if __name__ == "__main__":
    if sys.argv[1] == "make":
        print(f"{make(Path(sys.argv[2])):,} consultations")
    else:
        measure(sys.argv[2])
