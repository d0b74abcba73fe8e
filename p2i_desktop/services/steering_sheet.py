"""What is open in the running support plans as a workbook: a sheet with a row a step as it is seen, one with a row a plan."""

from collections.abc import Sequence

from p2i_desktop.domain.buddies import PlanSide
from p2i_desktop.i18n import Texts
from p2i_desktop.reports.excel.tables import Column, Plain, TableSheet
from p2i_desktop.services import steering_steps as said
from p2i_desktop.services.plan_steering import SIDES, NextStep, PlanLine
from p2i_desktop.services.steering_steps import Row


def steps_sheet(rows: Sequence[Row], texts: Texts, note: str) -> TableSheet:
    """The steps in the order of the list; `note` stands above them."""
    title = texts._("Steering of the buddy plans")
    return TableSheet(title, step_heads(texts), [step_cells(row, texts) for row in rows], title=title, note=note)


def step_heads(texts: Texts) -> tuple[Column, ...]:
    """The columns of a step."""
    t = texts
    return (
        Column(t._("Pair"), "word"), Column(t._("Step")), Column(t._("Owned by"), "word"), Column(t._("Due"), "date"),
        Column(t._("Days overdue"), "integer"), Column(t._("Plan")), Column(t._("State of the plan"), "word"),
        Column(t._("Milestones"), "integer"), Column(t._("Done"), "integer"), Column(t._("Meetings"), "integer"),
        Column(t._("Minimum"), "integer"), Column(t._("Traffic light"), "word"),
        Column(t._("Days without progress"), "integer"),
    )  # fmt: skip


def step_cells(row: Row, texts: Texts) -> list[Plain]:
    """A step as typed values."""
    line, state, step = row.line, row.line.state, row.step
    return [
        line.pair, said.step_title(row, texts), said.owner(row, texts) if step else None, step.on if step else None,
        row.late or None, line.title, texts.label(state.word), state.total, state.done, state.meetings.held,
        state.meetings.minimum, texts.label(state.meetings.light), state.silent_days,
    ]  # fmt: skip


def plans_sheet(lines: Sequence[PlanLine], texts: Texts, note: str) -> TableSheet:
    """The plans, those that are latest first; `note` stands above them."""
    t = texts
    heads = (
        Column(t._("Pair"), "word"), Column(t._("Plan")), Column(t._("Version"), "integer"), Column(t._("Ends"), "date"),
        Column(t._("Milestones"), "integer", total=True), Column(t._("Done"), "integer", total=True), Column(t._("State"), "word"),
        Column(t._("Days late"), "integer"), Column(t._("Owned by"), "word"), Column(t._("Overdue: mentor"), "integer", total=True),
        Column(t._("Overdue: new centre"), "integer", total=True), Column(t._("Overdue: both"), "integer", total=True),
        Column(t._("Next step of the mentor")), Column(t._("Until (mentor)"), "date"), Column(t._("Next step of the new centre")),
        Column(t._("Until (new centre)"), "date"), Column(t._("Meetings"), "integer", total=True), Column(t._("Minimum"), "integer"),
        Column(t._("Traffic light"), "word"), Column(t._("Days without progress"), "integer"),
    )  # fmt: skip
    rows = [_row(line, texts) for line in lines]
    title = t._("Running buddy plans")
    return TableSheet(title, heads, rows, title=title, note=note, totals=bool(rows))


def _row(line: PlanLine, texts: Texts) -> list[Plain]:
    state = line.state
    steps: list[Plain] = []
    for side in SIDES:
        steps += _step(line.next_steps[side], texts)
    return [
        line.pair, line.title, line.version, line.ends, state.total, state.done, texts.label(state.word), state.days_late or None,
        _side(line, state.late_side, texts), *(line.overdue[side] for side in (PlanSide.MENTOR, PlanSide.NEW, PlanSide.BOTH)),
        *steps, state.meetings.held, state.meetings.minimum, texts.label(state.meetings.light), state.silent_days,
    ]  # fmt: skip


def _step(found: NextStep | None, texts: Texts) -> list[Plain]:
    if found is None:
        return [None, None]
    return [found.title or (texts.label(found.type) if found.type else ""), found.on]


def _side(line: PlanLine, side: PlanSide | None, texts: Texts) -> Plain:
    if side is None:
        return None
    return {PlanSide.MENTOR: line.mentor, PlanSide.NEW: line.new_centre}.get(side) or texts.label(side)
