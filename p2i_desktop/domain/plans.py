"""What is agreed in a support plan and what is its progress, how it stands, and how its meetings and milestones are judged."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Protocol

from p2i_desktop.domain.buddies import (
    MEETINGS,
    MeasureStatus,
    PlanMilestone,
    PlanNeed,
    PlanObjective,
    PlanRisk,
    PlanSide,
    PlanStatus,
    SetupMilestone,
    SupportMeasure,
    SupportPlan,
)
from p2i_desktop.domain.record import Record, fields_of, type_key

_P = PlanStatus
IN_FORCE = frozenset({_P.AGREED, _P.ACTIVE, _P.COMPLETED, _P.EVALUATED})
RUNNING = frozenset({_P.AGREED, _P.ACTIVE})  # a change of what is agreed starts the next version

# What both sides sign. Meetings move in real life: they are no part of it, the other measures are.
CONTENT: dict[type[Record], tuple[str, ...]] = {
    SupportPlan: ("title", "starts", "ends", "starting_point", "summary"),
    PlanNeed: ("topic", "description", "now", "target", "priority"),
    PlanObjective: ("position", "need", "text", "indicator", "target"),
    PlanMilestone: (
        "position", "title", "setup_milestone", "owner_side", "owner", "starts_on", "due_on", "depends_on",
    ),
    SupportMeasure: ("type", "objective", "topic"),
    PlanRisk: ("text", "likelihood", "impact", "response", "owner_side"),
}  # fmt: skip
# What is written down while the plan is carried out, all the rest; a new version takes it over when it is agreed.
_BESIDE = ("plan", "offset_days")
PROGRESS: dict[type[Record], tuple[str, ...]] = {
    kind: tuple(spec.name for spec in fields_of(kind) if spec.name not in (*CONTENT[kind], *_BESIDE))
    for kind in (PlanNeed, PlanObjective, PlanMilestone, SupportMeasure, PlanRisk)
}
NOTES = ("transferability", "lessons")  # of the plan itself: progress too
ROWS = tuple(PROGRESS)


class Light(StrEnum):
    """The traffic light of the meetings of a plan year."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


class StateWord(StrEnum):
    """How a plan stands, in a word."""

    NO_MILESTONES = "no_milestones"
    NOT_STARTED = "not_started"
    ON_TRACK = "on_track"
    LATE = "late"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Meetings:
    """Meetings of a plan year: held in it, dated and still to come, the least number of the programme, and the light."""

    held: int
    planned: int
    minimum: int
    light: Light


@dataclass(frozen=True, slots=True)
class PlanState:
    """How a plan stands: milestones done of all, days late and side of the latest one, how many are overdue, meetings,
    and for how many days nothing has happened (None: not in force)."""

    word: StateWord
    done: int
    total: int
    days_late: int
    late_side: PlanSide | None
    overdue: int
    meetings: Meetings
    silent_days: int | None


@dataclass(frozen=True, slots=True)
class Readiness:
    """Set-up steps of a centre: done, those that apply to it, and their share in per cent (None: none applies)."""

    done: int
    base: int
    share: float | None


class Step(Protocol):
    """A set-up step of a centre, or its row."""

    @property
    def milestone(self) -> str: ...
    @property
    def done_on(self) -> Any: ...
    @property
    def not_applicable(self) -> bool: ...


def counts(plan: SupportPlan) -> bool:
    """Whether what was held and done in this version counts: it is in force, or was when it was terminated."""
    return plan.status in IN_FORCE or (plan.status is _P.TERMINATED and plan.agreed_on is not None)


def is_agreed_row(row: Record) -> bool:
    """Whether a row is part of what both sides sign: a meeting is not."""
    return not (isinstance(row, SupportMeasure) and row.type in MEETINGS)


def content_digest(plan: SupportPlan, rows: Iterable[Record]) -> str:
    """SHA-256 in 64 hexadecimal digits of what both sides sign; rows of any type in any order, progress left out."""
    of_type: dict[str, list[Any]] = {type_key(kind): [] for kind in ROWS}
    for row in rows:
        key = type_key(type(row))
        if key in of_type and is_agreed_row(row) and row.deleted_at is None:
            of_type[key].append(row)
    said: dict[str, Any] = {"support_plan": _said(plan)}
    for key, found in of_type.items():
        found.sort(key=lambda row: (getattr(row, "position", ""), row.id))
        said[key] = [[row.id, _said(row)] for row in found]
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _said(record: Record) -> list[Any]:
    """The agreed fields of a record; of a position only the order counts, and that is the order of the rows."""
    return [_plain(getattr(record, name)) for name in CONTENT[type(record)] if name != "position"]


