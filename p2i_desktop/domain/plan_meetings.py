"""The meetings of a support plan: on which days they would stand well, and what the next one should talk about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from p2i_desktop.domain.advice import Action
from p2i_desktop.domain.buddies import (
    MEETINGS,
    MeasureStatus,
    PlanMilestone,
    PlanNeed,
    PlanRisk,
    PlanSide,
    SetupTopic,
    SupportMeasure,
)
from p2i_desktop.domain.plan_dates import Calendar

STAYS_OPEN = "?"  # a line of the minutes that begins so is on the agenda of the next meeting
_DATED = frozenset({MeasureStatus.PLANNED, MeasureStatus.CONFIRMED})
_NOTICE = timedelta(days=14)  # a meeting of two countries is not called for tomorrow


class AgendaKind(StrEnum):
    """Why a point stands on an agenda; the order is that of the agenda."""

    OVERDUE = "overdue"
    COMING = "coming"
    ACTION = "action"
    RISK = "risk"
    NEED = "need"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class AgendaPoint:
    """One point of an agenda: `on` is the day on which it is or was due, `days` how many days it is late.

    `who` names a person or a side where the record does; of a need without a measure, `topic` says which."""

    kind: AgendaKind
    text: str
    side: PlanSide | None = None
    on: date | None = None
    days: int = 0
    who: str = ""
    topic: SetupTopic | None = None


def is_meeting(measure: SupportMeasure) -> bool:
    """Whether it counts as a meeting of the buddies (N14)."""
    return measure.type in MEETINGS


def day_of(measure: SupportMeasure) -> date | None:
    """The day on which a measure was held or stands; of one that is cancelled or waits for a new day, none."""
    if measure.status is MeasureStatus.DONE:
        return measure.held_on or measure.planned_on
    return measure.planned_on if measure.status in _DATED else None


def suggested_days(
    starts: date, ends: date, wanted: int, taken: Iterable[date], today: date, calendar: Calendar
) -> list[date]:
    """The days on which meetings are missing: the plan year is cut into as many equal parts as meetings are `wanted`, and
    one stands in the middle of each, for two within the first and the last third. Meetings that are held or dated
    (`taken`) fill the part in which they lie nearest. All days are working days of the calendar within the plan, and none
    lies in the past; where none is left, the list is shorter. Days stand in order."""
    if wanted < 1 or ends < starts:
        return []
    length = (ends - starts).days
    slots = [starts + timedelta(days=length * (2 * at + 1) // (2 * wanted)) for at in range(wanted)]
    within = sorted(day for day in taken if starts <= day <= ends)
    for day in within:
        if slots:
            slots.remove(min(slots, key=lambda slot: (abs((slot - day).days), slot)))
    found: list[date] = []
    for slot in slots:
        free = _free(slot, max(starts, today), ends, {*within, *found}, calendar)
        if free is not None:
            found.append(free)
    return sorted(found)


def _free(slot: date, first: date, last: date, taken: set[date], calendar: Calendar) -> date | None:
    """The working day nearest behind a day that lies between two others and is nobody's yet, else the nearest before."""
    if slot < first:
        slot = min(first + _NOTICE, last) if first <= last else last
    onward = (slot + timedelta(days=n) for n in range((last - slot).days + 1))
    back = (slot - timedelta(days=n) for n in range(1, (slot - first).days + 1))
    return next(
        (day for days in (onward, back) for day in days if calendar.works(day) and day not in taken and day >= first),
        None,
    )


def agenda(
    day: date,
    until: date,
    milestones: Sequence[PlanMilestone],
    actions: Sequence[Action],
    risks: Sequence[PlanRisk],
    uncovered: Sequence[PlanNeed],
    last_minutes: str,
) -> list[AgendaPoint]:
    """What a meeting should talk about, seen from a day: milestones overdue by then, by side; those due up to the next
    meeting (`until`); open actions; open risks, the gravest first; needs without a measure; open points of the last
    minutes."""
    points: list[AgendaPoint] = []
    waiting = [one for one in milestones if one.done_on is None and one.due_on is not None]
    sides = list(PlanSide)
    for one in sorted(waiting, key=lambda one: (sides.index(one.owner_side), one.due_on or day, one.position)):
        if one.due_on is not None and one.due_on < day:
            late = (day - one.due_on).days
            points.append(AgendaPoint(AgendaKind.OVERDUE, one.title, one.owner_side, one.due_on, late, one.owner))
    for one in sorted(waiting, key=lambda one: (one.due_on or day, one.position)):
        if one.due_on is not None and day <= one.due_on <= until:
            points.append(AgendaPoint(AgendaKind.COMING, one.title, one.owner_side, one.due_on, 0, one.owner))
    for action in sorted(actions, key=lambda one: (one.due_on or day, one.id)):
        if action.done_on is None and action.dropped_on is None:
            late = max((day - action.due_on).days, 0) if action.due_on else 0
            points.append(AgendaPoint(AgendaKind.ACTION, action.title, None, action.due_on, late, action.other_side))
    for risk in sorted(risks, key=lambda one: (-one.likelihood * one.impact, one.id)):
        if risk.closed_on is None:
            points.append(AgendaPoint(AgendaKind.RISK, first_line(risk.text), risk.owner_side))
    for need in uncovered:
        points.append(AgendaPoint(AgendaKind.NEED, first_line(need.description), topic=need.topic))
    return points + [AgendaPoint(AgendaKind.OPEN, text) for text in open_points(last_minutes)]


def uncovered_needs(
    needs: Sequence[PlanNeed], measures: Sequence[SupportMeasure], served: frozenset[str]
) -> list[PlanNeed]:
    """The needs for which nothing is planned or done, the most pressing first: no measure has their topic, and no objective
    that serves them (`served`: ids of the needs behind the objectives of measures) has one. A need that is met already
    (now as high as its target) is none."""
    live = [one for one in measures if one.status is not MeasureStatus.CANCELLED]
    topics = {one.topic for one in live}
    found = [
        need
        for need in needs
        if need.topic not in topics
        and need.id not in served
        and not (need.now is not None and need.target is not None and need.now >= need.target)
    ]
    return sorted(found, key=lambda need: (need.priority, list(SetupTopic).index(need.topic)))


def open_points(minutes: str) -> list[str]:
    """The lines of minutes that stay open: those that begin with a question mark, without it."""
    lines = (line.strip() for line in minutes.splitlines())
    return [line[1:].strip() for line in lines if line.startswith(STAYS_OPEN) and line[1:].strip()]


def first_line(text: str) -> str:
    """The first line of a text that says anything."""
    return next((line.strip() for line in text.splitlines() if line.strip()), "")
