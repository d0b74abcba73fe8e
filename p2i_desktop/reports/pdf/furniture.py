"""The cover, the contents, and what stands around the text of each page."""

from dataclasses import dataclass, field

from PIL import Image

from p2i_desktop.reports.document import Cover, Document
from p2i_desktop.reports.pdf import emblem
from p2i_desktop.reports.pdf.flow import Item
from p2i_desktop.reports.pdf.fonts import Setter
from p2i_desktop.reports.pdf.pen import Pen
from p2i_desktop.reports.pdf.pictures import fitted, opened
from p2i_desktop.reports.pdf.style import (
    BORDER,
    FOOTER,
    IMPRINT,
    LOGO_HEIGHT,
    MM,
    PORTRAIT,
    SMALL,
    TEXT2,
    Colour,
    Frame,
    Type,
)
from p2i_desktop.reports.pdf.tags import Element, alternative
from p2i_desktop.reports.pdf.texts import baseline

_TITLE = Type("bold", 34, 40)
_LONG_TITLE = Type("bold", 22, 27)
_SUBTITLE = Type("regular", 17, 23, TEXT2)
_CENTRE = Type("semibold", 12, 16)
_LINE = Type("regular", 11, 16)
_ENTRY = {1: Type("semibold", 10.5, 15), 2: Type("regular", 10, 14), 3: Type("regular", 9, 13, TEXT2)}
_MARK = Type("bold", 10, 14)  # of a draft
_PAGE_ROOM = 30.0
_LOGO = (62 * MM, 24 * MM)  # largest on the cover
_FOOT = 22 * MM  # of the cover


@dataclass(slots=True)
class CoverItem:
    """The first page, as high as the page."""

    cover: Cover
    elements: dict[str, Element]
    lines: dict[str, tuple[str, ...]]
    accent: Colour
    logo: Image.Image | None
    logo_element: Element | None
    emblem: Element | None
    title: Type
    height: float = PORTRAIT.room
    least: float = PORTRAIT.room
    before: float = 0.0
    after: float = 0.0
    keep: bool = False

    def split(self, room: float) -> tuple[Item, Item] | None:
        return None

    def draw(self, pen: Pen, x: float, top: float) -> None:
        if self.logo is not None and self.logo_element is not None:
            picture, wide, tall = fitted(self.logo, *_LOGO)
            with pen.content(self.logo_element):
                pen.image(picture, PORTRAIT.right - wide, top - tall, wide, tall)
        self._block(pen, "centre", _CENTRE, x, top - 4)
        y = PORTRAIT.height * 0.64
        with pen.artifact():
            pen.box(x, y, 72, 5, self.accent)
        y = self._block(pen, "title", self.title, x, y - 22)
        y = self._block(pen, "subtitle", _SUBTITLE, x, y - 6)
        self._block(pen, "lines", _LINE, x, y - 26)
        low = _FOOT + len(self.lines["foot"]) * SMALL.leading
        if self.emblem is not None:
            with pen.content(self.emblem):
                emblem.draw(pen, *_emblem_place(low))
        self._block(pen, "foot", SMALL, x, low)

    def _block(self, pen: Pen, name: str, voice: Type, x: float, top: float) -> float:
        if not self.lines[name]:
            return top
        with pen.content(self.elements[name]):
            for line in self.lines[name]:
                pen.text(x, top - baseline(voice), line, voice.face, voice.size, voice.colour)
                top -= voice.leading
        return top


def cover_item(cover: Cover, document: Document, setter: Setter, section: Element, accent: Colour) -> Item:
    """The cover; the logo of the furniture stands on it too."""
    logo = opened(document.furniture.logo) if document.furniture.logo else None
    breadth = PORTRAIT.breadth
    title = _TITLE if len(setter.lines(cover.title, _TITLE.face, _TITLE.size, breadth)) <= 3 else _LONG_TITLE
    parts: dict[str, tuple[tuple[str, ...], Type, float]] = {
        "centre": ((cover.centre,), _CENTRE, breadth * (0.6 if logo is not None else 0.9)),
        "title": ((cover.title,), title, breadth),
        "subtitle": ((cover.subtitle,), _SUBTITLE, breadth * 0.9),
        "lines": (cover.lines, _LINE, breadth * 0.8),
        "foot": (cover.foot, SMALL, breadth * 0.86),
    }
    lines = {
        name: tuple(line for text in texts if text for line in setter.balanced(text, voice.face, voice.size, wide))
        for name, (texts, voice, wide) in parts.items()
    }
    holder = None
    if logo is not None:
        box = (PORTRAIT.right - _LOGO[0], PORTRAIT.top - _LOGO[1], PORTRAIT.right, PORTRAIT.top)
        holder = section.add("Figure", alternative(document.author.strip() or "–", box))
    elements = {name: section.add("P") for name in parts if name != "foot" and lines[name]}
    emblem_holder = None
    if cover.emblem:
        x, y, height = _emblem_place(_FOOT + len(lines["foot"]) * SMALL.leading)
        emblem_holder = section.add("Figure", alternative(cover.emblem, (x, y, x + height * emblem.SHAPE, y + height)))
    if lines["foot"]:
        elements["foot"] = section.add("P")
    return CoverItem(cover, elements, lines, accent, logo, holder, emblem_holder, title)


def _emblem_place(low: float) -> tuple[float, float, float]:
    """Lower left corner and height, above the foot that begins at `low`."""
    return PORTRAIT.left, low + 10, 11 * MM


@dataclass(slots=True)
class Entry:
    """A line of the contents."""

    level: int
    lines: tuple[str, ...]
    heading: int
    element: Element


