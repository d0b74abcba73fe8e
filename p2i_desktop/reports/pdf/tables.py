"""Tables on the page: one text object for the rows, every cell tagged, no row cut."""

from dataclasses import dataclass

from p2i_desktop.reports.pdf.columns import is_right
from p2i_desktop.reports.pdf.flow import Item
from p2i_desktop.reports.pdf.pen import Pen
from p2i_desktop.reports.pdf.style import BORDER, BORDER_STRONG, FOOTNOTE, TEXT2
from p2i_desktop.reports.pdf.table_rows import GROUP_PAD, PAD, CellLines, Grid, RowLines
from p2i_desktop.reports.pdf.tags import Element, header_cell, spanning_cell
from p2i_desktop.reports.pdf.texts import baseline, draw_caption

_TOGETHER = 2  # rows that stay with the header, and with the end


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
        if len(rows) <= count + 1 or self.height <= self.grid.undivided:
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
    draw_caption(pen, grid.element, lines, number, x, y)
    return y - grid.caption_height


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
        _draw_lines(pen, grid, number, cell, x, y - PAD - drop)
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
                x, y - GROUP_PAD - at * voice.leading - baseline(voice), line, lines.face, voice.size, lines.colour
            )
        pen.close(in_text=True)
        return
    if row.continued:
        pen.open_artifact(pagination=True, in_text=True)
        voice = grid.widths.voice
        pen.text(x, y - PAD - baseline(voice), grid.continued, "italic", voice.size, TEXT2)
        pen.close(in_text=True)
    for number, (cell, element) in enumerate(zip(row.cells, row.elements, strict=True)):
        if not cell.lines:
            continue
        pen.open(element, in_text=True)
        _draw_lines(pen, grid, number, cell, x, y - PAD)
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
    top = y = y - 5
    deep = -(-len(grid.notes) // grid.note_columns)
    for at, (lines, number) in enumerate(grid.notes):
        if grid.note_columns > 1 and at and at % deep == 0:
            x, y = x + grid.breadth / grid.note_columns, top
        with pen.content(grid.element.parent.add("Note", f"/ID(note{number})")):
            for line in lines:
                pen.text(x, y - baseline(FOOTNOTE), line, FOOTNOTE.face, FOOTNOTE.size, FOOTNOTE.colour)
                y -= FOOTNOTE.leading
