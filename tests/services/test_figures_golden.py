"""A small office counted by hand: every counting rule has a case here; figures come through file, rows and counting."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.advice import (
    Case,
    CaseOutcome,
    CaseParty,
    CaseStatus,
    Channel,
    ClosingReason,
    Confidentiality,
    Consultation,
    ConsultationType,
    Phase,
    Sector,
    StaffTime,
    Topic,
)
from p2i_desktop.domain.network import Transition
from p2i_desktop.domain.parties import Contact, Organisation, StaffMember
from p2i_desktop.domain.record import About, Record
from p2i_desktop.domain.reporting import Target
from p2i_desktop.services.figures import IndicatorRow
from p2i_desktop.services.office import Office, create_office
from p2i_desktop.settings import Settings
from p2i_desktop.storage.store import Bin, Put

# No. | day | type | case | organisations | minutes: contact preparation travel | what is special
CONSULTATIONS = """
 1 | 2024-12-31 | follow_up       | K1 | H   |  30   0   0 | a day before the year
 2 | 2025-01-01 | initial         | K2 | C   |  20  10   0 | first day of the year
 3 | 2025-02-03 | follow_up       | K1 | H   |  60  30   0 |
 4 | 2025-02-03 | enquiry         |    |     |  10   0   0 | anonymous
 5 | 2025-03-30 | follow_up       | K1 | O   |  40   0   0 | the clocks change; O was merged into H
 6 | 2025-04-01 | enquiry         |    | U   |  15   0   0 | no topic
 7 | 2025-04-02 | follow_up       | K4 | U   |   0   0   0 | failed attempt
 8 | 2025-04-03 | follow_up       | K1 | H   |  10   0   0 | not substantive
 9 | 2025-04-04 | follow_up       | K2 | C   |  10   0   0 | not specific
