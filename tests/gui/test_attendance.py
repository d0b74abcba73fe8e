"""Attendance by keys: presses are counted, marks come back from the file, walk-ins and heads in one line."""

import time as clock_time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.workshops import AttendanceMode, AttendanceStatus, ParticipationStatus
from p2i_desktop.gui.workshop.attendance import AttendanceTab
from tests.gui.workshop_world import Hall, make_workshop

Open = Callable[..., Hall]
Key = Qt.Key


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


def statuses(hall: Hall) -> list[AttendanceStatus | None]:
    """What is noted of each row in the first session, in the order of the list."""
    file = hall.file()
    key = file.sessions[0].id
    return [row.marks[key].status if key in row.marks else None for row in file.rows]


def test_a_hundred_people_are_marked_in_two_minutes_by_keyboard(hall: Open) -> None:
    """Walking down the signed sheet: one press a person, two for those who came for a part without telling how long."""
    room = hall(100)
    tab = room.tab(AttendanceTab)
    wanted = [AttendanceStatus.ABSENT if at % 9 == 4 else AttendanceStatus.EXCUSED if at % 25 == 7 else
              AttendanceStatus.PRESENT for at in range(100)]  # fmt: skip
    keys = {AttendanceStatus.PRESENT: " ", AttendanceStatus.EXCUSED: "e", AttendanceStatus.ABSENT: "a"}
    began, room.presses = clock_time.process_time(), 0
    for status in wanted:
        room.write(keys[status], settle=False)
    room.settle()
    assert room.presses == 100
    assert statuses(room) == wanted
    assert clock_time.process_time() - began < 30  # two minutes leave a second a press to the fingers
    present = wanted.count(AttendanceStatus.PRESENT)
    assert tab.head.tally.text() == f"{present} of 100 present"


def test_a_hundred_people_in_the_order_in_which_badges_come(hall: Open) -> None:
    """By the code of the row: its three signs and Space; the name would do as well."""
    room = hall(100)
    room.tab(AttendanceTab)
    rows = room.file().rows
    room.presses = 0
    for row in rows[::7]:
        first, rest = row.code[:1], row.code[1:].lower()
        room.write((first if first in "AEOP" else first.lower()) + rest + " ", settle=False)
    room.settle()
    assert room.presses == 4 * len(rows[::7])
    assert [at for at, status in enumerate(statuses(room)) if status is AttendanceStatus.PRESENT] == list(
        range(0, 100, 7)
    )


def test_letters_of_a_name_jump_and_the_next_mark_is_one(hall: Open) -> None:
    room = hall(40)
    tab = room.tab(AttendanceTab)
    room.write("spe")
    assert tab.table.current().family_name == "Specimen"
    room.write(" ")
    room.write("näi")
    assert tab.table.current().family_name == "Näidis"
    tab.mark_keys.forget()
    room.write("a")
    room.write("E")  # with Shift a name that begins with a letter that marks
    assert tab.table.current().family_name[0] == "E"
    assert sorted(one for one in statuses(room) if one) == [AttendanceStatus.ABSENT, AttendanceStatus.PRESENT]


def test_part_asks_for_minutes_in_the_row_and_is_one_step(hall: Open) -> None:
    room = hall(5)
    tab = room.tab(AttendanceTab)
    room.presses = 0
    room.write("p90")
    room.press(Key.Key_Return)
    room.write("p")
    room.press(Key.Key_Return)  # half
    room.write("p12")
    room.press(Key.Key_Escape)  # given up
    assert room.presses == 10
    file = room.file()
    key = file.sessions[0].id
    assert [row.marks[key].minutes if key in row.marks else "" for row in file.rows] == [90, None, "", "", ""]
    assert [round(row.share or 0) for row in file.rows[:2]] == [38, 50]
    room.ask(lambda office: office.steps.undo())
    assert statuses(room)[:2] == [AttendanceStatus.PART, None]
    assert tab.table.current_id() == file.rows[2].id


