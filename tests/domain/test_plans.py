"""What is agreed and what is progress: the digest; the light of the meetings, the word of a plan, readiness, positions."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from p2i_desktop.domain import positions
from p2i_desktop.domain.buddies import (
    MEETINGS,
    MeasureStatus,
    MeasureType,
    PlanEvaluation,
    PlanMilestone,
    PlanNeed,
    PlanObjective,
    PlanRisk,
    PlanSide,
    PlanStatus,
    SetupMilestone,
    SetupProgress,
    SetupTopic,
    SupportMeasure,
    SupportPlan,
)
from p2i_desktop.domain.plans import (
    CONTENT,
    IN_FORCE,
    PROGRESS,
    ROWS,
    Light,
    StateWord,
    content_digest,
    counts,
    days_overdue,
    judged_on,
    last_progress,
    meetings,
    readiness,
    state,
)
from p2i_desktop.domain.record import field_of, fields_of
from p2i_desktop.i18n import languages, texts_for
from tests.strategies import values

TODAY = date(2026, 11, 20)
M, P, T = MeasureStatus, PlanStatus, MeasureType
PLAN = SupportPlan(
    id="p1", pairing="b1", title="Plan", starts=date(2026, 1, 1), ends=date(2026, 12, 31), status=P.ACTIVE
)  # fmt: skip


def step(key: str, due: date, done: date | None = None, **fields: Any) -> PlanMilestone:
    return PlanMilestone(id=key, plan="p1", position=key, title=key, due_on=due, done_on=done, **fields)


def meeting(on: date, status: MeasureStatus = M.PLANNED, kind: MeasureType = T.BUDDY_VISIT) -> SupportMeasure:
    return SupportMeasure(plan="p1", type=kind, planned_on=on, status=status, held_on=on if status is M.DONE else None)


ROW_EXAMPLES: list[Any] = [
    PlanNeed(id="n1", plan="p1", topic=SetupTopic.REASON, now=1, target=4),
    PlanNeed(id="n2", plan="p1", topic=SetupTopic.REASON, now=2, target=4),
    PlanObjective(id="o1", plan="p1", position="000010", need="n1", text="A mandate"),
    step("m1", date(2026, 3, 1)),
    step("m2", date(2026, 4, 1), depends_on=frozenset({"m1"})),
    SupportMeasure(id="s1", plan="p1", type=T.SERVICE_DEMO, planned_on=date(2026, 5, 1)),
    SupportMeasure(id="s2", plan="p1", type=T.BUDDY_VISIT, planned_on=date(2026, 5, 1)),
    PlanRisk(id="r1", plan="p1", text="No money"),
]
KNOWN = {"PlanNeed": ["n1", "n2"], "PlanObjective": ["o1"], "PlanMilestone": ["m1", "m2"], "SupportPlan": ["p1"]}


# -- what is agreed ----------------------------------------------------------------------------------------------------
def test_every_field_of_a_row_is_agreed_or_progress() -> None:
    for kind in ROWS:
        names = {spec.name for spec in fields_of(kind)}
        assert set(CONTENT[kind]) | set(PROGRESS[kind]) | {"plan", "offset_days"} >= names
        assert not set(CONTENT[kind]) & set(PROGRESS[kind])
        assert names > set(CONTENT[kind])
    assert PROGRESS[PlanMilestone] == ("done_on", "evidence", "progress")
    assert {"status", "held_on", "planned_on", "place", "protocol"} < set(PROGRESS[SupportMeasure])


@given(st.data())
def test_the_digest_does_not_see_progress(data: st.DataObject) -> None:
    before = content_digest(PLAN, ROW_EXAMPLES)
    row = data.draw(st.sampled_from(ROW_EXAMPLES))
    name = data.draw(st.sampled_from(PROGRESS[type(row)]))
    value = data.draw(values(field_of(type(row), name), KNOWN))
    changed = [replace(one, **{name: value}) if one is row else one for one in ROW_EXAMPLES]
    assert content_digest(PLAN, data.draw(st.permutations(changed))) == before
    judged = replace(PLAN, status=P.EVALUATED, agreed_on=TODAY, lessons="x", transferability="y", revision=9)
    said = PlanEvaluation(plan="p1", side=PlanSide.NEW, on=TODAY)
    later = replace(row, revision=7, centre_id="z")
    assert content_digest(judged, [*(later if one is row else one for one in ROW_EXAMPLES), said]) == before


@given(st.data())
def test_the_digest_sees_every_change_of_what_is_agreed(data: st.DataObject) -> None:
    agreed: list[Any] = [PLAN, *(one for one in ROW_EXAMPLES if one.id != "s2")]
    row = data.draw(st.sampled_from(agreed))
    names = [name for name in CONTENT[type(row)] if name != "position"]
    name = data.draw(st.sampled_from(names))
    value = data.draw(values(field_of(type(row), name), KNOWN).filter(lambda v: v != getattr(row, name)))
    changed = [replace(one, **{name: value}) if one is row else one for one in (PLAN, *ROW_EXAMPLES)]
    assert content_digest(changed[0], changed[1:]) != content_digest(PLAN, ROW_EXAMPLES)


def test_the_digest_sees_rows_that_come_and_go_and_their_order_but_no_meeting() -> None:
    whole = content_digest(PLAN, ROW_EXAMPLES)
    assert len(whole) == 64
    for row in ROW_EXAMPLES:
        rest = [one for one in ROW_EXAMPLES if one is not row]
        assert (content_digest(PLAN, rest) == whole) == (row.id == "s2")
        binned = [
            replace(one, deleted_at=datetime(2026, 1, 1, tzinfo=UTC)) if one is row else one for one in ROW_EXAMPLES
        ]
        assert content_digest(PLAN, binned) == content_digest(PLAN, rest)
    moved = [replace(one, position="m0") if one.id == "m2" else one for one in ROW_EXAMPLES]
    renumbered = [replace(one, position=f"0{one.position}") if one.id in ("m1", "m2") else one for one in ROW_EXAMPLES]
    assert content_digest(PLAN, moved) != whole
    assert content_digest(PLAN, renumbered) == whole


def test_which_versions_count() -> None:
    assert {P.AGREED, P.ACTIVE, P.COMPLETED, P.EVALUATED} == IN_FORCE
    for status in P:
        assert counts(replace(PLAN, status=status)) == (status in IN_FORCE)
        assert counts(replace(PLAN, status=status, agreed_on=TODAY)) == (status in IN_FORCE | {P.TERMINATED})


# -- meetings (N14) ----------------------------------------------------------------------------------------------------
FIRST, MIDDLE, LAST, AFTER = date(2026, 7, 1), date(2026, 7, 2), date(2026, 12, 31), date(2027, 1, 1)
HELD = meeting(date(2026, 1, 10), M.DONE)


@pytest.mark.parametrize(
    ("today", "held", "planned", "light"),
    [
        (date(2025, 12, 1), 0, 0, Light.YELLOW),
        (date(2025, 12, 1), 0, 1, Light.GREEN),
        (FIRST, 0, 0, Light.YELLOW),
        (FIRST, 1, 0, Light.GREEN),
        (FIRST, 0, 1, Light.GREEN),
        (MIDDLE, 0, 1, Light.RED),
        (MIDDLE, 1, 0, Light.RED),
        (MIDDLE, 1, 1, Light.YELLOW),
        (MIDDLE, 0, 2, Light.YELLOW),
        (MIDDLE, 2, 0, Light.GREEN),
        (LAST, 1, 1, Light.YELLOW),
        (AFTER, 1, 0, Light.RED),
        (AFTER, 2, 0, Light.GREEN),
    ],
)
def test_the_light_by_the_day(today: date, held: int, planned: int, light: Light) -> None:
    rows = [HELD] * held + [meeting(LAST)] * planned
    found = meetings(PLAN, rows, 2, today)
    assert (found.held, found.planned, found.minimum, found.light) == (held, planned, 2, light)


def test_what_is_a_meeting_of_the_year() -> None:
    rows = [
        meeting(date(2025, 12, 31), M.DONE), meeting(AFTER, M.DONE), meeting(AFTER), meeting(TODAY - timedelta(days=1)),
        meeting(LAST, M.CANCELLED), meeting(LAST, M.POSTPONED), replace(HELD, held_on=None),
        *(meeting(LAST, M.DONE, kind) for kind in T if kind not in MEETINGS),
        *(meeting(LAST, M.PLANNED, kind) for kind in T if kind not in MEETINGS),
    ]  # fmt: skip
    assert (meetings(PLAN, rows, 2, TODAY).held, meetings(PLAN, rows, 2, TODAY).planned) == (0, 0)
    good = [meeting(PLAN.starts or TODAY, M.DONE), meeting(LAST, M.CONFIRMED), meeting(TODAY)]
    assert (meetings(PLAN, good, 2, TODAY).held, meetings(PLAN, good, 2, TODAY).planned) == (1, 2)
    assert meetings(PLAN, [], 0, AFTER).light is Light.GREEN
    undated = replace(PLAN, starts=None, ends=None)
    assert meetings(undated, [meeting(AFTER)], 2, AFTER).light is Light.GREEN
    assert meetings(undated, [], 2, AFTER).light is Light.YELLOW


@pytest.mark.parametrize(
    ("starts", "ends"), [(date(2024, 2, 29), date(2024, 2, 29)), (date(2023, 9, 1), date(2024, 8, 31))]
)
def test_plans_of_a_day_and_over_a_leap_day_have_a_light(starts: date, ends: date) -> None:
    plan = replace(PLAN, starts=starts, ends=ends)
    lights = [meetings(plan, [], 1, ends + timedelta(days=n)).light for n in (-1, 0, 1)]
    assert lights[1:] == [Light.RED, Light.RED]


# -- how a plan stands -------------------------------------------------------------------------------------------------
def stands(plan: SupportPlan, rows: list[PlanMilestone], today: date = TODAY, last: date | None = None) -> Any:
    return state(plan, rows, [], minimum=2, today=today, last=last)


def test_the_word_of_a_plan() -> None:
    early, late, later = step("1", date(2026, 3, 1)), step("2", date(2026, 10, 1)), step("3", date(2026, 12, 1))
    done = replace(early, done_on=date(2026, 5, 1))
    assert stands(PLAN, []).word is StateWord.NO_MILESTONES
    assert stands(PLAN, [done]).word is StateWord.DONE
    assert stands(PLAN, [done, later]).word is StateWord.ON_TRACK
    assert stands(PLAN, [later]).word is StateWord.ON_TRACK
    assert stands(PLAN, [early], date(2025, 12, 1)).word is StateWord.NOT_STARTED
    found = stands(PLAN, [replace(early, owner_side=PlanSide.NEW), late, later])
    assert (found.word, found.days_late, found.late_side, found.overdue) == (StateWord.LATE, 264, PlanSide.NEW, 2)
    assert (found.done, found.total) == (0, 3)
    for status in (P.DRAFT, P.SUPERSEDED, P.TERMINATED):
        assert stands(replace(PLAN, status=status), [early]).word is StateWord.NOT_STARTED
        assert stands(replace(PLAN, status=status), [done, late]).word is StateWord.ON_TRACK
    assert days_overdue(step("1", TODAY), TODAY) == days_overdue(done, TODAY) == 0
    assert days_overdue(step("1", TODAY - timedelta(days=1)), TODAY) == 1


def test_a_completed_plan_is_as_late_as_it_was_on_its_last_day() -> None:
    late, after = step("1", date(2026, 12, 1)), step("2", date(2027, 2, 1))
    now = date(2027, 6, 1)
    assert stands(PLAN, [late], now).days_late == 182
    for status in (P.COMPLETED, P.EVALUATED):
        found = stands(replace(PLAN, status=status), [late, after], now)
        assert (found.word, found.days_late, found.overdue) == (StateWord.LATE, 30, 1)
        assert judged_on(replace(PLAN, status=status), TODAY) == TODAY
        assert judged_on(replace(PLAN, status=status, ends=None), now) == now


def test_how_long_a_plan_is_silent() -> None:
    assert stands(PLAN, [], last=date(2026, 11, 1)).silent_days == 19
    assert stands(replace(PLAN, agreed_on=date(2026, 11, 10)), []).silent_days == 10
    assert stands(PLAN, []).silent_days == (TODAY - date(2026, 1, 1)).days
    assert stands(replace(PLAN, starts=date(2027, 1, 1)), []).silent_days == 0
    assert stands(replace(PLAN, status=P.COMPLETED), [], last=TODAY).silent_days is None
    rows = [step("1", TODAY, date(2026, 5, 1))], [meeting(date(2026, 6, 1), M.DONE)]
    assert last_progress(PLAN, *rows, [date(2026, 4, 1), None], TODAY) == date(2026, 6, 1)
    assert last_progress(PLAN, *rows, [date(2027, 1, 1)], TODAY) == date(2026, 6, 1)
    assert last_progress(PLAN, [], [], [], TODAY) is None


def test_readiness_leaves_out_what_does_not_apply() -> None:
    steps = list(SetupMilestone)
    rows = [SetupProgress(milestone=one, done_on=TODAY) for one in steps[:6]]
    rows += [SetupProgress(milestone=one, not_applicable=True) for one in steps[6:9]]
    found = readiness([*rows, SetupProgress(milestone=steps[10])])
    assert (found.done, found.base, found.share) == (6, 12, 50.0)
    assert readiness([]).share == 0
    assert readiness([SetupProgress(milestone=one, not_applicable=True) for one in steps]).share is None


@pytest.mark.parametrize("language", languages())
def test_words_and_lights_have_labels(language: str) -> None:
    for member in (*StateWord, *Light, *P, *PlanSide, *M, *T, *SetupMilestone, *SetupTopic):
        assert texts_for(language).has(type(member).__name__, member.value)


# -- positions ---------------------------------------------------------------------------------------------------------
@given(st.lists(st.tuples(st.integers(0, 40), st.booleans()), max_size=60))
def test_there_is_always_a_place_between_two_or_all_are_numbered_anew(moves: list[tuple[int, bool]]) -> None:
    keys: list[str] = []
    for at, append in moves:
        place = len(keys) if append else min(at, len(keys))
        low = keys[place - 1] if place else ""
        key = positions.at_end(keys) if place == len(keys) else positions.between(low, keys[place])
        keys.insert(place, key)
        if not key:
            keys = positions.numbered(len(keys))
        assert all(first < second for first, second in pairwise(keys))
        assert all(len(one) <= positions.LONGEST for one in keys)


def test_keys_at_their_limits() -> None:
    assert positions.at_end([]) == positions.numbered(1)[0] == "000010"
    assert positions.at_end(["000010", "0000155"]) == "000020"
    assert positions.at_end(["999995"]) == positions.at_end(["x"]) == positions.at_end(["000000"]) == ""
    assert positions.between("", "000010") == "000005"
    assert positions.between("000010", "000011") == "0000105"
    assert positions.between("000010", "000010") == positions.between("x", "y") == positions.between("2", "1") == ""
    assert positions.between("", "0" * 19 + "1") == ""
    assert len(set(positions.numbered(200_000))) == 200_000
