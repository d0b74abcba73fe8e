"""Procurements and impact: what clients started and awarded, who won, what they say; outcome and impact stand apart."""

from collections.abc import Iterator

from p2i_desktop.reports.annual import words
from p2i_desktop.reports.annual.chapter import Chapter, Numbers
from p2i_desktop.reports.annual.parts import LAST_YEAR, THIS_YEAR, ranked, shown, years_table
from p2i_desktop.reports.annual.places import FIRST_ROW, Places
from p2i_desktop.reports.document import Block, Chart, Column, Note, Row, Series, Table, Text, Value
from p2i_desktop.reports.excel import model as sheet
from p2i_desktop.reports.excel.book import place
from p2i_desktop.reports.facts import AwardLine, Facts, Kpi

MOST_AWARDS = 10  # on paper; the workbook lists all
_OUTCOMES = ("PRC-01", "PRC-02", "PRC-10", "PRC-11", "PRC-12", "PRC-04")
_MARKET = ("PRC-13", "PRC-14")
_IMPACT = ("PRC-03", "PRC-06", "PRC-07", "PRC-08", "PRC-09", "PRC-15", "PRC-16", "PRC-18", "PRC-17")
_SATISFACTION = ("SAT-01", "SAT-02", "SAT-03")


def _blocks(facts: Facts, numbers: Numbers) -> tuple[Block, ...]:
    t = facts.texts
    blocks: list[Block] = [
        numbers.chapter(t._("Procurements and impact"), "procurements"),
        Text(
            t._(
                "This chapter counts procurements that are linked to a case of the centre. Outcomes are what clients did after the advice; impact is what changed for market and public service. Many factors act on both, so they stand apart and are never added up."
            )
        ),
        numbers.section(t._("Outcomes: procurements started and awarded"), "started"),
    ]
    if _nothing(facts):
        blocks.append(Text(t._("No procurement was linked to a case in this and the two previous years.")))
    else:
        blocks += [_chart(facts, numbers), years_table(facts, numbers, _OUTCOMES, t._("Procurements in three years"))]
        blocks.append(numbers.section(t._("Instruments"), "market-instruments"))
        blocks += _instruments(facts, numbers)
    blocks.append(numbers.section(t._("Market consultations"), "market-consultations"))
    blocks.append(years_table(facts, numbers, _MARKET, t._("Market consultations in three years")))
    blocks.append(numbers.section(t._("Impact: value and winners"), "impact"))
    blocks += _impact(facts, numbers)
    blocks += _satisfaction(facts, numbers)
    return tuple(blocks)


def _nothing(facts: Facts) -> bool:
    return not any(
        (kpi.value, kpi.previous, kpi.before) != (0, 0, 0) for code in ("PRC-01", "PRC-02") for kpi in facts.of(code)
    )


# --- outcomes -----------------------------------------------------------------------------------------------------------
def _chart(facts: Facts, numbers: Numbers) -> Chart:
    t = facts.texts
    years = tuple(str(facts.year - back) for back in (2, 1, 0))
    started, awarded = (kpi for code in ("PRC-01", "PRC-02") for kpi in facts.of(code))
    title = t._("Procurements started and awarded")
    alt = t._(
        "Columns for three years: {started} procurements started and {awarded} awarded in {year}, {last_started} and {last_awarded} in the year before."
    ).format(
        started=started.printed, awarded=awarded.printed, year=facts.year,
        last_started=started.printed_previous, last_awarded=awarded.printed_previous,
    )  # fmt: skip
    series = (_of_years(started, t._("Started"), False), _of_years(awarded, t._("Awarded"), True))
    return Chart("columns", title, years, series, alt, numbers.figure())


def _of_years(kpi: Kpi, name: str, hatched: bool) -> Series:
    values = (kpi.before, kpi.previous, kpi.value)
    printed = (kpi.printed_before, kpi.printed_previous, kpi.printed)
    return Series(name, values, printed, "hatch" if hatched else "solid")


def _instruments(facts: Facts, numbers: Numbers) -> tuple[Block, ...]:
    t = facts.texts
    codes = tuple(kpi.code for kpi in facts.of("PRC-05."))
    parts = ranked(facts, "started", numbers, t._("Procurements started by instrument"), t._("Instrument"))
    return (*parts, years_table(facts, numbers, codes, t._("Share of instruments in three years")))


# --- impact -------------------------------------------------------------------------------------------------------------
def _impact(facts: Facts, numbers: Numbers) -> tuple[Block, ...]:
    t = facts.texts
    blocks: list[Block] = [
        Text(
            t._(
                "Values are net of VAT and count once per award. What is unknown counts as not met; the footnotes give the range that it leaves open."
            )
        ),
        years_table(facts, numbers, _IMPACT, t._("Value, winners and influence in three years")),
    ]
    if facts.market.awards:
        blocks += [numbers.section(t._("Awarded procurements"), "awards"), *_awards(facts, numbers)]
    return tuple(blocks)


def _awards(facts: Facts, numbers: Numbers) -> tuple[Block, ...]:
    t = facts.texts
    ranking = sorted(facts.market.awards, key=lambda one: (one.euro is None, -(one.euro or 0), one.on, one.id))
    rows_shown = ranking[:MOST_AWARDS]
    columns = (
        Column(t._("Procurement"), header=True), Column(t._("Lead buyer")), Column(t._("Instrument")),
        Column(t._("Date"), "date"), Column(t._("Value in EUR"), "number"), Column(t._("Tenders"), "number"),
        Column(t._("SME")),
    )  # fmt: skip
    notes: list[Note] = []
    rows: tuple[Row, ...] = tuple(_award(facts, award, notes) for award in rows_shown)
    caption = t._("Awards of the period, by value")
    table = Table(columns, rows, caption, numbers.table(), notes=tuple(notes))
    more = len(ranking) - len(rows_shown)
    if not more:
        return (table,)
    text = t.ngettext(
        "The table shows the largest awards; the workbook of this report lists {n} more award.",
        "The table shows the largest awards; the workbook of this report lists {n} more awards.",
        more,
    )
    return (table, Text(text, "small"))


