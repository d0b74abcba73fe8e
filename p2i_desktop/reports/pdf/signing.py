"""Where two sides sign: blocks side by side, known values on their lines, empty lines for the pen."""

from dataclasses import dataclass

from p2i_desktop.reports.pdf.flow import Item
from p2i_desktop.reports.pdf.fonts import Setter
from p2i_desktop.reports.pdf.pen import Pen
from p2i_desktop.reports.pdf.style import BODY, BORDER_STRONG, FOOTNOTE, LABEL, STRONG
from p2i_desktop.reports.pdf.tags import Element
from p2i_desktop.reports.pdf.texts import baseline
from p2i_desktop.reports.timeline import Signature, Signatures

_GAP = 28.0  # between two blocks
_FREE = 16.0  # above a line that is filled by hand
_AFTER_LABEL = 6.0
_SIDE_BY_SIDE = 2


@dataclass(slots=True)
class Block:
    """One side: lines of text for each part, and the elements that hold them."""

    heading: tuple[str, ...]
    rows: list[tuple[tuple[str, ...], tuple[str, ...]]]  # value, label
    note: tuple[str, ...]
    elements: list[Element]
    drop: float = 0.0  # free room under the heading

    @property
    def height(self) -> float:
        rows = sum(_row_height(value, label) for value, label in self.rows)
        return len(self.heading) * STRONG.leading + self.drop + 6 + rows + len(self.note) * FOOTNOTE.leading


@dataclass(slots=True)
class SigningItem:
    """Blocks in one row, never parted."""

    blocks: list[Block]
    breadth: float
    before: float = 10.0
    after: float = 14.0
    keep: bool = False

    @property
    def height(self) -> float:
        return max(block.height for block in self.blocks)

    @property
    def least(self) -> float:
        return self.height

    def split(self, room: float) -> tuple[Item, Item] | None:
        return None

    def draw(self, pen: Pen, x: float, top: float) -> None:
        wide = _width(self.breadth)
        for nth, block in enumerate(self.blocks):
            _draw(pen, block, x + nth * (wide + _GAP), top, wide)


def signing_items(block: Signatures, setter: Setter, section: Element, breadth: float) -> list[Item]:
    """The blocks, two in a row."""
    made = [_block(one, setter, section, _width(breadth)) for one in block.items]
    tallest = max((len(one.heading) for one in made), default=0)
    for one in made:  # the lines of both sides stand at one height
        one.drop = (tallest - len(one.heading)) * STRONG.leading
    return [SigningItem(made[at : at + _SIDE_BY_SIDE], breadth) for at in range(0, len(made), _SIDE_BY_SIDE)]


def _width(breadth: float) -> float:
    return (breadth - _GAP) / _SIDE_BY_SIDE


def _block(one: Signature, setter: Setter, section: Element, wide: float) -> Block:
    heading = setter.lines(one.heading, STRONG.face, STRONG.size, wide)
    rows = [
        (
            setter.lines(value, BODY.face, BODY.size, wide) if value else (),
            setter.lines(label, LABEL.face, LABEL.size, wide),
        )
        for label, value in one.lines
    ]
    note = setter.lines(one.note, FOOTNOTE.face, FOOTNOTE.size, wide) if one.note else ()
    count = 1 + len(rows) + (1 if note else 0)
    return Block(heading, rows, note, [section.add("P") for _ in range(count)])


def _row_height(value: tuple[str, ...], label: tuple[str, ...]) -> float:
    return max(len(value) * BODY.leading, _FREE) + 2 + len(label) * LABEL.leading + _AFTER_LABEL


def _draw(pen: Pen, block: Block, x: float, top: float, wide: float) -> None:
    elements, y = iter(block.elements), top
    with pen.content(next(elements)):
        for line in block.heading:
            pen.text(x, y - baseline(STRONG), line, STRONG.face, STRONG.size, STRONG.colour)
            y -= STRONG.leading
    y -= 6 + block.drop
    rules = []
    for value, label in block.rows:
        room = max(len(value) * BODY.leading, _FREE)
        with pen.content(next(elements)):  # read as "Name: Maria Demo": the label first
            for number, line in enumerate(label):
                low = y - room - 2 - number * LABEL.leading - baseline(LABEL)
                pen.text(x, low, line, LABEL.face, LABEL.size, LABEL.colour)
            for number, line in enumerate(value):
                high = y - room + (len(value) - number) * BODY.leading - baseline(BODY)
                pen.text(x, high, line, BODY.face, BODY.size, BODY.colour)
        rules.append((x, y - room, x + wide, y - room))
        y -= _row_height(value, label)
    with pen.artifact():
        pen.rules(rules, BORDER_STRONG, 0.6)
    if block.note:
        with pen.content(next(elements)):
            for number, line in enumerate(block.note):
                low = y - number * FOOTNOTE.leading - baseline(FOOTNOTE)
                pen.text(x, low, line, FOOTNOTE.face, FOOTNOTE.size, FOOTNOTE.colour)
