"""Rules of the rows of a plan: content in a draft only, progress in the version in force, dependencies, days (H09, H34, H35, W22, W23)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from p2i_desktop.domain.buddies import (
    MEETINGS,
    MeasureStatus,
    PlanMilestone,
    PlanNeed,
    PlanObjective,
    PlanRisk,
    PlanStatus,
    SupportMeasure,
    SupportPlan,
)
from p2i_desktop.domain.plan_dates import circle
from p2i_desktop.domain.plans import IN_FORCE, PROGRESS, RUNNING, days_overdue, is_agreed_row, judged_on
from p2i_desktop.domain.record import Record
from p2i_desktop.domain.rules import lifecycle
from p2i_desktop.domain.rules.plan_content import copy_id, fixed, future, kept, short
from p2i_desktop.domain.rules.problem import Around, FieldName, Problem, hard, warning

ARROW = " → "


def _row(row: Any, around: Around, before: Any, field: str) -> Iterator[Problem]:
    """H34 of a row; a row stays in its plan; a version that was replaced takes nothing at all."""
    plan = around.get(SupportPlan, row.plan) if row.plan else None
    if plan is None or plan.revision == 0:  # a plan that comes with its rows, from an import or as a demo
        return
    if before is not None and before.plan != row.plan:
        yield hard("other_plan", field)
        return
    same = before is not None and before.type in MEETINGS if isinstance(row, SupportMeasure) else False
    if plan.status is PlanStatus.SUPERSEDED:
        if before is None or replace(before, revision=row.revision) != row:
            yield kept(plan, field)
    elif plan.status is PlanStatus.DRAFT:
        yield from _progress_elsewhere(row, before, plan, around)
    elif is_agreed_row(row) or (before is not None and not same):
        yield from fixed(row, before, plan, field)


def _progress_elsewhere(row: Any, before: Any, plan: SupportPlan, around: Around) -> Iterator[Problem]:
    """In a draft that is to replace a version in force, what happens to rows of both is written down in that version."""
    changed = [
        name for name in PROGRESS[type(row)] if before is not None and getattr(row, name) != getattr(before, name)
    ]
    old = around.get(SupportPlan, plan.replaces) if changed and plan.replaces else None
    if old is None or old.status not in RUNNING:
        return
    twin = next((one for one in around.find(type(row), plan=old.id) if copy_id(plan.id, one.id) == row.id), None)
    if twin is not None and (named := [name for name in changed if getattr(row, name) != getattr(twin, name)]):
        yield hard("plan_progress", named[0], n=old.version)


def _same_plan(row: Any, name: str, kind: type[Record], around: Around) -> Iterator[Problem]:
    """What a row names belongs to its own plan."""
    key = getattr(row, name)
    other: Any = around.get(kind, key) if key else None
    if key and (other is None or other.plan != row.plan):
        yield hard("other_plan", name)


def need_problems(need: PlanNeed, around: Around, before: PlanNeed | None) -> Iterator[Problem]:
    """H34."""
    yield from _row(need, around, before, "topic")


def objective_problems(objective: PlanObjective, around: Around, before: PlanObjective | None) -> Iterator[Problem]:
    """H34; its need is one of the same plan."""
    yield from _row(objective, around, before, "text")
    yield from _same_plan(objective, "need", PlanNeed, around)


def risk_problems(risk: PlanRisk, around: Around, before: PlanRisk | None) -> Iterator[Problem]:
    """H34; it was closed on a day that has come."""
    yield from _row(risk, around, before, "text")
    yield from future(risk, around, "closed_on")


def milestone_problems(milestone: PlanMilestone, around: Around, before: PlanMilestone | None) -> Iterator[Problem]:
    """H34, H35, W22 and W23."""
    yield from _row(milestone, around, before, "title")
    yield from future(milestone, around, "done_on")
    if before is None or before.depends_on != milestone.depends_on:
        yield from _waiting(milestone, around)
    plan = around.get(SupportPlan, milestone.plan) if milestone.plan else None
    if plan is not None:
        yield from milestone_warnings(milestone, plan, around.today)


def milestone_warnings(milestone: PlanMilestone, plan: SupportPlan, today: date) -> Iterator[Problem]:
    """W22: overdue in a plan in force; W23: outside the days of the plan."""
    late = days_overdue(milestone, judged_on(plan, today)) if plan.status in IN_FORCE else 0
    if late:
        yield warning("W22", "due_on", n=late, side=milestone.owner_side)
    if plan.starts is None or plan.ends is None:
        return
    for name in ("starts_on", "due_on"):
        day = getattr(milestone, name)
        if day is not None and not plan.starts <= day <= plan.ends:
            yield _outside(milestone.title, name, plan.starts, plan.ends)
            return


def _outside(item: str, field: str, starts: date, ends: date) -> Problem:
    return warning("W23", field, item=short(item), start=starts, end=ends)


def _waiting(milestone: PlanMilestone, around: Around) -> Iterator[Problem]:
    """H35: it waits for milestones of its own plan, and never for itself, whatever the way round."""
    if not milestone.depends_on:
        return
    if milestone.id in milestone.depends_on:
        yield hard("H35_self", "depends_on", title=short(milestone.title))
        return
    rows = {one.id: one for one in around.find(PlanMilestone, plan=milestone.plan)}
    strange = [key for key in sorted(milestone.depends_on) if key not in rows]
    for key in strange:
        other = around.get(PlanMilestone, key)
        if other is None or (other.deleted_at is None and other.plan != milestone.plan):
            yield hard("H35_other", "depends_on", title=short(other.title if other is not None else ""))
            return
    round_about = circle({key: row.depends_on for key, row in rows.items()})
    if round_about:
        titles = [short(rows[key].title) for key in (*round_about, round_about[0])]
        yield hard("H35", "depends_on", list=ARROW.join(titles))


def measure_problems(measure: SupportMeasure, around: Around, before: SupportMeasure | None) -> Iterator[Problem]:
    """H09, H34; done says when and with what result; W23."""
    yield from _row(measure, around, before, "type")
    yield from _same_plan(measure, "objective", PlanObjective, around)
    yield from future(measure, around, "held_on")
    if before is not None and before.status is not measure.status:
        possible = lifecycle.allowed("measure_status", before.status)
        if measure.status not in possible:
            yield hard("H09", "status", old=before.status, new=measure.status, list=possible)
    if measure.status is MeasureStatus.DONE:
        for name in ("held_on", "output"):
            if not getattr(measure, name):
                yield hard("measure_done", name, field=FieldName("support_measure", name))
    plan = around.get(SupportPlan, measure.plan) if measure.plan else None
    if plan is not None:
        yield from measure_warnings(measure, plan)


def measure_warnings(measure: SupportMeasure, plan: SupportPlan) -> Iterator[Problem]:
    """W23: outside the days of the plan."""
    if plan.starts is None or plan.ends is None or measure.status is MeasureStatus.CANCELLED:
        return
    name = "held_on" if measure.held_on is not None else "planned_on"
    day = getattr(measure, name)
    if day is not None and not plan.starts <= day <= plan.ends:
        yield warning("W23_measure", name, type=measure.type, start=plan.starts, end=plan.ends)
