"""Rules of events and their sessions: number, dates, status, heads against names, what is still missing (H07-H09, H11, H40, H41,
H44, W30, W31)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from p2i_desktop.domain.casework import Feedback
from p2i_desktop.domain.network import Programme, Transition
from p2i_desktop.domain.presence import (
    Event,
    Presence,
    Seat,
    event_of,
    mode_of,
    presence,
    seat_of,
    takes_places,
    was_present,
)  # fmt: skip
from p2i_desktop.domain.record import About
from p2i_desktop.domain.rules import lifecycle
from p2i_desktop.domain.rules.general import is_empty
from p2i_desktop.domain.rules.problem import Around, FieldName, Problem, hard, warning
from p2i_desktop.domain.workshop_dates import comes_twice, days_of, is_skipped, session_minutes, zone_of
from p2i_desktop.domain.workshops import (
    AgendaItem,
    Attendance,
    AttendanceMode,
    EventFormat,
    EventOrigin,
    EventStatus,
    Participation,
    Workshop,
    WorkshopSession,
)

WORKSHOP = "workshop"
HELD = frozenset({EventStatus.HELD, EventStatus.DOCUMENTED})
_COMING = frozenset({EventStatus.PLANNED, EventStatus.REGISTRATION_OPEN})
_HEADS = {AttendanceMode.ON_SITE: "headcount_on_site", AttendanceMode.ONLINE: "headcount_online"}
_CLOCK = ("starts", "ends")


def workshop_problems(workshop: Workshop, around: Around, before: Workshop | None) -> Iterator[Problem]:
    """H07, H09, H11, H40, H41, H44, what a documented event needs; W30, W31, more people than places."""
    yield from _number_taken(workshop, around)
    yield from times_problems(workshop, workshop.timezone)
    if workshop.registration_until and workshop.ends_on and workshop.registration_until > workshop.ends_on:
        later, earlier = FieldName(WORKSHOP, "ends_on"), FieldName(WORKSHOP, "registration_until")
        yield hard("H07", "registration_until", later=later, earlier=earlier)
    yield from _programme(workshop, around)
    sessions = around.find(WorkshopSession, workshop=workshop.id)
    if before is None or (before.starts_on, before.ends_on) != (workshop.starts_on, workshop.ends_on):
        outside = next((one for one in sessions if lies_outside(one, workshop)), None)
        if outside is not None:
            yield hard("H44_session", "starts_on", title=outside.title)
    event, seats = seats_around(workshop, sessions, around)
    counted = presence(event, seats)
    yield from _status(workshop, around, before, counted)
    yield from _heads(workshop, before, counted, event, seats)
    yield from _missing(workshop, around)
    coming = sum(takes_places(seat) for seat in seats)
    if workshop.capacity is not None and workshop.status in _COMING and coming > workshop.capacity:
        yield warning("workshop_full", "capacity", n=coming, max=workshop.capacity)


def seats_around(workshop: Workshop, sessions: list[WorkshopSession], around: Around) -> tuple[Event, list[Seat]]:
    """An event and all its seats as the rules see them: without names, which they do not ask for."""
    event, marks = event_of(workshop, sessions), defaultdict(list)
    for session in sessions:
        for row in around.find(Attendance, session=session.id):
            marks[row.participation].append(row)
    people = around.find(Participation, workshop=workshop.id)
    return event, [seat_of(one, marks[one.id], event.sessions, "") for one in people]


def times_problems(record: Any, timezone: str) -> Iterator[Problem]:
    """H07 within a day; times that no clock shows, because it is put forward (hard), or shows twice (told)."""
    key = WORKSHOP if isinstance(record, Workshop) else "workshop_session"
    same_day = record.starts_on is not None and record.starts_on == (record.ends_on or record.starts_on)
    if same_day and record.starts_at and record.ends_at and record.ends_at < record.starts_at:
        yield hard("H07", "ends_at", later=FieldName(key, "ends_at"), earlier=FieldName(key, "starts_at"))
    zone = zone_of(timezone)
    for name in _CLOCK:
        day, at = getattr(record, f"{name}_on"), getattr(record, f"{name}_at")
        if day is None or at is None or not date.min < day < date.max:
            continue
        if is_skipped(day, at, zone):
            yield hard("clock_forward", f"{name}_at", time=at, date=day)
        elif comes_twice(day, at, zone):
            yield warning("clock_back", f"{name}_at", time=at, date=day)


def lies_outside(session: WorkshopSession, workshop: Workshop) -> bool:
    """Whether a session has a day that is none of its event's."""
    days = (session.starts_on, session.ends_on)
    first, last = workshop.starts_on, workshop.ends_on
    if first is None or last is None:
        return False
    return any(day is not None and not first <= day <= last for day in days)


def session_problems(session: WorkshopSession, around: Around, before: WorkshopSession | None) -> Iterator[Problem]:
    """H07, H44; a length that is not known claims no hours."""
    workshop = around.get(Workshop, session.workshop) if session.workshop else None
    if workshop is None:
        return
    if before is not None and before.workshop != session.workshop:
        yield hard("other_workshop", "workshop")
    yield from times_problems(session, workshop.timezone)
    if lies_outside(session, workshop):
        yield hard("H44_session", "starts_on", title=session.title)
    known = session.starts_at is not None and session.ends_at is not None
    if known and session.starts_on != session.ends_on and session_minutes(session, workshop.timezone) is None:
        yield warning("session_long", "ends_on")


