"""Indicators: definition, unit, version, and pure counting; rows in, values with the keys of the records behind them out."""

from p2i_desktop.domain.figures import (
    advice,
    buddies,
    clients,
    compare,
    printing,
    procurements,
    quality,
    satisfaction,
    workshops,
)
from p2i_desktop.domain.figures.breakdowns import Breakdown, Part
from p2i_desktop.domain.figures.figure import Figure, Indicator
from p2i_desktop.domain.figures.period import Period, cut, year_period
from p2i_desktop.domain.figures.rows import Rows
from p2i_desktop.domain.figures.scope import Office, Scope
from p2i_desktop.domain.reporting import RuleSettings

__all__ = [
    "INDICATORS",
    "Breakdown",
    "Figure",
    "Indicator",
    "Office",
    "Part",
    "Period",
    "Scope",
    "compare",
    "count",
    "count_year",
    "cut",
    "indicator_of",
    "printing",
    "year_period",
]

INDICATORS: tuple[Indicator, ...] = (
    *advice.INDICATORS,
    *clients.INDICATORS,
    *workshops.INDICATORS,
    *procurements.INDICATORS,
    *buddies.INDICATORS,
    *satisfaction.INDICATORS,
    *quality.INDICATORS,
)
_BY_CODE = {code: indicator for indicator in INDICATORS for code in (indicator.code, *indicator.codes)}


def indicator_of(code: str) -> Indicator:
    """The indicator of a code or of one of its values (`ADV-06.contact`); KeyError for an unknown one."""
    return _BY_CODE[code]


def count(scope: Scope) -> dict[str, Figure]:
    """All figures of a period, by the code of their value, in printing order."""
    return {figure.code: figure for indicator in INDICATORS for figure in indicator.count(scope)}


def count_year(rows: Rows, period: Period, settings: RuleSettings) -> dict[str, Figure]:
    """All figures of a period from rows that reach far enough back (12 months of N7) and as far as its end."""
    return count(Scope(Office(rows, settings), period))
