"""Support plans in Today and in the calendar: milestones and meetings of a plan in force, done and postponed where they stand."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from p2i_desktop.domain.advice import Action
from p2i_desktop.domain.buddies import (
    MeasureStatus,
    MeasureType,
    PlanMilestone,
    PlanSide,
    PlanStatus,
    SupportMeasure,
    SupportPlan,
)
from p2i_desktop.domain.network import Transition
from p2i_desktop.domain.record import About
from p2i_desktop.services.office import Office
from p2i_desktop.services.overview import Due
from tests.services.pair_world import Pair, make_pair, meeting, put

TODAY = date(2026, 11, 20)
LATE, SOON = TODAY - timedelta(days=12), TODAY + timedelta(days=3)


@pytest.fixture
def pair(office: Office) -> Pair:
    made = make_pair(office, status=PlanStatus.ACTIVE, agreed_on=date(2026, 1, 5))
    put(
        office,
        PlanMilestone(plan=made.plan, position="m", title="Mandate signed", owner_side=PlanSide.NEW, due_on=LATE),
        PlanMilestone(plan=made.plan, position="t", title="Done already", due_on=LATE, done_on=LATE),
        meeting(made.plan, SOON),
    )
    return made


def due(office: Office) -> list[Due]:
    return office.overview.today(TODAY, 2026).due


def test_a_milestone_and_a_meeting_of_a_plan_in_force_are_due(office: Office, pair: Pair) -> None:
    late, visit = due(office)
    assert (late.kind, late.title, late.days, late.group, late.side) == (
        "milestone",
        "Mandate signed",
        -12,
        "overdue",
        "new",
    )
    assert (late.about_type, late.about_id) == ("support_plan", pair.plan)
    assert late.case_number.endswith(" 2026")
    assert " → " in late.case_number
    assert (late.done, late.moves, late.asks) == (True, False, False)
    assert (visit.kind, visit.on, visit.side) == ("measure", SOON, "")
    assert MeasureType(visit.title)
    assert (visit.done, visit.moves, visit.asks) == (False, True, True)
    assert office.overview.days(LATE, SOON) == due(office)


@pytest.mark.parametrize(
    "status", [status for status in PlanStatus if status not in (PlanStatus.AGREED, PlanStatus.ACTIVE)]
)
def test_nothing_is_due_in_a_plan_that_rests(office: Office, pair: Pair, status: PlanStatus) -> None:
    plan = office.work.get(SupportPlan, pair.plan)
    put(office, replace(plan, status=status))
    assert due(office) == []


def test_nothing_is_due_in_a_plan_in_the_bin(office: Office, pair: Pair) -> None:
    office.work.bin("support_plan", pair.plan)
    assert due(office) == []


def test_a_milestone_is_done_by_one_key_and_one_undo(office: Office, pair: Pair) -> None:
    (late, _) = due(office)
    office.actions.due_done(late.kind, late.id)
    assert office.work.get(PlanMilestone, late.id).done_on == TODAY
    assert [one.kind for one in due(office)] == ["measure"]
    office.steps.undo()
    assert office.work.get(PlanMilestone, late.id).done_on is None


def test_a_meeting_is_postponed_and_is_planned_still(office: Office, pair: Pair) -> None:
    visit = due(office)[1]
    office.actions.due_postpone(visit.kind, visit.id, SOON + timedelta(days=1))
    stored = office.work.get(SupportMeasure, visit.id)
    assert (stored.planned_on, stored.status) == (SOON + timedelta(days=1), MeasureStatus.PLANNED)
    assert office.store.find(Transition, about=About("support_measure", visit.id))
    assert due(office)[1].on == SOON + timedelta(days=1)


def test_a_measure_held_or_called_off_is_not_due(office: Office, pair: Pair) -> None:
    visit = office.work.get(SupportMeasure, due(office)[1].id)
    for status in (MeasureStatus.DONE, MeasureStatus.CANCELLED):
        put(office, replace(office.work.get(SupportMeasure, visit.id), status=status, held_on=TODAY))
        assert [one.kind for one in due(office)] == ["milestone"]


def test_what_is_to_be_done_for_a_plan_or_a_row_of_it_names_the_pair_and_opens_the_plan(
    office: Office, pair: Pair
) -> None:
    visit = due(office)[1]
    put(
        office,
        Action(about=About("support_plan", pair.plan), title="Send the draft", due_on=TODAY),
        Action(about=About("support_measure", visit.id), title="Book the room", due_on=TODAY),
    )
    found = {one.title: one for one in due(office) if one.kind == "action"}
    assert set(found) == {"Send the draft", "Book the room"}
    for one in found.values():
        assert (one.about_type, one.about_id) == ("support_plan", pair.plan)
        assert one.case_number == due(office)[0].case_number


def test_the_version_in_force_is_opened_from_what_was_noted_for_the_one_before(office: Office, pair: Pair) -> None:
    old = office.work.get(SupportPlan, pair.plan)
    new = SupportPlan(
        pairing=old.pairing, version=2, replaces=old.id, title="Second", starts=old.starts, ends=old.ends, status=PlanStatus.ACTIVE,
        agreed_on=TODAY,
    )  # fmt: skip
    put(office, replace(old, status=PlanStatus.SUPERSEDED), new)
    put(office, Action(about=About("support_plan", old.id), title="Send the draft", due_on=TODAY))
    (one,) = due(office)
    assert (one.about_id, one.case_title) == (new.id, "Second")


def test_plans_are_for_everybody(office: Office, pair: Pair) -> None:
    assert {one.kind for one in office.overview.today(TODAY, 2026, mine=True).due} == {"milestone", "measure"}