def item_problems(item: AgendaItem, around: Around, before: AgendaItem | None) -> Iterator[Problem]:
    """An agenda item stays with its event; a day that the event does not have is told."""
    workshop = around.get(Workshop, item.workshop) if item.workshop else None
    if before is not None and before.workshop != item.workshop:
        yield hard("other_workshop", "workshop")
    if workshop is not None and workshop.starts_on is not None and item.day > len(days_of(workshop)):
        yield warning("agenda_day", "day", n=len(days_of(workshop)))


def move_problems(move: Transition, about: About) -> Iterator[Problem]:
    """H08 and H09 on the move of an event itself."""
    if about.type != WORKSHOP or move.field != "status" or not move.old:
        return
    if not {move.old, move.new} <= {member.value for member in EventStatus}:
        yield hard("pattern", "new", text=move.new)
    elif move.new not in lifecycle.allowed("event_status", move.old):
        possible = lifecycle.allowed("event_status", move.old)
        yield hard("H09", "new", old=EventStatus(move.old), new=EventStatus(move.new), list=possible)
    elif lifecycle.reason_needed("event_status", move.old, move.new) and not move.reason.strip():
        yield hard("H08", "reason")


def _number_taken(workshop: Workshop, around: Around) -> Iterator[Problem]:
    if workshop.number:
        for other in around.find(Workshop, number=workshop.number):
            if other.id != workshop.id:
                yield hard("H11", "number", number=workshop.number, title=other.title)
                return


def _programme(workshop: Workshop, around: Around) -> Iterator[Problem]:
    programme = around.get(Programme, workshop.programme) if workshop.programme else None
    if programme is None or programme.starts is None or workshop.starts_on is None:
        return
    if workshop.starts_on < programme.starts or (programme.ends is not None and workshop.starts_on > programme.ends):
        end = programme.ends if programme.ends is not None else ""
        yield warning("W30", "starts_on", programme=programme.code, start=programme.starts, end=end)


def _status(workshop: Workshop, around: Around, before: Workshop | None, counted: Presence) -> Iterator[Problem]:
    if before is not None and before.status is not workshop.status:
        possible = lifecycle.allowed("event_status", before.status)
        if workshop.status not in possible:
            yield hard("H09", "status", old=before.status, new=workshop.status, list=possible)
            return
    last = workshop.ends_on or workshop.starts_on
    if workshop.status in HELD and last is not None and last > around.today:
        yield hard("H44", "status", date=last)
    if workshop.status is EventStatus.DOCUMENTED and (before is None or before.status is not workshop.status):
        missing = []
        if not counted.known:
            missing.append(FieldName(WORKSHOP, _HEADS[AttendanceMode.ON_SITE]))
        if not workshop.protocol.strip():
            missing.append(FieldName(WORKSHOP, "protocol"))
        # What another file says of an event is taken as it is: an external one needs no papers of ours.
        if missing and before is not None:
            yield hard("workshop_documented", missing[-1].name, fields=tuple(missing))


def _heads(
    workshop: Workshop, before: Workshop | None, counted: Presence, event: Event, seats: list[Seat]
) -> Iterator[Problem]:
    """H40 and H41: refused where this change makes it so, told where it came about by attendance."""
    names = ("format", "status", *_HEADS.values())
    changed = before is None or any(getattr(before, name) != getattr(workshop, name) for name in names)
    say = hard if changed else warning
    named = {AttendanceMode.ON_SITE: counted.named_on_site, AttendanceMode.ONLINE: counted.named_online}
    for mode, field in _HEADS.items():
        heads = getattr(workshop, field)
        if heads is not None and named[mode] > heads:
            yield say("H40", field, named=named[mode], mode=mode, counted=heads)
    for mode, field in _HEADS.items():
        if workshop.format is EventFormat.HYBRID or event.only is mode:
            continue
        listed = sum(seat.group_size or 1 for seat in seats if was_present(seat) and mode_of(seat, event.only) is mode)
        number = max(getattr(workshop, field) or 0, listed)
        if number:
            yield say("H41", "format", format=workshop.format, n=number, mode=mode)


def _missing(workshop: Workshop, around: Around) -> Iterator[Problem]:
    """W31; events of others are theirs to write down."""
    if workshop.origin is EventOrigin.EXTERNAL:
        return
    if workshop.format is not EventFormat.ON_SITE and workshop.status in _COMING and not workshop.link.strip():
        yield warning("W31_link", "link")
    days = follow_up_late(workshop, around.today, around.settings.workshop_followup_days)
    if days is None:
        return
    feedback = around.find(Feedback, about=About(WORKSHOP, workshop.id))
    if is_empty(workshop.protocol.strip()) or not feedback:
        yield warning("W31", "protocol", n=days)


def follow_up_late(workshop: Workshop, today: date, allowed_days: int) -> int | None:
    """How many days ago an event was held whose minutes and feedback should be there by now; None where there is time left."""
    last = workshop.ends_on or workshop.starts_on
    if workshop.status not in HELD or last is None or today - last <= timedelta(days=allowed_days):
        return None
    return (today - last).days
