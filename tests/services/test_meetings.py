"""Meetings of a plan: dated on days of work, held with minutes and follow-ups in one step, postponed, called off."""

from dataclasses import replace
from datetime import date

import pytest

from p2i_desktop.domain.advice import Action
from p2i_desktop.domain.buddies import MeasureStatus, MeasureType, PlanMilestone, PlanSide, PlanStatus, SupportMeasure
from p2i_desktop.domain.network import Transition
from p2i_desktop.domain.plan_meetings import AgendaKind
from p2i_desktop.domain.record import About, link_id
from p2i_desktop.i18n import texts_for
from p2i_desktop.services.errors import Missing, Refused
from p2i_desktop.services.meeting_words import agenda_text
from p2i_desktop.services.meetings import FollowUp
from p2i_desktop.services.office import Office
from tests.services.pair_world import Pair, make_pair, meeting, put


@pytest.fixture
def pair(office: Office) -> Pair:
    return make_pair(office, starts=date(2027, 1, 1), ends=date(2027, 12, 31))


def measures(office: Office, pair: Pair) -> list[SupportMeasure]:
    return sorted(office.store.find(SupportMeasure, plan=pair.plan), key=lambda one: str(one.planned_on))


def moves(office: Office, measure: SupportMeasure) -> list[tuple[str, str, date | None]]:
    found = office.store.find(Transition, about=About("support_measure", measure.id))
    return [(one.old, one.new, one.on) for one in sorted(found, key=lambda one: one.id)]


def test_the_two_meetings_are_dated_on_working_days_of_both_countries_as_one_step(office: Office, pair: Pair) -> None:
    # 2 April 2027 would be the middle of the first half; 5 October is a holiday in Portugal only
    changed = office.meetings.plan_missing(pair.plan)
    assert changed is not None
    first, second = measures(office, pair)
    assert (first.planned_on, second.planned_on) == (date(2027, 4, 2), date(2027, 10, 1))
    assert (first.type, second.type) == (MeasureType.BUDDY_VISIT, MeasureType.RETURN_VISIT)
    assert office.meetings.plan_missing(pair.plan) is None
    office.steps.undo()
    assert measures(office, pair) == []


def test_holidays_of_both_countries_count(office: Office) -> None:
    pair = make_pair(office, starts=date(2027, 10, 1), ends=date(2027, 10, 9))
    # 5 October: Republic Day in Portugal; 26 October is none of these days
    days = office.meetings.suggested(pair.plan)
    assert days == [date(2027, 10, 4), date(2027, 10, 7)]
    assert date(2027, 10, 5) not in days


def test_a_meeting_is_held_with_minutes_and_follow_ups_in_one_step(office: Office, pair: Pair) -> None:
    visit = meeting(pair.plan, date(2026, 11, 18))
    put(office, visit)
    visit = office.work.get(SupportMeasure, visit.id)
    me = office.centre.me()
    assert me is not None
    told = replace(visit, people_mentor=2, people_new=3, minutes=180, output="Draft mandate", protocol="All of it")
    office.meetings.hold(
        told,
        [
            FollowUp("Send the draft", date(2026, 11, 24), owner=me.id),
            FollowUp("Ask the ministry", date(2026, 12, 1), other_side="Demo North"),
        ],
    )
    held = office.work.get(SupportMeasure, visit.id)
    assert (held.status, held.held_on, held.people_new) == (MeasureStatus.DONE, date(2026, 11, 18), 3)
    assert moves(office, held) == [("planned", "done", date(2026, 11, 18))]
    mine, theirs = office.meetings.follow_ups(held.id)
    assert (mine.owner, mine.other_side, mine.about) == (me.id, "", About("support_plan", pair.plan))
    assert (theirs.owner, theirs.other_side, theirs.due_on) == (None, "Demo North", date(2026, 12, 1))
    coming = office.overview.days(date(2026, 11, 20), date(2026, 12, 31))
    assert {"Send the draft", "Ask the ministry"} <= {line.title for line in coming}
    office.steps.undo()
    assert office.store.find(Action) == []
    assert office.work.get(SupportMeasure, visit.id).status is MeasureStatus.PLANNED


def test_a_meeting_without_an_output_is_not_held_and_nothing_is_written(office: Office, pair: Pair) -> None:
    visit = meeting(pair.plan, date(2026, 11, 18))
    put(office, visit)
    stored = office.work.get(SupportMeasure, visit.id)
    with pytest.raises(Refused) as refused:
        office.meetings.hold(stored, [FollowUp("x", date(2026, 12, 1))])
    assert [problem.field for problem in refused.value.problems] == ["output"]
    with pytest.raises(Refused):
        office.meetings.hold(replace(stored, output="o", held_on=date(2026, 11, 21)))
    with pytest.raises(Refused):
        office.meetings.hold(replace(stored, output="o"), [FollowUp("  ", date(2026, 12, 1))])
    assert office.store.find(Action) == []
    assert moves(office, stored) == []


