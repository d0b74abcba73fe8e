"""When the centre works: its opening hours, and the public holidays of its country, handed to the figures (N10)."""

from datetime import date
from functools import cache

from p2i_desktop.domain.figures.market_rows import AnswerRow
from p2i_desktop.domain.figures.rows import Rows
from p2i_desktop.domain.figures.working_time import LONGEST, WorkingTime
from p2i_desktop.domain.network import Centre, OpeningHours
from p2i_desktop.domain.reporting import RuleSettings
from p2i_desktop.storage.store import Store


def working_time(store: Store, settings: RuleSettings, rows: Rows) -> WorkingTime:
    """The working time that the answers among the rows need; empty where none has two instants or no hours are known."""
    years = {year for answer in rows.market.answers.values() if answer.minutes is None for year in _years(answer)}
    centre = next(iter(store.find(Centre, is_own=True)), None) if years else None
    if centre is None:
        return WorkingTime()
    hours = tuple(
        (row.weekday, row.opens_at, row.closes_at)
        for row in store.find(OpeningHours, centre=centre.id)
        if row.opens_at is not None and row.closes_at is not None
    )
    if not hours:
        return WorkingTime()
    closed = _Holidays(settings.holiday_country or centre.country, frozenset(years))
    return WorkingTime(centre.timezone or "UTC", tuple(sorted(hours)), closed)


class _Holidays:
    """The public holidays of a country in these years, looked up when the first answer is measured: 0.5 s and 20 MB."""

    def __init__(self, country: str, years: frozenset[int]) -> None:
        self._asked = country, years

    def __contains__(self, day: object) -> bool:
        return day in public_holidays(*self._asked)


def _years(answer: AnswerRow) -> range:
    """The years that an answer touches."""
    received, answered = answer.received, answer.answered
    if received is None or answered is None or not 0 <= (answered - received).days <= LONGEST:
        return range(0)
    return range(received.year, answered.year + 1)


@cache
def public_holidays(country: str, years: frozenset[int]) -> frozenset[date]:
    """The days on which the public offices of a whole country are closed; none for a country that is not known."""
    import holidays  # 0.5 s, so only where there is something to measure

    if country not in holidays.list_supported_countries():
        return frozenset()
    return frozenset(holidays.country_holidays(country, years=sorted(years)))
