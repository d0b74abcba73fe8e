"""A plan over time as vectors: bars told apart by letter and fill, cut at rows where it is longer than a page."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from p2i_desktop.reports.pdf.flow import Item
from p2i_desktop.reports.pdf.fonts import Setter
from p2i_desktop.reports.pdf.gantt_marks import Plot, draw_legend, draw_links, draw_row
from p2i_desktop.reports.pdf.pen import Pen
from p2i_desktop.reports.pdf.style import BORDER, BORDER_STRONG, CAPTION, LABEL, SMALL, TEXT, TEXT2, Colour
from p2i_desktop.reports.pdf.tags import Element, alternative
from p2i_desktop.reports.pdf.texts import baseline, draw_caption
from p2i_desktop.reports.timeline import Gantt

LINE = 10.5  # leading of the names of rows
_LEGEND, _AXIS = 18.0, 26.0
_PAD = 5.0  # between rows
_LANE = 34.0  # height of a row among rows with several bars
_LABELS = 0.36  # of the breadth, at most
_TOGETHER = 3  # rows
_TICK_GAP = 6.0
_MARGIN = 22.0  # for the letters of bars that end with the axis


@dataclass(slots=True)
class Chart:
    """What all parts of one chart share."""

    gantt: Gantt
    lanes: bool  # rows with several bars: letters stand above and below them
    labels: list[tuple[str, ...]]
    heights: list[float]
    number_width: float
    label_width: float
    width: float
    colours: tuple[Colour, ...]
    caption: tuple[str, ...]
    continued: str


@dataclass(slots=True)
class GanttItem:
    """Rows `start` to `stop` of the chart, with legend and axis of their own."""

    chart: Chart
    element: Element
    start: int
    stop: int
    before: float = 8.0
    after: float = 16.0
    keep: bool = False

    @property
    def _head(self) -> float:
        return len(self._caption) * CAPTION.leading + 4 + _LEGEND + _AXIS

    @property
    def _caption(self) -> tuple[str, ...]:
        if self.start == 0:
            return self.chart.caption
        return (f"{self.chart.caption[0]} {self.chart.continued}".strip(),)

    @property
    def height(self) -> float:
        return self._head + sum(self.chart.heights[self.start : self.stop]) + 6

    @property
    def least(self) -> float:
        rows = self.chart.heights[self.start : self.stop]
        return self.height if len(rows) <= _TOGETHER else self._head + sum(rows[:_TOGETHER]) + 6

    def split(self, room: float) -> tuple[Item, Item] | None:
        used, at = self._head + 6, self.start
        while at < self.stop and used + self.chart.heights[at] <= room:
            used += self.chart.heights[at]
            at += 1
        at = min(at, self.stop - 1)
        if at <= self.start:
            return None
        return (
            GanttItem(self.chart, self.element, self.start, at, self.before, 0),
            GanttItem(self.chart, _after(self.element), at, self.stop, 0, self.after),
        )

    def draw(self, pen: Pen, x: float, top: float) -> None:
        chart = self.chart
        y = draw_caption(pen, self.element, self._caption, pen.setter.one_line(chart.gantt.number), x, top) - 4
        foot = top - self.height
        self.element.extra += alternative(self._words(), (x, foot, x + chart.width, y))
        with pen.content(self.element):
            draw_legend(pen, chart.gantt, chart.colours, x, y - baseline(SMALL) - 1)
            y -= _LEGEND + _AXIS
            plot = self._plot(x)
            self._draw_axis(pen, plot, x, y, foot + 4)
            self._draw_rows(pen, plot, x, y)

    def _words(self) -> str:
        gantt = self.chart.gantt
        if self.start == 0 and self.stop == len(gantt.rows):
            return gantt.alt
        part = gantt.part.replace("{first}", str(self.start + 1)).replace("{last}", str(self.stop))
        return f"{gantt.alt} {part}" if self.start == 0 else f"{gantt.title}. {part}"

    def _plot(self, x: float) -> Plot:
        chart = self.chart
        left = x + chart.number_width + chart.label_width + 8
        return Plot(left, x + chart.width - _MARGIN, chart.gantt.first, chart.gantt.last)

    def _draw_axis(self, pen: Pen, plot: Plot, x: float, top: float, foot: float) -> None:
        gantt = self.chart.gantt
        light, strong = list[tuple[float, float, float, float]](), list[tuple[float, float, float, float]]()
        for tick in gantt.ticks:
            at = plot.at(tick.on)
            (strong if tick.strong else light).append((at, top + 3, at, foot))
        pen.rules(light, BORDER) if light else None
        pen.rules(strong, BORDER_STRONG, 0.75) if strong else None
        pen.rules([(x, top, x + self.chart.width, top)], BORDER_STRONG, 0.75)
        for tick_at, words, bold in _labels(pen.setter, gantt, plot):
            pen.text(tick_at + 2, top + 4, words, "semibold" if bold else LABEL.face, LABEL.size, TEXT2)
        if gantt.today is not None and gantt.first <= gantt.today <= gantt.last:
            _draw_today(pen, plot, gantt.today, gantt.today_word, top, foot)

    def _draw_rows(self, pen: Pen, plot: Plot, x: float, y: float) -> None:
        chart, gantt = self.chart, self.chart.gantt
        places: dict[int, tuple[float, float]] = {}
        separators = []
        for at in range(self.start, self.stop):
            height = chart.heights[at]
            lines = chart.labels[at]
            first = y - (height - len(lines) * LINE) / 2 - 8.2
            if gantt.rows[at].number:
                pen.text(x, first, pen.setter.one_line(gantt.rows[at].number), "semibold", SMALL.size, TEXT)
            for number, line in enumerate(lines):
                pen.text(x + chart.number_width, first - number * LINE, line, SMALL.face, SMALL.size, TEXT)
            places[at] = (y, height)
            y -= height
            separators.append((x, y, x + chart.width, y))
        pen.rules(separators, BORDER, 0.35)
        draw_links(pen, gantt, plot, places)
        for at, (top, height) in places.items():
            draw_row(pen, gantt, gantt.rows[at], chart.colours, plot, top - height / 2, chart.lanes)


def gantt_items(
    gantt: Gantt, setter: Setter, section: Element, breadth: float, accent: Colour, continued: str
) -> list[Item]:
    """The chart, measured; nothing where it has no rows."""
    if not gantt.rows:
        return []
    texts = [setter.one_line(row.number) for row in gantt.rows]
    numbers = max((setter.width(text, "semibold", SMALL.size) for text in texts), default=0.0)
    number_width = numbers + 6 if numbers else 0.0
    most = breadth * _LABELS - number_width
    widest = max(setter.width(setter.one_line(row.text), SMALL.face, SMALL.size) for row in gantt.rows)
    label_width = min(widest + 1, most)
    labels = [setter.lines(row.text, SMALL.face, SMALL.size, label_width) for row in gantt.rows]
    lanes = any(len(row.bars) > 1 for row in gantt.rows)
    heights = [max(len(lines) * LINE + _PAD, _LANE if lanes else 0.0) for lines in labels]
    number = setter.one_line(gantt.number)
    caption = setter.lines(f"{number} {gantt.title}".strip(), CAPTION.face, CAPTION.size, breadth - 12)
    colours = tuple(_colour(side.fill, accent) for side in gantt.sides)
    chart = Chart(
        gantt, lanes, labels, heights, number_width, label_width, breadth, colours, caption, setter.one_line(continued)
    )
    return [GanttItem(chart, section.add("Figure"), 0, len(gantt.rows))]


def _colour(fill: str, accent: Colour) -> Colour:
    """The accent for what is filled, the dark second text colour for hatched and outlined bars: both hold in grey."""
    return accent if fill == "solid" else TEXT2


def _after(element: Element) -> Element:
    """A figure of its own for the next part, read right after this one."""
    made = Element("Figure", element.parent)
    if element.parent is not None:
        kids = element.parent.kids
        kids.insert(kids.index(element) + 1, made)
    return made


def _labels(setter: Setter, gantt: Gantt, plot: Plot) -> Iterator[tuple[float, str, bool]]:
    """The names of the ticks that find room; the strong ones first."""
    taken: list[tuple[float, float]] = []
    order = sorted(gantt.ticks, key=lambda tick: (not tick.strong, tick.on))
    for tick in order:
        words = setter.one_line(tick.label)
        left = plot.at(tick.on)
        right = left + setter.width(words, "semibold" if tick.strong else LABEL.face, LABEL.size) + _TICK_GAP
        if right <= plot.right + _TICK_GAP and all(right <= a or left >= b for a, b in taken):
            taken.append((left, right))
            yield left, words, tick.strong


def _draw_today(pen: Pen, plot: Plot, today: date, word: str, top: float, foot: float) -> None:
    """A dashed line through the rows, its word above the names of the months."""
    at = plot.at(today)
    dashes, y = [], top
    while y > foot:
        dashes.append((at, y, at, max(y - 4, foot)))
        y -= 6.5
    pen.rules(dashes, TEXT, 1.0)
    words = pen.setter.one_line(word)
    wide = pen.setter.width(words, "semibold", LABEL.size)
    left = min(max(at - wide / 2, plot.left), plot.right - wide)
    pen.text(left, top + 15, words, "semibold", LABEL.size, TEXT)
