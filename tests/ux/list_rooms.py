"""What belongs to lists: the bar of selected rows, values of a filter, columns, the name of a view, many changed at once."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QLineEdit

if TYPE_CHECKING:
    from tests.ux.rooms import Rooms, Stage


def list_stages(rooms: "Rooms") -> "Iterator[Stage]":
    """The list of cases in its states, and its dialogs."""
    window = rooms.window
    screen: Any = window.show_page("cases")
    screen.page.memory.show_view("all")
    rooms.settle()
    table = screen.page.list.table
    table.select_spans([range(5)])
    screen.chips["stage"].set_values(["preparation", "tendering"])
    screen.page.filters.edited.emit()
    rooms.settle()
    table.select_spans([range(3)])
    rooms.settle()
    yield rooms._front("cases_selected", screen, screen.default_focus())
    for command in ("cases_columns", "cases_save_view"):
        dialog = rooms._opened(lambda command=command: window.action(command).trigger())  # type: ignore[misc]
        start = dialog.findChild(QLineEdit) or dialog.list
        yield rooms._front(command, dialog, start)
        rooms.shut(dialog)
    for what in ("phase", "follow_up", "tag"):
        dialog = rooms._opened(lambda what=what: screen.page.bulk.change(what))  # type: ignore[misc]
        _fill(dialog, what)
        rooms.settle()
        yield rooms._front(f"bulk_{what}", dialog, dialog.value)
        rooms.shut(dialog)
    popup = rooms._opened(screen.chips["sector"].open)
    yield rooms._front("filter_values", popup, popup.line)
    rooms.shut(popup)
    screen.page.memory.show_view("open")
    rooms.settle()


def _fill(dialog: Any, what: str) -> None:
    from p2i_desktop.domain.advice import Phase

    if what == "phase":
        dialog.value.set_value(Phase.PREP_OMC)
    else:
        dialog.value.setText("+3" if what == "follow_up" else "pilot")
    dialog.look()
