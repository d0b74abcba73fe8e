"""What happened, newest first, as plain data: consultations, moves, actions, files, notices, answers, changes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from p2i_desktop.domain.advice import Action, Case, Channel, Consultation, ConsultationType
from p2i_desktop.domain.casework import Feedback
from p2i_desktop.domain.eforms import NoticeType
from p2i_desktop.domain.knowledge import Attachment, AttachmentKind
from p2i_desktop.domain.market import Notice, ProcurementProject
from p2i_desktop.domain.network import Transition
from p2i_desktop.domain.parties import Organisation, StaffMember
from p2i_desktop.domain.record import About
from p2i_desktop.domain.workshops import AttendanceStatus, EventStatus, ParticipantRole, Workshop
from p2i_desktop.services.confidential import sees_consultation, sees_workshop
from p2i_desktop.services.work import Work

if TYPE_CHECKING:
    from p2i_desktop.services.workshop_people import Attended

CREATED, CONSULTATION, NOTE, TRANSITION, CHANGED = ("created", "consultation", "note", "transition", "changed")
ACTION_DONE, ACTION_OPEN, ACTION_DROPPED = "action_done", "action_open", "action_dropped"
DOCUMENT, NOTICE, FEEDBACK, WORKSHOP = "document", "notice", "feedback", "workshop"
_RANKS = (
    CREATED, CHANGED, TRANSITION, NOTICE, FEEDBACK, WORKSHOP, DOCUMENT, ACTION_DROPPED, ACTION_DONE, ACTION_OPEN, NOTE,
    CONSULTATION,
)  # fmt: skip
ICONS = {
    "phone": "phone", "email": "mail", "video": "video", "on_site_client": "map-pin", "at_centre": "landmark",
    "event": "users", "portal": "globe", "letter": "mail",
}  # fmt: skip


@dataclass(frozen=True)
class FieldChange:
    """One field of a changed record: what it held before and after, references by their names."""

    field: str
    old: object
    new: object


@dataclass(frozen=True)
class TimelineItem:
    """One thing that happened; words are made where it is shown. `title`, `text` and `organisation` are users' text."""

    on: date
    kind: str  # one of the constants above
    icon: str
    type: str  # type key of the record to open
    id: str
    title: str = ""
    text: str = ""
    organisation: str = ""
    case_id: str = ""
    case_number: str = ""
    minutes: int = 0
    channel: Channel | None = None
    advisor: str = ""  # initials
    field: str = ""  # of a transition: status or phase
    old: str = ""
    new: str = ""
    fields: tuple[str, ...] = ()  # of a change: names of the fields
    changes: tuple[FieldChange, ...] = ()  # of a change: field by field
    file_kind: AttachmentKind | None = None
    size: int = 0  # of a file, in bytes
    notice_type: NoticeType | None = None
    rating: Decimal | None = None  # of an answer, 1 to 5
    useful: bool | None = None
    said: tuple[StrEnum, ...] = ()  # of an event: its type, the part taken, whether somebody came
    people: int = 0  # of an event: how many of an organisation are named
    at: datetime | None = None
    order: str = ""  # id of the record that tells it: ids grow with time


def newest_first(items: Iterable[TimelineItem]) -> list[TimelineItem]:
    """Sorted by day, within a day by kind (the opening is the oldest), within a kind by entry."""
    return sorted(items, key=lambda item: (item.on, _RANKS.index(item.kind), item.order or item.id), reverse=True)


def initials_of(work: Work) -> dict[str, StaffMember]:
    """Every member of staff, former ones too, by id."""
    return {member.id: member for member in work.staff()}


def of_consultations(work: Work, consultations: Iterable[Consultation]) -> list[TimelineItem]:
    """Consultations as items; restricted ones only for their own advisors."""
    talks = list(consultations)
    cases = work.store.many(Case, sorted({c.case for c in talks if c.case}))
    shown = [c for c in talks if sees_consultation(work, c, cases.get(c.case or ""))]
    organisations = work.store.many(Organisation, sorted({c.organisation for c in shown if c.organisation}))
    staff = initials_of(work)
    items = []
    for c in shown:
        organisation = organisations.get(c.organisation or "")
        case = cases.get(c.case or "")
        items.append(
            TimelineItem(
                on=c.on or date.min, kind=NOTE if is_note(c) else CONSULTATION,
                icon="pencil" if is_note(c) else ICONS[c.channel], type="consultation", id=c.id,
                title=c.subject, text=c.note, organisation=organisation.legal_name if organisation else "",
                case_id=c.case or "", case_number=_number(case) if case else "", minutes=c.contact_minutes,
                channel=c.channel, advisor=_initials(staff, c.advisor),
            )
        )  # fmt: skip
    return items


def of_transitions(case: Case, moves: Iterable[Transition]) -> list[TimelineItem]:
    """Moves of one case."""
    return [
        TimelineItem(
            on=move.on or date.min, kind=TRANSITION, icon="milestone", type="case", id=case.id, text=move.reason,
            title=case.title, case_id=case.id, case_number=_number(case), field=move.field, old=move.old, new=move.new,
            order=move.id,
        )
        for move in moves
    ]  # fmt: skip


