"""What figures depend on: rule settings, targets, locked periods, exchange rates and official code lists."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from p2i_desktop.domain.advice import Channel
from p2i_desktop.domain.record import (
    MAY_NAME,
    REQUIRED,
    About,
    Country,
    Lang,
    LongNote,
    Minutes,
    Note,
    Pattern,
    Places,
    Range,
    Record,
    Ref,
    Text,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSettings(Record):
    """One per centre, journalled because figures depend on it; printed in the report's annex."""

    active_minutes: Annotated[int, Minutes()] = 30
    active_months: Annotated[int, Range(1, 120)] = 12
    long_term_minutes: Annotated[int, Minutes()] = 300
    old_record_days: Annotated[int, Range(1, 36_500)] = 365
    max_minutes_per_day: Annotated[int, Minutes()] = 720
    escalation_days: tuple[Annotated[str, Text(5)], ...] = ("9", "21", "45")
    min_group_for_means: Annotated[int, Range(1, 1000)] = 5
    attendance_threshold: Annotated[int, Range(0, 100)] = 80
    timer_rounding: Annotated[int, Range(1, 60)] = 5
    year_starts: Annotated[str, Text(5)] = "01-01"
    report_currency: Annotated[str, Text(3), Pattern("currency")] = "EUR"
    workshop_followup_days: Annotated[int, Range(0, 3650)] = 14
    plan_silent_days: Annotated[int, Range(1, 3650)] = 60
    retention_months: Annotated[int, Range(1, 1200)] = 36
    bin_days: Annotated[int, Range(1, 3650)] = 30
    draft_days: Annotated[int, Range(1, 3650)] = 7
    default_programme: Annotated[str | None, Ref("Programme")] = None
    default_channel: Channel = Channel.PHONE
    offer_lock_after_sealing: bool = True
    holiday_country: Country = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target(Record):
    """What a centre means to reach: one value per indicator, year and scope."""

    indicator: Annotated[str, Text(20), REQUIRED] = ""
    year: Annotated[int | None, Range(1900, 2200), REQUIRED] = None
    value: Annotated[Decimal | None, Places(18, 4), REQUIRED] = None
    scope: About | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodLock(Record):
    """Days whose counted records are closed; a reopening is kept with its reason, a new lock is a new record."""

    starts: Annotated[date | None, REQUIRED] = None
    ends: Annotated[date | None, REQUIRED] = None
    reason: LongNote = ""
    locked_on: Annotated[datetime | None, REQUIRED] = None
    locked_by: Annotated[str | None, Ref("StaffMember"), REQUIRED] = None
    reopened_on: datetime | None = None
    reopened_by: Annotated[str | None, Ref("StaffMember")] = None
    reopen_reason: Annotated[str, Note(), MAY_NAME] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeRate(Record):
    """How many euro one unit of a currency was worth on a day; the last one on or before a day holds for it."""

    currency: Annotated[str, Text(3), Pattern("currency"), REQUIRED] = ""
    on: Annotated[date | None, REQUIRED] = None
    eur_per_unit: Annotated[Decimal | None, Places(18, 8), REQUIRED] = None
    source: Annotated[str, Text(100), REQUIRED] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeList(Record):
    """An official list of codes that was taken in, with what its licence asks to be shown."""

    name: Annotated[str, Text(60), REQUIRED] = ""
    version: Annotated[str, Text(40), REQUIRED] = ""
    source: Annotated[str, Text(300), REQUIRED] = ""
    licence: Annotated[str, Text(100), REQUIRED] = ""
    imported_on: Annotated[datetime | None, REQUIRED] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Code(Record):
    """One code of an official list with its labels: (language, label) in the order of the languages."""

    list: Annotated[str | None, Ref("CodeList"), REQUIRED] = None
    code: Annotated[str, Text(40), REQUIRED] = ""
    parent: Annotated[str, Text(40)] = ""
    labels: tuple[tuple[Lang, Annotated[str, Text(400)]], ...] = ()
    retired: bool = False
