"""A report as plain values: what a builder hands to every renderer, already counted, sorted, rounded and put into words."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from p2i_desktop.reports.certificate_page import Certificate
from p2i_desktop.reports.handouts import Badges, FreeAnswer, Scale, SignSheet
from p2i_desktop.reports.timeline import Gantt, Signatures

Number = int | Decimal
Align = Literal["left", "right", "centre"]
ColumnKind = Literal["text", "number", "date", "change", "state"]
TextStyle = Literal["body", "lead", "small", "quote", "strong"]
ChartKind = Literal["columns", "ranked", "levels"]
Pattern = Literal["solid", "hatch", "outline"]
Direction = Literal["up", "down", "level"]
Mood = Literal["good", "bad", "plain"]


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote under a table or figure; `mark` is what stands behind the value: "1", "2", "†"."""

    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class Figure:
    """An indicator's value with the keys of the records behind it; `printed` is the only form that reaches paper."""

    code: str
    version: int
    period: str
    value: Number | None
    unit: str
    printed: str
    records: tuple[str, ...] = ()
    low: Number | None = None
    high: Number | None = None
    note: str = ""  # mark of a Note of the same table
    link: str = ""  # key of the heading it leads to


@dataclass(frozen=True, slots=True)
class Value:
    """Any other number or date: a workbook takes `value`, paper takes `printed`."""

    value: Number | date | None
    printed: str
    note: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A difference to an earlier period, drawn with an arrow; `printed` carries sign and unit."""

    value: Number | None
    printed: str
    direction: Direction = "level"


@dataclass(frozen=True, slots=True)
class State:
    """A judgement as a word; the renderer adds ✓ (good), ✗ (bad) or nothing (plain)."""

    word: str
    mood: Mood = "plain"


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads to the heading with this key."""

    printed: str
    link: str
    note: str = ""


Cell = str | Value | Figure | Change | State | Link
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A row that names the rows after it, over the whole width of the table."""

    text: str


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `width` in mm, 0 = from the content; numbers stand right, all else left, unless `align` says so.

    `header` marks the column whose cells name their row; `quiet` prints in the second text colour.
    """

    title: str
    kind: ColumnKind = "text"
    width: float = 0.0
    align: Align | None = None
    header: bool = False
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under one header. `number` is the printed label ("Table 3"), `total` the last row, set apart by a line."""

    columns: tuple[Column, ...]
    rows: tuple[Row | Group, ...]
    caption: str = ""
    number: str = ""
    total: Row | None = None
    notes: tuple[Note, ...] = ()
    empty: str = "–"  # printed in place of rows when there are none

    def __post_init__(self) -> None:
        if not self.columns:
            raise ValueError("a table needs columns")
        rows = [row for row in self.rows if not isinstance(row, Group)]
        for row in [*rows, *([self.total] if self.total is not None else [])]:
            if len(row) != len(self.columns):
                raise ValueError(f"a row has {len(row)} cells for {len(self.columns)} columns: {row!r}")


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and their values in two columns, without lines: imprint, file facts, definitions."""

    rows: tuple[tuple[str, Cell], ...]


@dataclass(frozen=True, slots=True)
class Series:
    """One row of a chart: a value and its printed form for each category; None is drawn as no mark at all."""

    name: str
    values: tuple[Number | None, ...]
    printed: tuple[str, ...]
    pattern: Pattern = "solid"


@dataclass(frozen=True, slots=True)
class Chart:
    """Columns, ranked bars or marks on a scale from 0 to `most`; `alt` says in words what it shows and where the numbers stand."""

    kind: ChartKind
    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    alt: str
    number: str = ""
    unit: str = ""
    notes: tuple[Note, ...] = ()
    most: int = 5  # end of the scale of `levels`

    def __post_init__(self) -> None:
        if not self.alt.strip():
            raise ValueError(f"the chart {self.title!r} has no text for those who cannot see it")
        for series in self.series:
            if not len(self.categories) == len(series.values) == len(series.printed):
                raise ValueError(f"series {series.name!r} of {self.title!r} does not match its categories")


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One headline number with its name, its change and a line of context ("91.6 % of 450")."""

    label: str
    figure: Figure | Value
    change: Change | None = None
    context: str = ""


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """Headline numbers side by side."""

    items: tuple[KeyFigure, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """An image from the file, as bytes that Pillow can open; `width` in mm, 0 = as it is, never wider than the text."""

    data: bytes
    alt: str
    width: float = 0.0
    caption: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page: no footer, no number. `lines` stand below the title, `foot` at the bottom of the page.

    `emblem` is the alternative text of the European emblem, drawn above the foot; "" = not drawn.
    """

    title: str
    subtitle: str = ""
    centre: str = ""
    lines: tuple[str, ...] = ()
    foot: tuple[str, ...] = ()
    emblem: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents: headings down to `depth`, with their page numbers."""

    title: str
    depth: int = 2


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 3; level 1 opens a new section. `key` is the target of links, "" = none leads here."""

    level: int
    text: str
    key: str = ""
    language: str = ""
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """A text of one or more paragraphs (split at line feeds), never markup; `lead` is printed bold before it."""

    text: str
    style: TextStyle = "body"
    language: str = ""
    lead: str = ""