@dataclass(slots=True)
class ContentsItem:
    """Entries of the contents with their page numbers, known only when all pages are placed."""

    entries: list[Entry]
    pages: dict[int, int]
    breadth: float
    before: float = 0.0
    after: float = 16.0
    keep: bool = False

    @property
    def height(self) -> float:
        return sum(map(_entry_height, self.entries))

    @property
    def least(self) -> float:
        return sum(map(_entry_height, self.entries[:2]))

    def split(self, room: float) -> tuple[Item, Item] | None:
        used, count = 0.0, 0
        while count < len(self.entries) and used + _entry_height(self.entries[count]) <= room:
            used += _entry_height(self.entries[count])
            count += 1
        if count < 2:
            return None
        rest = ContentsItem(self.entries[count:], self.pages, self.breadth)
        return ContentsItem(self.entries[:count], self.pages, self.breadth), rest

    def draw(self, pen: Pen, x: float, top: float) -> None:
        for entry in self.entries:
            self._draw_entry(pen, entry, x, top)
            top -= _entry_height(entry)

    def _draw_entry(self, pen: Pen, entry: Entry, x: float, top: float) -> None:
        voice, left = _ENTRY[entry.level], x + _indent(entry.level)
        number = str(self.pages[entry.heading])
        right = x + self.breadth
        y = top - (_entry_height(entry) - len(entry.lines) * voice.leading) - baseline(voice)
        with pen.content(entry.element):
            for line in entry.lines:
                pen.text(left, y, line, voice.face, voice.size, voice.colour)
                y -= voice.leading
            y += voice.leading
            pen.right_text(right, y, number, voice.face, voice.size, voice.colour)
        words = " ".join(entry.lines)
        pen.link(entry.element, entry.heading, f"{words}, {number}", (left, y - 4, right, top))
        start = left + pen.setter.width(entry.lines[-1], voice.face, voice.size) + 5
        end = right - pen.setter.width(number, voice.face, voice.size) - 5
        _draw_leader(pen, start, end, y)


def _draw_leader(pen: Pen, start: float, end: float, y: float) -> None:
    step = 4.0
    first, last = int(start / step) + 1, int(end / step)
    if last > first:
        with pen.artifact():
            dots = [(n * step, y, n * step + 0.9, y) for n in range(first, last + 1)]
            pen.rules(dots, TEXT2, 0.9)


def _indent(level: int) -> float:
    return (level - 1) * 16.0


def _entry_height(entry: Entry) -> float:
    return len(entry.lines) * _ENTRY[entry.level].leading + (7 if entry.level == 1 else 1.5)


def contents_item(
    headings: list[tuple[int, int, str]], setter: Setter, section: Element, breadth: float, pages: dict[int, int]
) -> Item:
    """The contents of headings (number, level, text); page numbers are read from `pages` when drawn."""
    holder, entries = section.add("TOC"), []
    for number, level, text in headings:
        voice = _ENTRY[level]
        lines = setter.lines(text, voice.face, voice.size, breadth - _indent(level) - _PAGE_ROOM)
        element = holder.add("TOCI").add("Reference").add("Link")
        entries.append(Entry(level, lines, number, element))
    return ContentsItem(entries, pages, breadth)


@dataclass(slots=True)
class Surround:
    """Footer and logo of all pages."""

    document: Document
    logo: tuple[Image.Image, float, float] | None = field(init=False)

    def __post_init__(self) -> None:
        data = self.document.furniture.logo
        picture = opened(data) if data else None
        self.logo = fitted(picture, 50 * MM, LOGO_HEIGHT) if picture is not None else None

    def draw(self, pen: Pen, frame: Frame, page: int, pages: int) -> None:
        """All of it is an artifact: never read aloud."""
        words = self.document.furniture
        y = 20 * MM
        with pen.artifact(pagination=True):
            pen.rules([(frame.left, y, frame.right, y)], BORDER)
            number = pen.setter.one_line(words.page_of.format(page=page, pages=pages))
            _draw_foot(pen, frame.right, y - 12, number, FOOTER, frame.breadth, right=True)
            room = frame.breadth - pen.setter.width(number, FOOTER.face, FOOTER.size) - 16
            _draw_foot(pen, frame.left, y - 12, words.left, FOOTER, room)
            _draw_foot(pen, frame.left, y - 23, words.line, IMPRINT, frame.breadth)
            if self.logo is not None:
                picture, wide, tall = self.logo
                pen.image(picture, frame.right - wide, frame.height - 8 * MM - tall, wide, tall)

    def draw_mark(self, pen: Pen, frame: Frame) -> None:
        """The mark of a draft in a frame at the head of the page; the cover tells it in words too."""
        text = pen.setter.one_line(self.document.furniture.mark)
        if not text:
            return
        wide, y = pen.setter.width(text, _MARK.face, _MARK.size), frame.height - 14 * MM
        with pen.artifact(pagination=True):
            pen.outlined(frame.left, y - 4.5, wide + 14, 16, _MARK.colour)
            pen.text(frame.left + 7, y, text, _MARK.face, _MARK.size, _MARK.colour)


def _draw_foot(pen: Pen, x: float, y: float, text: str, voice: Type, room: float, *, right: bool = False) -> None:
    """One line that never runs into another: what is too long ends with …"""
    if not text:
        return
    lines = pen.setter.lines(text, voice.face, voice.size, room)
    if len(lines) > 1:
        shorter = pen.setter.lines(text, voice.face, voice.size, room - pen.setter.width(" …", voice.face, voice.size))
        line = shorter[0] + " …"
    else:
        line = lines[0]
    draw = pen.right_text if right else pen.text
    draw(x, y, line, voice.face, voice.size, voice.colour)
