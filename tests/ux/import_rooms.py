"""The ways through the steps of taking in a list: an odd list with known, doubtful and wrong people."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from p2i_desktop.services.office import Office

if TYPE_CHECKING:
    from tests.ux.rooms import Rooms, Stage

_LIST = (
    "List of participants\n"
    "Person\t\t\tOffice\t\t\n"
    "First name\tLast name\tE-mail\tName\tRole\tRegistered on\tDiet\n"
    "Nadja\tNeu\tnadja @ demo.example\tDemo Town\tSpeaker\t03/04/2026\tvegetarian, no nuts\n"
    "Nadja\tNeu\t\t\tJury\t\t\n"
    "Bo\tFalsch\tnope\t\tCook\t\t\n"
)


def import_stages(rooms: "Rooms", workshop: str) -> Iterator["Stage"]:
    """Each of the four steps; at the end the list is taken in."""
    from p2i_desktop.gui.workshop.import_window import open_import

    known = rooms.ask(_somebody)
    window: Any = rooms._opened(lambda: rooms.window.open_workshop(workshop), rooms.size)
    dialog: Any = rooms._opened(lambda: open_import(window.bench, window, workshop))
    yield rooms._front("import_file", dialog, dialog.source.browse)
    dialog.read_text('a;b\n"x;y\n')
    rooms.settle()
    yield rooms._front("import_unreadable", dialog, dialog.source.browse)
    dialog.read_text(f"{_LIST}{known}\n")
    rooms.settle()
    dialog.columns.unknown.set_value("contacts")
    dialog.columns._show_basis()
    rooms.settle()
    yield rooms._front("import_columns", dialog, dialog.columns.first())
    dialog.go_on()
    rooms.settle()
    dialog.checked.table.go_to(2)
    rooms.settle()
    yield rooms._front("import_check", dialog, dialog.checked.table)
    dialog.go_on()
    rooms.settle()
    yield rooms._front("import_result", dialog, dialog.next)
    rooms.shut(dialog)
    rooms.shut(window)


def _somebody(office: Office) -> str:
    """A row with the name of a known contact who works elsewhere."""
    from p2i_desktop.domain.parties import Contact

    found = next(one for one in office.store.find(Contact) if one.family_name)
    return f"{found.given_name}\t{found.family_name}\t\tElsewhere\t\t\t"
