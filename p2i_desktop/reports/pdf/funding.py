"""Who pays for what the paper tells: the emblem with the words beside it."""

from dataclasses import dataclass

from p2i_desktop.reports.document import Funding
from p2i_desktop.reports.pdf import emblem
from p2i_desktop.reports.pdf.flow import Item
from p2i_desktop.reports.pdf.fonts import Setter
from p2i_desktop.reports.pdf.pen import Pen
from p2i_desktop.reports.pdf.style import MM, SMALL
from p2i_desktop.reports.pdf.tags import Element, alternative
from p2i_desktop.reports.pdf.texts import baseline

_EMBLEM = 9 * MM
_BESIDE = _EMBLEM * emblem.SHAPE + 8


@dataclass(slots=True)
class FundingItem:
    """The emblem and its words, never parted."""

    block: Funding
    figure: Element | None
    paragraphs: list[tuple[tuple[str, ...], Element]]
    before: float = 10.0
    after: float = 6.0
    keep: bool = False

    @property
    def height(self) -> float:
        return max(self._words, _EMBLEM if self.figure is not None else 0.0)

    @property
    def _words(self) -> float:
        return sum(len(lines) * SMALL.leading + 2 for lines, _ in self.paragraphs)

    @property
    def least(self) -> float:
        return self.height

    def split(self, room: float) -> tuple[Item, Item] | None:
        return None

    def draw(self, pen: Pen, x: float, top: float) -> None:
        left, y = x, top
        if self.figure is not None:
            box = (x, top - _EMBLEM, x + _EMBLEM * emblem.SHAPE, top)
            self.figure.extra = alternative(self.block.emblem, box)
            with pen.content(self.figure):
                emblem.draw(pen, x, top - _EMBLEM, _EMBLEM)
            left += _BESIDE
            y -= max(0.0, (_EMBLEM - self._words) / 2)
        for lines, element in self.paragraphs:
            with pen.content(element):
                for line in lines:
                    pen.text(left, y - baseline(SMALL), line, SMALL.face, SMALL.size, SMALL.colour)
                    y -= SMALL.leading
            y -= 2


def funding_item(block: Funding, setter: Setter, section: Element, breadth: float) -> Item:
    """Who pays."""
    figure = section.add("Figure") if block.emblem else None
    wide = breadth - (_BESIDE if figure is not None else 0.0)
    paragraphs = [(setter.lines(line, SMALL.face, SMALL.size, wide), section.add("P")) for line in block.lines]
    return FundingItem(block, figure, paragraphs)
