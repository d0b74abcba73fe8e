"""Cells from the clipboard: the tab-separated text of spreadsheets, with or without a header in a known language."""

from dataclasses import dataclass

from p2i_desktop.domain.folding import fold
from p2i_desktop.gui.line.columns import COLUMNS, HEADINGS

MOST_CELLS = 20_000
MOST_CHARACTERS = 4_000_000


@dataclass(frozen=True)
class Pasted:
    """Rows of cells; with a header each cell belongs to the column named there ("" = a column that nobody knows)."""

    rows: list[list[str]]
    columns: tuple[str, ...] = ()  # empty: no header, cells go to the right of where they are put
    unknown: tuple[str, ...] = ()  # headings that are no column of the grid


def cells_in(text: str) -> int:
    """About how many cells a text holds, without reading them."""
    return text.count("\t") + text.count("\n") + 1


def too_large(text: str) -> bool:
    """Whether a text is more than a grid is for."""
    return len(text) > MOST_CHARACTERS or cells_in(text) > MOST_CELLS


def read_table(text: str) -> Pasted:
    """The cells of a text; blank rows are left out."""
    rows = [row for row in split(text) if any(cell.strip() for cell in row)]
    columns, unknown = header(rows[0]) if rows else ((), ())
    return Pasted(rows[1:] if columns else rows, columns, unknown)


def header(cells: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(column of each heading, headings that nobody knows); empty when the row is no header."""
    found: list[str] = []
    for cell in cells:
        column = HEADINGS.get(plain(cell), "")
        found.append(column if column not in found else "")
    known = [column for column in found if column]
    filled = [cell for cell in cells if cell.strip()]
    if not known or len(known) * 2 < len(filled) or (len(known) < 2 and len(filled) > 1):
        return (), ()
    unknown = [cell.strip() for cell, column in zip(cells, found, strict=True) if cell.strip() and not column]
    return tuple(found), tuple(unknown)


def plain(heading: str) -> str:
    """A heading without case, accents, marks and brackets: `Kontaktzeit (Min.)` -> `kontaktzeit`."""
    bare = fold(heading).partition("(")[0]
    return "".join(c for c in bare if c.isalnum())


def split(text: str) -> list[list[str]]:
    """Rows of cells: tabs between cells, line breaks between rows, both may stand inside a cell in quotes."""
    rows: list[list[str]] = [[]]
    at, end = 0, len(text)
    while at < end:
        cell, at = _quoted(text, at) if text[at] == '"' else _bare(text, at)
        rows[-1].append(cell)
        if at < end:
            if text[at] != "\t":
                at += text.startswith("\r\n", at)
                rows.append([])
            elif at + 1 == end:
                rows[-1].append("")
            at += 1
    return rows


def _bare(text: str, at: int) -> tuple[str, int]:
    end = min((place for mark in "\t\n\r" if (place := text.find(mark, at, at + _window(text, at))) >= 0), default=-1)
    end = len(text) if end < 0 else end
    return text[at:end], end


def _window(text: str, at: int) -> int:
    """As far as the next line break: marks behind it are not looked for."""
    found = text.find("\n", at)
    return (found if found >= 0 else len(text)) - at + 1


def _quoted(text: str, at: int) -> tuple[str, int]:
    """A cell in quotes, in which two stand for one; a quote that is never closed is a letter like any other."""
    parts: list[str] = []
    start = at + 1
    while True:
        quote = text.find('"', start)
        if quote < 0:
            return _bare(text, at)
        if text.startswith('""', quote):
            parts.append(text[start : quote + 1])
            start = quote + 2
            continue
        after = quote + 1
        if after < len(text) and text[after] not in "\t\n\r":
            return _bare(text, at)  # `"so" he said`
        parts.append(text[start:quote])
        return "".join(parts), after


def table_text(rows: list[list[str]]) -> str:
    """Cells as spreadsheets take them."""
    return "\n".join("\t".join(_cell(cell) for cell in row) for row in rows)


def _cell(text: str) -> str:
    special = any(mark in text for mark in '\t\n"')
    return '"' + text.replace('"', '""') + '"' if special else text


def placed(pasted: Pasted, column: int) -> list[dict[int, str]]:
    """Each row as column -> text, beginning at a column where no header says more; what has no place is left out."""
    places = (
        [COLUMNS.index(name) if name else -1 for name in pasted.columns]
        if pasted.columns
        else list(range(column, len(COLUMNS)))
    )
    return [
        {place: cell.strip() for place, cell in zip(places, row, strict=False) if place >= 0} for row in pasted.rows
    ]
