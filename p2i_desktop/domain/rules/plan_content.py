"""What was agreed in a plan stays as it is: by which words a change is refused, and what every rule of plans shares."""

from collections.abc import Iterator

from p2i_desktop.domain.buddies import (
    MeasureStatus,
    PlanMilestone,
    PlanStatus,
    SupportMeasure,
    SupportPlan,
)
from p2i_desktop.domain.plans import CONTENT, RUNNING
from p2i_desktop.domain.record import Record, link_id, type_key
from p2i_desktop.domain.rules.problem import Around, FieldName, Problem, hard

_SHOWN = 60  # characters of a title inside a message


def fixed(record: Record, before: Record | None, plan: SupportPlan, field: str) -> Iterator[Problem]:
    """H34: content is changed in a draft only; `before` None is a row that comes to the plan."""
    if plan.status is PlanStatus.DRAFT:
        return
    names = CONTENT[type(record)]
    changed = [name for name in names if before is None or getattr(record, name) != getattr(before, name)]
    if before is not None and not getattr(record, "owner", True):
        changed = [name for name in changed if name != "owner"]  # the name of a person may be erased
    if changed:
        yield kept(plan, field if before is None else changed[0])


def kept(plan: SupportPlan, field: str) -> Problem:
    """Why what was agreed in this version does not change: a later version can be started, or the plan is over."""
    if plan.status in RUNNING:
        return hard("H34", field, n=plan.version, next=plan.version + 1)
    return hard("plan_over", field, n=plan.version, status=plan.status)


def plan_in_force(other: SupportPlan) -> Problem:
    """Why a version does not come into force beside another one of its pair."""
    return hard("plan_in_force", "status", n=other.version, title=short(other.title))


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


def copy_id(plan_id: str, row_id: str) -> str:
    """The id of a row in a later version of its plan: two computers that start the same version make the same rows."""
    return link_id("plan_row", plan_id, row_id)


def future(record: Record, around: Around, *names: str) -> Iterator[Problem]:
    """What was done, held, said or signed lies on a day that has come."""
    for name in names:
        day = getattr(record, name)
        if day is not None and day > around.today:
            yield hard("not_future", name, field=FieldName(type_key(type(record)), name))


def short(text: str) -> str:
    """The first line of a text as it stands inside a sentence."""
    line = text.strip().partition("\n")[0]
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1].rstrip()}…"
