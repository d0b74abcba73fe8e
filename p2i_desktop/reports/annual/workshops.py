"""Workshops: which were held, when and of what kind, who came in numbers, and what those who came said; nobody is named."""

from collections.abc import Sequence

from p2i_desktop.domain.workshops import Workshop
from p2i_desktop.reports.annual import words, workshop_sheets
from p2i_desktop.reports.annual.chapter import Chapter, Numbers
from p2i_desktop.reports.annual.parts import shown, years_table
from p2i_desktop.reports.document import Block, Chart, Column, Note, Row, Series, Table, Text, Value
from p2i_desktop.reports.event_lines import WorkshopLine
from p2i_desktop.reports.facts import Facts, Kpi, Part

MOST_WORKSHOPS = 60  # on paper; the workbook lists all
_CAME = ("EVT-02", "EVT-03", "EVT-04", "EVT-05", "EVT-06", "EVT-09", "EVT-10")
_SAID = ("EVT-07", "EVT-08")


def _blocks(facts: Facts, numbers: Numbers) -> tuple[Block, ...]:
    t = facts.texts
    head = numbers.chapter(t._("Workshops and other events"), "workshops")
    if facts.workshops.nothing:
        return (head, Text(t._("No workshop was held in this and the two previous years.")))
    blocks: list[Block] = [head, *(Text(paragraph) for paragraph in _lead(facts))]
    if facts.count("EVT-01"):
        blocks += [numbers.section(t._("Workshops of the year"), "workshop-list"), *_list(facts, numbers)]
    blocks += [numbers.section(t._("Workshops per month"), "workshop-months"), *_months(facts, numbers)]
    for key, title, what in _sections(facts):
        blocks += [numbers.section(title, f"workshop-{key}"), *_parts(facts, key, numbers, title, what)]
    blocks.append(numbers.section(t._("Who took part"), "workshop-people"))
    blocks.append(years_table(facts, numbers, _CAME, t._("Participations, hours and certificates in three years")))
    blocks += [numbers.section(t._("What those who took part said"), "workshop-rating"), *_said(facts, numbers)]
    return tuple(blocks)


# --- in words -----------------------------------------------------------------------------------------------------------
def _lead(facts: Facts) -> tuple[str, ...]:
    t = facts.texts
    rule = t._(
        "Workshops and other events of the centre and its partners are counted that began in the period and were held; cancelled and external ones never count. A participation is one person at one workshop. Nobody is named here."
    )
    n = facts.count("EVT-01")
    if not n:
        return (t._("No workshop was held in the period."), rule)
    held = t.ngettext(
        "{n} workshop was held with {participations} participations.",
        "{n} workshops were held with {participations} participations.",
        n,
    )
    known = t._("{persons} different participants and {organisations} organisations are known by name.")
    values = {"participations": "EVT-02", "persons": "EVT-04", "organisations": "EVT-05", "share": "EVT-03"}
    parts = [held, known]
    online = facts.kpi("EVT-03")
    if online is not None and online.value:
        parts.insert(1, t._("{share} of the participations were online."))
    text = " ".join(parts)
    for name, code in values.items():
        text = text.replace("{" + name + "}", facts.printed(code))
    return text, rule


# --- the workshops ------------------------------------------------------------------------------------------------------
def _list(facts: Facts, numbers: Numbers) -> tuple[Block, ...]:
    t = facts.texts
    found = facts.workshops.workshops
    lines = found
    if len(found) > MOST_WORKSHOPS:
        most = sorted(found, key=lambda line: -line.participations)[:MOST_WORKSHOPS]
        chosen = {line.id for line in most}
        lines = tuple(line for line in found if line.id in chosen)
    columns = (
        Column(t._("Date"), "date", width=20), Column(t.field(Workshop, "title"), header=True),
        Column(t.field(Workshop, "type"), width=28), Column(t.field(Workshop, "format"), width=15),
        Column(t._("On site"), "number", width=14), Column(t._("Online"), "number", width=13),
        Column(t._("Organisations"), "number", width=25), Column(t._("Rating"), "number", width=22),
    )  # fmt: skip
    rows: tuple[Row, ...] = tuple(_row(facts, line) for line in lines)
    table = Table(columns, rows, t._("Workshops of the period"), numbers.table(), _total(facts), _notes(facts))
    blocks: list[Block] = [table]
    more = len(found) - len(lines)
    if more:
        text = t.ngettext(
            "The table shows the workshops with most participations; the workbook of this report lists {n} more.",
            "The table shows the workshops with most participations; the workbook of this report lists {n} more.",
            more,
        )
        blocks.append(Text(text, "small"))
    hidden = facts.restricted.get("workshop", 0)
    if hidden:
        text = t.ngettext(
            "{n} restricted workshop is counted and not listed.",
            "{n} restricted workshops are counted and not listed.",
            hidden,
        )
        blocks.append(Text(text, "small"))
    return tuple(blocks)


