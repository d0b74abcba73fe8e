"""Sheets that go round and are signed: rows of twelve millimetres, and on every sheet what it is of and what for."""

from dataclasses import dataclass

from p2i_desktop.reports.handouts import SignRow, SignSheet
from p2i_desktop.reports.pdf import emblem
from p2i_desktop.reports.pdf.flow import Item
from p2i_desktop.reports.pdf.fonts import Setter
from p2i_desktop.reports.pdf.pen import Pen
from p2i_desktop.reports.pdf.style import (
    BODY,
    BORDER,
    BORDER_STRONG,
    MM,
    PORTRAIT,
    SMALL,
    STRONG,
    TEXT2,
    Colour,
    Type,
)
from p2i_desktop.reports.pdf.tags import Element, alternative, header_cell, spanning_cell
from p2i_desktop.reports.pdf.texts import baseline

ROW = 12 * MM  # of a row at least: room for a hand
_TITLE = Type("semibold", 10, 13, TEXT2)
_EVENT = Type("semibold", 16, 20)
_HEAD = Type("semibold", 8.5, 12, TEXT2)
_ORGANISATION = Type("regular", 9, 12)
_WIDTHS = (17 * MM, 57 * MM, 46 * MM, 50 * MM)
_GAP = 6.0  # between two columns
_PAD = 3.0  # above and below the lines of a cell
_TITLE_ROW = 20.0
_EMBLEM = 9 * MM
_BESIDE = _EMBLEM * emblem.SHAPE + 8  # where the words beside it begin
_TITLES = _HEAD.leading + 3


@dataclass(slots=True)
class _Row:
    """A row with its lines: of somebody, free, or (`title`) the line above the free ones."""

    cells: tuple[tuple[str, ...], ...]
    kind: str = "row"  # row, free, title

    @property
    def height(self) -> float:
        if self.kind == "title":
            return _TITLE_ROW
        lines = [len(cell) * voice.leading for cell, voice in zip(self.cells, _VOICES, strict=False)]
        return max(ROW, max(lines, default=0.0) + 2 * _PAD)


_VOICES = (STRONG, BODY, _ORGANISATION)


@dataclass(slots=True)
class _Common:
    """What all sheets of one list share: words broken into lines, each part with its element, read aloud once."""

    block: SignSheet
    head: list[tuple[tuple[str, ...], Type, Element]]
    place: Element  # which sheet of how many
    table: Element
    foot: list[tuple[tuple[str, ...], Element]]
    number: int
    emblem: Element | None = None

    @property
    def head_height(self) -> float:
        return sum(len(lines) * voice.leading for lines, voice, _ in self.head) + 12

    @property
    def foot_height(self) -> float:
        text = sum(len(lines) * SMALL.leading + 2 for lines, _ in self.foot) + 8
        return max(text, _EMBLEM + 8) if self.emblem is not None else text


@dataclass(slots=True)
class Sheet:
    """One sheet, as high as the page."""

    common: _Common
    rows: list[_Row]
    place: int  # 0 = the first
    count: int
    height: float = PORTRAIT.room
    least: float = PORTRAIT.room
    before: float = 0.0
    after: float = 0.0
    keep: bool = False

    def split(self, room: float) -> tuple[Item, Item] | None:
        return None

    def draw(self, pen: Pen, x: float, top: float) -> None:
        if not self.place:
            pen.target(self.common.number, pen.setter.one_line(self.common.block.event), 1, top + 4)
        y = self._head(pen, x, top)
        y = self._titles(pen, x, y)
        for row in self.rows:
            _draw_row(pen, self.common, row, x, y)
            y -= row.height
        self._foot(pen, x, top - PORTRAIT.room + self.common.foot_height)

    def _head(self, pen: Pen, x: float, top: float) -> float:
        """Read aloud on the first sheet; later sheets repeat it for those who hold them."""
        common, y = self.common, top
        for lines, voice, element in common.head:
            self._open(pen, element)
            for line in lines:
                pen.text(x, y - baseline(voice), line, voice.face, voice.size, voice.colour)
                y -= voice.leading
            pen.close()
        words = pen.setter.one_line(common.block.sheet_of.format(sheet=self.place + 1, sheets=self.count))
        self._open(pen, common.place)
        pen.right_text(x + PORTRAIT.breadth, top - baseline(_TITLE), words, _TITLE.face, _TITLE.size, _TITLE.colour)
        pen.close()
        return y - 12

    def _open(self, pen: Pen, element: Element) -> None:
        if self.place:
            pen.open_artifact(pagination=True)
        else:
            pen.open(element)

    def _titles(self, pen: Pen, x: float, y: float) -> float:
        common = self.common
        row = common.table.add("TR") if not self.place else None
        if row is None:
            pen.open_artifact(pagination=True, in_text=True)
        for left, title in zip(_lefts(), common.block.columns, strict=True):
            if row is not None:
                pen.open(row.add("TH", header_cell("Column")), in_text=True)
            pen.text(x + left, y - baseline(_HEAD), pen.setter.one_line(title), _HEAD.face, _HEAD.size, _HEAD.colour)
            if row is not None:
                pen.close(in_text=True)
        if row is None:
            pen.close(in_text=True)
        y -= _TITLES
        with pen.artifact():
            pen.rules([(x, y, x + PORTRAIT.breadth, y)], BORDER_STRONG, 0.9)
        return y

    def _foot(self, pen: Pen, x: float, top: float) -> None:
        common, left = self.common, x
        if common.emblem is not None:
            self._open(pen, common.emblem)
            emblem.draw(pen, x, top - 4 - _EMBLEM, _EMBLEM)
            pen.close()
            left += _BESIDE
        y = top - 4
        for lines, element in common.foot:
            self._open(pen, element)
            for line in lines:
                pen.text(left, y - baseline(SMALL), line, SMALL.face, SMALL.size, SMALL.colour)
                y -= SMALL.leading
            pen.close()
            y -= 2


