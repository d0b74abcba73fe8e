"""The KPI table: three years, change, target, reached, state; in the workbook with formulas, links and names."""

from collections.abc import Iterator
from decimal import Decimal

from p2i_desktop.i18n import N_
from p2i_desktop.reports.annual import words
from p2i_desktop.reports.annual.chapter import Chapter, Numbers
from p2i_desktop.reports.annual.places import FIRST_ROW, Places
from p2i_desktop.reports.document import Block, Column, Group, Link, Note, Row, Table, Text, Value
from p2i_desktop.reports.excel import styles
from p2i_desktop.reports.excel.model import Cell, DataBars, Kind, Look, Plain, Sheet, TableSheet
from p2i_desktop.reports.excel.model import Column as SheetColumn
from p2i_desktop.reports.facts import Facts, Kpi, Number

_POINTS = Look(color=styles.INK)
# The rows of the first table; a second one has the others, so that every indicator is compared and judged on paper.
_FIRST = frozenset(
    [
        "ADV-01",
        "ADV-02",
        "ADV-03",
        "ADV-04",
        "ADV-05",
        "ADV-06",
        "ADV-07",
        "ADV-08",
        "ADV-09",
        "ADV-12",
        "CLI-01",
        "CLI-02",
        "CLI-03",
        "CLI-06",
        "EVT-01",
        "EVT-02",
        "EVT-03",
        "EVT-05",
        "EVT-06",
        "EVT-07",
        "PRC-01",
        "PRC-02",
        "PRC-03",
        "PRC-04",
        "PRC-05",
        "PRC-06",
        "PRC-07",
        "PRC-10",
        "PRC-11",
        "PRC-12",
        "PRC-13",
        "SAT-01",
        "SAT-03",
        "DQ-01",
    ]
)


def _blocks(facts: Facts, numbers: Numbers) -> tuple[Block, ...]:
    t = facts.texts
    period = words.period(facts)
    blocks: list[Block] = [
        numbers.chapter(t._("Key figures"), "key-figures"),  # nothing between it and a table that may take a wide page
        _table(facts, numbers, True, t._("Key figures, {period}").format(period=period)),
    ]
    if facts.running:
        text = t._("All three years are counted up to the same day, {last}; the whole of {year} stands beside them.")
        blocks.append(Text(text.format(last=t.day_month(facts.until), year=facts.year - 1), "small"))
    blocks.append(Text(t._("Outputs, outcomes and impact are different things and are never added up."), "small"))
    blocks.append(_table(facts, numbers, False, t._("Further figures, {period}").format(period=period)))
    return tuple(blocks)


def _table(facts: Facts, numbers: Numbers, first: bool, caption: str) -> Table:
    rows: list[Row | Group] = []
    notes: list[Note] = []
    kind = ""
    for kpi in sorted(facts.kpis, key=lambda one: words.KINDS.index(one.kind)):
        if (base_code(kpi) in _FIRST) is not first:
            continue
        if kpi.kind != kind:
            kind = kpi.kind
            rows.append(Group(facts.texts.keyed("kind", kind)))
        rows.append(_row(facts, kpi, notes))
    return Table(_columns(facts), tuple(rows), caption, numbers.table(), notes=tuple(notes))


def _columns(facts: Facts) -> tuple[Column, ...]:
    t = facts.texts
    full = (Column(t._("All of {year}").format(year=facts.year - 1), "number", quiet=True),) if facts.running else ()
    return (
        Column(t._("Indicator"), header=True),
        Column(t._("Unit")),
        Column(str(facts.year - 2), "number"),
        Column(str(facts.year - 1), "number"),
        *full,
        Column(str(facts.year), "number"),
        Column(t._("Change"), "change"),
        Column(t._("Target"), "number"),
        Column(t._("Reached"), "number"),
        Column(t._("State"), "state"),
        Column(t._("Definition")),
    )


def _row(facts: Facts, kpi: Kpi, notes: list[Note]) -> Row:
    full = (Value(kpi.full, kpi.printed_full),) if facts.running else ()
    mark = words.range_mark(facts, kpi, notes)
    return (
        kpi.label,
        kpi.unit_label,
        Value(kpi.before, kpi.printed_before),
        Value(kpi.previous, kpi.printed_previous),
        *full,
        words.figure(facts, kpi, mark),
        words.change(kpi),
        Value(kpi.target, kpi.printed_target),
        Value(kpi.reached, kpi.printed_reached),
        words.state(facts.texts, kpi),
        Link(base_code(kpi), f"def-{base_code(kpi)}"),
    )


def base_code(kpi: Kpi) -> str:
    """The code under which an indicator is defined, without that of its part."""
    return kpi.code.partition(".")[0]


def in_cell(value: Number | None, unit: str) -> Number | None:
    """A value as a workbook holds it: shares as parts of 1."""
    return Decimal(value) / 100 if value is not None and unit == "%" else value


TITLES = {
    "A": N_("Indicator"), "B": N_("Unit"), "F": N_("Change"), "G": N_("Target"), "H": N_("Reached"), "I": N_("State"),
    "J": N_("Definition"), "K": N_("Kind"), "L": N_("Missing"), "M": N_("Low"), "N": N_("High"), "O": N_("Code"),
}  # fmt: skip


