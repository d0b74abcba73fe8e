"""Tables of records as a workbook: what exports and the lists of the window are written with."""

from collections.abc import Callable, Iterable
from pathlib import Path

from p2i_desktop import paths
from p2i_desktop.reports.excel.book import write_book
from p2i_desktop.reports.excel.model import Cell, Column, Kind, Plain, Properties, TableSheet

__all__ = ["Cell", "Column", "Kind", "Plain", "Properties", "TableSheet", "date_format_of", "write_tables"]

_DATES = {"de": "dd.mm.yyyy", "en": "dd/mm/yyyy", "sv": "yyyy-mm-dd"}


def date_format_of(language: str) -> str:
    """How days are written in cells of a language: explicit, with four digits of the year."""
    return _DATES.get(language, "dd/mm/yyyy")


def write_tables(
    path: Path,
    sheets: Iterable[TableSheet],
    properties: Properties,
    *,
    progress: Callable[[float], None] | None = None,
    total: int = 0,
) -> int:
    """Writes one sheet a table and puts the finished file in the place of `path`; gives the number of sheets.

    Rows may be generators: nothing is held. `progress` gets the share done of `total` rows; what it raises
    ends the writing and leaves the old file as it was. OSError: disk full, folder missing, file open elsewhere.
    """
    with paths.replacing(path) as temp:
        return write_book(temp, sheets, properties, progress=progress, total=total)
