"""Node ids, numbers and drafts: what belongs to one copy of the file on one computer."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.advice import Case, Topic
from p2i_desktop.domain.record import link_id
from p2i_desktop.storage import replica
from p2i_desktop.storage.check import check
from p2i_desktop.storage.drafts import drafts, drop_draft, save_draft
from p2i_desktop.storage.engine import open_file
from p2i_desktop.storage.numbers import Numbered
from p2i_desktop.storage.store import Put, Store
from tests.storage.making import DAY, Office, organisation


def nodes(store: Store) -> list[str]:
    with store.connection() as connection:
        query = "SELECT node FROM journal GROUP BY node ORDER BY min(hlc)"
        return list(connection.exec_driver_sql(query).scalars())


def write(store: Store) -> str:
    return store.apply("x", [Put(organisation())]).step.partition(":")[0]


def test_the_same_file_goes_on_under_its_node(office: Office) -> None:
    first = write(office.store)
    assert write(office.reopen()) == first
    moved = office.folder / "elsewhere" / "moved.p2i"
    moved.parent.mkdir()
    office.close()
    office.path.replace(moved)
    store = open_file(moved, office.clock, office.data)
    assert write(store) == first
    assert check(store) == []
    store.close()


def test_a_copy_gets_a_node_of_its_own_tied_to_the_first(office: Office) -> None:
    first = write(office.store)
    office.close()
    copy = office.folder / "copy.p2i"
    shutil.copy(office.path, copy)
    store = open_file(copy, office.clock, office.data)
    second = write(store)
    assert second != first
    assert nodes(store) == [first, second]
    with store.connection() as connection:
        until = connection.exec_driver_sql('SELECT "until" FROM replica WHERE node = ?', (first,)).scalar()
    assert until != ""
    store.undo()
    assert check(store) == []
    store.close()


def test_another_computer_is_another_node(office: Office) -> None:
    first = write(office.store)
    office.close()
    store = open_file(office.path, office.clock, office.folder / "other computer")
    assert write(store) != first
    store.close()


def test_an_older_copy_that_came_back_is_another_node(office: Office) -> None:
    first = write(office.store)
    office.close()
    old = office.path.read_bytes()
    office.reopen()
    write(office.store)
    office.close()
    office.path.write_bytes(old)
    assert write(office.reopen()) != first
    assert check(office.store) == []


@pytest.mark.parametrize("content", ["", "{", "[]", '{"node": 1}'])
def test_a_lost_register_costs_a_node_id_and_nothing_else(content: str, office: Office) -> None:
    first = write(office.store)
    office.close()
    (register,) = (office.data / "register").iterdir()
    register.write_text(content)
    assert write(office.reopen()) != first
    assert check(office.store) == []


def test_a_shorter_register_leaves_nothing_of_a_longer_one(office: Office) -> None:
    first = write(office.store)
    office.close()
    (register,) = (office.data / "register").iterdir()
    register.write_text(register.read_text() + " " * 900)
    assert write(office.reopen()) == first
    assert register.read_text().endswith("}")


def test_a_data_folder_that_cannot_be_written_fails_no_save(office: Office) -> None:
    office.close()
    blocked = office.folder / "blocked"
    blocked.mkdir()
    (blocked / "machine").write_text("token")
    (blocked / "register").write_text("a file where a folder should be")
    (blocked / "running").write_text("likewise")
    store = open_file(office.path, office.clock, blocked)
    assert write(store)
    store.close()


def test_a_strange_file_at_the_old_path_is_no_copy(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("not a database at all, but long enough to look at")
    assert replica.file_id_of(tmp_path / "x") is None
    assert replica.file_id_of(tmp_path / "none") is None


def test_links_made_on_two_machines_are_one(office: Office, tmp_path: Path, clock: FixedClock) -> None:
    case = replace(Case(title="a", opened_on=DAY), topics=frozenset({Topic.IPR}))
    (tmp_path / "b").mkdir()
    second = Office(tmp_path / "b", clock)
    ids = []
    for made in (office, second):
        made.store.apply("x", [Put(case)])
        with made.store.connection() as connection:
            ids.append(connection.exec_driver_sql("SELECT id FROM case__topics").scalar())
    second.close()
    assert ids[0] == ids[1] == link_id("case__topics", case.id, "ipr")


def number(store: Store, year: int = 2026) -> str:
    case = Case(title="n", opened_on=DAY)
    store.apply("x", [Numbered("case", year, lambda n: Put(replace(case, number=f"AT-{year}-{n:04d}")))])
    found = store.get(Case, case.id)
    assert found is not None
    return found.number


def test_numbers_are_given_once(office: Office) -> None:
    assert [number(office.store) for _ in range(2)] == ["AT-2026-0001", "AT-2026-0002"]
    office.store.undo()
    assert number(office.store) == "AT-2026-0003"
    assert number(office.store, 2027) == "AT-2027-0001"
    assert number(office.reopen()) == "AT-2026-0004"


def test_two_numbers_in_one_step(office: Office) -> None:
    first, second = Case(title="1", opened_on=DAY), Case(title="2", opened_on=DAY)
    office.store.apply("x", [
        Numbered("case", 2026, lambda n: Put(replace(first, number=f"AT-2026-{n:04d}"))),
        Numbered("case", 2026, lambda n: Put(replace(second, number=f"AT-2026-{n:04d}"))),
    ])  # fmt: skip
    assert [c.number for c in office.store.find(Case)] == ["AT-2026-0001", "AT-2026-0002"]


def test_a_number_typed_by_hand_is_not_given_again(office: Office) -> None:
    office.store.apply("x", [Put(Case(title="by hand", number="AT-2026-0001"))])
    assert number(office.store) == "AT-2026-0002"


def test_an_older_copy_does_not_give_a_printed_number_again(office: Office) -> None:
    office.close()
    old = office.path.read_bytes()
    office.reopen()
    assert number(office.store) == "AT-2026-0001"
    office.close()
    office.path.write_bytes(old)
    assert number(office.reopen()) == "AT-2026-0002"


def test_a_failed_step_gives_no_number(office: Office) -> None:
    case = office.case()
    office.store.apply("x", [Put(replace(case, title="b"))])
    with pytest.raises(Exception, match=r"[Cc]ase"):
        office.store.apply("x", [
            Numbered("case", 2026, lambda n: Put(Case(title="n", number=f"AT-2026-{n:04d}"))), Put(replace(case, title="c")),
        ])  # fmt: skip
    assert number(office.store) == "AT-2026-0001"


def test_drafts(office: Office, clock: FixedClock) -> None:
    payload = {"note": "half a \ud800 word\0 'and' more", "minutes": 25, "topics": ["ipr"]}
    save_draft(office.store, "quick_log", "new-1", 0, {})
    clock.advance(seconds=1)
    save_draft(office.store, "quick_log", "new-1", 0, payload)
    save_draft(office.store, "case", "x", 3, {"title": ""})
    seq = office.store.seq
    found = {(d.form, d.key): d for d in drafts(office.reopen())}
    assert found["quick_log", "new-1"].payload == payload
    assert found["quick_log", "new-1"].saved_at == clock.now()
    assert found["case", "x"].base_revision == 3
    assert office.store.seq == seq
    office.store.apply("log", [Put(office.consultation())], drop_draft=("quick_log", "new-1"))
    assert [d.form for d in drafts(office.store)] == ["case"]
    office.store.apply("nothing", [], drop_draft=("case", "x"))
    assert drafts(office.store) == []
    save_draft(office.store, "case", "x", 3, {})
    drop_draft(office.store, "case", "x")
    drop_draft(office.store, "case", "x")
    assert drafts(office.store) == []
    assert office.store.undo_step() is not None


def test_a_draft_in_a_file_without_any_step(store: Store) -> None:
    save_draft(store, "case", "x", 0, {})
    store.apply("nothing", [], drop_draft=("case", "x"))
    assert nodes(store) == []
    assert drafts(store) == []