def _award(facts: Facts, award: AwardLine, notes: list[Note]) -> Row:
    t = facts.texts
    mark = ""
    if award.value is not None and (award.rate is not None or award.euro is None):
        mark = str(len(notes) + 1)
        notes.append(Note(mark, _rate(facts, award)))
    value = Value(award.euro, t.number(award.euro) if award.euro is not None else words.NO_DATA, mark)
    tenders = Value(award.tenders, t.number(award.tenders) if award.tenders is not None else words.NO_DATA)
    title = (
        award.title if award.lot in ("", "1") else t._("{title}, lot {lot}").format(title=award.title, lot=award.lot)
    )
    return (title, award.buyer, award.instrument, Value(award.on, t.date(award.on)), value, tenders, award.small)


def _rate(facts: Facts, award: AwardLine) -> str:
    t = facts.texts
    amount = f"{t.number(award.value)}\u00a0{award.currency}"
    if award.rate is None or award.rate_on is None:
        return t._("{amount}; no exchange rate is stored for this day").format(amount=amount)
    rate = t.value(award.rate.normalize())
    return t._("{amount} at {rate} EUR, rate of {day}").format(amount=amount, rate=rate, day=t.date(award.rate_on))


# --- satisfaction ---------------------------------------------------------------------------------------------------------
def _satisfaction(facts: Facts, numbers: Numbers) -> tuple[Block, ...]:
    t = facts.texts
    codes = (*_SATISFACTION, *(kpi.code for kpi in facts.of("SAT-04.")))
    least = t.number(facts.rules.min_group_for_means)
    text = t._(
        "Asked are the clients of closed cases. Means of fewer than {least} answers are printed with their number of answers and compared with nothing."
    ).format(least=least)
    return (
        numbers.section(t._("Satisfaction"), "satisfaction"),
        Text(text),
        years_table(facts, numbers, codes, t._("Answers of clients in three years")),
    )


# --- workbook -------------------------------------------------------------------------------------------------------------
def part_columns(facts: Facts) -> tuple[sheet.Column, ...]:
    """The columns of the sheet Procurement figures."""
    t = facts.texts
    return (
        sheet.Column(t._("Breakdown"), "word", 40, meaning=t._("What the procurements are counted by")),
        sheet.Column(t._("Member"), "word", 40, meaning=t._("Member of the list")),
        sheet.Column(str(facts.year - 1), "integer", 10, meaning=t._("Count of the previous year")),
        sheet.Column(str(facts.year), "integer", 10, meaning=t._("Count of the report year")),
        sheet.Column(
            t._("Share {year}").format(year=facts.year), "percent", 12, meaning=t._("Part of all of the report year")
        ),
    )


def _titles(facts: Facts) -> dict[str, str]:
    t = facts.texts
    return {
        "started": t._("Procurements started by instrument"),
        "started_sectors": t._("Procurements started by sector"),
        "awarded": t._("Procurements awarded by instrument"),
    }


def _sheets(facts: Facts, places: Places) -> Iterator[sheet.Sheet]:
    t = facts.texts
    titles = _titles(facts)
    rows: list[tuple[sheet.Plain, ...]] = [
        (title, part.label, part.last, part.this, part.this / found.this if found.this else None)
        for key, title in titles.items()
        for found in [facts.breakdowns[key]]
        for part in shown(found)
    ]
    first = len(shown(facts.breakdowns["started"]))
    yield sheet.TableSheet(
        places.names["market"], part_columns(facts), rows, title=t._("Procurements by instrument and sector"),
        note=words.period(facts), table="tbl_market", charts=(_native(facts, places.names["market"], first),) if first else (),
    )  # fmt: skip


def _native(facts: Facts, name: str, n: int) -> sheet.Chart:
    """The instruments of the procurements started, beside the table."""
    t = facts.texts
    parts = shown(facts.breakdowns["started"])
    last, labels = FIRST_ROW + n - 1, tuple(part.label for part in parts)

    def series(letter: str, year: int, values: tuple[int, ...], color: str, outline: bool) -> sheet.Series:
        return sheet.Series(
            str(year), place(name, f"${letter}$3"), place(name, f"$B${FIRST_ROW}:$B${last}"), labels,
            place(name, f"${letter}${FIRST_ROW}:${letter}${last}"), tuple(float(v) for v in values), "#,##0", color, outline,
        )  # fmt: skip

    title = _titles(facts)["started"]
    alt = t._("Ranked bars: {title}. Most: {name} with {count}. All numbers stand in {table}.").format(
        title=title, name=labels[0], count=t.number(parts[0].this), table=t._("the table beside the chart")
    )
    both = (
        series("D", facts.year, tuple(part.this for part in parts), THIS_YEAR, False),
        series("C", facts.year - 1, tuple(part.last for part in parts), LAST_YEAR, True),
    )
    return sheet.Chart(title, alt, both, True, (6, 2), (10, max(14, 3 + 2 * n)))


CHAPTER = Chapter("procurements", _blocks, _sheets)
