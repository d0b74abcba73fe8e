"""Dates as people type them (`24.11.`, `24/11`, `+3`, `fr`, `tomorrow`), turned into days."""

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum


class Lean(Enum):
    """Where a day without a year, or a bare weekday, is looked for."""

    PAST = "past"  # a talk that was held
    FUTURE = "future"  # something to do


@dataclass(frozen=True, slots=True)
class DateWords:
    """The words of one language, each a tuple of spellings; `weekdays` has seven, Monday first."""

    today: tuple[str, ...] = ("today",)
    tomorrow: tuple[str, ...] = ("tomorrow",)
    day_after: tuple[str, ...] = ()
    yesterday: tuple[str, ...] = ("yesterday",)
    day_before: tuple[str, ...] = ()
    weekdays: tuple[tuple[str, ...], ...] = ()
    week_letter: str = "w"


_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY = re.compile(r"(\d{1,2})[./\-\s]\s*(\d{1,2})(?:[./\-\s]\s*(\d{4}|\d{2})?)?")
_COMPACT = re.compile(r"(\d{2})(\d{2})(\d{4})?")
_OFFSET = re.compile(r"([+\-−])(\d{1,4})([^\W\d]?)")
_LAST = date(2199, 12, 31)
_FIRST = date(1900, 1, 1)


def parse_date(text: str, today: date, words: DateWords, lean: Lean = Lean.PAST) -> date | None:
    """The day meant by `text`, or None. Day before month always; years between 1900 and 2199."""
    typed = plain(text)
    if not typed:
        return None
    found = _named(typed, today, words, lean) or _offset(typed, today, words) or _written(typed, today, lean)
    return found if found is not None and _FIRST <= found <= _LAST else None


def plain(text: str) -> str:
    """Without accents, case and outer spaces: `Übermorgen` is typed as `ubermorgen` on a keyboard without umlauts."""
    parts = unicodedata.normalize("NFKD", text.strip().casefold())
    return "".join(c for c in parts if not unicodedata.combining(c))


def _named(typed: str, today: date, words: DateWords, lean: Lean) -> date | None:
    named = (words.today, 0), (words.tomorrow, 1), (words.day_after, 2), (words.yesterday, -1), (words.day_before, -2)
    for spellings, days in named:
        if typed in map(plain, spellings):
            return today + timedelta(days=days)
    weekday = _weekday(typed.rstrip("."), words)
    if weekday is None:
        return None
    ahead = (weekday - today.weekday()) % 7
    if lean is Lean.FUTURE:
        return today + timedelta(days=ahead or 7)
    return today - timedelta(days=-ahead % 7)


def _weekday(typed: str, words: DateWords) -> int | None:
    """A spelling, or the first two letters and more of one that only one weekday begins with."""
    spelt = [[plain(word) for word in spellings] for spellings in words.weekdays]
    exact = [number for number, names in enumerate(spelt) if typed in names]
    if exact or len(typed) < 2:
        return exact[0] if exact else None
    starts = [number for number, names in enumerate(spelt) if any(name.startswith(typed) for name in names)]
    return starts[0] if len(starts) == 1 else None


def _offset(typed: str, today: date, words: DateWords) -> date | None:
    found = _OFFSET.fullmatch(typed)
    if found is None:
        return None
    sign, count, unit = found.groups()
    if unit not in ("", "d", plain(words.week_letter)):
        return None
    days = int(count) * (7 if unit and unit == plain(words.week_letter) else 1)
    return _moved(today, days if sign == "+" else -days)


def _moved(day: date, days: int) -> date | None:
    number = day.toordinal() + days
    return date.fromordinal(number) if _FIRST.toordinal() <= number <= _LAST.toordinal() else None


def _written(typed: str, today: date, lean: Lean) -> date | None:
    if found := _ISO.fullmatch(typed):
        year, month, day = (int(part) for part in found.groups())
        return _day(year, month, day)
    found = _DAY.fullmatch(typed) or _COMPACT.fullmatch(typed)
    if found is None:
        return None
    day, month, year_text = int(found[1]), int(found[2]), found[3]
    if year_text:
        return _day(int(year_text) + (2000 if len(year_text) == 2 else 0), month, day)
    return _nearest(today, month, day, lean)


def _nearest(today: date, month: int, day: int, lean: Lean) -> date | None:
    """The day of this or a neighbouring year: 29.2. is looked for up to eight years away."""
    step = 1 if lean is Lean.FUTURE else -1
    for year in range(today.year, today.year + 9 * step, step):
        found = _day(year, month, day)
        if found is not None and (found >= today if step > 0 else found <= today):
            return found
    return None


def _day(year: int, month: int, day: int) -> date | None:
    if not (1 <= month <= 12 and _FIRST.year <= year <= _LAST.year):
        return None
    return date(year, month, day) if 1 <= day <= calendar.monthrange(year, month)[1] else None
