"""Rows as XML, one by one: what writes a column is made once per sheet from the kind of the column, never from data."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from p2i_desktop.reports.excel import cells, styles
from p2i_desktop.reports.excel.model import MAX_LINKS, Cell, Column, Kind, Look, Plain

_LIVE = "=+-@\t\r＝＋－＠"  # texts that begin so keep Excel's apostrophe
_PER_WIDTH = 1.1  # letters that fit beside each other for one of width, which is that of a digit in 11 points
_MOST_LINES = 15  # of a row; longer notes are read in the window of the cell
_MOST_TAILS = 20_000  # of a column
_SHARED = '" t="s"><v>'  # stands in no text, whose < and > are escaped
Convert = Callable[[Plain | Cell, int], str]


class Words(dict[str, int]):
    """Shared texts of the workbook, numbered as they come; `asked` counts every use."""

    asked = 0

    def __missing__(self, text: str) -> int:
        self[text] = found = len(self)
        return found

    def look_through(self, rows: str) -> None:
        """Counts the uses in written rows."""
        self.asked += rows.count(_SHARED)

    def xml(self) -> Iterator[bytes]:
        """sharedStrings.xml, in chunks."""
        yield f'<sst xmlns="{cells.MAIN}" count="{self.asked}" uniqueCount="{len(self)}">'.encode()
        for text in self:
            yield f'<si><t xml:space="preserve">{cells.xml(text)}</t></si>'.encode()
        yield b"</sst>"


class Tails(dict[Any, str]):
    """What stands behind the row number in the cells of a column, by value: most values of a column come again and again."""

    def __init__(self, make: Convert) -> None:
        self._make = make

    def __missing__(self, value: Plain) -> str:
        if len(self) >= _MOST_TAILS:
            self.clear()
        tail = self[value] = self._make(value, 0).partition("0")[2]
        return tail


@dataclass(slots=True)
class Writer:
    """What the cells of one sheet are written with, and the links met on the way."""

    looks: styles.Styles
    words: Words
    links: list[tuple[str, str, str]] = field(default_factory=list)  # cell, place, tip
    _known: dict[tuple[str, Kind, Look], Convert] = field(default_factory=dict)
    _linked: dict[Look, Look] = field(default_factory=dict)

    def line(self, row: int, values: Sequence[Plain | Cell], look: Look, widths: Sequence[float] = ()) -> str:
        """One row of a page or a heading: each cell by its own type; as high as its texts need in columns of `widths`."""
        parts = [self.cell(cells.column_letters(i), row, value, look, None) for i, value in enumerate(values)]
        lines = 1
        for value, width in zip(values, widths, strict=False):
            worn = value.look or look if isinstance(value, Cell) else look
            lines = max(lines, lines_of(value, width) if worn.wrap else 1)
        return f'<row r="{row}"{height(lines, look.size)}>{"".join(parts)}</row>'

    def cell(self, letters: str, row: int, value: Plain | Cell, look: Look, kind: Kind | None) -> str:
        """One cell with everything that a Cell can ask for."""
        formula = ""
        if isinstance(value, Cell):
            look, kind, formula = value.look or look, value.kind or kind, value.formula
            if value.link and len(self.links) < MAX_LINKS:
                self.links.append((f"{letters}{row}", value.link, value.tip))
                look = self._as_link(look)
            value = value.value
        if formula:
            return self._formula(f"{letters}{row}", value, look, kind or kind_of(value), formula)
        key = (letters, kind or kind_of(value), look)
        convert = self._known.get(key)
        if convert is None:
            convert = self._known[key] = self.converter(*key)
        return convert(value, row)

    def _as_link(self, look: Look) -> Look:
        found = self._linked.get(look)
        if found is None:
            found = self._linked[look] = look._replace(color=styles.ACCENT, underline=True)
        return found

    def _formula(self, ref: str, value: Plain, look: Look, kind: Kind, formula: str) -> str:
        style = self.looks.of(look, kind)
        text = cells.xml(formula)
        if isinstance(value, str):
            return f'<c r="{ref}" s="{style}" t="str"><f>{text}</f><v>{cells.xml(value)}</v></c>'
        stored = cells.number(value) if isinstance(value, int | float | Decimal) else None
        return f'<c r="{ref}" s="{style}"><f>{text}</f>' + (f"<v>{stored}</v></c>" if stored is not None else "</c>")

    def converter(self, letters: str, kind: Kind, look: Look) -> Convert:
        """The function that writes the cells of one column; a value of another kind than the column's stays what it is."""
        style = self.looks.of(look, kind)
        empty = f'" s="{style}"/>'
        start = f'<c r="{letters}'

        def other(value: Plain | Cell, row: int) -> str:
            if isinstance(value, Cell):
                return self.cell(letters, row, value, look, kind)
            return self._odd(f'{start}{row}"', value, look)

        def write(value: Plain | Cell, row: int) -> str:
            if value is None or value == "":
                return f"{start}{row}{empty}"
            text = figure(value)
            return other(value, row) if text is None else f'{start}{row}" s="{style}"><v>{text}</v></c>'

        if kind in ("text", "word"):
            return self._texts(start, empty, style, look, kind == "word", other)
        figure = _FIGURES.get(kind, _nothing)
        return write

    def _odd(self, start: str, value: Plain, look: Look) -> str:
        """A value that is not of its column's kind, or that Excel cannot count (a day of 1850, an infinite number)."""
        found = kind_of(value)
        if isinstance(value, bool):
            return f'{start} s="{self.looks.of(look, "bool")}" t="b"><v>{int(value)}</v></c>'
        text = _FIGURES[found](value) if found in _FIGURES else None
        if text is not None:
            return f'{start} s="{self.looks.of(look, found)}"><v>{text}</v></c>'
        return f'{start} s="{self.looks.of(look, "text")}" t="inlineStr">{cells.inline(str(value))}</c>'

    def _texts(self, start: str, empty: str, style: int, look: Look, shared: bool, other: Convert) -> Convert:
        live = self.looks.number(look._replace(format="General", quote=True))
        words = self.words

        def write(value: Plain | Cell, row: int) -> str:
            if not value and (value is None or value == ""):
                return f"{start}{row}{empty}"
            if not isinstance(value, str):
                return other(value, row)
            used = live if value[0] in _LIVE else style
            if shared:
                return f'{start}{row}" s="{used}{_SHARED}{words[value]}</v></c>'
            return f'{start}{row}" s="{used}" t="inlineStr">{cells.inline(value)}</c>'

        return write


