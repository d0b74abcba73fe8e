"""Badges on sheets of A4: each word as large as it fits, never cut; marks in the margin where the sheet is cut."""

from dataclasses import dataclass

from p2i_desktop.reports.handouts import Badge, Badges
from p2i_desktop.reports.pdf.flow import Item
from p2i_desktop.reports.pdf.fonts import Setter
from p2i_desktop.reports.pdf.pen import Pen
from p2i_desktop.reports.pdf.style import (
    A4_HEIGHT,
    A4_WIDTH,
    BORDER_STRONG,
    MM,
    TEXT,
    TEXT2,
    Colour,
    Face,
    Frame,
    Type,
)
from p2i_desktop.reports.pdf.tags import Element
from p2i_desktop.reports.pdf.texts import baseline

SHEET = Frame(A4_WIDTH, A4_HEIGHT, left=0.0, bottom=0.0, upper=0.0)
WIDTH, HEIGHT = 90 * MM, 55 * MM
_ACROSS, _DOWN = 2, 5
_LEFT, _TOP = (A4_WIDTH - _ACROSS * WIDTH) / 2, (A4_HEIGHT - _DOWN * HEIGHT) / 2
_PAD, _MARK, _AWAY = 6 * MM, 4 * MM, 1.5 * MM  # inside a badge; a cut mark and how far from the badge it stays
_LINES = 2  # a word shrinks until it stands on so many lines, but not under the least size
_LEAST = 6.0
_STEP = 0.96  # by which all of a badge shrinks until it fits
_FREE_LINE = 11 * MM


@dataclass(frozen=True, slots=True)
class _Voice:
    face: Face
    size: float
    colour: Colour
    after: float = 0.0


_EVENT = _Voice("regular", 8, TEXT2, 5)
_GIVEN = _Voice("bold", 30, TEXT)
_FAMILY = _Voice("semibold", 17, TEXT, 4)
_ORGANISATION = _Voice("regular", 11, TEXT, 2)
_ROLE = _Voice("semibold", 9, TEXT2)
_CODE = Type("regular", 8, 10, TEXT2)
_LABEL = Type("regular", 7.5, 9.5, TEXT2)


@dataclass(slots=True)
class _Part:
    """Lines of one voice on a badge."""

    lines: tuple[str, ...]
    type: Type
    after: float
    element: Element

    @property
    def height(self) -> float:
        return len(self.lines) * self.type.leading + self.after


@dataclass(slots=True)
class _Laid:
    """A badge with its upper and its lower part, and its code."""

    upper: list[_Part]
    lower: list[_Part]
    code: str
    code_element: Element | None
    free: tuple[tuple[str, Element], ...] = ()  # labels under the lines of a free badge


@dataclass(slots=True)
class BadgeSheet:
    """Up to ten badges, as high as the page."""

    badges: list[_Laid]
    accent: Colour
    height: float = A4_HEIGHT
    least: float = A4_HEIGHT
    before: float = 0.0
    after: float = 0.0
    keep: bool = False

    def split(self, room: float) -> tuple[Item, Item] | None:
        return None

    def draw(self, pen: Pen, x: float, top: float) -> None:
        with pen.artifact():
            pen.rules(_cut_marks(x, top), BORDER_STRONG, 0.4)
        for nth, badge in enumerate(self.badges):
            row, column = divmod(nth, _ACROSS)
            _draw(pen, badge, x + _LEFT + column * WIDTH, top - _TOP - row * HEIGHT, self.accent)


def badge_sheets(block: Badges, setter: Setter, root: Element, accent: Colour) -> list[Item]:
    """All sheets; the badges stand row by row."""
    section = root.add("Sect")
    laid = [_laid(one, block, setter, section.add("Sect")) for one in block.items]
    most = _ACROSS * _DOWN
    return [BadgeSheet(laid[at : at + most], accent) for at in range(0, len(laid), most)]


