"""What all papers of a workshop say alike: when and where, what names are for, how long they are kept, who pays."""

from collections.abc import Callable, Iterable
from datetime import date, time
from decimal import Decimal

from p2i_desktop.domain.workshops import EventFormat, Workshop, WorkshopSession
from p2i_desktop.i18n import NO_VALUE, Texts
from p2i_desktop.reports import framing
from p2i_desktop.reports.document import Column, Funding, Plain, Table, Text, Value
from p2i_desktop.reports.framing import Numbers, Paper, count
from p2i_desktop.reports.workshop.facts import Group, Person, WorkshopFacts

Has = tuple[date | None, time | None, date | None, time | None]


def when(facts: WorkshopFacts) -> str:
    """Day and times of the event, with its time zone where there are times."""
    one = facts.workshop
    return span(facts.texts, (one.starts_on, one.starts_at, one.ends_on, one.ends_at), one.timezone)


def session_when(facts: WorkshopFacts, one: WorkshopSession, zone: bool = True) -> str:
    """Day and times of a session, with the time zone or without."""
    has = (one.starts_on, one.starts_at, one.ends_on, one.ends_at)
    return span(facts.texts, has, facts.workshop.timezone if zone else "")


def span(t: Texts, has: Has, zone: str) -> str:
    """From when to when: the day once where it is one."""
    first, starts, last, ends = has
    if first is None:
        return ""
    zone = f" ({zone})" if zone and (starts or ends) else ""
    if last is None or last == first:
        times = "–".join(t.time(at) for at in (starts, ends) if at is not None)
        return ", ".join(part for part in (t.weekday_date(first), times) if part) + zone
    both = (
        " ".join((t.weekday_date(on), t.time(at) if at else "")).strip() for on, at in ((first, starts), (last, ends))
    )
    return " – ".join(both) + zone


def where(t: Texts, one: Workshop) -> str:
    """Where it is: place, city, country; online, or both."""
    place = ", ".join(part for part in (one.venue, one.city, t.country(one.country) if one.country else "") if part)
    if one.format is EventFormat.ON_SITE:
        return place
    line = t.label(one.format)
    return ", ".join(part for part in (line, place if one.format is EventFormat.HYBRID else "") if part)


def head(facts: WorkshopFacts) -> tuple[str, ...]:
    """Number, when and where: the lines under the title."""
    first = " · ".join(part for part in (facts.number, when(facts)) if part)
    return tuple(part for part in (first, where(facts.texts, facts.workshop)) if part)


def paper(facts: WorkshopFacts, title: str, report_id: str) -> Paper:
    """What a paper is called."""
    return Paper(title, " ".join(part for part in (facts.number, facts.workshop.title) if part), report_id)


def named(facts: WorkshopFacts) -> tuple[str, ...]:
    """What stands in the name of the file: the number, never a person."""
    return (facts.key,)


def privacy(facts: WorkshopFacts) -> str:
    """What the names are for, on which ground, who keeps them and for how long."""
    t = facts.texts
    kept = (
        t._("Kept until {date} by {centre}.").format(date=t.date(facts.keep_until), centre="{centre}")
        if facts.keep_until is not None
        else t._("Kept by {centre} until the retention period of the programme ends.")
    ).replace("{centre}", facts.frame.centre_name)
    purpose = t._("Purpose: {text}.").replace("{text}", facts.purpose)
    return " ".join((purpose, t._("Legal basis: {text}.").replace("{text}", facts.basis), kept))


def funding(facts: WorkshopFacts) -> tuple[Plain, ...]:
    """Who pays, with the emblem; nothing where no programme does."""
    lines = framing.funding(facts.programme)
    emblem = framing.emblem(facts.texts, facts.programme)
    return (Funding(lines, emblem),) if lines or emblem else ()


def hidden_line(facts: WorkshopFacts) -> tuple[Plain, ...]:
    """That some may not be named."""
    if not facts.hidden:
        return ()
    t = facts.texts
    words = t.ngettext(
        "{n} person is counted but not named: the processing of the data is restricted.",
        "{n} persons are counted but not named: the processing of their data is restricted.", facts.hidden,
    )  # fmt: skip
    return (Text(words, "small"),)


def counted(t: Texts, numbers: Numbers, caption: str, title: str, found: Iterable[tuple[str, int]]) -> Table:
    """How many people there are of each word, the most first; what is not known comes last."""
    sums: dict[str, int] = {}
    for word, many in found:
        sums[word] = sums.get(word, 0) + many
    order = sorted(sums.items(), key=lambda one: (not one[0], -one[1], t.sort_key(one[0])))
    whole = sum(sums.values())

    def share(many: int) -> Value:
        return Value(Decimal(100 * many) / whole, t.percent(Decimal(100 * many) / whole))

    rows = tuple((word or t._("not known"), count(t, many), share(many)) for word, many in order)
    total = (t._("Total"), count(t, whole), share(whole)) if rows else None
    columns = (
        Column(title, header=True),
        Column(t._("Persons"), "number", width=26),
        Column(t._("Share"), "number", width=24),
    )
    return Table(columns, rows, caption, numbers.table(), total=total, empty=t._("None"))


def listed_line(facts: WorkshopFacts) -> tuple[Plain, ...]:
    """Of how many of those who came it is known who they were, where heads were counted."""
    t, found = facts.texts, facts.presence
    known = len(facts.listed) + sum(one.size for one in facts.listed_groups) + facts.hidden_came
    if not facts.held or known == found.participations:
        return ()
    words = t._("{known} of {counted} participations are known by name or group; the tables tell of these.")
    return (Text(words.format(known=t.number(known), counted=t.number(found.participations)), "small"),)


def people_by(facts: WorkshopFacts, word: Callable[[Person | Group], str]) -> Iterable[tuple[str, int]]:
    """Each person and each group of the list with a word, and how many they are."""
    yield from ((word(one), 1) for one in facts.listed)
    yield from ((word(one), one.size) for one in facts.listed_groups)


def score(t: Texts, mean: Decimal | None) -> str:
    """A mean with one decimal."""
    return t.number(mean, 1) if mean is not None else NO_VALUE
