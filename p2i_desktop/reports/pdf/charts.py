"""Charts as vectors: columns by category, and ranked bars, every mark with its printed number where there is room."""

from dataclasses import dataclass, field, replace

from p2i_desktop.reports.document import Chart, Series
from p2i_desktop.reports.pdf.flow import Item
from p2i_desktop.reports.pdf.fonts import Setter
from p2i_desktop.reports.pdf.pen import Pen
from p2i_desktop.reports.pdf.style import (
    BORDER,
    BORDER_STRONG,
    C2,
    C5,
    CAPTION,
    FOOTNOTE,
    LABEL,
    MM,
    SMALL,
    TEXT,
    TEXT2,
    Colour,
    Face,
)
from p2i_desktop.reports.pdf.tags import Element, alternative
from p2i_desktop.reports.pdf.texts import baseline, draw_caption, superscript

_PLOT = 46 * MM  # height of the columns
_LEGEND = 16.0
_WIDEST_SLOT = 96.0
_WIDEST_COLUMN = 34.0
_NARROWEST_SLOT = 9.0
_MOST_LABEL_LINES = 4
_BAR = 9.0
_BAR_GAP = 6.0


@dataclass(slots=True)
class ChartItem:
    """A chart in one piece: caption, legend, plot, notes."""

    chart: Chart
    element: Element
    caption: tuple[str, ...]
    labels: list[tuple[str, ...]]
    notes: list[tuple[tuple[str, ...], Element]]
    width: float
    accent: Colour
    rows: list[float] = field(default_factory=list)  # heights of ranked rows
    first: int = 0  # category that the first label belongs to
    label_width: float = 0.0
    before: float = 8.0
    after: float = 16.0
    keep: bool = False

    @property
    def _legend(self) -> float:
        return _LEGEND if len(self.chart.series) > 1 or self.chart.unit else 4.0

    @property
    def _plot(self) -> float:
        if self.chart.kind == "ranked":
            return sum(self.rows)
        return 12 + _PLOT + 4 + max((len(label) for label in self.labels), default=0) * LABEL.leading

    @property
    def _notes(self) -> float:
        return sum(len(lines) for lines, _ in self.notes) * FOOTNOTE.leading + (4 if self.notes else 0)

    @property
    def height(self) -> float:
        return len(self.caption) * CAPTION.leading + 4 + self._legend + self._plot + self._notes

    @property
    def least(self) -> float:
        return self.height

    def split(self, room: float) -> tuple[Item, Item] | None:
        return None

    def draw(self, pen: Pen, x: float, top: float) -> None:
        y = draw_caption(pen, self.element, self.caption, pen.setter.one_line(self.chart.number), x, top) - 4
        foot = y - self._legend - self._plot
        self.element.extra += alternative(self.chart.alt, (x, foot, x + self.width, y))
        with pen.content(self.element):
            self._draw_legend(pen, x, y)
            if self.chart.kind == "ranked":
                _draw_ranked(pen, self, x, y - self._legend)
            else:
                _draw_columns(pen, self, x, y - self._legend - 12, foot)
        y = foot - 4
        for lines, element in self.notes:
            with pen.content(element):
                for line in lines:
                    pen.text(x, y - baseline(FOOTNOTE), line, FOOTNOTE.face, FOOTNOTE.size, FOOTNOTE.colour)
                    y -= FOOTNOTE.leading

    def _draw_legend(self, pen: Pen, x: float, y: float) -> None:
        y -= baseline(SMALL) + 1
        if len(self.chart.series) > 1:
            for series in self.chart.series:
                _draw_mark(pen, x, y - 0.5, 9, 7, series, self.colour(series))
                name = pen.setter.one_line(series.name)
                pen.text(x + 13, y, name, SMALL.face, SMALL.size, TEXT2)
                x += 13 + pen.setter.width(name, SMALL.face, SMALL.size) + 16
        if self.chart.unit:
            pen.text(x, y, pen.setter.one_line(self.chart.unit), SMALL.face, SMALL.size, TEXT2)

    def colour(self, series: Series) -> Colour:
        """One colour a series; hatched and outlined ones are grey, as on the screen."""
        if series.pattern != "solid":
            return C5
        return C2 if self.chart.kind == "ranked" else self.accent

    def value(self, series: Series, at: int) -> float:
        """A value as a part of the largest one, 0 to 1."""
        value, largest = series.values[at], self._largest
        return max(float(value) / largest, 0.0) if value is not None and largest > 0 else 0.0

    @property
    def _largest(self) -> float:
        return max((float(v) for s in self.chart.series for v in s.values if v is not None), default=0.0)


def chart_items(
    chart: Chart, setter: Setter, section: Element, breadth: float, room: float, accent: Colour, first_note: int
) -> list[Item]:
    """The chart, measured; ranked bars that need more than a page go on with a second figure of the same scale."""
    if chart.kind == "columns" and not _columns_hold(chart, setter, breadth):
        chart = replace(chart, kind="ranked")
    number = setter.one_line(chart.number)
    caption = setter.lines(f"{number} {chart.title}".strip(), CAPTION.face, CAPTION.size, breadth - 12)
    item = ChartItem(chart, section.add("Figure"), caption, [], [], breadth, accent)
    if chart.kind == "columns":
        item.labels = [setter.lines(c, LABEL.face, LABEL.size, _slot(chart, breadth) - 2) for c in chart.categories]
        items = [item]
    else:
        items = _pages(item, _ranked(item, setter, breadth), section, room)
    items[-1].notes = [
        (
            setter.lines(f"{superscript(n.mark)} {n.text}", FOOTNOTE.face, FOOTNOTE.size, breadth),
            section.add("Note", f"/ID(note{first_note + at})"),
        )
        for at, n in enumerate(chart.notes)
    ]
    return list[Item](items)


