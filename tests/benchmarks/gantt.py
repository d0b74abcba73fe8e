"""A plan of 500 milestones in its window: scrolled, zoomed, moved by keys and pulled by the mouse; the longest slots."""

import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from tests.benchmarks.child import Values, main
from tests.benchmarks.slots import watched

COUNT = 500
PRINTED = 12
STEPS = 40  # of a pull, and of each scrolling


def made(folder: str) -> tuple[Path, str, Any]:
    """A file with such a plan: (path, plan id, clock). Every milestone waits for the one above it."""
    from p2i_desktop.clock import FixedClock
    from p2i_desktop.domain.buddies import PlanMilestone, PlanSide
    from p2i_desktop.domain.plan_dates import Calendar
    from p2i_desktop.services.office import create_office
    from p2i_desktop.settings import Settings
    from tests.services.pair_world import make_pair, put

    path, clock = Path(folder) / "gantt.p2i", FixedClock(datetime(2026, 11, 20, 12, tzinfo=UTC))
    path.unlink(missing_ok=True)
    settings = Settings(language="en", staff="AL", theme="light")
    office = create_office(
        path, clock=clock, settings=settings, centre_name="Demo Centre", country="AT", language="en", initials="AL",
        code="DC",
    )  # fmt: skip
    with office:
        pair = make_pair(office, starts=date(2027, 1, 1), ends=date(2031, 12, 31))
        calendar, sides = Calendar(), list(PlanSide)
        rows: list[PlanMilestone] = []
        for number in range(COUNT):
            day = calendar.add(date(2027, 1, 4), 2 * number)
            title = f"Ορόσημο {number}: what both centres want to have reached by then"
            rows.append(
                PlanMilestone(
                    plan=pair.plan, position=f"{number:06}", title=title, owner_side=sides[number % 3],
                    starts_on=day if number % 4 else None, due_on=calendar.add(day, 1 if number % 4 else 0),
                    depends_on=frozenset([rows[-1].id]) if rows else frozenset(),
                )
            )  # fmt: skip
        put(office, *rows)
    return path, pair.plan, (clock, settings)


def gantt(folder: str) -> Values:
    """`wall` and `cpu` of the longest slot of scrolling and pulling, `frame` the median of painting, `open` of opening."""
    path, plan, (clock, settings) = made(folder)
    app, slots, doing = watched()
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from p2i_desktop.gui.app import open_window
    from p2i_desktop.gui.plan.milestone_views import BOTH, TIMES
    from p2i_desktop.gui.plan.milestones import MilestonesTab
    from p2i_desktop.gui.plan.window import PlanWindow
    from tests.benchmarks.window import settle

    doing[0] = "start"
    window = open_window(path, clock=clock, settings=settings)
    settle(window)
    doing[0] = "open"
    window.open_plan(plan)
    settle(window)
    (own,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, PlanWindow)]
    own.resize(1440, 900)
    tab = own.drawers.of(MilestonesTab)
    own.drawers.visit(tab)
    settle(window)
    for view in (TIMES, BOTH):
        doing[0] = f"show {view}"
        tab._show_view(view)
        settle(window)
        for name, action in _actions(tab):
            doing[0] = f"{view}: {name}"
            QTimer.singleShot(0, own, action)  # in an event of its own, as a key or the mouse would do it
            app.processEvents()
            settle(window)
    doing[0] = "end"
    own.close()
    window.close()
    app.processEvents()
    used = [slot for slot in slots if slot[2] not in ("start", "open", "end", "")]
    longest = sorted(used, reverse=True)[:PRINTED]
    opened = sorted((slot for slot in slots if slot[2] == "open"), reverse=True)
    for wall, cpu, what, kind in (*longest, *opened[:4]):
        print(f"{wall:8.1f} ms wall {cpu:8.1f} ms CPU  {what}: {kind}", file=sys.stderr)
    frames = [slot[0] for slot in used if "Paint" in slot[3] or "UpdateRequest" in slot[3]]
    return {
        "wall": longest[0][0],
        "cpu": max(slot[1] for slot in used),
        "frame": median(frames),
        "worst_frame": max(frames),
        "open": opened[0][0],
    }


def _actions(tab: Any) -> list[tuple[str, Callable[[], object]]]:
    """What somebody does: scrolls by lines and pages, through the days, zooms, presses arrows, pulls a bar and lets go."""
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtTest import QTest

    view = tab.views.times
    rows, days = view.verticalScrollBar(), view.time_bar
    found: list[tuple[str, Callable[[], object]]] = []
    for step in range(STEPS):
        found.append(("scroll", lambda: rows.setValue(rows.value() + 40)))
        if step % 4 == 0:
            found.append(("page", lambda: rows.setValue(rows.value() + rows.pageStep())))
    found.append(("top", lambda: rows.setValue(0)))
    found += [("nearer", lambda: view.zoom(1))] * 8
    found += [("days", lambda: days.setValue(days.value() + 60))] * STEPS
    found.append(("whole", view.fit))
    found.append(("first row", lambda: view.go_to(0)))
    found.append(("key right", lambda: QTest.keyClick(view, Qt.Key.Key_Right)))
    found.append(("key escape", lambda: QTest.keyClick(view, Qt.Key.Key_Escape)))
    found.append(("take hold", lambda: _mouse(tab, QEvent.Type.MouseButtonPress, 0)))
    found += [("pull", partial(_mouse, tab, QEvent.Type.MouseMove, 3 * step)) for step in range(STEPS)]
    found.append(("let go", lambda: _mouse(tab, QEvent.Type.MouseButtonRelease, 3 * STEPS)))
    found.append(("give up", tab.moving.cancel))
    found.append(("move one", lambda: tab.moving.nudge(tab.model.milestone(COUNT - 1).id, weeks=1)))
    found.append(("saved", tab.moving.settle))
    found.append(("again", lambda: tab.moving.nudge(tab.model.milestone(0).id, weeks=1)))
    found.append(("all saved", tab.moving.save))
    return found


_HELD: dict[str, float] = {}


def _mouse(tab: Any, kind: Any, by: int) -> None:
    from PySide6.QtCore import QEvent, QPointF, Qt
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QApplication

    from p2i_desktop.gui.plan.gantt_bars import bar_box

    view = tab.views.times
    if kind is QEvent.Type.MouseButtonPress:
        span = tab.model.days_of(tab.model.milestone(0))
        box = bar_box(tab.bench.look, view.place(), view.scale(), span, view.rowViewportPosition(0))
        _HELD.update(x=box.center().x(), y=box.center().y())
    place, port = QPointF(_HELD["x"] + by, _HELD["y"]), view.viewport()
    button = Qt.MouseButton.LeftButton
    held = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseButtonRelease else button
    QApplication.sendEvent(
        port, QMouseEvent(kind, place, port.mapToGlobal(place), button, held, Qt.KeyboardModifier.NoModifier)
    )


if __name__ == "__main__":
    main({"gantt": gantt})
