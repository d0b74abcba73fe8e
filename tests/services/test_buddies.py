"""Buddy pairs: made with their plan in one step, shown by centre and year, moved on, and the history of P2I."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from p2i_desktop.domain.buddies import BuddyPairing, PairingStatus, PlanMilestone, PlanStatus, SupportPlan
from p2i_desktop.domain.network import Centre, CentreName, Programme, ProgrammeMember, Transition
from p2i_desktop.domain.parties import Organisation
from p2i_desktop.domain.plans import StateWord
from p2i_desktop.domain.record import About
from p2i_desktop.domain.workshops import Workshop, WorkshopSession
from p2i_desktop.services.buddies import PlanStart, Side
from p2i_desktop.services.errors import Missing, Refused
from p2i_desktop.services.matrix import standing_plan
from p2i_desktop.services.office import Office
from p2i_desktop.services.shipped_plans import NEW_CENTRE
from p2i_desktop.storage.binning import Bin
from tests.services.buddy_world import BuddyWorld, buddy_world

YEAR = PlanStart(date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def world(office: Office) -> BuddyWorld:
    return buddy_world(office)


def test_a_pair_and_its_plan_are_one_step(office: Office, world: BuddyWorld) -> None:
    pair = world.pair("AT", "DP", 2026)
    office.buddies.new_pair(pair, replace(YEAR, template=NEW_CENTRE))
    file = office.buddies.pair(pair.id)
    assert file.plan is not None
    assert (file.plan.status, file.plan.title) == (PlanStatus.DRAFT, "Support plan AT-DP-2026")
    assert (file.mentor_name, file.new_name) == ("Demo Centre", "Demo Centre DP")
    assert len(office.store.find(PlanMilestone, plan=file.plan.id)) == 15
    label = office.steps.undo_label()
    assert label is not None
    assert label.label == "pair_new"
    office.steps.undo()
    assert [kind for kind in (BuddyPairing, SupportPlan, PlanMilestone) if office.store.count(kind)] == []
    office.steps.redo()
    assert office.buddies.pair(pair.id).plan == replace(file.plan, revision=office.buddies.pair(pair.id).plan.revision)  # type: ignore[union-attr]


def test_a_pair_without_a_plan_gets_one_later(office: Office, world: BuddyWorld) -> None:
    pair = world.pair("AT", "DP", 2024)
    office.buddies.new_pair(pair)
    cell = office.buddies.matrix(world.programme).rows[0].cells[2024][0]
    assert (cell.plan, cell.state) == (None, None)
    office.plans.new(pair.id, None, date(2024, 2, 29), date(2024, 12, 31), "")
    cell = office.buddies.matrix(world.programme).rows[0].cells[2024][0]
    assert cell.plan is not None
    assert cell.state is not None
    assert (cell.plan.starts, cell.state.word) == (date(2024, 2, 29), StateWord.NO_MILESTONES)


def test_the_matrix_by_mentor_by_new_centre_and_both(office: Office, world: BuddyWorld) -> None:
    office.buddies.new_pair(world.pair("AT", "DP", 2026), YEAR)
    office.buddies.new_pair(world.pair("DN", "DG", 2026))
    office.buddies.new_pair(world.pair("DN", "DE", 2025))
    found = office.buddies.matrix(world.programme)
    assert found.years == (2023, 2024, 2025, 2026, 2027)
    assert [row.centre.code for row in found.rows] == ["AT", "DN"]
    assert [c.partner(Side.MENTOR).code for year in (2025, 2026) for c in found.rows[1].cells[year]] == ["DE", "DG"]
    new = office.buddies.matrix(world.programme, Side.NEW)
    assert [row.centre.code for row in new.rows] == ["DE", "DG", "DP"]
    assert new.rows[2].cells[2026][0].partner(Side.NEW).code == "AT"
    both = office.buddies.matrix(world.programme, Side.ALL)
    assert [(row.centre.code, row.side) for row in both.rows][1:3] == [("DN", Side.MENTOR), ("DE", Side.NEW)]
    assert both.names[world.centres["DG"]] == "Demo Centre DG"
    assert both.alone == frozenset(world.centres.values())
    assert found.rows[0].years == frozenset(found.years)


def test_two_partners_where_the_programme_allows_it(office: Office) -> None:
    world = buddy_world(office, unique_mentor=False)
    office.buddies.new_pair(world.pair("AT", "DP", 2026), YEAR)
    office.buddies.new_pair(world.pair("AT", "DG", 2026), YEAR)
    cells = office.buddies.matrix(world.programme).rows[0].cells[2026]
    assert [cell.new_centre.code for cell in cells] == ["DG", "DP"]
    with pytest.raises(Refused):
        office.buddies.new_pair(world.pair("DN", "DP", 2026))


def test_who_may_be_chosen_and_why_the_others_may_not(office: Office, world: BuddyWorld) -> None:
    office.buddies.new_pair(world.pair("DN", "DG", 2026))
    found = office.buddies.candidates(world.programme, 2026, world.centres["AT"])
    assert [(one.centre.code, one.problem.code if one.problem else "") for one in found] == [
        ("DE", ""), ("DP", ""), ("DG", "H32"), ("DN", "H31_new_centre"),
    ]  # fmt: skip
    mentors = office.buddies.candidates(world.programme, 2026, world.centres["DP"], Side.NEW)
    assert [(one.centre.code, one.problem.code if one.problem else "") for one in mentors][:2] == [
        ("AT", ""), ("DN", "H32"),
    ]  # fmt: skip
    assert [one.centre.code for one in office.buddies.may_be(world.programme, 2026, Side.MENTOR)] == ["AT", "DN"]
    assert [one.centre.code for one in office.buddies.may_be(world.programme, 2026, Side.NEW)] == ["DE", "DG", "DP"]
    assert office.buddies.may_be(world.programme, 2029, Side.NEW) == []
    with pytest.raises(Missing):
        office.buddies.candidates(world.programme, 2026, "gone")


def test_wrong_pairs_are_refused_and_nothing_is_written(office: Office, world: BuddyWorld) -> None:
    for pair in (
        world.pair("AT", "AT", 2026), world.pair("AT", "DP", 2022), world.pair("AT", "DP", 0), world.pair("DP", "DG", 2026),
        BuddyPairing(),
    ):  # fmt: skip
        with pytest.raises(Refused):
            office.buddies.new_pair(pair, YEAR)
    with pytest.raises(Refused):
        office.buddies.new_pair(world.pair("AT", "DP", 2026), PlanStart(date(2026, 3, 1), date(2026, 2, 28)))
    assert office.store.count(BuddyPairing) + office.store.count(SupportPlan) == 0


def test_a_pair_again_in_the_programme_is_worth_a_word(office: Office, world: BuddyWorld) -> None:
    office.buddies.new_pair(world.pair("AT", "DP", 2025))
    assert [one.code for one in office.buddies.check(world.pair("AT", "DP", 2026))] == ["W20"]


def test_a_pair_moves_on_with_its_days(office: Office, world: BuddyWorld) -> None:
    pair = world.pair("AT", "DP", 2026)
    office.buddies.new_pair(pair)
    office.buddies.set_status(pair.id, PairingStatus.CONFIRMED, date(2026, 2, 1))
    with pytest.raises(Refused):
        office.buddies.set_status(pair.id, PairingStatus.ACTIVE)
    stored = office.buddies.pair(pair.id).pairing
    office.buddies.save_pair(replace(stored, status=PairingStatus.CANCELLED, note="Demo Centre DP has no staff."))
    moves = office.buddies.pair(pair.id).moves
    assert [(move.new, move.on) for move in moves] == [
        ("confirmed", date(2026, 2, 1)), ("cancelled", date(2026, 11, 20)),
    ]  # fmt: skip
    row = office.buddies.matrix(world.programme).rows[0]
    assert row.cells == {}
    assert [cell.pairing.id for cell in row.cancelled[2026]] == [pair.id]
    office.buddies.new_pair(world.pair("AT", "DG", 2026))
    row = office.buddies.matrix(world.programme).rows[0]
    assert ([cell.new_centre.code for cell in row.cells[2026]], row.cancelled) == (["DG"], {})
    by_new = {row.centre.code: row for row in office.buddies.matrix(world.programme, Side.NEW).rows}
    assert [cell.mentor.code for cell in by_new["DP"].cancelled[2026]] == ["AT"]
    office.steps.undo()
    assert [(line.centres, line.pairs) for line in office.buddies.programmes()] == [(5, 0)]


def test_a_pair_goes_to_the_bin_with_its_plan(office: Office, world: BuddyWorld) -> None:
    pair = world.pair("AT", "DP", 2026)
    office.buddies.new_pair(pair, YEAR)
    office.buddies.bin_pair(pair.id)
    assert office.store.count(BuddyPairing) + office.store.count(SupportPlan) == 0
    with pytest.raises(Missing):
        office.buddies.pair(pair.id)
    office.steps.undo()
    assert office.buddies.pair(pair.id).plan is not None


def test_the_version_that_stands_for_its_pair() -> None:
    def version(number: int, status: PlanStatus) -> SupportPlan:
        return SupportPlan(version=number, status=status)

    agreed, draft, ended = (
        version(1, PlanStatus.AGREED), version(2, PlanStatus.DRAFT), version(3, PlanStatus.TERMINATED),
    )  # fmt: skip
    assert standing_plan([draft, ended, agreed]) is agreed
    assert standing_plan([ended, draft]) is draft
    assert standing_plan([]) is None


def test_the_confirmed_history_is_loaded_once(office: Office) -> None:
    """The own centre has the code of the Austrian one: it is recognised, and keeps its own name."""
    assert office.buddies.lacks_history()
    office.buddies.load_history()
    line = office.buddies.programmes()[0]
    assert (line.programme.code, line.centres, line.pairs) == ("P2I", 12, 4)
    found = office.buddies.matrix(line.programme.id)
    own = found.rows[0]
    assert own.centre.is_own
    told = {
        year: (cells[0].new_centre.code, cells[0].plan, cells[0].pairing.status) for year, cells in own.cells.items()
    }
    confirmed = PairingStatus.CONFIRMED
    assert told == {
        2018: ("PT", None, confirmed), 2019: ("IT", None, confirmed), 2020: ("GR", None, confirmed),
        2021: ("IE", None, confirmed),
    }  # fmt: skip
    assert all(row.cells == {} for row in found.rows[1:])  # only told pairs, none invented
    assert "this year" in own.cells[2021][0].pairing.note
    assert all(cell.pairing.source for cells in own.cells.values() for cell in cells)
    assert office.centre.name() == "Demo Centre"
    assert not office.buddies.lacks_history()
    assert office.buddies.load_history() is None
    office.steps.undo()
    assert office.store.count(Programme) + office.store.count(BuddyPairing) == 0
    assert len(office.store.find(Centre)) == 1


def test_what_the_file_has_of_the_history_is_completed(office: Office) -> None:
    office.buddies.load_history()
    kinds = (Centre, CentreName, Organisation, ProgrammeMember, Programme, Workshop, WorkshopSession)
    counts = {kind: office.store.count(kind) for kind in kinds}
    assert counts[Workshop] == counts[WorkshopSession] == 9
    lost = office.buddies.matrix(office.buddies.programmes()[0].programme.id).rows[0].cells[2020][0].pairing
    office.buddies.bin_pair(lost.id)
    office.buddies.load_history()
    assert counts == {kind: office.store.count(kind) for kind in counts}
    assert office.buddies.programmes()[0].pairs == 4


def test_an_event_that_stands_in_the_file_is_not_told_twice(office: Office) -> None:
    office.buddies.load_history()
    events = {event.title: event for event in office.store.find(Workshop)}
    lost = events['Workshop "Tools and Perspectives"']
    office.store.apply("test", [Bin(Workshop, lost.id)])
    office.buddies.load_history()
    again = office.store.find(Workshop)
    assert sorted(event.title for event in again) == sorted(events)
    cork = next(event for event in again if event.city == "Cork")
    assert [office.store.get(Organisation, one) is not None for one in cork.organisers] == [True]


def test_a_history_pair_gets_a_plan_when_somebody_writes_it_down(office: Office) -> None:
    office.buddies.load_history()
    found = office.buddies.matrix(office.buddies.programmes()[0].programme.id)
    pair = found.rows[0].cells[2020][0].pairing
    office.plans.new(pair.id, None, date(2020, 1, 1), date(2020, 12, 31), "")
    assert office.buddies.pair(pair.id).plan is not None
    assert office.store.find(Transition, about=About("buddy_pairing", pair.id)) == []


def test_the_pairs_of_a_programme_go_to_a_workbook(office: Office, tmp_path: Path) -> None:
    world = buddy_world(office)
    office.buddies.new_pair(world.pair("DN", "DG", 2025))
    office.buddies.new_pair(world.pair("AT", "DP", 2026), replace(YEAR, template=NEW_CENTRE))
    made = office.handing_out.pairs_workbook(
        office.buddies.matrix(world.programme, Side.ALL), tmp_path / "pairs.xlsx", "en"
    )
    assert made.counts == {"pairs": 2}
    sheet = load_workbook(made.path)["Buddy pairs"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    at = next(number for number, row in enumerate(rows) if row[0] == "Programme")
    assert rows[at + 1][1:8] == [2025, "DN", "Demo Centre DN", "DG", "Demo Centre DG", "Proposed", None]
    assert rows[at + 2][1:11] == [
        2026, "AT", "Demo Centre", "DP", "Demo Centre DP", "Proposed", "Support plan AT-DP-2026", "Draft", 1, 15,
    ]  # fmt: skip
