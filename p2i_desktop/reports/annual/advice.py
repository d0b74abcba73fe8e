"""Advice: consultations by month, topic, channel, sector and kind of client, and the hours behind them."""

from collections.abc import Iterator

from p2i_desktop.reports.annual import words
from p2i_desktop.reports.annual.chapter import Chapter, Numbers
from p2i_desktop.reports.annual.parts import LAST_YEAR, THIS_YEAR, breakdown_sheet, ranked, years_table
from p2i_desktop.reports.annual.places import FIRST_ROW, Places
from p2i_desktop.reports.document import Block, Chart, Column, Row, Series, Table, Text, Value
from p2i_desktop.reports.excel import model as sheet
from p2i_desktop.reports.excel.book import place
from p2i_desktop.reports.facts import Facts

_HOURS = ("ADV-05", "ADV-06.contact", "ADV-06.preparation", "ADV-06.travel")
_ENQUIRIES = ("ADV-02", "ADV-03", "ADV-04")


def _blocks(facts: Facts, numbers: Numbers) -> tuple[Block, ...]:
    t = facts.texts
    blocks: list[Block] = [
        numbers.chapter(t._("Advice"), "advice"),
        Text(t._("This chapter counts reportable consultations (definition ADV-01) unless it says otherwise.")),
        numbers.section(t._("Consultations per month"), "months"),
        *_months(facts, numbers),
    ]
    for key, title, what in _sections(facts):
        blocks += [numbers.section(title, key), *ranked(facts, key, numbers, title, what)]
        if key == "sectors":
            blocks.append(Text(_ict(facts)))
    blocks += [numbers.section(t._("Time spent"), "hours"), years_table(facts, numbers, _HOURS, t._("Hours"))]
    blocks += [
        numbers.section(t._("Enquiries and clients"), "clients"),
        years_table(facts, numbers, (*_ENQUIRIES, *_clients(facts)), t._("Enquiries, organisations and persons")),
    ]
    return tuple(blocks)


def _sections(facts: Facts) -> tuple[tuple[str, str, str], ...]:
    t = facts.texts
    return (
        ("channels", t._("Channels"), t._("Channel")),
        ("topics", t._("Topics"), t._("Topic")),
        ("sectors", t._("Sectors"), t._("Sector")),
        ("kinds", t._("Kinds of client"), t._("Kind of organisation")),
    )


def _months(facts: Facts, numbers: Numbers) -> tuple[Block, ...]:
    t = facts.texts
    months = facts.months
    figure, table = numbers.figure(), numbers.table()
    this = Series(str(facts.year), months.this, tuple(t.number(v) for v in months.this))
    last = Series(str(facts.year - 1), months.last, tuple(t.number(v) for v in months.last), "hatch")
    title = t._("Reportable consultations per month")
    alt = _alt(facts, table)
    rows: tuple[Row, ...] = tuple(
        (str(year), *(Value(v, t.number(v)) for v in values), _sum(facts, values))
        for year, values in ((facts.year - 1, months.last), (facts.year, months.this))
    )
    columns = (
        Column(t._("Year"), header=True), *(Column(name, "number") for name in months.names),
        Column(t._("Total"), "number"),
    )  # fmt: skip
    return (Chart("columns", title, months.names, (this, last), alt, figure), Table(columns, rows, title, table))


def _sum(facts: Facts, values: tuple[int | None, ...]) -> Value:
    total = sum(value for value in values if value is not None)
    return Value(total, facts.texts.number(total))


def _alt(facts: Facts, table: str) -> str:
    t = facts.texts
    known = [(value, i) for i, value in enumerate(facts.months.this) if value is not None]
    if not known or not max(known)[0]:
        return t._("Columns per month: no reportable consultation in {year}. All numbers stand in {table}.").format(
            year=facts.year, table=table
        )
    most = max(known, key=lambda pair: (pair[0], -pair[1]))
    least = min(known)
    return t._("Columns per month: most in {most} ({high}), fewest in {least} ({low}). All numbers stand in {table}.").format(
        most=facts.months.names[most[1]], high=t.number(most[0]),
        least=facts.months.names[least[1]], low=t.number(least[0]), table=table,
    )  # fmt: skip


def _ict(facts: Facts) -> str:
    t = facts.texts
    found = facts.breakdowns["ict"]
    n = found.parts[0].this if found.parts else 0
    text = t.ngettext(
        "In addition, {n} consultation ({share}) belongs to a case about information and communication technology.",
        "In addition, {n} consultations ({share}) belong to cases about information and communication technology.",
        n,
    )
    return text.replace("{share}", words.share(n, found.this, t))


def _clients(facts: Facts) -> tuple[str, ...]:
    return tuple(kpi.code for kpi in facts.kpis if kpi.code.startswith("CLI-"))


def month_columns(facts: Facts) -> tuple[sheet.Column, ...]:
    """The columns of the sheet Months."""
    t = facts.texts
    return (
        sheet.Column(t._("Month"), "word", 14, meaning=t._("Calendar month")),
        sheet.Column(
            str(facts.year - 1), "integer", 10, total=True, meaning=t._("Reportable consultations of the previous year")
        ),
        sheet.Column(
            str(facts.year), "integer", 10, total=True, meaning=t._("Reportable consultations of the report year")
        ),
    )


def _sheets(facts: Facts, places: Places) -> Iterator[sheet.Sheet]:
    t = facts.texts
    months, name = facts.months, places.names["months"]
    title = t._("Reportable consultations per month")
    last = FIRST_ROW + len(months.names) - 1

    def series(letter: str, year: int, values: tuple[int | None, ...], color: str, outline: bool) -> sheet.Series:
        return sheet.Series(
            str(year), place(name, f"${letter}$3"), place(name, f"$A${FIRST_ROW}:$A${last}"), months.names,
            place(name, f"${letter}${FIRST_ROW}:${letter}${last}"),
            tuple(None if v is None else float(v) for v in values), "#,##0", color, outline,
        )  # fmt: skip

    chart = sheet.Chart(
        title, _alt(facts, t._("the table beside the chart")),
        (series("C", facts.year, months.this, THIS_YEAR, False), series("B", facts.year - 1, months.last, LAST_YEAR, True)),
        False, (4, 2), (11, 20),
    )  # fmt: skip
    yield sheet.TableSheet(
        name, month_columns(facts), list(zip(months.names, months.last, months.this, strict=True)),
        title=title, note=words.period(facts), table="tbl_months", totals=True, charts=(chart,),
    )  # fmt: skip
    for key, heading, what in _sections(facts):
        yield from breakdown_sheet(facts, places, key, t._("Consultations: {what}").format(what=heading), what)


CHAPTER = Chapter("advice", _blocks, _sheets)
