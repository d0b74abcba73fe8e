"""The ways to the tabs of buddy plans, and to the dialogs of pairs, members, centres, stages and services."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from tests.ux.procurement_rooms import _shown

if TYPE_CHECKING:
    from tests.ux.rooms import Rooms, Stage

PAIRS, MEMBERS, CENTRES, STEERING = range(4)


def buddy_stages(rooms: "Rooms") -> Iterator["Stage"]:
    """Each tab with its dialogs; nothing is written."""
    screen: Any = rooms.window.show_page("buddies")
    rooms.settle()
    yield from _pairs(rooms, screen)
    yield from _members(rooms, screen)
    yield from _centres(rooms, screen)
    screen.tabs.setCurrentIndex(STEERING)
    rooms.settle()
    yield rooms._front("buddies_steering", screen, screen.default_focus())
    screen.tabs.setCurrentIndex(PAIRS)
    rooms.settle()


def _dialog(rooms: "Rooms", name: str, run: Any) -> Iterator["Stage"]:
    dialog = _shown(rooms, run)
    yield rooms._front(name, dialog, dialog.focusWidget() or dialog)
    rooms.shut(dialog)


def _pairs(rooms: "Rooms", screen: Any) -> Iterator["Stage"]:
    """The matrix of both sides with an empty place that is marked, a new pair, a known one."""
    screen.role.set_value("all")
    screen._role_chosen()
    rooms.settle()
    table = screen.pairs.table
    empty = next(
        index
        for row in range(table.rows.rowCount())
        for column in range(table.rows.columnCount())
        if not table.rows.cells(index := table.rows.index(row, column)) and table.rows.is_open(index)
    )
    table.setCurrentIndex(empty)
    rooms.settle()
    yield rooms._front("buddies_both", screen, screen.default_focus())
    yield from _dialog(rooms, "new_pair", screen.make)
    screen.role.set_value("mentor")
    screen._role_chosen()
    rooms.settle()
    table.mark_first(2026)
    rooms.settle()
    yield from _dialog(rooms, "edit_pair", screen.edit_pair)


def _members(rooms: "Rooms", screen: Any) -> Iterator["Stage"]:
    screen.tabs.setCurrentIndex(MEMBERS)
    rooms.settle()
    tab = screen.members
    tab.table.table.selectRow(1)
    rooms.settle()
    yield rooms._front("buddies_members", screen, screen.default_focus())
    yield from _dialog(rooms, "new_member", tab.add_member)
    yield from _dialog(rooms, "move_member", tab.move_member)
    yield from _dialog(rooms, "edit_programme", tab.edit_programme)
    yield from _dialog(rooms, "new_programme", screen.new_programme)
    screen.reload()
    rooms.settle()


def _centres(rooms: "Rooms", screen: Any) -> Iterator["Stage"]:
    screen.tabs.setCurrentIndex(CENTRES)
    rooms.settle()
    tab = screen.centres
    tab.centres.table.selectRow(next(at for at, line in enumerate(tab._lines.values()) if line.centre.code == "DX-EE"))
    rooms.settle()
    yield rooms._front("buddies_centres", screen, screen.default_focus())
    yield from _dialog(rooms, "new_centre", tab.new_centre)
    yield from _dialog(rooms, "new_stage", tab.new_stage)
    yield from _dialog(rooms, "new_service", tab.new_service)
    tab.stages.table.selectRow(0)
    yield from _dialog(rooms, "edit_stage", tab.stages._edit)
