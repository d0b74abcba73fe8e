"""CSV files and pasted text as tables: letters, separator and quotes found out, nothing guessed in silence."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from p2i_desktop.exchange.errors import Unreadable
from p2i_desktop.exchange.table_letters import BROKEN, decoded
from p2i_desktop.exchange.table_shape import (
    WHOLE_ROW,
    Fault,
    Limits,
    Note,
    Offer,
    Progress,
    Row,
    Sheet,
    Value,
    is_blank,
)

SEPARATORS = (";", ",", "\t", "|")
_SAMPLE_ROWS = 60
_SAMPLE_CHARACTERS = 200_000
_TELL_EVERY = 2_000  # rows
_SAID_SEPARATOR = re.compile(r"sep=(.)\r?\n?\Z", re.IGNORECASE)
_SURROGATES = re.compile("[\ud800-\udfff]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f]")
_MOST_CONTROLS = 0.01  # share of the characters; more is no text


def read_bytes(
    data: bytes, name: str, encoding: str, separator: str | None, limits: Limits, progress: Progress | None
) -> tuple[Sheet, str, str, tuple[Offer, ...], list[Note]]:
    """(sheet, encoding, separator, ways to read the letters, notes) of a CSV file; Unreadable."""
    text, used, offers = decoded(data, name, encoding)
    if len(_CONTROLS.findall(text[:_SAMPLE_CHARACTERS].replace("\x00", ""))) > _MOST_CONTROLS * min(
        len(text), _SAMPLE_CHARACTERS
    ):
        raise Unreadable("table_unknown", name)
    sheet, found, notes = read_text(text, name, separator, limits, progress, strict=True)
    return sheet, used, found, offers, notes


def read_text(
    text: str, name: str, separator: str | None, limits: Limits, progress: Progress | None, *, strict: bool
) -> tuple[Sheet, str, list[Note]]:
    """(sheet, separator, notes) of a text; with `strict` rows of another length than the headings are faults."""
    text, notes = _tidy(text)
    first, _, rest = text.partition("\n")
    said = _SAID_SEPARATOR.match(first)
    skipped = 0
    if said:  # spreadsheet programs write it for themselves: no heading
        text, skipped = rest, 1
        separator = separator if separator is not None else said[1]
    if separator is None:
        separator = separator_of(text)
    sheet = _sheet(text, name, separator, limits, progress, strict, skipped)
    return sheet, separator, notes


def _tidy(text: str) -> tuple[str, list[Note]]:
    notes = []
    if "\x00" in text:
        notes.append(Note("nul_removed"))
        text = text.replace("\x00", "")
    if not text.isascii() and _SURROGATES.search(text):
        notes.append(Note("half_signs"))
        text = _SURROGATES.sub("\ufffd", text)
    return text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff"), notes


def separator_of(text: str) -> str:
    """The sign between cells: the one that cuts most rows into equally many; "" where there is one column only."""
    sample = text[:_SAMPLE_CHARACTERS]
    best, best_score = "", (0.0, 0)
    for sign in SEPARATORS:
        counts = [len(cells) for cells in _lenient(sample, sign) if len(cells) > 1 or cells[0].strip()][:_SAMPLE_ROWS]
        if len(counts) > 2 and len(text) > _SAMPLE_CHARACTERS:
            counts.pop()  # the last one may be cut
        several = [count for count in counts if count > 1]
        if not several:
            continue
        usual, often = Counter(several).most_common(1)[0]
        score = (often / len(counts), usual)
        if score > best_score:
            best, best_score = sign, score
    return best


def _lenient(text: str, sign: str) -> Iterator[list[str]]:
    try:
        for cells in csv.reader(io.StringIO(text), delimiter=sign):
            if cells:
                yield cells
    except csv.Error:
        return


def _sheet(
    text: str, name: str, separator: str, limits: Limits, progress: Progress | None, strict: bool, skipped: int
) -> Sheet:
    rows: list[Row] = []
    blank = 0
    lines = text.count("\n") + 1
    records = _records(text, name, separator, limits, skipped) if separator else _lines(text, skipped)
    for line, cells, faults in records:
        if progress is not None and line % _TELL_EVERY == 0:
            progress(min(1.0, line / lines))
        if not faults and all(map(is_blank, cells)):
            blank += 1
            continue
        if len(rows) >= limits.rows:
            raise Unreadable("table_too_many_rows", name, limit=str(limits.rows))
        if len(cells) > limits.columns:
            faults = (*faults, Fault(WHOLE_ROW, "too_many_columns", (("limit", str(limits.columns)),)))
            cells = cells[: limits.columns]
        rows.append(Row(line, tuple(cells), faults))
    return Sheet("", rows, blank - 1 if blank and text.endswith("\n") and not separator else blank, strict=strict)


Record = tuple[int, list[Value], tuple[Fault, ...]]


def _lines(text: str, skipped: int) -> Iterator[Record]:
    """One column: a row a line, quotes around a whole cell taken off."""
    for number, line in enumerate(text.split("\n"), 1 + skipped):
        cell = line.strip()
        if len(cell) > 1 and cell[0] == cell[-1] == '"':
            cell = cell[1:-1].replace('""', '"')
        yield number, [cell], _broken_signs([cell])


def _records(text: str, name: str, separator: str, limits: Limits, skipped: int) -> Iterator[Record]:
    """Rows with the line on which they begin; Unreadable where a quote that is never closed would swallow rows."""
    csv.field_size_limit(limits.cell)
    reader = csv.reader(io.StringIO(text), delimiter=separator, strict=True)
    while True:
        begins = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            several_lines = reader.line_num > begins
            if several_lines or "unexpected end" in str(error):
                raise Unreadable("table_open_quote", name, line=str(begins + skipped)) from None
            kind = "cell_too_long" if "limit" in str(error) else "wrong_quotes"
            values = (("limit", str(limits.cell)),) if kind == "cell_too_long" else ()
            yield begins + skipped, [], (Fault(WHOLE_ROW, kind, values),)
            continue
        yield begins + skipped, list(cells), _broken_signs(cells)


def _broken_signs(cells: list[str]) -> tuple[Fault, ...]:
    """Bytes that are no letter are told where they stand."""
    return tuple(Fault(at, "broken_signs") for at, cell in enumerate(cells) if BROKEN in cell)
