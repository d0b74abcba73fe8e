"""Gathers everything that the annual report prints, once, so that the database is free while pages are made."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum
from typing import Literal, cast

from p2i_desktop import __version__
from p2i_desktop.domain.advice import (
    CaseOutcome,
    Channel,
    ClosingReason,
    Instrument,
    Phase,
    Sector,
    Topic,
)
from p2i_desktop.domain.figures import Breakdown as Counted
from p2i_desktop.domain.figures.period import Period, add_months, cut, year_period
from p2i_desktop.domain.network import Programme
from p2i_desktop.domain.parties import OrganisationKind
from p2i_desktop.domain.workshops import EventFormat, EventType
from p2i_desktop.i18n import Texts
from p2i_desktop.reports.facts import Breakdown, Facts, Kpi, Months, Part, Point, State, Sum
from p2i_desktop.services.centre import CentreVerbs
from p2i_desktop.services.figures import Figures, IndicatorRow, OpenPoint, Span
from p2i_desktop.services.report_lines import Behind, field_name
from p2i_desktop.services.work import Work

# key of the report -> (name of the breakdown, closed list of its members; None = texts of their own, ranked by count)
_BREAKDOWNS: dict[str, tuple[str, type[StrEnum] | None, bool]] = {
    "topics": ("topic", Topic, True),
    "channels": ("channel", Channel, True),
    "sectors": ("sector", Sector, True),
    "kinds": ("organisation_kind", OrganisationKind, True),
    "stages": ("case_stage", None, False),
    "phases": ("case_phase", Phase, False),
    "instruments": ("case_instrument", Instrument, True),
    "outcomes": ("case_outcome", CaseOutcome, False),
    "reasons": ("case_reason", ClosingReason, True),
    "started": ("started_instrument", Instrument, True),
    "started_sectors": ("started_sector", Sector, True),
    "awarded": ("awarded_instrument", Instrument, True),
    "held_types": ("held_type", EventType, True),
    "held_formats": ("held_format", EventFormat, True),
    "held_topics": ("held_topic", Topic, True),
    "attended_types": ("attended_type", EventType, True),
    "attended_formats": ("attended_format", EventFormat, True),
    "attended_topics": ("attended_topic", Topic, True),
}
_NAMES = frozenset({"month", "ict", "held_month", "attended_month"} | {name for name, _, _ in _BREAKDOWNS.values()})


def gather(work: Work, figures: Figures, year: int, texts: Texts, made_at: datetime) -> Facts:
    """The facts of a report year in one language; `made_at` is aware."""
    rows = figures.year(year, language=texts.language)
    span = figures.span(year)
    rules = figures.settings()
    behind = Behind(work, figures.scope(year), rows, texts)
    breakdowns = figures.breakdowns(year, names=_NAMES)
    centre = work.own_centre()
    programme = work.store.get(Programme, rules.default_programme) if rules.default_programme else None
    previous, before = (_compared(span, back, rules.year_starts) for back in (1, 2))
    return Facts(
        texts=texts, year=year, since=span.period.starts, until=span.period.ends, ends=span.full.ends,
        previous=previous, before=before, made_at=made_at, version=__version__, seq=work.store.seq, centre=centre,
        centre_name=CentreVerbs(work).name(texts.language), programme=programme, rules=rules,
        kpis=tuple(_kpi(row, behind) for row in rows),
        months=_months(breakdowns["month"], span, texts),
        breakdowns=_all(breakdowns, {row.code: row for row in rows}, texts),
        consultations=behind.consultations, cases=behind.cases, organisations=behind.organisations,
        points=tuple(_point(point, texts) for point in figures.open_points(year)),
        market=behind.market.facts, buddies=behind.support.facts,
        workshops=replace(behind.events.facts, months=_year_months(breakdowns["held_month"], span), people=_year_months(breakdowns["attended_month"], span)),
        restricted=behind.restricted, digest=_digest(year, span, rows, work.store.seq),
    )  # fmt: skip


def _compared(span: Span, back: int, year_starts: str) -> tuple[date, date]:
    full = year_period(span.year - back, year_starts)
    shown: Period = cut(full, span.period, span.period.ends) if span.running else full
    return shown.starts, shown.ends


def _kpi(row: IndicatorRow, behind: Behind) -> Kpi:
    direction = row.change_direction if row.change_direction in ("up", "down") else "level"
    return Kpi(
        code=row.code, version=row.version, valid_from=row.valid_from, label=row.label, definition=row.definition,
        unit=row.unit, unit_label=row.unit_label, kind=row.kind, value=row.value, previous=row.previous,
        before=row.before_previous, full=row.full_previous, printed=row.printed, printed_previous=row.printed_previous,
        printed_before=row.printed_before, printed_full=row.printed_full_previous, low=row.low, high=row.high,
        printed_range=row.range_printed, missing=row.missing, base=row.base or 0, change=row.change,
        printed_change=row.change_printed, direction=cast(Literal["up", "down", "level"], direction), target=row.target, lower_is_better=row.direction == "lower",
        printed_target=row.printed_target, reached=row.reached, printed_reached=row.printed_reached,
        state=cast(State, row.state), sum=cast(Sum, row.made), worths=behind.worths.of(row), places=row.places,
    )  # fmt: skip


def _months(counted: tuple[Counted, ...], span: Span, texts: Texts) -> Months:
    """The months of the report year with their names."""
    starts = [add_months(span.full.starts, n) for n in range(12)]
    this, last = _year_months(counted, span)
    return Months(tuple(texts.month_short(day.month) for day in starts), tuple(starts), this, last)


def _year_months(counted: tuple[Counted, ...], span: Span) -> tuple[tuple[int | None, ...], tuple[int | None, ...]]:
    """This and last year in the order of the report year; months that have not begun have no number."""
    starts = [add_months(span.full.starts, n) for n in range(12)]
    this, last = ({part.key: part.count for part in one.parts} for one in counted[:2])

    def values(found: dict[str, int]) -> tuple[int | None, ...]:
        return tuple(
            found.get(f"{day.month:02d}", 0) if day.replace(day=1) <= span.period.ends else None for day in starts
        )

    return values(this), values(last)


def _all(counted: dict[str, tuple[Counted, ...]], rows: dict[str, IndicatorRow], texts: Texts) -> dict[str, Breakdown]:
    found = {
        key: _breakdown(counted[name], members, ranked, rows, texts)
        for key, (name, members, ranked) in _BREAKDOWNS.items()
    }
    yes = [{part.key: part.count for part in one.parts}.get("yes", 0) for one in counted["ict"][:2]]
    whole = found["sectors"]
    found["ict"] = Breakdown(whole.code, (Part(texts.yes_no(True), yes[0], yes[1]),), whole.this, whole.last, True)
    return found


def _breakdown(
    counted: tuple[Counted, ...],
    members: type[StrEnum] | None,
    ranked: bool,
    rows: dict[str, IndicatorRow],
    texts: Texts,
) -> Breakdown:
    this, last = ({part.key: part.count for part in one.parts} for one in counted[:2])
    keys = list(dict.fromkeys([*this, *last]))
    if ranked:  # what is not given comes last
        keys.sort(key=lambda key: (not key, -this.get(key, 0), -last.get(key, 0)))
    parts = [Part(_label(members, key, texts), this.get(key, 0), last.get(key, 0)) for key in keys]
    if not this.get("", 0) and not last.get("", 0):
        parts = [part for key, part in zip(keys, parts, strict=True) if key]
    code = counted[0].code
    row = rows[code]
    return Breakdown(code, tuple(parts), int(row.value or 0), int(row.previous or 0), not counted[0].adds_up)


def _label(members: type[StrEnum] | None, key: str, texts: Texts) -> str:
    if not key:
        return texts._("Not given")
    return texts.label(members(key)) if members else texts.keyed("stage", key)


def _point(point: OpenPoint, texts: Texts) -> Point:
    return Point(
        point.code, point.type, texts.keyed("record", point.type), point.field,
        field_name(texts, point.type, point.field), point.ids,
    )  # fmt: skip


def _digest(year: int, span: Span, rows: Iterable[IndicatorRow], seq: int) -> str:
    """SHA-256 of what the report is made from; the same whatever the language and the moment of printing."""
    values = [
        [row.code, row.version, str(row.value), str(row.low), str(row.high), str(row.previous), str(row.before_previous),
         str(row.target), sorted(row.records)]
        for row in rows
    ]  # fmt: skip
    period = [span.period.starts.isoformat(), span.period.ends.isoformat()]
    text = json.dumps(["annual", year, period, seq, __version__, values], ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
