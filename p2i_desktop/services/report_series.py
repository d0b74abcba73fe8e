"""Gathers the workshops of a year, or of all years, for the papers that tell of many of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from p2i_desktop.domain.advice import Confidentiality
from p2i_desktop.domain.event_sums import EventCount
from p2i_desktop.domain.figures.market_rows import FeedbackRow
from p2i_desktop.domain.figures.period import year_period
from p2i_desktop.domain.figures.workshop_rows import WorkshopRows
from p2i_desktop.domain.figures.workshop_scope import event_of
from p2i_desktop.domain.network import Programme
from p2i_desktop.domain.parties import Organisation
from p2i_desktop.domain.presence import Presence, presence
from p2i_desktop.domain.workshops import EventOrigin, Workshop
from p2i_desktop.i18n import Texts
from p2i_desktop.reports.framing import programme_name
from p2i_desktop.reports.workshop.series_facts import EventLine, SeriesFacts
from p2i_desktop.services.report_frame import digest, frame_of
from p2i_desktop.services.work import Work
from p2i_desktop.storage.figure_rows_workshops import gather_workshops


def series_facts(work: Work, year: int, texts: Texts, made_at: datetime) -> SeriesFacts:
    """The workshops of a year as the centre counts it, or (0) of all years, with what was counted at those that were held."""
    starts = work.rule_settings().year_starts
    since, until = (date.min, date.max) if not year else _bounds(year, starts)
    with work.store.connection() as connection:
        rows = gather_workshops(connection, since, until, _day)
    counts = _counts(work, rows)
    records = work.store.find(Workshop)
    dated = [one for one in records if one.starts_on is not None and since <= one.starts_on <= until]
    programmes = {one.id: programme_name(one) for one in work.store.find(Programme)}
    lines = [
        _line(one, one.starts_on, texts, starts, counts.get(one.id), programmes)
        for one in dated
        if one.starts_on is not None
    ]
    lines.sort(key=lambda one: (one.starts_on, one.number, one.id))
    undated = sum(one.starts_on is None for one in records) if not year else 0
    facts = SeriesFacts(frame_of(work, texts, made_at, True), tuple(lines), year, undated)
    return replace(facts, frame=replace(facts.frame, digest=digest(facts, facts.frame)))


def _bounds(year: int, starts: str) -> tuple[date, date]:
    period = year_period(year, starts)
    return period.starts, period.ends


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _counts(work: Work, rows: WorkshopRows) -> dict[str, EventCount]:
    """Event id -> what was counted there, by the rows that the figures are made from."""
    answers: defaultdict[str, list[FeedbackRow]] = defaultdict(list)
    for one in rows.feedback:
        answers[one.workshop or ""].append(one)
    found = {row.id: presence(event_of(row), rows.seats.get(row.id, ())) for row in rows.workshops}
    roots = _roots(work, {office for there in found.values() for office in there.organisations})
    return {key: _count(there, answers[key], roots) for key, there in found.items()}


def _count(there: Presence, said: Iterable[FeedbackRow], roots: Mapping[str, str]) -> EventCount:
    rated = [(one.rating, one.answers) for one in said if one.rating is not None]
    return EventCount(
        there.participations, there.on_site, there.online, there.persons,
        frozenset(roots.get(one, one) for one in there.organisations), Decimal(there.minutes),
        sum(one.answers for one in said), sum(weight for _, weight in rated),
        sum((rating * weight for rating, weight in rated), Decimal(0)),
    )  # fmt: skip


def _roots(work: Work, offices: set[str]) -> dict[str, str]:
    """The organisation into which one was merged, through any number of merges (N4)."""
    known = dict(work.store.many(Organisation, sorted(offices)))
    while wanted := {one.merged_into for one in known.values() if one.merged_into} - set(known):
        before = len(known)
        known |= work.store.many(Organisation, sorted(wanted))
        if len(known) == before:
            break
    found = {}
    for office in offices:
        here, seen = office, {office}
        while (one := known.get(here)) is not None and one.merged_into and one.merged_into not in seen:
            here = one.merged_into
            seen.add(here)
        found[office] = here
    return found


def _line(
    one: Workshop, starts_on: date, t: Texts, starts: str, count: EventCount | None,
    programmes: Mapping[str, str],
) -> EventLine:  # fmt: skip
    restricted = one.confidentiality is Confidentiality.RESTRICTED
    place = ", ".join(part for part in (one.city, t.country(one.country) if one.country else "") if part)
    return EventLine(
        id=one.id, number=one.number or one.provisional_number, title=one.title,
        year=starts_on.year - (starts_on.isoformat()[5:] < starts), starts_on=starts_on, ends_on=one.ends_on,
        type=t.label(one.type), format=t.label(one.format), status=t.label(one.status), place=place,
        programme=programmes.get(one.programme or "", ""), external=one.origin is EventOrigin.EXTERNAL,
        restricted=restricted, count=count,
    )  # fmt: skip
