"""Every record type goes to disk and comes back, is changed, binned, taken back and exported, whatever its fields hold."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.advice import Case, Consultation, StaffTime, Topic
from p2i_desktop.domain.network import Centre
from p2i_desktop.domain.record import About, Merge, Money, Record, fields_of, new_id, type_key
from p2i_desktop.domain.records import PARENT, RECORD_TYPES
from p2i_desktop.storage import tables
from p2i_desktop.storage.check import check
from p2i_desktop.storage.store import Bin, Put, Store, Unbin
from p2i_desktop.storage.values import SETS, record_from_json, record_json
from tests.storage.making import Office, contact, organisation, visible
from tests.strategies import changes, records

EVERY = pytest.mark.parametrize("record_type", RECORD_TYPES, ids=type_key)


@EVERY
@given(data=st.data())
def test_round_trip(record_type: type[Record], data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    record = data.draw(records(record_type))
    assert record_from_json(record_type, record_json(record)) == record


@EVERY
def test_disk_keeps_everything(record_type: type[Record], store: Store) -> None:
    @settings(max_examples=12)
    @given(data=st.data())
    def keeps(data: st.DataObject) -> None:
        record = replace(data.draw(records(record_type)), id=new_id())  # an example may be tried twice
        store.apply("x", [Put(record)])
        found = store.get(record_type, record.id)
        assert found is not None
        assert found == replace(record, revision=1, centre_id=found.centre_id)
        changed = replace(found, **data.draw(changes(found)))
        done = store.apply("x", [Put(changed)])
        again = store.get(record_type, record.id)
        assert again == replace(changed, revision=2 if done.step else 1)
        store.apply("x", [Bin(record_type, record.id)])
        assert store.find(record_type, id=record.id) == []
        store.apply("x", [Unbin(record_type, record.id)])
        back = store.get(record_type, record.id)
        assert back is not None
        assert replace(back, revision=0) == replace(changed, revision=0)

    keeps()
    assert check(store) == []


@EVERY
def test_what_a_field_holds_finds_its_record(record_type: type[Record], store: Store) -> None:
    @settings(max_examples=3)
    @given(data=st.data())
    def finds(data: st.DataObject) -> None:
        record = replace(data.draw(records(record_type)), id=new_id())
        store.apply("x", [Put(record)])
        for spec in fields_of(record_type):
            held = getattr(record, spec.name)
            for value in held if spec.kind in SETS else (held,):
                assert record.id in [one.id for one in store.find(record_type, **{spec.name: value})], spec.name
                assert store.find(record_type, binned=True, **{spec.name: value}) == []

    finds()


def test_reads_of_one_look_see_one_state(office: Office) -> None:
    store, statements = office.store, list[str]()
    with store.connection() as connection:
        connection.connection.driver_connection.set_trace_callback(statements.append)  # type: ignore[union-attr]
    with store.one_read(), store.one_read():
        assert store.count(Centre) == 1
        assert store.find(Centre, is_own=True) == [store.get(Centre, office.centre.id)]
    assert store.count(Centre) == 1
    assert statements.count("BEGIN") == statements.count("ROLLBACK") == 2


@EVERY
def test_every_field_says_how_it_merges(record_type: type[Record]) -> None:
    assert all(isinstance(spec.merge, Merge) for spec in fields_of(record_type))


@EVERY
def test_tables_are_strict_and_unique_by_id_alone(record_type: type[Record], store: Store) -> None:
    name = type_key(record_type)
    with store.connection() as connection:
        text = connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).scalar_one()
        unique = connection.exec_driver_sql(
            "SELECT i.name FROM pragma_index_list(?) i WHERE i.\"unique\" = 1", (name,)
        ).scalars().all()  # fmt: skip
    assert text.endswith("STRICT")
    assert len(unique) == 1
    assert name in tables.METADATA.tables


@pytest.mark.parametrize(("column", "value"), [
    ('"on"', "2024-02-31"), ('"on"', "2023-02-29"), ('"on"', "yesterday"), ("starts", "25"), ("anonymous", 2),
    ("contact_minutes", "abc"), ("received_at", "2026-01-01"), ("type", None),
])  # fmt: skip
def test_the_database_refuses_what_no_field_can_hold(column: str, value: object, office: Office) -> None:
    office.store.apply("x", [Put(office.consultation())])
    with (
        pytest.raises(Exception, match=r"constraint failed|cannot store|datatype"),
        office.store.writing() as connection,
    ):
        connection.exec_driver_sql(f"UPDATE consultation SET {column} = ?", (value,))
    assert check(office.store) == []


def test_find(office: Office) -> None:
    org, person = organisation(), contact()
    case = office.case()
    first = office.consultation(organisation=org.id, contacts=frozenset({person.id}), case=case.id)
    second = office.consultation(topics=frozenset({Topic.IPR}))
    worth = Case(title="b", lead_advisor=office.person.id, estimated_value=Money(Decimal("12.50"), "EUR"))
    spent = StaffTime(about=About("case", case.id), staff=office.person.id)
    office.store.apply("x", [Put(r) for r in (first, second, org, person, worth, spent)])
    find = office.store.find
    assert [c.id for c in find(Consultation)] == [first.id, second.id]
    assert [c.id for c in find(Consultation, contacts=person.id)] == [first.id]
    assert [c.id for c in find(Consultation, topics=Topic.IPR)] == [second.id]
    assert [c.id for c in find(Consultation, organisation=None)] == [second.id]
    assert [c.id for c in find(Consultation, on=first.on, case=case.id)] == [first.id]
    assert [c.id for c in find(Case, estimated_value=Money(Decimal("12.5"), "EUR"))] == [worth.id]
    assert [c.id for c in find(StaffTime, about=About("case", case.id))] == [spent.id]
    assert find(Consultation, binned=True) == []
    assert office.store.count(Consultation) == 2
    assert office.store.many(Consultation, [second.id, "nobody"]) == {
        second.id: office.store.get(Consultation, second.id)
    }
    assert office.store.get(Case, "nobody") is None


def test_records_bear_their_centre(office: Office) -> None:
    assert office.case().centre_id == office.centre.id
    own = office.store.get(Centre, office.centre.id)
    assert own is not None
    assert own.centre_id == own.id


def test_a_stream_gives_all_in_order_of_their_ids(office: Office) -> None:
    rows = [office.consultation() for _ in range(450)]
    office.store.apply("x", [Put(r) for r in rows])
    office.store.apply("x", [Bin(Consultation, rows[3].id)])
    assert [r.id for r in office.store.stream(Consultation)] == sorted(r.id for r in rows)
    assert len(visible(office.store)) == 451


def test_a_removed_member_of_a_set_comes_back_under_its_old_id(office: Office) -> None:
    case = office.case()
    for topics in ({Topic.IPR}, set(), {Topic.IPR, Topic.LEGAL}):
        office.store.apply("x", [Put(replace(office.again(case), topics=frozenset(topics)))])
    with office.store.connection() as connection:
        rows = connection.exec_driver_sql("SELECT value, revision, deleted_at FROM case__topics ORDER BY value").all()
    assert [tuple(row) for row in rows] == [("ipr", 3, None), ("legal", 1, None)]


def test_an_instant_needs_a_zone(office: Office) -> None:
    naive = office.consultation(received_at=datetime(2026, 1, 1))
    with pytest.raises(ValueError, match="time zone"):
        office.store.apply("x", [Put(naive)])


def test_money_has_no_third_place(office: Office) -> None:
    with pytest.raises(ValueError, match="two places"):
        office.store.apply("x", [Put(replace(office.case(), estimated_value=Money(Decimal("1.005"), "EUR")))])


def test_parents_are_fields() -> None:
    for record_type, field in PARENT.items():
        assert field in {spec.name for spec in fields_of(record_type)}


def test_nothing_is_written_where_nothing_differs(office: Office, clock: FixedClock) -> None:
    case = office.case()
    before = office.store.seq
    done = office.store.apply("x", [Put(case)])
    assert (done.step, done.keys) == ("", {})
    assert office.store.seq == before


def test_a_record_can_come_in_binned(office: Office, clock: FixedClock) -> None:
    gone = office.consultation(subject="old", deleted_at=clock.now())
    office.store.apply("take_in", [Put(gone)], kind="import")
    assert office.store.find(Consultation) == []
    assert [c.deleted_at for c in office.store.find(Consultation, binned=True)] == [clock.now()]
    assert check(office.store) == []
    office.store.undo()
    assert office.store.get(Consultation, gone.id) is not None
    assert check(office.store) == []


def test_a_big_step_is_one_step(office: Office) -> None:
    rows = [office.consultation(subject=f"talk {n}", topics=frozenset({Topic.IPR})) for n in range(2100)]
    office.store.apply("take_in", [Put(r) for r in rows], kind="import")
    assert office.store.count(Consultation) == 2100
    assert check(office.store) == []
    assert office.store.undo().keys == {"consultation": {r.id for r in rows}}
    assert office.store.count(Consultation) == 0
    assert check(office.store) == []
    office.store.apply("nothing", [Put(r) for r in office.store.find(Consultation, binned=True)])
    assert office.store.redo_step() is not None


def test_a_kind_of_step_that_does_not_exist(office: Office) -> None:
    with pytest.raises(ValueError, match="other"):
        office.store.apply("x", [], kind="other")
