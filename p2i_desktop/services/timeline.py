"""What happened, newest first, as plain data: consultations, moves, actions done, creation and changes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from p2i_desktop.domain.advice import Action, Case, Channel, Consultation
from p2i_desktop.domain.network import Transition
from p2i_desktop.domain.parties import Organisation, StaffMember
from p2i_desktop.domain.record import About
from p2i_desktop.services.confidential import sees_consultation
from p2i_desktop.services.work import Work

CREATED, CONSULTATION, TRANSITION, ACTION_DONE, CHANGED = (
    "created", "consultation", "transition", "action_done", "changed",
)  # fmt: skip
_RANKS = (CREATED, CHANGED, TRANSITION, ACTION_DONE, CONSULTATION)
ICONS = {
    "phone": "phone", "email": "mail", "video": "video", "on_site_client": "map-pin", "at_centre": "landmark",
    "event": "users", "portal": "globe", "letter": "mail",
}  # fmt: skip


@dataclass(frozen=True)
class TimelineItem:
    """One thing that happened; words are made where it is shown. `title`, `text` and `organisation` are users' text."""

    on: date
    kind: str  # consultation | transition | action_done | created | changed
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
                on=c.on or date.min, kind=CONSULTATION, icon=ICONS[c.channel], type="consultation", id=c.id,
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


def of_actions(work: Work, actions: Iterable[Action]) -> list[TimelineItem]:
    """Actions that were done."""
    staff = initials_of(work)
    return [
        TimelineItem(
            on=action.done_on, kind=ACTION_DONE, icon="circle-check", type="action", id=action.id, title=action.title,
            text=action.note, advisor=_initials(staff, action.owner),
            case_id=action.about.id if action.about and action.about.type == "case" else "",
        )
        for action in actions
        if action.done_on is not None
    ]  # fmt: skip


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


def _initials(staff: dict[str, StaffMember], staff_id: str | None) -> str:
    member = staff.get(staff_id or "")
    return member.initials if member else ""


def _number(case: Case) -> str:
    return case.number or case.provisional_number
