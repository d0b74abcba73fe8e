"""The rows of one worksheet as XML, and what its shape needs to know of them."""

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from p2i_desktop.reports.excel import cells, styles
from p2i_desktop.reports.excel.model import Cell, Column, PageSheet, Plain, Properties, TableSheet
from p2i_desktop.reports.excel.rows import Writer, height, lines_of, table_rows

FIRST_LINE = 3  # row of the first line of a page
_SAMPLE = 200  # rows whose texts decide the width of a column
_NARROW, _WIDE = 8, 60  # characters
_BUTTON = 2  # characters that the filter button of a header takes
_EVERY = 500  # rows between two reports of progress


@dataclass(slots=True)
class Outcome:
    """What is known of a sheet once its rows are written."""

    titles: list[str] = field(default_factory=list)  # header texts of the table
    widths: list[float] = field(default_factory=list)  # characters
    rows: int = 0  # data rows
    last: int = 0  # row number of the last data row
    corner: str = "A1"  # last cell that is written
    sums: list[int | Decimal] = field(default_factory=list)
    links: list[tuple[str, str, str]] = field(default_factory=list)  # cell, place, tip
    left: Iterator[Sequence[Plain | Cell]] | None = None  # rows that did not fit


def page_rows(sheet: PageSheet, writer: Writer, outcome: Outcome) -> Iterator[str]:
    """The rows of a sheet to be read; `outcome` is filled on the way."""
    outcome.widths = list(sheet.widths)
    outcome.links = writer.links
    yield from _top(sheet.title, sheet.note, sheet.note_link, writer)
    wide, last = 1, 2
    for row, line in enumerate(sheet.lines, FIRST_LINE):
        if line:
            yield writer.line(row, line, styles.BODY, sheet.widths)
            wide, last = max(wide, len(line)), row
    outcome.corner = f"{cells.column_letters(wide - 1)}{last}"


def table_sheet_rows(
    sheet: TableSheet, writer: Writer, properties: Properties, outcome: Outcome, step: Callable[[], None]
) -> Iterator[str]:
    """The rows of a sheet with a table; `outcome` is filled on the way, `step` is called every 500 rows."""
    head = sheet.header_row
    rows = iter(sheet.rows)
    sample = list(itertools.islice(rows, _SAMPLE))
    outcome.titles = titles = unique_titles(sheet.columns)
    outcome.widths = _measured(sheet.columns, titles, sample)
    outcome.links = writer.links
    yield from _top(sheet.title, sheet.note, sheet.note_link, writer)
    yield _header(head, titles, outcome.widths, writer)
    yield from _data(sheet, writer, itertools.chain(sample, rows), outcome, step)
    if sheet.totals:
        yield _totals(sheet, titles, writer, properties, outcome)
    outcome.corner = f"{cells.column_letters(len(titles) - 1)}{outcome.last + sheet.totals}"


def _data(
    sheet: TableSheet,
    writer: Writer,
    rows: Iterator[Sequence[Plain | Cell]],
    outcome: Outcome,
    step: Callable[[], None],
) -> Iterator[str]:
    head = sheet.header_row
    first = head + 1
    room = sheet.most_rows - head - 1
    outcome.sums = [0] * len(sheet.columns)
    summed = [i for i, column in enumerate(sheet.columns) if column.total]
    for text, values in table_rows(writer, sheet.columns, outcome.widths, itertools.islice(rows, room), first):
        yield text
        outcome.rows += 1
        for i in summed:
            outcome.sums[i] += _worth(values[i])
        if outcome.rows % _EVERY == 0:
            step()
    if outcome.rows == room:
        outcome.left = rows
    if not outcome.rows:  # a table of Excel has one row at least
        yield writer.line(first, [None] * len(sheet.columns), styles.BODY)
    outcome.last = head + max(outcome.rows, 1)


def _worth(value: Plain | Cell) -> int | Decimal:
    value = value.value if isinstance(value, Cell) else value
    if isinstance(value, float):
        return Decimal(str(value))
    return value if isinstance(value, int | Decimal) and not isinstance(value, bool) else 0


def unique_titles(columns: Sequence[Column]) -> list[str]:
    """Header texts as a table demands them: on one line, not empty, no two alike without regard to case."""
    taken: set[str] = set()
    titles = []
    for number, column in enumerate(columns, 1):
        title = base = " ".join(cells.clean(column.title).split())[:240] or f"{number}"
        count = 2
        while title.casefold() in taken:
            title = f"{base} ({count})"
            count += 1
        taken.add(title.casefold())
        titles.append(title)
    return titles


def _measured(
    columns: Sequence[Column], titles: Sequence[str], sample: Sequence[Sequence[Plain | Cell]]
) -> list[float]:
    widths: list[float] = []
    for i, column in enumerate(columns):
        longest = max([min(len(titles[i]), 24), *(_shown_length(row[i]) for row in sample)], default=0)
        widths.append(column.width or max(_NARROW, min(_WIDE, longest + 3)))
    return widths


def _shown_length(value: Plain | Cell) -> int:
    value = value.value if isinstance(value, Cell) else value
    if isinstance(value, float):
        return 8
    return len(str(value)[: _WIDE * 2]) if value is not None else 0


def _top(title: str, note: str, link: str, writer: Writer) -> Iterator[str]:
    if title:
        yield writer.line(1, [title], styles.TITLE)
    if title and note:
        yield writer.line(2, [Cell(note, link=link, look=styles.NOTE)], styles.NOTE)


def _header(row: int, titles: Sequence[str], widths: Sequence[float], writer: Writer) -> str:
    convert = [writer.converter(cells.column_letters(i), "word", styles.HEADER) for i in range(len(titles))]
    lines = max(lines_of(title, width - _BUTTON) for title, width in zip(titles, widths, strict=True))
    texts = "".join(c(title, row) for c, title in zip(convert, titles, strict=True))
    return f'<row r="{row}"{height(lines)}>{texts}</row>'


def _totals(sheet: TableSheet, titles: Sequence[str], writer: Writer, properties: Properties, outcome: Outcome) -> str:
    row = outcome.last + 1
    parts = []
    for i, column in enumerate(sheet.columns):
        value: Plain | Cell = None
        if column.total:
            value = Cell(outcome.sums[i], formula=f"SUBTOTAL(109,{sheet.table}[{escaped(titles[i])}])")
        elif i == 0:
            value = properties.total_word
        kind = column.kind if column.total else "text"
        parts.append(writer.cell(cells.column_letters(i), row, value, styles.TOTAL, kind))
    return f'<row r="{row}">{"".join(parts)}</row>'


def escaped(title: str) -> str:
    """A column name as a structured reference writes it."""
    return "".join("'" + c if c in "'#[]" else c for c in title)