def _columns_hold(chart: Chart, setter: Setter, breadth: float) -> bool:
    """Whether the names of the categories find room under their columns; if not, bars with names at the side do."""
    slot = _slot(chart, breadth) - 2
    lines = (len(setter.lines(name, LABEL.face, LABEL.size, slot)) for name in chart.categories)
    return slot > _NARROWEST_SLOT and max(lines, default=0) <= _MOST_LABEL_LINES


def _ranked(item: ChartItem, setter: Setter, breadth: float) -> list[tuple[tuple[str, ...], float]]:
    """Label and height of each row; sets the width of the labels."""
    texts = (setter.width(setter.one_line(name), SMALL.face, SMALL.size) for name in item.chart.categories)
    widest = min(max(texts, default=0.0) + 1, breadth * 0.38)
    labels = [setter.lines(c, SMALL.face, SMALL.size, widest) for c in item.chart.categories]
    item.label_width = max((setter.width(t, SMALL.face, SMALL.size) for label in labels for t in label), default=0.0)
    bars = len(item.chart.series) * (_BAR + 1)
    return [(label, max(bars, len(label) * 10.5) + _BAR_GAP) for label in labels]


def _pages(
    item: ChartItem, rows: list[tuple[tuple[str, ...], float]], section: Element, room: float
) -> list[ChartItem]:
    limit = room - len(item.caption) * CAPTION.leading - _LEGEND - 4 - FOOTNOTE.leading * 4
    items, used = [item], 0.0
    for number, (label, height) in enumerate(rows):
        if used + height > limit and items[-1].rows:
            items.append(replace(item, element=section.add("Figure"), labels=[], rows=[], first=number))
            used = 0.0
        items[-1].labels.append(label)
        items[-1].rows.append(height)
        used += height
    return items


def _slot(chart: Chart, breadth: float) -> float:
    """Width of a category; few of them do not spread over the page."""
    return min(breadth / max(len(chart.categories), 1), _WIDEST_SLOT)


def _draw_mark(pen: Pen, x: float, y: float, width: float, height: float, series: Series, colour: Colour) -> None:
    if series.pattern == "hatch":
        pen.hatched(x, y, width, height, colour)
    elif series.pattern == "outline":
        pen.outlined(x, y, width, height, colour)
    else:
        pen.box(x, y, width, height, colour)


def _draw_columns(pen: Pen, item: ChartItem, x: float, top: float, foot: float) -> None:
    chart, slot = item.chart, _slot(item.chart, item.width)
    base = foot + max((len(label) for label in item.labels), default=0) * LABEL.leading + 4
    inner = min(slot * 0.78, _WIDEST_COLUMN * max(len(chart.series), 1))
    wide = inner / max(len(chart.series), 1)
    shown = [_fits(pen, series, wide if len(chart.series) > 1 else slot) for series in chart.series]
    for at, label in enumerate(item.labels):
        middle = x + (at + 0.5) * slot
        for nth, series in enumerate(chart.series):
            left = middle - inner / 2 + nth * wide
            height = item.value(series, at) * (top - base)
            if height > 0:
                _draw_mark(pen, left + 0.5, base, wide - 1, height, series, item.colour(series))
            if shown[nth]:
                face: Face = "semibold" if series.pattern == "solid" else "regular"
                tone = TEXT if series.pattern == "solid" else TEXT2
                words = pen.setter.one_line(series.printed[at])
                pen.centred_text(left + wide / 2, base + height + 2.5, words, face, LABEL.size - 0.5, tone)
        for number, line in enumerate(label):
            y = base - 4 - number * LABEL.leading - baseline(LABEL)
            pen.centred_text(middle, y, line, LABEL.face, LABEL.size, TEXT2)
    pen.rules([(x, base, x + slot * len(chart.categories), base)], BORDER_STRONG, 0.75)


def _fits(pen: Pen, series: Series, room: float) -> bool:
    """Numbers over the columns of a series are drawn all or none."""
    texts = (pen.setter.width(pen.setter.one_line(text), "semibold", LABEL.size - 0.5) for text in series.printed)
    return max(texts, default=0.0) <= room + 1


def _draw_ranked(pen: Pen, item: ChartItem, x: float, top: float) -> None:
    chart, left = item.chart, x + item.label_width + 8
    values = (pen.setter.width(pen.setter.one_line(t), "semibold", SMALL.size) for s in chart.series for t in s.printed)
    reach = item.width - item.label_width - 8 - max(values, default=0.0) - 6
    y = top
    for at, (label, height) in enumerate(zip(item.labels, item.rows, strict=True), item.first):
        inner, bars = height - _BAR_GAP, len(chart.series) * (_BAR + 1)
        first = y - (inner - len(label) * 10.5) / 2 - 8.2
        for number, line in enumerate(label):
            pen.right_text(x + item.label_width, first - number * 10.5, line, SMALL.face, SMALL.size, TEXT)
        bar = y - (inner - bars) / 2
        for nth, series in enumerate(chart.series):
            foot = bar - (nth + 1) * (_BAR + 1) + 1
            wide = item.value(series, at) * reach
            if wide > 0:
                _draw_mark(pen, left, foot, wide, _BAR, series, item.colour(series))
            face: Face = "semibold" if series.pattern == "solid" else "regular"
            tone = TEXT if series.pattern == "solid" else TEXT2
            pen.text(left + wide + 4, foot + 1.6, pen.setter.one_line(series.printed[at]), face, SMALL.size, tone)
        y -= height
    pen.rules([(left, top, left, top - sum(item.rows) + _BAR_GAP)], BORDER)