@dataclass(frozen=True, slots=True)
class BulletList:
    """Points, numbered or not."""

    items: tuple[str, ...]
    numbered: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True)
class Funding:
    """Who pays: the lines, beside the European emblem where `emblem` is its alternative text."""

    lines: tuple[str, ...]
    emblem: str = ""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows stands on a new page."""


Plain = (
    Cover
    | Contents
    | Heading
    | Text
    | BulletList
    | Table
    | Facts
    | Chart
    | Gantt
    | KeyFigures
    | Picture
    | Note
    | Signatures
    | SignSheet
    | Badges
    | Scale
    | FreeAnswer
    | Certificate
    | Funding
    | PageBreak
)


@dataclass(frozen=True, slots=True)
class Landscape:
    """Blocks on pages turned by a quarter; begins and ends with a new page."""

    blocks: tuple[Plain, ...]


Block = Plain | Landscape


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands around the text of each page but the cover, in the report language.

    `page_of` holds {page} and {pages}; `line` is the small last line (program, made, cut-off, digest, journal head);
    `mark` stands at the head of every page, the cover too: that it is a draft.
    """

    left: str = ""
    page_of: str = "{page} / {pages}"
    line: str = ""
    continued: str = "…"  # stands before the rest of a row that is taller than a page
    logo: bytes | None = None
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report. `made_at` is aware; `keywords` carry report id and digest; `accent` is a hex colour with a contrast of 4.5 to white."""

    report_id: str
    title: str
    subject: str
    language: str
    author: str
    creator: str
    made_at: datetime
    blocks: tuple[Block, ...]
    keywords: tuple[str, ...] = ()
    furniture: Furniture = Furniture()
    accent: str = "#1D4ED8"

    def __post_init__(self) -> None:
        if self.made_at.tzinfo is None:
            raise ValueError("made_at needs its time zone")
        if not self.title.strip():
            raise ValueError("a report needs a title")
        if contrast_on_white(self.accent) < LEAST_CONTRAST:
            raise ValueError(f"the accent {self.accent} cannot be read on white")
        _check_headings(self)


LEAST_CONTRAST = 4.5


def contrast_on_white(colour: str) -> float:
    """The WCAG contrast of "#RRGGBB" to white, 1 to 21; ValueError when it is no colour."""
    if not re.fullmatch("#[0-9A-Fa-f]{6}", colour):
        raise ValueError(f"{colour!r} is no colour")
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _check_headings(document: Document) -> None:
    before, keys = 0, set[str]()
    for block in walk(document.blocks):
        if not isinstance(block, Heading):
            continue
        if not 1 <= block.level <= min(3, before + 1):
            raise ValueError(f"heading {block.text!r}: level {block.level} after level {before}")
        if block.key and block.key in keys:
            raise ValueError(f"two headings have the key {block.key!r}")
        before = block.level
        keys.add(block.key)
    unknown = {link for link in links(document) if link not in keys}
    if unknown:
        raise ValueError(f"no heading has the key {', '.join(sorted(unknown))}")


def walk(blocks: Iterable[Block]) -> Iterator[Plain]:
    """All blocks in reading order, those of landscape pages included."""
    for block in blocks:
        if isinstance(block, Landscape):
            yield from block.blocks
        else:
            yield block


def cells(document: Document) -> Iterator[Cell]:
    """All cells of tables and facts, and the headline numbers, in reading order."""
    for block in walk(document.blocks):
        if isinstance(block, Table):
            for row in (*block.rows, *((block.total,) if block.total is not None else ())):
                if not isinstance(row, Group):
                    yield from row
        elif isinstance(block, Facts):
            yield from (cell for _, cell in block.rows)
        elif isinstance(block, KeyFigures):
            for item in block.items:
                yield item.figure
                if item.change is not None:
                    yield item.change


def figures(document: Document) -> Iterator[Figure]:
    """All indicator values that the report prints, in reading order."""
    yield from (cell for cell in cells(document) if isinstance(cell, Figure))


def links(document: Document) -> Iterator[str]:
    """The heading keys that cells lead to."""
    for cell in cells(document):
        if isinstance(cell, Figure | Value | Link) and cell.link:
            yield cell.link


def printed(cell: Cell) -> str:
    """The words of a cell as they stand on paper, without arrow, symbol and note mark."""
    if isinstance(cell, str):
        return cell
    return cell.word if isinstance(cell, State) else cell.printed