10 | 2025-04-07 | follow_up       | K2 | C   |  25   0   0 | taken out of the count
11 | 2025-01-10 | close_out       | K3 | C   |  15   0   0 |
12 | 2025-05-01 | administrative  | K2 | C   |   5   0   0 |
13 | 2025-05-02 | document_review | K2 | C   |   0 120   0 |
14 | 2025-09-02 | initial         | K4 | C U |  60   0  90 | two organisations; a co-advisor with 60 15 90
15 | 2025-05-05 | enquiry         |    |     |  20   0   0 | a person without organisation
16 | 2025-05-06 | follow_up       | K2 |     |  10   0   0 | a person; the lead buyer of K2 is C
17 | 2025-05-07 | follow_up       | K1 | H   |  30   0   0 | restricted
18 | 2025-02-03 | follow_up       | K1 | H   |  60  30   0 | in the bin: twin of 3; its co-advisor too
19 | 2025-03-01 | initial         | K5 | R   |  10   0   0 | R is a subsidiary of H
20 | 2025-07-01 | follow_up       | K7 | H   |   5   0   0 | no topic; K7 was closed on the last day of 2024
21 | 2025-01-01 | follow_up       | K8 | C   |  10   0   0 | K8 is closed on this day
22 | 2025-08-08 | follow_up       | K9 |     |  12   0   0 | a person; K9 is in the bin, its lead buyer F too
23 | 2025-12-31 | follow_up       | K4 | U   |  45   0   0 | last day of the year
24 | 2026-01-01 | follow_up       | K4 | U   |  45   0   0 | a day after the year
25 | 2024-05-05 | enquiry         |    | U   |  10   0   0 | U is not new in 2025
"""

# case | lead | opened | status moves | outcome, reason | special
CASES = """
K1 | H | 2024-10-01 | accepted 2024-10-02, in_progress 2024-12-31                     |                                  | tendering 2025-05-05
K2 | C | 2025-01-01 | accepted 2025-01-01, in_progress 2025-01-01, completed 2025-06-01, closed 2025-06-30 | helped contract_awarded |
K3 | C | 2024-12-01 | accepted 2024-12-01, in_progress 2024-12-01, completed 2025-01-15, closed 2025-01-15 | no_help_possible need_withdrawn | tendering 2024-12-05, again 2025-01-08
K4 | U | 2025-09-01 | accepted 2025-09-01, in_progress 2025-09-02, completed 2025-09-30, closed 2025-10-01, in_progress 2025-11-01 | | taken up again
K5 | R | 2025-03-01 | declined 2025-03-05                                              |                                  | no sector
K6 | H | 2025-12-31 |                                                                 |                                  | no consultation
K7 | H | 2024-02-01 | accepted 2024-02-01, in_progress 2024-02-01, completed 2024-12-01, closed 2024-12-31 | helped pilot |
K8 | C | 2024-06-01 | accepted 2024-06-01, in_progress 2024-06-01, completed 2024-12-01, closed 2025-01-01 |              | no outcome, no reason
K9 | F | 2025-01-02 | accepted 2025-01-02                                              |                                  | in the bin
"""

# code | value | why
EXPECTED = """
ADV-01                          | 14     | 2 3 5 6 13 14 15 16 17 19 20 21 22 23
ADV-02                          | 21     | all of 2025 but 18
ADV-03                          | 3      | 4 6 15
ADV-05                          | 337/60 | 20+60+40+15+0+60+20+10+30+10+5+10+12+45
ADV-06.contact                  | 472/60 | 337 + 10 (4) + 10 (8) + 10 (9) + 25 (10) + 15 (11) + 5 (12) + 60 (co-advisor)
ADV-06.preparation              | 175/60 | 10 (2) + 30 (3) + 120 (13) + 15 (co-advisor)
ADV-06.travel                   | 180/60 | 90 (14) + 90 (co-advisor)
ADV-07                          | 4      | K2 K4 K5 K6; K9 is in the bin
ADV-08                          | 6      | K1 K2 K3 K4 K5 K8; K6 has no talk, K7 was closed before the year
ADV-09                          | 3      | K2 K3 K8; K4 was taken up again, K5 was declined
ADV-10                          | 3      | K1 K4 K6
ADV-11                          | 180    | the middle of 180 (K2), 45 (K3), 214 (K8)
ADV-12                          | 100/3  | K2 of three
ADV-13.contract_awarded         | 1      | K2
ADV-13.need_withdrawn           | 1      | K3
ADV-13.pilot                    | 0      | K7 was closed in 2024
ADV-13.client_silent            | 0      |
ADV-14                          | 1      | K1; K3 came to tendering in 2024 already
CLI-01                          | 5      | C H U R F; O is H
CLI-02                          | 3      | C R F; H and U were advised in 2024
CLI-03                          | 3      | C H U
CLI-04                          | 3      | C 230, H 165, U 120; R 10 and F 12 have less than 30 minutes
CLI-05                          | 0      | nobody has 300 minutes
CLI-06                          | 1      | P called in 15, 16 and 22; 4 was anonymous
DQ-01                           | 2300/27 | 19 of 21 talks (6 and 20 lack a topic), 4 of 6 cases (K5 lacks the sector, K8 how it ended)
"""

STAFF = {"A1": "00000000-0000-7000-8000-0000000000a1", "A2": "00000000-0000-7000-8000-0000000000a2"}
BINNED = datetime(2026, 1, 5, 9, tzinfo=UTC)


def key(name: str) -> str:
    """A readable id: the name at the end of zeros."""
    return f"00000000-0000-7000-8000-{name.rjust(12, '0')}"


def lines(table: str) -> Iterator[list[str]]:
    for line in table.strip().splitlines():
        yield [cell.strip() for cell in line.split("|")]


def consultation(cells: list[str]) -> Consultation:
    number, day, kind, case, organisations, minutes, special = cells
    names = organisations.split()
    contact, preparation, travel = map(int, minutes.split())
    fields: dict[str, Any] = {
        "id": key(f"c{number}"),
        "on": date.fromisoformat(day),
        "type": ConsultationType(kind),
        "case": key(case) if case else None,
        "organisation": key(names[0]) if names else None,
        "other_organisations": frozenset(key(name) for name in names[1:]),
        "contacts": frozenset() if names else frozenset({key("P")}),
        "advisor": STAFF["A1"],
        "contact_minutes": contact,
        "preparation_minutes": preparation,
        "travel_minutes": travel,
        "topics": frozenset() if "no topic" in special else frozenset({Topic.IPR}),
        "channel": Channel.PHONE,
    }
    made = Consultation(**fields)
    for word, change in {
        "anonymous": {"anonymous": True, "contacts": frozenset()},
        "failed attempt": {"contact_made": False},
        "not substantive": {"substantive": False},
        "not specific": {"specific": False},
        "taken out": {"count_out": True, "count_out_reason": "twice"},
        "restricted": {"confidentiality": Confidentiality.RESTRICTED},
    }.items():
        if special.startswith(word):
            made = replace(made, **change)
    return made


def case_records(cells: list[str]) -> Iterator[Record]:
    name, lead, opened, moves, ended, special = cells
    steps = [tuple(step.split()) for step in moves.split(",")] if moves else []
    status = CaseStatus(steps[-1][0]) if steps else CaseStatus.NEW
    outcome, reason = ended.split() if ended else (None, None)
    about = About("case", key(name))
    old = CaseStatus.NEW.value
    for n, (new, day) in enumerate(steps):
        move = key(f"{name}{n}")
        yield Transition(id=move, about=about, field="status", old=old, new=new, on=date.fromisoformat(day))
        old = new
    tendering = (
        [word for word in special.replace(",", "").split() if word[:2] == "20"] if "tendering" in special else []
    )
    for n, day in enumerate(tendering):
        yield Transition(
            id=key(f"{name}b{n}"), about=about, field="phase", old="prep_need", new="tender_procedure", on=date.fromisoformat(day)
        )  # fmt: skip
    yield Case(
        id=key(name), number=name, title=name, lead_advisor=STAFF["A1"], opened_on=date.fromisoformat(opened), status=status,
        closed_on=date.fromisoformat(steps[-1][1]) if status in (CaseStatus.CLOSED, CaseStatus.DECLINED) else None,
        outcome=CaseOutcome(outcome) if outcome else None, closing_reason=ClosingReason(reason) if reason else None,
        result="Done." if outcome else "", need="A need.", intake=Channel.PHONE, sector=None if "no sector" in special else Sector.WATER,
        phase=Phase.TENDER_PROCEDURE if tendering else Phase.PREP_NEED,
    )  # fmt: skip
    yield CaseParty(id=key(f"{name}d"), case=key(name), organisation=key(lead))


def records() -> Iterator[Record]:
    for initials, staff_id in STAFF.items():
        yield StaffMember(id=staff_id, name=initials, initials=initials)
    for name, parent, merged in (
        ("H", "", ""),
        ("C", "", ""),
        ("U", "", ""),
        ("O", "", "H"),
        ("R", "H", ""),
        ("F", "", ""),
    ):
        yield Organisation(
            id=key(name), legal_name=name, country="AT", parent=key(parent) if parent else None, merged_into=key(merged) if merged else None
        )  # fmt: skip
    yield Contact(id=key("P"), family_name="Officer", data_since=date(2024, 1, 1))
    for cells in lines(CASES):
        yield from case_records(cells)
    for cells in lines(CONSULTATIONS):
        yield consultation(cells)
    for number, minutes in (("14", (60, 15, 90)), ("18", (7, 7, 7))):
        yield StaffTime(
            id=key(f"e{number}"), about=About("consultation", key(f"c{number}")), staff=STAFF["A2"], on=date(2025, 9, 2),
            contact_minutes=minutes[0], preparation_minutes=minutes[1], travel_minutes=minutes[2],
        )  # fmt: skip
    yield Target(id=key("f1"), indicator="ADV-01", year=2025, value=Decimal(16))
    yield Target(id=key("f2"), indicator="ADV-11", year=2025, value=Decimal(90))


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    with create_office(tmp_path / "small.p2i", clock=clock, settings=Settings(language="en"), country="AT") as made:
        made.store.apply("import", [Put(record) for record in records()], kind="import")
        made.store.apply("bin", [Bin(Consultation, key("c18")), Bin(Case, key("K9")), Bin(Organisation, key("F"))])
        yield made


def values(rows: list[IndicatorRow]) -> dict[str, IndicatorRow]:
    return {row.code: row for row in rows}


def exact(value: object) -> Fraction:
    assert isinstance(value, (int, Decimal))
    return Fraction(value).limit_denominator(10_000)


@pytest.mark.parametrize(("code", "value", "why"), list(lines(EXPECTED)))
def test_the_year_counted_by_hand(office: Office, code: str, value: str, why: str) -> None:
    assert exact(values(office.figures.year(2025))[code].value) == Fraction(value), why


def test_records_behind_a_figure_are_those_named(office: Office) -> None:
    for code, _, why in lines(EXPECTED):
        if code in ("ADV-01", "ADV-03"):
            assert office.figures.explain(code, 2025).records == tuple(
                sorted((key(f"c{n}") for n in why.split()), key=lambda k: (_day(k), k))
            )
        if code in ("ADV-07", "ADV-08", "ADV-09", "ADV-10"):
            assert set(office.figures.explain(code, 2025).records) == {key(k) for k in why.split(";")[0].split()}


def _day(record_id: str) -> str:
    return next(cells[1] for cells in lines(CONSULTATIONS) if key(f"c{cells[0]}") == record_id)


def test_last_year_target_state_and_ranges(office: Office) -> None:
    rows = values(office.figures.year(2025))
    talks = rows["ADV-01"]
    assert (talks.previous, talks.change, talks.change_printed) == (2, Decimal(600), "+600.0%")
    assert (talks.target, talks.reached, talks.state) == (Decimal(16), Decimal("87.5"), "missed")
    assert rows["ADV-11"].reached == Decimal(50)  # lower is better: 90 of 180 days
    assert rows["ADV-12"].range_printed == "33.3–66.7%"
    assert (rows["ADV-13.pilot"].low, rows["ADV-13.pilot"].high) == (0, 1)
    assert rows["ADV-02"].state == "no_target"


def test_a_running_year_is_compared_with_the_same_days(office: Office, clock: FixedClock) -> None:
    clock.instant = datetime(2025, 3, 1, 12, tzinfo=UTC)
    rows = values(office.figures.year(2025))
    assert rows["ADV-01"].value == 4  # 2 3 19 21
    assert rows["ADV-01"].previous == 0  # 1 and 25 come later in the year
    assert rows["ADV-01"].full_previous == 2
    assert rows["ADV-01"].change is None
    assert rows["ADV-01"].change_direction == "up"
    assert rows["ADV-01"].expected == Decimal(16) * 60 / 365
    assert rows["ADV-01"].state == "on_track"
    assert rows["ADV-11"].expected == Decimal(90)


def test_a_reporting_year_can_begin_in_july(office: Office) -> None:
    settings = office.figures.settings()
    office.store.apply("save", [Put(replace(settings, year_starts="07-01"))])
    span = office.figures.span(2025)
    assert (span.full.starts, span.full.ends) == (date(2025, 7, 1), date(2026, 6, 30))
    assert values(office.figures.year(2025))["ADV-01"].value == 5  # 14 20 22 23 and 24 of 2026


def test_some_figures_are_what_the_whole_year_says_of_them(office: Office) -> None:
    codes = ("PRC-04", "ADV-01", "ADV-06.contact", "CLI-01")
    some = office.figures.some(codes, 2025)
    assert tuple(some) == codes
    assert some == {code: row for code, row in values(office.figures.year(2025)).items() if code in codes}
    with pytest.raises(KeyError):
        office.figures.some(("XXX-01",), 2025)


def test_a_year_without_records_has_no_shares(office: Office) -> None:
    rows = values(office.figures.year(2019))
    assert rows["ADV-01"].value == 0
    assert rows["ADV-12"].value is None
    assert rows["ADV-12"].printed == "–"
    assert rows["ADV-11"].value is None
    assert rows["DQ-01"].printed == "–"


def test_figures_follow_a_change_at_once(office: Office) -> None:
    assert values(office.figures.year(2025))["ADV-01"].value == 14
    office.store.apply("bin", [Bin(Consultation, key("c2"))])
    assert values(office.figures.year(2025))["ADV-01"].value == 13
    office.store.undo()
    assert values(office.figures.year(2025))["ADV-01"].value == 14


def test_parts_of_the_year_add_up(office: Office) -> None:
    for name, (this, last, before) in office.figures.breakdowns(2025).items():
        row = values(office.figures.year(2025))[this.code]
        if this.adds_up:
            assert sum(part.count for part in this.parts) == row.value, name
            assert sum(part.count for part in last.parts) == row.previous, name
            assert sum(part.count for part in before.parts) == row.before_previous, name
        for part in this.parts:
            assert len(part.records) == part.count
    months = {part.key: part.count for part in office.figures.breakdowns(2025)["month"][0].parts}
    assert months["05"] == 4
    assert months["06"] == 0


def test_what_is_missing_is_named(office: Office) -> None:
    points = {(point.type, point.field): point.ids for point in office.figures.open_points(2025)}
    assert points["consultation", "topics"] == (key("c6"), key("c20"))
    assert points["case", "sector"] == (key("K5"),)
    assert points["case", "outcome"] == (key("K8"),)


def test_an_unknown_code_is_refused_and_parts_can_be_explained_together(office: Office) -> None:
    with pytest.raises(KeyError):
        office.figures.explain("ADV-99", 2025)
    together = office.figures.explain("ADV-13", 2025)
    assert set(together.records) == {key("K2"), key("K3")}
    assert together.value is None


def test_json_has_the_agreed_members(office: Office) -> None:
    row = values(office.figures.year(2025))["ADV-12"]
    assert list(row.as_json()) == [
        "code", "label", "unit", "kind", "value", "printed", "low", "high", "previous", "change", "target", "reached",
    ]  # fmt: skip
    assert row.as_json()["value"] == pytest.approx(100 / 3)
    assert row.as_json()["target"] is None
    assert len(row.records) == row.base == 3
    told = office.figures.explain("ADV-12", 2025, language="de").as_json()
    assert list(told) == ["code", "definition", "version", "records"]
    assert set(told["records"]) == {key("K2"), key("K3"), key("K8")}


def test_a_year_to_come_is_not_cut(office: Office) -> None:
    span = office.figures.span(2030)
    assert not span.running
    assert span.period == span.full
    assert office.figures.span(2026).running


def test_many_years_can_be_leafed_through(office: Office) -> None:
    for year in range(2016, 2027):
        assert len(office.figures.year(year)) == len(office.figures.year(2025))
