"""Days and times of an event: lengths through its time zone, the chain of an agenda, moves, how long its papers are kept."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from p2i_desktop.domain.network import Programme
from p2i_desktop.domain.workshops import AgendaItem, Workshop, WorkshopSession

FALLBACK = "UTC"
_DAY = 24 * 60  # minutes
_OVERNIGHT = 12 * 60  # minutes: what is longer and ends on another day is no single session; its length is not known
_KEPT_MONTHS = 12  # registration data without a programme (domain rules, G5)
_LAST_OF_FEBRUARY = 28


def zone_of(name: str) -> ZoneInfo:
    """The time zone of that name; UTC for a name that is none."""
    try:
        return ZoneInfo(name or FALLBACK)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo(FALLBACK)


def instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """What a clock on the wall says, in UTC: in the hour that is skipped the offset before the change holds, in the hour that
    comes twice the first one is meant (RFC 5545, 3.3.5)."""
    return datetime.combine(day, at).replace(tzinfo=zone, fold=0).astimezone(UTC)


def is_skipped(day: date, at: time, zone: ZoneInfo) -> bool:
    """Whether no clock ever shows this time on this day, because it was put forward."""
    there = instant(day, at, zone).astimezone(zone)
    return there.replace(tzinfo=None) != datetime.combine(day, at)


def comes_twice(day: date, at: time, zone: ZoneInfo) -> bool:
    """Whether clocks show this time twice on this day, because they were put back."""
    local = datetime.combine(day, at).replace(tzinfo=zone)
    offsets = [local.replace(fold=fold).utcoffset() for fold in (0, 1)]
    return offsets[0] != offsets[1] and not is_skipped(day, at, zone)


def session_minutes(session: WorkshopSession, timezone: str) -> int | None:
    """How long a session lasts; None where that is not known: without its times, or over several days (only a session of up
    to twelve hours may end on the next one), so that no hours are claimed for nights."""
    first, last = session.starts_on, session.ends_on or session.starts_on
    if first is None or last is None or session.starts_at is None or session.ends_at is None:
        return None
    zone = zone_of(timezone)
    try:
        seconds = (instant(last, session.ends_at, zone) - instant(first, session.starts_at, zone)).total_seconds()
    except OverflowError:  # at the ends of the calendar
        return None
    minutes = int(seconds // 60)
    if minutes <= 0 or (last != first and minutes > _OVERNIGHT):
        return None
    return minutes


def agenda_times(items: Sequence[AgendaItem], begins: Mapping[int, time] | None = None) -> dict[str, time | None]:
    """Item id -> its start: those of a day follow one another, in the order given, from where the day `begins` (by its
    number), else from its first start; a day of which no start is known has none."""
    found: dict[str, time | None] = {}
    known = begins or {}
    for number in sorted({item.day for item in items}):
        of_day = [item for item in items if item.day == number]
        first = known.get(number) or day_begins(of_day)
        gone = 0
        for item in of_day:
            found[item.id] = None if first is None else later(first, gone)
            gone += item.minutes
    return found


def day_begins(items: Iterable[AgendaItem]) -> time | None:
    """The first start among items of one day; None where none is known."""
    return min((item.starts for item in items if item.starts is not None), default=None)


def later(at: time, minutes: int) -> time:
    """The time so many minutes later, past midnight too."""
    total = (at.hour * 60 + at.minute + minutes) % _DAY
    return time(total // 60, total % 60)


def day_of(workshop: Workshop, number: int) -> date | None:
    """The date of a day of the agenda; the first is 1."""
    if workshop.starts_on is None:
        return None
    try:
        return workshop.starts_on + timedelta(days=number - 1)
    except OverflowError:
        return None


def days_of(workshop: Workshop) -> list[date]:
    """The days of an event, at most 60 of them."""
    first, last = workshop.starts_on, workshop.ends_on or workshop.starts_on
    if first is None or last is None:
        return []
    count = min(max((last - first).days, 0), 59) + 1
    return [date.fromordinal(first.toordinal() + number) for number in range(count)]


def shifted(day: date | None, days: int) -> date | None:
    """The day so many days later; the same at the ends of the calendar."""
    try:
        return day + timedelta(days=days) if day is not None else None
    except OverflowError:
        return day


def moved(sessions: Iterable[WorkshopSession], days: int) -> list[WorkshopSession]:
    """The sessions so many days later."""
    return [
        replace(one, starts_on=shifted(one.starts_on, days), ends_on=shifted(one.ends_on, days)) for one in sessions
    ]


def keep_until(workshop: Workshop, programme: Programme | None) -> date | None:
    """Until when registration data is kept: of a programme as its evidence (G6), else 12 months after the last day (G5);
    None while the day is not known: the final payment has no date yet, or the event has none."""
    if programme is not None:
        paid = programme.final_payment_on
        return programme.keep_until or (months_later(paid, 12 * programme.keep_years) if paid is not None else None)
    last = workshop.ends_on or workshop.starts_on
    return months_later(last, _KEPT_MONTHS) if last is not None else None


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last one of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year = min(day.year + years, date.max.year)
    for number in range(day.day, _LAST_OF_FEBRUARY - 1, -1):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    return date(year, month + 1, min(day.day, _LAST_OF_FEBRUARY))
