"""Where the headings of a table stand, also in two lines, below a title or merged, and the rows below them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from p2i_desktop.exchange.table_shape import WHOLE_ROW, Fault, Note, Row, Sheet, Value, is_blank, text_of

Recognise = Callable[[str], str]  # a heading -> what it is, "" for one that nobody knows
WITHIN = 20  # rows
_BETWEEN = " / "


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet with its headings found: `lines` of the file in which they stand (none: it has no headings), a title a
    column, the rows above (a title of the list), the rows below, each as wide as the titles."""

    sheet: Sheet
    lines: tuple[int, ...]
    titles: tuple[str, ...]
    above: tuple[Row, ...]
    rows: tuple[Row, ...]
    notes: tuple[Note, ...] = ()

    def samples(self, column: int, most: int = 3) -> tuple[str, ...]:
        """The first different texts of a column."""
        found: dict[str, None] = {}
        for row in self.rows:
            text = text_of(row.cells[column]).strip()
            if text:
                found[text] = None
                if len(found) == most:
                    break
        return tuple(found)


def table_of(sheet: Sheet, recognise: Recognise, line: int | None = None) -> Table:
    """The table of a sheet: headings looked for among the first 20 rows, or in the row that begins on `line` (0: none)."""
    first, count = _found(sheet, recognise) if line is None else _given(sheet, line)
    heads = sheet.rows[first : first + count]
    titles = _titles(sheet, heads)
    below = sheet.rows[first + count :]
    if not heads:
        titles = ("",) * max((len(row.cells) for row in below), default=0)
    notes = list(sheet.notes)
    rows, ignored = _fitted(sheet, below, len(titles))
    if ignored:
        notes.append(Note("beside_the_headings", (("n", str(ignored)),)))
    if any(merge.bottom > (heads[-1].line if heads else 0) for merge in sheet.merged):
        notes.append(Note("merged_cells"))
    if heads and not rows:
        notes.append(Note("no_rows_below"))
    lines = tuple(row.line for row in heads)
    return Table(sheet, lines, titles, tuple(sheet.rows[:first]), rows, tuple(notes))


def _given(sheet: Sheet, line: int) -> tuple[int, int]:
    at = next((at for at, row in enumerate(sheet.rows) if row.line == line), None)
    return (0, 0) if at is None else (at, 1)


def _found(sheet: Sheet, recognise: Recognise) -> tuple[int, int]:
    """(place of the first row of headings, how many rows they fill)."""
    best, found = 0, (0, 0)
    for at in range(min(WITHIN, len(sheet.rows))):
        known = _known(_titles(sheet, sheet.rows[at : at + 1]), recognise)
        if known > best and (known > 1 or _stands_alone(sheet, at)):
            best, found = known, (at, 1)
    if found[1] == 0:
        return _by_contents(sheet)
    return _with_neighbours(sheet, recognise, found[0], best)


def _with_neighbours(sheet: Sheet, recognise: Recognise, at: int, known: int) -> tuple[int, int]:
    """The line above where it groups the headings, the line below where it says them again (another language)."""
    rows = sheet.rows
    first, count = at, 1
    if at and rows[at - 1].line == rows[at].line - 1 and _filled(rows[at - 1]) > 1 and _looks_like_heads(rows[at - 1]):
        together = _known(_titles(sheet, rows[at - 1 : at + 1]), recognise)
        if together >= known:
            first, count = at - 1, 2
    if at + 1 < len(rows) and _looks_like_heads(rows[at + 1]):
        below = _known(_titles(sheet, rows[at + 1 : at + 2]), recognise)
        if below >= 2 and 2 * below >= _filled(rows[at + 1]):
            count += 1
    return first, count


def _by_contents(sheet: Sheet) -> tuple[int, int]:
    """No heading is known: the first row is one where it has texts only, and a column of addresses begins below it."""
    if len(sheet.rows) < 2 or not _looks_like_heads(sheet.rows[0]):
        return 0, 0
    for row in sheet.rows[1:WITHIN]:
        if any(isinstance(cell, str) and "@" in cell for cell in row.cells):
            return 0, 1
    return 0, 0


def _looks_like_heads(row: Row) -> bool:
    cells = [cell for cell in row.cells if not is_blank(cell)]
    return bool(cells) and all(isinstance(cell, str) and "@" not in cell for cell in cells)


def _stands_alone(sheet: Sheet, at: int) -> bool:
    """A row with one known heading is one where none of its texts comes again below it."""
    row = sheet.rows[at]
    if not _looks_like_heads(row):
        return False
    for below in sheet.rows[at + 1 : at + 1 + WITHIN]:
        if any(not is_blank(cell) and cell == other for cell, other in zip(row.cells, below.cells, strict=False)):
            return False
    return True


def _filled(row: Row) -> int:
    return sum(not is_blank(cell) for cell in row.cells)


def _known(titles: Sequence[str], recognise: Recognise) -> int:
    """How many different things the headings name."""
    return len({what for title in titles if (what := recognise(title))})


def _titles(sheet: Sheet, heads: Sequence[Row]) -> tuple[str, ...]:
    """The headings of a column one below the other; what spans several columns stands over each of them."""
    width = max((len(row.cells) for row in heads), default=0)
    lines: list[list[str]] = []
    for number, row in enumerate(heads):
        words = [_heading(row.cells[at]) if at < len(row.cells) else "" for at in range(width)]
        lines.append(_spread(sheet, row.line, words, last=number == len(heads) - 1))
    if len(lines) > 1 and not any(merge.top == heads[0].line for merge in sheet.merged):
        lines[0] = _carried(lines[0], lines[1])
    titles = [_joined([line[at] for line in lines]) for at in range(width)]
    while titles and not titles[-1]:
        titles.pop()
    return tuple(titles)


def _heading(cell: Value) -> str:
    return " ".join(text_of(cell).split())


def _spread(sheet: Sheet, line: int, words: list[str], *, last: bool) -> list[str]:
    """Merged cells of this line: each of them bears the text of the first, but in the last line of the headings."""
    for merge in sheet.merged:
        if merge.top == line and not last:
            for at in range(merge.left + 1, min(merge.right + 1, len(words))):
                words[at] = words[at] or words[merge.left]
    return words


def _carried(upper: list[str], lower: list[str]) -> list[str]:
    """A group without merged cells reaches as far as nothing else stands beside it."""
    group = ""
    carried = []
    for above, below in zip(upper, lower, strict=True):
        group = above or (group if below else "")
        carried.append(above or group)
    return carried


def _joined(words: Sequence[str]) -> str:
    return _BETWEEN.join(dict.fromkeys(word for word in words if word))


def _fitted(sheet: Sheet, rows: Sequence[Row], width: int) -> tuple[tuple[Row, ...], int]:
    """(rows as wide as the headings, how many cells beside them are left out); in CSV another length is a fault."""
    fitted: list[Row] = []
    ignored = 0
    for row in rows:
        beside = sum(not is_blank(cell) for cell in row.cells[width:])
        faults = row.faults
        broken = any(fault.column == WHOLE_ROW for fault in faults)
        if sheet.strict and not broken and (beside or len(row.cells) < width):
            values = (("n", str(len(row.cells))), ("wanted", str(width)))
            faults = (*faults, Fault(WHOLE_ROW, "other_length", values))
        elif beside:
            ignored += beside
        faults = tuple(fault for fault in faults if fault.column < width)
        cells = row.cells[:width] + (None,) * (width - len(row.cells))
        fitted.append(Row(row.line, cells, faults, row.hidden))
    return tuple(fitted), ignored
