"""Working days, circles, and the laws of moving milestones: order holds, nothing moves that need not, and back again."""

import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from p2i_desktop.domain.buddies import PlanMilestone, PlanSide
from p2i_desktop.domain.plan_dates import (
    Calendar,
    Calendars,
    Mode,
    Span,
    circle,
    followers,
    moved_by,
    shift,
    span_of,
    too_early,
)

XMAS = (date(2026, 12, 25), date(2026, 12, 26), date(2027, 1, 1), date(2027, 1, 6))
DAYS = st.dates(date(2019, 12, 1), date(2029, 2, 1))
HOLIDAYS = st.frozensets(DAYS, max_size=60)


def one(
    name: str,
    due: date,
    *waits: str,
    starts: date | None = None,
    done: date | None = None,
    side: PlanSide = PlanSide.BOTH,
) -> PlanMilestone:
    return PlanMilestone(
        id=name, title=name, starts_on=starts, due_on=due, depends_on=frozenset(waits), done_on=done, owner_side=side
    )


# -- working days --------------------------------------------------------------------------------------------------------


def test_days_over_the_end_of_a_year() -> None:
    calendar = Calendar(XMAS)
    assert calendar.after(date(2026, 12, 24)) == date(2026, 12, 28)
    assert calendar.after(date(2026, 12, 31)) == date(2027, 1, 4)
    assert calendar.before(date(2027, 1, 4)) == date(2026, 12, 31)
    assert calendar.on_or_after(date(2027, 1, 6)) == date(2027, 1, 7)
    assert calendar.on_or_before(date(2026, 12, 27)) == date(2026, 12, 24)
    assert calendar.add(date(2026, 12, 23), 5) == date(2026, 12, 31)
    assert calendar.between(date(2026, 12, 23), date(2026, 12, 31)) == 5


def test_leap_days() -> None:
    calendar = Calendar()
    assert calendar.after(date(2028, 2, 28)) == date(2028, 2, 29)
    assert calendar.after(date(2027, 2, 26)) == date(2027, 3, 1)
    assert Calendar([date(2028, 2, 29)]).after(date(2028, 2, 28)) == date(2028, 3, 1)


def test_both_sides_work_where_each_does() -> None:
    days = Calendars(Calendar([date(2026, 10, 26)]), Calendar([date(2026, 10, 28)]))
    assert days.of(PlanSide.MENTOR).after(date(2026, 10, 23)) == date(2026, 10, 27)
    assert days.of(PlanSide.NEW).after(date(2026, 10, 23)) == date(2026, 10, 26)
    assert days.of(PlanSide.BOTH).add(date(2026, 10, 23), 2) == date(2026, 10, 29)


def test_the_end_of_all_days() -> None:
    with pytest.raises(OverflowError):
        Calendar().add(date(9999, 12, 30), 5)
    with pytest.raises(OverflowError):
        Calendar().add(date(1, 1, 2), -5)


@given(HOLIDAYS, DAYS, st.integers(-900, 900))
def test_counting_agrees_with_walking(holidays: frozenset[date], day: date, days: int) -> None:
    calendar = Calendar(holidays)
    step = timedelta(days=1 if days > 0 else -1)
    walked, left = day, abs(days) % 50
    while left:
        walked += step
        left -= calendar.works(walked)
    asked = (abs(days) % 50) * (1 if days > 0 else -1)
    assert calendar.add(day, asked) == walked
    if calendar.works(day):
        assert calendar.between(day, calendar.add(day, days)) == days
        assert calendar.add(calendar.add(day, days), -days) == day
        assert calendar.day(calendar.number(day)) == day == calendar.on_or_after(day) == calendar.on_or_before(day)
    assert calendar.before(day) < day < calendar.after(day)
    assert calendar.works(calendar.after(day))
    assert calendar.works(calendar.before(day))


# -- circles -------------------------------------------------------------------------------------------------------------


def test_a_circle_is_told_in_its_order() -> None:
    found = circle({"a": ["b"], "b": ["c", "x"], "c": ["d"], "d": ["b"], "e": []})
    assert sorted(found) == ["b", "c", "d"]
    at = found.index("b")
    assert found[at:] + found[:at] == ("b", "c", "d")
    assert circle({"a": ["a"]}) == ("a",)
    assert circle({"a": ["b", "c"], "b": ["c"], "c": ["elsewhere"]}) == ()
    assert circle({}) == ()