def _sheets(facts: Facts, places: Places) -> Iterator[Sheet]:
    t = facts.texts
    last = FIRST_ROW + max(len(facts.kpis), 1) - 1
    yield TableSheet(
        places.names["kpi"],
        sheet_columns(facts),
        [_line(facts, places, kpi, places.kpi_rows[kpi.code]) for kpi in facts.kpis],
        title=t._("Key figures, {period}").format(period=words.period(facts)),
        note=t._("Values of the three years lead to their records; change and reached are formulas."),
        table="tbl_kpi",
        bars=(DataBars(f"H{FIRST_ROW}:H{last}", 1, "9DB7F5"),),
    )


def sheet_columns(facts: Facts) -> tuple[SheetColumn, ...]:
    """The columns of the KPI sheet; the years are headers of their own."""
    t = facts.texts

    def column(letter: str, kind: Kind, width: float, meaning: str) -> SheetColumn:
        return SheetColumn(t._(TITLES[letter]), kind, width, meaning=meaning)

    years = tuple(
        SheetColumn(str(year), "integer", 11, meaning=t._("Value of the year, counted up to the same day in all years"))
        for year in (facts.year - 2, facts.year - 1, facts.year)
    )
    full = (
        SheetColumn(
            t._("All of {year}").format(year=facts.year - 1),
            "integer",
            12,
            meaning=t._("The whole previous year while the year is running"),
        ),
    )
    return (
        column("A", "text", 46, t._("Name of the indicator")),
        column("B", "word", 10, t._("Unit of the values; shares are stored as parts of 1")),
        *years,
        column("F", "percent", 11, t._("Against the year before: in percent, for shares in percentage points")),
        column("G", "integer", 11, t._("Target of the year")),
        column("H", "percent", 11, t._("Value divided by target")),
        column("I", "word", 14, t._("Judgement on the target")),
        column("J", "word", 12, t._("Number of the definition on the sheet How to read")),
        column("K", "word", 12, t._("Output, outcome, impact or quality")),
        column("L", "integer", 10, t._("Records that lack the field that decides")),
        column("M", "integer", 10, t._("Lowest value that the missing fields allow")),
        column("N", "integer", 10, t._("Highest value that the missing fields allow")),
        column("O", "word", 32, t._("Code of the indicator")),
        *(full if facts.running else ()),
    )


def _line(facts: Facts, places: Places, kpi: Kpi, row: int) -> list[Plain | Cell]:
    t = facts.texts
    kind = words.number_kind(kpi)
    block = places.blocks.get(kpi.code)
    link = (
        places.at("evidence", f"A{block[0]}") if block and kpi.value is not None else ""
    )  # an empty cell shows no link
    tip = t._("{label}: to the records").format(label=kpi.label)

    def value(number: Number | None, link: str = "") -> Cell:
        return Cell(in_cell(number, kpi.unit), kind=kind, link=link, tip=tip if link else "")

    full = [value(kpi.full)] if facts.running else []
    return [
        kpi.label, kpi.unit_label, value(kpi.before), value(kpi.previous), value(kpi.value, link),
        _change(facts, kpi, row), value(kpi.target), _reached(kpi, row), t.keyed("state", kpi.state),
        Cell(base_code(kpi), link=places.at("read", f"A{definition_row(facts, kpi.code)}")),
        t.keyed("kind", kpi.kind), kpi.missing or None, value(kpi.low), value(kpi.high), kpi.code, *full,
    ]  # fmt: skip


def _change(facts: Facts, kpi: Kpi, row: int) -> Cell:
    if kpi.value is None or kpi.previous is None or (kpi.change is None and (kpi.previous or kpi.unit == "%")):
        return Cell(None)  # the last: too few answers to be compared
    if kpi.unit == "%":
        return Cell(kpi.change, formula=f"(E{row}-D{row})*100", look=_POINTS, kind="number")
    new = facts.texts.keyed("change", "new").replace('"', '""')
    stored = facts.texts.keyed("change", "new") if not kpi.previous else (kpi.value - kpi.previous) / kpi.previous
    if not kpi.previous and not kpi.value:
        stored = 0
    return Cell(stored, formula=f'IF(D{row}=0,IF(E{row}=0,0,"{new}"),(E{row}-D{row})/D{row})', kind="percent")


def _reached(kpi: Kpi, row: int) -> Cell:
    if kpi.value is None or not kpi.target:
        return Cell(None)
    if kpi.lower_is_better:
        return (
            Cell(Decimal(kpi.target) / Decimal(kpi.value), formula=f"G{row}/E{row}", kind="percent")
            if kpi.value
            else Cell(None)
        )
    return Cell(Decimal(kpi.value) / Decimal(kpi.target), formula=f"E{row}/G{row}", kind="percent")


def definition_row(facts: Facts, code: str) -> int:
    """The row of an indicator's definition on the sheet How to read."""
    from p2i_desktop.reports.annual.definitions import first_definition_row

    wanted = code.partition(".")[0]
    seen = list(dict.fromkeys(kpi.code.partition(".")[0] for kpi in facts.kpis))
    return first_definition_row(facts) + seen.index(wanted)


CHAPTER = Chapter("key_figures", _blocks, _sheets)
