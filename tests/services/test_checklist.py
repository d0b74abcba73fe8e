"""The checklist of a case: added, ticked, ordered, thrown away, each one step that undo takes back."""

import pytest

from p2i_desktop.services.errors import Missing, Refused
from p2i_desktop.services.office import Office


@pytest.fixture
def three(office: Office, case_id: str) -> list[str]:
    """Three lines."""
    for title in ("One", "Two", "Three"):
        office.checklist.add(case_id, title)
    return [item.id for item in office.checklist.items(case_id)]


def shown(office: Office, case_id: str) -> list[str]:
    return [("x " if item.done_on else "") + item.title for item in office.checklist.items(case_id)]


def test_lines_are_ticked_moved_and_thrown_away(office: Office, case_id: str, three: list[str]) -> None:
    office.checklist.tick(three[1], True)
    office.checklist.move(three[2], -1)
    assert shown(office, case_id) == ["One", "Three", "x Two"]
    office.checklist.tick(three[1], False)
    office.checklist.rename(three[0], "First")
    office.checklist.remove(three[2])
    assert shown(office, case_id) == ["First", "Two"]
    for _ in range(5):
        office.steps.undo()
    assert shown(office, case_id) == ["One", "Two", "Three"]


def test_the_ends_of_the_list_hold(office: Office, case_id: str, three: list[str]) -> None:
    assert office.checklist.move(three[0], -1) is None
    assert office.checklist.move(three[2], 1) is None
    for _ in range(30):
        office.checklist.move(three[0], 1)
        office.checklist.move(three[0], -1)
    assert shown(office, case_id) == ["One", "Two", "Three"]


def test_a_second_tick_keeps_the_first_day(office: Office, case_id: str, three: list[str], clock: object) -> None:
    office.checklist.tick(three[0], True)
    day = office.clock.today()
    clock.advance(days=3)  # type: ignore[attr-defined]
    office.checklist.tick(three[0], True)
    assert office.checklist.items(case_id)[0].done_on == day


def test_wrong_use_is_refused(office: Office, case_id: str, three: list[str]) -> None:
    with pytest.raises(Refused):
        office.checklist.add(case_id, "   ")
    with pytest.raises(Refused):
        office.checklist.rename(three[0], "x" * 301)
    with pytest.raises(Missing):
        office.checklist.add("nowhere", "Line")
    office.checklist.remove(three[0])
    with pytest.raises(Missing):
        office.checklist.tick(three[0], True)
