"""Who sees restricted records, and what belongs to them: their own advisors and the managers; they count all the same.

One rule for every way out: lists, search and palette ask it in SQL (`storage.visible`), single records by `sees`,
whole exports by `Hidden`. What anybody may read (a report) is made as nobody sees. Only the archive holds everything.
"""

from dataclasses import dataclass

from p2i_desktop.domain.advice import Action, Case, Confidentiality, Consultation, StaffTime
from p2i_desktop.domain.casework import CaseLink
from p2i_desktop.domain.market import CaseProcurement, MarketConsultation, ProcurementProject
from p2i_desktop.domain.parties import StaffMember, StaffRole
from p2i_desktop.domain.record import About, Record, field_of
from p2i_desktop.domain.records import BY_KEY, BY_NAME, PARENT
from p2i_desktop.domain.workshops import Workshop
from p2i_desktop.services.work import Work
from p2i_desktop.storage.store import Store
from p2i_desktop.storage.visible import hidden_ids

NOBODY = ""
_TOLD_BY_ID = frozenset({"case", "consultation", "procurement_project", "workshop"})


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


def sees_procurement(work: Work, project: ProcurementProject) -> bool:
    """Whether the person at work may see a procurement: hidden is one whose linked cases are all hidden."""
    links = work.store.find(CaseProcurement, procurement=project.id)
    cases = work.store.many(Case, [link.case for link in links if link.case]).values()
    return not cases or any(sees_case(work, case) for case in cases)


def sees_workshop(work: Work, workshop: Workshop) -> bool:
    """Whether the person at work may see an event: not restricted, or noted as having worked on it."""
    if workshop.confidentiality is not Confidentiality.RESTRICTED or _manages(work):
        return True
    me = work.store.actor
    return me != "" and bool(work.store.find(StaffTime, about=About("workshop", workshop.id), staff=me))


def sees(work: Work, record: Record) -> bool:
    """Whether the person at work may see a record of any type: what belongs to a hidden one is hidden with it."""
    match record:
        case Case():
            return sees_case(work, record)
        case Consultation():
            return sees_consultation(work, record, _got(work.store, Case, record.case))
        case Action() if record.owner and record.owner == work.store.actor:
            return True
        case CaseLink():
            ends = (_got(work.store, Case, end) for end in (record.case, record.other))
            return all(end is None or sees_case(work, end) for end in ends)
        case ProcurementProject():
            return sees_procurement(work, record)
        case Workshop():
            return sees_workshop(work, record)
    parent = _parent(work.store, record)
    return parent is None or sees(work, parent)


def sees_key(work: Work, kind: str, record_id: str) -> bool:
    """The same by type key and id; what is not there is no secret."""
    record = work.store.get(BY_KEY[kind], record_id) if kind in BY_KEY else None
    return record is None or sees(work, record)


@dataclass(frozen=True)
class Hidden:
    """What one person may not see, read once: for exports and lists of many records."""

    store: Store
    me: str
    cases: frozenset[str]
    consultations: frozenset[str]
    procurements: frozenset[str]
    workshops: frozenset[str] = frozenset()

    def hides(self, record: Record) -> bool:
        """Whether a record is left out for this person."""
        match record:
            case Case():
                return record.id in self.cases
            case Consultation():
                binned = record.deleted_at is not None and record.case in self.cases and record.advisor != self.me
                return record.id in self.consultations or binned
            case Action() if record.owner and record.owner == self.me:
                return False
            case CaseLink():
                return record.case in self.cases or record.other in self.cases
            case ProcurementProject():
                return record.id in self.procurements
            case Workshop():
                return record.id in self.workshops
            case MarketConsultation():
                return record.procurement in self.procurements or record.case in self.cases
        parent = self._parent_known(record)
        return self.hides(parent) if isinstance(parent, Record) else parent

    def hides_key(self, kind: str, record_id: str) -> bool:
        """The same for a case, a consultation, a procurement or an event by its id alone."""
        known = {
            "case": self.cases, "consultation": self.consultations, "procurement_project": self.procurements,
            "workshop": self.workshops,
        }  # fmt: skip
        return record_id in known.get(kind, ())

    def _parent_known(self, record: Record) -> Record | bool:
        """Without reading, where the parent is a case, a consultation, a procurement or an event."""
        name = PARENT.get(type(record))
        value = getattr(record, name) if name else None
        if isinstance(value, About) and value.type in _TOLD_BY_ID:
            return self.hides_key(value.type, value.id)
        if isinstance(value, str) and name and field_of(type(record), name).target == "Case":
            return value in self.cases
        if isinstance(value, str) and name == "procurement":
            return value in self.procurements
        if isinstance(value, str) and name and field_of(type(record), name).target == "Workshop":
            return value in self.workshops
        return _parent(self.store, record) or False


def hidden_from(store: Store, me: str = NOBODY) -> Hidden:
    """What a member of staff may not see; nobody sees nothing that is restricted."""
    with store.connection() as connection:
        cases, consultations, procurements, workshops = hidden_ids(connection, me)
    return Hidden(store, me, cases, consultations, procurements, workshops)


def _parent(store: Store, record: Record) -> Record | None:
    if isinstance(record, MarketConsultation):
        project = store.get(ProcurementProject, record.procurement) if record.procurement else None
        return project or _got(store, Case, record.case)
    name = PARENT.get(type(record))
    value = getattr(record, name) if name else None
    if isinstance(value, About):
        return store.get(BY_KEY[value.type], value.id) if value.type in BY_KEY else None
    if isinstance(value, str) and name:
        return store.get(BY_NAME[field_of(type(record), name).target], value)
    return None


def _got(store: Store, record_type: type[Case], record_id: str | None) -> Case | None:
    return store.get(record_type, record_id) if record_id else None


def _manages(work: Work) -> bool:
    me = work.store.get(StaffMember, work.store.actor) if work.store.actor else None
    return me is not None and StaffRole.CENTRE_MANAGER in me.roles
