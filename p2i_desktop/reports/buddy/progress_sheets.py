"""How all plans stand, as sheets: matrix, plans, what is overdue, what comes next."""

from collections.abc import Sequence

from p2i_desktop.domain.buddies import PlanSide
from p2i_desktop.reports.buddy import plan_sheets, progress, words
from p2i_desktop.reports.buddy.facts import ProgressFacts
from p2i_desktop.reports.excel.model import Column, Kind, TableSheet


def matrix(facts: ProgressFacts) -> TableSheet:
    """Mentors by years under their programme."""
    t = facts.texts
    years = sorted({pair.pairing.year or 0 for pair in facts.pairs})
    found = []
    for programme, pairs in progress.by_programme(facts):
        _, mentors, cells = progress.matrix_cells(facts, pairs)
        found += [(programme, code, *(cells.get((code, year), "") for year in years)) for code in mentors]
    titles: list[tuple[str, Kind]] = [(t._("Programme"), "text"), (t._("Mentor"), "text")]
    return plan_sheets.sheet(t._("Matrix"), [*titles, *((str(year), "text") for year in years)], found)


def states(facts: ProgressFacts) -> TableSheet:
    """A row a plan, everything by which it is judged."""
    t = facts.texts
    return plan_sheets.sheet(
        t._("Plans"),
        (
            (t._("Plan"), "text"), (t._("Title"), "text"), (t._("Mentor"), "text"), (t._("New centre"), "text"),
            (t._("Starts"), "date"), (t._("Ends"), "date"), (t._("Version"), "integer"), (t._("Status"), "text"),
            (t._("State"), "text"), (t._("Milestones done"), "integer"), (t._("Milestones"), "integer"),
            (t._("Days late"), "integer"), (t._("Late side"), "text"), (t._("Overdue"), "integer"),
            (t._("Meetings held"), "integer"), (t._("Meetings planned"), "integer"),
            (t._("Least number of meetings"), "integer"), (t._("Traffic light"), "text"), (t._("Days without progress"), "integer"),
        ),
        [
            (
                one.key, one.plan.title, one.mentor.name, one.new.name, one.plan.starts, one.plan.ends, one.plan.version,
                t.label(one.plan.status), t.label(one.state.word), one.state.done, one.state.total, one.state.days_late,
                t.label(one.state.late_side) if one.state.late_side else "", one.state.overdue, one.state.meetings.held,
                one.state.meetings.planned, one.state.meetings.minimum, t.label(one.state.meetings.light),
                one.state.silent_days,
            )
            for one in facts.plans
        ],
    )  # fmt: skip


def keyed(name: str, found: Sequence[tuple[str, TableSheet]], facts: ProgressFacts) -> TableSheet:
    """The same table of several plans as one, the key of the plan first."""
    columns = found[0][1].columns if found else (Column(name),)
    lines = [(key, *row) for key, sheet in found for row in sheet.rows]
    return TableSheet(name, (Column(facts.texts._("Plan")), *columns), lines)


def overdue(facts: ProgressFacts) -> TableSheet:
    """Overdue milestones, the latest first."""
    t = facts.texts
    return plan_sheets.sheet(
        t._("Overdue"),
        (
            (t._("Plan"), "text"), (t._("No."), "integer"), (t._("Milestone"), "text"), (t._("Owner"), "text"),
            (t._("Due"), "date"), (t._("Days late"), "integer"),
        ),
        [
            (step.facts.key, step.number, step.milestone.title, words.side(step.facts, step.milestone.owner_side),
             step.milestone.due_on, step.days)
            for step in progress.overdue(list(facts.plans))
        ],
    )  # fmt: skip


def next_steps(facts: ProgressFacts) -> TableSheet:
    """The next steps of each side in each plan."""
    t = facts.texts
    return plan_sheets.sheet(
        t._("Next steps"),
        ((t._("Plan"), "text"), (t._("Side"), "text"), (t._("No."), "integer"), (t._("Next step"), "text"), (t._("Due"), "date")),
        [
            (one.key, words.side(one, side), step.number, step.milestone.title, step.milestone.due_on)
            for one in facts.plans
            for side in (PlanSide.MENTOR, PlanSide.NEW)
            for step in progress.next_steps(one, side)
        ],
    )  # fmt: skip
