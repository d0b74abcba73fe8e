"""The list of participants in its window: one line adds, letters filter, many rows change at once, a table is pasted."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.workshops import ParticipantRole, ParticipationStatus
from p2i_desktop.gui.workshop.participant_dialog import ParticipantDialog
from p2i_desktop.gui.workshop.participants import ParticipantsTab
from tests.gui.workshop_world import Hall

Open = Callable[..., Hall]
Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def hall(tmp_path: Path, clock: FixedClock, qapp: object) -> Iterator[Open]:
    """Opens a workshop; what was opened is closed."""
    opened: list[Hall] = []

    def make(people: int = 12, **fields: Any) -> Hall:
        opened.append(Hall(tmp_path, clock, people, **fields))
        return opened[-1]

    yield make
    for one in opened:
        one.close()


def test_one_line_adds_a_new_name_and_finds_a_known_one(hall: Open) -> None:
    room = hall(0)
    tab = room.tab(ParticipantsTab)
    assert tab.empty.isVisible()
    room.press(Key.Key_N, CTRL)
    room.write("Zoe Zufall, Stadt Muster")
    room.press(Key.Key_Return)
    room.ask(lambda office: office.parties.save_contact(contact(office)))
    room.write("Beisp")
    room.press(Key.Key_Return)
    file = room.file()
    assert [(row.name, row.organisation) for row in file.rows] == [
        ("Petra Beispiel", ""),
        ("Zoe Zufall", "Stadt Muster"),
    ]
    assert file.rows[0].contact is not None
    room.write("beispiel")
    room.press(Key.Key_Return)  # she is on the list already
    assert len(room.file().rows) == 2
    assert tab.table.current().name == "Petra Beispiel"


def contact(_office: Any) -> Any:
    from p2i_desktop.domain.parties import Contact

    return Contact(given_name="Petra", family_name="Beispiel")


def test_letters_filter_and_esc_shows_all(hall: Open) -> None:
    room = hall(40)
    tab = room.tab(ParticipantsTab)
    room.write("mus")
    shown = [f"{row.name} {row.organisation}".lower() for row in tab.table.people.rows]
    assert shown
    assert all("mus" in one for one in shown)
    assert "rows shown" in tab.head.total.text()
    room.press(Key.Key_Escape)
    assert tab.table.people.rowCount() == 40
    tab.head.show_box.set_value(ParticipationStatus.CANCELLED)
    tab.head.show_box.edited.emit()
    assert tab.table.people.rowCount() == 0
    tab.empty.pressed.emit()
    assert tab.table.people.rowCount() == 40


def test_marked_rows_change_and_go_in_one_step(hall: Open) -> None:
    room = hall(10)
    tab = room.tab(ParticipantsTab)
    for _ in range(2):
        room.press(Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    tab.head.change_wanted.emit("role", ParticipantRole.SPEAKER)
    room.settle()
    assert [row.participation.role for row in room.file().rows].count(ParticipantRole.SPEAKER) == 3
    assert len(tab.table.chosen()) == 3
    room.press(Key.Key_Delete)
    assert len(room.file().rows) == 7
    room.ask(lambda office: office.steps.undo())
    assert len(room.file().rows) == 10


def test_enter_opens_a_row_and_a_name_becomes_a_contact(hall: Open) -> None:
    room = hall(2)
    tab = room.tab(ParticipantsTab)
    known = room.ask(lambda office: office.parties.save_contact(contact(office)))
    assert known is not None
    tab.table.go_to(next(at for at, row in enumerate(tab.table.people.rows) if row.contact is None))
    room.press(Key.Key_Return)
    shown = QApplication.activeModalWidget()
    assert isinstance(shown, ParticipantDialog)
    field: Any = shown.binder.widget("contact")
    field.setFocus()
    field.setText("Beispiel")
    field.search()
    room.settle()
    field.accept()
    day: Any = shown.binder.widget("registered_on")
    day.set_value(date(2026, 11, 2))
    shown.wanted.emit()
    room.settle()
    row = next(row for row in room.file().rows if row.name == "Petra Beispiel")
    assert (row.participation.name_as_written, row.contact is not None) == ("", True)


def test_a_single_line_is_not_a_table(hall: Open) -> None:
    room = hall(2)
    tab = room.tab(ParticipantsTab)
    QGuiApplication.clipboard().setText("Anna Muster")
    assert not tab.paste()


def test_what_is_copied_has_no_address(hall: Open) -> None:
    room = hall(3)
    tab = room.tab(ParticipantsTab)
    tab.table.copy()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 4
    assert lines[0].split("\t")[:3] == ["Code", "Name", "Organisation"]
    assert "@" not in "".join(lines)
