"""Milestones from the clipboard: a line each, title and due date, or the columns that headings above them name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from p2i_desktop.domain.buddies import PlanMilestone
from p2i_desktop.domain.folding import fold
from p2i_desktop.gui.line.columns import CellError
from p2i_desktop.gui.line.pasting import split, too_large
from p2i_desktop.gui.plan.milestone_cells import COLUMNS, Cells
from p2i_desktop.gui.plan.milestone_model import TITLES
from p2i_desktop.i18n import Texts

MOST_LINES = 500
_FORMULA = ("'=", "'+", "'-", "'@")  # how a worksheet marks a text that looks like a formula
_PLAIN = ("title", "due_on")


@dataclass(frozen=True)
class Pasted:
    """New milestones in the order of their lines; `unknown` are headings of columns that were left out."""

    rows: tuple[PlanMilestone, ...]
    unknown: tuple[str, ...] = ()


def lines_in(text: str) -> list[list[str]]:
    """The cells of the lines that are not blank; a text that is more than a plan is for is not read: one line of it."""
    if too_large(text):
        return [[text[:1]]] * (MOST_LINES + 1)
    return [[_plain(cell) for cell in row] for row in split(text) if any(cell.strip() for cell in row)]


def milestones_in(lines: list[list[str]], cells: Cells, blank: PlanMilestone) -> Pasted:
    """What the lines mean, each due like the one before where it says nothing else; the first one as `blank` is due.

    CellError names the first line that is no milestone."""
    texts = cells.texts
    columns, unknown = _headings(lines[0], cells) if lines else ((), ())
    wanted = lines[1:] if columns else lines
    if len(wanted) > MOST_LINES:
        words = texts._("A plan takes up to {most} milestones at once. Paste them in parts.")
        raise CellError(words.replace("{most}", texts.number(MOST_LINES)))
    found: list[PlanMilestone] = []
    for number, line in enumerate(wanted, 2 if columns else 1):
        begun = PlanMilestone(plan=blank.plan, due_on=found[-1].due_on if found else blank.due_on)
        try:
            found.append(_milestone(line, columns or _PLAIN, cells, begun))
        except CellError as error:
            words = texts._("Line {n}: {reason} Nothing was pasted.")
            raise CellError(words.replace("{n}", texts.number(number)).replace("{reason}", str(error))) from error
    return Pasted(tuple(found), unknown)


def pasted_words(found: Pasted, texts: Texts) -> str:
    """How many lines were taken, and which columns were not."""
    words = texts.ngettext("{n} line pasted", "{n} lines pasted", len(found.rows))
    if found.unknown:
        names = ", ".join(name[:30] for name in found.unknown[:6])
        words += ". " + texts._("Columns that are not taken: {names}").replace("{names}", names)
    return words


def _milestone(line: list[str], columns: tuple[str, ...], cells: Cells, begun: PlanMilestone) -> PlanMilestone:
    if any(cell for cell in line[len(columns) :]):
        raise CellError(cells.texts._("Only a title and a due date are taken where no headings stand above."))
    values: dict[str, Any] = {}
    for column, cell in zip(columns, line, strict=False):
        if column and (cell or column == "title"):
            values[column] = cells.read(begun, column, cell)
    if "title" not in values:
        cells.read(begun, "title", "")  # says that a milestone needs one
    made = replace(begun, **values)
    if made.starts_on is not None and made.due_on is not None and made.starts_on > made.due_on:
        made = replace(made, due_on=made.starts_on)
    return made


def _headings(line: list[str], cells: Cells) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(column of each cell, "" where it is unknown; the unknown ones); empty where the line is a milestone already."""
    texts = cells.texts
    names = {fold(word): name for name in COLUMNS for word in (texts.field(PlanMilestone, name), texts._(TITLES[name]))}
    found = tuple(names.get(fold(cell), "") for cell in line)
    known = [name for name in found if name]
    if "title" not in known or len(set(known)) < len(known) or (len(known) == 1 and len(line) > 1):
        return (), ()
    return found, tuple(cell for cell, name in zip(line, found, strict=True) if cell and not name)


def _plain(cell: str) -> str:
    text = cell.strip()
    return text[1:] if text.startswith(_FORMULA) else text
