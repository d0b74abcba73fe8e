"""Buddy support counted by hand: every rule of BUD-01 to BUD-08 has a case here."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.advice import Topic
from p2i_desktop.domain.buddies import (
    BuddyPairing,
    MeasureStatus,
    MeasureType,
    PairingStatus,
    PlanEvaluation,
    PlanMilestone,
    PlanNeed,
    PlanSide,
    PlanStatus,
    SetupMilestone,
    SetupProgress,
    SetupTopic,
    SupportMeasure,
    SupportPlan,
)
from p2i_desktop.domain.network import Centre, CentreService, CentreStatus, Programme, ProgrammeMember
from p2i_desktop.domain.record import Record
from p2i_desktop.services.figures import IndicatorRow
from p2i_desktop.services.office import Office, create_office
from p2i_desktop.settings import Settings
from p2i_desktop.storage.binning import Bin
from p2i_desktop.storage.numbers import Put

# programme | meetings a year | last day
PROGRAMMES = """
G | 2
H | 1
F | 2 | 2025-06-30
"""

# pairing | programme | mentor | new centre | status
PAIRINGS = """
q1 | G | M | N1 | active
q2 | G | M | N2 | finished
q3 | H | O | N3 | active
q4 | G | O | N4 | active
q5 | G | O | N2 | cancelled
q6 | G | M | N4 | active
"""

# plan | pairing | version | status | year of the plan; px was broken off as a draft, the others were agreed
PLANS = """
p0 | q1 | 1 | superseded | 2025-01-01 2025-12-31
p1 | q1 | 2 | active     | 2025-01-01 2025-12-31
pd | q1 | 3 | draft      | 2025-01-01 2025-12-31
p2 | q2 | 1 | completed  | 2024-07-01 2025-06-30
p3 | q3 | 1 | agreed     | 2025-11-01 2026-10-31
p4 | q4 | 1 | terminated | 2025-01-01 2025-12-31
px | q4 | 2 | terminated | 2025-01-01 2025-12-31
p5 | q5 | 1 | agreed     | 2025-01-01 2025-12-31
p6 | q6 | 1 | active     | 2025-01-01 2025-12-31
p8 | q2 | 1 | evaluated  | 2023-01-01 2023-12-31
"""

# measure | plan | type | status | held
MEASURES = """
m1 | p1 | kick_off       | done      | 2025-01-01
m2 | p1 | online_meeting | done      | 2025-12-31
m3 | p1 | job_shadowing  | done      | 2025-05-05
m4 | p1 | buddy_visit    | planned   |
m5 | p2 | kick_off       | done      | 2024-07-01
m6 | p2 | evaluation     | done      | 2025-06-30
m7 | p2 | return_visit   | done      | 2025-07-01
m8 | p3 | kick_off       | done      | 2026-01-02
m9 | p4 | needs_review   | done      | 2025-02-02
ma | p0 | kick_off       | done      | 2025-01-01
mb | p5 | kick_off       | done      | 2025-03-03
mc | p1 | online_meeting | cancelled | 2025-04-04
me | px | kick_off       | done      | 2025-01-01
md | p6 | kick_off       | done      | 2025-01-01
"""

# milestone | plan | due | done
MILESTONES = """
s1 | p1 | 2025-01-01 | 2025-01-01
s2 | p1 | 2025-06-30 | 2025-07-01
s3 | p1 | 2025-12-31 |
s4 | p2 | 2024-12-31 | 2025-01-02
s5 | p2 | 2025-03-31 | 2024-12-31
s6 | p4 | 2025-02-01 | 2025-02-01
s7 | p0 | 2025-01-01 | 2025-01-01
s8 | pd | 2025-01-01 | 2025-01-01
s9 | p3 | 2026-01-15 | 2025-12-31
sa | p1 | 2025-02-02 | 2025-02-02
"""

# need | plan | now | at the end
NEEDS = """
n1 | p1 | 1 | 4
n2 | p2 | 2 | 2
n3 | p1 | 3 |
n4 | p2 |   | 5
n5 | p3 | 0 | 5
n6 | p0 | 0 | 5
n7 | p4 | 0 | 5
"""

# evaluation | plan | side | on | usefulness
EVALUATIONS = """
e1 | p2 | mentor | 2025-07-15 | 5
e2 | p2 | new    | 2025-07-20 | 4
e3 | p8 | mentor | 2025-01-05 | 2
e4 | p1 | new    | 2025-12-31 |
e5 | p0 | mentor | 2025-12-31 | 1
e6 | p3 | new    | 2026-11-01 | 5
"""

# member | centre | status | from, to | programme, G unless said
MEMBERS = """
b1 | N1 | new      | 2020-01-01
b2 | N1 | new      | 2025-01-01
b3 | N2 | new      | 2020-01-01 2025-12-31
b4 | N3 | new      | 2026-01-01
b5 | N4 | new      | 2025-12-31
b6 | O  | existing | 2020-01-01
b7 | M  | new      | 2016-01-01 2025-12-30
b8 | N3 | new      | 2020-01-01 | F
"""

# step | centre | milestone | done
STEPS = """
t1 | N1 | mandate            | 2025-12-31
t2 | N1 | launch             | 2026-01-01
t3 | N1 | website            | does not apply
t4 | N1 | staff_in_place     | 2024-05-05
t5 | N2 | mandate            | 2021-01-01
t6 | N2 | launch             | 2022-01-01
t7 | N2 | first_annual_report | 2023-01-01
t8 | O  | mandate            | 2010-01-01
"""

# service | centre | from | since
SERVICES = """
v1 | N1 | M | 2025-01-01
v2 | N2 | M | 2024-12-31
v3 | N1 |   | 2025-05-05
v4 | N2 | O |
v5 | N2 | O | 2025-05-05
"""

BINNED = ((SupportPlan, "p6"), (PlanMilestone, "sa"), (CentreService, "v5"))

# code | value | low | high | missing | why
EXPECTED = """
BUD-01        | 5    | 5    | 5    | 0 | m1 m2 m6, m9 of the plan that was broken off, mb of the pairing that was cancelled; m7 lies after its year
BUD-02        | 200/3 | 200/3 | 200/3 | 0 | p1 and p2 of p1 p2 p3; m5 of 2024 counts for p2, m8 comes after the period
BUD-03        | 5    | 5    | 5    | 0 | s1 s2 s4 s6 s9
BUD-04        | 50   | 50   | 50   | 0 | s1 and s5 of s1 s2 s3 s5
BUD-05        | 80/7 | 80/7 | 80/7 | 0 | N1 2 of 14, N2 3 of 15, N4 nothing; the programme of b8 is over
BUD-06        | 3/2  | 0    | 5/2  | 2 | n1 3, n2 0; n3 -3 to 2, n4 0 to 5
BUD-07        | 1    | 1    | 1    | 0 | v1
BUD-08.mentor | 7/2  | 7/2  | 7/2  | 0 | e1 e3
BUD-08.new    | 4    | 5/2  | 9/2  | 1 | e2; e4 may be 1 or 5
"""

BEHIND = {
    "BUD-01": "m1 m2 m6 m9 mb", "BUD-02": "p1 p2 p3", "BUD-03": "s1 s2 s4 s6 s9", "BUD-04": "s1 s2 s3 s5", "BUD-05": "N1 N2 N4",
    "BUD-06": "n1 n2", "BUD-07": "v1", "BUD-08.mentor": "e1 e3", "BUD-08.new": "e2",
}  # fmt: skip


def key(name: str) -> str:
    """A readable id: the name at the end of zeros."""
    return f"00000000-0000-7000-8000-{name.rjust(12, '0')}"


def lines(table: str) -> Iterator[list[str]]:
    for line in table.strip().splitlines():
        yield [cell.strip() for cell in line.split("|")]


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def number(text: str) -> int | None:
    return int(text) if text else None


def people() -> Iterator[Record]:
    for code in ("M", "O", "N1", "N2", "N3", "N4"):
        yield Centre(id=key(code), code=code, country="AT", language="en", timezone="Europe/Vienna")
    for code, least, *ends in lines(PROGRAMMES):
        yield Programme(
            id=key(code), code=code, name=code, starts=date(2018, 1, 1), ends=day(*ends) if ends else None, min_buddy_meetings=int(least)
        )  # fmt: skip
    for name, centre, status, span, *programme in lines(MEMBERS):
        since, _, until = span.partition(" ")
        yield ProgrammeMember(
            id=key(name), programme=key("".join(programme) or "G"), centre=key(centre), status=CentreStatus(status), valid_from=day(since), valid_to=day(until)
        )  # fmt: skip
    for name, centre, step, done in lines(STEPS):
        out = done == "does not apply"
        yield SetupProgress(
            id=key(name), centre=key(centre), milestone=SetupMilestone(step), not_applicable=out, done_on=None if out else day(done)
        )  # fmt: skip
    for name, centre, origin, since in lines(SERVICES):
        yield CentreService(
            id=key(name), centre=key(centre), service=Topic.STRATEGY, taken_over_from=key(origin) if origin else None, since=day(since)
        )  # fmt: skip


def plans() -> Iterator[Record]:
    for name, programme, mentor, new, status in lines(PAIRINGS):
        yield BuddyPairing(
            id=key(name), programme=key(programme), year=2025, mentor=key(mentor), new_centre=key(new), status=PairingStatus(status)
        )  # fmt: skip
    for name, pairing, version, status, span in lines(PLANS):
        starts, ends = (day(text) for text in span.split())
        yield SupportPlan(
            id=key(name), pairing=key(pairing), version=int(version), status=PlanStatus(status), title=name, starts=starts, ends=ends,
            agreed_on=None if name in ("pd", "px") else starts,
        )  # fmt: skip
    for name, plan, kind, status, held in lines(MEASURES):
        yield SupportMeasure(
            id=key(name), plan=key(plan), type=MeasureType(kind), status=MeasureStatus(status), planned_on=date(2025, 6, 6), held_on=day(held)
        )  # fmt: skip
    for name, plan, due, done in lines(MILESTONES):
        yield PlanMilestone(id=key(name), plan=key(plan), position="m", title=name, due_on=day(due), done_on=day(done))
    for name, plan, now, end in lines(NEEDS):
        yield PlanNeed(id=key(name), plan=key(plan), topic=SetupTopic.REASON, now=number(now), now_at_end=number(end))
    for name, plan, side, on, usefulness in lines(EVALUATIONS):
        yield PlanEvaluation(
            id=key(name), plan=key(plan), side=PlanSide(side), on=day(on), usefulness=number(usefulness)
        )


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    from datetime import UTC, datetime

    folder: Path = tmp_path_factory.mktemp("buddies")
    clock = FixedClock(datetime(2026, 11, 20, 12, tzinfo=UTC))
    with create_office(folder / "buddies.p2i", clock=clock, settings=Settings(language="en"), country="AT") as made:
        made.store.apply("import", [Put(record) for record in (*people(), *plans())], kind="import")
        made.store.apply("bin", [Bin(kind, key(name)) for kind, name in BINNED])
        yield made


def values(rows: list[IndicatorRow]) -> dict[str, IndicatorRow]:
    return {row.code: row for row in rows}


def exact(value: object) -> Fraction | None:
    if value is None:
        return None
    assert isinstance(value, (int, Decimal))
    return Fraction(value).limit_denominator(100_000)


@pytest.mark.parametrize(("code", "value", "low", "high", "missing", "why"), list(lines(EXPECTED)))
def test_the_year_counted_by_hand(
    office: Office, code: str, value: str, low: str, high: str, missing: str, why: str
) -> None:
    row = values(office.figures.year(2025))[code]
    assert exact(row.value) == Fraction(value), why
    assert exact(row.low) == Fraction(low), why
    assert exact(row.high) == Fraction(high), why
    assert row.missing == int(missing), why


@pytest.mark.parametrize(("code", "names"), BEHIND.items())
def test_records_behind_are_those_named(office: Office, code: str, names: str) -> None:
    assert set(office.figures.explain(code, 2025).records) == {key(name) for name in names.split()}


def test_how_they_are_printed(office: Office) -> None:
    rows = values(office.figures.year(2025))
    printed = {code: row.printed for code, row in rows.items() if code.startswith("BUD")}
    assert printed == {
        "BUD-01": "5", "BUD-02": "66.7%", "BUD-03": "5", "BUD-04": "50.0%", "BUD-05": "11.4%", "BUD-06": "1.5", "BUD-07": "1",
        "BUD-08.mentor": "3.5", "BUD-08.new": "4.0",
    }  # fmt: skip
    assert rows["BUD-06"].range_printed == "0.0–2.5"
    assert rows["BUD-06"].unit_label == "points"


def test_nothing_at_all_is_no_share_and_no_mean_but_a_count_of_none(office: Office) -> None:
    rows = values(office.figures.year(2015))
    assert {code: rows[code].value for code in rows if code.startswith("BUD")} == {
        "BUD-01": 0, "BUD-02": None, "BUD-03": 0, "BUD-04": None, "BUD-05": None, "BUD-06": None, "BUD-07": 0,
        "BUD-08.mentor": None, "BUD-08.new": None,
    }  # fmt: skip


def test_the_running_year_counts_to_its_day(office: Office) -> None:
    rows = values(office.figures.year(2025, until=date(2025, 6, 30)))
    assert rows["BUD-01"].value == 4  # m1 m6 m9 mb
    assert exact(rows["BUD-02"].value) == Fraction(50)  # p2 of p1 and p2: p3 has not begun
    assert exact(rows["BUD-04"].value) == Fraction(200, 3)  # s1 and s5 of s1 s2 s5


def test_a_need_that_nobody_judged_leaves_no_value_but_a_range(office: Office) -> None:
    gone = [Bin(PlanNeed, key(name)) for name in ("n1", "n2")]
    office.store.apply("bin", gone)
    row = values(office.figures.year(2025))["BUD-06"]
    assert (row.value, row.low, row.high, row.missing) == (None, Decimal("-1.5"), Decimal("3.5"), 2)
    office.steps.undo()


def test_what_is_missing_is_named_and_leads_to_the_plans(office: Office) -> None:
    points = {(point.type, point.field): point for point in office.figures.open_points(2025)}
    assert set(points) == {("plan_need", "now"), ("plan_need", "now_at_end"), ("plan_evaluation", "usefulness")}
    missing = points["plan_need", "now_at_end"]
    assert (missing.code, missing.ids, missing.opens) == ("BUD-06", (key("n3"),), ("support_plan", (key("p1"),)))
    assert points["plan_evaluation", "usefulness"].code == "BUD-08"
