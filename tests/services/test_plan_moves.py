"""Moving milestones: previewed with what to mind, one step with all that wait, taken back whole, refused when agreed."""

from dataclasses import replace
from datetime import date

import pytest

from p2i_desktop.domain.buddies import PlanMilestone, PlanSide, PlanStatus, SupportPlan
from p2i_desktop.domain.network import Centre
from p2i_desktop.domain.plan_dates import Mode, Span
from p2i_desktop.services.errors import Missing, Refused
from p2i_desktop.services.office import Office
from p2i_desktop.services.plan_moves import Mind
from tests.services.pair_world import Pair, make_pair, put


@pytest.fixture
def pair(office: Office) -> Pair:
    found = make_pair(office)
    # Austria helps Portugal: the national days are 26 October and 5 October
    own = office.work.own_centre()
    assert own is not None
    put(office, replace(own, country="AT"))
    return found


def add(
    office: Office, pair: Pair, title: str, due: date, *waits: str, starts: date | None = None,
    side: PlanSide = PlanSide.BOTH, done: date | None = None,
) -> str:  # fmt: skip
    one = PlanMilestone(
        plan=pair.plan, position=title, title=title, starts_on=starts, due_on=due, depends_on=frozenset(waits),
        owner_side=side, done_on=done,
    )  # fmt: skip
    put(office, one)
    return one.id


def days(office: Office, pair: Pair) -> dict[str, tuple[date | None, date | None]]:
    return {one.title: (one.starts_on, one.due_on) for one in office.store.find(PlanMilestone, plan=pair.plan)}


def test_one_step_moves_all_that_wait_and_undo_brings_them_back(office: Office, pair: Pair) -> None:
    first = add(office, pair, "A", date(2026, 3, 6))
    second = add(office, pair, "B", date(2026, 3, 12), first, starts=date(2026, 3, 9))
    add(office, pair, "C", date(2026, 3, 13), second)
    before = days(office, pair)
    steps = office.store.seq
    found = office.plan_moves.preview(pair.plan, first, None, date(2026, 3, 10))
    assert [(one.milestone.title, one.before, one.after) for one in found.others] == [
        ("B", Span(date(2026, 3, 9), date(2026, 3, 12)), Span(date(2026, 3, 11), date(2026, 3, 16))),
        ("C", Span(None, date(2026, 3, 13)), Span(None, date(2026, 3, 17))),
    ]
    assert office.store.seq == steps  # a preview writes nothing
    office.plan_moves.move(pair.plan, first, None, date(2026, 3, 10))
    assert days(office, pair) == {
        "A": (None, date(2026, 3, 10)),
        "B": (date(2026, 3, 11), date(2026, 3, 16)),
        "C": (None, date(2026, 3, 17)),
    }
    told = office.steps.undo_label()
    assert told is not None
    assert (told.label, told.about) == ("move_milestone", ("A",))
    office.steps.undo()
    assert days(office, pair) == before
    office.steps.redo()
    assert days(office, pair)["C"] == (None, date(2026, 3, 17))


def test_alone_and_with_the_distances_kept(office: Office, pair: Pair) -> None:
    first = add(office, pair, "A", date(2026, 3, 6))
    add(office, pair, "B", date(2026, 5, 29), first)
    office.plan_moves.move(pair.plan, first, None, date(2026, 3, 13), Mode.KEEP)
    assert days(office, pair)["B"] == (None, date(2026, 6, 8))  # 4 June is Corpus Christi in both countries
    office.plan_moves.move(pair.plan, first, None, date(2026, 7, 1), Mode.ALONE)
    assert days(office, pair)["B"] == (None, date(2026, 6, 8))


def test_what_to_mind_is_named(office: Office, pair: Pair) -> None:
    first = add(office, pair, "A", date(2026, 3, 6), side=PlanSide.MENTOR)
    add(office, pair, "B", date(2026, 12, 30), first, side=PlanSide.NEW)

    def minds(due: date, starts: date | None = None) -> list[tuple[Mind, str, str]]:
        found = office.plan_moves.preview(pair.plan, first, starts, due)
        return [(one.kind, one.milestone, one.name or str(one.day)) for one in found.cautions]

    assert minds(date(2026, 10, 26)) == [(Mind.HOLIDAY, "A", "National Day")]
    assert minds(date(2026, 10, 5)) == []  # Portugal's day is not minded by the mentor
    assert minds(date(2026, 10, 24)) == [(Mind.WEEKEND, "A", "2026-10-24")]
    assert minds(date(2026, 1, 7), date(2025, 12, 30)) == [(Mind.OUTSIDE, "A", "2025-12-30")]
    assert minds(date(2026, 12, 31)) == [(Mind.OUTSIDE, "B", "2027-01-04")]


