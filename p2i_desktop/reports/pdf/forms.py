"""What is filled in by hand: questions with five circles, and lines to write on."""

from dataclasses import dataclass

from p2i_desktop.reports.handouts import FreeAnswer, Scale
from p2i_desktop.reports.pdf.flow import Item
from p2i_desktop.reports.pdf.fonts import Setter
from p2i_desktop.reports.pdf.pen import Pen
from p2i_desktop.reports.pdf.style import BODY, BORDER, BORDER_STRONG, MM, STRONG, TEXT, TEXT2, Type
from p2i_desktop.reports.pdf.tags import Element, header_cell
from p2i_desktop.reports.pdf.texts import baseline

_RADIUS = 3.2 * MM
_STEP = 11.5 * MM  # from circle to circle
_GAP = 14.0  # between a question and its circles
_PAD = 3.4  # above and below a question
_LINE = 9 * MM  # from line to line for a hand
_END = Type("regular", 8, 9.5, TEXT2)
_HEAD = Type("semibold", 8.5, 12, TEXT2)
_END_WIDTH = 27 * MM  # of the words at an end of the scale
_DIGIT = Type("regular", 8.5, 12, TEXT2)


@dataclass(slots=True)
class _Question:
    lines: tuple[str, ...]

    @property
    def height(self) -> float:
        return max(len(self.lines) * BODY.leading, 2 * _RADIUS) + 2 * _PAD


@dataclass(slots=True)
class _Form:
    """What all parts of one scale share."""

    heading: str
    ends: tuple[tuple[str, ...], tuple[str, ...]]
    steps: int
    table: Element
    breadth: float

    @property
    def head(self) -> float:
        return max(len(lines) for lines in self.ends) * _END.leading + 8

    def centre(self, step: int) -> float:
        """The middle of a circle, from the left edge; steps count from 0."""
        return self.breadth - _END_WIDTH / 2 - (self.steps - 1 - step) * _STEP


@dataclass(slots=True)
class ScaleItem:
    """Questions `rows` of a scale, under the words of its ends."""

    form: _Form
    rows: list[_Question]
    first: bool = True
    before: float = 6.0
    after: float = 14.0
    keep: bool = False

    @property
    def height(self) -> float:
        return self.form.head + sum(row.height for row in self.rows)

    @property
    def least(self) -> float:
        return self.form.head + sum(row.height for row in self.rows[:2])

    def split(self, room: float) -> tuple[Item, Item] | None:
        used, at = self.form.head, 0
        while at < len(self.rows) and used + self.rows[at].height <= room:
            used += self.rows[at].height
            at += 1
        if not 0 < at < len(self.rows):
            return None
        rest = ScaleItem(self.form, self.rows[at:], False, 0, self.after)
        return ScaleItem(self.form, self.rows[:at], self.first, self.before), rest

    def draw(self, pen: Pen, x: float, top: float) -> None:
        y = self._head(pen, x, top)
        for row in self.rows:
            _draw_question(pen, self.form, row, x, y)
            y -= row.height

    def _head(self, pen: Pen, x: float, top: float) -> float:
        """The ends of the scale in words; the digits stand in the circles."""
        form, low = self.form, top - self.form.head
        row = form.table.add("TR") if self.first else None
        if row is None:
            pen.open_artifact(pagination=True)
        for step in range(-1, form.steps):  # -1 is the column of the questions
            if row is not None:
                pen.open(row.add("TH", header_cell("Column")))
            if step < 0:
                heading = pen.setter.one_line(form.heading)
                pen.text(x, low + 6, heading, _HEAD.face, _HEAD.size, _HEAD.colour)
            else:
                _draw_end(pen, form, step, x + form.centre(step), low)
            if row is not None:
                pen.close()
        if row is None:
            pen.close()
        with pen.artifact():
            pen.rules([(x, low, x + form.breadth, low)], BORDER_STRONG, 0.75)
        return low


def _draw_end(pen: Pen, form: _Form, step: int, centre: float, low: float) -> None:
    lines = form.ends[0] if not step else form.ends[1] if step == form.steps - 1 else ()
    for nth, line in enumerate(lines):
        y = low + 6 + (len(lines) - 1 - nth) * _END.leading
        pen.centred_text(centre, y, line, _END.face, _END.size, _END.colour)


def _draw_question(pen: Pen, form: _Form, row: _Question, x: float, top: float) -> None:
    holder = form.table.add("TR")
    with pen.content(holder.add("TH", header_cell("Row"))):
        y = top - (row.height - len(row.lines) * BODY.leading) / 2
        for line in row.lines:
            pen.text(x, y - baseline(BODY), line, BODY.face, BODY.size, BODY.colour)
            y -= BODY.leading
    middle = top - row.height / 2
    with pen.artifact():
        for step in range(form.steps):
            pen.circle(x + form.centre(step), middle, _RADIUS, TEXT, 0.8)
        pen.rules([(x, top - row.height, x + form.breadth, top - row.height)], BORDER)
    for step in range(form.steps):
        with pen.content(holder.add("TD")):
            y = middle - _DIGIT.size * 0.33
            pen.centred_text(x + form.centre(step), y, str(step + 1), _DIGIT.face, _DIGIT.size, _DIGIT.colour)


def scale_items(block: Scale, setter: Setter, section: Element, breadth: float) -> list[Item]:
    """The questions under one head; none where there are none."""
    if not block.questions:
        return []
    ends = tuple(setter.lines(words, _END.face, _END.size, _END_WIDTH) for words in block.ends)
    form = _Form(block.heading, (ends[0], ends[1]), block.steps, section.add("Table"), breadth)
    wide = form.centre(0) - _END_WIDTH / 2 - _GAP
    rows = [
        _Question(setter.lines(f"{at}. {text}", BODY.face, BODY.size, wide))
        for at, text in enumerate(block.questions, 1)
    ]
    return [ScaleItem(form, rows)]


@dataclass(slots=True)
class FreeItem:
    """A question and the lines under it, never parted."""

    question: tuple[str, ...]
    count: int
    element: Element
    breadth: float
    before: float = 10.0
    after: float = 14.0
    keep: bool = False

    @property
    def height(self) -> float:
        return len(self.question) * STRONG.leading + self.count * _LINE + 2

    @property
    def least(self) -> float:
        return self.height

    def split(self, room: float) -> tuple[Item, Item] | None:
        return None

    def draw(self, pen: Pen, x: float, top: float) -> None:
        y = top
        with pen.content(self.element):
            for line in self.question:
                pen.text(x, y - baseline(STRONG), line, STRONG.face, STRONG.size, STRONG.colour)
                y -= STRONG.leading
        with pen.artifact():
            pen.rules(
                [(x, y - nth * _LINE, x + self.breadth, y - nth * _LINE) for nth in range(1, self.count + 1)],
                BORDER_STRONG,
            )


def free_item(block: FreeAnswer, setter: Setter, section: Element, breadth: float) -> Item:
    """A question with its lines."""
    lines = setter.lines(block.question, STRONG.face, STRONG.size, breadth)
    return FreeItem(lines, block.lines, section.add("P"), breadth)
