"""Workshops counted by hand: every rule of EVT-01 to EVT-10, of presence in CLI-04 and of minutes in DQ-01 has a case here."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

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
from p2i_desktop.services.figures import IndicatorRow
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

# code | value | low | high | missing | why
EXPECTED = """
EVT-01 | 6        | 6        | 6        | 0 | W1 W2 W3 W4 W5 WB
EVT-02 | 101      | 101      | 101      | 0 | W1 a1 a2 a3 aa and 10 of a8; W2 30 and b3, who was on site; W3 1 and 3; W4 50 and d1; W5 e1; nobody at WB
EVT-03 | 4200/101 | 4200/101 | 4200/101 | 0 | a3 and a8 11, W2 30, d1; a2 was once on site
EVT-04 | 4        | 4        | 4        | 0 | P1 P2 P8 P9
EVT-05 | 4        | 4        | 5        | 1 | H U R K; O is H; "New Office" is written twice
EVT-06 | 10265/60 | 10265/60 |          | 1 | W1 150 80 45 60 1500; W2 60 30 60 and 28 of 60; W3 120 and 3 of 120; W4 120 and 50 of 120; W5 has no times
EVT-07 | 27/7     | 7/2      | 4        | 1 | 4 of 4.5 and 3 of 3; q2 may be 1 or 5
EVT-08 | 800/101  | 800/101  | 800/101  | 0 | 8 answers of 101
EVT-09 | 2        | 2        | 2        | 0 | a1, and i1 of the year before
EVT-10 | 400/13   | 400/13   | 400/13   | 0 | a4 ab ad e2 of a1 to a5, ab, ad, b1 to b3, c1, d1, e2; the session of ad is in the bin
CLI-04 | 4        | 4        | 4        | 0 | H U R K; nobody was advised
DQ-01  | 250/3    | 250/3    | 250/3    | 0 | W3 has no minutes
SAT-04.started_action | 1 | 1 | 1     | 0 | q1
SAT-04.other          | 0 | 0 | 0     | 0 | q4 is about 2024, q5 about an external event
"""

BEHIND = {
    "EVT-01": "W1 W2 W3 W4 W5 WB", "EVT-02": "W2 W4 a1 a2 a3 a8 aa b3 c1 c2 d1 e1", "EVT-03": "W2 W4 a1 a2 a3 a8 aa b3 c1 c2 d1 e1",
    "EVT-04": "P1 P2 P8 P9", "EVT-05": "H U R K", "EVT-06": "W2 W4 a1 a2 a3 a8 aa b1 b2 b3 c1 c2 d1", "EVT-07": "q1 q3",
    "EVT-08": "W1 W2 W3 W4 W5 WB", "EVT-09": "a1 i1", "EVT-10": "a1 a2 a3 a4 a5 ab ad b1 b2 b3 c1 d1 e2", "CLI-04": "H U R K",
}  # fmt: skip


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
            id=key(name), title=f"Demo workshop {name}", type=EventType(kind), format=EventFormat(form), status=EventStatus(status),
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


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder: Path = tmp_path_factory.mktemp("workshops")
    clock = FixedClock(datetime(2026, 11, 20, 12, tzinfo=UTC))
    records = [*parties(), *workshops(), *seats(), *answers()]
    gone = ((Workshop, "WA"), (WorkshopSession, "S8"), (Participation, "ac"), (Feedback, "q6"))
    with create_office(folder / "workshops.p2i", clock=clock, settings=Settings(language="en"), country="AT") as made:
        made.store.apply("import", [Put(record) for record in records], kind="import")
        made.store.apply("bin", [Bin(kind, key(name)) for kind, name in gone])
        yield made


def rows(office: Office, until: date | None = None) -> dict[str, IndicatorRow]:
    return {row.code: row for row in office.figures.year(2025, until)}


def exact(value: object) -> Fraction | None:
    if value is None:
        return None
    assert isinstance(value, (int, Decimal))
    return Fraction(value).limit_denominator(100_000)


@pytest.mark.parametrize(("code", "value", "low", "high", "missing", "why"), list(lines(EXPECTED)))
def test_the_year_counted_by_hand(
    office: Office, code: str, value: str, low: str, high: str, missing: str, why: str
) -> None:
    row = rows(office)[code]
    assert exact(row.value) == Fraction(value), why
    assert exact(row.low) == Fraction(low), why
    assert exact(row.high) == (Fraction(high) if high else None), why
    assert row.missing == int(missing), why


@pytest.mark.parametrize(("code", "names"), BEHIND.items())
def test_records_behind_are_those_named(office: Office, code: str, names: str) -> None:
    assert set(rows(office)[code].records) == {key(name) for name in names.split()}


def test_how_they_are_printed_and_what_they_open(office: Office) -> None:
    found = rows(office)
    assert {code: row.printed for code, row in found.items() if code.startswith("EVT")} == {
        "EVT-01": "6", "EVT-02": "101", "EVT-03": "41.6%", "EVT-04": "4", "EVT-05": "4", "EVT-06": "\u2265\u00a0171.1", "EVT-07": "3.9",
        "EVT-08": "7.9%", "EVT-09": "2", "EVT-10": "30.8%",
    }  # fmt: skip
    assert found["EVT-05"].range_printed == "4\u20135"
    held = tuple(key(name) for name in ("W1", "W2", "W3", "W4", "WB", "W5"))
    for code in ("EVT-01", "EVT-02", "EVT-03", "EVT-06"):
        assert found[code].opens == (("workshop", held),), code
    assert found["EVT-10"].opens == (("workshop", (*held[:4], held[5])),)


def test_restricted_workshops_count_and_are_not_named(office: Office) -> None:
    office.use_settings(Settings(language="en", staff="DA"))
    for code, left_out in (("EVT-01", 1), ("EVT-02", 2), ("EVT-05", 1), ("EVT-08", 1), ("EVT-10", 1)):
        told = office.figures.explain(code, 2025)
        assert told.restricted == left_out, code
        assert not {key(name) for name in ("W4", "d1", "K")} & set(told.records)
        assert len(told.records) + left_out == len(rows(office)[code].records)


def test_few_answers_are_told_with_their_number_and_compared_with_nothing(office: Office) -> None:
    office.store.apply("bin", [Bin(Feedback, key("q1"))])
    row = rows(office)["EVT-07"]
    assert row.printed == "3.0 (n\u00a0=\u00a03)"
    assert (row.change, row.change_direction) == (None, "")
    office.steps.undo()


def test_the_running_year_counts_to_its_day_and_the_window_of_active_clients_reaches_back(office: Office) -> None:
    found = rows(office, until=date(2025, 3, 29))
    assert (found["EVT-01"].value, found["EVT-02"].value) == (2, 45)
    assert {key(name) for name in "HURF"} == set(found["CLI-04"].records)  # F was there on the last day of 2024


def test_nothing_at_all_is_no_share_and_no_mean_but_a_count_of_none(office: Office) -> None:
    found = {row.code: row.value for row in office.figures.year(2015)}
    assert {code: value for code, value in found.items() if code.startswith("EVT")} == {
        "EVT-01": 0, "EVT-02": 0, "EVT-03": None, "EVT-04": 0, "EVT-05": 0, "EVT-06": 0, "EVT-07": None, "EVT-08": None, "EVT-09": 0,
        "EVT-10": None,
    }  # fmt: skip


def test_the_parts_of_the_year(office: Office) -> None:
    parts = {
        name: {part.key: part.count for part in found[0].parts if part.count}
        for name, found in office.figures.breakdowns(2025).items()
    }
    assert parts["held_type"] == {"training": 2, "webinar": 1, "conference": 1, "seminar": 2}
    assert parts["attended_type"] == {"training": 18, "webinar": 31, "conference": 51, "seminar": 1}
    assert parts["held_format"] == {"on_site": 3, "online": 1, "hybrid": 2}
    assert parts["held_topic"] == {"strategy": 2, "legal": 4, "": 1}
    assert parts["held_month"] == {"01": 1, "03": 2, "06": 1, "09": 1, "12": 1}
    assert parts["attended_month"] == {"01": 14, "03": 35, "06": 51, "12": 1}


def test_what_is_missing_is_named_and_leads_to_the_workshops(office: Office) -> None:
    points = {(point.type, point.field): point for point in office.figures.open_points(2025)}
    assert {at: (point.code, set(point.ids), point.opens) for at, point in points.items()} == {
        ("workshop", "protocol"): ("DQ-01", {key("W3")}, ("workshop", (key("W3"),))),
        ("workshop_session", "starts_at"): ("EVT-06", {key("S6")}, ("workshop", (key("W5"),))),
        ("participation", "organisation"): ("EVT-05", {key("a3"), key("aa")}, ("workshop", (key("W1"),))),
        ("feedback", "rating"): ("EVT-07", {key("q2")}, ("workshop", (key("W1"),))),
    }


def test_a_name_that_is_taken_away_changes_no_figure(office: Office) -> None:
    before = {code: (row.value, row.low, row.high, row.records) for code, row in rows(office).items()}
    person = office.work.get(Contact, key("P1"))
    gone = replace(person, family_name="", given_name="", anonymised_at=datetime(2026, 1, 1, tzinfo=UTC), token="T1")
    office.store.apply("save", [Put(gone)])
    assert {code: (row.value, row.low, row.high, row.records) for code, row in rows(office).items()} == before
    office.steps.undo()
