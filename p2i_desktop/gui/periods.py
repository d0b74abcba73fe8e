"""Periods that a list can be filtered by, named by words and counted from today."""

from datetime import date, timedelta

from p2i_desktop.i18n import N_

PERIODS = {
    "week": N_("Last 7 days"),
    "month": N_("This month"),
    "last_month": N_("Last month"),
    "year": N_("This year"),
    "last_year": N_("Last year"),
}


def span(period: str, today: date) -> tuple[date | None, date | None]:
    """First and last day of a period, both included; None where it is open."""
    first = today.replace(day=1)
    match period:
        case "week":
            return today - timedelta(days=6), today
        case "month":
            return first, None
        case "last_month":
            last = first - timedelta(days=1)
            return last.replace(day=1), last
        case "year":
            return date(today.year, 1, 1), None
        case "last_year":
            return date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)
    return None, None
