"""The list of workshops of a year: those that were held with what was counted, those to come, cancelled ones, those of others."""

from collections.abc import Sequence

from p2i_desktop.domain.event_sums import EventSum, summed
from p2i_desktop.domain.workshops import Workshop
from p2i_desktop.i18n import NO_VALUE, Texts
from p2i_desktop.reports import framing
from p2i_desktop.reports.document import (
    Cell,
    Column,
    Document,
    Heading,
    Landscape,
    Plain,
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
    blocks: list[Plain] = [
        Heading(1, paper(facts).title), Text(period_words(facts), "lead"), Text(counting_words(t), "small"),
        *restricted_words(facts), _held(facts, numbers),
    ]  # fmt: skip
    if any(one.count is None for one in listed(facts)):
        blocks.append(_others(facts, numbers))
    return framing.document(facts.frame, paper(facts), (Landscape(tuple(blocks)),))


def paper(facts: SeriesFacts) -> Paper:
    """What the paper is called."""
    return Paper(facts.texts._("Workshops"), str(facts.year or ""), "workshop_list")


def named(facts: SeriesFacts) -> tuple[str, ...]:
    """What stands in the name of the file: the year."""
    return (str(facts.year),) if facts.year else ()


def workbook(facts: SeriesFacts) -> Workbook:
    """The list as a sheet."""
    return book(facts.frame, paper(facts), [events_sheet(facts)])


def listed(facts: SeriesFacts) -> tuple[EventLine, ...]:
    """Those that are told one by one: a restricted one only counts, for a report goes to anybody."""
    return tuple(one for one in facts.events if not one.restricted)


def restricted_words(facts: SeriesFacts) -> tuple[Plain, ...]:
    """How many are counted but not told."""
    hidden = sum(one.restricted and one.count is not None for one in facts.events)
    if not hidden:
        return ()
    t = facts.texts
    words = t.ngettext(
        "{n} restricted workshop is counted but not listed.",
        "{n} restricted workshops are counted but not listed.",
        hidden,
    )
    return (Text(words, "small"),)


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
        SheetColumn(t._("Programme")), SheetColumn(t.field(Workshop, "status")), SheetColumn(t._("Participations"), "integer"),
        SheetColumn(t._("On site"), "integer"), SheetColumn(t._("Online"), "integer"),
        SheetColumn(t._("Organisations"), "integer"), SheetColumn(t._("Participant hours"), "number"),
        SheetColumn(t._("Rating"), "number"), SheetColumn(t._("Ratings"), "integer"),
        SheetColumn(t._("Answers"), "integer"),
    )  # fmt: skip
    return TableSheet(t._("Workshops"), columns, [_sheet_row(t, one) for one in listed(facts)])


def _sheet_row(t: Texts, one: EventLine) -> Sequence[SheetValue]:
    head: list[SheetValue] = [one.number, one.year, one.starts_on, one.title or NO_VALUE, one.type, one.format]
    head += [one.place, one.programme, state_of(t, one)]
    if one.count is None:
        return [*head, *[None] * 8]
    total = summed((one.count,))
    return [*head, total.participations, total.on_site, total.online, total.organisations, total.hours, total.mean,
            total.rated, total.answers]  # fmt: skip


def state_of(t: Texts, one: EventLine) -> str:
    """Its status, and whether it is another's."""
    return ", ".join((one.status, t._("event of others"))) if one.external else one.status


def _held(facts: SeriesFacts, numbers: Numbers) -> Table:
    """Those that count, and their total."""
    t = facts.texts
    columns = (
        *_columns(t), Column(t._("On site"), "number"), Column(t._("Online"), "number"),
        Column(t._("Together"), "number"), Column(t._("Organisations"), "number"), Column(t._("Rating"), "number", width=32),
    )  # fmt: skip
    rows = tuple((*_head(t, one), *_numbers(t, summed((one.count,)))) for one in listed(facts) if one.count is not None)
    whole = summed(one.count for one in facts.events if one.count is not None)
    total = ("", "", t._("Total"), "", "", "", *_numbers(t, whole)) if whole.events else None
    empty = t._("No workshop was held in this year.")
    return Table(columns, rows, t._("Workshops that were held, by day"), numbers.table(), total=total, empty=empty)


def _others(facts: SeriesFacts, numbers: Numbers) -> Table:
    """Those that do not count: to come, cancelled, of others."""
    t = facts.texts
    columns = (*_columns(t), Column(t.field(Workshop, "status")))
    rows = tuple((*_head(t, one), state_of(t, one)) for one in listed(facts) if one.count is None)
    return Table(columns, rows, t._("Workshops that are not counted, by day"), numbers.table())


def _columns(t: Texts) -> tuple[Column, ...]:
    return (
        Column(t._("Number"), width=_NUMBER), Column(t._("Date"), "date", width=_DAY), Column(t._("Title"), header=True),
        Column(t._("Type")), Column(t._("Format")), Column(t._("Place")),
    )  # fmt: skip


def _head(t: Texts, one: EventLine) -> tuple[Cell, ...]:
    words = (one.type, one.format, one.place or NO_VALUE)
    return (one.number or NO_VALUE, day(t, one.starts_on), one.title or NO_VALUE, *words)


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
