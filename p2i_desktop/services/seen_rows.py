"""A small table of the window on paper and as a workbook: its words as they are seen."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from p2i_desktop.i18n import Texts
from p2i_desktop.services.list_outputs import on_paper
from p2i_desktop.services.work import Work

if TYPE_CHECKING:
    from p2i_desktop.reports.excel.tables import TableSheet
    from p2i_desktop.reports.list_print import PrintedList


@dataclass(frozen=True, slots=True)
class Seen:
    """Titles and rows in words; `note` is told about them: which programme it is."""

    title: str
    note: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def seen_on_paper(work: Work, seen: Seen, texts: Texts) -> "PrintedList":
    """The rows as a list on paper."""
    from p2i_desktop.reports.document import Column

    heads = tuple(Column(title, header=at == 0) for at, title in enumerate(seen.heads))
    return on_paper(work, texts, seen.title, (_day(work, texts), seen.note), heads, seen.rows)


def seen_sheet(work: Work, seen: Seen, texts: Texts) -> "TableSheet":
    """The rows as a sheet of texts."""
    from p2i_desktop.reports.excel.tables import Column, TableSheet

    note = "; ".join(part for part in (_day(work, texts), seen.note) if part)
    return TableSheet(seen.title, tuple(map(Column, seen.heads)), list(seen.rows), title=seen.title, note=note)


def _day(work: Work, texts: Texts) -> str:
    return texts._("As of {day}").format(day=texts.date(work.today()))
