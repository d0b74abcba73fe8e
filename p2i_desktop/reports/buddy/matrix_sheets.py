"""Buddy pairs as a workbook: each programme as the matrix that is seen, and all pairs as typed rows."""

from p2i_desktop.i18n import Texts
from p2i_desktop.reports.buddy import matrix
from p2i_desktop.reports.buddy.matrix import MatrixFacts, Pair, Part
from p2i_desktop.reports.excel.model import Column, Plain, TableSheet, Workbook
from p2i_desktop.reports.framed_book import book


def workbook(facts: MatrixFacts) -> Workbook:
    """The pairs of all programmes, and each matrix."""
    t = facts.texts
    seen = [matrix_sheet(t, part) for part in facts.parts]
    return book(facts.frame, matrix.paper(facts), [pairs_sheet(t, facts.parts, ""), *seen])


def matrix_sheet(t: Texts, part: Part) -> TableSheet:
    """Centres by years in the words of the paper."""
    heads = (Column(t._("Centre")), *(Column(str(year)) for year in part.years))
    rows = [[matrix.row_name(row), *(matrix.cell_words(t, row, year) for year in part.years)] for row in part.rows]
    title = t._("Buddy pairs {programme}").format(programme=part.programme.code)
    name = t._("Matrix {programme}").replace("{programme}", part.programme.code)
    return TableSheet(name, heads, rows, title=title)


def pairs_sheet(t: Texts, parts: tuple[Part, ...], note: str) -> TableSheet:
    """Every pair of the rows once: typed cells, years and mentors in their order; `note` stands above them."""
    heads = (
        Column(t._("Programme"), "word"), Column(t._("Year"), "integer"), Column(t._("Mentor"), "word"),
        Column(t._("Name of the mentor")), Column(t._("New centre"), "word"), Column(t._("Name of the new centre")),
        Column(t._("Status of the pair"), "word"), Column(t._("Plan")), Column(t._("Status of the plan"), "word"),
        Column(t._("Version"), "integer"), Column(t._("Milestones"), "integer", total=True),
        Column(t._("Done"), "integer", total=True), Column(t._("State"), "word"), Column(t._("Days late"), "integer"),
        Column(t._("Meetings"), "integer", total=True), Column(t._("Minimum"), "integer"), Column(t._("Source")),
        Column(t._("Note")),
    )  # fmt: skip
    rows = [_row(t, part, pair) for part in parts for pair in matrix.pairs_of(part)]
    title = t._("Buddy pairs {programme}").format(programme=", ".join(part.programme.code for part in parts)).strip()
    return TableSheet(t._("Buddy pairs"), heads, rows, title=title, note=note, totals=bool(rows))


def _row(t: Texts, part: Part, pair: Pair) -> list[Plain]:
    pairing, state = pair.pairing, pair.state
    head: list[Plain] = [
        part.programme.code, pairing.year, pair.mentor, pair.mentor_name, pair.new, pair.new_name, t.label(pairing.status),
    ]  # fmt: skip
    if pair.status is None or state is None:
        return [*head, *(None,) * 9, pairing.source, pairing.note]
    return [
        *head, pair.title, t.label(pair.status), pair.version, state.total, state.done, t.label(state.word),
        state.days_late or None, state.meetings.held, state.meetings.minimum, pairing.source, pairing.note,
    ]  # fmt: skip
