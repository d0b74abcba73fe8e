"""Centres and programmes: who gives advice, on whose mandate, and who pays for it."""

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from p2i_desktop.domain.advice import Topic
from p2i_desktop.domain.record import (
    MAY_NAME,
    REQUIRED,
    SEARCHABLE,
    About,
    Country,
    Lang,
    LongNote,
    Money,
    Note,
    Places,
    Range,
    Record,
    Ref,
    Text,
    Together,
)


class SetupStage(StrEnum):
    """How far a centre has come."""

    IDEA = "idea"
    DECISION_PENDING = "decision_pending"
    MANDATED = "mandated"
    SETTING_UP = "setting_up"
    FIRST_SERVICES = "first_services"
    PILOT = "pilot"
    FULLY_OPERATIONAL = "fully_operational"
    DISCONTINUED = "discontinued"


class ServiceStage(StrEnum):
    """How far a service of a centre has come."""

    IDEA = "idea"
    TESTING = "testing"
    LIVE = "live"
    RETIRED = "retired"


class TargetGroup(StrEnum):
    """Whom a centre serves."""

    PUBLIC_BUYERS = "public_buyers"
    CENTRAL_PURCHASING_BODIES = "central_purchasing_bodies"
    UTILITIES = "utilities"
    POLICY_MAKERS = "policy_makers"
    SUPPLIERS = "suppliers"
    START_UPS = "start_ups"
    RESEARCH = "research"
    INTERMEDIARIES = "intermediaries"
    CENTRES = "centres"
    FUNDERS = "funders"
    GENERAL_PUBLIC = "general_public"


class ProgrammeKind(StrEnum):
    """What kind of money or mandate a programme is."""

    EU_GRANT = "eu_grant"
    NATIONAL_MANDATE = "national_mandate"
    NETWORK = "network"
    AWARD = "award"
    OWN = "own"
    OTHER = "other"


class EvidenceKind(StrEnum):
    """What the funder asks to see."""

    LUMP_SUM = "lump_sum"
    ACTUAL_COSTS = "actual_costs"
    NONE = "none"


class ProgrammeRole(StrEnum):
    """What a member does in a programme."""

    PARTNER = "partner"
    COORDINATOR = "coordinator"
    COMMUNICATION = "communication"
    CO_CHAIR = "co_chair"
    MEMBER = "member"
    ASSOCIATE = "associate"
    OBSERVER = "observer"
    FUNDER = "funder"


class CentreStatus(StrEnum):
    """Status of a centre in a programme at a date."""

    CANDIDATE = "candidate"
    ASSOCIATE = "associate"
    NEW = "new"
    EXISTING = "existing"
    FORMER = "former"


