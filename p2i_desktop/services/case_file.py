"""Everything about one case, gathered for its file."""

from dataclasses import dataclass
from datetime import date

from p2i_desktop.domain.advice import Action, Case, CaseParty, Consultation
from p2i_desktop.domain.casework import Feedback
from p2i_desktop.domain.knowledge import Attachment
from p2i_desktop.domain.market import CaseProcurement, Notice, ProcurementProject
from p2i_desktop.domain.network import Transition
from p2i_desktop.domain.parties import Contact, Employment, Organisation, StaffMember
from p2i_desktop.domain.record import COMMON_FIELDS, About, fields_of
from p2i_desktop.domain.rules import Problem, problems
from p2i_desktop.services import timeline
from p2i_desktop.services.confidential import sees_case, sees_consultation
from p2i_desktop.services.errors import Missing
from p2i_desktop.services.steps import HistoryItem, history
from p2i_desktop.services.timeline import TimelineItem
from p2i_desktop.services.work import Work

_MOVES = frozenset({"status", "phase", "accepted_on", "closed_on", "number", "closing"})


@dataclass(frozen=True)
class CaseFile:
    """A case with its parties, moves, timeline and open actions; `missing` names the empty fields that reports need,
    `warned` what is to be thought about of a party (W09), by its id."""

    case: Case
    parties: list[tuple[CaseParty, Organisation]]
    contacts: list[Contact]
    transitions: list[Transition]
    timeline: list[TimelineItem]
    actions: list[Action]
    staff: dict[str, StaffMember]
    missing: tuple[str, ...]
    contact_minutes: int
    last_on: date | None
    warned: dict[str, tuple[Problem, ...]]


def case_file(work: Work, case_id: str) -> CaseFile:
    """Gathers one case; Missing when there is none that the person at work may see."""
    case = work.get(Case, case_id)
    if not sees_case(work, case):
        raise Missing("case", case_id)
    about = About("case", case_id)
    moves = sorted(work.store.find(Transition, about=about), key=lambda move: (move.on or date.min, move.id))
    actions = work.store.find(Action, about=about)
    talks = work.store.find(Consultation, case=case_id)
    parties = _parties(work, case_id)
    items = timeline.of_opening(case) + timeline.of_transitions(case, moves)
    items += timeline.of_actions(work, actions, waiting=True)
    items += timeline.of_consultations(work, talks) + _changes(work, case)
    items += timeline.of_events(work, (talk.workshop for talk in talks if sees_consultation(work, talk, case)))
    items += timeline.of_attachments(work.store.find(Attachment, about=about))
    items += timeline.of_feedback(work.store.find(Feedback, about=about)) + _notices(work, case_id)
    waiting = [action for action in actions if action.done_on is None and action.dropped_on is None]
    return CaseFile(
        case=case,
        parties=parties,
        contacts=_contacts(work, parties, talks),
        transitions=moves,
        timeline=timeline.newest_first(items),
        actions=sorted(waiting, key=lambda action: (action.due_on or date.max, action.id)),
        staff=timeline.initials_of(work),
        missing=missing(case),
        contact_minutes=sum(talk.contact_minutes for talk in talks),
        last_on=max((talk.on for talk in talks if talk.on), default=None),
        warned=_warned(work, [party for party, _ in parties]),
    )


def missing(case: Case) -> tuple[str, ...]:
    """The fields that a report or the closing of the case needs and that are empty."""
    from p2i_desktop.domain.record import REPORTED
    from p2i_desktop.domain.rules import lifecycle as cycle

    closing = {"outcome", "closing_reason", "result"}
    return tuple(
        spec.name
        for spec in fields_of(Case)
        if REPORTED in spec.marks
        and getattr(case, spec.name) in (None, "", frozenset())
        and (spec.name not in closing or case.status in cycle.DONE_ALLOWED)
    )


def _parties(work: Work, case_id: str) -> list[tuple[CaseParty, Organisation]]:
    parties = work.store.find(CaseParty, case=case_id)
    known = work.store.many(Organisation, [party.organisation for party in parties if party.organisation])
    pairs = [(party, known[party.organisation]) for party in parties if party.organisation in known]
    roles = [role.value for role in type(parties[0].role)] if parties else []
    return sorted(pairs, key=lambda pair: (roles.index(pair[0].role.value), pair[1].legal_name.casefold()))


def _warned(work: Work, parties: list[CaseParty]) -> dict[str, tuple[Problem, ...]]:
    around = work.around()
    found = {party.id: tuple(one for one in problems(party, around, party) if not one.hard) for party in parties}
    return {key: told for key, told in found.items() if told}


def _contacts(work: Work, parties: list[tuple[CaseParty, Organisation]], talks: list[Consultation]) -> list[Contact]:
    """The people of the case: those named as party, those who called, those who work at the lead buyer."""
    ids = {party.contact for party, _ in parties if party.contact}
    ids |= {person for talk in talks for person in talk.contacts}
    for _, organisation in parties[:1]:
        ids |= {place.contact for place in work.store.find(Employment, organisation=organisation.id) if place.contact}
    people = [one for one in work.store.many(Contact, sorted(ids)).values() if one.deleted_at is None]
    return sorted(people, key=lambda one: (one.family_name.casefold(), one.given_name.casefold(), one.id))


def _notices(work: Work, case_id: str) -> list[TimelineItem]:
    links = work.store.find(CaseProcurement, case=case_id)
    projects = work.store.many(ProcurementProject, [link.procurement for link in links if link.procurement])
    kept = [project for project in projects.values() if project.deleted_at is None]
    return timeline.of_notices(
        kept, (one for project in kept for one in work.store.find(Notice, procurement=project.id))
    )


def _changes(work: Work, case: Case) -> list[TimelineItem]:
    """One item for each later step that changed facts of the case; moves have items of their own."""
    by_step: dict[str, list[HistoryItem]] = {}
    for item in history(work, case.id):
        if not item.created and item.field not in _MOVES and item.field not in COMMON_FIELDS:
            by_step.setdefault(item.step, []).append(item)
    return [
        TimelineItem(
            on=items[-1].at.astimezone().date(), kind=timeline.CHANGED, icon="pencil", type="case", id=case.id,
            title=case.title, case_id=case.id, advisor=items[-1].actor, at=items[-1].at,
            fields=tuple(dict.fromkeys(item.field for item in items)), order=items[-1].entry,
            changes=tuple(timeline.FieldChange(item.field, item.old, item.new) for item in items),
        )
        for items in by_step.values()
    ]  # fmt: skip
