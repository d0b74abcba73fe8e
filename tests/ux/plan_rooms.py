"""The ways to the tabs of the plan editor: of a plan that runs, and of the first one with another alphabet."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from p2i_desktop.domain.buddies import PlanStatus, SupportPlan
from p2i_desktop.services.office import Office
from tests.ux.procurement_rooms import _shown

if TYPE_CHECKING:
    from tests.ux.rooms import Rooms, Stage


def plan_stages(rooms: "Rooms") -> Iterator["Stage"]:
    """Each tab of a running plan, and of one with Greek texts the tabs that hold the longest ones."""
    running, greek = rooms.ask(_plans)
    yield from _tabs(rooms, running, "")
    if greek:
        yield from _tabs(rooms, greek, "greek_", ("plan_measures", "plan_meetings", "plan_exchange"))
    log = rooms._opened(lambda: rooms.window.log(plan=running))
    yield rooms._front("quick_log_plan", log, log.form.note)
    rooms.shut(log)
    yield from _steps(rooms, running)


def _tabs(rooms: "Rooms", plan_id: str, prefix: str, only: tuple[str, ...] = ()) -> Iterator["Stage"]:
    window: Any = rooms._opened(lambda: rooms.window.open_plan(plan_id), rooms.size)
    for tab in window.tabs:
        if only and tab.name not in only:
            continue
        window.drawers.visit(tab)
        rooms.settle()
        yield rooms._front(f"{prefix}{tab.name}", window, window.focusWidget() or window)
        if tab.name == "plan_milestones":
            yield from _timeline(rooms, window, tab, prefix)
    rooms.shut(window)


def _timeline(rooms: "Rooms", window: Any, tab: Any, prefix: str) -> Iterator["Stage"]:
    """The views alone, a text that is no date, and a move that asks about those that wait; nothing is written."""
    for view in ("table", "timeline"):
        tab.views.show_view(view)
        tab.views.take_focus()
        rooms.settle()
        yield rooms._front(f"{prefix}plan_{view}", window, window.focusWidget() or window)
    tab.views.show_view("both")
    rows = tab.model.board.milestones
    tab.model.setData(tab.model.index(0, 2), "31.2.")
    asked = {key for one in rows for key in one.depends_on if one.done_on is None}
    held = next((one for one in rows if one.id in asked and one.done_on is None), None)
    if held is not None:
        tab.views.go_to(tab.model.row_of(held.id))
        tab.moving.nudge(held.id, weeks=40)
        tab.moving.settle()
    rooms.settle()
    yield rooms._front(f"{prefix}plan_move", window, window.focusWidget() or window)
    tab.moving.cancel()
    tab.model.setData(tab.model.index(0, 2), rooms.bench.texts.date(rows[0].due_on))
    rooms.settle()


def _steps(rooms: "Rooms", running: str) -> Iterator["Stage"]:
    """What moves a plan: a change that waits for its version, the draft with its dialogs, the end before its time."""
    window: Any = rooms._opened(lambda: rooms.window.open_plan(running), rooms.size)
    window.drawers.visit(window.tabs[0])
    rooms.settle()
    grid = window.tabs[0].grids[0].grid
    grid.go_to(0, grid.cells.column_of("target"))
    grid.took(grid.currentIndex(), 1)
    rooms.settle()
    yield rooms._front("plan_offer", window, grid)
    window.bars.withdraw()
    window.bench.commands.action("plan_terminate").trigger()
    rooms.settle()
    yield rooms._front("plan_end", window, window.panel.reason)
    window.panel.hide()
    window.steps.new_version()
    rooms.settle()
    window.drawers.visit(window.tabs[0])
    rooms.settle()
    yield rooms._front("plan_draft", window, window.focusWidget() or window)
    for name in ("plan_sign", "plan_template", "plan_save_template", "plan_copy_year"):
        dialog = _shown(rooms, window.bench.commands.action(name).trigger)
        yield rooms._front(f"{name}_dialog", dialog, dialog.focusWidget() or dialog)
        rooms.shut(dialog)
    rooms.shut(window)


def _plans(office: Office) -> tuple[str, str]:
    """(a plan that runs, one whose title has letters beyond Latin; empty where there is none)."""
    plans = sorted(office.store.find(SupportPlan), key=lambda plan: (plan.title, plan.version))
    running = next(plan.id for plan in plans if plan.status is PlanStatus.ACTIVE)
    greek = next((plan.id for plan in plans if any("\u0370" <= c <= "\u03ff" for c in plan.title)), "")
    return running, greek
