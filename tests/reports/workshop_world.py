"""A workshop that holds everything a paper can tell, each name of a person with a marker that stands nowhere else."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

from p2i_desktop.domain.advice import Confidentiality
from p2i_desktop.domain.casework import Feedback
from p2i_desktop.domain.knowledge import Attachment, AttachmentKind
from p2i_desktop.domain.network import Programme, ProgrammeKind
from p2i_desktop.domain.parties import Contact, Organisation, OrganisationKind
from p2i_desktop.domain.record import About, Money, Record
from p2i_desktop.domain.workshops import (
    AgendaItem,
    Attendance,
    AttendanceMode,
    AttendanceStatus,
    Disclosure,
    EventFormat,
    EventOrigin,
    EventStatus,
    EventType,
    FeedbackAnswer,
    FeedbackQuestion,
    ParticipantRole,
    Participation,
    ParticipationStatus,
    Workshop,
    WorkshopSession,
)
from p2i_desktop.services.office import Office
from p2i_desktop.storage.numbers import Put
from tests.reports.offices import _id, empty

MARK = "Qzx"  # in the names of persons, and in texts that a paper without names leaves out
EVENT, DAY1, DAY2, PROGRAMME = _id(80, 1), _id(81, 1), _id(81, 2), _id(82, 1)
STARTS = date(2026, 10, 14)
SHA = "0123456789abcdef" * 4
GREEK = "Δημόσιες Συμβάσεις Καινοτομίας: από την ανάγκη στη σύμβαση"


def marked(word: str) -> str:
    return f"{MARK}{word}"


def event(**fields: Any) -> Workshop:
    """Two days in October 2026 that are over."""
    kept = Workshop(
        id=EVENT, number="W-2026-07", title="From need to contract", type=EventType.TRAINING, format=EventFormat.HYBRID,
        status=EventStatus.DOCUMENTED, starts_on=STARTS, starts_at=time(9), ends_on=date(2026, 10, 15), ends_at=time(12),
        timezone="Europe/Vienna", venue="Demo Hall", city="Demo Town", country="AT", languages=frozenset({"en"}),
        language="en", organisers=frozenset({_id(83, 1)}), programme=PROGRAMME, capacity=40, cost=Money(Decimal(1350), "EUR"),
        lessons=f"Ask early, as {marked('Ada')} {marked('Alpha')} did.", materials="Slides.", protocol=marked("Minutes"),
    )  # fmt: skip
    return replace(kept, **fields)


def office_with_workshop(path: Path, *more: Record, **fields: Any) -> Office:
    """The workshop with everything, and more records."""
    return written(path, [*_around(), event(**fields), *_days(), *_people(), *_said(), *_evidence(), *more])


def office_with(path: Path, records: Sequence[Record]) -> Office:
    """Only what is around a workshop, and these records."""
    return written(path, [*_around(), *records])


def written(path: Path, records: Sequence[Record]) -> Office:
    """A new file with these records."""
    office = empty(path)
    centre = office.work.own_centre()
    assert centre is not None
    office.store.apply("import", [Put(replace(record, centre_id=centre.id)) for record in records])
    return office


def day(number: int = 1, **fields: Any) -> WorkshopSession:
    """A session of the workshop: three hours in the morning."""
    on = date(2026, 10, 13 + number)
    kept = WorkshopSession(id=_id(81, number), workshop=EVENT, title=f"Morning {number}", starts_on=on,
                           starts_at=time(9), ends_on=on, ends_at=time(12))  # fmt: skip
    return replace(kept, **fields)


def person(number: int, name: str, **fields: Any) -> Participation:
    """Somebody by the name that is written on the list."""
    kept = Participation(id=_id(84, number), workshop=EVENT, name_as_written=name, registered_on=date(2026, 9, 1))
    return replace(kept, **fields)


def crowd(count: int) -> list[Participation]:
    """Many people with names of their own."""
    return [person(1000 + n, f"Person{n:03d} Demo{n:03d}", organisation_as_written=f"Office {n}") for n in range(count)]


def _around() -> list[Record]:
    return [
        Programme(
            id=PROGRAMME, code="DEMO-P", name="Demo programme", kind=ProgrammeKind.EU_GRANT, grant_number="GA-0000",
            starts=date(2024, 1, 1), funding_line="Co-funded by a demonstration programme.", keep_until=date(2031, 12, 31),
        ),
        Organisation(id=_id(83, 1), legal_name="Demo Host", kind=OrganisationKind.COMPETENCE_CENTRE, country="AT"),
        Organisation(id=_id(83, 2), legal_name="Demo Hospital", kind=OrganisationKind.PUBLIC_BUYER, country="AT"),
        Organisation(id=_id(83, 3), legal_name="Δοκιμαστικός Δήμος", kind=OrganisationKind.PUBLIC_BUYER, country="GR"),
        Contact(id=_id(85, 1), given_name=marked("Ada"), family_name=marked("Alpha"), email="ada@demo.example",
                phone="+43 1 000", data_since=STARTS, language="de"),
        Contact(id=_id(85, 2), given_name=marked("Rex"), family_name=marked("Restricted"), restricted=True,
                data_since=STARTS),
        Contact(id=_id(85, 3), given_name="", family_name="-", anonymised_at=datetime(2026, 11, 1, tzinfo=UTC),
                token="Person 0421", data_since=STARTS),
    ]  # fmt: skip


def _days() -> list[Record]:
    return [
        day(1), day(2),
        AgendaItem(id=_id(86, 1), workshop=EVENT, position="a", day=1, starts=time(9), minutes=60, title="Welcome",
                   speaker=f"{marked('Cem')} {marked('Speaker')}"),
        AgendaItem(id=_id(86, 2), workshop=EVENT, position="b", day=1, minutes=30, title="How to ask the market"),
        AgendaItem(id=_id(86, 3), workshop=EVENT, position="c", day=2, starts=time(9), minutes=180, title="Exercises"),
    ]  # fmt: skip


def _people() -> list[Record]:
    rows: list[Participation] = [
        person(1, "", contact=_id(85, 1), organisation=_id(83, 2)),
        person(2, f"{marked('Cem')} {marked('Speaker')}", role=ParticipantRole.SPEAKER, organisation=_id(83, 3)),
        person(3, marked("Nobody"), mode=AttendanceMode.ONLINE),
        person(4, f"{marked('Otto')} {marked('Organiser')}", role=ParticipantRole.ORGANISER),
        person(5, marked("Cancelled"), status=ParticipationStatus.CANCELLED),
        person(6, "", contact=_id(85, 2)),
        person(7, "", contact=_id(85, 3), organisation=_id(83, 2)),
        person(8, marked("Walkin"), registered_on=None),
        person(9, "", group_name="Demo class", group_size=12, organisation=_id(83, 2)),
        person(10, marked("Waiting"), status=ParticipationStatus.WAITLISTED),
    ]
    there = {1: (1, 2), 2: (1,), 4: (1,), 6: (1, 2), 7: (1, 2), 8: (2,), 9: (1,)}
    marks = [
        Attendance(id=_id(87, who * 10 + at), session=_id(81, at), participation=_id(84, who),
                   status=AttendanceStatus.PART if (who, at) == (8, 2) else AttendanceStatus.PRESENT)
        for who, days in there.items()
        for at in days
    ]  # fmt: skip
    marks.append(Attendance(id=_id(87, 999), session=DAY1, participation=_id(84, 3), status=AttendanceStatus.ABSENT))
    return [*rows, *marks]


def _said() -> list[Record]:
    questions = [
        FeedbackQuestion(id=_id(88, 1), workshop=EVENT, position="a", text="The topics are useful."),
        FeedbackQuestion(id=_id(88, 2), workshop=EVENT, position="b", text="What was best?", in_words=True),
    ]
    found: list[Record] = [*questions]
    for n, score in enumerate((5, 4, 4)):
        found.append(Feedback(id=_id(89, n), about=About("workshop", EVENT), rating=Decimal(score), on=STARTS,
                              comment=f"Thanks to {marked('Cem')} {marked('Speaker')}." if not n else ""))  # fmt: skip
        found.append(FeedbackAnswer(id=_id(90, n), feedback=_id(89, n), question=_id(88, 1), score=score))
    found.append(FeedbackAnswer(id=_id(90, 9), feedback=_id(89, 0), question=_id(88, 2), words="The exercises"))
    return found


def _evidence() -> list[Record]:
    return [
        Attachment(id=_id(91, 1), about=About("workshop", EVENT), name="signed.pdf", sha256=SHA, size=12, added_on=STARTS,
                   kind=AttachmentKind.SIGNED_LIST, mime="application/pdf"),
        Attachment(id=_id(91, 2), about=About("workshop", EVENT), name="slides.pdf", sha256=SHA[::-1], size=12,
                   added_on=STARTS),
        Disclosure(id=_id(92, 1), about=About("workshop", EVENT), on=STARTS, what="Sign-in sheet", records=4,
                   recipient=marked("Recipient"), purpose="Evidence"),
    ]  # fmt: skip


def series() -> list[Record]:
    """Four events of a year: two that count, one of them restricted, one cancelled, one of others."""
    return [
        event(id=_id(95, 1), number="W-2025-01", title="First", starts_on=date(2025, 3, 3), ends_on=date(2025, 3, 3),
              headcount_on_site=30, headcount_online=5),
        event(id=_id(95, 2), number="W-2025-02", title="Called off", status=EventStatus.CANCELLED,
              starts_on=date(2025, 4, 3), ends_on=date(2025, 4, 3)),
        event(id=_id(95, 4), number="W-2025-03", title=marked("Restricted"), headcount_on_site=7, starts_on=date(2025, 6, 3),
              ends_on=date(2025, 6, 3), confidentiality=Confidentiality.RESTRICTED),
        event(id=_id(95, 3), number="", title="By others", origin=EventOrigin.EXTERNAL, starts_on=date(2025, 5, 3),
              ends_on=date(2025, 5, 3), headcount_on_site=500, programme=None),
    ]  # fmt: skip
