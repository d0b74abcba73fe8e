"""The ways to the page of workshops, its dialogs, and every tab of a workshop's window."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from p2i_desktop.domain.workshops import EventStatus, Participation, Workshop, WorkshopSession
from p2i_desktop.services.office import Office
from tests.ux.attendance_rooms import attendance_stages
from tests.ux.import_rooms import import_stages
from tests.ux.procurement_rooms import _shown

if TYPE_CHECKING:
    from tests.ux.rooms import Rooms, Stage


def workshop_stages(rooms: "Rooms") -> Iterator["Stage"]:
    """The calendar under the filter of the list, what makes a workshop, and the windows of one to come and one held."""
    yield from _page(rooms)
    coming, held = rooms.ask(_workshops)
    yield from _tabs(rooms, coming, "")
    yield from _tabs(rooms, held, "held_")
    yield from attendance_stages(rooms, held)
    yield from _moves(rooms, coming)
    yield from _packs(rooms, coming, held)
    yield from import_stages(rooms, coming)
    log = rooms._opened(lambda: rooms.window.log(workshop=coming))
    yield rooms._front("quick_log_workshop", log, log.form.note)
    rooms.shut(log)


def _page(rooms: "Rooms") -> Iterator["Stage"]:
    screen: Any = rooms.window.show_page("workshops")
    screen.page.memory.show_view("all")
    screen.ways.show_way("calendar")
    rooms.settle()
    calendar = screen.ways.calendar
    calendar.go_to(max(calendar._entries, key=lambda day: len(calendar._entries[day])))
    rooms.settle()
    yield rooms._front("workshops_calendar", screen, screen.default_focus())
    calendar.spans.button(0).click()
    rooms.settle()
    yield rooms._front("workshops_agenda", screen, screen.default_focus())
    calendar.spans.buttons()[0].click()
    screen.ways.show_way("table")
    rooms.settle()
    dialog: Any = rooms._opened(rooms.window.action("new_workshop").trigger)
    dialog._save()
    rooms.settle()
    yield rooms._front("new_workshop", dialog, dialog.title)
    rooms.shut(dialog)
    screen.page.list.table.selectRow(0)
    rooms.settle()
    dialog = rooms._opened(rooms.window.action("copy_workshop").trigger)
    yield rooms._front("copy_workshop", dialog, dialog.focusWidget() or dialog)
    rooms.shut(dialog)


def _tabs(rooms: "Rooms", workshop: str, prefix: str) -> Iterator["Stage"]:
    window: Any = rooms._opened(lambda: rooms.window.open_workshop(workshop), rooms.size)
    for tab in window.tabs:
        window.drawers.visit(tab)
        rooms.settle()
        yield rooms._front(f"{prefix}{tab.name}", window, window.focusWidget() or window)
    rooms.shut(window)


def _moves(rooms: "Rooms", coming: str) -> Iterator["Stage"]:
    """A workshop that is cancelled, and what stands against one that is held before its day; nothing is written."""
    window: Any = rooms._opened(lambda: rooms.window.open_workshop(coming), rooms.size)
    window.drawers.visit(window.tabs[0])
    window.bench.commands.action("workshop_hold").trigger()
    rooms.settle()
    yield rooms._front("workshop_refused", window, window.focusWidget() or window)
    window._refuse("")
    window.bench.commands.action("workshop_cancel").trigger()
    rooms.settle()
    yield rooms._front("workshop_cancel", window, window.panel.reason)
    window.panel.hide()
    grid = window.tabs[1]
    window.drawers.visit(grid)
    grid.add_row()
    rooms.settle()
    yield rooms._front("workshop_new_line", window, window.focusWidget() or window)
    window.hand.drafts.drop()
    rooms.shut(_shown(rooms, window.ways.copy))
    rooms.shut(window)


def _packs(rooms: "Rooms", coming: str, held: str) -> Iterator["Stage"]:
    """The pack before and after the day, one of which nothing is chosen, and the check of a certificate."""
    from p2i_desktop.gui.workshop.pack_dialog import open_pack

    for name, key in (("coming", coming), ("held", held)):
        dialog: Any = rooms._opened(lambda key=key: open_pack(rooms.bench, rooms.window, key))  # type: ignore[misc]
        rooms.settle()
        yield rooms._front(f"workshop_pack_{name}", dialog, dialog.focusWidget() or dialog)
        if name == "held":
            for box in dialog.choices.parts.values():
                box.setChecked(False)
            dialog.start()
            rooms.settle()
            yield rooms._front("workshop_pack_empty", dialog, dialog.focusWidget() or dialog)
        rooms.shut(dialog)
    dialog = rooms._opened(rooms.window.action("check_certificate").trigger)
    yield rooms._front("certificate_check", dialog, dialog.number)
    dialog.number.setText(rooms.ask(_certificate))
    dialog.ask()
    rooms.settle()
    yield rooms._front("certificate_known", dialog, dialog.number)
    rooms.shut(dialog)


def _certificate(office: Office) -> str:
    """The number of a certificate that was issued."""
    issued = (row for row in office.store.find(Participation) if row.certificate_code)
    return next((row.certificate_code for row in issued), "W-2026-01-0000000000")


def _workshops(office: Office) -> tuple[str, str]:
    """(one that is to come, one that was held on several days)."""
    found = sorted(office.store.find(Workshop), key=lambda one: (str(one.starts_on), one.id))
    coming = next(one.id for one in found if one.status in (EventStatus.PLANNED, EventStatus.REGISTRATION_OPEN))
    held = [one for one in found if one.status in (EventStatus.HELD, EventStatus.DOCUMENTED)]
    several = [one for one in held if len(office.store.find(WorkshopSession, workshop=one.id)) > 1]
    return coming, (several or held)[-1].id
