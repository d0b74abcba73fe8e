"""All record types: the one list that tables, journal, exports and tests are derived from."""

from p2i_desktop.domain.advice import Action, Case, CaseParty, Consultation, StaffTime
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
from p2i_desktop.domain.casework import (
    CaseLink,
    CaseTemplate,
    ChecklistItem,
    Escalation,
    Feedback,
    TemplateStep,
)
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
from p2i_desktop.domain.network import (
    Centre,
    CentreHost,
    CentreName,
    CentreService,
    OpeningHours,
    Programme,
    ProgrammeMember,
    ProgrammeYear,
    Transition,
)
from p2i_desktop.domain.parties import Contact, Employment, Organisation, StaffMember
from p2i_desktop.domain.record import Record, type_key
from p2i_desktop.domain.reporting import (
    Code,
    CodeList,
    ExchangeRate,
    PeriodLock,
    RuleSettings,
    Target,
)
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

RECORD_TYPES: tuple[type[Record], ...] = (
    Centre, OpeningHours, CentreName, CentreHost, CentreService, Programme, ProgrammeYear, ProgrammeMember, Transition,
    Organisation, Contact, Employment, StaffMember,
    Case, CaseParty, Consultation, StaffTime, Action,
    ProcurementProject, ProcurementBuyer, CaseProcurement, Notice, PcpPhase, MarketConsultation, Award, AwardSupplier,
    CaseLink, ChecklistItem, Escalation, Feedback, CaseTemplate, TemplateStep, Attachment,
    BuddyPairing, SupportPlan, PlanNeed, PlanObjective, PlanMilestone, SupportMeasure, PlanRisk, PlanSignature,
    PlanEvaluation, SetupProgress, PlanTemplate, PlanTemplateLine,
    Workshop, WorkshopSession, AgendaItem, Participation, Attendance, FeedbackQuestion, FeedbackAnswer, Disclosure,
    RuleSettings, Target, PeriodLock, ExchangeRate, CodeList, Code,
)  # fmt: skip

BY_KEY: dict[str, type[Record]] = {type_key(record_type): record_type for record_type in RECORD_TYPES}
BY_NAME: dict[str, type[Record]] = {record_type.__name__: record_type for record_type in RECORD_TYPES}

# A child goes to the bin with its parent and comes back with it (child type -> field that names the parent).
PARENT: dict[type[Record], str] = {
    OpeningHours: "centre", CentreName: "centre", CentreHost: "centre", CentreService: "centre",
    SetupProgress: "centre",
    ProgrammeYear: "programme", ProgrammeMember: "programme",
    Employment: "contact", CaseParty: "case",
    Transition: "about", StaffTime: "about", Action: "about", Attachment: "about", Feedback: "about",
    CaseLink: "case", ChecklistItem: "case", Escalation: "case", CaseProcurement: "case", TemplateStep: "template",
    ProcurementBuyer: "procurement", Notice: "procurement", PcpPhase: "procurement", Award: "procurement",
    AwardSupplier: "award", Code: "list",
    SupportPlan: "pairing", PlanNeed: "plan", PlanObjective: "plan", PlanMilestone: "plan", SupportMeasure: "plan",
    PlanRisk: "plan", PlanSignature: "plan", PlanEvaluation: "plan", PlanTemplateLine: "template",
    WorkshopSession: "workshop", AgendaItem: "workshop", Participation: "workshop", Attendance: "participation",
    FeedbackQuestion: "workshop", FeedbackAnswer: "feedback",
}  # fmt: skip
