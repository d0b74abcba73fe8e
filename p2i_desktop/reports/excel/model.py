"""What a workbook is made of, as plain values: sheets with a title, a table or lines, charts and links."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Literal, NamedTuple

Kind = Literal[
    "text",
    "word",
    "integer",
    "year",
    "number",
    "minutes",
    "hours",
    "money",
    "percent",
    "rate",
    "date",
    "instant",
    "time",
    "bool",
]
Plain = str | int | float | Decimal | date | datetime | time | bool | None

MAX_ROWS = 1_048_576  # of a worksheet
MAX_LINKS = 65_530  # of a worksheet
MAX_TEXT = 32_767  # UTF-16 units of a cell
SHEET_NAME = 31  # characters


class Look(NamedTuple):
    """How a cell looks; styles.py has each look made once."""

    format: str = "General"
    bold: bool = False
    italic: bool = False
    underline: bool = False
    size: int = 10
    color: str = ""  # RRGGBB
    fill: str = ""  # RRGGBB
    wrap: bool = False
    align: str = ""  # left, right, center; "" = by type
    indent: int = 0  # characters from the side that `align` names
    line: str = ""  # RRGGBB of a line under the cell
    quote: bool = False  # shown with Excel's leading apostrophe: never becomes a formula when edited


class Cell(NamedTuple):
    """A value that is more than plain: a formula with its stored result, a link inside the workbook, a look of its own."""

    value: Plain = None
    formula: str = ""  # ours alone, never from data; `value` is its stored result
    link: str = ""  # "'Sheet'!A5"
    tip: str = ""
    look: Look | None = None
    kind: Kind | None = None  # number format where the column's does not fit


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table; `meaning` to `personal` are its line in the data dictionary."""

    title: str
    kind: Kind = "text"
    width: float = 0  # characters; 0 = from the first rows
    total: bool = False  # SUBTOTAL(109) in the totals row
    hidden: bool = False
    meaning: str = ""
    unit: str = ""
    source: str = ""  # record_type.field
    personal: bool | None = None
    choices: tuple[str, ...] = ()  # what cells of the column offer, from the hidden sheet of lists


@dataclass(frozen=True, slots=True)
class Series:
    """One row of columns or bars: the cells it is drawn from, and their values for readers that do not calculate."""

    name: str
    name_ref: str
    categories_ref: str
    categories: tuple[str, ...]
    values_ref: str
    values: tuple[float | None, ...]
    format: str
    color: str
    outline: bool = False  # hatched with an outline: last year


@dataclass(frozen=True, slots=True)
class Chart:
    """A native chart beside the table; `alt` is what a screen reader says."""

    title: str
    alt: str
    series: tuple[Series, ...]
    horizontal: bool  # bars instead of columns
    anchor: tuple[int, int]  # zero-based column and row of the upper left corner
    size: tuple[int, int]  # columns and rows
    unit: str = ""  # axis title


@dataclass(frozen=True, slots=True)
class DataBars:
    """Bars behind the numbers of a range, from 0 to `full`."""

    ref: str
    full: float
    color: str


@dataclass(frozen=True, slots=True)
class Marked:
    """The cells of a range that say something stand on a coloured ground: the colour is extra to their words."""

    ref: str
    color: str


@dataclass(frozen=True, slots=True)
class TableSheet:
    """A sheet with one Excel table: filter, frozen header and first column, totals by SUBTOTAL if wished."""

    name: str
    columns: tuple[Column, ...]
    rows: Iterable[Sequence[Plain | Cell]]
    title: str = ""  # A1; without it the header stands in row 1, else in row 3
    note: str = ""  # A2
    note_link: str = ""
    table: str = ""  # ASCII name; "" = by position
    totals: bool = False
    charts: tuple[Chart, ...] = ()
    bars: tuple[DataBars, ...] = ()
    marked: tuple[Marked, ...] = ()
    most_rows: int = MAX_ROWS  # of the worksheet; what does not fit goes on in another sheet

    @property
    def header_row(self) -> int:
        """1-based row of the header."""
        return 3 if self.title else 1


@dataclass(frozen=True, slots=True)
class PageSheet:
    """A sheet to be read: a title in A1 and lines of cells from row 3 on."""

    name: str
    title: str
    lines: Sequence[Sequence[Plain | Cell]]
    widths: tuple[float, ...]
    note: str = ""
    note_link: str = ""


Sheet = TableSheet | PageSheet


@dataclass(frozen=True, slots=True)
class Properties:
    """What a workbook says about itself; `made_at` is aware and stands for every date in the file."""

    title: str
    language: str
    author: str
    made_at: datetime
    subject: str = ""
    keywords: str = ""
    footer: str = ""  # left foot of each printed page
    page_of: str = "{page} / {pages}"
    total_word: str = ""  # label of the totals row
    date_format: str = "yyyy-mm-dd"


@dataclass(frozen=True, slots=True)
class Workbook:
    """A whole workbook: its sheets in order, names for cells, and how many rows are to come (for progress)."""

    sheets: tuple[Sheet, ...]
    properties: Properties
    defined: tuple[tuple[str, str], ...] = ()  # name, reference
    rows: int = 0
