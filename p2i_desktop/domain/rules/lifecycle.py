"""Which status or step may follow which (domain rules, section 5); every move writes a Transition."""

from enum import StrEnum

from p2i_desktop.domain.advice import CaseStatus, Phase
from p2i_desktop.domain.buddies import MeasureStatus, PairingStatus, PlanStatus
from p2i_desktop.domain.market import ProcurementStatus
from p2i_desktop.domain.network import CentreStatus, ServiceStage, SetupStage
from p2i_desktop.domain.workshops import EventStatus, ParticipationStatus

_S = CaseStatus

CASE_STATUS: dict[CaseStatus, tuple[CaseStatus, ...]] = {
    _S.NEW: (_S.ACCEPTED, _S.DECLINED, _S.REDIRECTED),
    _S.ACCEPTED: (_S.IN_PROGRESS, _S.ON_HOLD, _S.DECLINED, _S.REDIRECTED),
    _S.IN_PROGRESS: (_S.ON_HOLD, _S.COMPLETED),
    _S.ON_HOLD: (_S.IN_PROGRESS, _S.COMPLETED),
    _S.COMPLETED: (_S.CLOSED, _S.IN_PROGRESS),
    _S.CLOSED: (_S.IN_PROGRESS,),
    _S.DECLINED: (_S.NEW,),
    _S.REDIRECTED: (_S.NEW,),
}
OPEN = frozenset({_S.NEW, _S.ACCEPTED, _S.IN_PROGRESS, _S.ON_HOLD, _S.COMPLETED})
ENDED = frozenset({_S.CLOSED, _S.DECLINED, _S.REDIRECTED})
NEEDS_LEAD_BUYER = frozenset({_S.ACCEPTED, _S.IN_PROGRESS, _S.ON_HOLD, _S.COMPLETED, _S.CLOSED})
DONE_ALLOWED = frozenset({_S.COMPLETED, _S.CLOSED})

STEPS = tuple(Phase)
PCP_STEPS = (Phase.IMPL_PCP1, Phase.IMPL_PCP2, Phase.IMPL_PCP3)
STAGES = ("preparation", "tendering", "implementation", "done")
_STAGE = {"prep": "preparation", "tender": "tendering", "impl": "implementation", "done": "done"}
# The steps that mean "tendering was reached"; `done` alone does not: a case can end in preparation.
TENDERING_OR_LATER = frozenset(step for step in STEPS if step.startswith(("tender_", "impl_")))

SETUP_STAGE: dict[SetupStage, tuple[SetupStage, ...]] = {
    stage: (*tuple(SetupStage)[i + 1 : -1], SetupStage.DISCONTINUED) for i, stage in enumerate(tuple(SetupStage)[:-1])
} | {SetupStage.DISCONTINUED: (SetupStage.MANDATED,)}

_C = CentreStatus
CENTRE_STATUS: dict[CentreStatus, tuple[CentreStatus, ...]] = {
    _C.CANDIDATE: (_C.ASSOCIATE, _C.NEW, _C.EXISTING, _C.FORMER),
    _C.ASSOCIATE: (_C.NEW, _C.EXISTING, _C.FORMER),
    _C.NEW: (_C.EXISTING, _C.FORMER),
    _C.EXISTING: (_C.FORMER,),
    _C.FORMER: (),
}

_B = PairingStatus
PAIRING_STATUS: dict[PairingStatus, tuple[PairingStatus, ...]] = {
    _B.PROPOSED: (_B.CONFIRMED, _B.CANCELLED),
    _B.CONFIRMED: (_B.ACTIVE, _B.CANCELLED),
    _B.ACTIVE: (_B.FINISHED, _B.CANCELLED),
    _B.FINISHED: (),
    _B.CANCELLED: (),
}

_V = ServiceStage
SERVICE_STAGE: dict[ServiceStage, tuple[ServiceStage, ...]] = {
    _V.IDEA: (_V.TESTING,),
    _V.TESTING: (_V.LIVE, _V.RETIRED),
    _V.LIVE: (_V.RETIRED,),
    _V.RETIRED: (),
}

_P = ProcurementStatus
_P_STEPS = tuple(step for step in _P if step is not _P.CANCELLED)
# Forward only, steps may be skipped; what is completed or cancelled stays so.
PROCUREMENT_STATUS: dict[ProcurementStatus, tuple[ProcurementStatus, ...]] = {
    step: (*_P_STEPS[i + 1 :], *(() if step is _P.COMPLETED else (_P.CANCELLED,))) for i, step in enumerate(_P_STEPS)
} | {_P.CANCELLED: ()}
NEEDS_AWARD = frozenset({_P.AWARDED, _P.RUNNING, _P.COMPLETED})
PROCUREMENT_ENDED = frozenset({_P.COMPLETED, _P.CANCELLED})

