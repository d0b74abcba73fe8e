"""Breakdowns as a ranked chart with its table, on paper and as a sheet."""

from collections.abc import Iterator

from p2i_desktop.reports.annual import words
from p2i_desktop.reports.annual.chapter import Numbers
from p2i_desktop.reports.annual.places import FIRST_ROW, Places
from p2i_desktop.reports.document import Block, Chart, Column, Note, Row, Series, Table, Text, Value
from p2i_desktop.reports.excel import model as sheet
from p2i_desktop.reports.excel.model import Cell, TableSheet
from p2i_desktop.reports.facts import Breakdown, Facts, Kpi, Part

THIS_YEAR, LAST_YEAR, RANKED = "1D4ED8", "64748B", "0E8A7D"


def shown(found: Breakdown) -> tuple[Part, ...]:
    """The parts that were met in one of the two years."""
    return tuple(part for part in found.parts if part.this or part.last)


def ranked(facts: Facts, key: str, numbers: Numbers, title: str, what: str) -> tuple[Block, ...]:
    """A ranked chart and the table of its numbers; a sentence where there is nothing to show."""
    t = facts.texts
    found = facts.breakdowns[key]
    parts = shown(found)
    if not parts:
        return (Text(t._("Nothing was counted in this and the previous year.")),)
    blocks: list[Block] = []
    table = numbers.table()
    drawn = tuple(part for part in parts if part.this)
    if drawn:
        blocks.append(_chart(facts, found, drawn, numbers.figure(), table, title))
    return (*blocks, _table(facts, found, parts, table, title, what))


def _chart(facts: Facts, found: Breakdown, parts: tuple[Part, ...], figure: str, table: str, title: str) -> Chart:
    t = facts.texts
    first = parts[0]
    alt = t._("Ranked bars: {title}. Most: {name} with {count}. All numbers stand in {table}.").format(
        title=title, name=first.label, count=t.number(first.this), table=table
    )
    values = tuple(part.this for part in parts)
    series = Series(str(facts.year), values, tuple(t.number(value) for value in values))
    return Chart("ranked", title, tuple(part.label for part in parts), (series,), alt, figure)


def _table(facts: Facts, found: Breakdown, parts: tuple[Part, ...], number: str, title: str, what: str) -> Table:
    t = facts.texts
    whole = found.this
    columns = (
        Column(what, header=True), Column(str(facts.year - 1), "number", width=22),
        Column(str(facts.year), "number", width=22),
        Column(t._("Share {year}").format(year=facts.year), "number", width=28),
    )  # fmt: skip
    rows = tuple(
        (
            part.label, Value(part.last, t.number(part.last)), Value(part.this, t.number(part.this)),
            Value(None, words.share(part.this, whole, t)),
        )
        for part in parts
    )  # fmt: skip
    total = (
        t._("All, each counted once") if found.overlapping else t._("Total"),
        Value(found.last, t.number(found.last)), Value(found.this, t.number(found.this)),
        Value(None, words.share(whole, whole, t)),
    )  # fmt: skip
    return Table(columns, rows, title, number, total, _notes(facts, found, parts))


def _notes(facts: Facts, found: Breakdown, parts: tuple[Part, ...]) -> tuple[Note, ...]:
    t = facts.texts
    if found.overlapping:
        return (Note("*", t._("A record can stand in several rows, so that the rows do not add up to the total.")),)
    return (Note("*", t._("Shares are rounded and may not add up exactly.")),) if found.this and len(parts) > 1 else ()


def years_table(facts: Facts, numbers: Numbers, codes: tuple[str, ...], caption: str) -> Table:
    """Indicators over three years, the range of what is missing as a footnote."""
    t = facts.texts
    full = (Column(t._("All of {year}").format(year=facts.year - 1), "number", quiet=True),) if facts.running else ()
    columns = (
        Column(t._("Indicator"), header=True), Column(str(facts.year - 2), "number"),
        Column(str(facts.year - 1), "number"), *full, Column(str(facts.year), "number"), Column(t._("Change"), "change"),
    )  # fmt: skip
    notes: list[Note] = []
    rows = tuple(_years(facts, kpi, notes) for code in codes if (kpi := facts.kpi(code)))
    return Table(columns, rows, caption, numbers.table(), notes=tuple(notes))


def _years(facts: Facts, kpi: Kpi, notes: list[Note]) -> Row:
    mark = words.range_mark(facts, kpi, notes)
    return (
        kpi.label, Value(kpi.before, kpi.printed_before), Value(kpi.previous, kpi.printed_previous),
        *((Value(kpi.full, kpi.printed_full),) if facts.running else ()), words.figure(facts, kpi, mark), words.change(kpi),
    )  # fmt: skip


def breakdown_sheet(facts: Facts, places: Places, key: str, title: str, what: str) -> Iterator[sheet.Sheet]:
    """The ranked parts as a table with a native bar chart."""
    t = facts.texts
    found = facts.breakdowns[key]
    parts = shown(found)
    name = places.names[key]
    rows: list[list[sheet.Plain | Cell]] = [
        [part.label, part.last, part.this, _share_cell(part.this, found.this), part.this - part.last] for part in parts
    ]
    note = (
        t._("A record can stand in several rows, so that the rows do not add up to {total}.")
        if found.overlapping
        else t._("The rows add up to {total}.")
    ).format(total=t.number(found.this))
    yield TableSheet(
        name, breakdown_columns(facts, what), rows, title=title, note=note, table=f"tbl_{key}",
        charts=(_native(facts, name, title, parts),) if parts else (),
    )  # fmt: skip


def breakdown_columns(facts: Facts, what: str) -> tuple[sheet.Column, ...]:
    """The columns of a sheet of parts."""
    t = facts.texts
    return (
        sheet.Column(what, "word", 42, meaning=t._("Member of the list")),
        sheet.Column(str(facts.year - 1), "integer", 10, meaning=t._("Count of the previous year")),
        sheet.Column(str(facts.year), "integer", 10, meaning=t._("Count of the report year")),
        sheet.Column(
            t._("Share {year}").format(year=facts.year), "percent", 12, meaning=t._("Part of all of the report year")
        ),
        sheet.Column(
            t._("Difference"), "integer", 12, meaning=t._("Count of the report year less that of the previous year")
        ),
    )


def _share_cell(part: int, whole: int) -> Cell:
    return Cell(part / whole if whole else None)


def _native(facts: Facts, name: str, title: str, parts: tuple[Part, ...]) -> sheet.Chart:
    from p2i_desktop.reports.excel.book import place

    t = facts.texts
    last = FIRST_ROW + len(parts) - 1
    labels = tuple(part.label for part in parts)

    def series(letter: str, year: int, values: tuple[int, ...], color: str, outline: bool) -> sheet.Series:
        return sheet.Series(
            str(year), place(name, f"${letter}$3"), place(name, f"$A${FIRST_ROW}:$A${last}"), labels,
            place(name, f"${letter}${FIRST_ROW}:${letter}${last}"), tuple(float(v) for v in values), "#,##0", color, outline,
        )  # fmt: skip

    alt = t._("Ranked bars: {title}. Most: {name} with {count}. All numbers stand in {table}.").format(
        title=title, name=labels[0], count=t.number(parts[0].this), table=t._("the table beside the chart")
    )
    return sheet.Chart(
        title, alt,
        (
            series("C", facts.year, tuple(part.this for part in parts), THIS_YEAR, False),
            series("B", facts.year - 1, tuple(part.last for part in parts), LAST_YEAR, True),
        ),
        True, (6, 2), (10, max(14, 3 + 2 * len(parts))),
    )  # fmt: skip
