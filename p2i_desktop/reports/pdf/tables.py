"""Tables: rows measured once, drawn as one text object a page, every cell tagged, no row cut."""

from dataclasses import dataclass, field

from p2i_desktop.reports.document import Cell, Change, Column, Facts, Group, Link, Row, State, Table
from p2i_desktop.reports.pdf.columns import GAP, Widths, is_right, note_mark, words
from p2i_desktop.reports.pdf.flow import Item
from p2i_desktop.reports.pdf.fonts import Setter
from p2i_desktop.reports.pdf.pen import Pen
from p2i_desktop.reports.pdf.style import (
    ACCENT,
    BODY,
    BORDER,
    BORDER_STRONG,
    CAPTION,
    ERR,
    FOOTNOTE,
    OK,
    TEXT,
    TEXT2,
    Colour,
    Face,
    Type,
)
from p2i_desktop.reports.pdf.tags import Element, header_cell, spanning_cell
from p2i_desktop.reports.pdf.texts import baseline, superscript

_PAD = 2.25  # above and below the lines of a row
_GROUP_PAD = 8.0  # above the name of a group
_TOGETHER = 2  # rows that stay with the header, and with the end
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

    @property
    def caption_height(self) -> float:
        return len(self.caption[0]) * CAPTION.leading + 3 if self.caption[0] else 0.0

    @property
    def header_height(self) -> float:
        if not self.header:
            return 0.0
        return max(len(cell.lines) for cell in self.header) * self.widths.voice.leading + 2 * _PAD + 1

    @property
    def notes_height(self) -> float:
        return sum(len(lines) for lines, _ in self.notes) * FOOTNOTE.leading + 5 if self.notes else 0.0


@dataclass(slots=True)
class TableItem:
    """Rows `start` to `stop` of a table."""

    grid: Grid
    start: int
    stop: int
    before: float = 8.0
    after: float = 16.0
    keep: bool = False

    @property
    def _head(self) -> float:
        return self.grid.header_height + (0.0 if self.start else self.grid.caption_height)

    @property
    def _ends(self) -> bool:
        return self.stop == len(self.grid.rows)

    @property
    def height(self) -> float:
        rows = sum(row.height for row in self.grid.rows[self.start : self.stop])
        return self._head + rows + (self.grid.notes_height if self._ends else 0.0)

    @property
    def least(self) -> float:
        rows = self.grid.rows[self.start : self.stop]
        count = _TOGETHER + (1 if rows and rows[0].kind == "group" else 0)
        if len(rows) <= count + 1:
            return self.height
        return self._head + sum(row.height for row in rows[:count])

    def split(self, room: float) -> tuple[Item, Item] | None:
        used, at = self._head, self.start
        while at < self.stop and used + self.grid.rows[at].height <= room:
            used += self.grid.rows[at].height
            at += 1
        at = min(at, max(self.stop - _TOGETHER, self.start + 1))
        while at > self.start and self.grid.rows[at - 1].kind == "group":
            at -= 1
        if at == self.start or self.grid.rows[self.start].height + self._head > room:
            return None
        return TableItem(self.grid, self.start, at, self.before), TableItem(self.grid, at, self.stop, 0, self.after)

    def draw(self, pen: Pen, x: float, top: float) -> None:
        grid, y = self.grid, top
        if not self.start:
            y = _draw_caption(pen, grid, x, y)
        self._draw_rules(pen, x, y)
        if grid.header:
            _draw_header(pen, grid, x, y, again=self.start > 0)
            y -= grid.header_height
        for row in grid.rows[self.start : self.stop]:
            _draw_row(pen, grid, row, x, y)
            y -= row.height
        if self._ends:
            _draw_notes(pen, grid, x, y)

    def _draw_rules(self, pen: Pen, x: float, y: float) -> None:
        grid = self.grid
        if not grid.ruled:
            return
        right = x + grid.breadth
        light: list[tuple[float, float, float, float]] = []
        strong: list[tuple[float, float, float, float]] = []
        if grid.header:
            y -= grid.header_height
            strong.append((x, y, right, y))
        for row in grid.rows[self.start : self.stop]:
            if row.kind == "total":
                strong.append((x, y, right, y))
            y -= row.height
            (strong if row.kind == "group" else light).append((x, y, right, y))
        with pen.artifact():
            pen.rules(light, BORDER)
            if strong:
                pen.rules(strong, BORDER_STRONG, 0.75)


