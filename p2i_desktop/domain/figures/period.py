"""Periods: the reporting year, the same days of another year, some months back."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `starts` to `ends`, both included."""

    starts: date
    ends: date

    @property
    def days(self) -> int:
        return (self.ends - self.starts).days + 1

    def __contains__(self, day: date | None) -> bool:
        return day is not None and self.starts <= day <= self.ends

    def months_before(self, months: int) -> "Period":
        """The given number of months that end with this period."""
        return Period(add_months(self.ends + timedelta(days=1), -months), self.ends)


def add_months(day: date, months: int) -> date:
    """The same day some months later or earlier; the last day of the month where it is too short."""
    month = day.year * 12 + day.month - 1 + months
    year, month = divmod(month, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def year_period(year: int, year_starts: str = "01-01") -> Period:
    """The twelve months that begin at `year_starts` (MM-DD) in that year."""
    month, day = (int(part) for part in year_starts.split("-"))
    starts = date(year, month, day)
    return Period(starts, add_months(starts, 12) - timedelta(days=1))


def cut(period: Period, running: Period, until: date) -> Period:
    """The part of a period that matches the running period up to `until`: like with like, by calendar day."""
    months = (period.starts.year - running.starts.year) * 12 + period.starts.month - running.starts.month
    return Period(period.starts, min(add_months(until, months), period.ends))
