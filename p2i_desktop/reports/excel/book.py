"""A whole workbook: rows are streamed, openpyxl makes everything around them, both are put together in one file."""

import io
import itertools
import re
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO

from p2i_desktop.reports.excel import cells, shape, sheets
from p2i_desktop.reports.excel.archive import Archive
from p2i_desktop.reports.excel.model import SHEET_NAME, Chart, PageSheet, Properties, Sheet
from p2i_desktop.reports.excel.rows import Words, Writer
from p2i_desktop.reports.excel.sheets import FIRST_LINE

_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_DECLARATION = re.compile(r"^<\?xml[^>]*\?>\s*")
_NO_ROWS = re.compile(r"<sheetData ?/>|<sheetData></sheetData>")
_SIZE = re.compile(r'<dimension ref="[^"]*" ?/>')
_IN_MEMORY = 4 * 2**20  # bytes of rows; what is more waits on the disk, beside the file
_BLOCK = 256 * 1024
_ROWS = 0.6  # share of the work; the rest is compressing
_TYPES = "[Content_Types].xml"
_WORDS_TYPE = (
    '<Override PartName="/xl/sharedStrings.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
)
_WORDS_RELATION = (  # openpyxl writes every text into its cell; shared ones make the file smaller and the rows faster
    '<Relationship Id="rIdWords" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" '
    'Target="/xl/sharedStrings.xml"/>'
)
Progress = Callable[[float], None]


@dataclass(slots=True)
class _Written:
    """A sheet whose rows wait between two places of the spool."""

    sheet: Sheet
    outcome: sheets.Outcome
    start: int
    end: int


@dataclass(slots=True)
class _Book:
    """What has been written so far."""

    spool: IO[bytes]
    shape: shape.Shape
    step: Callable[[], None]
    words: Words = field(default_factory=Words)
    names: list[str] = field(default_factory=list)
    written: list[_Written] = field(default_factory=list)


def write_book(
    path: Path,
    parts: Iterable[Sheet],
    properties: Properties,
    *,
    defined: Sequence[tuple[str, str]] = (),
    progress: Progress | None = None,
    total: int = 0,
) -> int:
    """Writes the workbook to `path` and gives the number of its visible sheets; `defined` = (name, reference) pairs.

    `progress` gets the share that is done, of `total` rows; what it raises ends the writing.
    """
    done = 0

    def step() -> None:
        nonlocal done
        done += 500
        if progress:
            progress(min(1.0, done / total) * _ROWS if total else 0.0)

    def packed(share: float) -> None:
        if progress:
            progress(_ROWS + (1 - _ROWS) * share if total else 0.0)

    with tempfile.SpooledTemporaryFile(_IN_MEMORY, dir=str(path.parent)) as spool:
        book = _Book(spool, shape.new(properties), step)
        for sheet in parts:
            _add(book, sheet)
        count = len(book.names)
        _offer(book)
        with Archive(path) as archive:
            _pack(book, archive, shape.save(book.shape, defined), packed)
    if progress:
        progress(1.0)  # still time to stop: the file is not in its place yet
    return count


def _add(book: _Book, sheet: Sheet) -> None:
    name = sheet_name(sheet.name, book.names)
    if isinstance(sheet, PageSheet):
        _page(book, sheet, name)
        return
    sheet = replace(sheet, table=shape.table_name(book.shape, sheet.table))
    writer, outcome = Writer(book.shape.looks, book.words), sheets.Outcome()
    _spool(
        book, name, sheet, outcome, sheets.table_sheet_rows(sheet, writer, book.shape.properties, outcome, book.step)
    )
    shape.add_table(book.shape, name, sheet, outcome)
    if outcome.left is not None:
        more = next(outcome.left, None)
        if more is not None:
            rest = (row for part in ([more], outcome.left) for row in part)
            _add(book, replace(sheet, rows=rest, table="", charts=()))


def _offer(book: _Book) -> None:
    """Columns of closed lists offer their members, which stand on a hidden sheet."""
    lists: dict[tuple[str, ...], str] = {}
    name = sheet_name("Lists", book.names)
    for target, entry in zip(book.names, book.written, strict=True):
        if isinstance(entry.sheet, PageSheet):
            continue
        for i, column in enumerate(entry.sheet.columns):
            if column.choices:
                letters = lists.setdefault(column.choices, cells.column_letters(len(lists)))
                source = place(name, f"${letters}${FIRST_LINE}:${letters}${FIRST_LINE + len(column.choices) - 1}")
                own = cells.column_letters(i)
                area = f"{own}{entry.sheet.header_row + 1}:{own}{entry.outcome.last}"
                shape.offer(book.shape, target, area, source)
    if lists:
        lines = list(itertools.zip_longest(*lists))
        _page(book, PageSheet(name, "", lines, (30.0,) * len(lists)), name, hidden=True)


def _page(book: _Book, sheet: PageSheet, name: str, hidden: bool = False) -> None:
    writer, outcome = Writer(book.shape.looks, book.words), sheets.Outcome()
    _spool(book, name, sheet, outcome, sheets.page_rows(sheet, writer, outcome))
    shape.add_page(book.shape, name, outcome, hidden)


