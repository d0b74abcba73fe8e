"""From the values of a table to measured rows of lines."""

from dataclasses import dataclass, field

from p2i_desktop.reports.document import Cell, Change, Column, Facts, Group, Link, Row, State, Table
from p2i_desktop.reports.pdf.columns import GAP, Widths, note_mark, words
from p2i_desktop.reports.pdf.fonts import Setter
from p2i_desktop.reports.pdf.style import ACCENT, BODY, CAPTION, ERR, FOOTNOTE, OK, TEXT, TEXT2, Colour, Face, Type
from p2i_desktop.reports.pdf.tags import Element
from p2i_desktop.reports.pdf.texts import superscript

PAD = 2.25  # above and below the lines of a row
GROUP_PAD = 8.0  # above the name of a group
_UNDIVIDED = 0.36  # of a page
_MANY_NOTES = 4
_NOTE_GAP = 14.0  # points between notes that stand side by side
MOODS: dict[str, Colour] = {"good": OK, "bad": ERR, "plain": TEXT2}


@dataclass(slots=True)
class CellLines:
    """A cell, broken into lines."""

    lines: tuple[str, ...]
    face: Face
    colour: Colour
    mark: str = ""
    link: str = ""
    whole: str = ""


@dataclass(slots=True)
class RowLines:
    """A row with its height; parts of a row taller than a page share their elements."""

    cells: list[CellLines]
    height: float
    kind: str = "row"  # row, group, total, empty
    elements: list[Element] = field(default_factory=list)
    continued: bool = False


