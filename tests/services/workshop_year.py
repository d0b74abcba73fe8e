"""A year of workshops in which every counting rule has a case: tables that a human can count."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.advice import Confidentiality, Topic
from p2i_desktop.domain.casework import Feedback, FeedbackOutcome
from p2i_desktop.domain.parties import Contact, Organisation, StaffMember
from p2i_desktop.domain.record import About, Record
from p2i_desktop.domain.workshops import (
    Attendance,
    AttendanceMode,
    AttendanceStatus,
    EventFormat,
    EventOrigin,
    EventStatus,
    EventType,
    ParticipantRole,
    Participation,
    ParticipationStatus,
    Workshop,
    WorkshopSession,
)
from p2i_desktop.services.office import Office, create_office
from p2i_desktop.settings import Settings
from p2i_desktop.storage.binning import Bin
from p2i_desktop.storage.numbers import Put

# workshop | day | type | format | status | origin | heads on site, online | minutes | topics | what is special
WORKSHOPS = """
W1 | 2025-01-01 | training   | hybrid  | held       | own      |       | yes | strategy legal | first day of the year
W2 | 2025-03-10 | webinar    | online  | documented | partner  | - 30  | yes | strategy       | heads online replace names
W3 | 2025-03-30 | training   | on_site | held       | own      |       |     |                | the clocks change: 01:00 to 04:00 are two hours
W4 | 2025-06-01 | conference | hybrid  | held       | own      | 50 -  | yes | legal          | heads on site, names online; restricted
W5 | 2025-12-31 | seminar    | on_site | held       | own      |       | yes | legal          | last day; its session has no times
W6 | 2025-05-05 | seminar    | on_site | held       | external | 99 -  | yes | legal          | external: never
W7 | 2025-05-06 | seminar    | on_site | cancelled  | own      | 99 -  | yes | legal          | cancelled: never
W8 | 2025-05-07 | seminar    | on_site | planned    | own      | 99 -  | yes | legal          | not held yet
W9 | 2024-12-31 | seminar    | on_site | held       | own      |       | yes | legal          | a day before the year
WA | 2025-05-08 | seminar    | on_site | held       | own      | 99 -  | yes | legal          | in the bin
WB | 2025-09-09 | seminar    | on_site | held       | own      |       | yes | legal          | nobody was noted
"""

# session | workshop | from, to
SESSIONS = """
S1 | W1 | 09:00 10:30
S2 | W1 | 11:00 12:00
S3 | W2 | 10:00 11:00
S4 | W3 | 01:00 04:00
S5 | W4 | 09:00 11:00
S6 | W5 |
S7 | W9 | 09:00 10:00
S8 | W1 | 13:00 14:00
SB | WB | 09:00 10:00
"""

# seat | workshop | who | organisation | role | status | mode | marks: session status mode minutes
SEATS = """
a1 | W1 | P1   | H  | participant | registered | on_site | S1 present on_site, S2 present on_site
a2 | W1 | P2   | O  | participant | registered | on_site | S1 part on_site 20, S2 present online
a3 | W1 | Ada  | =New Office | participant | registered | online  | S1 part online
a4 | W1 | P3   | C  | participant | registered | on_site | S1 absent on_site
a5 | W1 | P4   | C  | participant | registered | on_site | S1 excused on_site
a6 | W1 | P5   | C  | organiser   | registered | on_site | S1 present on_site
a7 | W1 | P6   | C  | participant | cancelled  | on_site | S1 present on_site
a8 | W1 | *10  | U  | participant | registered | online  |
a9 | W1 | *5   | C  | participant | registered | on_site | S1 absent on_site
aa | W1 | Bob  | =new  office | speaker | invited | on_site | S2 present on_site
ab | W1 | Eve  |    | participant | registered | on_site |
ac | W1 | P1   | H  | participant | registered | on_site | S1 present on_site, S2 present on_site
ad | W1 | P7   | H  | participant | registered | on_site | S8 present on_site
b1 | W2 | P1   | H  | participant | registered | online  | S3 present online
b2 | W2 | P2   | O  | participant | registered | online  | S3 part online
b3 | W2 | P8   | R  | participant | registered | on_site | S3 present on_site
c1 | W3 | P1   | H  | participant | registered | on_site | S4 present on_site
c2 | W3 | *3   |    | participant | registered | on_site |
d1 | W4 | P9   | K  | participant | registered | online  | S5 present online
d2 | W4 | *20  | K  | participant | registered | on_site |
e1 | W5 | P1   | U  | participant | waitlisted | on_site | S6 present on_site
e2 | W5 | P3   | =New Office | participant | registered | on_site | S6 absent on_site
f1 | W6 | PA   | X  | participant | registered | on_site |
g1 | W7 | PA   | X  | participant | registered | on_site |
h1 | W8 | PA   | X  | participant | registered | on_site |
i1 | W9 | PA   | F  | participant | registered | on_site | S7 present on_site
j1 | WA | PA   | X  | participant | registered | on_site |
k1 | WB | P5   | X  | participant | registered | on_site |
"""
# feedback | about | answers | rating | what came of it
FEEDBACK = """
q1 | W1 | 4 | 4.50 | started_action
q2 | W1 | 1 |      |
q3 | W2 | 3 | 3.00 |
q4 | W9 | 9 | 1.00 | other
q5 | W6 | 9 | 1.00 | other
q6 | W1 | 1 | 1.00 | in the bin
"""

# seat | day of the certificate
CERTIFICATES = """
a1 | 2025-01-02
b1 | 2026-01-01
i1 | 2025-01-02
a7 | 2025-01-02
f1 | 2025-05-06
"""


def key(name: str) -> str:
    """A readable id: the name at the end of zeros."""
    return f"00000000-0000-7000-8000-{name.rjust(12, '0')}"


def lines(table: str) -> Iterator[list[str]]:
    for line in table.strip().splitlines():
        yield [cell.strip() for cell in line.split("|")]


def day(text: str) -> date:
    return date.fromisoformat(text)


def number(text: str) -> int | None:
    return int(text) if text not in ("", "-") else None


def parties() -> Iterator[Record]:
    for name in "HCURKFX":
        yield Organisation(id=key(name), legal_name=f"Demo Office {name}", country="AT")
    yield Organisation(id=key("O"), legal_name="Demo Office O", country="AT", merged_into=key("H"))
    for n in "123456789A":
        yield Contact(id=key(f"P{n}"), family_name=f"Person {n}", data_since=date(2024, 1, 1))
    yield StaffMember(id=key("DA"), name="Demo Advisor", initials="DA")


def workshops() -> Iterator[Record]:
    for name, on, kind, form, status, origin, heads, protocol, topics, _ in lines(WORKSHOPS):
        on_site, online = heads.split() if " " in heads else (heads, "")
        yield Workshop(
            id=key(name), number=f"W-2025-{name[1:]}", title=f"Demo workshop {name}", type=EventType(kind), format=EventFormat(form), status=EventStatus(status),
            origin=EventOrigin(origin), starts_on=day(on), ends_on=day(on), timezone="Europe/Vienna", protocol=protocol,
            headcount_on_site=number(on_site), headcount_online=number(online), topics=frozenset(Topic(one) for one in topics.split()),
            confidentiality=Confidentiality.RESTRICTED if name == "W4" else Confidentiality.CENTRE,
        )  # fmt: skip
    days = {name: day(on) for name, on, *_ in lines(WORKSHOPS)}
    for name, workshop, span in lines(SESSIONS):
        starts, ends = (time.fromisoformat(text) for text in span.split()) if span else (None, None)
        first = days[workshop]
        yield WorkshopSession(
            id=key(name), workshop=key(workshop), starts_on=first, ends_on=first, starts_at=starts, ends_at=ends
        )


def seats() -> Iterator[Record]:
    issued = dict(lines(CERTIFICATES))
    for name, workshop, who, of, role, status, mode, marks in lines(SEATS):
        known = who.startswith("P")
        yield Participation(
            id=key(name), workshop=key(workshop), contact=key(who) if known else None,
            name_as_written="" if known or who.startswith("*") else who, group_name="Class" if who.startswith("*") else "",
            group_size=int(who[1:]) if who.startswith("*") else 1, organisation=key(of) if of and of[0] != "=" else None,
            organisation_as_written=of[1:] if of.startswith("=") else "", role=ParticipantRole(role),
            status=ParticipationStatus(status), mode=AttendanceMode(mode),
            certificate_code="DEMO" if name in issued else "", certificate_on=day(issued[name]) if name in issued else None,
        )  # fmt: skip
        for mark in (one.split() for one in marks.split(",") if one):
            session, came, how, *minutes = mark
            yield Attendance(
                session=key(session), participation=key(name), status=AttendanceStatus(came), mode=AttendanceMode(how),
                minutes=int(*minutes) if minutes else None,
            )  # fmt: skip


def answers() -> Iterator[Record]:
    for name, about, n, rating, *more in lines(FEEDBACK):
        outcome = [one for one in more if one in set(FeedbackOutcome)]
        yield Feedback(
            id=key(name), about=About("workshop", key(about)), answers=int(n), rating=Decimal(rating) if rating else None,
            outcomes=frozenset(FeedbackOutcome(one) for one in outcome), on=date(2026, 2, 2),
        )  # fmt: skip


def make_office(folder: Path) -> Office:
    """An office with these records alone; to be closed by the caller."""
    clock = FixedClock(datetime(2026, 11, 20, 12, tzinfo=UTC))
    records = [*parties(), *workshops(), *seats(), *answers()]
    gone = ((Workshop, "WA"), (WorkshopSession, "S8"), (Participation, "ac"), (Feedback, "q6"))
    made = create_office(folder / "workshops.p2i", clock=clock, settings=Settings(language="en"), country="AT")
    made.store.apply("import", [Put(record) for record in records], kind="import")
    made.store.apply("bin", [Bin(kind, key(name)) for kind, name in gone])
    return made
