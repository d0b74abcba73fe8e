"""What leaves a list as it is seen: rows for the clipboard, a paper for the preview."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from p2i_desktop import __version__
from p2i_desktop.domain.record import Money
from p2i_desktop.i18n import Texts, texts_for
from p2i_desktop.services.centre import CentreVerbs
from p2i_desktop.services.list_sheets import ListCells, list_cells
from p2i_desktop.services.lists import Filter, Ids, Lists, Sort
from p2i_desktop.services.printing import Paper, title_in_name
from p2i_desktop.services.work import Work

if TYPE_CHECKING:
    from p2i_desktop.reports.document import Cell
    from p2i_desktop.reports.document import Column as Head
    from p2i_desktop.reports.excel.tables import Column
    from p2i_desktop.reports.list_print import PrintedList

MOST_COPIED = 100_000  # rows
MOST_PRINTED = 20_000  # rows
_NUMBERS = frozenset({"integer", "number", "money", "minutes", "hours", "percent", "year"})
_PAGE = 1000


@dataclass(frozen=True)
class Copied:
    """Rows for the clipboard: titles, and typed values; `left_out` rows were too many."""

    titles: tuple[str, ...]
    rows: list[list[Any]]
    left_out: int = 0


def copied(
    lists: Lists, name: str, ids: Ids, places: Iterable[range], columns: Sequence[tuple[str, str]], language: str
) -> Copied:
    """The rows of a list at these places as typed values; of very many the first ones."""
    cells = list_cells(name, columns, texts_for(language))
    rows: list[list[Any]] = []
    left_out = 0
    for span in places:
        room = MOST_COPIED - len(rows)
        left_out += max(0, len(span) - room)
        for start in range(span.start, min(span.stop, span.start + room), _PAGE):
            count = min(_PAGE, span.stop - start, MOST_COPIED - len(rows))
            rows.extend(cells.rows(lists.rows(name, ids, start, count)))
    return Copied(tuple(head.title for head in cells.heads), rows, left_out)


def printed(
    work: Work,
    lists: Lists,
    name: str,
    wanted: Filter,
    sort: Sort | None,
    columns: Sequence[tuple[str, str]],
    title: str,
    lines: Sequence[str],
    below: str,
    language: str = "",
) -> "PrintedList":
    """A list in words for paper: title, what is filtered (`lines`), rows, sums (`below`)."""
    texts = texts_for(language or work.settings.language or "en")
    ids = lists.ids(name, wanted, sort)
    cells = list_cells(name, columns, texts)
    told = [*lines]
    if len(ids) > MOST_PRINTED:
        sentence = texts._("The list has {all} rows; the first {printed} are printed.")
        told.append(sentence.format(all=texts.number(len(ids)), printed=texts.number(MOST_PRINTED)))
    rows = tuple(_words(cells, lists, name, ids, texts))
    heads = tuple(_head(column, at) for at, column in enumerate(cells.heads))
    return on_paper(work, texts, title, told, heads, rows, below)


def on_paper(
    work: Work,
    texts: Texts,
    title: str,
    lines: Sequence[str],
    heads: "tuple[Head, ...]",
    rows: "tuple[tuple[Cell, ...], ...]",
    below: str = "",
) -> "PrintedList":
    """Rows in words as a list on paper: title, what is told about them (`lines`), columns, what stands `below`."""
    from p2i_desktop.reports.list_print import PrintedList, Words

    now, program = work.clock.now(), f"P2I Desktop {__version__}"
    words = Words(
        texts._("page {page} of {pages}"),
        f"{program} · {texts.instant(now)}",
        texts._("(continued)"),
        texts._("no rows"),
    )
    centre = CentreVerbs(work).name(texts.language)
    told = tuple(line for line in lines if line)
    return PrintedList(title, centre, texts.language, now, program, words, told, heads, rows, below)


def paper(made: "PrintedList", language: str) -> Paper:
    """The bytes of a printed list; needs no open file."""
    from p2i_desktop.reports import pdf
    from p2i_desktop.reports.list_print import build

    pages = 0

    def step(done: int, whole: int) -> None:
        nonlocal pages
        pages = max(pages, whole)

    data = pdf.render(build(made), step)
    day = made.made_at.astimezone().date().isoformat()
    name = "_".join(("P2I", title_in_name(made.title, texts_for(language)) or "List", day)) + ".pdf"
    return Paper(data, pages, made.title, name)


def _head(column: "Column", at: int) -> Any:
    from p2i_desktop.reports import document

    kind: document.ColumnKind = "number" if column.kind in _NUMBERS else "date" if column.kind == "date" else "text"
    return document.Column(column.title, kind, header=at == 0)


def _words(cells: ListCells, lists: Lists, name: str, ids: Ids, texts: Texts) -> "Iterable[tuple[Cell, ...]]":
    from p2i_desktop.reports.document import Value

    kinds = [head.kind for head in cells.heads]
    for start in range(0, min(len(ids), MOST_PRINTED), _PAGE):
        for row in cells.rows(lists.rows(name, ids, start, min(_PAGE, MOST_PRINTED - start))):
            words: list[Cell] = []
            for value, kind in zip(row, kinds, strict=True):
                if isinstance(value, date):
                    words.append(Value(value, texts.date(value)))
                elif isinstance(value, int | Decimal) and kind in _NUMBERS:
                    words.append(Value(value, _number(value, kind, texts)))
                else:
                    words.append("" if value is None else str(value))
            yield tuple(words)


def _number(value: int | Decimal, kind: str, texts: Texts) -> str:
    if kind == "money":  # its currency stands in the next column
        return texts.money(Money(Decimal(value), "EUR")).replace("EUR", "").strip()
    return texts.number(value)
