"""What must be true of the records: hard rules refuse a save, warnings are shown; the words stand in the catalogues."""

from collections.abc import Callable, Iterable
from typing import Any

from p2i_desktop.domain.advice import Action, Case, CaseParty, Consultation, StaffTime
from p2i_desktop.domain.buddies import (
    BuddyPairing,
    PlanEvaluation,
    PlanMilestone,
    PlanNeed,
    PlanObjective,
    PlanRisk,
    PlanSignature,
    PlanTemplateLine,
    SetupProgress,
    SupportMeasure,
    SupportPlan,
)
from p2i_desktop.domain.casework import Feedback
from p2i_desktop.domain.market import (
    Award,
    AwardSupplier,
    MarketConsultation,
    Notice,
    PcpPhase,
    ProcurementBuyer,
    ProcurementProject,
)
from p2i_desktop.domain.network import Centre, CentreHost, CentreName, CentreService, ProgrammeMember, Transition
from p2i_desktop.domain.parties import Contact, Organisation, StaffMember
from p2i_desktop.domain.record import Record
from p2i_desktop.domain.reporting import ExchangeRate, PeriodLock, RuleSettings, Target
from p2i_desktop.domain.rules import (
    advice,
    buddies,
    casework,
    locks,
    market,
    network,
    pairing,
    participants,
    parties,
    plan_rows,
    workshops,
)
from p2i_desktop.domain.rules.cleaning import clean
from p2i_desktop.domain.rules.general import general_problems
from p2i_desktop.domain.rules.problem import Around, FieldName, Problem, Severity, hard, warning
from p2i_desktop.domain.workshops import (
    AgendaItem,
    Attendance,
    FeedbackAnswer,
    FeedbackQuestion,
    Participation,
    Workshop,
    WorkshopSession,
)

__all__ = ["Around", "FieldName", "Problem", "Severity", "clean", "hard", "problems", "warning"]

RULES: dict[type[Record], Callable[[Any, Around, Any], Iterable[Problem]]] = {
    Centre: network.centre_problems,
    CentreName: network.name_problems,
    CentreHost: network.host_problems,
    CentreService: pairing.service_problems,
    BuddyPairing: pairing.pairing_problems,
    SupportPlan: buddies.plan_problems,
    PlanNeed: plan_rows.need_problems,
    PlanObjective: plan_rows.objective_problems,
    PlanMilestone: plan_rows.milestone_problems,
    SupportMeasure: plan_rows.measure_problems,
    PlanRisk: plan_rows.risk_problems,
    PlanSignature: buddies.signature_problems,
    PlanEvaluation: buddies.evaluation_problems,
    SetupProgress: buddies.setup_problems,
    PlanTemplateLine: buddies.line_problems,
    ProgrammeMember: network.member_problems,
    RuleSettings: network.settings_problems,
    Target: network.target_problems,
    Organisation: parties.organisation_problems,
    Contact: parties.contact_problems,
    StaffMember: parties.staff_problems,
    Consultation: advice.consultation_problems,
    Case: advice.case_problems,
    CaseParty: advice.party_problems,
    Transition: advice.transition_problems,
    StaffTime: advice.staff_time_problems,
    Action: advice.action_problems,
    Feedback: casework.feedback_problems,
    ProcurementProject: market.procurement_problems,
    ProcurementBuyer: market.buyer_problems,
    Notice: market.notice_problems,
    PcpPhase: market.phase_problems,
    MarketConsultation: market.consultation_problems,
    Award: market.award_problems,
    AwardSupplier: market.supplier_problems,
    Workshop: workshops.workshop_problems,
    WorkshopSession: workshops.session_problems,
    AgendaItem: workshops.item_problems,
    Participation: participants.participation_problems,
    Attendance: participants.attendance_problems,
    FeedbackQuestion: participants.question_problems,
    FeedbackAnswer: participants.answer_problems,
    ExchangeRate: market.rate_problems,
    PeriodLock: locks.lock_problems,
}


def problems(record: Record, around: Around, before: Record | None = None) -> list[Problem]:
    """All that is wrong with a record that is about to replace `before` (None = it is new), in the order of its fields."""
    found = general_problems(record, around, before)
    rule = RULES.get(type(record))
    if rule is not None:
        found += rule(record, around, before)
    shut = locks.locked(before, record, around.closed, around.get) if around.closed else None
    return [*found, shut] if shut is not None else found
