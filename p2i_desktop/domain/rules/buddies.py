"""Rules of support plans: agreement of both sides, their order, days, signatures, evaluations, set-up (H08, H09, H33, H34, W30)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from p2i_desktop.domain.buddies import (
    BuddyPairing,
    PlanEvaluation,
    PlanSide,
    PlanSignature,
    PlanStatus,
    PlanTemplateLine,
    SetupProgress,
    SupportPlan,
)
from p2i_desktop.domain.network import Programme, Transition
from p2i_desktop.domain.plans import ROWS, content_digest
from p2i_desktop.domain.record import About, Record
from p2i_desktop.domain.rules import lifecycle
from p2i_desktop.domain.rules.plan_content import fixed, future, kept
from p2i_desktop.domain.rules.problem import Around, FieldName, Problem, hard, warning

PLAN = "support_plan"
SIDES = (PlanSide.MENTOR, PlanSide.NEW)
_SIGNED = ("plan", "side", "signed_on", "plan_version", "plan_digest")
_JUDGED = frozenset({PlanStatus.ACTIVE, PlanStatus.COMPLETED, PlanStatus.EVALUATED, PlanStatus.TERMINATED})


def plan_problems(plan: SupportPlan, around: Around, before: SupportPlan | None) -> Iterator[Problem]:
    """H09, H33, H34 and what the end of a plan needs; W30 and a period outside the year of the pair."""
    if before is not None:
        yield from fixed(plan, before, before, "title")
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


def signature_problems(signature: PlanSignature, around: Around, before: PlanSignature | None) -> Iterator[Problem]:
    """One of each of the two sides, for the version of the plan, in a draft only and not ahead of time."""
    yield from _of_one_side(signature, PlanSignature, around)
    yield from future(signature, around, "signed_on")
    plan = around.get(SupportPlan, signature.plan) if signature.plan else None
    if plan is None:
        return
    if signature.plan_version != plan.version:
        yield hard("signature_version", "plan_version", n=plan.version)
    # A name may be erased from an old signature; what was signed, by whom and when does not change.
    changed = before is None or any(getattr(signature, name) != getattr(before, name) for name in _SIGNED)
    if plan.revision and plan.status is not PlanStatus.DRAFT and changed:
        yield kept(plan, "signed_on")


def evaluation_problems(said: PlanEvaluation, around: Around, before: PlanEvaluation | None) -> Iterator[Problem]:
    """One of each of the two sides, when the plan has begun, and not ahead of time."""
    yield from _of_one_side(said, PlanEvaluation, around)
    yield from future(said, around, "on")
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
    yield from future(step, around, "done_on")
    if step.not_applicable and step.done_on is not None:
        yield hard("setup_not_applicable", "not_applicable")
    others = around.find(SetupProgress, centre=step.centre, milestone=step.milestone)
    if step.centre and any(other.id != step.id for other in others):
        yield hard("setup_twice", "milestone", step=step.milestone)


def line_problems(line: PlanTemplateLine, around: Around, before: PlanTemplateLine | None) -> Iterator[Problem]:
    """A line is a milestone with a title, or a measure with a type."""
    if line.type is None and not line.title:
        yield hard("required", "title", field=FieldName("plan_template_line", "title"))


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