def _cut_marks(x: float, top: float) -> list[tuple[float, float, float, float]]:
    """Short lines in the margin at each edge of a badge."""
    left, right = x + _LEFT, x + _LEFT + _ACROSS * WIDTH
    upper, lower = top - _TOP, top - _TOP - _DOWN * HEIGHT
    found = []
    for column in range(_ACROSS + 1):
        at = left + column * WIDTH
        found += [(at, upper + _AWAY, at, upper + _AWAY + _MARK), (at, lower - _AWAY, at, lower - _AWAY - _MARK)]
    for row in range(_DOWN + 1):
        at = upper - row * HEIGHT
        found += [(left - _AWAY, at, left - _AWAY - _MARK, at), (right + _AWAY, at, right + _AWAY + _MARK, at)]
    return found


def _laid(one: Badge, block: Badges, setter: Setter, section: Element) -> _Laid:
    words = ((block.event, _EVENT), (one.given, _GIVEN), (one.family, _FAMILY), (one.organisation, _ORGANISATION))
    low = " · ".join(part for part in (one.role, one.languages) if part)
    elements = [section.add("P") if text else section for text, _ in words]
    low_element = section.add("P") if low else section
    code_element = section.add("P") if one.code else None
    free = tuple((label, section.add("P")) for label in block.labels) if one.free else ()
    room, scale = HEIGHT - 2 * _PAD, 1.0
    while True:
        upper = [
            _part(text, voice, scale, setter, at) for (text, voice), at in zip(words, elements, strict=True) if text
        ]
        lower = [_part(low, _ROLE, scale, setter, low_element, WIDTH - 2 * _PAD - 16 * MM)] if low else []
        taken = sum(part.height for part in (*upper, *lower)) + (len(free) * _FREE_LINE)
        if taken <= room:
            return _Laid(upper, lower, setter.one_line(one.code), code_element, free)
        scale *= _STEP


def _part(
    text: str, voice: _Voice, scale: float, setter: Setter, element: Element, width: float = WIDTH - 2 * _PAD
) -> _Part:
    """A text in the largest size in which it stands on two lines; under the least size it takes more lines."""
    size = voice.size * scale
    lines = _set(setter, text, voice.face, size, width)
    while size * _STEP > _LEAST * scale and (len(lines) > _LINES or _broken(text, lines)):
        size *= _STEP
        lines = _set(setter, text, voice.face, size, width)
    return _Part(lines, Type(voice.face, size, size * 1.18, voice.colour), voice.after * scale, element)


def _set(setter: Setter, text: str, face: Face, size: float, width: float) -> tuple[str, ...]:
    return setter.balanced(text, face, round(size, 2), width)


def _broken(text: str, lines: tuple[str, ...]) -> bool:
    """Whether a word had to be parted, which a smaller size may spare."""
    return len(lines) > 1 and " ".join(lines).split() != text.split()


def _draw(pen: Pen, badge: _Laid, left: float, top: float, accent: Colour) -> None:
    with pen.artifact():
        pen.box(left + _PAD, top - 3.2 * MM, 12 * MM, 0.8 * MM, accent)
    x, y = left + _PAD, top - _PAD
    for part in badge.upper:
        y = _draw_part(pen, part, x, y)
    for nth, (label, element) in enumerate(badge.free):
        line = top - _PAD - 18 * MM - nth * _FREE_LINE
        with pen.artifact():
            pen.rules([(x, line, left + WIDTH - _PAD, line)], BORDER_STRONG, 0.6)
        with pen.content(element):
            pen.text(
                x, line - 1 - baseline(_LABEL), pen.setter.one_line(label), _LABEL.face, _LABEL.size, _LABEL.colour
            )
    y = top - HEIGHT + _PAD + sum(part.height for part in badge.lower)
    for part in badge.lower:
        y = _draw_part(pen, part, x, y)
    if badge.code_element is not None:
        with pen.content(badge.code_element):
            low = top - HEIGHT + _PAD + _CODE.leading - baseline(_CODE)
            pen.right_text(left + WIDTH - _PAD, low, badge.code, _CODE.face, _CODE.size, _CODE.colour)


def _draw_part(pen: Pen, part: _Part, x: float, top: float) -> float:
    voice = part.type
    with pen.content(part.element):
        for line in part.lines:
            pen.text(x, top - baseline(voice), line, voice.face, round(voice.size, 2), voice.colour)
            top -= voice.leading
    return top - part.after
