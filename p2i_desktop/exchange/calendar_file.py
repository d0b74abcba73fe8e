"""Days and meetings as an iCalendar file (RFC 5545) that the calendars of other programs take in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from p2i_desktop import __version__
from p2i_desktop.domain.rules.cleaning import many_lines, one_line
from p2i_desktop.exchange.time_zones import instant, timezone_component, zone_of

if TYPE_CHECKING:
    from icalendar import Event

PRODUCT = f"-//P2I Desktop//p2i-desktop {__version__}//EN"
_ONE_DAY = timedelta(days=1)
_LAST = date(9999, 12, 30)  # a whole day ends on the next one, which must exist
# What some readers take for the end of a line, and RFC 5545 does not escape.
_BREAKS = str.maketrans({"\v": "\n", "\f": "\n", "\x1c": "\n", "\x1d": "\n", "\x1e": "\n", "\t": " "})


class EntryStatus(StrEnum):
    """How sure an entry is, in the words of the standard."""

    TENTATIVE = "TENTATIVE"
    CONFIRMED = "CONFIRMED"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a calendar.

    uid        the same in every file that this entry is ever written to; `sequence` grows with each change
    at         time of day as the wall clock of the calendar's zone shows it; None = the whole day
    minutes    how long it lasts; None = not known
    last       the last of several whole days; None = `on` alone
    """

    uid: str
    sequence: int
    on: date
    title: str
    at: time | None = None
    minutes: int | None = None
    place: str = ""
    text: str = ""
    status: EntryStatus = EntryStatus.CONFIRMED
    busy: bool = True
    last: date | None = None


def calendar_bytes(name: str, zone_name: str, entries: Iterable[Entry], now: datetime) -> bytes:
    """The file: UTF-8, lines ended by CRLF and folded at 75 octets; `now` (aware) is the stamp of every entry.

    Equal arguments give equal bytes. A zone that is not known is written as UTC; whatever stands in a text stays text.
    """
    from icalendar import Calendar

    wanted = sorted(entries, key=lambda one: (one.on, one.at or time(), one.uid))
    zone = zone_of(zone_name)
    made = Calendar()
    made.add("PRODID", PRODUCT)
    made.add("VERSION", "2.0")
    made.add("METHOD", "PUBLISH")
    made.add("X-WR-CALNAME", _line(name))
    years = [one.on.year for one in wanted if one.at is not None]
    if years and zone.key != "UTC":
        made.add_component(timezone_component(zone, min(years), max(years)))
    for entry in wanted:
        made.add_component(_event(entry, zone_name, now))
    return bytes(made.to_ical())


def _event(entry: Entry, zone_name: str, now: datetime) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("UID", _line(entry.uid))
    event.add("DTSTAMP", now.astimezone(UTC).replace(microsecond=0))
    event.add("SEQUENCE", entry.sequence)
    for name, moment in _span(entry, zone_name).items():
        event.add(name, moment)
    event.add("SUMMARY", _line(entry.title))
    if entry.place:
        event.add("LOCATION", _line(entry.place))
    if entry.text:
        event.add("DESCRIPTION", _lines(entry.text))
    event.add("STATUS", str(entry.status))
    event.add("TRANSP", "OPAQUE" if entry.busy and entry.at is not None else "TRANSPARENT")
    return event


def _span(entry: Entry, zone_name: str) -> dict[str, date | datetime | timedelta]:
    """When it begins and, where that is known, ends: a whole day ends on the next one, minutes are minutes that pass."""
    if entry.at is None:
        day = min(entry.on, _LAST)
        return {"DTSTART": day, "DTEND": min(max(day, entry.last or day), _LAST) + _ONE_DAY}
    zone = zone_of(zone_name)
    start = instant(datetime.combine(entry.on, entry.at.replace(microsecond=0, tzinfo=None)), zone)
    if not entry.minutes:
        return {"DTSTART": start}
    lasts = timedelta(minutes=entry.minutes)
    end = (start.astimezone(UTC) + lasts).astimezone(zone)
    if end.fold:  # an hour that comes twice is read as the first one: only a length says that the second is meant
        return {"DTSTART": start, "DURATION": lasts}
    return {"DTSTART": start, "DTEND": end}


def _line(text: str) -> str:
    return one_line(text)


def _lines(text: str) -> str:
    return many_lines(text.translate(_BREAKS))
