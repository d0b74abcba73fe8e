"""Times of events: lengths across a change of the clock, the chain of an agenda, days, how long papers are kept."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from p2i_desktop.domain.network import Programme
from p2i_desktop.domain.workshop_dates import (
    agenda_times,
    comes_twice,
    day_of,
    days_of,
    instant,
    is_skipped,
    keep_until,
    later,
    months_later,
    moved,
    session_minutes,
    shifted,
    zone_of,
)
from p2i_desktop.domain.workshops import AgendaItem, Workshop, WorkshopSession

VIENNA = "Europe/Vienna"
FORWARD, BACK = date(2026, 3, 29), date(2026, 10, 25)  # in Europe at 1:00 UTC


def session(first: date | None, at: time | None, last: date | None, until: time | None) -> WorkshopSession:
    return WorkshopSession(starts_on=first, starts_at=at, ends_on=last, ends_at=until)


@pytest.mark.parametrize(
    ("first", "at", "last", "until", "zone", "minutes"),
    [
        (date(2026, 9, 3), time(9), date(2026, 9, 3), time(17), VIENNA, 480),
        (FORWARD, time(1, 30), FORWARD, time(3, 30), VIENNA, 60),  # an hour is skipped
        (BACK, time(1, 30), BACK, time(3, 30), VIENNA, 180),  # an hour comes twice
        (BACK, time(1, 30), BACK, time(2, 30), VIENNA, 60),  # the first 2:30 is meant
        (BACK, time(1, 30), BACK, time(3, 30), "UTC", 120),
        (date(2026, 10, 24), time(22), BACK, time(4), VIENNA, 420),  # the long night
        (date(2026, 3, 28), time(22), FORWARD, time(4), VIENNA, 300),  # the short one
        (date(2026, 9, 3), time(9), date(2026, 9, 4), time(17), VIENNA, None),  # nights are not claimed
        (date(2026, 9, 3), None, date(2026, 9, 3), time(17), VIENNA, None),
        (date(2026, 9, 3), time(9), date(2026, 9, 3), None, VIENNA, None),
        (None, time(9), None, time(10), VIENNA, None),
        (date(2026, 9, 3), time(9), None, time(10), VIENNA, 60),
        (date(2026, 9, 3), time(9), date(2026, 9, 3), time(9), VIENNA, None),
        (date(2026, 9, 3), time(9), date(2026, 9, 3), time(8), VIENNA, None),
        (FORWARD, time(2, 45), FORWARD, time(3, 15), VIENNA, None),  # 2:45 is no time of that day
        (
            date(1, 1, 1),
            time(0),
            date(1, 1, 1),
            time(0, 30),
            VIENNA,
            None,
        ),  # before the beginning of the calendar in UTC
        (date(2026, 9, 3), time(9), date(2026, 9, 3), time(10, 30), "No/Where", 90),
    ],
)
def test_how_long_a_session_is(
    first: date | None, at: time | None, last: date | None, until: time | None, zone: str, minutes: int | None
) -> None:
    assert session_minutes(session(first, at, last, until), zone) == minutes


def test_times_that_no_clock_shows_and_times_that_it_shows_twice() -> None:
    zone = zone_of(VIENNA)
    assert is_skipped(FORWARD, time(2, 30), zone)
    assert not is_skipped(FORWARD, time(3), zone)
    assert comes_twice(BACK, time(2, 30), zone)
    assert not comes_twice(BACK, time(3), zone)
    assert not comes_twice(FORWARD, time(2, 30), zone)
    assert instant(BACK, time(2, 30), zone) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert instant(FORWARD, time(2, 30), zone) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert zone_of("").key == "UTC"


@settings(max_examples=80, deadline=None)
@given(
    st.dates(date(1990, 1, 1), date(2090, 12, 31)), st.times(), st.times(),
    st.sampled_from([VIENNA, "Atlantic/Azores", "Europe/Athens", "Pacific/Auckland", "UTC", "America/New_York"]),
)  # fmt: skip
def test_a_session_within_a_day_is_never_longer_than_it_can_be(day: date, at: time, until: time, zone: str) -> None:
    found = session_minutes(session(day, at, day, until), zone)
    by_wall = (until.hour - at.hour) * 60 + until.minute - at.minute
    assert found is None or abs(found - by_wall) <= 61
    if found is None:
        assert by_wall <= 60


def items(*told: tuple[int, time | None, int]) -> list[AgendaItem]:
    return [AgendaItem(id=str(n), day=day, starts=at, minutes=m) for n, (day, at, m) in enumerate(told)]


def test_the_times_of_an_agenda_follow_one_another() -> None:
    rows = items((1, time(10), 30), (1, time(9), 45), (1, None, 15), (2, None, 30), (2, None, 10))
    times = agenda_times(rows)
    assert [times[str(n)] for n in range(5)] == [time(9), time(9, 30), time(10, 15), None, None]
    assert agenda_times(rows, {2: time(8)})["4"] == time(8, 30)
    assert agenda_times([]) == {}
    assert later(time(23, 30), 45) == time(0, 15)


def test_days_of_an_event() -> None:
    event = Workshop(starts_on=date(2026, 9, 3), ends_on=date(2026, 9, 5))
    assert days_of(event) == [date(2026, 9, 3), date(2026, 9, 4), date(2026, 9, 5)]
    assert day_of(event, 2) == date(2026, 9, 4)
    assert days_of(Workshop()) == []
    assert day_of(Workshop(), 1) is None
    assert day_of(Workshop(starts_on=date.max), 2) is None
    assert len(days_of(Workshop(starts_on=date(2026, 1, 1), ends_on=date(2027, 1, 1)))) == 60
    assert len(days_of(Workshop(starts_on=date(2026, 1, 2), ends_on=date(2026, 1, 1)))) == 1


def test_days_move() -> None:
    assert shifted(date(2026, 2, 27), 3) == date(2026, 3, 2)
    assert shifted(None, 3) is None
    assert shifted(date.max, 1) == date.max
    (one,) = moved([session(date(2026, 9, 3), time(9), date(2026, 9, 4), time(10))], -3)
    assert (one.starts_on, one.ends_on, one.starts_at) == (date(2026, 8, 31), date(2026, 9, 1), time(9))


def test_how_long_registration_data_is_kept() -> None:
    event = Workshop(starts_on=date(2026, 9, 3), ends_on=date(2026, 9, 4))
    assert keep_until(event, None) == date(2027, 9, 4)
    assert keep_until(Workshop(starts_on=date(2028, 2, 29)), None) == date(2029, 2, 28)
    assert keep_until(Workshop(), None) is None
    assert keep_until(event, Programme()) is None  # the final payment has no date yet
    assert keep_until(event, Programme(final_payment_on=date(2026, 5, 31))) == date(2031, 5, 31)
    assert keep_until(event, Programme(keep_until=date(2030, 1, 1), final_payment_on=date(2026, 5, 31))) == date(
        2030, 1, 1
    )
    assert months_later(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert months_later(date(9999, 12, 31), 5) == date(9999, 5, 31)
