"""A whole workbook: sheets, tables, charts, names and properties put together in one file."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC
from pathlib import Path

from p2i_desktop.reports.excel import cells, charts, sheets, styles
from p2i_desktop.reports.excel.archive import Archive
from p2i_desktop.reports.excel.model import SHEET_NAME, Chart, PageSheet, Properties, Sheet, TableSheet
from p2i_desktop.reports.excel.rows import Words, Writer

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument"
_XLSX = f"{_TYPES}.spreadsheetml"
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
Progress = Callable[[float], None]


@dataclass(slots=True)
class Book:
    """What has been written so far; parts are named by their numbers."""

    archive: Archive
    properties: Properties
    looks: styles.Styles
    words: Words = field(default_factory=Words)
    names: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    tables: list[str] = field(default_factory=list)
    drawings: int = 0
    charts: int = 0


def write_book(
    path: Path,
    parts: Iterable[Sheet],
    properties: Properties,
    *,
    defined: Sequence[tuple[str, str]] = (),
    progress: Progress | None = None,
    total: int = 0,
) -> int:
    """Writes the workbook to `path` and gives the number of its sheets; `defined` = (name, reference) pairs.

    `progress` gets the share that is done, of `total` rows; what it raises ends the writing.
    """
    done = 0

    def step() -> None:
        nonlocal done
        done += 500
        if progress:
            progress(min(1.0, done / total) if total else 0.0)

    with Archive(path) as archive:
        archive.part("_rels/.rels", [_root_relations()])
        book = Book(archive, properties, styles.Styles(properties.date_format))
        for sheet in parts:
            _add(book, sheet, step)
            if progress:
                progress(min(1.0, done / total) if total else 0.0)
        _finish(book, defined)
        if progress:
            progress(1.0)  # still time to stop: the file is not in its place yet
    return len(book.names)


def _add(book: Book, sheet: Sheet, step: Callable[[], None]) -> None:
    book.names.append(sheet_name(sheet.name, book.names))
    number = len(book.names)
    writer = Writer(book.looks, book.words)
    if isinstance(sheet, PageSheet):
        book.archive.part(_sheet(number), sheets.page_sheet(sheet, writer, book.properties, number == 1))
        book.titles.append("")
        return
    outcome = sheets.Outcome()
    book.archive.part(_sheet(number), sheets.table_sheet(sheet, writer, book.properties, outcome, step))
    book.titles.append(outcome.titles)
    _add_table(book, number, sheet, outcome)
    if outcome.left is not None:
        more = next(outcome.left, None)
        if more is not None:
            rest = (row for part in ([more], outcome.left) for row in part)
            _add(book, replace(sheet, rows=rest, table="", charts=()), step)


def _add_table(book: Book, number: int, sheet: TableSheet, outcome: sheets.Outcome) -> None:
    name = _table_name(sheet.table, book.tables)
    book.tables.append(name)
    table = len(book.tables)
    xml = sheets.table_xml(table, name, sheet, outcome)
    book.archive.part(
        f"xl/tables/table{table}.xml",
        [xml.replace('Label="@"', f'Label="{cells.attribute(book.properties.total_word)}"')],
    )
    relations = [("rId1", "table", f"../tables/table{table}.xml")]
    if sheet.charts:
        _add_charts(book, sheet.charts)
        relations.append(("rId2", "drawing", f"../drawings/drawing{book.drawings}.xml"))
    book.archive.part(f"xl/worksheets/_rels/sheet{number}.xml.rels", [_relations(relations)])


def _add_charts(book: Book, items: Sequence[Chart]) -> None:
    book.drawings += 1
    book.archive.part(f"xl/drawings/drawing{book.drawings}.xml", [charts.drawing_xml(items)])
    relations = []
    for n, chart in enumerate(items, 1):
        book.charts += 1
        book.archive.part(f"xl/charts/chart{book.charts}.xml", [charts.chart_xml(chart, book.properties.language)])
        relations.append((f"rId{n}", "chart", f"../charts/chart{book.charts}.xml"))
    book.archive.part(f"xl/drawings/_rels/drawing{book.drawings}.xml.rels", [_relations(relations)])


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


def _table_name(wanted: str, taken: Sequence[str]) -> str:
    base = re.sub(r"[^A-Za-z0-9_]", "_", wanted) or f"tbl_{len(taken) + 1}"
    name, count = base, 2
    while name in taken:
        name = f"{base}_{count}"
        count += 1
    return name


def _sheet(number: int) -> str:
    return f"xl/worksheets/sheet{number}.xml"


def _relations(items: Iterable[tuple[str, str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/relationships/{kind}" Target="{target}"/>'
        for key, kind, target in items
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


def _root_relations() -> str:
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/relationships/officeDocument" Target="xl/workbook.xml"/>'
        f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
        f'<Relationship Id="rId3" Type="{_OFFICE}/relationships/extended-properties" Target="docProps/app.xml"/></Relationships>'
    )


def _finish(book: Book, defined: Sequence[tuple[str, str]]) -> None:
    count = len(book.names)
    relations = [(f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in range(1, count + 1)]
    relations += [
        (f"rId{count + 1}", "styles", "styles.xml"),
        (f"rId{count + 2}", "sharedStrings", "sharedStrings.xml"),
    ]
    part = book.archive.part
    part("xl/workbook.xml", [_workbook(book, defined)])
    part("xl/_rels/workbook.xml.rels", [_relations(relations)])
    part("xl/styles.xml", [book.looks.xml()])
    part("xl/sharedStrings.xml", book.words.xml())
    part("docProps/core.xml", [_core(book.properties)])
    part(
        "docProps/app.xml",
        [f'<Properties xmlns="{_OFFICE}/extended-properties"><Application>P2I Desktop</Application></Properties>'],
    )
    part("[Content_Types].xml", _content_types(book))


def _workbook(book: Book, defined: Sequence[tuple[str, str]]) -> str:
    tabs = "".join(
        f'<sheet name="{cells.attribute(name)}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(book.names, 1)
    )
    names = [
        ("_xlnm.Print_Titles", f' localSheetId="{i}"', place(book.names[i], rows))
        for i, rows in enumerate(book.titles)
        if rows
    ]
    names += [(name, "", reference) for name, reference in sorted(defined)]
    lines = "".join(f'<definedName name="{name}"{scope}>{cells.xml(ref)}</definedName>' for name, scope, ref in names)
    return (
        f'<workbook xmlns="{styles.MAIN}" xmlns:r="{sheets.RELATIONS}"><workbookPr/>'
        '<bookViews><workbookView xWindow="0" yWindow="0" windowWidth="24000" windowHeight="14000" tabRatio="850" activeTab="0"/></bookViews>'
        f"<sheets>{tabs}</sheets>"
        + (f"<definedNames>{lines}</definedNames>" if lines else "")
        + '<calcPr calcId="191029" fullCalcOnLoad="1"/></workbook>'
    )


def _core(properties: Properties) -> str:
    made = properties.made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    dc, terms = "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/"
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="{dc}" xmlns:dcterms="{terms}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{cells.xml(properties.title)}</dc:title><dc:subject>{cells.xml(properties.subject)}</dc:subject>"
        f"<dc:creator>{cells.xml(properties.author)}</dc:creator><cp:keywords>{cells.xml(properties.keywords)}</cp:keywords>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{made}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">{made}</dcterms:modified>'
        f"<dc:language>{cells.xml(properties.language)}</dc:language></cp:coreProperties>"
    )


def _content_types(book: Book) -> Iterator[str]:
    yield f'<Types xmlns="{_PACKAGE}/content-types">'
    yield '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    kinds = [("xl/workbook.xml", f"{_XLSX}.sheet.main+xml")]
    kinds += [(_sheet(n), f"{_XLSX}.worksheet+xml") for n in range(1, len(book.names) + 1)]
    kinds += [(f"xl/tables/table{n}.xml", f"{_XLSX}.table+xml") for n in range(1, len(book.tables) + 1)]
    kinds += [(f"xl/drawings/drawing{n}.xml", f"{_TYPES}.drawing+xml") for n in range(1, book.drawings + 1)]
    kinds += [(f"xl/charts/chart{n}.xml", f"{_TYPES}.drawingml.chart+xml") for n in range(1, book.charts + 1)]
    kinds += [("xl/styles.xml", f"{_XLSX}.styles+xml"), ("xl/sharedStrings.xml", f"{_XLSX}.sharedStrings+xml")]
    kinds += [
        ("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        ("docProps/app.xml", f"{_TYPES}.extended-properties+xml"),
    ]
    for name, kind in kinds:
        yield f'<Override PartName="/{name}" ContentType="{kind}"/>'
    yield "</Types>"