def test_a_circle_of_five_thousand() -> None:
    names = [str(n) for n in range(5000)]
    chain = {name: [following] for name, following in pairwise(names)}
    assert circle(chain) == ()
    assert len(circle(chain | {"4999": ["0"]})) == 5000


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.frozensets(st.sampled_from("abcdefgh"), max_size=3)))
def test_what_is_told_is_a_circle_and_none_is_missed(waits: dict[str, frozenset[str]]) -> None:
    found = circle(waits)
    for name, following in zip(found, found[1:] + found[:1], strict=True):
        assert following in waits[name]
    assert len(set(found)) == len(found)
    left = {name: set(asked) & waits.keys() for name, asked in waits.items()}
    while free := [name for name, asked in left.items() if not asked]:
        left = {name: asked - set(free) for name, asked in left.items() if name not in free}
    assert bool(found) == bool(left)


# -- moving --------------------------------------------------------------------------------------------------------------

NO = Calendars()


def test_only_what_must_moves() -> None:
    plan = [
        one("a", date(2026, 3, 6)),
        one("b", date(2026, 3, 12), "a", starts=date(2026, 3, 9)),
        one("c", date(2026, 3, 31), "b"),
        one("d", date(2026, 3, 20)),
    ]
    assert shift(plan, "a", Span(None, date(2026, 3, 6)), NO) == {}
    assert shift(plan, "a", Span(None, date(2026, 2, 2)), NO) == {}
    found = shift(plan, "a", Span(None, date(2026, 3, 10)), NO)
    assert found == {"b": Span(date(2026, 3, 11), date(2026, 3, 16))}  # three working days later, as before
    assert shift(plan, "a", Span(None, date(2026, 3, 10)), NO, Mode.ALONE) == {}


def test_distances_are_kept() -> None:
    plan = [one("a", date(2026, 3, 6)), one("b", date(2026, 3, 12), "a"), one("c", date(2026, 3, 31), "b")]
    assert shift(plan, "a", Span(None, date(2026, 3, 10)), NO, Mode.KEEP) == {
        "b": Span(None, date(2026, 3, 16)), "c": Span(None, date(2026, 4, 2)),
    }  # fmt: skip


def test_what_is_done_neither_moves_nor_holds() -> None:
    plan = [
        one("a", date(2026, 3, 6)),
        one("b", date(2026, 3, 9), "a", done=date(2026, 3, 9)),
        one("c", date(2026, 3, 10), "b"),
        one("late", date(2026, 12, 31), done=date(2026, 1, 1)),
        one("d", date(2026, 3, 9), "a", "late"),
    ]
    assert shift(plan, "a", Span(None, date(2026, 4, 1)), NO) == {"d": Span(None, date(2026, 4, 2))}
    assert shift(plan, "late", Span(None, date(2027, 4, 1)), NO) == {}


def test_each_side_has_its_own_holidays() -> None:
    days = Calendars(Calendar([date(2026, 10, 26)]), Calendar([date(2026, 10, 28)]))
    plan = [one("a", date(2026, 10, 20))] + [one(side.value, date(2026, 10, 21), "a", side=side) for side in PlanSide]
    moved = shift(plan, "a", Span(None, date(2026, 10, 23)), days)
    assert {name: span.due.day for name, span in moved.items()} == {"mentor": 27, "new": 26, "both": 27}


def test_a_circle_in_the_file_ends() -> None:
    plan = [one("a", date(2026, 3, 6), "c"), one("b", date(2026, 3, 9), "a"), one("c", date(2026, 3, 10), "b")]
    moved = shift(plan, "a", Span(None, date(2026, 3, 20)), NO)
    assert set(moved) == {"b", "c"}


@st.composite
def plans(draw: st.DrawFn, calendars: Calendars, working: bool = False) -> list[PlanMilestone]:
    """Up to twelve milestones; each waits only for earlier ones of the list."""
    made: list[PlanMilestone] = []
    for number in range(draw(st.integers(1, 12))):
        side = draw(st.sampled_from(PlanSide))
        due = draw(DAYS)
        starts = draw(st.none() | st.just(due - timedelta(days=draw(st.integers(0, 60)))))
        if working:
            calendar = calendars.of(side)
            due = calendar.on_or_after(due)
            starts = None if starts is None else calendar.on_or_before(starts)
        waits = draw(st.frozensets(st.sampled_from([m.id for m in made]), max_size=3)) if made else frozenset()
        done = draw(st.sampled_from([None, None, None, due]))
        made.append(one(f"m{number}", due, *waits, starts=starts, done=done, side=side))
    return draw(st.permutations(made))


@st.composite
def moves(draw: st.DrawFn) -> tuple[Sequence[PlanMilestone], Calendars, PlanMilestone, Span]:
    calendars = Calendars(Calendar(draw(HOLIDAYS)), Calendar(draw(HOLIDAYS)))
    plan = draw(plans(calendars))
    moved = draw(st.sampled_from(plan))
    due = draw(DAYS)
    return plan, calendars, moved, Span(draw(st.none() | st.just(due - timedelta(days=3))), due)


