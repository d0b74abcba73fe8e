"""The rules of a time zone as iCalendar writes them, read from the zone's own changes of the clock."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

if TYPE_CHECKING:
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

FALLBACK = "UTC"
_STEP = timedelta(days=7)  # no zone changes its clock twice in a week and back
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_ENOUGH = 3  # years that must agree before a rule is written for all years


@dataclass(frozen=True, slots=True)
class Change:
    """One change of the clock: the instant as the clock showed it just before, and the two offsets from UTC."""

    at: datetime
    before: timedelta
    after: timedelta
    name: str
    summer: bool


def zone_of(name: str) -> ZoneInfo:
    """The zone of that name; UTC for a name that is no zone."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo(FALLBACK)


def instant(local: datetime, zone: ZoneInfo) -> datetime:
    """What a clock on the wall says, as a time that exists there: in the hour that is skipped, the offset before the
    change holds (RFC 5545, 3.3.5); in the hour that comes twice, the first one is meant."""
    return local.replace(tzinfo=zone, fold=0).astimezone(UTC).astimezone(zone)


def changes(zone: ZoneInfo, first_year: int, last_year: int) -> list[Change]:
    """The changes of the clock from the beginning of the first to the end of the last year."""
    found: list[Change] = []
    at, end = datetime(max(first_year, 2), 1, 1, tzinfo=UTC), datetime(min(last_year, 9998), 12, 31, tzinfo=UTC)
    while at < end:
        then = min(at + _STEP, end)
        if _offset(at, zone) != _offset(then, zone):
            found.append(_change(_first_after(at, then, zone), zone))
        at = then
    return found


def timezone_component(zone: ZoneInfo, first_year: int, last_year: int) -> "Timezone":
    """The VTIMEZONE that holds for events of these years.

    icalendar's own makes the change in spring an hour late, so the components are filled here: a rule for every year
    where the change lies on the same weekday of its month, else each day by itself."""
    from icalendar import Timezone, TimezoneStandard

    made = Timezone()
    made.add("TZID", zone.key)
    by_kind: dict[tuple[timedelta, timedelta, str, bool], list[datetime]] = defaultdict(list)
    for change in changes(zone, first_year - 1, last_year + 1):
        by_kind[change.before, change.after, change.name, change.summer].append(change.at)
    start = datetime(max(first_year - 1, 2), 1, 1, tzinfo=UTC).astimezone(zone)
    base = TimezoneStandard()
    _fill(base, start.replace(tzinfo=None), _offset(start, zone), _offset(start, zone), start.tzname() or zone.key)
    made.add_component(base)
    for (before, after, name, summer), days in by_kind.items():
        made.add_component(_observance(days, before, after, name, summer))
    return made


def _observance(
    days: list[datetime], before: timedelta, after: timedelta, name: str, summer: bool
) -> "TimezoneDaylight | TimezoneStandard":
    from icalendar import TimezoneDaylight, TimezoneStandard

    part = TimezoneDaylight() if summer else TimezoneStandard()
    _fill(part, days[0], before, after, name)
    rule = _rule(days)
    if rule:
        part.add("RRULE", rule)
    elif days[1:]:
        part.add("RDATE", days[1:])
    return part


def _rule(days: list[datetime]) -> dict[str, object]:
    """The rule that all these days follow, one a year: the last or the n-th such weekday of a month; {} when none does."""
    if len(days) < _ENOUGH or [day.year for day in days] != list(range(days[0].year, days[0].year + len(days))):
        return {}
    if len({(day.month, day.weekday(), day.time()) for day in days}) > 1:
        return {}
    weekday = _DAYS[days[0].weekday()]
    if all((day + timedelta(days=7)).month != day.month for day in days):
        place = -1
    elif len({(day.day - 1) // 7 for day in days}) == 1:
        place = (days[0].day - 1) // 7 + 1
    else:
        return {}
    return {"FREQ": "YEARLY", "BYMONTH": days[0].month, "BYDAY": f"{place}{weekday}"}


def _fill(
    part: "TimezoneDaylight | TimezoneStandard", start: datetime, before: timedelta, after: timedelta, name: str
) -> None:
    part.add("DTSTART", start)
    part.add("TZOFFSETFROM", before)
    part.add("TZOFFSETTO", after)
    part.add("TZNAME", name)


def _change(at: datetime, zone: ZoneInfo) -> Change:
    before = _offset(at - timedelta(seconds=1), zone)
    local = at.astimezone(zone)
    return Change(
        (at + before).replace(tzinfo=None), before, _offset(at, zone), local.tzname() or zone.key, bool(local.dst())
    )


def _first_after(early: datetime, late: datetime, zone: ZoneInfo) -> datetime:
    """The first second with the later offset."""
    old = _offset(early, zone)
    while late - early > timedelta(seconds=1):
        middle = early + (late - early) // 2
        middle = middle.replace(microsecond=0)
        if _offset(middle, zone) == old:
            early = middle
        else:
            late = middle
    return late


def _offset(at: datetime, zone: ZoneInfo) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()