def lines_of(value: Plain | Cell, width: float) -> int:
    """How many lines a text takes in a column of `width` characters: an estimate, rather too many than too few."""
    value = value.value if isinstance(value, Cell) else value
    if not isinstance(value, str) or (len(value) <= width and "\n" not in value):
        return 1
    room = max(1.0, width * _PER_WIDTH)
    return sum(max(1, math.ceil(len(part) / room)) for part in value.split("\n"))


def height(lines: int, size: int = 10) -> str:
    """The height of a row as XML: not every reader finds the height of wrapped texts by itself."""
    if lines == 1 and size <= 12:
        return ""
    return f' ht="{min(lines, _MOST_LINES) * size * 1.3 + 2:g}"'


def kind_of(value: Plain | Cell) -> Kind:
    """The kind of column a lone value belongs to."""
    match value:
        case bool():
            return "bool"
        case int():
            return "integer"
        case float() | Decimal():
            return "number"
        case datetime():
            return "instant"
        case date():
            return "date"
        case time():
            return "time"
    return "text"


def table_rows(
    writer: Writer,
    columns: Sequence[Column],
    widths: Sequence[float],
    rows: Iterator[Sequence[Plain | Cell]],
    first: int,
) -> Iterator[tuple[str, Sequence[Plain | Cell]]]:
    """Each row as XML, numbered from `first` on, with its values; `widths` in characters."""
    ways: list[tuple[type | None, Tails, str, Convert]] = []
    for i, column in enumerate(columns):
        letters = cells.column_letters(i)
        convert = writer.converter(letters, column.kind, styles.BODY)
        ways.append((_KNOWN.get(column.kind), Tails(convert), f'<c r="{letters}', convert))
    wrapped = [(i, widths[i]) for i, c in enumerate(columns) if c.kind in ("text", "word") and not c.hidden]
    for number, row in enumerate(rows, first):
        parts = [
            f"{start}{number}{tails[value]}" if value.__class__ is usual else convert(value, number)
            for (usual, tails, start, convert), value in zip(ways, row, strict=True)
        ]
        lines = 1
        for i, width in wrapped:
            text = row[i]
            if text.__class__ is not str or len(text) > width or "\n" in text:
                lines = max(lines, lines_of(text, width))
        yield f'<row r="{number}"{height(lines)}>{"".join(parts)}</row>', row


def _nothing(value: Plain | Cell) -> str | None:
    return None


def _amount(value: Plain | Cell) -> str | None:
    return cells.number(value) if isinstance(value, int | float | Decimal) and not isinstance(value, bool) else None


def _hours(value: Plain | Cell) -> str | None:
    """Minutes as the part of a day that [h]:mm shows."""
    return cells.number(value / 1440) if isinstance(value, int) and not isinstance(value, bool) else None


def _day(value: Plain | Cell) -> str | None:
    if isinstance(value, datetime) or not isinstance(value, date):
        return None
    return _or_none(cells.day_number(value))


def _moment(value: Plain | Cell) -> str | None:
    return _or_none(cells.moment_number(value)) if isinstance(value, datetime) else None


def _or_none(value: float | None) -> str | None:
    return None if value is None else cells.number(value)


def _clock(value: Plain | Cell) -> str | None:
    return cells.number(cells.time_number(value)) if isinstance(value, time) else None


# The class of most values of a kind of column, whose cells are made once for equal values; texts of a kind are unique.
_KNOWN: dict[Kind, type] = {
    "word": str, "date": date, "integer": int, "year": int, "number": int, "minutes": int, "money": int, "hours": int,
}  # fmt: skip
_FIGURES: dict[Kind, Callable[[Plain | Cell], str | None]] = {
    "integer": _amount,
    "year": _amount,
    "number": _amount,
    "minutes": _amount,
    "money": _amount,
    "percent": _amount,
    "rate": _amount,
    "hours": _hours,
    "date": _day,
    "instant": _moment,
    "time": _clock,
}
