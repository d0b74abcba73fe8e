"""The list of workshops of a year: those that were held with what was counted, those to come, cancelled ones, those of others."""

from collections.abc import Callable, Iterable, Sequence

from p2i_desktop.domain.event_sums import EventSum, summed
from p2i_desktop.i18n import NO_VALUE, Texts
from p2i_desktop.reports import framing
from p2i_desktop.reports.document import (
    Cell,
    Column,
    Document,
    Group,
    Heading,
    Landscape,
    Plain,
    Row,
    Table,
    Text,
    Value,
)
from p2i_desktop.reports.excel.model import Column as SheetColumn
from p2i_desktop.reports.excel.model import Plain as SheetValue
from p2i_desktop.reports.excel.model import TableSheet, Workbook
from p2i_desktop.reports.framed_book import book
from p2i_desktop.reports.framing import Numbers, Paper, count, day
from p2i_desktop.reports.workshop.series_facts import EventLine, SeriesFacts

_DAY, _NUMBER = 24.0, 27.0


def build(facts: SeriesFacts) -> Document:
    """The list as pages."""
    t, numbers = facts.texts, Numbers(facts.texts)
    blocks: tuple[Plain, ...] = (
        Heading(1, paper(facts).title),
        Text(period_words(facts), "lead"),
        Text(counting_words(t), "small"),
        _table(facts, numbers),
    )
    return framing.document(facts.frame, paper(facts), (Landscape(blocks),))


def paper(facts: SeriesFacts) -> Paper:
    """What the paper is called."""
    return Paper(facts.texts._("Workshops"), str(facts.year or ""), "workshop_list")


def named(facts: SeriesFacts) -> tuple[str, ...]:
    """What stands in the name of the file: the year."""
    return (str(facts.year),) if facts.year else ()


def workbook(facts: SeriesFacts) -> Workbook:
    """The list as a sheet."""
    return book(facts.frame, paper(facts), [events_sheet(facts)])


def period_words(facts: SeriesFacts) -> str:
    """How many there are and how many of them count."""
    t = facts.texts
    total = summed(one.count for one in facts.events if one.count is not None)
    held = t.ngettext("{n} workshop held", "{n} workshops held", total.events)
    people = t.ngettext("{n} participation", "{n} participations", total.participations)
    return " · ".join(part for part in (str(facts.year or ""), held, people) if part)


def counting_words(t: Texts) -> str:
    """Which events count, and how."""
    return t._(
        "Workshops of the centre and its partners that were held are counted; events of others and cancelled ones are not. "
        "Participations are the counted heads, else those who were present by name and group; the rating is the mean of all "
        "answers from 1 to 5. Organisations count once."
    )


def events_sheet(facts: SeriesFacts) -> TableSheet:
    """One row an event, typed."""
    t = facts.texts
    columns = (
        SheetColumn(t._("Number")), SheetColumn(t._("Year"), "year"), SheetColumn(t._("Date"), "date"),
        SheetColumn(t._("Title")), SheetColumn(t._("Type")), SheetColumn(t._("Format")), SheetColumn(t._("Place")),
        SheetColumn(t._("Programme")), SheetColumn(t._("State")), SheetColumn(t._("Participations"), "integer"),
        SheetColumn(t._("On site"), "integer"), SheetColumn(t._("Online"), "integer"),
        SheetColumn(t._("Organisations"), "integer"), SheetColumn(t._("Participant hours"), "number"),
        SheetColumn(t._("Rating"), "number"), SheetColumn(t._("Ratings"), "integer"),
        SheetColumn(t._("Answers"), "integer"),
    )  # fmt: skip
    return TableSheet(t._("Workshops"), columns, [_sheet_row(t, one) for one in facts.events])


def _sheet_row(t: Texts, one: EventLine) -> Sequence[SheetValue]:
    head: list[SheetValue] = [one.number, one.year, one.starts_on, title_of(t, one), one.type, one.format]
    head += [one.place, one.programme, state_of(t, one)]
    if one.count is None:
        return [*head, *[None] * 8]
    total = summed((one.count,))
    return [*head, total.participations, total.on_site, total.online, total.organisations, total.hours, total.mean,
            total.rated, total.answers]  # fmt: skip


def title_of(t: Texts, one: EventLine) -> str:
    """Its title; of a restricted one only that it is one."""
    return t._("Restricted workshop") if one.restricted else one.title or NO_VALUE


def state_of(t: Texts, one: EventLine) -> str:
    """Its status, and whether it is another's."""
    return ", ".join((one.status, t._("event of others"))) if one.external else one.status


def _table(facts: SeriesFacts, numbers: Numbers) -> Table:
    t = facts.texts
    columns = (
        Column(t._("Number"), width=_NUMBER), Column(t._("Date"), "date", width=_DAY), Column(t._("Title"), header=True),
        Column(t._("Type")), Column(t._("Format")), Column(t._("Place")), Column(t._("On site"), "number"),
        Column(t._("Online"), "number"), Column(t._("Together"), "number"), Column(t._("Organisations"), "number"),
        Column(t._("Rating"), "number"),
    )  # fmt: skip
    rows: list[Row | Group] = []
    for heading, wanted in _parts(t):
        found = [one for one in facts.events if wanted(one)]
        if found:
            rows += [Group(heading), *(_row(t, one) for one in found)]
    counted = [one.count for one in facts.events if one.count is not None]
    total = (
        ("", "", t._("Total of those that were held"), "", "", "", *_numbers(t, summed(counted))) if counted else None
    )
    empty = t._("There is no workshop in this year.")
    return Table(columns, tuple(rows), t._("Workshops by day"), numbers.table(), total=total, empty=empty)


def _parts(t: Texts) -> Iterable[tuple[str, Callable[[EventLine], bool]]]:
    """Headings of the list and what stands under them; each event under one."""
    yield t._("Held"), lambda one: one.count is not None
    yield t._("Not held yet"), lambda one: one.count is None and not one.external and not one.cancelled
    yield t._("Cancelled"), lambda one: one.cancelled and not one.external
    yield t._("Events of others"), lambda one: one.count is None and one.external


def _row(t: Texts, one: EventLine) -> Row:
    words = (one.type, one.format, one.place or NO_VALUE)
    head = (one.number or NO_VALUE, day(t, one.starts_on), title_of(t, one), *words)
    if one.count is None:
        return (*head, *[NO_VALUE] * 5)
    return (*head, *_numbers(t, summed((one.count,))))


def _numbers(t: Texts, total: EventSum) -> tuple[Cell, ...]:
    return (
        count(t, total.on_site), count(t, total.online), count(t, total.participations), count(t, total.organisations),
        rating(t, total),
    )  # fmt: skip


def rating(t: Texts, total: EventSum) -> Value:
    """The mean with how many gave it."""
    if total.mean is None:
        return Value(None, NO_VALUE)
    words = t._("{mean} (n = {n})").replace(" ", "\u00a0")  # in one line
    return Value(total.mean, words.format(mean=t.number(total.mean, 1), n=t.number(total.rated)))