def _row(facts: Facts, line: WorkshopLine) -> Row:
    t = facts.texts
    return (
        Value(line.starts_on, t.date(line.starts_on)), line.title, line.type, line.format,
        Value(line.on_site, t.number(line.on_site)), Value(line.online, t.number(line.online)),
        Value(line.organisations, t.number(line.organisations)), Value(line.rating, rating_words(facts, line)),
    )  # fmt: skip


def rating_words(facts: Facts, line: WorkshopLine) -> str:
    """The mean of a workshop with the number of answers behind it: "4.3 (n = 12)"."""
    t = facts.texts
    if line.rating is None:
        return words.NO_DATA
    return f"{t.number(line.rating, 1)} (n\u00a0=\u00a0{t.number(line.rated)})"


def _total(facts: Facts) -> Row:
    t = facts.texts
    on_site, online = facts.workshops.modes
    organisations, rating = (_value(facts.kpi(code)) for code in ("EVT-05", "EVT-07"))
    return (
        "", t._("All workshops"), "", "", Value(on_site, t.number(on_site)), Value(online, t.number(online)), organisations, rating,
    )  # fmt: skip


def _value(kpi: Kpi | None) -> Value:
    return Value(kpi.value, kpi.printed) if kpi is not None else Value(None, words.NO_DATA)


def _notes(facts: Facts) -> tuple[Note, ...]:
    t = facts.texts
    return (
        Note("*", t._("Organisations and ratings of single workshops do not add up: the last row counts each organisation once and weighs each answer alike.")),
    )  # fmt: skip


# --- months and parts ---------------------------------------------------------------------------------------------------
def _months(facts: Facts, numbers: Numbers) -> tuple[Block, ...]:
    t = facts.texts
    names = facts.months.names
    figure, table = numbers.figure(), numbers.table()
    title = t._("Workshops held per month")
    this, last = facts.workshops.months
    people, people_last = facts.workshops.people
    series = (
        Series(str(facts.year), this, tuple(t.number(value) for value in this)),
        Series(str(facts.year - 1), last, tuple(t.number(value) for value in last), "hatch"),
    )
    columns = (last, this, people_last, people)
    rows: tuple[Row, ...] = tuple(
        (name, *_counts(facts, [values[at] for values in columns])) for at, name in enumerate(names)
    )
    sums = [sum(value for value in values if value is not None) for values in columns]
    total: Row = (t._("Total"), *_counts(facts, sums))
    caption = t._("Workshops and participations per month")
    return (
        Chart("columns", title, names, series, _alt(facts, this, table), figure),
        Table(_year_columns(facts, t._("Month")), rows, caption, table, total),
    )


def _counts(facts: Facts, values: Sequence[int | None]) -> tuple[Value, ...]:
    return tuple(Value(value, facts.texts.number(value)) for value in values)


def _year_columns(facts: Facts, what: str) -> tuple[Column, ...]:
    t = facts.texts
    years = (facts.year - 1, facts.year)
    return (
        Column(what, header=True),
        *(Column(t._("Workshops {year}").format(year=year), "number", width=28) for year in years),
        *(Column(t._("Participations {year}").format(year=year), "number", width=32) for year in years),
    )


def _alt(facts: Facts, values: tuple[int | None, ...], table: str) -> str:
    t = facts.texts
    known = [(value, -at) for at, value in enumerate(values) if value]
    if not known:
        return t._("Columns per month: no workshop in {year}. All numbers stand in {table}.").format(
            year=facts.year, table=table
        )
    high, at = max(known)
    return t._("Columns per month: most workshops in {month} ({n}). All numbers stand in {table}.").format(
        month=facts.months.names[-at], n=t.number(high), table=table
    )


