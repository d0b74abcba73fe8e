"""Rules of cases, their parties and moves, consultations, staff times and actions (domain rules H01-H12, H64, W01-W11, W30)."""

from collections.abc import Iterator
from datetime import date, timedelta

from p2i_desktop.domain.advice import (
    Action,
    Case,
    CaseParty,
    CaseRole,
    CaseStatus,
    Consultation,
    ConsultationType,
    Phase,
    StaffTime,
)
from p2i_desktop.domain.eforms import StrategicAim
from p2i_desktop.domain.network import Programme, Transition
from p2i_desktop.domain.parties import Organisation, StaffMember
from p2i_desktop.domain.record import About
from p2i_desktop.domain.rules import buddies, lifecycle, market, pairing, workshops
from p2i_desktop.domain.rules.parties import restricted_people
from p2i_desktop.domain.rules.problem import Around, FieldName, Problem, hard, warning

WITHOUT_MINUTES = frozenset({ConsultationType.DOCUMENT_REVIEW, ConsultationType.ADMINISTRATIVE})
# Who buys and who sells; experts and funders stand on neither side.
_SIDES = (
    frozenset({CaseRole.LEAD_BUYER, CaseRole.PARTICIPATING_BUYER, CaseRole.BUYER_GROUP}),
    frozenset({CaseRole.SUPPLIER}),
)
CLOSING_FIELDS = ("outcome", "closing_reason", "result")


def consultation_problems(c: Consultation, around: Around, before: Consultation | None) -> Iterator[Problem]:
    """H01-H04, H64, W01-W04, W30."""
    if c.on is not None and c.on > around.today:
        yield hard("H01", "on")
    if c.contact_minutes == 0 and c.contact_made and c.type not in WITHOUT_MINUTES:
        yield hard("H02", "contact_minutes")
    if c.organisation is None and not c.contacts and not c.anonymous:
        yield hard("H03", "organisation")
    if c.count_out and not c.count_out_reason.strip():
        yield hard("H04", "count_out_reason")
    yield from restricted_people(
        "contacts", c.contacts - (before.contacts if before is not None else frozenset()), around
    )
    if c.on is not None:
        new_day = before is None or before.on != c.on
        if new_day and c.on < around.today - timedelta(days=around.settings.old_record_days):
            yield warning("W01", "on")
        yield from _same_day(c, c.on, around)
        case = around.get(Case, c.case) if c.case else None
        if case is not None and case.opened_on is not None and c.on < case.opened_on:
            yield warning("W04", "on", number=case.number or case.provisional_number)
        yield from _outside_programme(c.programme, "on", c.on, around)


def _same_day(c: Consultation, on: date, around: Around) -> Iterator[Problem]:
    """W02 and W03: the advisor's other consultations of the day."""
    if c.advisor is None:
        return
    others = [o for o in around.find(Consultation, on=on, advisor=c.advisor) if o.id != c.id]
    minutes = sum(o.contact_minutes + o.preparation_minutes + o.travel_minutes for o in (*others, c))
    if minutes > around.settings.max_minutes_per_day:
        advisor = around.get(StaffMember, c.advisor)
        hours = f"{minutes // 60}:{minutes % 60:02d}"
        yield warning("W02", "contact_minutes", hours=hours, advisor=advisor.initials if advisor else "", date=on)
    if c.organisation is not None and any(
        o.organisation == c.organisation and o.contact_minutes == c.contact_minutes for o in others
    ):
        yield warning("W03", "organisation")


def case_problems(case: Case, around: Around, before: Case | None) -> Iterator[Problem]:
    """H05, H06, H09, H11, H12, W05-W08, W11, W30."""
    old = before.status if before is not None else case.status
    if old is not case.status and not lifecycle.path(old, case.status):
        yield _not_allowed("status", old, case.status)
    if (
        before is not None
        and case.phase is not before.phase
        and case.phase not in lifecycle.allowed("phase", before.phase)
    ):
        yield _not_allowed("phase", before.phase, case.phase)
    if case.phase is Phase.DONE and case.status not in lifecycle.DONE_ALLOWED:
        yield _not_allowed("phase", before.phase if before else Phase.PREP_NEED, Phase.DONE, case)
    if case.status in lifecycle.NEEDS_LEAD_BUYER and _lead_buyers(case.id, around) != 1:
        yield hard("H05", "status")
    if case.status is CaseStatus.CLOSED:
        yield from _closing(case, around)
    yield from _number_taken(case, around)
    if StrategicAim.NONE in case.strategic_aims and len(case.strategic_aims) > 1:
        yield hard("H12", "strategic_aims")
    if case.status in lifecycle.OPEN and case.follow_up_on is None and not _open_actions(case.id, around):
        yield warning("W05", "follow_up_on")
    yield from market.buying_warnings(case, around)
    if case.eu_funded and case.double_funding_checked_on is None:
        yield warning("W08", "double_funding_checked_on")
    if case.opened_on is not None:
        yield from _outside_programme(case.programme, "opened_on", case.opened_on, around)


