"""A list of the window on paper: what is filtered, the rows in their order and the sums below them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from p2i_desktop.reports.document import (
    Block,
    Cell,
    Column,
    Document,
    Furniture,
    Heading,
    Landscape,
    Plain,
    Row,
    Table,
    Text,
)

_PORTRAIT = 95  # characters of a row that fit upright
_SAMPLE = 200  # rows that are looked at for it


@dataclass(frozen=True, slots=True)
class Words:
    """What stands around the rows, in the language of the paper."""

    page_of: str  # with {page} and {pages}
    made: str  # program and instant
    continued: str
    none: str  # in place of rows


@dataclass(frozen=True, slots=True)
class PrintedList:
    """A list in words: `lines` say what is filtered and how it is sorted, `below` holds the sums."""

    title: str
    centre: str
    language: str
    made_at: datetime
    program: str
    words: Words
    lines: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    below: str = ""


def build(printed: PrintedList) -> Document:
    """The list as a document, on turned pages where its rows are wide."""
    blocks: list[Plain] = [Heading(1, printed.title)]
    blocks += [Text(line, "small") for line in printed.lines]
    blocks.append(Table(printed.columns, printed.rows, empty=printed.words.none))
    if printed.below:
        blocks.append(Text(printed.below, "strong"))
    body: tuple[Block, ...] = (Landscape(tuple(blocks)),) if _wide(printed) else tuple(blocks)
    foot = " · ".join(part for part in (printed.centre, printed.title) if part)
    return Document(
        report_id="list", title=printed.title, subject=" ".join(printed.lines), language=printed.language,
        author=printed.centre, creator=printed.program, made_at=printed.made_at, blocks=body,
        furniture=Furniture(foot, printed.words.page_of, printed.words.made, printed.words.continued),
    )  # fmt: skip


def _wide(printed: PrintedList) -> bool:
    """Whether a row is longer than an upright page: the widest of the first cells of each column, long texts wrap."""
    letters = 0
    for at, column in enumerate(printed.columns):
        longest = max((_length(row[at]) for row in printed.rows[:_SAMPLE]), default=0)
        letters += min(max(longest, _longest_word(column.title)), 40) + 2
    return letters > _PORTRAIT


def _length(cell: Cell) -> int:
    return len(cell if isinstance(cell, str) else getattr(cell, "printed", ""))


def _longest_word(text: str) -> int:
    words: Sequence[str] = text.split()
    return max(map(len, words), default=0)
