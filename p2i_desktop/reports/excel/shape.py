"""The shape of a workbook, made by openpyxl: everything but the rows, which are streamed into it afterwards."""

import io
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC
from typing import TYPE_CHECKING

from p2i_desktop.reports.excel import cells, charts
from p2i_desktop.reports.excel.model import Column, Properties, TableSheet
from p2i_desktop.reports.excel.sheets import Outcome
from p2i_desktop.reports.excel.styles import Styles

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.table import Table
    from openpyxl.worksheet.worksheet import Worksheet

_HEAD, _FOOT = 120, 110  # characters; a header or footer has 255 in all


@dataclass(slots=True)
class Shape:
    """The workbook of openpyxl, whose sheets stay empty."""

    book: "Workbook"
    properties: Properties
    looks: Styles
    tables: list[str] = field(default_factory=list)


def new(properties: Properties) -> Shape:
    """A workbook without a sheet."""
    os.environ.setdefault("OPENPYXL_LXML", "False")  # lxml, where tools have brought it in, writes other bytes
    from openpyxl import Workbook
    from openpyxl.workbook.views import BookView

    book = Workbook()
    scratch = book.active  # formats are asked for through it; it is not written
    book.remove(scratch)
    book.views = [BookView(windowWidth=24_000, windowHeight=14_000, tabRatio=850)]
    about = book.properties
    about.title, about.subject, about.creator = map(
        cells.clean, (properties.title, properties.subject, properties.author)
    )
    about.keywords, about.language = cells.clean(properties.keywords), properties.language
    return Shape(book, properties, Styles(properties.date_format, scratch))


def table_name(shape: Shape, wanted: str) -> str:
    """A name that no other table has; "" = by number."""
    base = "".join(c if c.isascii() and c.isalnum() else "_" for c in wanted) or f"tbl_{len(shape.tables) + 1}"
    name, count = base, 2
    while name in shape.tables:
        name = f"{base}_{count}"
        count += 1
    shape.tables.append(name)
    return name


def add_page(shape: Shape, name: str, outcome: Outcome, hidden: bool = False) -> None:
    """A sheet to be read."""
    sheet = _sheet(shape, name)
    sheet.sheet_state = "hidden" if hidden else "visible"
    _widths(sheet, outcome.widths, ())


def add_table(shape: Shape, name: str, wanted: TableSheet, outcome: Outcome) -> None:
    """A sheet with a table, its charts, its bars, its marks and its frozen header; `wanted.table` comes from `table_name`."""
    from openpyxl.formatting.rule import DataBarRule, FormulaRule
    from openpyxl.styles import PatternFill

    sheet = _sheet(shape, name)
    head = wanted.header_row
    _widths(sheet, outcome.widths, wanted.columns)
    sheet.freeze_panes = corner = f"{'B' if len(wanted.columns) > 1 else 'A'}{head + 1}"
    sheet.sheet_view.selection[-1].activeCell = sheet.sheet_view.selection[-1].sqref = corner
    sheet.print_title_rows = f"{head}:{head}"
    for bars in wanted.bars:
        rule = DataBarRule("num", 0, "num", bars.full, color="FF" + bars.color)
        sheet.conditional_formatting.add(bars.ref, rule)
    for marked in wanted.marked:
        ground = PatternFill(bgColor="FF" + marked.color, fill_type="solid")
        filled = FormulaRule([f"LEN({marked.ref.partition(':')[0]})>0"], fill=ground)
        sheet.conditional_formatting.add(marked.ref, filled)
    for chart in wanted.charts:
        sheet.add_chart(charts.native(chart))
    sheet.add_table(_table(shape, wanted, outcome))


def offer(shape: Shape, name: str, area: str, source: str) -> None:
    """Cells of a sheet offer the texts of the range `source`; another text is asked about, not refused."""
    from openpyxl.worksheet.datavalidation import DataValidation

    choice = DataValidation(
        "list", formula1=source, allow_blank=True, showErrorMessage=True, errorStyle="warning", sqref=area
    )
    shape.book[name].add_data_validation(choice)


def save(shape: Shape, defined: Sequence[tuple[str, str]]) -> bytes:
    """The finished file of openpyxl; `defined` = (name, reference) pairs."""
    from openpyxl.workbook.defined_name import DefinedName

    for name, reference in sorted(defined):
        shape.book.defined_names[name] = DefinedName(name, attr_text=reference)
    shape.book.worksheets[0].sheet_view.tabSelected = True
    buffer = io.BytesIO()
    shape.book.save(buffer)
    return buffer.getvalue()


def core(shape: Shape) -> str:
    """docProps/core.xml again: saving has put the clock of the computer into it."""
    from openpyxl.xml.functions import tostring

    about = shape.book.properties
    about.created = about.modified = shape.properties.made_at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    text: bytes = tostring(about.to_tree())
    return text.decode()


def _sheet(shape: Shape, name: str) -> "Worksheet":
    from openpyxl.worksheet.page import PageMargins
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet = shape.book.create_sheet(name)
    sheet.sheet_view.showGridLines = False
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins = PageMargins(0.5, 0.5, 0.7, 0.7, 0.3, 0.3)
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.oddHeader.left.text = _plain(shape.properties.title)[:_HEAD]
    sheet.oddHeader.right.text = "&A"
    sheet.oddFooter.left.text = _plain(shape.properties.footer)[:_FOOT]
    sheet.oddFooter.right.text = _plain(shape.properties.page_of).format(page="&P", pages="&N")
    return sheet


def _plain(text: str) -> str:
    return cells.clean(text).replace("&", "&&")


def _widths(sheet: "Worksheet", widths: Sequence[float], columns: Sequence[Column]) -> None:
    for i, width in enumerate(widths):
        sheet.column_dimensions[cells.column_letters(i)].width = width
    for i, column in enumerate(columns):
        if column.hidden:
            sheet.column_dimensions[cells.column_letters(i)].hidden = True


def _table(shape: Shape, wanted: TableSheet, outcome: Outcome) -> "Table":
    from openpyxl.worksheet.filters import AutoFilter
    from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo

    head, last = wanted.header_row, cells.column_letters(len(outcome.titles) - 1)
    filtered = f"A{head}:{last}{outcome.last}"
    columns = []
    for i, (column, title) in enumerate(zip(wanted.columns, outcome.titles, strict=True)):
        made = TableColumn(id=i + 1, name=cells.literal(title))
        if wanted.totals and column.total:
            made.totalsRowFunction = "sum"
        elif wanted.totals and i == 0:
            made.totalsRowLabel = cells.literal(cells.clean(shape.properties.total_word))
        columns.append(made)
    table = Table(
        displayName=wanted.table, name=wanted.table, ref=f"A{head}:{last}{outcome.last + 1}" if wanted.totals else filtered,
        totalsRowCount=1 if wanted.totals else None, totalsRowShown=None if wanted.totals else False,
        autoFilter=AutoFilter(filtered), tableStyleInfo=TableStyleInfo("TableStyleLight1", showRowStripes=False),
    )  # fmt: skip
    table.tableColumns = columns
    return table
