"""The marks of a plan over time: bars, diamonds, how late they are, what waits for what, and the legend."""

from dataclasses import dataclass
from datetime import date, timedelta

from p2i_desktop.reports.pdf.pen import Pen
from p2i_desktop.reports.pdf.style import BORDER_STRONG, LABEL, SMALL, TEXT, TEXT2, Colour
from p2i_desktop.reports.timeline import Fill, Gantt, GanttBar, GanttRow

BAR = 9.0
_DIAMOND = 4.6  # from its middle to a corner
_SIGNS = {"open": "", "done": "✓", "late": "✗"}
_GAP = 3.0  # between a bar and its letter
_WHITE = "1 1 1"


@dataclass(frozen=True, slots=True)
class Plot:
    """Where days lie on the paper."""

    left: float
    right: float
    first: date
    last: date

    def at(self, day: date) -> float:
        """The left edge of a day; days outside stand at the ends."""
        days = (self.last - self.first).days + 1
        share = min(max((day - self.first).days, 0), days) / days
        return self.left + share * (self.right - self.left)

    def end(self, day: date) -> float:
        """The right edge of a day."""
        return self.at(day + timedelta(days=1)) if day < date.max else self.right


def sign_of(state: str) -> str:
    """✓ for what is done, ✗ for what is late."""
    return _SIGNS[state]


def draw_row(
    pen: Pen, gantt: Gantt, row: GanttRow, colours: tuple[Colour, ...], plot: Plot, middle: float, lane: bool
) -> None:
    """The bars of a row, each with its letter beside it; in a lane the letters stand above and below in turn."""
    free = {1: plot.left - 1, -1: plot.left - 1}
    for bar in sorted(row.bars, key=lambda one: (one.ends, one.side)):
        side = gantt.sides[bar.side]
        left, right = _draw_mark(pen, bar, side.fill, colours[bar.side], plot, middle)
        words = " ".join(part for part in (bar.tag or side.letter, sign_of(bar.state)) if part)
        if lane:
            _draw_tag(pen, plot, words, (left + right) / 2, middle, free)
        else:
            _draw_beside(pen, plot, words, left, right, middle)


def _draw_beside(pen: Pen, plot: Plot, words: str, left: float, right: float, middle: float) -> None:
    text = pen.setter.one_line(words)
    wide = pen.setter.width(text, "semibold", LABEL.size)
    start = right + _GAP if right <= plot.right else max(left - _GAP - wide, plot.left)
    pen.box(start - 1, middle - 4.2, wide + 2, 8.4, _WHITE)
    pen.text(start, middle - 2.6, text, "semibold", LABEL.size, TEXT)


def _draw_tag(pen: Pen, plot: Plot, words: str, centre: float, middle: float, free: dict[int, float]) -> None:
    """Above where there is room, else below, else not at all: its number stands in the table."""
    text = pen.setter.one_line(words)
    wide = pen.setter.width(text, "semibold", LABEL.size - 0.5)
    start = min(max(centre - wide / 2, plot.left), plot.right - wide)
    for way in (1, -1):
        if start > free[way]:
            free[way] = start + wide + 3
            y = middle + 7.2 if way == 1 else middle - 12.2
            pen.text(start, y, text, "semibold", LABEL.size - 0.5, TEXT)
            return


def _draw_mark(pen: Pen, bar: GanttBar, fill: Fill, colour: Colour, plot: Plot, middle: float) -> tuple[float, float]:
    """The bar or diamond and its delay; gives the edges of what was drawn."""
    right = plot.end(bar.ends)
    if bar.starts is None:
        centre = min(max((plot.at(bar.ends) + right) / 2, plot.left + _DIAMOND), plot.right - _DIAMOND)
        edges = (centre - _DIAMOND, centre + _DIAMOND)
    else:
        edges = (plot.at(bar.starts), right)
    end = edges[1]
    if bar.until is not None and bar.until > bar.ends:
        end = max(plot.end(bar.until), end)
        pen.rules([(edges[1], middle, end, middle), (end, middle - 3, end, middle + 3)], TEXT, 1.0)
    if bar.starts is None:
        _draw_diamond(pen, fill, colour, (edges[0] + edges[1]) / 2, middle)
    else:
        _draw_bar(pen, fill, colour, edges[0], middle - BAR / 2, max(edges[1] - edges[0], 1.5))
    return edges[0], end