def _draw_caption(pen: Pen, grid: Grid, x: float, y: float) -> float:
    lines, number = grid.caption
    if not lines:
        return y
    with pen.content(grid.element.add("Caption")):
        for at, line in enumerate(lines):
            draw_caption_line(pen, x, y - at * CAPTION.leading - baseline(CAPTION), line, number if at == 0 else "")
    return y - grid.caption_height


def draw_caption_line(pen: Pen, x: float, y: float, line: str, number: str) -> None:
    """A line of a caption, with its number in bold when the line begins with it."""
    if number and line.startswith(number):
        pen.text(x, y, number, "semibold", CAPTION.size, TEXT)
        x += pen.setter.width(number, "semibold", CAPTION.size) + 3
        line = line[len(number) :]
    pen.text(x, y, line, CAPTION.face, CAPTION.size, TEXT)


def _draw_header(pen: Pen, grid: Grid, x: float, y: float, *, again: bool) -> None:
    """Titles stand at the bottom of the header; on later pages they are not read again."""
    row = None if again else grid.element.add("TR")
    voice, most = grid.widths.voice, max(len(cell.lines) for cell in grid.header)
    if row is None:
        pen.open_artifact(pagination=True, in_text=True)
    for number, cell in enumerate(grid.header):
        if row is not None:
            pen.open(row.add("TH", header_cell("Column")), in_text=True)
        drop = (most - len(cell.lines)) * voice.leading
        _draw_lines(pen, grid, number, cell, x, y - _PAD - drop)
        if row is not None:
            pen.close(in_text=True)
    if row is None:
        pen.close(in_text=True)


def _draw_lines(pen: Pen, grid: Grid, number: int, cell: CellLines, x: float, top: float) -> None:
    widths, right = grid.widths, is_right(grid.columns[number])
    voice = widths.voice
    left, y = x + widths.lefts[number], top - baseline(voice)
    edge = left + widths.widths[number]
    for line in cell.lines:
        wide = pen.setter.width(line, cell.face, voice.size) if right or cell.mark or cell.link else 0.0
        start = edge - wide if right else left
        pen.text(start, y, line, cell.face, voice.size, cell.colour)
        y -= voice.leading
    if cell.mark:
        pen.text(start + wide, y + voice.leading, cell.mark, "regular", voice.size, TEXT2)


def _draw_row(pen: Pen, grid: Grid, row: RowLines, x: float, y: float) -> None:
    if not row.elements:
        row.elements.extend(_elements(grid, row))
    if row.kind == "group":
        pen.open(row.elements[0], in_text=True)
        lines = row.cells[0]
        for at, line in enumerate(lines.lines):
            voice = grid.widths.voice
            pen.text(
                x, y - _GROUP_PAD - at * voice.leading - baseline(voice), line, lines.face, voice.size, lines.colour
            )
        pen.close(in_text=True)
        return
    if row.continued:
        pen.open_artifact(pagination=True, in_text=True)
        voice = grid.widths.voice
        pen.text(x, y - _PAD - baseline(voice), grid.continued, "italic", voice.size, TEXT2)
        pen.close(in_text=True)
    for number, (cell, element) in enumerate(zip(row.cells, row.elements, strict=True)):
        if not cell.lines:
            continue
        pen.open(element, in_text=True)
        _draw_lines(pen, grid, number, cell, x, y - _PAD)
        pen.close(in_text=True)
        if cell.link:
            _link(pen, grid, number, cell, element, x, y, row.height)


def _link(
    pen: Pen, grid: Grid, number: int, cell: CellLines, element: Element, x: float, y: float, height: float
) -> None:
    left = x + grid.widths.lefts[number]
    box = (left - 2, y - height, left + grid.widths.widths[number] + 2, y)
    pen.link(element, grid.targets[cell.link], cell.whole, box)


def _elements(grid: Grid, row: RowLines) -> list[Element]:
    holder = grid.element.add("TR")
    if row.kind == "group":
        return [holder.add("TH", header_cell("Row", len(grid.columns)))]
    if row.kind == "empty":
        return [holder.add("TD", spanning_cell(len(grid.columns)))]
    elements = []
    for column, cell in zip(grid.columns, row.cells, strict=True):
        element = holder.add("TH", header_cell("Row")) if column.header else holder.add("TD")
        elements.append(element.add("Link") if cell.link else element)
    return elements


def _draw_notes(pen: Pen, grid: Grid, x: float, y: float) -> None:
    if not grid.notes or grid.element.parent is None:
        return
    y -= 5
    for lines, number in grid.notes:
        with pen.content(grid.element.parent.add("Note", f"/ID(note{number})")):
            for line in lines:
                pen.text(x, y - baseline(FOOTNOTE), line, FOOTNOTE.face, FOOTNOTE.size, FOOTNOTE.colour)
                y -= FOOTNOTE.leading


