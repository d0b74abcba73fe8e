"""On which days a centre is called: seasons, weekdays, holidays, a little more from year to year."""

import math
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from random import Random

_MONTH = (0.95, 1.05, 1.15, 1.0, 1.0, 1.05, 0.7, 0.45, 1.1, 1.2, 1.2, 0.8)
_WEEKDAY = (1.1, 1.2, 1.15, 1.1, 0.7, 0.015, 0.005)
_HOLIDAYS = {(1, 1), (1, 6), (5, 1), (8, 15), (10, 26), (11, 1), (12, 8), (12, 25), (12, 26)}
_GROWTH = 0.11  # a year
_BETWEEN_THE_YEARS = 0.08
_OPENS, _CLOSES = 7, 16  # hours UTC: from eight or nine to five or six where the demo centre lies


def call_days(rng: Random, first: date, last: date, count: int) -> list[date]:
    """`count` days in order, drawn by how busy each day is."""
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    weights = list(accumulate(_weight(day, first) for day in days))
    return sorted(rng.choices(days, cum_weights=weights, k=count))


def _weight(day: date, first: date) -> float:
    if (day.month, day.day) in _HOLIDAYS:
        return 0.0
    weight = _MONTH[day.month - 1] * _WEEKDAY[day.weekday()] * math.exp(_GROWTH * (day - first).days / 365)
    quiet = (day.month == 12 and day.day > 23) or (day.month == 1 and day.day < 7)
    return weight * _BETWEEN_THE_YEARS if quiet else weight


def work_day(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday()) % 7 if day.weekday() > 4 else 0)


def answered_at(received: datetime, minutes: int) -> datetime:
    """When an answer leaves the office that takes so many minutes (UTC): what would be due while it is closed goes out in
    the first hour in which it is open again."""
    at = received + timedelta(minutes=minutes)
    day = work_day(at.date() + timedelta(days=int(at.hour >= _CLOSES)))
    while (day.month, day.day) in _HOLIDAYS:
        day = work_day(day + timedelta(days=1))
    if day == at.date() and at.hour >= _OPENS:
        return at
    return datetime.combine(day, time(_OPENS, minutes % 60), UTC)
