"""Who was at an event, how long and how: the one way of counting participations, hours, no-shows and certificates (N11, N12).

Used by the rules, the window, the papers and the figures alike; what cannot be known is not claimed.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from p2i_desktop.domain.workshop_dates import session_minutes
from p2i_desktop.domain.workshops import (
    Attendance,
    AttendanceMode,
    AttendanceStatus,
    EventFormat,
    ParticipantRole,
    Participation,
    ParticipationStatus,
    Workshop,
    WorkshopSession,
)

THERE = frozenset({AttendanceStatus.PRESENT, AttendanceStatus.PART})
# Whoever runs the event is no participant of it; they are told apart, and never counted.
_NEVER_COUNTED = ParticipantRole.ORGANISER
_COMES_UNASKED = frozenset({ParticipantRole.PARTICIPANT, ParticipantRole.OBSERVER})
# A group of which nobody was ticked off counts as having come, if it was to come.
_EXPECTED = ParticipationStatus.REGISTERED
_HUNDRED = Decimal(100)


class Mark(NamedTuple):
    """What was noted of one participation in one session."""

    session: str
    status: AttendanceStatus
    mode: AttendanceMode
    minutes: int | None


class Seat(NamedTuple):
    """A person (`group_size` 0) or a counted group at an event, with what was noted in sessions that are not in the bin."""

    id: str
    contact: str | None
    organisation: str | None
    name: str
    group_size: int
    role: ParticipantRole
    status: ParticipationStatus
    mode: AttendanceMode
    registered_on: date | None
    marks: tuple[Mark, ...] = ()


class Event(NamedTuple):
    """An event with its counted heads (None: the named list counts), and the minutes of its sessions (None: not known).

    `only`: how everybody takes part in an event that is not hybrid.
    """

    heads_on_site: int | None
    heads_online: int | None
    starts_on: date | None
    sessions: Mapping[str, int | None]
    only: AttendanceMode | None = None


class Presence(NamedTuple):
    """An event counted. `participations` = `on_site` + `online`, heads or else names and groups; all others count names:
    persons present by name (`named`, of them by mode), `registered`, `no_shows`, `walk_ins`, contacts and organisations of
    the present. `minutes` of all together; `asked` are those asked for feedback; `marked`: attendance was taken at all."""

    participations: int
    on_site: int
    online: int
    named: int
    named_on_site: int
    named_online: int
    registered: int
    no_shows: int
    walk_ins: int
    persons: frozenset[str]
    organisations: frozenset[str]
    minutes: Decimal
    asked: int
    marked: bool

    @property
    def known(self) -> bool:
        """Whether anything is known about who came; if not, nought is no finding."""
        return self.marked or self.participations > 0


class Share(NamedTuple):
    """What one participation adds to an event counted: heads of a mode and minutes; without a `seat` it is the counted heads
    of the mode, in place of the names and groups, with the time of those who were not ticked off."""

    seat: str
    mode: AttendanceMode
    heads: int
    minutes: Decimal


def presence(event: Event, seats: Iterable[Seat]) -> Presence:
    """Counts an event: cancelled ones and organisers never, heads in place of the names and groups of their mode."""
    all_seats = list(seats)
    counted = [seat for seat in all_seats if _may_count(seat)]
    marked = any(seat.marks for seat in all_seats)
    here = [seat for seat in counted if was_present(seat)]
    named = [seat for seat in here if not seat.group_size]
    by_mode = _by_mode(event, here)
    added = _shares(event, by_mode)
    numbers = {mode: sum(one.heads for one in added if one.mode is mode) for mode in AttendanceMode}
    names_of = {mode: sum(1 for seat in present if not seat.group_size) for mode, present in by_mode.items()}
    people = sum(numbers.values())
    return Presence(
        participations=people,
        on_site=numbers[AttendanceMode.ON_SITE],
        online=numbers[AttendanceMode.ONLINE],
        named=len(named),
        named_on_site=names_of[AttendanceMode.ON_SITE],
        named_online=names_of[AttendanceMode.ONLINE],
        registered=sum(1 for seat in counted if is_registered(seat)),
        no_shows=sum(1 for seat in counted if is_no_show(seat, marked=marked)),
        walk_ins=sum(1 for seat in counted if is_walk_in(event, seat)),
        persons=frozenset(seat.contact for seat in here if seat.contact),
        organisations=frozenset(seat.organisation for seat in here if seat.organisation),
        minutes=sum((one.minutes for one in added), Decimal(0)),
        asked=people,
        marked=marked,
    )


def shares(event: Event, seats: Iterable[Seat]) -> list[Share]:
    """What each of those who were there adds; `presence` is the sum of them."""
    return _shares(event, _by_mode(event, (seat for seat in seats if _may_count(seat) and was_present(seat))))


def was_present(seat: Seat) -> bool:
    """Present or in part in at least one session, whatever the status but cancelled; a group of which nothing was noted
    was there when it was registered."""
    if seat.status is ParticipationStatus.CANCELLED:
        return False
    if seat.marks or not seat.group_size:
        return any(mark.status in THERE for mark in seat.marks)
    return seat.status is _EXPECTED


def mode_of(seat: Seat, only: AttendanceMode | None = None) -> AttendanceMode:
    """How somebody took part: by the attendance rows, online only if never on site; without rows as it was planned."""
    modes = {mark.mode for mark in seat.marks if mark.status in THERE}
    if modes:
        return AttendanceMode.ON_SITE if AttendanceMode.ON_SITE in modes else AttendanceMode.ONLINE
    return only or seat.mode


def takes_places(seat: Seat) -> int:
    """How many places somebody registered takes: a group as many as it has people, whoever organises none."""
    return (seat.group_size or 1) if seat.status is ParticipationStatus.REGISTERED and _may_count(seat) else 0


def is_registered(seat: Seat) -> bool:
    """Registered by name, as somebody who counts."""
    return not seat.group_size and seat.status is ParticipationStatus.REGISTERED and _may_count(seat)


def is_no_show(seat: Seat, *, marked: bool) -> bool:
    """Registered by name, neither seen nor excused, where attendance was taken at all (`marked`)."""
    seen = any(mark.status is not AttendanceStatus.ABSENT for mark in seat.marks)
    return marked and is_registered(seat) and not seen


def is_walk_in(event: Event, seat: Seat) -> bool:
    """There without having been registered by the first day."""
    late = seat.registered_on is None or (event.starts_on is not None and seat.registered_on > event.starts_on)
    return late and seat.role in _COMES_UNASKED and not seat.group_size and was_present(seat)


def share_of(event: Event, seat: Seat) -> Decimal | None:
    """Per cent (0 to 100) of the event that somebody was there; None without sessions. Where the length of a session is
    not known, all sessions weigh the same."""
    if not event.sessions:
        return None
    lengths = event.sessions
    if all(lengths.values()):
        attended = sum((_attended(event, mark) for mark in seat.marks), Decimal(0))
        whole = _whole(event)
    else:
        parts = (_part(lengths[mark.session], mark) for mark in seat.marks if mark.session in lengths)
        attended, whole = sum(parts, Decimal(0)), Decimal(len(lengths))
    return min(_HUNDRED, attended * _HUNDRED / whole)


def may_certify(event: Event, seat: Seat, threshold: int) -> bool:
    """Whether somebody gets a certificate: a person with a name, not cancelled, no organiser, there long enough (H43)."""
    if seat.group_size or not seat.name.strip() or not _may_count(seat) or not was_present(seat):
        return False
    share = share_of(event, seat)
    return share is not None and share >= threshold


def minutes_of(event: Event, seat: Seat) -> Decimal:
    """How long a person, or all of a group together, were there by the attendance rows; a group without rows: all the time."""
    if not was_present(seat):
        return Decimal(0)
    if not seat.marks:
        return _whole(event) * seat.group_size
    return sum((_attended(event, mark) for mark in seat.marks), Decimal(0)) * (seat.group_size or 1)


def only_mode(form: EventFormat) -> AttendanceMode | None:
    """How everybody takes part in an event of this format; None where both are possible."""
    return None if form is EventFormat.HYBRID else AttendanceMode(form.value)


def event_of(workshop: Workshop, sessions: Iterable[WorkshopSession]) -> Event:
    """The event as it is counted."""
    lengths = {one.id: session_minutes(one, workshop.timezone) for one in sessions}
    return Event(
        workshop.headcount_on_site, workshop.headcount_online, workshop.starts_on, lengths, only_mode(workshop.format)
    )


def seat_of(one: Participation, attendance: Iterable[Attendance], sessions: Mapping[str, object], name: str) -> Seat:
    """A participation as it is counted, with its rows of these sessions; `name` of the person, known or as written."""
    marks = tuple(
        Mark(row.session, row.status, row.mode, row.minutes)
        for row in attendance
        if row.session is not None and row.session in sessions
    )
    size = one.group_size if is_group(one) else 0
    return Seat(
        one.id, one.contact, one.organisation, name, size, one.role, one.status, one.mode, one.registered_on, marks
    )


def is_group(one: Participation) -> bool:
    """A counted group, not a person."""
    return one.contact is None and not one.name_as_written and one.group_name != ""


def _may_count(seat: Seat) -> bool:
    return seat.status is not ParticipationStatus.CANCELLED and seat.role is not _NEVER_COUNTED


def _by_mode(event: Event, present: Iterable[Seat]) -> dict[AttendanceMode, list[Seat]]:
    found: dict[AttendanceMode, list[Seat]] = {mode: [] for mode in AttendanceMode}
    for seat in present:
        found[mode_of(seat, event.only)].append(seat)
    return found


def _shares(event: Event, by_mode: Mapping[AttendanceMode, Sequence[Seat]]) -> list[Share]:
    counted = {AttendanceMode.ON_SITE: event.heads_on_site, AttendanceMode.ONLINE: event.heads_online}
    found: list[Share] = []
    for mode, present in by_mode.items():
        told = counted[mode]
        for seat in present:
            by_rows = seat.marks or told is None  # a group without rows is among the heads that were counted
            minutes = minutes_of(event, seat) if by_rows else Decimal(0)
            found.append(Share(seat.id, mode, (seat.group_size or 1) if told is None else 0, minutes))
        if told is not None:
            ticked = sum(seat.group_size or 1 for seat in present if seat.marks)
            found.append(Share("", mode, told, max(0, told - ticked) * _whole(event)))
    return found


def _whole(event: Event) -> Decimal:
    """The minutes of all sessions together, as far as they are known."""
    return Decimal(sum(length or 0 for length in event.sessions.values()))


def _attended(event: Event, mark: Mark) -> Decimal:
    """Minutes of one row: as noted, else the session, else half of it."""
    if mark.status not in THERE or mark.session not in event.sessions:
        return Decimal(0)
    if mark.minutes is not None:
        return Decimal(mark.minutes)
    length = Decimal(event.sessions[mark.session] or 0)
    return length if mark.status is AttendanceStatus.PRESENT else length / 2


def _part(length: int | None, mark: Mark) -> Decimal:
    """The part of a session that somebody was there, 0 to 1."""
    if mark.status not in THERE:
        return Decimal(0)
    if mark.minutes is not None and length:
        return min(Decimal(1), Decimal(mark.minutes) / length)
    return Decimal(1) if mark.status is AttendanceStatus.PRESENT else Decimal("0.5")
