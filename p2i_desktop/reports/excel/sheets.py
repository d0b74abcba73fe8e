"""One worksheet as XML, part by part in the order that the format prescribes."""

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from p2i_desktop.reports.excel import cells, styles
from p2i_desktop.reports.excel.model import MAX_LINKS, Cell, Column, PageSheet, Plain, Properties, TableSheet
from p2i_desktop.reports.excel.rows import Writer, table_rows

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SAMPLE = 200  # rows whose texts decide the width of a column
_NARROW, _WIDE = 8, 60  # characters
_EVERY = 500  # rows between two reports of progress


@dataclass(slots=True)
class Outcome:
    """What is known of a sheet once its rows are written."""

    rows: int = 0  # data rows
    first: int = 0
    last: int = 0  # row numbers of the data
    titles: str = ""  # "$3:$3", the rows repeated on each printed page
    sums: list[Decimal] = field(default_factory=list)
    left: Iterator[Sequence[Plain | Cell]] | None = None  # rows that did not fit


def page_sheet(sheet: PageSheet, writer: Writer, properties: Properties, first: bool) -> Iterator[str]:
    """The XML of a sheet to be read."""
    yield _opening(None, first)
    yield _widths(sheet.widths, ())
    yield "<sheetData>"
    yield from _top(sheet.title, sheet.note, sheet.note_link, writer)
    for row, line in enumerate(sheet.lines, 3):
        if line:
            yield writer.line(row, line, styles.BODY)
    yield "</sheetData>"
    yield _links(writer) + _printing(properties)
    yield "</worksheet>"


def table_sheet(
    sheet: TableSheet, writer: Writer, properties: Properties, outcome: Outcome, step: Callable[[], None]
) -> Iterator[str]:
    """The XML of a sheet with a table; `outcome` is filled on the way, `step` is called every 500 rows."""
    head = sheet.header_row
    rows = iter(sheet.rows)
    sample = list(itertools.islice(rows, _SAMPLE))
    titles = unique_titles(sheet.columns)
    yield _opening((head, len(sheet.columns) > 1), False)
    yield _widths(_measured(sheet.columns, titles, sample), tuple(c.hidden for c in sheet.columns))
    yield "<sheetData>"
    yield from _top(sheet.title, sheet.note, sheet.note_link, writer)
    yield _header(head, titles, writer)
    yield from _data(sheet, writer, itertools.chain(sample, rows), outcome, step)
    if sheet.totals:
        yield _totals(sheet, titles, writer, properties, outcome)
    yield "</sheetData>"
    for priority, bars in enumerate(sheet.bars, 1):
        yield (
            f'<conditionalFormatting sqref="{bars.ref}"><cfRule type="dataBar" priority="{priority}"><dataBar><cfvo type="num" val="0"/>'
            f'<cfvo type="num" val="{bars.full}"/><color rgb="FF{bars.color}"/></dataBar></cfRule></conditionalFormatting>'
        )
    yield _links(writer) + _printing(properties)
    last = cells.column_letters(len(sheet.columns) - 1)
    yield f'<ignoredErrors><ignoredError sqref="A{head}:{last}{outcome.last}" numberStoredAsText="1"/></ignoredErrors>'
    if sheet.charts:
        yield '<drawing r:id="rId2"/>'
    yield '<tableParts count="1"><tablePart r:id="rId1"/></tableParts></worksheet>'


def _data(
    sheet: TableSheet,
    writer: Writer,
    rows: Iterator[Sequence[Plain | Cell]],
    outcome: Outcome,
    step: Callable[[], None],
) -> Iterator[str]:
    head = sheet.header_row
    outcome.first = head + 1
    room = sheet.most_rows - head - 1
    outcome.sums = [Decimal(0)] * len(sheet.columns)
    summed = [i for i, column in enumerate(sheet.columns) if column.total]
    for text, values in table_rows(writer, sheet.columns, itertools.islice(rows, room), outcome.first):
        yield text
        outcome.rows += 1
        for i in summed:
            outcome.sums[i] += _worth(values[i])
        if outcome.rows % _EVERY == 0:
            step()
    if outcome.rows == room:
        outcome.left = rows
    if not outcome.rows:  # a table of Excel has one row at least
        yield writer.line(outcome.first, [None] * len(sheet.columns), styles.BODY)
    outcome.last = head + max(outcome.rows, 1)
    outcome.titles = f"${head}:${head}"


def _worth(value: Plain | Cell) -> Decimal:
    value = value.value if isinstance(value, Cell) else value
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return Decimal(0)
    return value if isinstance(value, Decimal) else Decimal(str(value))


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


