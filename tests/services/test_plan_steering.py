"""How running plans are steered: overdue by side, the next step of each side, meetings, and for how long nothing happened."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.advice import Action, Channel, Consultation
from p2i_desktop.domain.buddies import (
    MeasureStatus,
    MeasureType,
    PlanMilestone,
    PlanSide,
    PlanStatus,
    SupportMeasure,
    SupportPlan,
)
from p2i_desktop.domain.knowledge import Attachment
from p2i_desktop.domain.plans import StateWord
from p2i_desktop.domain.record import About, Record
from p2i_desktop.i18n import texts_for
from p2i_desktop.services import steering_steps
from p2i_desktop.services.office import Office
from p2i_desktop.services.plan_steering import PlanLine
from tests.services.pair_world import Pair, make_pair, meeting, put

TODAY = date(2026, 11, 20)
AGREED = date(2026, 1, 5)
MENTOR, NEW, BOTH = PlanSide.MENTOR, PlanSide.NEW, PlanSide.BOTH


def milestone(plan: str, title: str, side: PlanSide, due: date, done: date | None = None) -> PlanMilestone:
    return PlanMilestone(plan=plan, position="m", title=title, owner_side=side, due_on=due, done_on=done)


@pytest.fixture
def pair(office: Office) -> Pair:
    return make_pair(office, status=PlanStatus.ACTIVE, agreed_on=AGREED)


def line(office: Office) -> PlanLine:
    (one,) = office.steering.lines()
    return one


def test_overdue_by_side_and_the_next_step_of_each(office: Office, pair: Pair) -> None:
    put(
        office,
        milestone(pair.plan, "Mandate", NEW, TODAY - timedelta(days=12)),
        milestone(pair.plan, "Services", BOTH, TODAY - timedelta(days=3)),
        milestone(pair.plan, "Handbook", MENTOR, TODAY + timedelta(days=9)),
        milestone(pair.plan, "Reason", NEW, TODAY - timedelta(days=90), done=TODAY - timedelta(days=91)),
        meeting(pair.plan, TODAY + timedelta(days=2)),
    )
    found = line(office)
    assert found.overdue == {MENTOR: 0, NEW: 1, BOTH: 1}
    assert (found.state.word, found.state.days_late, found.state.late_side) == (StateWord.LATE, 12, NEW)
    assert (found.state.done, found.state.total) == (1, 4)
    mine, theirs = found.next_steps[MENTOR], found.next_steps[NEW]
    assert mine is not None
    assert theirs is not None
    assert (mine.title, mine.late) == ("Services", 3)
    assert (theirs.title, theirs.late) == ("Mandate", 12)
    assert (found.state.meetings.held, found.state.meetings.planned, found.state.meetings.minimum) == (0, 1, 2)
    assert found.pair.endswith("→ DN 2026")
    assert found.new_name == "Demo North"


def test_a_meeting_is_a_step_of_both(office: Office, pair: Pair) -> None:
    visit = meeting(pair.plan, TODAY + timedelta(days=2), kind=MeasureType.ONLINE_MEETING)
    put(office, visit, meeting(pair.plan, TODAY, status=MeasureStatus.CANCELLED))
    for side in (MENTOR, NEW):
        step = line(office).next_steps[side]
        assert step is not None
        assert (step.id, step.type, step.title) == (visit.id, MeasureType.ONLINE_MEETING, "")


def test_nothing_to_do_is_no_next_step(office: Office, pair: Pair) -> None:
    put(office, milestone(pair.plan, "Handbook", MENTOR, TODAY))
    assert line(office).next_steps[NEW] is None


@pytest.mark.parametrize(
    "status", [status for status in PlanStatus if status not in (PlanStatus.AGREED, PlanStatus.ACTIVE)]
)
def test_plans_that_rest_are_not_steered(office: Office, pair: Pair, status: PlanStatus) -> None:
    put(office, replace(office.work.get(SupportPlan, pair.plan), status=status))
    assert office.steering.lines() == []


def test_a_plan_in_the_bin_is_not_steered(office: Office, pair: Pair) -> None:
    office.work.bin("buddy_pairing", pair.pairing)
    assert office.steering.lines() == []


RECENT = TODAY - timedelta(days=5)


def happenings(pair: Pair) -> dict[str, Record]:
    row = milestone(pair.plan, "Mandate", NEW, TODAY + timedelta(days=30))
    return {
        "milestone done": replace(row, done_on=RECENT),
        "meeting held": meeting(pair.plan, RECENT, held_on=RECENT),
        "consultation": Consultation(on=RECENT, channel=Channel.PHONE, plan=pair.plan, contact_minutes=10),
        "action done": Action(about=About("support_plan", pair.plan), title="Send it", due_on=RECENT, done_on=RECENT),
        "file": Attachment(about=About("support_plan", pair.plan), name="mandate.pdf", added_on=RECENT),
    }


@pytest.mark.parametrize("what", ["milestone done", "meeting held", "consultation", "action done", "file"])
def test_silence_ends_with(office: Office, pair: Pair, what: str) -> None:
    assert line(office).state.silent_days == (TODAY - AGREED).days
    assert line(office).silent
    put(office, happenings(pair)[what])
    assert line(office).state.silent_days == 5
    assert not line(office).silent
    office.steps.undo()
    assert line(office).silent


def test_silence_ends_with_new_evidence_of_a_milestone(office: Office, pair: Pair, clock: FixedClock) -> None:
    row = milestone(pair.plan, "Mandate", NEW, TODAY + timedelta(days=90))
    put(office, replace(row, evidence="Draft of the decree"))
    assert line(office).silent, "what came with the plan is no progress"
    stored = office.work.get(PlanMilestone, row.id)
    put(office, replace(stored, evidence="The decree is signed"))
    clock.advance(days=4)
    assert line(office).state.silent_days == 4


def test_what_happened_around_an_earlier_version_counts(office: Office, pair: Pair) -> None:
    old = office.work.get(SupportPlan, pair.plan)
    new = SupportPlan(
        pairing=old.pairing, version=2, replaces=old.id, title="Second", starts=old.starts, ends=old.ends, status=PlanStatus.ACTIVE,
        agreed_on=AGREED,
    )  # fmt: skip
    put(office, replace(old, status=PlanStatus.SUPERSEDED), new)
    assert line(office).silent
    put(office, Action(about=About("support_plan", old.id), title="Send it", due_on=RECENT, done_on=RECENT))
    assert line(office).state.silent_days == 5


def test_the_setting_says_after_how_many_days_a_plan_is_silent(office: Office, pair: Pair) -> None:
    put(office, milestone(pair.plan, "Mandate", NEW, TODAY, done=TODAY - timedelta(days=20)))
    assert not line(office).silent
    office.centre.save_settings(replace(office.centre.settings(), plan_silent_days=20))
    assert line(office).silent
    today = office.overview.today(TODAY, 2026)
    assert [(one.plan_id, one.state.silent_days) for one in today.silent_plans] == [(pair.plan, 20)]


def test_the_latest_plan_stands_first(office: Office, pair: Pair) -> None:
    other = replace(office.work.get(SupportPlan, pair.plan), id=SupportPlan().id, revision=0, version=2, title="Other")
    put(office, other, milestone(other.id, "Mandate", NEW, TODAY - timedelta(days=1)))
    assert [one.title for one in office.steering.lines()] == ["Other", "Demo plan 2026"]


def test_a_measure_that_waits_for_a_new_day_is_the_next_step_and_late(office: Office, pair: Pair) -> None:
    put(office, meeting(pair.plan, TODAY - timedelta(days=7), status=MeasureStatus.POSTPONED))
    step = line(office).next_steps[NEW]
    assert step is not None
    assert (step.type, step.late) == (MeasureType.BUDDY_VISIT, 7)
    assert office.store.find(SupportMeasure)


# -- the table -----------------------------------------------------------------------------------------------------------
def titles(office: Office, *order: tuple[str, bool], words: str = "") -> list[str]:
    texts = texts_for("en")
    rows = steering_steps.ordered(steering_steps.rows_of(office.steering.lines()), order, texts)
    return [steering_steps.step_title(row, texts) for row in steering_steps.fitting(rows, words, texts)]


def test_each_overdue_step_and_the_next_of_each_side_stand_once_in_the_table(office: Office, pair: Pair) -> None:
    put(
        office,
        milestone(pair.plan, "Mandate", NEW, TODAY - timedelta(days=12)),
        milestone(pair.plan, "Services", BOTH, TODAY - timedelta(days=3)),
        milestone(pair.plan, "Handbook", MENTOR, TODAY + timedelta(days=9)),
        milestone(pair.plan, "Later", NEW, TODAY + timedelta(days=90)),
        milestone(pair.plan, "Reason", NEW, TODAY - timedelta(days=90), done=TODAY - timedelta(days=91)),
    )
    assert titles(office, ("late", True)) == ["Mandate", "Services", "Handbook", "Later"]
    assert titles(office, ("step", True)) == ["Services", "Mandate", "Later", "Handbook"]
    assert titles(office, ("side", False), ("due", True)) == ["Handbook", "Services", "Later", "Mandate"]
    assert titles(office, ("late", True), words="MANDATE dn") == ["Mandate"]
    assert titles(office, words="nothing like it") == []


def test_a_plan_with_nothing_open_stands_last_and_greek_is_found_without_accents(office: Office, pair: Pair) -> None:
    put(office, milestone(pair.plan, "Δημόσια παρουσίαση", BOTH, TODAY - timedelta(days=1)))
    other = make_pair(office, status=PlanStatus.ACTIVE, agreed_on=AGREED)
    assert other.plan != pair.plan
    for order in ((("step", False),), (("step", True),), (("due", True),)):
        assert titles(office, *order)[-1] == "nothing open"
    assert titles(office, words="παρουσιαση") == ["Δημόσια παρουσίαση"]


def test_a_thousand_overdue_steps_are_sorted_at_once(office: Office, pair: Pair) -> None:
    put(office, *(milestone(pair.plan, f"Step {n:04d}", BOTH, TODAY - timedelta(days=1 + n)) for n in range(1000)))
    assert titles(office, ("late", True))[0] == "Step 0999"
    assert titles(office, ("step", False))[:2] == ["Step 0000", "Step 0001"]