def _draw_bar(pen: Pen, fill: Fill, colour: Colour, x: float, y: float, width: float, height: float = BAR) -> None:
    pen.box(x, y, width, height, colour if fill == "solid" else _WHITE)
    if fill == "hatch":
        pen.hatched(x, y, width, height, colour)
    elif fill == "outline":
        pen.outlined(x, y, width, height, colour)


def _draw_diamond(pen: Pen, fill: Fill, colour: Colour, x: float, y: float, size: float = _DIAMOND) -> None:
    corners = [(x - size, y), (x, y + size), (x + size, y), (x, y - size)]
    pen.shape(corners, colour)
    if fill == "solid":
        return
    inner = size - 1.3
    pen.shape([(x - inner, y), (x, y + inner), (x + inner, y), (x, y - inner)], _WHITE)
    if fill == "hatch":  # one half is filled
        pen.shape([(x - size, y), (x, y + size), (x, y - size)], colour)


def draw_links(pen: Pen, gantt: Gantt, plot: Plot, places: dict[int, tuple[float, float]]) -> None:
    """A thin line from the end of a bar down to the one that waits for it, where both stand on this page."""
    lines: list[tuple[float, float, float, float]] = []
    heads: list[list[tuple[float, float]]] = []
    for at, (top, height) in places.items():
        row = gantt.rows[at]
        for other in row.waits_for:
            if other not in places or not row.bars or not gantt.rows[other].bars:
                continue
            _link(gantt.rows[other].bars[-1], row.bars[0], plot, places[other], (top, height), lines, heads)
    if lines:
        pen.rules(lines, BORDER_STRONG, 0.6)
    for head in heads:
        pen.shape(head, BORDER_STRONG)


def _link(
    before: GanttBar,
    after: GanttBar,
    plot: Plot,
    from_row: tuple[float, float],
    to_row: tuple[float, float],
    lines: list[tuple[float, float, float, float]],
    heads: list[list[tuple[float, float]]],
) -> None:
    start_y, end_y = from_row[0] - from_row[1] / 2, to_row[0] - to_row[1] / 2
    down = start_y > end_y
    half = BAR / 2 if after.starts is not None else _DIAMOND
    goal = (plot.at(after.starts) + 2) if after.starts is not None else (plot.at(after.ends) + plot.end(after.ends)) / 2
    begin = (
        plot.end(before.ends) - 1.5 if before.starts is not None else (plot.at(before.ends) + plot.end(before.ends)) / 2
    )
    edge = end_y + half if down else end_y - half  # where the arrow meets the mark
    turn = edge + 3.6 if down else edge - 3.6
    lines.append((begin, start_y, begin, turn))
    lines.append((begin, turn, goal, turn))
    lines.append((goal, turn, goal, edge))
    tip = edge + (2.4 if down else -2.4)
    heads.append([(goal - 1.6, tip), (goal + 1.6, tip), (goal, edge)])


def draw_legend(pen: Pen, gantt: Gantt, colours: tuple[Colour, ...], x: float, y: float) -> None:
    """Letter, fill and name of each side, and what the signs mean."""
    for side, colour in zip(gantt.sides, colours, strict=True):
        _draw_bar(pen, side.fill, colour, x, y - 0.5, 14, 7)
        x = _write(pen, x + 18, y, side.letter, "semibold") + 4
        x = _write(pen, x, y, side.name, "regular") + 16
    for sign, words in zip((sign_of("done"), sign_of("late")), gantt.signs, strict=True):
        x = _write(pen, x, y, sign, "semibold") + 4
        x = _write(pen, x, y, words, "regular") + 16


def _write(pen: Pen, x: float, y: float, words: str, face: str) -> float:
    text = pen.setter.one_line(words)
    if face == "semibold":
        pen.text(x, y, text, "semibold", SMALL.size, TEXT)
        return x + pen.setter.width(text, "semibold", SMALL.size)
    pen.text(x, y, text, "regular", SMALL.size, TEXT2)
    return x + pen.setter.width(text, "regular", SMALL.size)