@given(moves(), st.sampled_from([Mode.MUST, Mode.KEEP]))
def test_the_order_holds_after_a_move(
    case: tuple[Sequence[PlanMilestone], Calendars, PlanMilestone, Span], mode: Mode
) -> None:
    plan, calendars, moved, to = case
    found = shift(plan, moved.id, to, calendars, mode)
    by_id = {m.id: m for m in plan}
    assert not any(by_id[name].done_on for name in found)
    assert moved.id not in found
    assert found.keys() <= {m.id for m in followers(plan, moved.id)}
    assert all(span != span_of(by_id[name]) for name, span in found.items())
    if moved.done_on is None:
        after = found | {moved.id: to}
        for waiting, asked in too_early(plan, after):
            # only where nothing moved, or what somebody put there by hand
            assert waiting == moved.id or (waiting not in found and asked not in after)
    for name, span in found.items():
        old, calendar = span_of(by_id[name]), calendars.of(by_id[name].owner_side)
        assert old is not None
        assert (span.starts is None) == (old.starts is None)
        if calendar.works(old.first) and calendar.works(old.due):
            assert calendar.between(span.first, span.due) == calendar.between(old.first, old.due)
            assert calendar.works(span.first)
            assert calendar.works(span.due)
        if mode is Mode.MUST:
            assert span.first > old.first
            assert span.first == calendar.after(max(_ends(plan, name, found | {moved.id: to})))


def _ends(plan: Sequence[PlanMilestone], name: str, after: dict[str, Span]) -> list[date]:
    by_id = {m.id: m for m in plan}
    asked = [by_id[other] for other in by_id[name].depends_on if by_id[other].done_on is None]
    return [(after.get(m.id) or Span(None, m.due_on or date.min)).due for m in asked]


@given(moves())
def test_nothing_moves_when_nothing_must(case: tuple[Sequence[PlanMilestone], Calendars, PlanMilestone, Span]) -> None:
    plan, calendars, moved, to = case
    pushed = [waiting for waiting, asked in too_early(plan, {moved.id: to}) if asked == moved.id]
    found = shift(plan, moved.id, to, calendars)
    assert bool(found) == bool(pushed) or moved.done_on is not None


@given(st.data(), HOLIDAYS, st.integers(-300, 300))
def test_there_and_back_with_the_distances_kept(data: st.DataObject, holidays: frozenset[date], days: int) -> None:
    calendars = Calendars(Calendar(holidays), Calendar(holidays))
    plan = data.draw(plans(calendars, working=True))
    moved = data.draw(st.sampled_from(plan))
    start = span_of(moved)
    assert start is not None
    reached = {moved.id, *(m.id for m in followers(plan, moved.id))}
    # the plan's order held, and nobody else stands in the way
    assume(not too_early(plan, {}))
    assume(all(m.done_on is None and m.depends_on <= reached for m in plan if m.id in reached - {moved.id}))
    calendar = calendars.of(moved.owner_side)
    there = moved_by(start, days, calendar)
    gone = shift(plan, moved.id, there, calendars, Mode.KEEP) | {moved.id: there}
    after = [_put(m, gone.get(m.id)) for m in plan]
    back = shift(after, moved.id, start, calendars, Mode.KEEP) | {moved.id: start}
    assert [_put(m, back.get(m.id)) for m in after] == list(plan)


def _put(milestone: PlanMilestone, span: Span | None) -> PlanMilestone:
    return milestone if span is None else replace(milestone, starts_on=span.starts, due_on=span.due)


@pytest.mark.parametrize("mode", [Mode.MUST, Mode.KEEP])
def test_five_hundred_milestones_in_a_chain(mode: Mode) -> None:
    holidays = [date(year, month, 1) for year in range(2020, 2070) for month in range(1, 13)]
    calendars = Calendars(Calendar(holidays), Calendar(holidays[::2]))
    sides = list(PlanSide)
    plan, day = [], date(2026, 1, 2)
    for number in range(500):
        calendar = calendars.of(sides[number % 3])
        starts = calendar.after(day)
        day = calendar.add(starts, 3)
        waits = [f"m{other}" for other in range(max(0, number - 3), number)]
        plan.append(one(f"m{number}", day, *waits, starts=starts, side=sides[number % 3]))
    to = moved_by(Span(plan[0].starts_on, plan[0].due_on or day), 7, calendars.both)
    best = 1.0
    for _ in range(5):
        started = time.thread_time()
        found = shift(plan, "m0", to, calendars, mode)
        best = min(best, time.thread_time() - started)
    assert len(found) == 499
    assert best < 0.02
