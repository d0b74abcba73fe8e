"""Marks on a scale: where something stands and where it is to be, one line for each category, with the numbers beside."""

from dataclasses import dataclass

from p2i_desktop.reports.document import Chart
from p2i_desktop.reports.pdf.flow import Item
from p2i_desktop.reports.pdf.fonts import Setter
from p2i_desktop.reports.pdf.pen import Pen
from p2i_desktop.reports.pdf.style import BORDER, BORDER_STRONG, CAPTION, LABEL, SMALL, TEXT, TEXT2, Colour
from p2i_desktop.reports.pdf.tags import Element, alternative
from p2i_desktop.reports.pdf.texts import baseline, draw_caption

_ROW, _LINE = 19.0, 10.5
_LEGEND, _AXIS = 16.0, 14.0
_SIZE = 4.4  # from the middle of a mark to its edge
_WHITE = "1 1 1"
_WIDEST = 300.0


@dataclass(slots=True)
class LevelsItem:
    """The chart in one piece."""

    chart: Chart
    element: Element
    caption: tuple[str, ...]
    labels: list[tuple[str, ...]]
    label_width: float
    width: float
    accent: Colour
    before: float = 8.0
    after: float = 14.0
    keep: bool = False

    @property
    def _rows(self) -> list[float]:
        return [max(_ROW, len(lines) * _LINE + 7) for lines in self.labels]

    @property
    def height(self) -> float:
        return len(self.caption) * CAPTION.leading + 4 + _LEGEND + _AXIS + sum(self._rows) + 4

    @property
    def least(self) -> float:
        return self.height

    def split(self, room: float) -> tuple[Item, Item] | None:
        return None

    def draw(self, pen: Pen, x: float, top: float) -> None:
        y = draw_caption(pen, self.element, self.caption, pen.setter.one_line(self.chart.number), x, top) - 4
        self.element.extra += alternative(self.chart.alt, (x, top - self.height, x + self.width, y))
        with pen.content(self.element):
            self._draw_legend(pen, x, y - baseline(SMALL) - 1)
            self._draw_scale(pen, x, y - _LEGEND - _AXIS)

    def _draw_legend(self, pen: Pen, x: float, y: float) -> None:
        for nth, series in enumerate(self.chart.series):
            _mark(pen, nth, x + _SIZE, y + 3, self.accent)
            name = pen.setter.one_line(series.name)
            pen.text(x + 13, y, name, SMALL.face, SMALL.size, TEXT2)
            x += 13 + pen.setter.width(name, SMALL.face, SMALL.size) + 18

    def _draw_scale(self, pen: Pen, x: float, top: float) -> None:
        chart, left = self.chart, x + self.label_width + 14
        right = min(left + _WIDEST, x + self.width - 60)
        step = (right - left) / chart.most
        foot = top - sum(self._rows)
        pen.rules([(left + n * step, top, left + n * step, foot) for n in range(chart.most + 1)], BORDER)
        for n in range(chart.most + 1):
            pen.centred_text(left + n * step, top + 4, str(n), LABEL.face, LABEL.size, TEXT2)
        y = top
        for at, (label, height) in enumerate(zip(self.labels, self._rows, strict=True)):
            middle = y - height / 2
            for number, line in enumerate(label):
                first = middle + (len(label) * _LINE) / 2 - 8.2
                pen.text(x, first - number * _LINE, line, SMALL.face, SMALL.size, TEXT)
            self._draw_marks(pen, at, left, step, middle)
            words = " → ".join(pen.setter.one_line(series.printed[at]) for series in chart.series)
            pen.text(right + 18, middle - 3, words, "semibold", SMALL.size, TEXT)
            y -= height

    def _draw_marks(self, pen: Pen, at: int, left: float, step: float, middle: float) -> None:
        """The way from the first to the last mark as a line; marks of one point stand side by side."""
        found = [(nth, float(v)) for nth, s in enumerate(self.chart.series) if (v := s.values[at]) is not None]
        places = [left + value * step for _, value in found]
        if len(set(places)) > 1:
            pen.rules([(min(places), middle, max(places), middle)], BORDER_STRONG, 1.2)
        for at_place in sorted(set(places)):
            here = [nth for (nth, _), place in zip(found, places, strict=True) if place == at_place]
            for order, nth in enumerate(here):
                shift = (order - (len(here) - 1) / 2) * (2 * _SIZE + 1)
                _mark(pen, nth, at_place + shift, middle, self.accent)


def levels_item(chart: Chart, setter: Setter, section: Element, breadth: float, accent: Colour) -> Item:
    """The chart, measured."""
    number = setter.one_line(chart.number)
    caption = setter.lines(f"{number} {chart.title}".strip(), CAPTION.face, CAPTION.size, breadth - 12)
    widest = max((setter.width(setter.one_line(n), SMALL.face, SMALL.size) for n in chart.categories), default=0.0)
    label_width = min(widest + 1, breadth * 0.34)
    labels = [setter.lines(name, SMALL.face, SMALL.size, label_width) for name in chart.categories]
    return LevelsItem(chart, section.add("Figure"), caption, labels, label_width, breadth, accent)


def _mark(pen: Pen, nth: int, x: float, y: float, accent: Colour) -> None:
    """An empty square, a full diamond, a half-full square: shapes that differ without colour."""
    size = _SIZE
    if nth == 1:
        pen.shape([(x - size - 0.8, y), (x, y + size + 0.8), (x + size + 0.8, y), (x, y - size - 0.8)], accent)
        return
    pen.box(x - size + 0.6, y - size + 0.6, 2 * size - 1.2, 2 * size - 1.2, TEXT)
    inner = size - 1.8
    if nth == 0:
        pen.box(x - inner, y - inner, 2 * inner, 2 * inner, _WHITE)
    else:
        pen.box(x - inner, y, 2 * inner, inner, _WHITE)
