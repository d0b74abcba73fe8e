"""The milestones of a plan over time: bar by bar, or as one lane a side; and the months on their axis."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from p2i_desktop.domain.buddies import MeasureStatus, PlanMilestone, PlanSide, SupportMeasure
from p2i_desktop.i18n import Texts
from p2i_desktop.reports.buddy import words
from p2i_desktop.reports.buddy.facts import PlanFacts
from p2i_desktop.reports.timeline import BarState, Fill, Gantt, GanttBar, GanttRow, GanttSide, GanttTick

SIDES = (PlanSide.MENTOR, PlanSide.NEW, PlanSide.BOTH)
_FILLS: dict[PlanSide, Fill] = {PlanSide.MENTOR: "solid", PlanSide.NEW: "hatch", PlanSide.BOTH: "outline"}
_MONTHS, _QUARTERS = 26, 120  # up to so many months the axis tells months, then quarters, then years
_MOST_YEARS = 30  # named on one axis
_GRACE = timedelta(days=92)  # after the plan, in which today still stands on the axis
_LINKED = 60  # milestones up to which lines show what waits for what
_NAMED = 6  # in the words for the picture


@dataclass(frozen=True, slots=True)
class Axis:
    """The days of a chart and what begins on them."""

    first: date
    last: date
    ticks: tuple[GanttTick, ...]


def axis(facts: PlanFacts) -> Axis:
    """From the first month of the plan to its last, wide enough for every milestone and meeting."""
    plan = facts.plan
    days = [day for day in (plan.starts, plan.ends) if day is not None]
    for one in facts.milestones:
        days += [day for day in (one.starts_on, one.due_on, one.done_on) if day is not None]
    days += [day for one in facts.measures if (day := words.held_or_planned(one)) is not None]
    days = days or [facts.frame.today]
    if max(days) < facts.frame.today <= _later(max(days), _GRACE):
        days.append(facts.frame.today)
    first, last = min(days).replace(day=1), _month_end(max(days))
    return Axis(first, last, tuple(_ticks(facts.texts, first, last)))


def gantt(facts: PlanFacts, number: str, table: str) -> Gantt:
    """A row for each milestone, in their order; `table` is where the numbers stand."""
    t, along = facts.texts, axis(facts)
    places = {one.id: at for at, one in enumerate(facts.milestones)}
    linked = len(facts.milestones) <= _LINKED
    rows = tuple(
        GanttRow(
            one.title, (_bar(facts, one, along),) if one.due_on is not None else (), str(at),
            tuple(sorted(places[other] for other in one.depends_on if other in places)) if linked else (),
        )
        for at, one in enumerate(facts.milestones, 1)
    )  # fmt: skip
    return Gantt(
        t._("Milestones over time"), sides(facts), rows, along.first, along.last, along.ticks, _told(facts, table),
        (t._("done"), t._("late")), t._("Milestones {first} to {last}."), number, facts.frame.today,
        t._("today {date}").format(date=t.date(facts.frame.today)),
    )  # fmt: skip


def strip(facts: PlanFacts, number: str, table: str) -> Gantt:
    """One lane for each side and one for the meetings, each milestone a diamond with its number."""
    t, along = facts.texts, axis(facts)
    lanes = []
    for which, side in zip(SIDES, sides(facts), strict=True):
        bars = tuple(
            GanttBar(one.due_on, SIDES.index(which), state=_state(facts, one), tag=str(at))
            for at, one in enumerate(facts.milestones, 1)
            if one.owner_side is which and one.due_on is not None
        )
        if bars:
            lanes.append(GanttRow(side.name, bars))
    held = tuple(_meeting(facts, one) for one in facts.measures if words.is_meeting(one) and _counts(one))
    if held:
        lanes.append(GanttRow(t._("Meetings"), held))
    return Gantt(
        t._("Milestones and meetings over time"), sides(facts), tuple(lanes), along.first, along.last, along.ticks,
        _told(facts, table), (t._("done"), t._("late")), number=number, today=facts.frame.today,
        today_word=t._("today {date}").format(date=t.date(facts.frame.today)),
    )  # fmt: skip


def sides(facts: PlanFacts) -> tuple[GanttSide, ...]:
    """The three owners with letter and fill."""
    t = facts.texts
    return tuple(GanttSide(words.letter(t, one), words.side(facts, one), _FILLS[one]) for one in SIDES)


def _bar(facts: PlanFacts, one: PlanMilestone, along: Axis) -> GanttBar:
    due = one.due_on or along.first
    starts = one.starts_on if one.starts_on is not None and one.starts_on <= due else None
    until = one.done_on or (words.judged(facts) if words.late_days(facts, one) else None)
    late = min(until, along.last) if until is not None and until > due else None
    return GanttBar(due, SIDES.index(one.owner_side), starts, _state(facts, one), late)


def _state(facts: PlanFacts, one: PlanMilestone) -> BarState:
    if one.done_on is not None:
        return "done"
    return "late" if words.late_days(facts, one) else "open"


def _counts(one: SupportMeasure) -> bool:
    return one.status is not MeasureStatus.CANCELLED and words.held_or_planned(one) is not None


def _meeting(facts: PlanFacts, one: SupportMeasure) -> GanttBar:
    on = words.held_or_planned(one) or facts.frame.today
    done = one.status is MeasureStatus.DONE
    state: BarState = "done" if done else "late" if on < facts.frame.today else "open"
    t = facts.texts
    return GanttBar(on, SIDES.index(PlanSide.BOTH), state=state, tag=t.day_month(on))


def _told(facts: PlanFacts, table: str) -> str:
    """The picture in words: how many are done, late and open, and which are late or come next."""
    t = facts.texts
    late = [one for one in facts.milestones if words.late_days(facts, one)]
    coming = [one for one in facts.milestones if one.done_on is None and not words.late_days(facts, one)]
    done = len(facts.milestones) - len(late) - len(coming)
    parts = [
        t._("Bars over time for {total} milestones, {period}: {done} done, {late} late, {open} open.").format(
            total=t.number(len(facts.milestones)), period=words.period(facts), done=t.number(done),
            late=t.number(len(late)), open=t.number(len(coming)),
        )
    ]  # fmt: skip
    if late:
        parts.append(t._("Late: {list}.").format(list="; ".join(_named(facts, one) for one in late[:_NAMED])))
    ahead = sorted(coming, key=lambda one: (one.due_on or date.max, one.position))
    if ahead:
        parts.append(t._("Next: {list}.").format(list="; ".join(_named(facts, one) for one in ahead[:_NAMED])))
    parts.append(t._("All numbers stand in {table}.").format(table=table))
    return " ".join(parts)


def _named(facts: PlanFacts, one: PlanMilestone) -> str:
    t = facts.texts
    return f"{one.title}, {words.side(facts, one.owner_side)}, {t.date(one.due_on)}"


def _later(day: date, span: timedelta) -> date:
    return day + span if day < date.max - span else date.max


def _month_end(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _ticks(t: Texts, first: date, last: date) -> Iterator[GanttTick]:
    """The first days of months, of quarters or of years, by the length of the axis."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months > _QUARTERS:
        every = -(-months // 12 // _MOST_YEARS)
        for year in range(first.year, last.year + 1, every):
            yield GanttTick(max(date(year, 1, 1), first), str(year), True)
        return
    step = 1 if months <= _MONTHS else 3
    for at in range(months):
        year, month = divmod(first.year * 12 + first.month - 1 + at, 12)
        if at and month % step:
            continue
        name = t.month_short(month + 1)
        opens = at == 0 or month == 0
        yield GanttTick(date(year, month + 1, 1), f"{name} {year}" if opens else name, opens)