def sign_sheets(block: SignSheet, setter: Setter, root: Element, number: int) -> list[Item]:
    """The sheets of one list; `number` is that of its heading among the targets of the paper."""
    common = _common(block, setter, root.add("Sect"), number)
    sheets = _parted(_rows(block, setter), PORTRAIT.room - common.head_height - common.foot_height - _TITLES)
    return [Sheet(common, rows, place, len(sheets)) for place, rows in enumerate(sheets)]


def _common(block: SignSheet, setter: Setter, section: Element, number: int) -> _Common:
    """The parts in the order in which they are read."""
    breadth = PORTRAIT.breadth
    title = setter.lines(block.title, _TITLE.face, _TITLE.size, breadth * 0.75)
    head = [(title, _TITLE, section.add("P"))]
    head.append((setter.balanced(block.event, _EVENT.face, _EVENT.size, breadth), _EVENT, section.add("H1")))
    head += [(setter.lines(line, BODY.face, BODY.size, breadth), BODY, section.add("P")) for line in block.lines]
    place, table = section.add("P"), section.add("Table")
    wide = breadth - _BESIDE if block.emblem else breadth
    foot = [(setter.lines(line, SMALL.face, SMALL.size, wide), section.add("P")) for line in block.foot]
    common = _Common(block, head, place, table, foot, number)
    if block.emblem:
        common.emblem = section.add("Figure")
        top = PORTRAIT.bottom + common.foot_height - 4
        box = (PORTRAIT.left, top - _EMBLEM, PORTRAIT.left + _EMBLEM * emblem.SHAPE, top)
        common.emblem.extra = alternative(block.emblem, box)
    return common


def _rows(block: SignSheet, setter: Setter) -> list[_Row]:
    found = [_row(one, setter) for one in block.rows]
    if block.free:
        found.append(_Row(((setter.one_line(block.free_title),),), "title"))
        found += [_Row(((setter.one_line(code),), (), ()), "free") for code in block.free]
    return found


def _row(one: SignRow, setter: Setter) -> _Row:
    words = (one.code, one.name, one.organisation)
    cells = [
        setter.lines(text, voice.face, voice.size, width - _GAP) if text else ()
        for text, voice, width in zip(words, _VOICES, _WIDTHS, strict=False)
    ]
    return _Row(tuple(cells))


def _parted(rows: list[_Row], room: float) -> list[list[_Row]]:
    """As many rows on a sheet as it has room for; the line above the free rows stays with the first of them."""
    sheets: list[list[_Row]] = [[]]
    used = 0.0
    for row in rows:
        needed = row.height + (ROW if row.kind == "title" else 0.0)
        if sheets[-1] and used + needed > room:
            sheets.append([])
            used = 0.0
        sheets[-1].append(row)
        used += row.height
    return sheets


def _lefts() -> tuple[float, ...]:
    return tuple(sum(_WIDTHS[:at]) for at in range(len(_WIDTHS)))


def _draw_row(pen: Pen, common: _Common, row: _Row, x: float, top: float) -> None:
    holder, right = common.table.add("TR"), x + PORTRAIT.breadth
    if row.kind == "title":
        with pen.content(holder.add("TD", spanning_cell(len(_WIDTHS)))):
            words, low = row.cells[0][0], top - _TITLE_ROW + 6
            pen.text(x, low, words, _HEAD.face, _HEAD.size, _HEAD.colour)
        _rules(pen, [(x, top - _TITLE_ROW, right, top - _TITLE_ROW)], BORDER_STRONG)
        return
    lefts = _lefts()
    for at, (left, lines, voice) in enumerate(zip(lefts, row.cells, _VOICES, strict=False)):
        element = holder.add("TH", header_cell("Row")) if not at else holder.add("TD")
        pen.open(element, in_text=True)
        y = top - (row.height - len(lines) * voice.leading) / 2
        for line in lines:
            pen.text(x + left, y - baseline(voice), line, voice.face, voice.size, voice.colour)
            y -= voice.leading
        pen.close(in_text=True)
    pen.open(holder.add("TD"), in_text=True)  # the place for the signature
    pen.close(in_text=True)
    low = top - row.height
    inner = lefts[1:] if row.kind == "free" else lefts[-1:]
    _rules(pen, [(x, low, right, low), *((x + at - _GAP / 2, top, x + at - _GAP / 2, low) for at in inner)], BORDER)


def _rules(pen: Pen, lines: list[tuple[float, float, float, float]], colour: Colour) -> None:
    with pen.artifact():
        pen.rules(lines, colour, 0.6)
