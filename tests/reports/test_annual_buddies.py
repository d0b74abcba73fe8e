"""The chapter on buddy support: the matrix of stored pairs, plans as they stood at the end of the period, set-up, evaluations."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from p2i_desktop.domain.advice import Topic
from p2i_desktop.domain.buddies import (
    BuddyPairing,
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
    SupportPlan,
)
from p2i_desktop.domain.network import Centre, CentreService
from p2i_desktop.domain.plans import Light, StateWord
from p2i_desktop.reports import annual
from p2i_desktop.reports.annual import buddies
from p2i_desktop.reports.annual.chapter import Numbers
from p2i_desktop.reports.document import Chart, Table, Text, printed
from p2i_desktop.reports.facts import Facts
from p2i_desktop.services.office import Office
from tests.reports import offices
from tests.services.pair_world import Pair, make_pair, meeting, put

NEW, MENTOR, BOTH = PlanSide.NEW, PlanSide.MENTOR, PlanSide.BOTH
SOURCE = "made up for this test"


def milestone(plan: str, title: str, side: PlanSide, due: date, done: date | None = None) -> PlanMilestone:
    return PlanMilestone(plan=plan, position="m", title=title, owner_side=side, due_on=due, done_on=done)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with offices.empty(tmp_path / "pairs.p2i") as made:
        pair = make_pair(made, status=PlanStatus.ACTIVE, agreed_on=date(2026, 1, 5))
        fill(made, pair)
        yield made


def fill(office: Office, pair: Pair) -> None:
    """A running plan with one milestone late; a pair of the past without any plan; a proposed and a cancelled one."""
    old = Centre(code="OC", country="IT", language="it", timezone="Europe/Rome")
    put(
        office,
        old,
        BuddyPairing(programme=pair.programme, year=2019, mentor=pair.mentor, new_centre=old.id, status=PairingStatus.CONFIRMED, source=SOURCE),
        BuddyPairing(programme=pair.programme, year=2027, mentor=pair.mentor, new_centre=old.id, status=PairingStatus.CONFIRMED),
        BuddyPairing(programme=pair.programme, year=2020, mentor=old.id, new_centre=pair.new, status=PairingStatus.CANCELLED),
        BuddyPairing(programme=pair.programme, year=2021, mentor=old.id, new_centre=pair.new, status=PairingStatus.PROPOSED),
        milestone(pair.plan, "Reason", NEW, date(2026, 3, 31), done=date(2026, 4, 30)),
        milestone(pair.plan, "Mandate", NEW, date(2026, 11, 9)),
        milestone(pair.plan, "Services", BOTH, date(2026, 12, 1)),
        meeting(pair.plan, date(2026, 5, 5), held_on=date(2026, 5, 5), minutes=120, people_mentor=2, people_new=3),
        meeting(pair.plan, date(2026, 12, 9), kind=MeasureType.ONLINE_MEETING),
        PlanNeed(plan=pair.plan, topic=SetupTopic.REASON, now=1, now_at_end=4),
        SetupProgress(centre=pair.new, milestone=SetupMilestone.MANDATE, done_on=date(2026, 4, 1)),
        SetupProgress(centre=pair.new, milestone=SetupMilestone.WEBSITE, not_applicable=True),
        CentreService(centre=pair.new, service=Topic.LEGAL, taken_over_from=pair.mentor, since=date(2026, 6, 1)),
        PlanEvaluation(plan=pair.plan, side=MENTOR, on=date(2026, 11, 1), usefulness=4, goal_attainment=3),
    )  # fmt: skip


def tables(facts: Facts) -> dict[str, Table]:
    blocks = buddies.CHAPTER.blocks(facts, Numbers(facts.texts))
    return {block.caption: block for block in blocks if isinstance(block, Table)}


def words(table: Table) -> list[list[str]]:
    return [[printed(cell) for cell in row] for row in table.rows if isinstance(row, tuple)]


def test_only_stored_pairs_stand_in_the_matrix_and_those_of_the_past_without_progress(office: Office) -> None:
    found = tables(office.printing.facts(2026, "en"))
    matrix = found["Pairs by mentor and year"]
    assert [column.title for column in matrix.columns] == ["Mentor", "2019", "2026"]
    ((mentor, past, now),) = words(matrix)
    assert mentor.endswith("Demo Centre")
    assert past == "OC –"
    assert now == "DN: 1 of 3 milestones · 12 days late · 1 of at least 2 meetings"


def test_a_plan_stands_as_it_stood_at_the_end_of_the_period(office: Office) -> None:
    facts = office.printing.facts(2026, "en")
    (row,) = words(tables(facts)["Support plans of the period"])
    state, light = (facts.texts.label(one) for one in (StateWord.LATE, Light.YELLOW))
    assert row[0].endswith("→ DN 2026")
    assert row[2:] == ["1", "1 of 3", state, "12 days late · New centre", "1", "2", light]
    plan = office.printing.facts(2025, "en").buddies
    assert plan.plans == ()
    (pair,) = plan.pairs
    assert (pair.year, pair.plan, pair.source) == (2019, None, SOURCE)


def test_what_was_done_later_was_still_open(office: Office) -> None:
    plan = next(iter(office.store.find(SupportPlan)))
    put(office, replace(plan, starts=date(2025, 7, 1), ends=date(2026, 12, 31)))
    (line,) = office.printing.facts(2025, "en").buddies.plans
    assert (line.done, line.milestones, line.held, line.days_late) == (0, 3, 0, 0)


def test_readiness_evaluation_and_services(office: Office) -> None:
    facts = office.printing.facts(2026, "en")
    found = tables(facts)
    (ready,) = words(found["Set-up steps done by the new centres"])
    assert ready[0].endswith("Demo North")
    assert ready[2:] == ["1", "14", "7.1%"]
    (said,) = words(found["Closing evaluations, 1 (worst) to 5 (best)"])
    assert said[1:] == ["Mentor", "01/11/2026", "4", "3", "–"]
    (service,) = words(found["Services taken over in the period"])
    assert service[1] == "Demo North"
    charts = [block for block in buddies.CHAPTER.blocks(facts, Numbers(facts.texts)) if isinstance(block, Chart)]
    assert len(charts) == 1
    assert "Demo North" in charts[0].alt


def test_a_report_without_pairs_says_so_in_one_sentence_and_has_no_sheets_of_them(tmp_path: Path) -> None:
    with offices.empty(tmp_path / "none.p2i") as office:
        facts = office.printing.facts(2026, "en")
        _, only = buddies.CHAPTER.blocks(facts, Numbers(facts.texts))
        assert isinstance(only, Text)
        assert only.text.startswith("No pair of centres")
        path = office.printing.make("annual", year=2026, form="xlsx", out=tmp_path / "a.xlsx").path
        assert not {"Buddy plans", "Milestones", "Buddy meetings", "Set-up of centres"} & set(
            openpyxl.load_workbook(path).sheetnames
        )


def test_only_pairs_of_the_past_are_a_matrix_and_no_plan(tmp_path: Path) -> None:
    with offices.empty(tmp_path / "past.p2i") as office:
        assert office.buddies.load_history() is not None
        facts = office.printing.facts(2022, "en")
        matrix = tables(facts)["Pairs by mentor and year"]
        assert [column.title for column in matrix.columns] == ["Mentor", "2018", "2019", "2020", "2021"]
        ((_, *cells),) = words(matrix)
        assert cells == ["PT –", "IT –", "GR –", "IE –"]
        assert "Support plans of the period" not in tables(facts)


def test_the_workbook_lists_what_is_behind_the_figures(office: Office, tmp_path: Path) -> None:
    path = office.printing.make("annual", year=2026, form="xlsx", out=tmp_path / "a.xlsx").path
    book = openpyxl.load_workbook(path, data_only=True)
    assert [str(cell.value) for cell in book["Milestones"]["B"][3:6]] == ["Reason", "Mandate", "Services"]
    assert [cell.value for cell in book["Milestones"]["F"][3:6]] == [30, 12, None]
    grounds = {str(area.sqref) for area in book["Milestones"].conditional_formatting}
    assert grounds == {"G4:G6"}, "a delay is a word and a ground"
    assert [cell.value for cell in book["Buddy meetings"]["E"]][3] == 120
    checks = [
        str(row[4].value)
        for row in book["Data quality"].iter_rows()
        if str(row[0].value).startswith("BUD-") and row[4].value
    ]
    assert len(checks) == 9
    assert not [one for one in checks if "✗" in one]
    evidence = [[cell.value for cell in row] for row in book["Evidence"].iter_rows(min_row=4)]
    codes = {str(row[0]) for row in evidence if str(row[0]).startswith("BUD")}
    assert codes == {"BUD-01", "BUD-02", "BUD-03", "BUD-04", "BUD-05", "BUD-07", "BUD-08.mentor"}
    (met,) = [row for row in evidence if row[0] == "BUD-01"]
    assert met[4].endswith("→ DN 2026")


def test_the_pages_are_made_in_both_languages(office: Office) -> None:
    for language in ("en", "de"):
        document = annual.build(office.printing.facts(2026, language))
        assert document.language == language


def test_a_completed_plan_is_as_late_as_on_its_last_day(office: Office) -> None:
    plan = next(iter(office.store.find(SupportPlan)))
    put(office, replace(plan, status=PlanStatus.COMPLETED, ends=date(2026, 11, 14)))
    found = office.printing.facts(2026, "en").buddies
    assert [line.days_late for line in found.milestones] == [30, 5, 0]
    assert found.plans[0].days_late == 5
