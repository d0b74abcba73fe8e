"""A certificate as a page of its own: what is long is set smaller until all of it stands there, never cut."""

from dataclasses import dataclass

from p2i_desktop.reports.certificate_page import Certificate
from p2i_desktop.reports.pdf import emblem, qr
from p2i_desktop.reports.pdf.flow import Item
from p2i_desktop.reports.pdf.fonts import Setter
from p2i_desktop.reports.pdf.pen import Pen
from p2i_desktop.reports.pdf.style import A4_HEIGHT, A4_WIDTH, BORDER_STRONG, MM, TEXT2, Colour, Frame, Type
from p2i_desktop.reports.pdf.tags import Element, alternative, language
from p2i_desktop.reports.pdf.texts import baseline

SHEET = Frame(A4_HEIGHT, A4_WIDTH, bottom=20 * MM, upper=20 * MM)
_EDGE = 10 * MM  # of the line around everything
_INSIDE = 28 * MM  # from the edge of the sheet to the text
_BREADTH = SHEET.width - 2 * _INSIDE
_TITLE = Type("semibold", 33, 39)
_LEAD = Type("regular", 12, 17, TEXT2)
_NAME = Type("semibold", 28, 34)
_EVENT = Type("semibold", 18, 23)
_LABEL = Type("regular", 9, 12, TEXT2)
_VALUE = Type("semibold", 11, 15)
_CENTRE = Type("semibold", 11, 15)
_SMALL = Type("regular", 8, 10.5, TEXT2)
_NUMBER = Type("semibold", 12, 16)
_SCALES = (1.0, 0.93, 0.86, 0.79, 0.72, 0.65, 0.58, 0.5, 0.43, 0.36)
_QR = 27 * MM
_LINE = 78 * MM  # for the signature
_FACT_GAP = 9 * MM
_EMBLEM = 8 * MM

Lines = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """Lines of one voice in one element, with the room above them."""

    lines: Lines
    voice: Type
    above: float
    element: Element

    @property
    def height(self) -> float:
        return self.above + len(self.lines) * self.voice.leading


@dataclass(frozen=True, slots=True)
class _Fact:
    """A label over its value, in a column of its own."""

    label: Lines
    value: Lines
    label_voice: Type
    voice: Type
    wide: float
    element: Element

    @property
    def height(self) -> float:
        return len(self.label) * self.label_voice.leading + len(self.value) * self.voice.leading


@dataclass(frozen=True, slots=True)
class _Middle:
    """All between the title and the signature, at one scale."""

    parts: list[_Part]
    rows: list[list[_Fact]]
    above: float  # each row of facts

    @property
    def height(self) -> float:
        rows = sum(self.above + max(fact.height for fact in row) for row in self.rows)
        return sum(part.height for part in self.parts) + rows