def _sections(facts: Facts) -> tuple[tuple[str, str, str], ...]:
    t = facts.texts
    return (
        ("types", t._("Workshops by type"), t.field(Workshop, "type")),
        ("formats", t._("Workshops by format"), t.field(Workshop, "format")),
        ("topics", t._("Workshops by topic"), t._("Topic")),
    )


def _parts(facts: Facts, key: str, numbers: Numbers, title: str, what: str) -> tuple[Block, ...]:
    """A ranked chart of the workshops held, and the table with their participations."""
    t = facts.texts
    held, came = facts.breakdowns[f"held_{key}"], facts.breakdowns[f"attended_{key}"]
    parts = shown(held)
    if not parts:
        return (Text(t._("Nothing was counted in this and the previous year.")),)
    drawn = tuple(part for part in parts if part.this)
    figure = numbers.figure() if drawn else ""
    table = numbers.table()
    blocks: list[Block] = [_ranked(facts, drawn, figure, table, title)] if drawn else []
    of = {part.label: part for part in came.parts}
    rows = tuple(_part_row(facts, part, of.get(part.label, Part(part.label, 0, 0))) for part in parts)
    label = t._("All, each counted once") if held.overlapping else t._("Total")
    total = _part_row(facts, Part(label, held.this, held.last), Part(label, came.this, came.last))
    more = t._("A record can stand in several rows, so that the rows do not add up to the total.")
    blocks.append(
        Table(_year_columns(facts, what), rows, title, table, total, (Note("*", more),) if held.overlapping else ())
    )
    return tuple(blocks)


def _part_row(facts: Facts, held: Part, came: Part) -> Row:
    return (held.label, *_counts(facts, (held.last, held.this, came.last, came.this)))


def _ranked(facts: Facts, parts: tuple[Part, ...], figure: str, table: str, title: str) -> Chart:
    t = facts.texts
    first, values = parts[0], tuple(part.this for part in parts)
    alt = t._("Ranked bars: {title}. Most: {name} with {count}. All numbers stand in {table}.").format(
        title=title, name=first.label, count=t.number(first.this), table=table
    )
    series = Series(str(facts.year), values, tuple(t.number(value) for value in values))
    return Chart("ranked", title, tuple(part.label for part in parts), (series,), alt, figure)


# --- answers ------------------------------------------------------------------------------------------------------------
def _said(facts: Facts, numbers: Numbers) -> tuple[Block, ...]:
    t = facts.texts
    text = t._(
        "Everybody who was there is taken as asked. Means of fewer than {least} answers are printed with their number of answers and compared with nothing."
    ).format(least=t.number(facts.rules.min_group_for_means))
    blocks: list[Block] = [Text(text), years_table(facts, numbers, _SAID, t._("Rating and response in three years"))]
    scores = facts.workshops.scores
    whole = sum(scores)
    if not whole:
        return tuple(blocks)
    figure, table = numbers.figure(), numbers.table()
    title = t._("Scores given to the questions of the forms")
    names = tuple(t.number(score) for score in range(1, len(scores) + 1))
    series = Series(str(facts.year), scores, tuple(t.number(count) for count in scores))
    alt = t._("Columns: {title}, from 1 (worst) to 5 (best). All numbers stand in {table}.").format(
        title=title, table=table
    )
    columns = (
        Column(t._("Score, 1 (worst) to 5 (best)"), header=True), *(Column(name, "number") for name in names),
        Column(t._("Total"), "number"),
    )  # fmt: skip
    rows: tuple[Row, ...] = (
        (t._("Answers"), *(Value(count, t.number(count)) for count in scores), Value(whole, t.number(whole))),
        (t._("Share"), *(Value(None, words.share(count, whole, t)) for count in scores), Value(None, words.share(whole, whole, t))),
    )  # fmt: skip
    note = t._("Each answered question counts once; totals that were typed in have no single scores.")
    blocks.append(Chart("columns", title, names, (series,), alt, figure))
    blocks.append(Table(columns, rows, title, table, notes=(Note("*", note),)))
    return tuple(blocks)


CHAPTER = Chapter("workshops", _blocks, workshop_sheets.sheets)