def _plain(value: Any) -> Any:
    if isinstance(value, frozenset):
        return sorted(value)
    return value.isoformat() if isinstance(value, date) else value


def meetings(plan: SupportPlan, measures: Iterable[SupportMeasure], minimum: int, today: date) -> Meetings:
    """N14: meetings held in the plan year and dated ones to come in it, with the light of the day.

    Before the middle: green when one is held or dated, else yellow. From the middle: green when the minimum is held,
    yellow when it will be with the dated ones, else red. After the end: green or red.
    """
    starts, ends = plan.starts or date.min, plan.ends or date.max
    held = planned = 0
    for one in measures:
        if one.type not in MEETINGS:
            continue
        if one.status is MeasureStatus.DONE:
            held += one.held_on is not None and starts <= one.held_on <= ends
        elif one.status in (MeasureStatus.PLANNED, MeasureStatus.CONFIRMED) and one.planned_on is not None:
            planned += max(starts, today) <= one.planned_on <= ends
    return Meetings(held, planned, minimum, _light(held, planned, minimum, _phase(plan, today)))


def _phase(plan: SupportPlan, today: date) -> str:
    if plan.starts is None or plan.ends is None:
        return "first"
    if today > plan.ends:
        return "after"
    return "first" if today < plan.starts + timedelta(days=(plan.ends - plan.starts).days // 2) else "second"


def _light(held: int, planned: int, minimum: int, phase: str) -> Light:
    if held >= minimum:
        return Light.GREEN
    if phase == "after":
        return Light.RED
    if phase == "first":
        return Light.GREEN if held or planned else Light.YELLOW
    return Light.YELLOW if held + planned >= minimum else Light.RED


def judged_on(plan: SupportPlan, today: date) -> date:
    """The day by which lateness is told: today; of a plan that is completed at the latest its last day, for good."""
    if plan.status in (_P.COMPLETED, _P.EVALUATED) and plan.ends is not None:
        return min(today, plan.ends)
    return today


def days_overdue(milestone: PlanMilestone, today: date) -> int:
    """For how many days a milestone is overdue; 0 when it is done or its day is not past."""
    if milestone.done_on is not None or milestone.due_on is None:
        return 0
    return max(0, (today - milestone.due_on).days)


def state(
    plan: SupportPlan,
    milestones: Sequence[PlanMilestone],
    measures: Sequence[SupportMeasure],
    *,
    minimum: int,
    today: date,
    last: date | None,
) -> PlanState:
    """How a plan stands today; `last` is the last day on which something happened in it, as `last_progress` gives."""
    done = sum(one.done_on is not None for one in milestones)
    by = judged_on(plan, today)
    late = [(days, one) for one in milestones if plan.status in IN_FORCE and (days := days_overdue(one, by))]
    days, latest = max(late, key=lambda pair: pair[0], default=(0, None))
    if not milestones:
        word = StateWord.NO_MILESTONES
    elif done == len(milestones):
        word = StateWord.DONE
    elif late:
        word = StateWord.LATE
    elif done == 0 and (plan.status not in IN_FORCE or (plan.starts is not None and today < plan.starts)):
        word = StateWord.NOT_STARTED
    else:
        word = StateWord.ON_TRACK
    since = last or plan.agreed_on or plan.starts
    silent = max(0, (today - since).days) if plan.status in RUNNING and since is not None else None
    side = latest.owner_side if latest is not None else None
    held = meetings(plan, measures, minimum, today)
    return PlanState(word, done, len(milestones), days, side, len(late), held, silent)


def last_progress(
    plan: SupportPlan,
    milestones: Iterable[PlanMilestone],
    measures: Iterable[SupportMeasure],
    others: Iterable[date | None],
    today: date,
) -> date | None:
    """The last day, up to today, on which something happened: agreed, done, held, or one of the other days."""
    days = [plan.agreed_on, *(one.done_on for one in milestones), *(one.held_on for one in measures), *others]
    return max((day for day in days if day is not None and day <= today), default=None)


def readiness(rows: Iterable[Step]) -> Readiness:
    """N18: set-up steps done of the fifteen without those that do not apply; one that does not apply is never done."""
    done: set[str] = set()
    out: set[str] = set()
    for row in rows:
        if row.not_applicable:
            out.add(str(row.milestone))
        elif row.done_on is not None:
            done.add(str(row.milestone))
    base = len(SetupMilestone) - len(out)
    count = len(done - out)
    return Readiness(count, base, 100 * count / base if base else None)