_L = PlanStatus
# Only a version that was in force is ever superseded: when a later one is agreed.
PLAN_STATUS: dict[PlanStatus, tuple[PlanStatus, ...]] = {
    _L.DRAFT: (_L.AGREED, _L.TERMINATED),
    _L.AGREED: (_L.ACTIVE, _L.SUPERSEDED, _L.TERMINATED),
    _L.ACTIVE: (_L.COMPLETED, _L.SUPERSEDED, _L.TERMINATED),
    _L.COMPLETED: (_L.EVALUATED,),
    _L.EVALUATED: (),
    _L.SUPERSEDED: (),
    _L.TERMINATED: (),
}

_M = MeasureStatus
MEASURE_STATUS: dict[MeasureStatus, tuple[MeasureStatus, ...]] = {
    _M.PLANNED: (_M.CONFIRMED, _M.DONE, _M.POSTPONED, _M.CANCELLED),
    _M.CONFIRMED: (_M.DONE, _M.POSTPONED, _M.CANCELLED),
    _M.POSTPONED: (_M.PLANNED, _M.CANCELLED),
    _M.DONE: (),
    _M.CANCELLED: (),
}

_E = EventStatus
# Beside the way forward: what was marked by mistake is taken back, with a reason.
EVENT_STATUS: dict[EventStatus, tuple[EventStatus, ...]] = {
    _E.IDEA: (_E.PLANNED, _E.CANCELLED),
    _E.PLANNED: (_E.REGISTRATION_OPEN, _E.HELD, _E.CANCELLED),
    _E.REGISTRATION_OPEN: (_E.HELD, _E.CANCELLED),
    _E.HELD: (_E.DOCUMENTED, _E.PLANNED),
    _E.DOCUMENTED: (_E.HELD,),
    _E.CANCELLED: (_E.PLANNED,),
}
EVENT_BACK = frozenset({(_E.HELD, _E.PLANNED), (_E.DOCUMENTED, _E.HELD), (_E.CANCELLED, _E.PLANNED)})

_R = ParticipationStatus
PARTICIPATION_STATUS: dict[ParticipationStatus, tuple[ParticipationStatus, ...]] = {
    _R.INVITED: (_R.REGISTERED, _R.CANCELLED),
    _R.REGISTERED: (_R.WAITLISTED, _R.CANCELLED),
    _R.WAITLISTED: (_R.REGISTERED, _R.CANCELLED),
    _R.CANCELLED: (_R.REGISTERED,),
}


def stage_of(phase: str) -> str:
    """The board column of a step: preparation, tendering, implementation or done."""
    return _STAGE[phase.split("_")[0]]


def allowed(field: str, old: str) -> tuple[StrEnum, ...]:
    """What may follow `old` in a case's `status` or `phase`, a centre's `setup_stage`, a member's `centre_status`, a `procurement_status`."""
    match field:
        case "status":
            return CASE_STATUS[CaseStatus(old)]
        case "phase":
            return tuple(step for step in STEPS if step != old and _pcp_in_order(Phase(old), step))
        case "setup_stage":
            return SETUP_STAGE[SetupStage(old)]
        case "centre_status":
            return CENTRE_STATUS[CentreStatus(old)]
        case "pairing_status":
            return PAIRING_STATUS[PairingStatus(old)]
        case "service_stage":
            return SERVICE_STAGE[ServiceStage(old)]
        case "procurement_status":
            return PROCUREMENT_STATUS[ProcurementStatus(old)]
        case "plan_status":
            return PLAN_STATUS[PlanStatus(old)]
        case "measure_status":
            return MEASURE_STATUS[MeasureStatus(old)]
        case "event_status":
            return EVENT_STATUS[EventStatus(old)]
        case "participation_status":
            return PARTICIPATION_STATUS[ParticipationStatus(old)]
    raise KeyError(field)


def path(old: CaseStatus, new: CaseStatus) -> tuple[CaseStatus, ...]:
    """The moves that lead from one case status to another: one, or two for "complete and close"; () = not possible."""
    if new in CASE_STATUS[old]:
        return (new,)
    if new is _S.CLOSED and _S.COMPLETED in CASE_STATUS[old]:
        return (_S.COMPLETED, _S.CLOSED)
    return ()


def goes_back(old: str, new: str) -> bool:
    """True when a step lies before the one that it follows: such a move asks for a reason."""
    return STEPS.index(Phase(new)) < STEPS.index(Phase(old))


def reason_needed(field: str, old: str, new: str) -> bool:
    """A case that is taken up again, a step backwards, a procurement or an event that is cancelled, an event that
    is taken back and a plan that is terminated need a reason."""
    if field == "procurement_status":
        return new == ProcurementStatus.CANCELLED
    if field == "plan_status":
        return new == PlanStatus.TERMINATED
    if field == "event_status":
        return new == EventStatus.CANCELLED or (EventStatus(old), EventStatus(new)) in EVENT_BACK
    if field == "status":
        return CaseStatus(old) in ENDED
    return field == "phase" and goes_back(old, new)


def _pcp_in_order(old: Phase, new: Phase) -> bool:
    """PCP phases 1, 2, 3 follow one another; going back and leaving them is free."""
    if new not in PCP_STEPS or new is PCP_STEPS[0] or STEPS.index(new) < STEPS.index(old):
        return True
    return old is PCP_STEPS[PCP_STEPS.index(new) - 1]