def _not_allowed(field: str, old: str, new: str, case: Case | None = None) -> Problem:
    possible = lifecycle.allowed(field, old)
    if case is not None:
        possible = tuple(step for step in possible if step != Phase.DONE)
    kind = type(possible[0]) if possible else Phase
    return hard("H09", field, old=kind(old), new=kind(new), list=possible)


def _closing(case: Case, around: Around) -> Iterator[Problem]:
    missing = [name for name in CLOSING_FIELDS if not getattr(case, name)]
    waiting = len(_open_actions(case.id, around))
    if missing or waiting:
        fields = tuple(FieldName("case", name) for name in missing)
        yield hard("H06", missing[0] if missing else "status", fields=fields, n=waiting)


def _number_taken(case: Case, around: Around) -> Iterator[Problem]:
    if case.number:
        for other in around.find(Case, number=case.number):
            if other.id != case.id:
                yield hard("H11", "number", number=case.number, title=other.title)
                return


def _lead_buyers(case_id: str, around: Around) -> int:
    return len(around.find(CaseParty, case=case_id, role=CaseRole.LEAD_BUYER))


def _open_actions(case_id: str, around: Around) -> list[Action]:
    actions = around.find(Action, about=About("case", case_id))
    return [action for action in actions if action.done_on is None and action.dropped_on is None]


def party_problems(party: CaseParty, around: Around, before: CaseParty | None) -> Iterator[Problem]:
    """H05 seen from the party: an accepted case has exactly one lead buyer; H64, W09."""
    if before is None or before.contact != party.contact:
        yield from restricted_people("contact", (party.contact,), around)
    yield from _other_side(party, around)
    case = around.get(Case, party.case) if party.case else None
    if case is None or case.status not in lifecycle.NEEDS_LEAD_BUYER:
        return
    others = [p for p in around.find(CaseParty, case=case.id, role=CaseRole.LEAD_BUYER) if p.id != party.id]
    if len(others) + (party.role is CaseRole.LEAD_BUYER) != 1:
        yield hard("H05", "role")


def _other_side(party: CaseParty, around: Around) -> Iterator[Problem]:
    """W09: an organisation that buys in one case and sells in another, or in the same."""
    side = next((side for side in _SIDES if party.role in side), frozenset())
    if not side or not party.organisation:
        return
    others = [p for p in around.find(CaseParty, organisation=party.organisation) if p.id != party.id]
    against = [p for p in others if p.role not in side and any(p.role in other for other in _SIDES)]
    if against:
        known = around.get(Organisation, party.organisation)
        name = (known.short_name or known.legal_name) if known is not None else ""
        cases = len({p.case for p in against})
        yield warning("W09", "organisation", organisation=name, role=against[0].role, n=cases)


def transition_problems(move: Transition, around: Around, before: Transition | None) -> Iterator[Problem]:
    """H08 and H09 on the move itself: it must be allowed, and going back must say why."""
    if move.about is not None:
        yield from market.move_problems(move, move.about)
        yield from pairing.move_problems(move, move.about)
        yield from buddies.move_problems(move, move.about)
        yield from workshops.move_problems(move, move.about)
    if move.about is None or move.about.type != "case" or move.field not in ("status", "phase") or not move.old:
        return
    known = CaseStatus if move.field == "status" else Phase
    if not {move.old, move.new} <= {member.value for member in known}:
        yield hard("pattern", "new", text=move.new)
    elif move.new not in lifecycle.allowed(move.field, move.old):
        yield _not_allowed(move.field, move.old, move.new)
    elif lifecycle.reason_needed(move.field, move.old, move.new) and not move.reason.strip():
        yield hard("H08", "reason")


def staff_time_problems(entry: StaffTime, around: Around, before: StaffTime | None) -> Iterator[Problem]:
    """H01 and W30 for the time of a co-advisor."""
    if entry.on is not None:
        if entry.on > around.today:
            yield hard("H01", "on")
        yield from _outside_programme(entry.programme, "on", entry.on, around)


def action_problems(action: Action, around: Around, before: Action | None) -> Iterator[Problem]:
    """An action that is dropped says why (H08)."""
    if action.dropped_on is not None and not action.dropped_reason.strip():
        yield hard("H08", "dropped_reason")


def _outside_programme(programme_id: str | None, field: str, day: date, around: Around) -> Iterator[Problem]:
    """W30: dated before the programme begins or after it ends."""
    programme = around.get(Programme, programme_id) if programme_id else None
    if programme is None or programme.starts is None:
        return
    if day < programme.starts or (programme.ends is not None and day > programme.ends):
        end = programme.ends if programme.ends is not None else ""
        yield warning("W30", field, programme=programme.code, start=programme.starts, end=end)
