"""Exchange rates: what one unit of a currency was worth in euro on a day, kept so that figures can be counted again."""

from datetime import date
from decimal import Decimal

from p2i_desktop.domain.rates import EURO, in_euro
from p2i_desktop.domain.record import Money
from p2i_desktop.domain.reporting import ExchangeRate
from p2i_desktop.services.work import Subject
from p2i_desktop.storage.store import Changed


class ExchangeRates(Subject):
    """The verbs of exchange rates."""

    def all(self) -> list[ExchangeRate]:
        """All rates by currency, the latest first."""
        newest = sorted(self.store.find(ExchangeRate), key=lambda rate: (rate.on or date.min, rate.id), reverse=True)
        return sorted(newest, key=lambda rate: rate.currency)

    def save(self, rate: ExchangeRate) -> Changed:
        """Saves a rate: more than 0, one for a currency and a day. Refused, Conflict."""
        return self.work.put("save_exchange_rate", rate)

    def bin(self, rate_id: str) -> Changed:
        """Puts a rate into the bin: values of its days fall back on the rate before, or are missing."""
        return self.work.bin("exchange_rate", rate_id)

    def in_euro(self, money: Money, on: date) -> Decimal | None:
        """An amount in euro by the last rate on or before a day, not rounded; None where there is none."""
        rates = [] if money.currency == EURO else self.store.find(ExchangeRate, currency=money.currency)
        return in_euro(money, on, rates)
