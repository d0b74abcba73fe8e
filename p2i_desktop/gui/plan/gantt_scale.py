"""The time axis of a Gantt chart: days to pixels and back, and what is written above them at each zoom."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from p2i_desktop.i18n import Texts

MOST_PIXELS = 48.0  # a day, at 100 %
LEAST_PIXELS = 0.02  # a century on one screen
STEP = 1.3  # of one zoom
_FIRST, _LAST = date(1800, 1, 1), date(2200, 12, 31)


class Unit(Enum):
    """What a cell of the header stands for."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    DECADE = "decade"


# From the finest: the lower line of the header, the upper one.
LEVELS = (
    (Unit.DAY, Unit.MONTH),
    (Unit.WEEK, Unit.MONTH),
    (Unit.MONTH, Unit.YEAR),
    (Unit.QUARTER, Unit.YEAR),
    (Unit.YEAR, Unit.DECADE),
    (Unit.DECADE, Unit.DECADE),
)
_DAYS = {Unit.DAY: 1, Unit.WEEK: 7, Unit.MONTH: 28, Unit.QUARTER: 90, Unit.YEAR: 365, Unit.DECADE: 3652}


@dataclass(frozen=True)
class Scale:
    """Days from `first` to `last`, each so many pixels wide."""

    first: date
    last: date
    pixels: float

    @property
    def days(self) -> int:
        """How many days there are."""
        return (self.last - self.first).days + 1

    @property
    def width(self) -> int:
        """Pixels of all days."""
        return round(self.days * self.pixels)

    def x(self, day: date) -> float:
        """The left edge of a day."""
        return (day - self.first).days * self.pixels

    def day(self, x: float) -> date:
        """The day at a place; days outside of the axis count on."""
        offset = int(x // self.pixels)
        ordinal = min(max(self.first.toordinal() + offset, _FIRST.toordinal()), _LAST.toordinal())
        return date.fromordinal(ordinal)

    def level(self, widths: Callable[[Unit], float]) -> tuple[Unit, Unit]:
        """The finest header whose words have room; `widths` are those of the longest word of a unit."""
        for lower, upper in LEVELS:
            if _DAYS[lower] * self.pixels >= widths(lower):
                return lower, upper
        return LEVELS[-1]


def begin(unit: Unit, day: date) -> date:
    """The first day of the unit in which a day lies; the calendar's first where it would lie before."""
    match unit:
        case Unit.DAY:
            return day
        case Unit.WEEK:
            return date.fromordinal(max(day.toordinal() - day.weekday(), 1))
        case Unit.MONTH:
            return day.replace(day=1)
        case Unit.QUARTER:
            return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
        case Unit.YEAR:
            return date(day.year, 1, 1)
    return date(max(day.year // 10 * 10, 1), 1, 1)


def following(unit: Unit, start: date) -> date:
    """The first day of the next unit."""
    if unit is Unit.DAY:
        return start + timedelta(days=1)
    if unit is Unit.WEEK:
        return start + timedelta(days=7)
    if unit is Unit.MONTH:
        return begin(unit, start.replace(day=28) + timedelta(days=4))
    if unit is Unit.QUARTER:
        return begin(unit, start + timedelta(days=95))
    return date(start.year + (1 if unit is Unit.YEAR else 10), 1, 1)


def cells(unit: Unit, first: date, last: date) -> Iterator[tuple[date, date]]:
    """(first day, first day of the next) of all units that touch these days."""
    at = begin(unit, first)
    while at <= last:
        after = following(unit, at)
        yield at, after
        at = after


def words(unit: Unit, start: date, texts: Texts) -> str:
    """What is written in a cell of the header."""
    match unit:
        case Unit.DAY:
            return str(start.day)
        case Unit.WEEK:
            return texts._("W{n}").replace("{n}", str(start.isocalendar().week))
        case Unit.MONTH:
            return texts.month_short(start.month)
        case Unit.QUARTER:
            return texts._("Q{n}").replace("{n}", str((start.month + 2) // 3))
        case Unit.YEAR:
            return str(start.year)
    return f"{start.year}–{start.year + 9}"


def longest(unit: Unit, texts: Texts) -> str:
    """The longest that is written for a unit."""
    if unit is Unit.MONTH:
        return max((texts.month_short(month) for month in range(1, 13)), key=len)
    return words(unit, date(2028, 12, 28), texts)


def around(days: list[date], room: int) -> tuple[date, date]:
    """An axis that holds these days with room on both sides, in days."""
    first = max(min(days).toordinal() - room, _FIRST.toordinal())
    last = min(max(days).toordinal() + room, _LAST.toordinal())
    return date.fromordinal(first), date.fromordinal(max(last, first))
