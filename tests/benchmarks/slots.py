"""The longest piece of work in the window's thread while somebody uses every page."""

import sys
import threading
import time
from typing import Any

from tests.benchmarks.child import Values, main
from tests.benchmarks.walk import steps

LONGEST = 20  # printed
_BEAT = 0.005  # seconds
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


def heartbeat(held: list[tuple[float, str]], doing: list[str]) -> None:
    """Notes for how long nobody else had the interpreter (ms): one call of C in a worker can stop the window so."""
    last = time.perf_counter()
    while True:
        time.sleep(_BEAT)
        now = time.perf_counter()
        held.append((1000 * (now - last - _BEAT), doing[0]))
        last = time.perf_counter()


def slots(path: str) -> Values:
    """The longest slots, printed with what was done; `wall` and `cpu` of the longest, `held` of the interpreter."""
    app, found, doing = watched()
    held: list[tuple[float, str]] = []
    threading.Thread(target=heartbeat, args=(held, doing), daemon=True).start()
    from PySide6.QtCore import QTimer

    from tests.benchmarks.window import opened, settle

    doing[0] = "start"
    window = opened(path, "dashboard")
    for name, action in steps(window):  # each step is done in an event of its own, as a key would do it
        doing[0] = name
        QTimer.singleShot(0, window, action)
        app.processEvents()
        settle(window)
    window.close()
    app.processEvents()
    longest = sorted(found, reverse=True)[:LONGEST]
    busiest = sorted(found, key=lambda slot: -slot[1])[:LONGEST]  # the judge where other programs take the processors
    for title, told in (("by the clock", longest), ("by the CPU of the thread", busiest)):
        print(f"longest {title}:", file=sys.stderr)
        for wall, cpu, what, kind in told:
            print(f"{wall:8.1f} ms wall {cpu:8.1f} ms CPU  {what}: {kind}", file=sys.stderr)
    for waited, what in sorted(held, reverse=True)[:5]:
        print(f"{waited:8.1f} ms the interpreter was not to be had  {what}", file=sys.stderr)
    return {
        "held": max(held)[0],
        "wall": longest[0][0],
        "cpu": max(slot[1] for slot in found),
        "start_wall": max(s[0] for s in found if s[2] == "start"),
    }


if __name__ == "__main__":
    main({"slots": slots})
