"""Papers about one subject as workbooks: what each tells about itself, and values beside their names."""

from collections.abc import Sequence

from p2i_desktop.reports.excel import styles
from p2i_desktop.reports.excel.model import Cell, Look, PageSheet, Plain, Properties, Sheet, TableSheet, Workbook
from p2i_desktop.reports.excel.tables import date_format_of
from p2i_desktop.reports.framing import Frame, Paper, foot


def book(frame: Frame, paper: Paper, sheets: Sequence[Sheet]) -> Workbook:
    """The sheets with everything around them."""
    t = frame.texts
    properties = Properties(
        title=paper.title, language=t.language, author=frame.centre_name, made_at=frame.made_at, subject=paper.subject,
        keywords=f"{paper.report_id}, {frame.digest}", footer=foot(frame, paper),
        page_of=t._("page {page} of {pages}"), total_word=t._("Total"), date_format=date_format_of(t.language),
    )  # fmt: skip
    count = sum(len(one.rows) for one in sheets if isinstance(one, TableSheet) and isinstance(one.rows, list))
    return Workbook(tuple(sheets), properties, rows=count)


def filled(sheet: Sheet) -> bool:
    """Whether a sheet has anything to show."""
    return isinstance(sheet, PageSheet) or bool(sheet.rows)


def to_the_left(lines: list[list[Plain | Cell]]) -> list[list[Plain | Cell]]:
    """Values beside their names, also numbers and days."""
    look = styles.BODY._replace(align="left")
    return [[*line[:1], *(_with(each, look) for each in line[1:])] for line in lines]


def _with(value: Plain | Cell, look: Look) -> Cell:
    return value._replace(look=value.look or look) if isinstance(value, Cell) else Cell(value, look=look)
