"""Amounts in euro: the last stored rate on or before a day holds for it; where there is none, the value is missing."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from p2i_desktop.domain.record import Money
from p2i_desktop.domain.reporting import ExchangeRate

EURO = "EUR"


def rate_on(rates: Iterable[ExchangeRate], currency: str, day: date) -> Decimal | None:
    """Euro for one unit of a currency on a day; 1 for the euro itself, None where no rate is stored by then."""
    if currency == EURO:
        return Decimal(1)
    known = [
        (rate.on, rate.id, rate.eur_per_unit)
        for rate in rates
        if rate.currency == currency and rate.on is not None and rate.on <= day and rate.eur_per_unit
    ]
    return max(known)[2] if known else None


def in_euro(money: Money, day: date, rates: Iterable[ExchangeRate]) -> Decimal | None:
    """An amount in euro by the rate of a day, not rounded; None where the rate is missing."""
    rate = rate_on(rates, money.currency, day)
    return None if rate is None else money.amount * rate