@dataclass(slots=True)
class CertificateItem:
    """The page, as high as the sheet."""

    page: Certificate
    number: int
    accent: Colour
    title: _Part
    middle: _Middle
    issued: list[_Part]
    told: list[_Part]
    foot: _Part | None
    picture: Element
    emblem: Element | None
    height: float = SHEET.room
    least: float = SHEET.room
    before: float = 0.0
    after: float = 0.0
    keep: bool = False

    def split(self, room: float) -> tuple[Item, Item] | None:
        return None

    def draw(self, pen: Pen, x: float, top: float) -> None:
        centre = SHEET.width / 2
        pen.target(self.number, f"{self.page.name} · {self.page.number}", 1, SHEET.height)
        with pen.artifact():
            pen.outlined(_EDGE, _EDGE, SHEET.width - 2 * _EDGE, SHEET.height - 2 * _EDGE, BORDER_STRONG)
            pen.box(_EDGE, SHEET.height - _EDGE - 2 * MM, SHEET.width - 2 * _EDGE, 2 * MM, self.accent)
        y = _drawn(pen, self.title, SHEET.height - 24 * MM, centre)
        low = self._low()
        spare = max(0.0, y - low - self.middle.height)
        y -= spare * 0.45
        for part in self.middle.parts:
            y = _drawn(pen, part, y, centre)
        for row in self.middle.rows:
            y -= self.middle.above
            _draw_facts(pen, row, y)
            y -= max(fact.height for fact in row)
        self._draw_signing(pen, low)
        self._draw_number(pen, low)
        self._draw_foot(pen)

    def _low(self) -> float:
        """Where the middle ends: above signature and number."""
        return _foot_height(self.foot) + _signing_height(self.issued, self.told)

    def _draw_signing(self, pen: Pen, low: float) -> None:
        y = _foot_height(self.foot) + 8.0
        for part in reversed(self.issued):
            height = len(part.lines) * part.voice.leading
            _drawn(pen, part, y + height + part.above, None)
            y += height + part.above
            if part is self.issued[-1]:
                with pen.artifact():
                    pen.rules([(_INSIDE, y, _INSIDE + _LINE, y)], BORDER_STRONG, 0.6)
                y += 32.0

    def _draw_number(self, pen: Pen, low: float) -> None:
        base = _foot_height(self.foot) + 6.0
        left = SHEET.width - _INSIDE - _QR + 3 * MM
        with pen.content(self.picture):
            qr.draw(pen, self.page.number, left, base, _QR)
        y = base + _QR / 2 + sum(part.height for part in self.told) / 2
        for part in self.told:
            y = _drawn(pen, part, y, None, right=left - 1 * MM)

    def _draw_foot(self, pen: Pen) -> None:
        if self.foot is None:
            return
        left = _INSIDE
        if self.emblem is not None:
            with pen.content(self.emblem):
                emblem.draw(pen, left, 15 * MM, _EMBLEM)
            left += _EMBLEM * emblem.SHAPE + 4 * MM
        height = len(self.foot.lines) * self.foot.voice.leading
        middle = 15 * MM + (max(_EMBLEM, height) if self.emblem is not None else height) / 2
        _drawn(pen, self.foot, middle + height / 2, None, x=left)


def certificate_item(page: Certificate, setter: Setter, root: Element, number: int, accent: Colour) -> Item:
    """The page of one certificate; `number` is that of its target among all headings."""
    section = root.add("Sect", language(page.language))
    title = _Part(setter.balanced(page.title, _TITLE.face, _TITLE.size, _BREADTH), _TITLE, 0, section.add("H1"))
    kids = list(section.kids)
    breadth = _BREADTH - _QR - _LINE - 12 * MM
    foot_lines = _foot_lines(setter, page)
    low = _foot_height(_Part(foot_lines, _SMALL, 0, section) if foot_lines else None)
    for scale in _SCALES:
        section.kids = list(kids)  # what was tried at a larger scale is forgotten
        middle = _middle(page, setter, section, scale)
        issued, told = _ends(page, setter, section, breadth)
        room = SHEET.height - 24 * MM - title.height - low - _signing_height(issued, told)
        if middle.height <= room:
            break
    box = (SHEET.width - _INSIDE - _QR + 3 * MM, low + 6.0, SHEET.width - _INSIDE + 3 * MM, low + 6.0 + _QR)
    picture = section.add("Figure", alternative(page.qr, box))
    holder = None
    if page.emblem and foot_lines:
        wide = (_INSIDE, 15 * MM, _INSIDE + _EMBLEM * emblem.SHAPE, 15 * MM + _EMBLEM)
        holder = section.add("Figure", alternative(page.emblem, wide))
    foot = _Part(foot_lines, _SMALL, 0, section.add("P")) if foot_lines else None
    return CertificateItem(page, number, accent, title, middle, issued, told, foot, picture, holder)


