"""How wide the columns of a table become."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from p2i_desktop.reports.document import Cell, Column, Figure, Group, Link, State, Table, Value
from p2i_desktop.reports.pdf.fonts import Setter
from p2i_desktop.reports.pdf.style import CELL, MM, TIGHT_CELL, Type
from p2i_desktop.reports.pdf.texts import change_words, superscript

GAP = 12.0  # between the text of two columns
_WIDE_GAP = 20.0  # between numbers and words, which would touch else
LEAST = 12 * MM
_NARROWEST_TEXT = 36 * MM  # a word may ask for this much, not for more
_WIDEST_TEXT = 90 * MM  # beyond it, more text means more lines
_SAMPLE = 40  # rows on which widths are tried
MARKS = {"good": "✓ ", "bad": "✗ ", "plain": ""}


@dataclass(frozen=True, slots=True)
class Widths:
    """Left edge and text width of each column, and the voice in which the cells fit."""

    lefts: tuple[float, ...]
    widths: tuple[float, ...]
    voice: Type
    fits: bool  # no word must be broken


def words(cell: Cell) -> str:
    """A cell as it is drawn: with arrow or symbol, without note mark."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, State):
        return MARKS[cell.mood] + cell.word
    if isinstance(cell, Figure | Value | Link):
        return cell.printed
    return change_words(cell)


def note_mark(cell: Cell) -> str:
    """The superscript behind a cell, "" for none."""
    return superscript(cell.note) if isinstance(cell, Figure | Value | Link) and cell.note else ""


def is_right(column: Column) -> bool:
    """Whether a column's text ends at one line: numbers and changes do."""
    return column.align == "right" if column.align else column.kind in ("number", "change")


def _breaks(column: Column) -> bool:
    return column.kind == "text"


def measure(table: Table, setter: Setter, breadth: float) -> Widths:
    """Widths for this breadth: in the usual voice, else in the small one, else squeezed with `fits` false."""
    gaps = [_gap(left, right) for left, right in itertools.pairwise(table.columns)]
    for voice in (CELL, TIGHT_CELL):
        least, wish = _needs(table, setter, voice)
        room = breadth - sum(gaps) - _overhang(table, setter, voice)
        if sum(least) <= room:
            return _placed(_shared(table, setter, voice, least, wish, room), gaps, voice, True)
    return _placed(_squeezed(least, room), gaps, TIGHT_CELL, False)


def _rows(table: Table) -> list[tuple[Cell, ...]]:
    rows = [row for row in table.rows if not isinstance(row, Group)]
    return [*rows, table.total] if table.total is not None else rows


def _needs(table: Table, setter: Setter, voice: Type) -> tuple[list[float], list[float]]:
    """The least and the wished width of each column's text."""
    least, wish = [], []
    rows = _rows(table)
    for number, column in enumerate(table.columns):
        if column.width:
            fixed = column.width * MM - GAP
            least.append(fixed)
            wish.append(fixed)
            continue
        texts = {words(row[number]) for row in rows}
        widest = max((setter.width(setter.clean(text), voice.face, voice.size) for text in texts), default=0.0) * 1.03
        title = setter.longest_word(column.title, "semibold", voice.size)
        whole = setter.width(setter.clean(column.title), "semibold", voice.size)
        if _breaks(column):
            longest = max((setter.longest_word(text, voice.face, voice.size) for text in texts), default=0.0) * 1.03
            narrow = max(min(longest, _NARROWEST_TEXT), min(title, _NARROWEST_TEXT))
        else:
            if column.kind == "number":  # "3.3 (n = 4)" may stand in two lines; the spaces within a number do not break
                widest_part = max((setter.longest_word(text, voice.face, voice.size) for text in texts), default=0.0)
                narrow = max(widest_part * 1.03, min(title, _NARROWEST_TEXT))
            else:
                narrow = max(widest, min(title, _NARROWEST_TEXT))
        least.append(max(narrow + 0.1, LEAST - GAP))
        wish.append(max(least[-1], min(widest, _WIDEST_TEXT) + 0.1, min(whole, title * 1.6)))
    return least, wish


def _overhang(table: Table, setter: Setter, voice: Type) -> float:
    """Note marks of the last column hang to its right."""
    marks = {setter.one_line(note_mark(row[-1])) for row in _rows(table)}
    return max((setter.width(mark, voice.face, voice.size) for mark in marks), default=0.0)


def _shared(
    table: Table, setter: Setter, voice: Type, least: list[float], wish: list[float], room: float
) -> list[float]:
    spare = room - sum(wish)
    if spare < 0:
        fair, keen = _levelled(least, wish, room), _by_hunger(least, wish, room)
        blends = [[f + (k - f) * part for f, k in zip(fair, keen, strict=True)] for part in (0.0, 0.3, 0.6, 1.0)]
        return min(blends, key=lambda widths: _lines(table, setter, voice, widths))
    takers = [n for n, column in enumerate(table.columns) if _breaks(column) and not column.width]
    if not takers:  # numbers stand at even distances
        takers = [n for n, column in enumerate(table.columns) if not column.width] or list(range(len(wish)))
        return [w + (spare / len(takers) if n in takers else 0.0) for n, w in enumerate(wish)]
    total = sum(wish[n] ** 2 for n in takers)  # squared: what is long gets the air, short words stay near their numbers
    return [w + (spare * w * w / total if n in takers else 0.0) for n, w in enumerate(wish)]


def _levelled(least: list[float], wish: list[float], room: float) -> list[float]:
    """Short columns get what they wish, the long ones share the rest at one level."""
    low, high = 0.0, max(wish)
    for _ in range(40):
        level = (low + high) / 2
        used = sum(min(max(level, n), w) for n, w in zip(least, wish, strict=True))
        low, high = (level, high) if used <= room else (low, level)
    return [min(max(low, n), w) for n, w in zip(least, wish, strict=True)]


def _by_hunger(least: list[float], wish: list[float], room: float) -> list[float]:
    """Each column gets the same part of what it lacks."""
    hunger = [w - n for n, w in zip(least, wish, strict=True)]
    factor = (room - sum(least)) / sum(hunger)
    return [n + h * factor for n, h in zip(least, hunger, strict=True)]


def _lines(table: Table, setter: Setter, voice: Type, widths: list[float]) -> int:
    """Lines that some of the rows would take: the fewer, the better the widths."""
    rows = _rows(table)
    sample = rows[:: max(len(rows) // _SAMPLE, 1)]
    return sum(
        max(
            len(setter.lines(words(cell), voice.face, voice.size, wide)) for cell, wide in zip(row, widths, strict=True)
        )
        for row in sample
    )


def _squeezed(least: Sequence[float], room: float) -> list[float]:
    factor = room / sum(least)
    return [width * factor for width in least]


def _gap(left: Column, right: Column) -> float:
    return _WIDE_GAP if is_right(left) and not is_right(right) else GAP


def _placed(widths: list[float], gaps: list[float], voice: Type, fits: bool) -> Widths:
    lefts, at = [], 0.0
    for width, gap in zip(widths, [*gaps, 0.0], strict=True):
        lefts.append(at)
        at += width + gap
    return Widths(tuple(lefts), tuple(widths), voice, fits)