@dataclass(slots=True)
class Grid:
    """What all pages of one table share."""

    columns: tuple[Column, ...]
    widths: Widths
    breadth: float
    rows: list[RowLines]
    element: Element
    caption: tuple[tuple[str, ...], str]  # lines, and the number that they begin with
    header: list[CellLines]
    notes: list[tuple[tuple[str, ...], int]]
    ruled: bool
    continued: str
    targets: dict[str, int]
    undivided: float = 0.0  # up to this height a table stays on one page
    note_columns: int = 1  # many short notes stand side by side

    @property
    def caption_height(self) -> float:
        return len(self.caption[0]) * CAPTION.leading + 3 if self.caption[0] else 0.0

    @property
    def header_height(self) -> float:
        if not self.header:
            return 0.0
        return max(len(cell.lines) for cell in self.header) * self.widths.voice.leading + 2 * PAD + 1

    @property
    def notes_height(self) -> float:
        lines = sum(len(lines) for lines, _ in self.notes)
        return -(-lines // self.note_columns) * FOOTNOTE.leading + 5 if self.notes else 0.0


def _note_columns(notes: list[tuple[str, ...]], setter: Setter, breadth: float) -> int:
    """In how many columns the notes of a table stand: more than one where they are many and short."""
    if len(notes) < _MANY_NOTES or any(len(lines) != 1 for lines in notes):
        return 1
    widest = max(setter.width(lines[0], FOOTNOTE.face, FOOTNOTE.size) for lines in notes) + _NOTE_GAP
    return max(1, min(3, int(breadth / widest)))


def table_grid(
    table: Table,
    setter: Setter,
    section: Element,
    breadth: float,
    room: float,
    widths: Widths,
    continued: str,
    targets: dict[str, int],
    first_note: int,
) -> Grid:
    """A whole table, ready to be laid out. `room` is the height of a page, `targets` the numbers of headings by their key."""
    voice = widths.voice
    number = setter.one_line(table.number)
    caption = f"{number} {table.caption}".strip() if number else table.caption
    caption_lines = setter.lines(caption, CAPTION.face, CAPTION.size, breadth - 12) if caption else ()
    header = [
        CellLines(setter.lines(column.title, "semibold", voice.size, width), "semibold", TEXT2)
        for column, width in zip(table.columns, widths.widths, strict=True)
    ]
    notes = [
        (setter.lines(f"{superscript(n.mark)} {n.text}", FOOTNOTE.face, FOOTNOTE.size, breadth), first_note + at)
        for at, n in enumerate(table.notes)
    ]
    grid = Grid(
        table.columns,
        widths,
        breadth,
        [],
        section.add("Table"),
        (caption_lines, number),
        header,
        notes,
        True,
        setter.one_line(continued),
        targets,
    )
    grid.undivided = room * _UNDIVIDED
    grid.note_columns = _note_columns([lines for lines, _ in notes], setter, breadth)
    tallest = room - grid.caption_height - grid.header_height - grid.notes_height - 4
    for row in _all_rows(table, setter, grid):
        grid.rows.extend(_cut(row, voice, tallest))
    return grid


def _all_rows(table: Table, setter: Setter, grid: Grid) -> list[RowLines]:
    rows = [
        _group_row(row, setter, grid) if isinstance(row, Group) else _row(row, setter, grid, "row")
        for row in table.rows
    ]
    if not rows:
        voice = grid.widths.voice
        lines = CellLines(setter.lines(table.empty, voice.face, voice.size, grid.breadth), voice.face, TEXT2)
        rows.append(RowLines([lines], len(lines.lines) * voice.leading + 2 * PAD, "empty"))
    if table.total is not None:
        rows.append(_row(table.total, setter, grid, "total"))
    return rows


def _group_row(group: Group, setter: Setter, grid: Grid) -> RowLines:
    voice = grid.widths.voice
    lines = setter.lines(group.text, "semibold", voice.size, grid.breadth)
    height = len(lines) * voice.leading + GROUP_PAD + PAD
    return RowLines([CellLines(lines, "semibold", TEXT)], height, "group")


def _row(row: Row, setter: Setter, grid: Grid, kind: str) -> RowLines:
    voice, cells = grid.widths.voice, []
    for cell, column, width in zip(row, grid.columns, grid.widths.widths, strict=True):
        face: Face = "semibold" if kind == "total" else voice.face
        lines = setter.lines(words(cell), face, voice.size, width)
        cells.append(_lines_of(cell, column, lines, face, setter))
    height = max(len(cell.lines) for cell in cells) * voice.leading + 2 * PAD
    return RowLines(cells, height, kind)


def _lines_of(cell: Cell, column: Column, lines: tuple[str, ...], face: Face, setter: Setter) -> CellLines:
    if isinstance(cell, str):
        return CellLines(lines, face, TEXT2 if column.quiet else TEXT)
    if isinstance(cell, State):
        return CellLines(lines, face, MOODS[cell.mood])
    if isinstance(cell, Change):
        return CellLines(lines, face, TEXT)
    mark = setter.one_line(note_mark(cell))
    colour = ACCENT if isinstance(cell, Link) and cell.link else TEXT2 if column.quiet else TEXT
    return CellLines(lines, face, colour, mark, cell.link, cell.printed)


def _cut(row: RowLines, voice: Type, tallest: float) -> list[RowLines]:
    """The row, or the parts of one that is taller than a page."""
    if row.height <= tallest:
        return [row]
    count = max(int((tallest - 2 * PAD) / voice.leading), 2)
    parts, most = [], max(len(cell.lines) for cell in row.cells)
    for start in range(0, most, count):
        cells = [
            CellLines(cell.lines[start : start + count], cell.face, cell.colour, cell.mark if start == 0 else "")
            for cell in row.cells
        ]
        height = max(len(cell.lines) for cell in cells) * voice.leading + 2 * PAD
        parts.append(RowLines(cells, height, row.kind, row.elements, start > 0 and not cells[0].lines))
    return parts


def facts_grid(facts: Facts, setter: Setter, section: Element, breadth: float, targets: dict[str, int]) -> Grid:
    """Names and values as a table without lines, each name heading its row."""
    columns = (Column("", header=True, quiet=True), Column(""))
    names = max((setter.width(setter.one_line(name), BODY.face, 9) for name, _ in facts.rows), default=0.0)
    first = min(max(names + 1, 80.0), breadth * 0.34)
    voice = Type("regular", 9, 12.5)
    widths = Widths((0.0, first + GAP), (first, min(breadth, 430) - first - GAP), voice, True)
    grid = Grid(columns, widths, breadth, [], section.add("Table"), ((), ""), [], [], False, "", targets)
    for name, value in facts.rows:
        grid.rows.append(_row((name, value), setter, grid, "row"))
    return grid