@dataclass(frozen=True, slots=True, kw_only=True)
class Centre(Record):
    """A competence centre; exactly one is the own one, whose file this is."""

    code: Annotated[str, Text(6), REQUIRED, SEARCHABLE] = ""
    country: Annotated[Country, REQUIRED] = ""
    setup_stage: SetupStage = SetupStage.IDEA
    language: Annotated[Lang, REQUIRED] = ""
    languages: frozenset[Lang] = frozenset()
    timezone: Annotated[str, Text(40), REQUIRED] = ""
    is_own: bool = False
    mandate: LongNote = ""
    mandate_act: Annotated[str, Text(200)] = ""
    mandate_body: Annotated[str, Text(200)] = ""
    mandate_on: date | None = None
    mission: LongNote = ""
    scope: LongNote = ""
    target_groups: frozenset[TargetGroup] = frozenset()
    fte: Annotated[Decimal | None, Places(6, 2)] = None
    annual_budget: Money | None = None
    website: Annotated[str, Text(300)] = ""
    email: Annotated[str, Text(200)] = ""
    phone: Annotated[str, Text(40)] = ""
    address: LongNote = ""
    source: Annotated[str, Text(300)] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningHours(Record):
    """One span of opening hours of a centre on a weekday (1 = Monday)."""

    centre: Annotated[str | None, Ref("Centre"), REQUIRED] = None
    position: Annotated[str, Text(20)] = ""
    weekday: Annotated[int, Range(1, 7), REQUIRED] = 1
    opens_at: Annotated[time | None, REQUIRED, Together("hours")] = None
    closes_at: Annotated[time | None, REQUIRED, Together("hours")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CentreName(Record):
    """A name that a centre bears or bore."""

    centre: Annotated[str | None, Ref("Centre"), REQUIRED] = None
    language: Annotated[Lang, REQUIRED] = ""
    name: Annotated[str, Text(200), REQUIRED, SEARCHABLE] = ""
    short_name: Annotated[str, Text(60), SEARCHABLE] = ""
    valid_from: Annotated[date | None, Together("validity")] = None
    valid_to: Annotated[date | None, Together("validity")] = None
    source: Annotated[str, Text(300)] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CentreHost(Record):
    """The organisation that houses or houses no longer a centre."""

    centre: Annotated[str | None, Ref("Centre"), REQUIRED] = None
    organisation: Annotated[str | None, Ref("Organisation"), REQUIRED] = None
    role: Annotated[str, Text(100)] = ""
    valid_from: Annotated[date | None, Together("validity")] = None
    valid_to: Annotated[date | None, Together("validity")] = None
    source: Annotated[str, Text(300)] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CentreService(Record):
    """A service that a centre offers, tries or gave up; `taken_over_from` is the centre whose service it was before."""

    centre: Annotated[str | None, Ref("Centre"), REQUIRED] = None
    service: Annotated[Topic, REQUIRED] = Topic.STRATEGY
    name: Annotated[str, Text(200), SEARCHABLE] = ""
    stage: ServiceStage = ServiceStage.IDEA
    since: Annotated[date | None, Together("validity")] = None
    until: Annotated[date | None, Together("validity")] = None
    description: LongNote = ""
    taken_over_from: Annotated[str | None, Ref("Centre")] = None
    test_users: Annotated[int | None, Range(0, 1_000_000)] = None
    test_result: LongNote = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme(Record):
    """Who pays: a grant, a mandate, a network."""

    code: Annotated[str, Text(20), REQUIRED, SEARCHABLE] = ""
    name: Annotated[str, Text(400), REQUIRED, SEARCHABLE] = ""
    kind: ProgrammeKind = ProgrammeKind.EU_GRANT
    funder: Annotated[str, Text(200)] = ""
    grant_number: Annotated[str, Text(40)] = ""
    call_id: Annotated[str, Text(60)] = ""
    starts: Annotated[date | None, REQUIRED, Together("period")] = None
    ends: Annotated[date | None, Together("period")] = None
    coordinator: Annotated[str | None, Ref("Organisation")] = None
    aims: tuple[Annotated[str, Text(400)], ...] = ()
    funding_line: Annotated[str, Text(500)] = ""
    disclaimer: Annotated[str, Text(500)] = ""
    evidence: EvidenceKind = EvidenceKind.LUMP_SUM
    final_payment_on: date | None = None
    keep_years: Annotated[int, Range(0, 100)] = 5
    keep_until: date | None = None
    min_buddy_meetings: Annotated[int, Range(0, 100)] = 2
    unique_new_centre: bool = True
    unique_mentor: bool = True
    source: Annotated[str, Text(300)] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeYear(Record):
    """What a programme turned to in one year."""

    programme: Annotated[str | None, Ref("Programme"), REQUIRED] = None
    year: Annotated[int | None, Range(1900, 2200), REQUIRED] = None
    focus: LongNote = ""
    source: Annotated[str, Text(300)] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeMember(Record):
    """A centre or another organisation in a programme, for a time."""

    programme: Annotated[str | None, Ref("Programme"), REQUIRED] = None
    centre: Annotated[str | None, Ref("Centre")] = None
    organisation: Annotated[str | None, Ref("Organisation")] = None
    role: ProgrammeRole = ProgrammeRole.PARTNER
    status: CentreStatus | None = None
    valid_from: Annotated[date | None, REQUIRED, Together("validity")] = None
    valid_to: Annotated[date | None, Together("validity")] = None
    note: LongNote = ""
    source: Annotated[str, Text(300)] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition(Record):
    """A dated change of a status, stage or phase; durations come from here, not from the journal's clock."""

    about: Annotated[About | None, REQUIRED] = None
    field: Annotated[str, Text(40), REQUIRED] = ""
    old: Annotated[str, Text(40)] = ""
    new: Annotated[str, Text(40), REQUIRED] = ""
    on: Annotated[date | None, REQUIRED] = None
    reason: Annotated[str, Note(), MAY_NAME] = ""
