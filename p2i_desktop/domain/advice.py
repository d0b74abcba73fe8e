"""Cases, consultations and what is to be done next."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Annotated

from p2i_desktop.domain.eforms import ContractNature, InnovativeAcquisition, MainActivity, ProcedureType, StrategicAim
from p2i_desktop.domain.record import (
    MAY_NAME,
    ME,
    OWNER,
    PERSONAL,
    REPORTED,
    REQUIRED,
    SEARCHABLE,
    TODAY,
    About,
    Cpv,
    Lang,
    LongNote,
    Minutes,
    Money,
    Note,
    Nuts,
    Range,
    Record,
    Ref,
    Text,
    Together,
)


class Confidentiality(StrEnum):
    """Who may see a record; `restricted` counts, but appears in no list and no drill-down."""

    CENTRE = "centre"
    PUBLIC = "public"
    NETWORK = "network"
    RESTRICTED = "restricted"


class Topic(StrEnum):
    """What advice is about; the same list names the services of a centre."""

    STRATEGY = "strategy"
    NEEDS_ASSESSMENT = "needs_assessment"
    PRIOR_ART_IP_SEARCH = "prior_art_ip_search"
    MARKET_CONSULTATION = "market_consultation"
    FUNCTIONAL_SPECIFICATION = "functional_specification"
    PROCEDURE_CHOICE = "procedure_choice"
    AWARD_CRITERIA_LCC = "award_criteria_lcc"
    IPR = "ipr"
    STATE_AID = "state_aid"
    LEGAL = "legal"
    TENDER_DOCUMENTS = "tender_documents"
    CONTRACT_MANAGEMENT = "contract_management"
    FUNDING_NATIONAL = "funding_national"
    FUNDING_EU = "funding_eu"
    JOINT_CROSS_BORDER = "joint_cross_border"
    MATCHMAKING = "matchmaking"
    CHALLENGE_DESIGN = "challenge_design"
    MONITORING_KPI = "monitoring_kpi"
    TRAINING = "training"
    GOOD_PRACTICE = "good_practice"
    E_PROCUREMENT = "e_procurement"
    SUSTAINABILITY = "sustainability"
    OTHER = "other"


class Sector(StrEnum):
    """Domain of public interest (own list, modelled on the EC benchmark's domains); ICT is a flag, not a sector."""

    HEALTH_SOCIAL = "health_social"
    PUBLIC_TRANSPORT = "public_transport"
    GENERAL_ADMINISTRATION = "general_administration"
    CONSTRUCTION_HOUSING = "construction_housing"
    ENERGY = "energy"
    ENVIRONMENT = "environment"
    WATER = "water"
    SECURITY_DEFENCE = "security_defence"
    POSTAL = "postal"
    EDUCATION_CULTURE = "education_culture"
    OTHER = "other"


class Instrument(StrEnum):
    """How innovation is bought."""

    UNDECIDED = "undecided"
    PCP = "pcp"
    PPI = "ppi"
    INNOVATION_PARTNERSHIP = "innovation_partnership"
    RD_PROCUREMENT_OTHER = "rd_procurement_other"
    DIRECT_INNOVATION_PROCUREMENT = "direct_innovation_procurement"
    CATALYTIC = "catalytic"
    FUNCTIONAL_REGULAR = "functional_regular"
    SBIR = "sbir"
    DESIGN_CONTEST = "design_contest"
    REGULAR = "regular"


class Phase(StrEnum):
    """The steps of an innovation procurement (EAFIP), with PCP's three phases."""

    PREP_NEED = "prep_need"
    PREP_PRIOR_ART = "prep_prior_art"
    PREP_OMC = "prep_omc"
    PREP_BUSINESS_CASE = "prep_business_case"
    PREP_TENDER_DOCS = "prep_tender_docs"
    TENDER_PROCEDURE = "tender_procedure"
    TENDER_CONFORMANCE = "tender_conformance"
    IMPL_MONITOR = "impl_monitor"
    IMPL_PCP1 = "impl_pcp1"
    IMPL_PCP2 = "impl_pcp2"
    IMPL_PCP3 = "impl_pcp3"
    DONE = "done"


class CaseStatus(StrEnum):
    """Where the centre's own work on a case stands."""

    NEW = "new"
    ACCEPTED = "accepted"
    IN_PROGRESS = "in_progress"
    ON_HOLD = "on_hold"
    COMPLETED = "completed"
    CLOSED = "closed"
    DECLINED = "declined"
    REDIRECTED = "redirected"


class CaseOutcome(StrEnum):
    """What came of the advice."""

    HELPED = "helped"
    PARTLY_HELPED = "partly_helped"
    NO_HELP_POSSIBLE = "no_help_possible"
    UNREACHABLE = "unreachable"
    NOT_FOR_US = "not_for_us"


class ClosingReason(StrEnum):
    """Why a case was closed."""

    CONTRACT_AWARDED = "contract_awarded"
    TENDER_PUBLISHED = "tender_published"
    PILOT = "pilot"
    MARKET_CONSULTATION_ONLY = "market_consultation_only"
    REGULAR_PROCUREMENT_CHOSEN = "regular_procurement_chosen"
    NEED_WITHDRAWN = "need_withdrawn"
    NO_BUDGET = "no_budget"
    CLIENT_SILENT = "client_silent"
    REDIRECTED = "redirected"
    OUT_OF_MANDATE = "out_of_mandate"
    DOUBLE_FUNDING = "double_funding"
    DUPLICATE = "duplicate"
    OTHER = "other"


class CaseRole(StrEnum):
    """What an organisation is in a case."""

    LEAD_BUYER = "lead_buyer"
    PARTICIPATING_BUYER = "participating_buyer"
    BUYER_GROUP = "buyer_group"
    SUPPLIER = "supplier"
    EXPERT = "expert"
    FUNDER = "funder"
    OTHER = "other"


class ConsultationType(StrEnum):
    """What kind of contact a consultation is."""

    ENQUIRY = "enquiry"
    INITIAL = "initial"
    FOLLOW_UP = "follow_up"
    DOCUMENT_REVIEW = "document_review"
    CLOSE_OUT = "close_out"
    ADMINISTRATIVE = "administrative"


class Channel(StrEnum):
    """Over which way a contact took place."""

    PHONE = "phone"
    EMAIL = "email"
    VIDEO = "video"
    ON_SITE_CLIENT = "on_site_client"
    AT_CENTRE = "at_centre"
    EVENT = "event"
    PORTAL = "portal"
    LETTER = "letter"


class EntryOrigin(StrEnum):
    """How a consultation came into the file."""

    TYPED = "typed"
    QUICK_LOG = "quick_log"
    TIMER = "timer"
    MAIL_DROP = "mail_drop"
    IMPORT = "import"
    LINE_ENTRY = "line_entry"
    COMMAND_LINE = "command_line"


class YesNoPlanned(StrEnum):
    """An element of a procurement: used, not used, planned."""

    YES = "yes"
    NO = "no"
    PLANNED = "planned"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case(Record):
    """One need of one public buyer, accompanied by the centre."""

    number: Annotated[str, Text(20), SEARCHABLE] = ""
    provisional_number: Annotated[str, Text(30), SEARCHABLE] = ""
    title: Annotated[str, Text(400), REQUIRED, SEARCHABLE] = ""
    title_en: Annotated[str, Text(400), SEARCHABLE] = ""
    language: Lang = ""
    status: Annotated[CaseStatus, Together("closing")] = CaseStatus.NEW
    phase: Phase = Phase.PREP_NEED
    lead_advisor: Annotated[str | None, Ref("StaffMember"), REQUIRED, OWNER, ME] = None
    co_advisors: Annotated[frozenset[str], Ref("StaffMember")] = frozenset()
    opened_on: Annotated[date | None, REQUIRED, TODAY] = None
    accepted_on: date | None = None
    target_on: date | None = None
    follow_up_on: date | None = None
    closed_on: Annotated[date | None, Together("closing")] = None
    intake: Annotated[Channel | None, REPORTED] = None
    referred_by: Annotated[str | None, Ref("Organisation")] = None
    need: Annotated[str, Note(), MAY_NAME, REPORTED, SEARCHABLE] = ""
    desired_result: Annotated[str, Note(), MAY_NAME, SEARCHABLE] = ""
    sector: Annotated[Sector | None, REPORTED] = None
    ict: bool = False
    topics: frozenset[Topic] = frozenset()
    activity: MainActivity | None = None
    cpv_main: Cpv = ""
    cpv_more: frozenset[Cpv] = frozenset()
    nuts: frozenset[Nuts] = frozenset()
    contract_nature: ContractNature | None = None
    innovative_acquisition: frozenset[InnovativeAcquisition] = frozenset()
    strategic_aims: frozenset[StrategicAim] = frozenset()
    instruments_considered: frozenset[Instrument] = frozenset()
    instrument: Instrument = Instrument.UNDECIDED
    procedure: ProcedureType | None = None
    trl_now: Annotated[int | None, Range(1, 9)] = None
    trl_target: Annotated[int | None, Range(1, 9)] = None
    estimated_value: Money | None = None
    value_date: date | None = None
    eu_funded: bool | None = None
    eu_programme: Annotated[str, Text(40)] = ""
    eu_project: Annotated[str, Text(100)] = ""
    double_funding_checked_on: date | None = None
    double_funding_note: Annotated[str, Text(300), MAY_NAME] = ""
    joint: bool = False
    cross_border: bool = False
    functional_specification: YesNoPlanned | None = None
    variants: YesNoPlanned | None = None
    market_consultation: YesNoPlanned | None = None
    ipr_clause: YesNoPlanned | None = None
    life_cycle_cost: YesNoPlanned | None = None
    value_for_money: YesNoPlanned | None = None
    value_engineering: YesNoPlanned | None = None
    risks: LongNote = ""
    outcome: Annotated[CaseOutcome | None, REPORTED, Together("closing")] = None
    closing_reason: Annotated[ClosingReason | None, REPORTED, Together("closing")] = None
    result: Annotated[str, Note(), MAY_NAME, REPORTED, SEARCHABLE] = ""
    programme: Annotated[str | None, Ref("Programme")] = None
    confidentiality: Annotated[Confidentiality, OWNER] = Confidentiality.CENTRE
    tags: frozenset[Annotated[str, Text(40)]] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseParty(Record):
    """An organisation in a case; exactly one lead buyer from `accepted` on."""

    case: Annotated[str | None, Ref("Case"), REQUIRED] = None
    organisation: Annotated[str | None, Ref("Organisation"), REQUIRED] = None
    contact: Annotated[str | None, Ref("Contact")] = None
    role: CaseRole = CaseRole.LEAD_BUYER
    note: LongNote = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consultation(Record):
    """One contact about advice, in time."""

    on: Annotated[date | None, REQUIRED, TODAY] = None
    starts: time | None = None
    type: ConsultationType = ConsultationType.ENQUIRY
    channel: Annotated[Channel, REQUIRED] = Channel.PHONE
    case: Annotated[str | None, Ref("Case")] = None
    plan: Annotated[str | None, Ref("SupportPlan")] = None
    workshop: Annotated[str | None, Ref("Workshop")] = None
    organisation: Annotated[str | None, Ref("Organisation")] = None
    other_organisations: Annotated[frozenset[str], Ref("Organisation")] = frozenset()
    contacts: Annotated[frozenset[str], Ref("Contact")] = frozenset()
    anonymous: bool = False
    advisor: Annotated[str | None, Ref("StaffMember"), REQUIRED, ME] = None
    contact_minutes: Annotated[int, Minutes(), REQUIRED] = 0
    preparation_minutes: Annotated[int, Minutes()] = 0
    travel_minutes: Annotated[int, Minutes()] = 0
    contact_made: bool = True
    service: Topic | None = None
    topics: Annotated[frozenset[Topic], REPORTED] = frozenset()
    language: Lang = ""
    subject: Annotated[str, Text(200), MAY_NAME, SEARCHABLE] = ""
    note: Annotated[str, Note(), MAY_NAME, SEARCHABLE] = ""
    advice: Annotated[str, Note(), MAY_NAME, SEARCHABLE] = ""
    first_response_minutes: Annotated[int | None, Minutes()] = None
    substantive: bool = True
    specific: bool = True
    count_out: bool = False
    count_out_reason: Annotated[str, Text(300), MAY_NAME] = ""
    received_at: datetime | None = None
    first_answer_at: datetime | None = None
    origin: EntryOrigin = EntryOrigin.TYPED
    programme: Annotated[str | None, Ref("Programme")] = None
    confidentiality: Annotated[Confidentiality, OWNER] = Confidentiality.CENTRE
    tags: frozenset[Annotated[str, Text(40)]] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffTime(Record):
    """Time of a co-advisor on one piece of work; with the consultations it makes the staff hours."""

    about: Annotated[About | None, REQUIRED] = None
    staff: Annotated[str | None, Ref("StaffMember"), REQUIRED] = None
    on: Annotated[date | None, REQUIRED, TODAY] = None
    contact_minutes: Annotated[int, Minutes()] = 0
    preparation_minutes: Annotated[int, Minutes()] = 0
    travel_minutes: Annotated[int, Minutes()] = 0
    other_minutes: Annotated[int, Minutes()] = 0
    note: LongNote = ""
    programme: Annotated[str | None, Ref("Programme")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(Record):
    """Something to do, with a day and an owner."""

    about: Annotated[About | None, REQUIRED] = None
    title: Annotated[str, Text(300), REQUIRED, MAY_NAME, SEARCHABLE] = ""
    owner: Annotated[str | None, Ref("StaffMember"), ME] = None
    other_side: Annotated[str, Text(200), PERSONAL] = ""
    due_on: Annotated[date | None, REQUIRED] = None
    done_on: date | None = None
    dropped_on: date | None = None
    dropped_reason: Annotated[str, Text(200), MAY_NAME] = ""
    note: Annotated[str, Note(), MAY_NAME, SEARCHABLE] = ""
    template_key: Annotated[str, Text(60)] = ""
