"""What a record is called when it is shown: always looked up, never stored, so that an erased name is gone everywhere."""

from p2i_desktop.domain.advice import Action, Case, CaseParty, Consultation
from p2i_desktop.domain.buddies import (
    BuddyPairing,
    PlanEvaluation,
    PlanMilestone,
    PlanNeed,
    PlanObjective,
    PlanRisk,
    PlanSignature,
    PlanTemplate,
    PlanTemplateLine,
    SetupProgress,
    SupportMeasure,
    SupportPlan,
)
from p2i_desktop.domain.casework import CaseLink, CaseTemplate, ChecklistItem, Escalation, TemplateStep
from p2i_desktop.domain.knowledge import Attachment
from p2i_desktop.domain.market import (
    Award,
    AwardSupplier,
    CaseProcurement,
    MarketConsultation,
    Notice,
    PcpPhase,
    ProcurementBuyer,
    ProcurementProject,
)
from p2i_desktop.domain.network import Centre, CentreName, CentreService, Programme
from p2i_desktop.domain.parties import Contact, Employment, Organisation, StaffMember
from p2i_desktop.domain.record import Record, type_key
from p2i_desktop.domain.records import BY_KEY
from p2i_desktop.domain.reporting import ExchangeRate, Target
from p2i_desktop.domain.workshops import (
    AgendaItem,
    Attendance,
    Disclosure,
    FeedbackAnswer,
    FeedbackQuestion,
    Participation,
    Workshop,
    WorkshopSession,
)
from p2i_desktop.storage.store import Store

_LONGEST = 80  # characters of a note that serves as a name


def key_of(record: Record) -> str:
    """The key under which steps name a record: `case:<id>`."""
    return f"{type_key(type(record))}:{record.id}"


def name_of_key(store: Store, key: str) -> str:
    """The name of the record that a step names; empty when it is gone."""
    kind, _, record_id = key.partition(":")
    return name_of(store, kind, record_id)


def name_of(store: Store, kind: str, record_id: str | None) -> str:
    """The name of any record by its type key and id; empty when it is gone or has none."""
    record = store.get(BY_KEY[kind], record_id) if record_id and kind in BY_KEY else None
    return name(store, record) if record is not None else ""


def name(store: Store, record: Record) -> str:
    """What a record is called: number and title, name, initials; of a link, what it leads to."""
    match record:
        case Case():
            return " ".join(part for part in (record.number or record.provisional_number, record.title) if part)
        case Consultation():
            return record.subject or name_of(store, "organisation", record.organisation)
        case Organisation():
            return record.legal_name
        case Contact():
            return f"{record.given_name} {record.family_name}".strip()
        case StaffMember():
            return record.initials
        case Centre():
            return record.code
        case CentreName():
            return record.name
        case Programme():
            return record.code
        case Action() | ChecklistItem() | TemplateStep():
            return record.title
        case CaseTemplate():
            return record.name
        case Escalation():
            return name_of(store, "case", record.case)
        case Attachment():
            return record.name
        case CaseLink():
            return name_of(store, "case", record.other)
        case CaseParty():
            return name_of(store, "organisation", record.organisation)
        case Employment():
            return name_of(store, "contact", record.contact)
        case ProcurementProject() | MarketConsultation():
            return record.title
        case Notice():
            return record.publication_number or record.title or record.notice_id
        case Award() | PcpPhase() | CaseProcurement():
            return name_of(store, "procurement_project", record.procurement)
        case ProcurementBuyer() | AwardSupplier():
            return name_of(store, "organisation", record.organisation)
        case ExchangeRate():
            return f"{record.currency} {record.on or ''}".strip()
        case Target():
            return f"{record.indicator} {record.year}"
    return _of_plan(store, record)


def _of_plan(store: Store, record: Record) -> str:
    """What a pair, a plan or a row of one is called: titles, the beginning of a text, else the plan it belongs to."""
    match record:
        case BuddyPairing():
            sides = (name_of(store, "centre", record.mentor), name_of(store, "centre", record.new_centre))
            return "-".join(part for part in (*sides, str(record.year or "")) if part)
        case SupportPlan() | PlanMilestone():
            return record.title
        case PlanNeed():
            return _beginning(record.description) or name_of(store, "support_plan", record.plan)
        case PlanObjective() | PlanRisk():
            return _beginning(record.text)
        case SupportMeasure() | PlanSignature() | PlanEvaluation():
            return name_of(store, "support_plan", record.plan)
        case SetupProgress():
            return name_of(store, "centre", record.centre)
        case CentreService():
            return record.name or name_of(store, "centre", record.centre)
        case PlanTemplate():
            return record.name
        case PlanTemplateLine():
            return record.title or name_of(store, "plan_template", record.template)
    return _of_workshop(store, record)


def _of_workshop(store: Store, record: Record) -> str:
    """What an event or a part of one is called: number and title, else its own words, else the person it is about."""
    match record:
        case Workshop():
            return " ".join(part for part in (record.number or record.provisional_number, record.title) if part)
        case WorkshopSession():
            return record.title or name_of(store, "workshop", record.workshop)
        case AgendaItem():
            return record.title
        case Participation():
            return name_of(store, "contact", record.contact) or record.name_as_written or record.group_name
        case Attendance():
            return name_of(store, "participation", record.participation)
        case FeedbackQuestion():
            return record.text
        case FeedbackAnswer():
            return name_of(store, "feedback_question", record.question)
        case Disclosure():
            return record.what
    return ""


def _beginning(text: str) -> str:
    """The first line of a note, as far as it serves as a name."""
    line = text.strip().partition("\n")[0]
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rstrip()}…"
