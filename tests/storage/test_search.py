"""The search index: folded words of declared fields, hostile queries, fresh after every kind of step."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.advice import Case, CaseParty, Confidentiality, Consultation
from p2i_desktop.domain.folding import words
from p2i_desktop.domain.network import Centre, CentreName
from p2i_desktop.domain.parties import Contact, Employment, Organisation, StaffMember
from p2i_desktop.domain.record import FieldKind, fields_of, type_key
from p2i_desktop.domain.records import RECORD_TYPES
from p2i_desktop.storage import hits, search
from p2i_desktop.storage.engine import create_file
from p2i_desktop.storage.store import Bin, Put, Store
from tests.domain.test_folding import WORDS
from tests.storage.making import DAY, Office, contact, organisation
from tests.storage.test_queries import HOSTILE
from tests.storage.world import World


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder: Path = tmp_path_factory.mktemp("world")
    clock = FixedClock(datetime(2026, 11, 21, 12, tzinfo=UTC))
    store = create_file(folder / "world.p2i", clock, folder / "data")
    yield World(store)
    store.close()


def found(store: Store, text: str, me: str = "", limit: int = 1000) -> set[str]:
    with store.connection() as connection:
        return {hit.id for hit in hits.find(connection, text, limit, me)[0]}


def faults(store: Store) -> list[str]:
    with store.connection() as connection:
        return search.faults(connection)


def test_all_twenty_words_of_seven_languages_are_found(office: Office) -> None:
    talks = [office.consultation(note=f"before {written} after") for written, _ in WORDS]
    office.store.apply("log_consultation", [Put(talk) for talk in talks])
    for talk, (written, typed) in zip(talks, WORDS, strict=True):
        for text in (written, typed, written.upper(), typed[: max(1, len(typed) - 1)]):
            assert talk.id in found(office.store, text), (written, text)


@pytest.mark.parametrize("typed", HOSTILE)
def test_a_hostile_query_finds_literal_words_or_nothing(world: World, typed: str) -> None:
    hit = found(world.store, typed)
    if not words(typed):
        assert hit == set()


def test_words_with_signs_are_found_as_they_were_written(office: Office) -> None:
    talk = office.consultation(
        note="""it said: a AND b, NEAR(x), 50% of foo_bar\\baz; DROP TABLE--, nope:x "quoted" *"""
    )
    office.store.apply("log_consultation", [Put(talk)])
    for typed in (
        "a AND b",
        "NEAR(x)",
        "50%",
        "foo_bar",
        "foo_bar\\baz",
        "'; DROP TABLE--",
        "nope:x",
        '"quoted" *',
        "foo bar",
    ):
        assert talk.id in found(office.store, typed), typed
    for typed in ("a b AND c", "nope:y", "50 zzz"):
        assert talk.id not in found(office.store, typed), typed


@given(st.text(max_size=40))
@example('"' * 30)
@example("a" * 500)
@example("\ud800 x")
@example("ﬀ \u0345 \U000e0001 ٣ ² Ⅷ")
def test_no_query_is_an_error(world: World, text: str) -> None:
    text = text.encode("utf-8", "replace").decode("utf-8")
    with world.store.connection() as connection:
        search.numbers_found(connection, text, 10)


@given(
    st.lists(
        st.text(
            alphabet=st.characters(codec="utf-8", categories=("L", "N"), max_codepoint=0x4FF), min_size=1, max_size=12
        ),
        min_size=1,
        max_size=4,
    )
)
def test_every_word_that_was_written_is_found(search_file: Office, written: list[str]) -> None:
    talk = search_file.consultation(note=" ".join(written))
    search_file.store.apply("log_consultation", [Put(talk)])
    for word in written:
        assert not words(word) or talk.id in found(search_file.store, word, limit=5000)
    search_file.store.apply("bin", [Bin(Consultation, talk.id)])
    assert talk.id not in found(search_file.store, written[0])


@pytest.fixture(scope="module")
def search_file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    office = Office(tmp_path_factory.mktemp("words"), FixedClock(datetime(2026, 11, 21, 12, tzinfo=UTC)))
    yield office
    office.close()


def test_what_is_searchable_comes_from_the_declarations() -> None:
    for record_type in RECORD_TYPES:
        key = type_key(record_type)
        declared = {spec.name for spec in fields_of(record_type) if spec.searchable}
        assert {spec.name for spec in search.searchable(key)} == declared
        assert (key in search.SEARCHED) == bool(declared)
        kinds = {spec.kind for spec in search.searchable(key)}
        assert kinds <= {FieldKind.TEXT, FieldKind.TEXTS, FieldKind.NOTE}


def test_the_types_keep_their_own_ranges_of_numbers() -> None:
    bases = sorted(search.base(key) for key in search.SEARCHED)
    assert all(later - earlier >= search.ROOM for earlier, later in pairwise(bases))
    assert bases[-1] + search.ROOM < 2**63


def test_the_index_follows_every_step(office: Office) -> None:
    store, place = office.store, organisation("Demo Hospital")
    store.apply("add", [Put(place)])
    assert place.id in found(store, "hospital")
    again = store.get(Organisation, place.id)
    assert again
    store.apply("rename", [Put(replace(again, legal_name="Demo Utility", other_names=("Old Waterworks", "Zażółć")))])
    assert place.id not in found(store, "hospital")
    assert place.id in found(store, "zazolc")
    store.undo()
    assert place.id in found(store, "hospital")
    assert place.id not in found(store, "waterworks")
    store.redo()
    assert place.id in found(store, "waterw")
    store.apply("bin", [Bin(Organisation, place.id)])
    assert found(store, "waterworks") == set()
    store.undo()
    assert place.id in found(store, "waterworks")
    assert faults(store) == []


def test_children_leave_the_index_with_their_parent(office: Office) -> None:
    person, place = contact("Musterfrau"), organisation()
    work = Employment(contact=person.id, organisation=place.id, function="Head of trams")
    office.store.apply("add", [Put(place), Put(person), Put(work)])
    assert person.id in found(office.store, "head of tram")  # shown as the person
    office.store.apply("bin", [Bin(Contact, person.id)])
    assert found(office.store, "head of tram") == set()
    office.store.undo()
    assert person.id in found(office.store, "head of tram")
    assert faults(office.store) == []


def test_the_index_can_be_made_anew_and_says_what_is_wrong(world: World) -> None:
    store = world.store
    assert faults(store) == []
    before = {text: found(store, text) for text in ("leak", "strasse", "0664 400 774", "muster")}
    with store.writing() as connection:
        connection.exec_driver_sql("DELETE FROM search_text WHERE n = (SELECT max(n) FROM search_text)")
        first = search.base("case")
        connection.exec_driver_sql(
            "UPDATE search_text SET names = 'x' WHERE n = (SELECT min(n) FROM search_text WHERE n > ?)", (first,)
        )
        connection.exec_driver_sql("INSERT INTO search_text(n, names, notes) VALUES (?, '', '')", (first + 10**6,))
    wrong = {fault.split()[0] for fault in faults(store)}
    assert {"missing", "differs", "surplus"} <= wrong
    with store.writing() as connection:
        search.rebuild(connection)
    assert faults(store) == []
    assert {text: found(store, text) for text in before} == before


def test_rows_deleted_for_good_leave_the_index_first(office: Office) -> None:
    place = replace(organisation("Demo Vanishing"), phone="+43 1 99 88 77")
    office.store.apply("add", [Put(place)])
    with office.store.writing() as connection:
        search.index(connection, (), [("organisation", place.id)])
    assert found(office.store, "vanishing") == found(office.store, "998877") == set()
    assert faults(office.store) == ["missing organisation"]


@pytest.mark.parametrize(
    "typed", ["0664 123 45 67", "0664/1234567", "+43 664 123", "664123", "123 45", "4567", "(0) 664-1234"]
)
def test_telephone_digits_are_found_however_they_are_written(office: Office, typed: str) -> None:
    person = replace(contact(), mobile="+43 (664) 123-45 67")
    office.store.apply("add", [Put(person)])
    assert found(office.store, typed) == {person.id}


def test_three_digits_are_no_telephone_number(office: Office) -> None:
    person = replace(contact(), mobile="0664 1234567")
    office.store.apply("add", [Put(person)])
    assert found(office.store, "234") == set()
    changed = office.store.get(Contact, person.id)
    assert changed
    office.store.apply("change", [Put(replace(changed, mobile=""))])
    assert found(office.store, "1234567") == set()


def test_few_hits_are_ranked_with_names_before_notes(office: Office) -> None:
    case = office.case("Telemonitoring")
    talks = [office.consultation(note=f"about telemonitoring and more {n}") for n in range(20)]
    office.store.apply("log", [Put(talk) for talk in talks])
    with office.store.connection() as connection:
        shown, count = hits.find(connection, "telemonitoring", 5, "")
    assert shown[0].id == case.id
    assert shown[0].score > shown[1].score > 0
    assert count == 21


def test_many_hits_come_newest_first_and_unranked(office: Office) -> None:
    talks = [office.consultation(note="common word") for _ in range(search.MANY + 10)]
    office.store.apply("log", [Put(talk) for talk in talks])
    with office.store.connection() as connection:
        shown, count = hits.find(connection, "common", 10, "")
    assert count == search.MANY + 1
    newest = [talk.id for talk in talks[-30:]]  # many are made in the same millisecond
    assert [hit.id for hit in shown] == sorted(newest, reverse=True)[:10]
    assert {hit.score for hit in shown} == {0.0}


def test_restricted_records_are_found_by_their_own_advisor_only(office: Office) -> None:
    me, other = office.person, StaffMember(name="Advisor 2", initials="A2")
    case = Case(title="Quiet matter", lead_advisor=me.id, opened_on=DAY, confidentiality=Confidentiality.RESTRICTED)
    talk = replace(office.consultation(note="quiet words"), case=case.id, advisor=me.id)
    place = organisation("Demo Quiet Place")
    party = CaseParty(case=case.id, organisation=place.id)
    office.store.apply("add", [Put(other), Put(place), Put(case), Put(party), Put(talk)])
    assert found(office.store, "quiet", me.id) == {case.id, talk.id, place.id}
    assert found(office.store, "quiet", other.id) == found(office.store, "quiet") == {place.id}


def test_names_of_a_centre_lead_to_the_centre(office: Office) -> None:
    name = CentreName(centre=office.centre.id, language="de", name="Servicestelle Demo")
    office.store.apply("add", [Put(name)])
    with office.store.connection() as connection:
        (hit,) = hits.find(connection, "servicestelle", 5, "")[0]
    assert (hit.type, hit.id, hit.title) == (type_key(Centre), office.centre.id, "Servicestelle Demo")


def test_a_note_of_a_million_letters_is_indexed_to_its_end(office: Office) -> None:
    talk = office.consultation(note="wort " * 199_990 + "schlusswort")
    office.store.apply("log", [Put(talk)])
    assert found(office.store, "schlusswo") == {talk.id}