# -- from values to lines


def table_item(
    table: Table,
    setter: Setter,
    section: Element,
    breadth: float,
    room: float,
    widths: Widths,
    continued: str,
    targets: dict[str, int],
    first_note: int,
) -> Item:
    """The whole table as one item. `room` is the height of a page, `targets` the numbers of headings by their key."""
    voice = widths.voice
    number = setter.clean(table.number)
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
        setter.clean(continued),
        targets,
    )
    tallest = room - grid.caption_height - grid.header_height - grid.notes_height - 4
    for row in _all_rows(table, setter, grid):
        grid.rows.extend(_cut(row, voice, tallest))
    return TableItem(grid, 0, len(grid.rows))


def _all_rows(table: Table, setter: Setter, grid: Grid) -> list[RowLines]:
    rows = [
        _group_row(row, setter, grid) if isinstance(row, Group) else _row(row, setter, grid, "row")
        for row in table.rows
    ]
    if not rows:
        voice = grid.widths.voice
        lines = CellLines(setter.lines(table.empty, voice.face, voice.size, grid.breadth), voice.face, TEXT2)
        rows.append(RowLines([lines], len(lines.lines) * voice.leading + 2 * _PAD, "empty"))
    if table.total is not None:
        rows.append(_row(table.total, setter, grid, "total"))
    return rows


def _group_row(group: Group, setter: Setter, grid: Grid) -> RowLines:
    voice = grid.widths.voice
    lines = setter.lines(group.text, "semibold", voice.size, grid.breadth)
    height = len(lines) * voice.leading + _GROUP_PAD + _PAD
    return RowLines([CellLines(lines, "semibold", TEXT)], height, "group")


def _row(row: Row, setter: Setter, grid: Grid, kind: str) -> RowLines:
    voice, cells = grid.widths.voice, []
    for cell, column, width in zip(row, grid.columns, grid.widths.widths, strict=True):
        face: Face = "semibold" if kind == "total" else voice.face
        lines = setter.lines(words(cell), face, voice.size, width)
        cells.append(_lines_of(cell, column, lines, face, setter))
    height = max(len(cell.lines) for cell in cells) * voice.leading + 2 * _PAD
    return RowLines(cells, height, kind)


def _lines_of(cell: Cell, column: Column, lines: tuple[str, ...], face: Face, setter: Setter) -> CellLines:
    if isinstance(cell, str):
        return CellLines(lines, face, TEXT2 if column.quiet else TEXT)
    if isinstance(cell, State):
        return CellLines(lines, face, MOODS[cell.mood])
    if isinstance(cell, Change):
        return CellLines(lines, face, TEXT)
    mark = setter.clean(note_mark(cell))
    colour = ACCENT if isinstance(cell, Link) and cell.link else TEXT2 if column.quiet else TEXT
    return CellLines(lines, face, colour, mark, cell.link, cell.printed)


def _cut(row: RowLines, voice: Type, tallest: float) -> list[RowLines]:
    """The row, or the parts of one that is taller than a page."""
    if row.height <= tallest:
        return [row]
    count = max(int((tallest - 2 * _PAD) / voice.leading), 2)
    parts, most = [], max(len(cell.lines) for cell in row.cells)
    for start in range(0, most, count):
        cells = [
            CellLines(cell.lines[start : start + count], cell.face, cell.colour, cell.mark if start == 0 else "")
            for cell in row.cells
        ]
        height = max(len(cell.lines) for cell in cells) * voice.leading + 2 * _PAD
        parts.append(RowLines(cells, height, row.kind, row.elements, start > 0 and not cells[0].lines))
    return parts


def facts_item(facts: Facts, setter: Setter, section: Element, breadth: float, targets: dict[str, int]) -> Item:
    """Names and values as a table without lines, each name heading its row."""
    columns = (Column("", header=True, quiet=True), Column(""))
    names = max((setter.width(setter.clean(name), BODY.face, 9) for name, _ in facts.rows), default=0.0)
    first = min(max(names + 1, 80.0), breadth * 0.34)
    voice = Type("regular", 9, 12.5)
    widths = Widths((0.0, first + GAP), (first, min(breadth, 430) - first - GAP), voice, True)
    grid = Grid(columns, widths, breadth, [], section.add("Table"), ((), ""), [], [], False, "", targets)
    for name, value in facts.rows:
        grid.rows.append(_row((name, value), setter, grid, "row"))
    return TableItem(grid, 0, len(grid.rows), 2, 12)
