"""Procurements that the advice is about: buyers, notices, PCP phases, market consultations, awards."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from p2i_desktop.domain.advice import Instrument, Sector
from p2i_desktop.domain.eforms import (
    ContractNature,
    InnovativeAcquisition,
    NoticeType,
    OperatorSize,
    ProcedureType,
    ProcurementLegalBasis,
    StrategicAim,
)
from p2i_desktop.domain.record import (
    MAY_NAME,
    REPORTED,
    REQUIRED,
    SEARCHABLE,
    Country,
    Cpv,
    Lang,
    Money,
    Note,
    Nuts,
    Pattern,
    Places,
    Range,
    Record,
    Ref,
    Text,
)


class ProcurementStatus(StrEnum):
    """Where a procurement of a client stands."""

    PLANNED = "planned"
    CONSULTING = "consulting"
    PUBLISHED = "published"
    EVALUATING = "evaluating"
    AWARDED = "awarded"
    RUNNING = "running"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


class BuyerRole(StrEnum):
    """What a buyer is in a procurement."""

    LEAD_BUYER = "lead_buyer"
    PARTICIPATING_BUYER = "participating_buyer"
    CENTRAL_PURCHASING_BODY = "central_purchasing_body"
    OBSERVER = "observer"


class ConsultationForm(StrEnum):
    """How the market was consulted."""

    EVENT = "event"
    WRITTEN_QUESTIONNAIRE = "written_questionnaire"
    ONE_TO_ONE = "one_to_one"
    ONLINE_PLATFORM = "online_platform"
    SITE_VISIT = "site_visit"


class Influence(StrEnum):
    """What part the centre's advice had, in the client's own judgement."""

    NOT_ASKED = "not_asked"
    DECISIVE = "decisive"
    SUBSTANTIAL = "substantial"
    SOME = "some"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcurementProject(Record):
    """One procurement of one or several public buyers; its values are net and counted once."""

    title: Annotated[str, Text(400), REQUIRED, SEARCHABLE] = ""
    title_en: Annotated[str, Text(400), SEARCHABLE] = ""
    language: Lang = ""
    own_reference: Annotated[str, Text(100), SEARCHABLE] = ""
    lead_buyer: Annotated[str | None, Ref("Organisation"), REQUIRED] = None
    instrument: Instrument = Instrument.UNDECIDED
    procedure: ProcedureType | None = None
    legal_basis: ProcurementLegalBasis | None = None
    status: ProcurementStatus = ProcurementStatus.PLANNED
    cpv_main: Annotated[Cpv, REPORTED] = ""
    cpv_more: frozenset[Cpv] = frozenset()
    nuts: frozenset[Nuts] = frozenset()
    contract_nature: ContractNature | None = None
    sector: Annotated[Sector | None, REPORTED] = None
    ict: bool = False
    innovative_acquisition: frozenset[InnovativeAcquisition] = frozenset()
    strategic_aims: frozenset[StrategicAim] = frozenset()
    joint: bool = False
    cross_border: bool = False
    eu_funded: bool | None = None
    eu_programme: Annotated[str, Text(40)] = ""
    estimated_value: Money | None = None
    value_date: date | None = None
    lots: Annotated[int, Range(1, 10_000)] = 1
    started_on: date | None = None
    published_on: date | None = None
    contract_from: date | None = None
    contract_to: date | None = None
    launch_customer: bool | None = None
    rd_needed: bool | None = None
    results: Annotated[str, Note(), MAY_NAME, SEARCHABLE] = ""
    impact: Annotated[str, Note(), MAY_NAME, SEARCHABLE] = ""
    savings: Money | None = None
    influence: Influence = Influence.NOT_ASKED
    influence_confirmed_by: Annotated[str | None, Ref("Contact")] = None
    influence_confirmed_on: date | None = None
    tags: frozenset[Annotated[str, Text(40)]] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseProcurement(Record):
    """A link between a case and a procurement (many to many); its id follows from the two."""

    case: Annotated[str | None, Ref("Case"), REQUIRED] = None
    procurement: Annotated[str | None, Ref("ProcurementProject"), REQUIRED] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcurementBuyer(Record):
    """A further buyer of a procurement."""

    procurement: Annotated[str | None, Ref("ProcurementProject"), REQUIRED] = None
    organisation: Annotated[str | None, Ref("Organisation"), REQUIRED] = None
    role: BuyerRole = BuyerRole.PARTICIPATING_BUYER


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice(Record):
    """A published notice of a procurement: known by its TED number, by its notice id, or by both."""

    procurement: Annotated[str | None, Ref("ProcurementProject"), REQUIRED] = None
    publication_number: Annotated[str, Text(100), Pattern("ted"), SEARCHABLE] = ""
    notice_id: Annotated[str, Text(40), Pattern("notice_id")] = ""
    notice_version: Annotated[str, Text(2), Pattern("notice_version")] = ""
    type: NoticeType | None = None
    published_on: date | None = None
    url: Annotated[str, Text(300)] = ""
    title: Annotated[str, Text(400), SEARCHABLE] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PcpPhase(Record):
    """One of the three phases of a pre-commercial procurement and the providers that took part."""

    procurement: Annotated[str | None, Ref("ProcurementProject"), REQUIRED] = None
    phase: Annotated[int | None, Range(1, 3), REQUIRED] = None
    starts: date | None = None
    ends: date | None = None
    budget: Money | None = None
    providers_in: Annotated[int | None, Range(0, 10_000)] = None
    providers_on: Annotated[int | None, Range(0, 10_000)] = None
    trl_end: Annotated[int | None, Range(1, 9)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketConsultation(Record):
    """An open preliminary market consultation before a procedure, of a procurement or of a case."""

    procurement: Annotated[str | None, Ref("ProcurementProject")] = None
    case: Annotated[str | None, Ref("Case")] = None
    title: Annotated[str, Text(400), REQUIRED, SEARCHABLE] = ""
    notice: Annotated[str | None, Ref("Notice")] = None
    opens: Annotated[date | None, REQUIRED] = None
    closes: date | None = None
    forms: frozenset[ConsultationForm] = frozenset()
    participants: Annotated[int | None, Range(0, 1_000_000)] = None
    suppliers: Annotated[int | None, Range(0, 1_000_000)] = None
    smes: Annotated[int | None, Range(0, 1_000_000)] = None
    countries: Annotated[int | None, Range(0, 300)] = None
    report_published_on: date | None = None
    findings: Annotated[str, Note(), MAY_NAME, SEARCHABLE] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Award(Record):
    """The award of one lot, net of VAT."""

    procurement: Annotated[str | None, Ref("ProcurementProject"), REQUIRED] = None
    lot: Annotated[str, Text(20)] = "1"
    awarded_on: Annotated[date | None, REQUIRED] = None
    value: Money | None = None
    tenders: Annotated[int | None, Range(0, 100_000)] = None
    sme_tenders: Annotated[int | None, Range(0, 100_000)] = None
    foreign_tenders: Annotated[int | None, Range(0, 100_000)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardSupplier(Record):
    """A supplier that won, alone or with others, as it was on the day of the award."""

    award: Annotated[str | None, Ref("Award"), REQUIRED] = None
    organisation: Annotated[str | None, Ref("Organisation"), REQUIRED] = None
    lead: bool = True
    size_at_award: OperatorSize | None = None
    start_up_at_award: bool | None = None
    country_at_award: Country = ""
    part: Annotated[Decimal | None, Places(5, 2)] = None
