"""Lists in the window: open, filter, sort, search, jump to the end; beside SQL and a plain table of constants."""

from collections.abc import Callable
from itertools import cycle
from typing import Any

from tests.benchmarks.child import Values, each, main

TIMES = 12
CHANNELS = ("phone", "email", "video")
WORDS = ("budget", "market", "licence")


def _bare(rows: int, read: Callable[[int], list[tuple[Any, ...]] | None]) -> Values:
    from PySide6.QtWidgets import QApplication

    from tests.benchmarks.raw import table_window

    app = QApplication([])
    kept = table_window(rows)
    model = kept[2]
    app.processEvents()

    def work(number: int) -> None:
        model.show(read(number))
        app.processEvents()

    values = each(work, TIMES)
    assert kept[1].isVisible()
    return values


def bare_open(path: str) -> Values:
    """As many constants as the file has consultations, painted anew."""
    from tests.benchmarks.raw import connect

    count = connect(path).execute("SELECT count(*) FROM consultation WHERE deleted_at IS NULL").fetchone()[0]
    return _bare(count, lambda number: None)


def _bare_pages(path: str, statements: list[str]) -> Values:
    from tests.benchmarks.raw import connect

    connection = connect(path)
    return _bare(0, lambda number: connection.execute(statements[number % len(statements)]).fetchall())


def bare_filter(path: str) -> Values:
    """One page of a filter in SQL, painted."""
    from tests.benchmarks.raw import PAGE

    order = 'c."on" DESC, c.n DESC'
    return _bare_pages(path, [PAGE.format(where=f"AND c.channel = '{one}'", order=order) for one in CHANNELS])


def bare_sort(path: str) -> Values:
    """One page in another order in SQL, painted."""
    from tests.benchmarks.raw import PAGE

    orders = ("c.contact_minutes DESC, c.n DESC", "c.contact_minutes, c.n")
    return _bare_pages(path, [PAGE.format(where="", order=order) for order in orders])


def bare_search(path: str) -> Values:
    """The newest hundred rows with a word, by the full-text index, painted."""
    from p2i_desktop.storage.search import ROOM, base
    from tests.benchmarks.raw import PAGE

    first = base("consultation")
    where = (
        f"AND c.n IN (SELECT rowid - {first} FROM search_words WHERE search_words MATCH '{{word}}*' "
        f"AND rowid BETWEEN {first} AND {first + ROOM} ORDER BY rowid DESC LIMIT 100)"
    )
    return _bare_pages(path, [PAGE.format(where=where.format(word=word), order="c.n DESC") for word in WORDS])


def bare_end(path: str) -> Values:
    """To the last row of a table of constants and back, painted."""
    from PySide6.QtWidgets import QApplication

    from tests.benchmarks.raw import connect, table_window

    count = connect(path).execute("SELECT count(*) FROM consultation WHERE deleted_at IS NULL").fetchone()[0]
    app = QApplication([])
    kept = table_window(count)
    view = kept[1]
    app.processEvents()

    def work(number: int) -> None:
        (view.scrollToBottom if number % 2 == 0 else view.scrollToTop)()
        app.processEvents()

    return each(work, 2 * TIMES)


def _ours(path: str, act: Callable[[Any, int], None]) -> Values:
    """From the wish to the painted first rows; what is read behind them is waited for outside the clock."""
    from tests.benchmarks.window import opened, register_of, settle, wait_until

    window = opened(path)
    register = register_of(window)
    resets: list[bool] = []
    register.model.modelReset.connect(lambda: resets.append(True))
    values: list[Values] = []
    for number in range(TIMES + 2):
        settle(window)
        resets.clear()

        def work(_: int, number: int = number) -> None:
            act(register, number)
            wait_until(lambda: bool(resets))

        values.append(each(work, 1, warm=0))
    settle(window)
    window.close()
    middle = sorted(value["wall"] for value in values[2:])
    busy = sorted(value["cpu"] for value in values[2:])
    return {"wall": middle[len(middle) // 2], "cpu": busy[len(busy) // 2]}


def ours_open(path: str) -> Values:
    """The register of consultations, all of them."""
    from p2i_desktop.services.lists import Filter

    return _ours(path, lambda register, number: register.show_filter(Filter()))


def ours_filter(path: str) -> Values:
    """Another channel."""
    from p2i_desktop.services.lists import Filter

    channels = cycle(CHANNELS)
    return _ours(
        path, lambda register, _: register.show_filter(Filter(among=(("channel", frozenset({next(channels)})),)))
    )


def ours_search(path: str) -> Values:
    """Another word in the filter line."""
    from p2i_desktop.services.lists import Filter

    words = cycle(WORDS)
    return _ours(path, lambda register, _: register.show_filter(Filter(text=next(words))))


def ours_sort(path: str) -> Values:
    """By minutes, up and down."""
    from tests.benchmarks.window import sort_by

    return _ours(path, lambda register, number: sort_by(register, ("contact_minutes", number % 2 == 0)))


def ours_sort_names(path: str) -> Values:
    """By the name of the organisation, which no index sorts."""
    from tests.benchmarks.window import sort_by

    return _ours(path, lambda register, number: sort_by(register, ("organisation", number % 2 == 0)))


def ours_end(path: str) -> Values:
    """To the last row and back, until its text is painted."""
    from tests.benchmarks.window import opened, register_of, settle, wait_until

    window = opened(path)
    register = register_of(window)
    model, table = register.model, register.table

    def work(number: int) -> None:
        (table.scrollToBottom if number % 2 == 0 else table.scrollToTop)()
        row = model.rowCount() - 1 if number % 2 == 0 else 0
        wait_until(lambda: model.has_row(row))

    values = each(work, 2 * TIMES)
    settle(window)
    window.close()
    return values


def ours_letters(path: str) -> Values:
    """A letter typed into the palette until its hits are painted; the slowest of all of them too."""
    from tests.benchmarks.window import opened, settle, wait_until

    window = opened(path, "dashboard")
    window.open_palette()
    settle(window)
    texts = ["d", "de", "dem", "demo", "demo h", "demo ho", "m", "mu", "mus", "must", "t", "te", "tel", "tele"]
    slowest: list[float] = []

    def work(number: int) -> None:
        text = texts[number % len(texts)]

        def type_it(_: int) -> None:
            window.palette_box.field.setText(text)
            wait_until(lambda: not window.bench.desk.waiting)

        one = each(type_it, 1, warm=0)
        slowest.append(one["wall"])

    values = each(work, 2 * len(texts), warm=len(texts))
    window.close()
    return values | {"slowest": max(slowest[len(texts) :])}


if __name__ == "__main__":
    found = (
        bare_open,
        bare_filter,
        bare_sort,
        bare_search,
        bare_end,
        ours_open,
        ours_filter,
        ours_sort,
        ours_sort_names,
    )
    main({f.__name__: f for f in (*found, ours_search, ours_end, ours_letters)})
