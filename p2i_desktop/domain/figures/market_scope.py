"""Procurements seen from one period: which count, what was awarded, and what a sum of money is worth in euro."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property

from p2i_desktop.domain.figures.market_rows import (
    AwardRow,
    MarketConsultationRow,
    MarketRows,
    ProcurementRow,
    SupplierRow,
)
from p2i_desktop.domain.figures.period import Period
from p2i_desktop.domain.figures.rows import OrganisationRow
from p2i_desktop.domain.market import ProcurementStatus
from p2i_desktop.domain.rates import EURO


class Market:
    """What is the same for every period of an office: the counted procurements and their awards."""

    def __init__(
        self, rows: MarketRows, organisations: Mapping[str, OrganisationRow], root: Callable[[str], str]
    ) -> None:
        self.rows = rows
        self._organisations = organisations
        self._root = root

    @cached_property
    def procurements(self) -> dict[str, ProcurementRow]:
        """Those that count: linked to a case and not cancelled."""
        return {row.id: row for row in self.rows.procurements if row.status != ProcurementStatus.CANCELLED}

    @cached_property
    def awards(self) -> tuple[AwardRow, ...]:
        """Their awards, by day."""
        return tuple(award for award in self.rows.awards if award.procurement in self.procurements)

    @cached_property
    def first_awarded(self) -> dict[str, date]:
        """The day of the first award of each procurement."""
        first: dict[str, date] = {}
        for award in self.awards:
            first.setdefault(award.procurement, award.on)
        return first

    def suppliers(self, award: AwardRow) -> tuple[SupplierRow, ...]:
        """The lead suppliers of an award."""
        return self.rows.suppliers.get(award.id, ())

    def euro(self, cents: int | None, currency: str | None, day: date | None) -> Decimal | None:
        """An amount in euro by the last rate stored on or before the day; None without amount or rate."""
        if cents is None or not currency:
            return None
        amount = Decimal(cents) / 100
        if currency == EURO:
            return amount
        rate = self.rate(currency, day)
        return amount * rate[1] if rate else None

    def rate(self, currency: str, day: date | None) -> tuple[date, Decimal] | None:
        """The rate that holds on a day, with its own day."""
        rates = self.rows.rates.get(currency, ())
        place = bisect_right([on for on, _ in rates], day) if day is not None else 0
        return rates[place - 1] if place else None

    def value(self, award: AwardRow) -> Decimal | None:
        """The value of an award in euro."""
        return self.euro(award.cents, award.currency, award.on)

    def buyer(self, row: ProcurementRow) -> str | None:
        """The lead buyer, merges followed."""
        return self._root(row.lead_buyer) if row.lead_buyer else None

    def buyer_country(self, row: ProcurementRow) -> str:
        """The country of the lead buyer as it was named: a merge moves no figure but those that count clients (N21)."""
        found = self._organisations.get(row.lead_buyer or "")
        return found.country if found else ""


class MarketScope:
    """The procurements of one period."""

    def __init__(self, market: Market, period: Period) -> None:
        self.market = market
        self.period = period

    @cached_property
    def started(self) -> list[ProcurementRow]:
        """Started in the period."""
        return [row for row in self.market.procurements.values() if row.started_on in self.period]

    @cached_property
    def awarded(self) -> list[ProcurementRow]:
        """Those whose first award lies in the period."""
        first = self.market.first_awarded
        return [row for row in self.market.procurements.values() if first.get(row.id) in self.period]

    @cached_property
    def awards(self) -> list[AwardRow]:
        """The awards of the period."""
        return [award for award in self.market.awards if award.on in self.period]

    @cached_property
    def consultations(self) -> list[MarketConsultationRow]:
        """Market consultations opened in the period, of a case or of a procurement that is linked to one."""
        linked = {row.id for row in self.market.rows.procurements}
        return [
            row
            for row in self.market.rows.consultations
            if row.opens in self.period and (row.case is not None or row.procurement in linked)
        ]

    def known(self, award: AwardRow, met: Callable[[SupplierRow], bool | None]) -> bool | None:
        """Whether any lead supplier meets a condition; None where one that might is not known (N15)."""
        found = [met(supplier) for supplier in self.market.suppliers(award)]
        if any(found):
            return True
        return None if not found or None in found else False


def buyers(rows: Iterable[ProcurementRow], market: Market) -> dict[str, list[ProcurementRow]]:
    """Procurements by their lead buyer, merges followed."""
    found: dict[str, list[ProcurementRow]] = {}
    for row in rows:
        if (buyer := market.buyer(row)) is not None:
            found.setdefault(buyer, []).append(row)
    return found