def _middle(page: Certificate, setter: Setter, section: Element, scale: float) -> _Middle:
    voices = {voice: _scaled(voice, scale) for voice in (_LEAD, _NAME, _EVENT, _LABEL, _VALUE)}
    parts = []
    told = (
        (page.lead, _LEAD, 4.0, ""), (page.name, _NAME, 7.0, ""), (page.statement, _LEAD, 9.0, ""),
        (page.event, _EVENT, 7.0, page.event_language),
    )  # fmt: skip
    for text, kind, above, spoken in told:
        if text.strip():
            voice = voices[kind]
            lines = setter.balanced(text, voice.face, voice.size, _BREADTH)
            parts.append(_Part(lines, voice, above * scale, section.add("P", language(spoken))))
    rows: list[list[_Fact]] = []
    for group in page.facts:
        wide = (_BREADTH - (len(group) - 1) * _FACT_GAP) / len(group)
        row = []
        for label, value in group:
            small, large = voices[_LABEL], voices[_VALUE]
            row.append(
                _Fact(
                    setter.lines(label, small.face, small.size, wide),
                    setter.balanced(value, large.face, large.size, wide), small, large, wide, section.add("P"),
                )
            )  # fmt: skip
        rows.append(row)
    return _Middle(parts, rows, 18.0 * scale)


def _ends(page: Certificate, setter: Setter, section: Element, breadth: float) -> tuple[list[_Part], list[_Part]]:
    """Who issued it and signs, and the number with how it is confirmed."""
    issued = [
        _Part(setter.lines(page.centre, _CENTRE.face, _CENTRE.size, _LINE), _CENTRE, 0, section.add("P")),
        _Part(setter.lines(page.issued, _SMALL.face, _SMALL.size, _LINE), _SMALL, 1, section.add("P")),
        _Part(setter.lines(page.signature, _SMALL.face, _SMALL.size, _LINE), _SMALL, 2, section.add("P")),
    ]
    told = [
        _Part(setter.lines(page.number_label, _SMALL.face, _SMALL.size, breadth), _SMALL, 0, section.add("P")),
        _Part(setter.lines(page.number, _NUMBER.face, _NUMBER.size, breadth), _NUMBER, 0, section.add("P")),
        _Part(setter.balanced(page.check, _SMALL.face, _SMALL.size, breadth), _SMALL, 3, section.add("P")),
    ]
    return issued, told


def _foot_lines(setter: Setter, page: Certificate) -> Lines:
    room = _BREADTH - (_EMBLEM * emblem.SHAPE + 4 * MM if page.emblem else 0)
    return tuple(line for text in page.foot for line in setter.lines(text, _SMALL.face, _SMALL.size, room))


def _foot_height(foot: _Part | None) -> float:
    """From the lower edge of the sheet to what stands above the foot."""
    if foot is None:
        return 17 * MM
    return 15 * MM + max(_EMBLEM, len(foot.lines) * foot.voice.leading) + 2 * MM


def _signing_height(issued: list[_Part], told: list[_Part]) -> float:
    left = 8.0 + sum(part.height for part in issued) + 32.0
    return max(left, 6.0 + _QR, 6.0 + _QR / 2 + sum(part.height for part in told) / 2) + 4.0


def _scaled(voice: Type, scale: float) -> Type:
    return Type(voice.face, voice.size * scale, voice.leading * scale, voice.colour)


def _drawn(pen: Pen, part: _Part, top: float, centre: float | None, *, right: float = 0.0, x: float = _INSIDE) -> float:
    """The lines below `top`, around a middle, ending at `right`, or from `x`; returns where they end."""
    voice, y = part.voice, top - part.above
    with pen.content(part.element):
        for line in part.lines:
            base = y - baseline(voice)
            if centre is not None:
                pen.centred_text(centre, base, line, voice.face, voice.size, voice.colour)
            elif right:
                pen.right_text(right, base, line, voice.face, voice.size, voice.colour)
            else:
                pen.text(x, base, line, voice.face, voice.size, voice.colour)
            y -= voice.leading
    return y


def _draw_facts(pen: Pen, row: list[_Fact], top: float) -> None:
    x = _INSIDE
    for fact in row:
        y, middle = top, x + fact.wide / 2
        with pen.content(fact.element):
            for lines, voice in ((fact.label, fact.label_voice), (fact.value, fact.voice)):
                for line in lines:
                    pen.centred_text(middle, y - baseline(voice), line, voice.face, voice.size, voice.colour)
                    y -= voice.leading
        x += fact.wide + _FACT_GAP
