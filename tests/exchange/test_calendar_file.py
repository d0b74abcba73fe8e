"""Calendar files: times as the clock on the wall shows them, whole days, and texts that stay texts; read by two readers."""

import io
import warnings
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import tzical
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Component, Event

from p2i_desktop.exchange.calendar_file import Entry, EntryStatus, calendar_bytes

NOW = datetime(2026, 11, 22, 6, 30, 15, 999, tzinfo=UTC)
ZONES = ("Europe/Vienna", "Europe/Lisbon", "Europe/Athens", "Europe/Dublin", "Africa/Casablanca", "America/New_York",
         "Australia/Lord_Howe", "Asia/Tokyo", "UTC")  # fmt: skip


def made(*entries: Entry, zone: str = "Europe/Vienna", name: str = "Demo plan") -> bytes:
    return calendar_bytes(name, zone, entries, NOW)


def events(data: bytes) -> list[Event]:
    return [part for part in Calendar.from_ical(data).walk("VEVENT") if isinstance(part, Event)]


def second_reader(data: bytes) -> Any:
    """The zone of a file, as dateutil reads it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return tzical(io.StringIO(data.decode().replace("\r\n ", ""))).get()


def entry(on: date = date(2026, 3, 12), **more: Any) -> Entry:
    return Entry(**{"uid": "1@demo", "sequence": 3, "on": on, "title": "Buddy visit"} | more)


def test_a_meeting_with_its_time_place_and_length() -> None:
    [event] = events(
        made(entry(at=time(9, 30), minutes=90, place="Demo Town", text="One\nTwo", status=EntryStatus.TENTATIVE))
    )
    assert event.start == datetime(2026, 3, 12, 9, 30, tzinfo=ZoneInfo("Europe/Vienna"))
    assert event.end == datetime(2026, 3, 12, 11, 0, tzinfo=ZoneInfo("Europe/Vienna"))
    assert (str(event["SUMMARY"]), str(event["LOCATION"]), str(event["DESCRIPTION"])) == (
        "Buddy visit",
        "Demo Town",
        "One\nTwo",
    )
    assert (str(event["UID"]), event["SEQUENCE"], str(event["STATUS"])) == ("1@demo", 3, "TENTATIVE")
    assert event["DTSTAMP"].dt == datetime(2026, 11, 22, 6, 30, 15, tzinfo=UTC)


def test_a_day_without_a_time_is_a_whole_day_also_on_29_february() -> None:
    for day, following in ((date(2028, 2, 29), date(2028, 3, 1)), (date(2026, 12, 31), date(2027, 1, 1))):
        [event] = events(made(entry(day)))
        assert (event["DTSTART"].dt, event["DTEND"].dt) == (day, following)
        assert not isinstance(event["DTSTART"].dt, datetime)
        assert b"VTIMEZONE" not in made(entry(day))


def test_equal_entries_make_equal_bytes_in_any_order() -> None:
    one, two = entry(at=time(9)), entry(date(2026, 9, 1), uid="2@demo")
    assert made(one, two) == made(two, one)
    assert made(one, two).count(b"BEGIN:VEVENT") == 2


def test_a_time_that_the_clock_skips_is_the_moment_that_it_means() -> None:
    # 29 March 2026: 02:00 becomes 03:00 in Vienna
    [event] = events(made(entry(date(2026, 3, 29), at=time(2, 30), minutes=60)))
    assert event["DTSTART"].dt.astimezone(UTC) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert event["DTSTART"].dt.replace(tzinfo=None) == datetime(2026, 3, 29, 3, 30)
    assert event.end.astimezone(UTC) == datetime(2026, 3, 29, 2, 30, tzinfo=UTC)


def test_minutes_are_minutes_that_pass_also_across_a_change_of_the_clock() -> None:
    [spring] = events(made(entry(date(2026, 3, 29), at=time(1, 30), minutes=60)))
    assert spring["DTEND"].dt.replace(tzinfo=None) == datetime(2026, 3, 29, 3, 30)
    # 25 October 2026: 02:30 comes twice; the end lies in the second, which only a length can say
    [autumn] = events(made(entry(date(2026, 10, 25), at=time(1, 30), minutes=120)))
    assert "DTEND" not in autumn
    assert autumn["DURATION"].dt == timedelta(hours=2)
    [later] = events(made(entry(date(2026, 10, 25), at=time(1, 30), minutes=180)))
    assert later["DTEND"].dt.replace(tzinfo=None) == datetime(2026, 10, 25, 3, 30)


def test_the_change_in_spring_comes_at_two_and_not_an_hour_late() -> None:
    data = made(entry(date(2026, 3, 29), at=time(3, 15)))
    daylight = data.split(b"BEGIN:DAYLIGHT")[1]
    assert b"DTSTART:20250330T020000" in daylight
    assert b"RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3" in daylight
    read = second_reader(data)
    assert datetime(2026, 3, 29, 3, 15, tzinfo=read).utcoffset() == timedelta(hours=2)
    assert datetime(2026, 3, 29, 1, 45, tzinfo=read).utcoffset() == timedelta(hours=1)


@pytest.mark.parametrize("zone", ZONES[:-1])
def test_a_second_reader_sees_the_same_offsets_around_every_change(zone: str) -> None:
    read, known = second_reader(made(entry(date(2027, 6, 1), at=time(9)), zone=zone)), ZoneInfo(zone)
    at = datetime(2026, 6, 2, 0, 10)
    while at < datetime(2028, 6, 1):
        here = at.replace(tzinfo=known)
        clear = here.astimezone(UTC).astimezone(known) == here and here.utcoffset() == here.replace(fold=1).utcoffset()
        if clear and here.astimezone(UTC).astimezone(known).replace(tzinfo=None) == at:
            assert at.replace(tzinfo=read).utcoffset() == here.utcoffset(), at
        at += timedelta(hours=7 if abs(at.day - 15) < 12 else 1)


@given(
    zone=st.sampled_from(ZONES),
    on=st.dates(date(1971, 1, 2), date(2036, 12, 30)),
    at=st.times(),
    minutes=st.one_of(st.none(), st.integers(0, 3000)),
)
def test_what_is_read_back_is_the_moment_that_was_meant(zone: str, on: date, at: time, minutes: int | None) -> None:
    [event] = events(made(entry(on, at=at, minutes=minutes), zone=zone))
    wall = datetime.combine(on, at.replace(microsecond=0), tzinfo=ZoneInfo(zone))
    assert event["DTSTART"].dt.astimezone(UTC) == wall.astimezone(UTC)
    if minutes:
        ends = event["DTSTART"].dt.astimezone(UTC) + event["DURATION"].dt if "DURATION" in event else event["DTEND"].dt
        assert ends.astimezone(UTC) - wall.astimezone(UTC) == timedelta(minutes=minutes)


WICKED = 'Δοκιμή; a, b \\ "c"\r\nATTENDEE:mailto:x@example.org\rEND:VEVENT\x0bX-A:1\x0cX-B:2\x85X-C:3\u2028X-D:4\u2029X-E:5\x00\x1b'


def names(component: Component) -> set[str]:
    return {name for part in component.walk() for name in part}


def test_no_text_of_a_user_becomes_a_property() -> None:
    plain = made(entry(at=time(9), place="x", text="y"), name="n")
    data = made(entry(at=time(9), title=WICKED, place=WICKED, text=WICKED, uid=f"1{WICKED}"), name=WICKED)
    assert names(Calendar.from_ical(data)) == names(Calendar.from_ical(plain))
    lines = data.decode().splitlines()  # the least careful reader ends a line at every sign that Unicode calls one
    known = {line.partition(":")[0].partition(";")[0] for line in plain.decode().splitlines()}
    unfolded = [line for line in lines if not line.startswith(" ")]
    assert {line.partition(":")[0].partition(";")[0] for line in unfolded} <= known
    [event] = events(data)
    assert str(event["SUMMARY"]).startswith('Δοκιμή; a, b \\ "c" ATTENDEE')
    assert str(event["DESCRIPTION"]).splitlines()[:2] == ['Δοκιμή; a, b \\ "c"', "ATTENDEE:mailto:x@example.org"]


@given(st.text(max_size=300))
def test_every_text_comes_back_as_one_text_and_lines_keep_their_length(text: str) -> None:
    data = made(entry(title=text, text=text, place=text))
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert data.count(b"\n") == data.count(b"\r\n")
    assert len(events(data)) == 1
    assert names(Calendar.from_ical(data)) <= names(Calendar.from_ical(made(entry(title="a", text="b", place="c"))))


def test_a_title_of_200_greek_letters_is_whole() -> None:
    title = "Κέντρο Καινοτομίας " * 20
    [event] = events(made(entry(title=title)))
    assert str(event["SUMMARY"]) == title.strip()


@pytest.mark.parametrize("zone", ["", "Nowhere/Never", "../../etc/passwd", "\0"])
def test_a_zone_that_is_none_is_written_as_utc(zone: str) -> None:
    [event] = events(made(entry(at=time(9)), zone=zone))
    assert event["DTSTART"].dt == datetime(2026, 3, 12, 9, tzinfo=UTC)


def test_the_ends_of_the_calendar_are_days_too() -> None:
    for day in (date.min, date.max, date(1, 1, 2)):
        assert len(events(made(entry(day)))) == 1
    for day in (date(2, 1, 1), date(9998, 12, 31)):
        assert len(events(made(entry(day, at=time(12), minutes=60), zone="Asia/Tokyo"))) == 1


def test_a_calendar_of_nothing_is_still_one() -> None:
    assert events(made()) == []
    assert Calendar.from_ical(made())["VERSION"] == "2.0"
