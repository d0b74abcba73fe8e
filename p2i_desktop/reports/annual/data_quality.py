"""Annex B: what is missing and how far it widens each figure; in the workbook also the sum checks and incomplete records."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from statistics import median

from p2i_desktop.reports.annual import words
from p2i_desktop.reports.annual.chapter import Chapter, Numbers
from p2i_desktop.reports.annual.key_figures import in_cell
from p2i_desktop.reports.annual.places import Places, by_month
from p2i_desktop.reports.document import Block, Column, Row, Table, Text, Value
from p2i_desktop.reports.event_lines import WorkshopLine
from p2i_desktop.reports.excel import styles
from p2i_desktop.reports.excel.cells import was_cut
from p2i_desktop.reports.excel.model import Cell, PageSheet, Plain, Sheet, TableSheet
from p2i_desktop.reports.excel.model import Column as SheetColumn
from p2i_desktop.reports.facts import AwardLine, CaseLine, ConsultationLine, Facts, Kpi, Number, ProcurementLine

Line = ConsultationLine | CaseLine | ProcurementLine | AwardLine | WorkshopLine


def _blocks(facts: Facts, numbers: Numbers) -> tuple[Block, ...]:
    t = facts.texts
    blocks: list[Block] = [numbers.annex(t._("Data quality"), "quality", new_page=False), Text(_complete(facts))]
    blocks.append(numbers.section(t._("Figures with a range"), "ranges"))
    ranged = [kpi for kpi in facts.kpis if kpi.missing and kpi.printed_range]
    if ranged:
        rows: tuple[Row, ...] = tuple(_ranged(facts, kpi) for kpi in ranged)
        columns = (
            Column(t._("Indicator"), header=True), Column(t._("Value"), "number"), Column(t._("Range"), "number"),
            Column(t._("Missing"), "number"), Column(t._("Of"), "number"),
        )  # fmt: skip
        blocks.append(Table(columns, rows, t._("Figures that missing fields leave open"), numbers.table()))
    else:
        blocks.append(Text(t._("No figure is left open by missing fields.")))
    blocks.append(numbers.section(t._("Incomplete records"), "incomplete"))
    blocks.append(
        _missing(facts, numbers)
        if facts.points
        else Text(t._("Every record of the period has all fields that the report needs."))
    )
    hidden = sum(facts.restricted.values())
    if hidden:
        text = t.ngettext(
            "{n} restricted record is counted and listed nowhere.",
            "{n} restricted records are counted and listed nowhere.",
            hidden,
        )
        blocks.append(Text(text))
    return tuple(blocks)


def _complete(facts: Facts) -> str:
    t = facts.texts
    kpi = facts.kpi("DQ-01")
    if kpi is None or kpi.value is None:
        return t._("There are no records in this period whose completeness could be measured.")
    return t._("{share} of the {count} records of the report have all fields that a report needs (DQ-01).").format(
        share=kpi.printed, count=t.number(kpi.base)
    )


def _ranged(facts: Facts, kpi: Kpi) -> Row:
    t = facts.texts
    base = Value(kpi.base, t.number(kpi.base)) if kpi.base else words.NO_DATA
    return (
        f"{kpi.label} ({kpi.code})", words.figure(facts, kpi), Value(None, kpi.printed_range),
        Value(kpi.missing, t.number(kpi.missing)), base,
    )  # fmt: skip


def _missing(facts: Facts, numbers: Numbers) -> Table:
    t = facts.texts
    columns = (
        Column(t._("Missing field"), header=True), Column(t._("Record type")),
        Column(t._("Records"), "number"), Column(t._("Figure")),
    )  # fmt: skip
    rows: tuple[Row, ...] = tuple(
        (point.field_name, point.type_name, Value(len(point.records), t.number(len(point.records))), point.code)
        for point in facts.points
    )
    return Table(columns, rows, t._("Fields that the report needs and that are empty"), numbers.table())


def _sheets(facts: Facts, places: Places) -> Iterator[Sheet]:
    t = facts.texts
    titles = (
        t._("Code"),
        t._("Indicator"),
        t._("Value"),
        t._("From the evidence"),
        t._("Check"),
        t._("Missing"),
        t._("Range"),
    )
    lines: list[list[Plain | Cell]] = [[_complete(facts)], [], [Cell(title, look=styles.HEADER) for title in titles]]
    for kpi in facts.kpis:
        lines.append(_check(facts, places, kpi, len(lines) + 3))
    cut = [line for line in facts.cases if was_cut(line.title)]
    if cut:
        lines += [
            [],
            [t.ngettext("{n} text was cut at 32,767 characters", "{n} texts were cut at 32,767 characters", len(cut))],
        ]
    yield PageSheet(places.names["quality"], t._("Data quality"), lines, (22, 52, 14, 18, 26, 10, 26))
    yield _incomplete(facts, places)


def _check(facts: Facts, places: Places, kpi: Kpi, row: int) -> list[Plain | Cell]:
    kind = words.number_kind(kpi)
    own = places.kpi_rows[kpi.code]
    start: list[Plain | Cell] = [
        Cell(kpi.code, link=places.at("kpi", f"A{own}")), kpi.label,
        Cell(in_cell(kpi.value, kpi.unit), formula=places.at("kpi", f"$E${own}"), kind=kind)
        if kpi.value is not None else Cell(None),
    ]  # fmt: skip
    found, formula = _from_evidence(facts, places, kpi)
    rest: list[Plain | Cell] = [kpi.missing or None, kpi.printed_range if kpi.missing else None]
    if found is None or kpi.value is None:
        return [*start, Cell(None), words.NO_DATA, *rest]
    same = abs(Decimal(found) - Decimal(in_cell(kpi.value, kpi.unit) or 0)) < Decimal("0.000001")
    check = f"{kpi.printed} = {kpi.printed} ✓" if same else f"{in_cell(kpi.value, kpi.unit)} ≠ {found} ✗"
    good = f"{kpi.printed} = {kpi.printed} ✓".replace('"', '""')
    words_formula = f'IF(ABS(C{row}-D{row})<0.000001,"{good}",C{row}&" ≠ "&D{row}&" ✗")'
    return [*start, Cell(found, formula=formula, kind=kind), Cell(check, formula=words_formula), *rest]


def _from_evidence(facts: Facts, places: Places, kpi: Kpi) -> tuple[Number | None, str]:
    """What the block of evidence makes of a figure, and the formula that says so."""
    block = places.blocks.get(kpi.code)
    if block is None:
        return (0, "0") if kpi.sum == "sum" and kpi.value is not None else (None, "")
    values = places.at("evidence", f"$I${block[0]}:$I${block[1]}")
    counted = [worth.value for worth in kpi.worths]
    if kpi.sum == "sum":
        return sum(counted), f"SUM({values})"
    if kpi.sum == "mean":
        records = places.at("evidence", f"$J${block[0]}:$J${block[1]}")
        return Decimal(sum(counted)) / sum(worth.stands_for for worth in kpi.worths), f"SUM({values})/SUM({records})"
    if by_month(facts, kpi) or any(worth.record not in places.rows for worth in kpi.worths):
        return None, ""  # the middle value cannot be seen from sums
    return median([Decimal(value) for value in counted]), f"MEDIAN({values})"


def incomplete_columns(facts: Facts) -> tuple[SheetColumn, ...]:
    """The columns of the sheet Incomplete records."""
    t = facts.texts
    return (
        SheetColumn(t._("Missing field"), "word", 24, meaning=t._("Field that the report needs and that is empty")),
        SheetColumn(t._("Record type"), "word", 16, meaning=t._("Type of the record")),
        SheetColumn(t._("Number"), "word", 16, meaning=t._("Number of the case, or of the cases of a procurement")),
        SheetColumn(
            t._("Date"),
            "date",
            12,
            meaning=t._("Day of the consultation or award, of opening the case, of the start of the procurement"),
        ),
        SheetColumn(t._("Organisation"), "word", 36, meaning=t._("Organisation of the record")),
        SheetColumn(t._("Figure"), "word", 12, meaning=t._("Indicator that needs the field")),
        SheetColumn(t._("Link"), "word", 14, meaning=t._("Leads to the row of the record")),
    )


def _incomplete(facts: Facts, places: Places) -> Sheet:
    t = facts.texts
    lines: dict[str, Line] = {line.id: line for line in facts.consultations}
    lines |= {line.id: line for line in facts.cases}
    lines |= {line.id: line for line in facts.market.procurements}
    lines |= {line.id: line for line in facts.market.awards}
    lines |= {line.id: line for line in facts.workshops.workshops}

    def rows() -> Iterator[list[Plain | Cell]]:
        for point in facts.points:
            for record in point.records:
                line = lines.get(record)
                if line is None:
                    continue
                link = Cell(t._("Go to record"), link=places.record(record))
                yield [point.field_name, point.type_name, *_incomplete_line(line), point.code, link]

    return TableSheet(
        places.names["incomplete"], incomplete_columns(facts), rows(), title=t._("Incomplete records"),
        note=t._("Records that lack a field of the report; restricted ones are left out"), table="tbl_incomplete",
    )  # fmt: skip


def _incomplete_line(line: Line) -> tuple[str, date | None, str]:
    """Number, day and organisation of an incomplete record."""
    if isinstance(line, ConsultationLine):
        return line.case_number, line.on, line.organisation
    if isinstance(line, CaseLine):
        return line.number, line.opened_on, line.organisation
    if isinstance(line, ProcurementLine):
        return line.cases, line.started_on or line.awarded_on, line.buyer
    if isinstance(line, WorkshopLine):
        return line.number, line.starts_on, ""
    return "", line.on, line.buyer


CHAPTER = Chapter("data_quality", _blocks, _sheets)
