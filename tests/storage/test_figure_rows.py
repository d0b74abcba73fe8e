"""The rows for figures are those that a loop over all records makes."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.advice import Case, CaseParty, Consultation, StaffTime
from p2i_desktop.domain.network import Transition
from p2i_desktop.domain.parties import Organisation
from p2i_desktop.domain.record import About
from p2i_desktop.domain.rules.counting import reportable
from p2i_desktop.storage.engine import create_file
from p2i_desktop.storage.figure_rows import gather
from p2i_desktop.storage.store import Bin
from tests.storage.world import TODAY, World

SINCE, UNTIL = TODAY - timedelta(days=300), TODAY - timedelta(days=20)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder: Path = tmp_path_factory.mktemp("world")
    clock = FixedClock(datetime(2026, 11, 21, 12, tzinfo=UTC))
    store = create_file(folder / "world.p2i", clock, folder / "data")
    yield World(store)
    store.close()


def test_consultations_have_their_fields_and_sets(world: World) -> None:
    with world.store.connection() as connection:
        rows = gather(connection, SINCE, UNTIL)
    talks = [t for t in world.store.find(Consultation) if t.on and SINCE <= t.on <= UNTIL]
    assert [row.id for row in rows.consultations] == [t.id for t in sorted(talks, key=lambda t: (t.on, t.id))]
    by_id = {talk.id: talk for talk in talks}
    for row in rows.consultations:
        talk = by_id[row.id]
        for name in row._fields:
            wanted = getattr(talk, name)
            value = getattr(row, name)
            assert value == (tuple(sorted(wanted)) if isinstance(wanted, frozenset) else wanted), name
            assert isinstance(value, bool) == isinstance(wanted, bool)


def test_cases_times_and_moves(world: World) -> None:
    case = world.cases[3]
    moves = [
        Transition(about=About("case", case.id), field="phase", old="", new="prep_omc", on=TODAY),
        Transition(about=About("case", case.id), field="status", old="", new="new", on=TODAY - timedelta(days=900)),
        Transition(about=About("centre", "x"), field="setup_stage", old="", new="idea", on=TODAY),
    ]
    world.put(*moves)
    with world.store.connection() as connection:
        rows = gather(connection, SINCE, UNTIL)
    assert [(row.case, row.field, row.new, row.on) for row in rows.transitions] == [
        (case.id, "status", "new", moves[1].on),
        (case.id, "phase", "prep_omc", TODAY),
    ]
    cases = {c.id: c for c in world.store.find(Case)}
    assert {row.id for row in rows.cases} == set(cases)
    for row in rows.cases:
        one = cases[row.id]
        assert row.number == (one.number or one.provisional_number)
        assert (row.has_need, row.has_result) == (bool(one.need), bool(one.result))
        for name in (
            "status",
            "phase",
            "opened_on",
            "closed_on",
            "lead_advisor",
            "instrument",
            "sector",
            "ict",
            "intake",
        ):
            assert getattr(row, name) == getattr(one, name), name
    live = {t.id for t in world.store.find(Consultation)}
    times = [
        t for t in world.store.find(StaffTime) if t.about and t.about.id in live and t.on and SINCE <= t.on <= UNTIL
    ]
    assert {row.id for row in rows.staff_times} == {t.id for t in times}
    assert {row.consultation for row in rows.staff_times} == {t.about.id for t in times if t.about}


def test_lead_buyers_stay_known_when_their_case_is_binned(world: World) -> None:
    with world.store.connection() as connection:
        rows = gather(connection, SINCE, UNTIL)
    parties = [*world.store.find(CaseParty), *world.store.find(CaseParty, binned=True)]
    assert rows.lead_buyers == {p.case: p.organisation for p in parties if p.role == "lead_buyer"}
    assert world.cases[0].id in rows.lead_buyers
    assert set(rows.organisations) == {o.id for o in world.organisations}


def test_a_party_that_was_taken_out_alone_is_no_lead_buyer(world: World) -> None:
    party = next(p for p in world.parties if p.role == "lead_buyer" and p.case == world.cases[5].id)
    world.store.apply("bin", [Bin(CaseParty, party.id)])
    with world.store.connection() as connection:
        assert world.cases[5].id not in gather(connection, SINCE, UNTIL).lead_buyers
    world.store.undo()


def test_who_was_advised_before(world: World) -> None:
    with world.store.connection() as connection:
        rows = gather(connection, SINCE, UNTIL)
    expected: set[str] = set()
    for talk in world.store.find(Consultation):
        if talk.on and talk.on < SINCE and reportable(talk):
            own = {*([talk.organisation] if talk.organisation else []), *talk.other_organisations}
            lead = rows.lead_buyers.get(talk.case or "")
            expected |= own or ({lead} if lead else set())
    assert rows.advised_before == expected
    assert expected


def test_binned_organisations_are_still_there_for_their_consultations(world: World) -> None:
    with world.store.connection() as connection:
        rows = gather(connection, SINCE, UNTIL)
    gone = world.store.find(Organisation, binned=True)
    assert gone
    assert all(one.id in rows.organisations for one in gone)
