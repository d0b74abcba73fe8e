"""Who sees restricted records: their own advisors and the managers; they count all the same (lists ask the same in SQL)."""

from p2i_desktop.domain.advice import Case, Confidentiality, Consultation, StaffTime
from p2i_desktop.domain.parties import StaffMember, StaffRole
from p2i_desktop.domain.record import About
from p2i_desktop.services.work import Work


def sees_case(work: Work, case: Case) -> bool:
    """Whether the person at work may see a case: not restricted, or lead or co-advisor of it."""
    me = work.store.actor
    mine = me != "" and (case.lead_advisor == me or me in case.co_advisors)
    return case.confidentiality is not Confidentiality.RESTRICTED or mine or _manages(work)


def sees_consultation(work: Work, consultation: Consultation, case: Case | None) -> bool:
    """Whether the person at work may see a consultation: advised it, helped, or nothing about it is restricted."""
    open_to_all = consultation.confidentiality is not Confidentiality.RESTRICTED
    if open_to_all and (case is None or sees_case(work, case)):
        return True
    me = work.store.actor
    if me == "":
        return False
    if consultation.advisor == me or _manages(work):
        return True
    return bool(work.store.find(StaffTime, about=About("consultation", consultation.id), staff=me))


def _manages(work: Work) -> bool:
    me = work.store.get(StaffMember, work.store.actor) if work.store.actor else None
    return me is not None and StaffRole.CENTRE_MANAGER in me.roles
