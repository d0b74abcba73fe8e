"""People and organisations."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from p2i_desktop.domain.eforms import BuyerLegalType, MainActivity, OperatorSize
from p2i_desktop.domain.record import (
    MAY_NAME,
    PERSONAL,
    REQUIRED,
    SEARCHABLE,
    TODAY,
    Country,
    Lang,
    Note,
    Nuts,
    Places,
    Range,
    Record,
    Ref,
    Text,
    Together,
)


class OrganisationKind(StrEnum):
    """What an organisation is in the field."""

    PUBLIC_BUYER = "public_buyer"
    SUPPLIER = "supplier"
    RESEARCH = "research"
    INTERMEDIARY = "intermediary"
    MINISTRY_POLICY = "ministry_policy"
    CENTRAL_PURCHASING_BODY = "central_purchasing_body"
    NETWORK = "network"
    FUNDING_BODY = "funding_body"
    COMPETENCE_CENTRE = "competence_centre"
    OTHER = "other"


class LegalBasis(StrEnum):
    """On which basis of the GDPR personal data are kept."""

    PUBLIC_TASK = "public_task"
    CONSENT = "consent"
    CONTRACT = "contract"
    LEGAL_OBLIGATION = "legal_obligation"
    LEGITIMATE_INTEREST = "legitimate_interest"


class Purpose(StrEnum):
    """What personal data are kept for."""

    ADVICE = "advice"
    EVENTS = "events"
    NEWSLETTER = "newsletter"
    NETWORK = "network"
    AWARD = "award"
    RESEARCH_SURVEY = "research_survey"


class StaffRole(StrEnum):
    """What a person of the centre does; chooses only the start page, hides nothing."""

    ADVISOR = "advisor"
    CENTRE_MANAGER = "centre_manager"
    BUDDY_COORDINATOR = "buddy_coordinator"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation(Record):
    """A public buyer, supplier or any other body."""

    legal_name: Annotated[str, Text(400), REQUIRED, SEARCHABLE] = ""
    short_name: Annotated[str, Text(100), SEARCHABLE] = ""
    other_names: Annotated[tuple[Annotated[str, Text(400)], ...], SEARCHABLE] = ()
    language: Lang = ""
    kind: OrganisationKind = OrganisationKind.PUBLIC_BUYER
    country: Annotated[Country, REQUIRED] = ""
    nuts: Nuts = ""
    city: Annotated[str, Text(100), SEARCHABLE, Together("address")] = ""
    address: Annotated[str, Note(), MAY_NAME, Together("address")] = ""
    website: Annotated[str, Text(300)] = ""
    email: Annotated[str, Text(200), SEARCHABLE] = ""
    phone: Annotated[str, Text(40), SEARCHABLE] = ""
    buyer_legal_type: BuyerLegalType | None = None
    central_government: bool | None = None
    utility: bool | None = None
    activities: frozenset[MainActivity] = frozenset()
    size: OperatorSize | None = None
    employees: Annotated[int | None, Range(0, 100_000_000)] = None
    start_up: bool | None = None
    founded_year: Annotated[int | None, Range(1000, 2200)] = None
    national_id: Annotated[str, Text(100)] = ""
    vat_id: Annotated[str, Text(20)] = ""
    parent: Annotated[str | None, Ref("Organisation")] = None
    merged_into: Annotated[str | None, Ref("Organisation")] = None
    notes: Annotated[str, Note(), MAY_NAME, SEARCHABLE] = ""
    tags: frozenset[Annotated[str, Text(40)]] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact(Record):
    """A person outside the centre; every field is personal data."""

    given_name: Annotated[str, Text(100), PERSONAL, SEARCHABLE] = ""
    family_name: Annotated[str, Text(100), REQUIRED, PERSONAL, SEARCHABLE] = ""
    salutation: Annotated[str, Text(40), PERSONAL] = ""
    email: Annotated[str, Text(200), PERSONAL, SEARCHABLE] = ""
    phone: Annotated[str, Text(40), PERSONAL, SEARCHABLE] = ""
    mobile: Annotated[str, Text(40), PERSONAL, SEARCHABLE] = ""
    language: Annotated[Lang, PERSONAL] = ""
    legal_basis: Annotated[LegalBasis, REQUIRED, PERSONAL] = LegalBasis.PUBLIC_TASK
    data_source: Annotated[str, Text(200), REQUIRED, PERSONAL] = "contacted the centre"
    data_since: Annotated[date | None, REQUIRED, PERSONAL, TODAY] = None
    purposes: Annotated[frozenset[Purpose], REQUIRED, PERSONAL] = frozenset({Purpose.ADVICE})
    restricted: Annotated[bool, PERSONAL] = False
    restricted_reason: Annotated[str, Text(200), PERSONAL] = ""
    objected: Annotated[bool, PERSONAL] = False
    anonymised_at: datetime | None = None
    token: Annotated[str, Text(12)] = ""
    notes: Annotated[str, Note(), PERSONAL, SEARCHABLE] = ""
    tags: Annotated[frozenset[Annotated[str, Text(40)]], PERSONAL] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Employment(Record):
    """A person's place in an organisation, for a time."""

    contact: Annotated[str | None, Ref("Contact"), REQUIRED] = None
    organisation: Annotated[str | None, Ref("Organisation"), REQUIRED] = None
    function: Annotated[str, Text(200), PERSONAL, SEARCHABLE] = ""
    decision_maker: Annotated[bool, PERSONAL] = False
    valid_from: Annotated[date | None, PERSONAL, Together("validity")] = None
    valid_to: Annotated[date | None, PERSONAL, Together("validity")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffMember(Record):
    """A person of the centre."""

    name: Annotated[str, Text(200), REQUIRED, PERSONAL, SEARCHABLE] = ""
    initials: Annotated[str, Text(5), REQUIRED, PERSONAL, SEARCHABLE] = ""
    email: Annotated[str, Text(200), PERSONAL] = ""
    roles: Annotated[frozenset[StaffRole], REQUIRED] = frozenset({StaffRole.ADVISOR})
    languages: frozenset[Lang] = frozenset()
    weekly_hours: Annotated[Decimal, Places(4, 1)] = Decimal("40")
    active_from: Annotated[date | None, Together("active")] = None
    active_to: Annotated[date | None, Together("active")] = None
