"""Rules of support plans and their rows: agreement, what an agreed plan keeps, dependencies, days (H07-H09, H33-H35, W21-W23, W30)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from p2i_desktop.domain.buddies import (
    MEETINGS,
    BuddyPairing,
    MeasureStatus,
    PlanEvaluation,
    PlanMilestone,
    PlanNeed,
    PlanObjective,
    PlanRisk,
    PlanSide,
    PlanSignature,
    PlanStatus,
    PlanTemplateLine,
    SetupProgress,
    SupportMeasure,
    SupportPlan,
)
from p2i_desktop.domain.network import Programme, Transition
from p2i_desktop.domain.plan_dates import circle
from p2i_desktop.domain.plans import CONTENT, IN_FORCE, PROGRESS, ROWS, RUNNING, content_digest, is_agreed_row
from p2i_desktop.domain.record import About, Record, link_id, type_key
from p2i_desktop.domain.rules import lifecycle
from p2i_desktop.domain.rules.problem import Around, FieldName, Problem, hard, warning

PLAN = "support_plan"
SIDES = (PlanSide.MENTOR, PlanSide.NEW)
ARROW = " → "
_SHOWN = 60  # characters of a title inside a message
_JUDGED = frozenset({PlanStatus.ACTIVE, PlanStatus.COMPLETED, PlanStatus.EVALUATED, PlanStatus.TERMINATED})


# -- the plan ----------------------------------------------------------------------------------------------------------
def plan_problems(plan: SupportPlan, around: Around, before: SupportPlan | None) -> Iterator[Problem]:
    """H09, H33, H34 and what the end of a plan needs; W30 and a period outside the year of the pair."""
    if before is not None:
        yield from _fixed(plan, before, before, "title")
        if plan.status is not before.status:
            yield from _moved(plan, before, around)
    named = before is None or (before.pairing, before.version) != (plan.pairing, plan.version)
    if named and any(other.id != plan.id and other.version == plan.version for other in _versions(plan, around)):
        yield hard("plan_version", "version", n=plan.version)
    yield from _plan_period(plan, around)


def _versions(plan: SupportPlan, around: Around) -> list[SupportPlan]:
    return around.find(SupportPlan, pairing=plan.pairing) if plan.pairing else []


def _moved(plan: SupportPlan, before: SupportPlan, around: Around) -> Iterator[Problem]:
    possible = lifecycle.allowed("plan_status", before.status)
    if plan.status not in possible:
        yield hard("H09", "status", old=before.status, new=plan.status, list=possible)
    elif plan.status is PlanStatus.AGREED:
        missing = unsigned(plan, around.find(PlanSignature, plan=plan.id), _digest(plan, around))
        if missing:
            yield hard("H33", "status", side=missing)
    elif plan.status is PlanStatus.EVALUATED:
        said = {one.side for one in around.find(PlanEvaluation, plan=plan.id)}
        silent = tuple(side for side in SIDES if side not in said)
        if silent:
            yield hard("plan_evaluation", "status", side=silent)


def _digest(plan: SupportPlan, around: Around) -> str:
    return content_digest(plan, (row for kind in ROWS for row in around.find(kind, plan=plan.id)))


def unsigned(plan: SupportPlan, signatures: list[PlanSignature], digest: str) -> tuple[PlanSide, ...]:
    """The sides that have not signed this very content of this version."""
    good = {one.side for one in signatures if one.plan_version == plan.version and one.plan_digest == digest}
    return tuple(side for side in SIDES if side not in good)


def _plan_period(plan: SupportPlan, around: Around) -> Iterator[Problem]:
    pairing = around.get(BuddyPairing, plan.pairing) if plan.pairing else None
    if pairing is None or plan.starts is None or plan.ends is None:
        return
    programme = around.get(Programme, pairing.programme) if pairing.programme else None
    if programme is not None and programme.starts is not None:
        last = programme.ends or date.max
        for field, day in (("starts", plan.starts), ("ends", plan.ends)):
            if not programme.starts <= day <= last:
                end = programme.ends if programme.ends is not None else ""
                yield warning("W30", field, programme=programme.code, start=programme.starts, end=end)
                break
    if pairing.year is not None and not plan.starts.year <= pairing.year <= plan.ends.year:
        yield warning("plan_year", "starts", year=str(pairing.year))


# -- what is agreed stays ----------------------------------------------------------------------------------------------
def _fixed(record: Record, before: Record | None, plan: SupportPlan, field: str) -> Iterator[Problem]:
    """H34: content is changed in a draft only; `before` None is a row that comes to the plan."""
    if plan.status is PlanStatus.DRAFT:
        return
    names = CONTENT[type(record)]
    changed = [name for name in names if before is None or getattr(record, name) != getattr(before, name)]
    if changed:
        yield kept(plan, field if before is None else changed[0])


def kept(plan: SupportPlan, field: str) -> Problem:
    """Why what was agreed in this version does not change: a later version can be started, or the plan is over."""
    if plan.status in RUNNING:
        return hard("H34", field, n=plan.version, next=plan.version + 1)
    return hard("plan_over", field, n=plan.version, status=plan.status)


def row_kept(row: Record, plan: SupportPlan) -> Problem | None:
    """Why a row may not go to the bin: it was agreed, or it says what was done; None when it may."""
    if plan.status is not PlanStatus.DRAFT:
        return kept(plan, CONTENT[type(row)][0]) if type(row) in CONTENT else None
    if plan.replaces is not None and is_done(row):
        return hard("plan_row_done", "done_on" if isinstance(row, PlanMilestone) else "status")
    return None


def is_done(row: Record) -> bool:
    """A milestone that is done, a measure that was held."""
    if isinstance(row, PlanMilestone):
        return row.done_on is not None
    return isinstance(row, SupportMeasure) and row.status is MeasureStatus.DONE


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
        yield from _fixed(row, before, plan, field)


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


def copy_id(plan_id: str, row_id: str) -> str:
    """The id of a row in a later version of its plan: two computers that start the same version make the same rows."""
    return link_id("plan_row", plan_id, row_id)


def _future(record: Record, around: Around, *names: str) -> Iterator[Problem]:
    for name in names:
        day = getattr(record, name)
        if day is not None and day > around.today:
            yield hard("not_future", name, field=FieldName(type_key(type(record)), name))


def _same_plan(row: Any, name: str, kind: type[Record], around: Around) -> Iterator[Problem]:
    """What a row names belongs to its own plan."""
    key = getattr(row, name)
    other: Any = around.get(kind, key) if key else None
    if other is not None and other.plan != row.plan:
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
    yield from _future(risk, around, "closed_on")


# -- milestones --------------------------------------------------------------------------------------------------------
def milestone_problems(milestone: PlanMilestone, around: Around, before: PlanMilestone | None) -> Iterator[Problem]:
    """H34, H35, W22 and W23."""
    yield from _row(milestone, around, before, "title")
    yield from _future(milestone, around, "done_on")
    if before is None or before.depends_on != milestone.depends_on:
        yield from _waiting(milestone, around)
    plan = around.get(SupportPlan, milestone.plan) if milestone.plan else None
    if plan is not None:
        yield from milestone_warnings(milestone, plan, around.today)


def milestone_warnings(milestone: PlanMilestone, plan: SupportPlan, today: date) -> Iterator[Problem]:
    """W22: overdue in a plan in force; W23: outside the days of the plan."""
    due = milestone.due_on
    if plan.status in IN_FORCE and milestone.done_on is None and due is not None and due < today:
        yield warning("W22", "due_on", n=(today - due).days, side=milestone.owner_side)
    if plan.starts is None or plan.ends is None:
        return
    for name in ("starts_on", "due_on"):
        day = getattr(milestone, name)
        if day is not None and not plan.starts <= day <= plan.ends:
            yield _outside(milestone.title, name, plan.starts, plan.ends)
            return


def _outside(item: str, field: str, starts: date, ends: date) -> Problem:
    return warning("W23", field, item=short(item), start=starts, end=ends)


def short(text: str) -> str:
    """The first line of a text as it stands inside a sentence."""
    line = text.strip().partition("\n")[0]
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1].rstrip()}…"


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


# -- measures ----------------------------------------------------------------------------------------------------------
def measure_problems(measure: SupportMeasure, around: Around, before: SupportMeasure | None) -> Iterator[Problem]:
    """H09, H34; done says when and with what result; W23."""
    yield from _row(measure, around, before, "type")
    yield from _same_plan(measure, "objective", PlanObjective, around)
    yield from _future(measure, around, "held_on")
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


# -- agreement, judgement, set-up --------------------------------------------------------------------------------------
def signature_problems(signature: PlanSignature, around: Around, before: PlanSignature | None) -> Iterator[Problem]:
    """One of each of the two sides, for the version of the plan, in a draft only and not ahead of time."""
    yield from _of_one_side(signature, PlanSignature, around)
    yield from _future(signature, around, "signed_on")
    plan = around.get(SupportPlan, signature.plan) if signature.plan else None
    if plan is None:
        return
    if signature.plan_version != plan.version:
        yield hard("signature_version", "plan_version", n=plan.version)
    if plan.revision and plan.status is not PlanStatus.DRAFT and plan.status not in RUNNING:
        yield kept(plan, "signed_on")


def evaluation_problems(said: PlanEvaluation, around: Around, before: PlanEvaluation | None) -> Iterator[Problem]:
    """One of each of the two sides, when the plan has begun, and not ahead of time."""
    yield from _of_one_side(said, PlanEvaluation, around)
    yield from _future(said, around, "on")
    plan = around.get(SupportPlan, said.plan) if said.plan else None
    if plan is not None and plan.status not in _JUDGED:
        yield hard("evaluation_early", "on", status=plan.status)


def _of_one_side(record: Any, kind: type[Record], around: Around) -> Iterator[Problem]:
    if record.side is PlanSide.BOTH:
        yield hard("one_side", "side")
    elif any(other.id != record.id for other in around.find(kind, plan=record.plan, side=record.side)):
        yield hard("side_twice", "side", side=record.side)


def setup_problems(step: SetupProgress, around: Around, before: SetupProgress | None) -> Iterator[Problem]:
    """Once for a centre and a step; what does not apply is not done; done on a day that has come."""
    yield from _future(step, around, "done_on")
    if step.not_applicable and step.done_on is not None:
        yield hard("setup_not_applicable", "not_applicable")
    others = around.find(SetupProgress, centre=step.centre, milestone=step.milestone)
    if step.centre and any(other.id != step.id for other in others):
        yield hard("setup_twice", "milestone", step=step.milestone)


def line_problems(line: PlanTemplateLine, around: Around, before: PlanTemplateLine | None) -> Iterator[Problem]:
    """A line is a milestone with a title, or a measure with a type."""
    if line.type is None and not line.title:
        yield hard("required", "title", field=FieldName("plan_template_line", "title"))


# -- moves -------------------------------------------------------------------------------------------------------------
def move_problems(move: Transition, about: About) -> Iterator[Problem]:
    """H08 and H09 on the move of a plan itself."""
    if about.type != PLAN or move.field != "status" or not move.old:
        return
    if not {move.old, move.new} <= {member.value for member in PlanStatus}:
        yield hard("pattern", "new", text=move.new)
    elif move.new not in lifecycle.allowed("plan_status", move.old):
        possible = lifecycle.allowed("plan_status", move.old)
        yield hard("H09", "new", old=PlanStatus(move.old), new=PlanStatus(move.new), list=possible)
    elif lifecycle.reason_needed("plan_status", move.old, move.new) and not move.reason.strip():
        yield hard("H08", "reason")
