"""The pairs of a programme as a sheet: typed cells, one row a pair, years and mentors in their order."""

from p2i_desktop.i18n import Texts
from p2i_desktop.reports.excel.tables import Column, Plain, TableSheet
from p2i_desktop.services.matrix import Cell, Matrix


def pairs_sheet(found: Matrix, texts: Texts, note: str) -> TableSheet:
    """Every pair of the rows once; `note` stands above them."""
    t = texts
    heads = (
        Column(t._("Year"), "integer"), Column(t._("Mentor"), "word"), Column(t._("Name of the mentor")),
        Column(t._("New centre"), "word"), Column(t._("Name of the new centre")), Column(t._("Status of the pair"), "word"),
        Column(t._("Plan")), Column(t._("Status of the plan"), "word"), Column(t._("Version"), "integer"),
        Column(t._("Milestones"), "integer", total=True), Column(t._("Done"), "integer", total=True),
        Column(t._("State"), "word"), Column(t._("Days late"), "integer"), Column(t._("Meetings"), "integer", total=True),
        Column(t._("Minimum"), "integer"), Column(t._("Source")), Column(t._("Note")),
    )  # fmt: skip
    cells = {cell.pairing.id: cell for row in found.rows for of in row.cells.values() for cell in of}
    ordered = sorted(
        cells.values(),
        key=lambda cell: (cell.pairing.year or 0, cell.mentor.code, cell.new_centre.code, cell.pairing.id),
    )
    rows = [_row(cell, found, texts) for cell in ordered]
    title = t._("Buddy pairs {programme}").format(programme=found.programme.code)
    return TableSheet(t._("Buddy pairs"), heads, rows, title=title, note=note, totals=bool(rows))


def _row(cell: Cell, found: Matrix, texts: Texts) -> list[Plain]:
    pair, plan, state = cell.pairing, cell.plan, cell.state
    head: list[Plain] = [
        pair.year, cell.mentor.code, found.names.get(cell.mentor.id, ""), cell.new_centre.code,
        found.names.get(cell.new_centre.id, ""), texts.label(pair.status),
    ]  # fmt: skip
    if plan is None or state is None:
        return [*head, *(None,) * 9, pair.source, pair.note]
    return [
        *head, plan.title, texts.label(plan.status), plan.version, state.total, state.done, texts.label(state.word),
        state.days_late or None, state.meetings.held, state.meetings.minimum, pair.source, pair.note,
    ]  # fmt: skip
