"""What a report is made from: everything already counted and in the words of the report language, no database behind it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Literal, NamedTuple

from p2i_desktop.domain.network import Centre, Programme
from p2i_desktop.domain.reporting import RuleSettings
from p2i_desktop.i18n import Texts
from p2i_desktop.reports.buddy_lines import BuddyFacts
from p2i_desktop.reports.event_lines import WorkshopFacts

Number = int | Decimal
State = Literal["reached", "missed", "on_track", "behind", "no_target", "not_measured"]
Sum = Literal["sum", "mean", "median"]  # how the values counted of the records behind a figure make the figure


class Worth(NamedTuple):
    """A record behind a figure and what it adds: 1 in counts and met shares, hours, days, euro; 0 where it does not meet."""

    type: str  # type key
    record: str
    value: Number
    on: date | None = None  # the day under which it is listed
    stands_for: int = 1  # of how many the value is the sum: an answer may be a typed-in total of several


@dataclass(frozen=True, slots=True)
class Kpi:
    """One indicator of the year: unrounded values, each with the only form in which it is printed.

    Shares are in percent, hours in hours. `full` is the whole previous year while the report year runs.
    """

    code: str
    version: int
    valid_from: date
    label: str
    definition: str
    unit: str  # number, h, %, days, EUR, 1-5
    unit_label: str
    kind: str  # output, outcome, impact, quality
    value: Number | None
    previous: Number | None
    before: Number | None
    full: Number | None
    printed: str
    printed_previous: str
    printed_before: str
    printed_full: str
    low: Number | None
    high: Number | None
    printed_range: str  # "" when nothing is missing
    missing: int
    base: int
    change: Number | None  # percent; percentage points for shares
    printed_change: str
    direction: Literal["up", "down", "level"]
    target: Number | None
    printed_target: str
    reached: Number | None  # percent; target / value where lower is better
    lower_is_better: bool
    printed_reached: str
    state: State
    sum: Sum
    worths: tuple[Worth, ...]
    places: int = 0  # decimals when printed


@dataclass(frozen=True, slots=True)
class Part:
    """One member of a breakdown, this year and last."""

    label: str
    this: int
    last: int


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A figure by the members of a list, in the order to be shown; `overlapping`: a record may stand in several parts."""

    code: str
    parts: tuple[Part, ...]
    this: int
    last: int
    overlapping: bool = False


@dataclass(frozen=True, slots=True)
class Months:
    """Reportable consultations per month; a month that has not begun is None."""

    names: tuple[str, ...]  # "Jan"
    starts: tuple[date, ...]
    this: tuple[int | None, ...]
    last: tuple[int | None, ...]


class ConsultationLine(NamedTuple):
    """A consultation as the workbook lists it: no person, no note."""

    id: str
    on: date
    organisation: str
    organisation_kind: str
    country: str
    case: str
    case_number: str
    case_title: str
    channel: str
    type: str
    topics: str
    contact_minutes: int
    preparation_minutes: int
    travel_minutes: int
    advisor: str
    reportable: bool
    why_not: str
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case as the workbook lists it."""

    id: str
    number: str
    title: str
    organisation: str
    status: str
    stage: str
    phase: str
    instrument: str
    sector: str
    ict: bool
    advisor: str
    opened_on: date | None
    closed_on: date | None
    outcome: str
    closing_reason: str
    value: Decimal | None
    currency: str
    consultations: int  # in the period
    contact_minutes: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OrganisationLine:
    """An organisation advised in the period."""

    id: str
    name: str
    kind: str
    country: str
    nuts: str
    city: str
    consultations: int
    contact_minutes: int
    new: bool
    first_on: date | None
    last_on: date | None


@dataclass(frozen=True, slots=True)
class ProcurementLine:
    """A procurement as the workbook lists it; amounts net of VAT, in euro by the stored rate."""

    id: str
    title: str
    buyer: str
    country: str
    cases: str  # numbers of the cases
    instrument: str
    status: str
    sector: str
    ict: bool
    cpv: str
    joint: bool
    cross_border: bool
    eu_funded: str
    started_on: date | None
    awarded_on: date | None
    estimated: Decimal | None
    currency: str
    estimated_euro: Decimal | None
    launch_customer: str
    influence: str
    confirmed_on: date | None
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AwardLine:
    """An award as the report lists it: `rate` and its day only where the value is not in euro."""

    id: str
    procurement: str
    title: str
    buyer: str
    instrument: str
    lot: str
    on: date
    value: Decimal | None
    currency: str
    rate: Decimal | None
    rate_on: date | None
    euro: Decimal | None
    tenders: int | None
    suppliers: str
    small: str  # yes, no, not known
    start_up: str
    foreign: str


@dataclass(frozen=True, slots=True)
class MarketLine:
    """A market consultation of the period."""

    id: str
    title: str
    about: str  # title of the procurement or of the case
    opens: date
    closes: date | None
    participants: int | None
    suppliers: int | None
    smes: int | None
    countries: int | None


@dataclass(frozen=True, slots=True)
class MarketFacts:
    """The procurements, awards and market consultations behind the figures of a year, without hidden ones."""

    procurements: tuple[ProcurementLine, ...] = ()
    awards: tuple[AwardLine, ...] = ()
    consultations: tuple[MarketLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """Records that lack a field which a figure needs."""

    code: str
    type: str
    type_name: str
    field: str
    field_name: str
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything the annual report prints."""

    texts: Texts
    year: int
    since: date
    until: date  # last day of the period that is counted: the cut-off while the year runs
    ends: date  # last day of the report year
    previous: tuple[date, date]
    before: tuple[date, date]
    made_at: datetime  # aware
    version: str  # of the program
    seq: int  # head of the journal
    centre: Centre | None
    centre_name: str
    programme: Programme | None
    rules: RuleSettings
    kpis: tuple[Kpi, ...]
    months: Months
    breakdowns: dict[str, Breakdown]
    consultations: tuple[ConsultationLine, ...]
    cases: tuple[CaseLine, ...]
    organisations: tuple[OrganisationLine, ...]
    points: tuple[Point, ...]
    restricted: dict[str, int]  # type key -> records of the period that count but are not listed
    digest: str = ""
    market: MarketFacts = field(default_factory=MarketFacts)
    buddies: BuddyFacts = field(default_factory=BuddyFacts)
    workshops: WorkshopFacts = field(default_factory=WorkshopFacts)
    longest_block: int = 5_000  # records behind a figure that are listed one by one; more are given by month

    @property
    def running(self) -> bool:
        """Whether the report year has not ended on the day of the report."""
        return self.until < self.ends

    def kpi(self, code: str) -> Kpi | None:
        """The indicator with this code."""
        return next((kpi for kpi in self.kpis if kpi.code == code), None)

    def of(self, start: str) -> tuple[Kpi, ...]:
        """The indicators whose code begins so."""
        return tuple(kpi for kpi in self.kpis if kpi.code.startswith(start))

    def printed(self, code: str) -> str:
        """The printed value of an indicator; the sign for "no data" when there is no such indicator."""
        found = self.kpi(code)
        return found.printed if found else "–"

    def count(self, code: str) -> int:
        """A counted indicator as a number for plural forms; 0 without a value."""
        found = self.kpi(code)
        return int(found.value) if found and found.value is not None else 0