def _spool(book: _Book, name: str, sheet: Sheet, outcome: sheets.Outcome, rows: Iterator[str]) -> None:
    start = book.spool.tell()
    held, size = [], 0
    for row in rows:
        held.append(row)
        size += len(row)
        if size >= _BLOCK:
            _keep(book, held)
            held, size = [], 0
    _keep(book, held)
    book.names.append(name)
    book.written.append(_Written(sheet, outcome, start, book.spool.tell()))


def _keep(book: _Book, rows: list[str]) -> None:
    text = "".join(rows)
    book.words.look_through(text)
    book.spool.write(text.encode())


def _pack(book: _Book, archive: Archive, made: bytes, packed: Progress) -> None:
    """Copies the parts of openpyxl's file, with the rows and what openpyxl has no parameter for put in."""
    drawn = (entry.sheet.charts for entry in book.written if not isinstance(entry.sheet, PageSheet))
    charts = (items for items in drawn if items)
    whole = book.spool.tell() or 1
    with zipfile.ZipFile(io.BytesIO(made)) as source:
        for name in sorted(source.namelist(), key=lambda name: name != _TYPES):  # readers look for the types first
            text = _DECLARATION.sub("", source.read(name).decode())
            number = re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", name)
            if number:
                entry = book.written[int(number[1]) - 1]
                archive.part(name, _worksheet(book, entry, text, lambda at: packed(at / whole)))
                continue
            if name.startswith("xl/drawings/drawing"):
                text = _described(text, next(charts))
            elif name == "docProps/core.xml":
                text = shape.core(book.shape)
            elif name == "docProps/app.xml":  # openpyxl always says "Microsoft Excel" and a version
                text = re.sub("<Application>.*</AppVersion>", "<Application>P2I Desktop</Application>", text)
            elif name == _TYPES:
                text = text.replace("</Types>", _WORDS_TYPE + "</Types>")
            elif name == "xl/_rels/workbook.xml.rels":
                text = text.replace("</Relationships>", _WORDS_RELATION + "</Relationships>")
            archive.part(name, [text.encode()])
    archive.part("xl/sharedStrings.xml", book.words.xml())


def _worksheet(book: _Book, entry: _Written, text: str, packed: Progress) -> Iterator[bytes]:
    head, tail = _NO_ROWS.split(text)
    size = f'<dimension ref="A1:{entry.outcome.corner}"/>'
    yield (_SIZE.sub(size, head) + "<sheetData>").encode()
    book.spool.seek(entry.start)
    while book.spool.tell() < entry.end:
        yield book.spool.read(min(_BLOCK, entry.end - book.spool.tell()))
        packed(book.spool.tell())
    before, margins, after = tail.partition("<pageMargins")
    print_setup, footer, rest = after.partition("</headerFooter>")
    yield f"</sheetData>{before}".encode()
    yield from _links(entry.outcome.links)
    yield f"{margins}{print_setup}{footer}{_ignored(entry)}{rest}".encode()


def _links(links: Sequence[tuple[str, str, str]]) -> Iterator[bytes]:
    """Ours, as the rows: openpyxl keeps an object and a cell for each link, and there may be one a row."""
    if links:
        yield b"<hyperlinks>"
        for ref, place_, tip in links:
            hint = f' tooltip="{cells.attribute(tip)}"' if tip else ""
            yield f'<hyperlink ref="{ref}" location="{cells.attribute(place_)}"{hint}/>'.encode()
        yield b"</hyperlinks>"


def _ignored(entry: _Written) -> str:
    """No green corners at numbers that are texts; openpyxl reads and writes no such part."""
    if isinstance(entry.sheet, PageSheet):
        return ""
    area = f"A{entry.sheet.header_row}:{cells.column_letters(len(entry.outcome.titles) - 1)}{entry.outcome.last}"
    return f'<ignoredErrors><ignoredError sqref="{area}" numberStoredAsText="1"/></ignoredErrors>'


def _described(drawing: str, charts: Sequence[Chart]) -> str:
    """What screen readers say of each chart: openpyxl has no parameter for it."""
    for number, chart in enumerate(charts, 1):
        words = f'name="{cells.attribute(chart.title)}" descr="{cells.attribute(chart.alt)}"'
        drawing = drawing.replace(f'name="Chart {number}"', words, 1)
    return drawing


def sheet_name(wanted: str, taken: Sequence[str]) -> str:
    """A name that Excel accepts: no forbidden characters, at most 31, unique without regard to case, not its own "History"."""
    base = _FORBIDDEN.sub(" ", cells.clean(wanted)).strip(" '")[:SHEET_NAME].rstrip(" '") or "Sheet"
    if base.casefold() == "history":
        base += "_"
    name, count = base, 2
    while name.casefold() in {other.casefold() for other in taken}:
        tail = f" ({count})"
        name = base[: SHEET_NAME - len(tail)] + tail
        count += 1
    return name


def place(sheet: str, cell: str) -> str:
    """A reference to a cell of a sheet, as links and names write it."""
    return "'" + sheet.replace("'", "''") + "'!" + cell
