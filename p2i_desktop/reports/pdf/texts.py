"""Running text: paragraphs, headings, lists, footnotes and the headline numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from p2i_desktop.reports.document import BulletList, Change, Heading, KeyFigure, KeyFigures, Note, Text, printed
from p2i_desktop.reports.pdf.flow import Item
from p2i_desktop.reports.pdf.fonts import Setter
from p2i_desktop.reports.pdf.pen import Pen
from p2i_desktop.reports.pdf.style import (
    BODY,
    BORDER,
    CAPTION,
    FOOTNOTE,
    HEADINGS,
    HEADLINE,
    LEAD,
    MEASURE,
    QUOTE,
    SMALL,
    STRONG,
    TEXT,
    TEXT2,
    Colour,
    Type,
)
from p2i_desktop.reports.pdf.tags import Element, language

STYLES = {"body": BODY, "lead": LEAD, "small": SMALL, "quote": QUOTE, "strong": STRONG}
_ORPHANS = 2  # lines that may not stand alone
_INDENT = 16.0
_CARDS = 4  # headline numbers side by side
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
ARROWS = {"up": "▲", "down": "▼", "level": ""}


def baseline(voice: Type) -> float:
    """From the top of a line to its baseline."""
    return (voice.leading - voice.size) / 2 + voice.size * 0.82


def superscript(mark: str) -> str:
    """A note mark as it stands behind a value."""
    return mark.translate(_SUPERSCRIPT)


@dataclass(slots=True)
class Lines:
    """Lines of one voice, one element; `label` hangs before the first one."""

    lines: tuple[str, ...]
    voice: Type
    element: Element
    before: float = 0.0
    after: float = 0.0
    keep: bool = False
    indent: float = 0.0
    lead: str = ""
    lead_width: float = 0.0
    label: str = ""
    label_element: Element | None = None
    bar: Colour = ""

    @property
    def height(self) -> float:
        return len(self.lines) * self.voice.leading

    @property
    def least(self) -> float:
        count = len(self.lines)
        return (count if count < 2 * _ORPHANS else _ORPHANS) * self.voice.leading

    def split(self, room: float) -> tuple[Item, Item] | None:
        count = min(int(room / self.voice.leading), len(self.lines) - _ORPHANS)
        if count < _ORPHANS:
            return None
        first = Lines(self.lines[:count], self.voice, self.element, self.before, 0, False, self.indent, self.lead)
        first.lead_width, first.label, first.label_element = self.lead_width, self.label, self.label_element
        rest = Lines(self.lines[count:], self.voice, self.element, 0, self.after, self.keep, self.indent)
        first.bar = rest.bar = self.bar
        return first, rest

    def draw(self, pen: Pen, x: float, top: float) -> None:
        voice, y = self.voice, top - baseline(self.voice)
        if self.bar:
            with pen.artifact():
                pen.box(x, top - self.height, 2, self.height, self.bar)
        if self.label_element is not None:
            with pen.content(self.label_element):
                pen.text(x, y, self.label, voice.face, voice.size, voice.colour)
        with pen.content(self.element):
            if self.lead:
                pen.text(x + self.indent, y, self.lead, "semibold", voice.size, voice.colour)
            for number, line in enumerate(self.lines):
                start = x + self.indent + (self.lead_width if number == 0 else 0)
                pen.text(start, y - number * voice.leading, line, voice.face, voice.size, voice.colour)


def text_items(text: Text, setter: Setter, section: Element, breadth: float) -> list[Item]:
    """A Text as its paragraphs; empty ones are left out."""
    voice, items = STYLES[text.style], list[Item]()
    lead = setter.one_line(text.lead)
    indent = 12.0 if text.style == "quote" else 0.0
    breadth = min(breadth, MEASURE) - indent
    for paragraph in text.text.splitlines():
        if not paragraph.strip():
            continue
        lead_width = setter.width(lead + " ", "semibold", voice.size) if lead else 0.0
        shown = lead + " " if lead else ""
        if lead_width > breadth / 2:  # a long lead stands on lines of its own
            lines = setter.lines(lead, "semibold", voice.size, breadth)
            strong = Type("semibold", voice.size, voice.leading, voice.colour)
            items.append(Lines(lines, strong, section.add("P", language(text.language)), after=1, keep=True))
            lead_width, shown = 0.0, ""
        lines = setter.lines(paragraph.strip(), voice.face, voice.size, breadth, lead_width)
        item = Lines(lines, voice, section.add("P", language(text.language)), after=voice.leading / 2, indent=indent)
        item.lead, item.lead_width, item.bar = shown, lead_width, BORDER if indent else ""
        items.append(item)
        lead = ""
    if items:
        items[-1].after = 4 if text.style == "quote" else voice.leading * 0.72
    return items


def list_items(block: BulletList, setter: Setter, section: Element, breadth: float) -> list[Item]:
    """The points of a list, each its own item."""
    if not block.items:
        return []
    kind = "Decimal" if block.numbered else "Disc"
    holder = section.add("L", f"/A<</O/List/ListNumbering/{kind}>>{language(block.language)}")
    items = list[Item]()
    for number, point in enumerate(block.items, 1):
        entry = holder.add("LI")
        label = entry.add("Lbl")
        lines = setter.lines(point.strip(), BODY.face, BODY.size, min(breadth, MEASURE) - _INDENT)
        item = Lines(lines, BODY, entry.add("LBody").add("P"), after=3, indent=_INDENT)
        item.label, item.label_element = f"{number}." if block.numbered else "•", label
        items.append(item)
    items[0].before, items[-1].after = 2, BODY.leading * 0.72
    return items


def note_item(note: Note, setter: Setter, section: Element, breadth: float, number: int) -> Lines:
    """A footnote that stands in the text; `number` makes its ID."""
    lines = setter.lines(f"{superscript(note.mark)} {note.text}", FOOTNOTE.face, FOOTNOTE.size, min(breadth, MEASURE))
    return Lines(lines, FOOTNOTE, section.add("Note", f"/ID(note{number})"), after=3)


@dataclass(slots=True)
class HeadingItem:
    """A heading: a target of links, an entry of the outline, never the last on a page."""

    number: int
    level: int
    text: str
    lines: tuple[str, ...]
    element: Element
    accent: Colour
    before: float
    after: float
    keep: bool = True

    @property
    def _bar(self) -> float:
        return 11.0 if self.level == 1 else 0.0

    @property
    def height(self) -> float:
        return self._bar + len(self.lines) * HEADINGS[self.level].leading

    @property
    def least(self) -> float:
        return self.height

    def split(self, room: float) -> tuple[Item, Item] | None:
        return None

    def draw(self, pen: Pen, x: float, top: float) -> None:
        voice = HEADINGS[self.level]
        pen.target(self.number, self.text, self.level, top + 4)
        if self._bar:
            with pen.artifact():
                pen.box(x, top - 3, 34, 3, self.accent)
        with pen.content(self.element):
            for number, line in enumerate(self.lines):
                y = top - self._bar - number * voice.leading - baseline(voice)
                pen.text(x, y, line, voice.face, voice.size, voice.colour)


def heading_item(block: Heading, number: int, setter: Setter, section: Element, breadth: float, accent: Colour) -> Item:
    """The heading with its space."""
    voice = HEADINGS[block.level]
    lines = setter.balanced(block.text, voice.face, voice.size, breadth)
    before, after = {1: (34, 12), 2: (22, 6), 3: (14, 4)}[block.level]
    element = section.add(f"H{block.level}", language(block.language))
    return HeadingItem(number, block.level, setter.one_line(block.text), lines, element, accent, before, after)


@dataclass(slots=True)
class Cards:
    """Up to four headline numbers in a row, each one paragraph."""

    cards: list[tuple[KeyFigure, Element, tuple[str, ...], tuple[str, ...]]]
    width: float
    accent: Colour
    targets: dict[str, int]
    before: float = 6.0
    after: float = 14.0
    keep: bool = False

    @property
    def height(self) -> float:
        return self._upper + HEADLINE.leading + self._lower + 8

    @property
    def least(self) -> float:
        return self.height

    @property
    def _upper(self) -> float:
        return 8 + max(len(label) for _, _, label, _ in self.cards) * SMALL.leading

    @property
    def _lower(self) -> float:
        return max(len(low) + (card.change is not None) for card, _, _, low in self.cards) * SMALL.leading

    def split(self, room: float) -> tuple[Item, Item] | None:
        return None

    def draw(self, pen: Pen, x: float, top: float) -> None:
        for number, (card, element, label, context) in enumerate(self.cards):
            left = x + number * (self.width + 12)
            with pen.artifact():
                pen.box(left, top - 1.5, self.width, 1.5, self.accent)
            with pen.content(element):
                _draw_lines(pen, left, top - 8, label)
            self._draw_number(pen, left, top - self._upper, card, element)
            low = top - self._upper - HEADLINE.leading
            with pen.content(element):
                if card.change is not None:
                    words = pen.setter.one_line(change_words(card.change))
                    pen.text(left, low - baseline(SMALL), words, "semibold", SMALL.size, TEXT)
                    low -= SMALL.leading
                _draw_lines(pen, left, low, context)

    def _draw_number(self, pen: Pen, x: float, top: float, card: KeyFigure, element: Element) -> None:
        shown = pen.setter.one_line(printed(card.figure))
        wide = pen.setter.width(shown, "semibold", HEADLINE.size)
        size = min(HEADLINE.size, HEADLINE.size * self.width / max(wide, 1))
        y, holder = top - baseline(HEADLINE), element.add("Link") if card.figure.link else element
        with pen.content(holder):
            pen.text(x, y, shown, "semibold", size, TEXT)
            if card.figure.note:
                mark = pen.setter.one_line(superscript(card.figure.note))
                pen.text(x + pen.setter.width(shown, "semibold", size) + 1, y + 3.5, mark, "regular", 16, TEXT2)
        if card.figure.link:
            box = (x, top - HEADLINE.leading, x + self.width, top)
            pen.link(holder, self.targets[card.figure.link], f"{card.label}: {card.figure.printed}", box)


def _draw_lines(pen: Pen, x: float, top: float, lines: tuple[str, ...]) -> None:
    for number, line in enumerate(lines):
        pen.text(x, top - number * SMALL.leading - baseline(SMALL), line, SMALL.face, SMALL.size, TEXT2)


def change_words(change: Change) -> str:
    """A change with its arrow."""
    return f"{ARROWS[change.direction]} {change.printed}".strip()


def card_items(
    block: KeyFigures, setter: Setter, section: Element, breadth: float, accent: Colour, targets: dict[str, int]
) -> list[Item]:
    """Rows of cards; all rows of a block have one card width."""
    if not block.items:
        return []
    across = min(_CARDS, len(block.items)) if len(block.items) != _CARDS + 1 else 3
    width = (breadth - (across - 1) * 12) / max(across, 3)
    items = list[Item]()
    for start in range(0, len(block.items), across):
        row = []
        for card in block.items[start : start + across]:
            label = setter.lines(card.label, SMALL.face, SMALL.size, width)
            context = setter.lines(card.context, SMALL.face, SMALL.size, width) if card.context else ()
            row.append((card, section.add("P"), label, context))
        items.append(Cards(row, width, accent, targets))
    return items


def contents_title(title: str, setter: Setter, section: Element, breadth: float, accent: Colour) -> Item:
    """The title of the contents is a heading that no link leads to and that stands in no outline."""
    voice = HEADINGS[1]
    lines = setter.lines(title, voice.face, voice.size, breadth)
    return Lines(lines, voice, section.add("H1"), before=30, after=14, keep=True)


def draw_caption(pen: Pen, element: Element, lines: Sequence[str], number: str, x: float, top: float) -> float:
    """The caption of a block as an element of its own, its number in bold; returns where its lines end, in points."""
    with pen.content(element.add("Caption")):
        for at, line in enumerate(lines):
            _draw_caption_line(pen, x, top - at * CAPTION.leading - baseline(CAPTION), line, "" if at else number)
    return top - len(lines) * CAPTION.leading


def _draw_caption_line(pen: Pen, x: float, y: float, line: str, number: str) -> None:
    """A line of a caption, with its number in bold when the line begins with it."""
    if number and line.startswith(number):
        pen.text(x, y, number, "semibold", CAPTION.size, TEXT)
        x += pen.setter.width(number, "semibold", CAPTION.size) + 3
        line = line[len(number) :]
    pen.text(x, y, line, CAPTION.face, CAPTION.size, TEXT)
