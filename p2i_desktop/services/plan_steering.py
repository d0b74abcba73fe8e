"""How the running support plans are steered: what is overdue by side, what each side does next, meetings, and silence."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from p2i_desktop.domain.buddies import (
    BuddyPairing,
    MeasureStatus,
    MeasureType,
    PlanMilestone,
    PlanSide,
    SupportMeasure,
    SupportPlan,
)
from p2i_desktop.domain.network import Centre, CentreName
from p2i_desktop.domain.plans import RUNNING, PlanState, days_overdue
from p2i_desktop.services.plan_file import name_among
from p2i_desktop.services.plan_states import plan_states
from p2i_desktop.services.work import Subject

SIDES = (PlanSide.MENTOR, PlanSide.NEW)
_TO_COME = (MeasureStatus.PLANNED, MeasureStatus.CONFIRMED, MeasureStatus.POSTPONED)


@dataclass(frozen=True, slots=True)
class NextStep:
    """What a side does next: a milestone by its title, or a measure by its type; `late` in days, 0 = not overdue; `side`
    is the one that owns it."""

    id: str
    title: str
    type: MeasureType | None
    on: date
    late: int
    side: PlanSide


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A plan that is agreed or active. `overdue`: milestones overdue by owning side, `late_steps` which these are,
    `coming` what each side does next that is not overdue; `silent`: nothing has happened for as many days as the setting says."""

    plan_id: str
    mentor: str  # code of the centre
    new_centre: str
    mentor_name: str
    new_name: str
    year: int
    title: str
    version: int
    ends: date | None
    state: PlanState
    overdue: dict[PlanSide, int]
    next_steps: dict[PlanSide, NextStep | None]
    silent: bool
    late_steps: tuple[NextStep, ...]
    coming: tuple[NextStep, ...]

    @property
    def pair(self) -> str:
        """As people call it: `AT → PT 2018`."""
        return f"{self.mentor} → {self.new_centre} {self.year}"


class Steering(Subject):
    """What coordinators look at between two meetings."""

    def lines(self) -> list[PlanLine]:
        """All plans that run, those that are latest first, then the silent ones, then by pair; one look where none runs."""
        plans = [plan for status in sorted(RUNNING) for plan in self.store.find(SupportPlan, status=status)]
        if not plans:
            return []
        states = plan_states(self.work, plans)
        pairs = self.store.many(BuddyPairing, [plan.pairing for plan in plans if plan.pairing])
        named = {key for pair in pairs.values() for key in (pair.mentor, pair.new_centre) if key}
        centres = self.store.many(Centre, sorted(named))
        keys = {plan.id for plan in plans}
        read = _Read(
            self.work.today(),
            self.work.rule_settings().plan_silent_days,
            centres,
            _grouped(self.store.naming(CentreName, "centre", named), "centre"),
            _grouped(self.store.naming(PlanMilestone, "plan", keys), "plan"),
            _grouped(self.store.naming(SupportMeasure, "plan", keys), "plan"),
        )
        found = []
        for plan in plans:
            pair = pairs.get(plan.pairing or "")
            if pair is not None and pair.deleted_at is None:
                found.append(_line(plan, pair, states[plan.id], read))
        return sorted(found, key=lambda line: (-line.state.days_late, not line.silent, line.pair, line.plan_id))


@dataclass(frozen=True)
class _Read:
    """What all lines need, read at once: names by centre, rows by plan."""

    today: date
    silent_after: int
    centres: Mapping[str, Centre]
    names: Mapping[str, list[CentreName]]
    milestones: Mapping[str, list[PlanMilestone]]
    measures: Mapping[str, list[SupportMeasure]]

    def name(self, centre: Centre | None, on: date | None) -> str:
        """The name that a centre bore on a day."""
        return name_among(centre, self.names[centre.id], on or self.today) if centre else ""


def _line(plan: SupportPlan, pair: BuddyPairing, state: PlanState, read: _Read) -> PlanLine:
    milestones, measures = read.milestones[plan.id], read.measures[plan.id]
    late = [one for one in milestones if days_overdue(one, read.today)]
    mentor, new = read.centres.get(pair.mentor or ""), read.centres.get(pair.new_centre or "")
    return PlanLine(
        plan_id=plan.id,
        mentor=mentor.code if mentor else "",
        new_centre=new.code if new else "",
        mentor_name=read.name(mentor, plan.starts),
        new_name=read.name(new, plan.starts),
        year=pair.year or 0,
        title=plan.title,
        version=plan.version,
        ends=plan.ends,
        state=state,
        overdue={side: sum(one.owner_side is side for one in late) for side in PlanSide},
        next_steps={side: next_step(side, milestones, measures, read.today) for side in SIDES},
        silent=state.silent_days is not None and state.silent_days >= read.silent_after,
        late_steps=tuple(_milestone_step(one, read.today) for one in late),
        coming=_coming(milestones, measures, read.today),
    )


def _grouped(rows: Iterable[Any], field: str) -> defaultdict[str, list[Any]]:
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[getattr(row, field)].append(row)
    return found


def next_step(
    side: PlanSide, milestones: Iterable[PlanMilestone], measures: Iterable[SupportMeasure], today: date
) -> NextStep | None:
    """The earliest of what is open for a side: milestones that it owns alone or with the other, measures of both."""
    mine = (side, PlanSide.BOTH)
    steps = [
        _milestone_step(one, today)
        for one in milestones
        if one.done_on is None and one.due_on is not None and one.owner_side in mine
    ]
    steps += [
        NextStep(one.id, "", one.type, one.planned_on, max(0, (today - one.planned_on).days), PlanSide.BOTH)
        for one in measures
        if one.status in _TO_COME and one.planned_on is not None
    ]
    return min(steps, key=lambda step: (step.on, step.title, step.id), default=None)


def _coming(
    milestones: Iterable[PlanMilestone], measures: Iterable[SupportMeasure], today: date
) -> tuple[NextStep, ...]:
    """What each side does next of what is not overdue, the same step of both once."""
    ahead = [one for one in milestones if not days_overdue(one, today)]
    dated = [one for one in measures if one.planned_on is not None and one.planned_on >= today]
    found = (next_step(side, ahead, dated, today) for side in SIDES)
    return tuple({one.id: one for one in found if one is not None}.values())


def _milestone_step(one: PlanMilestone, today: date) -> NextStep:
    """An open milestone that has a day."""
    return NextStep(one.id, one.title, None, one.due_on or today, days_overdue(one, today), one.owner_side)
