"""Links between cases: one row for both sides, undone and redone, hidden where the other side is hidden."""

from dataclasses import replace

import pytest

from p2i_desktop.domain.advice import Confidentiality
from p2i_desktop.domain.parties import StaffMember
from p2i_desktop.services.errors import Missing, Refused
from p2i_desktop.services.office import Office
from tests.services.conftest import open_case


def titles(office: Office, case_id: str) -> list[tuple[str, str]]:
    return [(one.case.title, one.link.note) for one in office.case_links.of(case_id)]


def test_both_sides_show_one_link_whoever_made_it(office: Office) -> None:
    first, second = open_case(office, None, title="First"), open_case(office, None, title="Second")
    office.case_links.link(second, first, "same supplier")
    office.case_links.link(first, second)
    assert titles(office, first) == [("Second", "same supplier")]
    assert titles(office, second) == [("First", "same supplier")]
    assert office.case_links.of(first)[0].link.id == office.case_links.of(second)[0].link.id
    office.case_links.save_note(office.case_links.of(first)[0].link, "same need")
    assert titles(office, second) == [("First", "same need")]


def test_a_link_is_undone_taken_away_and_made_again(office: Office) -> None:
    first, second = open_case(office, None, title="First"), open_case(office, None, title="Second")
    office.case_links.link(first, second, "x")
    office.steps.undo()
    assert titles(office, first) == []
    office.steps.redo()
    office.case_links.unlink(office.case_links.of(first)[0].link.id)
    assert (titles(office, first), titles(office, second)) == ([], [])
    office.case_links.link(second, first, "again")
    assert titles(office, first) == [("Second", "again")]


def test_a_case_is_not_linked_to_itself_nor_to_one_that_is_not_there(office: Office, case_id: str) -> None:
    with pytest.raises(Refused) as refused:
        office.case_links.link(case_id, case_id)
    assert [problem.code for problem in refused.value.problems] == ["link_self"]
    with pytest.raises(Missing):
        office.case_links.link(case_id, "no such case")


def test_a_binned_or_restricted_case_is_not_shown(office: Office, case_id: str) -> None:
    other, third = open_case(office, None, title="Other"), open_case(office, None, title="Third")
    office.case_links.link(case_id, other)
    office.case_links.link(case_id, third)
    office.advice.bin("case", third)
    assert titles(office, case_id) == [("Other", "")]
    office.advice.unbin("case", third)
    assert len(titles(office, case_id)) == 2
    office.advice.save_case(replace(office.advice.case(other), confidentiality=Confidentiality.RESTRICTED))
    office.centre.save_staff(StaffMember(name="Demo Other", initials="B2"))
    office.use_settings(replace(office.settings, staff="B2"))
    assert titles(office, case_id) == [("Third", "")]
    with pytest.raises(Missing):
        office.case_links.link(case_id, other)
