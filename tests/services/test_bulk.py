"""Many records in one step: before and after of each, refused ones left out, one undo."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.advice import Case, Consultation, Phase
from p2i_desktop.domain.network import Transition
from p2i_desktop.domain.reporting import PeriodLock
from p2i_desktop.services.bulk import BulkChange, possible
from p2i_desktop.services.errors import Conflict, Refused
from p2i_desktop.services.office import Office, open_office
from tests.gui.log_world import SETTINGS, World, make_world


@pytest.fixture
def world(tmp_path: Path, clock: FixedClock) -> World:
    return make_world(tmp_path / "centre.p2i", clock)


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock, world: World) -> Iterator[Office]:
    with open_office(tmp_path / "centre.p2i", clock=clock, settings=SETTINGS) as opened:
        yield opened


def test_all_are_assigned_in_one_step_and_one_undo(office: Office, world: World) -> None:
    keys = list(world.cases.values())
    change = BulkChange("assign", world.staff["BM"])
    lines = office.bulk.plan("case", keys, change)
    assert [line.key for line in lines] == keys
    assert all(line.name for line in lines)
    moved = [line for line in lines if not line.same]
    before = {key: office.store.get(Case, key) for key in keys}
    changed = office.bulk.carry_out("case", change, lines)
    assert changed.keys["case"] == {line.key for line in moved}
    assert {case.lead_advisor for case in office.store.find(Case)} == {world.staff["BM"]}
    office.steps.undo()
    for key in keys:
        now, then = office.store.get(Case, key), before[key]
        assert now is not None
        assert then is not None
        assert now.lead_advisor == then.lead_advisor


def test_a_move_back_without_a_reason_is_refused_and_the_others_go(office: Office, world: World) -> None:
    keys = list(world.cases.values())
    office.advice.set_phase(keys[0], Phase.TENDER_PROCEDURE)
    back = BulkChange("phase", Phase.PREP_OMC)
    lines = office.bulk.plan("case", keys, back)
    refused = [line for line in lines if line.refused]
    assert keys[0] in [line.key for line in refused]
    assert {problem.code for line in refused for problem in line.refused} == {"H08"}
    office.bulk.carry_out("case", back, lines)
    phases = {case.id: case.phase for case in office.store.find(Case)}
    assert phases[keys[0]] is Phase.TENDER_PROCEDURE
    assert [phase for key, phase in phases.items() if key not in {line.key for line in refused}] == [Phase.PREP_OMC] * (
        len(keys) - len(refused)
    )
    moves = office.store.find(Transition, field="phase", new=str(Phase.PREP_OMC))
    assert len(moves) == len([line for line in lines if not line.refused and not line.same])
    told = office.bulk.plan("case", keys[:1], BulkChange("phase", Phase.PREP_OMC, reason="begun again"))
    assert not told[0].refused


def test_tags_come_and_go(office: Office, world: World) -> None:
    keys = list(world.organisations.values())
    add = BulkChange("tag", "=pilot")
    office.bulk.carry_out("organisation", add, office.bulk.plan("organisation", keys, add))
    again = office.bulk.plan("organisation", keys, add)
    assert all(line.same for line in again)
    with pytest.raises(Refused):
        office.bulk.carry_out("organisation", add, again)
    gone = BulkChange("untag", "=pilot")
    office.bulk.carry_out("organisation", gone, office.bulk.plan("organisation", keys, gone))
    assert all(line.same for line in office.bulk.plan("organisation", keys, gone))


def test_what_lies_in_a_closed_period_stays(office: Office, world: World) -> None:
    talks = office.store.find(Consultation)
    first = min(talk.on for talk in talks if talk.on)
    lock = PeriodLock(
        starts=first, ends=first, reason="year done", locked_on=office.clock.now(), locked_by=world.staff["AL"]
    )
    office.work.put("lock_period", lock)
    for change in (BulkChange("bin"), BulkChange("assign", world.staff["BM"])):
        lines = office.bulk.plan("consultation", [talk.id for talk in talks], change)
        locked = {line.key for line in lines if line.refused}
        assert locked == {talk.id for talk in talks if talk.on == first} - {line.key for line in lines if line.same}
        assert {problem.code for line in lines for problem in line.refused} <= {"H10"}
    change = BulkChange("bin")
    lines = office.bulk.plan("consultation", [talk.id for talk in talks], change)
    office.bulk.carry_out("consultation", change, lines)
    assert {talk.on for talk in office.store.find(Consultation)} == {first}
    office.steps.undo()
    assert len(office.store.find(Consultation)) == len(talks)


def test_a_record_that_changed_meanwhile_stops_the_step(office: Office, world: World) -> None:
    keys = list(world.cases.values())
    change = BulkChange("follow_up", date(2026, 12, 24))
    lines = office.bulk.plan("case", keys, change)
    office.actions.postpone(keys[0], date(2027, 1, 7))
    with pytest.raises(Conflict):
        office.bulk.carry_out("case", change, lines)
    assert office.advice.case(keys[1]).follow_up_on != date(2026, 12, 24)


def test_what_is_possible_is_told_by_type() -> None:
    assert possible("case") == ("assign", "phase", "follow_up", "tag", "untag", "bin")
    assert possible("contact") == ("tag", "untag", "bin")
    assert possible("staff_member") == ("bin",)
