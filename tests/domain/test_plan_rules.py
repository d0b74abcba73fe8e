"""Rules of support plans: what breaks one is found, what keeps it is not; versions, dependencies, sides, closed periods."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from p2i_desktop.domain.buddies import (
    BuddyPairing,
    MeasureStatus,
    MeasureType,
    PlanEvaluation,
    PlanMilestone,
    PlanNeed,
    PlanObjective,
    PlanRisk,
    PlanSide,
    PlanSignature,
    PlanStatus,
    PlanTemplateLine,
    SetupMilestone,
    SetupProgress,
    SetupTopic,
    SupportMeasure,
    SupportPlan,
)
from p2i_desktop.domain.network import Programme, Transition
from p2i_desktop.domain.plans import ROWS, content_digest
from p2i_desktop.domain.record import About, Record
from p2i_desktop.domain.reporting import PeriodLock
from p2i_desktop.domain.rules import lifecycle as cycle
from p2i_desktop.domain.rules import locks, problems
from p2i_desktop.domain.rules.plan_content import row_kept
from p2i_desktop.i18n import languages, texts_for
from tests.domain.test_rules import TODAY, around, told

P, M, T = PlanStatus, MeasureStatus, MeasureType
TOMORROW = TODAY + timedelta(days=1)


def plan(**fields: Any) -> SupportPlan:
    good: dict[str, Any] = {
        "id": "p1", "pairing": "b1", "title": "Plan", "starts": date(2026, 1, 1), "ends": date(2026, 12, 31), "revision": 3,
    }  # fmt: skip
    return SupportPlan(**good | fields)


def milestone(key: str = "m1", **fields: Any) -> PlanMilestone:
    good: dict[str, Any] = {"plan": "p1", "position": "000010", "title": f"Step {key}", "due_on": date(2026, 12, 1)}
    return PlanMilestone(id=key, **good | fields)


def measure(**fields: Any) -> SupportMeasure:
    good: dict[str, Any] = {"id": "s1", "plan": "p1", "type": T.BUDDY_VISIT, "planned_on": date(2026, 6, 1)}
    return SupportMeasure(**good | fields)


def move(old: str, new: str, **fields: Any) -> Transition:
    return Transition(about=About("support_plan", "p1"), field="status", old=old, new=new, on=TODAY, **fields)


def signature(side: PlanSide, of: SupportPlan, *rows: Record, **fields: Any) -> PlanSignature:
    good: dict[str, Any] = {"id": f"g-{side}", "plan": of.id, "side": side, "name": "Demo", "signed_on": TODAY}
    return PlanSignature(**good | {"plan_version": of.version, "plan_digest": content_digest(of, rows)} | fields)


def saying(side: PlanSide, **fields: Any) -> PlanEvaluation:
    good: dict[str, Any] = {"id": f"e-{side}", "plan": "p1", "side": side, "on": TODAY}
    return PlanEvaluation(**good | fields)


PAIR = BuddyPairing(id="b1", programme="g1", year=2026, mentor="z1", new_centre="z2")
SCHEME = Programme(id="g1", code="DEMO", name="Demo", starts=date(2026, 1, 1), ends=date(2026, 12, 31))
DRAFT, AGREED, ACTIVE, OLD = plan(), plan(status=P.AGREED), plan(status=P.ACTIVE), plan(status=P.SUPERSEDED)
NEED = PlanNeed(id="n1", plan="p1", topic=SetupTopic.REASON, now=1, target=4)
OBJECTIVE = PlanObjective(id="o1", plan="p1", position="000010", text="A mandate")
RISK = PlanRisk(id="r1", plan="p1", text="No money")
MENTOR, NEW = PlanSide.MENTOR, PlanSide.NEW
BOTH_SIGNED = (signature(MENTOR, DRAFT, milestone()), signature(NEW, DRAFT, milestone()))
HELD: dict[str, Any] = {"status": M.DONE, "held_on": date(2026, 6, 2), "output": "Lessons"}
DEMO = measure(type=T.SERVICE_DEMO)

BROKEN: list[tuple[str, str, Record, tuple[Record, ...], Record | None]] = [
    ("H07", "ends", plan(ends=date(2025, 1, 1)), (), None),
    ("H07", "due_on", milestone(starts_on=date(2026, 12, 2)), (), None),
    ("H08", "reason", move("active", "terminated"), (), None),
    ("H08", "reason", move("draft", "terminated", reason=" "), (), None),
    ("H09", "new", move("draft", "active"), (), None),
    ("H09", "new", move("evaluated", "draft"), (), None),
    ("pattern", "new", move("draft", "gone"), (), None),
    ("H09", "status", plan(status=P.ACTIVE), (), DRAFT),
    ("H09", "status", plan(status=P.DRAFT), (), AGREED),
    ("H09", "status", plan(status=P.AGREED), (), OLD),
    ("H33", "status", AGREED, (milestone(),), DRAFT),
    ("H33", "status", AGREED, (milestone(), BOTH_SIGNED[0]), DRAFT),
    ("H33", "status", AGREED, (milestone(title="Changed since"), *BOTH_SIGNED), DRAFT),
    ("H33", "status", AGREED, (milestone(), BOTH_SIGNED[0], replace(BOTH_SIGNED[1], plan_version=2)), DRAFT),
    ("H33", "status", plan(status=P.AGREED, title="Other"), (milestone(), *BOTH_SIGNED), replace(DRAFT, title="Other")),
    ("H34", "title", replace(AGREED, title="New words"), (), AGREED),
    ("H34", "ends", replace(ACTIVE, ends=date(2026, 12, 30)), (), ACTIVE),
    ("plan_over", "summary", plan(status=P.COMPLETED, summary="x"), (), plan(status=P.COMPLETED)),
    ("H34", "topic", NEED, (AGREED,), None),
    ("H34", "target", replace(NEED, target=5), (AGREED,), NEED),
    ("H34", "text", OBJECTIVE, (ACTIVE,), None),
    ("H34", "indicator", replace(OBJECTIVE, indicator="Acts"), (ACTIVE,), OBJECTIVE),
    ("H34", "title", milestone(), (ACTIVE,), None),
    ("H34", "due_on", milestone(due_on=date(2026, 12, 4)), (ACTIVE,), milestone()),
    ("H34", "owner_side", milestone(owner_side=NEW), (ACTIVE,), milestone()),
    ("H34", "owner", milestone(owner="Demo Other"), (ACTIVE,), milestone(owner="Demo Person")),
    ("H34", "position", milestone(position="000015"), (ACTIVE,), milestone()),
    ("H34", "depends_on", milestone(depends_on=frozenset({"m2"})), (ACTIVE, milestone("m2")), milestone()),
    ("H34", "type", DEMO, (AGREED,), None),
    ("H34", "topic", replace(DEMO, topic=SetupTopic.REASON), (AGREED,), DEMO),
    ("H34", "type", measure(type=T.SERVICE_DEMO), (AGREED,), measure()),
    ("H34", "likelihood", replace(RISK, likelihood=1), (AGREED,), RISK),
    ("plan_over", "title", milestone(evidence="x"), (OLD,), milestone()),
    ("plan_over", "type", measure(), (OLD,), None),
    ("plan_over", "topic", replace(NEED, target=2), (plan(status=P.TERMINATED),), replace(NEED, target=2, plan="p1", topic=SetupTopic.SERVICES)),
    ("other_plan", "title", milestone(plan="p2"), (DRAFT, plan(id="p2", version=2)), milestone()),
    ("other_plan", "need", replace(OBJECTIVE, need="n1"), (DRAFT, replace(NEED, plan="p2")), None),
    ("other_plan", "objective", measure(objective="gone"), (DRAFT,), None),
    ("other_plan", "objective", measure(objective="o1"), (DRAFT, replace(OBJECTIVE, plan="p2")), None),
    ("H35_self", "depends_on", milestone(depends_on=frozenset({"m1"})), (DRAFT,), None),
    ("H35_other", "depends_on", milestone(depends_on=frozenset({"m9"})), (DRAFT, milestone("m9", plan="p2")), None),
    ("H35_other", "depends_on", milestone(depends_on=frozenset({"gone"})), (DRAFT,), None),
    ("plan_version", "version", plan(id="p2"), (DRAFT,), None),
    ("not_future", "done_on", milestone(done_on=TOMORROW), (DRAFT,), None),
    ("not_future", "closed_on", replace(RISK, closed_on=TOMORROW), (DRAFT,), None),
    ("not_future", "held_on", measure(**HELD | {"held_on": TOMORROW}), (DRAFT,), None),
    ("not_future", "signed_on", signature(MENTOR, DRAFT, signed_on=TOMORROW), (DRAFT,), None),
    ("measure_done", "held_on", measure(**HELD | {"held_on": None}), (DRAFT,), None),
    ("measure_done", "output", measure(**HELD | {"output": ""}), (DRAFT,), None),
    ("H09", "status", measure(), (DRAFT,), measure(**HELD)),
    ("H09", "status", measure(**HELD), (DRAFT,), measure(status=M.POSTPONED)),
    ("H09", "status", measure(), (DRAFT,), measure(status=M.CANCELLED)),
    ("H34", "signed_on", signature(NEW, DRAFT), (AGREED,), None),
    ("H34", "signed_on", signature(NEW, DRAFT, plan_digest="0" * 64), (AGREED,), signature(NEW, DRAFT)),
    ("one_side", "side", signature(PlanSide.BOTH, DRAFT), (DRAFT,), None),
    ("side_twice", "side", signature(NEW, DRAFT, id="g2"), (DRAFT, signature(NEW, DRAFT)), None),
    ("signature_version", "plan_version", signature(NEW, DRAFT, plan_version=2), (DRAFT,), None),
    ("plan_over", "signed_on", signature(NEW, OLD), (OLD,), None),
    ("one_side", "side", saying(PlanSide.BOTH), (ACTIVE,), None),
    ("side_twice", "side", saying(NEW, id="e2"), (ACTIVE, saying(NEW)), None),
    ("evaluation_early", "on", saying(NEW), (AGREED,), None),
    ("not_future", "on", saying(NEW, on=TOMORROW), (ACTIVE,), None),
    ("range", "usefulness", saying(NEW, usefulness=6), (ACTIVE,), None),
    ("range", "target", replace(NEED, target=6), (DRAFT,), None),
    ("range", "progress", milestone(progress=101), (DRAFT,), None),
    ("length", "title", milestone(title="Ω" * 401), (DRAFT,), None),
    ("plan_evaluation", "status", plan(status=P.EVALUATED), (), plan(status=P.COMPLETED)),
    ("plan_evaluation", "status", plan(status=P.EVALUATED), (saying(NEW),), plan(status=P.COMPLETED)),
    ("setup_twice", "milestone", SetupProgress(centre="z2"), (SetupProgress(id="x", centre="z2"),), None),
    ("setup_not_applicable", "not_applicable", SetupProgress(centre="z2", not_applicable=True, done_on=TODAY), (), None),
    ("not_future", "done_on", SetupProgress(centre="z2", done_on=TOMORROW), (), None),
    ("required", "title", PlanTemplateLine(template="t1", position="000010"), (), None),
]  # fmt: skip

WARNED: list[tuple[str, str, Record, tuple[Record, ...]]] = [
    ("W22", "due_on", milestone(due_on=date(2026, 11, 1)), (plan(status=P.ACTIVE, revision=0),)),
    ("W23", "due_on", milestone(due_on=date(2027, 1, 1)), (DRAFT,)),
    ("W23", "due_on", milestone(due_on=date(2025, 12, 31)), (DRAFT,)),
    ("W23", "starts_on", milestone(starts_on=date(2025, 12, 31)), (DRAFT,)),
    ("W23_measure", "planned_on", measure(planned_on=date(2027, 1, 1)), (DRAFT,)),
    ("W23_measure", "held_on", measure(**HELD | {"held_on": date(2025, 12, 31)}), (DRAFT,)),
    ("W30", "ends", plan(ends=date(2027, 1, 1)), (PAIR, SCHEME)),
    ("W30", "starts", plan(starts=date(2025, 12, 31)), (PAIR, SCHEME)),
    ("W30", "starts", plan(starts=date(2025, 12, 31)), (PAIR, replace(SCHEME, ends=None))),
    ("plan_year", "starts", plan(starts=date(2027, 1, 1), ends=date(2027, 6, 1)), (PAIR,)),
]

KEPT: list[tuple[Record, tuple[Record, ...], Record | None]] = [
    (plan(), (PAIR, SCHEME), None),
    (plan(), (PAIR, replace(SCHEME, ends=None)), None),
    (plan(version=2), (DRAFT,), DRAFT),
    (AGREED, (milestone(evidence="later", done_on=TODAY, progress=5), *BOTH_SIGNED), DRAFT),
    (replace(ACTIVE, lessons="Ask early", transferability="Yes"), (), ACTIVE),
    (plan(status=P.TERMINATED, lessons="x"), (), plan(status=P.TERMINATED)),
    (plan(status=P.COMPLETED), (), ACTIVE),
    (plan(status=P.EVALUATED), (saying(MENTOR), saying(NEW)), plan(status=P.COMPLETED)),
    (OLD, (), ACTIVE),
    (replace(NEED, now_at_end=3), (ACTIVE,), NEED),
    (replace(OBJECTIVE, reached="2", judged=50), (ACTIVE,), OBJECTIVE),
    (milestone(done_on=TODAY, evidence="Minutes", progress=100), (ACTIVE,), milestone()),
    (milestone(due_on=date(2026, 11, 1)), (DRAFT,), None),
    (milestone(), (ACTIVE,), milestone(owner="Demo Person")),
    (milestone(), (plan(status=P.ACTIVE, revision=0),), None),
    (milestone(depends_on=frozenset({"m2"})), (DRAFT, milestone("m2")), None),
    (milestone(depends_on=frozenset({"m2"})), (DRAFT, milestone("m2", deleted_at=datetime(2026, 1, 1, tzinfo=UTC))), None),
    (milestone(starts_on=date(2026, 12, 1)), (DRAFT,), None),
    (measure(), (ACTIVE,), None),
    (measure(type=T.ONLINE_MEETING, planned_on=date(2026, 7, 1), topic=SetupTopic.REASON), (ACTIVE,), measure()),
    (measure(**HELD), (ACTIVE,), measure()),
    (replace(DEMO, planned_on=date(2026, 9, 1), place="Demo city", online=True), (ACTIVE,), DEMO),
    (measure(status=M.CANCELLED, planned_on=date(2027, 9, 1)), (DRAFT,), measure(planned_on=date(2027, 9, 1))),
    (measure(held_on=date(2026, 6, 1)), (DRAFT,), None),
    (replace(RISK, closed_on=TODAY), (ACTIVE,), RISK),
    (signature(NEW, DRAFT), (DRAFT, signature(MENTOR, DRAFT)), None),
    (signature(NEW, DRAFT, name="–", function=""), (OLD,), signature(NEW, DRAFT)),
    (saying(NEW), (plan(status=P.COMPLETED), saying(MENTOR)), None),
    (move("agreed", "superseded"), (), None),
    (signature(NEW, DRAFT), (), None),
    (milestone(), (plan(starts=None, ends=None),), None),
    (milestone(), (OLD,), replace(milestone(), revision=2)),
    (measure(**HELD), (), None),
    (move("active", "terminated", reason="No money"), (), None),
    (Transition(about=About("support_plan", "p1"), field="status", new="draft", on=TODAY), (), None),
    (SetupProgress(centre="z2", not_applicable=True), (SetupProgress(id="x", centre="z2", milestone=SetupMilestone.LAUNCH),), None),
    (PlanTemplateLine(template="t1", position="000010", type=T.KICK_OFF), (), None),
]  # fmt: skip


@pytest.mark.parametrize(("code", "field", "record", "beside", "before"), BROKEN)
def test_what_breaks_a_rule_is_refused(
    code: str, field: str, record: Record, beside: tuple[Record, ...], before: Record | None
) -> None:
    assert told(p for p in problems(record, around(*beside), before) if p.hard) == {(code, field)}


@pytest.mark.parametrize(("code", "field", "record", "beside"), WARNED)
def test_what_is_unusual_is_warned_of(code: str, field: str, record: Record, beside: tuple[Record, ...]) -> None:
    found = problems(record, around(*beside))
    assert told(found) == {(code, field)}
    assert not any(problem.hard for problem in found)


@pytest.mark.parametrize(("record", "beside", "before"), KEPT)
def test_what_is_right_is_left_alone(record: Record, beside: tuple[Record, ...], before: Record | None) -> None:
    assert problems(record, around(*beside), before) == []


def ring(*pairs: tuple[str, str]) -> list[PlanMilestone]:
    """Milestones "x waits for y"."""
    names = sorted({name for pair in pairs for name in pair})
    return [milestone(n, title=n.upper(), depends_on=frozenset(b for a, b in pairs if a == n)) for n in names]


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        ([("a", "b"), ("b", "a")], "A → B → A"),
        ([("a", "b"), ("b", "c"), ("c", "a")], "A → B → C → A"),
        ([("a", "b"), ("b", "c"), ("c", "b")], "B → C → B"),
    ],
)
@pytest.mark.parametrize("language", languages())
def test_a_circle_is_told_with_the_titles_in_their_order(
    language: str, pairs: list[tuple[str, str]], said: str
) -> None:
    rows = ring(*pairs)
    (found,) = problems(rows[0], around(DRAFT, *rows), replace(rows[0], depends_on=frozenset()))
    assert (found.code, found.field) == ("H35", "depends_on")
    assert said in texts_for(language).message(found)


def test_no_circle_where_ways_meet_again_and_a_chain_is_long() -> None:
    rows = ring(("a", "b"), ("a", "c"), ("b", "d"), ("c", "d"))
    chain = [milestone(f"x{n:04}", depends_on=frozenset({f"x{n - 1:04}"} if n else ())) for n in range(1500)]
    for row in (*rows, chain[-1]):
        assert problems(row, around(DRAFT, *rows, *chain)) == []
    closed = replace(chain[0], depends_on=frozenset({chain[-1].id}))
    (found,) = problems(closed, around(DRAFT, closed, *chain[1:]), chain[0])
    assert found.code == "H35"


def test_what_lies_in_the_bin_is_not_waited_for() -> None:
    gone = milestone("m2", deleted_at=datetime(2026, 1, 1, tzinfo=UTC))
    waiting = milestone(depends_on=frozenset({"m2"}))
    seen = replace(around(DRAFT, gone), find=around().find)
    assert problems(waiting, seen) == []


def test_a_circle_is_looked_for_where_something_new_is_waited_for() -> None:
    rows = ring(("a", "b"), ("b", "a"))
    later = replace(rows[0], due_on=date(2026, 12, 2))
    assert problems(later, around(DRAFT, later, rows[1]), rows[0]) == []


@pytest.mark.parametrize("language", languages())
def test_every_problem_has_words_with_all_values_filled_in(language: str) -> None:
    words = texts_for(language)
    for record, beside, before in (*((r, b, o) for _, _, r, b, o in BROKEN), *((r, b, None) for _, _, r, b in WARNED)):
        for problem in problems(record, around(*beside), before):
            assert words.has("rule", problem.code), problem.code
            assert "{" not in words.message(problem)
    for code in (
        "W21",
        "W23_objective",
        "plan_row_done",
        "plan_exists",
        "plan_has_draft",
        "plan_progress",
        "plan_in_force",
        "plan_changed",
    ):
        assert words.has("rule", code)


def test_words_of_the_field() -> None:
    words = texts_for("en")
    (said,) = problems(replace(AGREED, title="New"), around(), AGREED)
    assert words.message(said) == "Version 1 is agreed. Your change starts version 2."
    (said,) = [p for p in problems(AGREED, around(milestone(), BOTH_SIGNED[0]), DRAFT) if p.hard]
    assert words.message(said) == f"Both sides sign before the plan is agreed. Missing: {words.label(NEW)}."
    (said,) = problems(milestone(due_on=date(2026, 11, 1), owner_side=NEW), around(plan(status=P.ACTIVE, revision=0)))
    assert words.message(said) == f"Overdue for 19 days ({words.label(NEW)})."
    (said,) = problems(milestone(title="Καινοτομία " * 20, due_on=date(2027, 1, 1)), around(DRAFT))
    assert words.message(said).count("Καινοτομία") == 5
    assert "…" in words.message(said)


def test_steps_of_a_plan_and_of_a_measure_are_those_of_the_design() -> None:
    order = [P.DRAFT, P.AGREED, P.ACTIVE, P.COMPLETED, P.EVALUATED]
    for at, step in enumerate(order):
        then = set(order[at + 1 : at + 2])
        then |= {P.TERMINATED} if step in order[:3] else set()
        then |= {P.SUPERSEDED} if step in order[1:3] else set()
        assert set(cycle.allowed("plan_status", step)) == then
    assert cycle.allowed("plan_status", P.TERMINATED) == cycle.allowed("plan_status", P.SUPERSEDED) == ()
    assert set(cycle.allowed("measure_status", M.PLANNED)) == set(M) - {M.PLANNED}
    assert set(cycle.allowed("measure_status", M.CONFIRMED)) == {M.DONE, M.POSTPONED, M.CANCELLED}
    assert set(cycle.allowed("measure_status", M.POSTPONED)) == {M.PLANNED, M.CANCELLED}
    assert cycle.allowed("measure_status", M.DONE) == cycle.allowed("measure_status", M.CANCELLED) == ()


def test_what_may_go_to_the_bin() -> None:
    rows: list[Record] = [NEED, OBJECTIVE, milestone(done_on=TODAY), measure(**HELD), RISK]
    assert {type(row) for row in rows} == set(ROWS)
    assert [row_kept(row, DRAFT) for row in rows] == [None] * 5
    later = plan(version=2, replaces="p0")
    assert [p.code if (p := row_kept(row, later)) else "" for row in rows] == [
        "",
        "",
        "plan_row_done",
        "plan_row_done",
        "",
    ]
    assert {p.code for row in rows if (p := row_kept(row, ACTIVE))} == {"H34"}
    assert row_kept(saying(NEW), ACTIVE) is None


@pytest.mark.parametrize(
    ("before", "after", "status", "field"),
    [
        (measure(), measure(**HELD), P.ACTIVE, "held_on"),
        (measure(**HELD), measure(**HELD | {"protocol": "x"}), P.ACTIVE, ""),
        (None, measure(**HELD), P.ACTIVE, "held_on"),
        (None, measure(**HELD), P.DRAFT, ""),
        (None, measure(**HELD), P.TERMINATED, ""),
        (None, measure(planned_on=date(2026, 6, 1)), P.ACTIVE, ""),
        (milestone(), milestone(done_on=date(2026, 6, 30)), P.COMPLETED, "done_on"),
        (milestone(due_on=date(2026, 5, 1)), milestone(due_on=date(2026, 5, 1), done_on=TODAY), P.ACTIVE, ""),
        (milestone(due_on=date(2026, 5, 1)), milestone(due_on=date(2026, 9, 1)), P.ACTIVE, "due_on"),
        (NEED, replace(NEED, now_at_end=2), P.ACTIVE, ""),
        (None, saying(NEW, on=date(2026, 6, 1)), P.ACTIVE, "on"),
        (None, SetupProgress(centre="z2", done_on=date(2026, 6, 1)), P.ACTIVE, "done_on"),
    ],
)
def test_a_closed_period_holds_what_counts(
    before: Record | None, after: Record, status: PlanStatus, field: str
) -> None:
    lock = PeriodLock(starts=date(2026, 1, 1), ends=date(2026, 6, 30), locked_on=datetime(2026, 7, 1, tzinfo=UTC))
    problem = locks.locked(before, after, locks.closed([lock]), around(plan(status=status)).get)
    assert (problem.field if problem else "") == field


def test_a_need_counts_in_the_period_in_which_its_plan_ends() -> None:
    lock = PeriodLock(starts=date(2026, 1, 1), ends=date(2026, 12, 31), locked_on=datetime(2027, 1, 9, tzinfo=UTC))
    closed, get = locks.closed([lock]), around(ACTIVE).get
    problem = locks.locked(NEED, replace(NEED, now_at_end=2), closed, get)
    assert problem is not None
    assert problem.field == "now_at_end"
    assert locks.locked(NEED, replace(NEED, priority=1), closed, get) is None


def test_a_plan_terminated_after_it_was_agreed_still_counts() -> None:
    lock = PeriodLock(starts=date(2026, 1, 1), ends=date(2026, 6, 30), locked_on=datetime(2026, 7, 1, tzinfo=UTC))
    ended = plan(status=P.TERMINATED, agreed_on=date(2026, 1, 2))
    assert locks.locked(None, measure(**HELD), locks.closed([lock]), around(ended).get) is not None
