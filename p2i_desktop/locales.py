"""How locales write numbers, days and months: kept for those that are shown first, else asked of babel."""

from datetime import date
from functools import cache
from typing import NamedTuple


class Locale(NamedTuple):
    """The signs and words of a locale; months from January, days from Monday."""

    thousands: str  # between groups of three digits
    point: str  # before the places
    percent: str  # after a share
    months: tuple[str, ...]
    short_months: tuple[str, ...]  # standing alone, as in a chart
    days_of_month: tuple[str, ...]  # a day of each month: `{} Jan`
    days: tuple[str, ...]
    short_days: tuple[str, ...]


_ENGLISH = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec")
# Babel reads 40 ms for each locale that is asked for: nothing that the window shows first waits for it. A test compares.
_KEPT = {
    "en_GB": Locale(
        ",", ".", "%",
        ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
         "December"),
        _ENGLISH,
        tuple(f"{{}} {month}" for month in _ENGLISH),
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    ),
    "de_AT": Locale(
        ".", ",", "\u00a0%",
        ("Jänner", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
         "Dezember"),
        ("Jän", "Feb", "Mär", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez"),
        ("{}. Jän.", "{}. Feb.", "{}. März", "{}. Apr.", "{}. Mai", "{}. Juni", "{}. Juli", "{}. Aug.", "{}. Sep.",
         "{}. Okt.", "{}. Nov.", "{}. Dez."),
        ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
        ("Mo.", "Di.", "Mi.", "Do.", "Fr.", "Sa.", "So."),
    ),
}  # fmt: skip


@cache
def locale_of(name: str) -> Locale:
    """The signs and words of a locale by babel's name for it (`de_AT`)."""
    return _KEPT.get(name) or from_babel(name)


def from_babel(name: str) -> Locale:
    """What babel says of a locale."""
    from babel.dates import format_skeleton, get_day_names, get_month_names
    from babel.numbers import format_percent, get_decimal_symbol, get_group_symbol

    twenty_seconds = (format_skeleton("MMMd", date(2001, month, 22), locale=name) for month in range(1, 13))
    wide, short = (get_month_names(width, "stand-alone", locale=name) for width in ("wide", "abbreviated"))
    days, short_days = (get_day_names(width, locale=name) for width in ("wide", "abbreviated"))
    return Locale(
        get_group_symbol(name),
        get_decimal_symbol(name),
        format_percent(0, locale=name)[1:],
        tuple(wide[month] for month in range(1, 13)),
        tuple(short[month] for month in range(1, 13)),
        tuple(text.replace("22", "{}") for text in twenty_seconds),
        tuple(days[day] for day in range(7)),
        tuple(short_days[day] for day in range(7)),
    )