def test_too_many_minutes_stay_and_say_why(hall: Open) -> None:
    room = hall(3)
    tab = room.tab(AttendanceTab)
    room.write("p999")
    room.press(Key.Key_Return)
    said = [one.text() for one in room.window.bars.findChildren(QLabel)]
    assert (tab.minutes.isVisible(), tab.minutes.text()) == (True, "999")
    assert any("240" in one for one in said), said
    room.press(Key.Key_Escape)
    assert not room.window.bars.isVisible()
    room.write("p")
    assert tab.minutes.property("state") != "error"
    room.write("90")
    room.press(Key.Key_Return)
    assert statuses(room)[0] is AttendanceStatus.PART


def test_all_at_once_backspace_and_one_undo(hall: Open) -> None:
    room = hall(30)
    tab = room.tab(AttendanceTab)
    room.press(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    room.write(" ")
    assert statuses(room) == [AttendanceStatus.PRESENT] * 30
    room.press(Key.Key_Home)
    tab.table.go_to(3)
    room.press(Key.Key_Backspace)
    assert statuses(room)[3] is None
    tab._mark_rest(AttendanceStatus.ABSENT)
    room.settle()
    assert statuses(room)[3] is AttendanceStatus.ABSENT
    for _ in range(3):
        room.ask(lambda office: office.steps.undo())
    assert statuses(room) == [None] * 30


def test_on_site_or_online(hall: Open) -> None:
    room = hall(4)
    tab = room.tab(AttendanceTab)
    room.write("o ")
    file = room.file()
    assert file.rows[0].marks[file.sessions[0].id].mode is AttendanceMode.ONLINE
    assert tab.head.detail.text().endswith("0 on site, 1 online")


def test_walk_ins_in_one_line_and_who_is_on_the_list_is_only_marked(hall: Open) -> None:
    room = hall(6)
    tab = room.tab(AttendanceTab)
    room.presses = 0
    room.press(Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    room.write("Zoe Zufall, Stadt Muster")
    room.press(Key.Key_Return)
    assert room.presses == 2 + len("Zoe Zufall, Stadt Muster")
    file = room.file()
    walked = next(row for row in file.rows if row.name == "Zoe Zufall")
    assert (walked.walk_in, walked.present, walked.organisation) == (True, True, "Stadt Muster")
    assert tab.foot.walk_in.hasFocus()
    assert tab.foot.walk_in.text() == ""
    known = file.rows[0]
    room.write(known.family_name[:4])
    room.press(Key.Key_Return)
    after = room.file()
    assert len(after.rows) == len(file.rows)
    assert after.rows[0].present
    room.press(Key.Key_Escape)
    assert tab.table.hasFocus()


def test_who_cancelled_and_came_is_registered_again(hall: Open) -> None:
    room = hall(3)
    room.tab(AttendanceTab)
    first = room.file().rows[0].id
    room.ask(lambda office: office.participants.set_status([first], ParticipationStatus.CANCELLED))
    room.settle()
    room.write(" ")
    row = room.file().rows[0]
    assert (row.participation.status, row.present) == (ParticipationStatus.REGISTERED, True)


def test_counted_heads_are_saved_when_the_field_is_left(hall: Open) -> None:
    room = hall(3)
    tab = room.tab(AttendanceTab)
    tab.foot.on_site.setFocus()
    room.write("57")
    room.press(Key.Key_Return)
    assert room.file().workshop.headcount_on_site == 57
    assert room.file().presence.on_site == 57


@pytest.mark.slow
def test_five_thousand_people_do_not_hold_the_window(hall: Open) -> None:
    room = hall(5000)
    tab = room.tab(AttendanceTab)
    worst = 0.0
    for letter in (" ", " ", "a", "sp", " "):
        began = clock_time.perf_counter()
        room.write(letter, settle=False)
        worst = max(worst, clock_time.perf_counter() - began)
    room.settle()
    assert worst < 0.5
    assert tab.table.people.rowCount() == 5000


def test_a_refused_mark_is_said_and_the_keys_stay_on_its_row(hall: Open) -> None:
    room = hall(4, make=lambda office: make_workshop(office, 4, on=date(2027, 3, 1)))
    tab = room.tab(AttendanceTab)
    tab.table.go_to(1)
    room.write(" ")
    assert statuses(room) == [None] * 4
    assert tab.table.currentIndex().row() == 1
    assert room.window.bars.isVisible()
    assert tab.head.tally.text() == "0 of 4 present"
