"""Tables of the outside world as plain values: what a workbook, a CSV file and pasted text have in common."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import NamedTuple

Value = str | int | float | bool | date | datetime | time | None
Values = tuple[tuple[str, str], ...]
Progress = Callable[[float], None]  # takes the share read, 0 to 1; what it raises ends the reading
WHOLE_ROW = -1


class Note(NamedTuple):
    """Something to know about a file that was read all the same: the key of its words (`table`) and what fills them."""

    kind: str
    values: Values = ()


class Fault(NamedTuple):
    """Why a row cannot be taken as it is: its column (from 0; WHOLE_ROW), the key of the words (`table`), their values."""

    column: int
    kind: str
    values: Values = ()


class Offer(NamedTuple):
    """A way to read the letters of a file that does not say how it was written, with words that it makes readable."""

    encoding: str
    words: tuple[str, ...]


class Merge(NamedTuple):
    """Cells that are one: the first and last line (from 1) and column (from 0)."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may at most be; more is refused in words."""

    file_bytes: int = 50 * 1024 * 1024
    unpacked_bytes: int = 200 * 1024 * 1024
    ratio: int = 100  # unpacked to packed, of one part
    parts: int = 2_000
    rows: int = 1_000_000
    columns: int = 512
    blank_rows: int = 1_000  # so many in a row end the reading
    cell: int = 1_000_000  # characters


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Row:
    """A row with something in it: where it begins in the file (from 1), its cells, and what is wrong with them."""

    line: int
    cells: tuple[Value, ...]
    faults: tuple[Fault, ...] = ()
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of one sheet, blank ones left out and counted."""

    name: str
    rows: list[Row]
    blank: int = 0
    hidden: bool = False
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[Merge, ...] = ()
    strict: bool = False  # a row shorter or longer than the headings is a fault (CSV)
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class TableFile:
    """A file as it was read: `form` is xlsx, csv or paste; `encodings` is empty where the letters are certain, else
    every way to read them with the one that was used first; `separator` is "" for one column."""

    name: str
    form: str
    sheets: tuple[Sheet, ...]
    notes: tuple[Note, ...] = ()
    encoding: str = ""
    separator: str = ""
    encodings: tuple[Offer, ...] = field(default=())

    def offered(self) -> Sheet:
        """The sheet to begin with: the first visible one with rows, else the first with rows, else an empty one."""
        filled = [sheet for sheet in self.sheets if sheet.rows]
        visible = [sheet for sheet in filled if not sheet.hidden]
        return next(iter((*visible, *filled, *self.sheets)), Sheet("", []))


def text_of(value: Value) -> str:
    """A cell as one text: days as year-month-day, whole numbers without a point, yes and no as the file has them."""
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case datetime():
            return value.isoformat(" ", "minutes")
        case date() | time():
            return value.isoformat()
        case _:
            return str(value)


def is_blank(value: Value) -> bool:
    """Whether nothing stands in a cell."""
    return value is None or (isinstance(value, str) and not value.strip())
