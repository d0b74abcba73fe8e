"""What is to be done."""

from dataclasses import replace
from datetime import date

import pytest

from p2i_desktop.domain.record import About
from p2i_desktop.services.errors import Missing, Refused
from p2i_desktop.services.office import Office


def test_done_postponed_dropped_and_open_again(office: Office, case_id: str) -> None:
    action = replace(office.actions.blank(About("case", case_id)), title="Send the template")
    office.actions.save(action)
    assert office.actions.action(action.id).due_on == date(2026, 11, 20)
    office.actions.postpone(action.id, date(2026, 11, 23))
    assert office.actions.action(action.id).due_on == date(2026, 11, 23)
    office.actions.done(action.id)
    assert office.actions.action(action.id).done_on == date(2026, 11, 20)
    office.steps.undo()
    with pytest.raises(Refused):
        office.actions.drop(action.id)
    office.actions.drop(action.id, "No longer wanted")
    assert office.actions.action(action.id).dropped_on == date(2026, 11, 20)
    office.steps.undo()
    assert office.actions.action(action.id).dropped_on is None


def test_the_follow_up_of_a_case_is_done_and_postponed_alike(office: Office, case_id: str) -> None:
    office.advice.save_case(replace(office.advice.case(case_id), follow_up_on=date(2026, 11, 18)))
    office.actions.postpone(case_id, date(2026, 11, 25))
    assert office.advice.case(case_id).follow_up_on == date(2026, 11, 25)
    office.actions.done(case_id)
    assert office.advice.case(case_id).follow_up_on is None
    with pytest.raises(Missing):
        office.actions.done("nothing")