def of_actions(work: Work, actions: Iterable[Action], waiting: bool = False) -> list[TimelineItem]:
    """Actions that were done; with `waiting` also those still to be done, at their day, and those given up."""
    staff = initials_of(work)
    return [
        TimelineItem(
            on=on, kind=kind, icon=icon, type="action", id=action.id, title=action.title,
            text=action.note or action.dropped_reason, advisor=_initials(staff, action.owner),
            case_id=action.about.id if action.about and action.about.type == "case" else "",
        )
        for action in actions
        for on, kind, icon in _state(action)
        if waiting or kind == ACTION_DONE
    ]  # fmt: skip


def _state(action: Action) -> list[tuple[date, str, str]]:
    if action.done_on is not None:
        return [(action.done_on, ACTION_DONE, "circle-check")]
    if action.dropped_on is not None:
        return [(action.dropped_on, ACTION_DROPPED, "x")]
    return [(action.due_on, ACTION_OPEN, "clock")] if action.due_on is not None else []


def of_attachments(attachments: Iterable[Attachment]) -> list[TimelineItem]:
    """Files, at the day on which they were attached."""
    return [
        TimelineItem(
            on=one.added_on or date.min, kind=DOCUMENT, icon="paperclip", type="attachment", id=one.id, title=one.name,
            text=one.alt_text, file_kind=one.kind, size=one.size,
        )
        for one in attachments
    ]  # fmt: skip


def of_notices(procurements: Iterable[ProcurementProject], notices: Iterable[Notice]) -> list[TimelineItem]:
    """Published notices of procurements; Enter leads to the procurement."""
    known = {project.id: project for project in procurements}
    return [
        TimelineItem(
            on=one.published_on, kind=NOTICE, icon="globe", type="procurement_project", id=one.procurement,
            title=one.title or known[one.procurement].title, text=one.publication_number or one.notice_id,
            notice_type=one.type, order=one.id,
        )
        for one in notices
        if one.published_on is not None and one.procurement in known
    ]  # fmt: skip


def of_feedback(answers: Iterable[Feedback]) -> list[TimelineItem]:
    """What clients answered."""
    return [
        TimelineItem(
            on=one.on, kind=FEEDBACK, icon="circle-help", type="feedback", id=one.id, text=one.comment,
            rating=one.rating, useful=one.useful,
        )
        for one in answers
        if one.on is not None
    ]  # fmt: skip


def of_workshops(attended: Iterable["Attended"], of_office: bool = False) -> list[TimelineItem]:
    """Events at which a person, or people of an office, took part or were to: an event once."""
    events: dict[str, list[Attended]] = {}
    for one in attended:
        events.setdefault(one.workshop.id, []).append(one)
    items = []
    for people in events.values():
        event, first = people[0].workshop, people[0].participation
        standing = AttendanceStatus.PRESENT if any(one.present for one in people) else people[0].standing
        role = () if of_office or first.role is ParticipantRole.PARTICIPANT else (first.role,)
        said = (*role, event.status if event.status is EventStatus.CANCELLED else standing)
        count = sum(one.participation.group_size for one in people) if of_office else 0
        items.append(_of_event(event, said, count, first.id))
    return items


def of_events(work: Work, keys: Iterable[str | None]) -> list[TimelineItem]:
    """Events that consultations name, each once."""
    found = work.store.many(Workshop, sorted({key for key in keys if key}))
    return [
        _of_event(one, (one.status,)) for one in found.values() if one.deleted_at is None and sees_workshop(work, one)
    ]


def _of_event(event: Workshop, said: tuple[StrEnum, ...], people: int = 0, order: str = "") -> TimelineItem:
    return TimelineItem(
        on=event.starts_on or date.min, kind=WORKSHOP, icon="presentation", type="workshop", id=event.id,
        title=" ".join(part for part in (event.number or event.provisional_number, event.title) if part),
        said=(event.type, *said), people=people, order=order,
    )  # fmt: skip


def of_opening(case: Case) -> list[TimelineItem]:
    """The opening of a case."""
    if case.opened_on is None:
        return []
    return [
        TimelineItem(
            on=case.opened_on, kind=CREATED, icon="briefcase", type="case", id=case.id, title=case.title,
            case_id=case.id, case_number=_number(case), text=case.need,
        )
    ]  # fmt: skip


def of_cases(work: Work, cases: Iterable[Case]) -> list[TimelineItem]:
    """Openings, moves and actions done of several cases."""
    items: list[TimelineItem] = []
    actions: list[Action] = []
    for case in cases:
        about = About("case", case.id)
        items += of_opening(case) + of_transitions(case, work.store.find(Transition, about=about))
        actions += work.store.find(Action, about=about)
    return items + of_actions(work, actions)


def is_note(consultation: Consultation) -> bool:
    """A note that was added to a case: nobody was spoken with."""
    administrative = consultation.type is ConsultationType.ADMINISTRATIVE
    return administrative and not consultation.contact_minutes and not consultation.contact_made


def _initials(staff: dict[str, StaffMember], staff_id: str | None) -> str:
    member = staff.get(staff_id or "")
    return member.initials if member else ""


def _number(case: Case) -> str:
    return case.number or case.provisional_number