def test_a_milestone_put_before_what_it_waits_for_is_minded(office: Office, pair: Pair) -> None:
    first = add(office, pair, "A", date(2026, 3, 6))
    second = add(office, pair, "B", date(2026, 5, 29), first)
    found = office.plan_moves.preview(pair.plan, second, None, date(2026, 3, 6))
    assert [(one.kind, one.milestone, one.name) for one in found.cautions] == [(Mind.EARLY, "B", "A")]


def test_an_agreed_plan_is_not_moved(office: Office, pair: Pair) -> None:
    first = add(office, pair, "A", date(2026, 3, 6))
    plan = office.work.get(SupportPlan, pair.plan)
    put(office, replace(plan, status=PlanStatus.AGREED, agreed_on=date(2026, 1, 5)))
    with pytest.raises(Refused) as refused:
        office.plan_moves.move(pair.plan, first, None, date(2026, 3, 10))
    assert {problem.code for problem in refused.value.problems} == {"H34"}
    assert days(office, pair)["A"] == (None, date(2026, 3, 6))


def test_what_is_done_in_the_version_in_force_stays_in_the_next_draft(office: Office, pair: Pair) -> None:
    first = add(office, pair, "A", date(2026, 3, 6))
    add(office, pair, "B", date(2026, 3, 9), first)
    plan = office.work.get(SupportPlan, pair.plan)
    put(office, replace(plan, status=PlanStatus.AGREED, agreed_on=date(2026, 1, 5)))
    made = office.plans.start_version(pair.plan).plan_id
    old = next(one for one in office.store.find(PlanMilestone, plan=pair.plan) if one.title == "B")
    office.plans.save_row(replace(old, done_on=date(2026, 3, 5)))
    copy = next(one for one in office.store.find(PlanMilestone, plan=made) if one.title == "A")
    assert office.plan_moves.preview(made, copy.id, None, date(2026, 4, 1)).others == ()


def test_nonsense_is_a_sentence(office: Office, pair: Pair) -> None:
    first = add(office, pair, "A", date(2026, 3, 6))
    with pytest.raises(Missing):
        office.plan_moves.preview(pair.plan, "nobody", None, date(2026, 3, 6))
    with pytest.raises(Refused):
        office.plan_moves.move(pair.plan, first, None, date(2201, 1, 2))
    with pytest.raises(Refused):  # begins after it ends
        office.plan_moves.move(pair.plan, first, date(2026, 4, 2), date(2026, 4, 1))
    assert days(office, pair)["A"] == (None, date(2026, 3, 6))


def test_a_country_without_a_calendar_and_a_leap_day(office: Office, pair: Pair) -> None:
    new = office.work.get(Centre, pair.new)
    put(office, replace(new, country=""))
    put(office, replace(office.work.get(SupportPlan, pair.plan), starts=date(2028, 1, 1), ends=date(2028, 12, 31)))
    first = add(office, pair, "A", date(2028, 2, 28), side=PlanSide.NEW)
    add(office, pair, "B", date(2028, 2, 29), first, side=PlanSide.NEW)
    found = office.plan_moves.preview(pair.plan, first, None, date(2028, 2, 29))
    assert found.others[0].after.due == date(2028, 3, 1)
    assert office.plan_moves.days(pair.plan).new == {}


def test_five_hundred_in_a_chain(office: Office, pair: Pair) -> None:
    made: list[PlanMilestone] = []
    calendar = office.plan_moves.days(pair.plan).calendars.both
    for number in range(500):
        waits = frozenset([made[-1].id]) if made else frozenset()
        due = calendar.add(date(2026, 1, 7), number)
        made.append(
            PlanMilestone(plan=pair.plan, position=f"{number:04}", title=f"{number}", due_on=due, depends_on=waits)
        )
    put(office, *made)
    found = office.plan_moves.preview(pair.plan, made[0].id, None, date(2026, 1, 8))
    assert len(found.others) == 499
    office.plan_moves.move(pair.plan, made[0].id, None, date(2026, 1, 8))
    office.steps.undo()
    assert days(office, pair)["499"] == (None, made[-1].due_on)
