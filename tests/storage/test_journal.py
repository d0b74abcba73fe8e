"""The journal: what it holds, that it only grows, and that its chain shows every change made behind its back."""

import json
import sqlite3
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.advice import Topic
from p2i_desktop.domain.parties import Contact, Organisation
from p2i_desktop.domain.record import Money
from p2i_desktop.storage.check import check
from p2i_desktop.storage.engine import create_file, open_file
from p2i_desktop.storage.journal import Hybrid, base_of, history
from p2i_desktop.storage.store import Put, Store
from p2i_desktop.storage.values import canonical
from tests.storage.making import Office, contact, dump, organisation


def entries(store: Store, where: str = "1") -> list[sqlite3.Row]:
    with store.connection() as connection:
        return list(connection.exec_driver_sql(f"SELECT * FROM journal WHERE {where} ORDER BY seq").mappings())  # type: ignore[arg-type]


def test_a_creation_is_one_entry_and_one_for_each_personal_or_free_text(office: Office) -> None:
    person = replace(contact("Παπαδόπουλος"), notes="calls on Mondays")
    talk = office.consultation(subject="IPR", note="", topics=frozenset({Topic.IPR, Topic.LEGAL}))
    office.store.apply("x", [Put(person), Put(talk)])
    written = {e["field"]: e["new"] for e in entries(office.store, f"key = '{talk.id}'")}
    assert set(written) == {"*", "subject"}
    whole = json.loads(written["*"])
    assert whole["topics"] == ["ipr", "legal"]
    assert whole["contact_minutes"] == 25
    assert "subject" not in whole
    born = json.loads(entries(office.store, f"key = '{person.id}' AND field = '*'")[0]["new"])
    assert born == {}  # every field of a contact is personal
    own = {e["field"]: e["new"] for e in entries(office.store, f"key = '{person.id}'")}
    assert own["family_name"] == '"Παπαδόπουλος"'
    assert own["purposes"] == '["advice"]'


def test_a_change_is_one_entry_a_field_and_money_is_one_field(office: Office) -> None:
    case = office.case()
    worth = Money(__import__("decimal").Decimal("1250000.5"), "CZK")
    office.store.apply("x", [Put(replace(case, title="b", estimated_value=worth))])
    first, second = entries(office.store, f"key = '{case.id}' AND field <> '*'")
    assert (first["field"], first["old"], first["new"]) == ("title", '"Quieter trams"', '"b"')
    assert (second["old"], second["new"]) == ("null", '{"amount":"1250000.50","currency":"CZK"}')


def test_an_entry_names_what_it_was_written_upon(office: Office) -> None:
    case = office.case()
    for title in ("b", "c"):
        office.store.apply("x", [Put(replace(office.again(case), title=title))])
    born, b, c = entries(office.store, f"key = '{case.id}'")
    name = "{}:{}".format
    assert json.loads(born["deps"]) == []
    assert json.loads(b["deps"]) == [name(born["node"], born["seq"])]
    assert json.loads(c["deps"]) == [name(b["node"], b["seq"])]


def test_history_is_read_with_creations_spread_over_their_fields(office: Office) -> None:
    office.store.actor = office.person.id
    case = office.case()
    office.store.apply("rename", [Put(replace(case, title="b"))])
    found = office.store.history(case.id)
    assert ("title", None, "Quieter trams") in [(e.field, e.old, e.new) for e in found]
    last = found[-1]
    assert (last.label, last.field, last.old, last.new, last.actor) == (
        "rename",
        "title",
        "Quieter trams",
        "b",
        office.person.id,
    )
    assert "need" not in {e.field for e in found}


def test_seq_has_no_gaps(office: Office) -> None:
    for n in range(30):
        office.store.apply("x", [Put(organisation(f"Demo {n}"))])
        if n % 3 == 0:
            office.store.undo()
        if n % 7 == 0:
            office.reopen()
    assert [e["seq"] for e in entries(office.store)] == list(range(1, len(entries(office.store)) + 1))


@pytest.mark.parametrize(
    "statement", ["DELETE FROM journal", "UPDATE journal SET new = '1'", "UPDATE journal SET seq = seq + 9"]
)
def test_the_journal_only_grows(statement: str, office: Office) -> None:
    with pytest.raises(Exception, match="only grows"), office.store.writing() as connection:
        connection.exec_driver_sql(statement)


def test_values_can_be_erased_and_the_chain_still_holds(office: Office) -> None:
    person = replace(contact("Erased"), notes="marker")
    office.store.apply("x", [Put(person)])
    with office.store.writing() as connection:
        connection.exec_driver_sql(
            "UPDATE journal SET old = NULL, new = NULL, salt = NULL WHERE key = ? AND field = 'notes'", (person.id,)
        )
        connection.exec_driver_sql("UPDATE contact SET notes = ''")
    assert [f for f in check(office.store) if f.code != "search"] == []
    found = office.store.get(Contact, person.id)
    assert found is not None
    assert found.notes == ""


