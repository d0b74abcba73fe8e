"""Indicators of buddy support: BUD-01 to BUD-08; superseded and draft versions of a plan never count."""

from decimal import Decimal

from p2i_desktop.domain.buddies import PlanSide
from p2i_desktop.domain.figures.buddy_rows import MilestoneRow, NeedRow, PlanRow
from p2i_desktop.domain.figures.figure import Figure, Indicator, Number, average, counted, keys, share
from p2i_desktop.domain.figures.scope import Scope

SIDES = (PlanSide.MENTOR, PlanSide.NEW)
BEST, WORST = 5, 1
TOP, BOTTOM = 5, 0  # of the scale on which needs are judged


# --- meetings -------------------------------------------------------------------------------------------------------
def _meetings(scope: Scope) -> list[Figure]:
    held = [row.id for row in scope.buddies.meetings if row.held_on in scope.period]
    return [counted("BUD-01", keys("support_measure", held))]


def met_minimum(scope: Scope, plan: PlanRow) -> bool:
    """Whether a plan had its meetings by the end of the period (N14)."""
    return len(scope.buddies.held(plan.id)) >= plan.minimum


def _minimum(scope: Scope) -> list[Figure]:
    plans = scope.buddies.plans
    met = sum(1 for plan in plans if met_minimum(scope, plan))
    return [share("BUD-02", met, 0, len(plans), keys("support_plan", [plan.id for plan in plans]))]


# --- milestones, set-up ---------------------------------------------------------------------------------------------
def _done(scope: Scope) -> list[Figure]:
    return [counted("BUD-03", keys("plan_milestone", [row.id for row in scope.buddies.done]))]


def on_time(row: MilestoneRow) -> bool:
    """Whether a milestone was done by its day (N18)."""
    return row.done_on is not None and row.done_on <= row.due_on


def _on_time(scope: Scope) -> list[Figure]:
    due = scope.buddies.due
    met = sum(1 for row in due if on_time(row))
    return [share("BUD-04", met, 0, len(due), keys("plan_milestone", [row.id for row in due]))]


def readiness_of(scope: Scope, centre: str) -> Decimal | None:
    """Per cent of the steps that apply to a centre; None where none does."""
    found = scope.buddies.readiness(centre)
    return Decimal(100 * found.done) / found.base if found.base else None


def _readiness(scope: Scope) -> list[Figure]:
    found = {centre: readiness_of(scope, centre) for centre in scope.buddies.new_centres}
    known: list[tuple[Number, int]] = [(value, 1) for value in found.values() if value is not None]
    centres = [centre for centre, value in found.items() if value is not None]
    return [average("BUD-05", known, 0, (0, 100), keys("centre", centres))]


# --- needs, services, evaluation ------------------------------------------------------------------------------------
def gain(row: NeedRow) -> int | None:
    """By how much a need was met over the year; None where one of the two judgements is missing."""
    return row.now_at_end - row.now if row.now is not None and row.now_at_end is not None else None


def _gain(scope: Scope) -> list[Figure]:
    """What was not judged may have been anything on the scale (N24)."""
    rows = scope.buddies.needs
    known = [row for row in rows if gain(row) is not None]
    missing = len(rows) - len(known)
    if not rows:
        return [average("BUD-06", [], 0, (BOTTOM, TOP), keys("plan_need", []))]
    found = sum((gain(row) or 0) for row in known)
    low, high = (Decimal(sum(end(row) for row in rows)) / len(rows) for end in (_least, _most))
    value = Decimal(found) / len(known) if known else None
    behind = keys("plan_need", [row.id for row in known])
    return [Figure("BUD-06", value, low, high, behind, missing, len(rows))]


def _least(row: NeedRow) -> int:
    return (BOTTOM if row.now_at_end is None else row.now_at_end) - (TOP if row.now is None else row.now)


def _most(row: NeedRow) -> int:
    return (TOP if row.now_at_end is None else row.now_at_end) - (BOTTOM if row.now is None else row.now)


def _services(scope: Scope) -> list[Figure]:
    return [counted("BUD-07", keys("centre_service", [row.id for row in scope.buddies.services]))]


def _usefulness(scope: Scope) -> list[Figure]:
    figures = []
    for side in SIDES:
        rows = [row for row in scope.buddies.evaluations if row.side == side]
        known: list[tuple[Number, int]] = [(row.usefulness, 1) for row in rows if row.usefulness is not None]
        behind = keys("plan_evaluation", [row.id for row in rows if row.usefulness is not None])
        figures.append(average(f"BUD-08.{side.value}", known, len(rows) - len(known), (WORST, BEST), behind))
    return figures


_NEED, _EVALUATION = "plan_need", "plan_evaluation"

INDICATORS = (
    Indicator("BUD-01", "number", "output", _meetings, aim=3),
    Indicator("BUD-02", "%", "output", _minimum, cumulative=False, aim=3),
    Indicator("BUD-03", "number", "output", _done, aim=3),
    Indicator("BUD-04", "%", "output", _on_time, cumulative=False, aim=3),
    Indicator("BUD-05", "%", "outcome", _readiness, cumulative=False, aim=3),
    Indicator("BUD-06", "points", "outcome", _gain, made="mean", cumulative=False, aim=3, needs=((_NEED, "now"), (_NEED, "now_at_end"))),
    Indicator("BUD-07", "number", "outcome", _services, aim=2),
    Indicator("BUD-08", "1-5", "outcome", _usefulness, parts=tuple(side.value for side in SIDES), made="mean", cumulative=False,
              aim=3, needs=((_EVALUATION, "usefulness"),)),
)  # fmt: skip