def _opening(freeze: tuple[int, bool] | None, active: bool) -> str:
    head = (
        f'<worksheet xmlns="{styles.MAIN}" xmlns:r="{RELATIONS}">'
        '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<sheetViews><sheetView showGridLines="0"{" tabSelected=" + chr(34) + "1" + chr(34) if active else ""} workbookViewId="0">'
    )
    if freeze:
        row, column = freeze
        corner = f"{'B' if column else 'A'}{row + 1}"
        pane = "bottomRight" if column else "bottomLeft"
        split = ' xSplit="1"' if column else ""
        head += f'<pane{split} ySplit="{row}" topLeftCell="{corner}" activePane="{pane}" state="frozen"/><selection pane="{pane}" activeCell="{corner}" sqref="{corner}"/>'
    return head + '</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>'


def _widths(widths: Sequence[float], hidden: Sequence[bool]) -> str:
    columns = "".join(
        f'<col min="{i}" max="{i}" width="{width:g}" customWidth="1"{" hidden=" + chr(34) + "1" + chr(34) if hidden and hidden[i - 1] else ""}/>'
        for i, width in enumerate(widths, 1)
    )
    return f"<cols>{columns}</cols>"


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


def _header(row: int, titles: Sequence[str], writer: Writer) -> str:
    convert = [writer.converter(cells.column_letters(i), "word", styles.HEADER) for i in range(len(titles))]
    return f'<row r="{row}">{"".join(c(title, row) for c, title in zip(convert, titles, strict=True))}</row>'


def _totals(sheet: TableSheet, titles: Sequence[str], writer: Writer, properties: Properties, outcome: Outcome) -> str:
    row = outcome.last + 1
    parts = []
    for i, column in enumerate(sheet.columns):
        value: Plain | Cell = None
        if column.total:
            value = Cell(outcome.sums[i], formula=f"SUBTOTAL(109,[{escaped(titles[i])}])")
        elif i == 0:
            value = properties.total_word
        kind = column.kind if column.total else "text"
        parts.append(writer.cell(cells.column_letters(i), row, value, styles.TOTAL, kind))
    return f'<row r="{row}">{"".join(parts)}</row>'


def escaped(title: str) -> str:
    """A column name as a structured reference writes it."""
    return "".join("'" + c if c in "'#[]" else c for c in title)


def _links(writer: Writer) -> str:
    if not writer.links:
        return ""
    items = "".join(
        f'<hyperlink ref="{ref}" location="{cells.attribute(place)}"'
        + (f' tooltip="{cells.attribute(tip)}"/>' if tip else "/>")
        for ref, place, tip in writer.links[:MAX_LINKS]
    )
    return f"<hyperlinks>{items}</hyperlinks>"


def _printing(properties: Properties) -> str:
    left = properties.footer.replace("&", "&&")[:120]
    right = properties.page_of.replace("&", "&&").format(page="&P", pages="&N")
    return (
        '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.7" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>'
        f"<headerFooter><oddFooter>{cells.xml('&L' + left + '&R' + right)}</oddFooter></headerFooter>"
    )


def table_xml(number: int, name: str, sheet: TableSheet, outcome: Outcome) -> str:
    """The table part that belongs to the sheet."""
    titles = unique_titles(sheet.columns)
    last = cells.column_letters(len(titles) - 1)
    filtered = f"A{sheet.header_row}:{last}{outcome.last}"
    whole = f"A{sheet.header_row}:{last}{outcome.last + 1}" if sheet.totals else filtered
    parts = []
    for i, (column, title) in enumerate(zip(sheet.columns, titles, strict=True)):
        total = ""
        if sheet.totals and column.total:
            total = ' totalsRowFunction="sum"'
        elif sheet.totals and i == 0:
            total = ' totalsRowLabel="@"'
        parts.append(f'<tableColumn id="{i + 1}" name="{cells.attribute(title)}"{total}/>')
    rows = 'totalsRowCount="1"' if sheet.totals else 'totalsRowShown="0"'
    return (
        f'<table xmlns="{styles.MAIN}" id="{number}" name="{name}" displayName="{name}" ref="{whole}" {rows}>'
        f'<autoFilter ref="{filtered}"/><tableColumns count="{len(parts)}">{"".join(parts)}</tableColumns>'
        '<tableStyleInfo name="TableStyleLight1" showFirstColumn="0" showLastColumn="0" showRowStripes="0" showColumnStripes="0"/></table>'
    )