TAMPERING = {
    "edit": "UPDATE journal SET new = '\"other\"' WHERE seq = 4",
    "edit the digest": "UPDATE journal SET digest = zeroblob(32) WHERE seq = 4",
    "edit the actor": "UPDATE journal SET actor = 'x' WHERE seq = 4",
    "delete": "DELETE FROM journal WHERE seq = 4",
    "cut the tail": "DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)",
    "insert": "INSERT INTO journal SELECT node, seq + 100, hlc, centre_id, step, tbl, key, field, old, new, salt, digest, "
    "deps, actor, time, schema, hash FROM journal WHERE seq = 4",
    "reorder": "UPDATE journal SET seq = CASE seq WHEN 4 THEN 1005 WHEN 5 THEN 4 ELSE seq END",
    "row": "UPDATE organisation SET city = 'elsewhere'",
    "money": "UPDATE \"case\" SET estimated_value = 1, estimated_value_currency = 'EUR'",
    "set": "DELETE FROM case__topics",
    "member": "UPDATE \"case\" SET status = 'no such member'",
}


@pytest.mark.parametrize("what", TAMPERING)
def test_tampering_shows(what: str, office: Office) -> None:
    case = office.case()
    office.store.apply("x", [Put(replace(case, topics=frozenset({Topic.IPR}))), Put(organisation())])
    office.store.apply("x", [Put(organisation("Demo City"))])
    assert check(office.store) == []
    office.close()
    with sqlite3.connect(office.path) as connection:
        for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {trigger}")
        connection.execute(TAMPERING[what])
        if what == "reorder":
            connection.execute("UPDATE journal SET seq = 5 WHERE seq = 1005")
        for trigger in __import__("p2i_desktop.storage.schema", fromlist=["TRIGGERS"]).TRIGGERS:
            connection.execute(trigger)
    connection.close()
    office.reopen()
    assert {f.code for f in check(office.store)} & {"chain", "row"}, what


@given(jumps=st.lists(st.integers(-400 * 86_400_000, 400 * 86_400_000), max_size=60), start=st.integers(0, 1 << 41))
def test_stamps_only_grow_whatever_the_clock_does(jumps: list[int], start: int) -> None:
    hybrid, wall, last = Hybrid(), start, ""
    for jump in jumps:
        stamp = hybrid.tick(max(0, wall), "0" * 16)
        assert stamp > last
        assert len(stamp) == 33
        wall, last = wall + jump, stamp
    later = Hybrid()
    later.saw(last or f"{0:013d}0000")
    assert later.tick(0, "0" * 16) > last


def test_more_stamps_than_a_millisecond_holds() -> None:
    hybrid, last = Hybrid(5, 0xFFFE), ""
    for _ in range(4):
        stamp = hybrid.tick(5, "a" * 16)
        assert stamp > last
        last = stamp


@pytest.mark.parametrize("days", [-400, 400])
def test_a_clock_that_jumps_keeps_the_order(days: int, office: Office, clock: FixedClock) -> None:
    case = office.case()
    clock.instant += timedelta(days=days)
    office.reopen()
    office.store.apply("after", [Put(replace(case, title="after"))])
    stamps = [e["hlc"] for e in entries(office.store)]
    assert stamps == sorted(set(stamps))
    assert office.store.history(case.id)[-1].label == "after"
    step = office.store.undo_step()
    assert step is not None
    assert step.label == "after"
    assert check(office.store) == []


def test_canonical_text_is_one_whatever_the_order() -> None:
    assert canonical({"b": 1, "a": "ß"}) == '{"a":"ß","b":1}'


def test_equal_seeds_give_equal_files(tmp_path: Path, clock: FixedClock) -> None:
    made = []
    for name in ("a", "b"):
        count = iter(range(10**6))
        with_seed = lambda n, count=count: next(count).to_bytes(n, "big")  # noqa: E731
        store = create_file(tmp_path / f"{name}.p2i", clock, tmp_path / name, random=with_seed)
        store.apply("x", [Put(replace(organisation(), id="01a20092-adfb-7e5a-8eff-ca1341dbff08"))])
        made.append([dict(e) for e in entries(store)])
        store.close()
    assert made[0] == made[1]


def test_reading_a_file_does_not_write_to_it(office: Office) -> None:
    office.case()
    office.close()
    before = office.path.read_bytes()
    store = open_file(office.path, office.clock, office.data)
    list(dump(store))
    check(store)
    store.close()
    assert office.path.read_bytes() == before


def test_types_that_this_program_does_not_know_are_left_out_of_the_history(office: Office) -> None:
    with office.store.connection() as connection:
        assert history(connection, office.person.id, {}) == []
        assert base_of(connection, Contact, "nobody", 1) is None


def test_a_group_shows_the_parts_that_changed(office: Office) -> None:
    org = replace(organisation(), city="Graz", address="Street 1")
    office.store.apply("x", [Put(org)])
    stored = office.store.get(Organisation, org.id)
    assert stored is not None
    office.store.apply("move", [Put(replace(stored, city="Linz"))])
    found = [(e.field, e.old, e.new) for e in office.store.history(org.id) if e.label == "move"]
    assert found == [("city", "Graz", "Linz")]
