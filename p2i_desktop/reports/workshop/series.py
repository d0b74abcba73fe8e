"""All workshops of the centre as a series: by year, by type, by programme, and which types were held in which year."""

from collections.abc import Callable, Iterable, Sequence

from p2i_desktop.domain.event_sums import EventCount, EventSum, grouped, summed
from p2i_desktop.i18n import NO_VALUE, Texts
from p2i_desktop.reports import framing
from p2i_desktop.reports.document import (
    Block,
    Cell,
    Chart,
    Column,
    Document,
    Heading,
    Landscape,
    Pattern,
    Row,
    Series,
    Table,
    Text,
    Value,
)
from p2i_desktop.reports.excel.model import Column as SheetColumn
from p2i_desktop.reports.excel.model import Kind, Sheet, TableSheet, Workbook
from p2i_desktop.reports.framed_book import book, filled
from p2i_desktop.reports.framing import Numbers, Paper, count
from p2i_desktop.reports.workshop.event_list import counting_words, events_sheet, period_words, rating, restricted_words
from p2i_desktop.reports.workshop.series_facts import EventLine, SeriesFacts

_MOST_YEARS, _UPRIGHT = 10, 5  # years beside each other, on an upright page
_NUMBER = 20.0
Word = Callable[[EventLine], str]
Sums = Sequence[tuple[str, EventSum]]


def build(facts: SeriesFacts) -> Document:
    """The series as pages."""
    t, numbers = facts.texts, Numbers(facts.texts)
    blocks: list[Block] = [
        Heading(1, paper(facts).title), Text(period_words(facts), "lead"), Text(counting_words(t), "small"),
        *restricted_words(facts),
    ]  # fmt: skip
    years = by_year(facts)
    if years:
        figure, label = numbers.figure(), numbers.table()
        blocks += [
            Heading(2, t._("By year")),
            _chart(facts, years, figure, label),
            _sums(facts, t._("Year"), years, label),
        ]
        for heading, title, found in (
            (t._("By type"), t._("Type"), by_type(facts)),
            (t._("By programme"), t._("Programme"), by_programme(facts)),
        ):
            blocks += [Heading(2, heading), _sums(facts, title, found, numbers.table())]
        crossed = (Heading(2, t._("Types by year")), _matrix(facts, numbers), _people(facts, numbers))
        blocks += [Landscape(crossed)] if len(years) > _UPRIGHT else crossed
    else:
        blocks.append(Text(t._("No workshop was held yet.")))
    return framing.document(facts.frame, paper(facts), tuple(blocks))


def paper(facts: SeriesFacts) -> Paper:
    """What the paper is called."""
    t = facts.texts
    return Paper(
        t._("Series of workshops"), t._("as of {date}").format(date=t.date(facts.frame.today)), "workshop_series"
    )


def named(facts: SeriesFacts) -> tuple[str, ...]:
    """Nothing more in the name of the file: it is of all years."""
    return ()


def workbook(facts: SeriesFacts) -> Workbook:
    """The series as sheets."""
    t = facts.texts
    sheets: list[Sheet] = [
        _sheet(t, t._("By year"), t._("Year"), by_year(facts)), _sheet(t, t._("By type"), t._("Type"), by_type(facts)),
        _sheet(t, t._("By programme"), t._("Programme"), by_programme(facts)), _matrix_sheet(facts),
    ]  # fmt: skip
    return book(facts.frame, paper(facts), [*(one for one in sheets if filled(one)), events_sheet(facts)])


def by_year(facts: SeriesFacts) -> Sums:
    """The sum of each year, the earliest first."""
    return _by(facts, lambda one: str(one.year), lambda pair: (pair[0],))


def by_type(facts: SeriesFacts) -> Sums:
    """The sum of each type, the most frequent first."""
    return _by(facts, lambda one: one.type, lambda pair: (-pair[1].events, facts.texts.sort_key(pair[0])))


def by_programme(facts: SeriesFacts) -> Sums:
    """The sum of each programme, the most frequent first; those of none last."""
    none = facts.texts._("without a programme")
    return _by(
        facts,
        lambda one: one.programme or none,
        lambda pair: (pair[0] == none, -pair[1].events, facts.texts.sort_key(pair[0])),
    )


def _by(facts: SeriesFacts, word: Word, order: Callable[[tuple[str, EventSum]], tuple[object, ...]]) -> Sums:
    return sorted(grouped((word(one), number) for one, number in _counted(facts)).items(), key=order)


def _counted(facts: SeriesFacts) -> Iterable[tuple[EventLine, EventCount]]:
    return ((one, one.count) for one in facts.events if one.count is not None)


def _total(facts: SeriesFacts) -> EventSum:
    return summed(number for _, number in _counted(facts))