def test_a_meeting_planned_ahead_is_held_today(office: Office, pair: Pair) -> None:
    visit = meeting(pair.plan, date(2027, 3, 1))
    put(office, visit)
    office.meetings.hold(replace(office.work.get(SupportMeasure, visit.id), output="Earlier than planned"))
    assert office.work.get(SupportMeasure, visit.id).held_on == date(2026, 11, 20)


def test_a_meeting_is_postponed_to_a_day_or_for_now_and_called_off(office: Office, pair: Pair) -> None:
    visit = meeting(pair.plan, date(2027, 3, 1))
    put(office, visit)
    office.meetings.postpone(visit.id, date(2027, 3, 8))
    after = office.work.get(SupportMeasure, visit.id)
    assert (after.status, after.planned_on) == (MeasureStatus.PLANNED, date(2027, 3, 8))
    assert {(old, new) for old, new, _ in moves(office, after)} == {("planned", "postponed"), ("postponed", "planned")}
    office.meetings.postpone(visit.id, None, "The host is ill")
    assert office.work.get(SupportMeasure, visit.id).status is MeasureStatus.POSTPONED
    with pytest.raises(Refused):  # it gets a day first
        office.meetings.hold(replace(office.work.get(SupportMeasure, visit.id), output="o"))
    assert len(office.meetings.suggested(pair.plan)) == 2
    office.meetings.postpone(visit.id, date(2027, 3, 9))
    office.meetings.set_status(visit.id, MeasureStatus.CONFIRMED)
    office.meetings.set_status(visit.id, MeasureStatus.CANCELLED)
    with pytest.raises(Refused):
        office.meetings.postpone(visit.id, date(2027, 4, 1))
    assert office.work.get(SupportMeasure, visit.id).planned_on == date(2027, 3, 9)


def test_meetings_move_also_while_the_plan_is_agreed(office: Office) -> None:
    pair = make_pair(office, starts=date(2026, 6, 1), ends=date(2027, 5, 31), status=PlanStatus.ACTIVE)
    office.meetings.plan_missing(pair.plan)
    first = measures(office, pair)[0]
    office.meetings.postpone(first.id, date(2026, 12, 1))
    assert office.work.get(SupportMeasure, first.id).planned_on == date(2026, 12, 1)


def test_the_agenda_is_read_from_the_open_points(office: Office, pair: Pair) -> None:
    visit = meeting(pair.plan, date(2027, 6, 1))
    before = meeting(pair.plan, date(2026, 11, 1), held_on=date(2026, 11, 1), protocol="Good\n? Who pays the travel")
    later = meeting(pair.plan, date(2027, 9, 1))
    put(
        office,
        visit,
        before,
        later,
        PlanMilestone(plan=pair.plan, position="1", title="Mandate", due_on=date(2026, 10, 1), owner_side=PlanSide.NEW),
        PlanMilestone(plan=pair.plan, position="2", title="Launch", due_on=date(2027, 8, 1)),
        PlanMilestone(plan=pair.plan, position="3", title="After the next", due_on=date(2027, 10, 1)),
    )
    office.meetings.follow_up(before.id, [FollowUp("Send the draft", date(2027, 5, 31), other_side="Demo North")])
    points = office.meetings.agenda(visit.id)
    assert [(one.kind, one.text) for one in points] == [
        (AgendaKind.OVERDUE, "Mandate"), (AgendaKind.COMING, "Launch"), (AgendaKind.ACTION, "Send the draft"),
        (AgendaKind.OPEN, "Who pays the travel"),
    ]  # fmt: skip
    sides = {PlanSide.MENTOR: "Demo Centre", PlanSide.NEW: "Demo North", PlanSide.BOTH: "both"}
    text = agenda_text(points, sides, texts_for("en"))
    assert "– Mandate (Demo North, due 01/10/2026, 50 days late)" in text.splitlines()
    assert "– Launch (both, due 01/08/2027)" in text.splitlines()
    assert agenda_text([], sides, texts_for("en")) == ""


def test_a_copy_in_the_next_version_knows_where_it_comes_from(office: Office, pair: Pair) -> None:
    visit = meeting(pair.plan, date(2027, 6, 1))
    put(office, visit)
    office.meetings.follow_up(visit.id, [FollowUp("Send the draft", date(2027, 5, 31))])
    plan = office.work.get(type(office.store.find(SupportMeasure)[0]), visit.id).plan
    from p2i_desktop.domain.buddies import SupportPlan

    first = office.work.get(SupportPlan, plan or "")
    second = replace(first, id=SupportPlan().id, version=2, replaces=first.id, revision=0)
    copy = replace(visit, id=link_id("plan_row", second.id, visit.id), plan=second.id, revision=0)
    put(office, second, copy)
    assert office.meetings.origins(copy) == [copy.id, visit.id]
    assert [one.title for one in office.meetings.follow_ups(copy.id)] == ["Send the draft"]


def test_what_is_not_there_is_said(office: Office, pair: Pair) -> None:
    for ask in (
        office.meetings.suggested,
        office.meetings.plan_missing,
        office.meetings.agenda,
        office.meetings.follow_ups,
    ):
        with pytest.raises(Missing):
            ask("nothing")
    with pytest.raises(Missing):
        office.meetings.postpone("nothing", None)
