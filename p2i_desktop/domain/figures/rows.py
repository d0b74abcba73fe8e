"""What the figures read: few columns of many records, filled by one short read of the file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from p2i_desktop.domain.figures.buddy_rows import BuddyRows
from p2i_desktop.domain.figures.market_rows import MarketRows
from p2i_desktop.domain.figures.workshop_rows import WorkshopRows

# Closed-list members are plain strings here: they equal their StrEnum members, and 100,000 rows need no conversion.


class ConsultationRow(NamedTuple):
    """A consultation that is not in the bin."""

    id: str
    on: date
    type: str
    channel: str
    case: str | None
    organisation: str | None
    other_organisations: tuple[str, ...]
    contacts: tuple[str, ...]
    anonymous: bool
    advisor: str | None
    contact_minutes: int
    preparation_minutes: int
    travel_minutes: int
    contact_made: bool
    topics: tuple[str, ...]
    substantive: bool
    specific: bool
    count_out: bool
    programme: str | None
    confidentiality: str


class StaffTimeRow(NamedTuple):
    """Time of a co-advisor at a consultation; neither the row nor its consultation is in the bin."""

    id: str
    consultation: str
    staff: str | None
    on: date
    contact_minutes: int
    preparation_minutes: int
    travel_minutes: int
    programme: str | None


class CaseRow(NamedTuple):
    """A case that is not in the bin; `has_need` and `has_result`: the text is not empty."""

    id: str
    number: str
    status: str
    phase: str
    opened_on: date
    closed_on: date | None
    lead_advisor: str | None
    instrument: str
    sector: str | None
    ict: bool
    intake: str | None
    outcome: str | None
    closing_reason: str | None
    has_need: bool
    has_result: bool
    programme: str | None
    confidentiality: str


class TransitionRow(NamedTuple):
    """A dated move of a case's `status` or `phase`."""

    case: str
    field: str
    old: str
    new: str
    on: date


class OrganisationRow(NamedTuple):
    """An organisation, binned ones included: a live record that names a binned one still counts it."""

    id: str
    kind: str
    country: str
    nuts: str
    merged_into: str | None


@dataclass(frozen=True)
class Rows:
    """Everything the figures of some periods need, read at one moment.

    since, until        both days included; bound the consultations and staff times, nothing else
    consultations       ordered by day, then id
    cases, transitions  all that are not in the bin, whatever their day; transitions ordered by day, then as made
    lead_buyers         case id -> organisation id of the lead buyer; also of binned cases that a live consultation names
    advised_before      organisations (not yet followed through merges) of reportable consultations (N1, N4) before `since`
    """

    since: date
    until: date
    consultations: tuple[ConsultationRow, ...] = ()
    staff_times: tuple[StaffTimeRow, ...] = ()
    cases: tuple[CaseRow, ...] = ()
    transitions: tuple[TransitionRow, ...] = ()
    organisations: Mapping[str, OrganisationRow] = field(default_factory=dict)
    lead_buyers: Mapping[str, str] = field(default_factory=dict)
    advised_before: frozenset[str] = frozenset()
    market: MarketRows = field(default_factory=MarketRows)
    buddies: BuddyRows = field(default_factory=BuddyRows)
    workshops: WorkshopRows = field(default_factory=WorkshopRows)
