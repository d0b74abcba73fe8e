"""Rows that were not taken in, written back with the reason: under their own headings, so that they can be mended and taken in."""

import csv
import io
import re
from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import NamedTuple

from p2i_desktop import paths
from p2i_desktop.exchange.table_shape import Value, text_of

ENDINGS = (".xlsx", ".csv")
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST = 32_767
_WIDEST, _REASON_WIDTH = 40, 60  # characters


class Rejected(NamedTuple):
    """A row as it stood in the file: its line there, its cells, and why it was not taken in."""

    line: int
    cells: tuple[Value, ...]
    reason: str


def write(path: Path, titles: Sequence[str], rows: Sequence[Rejected], heads: tuple[str, str]) -> None:
    """Writes rows under their headings and the two `heads` (line, reason), as a workbook or CSV by the ending; OSError.

    Nothing that stands in a cell is ever a formula. The file replaces another one whole.
    """
    width = max((len(titles), *(len(row.cells) for row in rows)), default=0)
    top = [*titles, *("",) * (width - len(titles)), *heads]
    lines = [[*row.cells, *(None,) * (width - len(row.cells)), row.line, row.reason] for row in rows]
    if path.suffix.lower() == ".csv":
        paths.replace_file(path, _csv(top, lines))
        return
    with paths.replacing(path) as temp:
        _workbook(temp, top, lines)


def safe_text(text: str) -> str:
    """A text that no spreadsheet program reads as a formula from a CSV file: an apostrophe before it, as they show it."""
    return f"'{text}" if text.startswith(FORMULA) else text


def _csv(top: Sequence[str], lines: Sequence[Sequence[Value]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    for cells in (top, *lines):
        writer.writerow([safe_text(cell) if isinstance(cell, str) else text_of(cell) for cell in cells])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def _workbook(path: Path, top: Sequence[str], lines: Sequence[Sequence[Value]]) -> None:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet("1")
    sheet.freeze_panes = "A2"
    for at in range(len(top)):
        texts = [text_of(cells[at]) for cells in (top, *lines[:200])]
        widest = max(len(text) for text in texts) + 2
        column = sheet.column_dimensions[get_column_letter(at + 1)]
        column.width = _REASON_WIDTH if at == len(top) - 1 else min(_WIDEST, max(8, widest))
    for number, cells in enumerate((top, *lines)):
        made = []
        for at, value in enumerate(cells):
            cell = WriteOnlyCell(sheet)
            if isinstance(value, str):
                cell.value = _ILLEGAL.sub("", value)[:_LONGEST]
                cell.data_type = "s"  # openpyxl would make a formula of "=1+1"
            elif isinstance(value, bool | int | float | datetime | date | time):
                cell.value = value
            if number == 0:
                cell.font = Font(bold=True)
            if at == len(cells) - 1:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
            made.append(cell)
        sheet.append(made)
    book.save(path)
