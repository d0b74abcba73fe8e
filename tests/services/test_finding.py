"""Callers while typing, the last talks, search and palette: ranks, folding, numbers, freshness, hidden records."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from p2i_desktop.domain.advice import Confidentiality, Consultation
from p2i_desktop.domain.folding import fold, words
from p2i_desktop.domain.parties import Contact, Employment, Organisation, StaffMember
from p2i_desktop.services.finding import INSIDE, START, WORD, Caller, Finding, marked
from p2i_desktop.services.heap import Haystack
from p2i_desktop.services.office import Office
from p2i_desktop.storage.haystack import Named
from p2i_desktop.storage.store import Bin, Put
from tests.services.conftest import call, open_case

DAY = date(2026, 11, 20)


def add(office: Office, *names: str, **fields: object) -> list[Organisation]:
    made = [Organisation(legal_name=name, country="AT", **fields) for name in names]  # type: ignore[arg-type]
    office.store.apply("add", [Put(one) for one in made])
    return made


def person(
    office: Office, given: str, family: str, organisation: Organisation | None = None, **fields: object
) -> Contact:
    made = Contact(given_name=given, family_name=family, data_since=DAY, **fields)  # type: ignore[arg-type]
    office.store.apply("add", [Put(made)])
    if organisation:
        office.store.apply("add", [Put(Employment(contact=made.id, organisation=organisation.id))])
    return made


def shown(callers: list[Caller]) -> list[str]:
    return [caller.contact or caller.organisation for caller in callers]


def test_start_of_name_before_start_of_word_before_inside(office: Office) -> None:
    add(office, "Inland Demo", "Demo Land", "Land Demo", "Landeskrankenhaus")
    found = office.finding.callers("land")
    assert [caller.rank for caller in found] == [START, START, WORD, INSIDE]
    assert set(shown(found)[:2]) == {"Land Demo", "Landeskrankenhaus"}
    assert shown(found)[2:] == ["Demo Land", "Inland Demo"]


def test_within_a_rank_the_latest_contact_comes_first(office: Office) -> None:
    first, second, third = add(office, "Demo A", "Demo B", "Demo C")
    assert shown(office.finding.callers("demo")) == ["Demo A", "Demo B", "Demo C"]
    call(office, organisation_id=second.id, on=date(2026, 11, 1))
    call(office, organisation_id=third.id, on=date(2026, 11, 10))
    found = office.finding.callers("demo")
    assert shown(found) == ["Demo C", "Demo B", "Demo A"]
    assert [caller.last_on for caller in found] == [date(2026, 11, 10), date(2026, 11, 1), None]
    call(office, organisation_id=first.id, on=date(2026, 11, 11))
    assert shown(office.finding.callers("demo"))[0] == "Demo A"
    office.steps.undo()
    assert shown(office.finding.callers("demo"))[0] == "Demo C"


@pytest.mark.parametrize(
    "typed",
    [
        "strassen",
        "STRAßEN",
        "straßenbahn wien",
        "wien strassenbahn",
        "SBW",
        "tramway",
        "info@demo",
        "0043 1",
        "43 1 234",
    ],
)
def test_an_organisation_is_found_by_all_it_is_called(office: Office, typed: str) -> None:
    add(
        office, "Straßenbahn Wien Muster", short_name="SBW", other_names=("Demo Tramway",), email="info@demo.example",
        phone="+43 1 234 567",
    )  # fmt: skip
    found = office.finding.callers(typed)
    assert shown(found) == ["Straßenbahn Wien Muster"]


def test_what_was_matched_is_told_where_it_is_not_the_name(office: Office) -> None:
    (place,) = add(office, "Demo Hospital", short_name="DH", phone="+43 1 234 567")
    person(office, "Caller", "Muster", place, email="cm@demo.example", mobile="0664 99 88 77")
    assert [office.finding.callers(text)[0].detail for text in ("dem", "dh", "234567", "muster ca", "cm@", "9988")] == [
        "", "DH", "+43 1 234 567", "", "cm@demo.example", "0664 99 88 77",
    ]  # fmt: skip


def test_a_contact_brings_the_organisation_of_today(office: Office) -> None:
    old, new = add(office, "Demo Old", "Demo New")
    caller = Contact(given_name="Caller", family_name="Muster", data_since=DAY)
    past = Employment(contact=caller.id, organisation=old.id, valid_from=date(2020, 1, 1), valid_to=date(2022, 1, 1))
    now = Employment(contact=caller.id, organisation=new.id, valid_from=date(2022, 1, 2))
    office.store.apply("add", [Put(caller), Put(now), Put(past)])
    case_id = open_case(office, new.id, title="Quieter trams")
    (found,) = office.finding.callers("muster")
    assert (found.contact_id, found.organisation_id, found.organisation) == (caller.id, new.id, "Demo New")
    assert [(case.id, case.title) for case in found.open_cases] == [(case_id, "Quieter trams")]
    freelance = person(office, "Free", "Lance")
    (alone,) = office.finding.callers("lance")
    assert (alone.contact_id, alone.organisation_id, alone.open_cases) == (freelance.id, "", ())


def test_open_cases_of_the_caller_without_ended_and_hidden_ones(office: Office, organisation_id: str) -> None:
    open_one = open_case(office, organisation_id, title="Open", opened_on=date(2026, 11, 1))
    newer = open_case(office, organisation_id, title="Newer", opened_on=date(2026, 11, 2))
    open_case(office, organisation_id, title="Declined", status="declined")
    secret = open_case(
        office, organisation_id, title="Secret", confidentiality=Confidentiality.RESTRICTED, opened_on=date(2026, 11, 3)
    )
    assert [case.id for case in office.finding.callers("demo h")[0].open_cases] == [secret, newer, open_one]
    office.store.actor = ""
    assert [case.id for case in office.finding.callers("demo h")[0].open_cases] == [newer, open_one]


def test_names_stay_fresh_through_every_kind_of_step(office: Office) -> None:
    (place,) = add(office, "Demo Hospital")
    office.finding.warm()
    again = office.store.get(Organisation, place.id)
    assert again
    office.store.apply("rename", [Put(replace(again, legal_name="Muster Utility"))])
    assert shown(office.finding.callers("muster")) == ["Muster Utility"]
    assert office.finding.callers("hosp") == []
    office.store.apply("bin", [Bin(Organisation, place.id)])
    assert office.finding.callers("muster") == []
    office.steps.undo()
    assert shown(office.finding.callers("muster")) == ["Muster Utility"]
    other = add(office, "Muster Water")[0]
    talk = call(office, organisation_id=place.id, on=date(2026, 11, 5))
    assert shown(office.finding.callers("muster")) == ["Muster Utility", "Muster Water"]
    moved = office.store.get(Consultation, talk.consultation_id)
    assert moved
    office.store.apply("move", [Put(replace(moved, organisation=other.id))])
    found = office.finding.callers("muster")
    assert [(caller.organisation, caller.last_on) for caller in found] == [
        ("Muster Water", date(2026, 11, 5)), ("Muster Utility", None),
    ]  # fmt: skip


def test_contacts_taken_out_of_a_consultation_lose_their_last_day(office: Office) -> None:
    (place,) = add(office, "Demo Hospital")
    caller = person(office, "Caller", "Muster", place)
    talk = call(office, organisation_id=place.id, contacts=frozenset({caller.id}))
    assert office.finding.callers("muster")[0].last_on == DAY
    again = office.store.get(Consultation, talk.consultation_id)
    assert again
    office.store.apply("alone", [Put(replace(again, contacts=frozenset()))])
    assert office.finding.callers("muster")[0].last_on is None


def test_many_changes_are_read_anew(office: Office) -> None:
    office.finding.warm()
    add(office, *(f"Demo {number}" for number in range(500)))
    assert len(office.finding.callers("demo", limit=1000)) == 500
    add(office, *(f"Muster {number}" for number in range(450)))
    assert len(office.finding.callers("muster", limit=1000)) == 450


def test_nothing_typed_finds_nobody(office: Office, organisation_id: str) -> None:
    assert [office.finding.callers(text) for text in ("", "  ", "\0", "\n")] == [[], [], [], []]


HOSTILE = ['"', "a AND", "NEAR(", "nope:x", "*", "%", "_", "\\", "'; --", "[a-z]", ".*", "(?=", "^"]


@pytest.mark.parametrize("typed", HOSTILE)
def test_signs_are_only_signs(office: Office, typed: str) -> None:
    add(office, "Demo Hospital")
    assert office.finding.callers(typed) == []
    odd = add(office, f"Odd {typed} name")[0]
    assert [caller.organisation_id for caller in office.finding.callers(typed)] == [odd.id]
    office.finding.search(typed)
    office.finding.palette(typed)


NAMES = st.text(alphabet="abB .-äß12\n", max_size=12)


@given(st.lists(st.tuples(NAMES, st.sampled_from(["", "2026-01-01", "2026-02-02"])), max_size=12), NAMES)
@example([("a a", ""), ("ba", "")], "a")
def test_the_heap_finds_what_a_loop_finds(given: list[tuple[str, str]], typed: str) -> None:
    named = [Named("organisation", str(n), (name,), (), day) for n, (name, day) in enumerate(given) if name.strip()]
    wanted = fold(" ".join(typed.split()))
    found = Haystack(named).find(wanted, "", 100)
    if not wanted:
        assert found == []
        return
    plain = {one.id: fold(one.names[0]).replace("\n", " ") for one in named}
    literal = {key for key, name in plain.items() if wanted in name}
    ranks = {match.named.id: match.rank for match in found}
    assert literal <= set(ranks)
    for key, rank in ranks.items():
        if plain[key].startswith(wanted):
            assert rank == START
        elif key in literal:
            begins = any(
                wanted == plain[key][at : at + len(wanted)] and not plain[key][at - 1].isalnum()
                for at in range(1, len(plain[key]))
            )
            assert rank == (WORD if begins else INSIDE)
        else:
            assert all(
                any(word.startswith(piece) for word in plain[key].replace(".", " ").replace("-", " ").split())
                for piece in wanted.split()
            )
    order = [(match.rank, match.named.last_on) for match in found]
    assert order == sorted(order, key=lambda pair: (pair[0], [-ord(c) for c in pair[1].ljust(10, " ")]))


def test_the_last_talks_are_the_newest_and_not_hidden(office: Office) -> None:
    place, other = add(office, "Demo Hospital", "Demo Utility")
    caller = person(office, "Caller", "Muster", place)
    ids = [
        call(
            office,
            organisation_id=place.id,
            on=date(2026, 11, day),
            note=f"talk {day}",
            contacts=frozenset({caller.id}),
        ).consultation_id
        for day in (3, 1, 4, 2)
    ]
    second = call(office, organisation_id=other.id, other_organisations=frozenset({place.id}), on=date(2026, 10, 1))
    talks = office.finding.last_talks(place.id)
    assert [talk.text for talk in talks] == ["talk 4", "talk 3", "talk 2"]
    assert (talks[0].advisor, talks[0].minutes, talks[0].contact_names) == ("A1", 10, "Caller Muster")
    assert second.consultation_id in {talk.id for talk in office.finding.last_talks(place.id, limit=9)}
    assert [talk.id for talk in office.finding.last_talks(contact_id=caller.id)] == [ids[2], ids[0], ids[3]]
    assert office.finding.last_talks() == []
    hidden = office.store.get(Consultation, ids[2])
    assert hidden
    office.store.apply("hide", [Put(replace(hidden, confidentiality=Confidentiality.RESTRICTED))])
    assert office.finding.last_talks(place.id)[0].id == ids[2]
    office.store.actor = ""
    assert office.finding.last_talks(place.id)[0].id == ids[0]


def test_an_organisation_by_its_exact_name(office: Office) -> None:
    first, second = add(office, "Straßenbahn Wien", "Demo Utility")
    add(office, "STRASSENBAHN  wien")
    assert first.id in office.finding.exact_organisations(" strassenbahn wien ")
    assert office.finding.exact_organisations("demo utility") == [second.id]
    assert office.finding.exact_organisations("demo") == office.finding.exact_organisations(" ") == []


def test_search_shows_title_snippet_and_marks(office: Office) -> None:
    place = add(office, "Demo Hospital")[0]
    call(
        office,
        organisation_id=place.id,
        note="First line\nA question about the Straße and καινοτομία " + "x " * 400,
        subject="Trams",
    )
    found = office.finding.search("STRASSE καινοτ")
    (hit,) = found.hits
    assert (found.count, found.more) == (1, False)
    assert (hit.type, hit.title, hit.detail, hit.on) == ("consultation", "Trams", "Demo Hospital", DAY)
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["Straße", "καινοτομία"]
    assert "\n" not in hit.snippet
    assert len(hit.snippet) <= 160


@given(st.lists(st.text(max_size=60), max_size=4), st.text(max_size=20))
def test_marks_are_always_inside_the_snippet(texts: list[str], typed: str) -> None:
    snippet, marks = marked(texts, words(typed))
    assert all(0 <= start < end <= len(snippet) for start, end in marks)


def test_the_palette_has_three_kinds_and_hides_what_is_hidden(office: Office) -> None:
    place = add(office, "Demo Trams")[0]
    caller = person(office, "Tram", "Muster", place)
    case_id = open_case(office, place.id, title="Tram noise", number="AT-2026-0009")
    secret = open_case(office, place.id, title="Tram secret", confidentiality=Confidentiality.RESTRICTED)
    found = office.finding.palette("tram")
    assert {hit.id for hit in found.cases} == {case_id, secret}
    assert [hit.id for hit in found.organisations] == [place.id]
    assert [(hit.id, hit.title, hit.detail) for hit in found.contacts] == [(caller.id, "Tram Muster", "Demo Trams")]
    other = StaffMember(name="Advisor 2", initials="A2")
    office.store.apply("save_staff", [Put(other)])
    office.store.actor = other.id
    assert [hit.id for hit in office.finding.palette("tram").cases] == [case_id]
    empty = office.finding.palette("")
    assert (empty.cases, empty.organisations, empty.contacts) == ([], [], [])


def test_two_questions_beside_each_other_do_not_read_twice(office: Office) -> None:
    finding = Finding(office.store, office.clock)
    finding.warm()
    heads = finding._heads
    finding.callers("demo")
    assert finding._heads is heads


def test_a_new_employer_is_known_at_once_and_a_merged_organisation_is_gone(office: Office) -> None:
    first, second = add(office, "Demo Hospital", "Demo Utility")
    caller = person(office, "Caller", "Muster")
    assert office.finding.callers("muster")[0].organisation_id == ""
    office.store.apply("employ", [Put(Employment(contact=caller.id, organisation=second.id))])
    assert office.finding.callers("muster")[0].organisation_id == second.id
    again = office.store.get(Organisation, first.id)
    assert again
    office.store.apply("merge", [Put(replace(again, merged_into=second.id))])
    assert shown(office.finding.callers("demo")) == ["Demo Utility"]


def test_thousands_of_entries_are_read_anew(office: Office) -> None:
    office.finding.warm()
    (place,) = add(office, "Demo Hospital")
    talks = [replace(office.advice.blank(None, place.id), on=DAY, contact_minutes=5, note=f"{n}") for n in range(1100)]
    office.store.apply("log", [Put(talk) for talk in talks])
    assert office.finding.callers("demo")[0].last_on == DAY


def test_search_tells_that_there_is_more(office: Office) -> None:
    (place,) = add(office, "Demo Hospital")
    talks = [replace(office.advice.blank(None, place.id), on=DAY, contact_minutes=5, note="tram") for _ in range(1005)]
    office.store.apply("log", [Put(talk) for talk in talks])
    found = office.finding.search("tram", limit=5)
    assert (len(found.hits), found.count, found.more) == (5, 1000, True)
