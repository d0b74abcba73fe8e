"""The people of an event as its window and its papers show them: name, office, language, rows of attendance, code."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from p2i_desktop.domain.folding import fold
from p2i_desktop.domain.parties import Contact, Organisation, OrganisationKind
from p2i_desktop.domain.presence import Event, Seat, is_group, is_no_show, is_walk_in, mode_of, seat_of, share_of
from p2i_desktop.domain.presence import was_present as seat_was_present
from p2i_desktop.domain.row_codes import row_codes
from p2i_desktop.domain.workshops import (
    Attendance,
    AttendanceMode,
    AttendanceStatus,
    Participation,
    ParticipationStatus,
    Workshop,
    WorkshopSession,
)
from p2i_desktop.services.confidential import sees
from p2i_desktop.services.work import Work

_DEGREES = frozenset(
    {"MA", "MSC", "BA", "BSC", "MBA", "PHD", "LLM", "LLB", "MAS", "MPA", "DR", "DI", "ING", "MAG", "CPA"}
)


@dataclass(frozen=True)
class ParticipantRow:
    """One person or group at an event. `organisation` is its name, known or as written; `marks` by the id of the session;
    `share` of the sessions in per cent, None where there is none; `code` of its row on the sign-in sheet."""

    participation: Participation
    name: str
    given_name: str
    family_name: str
    organisation: str
    country: str
    kind: OrganisationKind | None
    language: str
    contact: Contact | None
    marks: dict[str, Attendance]
    share: Decimal | None
    present: bool
    mode: AttendanceMode
    no_show: bool
    walk_in: bool
    code: str
    seat: Seat

    @property
    def id(self) -> str:
        """Of the participation."""
        return self.participation.id

    @property
    def is_group(self) -> bool:
        return is_group(self.participation)

    @property
    def size(self) -> int:
        """How many people it stands for."""
        return self.participation.group_size if self.is_group else 1


def participants(
    work: Work, workshop: Workshop, event: Event, sessions: Sequence[str]
) -> tuple[list[ParticipantRow], list[Seat]]:
    """(the rows by family name, groups behind the persons; all of them as they are counted)."""
    people = work.store.find(Participation, workshop=workshop.id)
    gone = [one.id for one in work.store.find(Participation, binned=True, workshop=workshop.id)]
    codes = row_codes([*(one.id for one in people), *gone])
    contacts = work.store.many(Contact, [one.contact for one in people if one.contact])
    offices = work.store.many(Organisation, [one.organisation for one in people if one.organisation])
    marks = _marks(work, sessions)
    fallback = language_of_event(work, workshop)
    seats = [
        seat_of(one, marks[one.id].values(), event.sessions, full_name(one, contacts.get(one.contact or "")))
        for one in people
    ]
    marked = any(seat.marks for seat in seats)
    rows = [
        _row(one, seat, event, marked, contacts, offices, dict(marks[one.id]), fallback, codes[one.id])
        for one, seat in zip(people, seats, strict=True)
    ]
    rows.sort(key=lambda row: (row.is_group, fold(row.family_name), fold(row.given_name), row.code))
    return rows, seats


@dataclass(frozen=True)
class Attended:
    """What somebody had to do with an event; `standing`: what is known of them there, by attendance or by registration."""

    workshop: Workshop
    participation: Participation
    present: bool
    standing: AttendanceStatus | ParticipationStatus


def attended(work: Work, people: Sequence[Participation]) -> list[Attended]:
    """These participations with their events, as far as the person at work may see them, the latest first."""
    events = work.store.many(Workshop, sorted({one.workshop for one in people if one.workshop}))
    sessions: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for session in work.store.naming(WorkshopSession, "workshop", set(events)):
        sessions[session.workshop or ""][session.id] = None
    seen = {key for key, event in events.items() if event.deleted_at is None and sees(work, event)}
    marks, found = marks_of(work, people), []
    for one in people:
        event = events.get(one.workshop or "")
        if event is not None and event.id in seen:
            seat = seat_of(one, marks[one.id], sessions[event.id], "")
            found.append(Attended(event, one, seat_was_present(seat), _standing(seat)))
    return sorted(found, key=lambda one: (one.workshop.starts_on or date.min, one.participation.id), reverse=True)


def _standing(seat: Seat) -> AttendanceStatus | ParticipationStatus:
    """Present, else excused, else absent where attendance was taken of them; else how far the registration has come."""
    if seat_was_present(seat):
        return AttendanceStatus.PRESENT
    if seat.marks and seat.status is not ParticipationStatus.CANCELLED:
        noted = {mark.status for mark in seat.marks}
        return AttendanceStatus.EXCUSED if AttendanceStatus.EXCUSED in noted else AttendanceStatus.ABSENT
    return seat.status


def marks_of(work: Work, people: Iterable[Participation]) -> "defaultdict[str, list[Attendance]]":
    """Participation id -> its rows of attendance."""
    found: defaultdict[str, list[Attendance]] = defaultdict(list)
    for row in work.store.naming(Attendance, "participation", {one.id for one in people}):
        found[row.participation or ""].append(row)
    return found


def full_name(one: Participation, contact: Contact | None) -> str:
    """What somebody is called: the known contact, whose name may have been replaced by a token, else as it was written."""
    if contact is not None:
        return contact.token if contact.anonymised_at else f"{contact.given_name} {contact.family_name}".strip()
    return " ".join(part for part in name_parts(one.name_as_written) if part) or one.group_name


def name_parts(written: str) -> tuple[str, str]:
    """(given name, family name with titles) of a name as it was written: `Novak, Jana` and `Jana Novak` alike; behind
    `Jana Novak, MSc` stands a degree."""
    before, comma, behind = (part.strip() for part in written.partition(","))
    words = behind.replace(",", " ").split()
    degrees = "." in behind or all(word.upper() in _DEGREES for word in words)
    if comma and words and not degrees:
        return behind, before
    given, _, family = before.rpartition(" ")
    return given.strip(), f"{family}, {behind}" if behind else family


def language_of_event(work: Work, workshop: Workshop) -> str:
    """The language of those who name none: the first of the event, else that of the centre."""
    if workshop.languages:
        return workshop.language if workshop.language in workshop.languages else min(workshop.languages)
    centre = work.own_centre()
    return workshop.language or (centre.language if centre is not None else "")


def _marks(work: Work, sessions: Iterable[str]) -> "defaultdict[str, dict[str, Attendance]]":
    """Participation id -> session id -> its row."""
    found: defaultdict[str, dict[str, Attendance]] = defaultdict(dict)
    for row in work.store.naming(Attendance, "session", set(sessions)):
        found[row.participation or ""].setdefault(row.session or "", row)
    return found


def _row(
    one: Participation, seat: Seat, event: Event, marked: bool, contacts: Mapping[str, Contact],
    offices: Mapping[str, Organisation], marks: dict[str, Attendance], fallback: str, code: str,
) -> ParticipantRow:  # fmt: skip
    contact, office = contacts.get(one.contact or ""), offices.get(one.organisation or "")
    if contact is not None and not contact.anonymised_at:
        given, family = contact.given_name, contact.family_name
    else:
        given, family = ("", seat.name) if contact is not None or is_group(one) else name_parts(one.name_as_written)
    return ParticipantRow(
        participation=one,
        name=seat.name,
        given_name=given,
        family_name=family,
        organisation=office.legal_name if office is not None else one.organisation_as_written,
        country=office.country if office is not None else "",
        kind=office.kind if office is not None else None,
        language=one.language or (contact.language if contact is not None else "") or fallback,
        contact=contact,
        marks=marks,
        share=share_of(event, seat),
        present=seat_was_present(seat),
        mode=mode_of(seat, event.only),
        no_show=is_no_show(seat, marked=marked),
        walk_in=is_walk_in(event, seat),
        code=code,
        seat=seat,
    )
