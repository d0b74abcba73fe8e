"""The longest piece of work in the window's thread while somebody uses every page."""

import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from tests.benchmarks.child import Values, main
from tests.benchmarks.window import register_of

LONGEST = 12  # printed
Slot = tuple[float, float, str, str]  # wall ms, CPU ms of the thread, what was done, receiver and event


def watched() -> tuple[Any, list[Slot], list[str]]:
    """An application that times each event from its arrival to the end of all that it led to."""
    from PySide6.QtWidgets import QApplication

    slots: list[Slot] = []
    doing = [""]
    depth = [0]

    class Watched(QApplication):
        def notify(self, receiver: Any, event: Any) -> bool:
            if depth[0]:
                return super().notify(receiver, event)
            depth[0] = 1
            kind = f"{type(receiver).__name__} {event.type().name}"
            started, busy = time.perf_counter(), time.thread_time()
            try:
                return super().notify(receiver, event)
            finally:
                depth[0] = 0
                used = time.thread_time() - busy
                slots.append((1000 * (time.perf_counter() - started), 1000 * used, doing[0], kind))

    return Watched(["p2i-desktop"]), slots, doing


def _walk(window: Any) -> Iterator[tuple[str, Callable[[], object]]]:
    """Steps as somebody would take them: what each is called, and how it is done."""
    from p2i_desktop.services.lists import Filter

    for page in window.pages():
        yield f"open {page}", partial(window.go, page)
    for page in ("dashboard", "cases", "consultations", "organisations"):
        yield f"open {page} again", partial(window.go, page)
        register = register_of(window)
        if register is None:
            continue
        yield f"filter {page}", partial(register.show_filter, Filter(text="demo"))
        yield f"unfilter {page}", partial(register.show_filter, Filter())
        for column in [column for column in register.model.columns if column.sort][:4]:
            yield f"sort {page} by {column.sort}", partial(register.sort_by, column.sort, True)
        yield f"end of {page}", register.table.scrollToBottom
        yield f"last row of {page}", partial(_to_end, register)
        yield f"top of {page}", register.table.scrollToTop
    yield "palette", window.open_palette
    for text in ("d", "de", "demo"):
        yield f"palette {text}", partial(window.palette_box.field.setText, text)
    yield "palette closes", window.palette_box.close_box
    for page in ("consultations", "dashboard"):
        yield f"to {page}", partial(window.go, page)
        yield f"save on {page}", partial(window.bench.desk.do, _save)
        yield f"undo on {page}", window.undo


def _to_end(register: Any) -> None:
    register.table.selectRow(register.model.rowCount() - 1)


def _save(office: Any) -> Any:
    from dataclasses import replace

    from p2i_desktop.domain.advice import Consultation

    row = office.lists.first("consultations", limit=1)[0]
    talk = office.store.get(Consultation, row[0])
    return office.advice.save_consultation(replace(talk, note=talk.note + " More."))


def slots(path: str) -> Values:
    """The longest slots, printed with what was done; `wall` and `cpu` of the longest."""
    app, found, doing = watched()
    from PySide6.QtCore import QTimer

    from tests.benchmarks.window import opened, settle

    doing[0] = "start"
    window = opened(path, "dashboard")
    for name, action in _walk(window):  # each step is done in an event of its own, as a key would do it
        doing[0] = name
        QTimer.singleShot(0, window, action)
        app.processEvents()
        settle(window)
    window.close()
    app.processEvents()
    longest = sorted(found, reverse=True)[:LONGEST]
    for wall, cpu, what, kind in longest:
        print(f"{wall:8.1f} ms wall {cpu:8.1f} ms CPU  {what}: {kind}", file=sys.stderr)
    return {
        "wall": longest[0][0],
        "cpu": max(slot[1] for slot in found),
        "start_wall": max(s[0] for s in found if s[2] == "start"),
    }


if __name__ == "__main__":
    main({"slots": slots})
