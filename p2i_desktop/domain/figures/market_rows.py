"""What the figures of procurements, satisfaction and response times read: few columns, filled by the same short read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple


class ProcurementRow(NamedTuple):
    """A procurement that is not in the bin and to which at least one link outside the bin leads."""

    id: str
    lead_buyer: str | None
    instrument: str
    status: str
    sector: str | None
    cpv_main: str
    ict: bool
    joint: bool
    cross_border: bool
    eu_funded: bool | None
    estimated: int | None  # cents
    currency: str | None
    value_date: date | None
    started_on: date | None
    launch_customer: bool | None
    influence: str
    confirmed_on: date | None
    cases: tuple[str, ...]  # the cases of its links, also binned ones, by id


class AwardRow(NamedTuple):
    """An award that is not in the bin."""

    id: str
    procurement: str
    lot: str
    on: date
    cents: int | None
    currency: str | None
    tenders: int | None


class SupplierRow(NamedTuple):
    """A lead supplier of an award, as it was on the day of the award; the row is not in the bin."""

    award: str
    organisation: str
    size: str | None
    start_up: bool | None
    country: str


class MarketConsultationRow(NamedTuple):
    """A market consultation that is not in the bin."""

    id: str
    procurement: str | None
    case: str | None
    opens: date
    participants: int | None


class FeedbackRow(NamedTuple):
    """An answer to the satisfaction form about a case, a workshop, or a consultation with its day; no row of it is in the bin."""

    id: str
    case: str | None
    consultation_on: date | None
    answers: int
    rating: Decimal | None
    useful: bool | None
    outcomes: tuple[str, ...]
    workshop: str | None = None


class AnswerRow(NamedTuple):
    """When an enquiry came and was answered: typed minutes, else two instants (aware, UTC)."""

    minutes: int | None
    received: datetime | None
    answered: datetime | None


@dataclass(frozen=True)
class MarketRows:
    """Read at the same moment as the rows of consultations and cases; all of them, whatever their day.

    awards     ordered by day, then id
    suppliers  award id -> its lead suppliers
    rates      currency -> (day, euro per unit above 0) in the order of the days
    answers    enquiry id -> times, of the enquiries between `since` and `until` that have any
    """

    procurements: tuple[ProcurementRow, ...] = ()
    awards: tuple[AwardRow, ...] = ()
    suppliers: Mapping[str, tuple[SupplierRow, ...]] = field(default_factory=dict)
    consultations: tuple[MarketConsultationRow, ...] = ()
    feedback: tuple[FeedbackRow, ...] = ()
    rates: Mapping[str, tuple[tuple[date, Decimal], ...]] = field(default_factory=dict)
    answers: Mapping[str, AnswerRow] = field(default_factory=dict)
    estimates: Mapping[str, tuple[int, str, date | None]] = field(
        default_factory=dict
    )  # case id -> cents, currency, value date