def _sums(facts: SeriesFacts, title: str, found: Sums, label: str) -> Table:
    t = facts.texts
    columns = (
        Column(title, header=True), Column(t._("Workshops"), "number", width=_NUMBER + 4),
        Column(t._("On site"), "number", width=_NUMBER), Column(t._("Online"), "number", width=_NUMBER),
        Column(t._("Together"), "number", width=_NUMBER), Column(t._("Organisations"), "number", width=_NUMBER + 8),
        Column(t._("Rating"), "number", width=_NUMBER + 12),
    )  # fmt: skip
    rows = tuple((word, *_cells(t, total)) for word, total in found)
    total = (t._("Total"), *_cells(t, _total(facts)))
    return Table(columns, rows, t._("Workshops that were held, participations and ratings"), label, total=total)


def _cells(t: Texts, total: EventSum) -> tuple[Cell, ...]:
    numbers = (total.events, total.on_site, total.online, total.participations, total.organisations)
    return (*(count(t, number) for number in numbers), rating(t, total))


def _chart(facts: SeriesFacts, years: Sums, figure: str, table: str) -> Chart:
    t, shown = facts.texts, years[-_MOST_YEARS:]
    parts = (
        _series(t, t._("On site"), tuple(total.on_site for _, total in shown), "solid"),
        _series(t, t._("Online"), tuple(total.online for _, total in shown), "hatch"),
    )
    last, total = shown[-1]
    alt = t._(
        "Columns per year from {first} to {last}: {on_site} participations on site and {online} online in {last}. All "
        "numbers stand in {table}."
    ).format(
        first=shown[0][0], last=last, on_site=t.number(total.on_site), online=t.number(total.online), table=table
    )  # fmt: skip
    names = tuple(word for word, _ in shown)
    return Chart("columns", t._("Participations by year"), names, parts, alt, figure)


def _series(t: Texts, name: str, values: tuple[int, ...], pattern: Pattern) -> Series:
    return Series(name, values, tuple(t.number(value) for value in values), pattern)


def _matrix(facts: SeriesFacts, numbers: Numbers) -> Table:
    return _cross(facts, numbers, facts.texts._("Workshops by type and year"), lambda total: total.events)


def _people(facts: SeriesFacts, numbers: Numbers) -> Table:
    return _cross(facts, numbers, facts.texts._("Participations by type and year"), lambda total: total.participations)


def _cross(facts: SeriesFacts, numbers: Numbers, caption: str, pick: Callable[[EventSum], int]) -> Table:
    t = facts.texts
    years = [word for word, _ in by_year(facts)][-_MOST_YEARS:]
    cells = grouped(((one.type, str(one.year)), number) for one, number in _counted(facts))
    columns = (Column(t._("Type"), header=True), *(Column(year, "number", width=_NUMBER) for year in years))
    rows: tuple[Row, ...] = tuple(
        (word, *(_number(t, cells.get((word, year)), pick) for year in years)) for word, _ in by_type(facts)
    )
    sums = dict(by_year(facts))
    total: Row = (t._("Total"), *(_number(t, sums[year], pick) for year in years))
    return Table(columns, rows, caption, numbers.table(), total=total)


def _number(t: Texts, total: EventSum | None, pick: Callable[[EventSum], int]) -> Value:
    return Value(None, NO_VALUE) if total is None else count(t, pick(total))


def _sheet(t: Texts, name: str, title: str, found: Sums) -> TableSheet:
    columns = (
        SheetColumn(title), SheetColumn(t._("Workshops"), "integer"), SheetColumn(t._("Participations"), "integer"),
        SheetColumn(t._("On site"), "integer"), SheetColumn(t._("Online"), "integer"),
        SheetColumn(t._("Persons"), "integer"), SheetColumn(t._("Organisations"), "integer"),
        SheetColumn(t._("Participant hours"), "number"), SheetColumn(t._("Rating"), "number"),
        SheetColumn(t._("Ratings"), "integer"), SheetColumn(t._("Answers"), "integer"),
    )  # fmt: skip
    rows = [
        (word, one.events, one.participations, one.on_site, one.online, one.persons, one.organisations, one.hours, one.mean,
         one.rated, one.answers)
        for word, one in found
    ]  # fmt: skip
    return TableSheet(name, columns, rows)


def _matrix_sheet(facts: SeriesFacts) -> TableSheet:
    t = facts.texts
    titles = (t._("Type"), t._("Year"), t._("Workshops"), t._("Participations"))
    kinds: tuple[Kind, ...] = ("text", "year", "integer", "integer")
    cells = grouped(((one.type, one.year), number) for one, number in _counted(facts))
    rows = [(word, year, total.events, total.participations) for (word, year), total in sorted(cells.items())]
    return TableSheet(t._("Types by year"), tuple(map(SheetColumn, titles, kinds)), rows)
