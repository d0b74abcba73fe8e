"""Lists say what a loop over all records says: rows, filters, order, totals; restricted and binned records stay out."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.advice import Action, Case, CaseParty, Consultation, Phase, StaffTime
from p2i_desktop.domain.folding import fold, words
from p2i_desktop.domain.parties import Contact, Organisation
from p2i_desktop.domain.rules.counting import reportable, to_complete
from p2i_desktop.storage import queries
from p2i_desktop.storage.engine import create_file
from p2i_desktop.storage.lists.cases import ENDED
from p2i_desktop.storage.queries import COLUMNS, DEFAULT_SORT, LISTS, SORTABLE, Filter, Ids, Moment, Sort
from p2i_desktop.storage.store import Bin, Store
from tests.storage.world import TODAY, World, hidden_case, hidden_talk

NAMES = tuple(name for name in LISTS if name not in ("procurements", "workshops"))  # they have tests of their own
ALL = Filter()


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder: Path = tmp_path_factory.mktemp("world")
    clock = FixedClock(datetime(2026, 11, 21, 12, tzinfo=UTC))
    store = create_file(folder / "world.p2i", clock, folder / "data")
    yield World(store)
    store.close()


def moment(me: str = "") -> Moment:
    return Moment(me, TODAY, 9)


def ids(store: Store, name: str, filter_: Filter = ALL, sort: Sort | None = None, me: str = "") -> Ids:
    with store.connection() as connection:
        return queries.all_ids(connection, name, filter_, sort, moment(me))


def rows(
    store: Store, name: str, filter_: Filter = ALL, sort: Sort | None = None, me: str = ""
) -> list[dict[str, Any]]:
    with store.connection() as connection:
        found = queries.all_ids(connection, name, filter_, sort, moment(me))
        block = queries.block(connection, name, found.numbers, moment(me))
    return [dict(zip(COLUMNS[name], row, strict=True)) for row in block]


def seen(world: World, name: str, me: str = "") -> dict[str, Any]:
    """The records that a list has to show, found by a loop."""
    cases = {c.id: c for c in [*world.store.find(Case), *world.store.find(Case, binned=True)]}
    talks = {t.id: t for t in [*world.store.find(Consultation), *world.store.find(Consultation, binned=True)]}
    times = world.store.find(StaffTime)
    match name:
        case "cases":
            return {k: c for k, c in world.live(Case).items() if not hidden_case(c, me)}  # type: ignore[arg-type]
        case "consultations":
            live = world.live(Consultation)
            return {k: t for k, t in live.items() if not hidden_talk(t, cases, times, me)}  # type: ignore[arg-type]
        case "organisations":
            return world.live(Organisation)
        case "contacts":
            return world.live(Contact)
    found = {}
    for key, action in world.live(Action).items():
        assert isinstance(action, Action)
        assert action.about is not None
        about = action.about.id
        hidden = (about in cases and hidden_case(cases[about], me)) or (
            about in talks and hidden_talk(talks[about], cases, times, me)
        )
        if action.dropped_on is None and (not hidden or (me and action.owner == me)):
            found[key] = action
    return found


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("who", [None, 0, 1, 2])
def test_a_list_shows_what_its_reader_may_see(world: World, name: str, who: int | None) -> None:
    me = "" if who is None else world.staff[who].id
    assert {row["id"] for row in rows(world.store, name, me=me)} == set(seen(world, name, me))


def test_restricted_records_exist_and_are_hidden(world: World) -> None:
    shown = {row["id"] for row in rows(world.store, "cases")}
    secret = [c for c in world.cases[1:] if c.confidentiality == "restricted"]
    assert secret
    assert not shown & {c.id for c in secret}
    advisor = secret[0].lead_advisor
    assert advisor
    assert secret[0].id in {row["id"] for row in rows(world.store, "cases", me=advisor)}


@pytest.mark.parametrize(("name", "column"), [(name, column) for name in NAMES for column in sorted(SORTABLE[name])])
@pytest.mark.parametrize("descending", [False, True])
def test_every_sort_gives_all_rows_with_the_empty_ones_last(
    world: World, name: str, column: str, descending: bool
) -> None:
    found = rows(world.store, name, sort=Sort(column, descending))
    assert {row["id"] for row in found} == set(seen(world, name))
    values = [row[column] for row in found]
    filled = [value for value in values if value not in (None, "")]
    # The register shows a contact's name where there is no organisation, and an index puts empty numbers first.
    if (name, column) != ("consultations", "organisation") and column not in LISTS[name].indexed:
        assert values[: len(filled)] == filled
    if all(isinstance(value, int | date) for value in filled):
        assert filled == sorted(filled, reverse=descending)


def test_texts_are_sorted_without_case_and_accents(world: World) -> None:
    for name, column in (("organisations", "legal_name"), ("cases", "title"), ("actions", "title")):
        values = [row[column] for row in rows(world.store, name, sort=Sort(column))]
        assert values == sorted(values, key=fold)


def test_phases_are_sorted_as_they_follow_one_another(world: World) -> None:
    order = [str(phase) for phase in Phase]
    places = [order.index(row["phase"]) for row in rows(world.store, "cases", sort=Sort("phase"))]
    assert places == sorted(places)


@pytest.mark.parametrize("name", NAMES)
def test_the_first_rows_are_those_of_the_whole_result(world: World, name: str) -> None:
    with world.store.connection() as connection:
        first = queries.first_rows(connection, name, Filter(), None, moment(), 7)
        found = queries.all_ids(connection, name, Filter(), None, moment())
        assert first == queries.block(connection, name, found.numbers[:7], moment())
        place = queries.place_of(connection, name, found, first[3][0])
    assert place == 3
    assert DEFAULT_SORT[name].column in SORTABLE[name]


def test_the_place_of_what_is_not_there_is_none(world: World) -> None:
    with world.store.connection() as connection:
        found = queries.all_ids(connection, "cases", Filter(), None, moment())
        assert queries.place_of(connection, "cases", found, "nobody") is None
        assert queries.place_of(connection, "cases", found, world.cases[0].id) is None


def test_an_unknown_list_column_or_flag_is_an_error(world: World) -> None:
    for call in (
        lambda: rows(world.store, "cases", sort=Sort("secret")),
        lambda: rows(world.store, "nothing"),
        lambda: rows(world.store, "cases", Filter(flags=frozenset({"loud"}))),
        lambda: rows(world.store, "contacts", Filter(flags=frozenset({"quiet"}))),
        lambda: rows(world.store, "actions", Filter(flags=frozenset({"quiet"}))),
        lambda: rows(world.store, "organisations", Filter(flags=frozenset({"open"}))),
    ):
        with pytest.raises(KeyError):
            call()


def test_what_counts_and_what_is_missing_is_what_the_domain_says(world: World) -> None:
    talks = seen(world, "consultations")
    for row in rows(world.store, "consultations"):
        talk = talks[row["id"]]
        assert bool(row["reportable"]) == reportable(talk)
        assert row["missing"] == ",".join(to_complete(talk))
    for flag, wanted in (
        ("reportable", reportable),
        ("not_reportable", lambda talk: not reportable(talk)),
        ("to_complete", lambda talk: bool(to_complete(talk))),
    ):
        found = {row["id"] for row in rows(world.store, "consultations", Filter(flags=frozenset({flag})))}
        assert found == {key for key, talk in talks.items() if wanted(talk)}


def test_the_totals_add_up(world: World) -> None:
    shown = seen(world, "consultations")
    with world.store.connection() as connection:
        totals = queries.totals(connection, "consultations", Filter(), moment())
        none = queries.totals(connection, "consultations", Filter(keys=frozenset()), moment())
        cases = queries.totals(connection, "cases", Filter(), moment())
        actions = queries.totals(connection, "actions", Filter(), moment())
    assert totals["count"] == len(shown)
    for name in ("contact_minutes", "preparation_minutes", "travel_minutes"):
        assert totals[name] == sum(getattr(talk, name) for talk in shown.values())
    assert totals["reportable"] == sum(reportable(talk) for talk in shown.values())
    assert set(none.values()) == {0}
    valued = [case for case in seen(world, "cases").values() if case.estimated_value]
    assert cases["values"] == (("EUR", 120_050 * len(valued)),)
    assert actions["open"] == sum(action.done_on is None for action in seen(world, "actions").values())


def _next_on(world: World, case: Case) -> date | None:
    due = [
        a.due_on
        for a in world.store.find(Action)
        if a.about and a.about.id == case.id and not a.done_on and not a.dropped_on
    ]
    return min((day for day in (*due, case.follow_up_on) if day is not None), default=None)


def _last_on(world: World, case: Case) -> date | None:
    return max((t.on for t in world.store.find(Consultation, case=case.id) if t.on), default=None)


def test_a_case_knows_its_next_day_its_last_talk_and_its_lead_buyer(world: World) -> None:
    cases = seen(world, "cases")
    lead = {p.case: p.organisation for p in world.store.find(CaseParty) if p.role == "lead_buyer"}
    names = {o.id: o.legal_name for o in world.organisations}
    for row in rows(world.store, "cases"):
        case = cases[row["id"]]
        assert row["next_on"] == _next_on(world, case)
        assert row["last_on"] == _last_on(world, case)
        assert row["organisation"] == names[lead[case.id] or ""]
        assert row["value_cents"] == (120_050 if case.estimated_value else None)


def test_flags_of_cases(world: World) -> None:
    cases = seen(world, "cases")
    open_ones = {key for key, case in cases.items() if case.status not in ENDED}

    def found(flag: str) -> set[str]:
        return {row["id"] for row in rows(world.store, "cases", Filter(flags=frozenset({flag})))}

    assert found("open") == open_ones
    assert found("closed") == set(cases) - open_ones
    assert found("overdue") == {key for key in open_ones if (_next_on(world, cases[key]) or date.max) < TODAY}
    silent = {key: _last_on(world, cases[key]) or cases[key].opened_on for key in open_ones}
    limit = TODAY - timedelta(days=9)
    assert found("quiet") == {k for k, day in silent.items() if day <= limit and cases[k].status != "on_hold"}


def test_periods_use_the_day_of_the_list(world: World) -> None:
    since, until = TODAY - timedelta(days=200), TODAY - timedelta(days=50)
    period = Filter(since=since, until=until)
    talks, cases = seen(world, "consultations"), seen(world, "cases")
    assert {r["id"] for r in rows(world.store, "consultations", period)} == {
        key for key, talk in talks.items() if since <= talk.on <= until
    }
    assert {r["id"] for r in rows(world.store, "cases", period)} == {
        key for key, case in cases.items() if since <= case.opened_on <= until
    }
    closed = Filter(since=since, until=until, flags=frozenset({"closed"}))
    assert {r["id"] for r in rows(world.store, "cases", closed)} == {
        key for key, c in cases.items() if c.status in ENDED and c.closed_on and since <= c.closed_on <= until
    }


def test_filters_by_value_set_and_not_given(world: World) -> None:
    talks, cases = seen(world, "consultations"), seen(world, "cases")
    topic = "ipr"

    def among(name: str, column: str, *values: str) -> set[str]:
        return {row["id"] for row in rows(world.store, name, Filter(among=((column, frozenset(values)),)))}

    assert among("consultations", "topics", topic) == {k for k, t in talks.items() if topic in t.topics}
    assert among("consultations", "topics", topic, "") == {
        k for k, t in talks.items() if topic in t.topics or not t.topics
    }
    assert among("consultations", "channel", "phone", "email") == {
        k for k, t in talks.items() if t.channel in ("phone", "email")
    }
    first = world.staff[0]
    assert among("consultations", "advisor", first.initials) == {k for k, t in talks.items() if t.advisor == first.id}
    assert among("consultations", "advisor", first.id) == among("consultations", "advisor", "A1")
    assert among("consultations", "case_id", "") == {k for k, t in talks.items() if t.case is None}
    place = world.organisations[3].id
    assert among("consultations", "organisation_id", place) == {
        k for k, t in talks.items() if place == t.organisation or place in t.other_organisations
    }
    assert among("cases", "advisor", "A1") == {
        k for k, c in cases.items() if first.id == c.lead_advisor or first.id in c.co_advisors
    }
    assert among("cases", "sector", "") == {k for k, c in cases.items() if c.sector is None}
    assert among("cases", "stage", "tendering", "done") == {
        k for k, c in cases.items() if c.phase.startswith("tender_") or c.phase == "done"
    }
    assert among("cases", "topics", "ipr") == {k for k, c in cases.items() if "ipr" in c.topics}
    assert among("actions", "owner", "A2", "") == {
        k for k, a in seen(world, "actions").items() if a.owner in (world.staff[1].id, None)
    }
    assert among("contacts", "organisation_id", place) == {
        e.contact for e in world.employments if e.organisation == place and e.contact != world.contacts[0].id
    }


def test_drill_down_shows_these_records_only(world: World) -> None:
    some = set(list(seen(world, "consultations"))[:5])
    wanted = Filter(keys=frozenset(some | {world.talks[0].id, "nobody"}))
    assert {row["id"] for row in rows(world.store, "consultations", wanted)} == some


def _has(texts: list[str], word: str) -> bool:
    return any(one.startswith(word) for text in texts for one in words(text))


@pytest.mark.parametrize("typed", ["leak", "LEAK wat", "strasse", "καινοτομια", "lodz", "õppi", "aero", "tram head"])
def test_the_text_filter_finds_words_wherever_a_row_shows_them(world: World, typed: str) -> None:
    names = {
        o.id: [o.legal_name, o.short_name, *o.other_names, o.city, o.email, o.phone]
        for o in world.organisations
        if o != world.organisations[0]
    }
    people = {c.id: [c.given_name, c.family_name, c.email, c.mobile] for c in world.contacts[1:]}
    titles = {c.id: [c.number, c.provisional_number, c.title] for c in world.cases[1:]}
    expected = set()
    for key, talk in seen(world, "consultations").items():
        texts = [talk.subject, talk.note, talk.advice, *names.get(talk.organisation, []), *titles.get(talk.case, [])]
        texts += [text for contact in talk.contacts for text in people.get(contact, [])]
        if all(_has(texts, word) for word in words(typed)):
            expected.add(key)
    assert {row["id"] for row in rows(world.store, "consultations", Filter(text=typed))} == expected


HOSTILE = [
    '"',
    "a AND",
    "NEAR(",
    "nope:x",
    "*",
    "\0",
    "%",
    "_",
    "\\",
    "",
    "'; --",
    '""',
    "(",
    "a OR b",
    "-",
    "^x",
    "{names} : x",
    "NOT",
]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("typed", HOSTILE)
def test_a_hostile_filter_is_only_words(world: World, name: str, typed: str) -> None:
    found = {row["id"] for row in rows(world.store, name, Filter(text=typed))}
    if not words(typed):
        assert found == set(seen(world, name))  # nothing to look for filters nothing


def test_numbers_and_telephones_are_filters_too(world: World) -> None:
    found = rows(world.store, "cases", Filter(text="AT-2026-0007"))
    assert [row["number"] for row in found] == ["AT-2026-0007"]
    person = world.contacts[4]
    assert person.id in {row["id"] for row in rows(world.store, "contacts", Filter(text="0664 400 774"))}
    assert {row["id"] for row in rows(world.store, "organisations", Filter(text="523455"))} == {
        world.organisations[5].id
    }


def test_a_row_that_was_removed_is_empty(world: World) -> None:
    with world.store.connection() as connection:
        (row,) = queries.block(connection, "cases", [10**9], moment())
    assert set(row) == {""}


@pytest.mark.parametrize(
    ("name", "column"), [(name, column) for name, spec in LISTS.items() for column in sorted(spec.indexed)]
)
@pytest.mark.parametrize("descending", [False, True])
def test_no_sort_by_the_database_is_without_its_index(world: World, name: str, column: str, descending: bool) -> None:
    spec = LISTS[name]
    for filter_ in (Filter(), Filter(text="leak")):
        statement = queries._sorted_by_index(spec, filter_, Sort(column, descending), moment())
        plan = explain(world.store, statement)
        if filter_.text and name in ("cases", "procurements", "workshops"):
            continue  # a few thousand cases: the words come first there
        assert not [line for line in plan if "ORDER BY" in line], plan


def test_the_usual_order_of_the_register_never_looks_at_the_wide_rows(world: World) -> None:
    statement = queries._sorted_by_index(LISTS["consultations"], Filter(), Sort("on", True), moment())
    assert "SCAN consultation USING COVERING INDEX consultation_counted" in explain(world.store, statement)


def explain(store: Store, statement: Any) -> list[str]:
    with store.connection() as connection:
        compiled = statement.compile(connection.engine, compile_kwargs={"render_postcompile": True})
        values = tuple(compiled.params[key] for key in compiled.positiontup)
        return [row[3] for row in connection.exec_driver_sql("EXPLAIN QUERY PLAN " + str(compiled), values)]


def test_ids_are_small(world: World) -> None:
    assert ids(world.store, "consultations").numbers.itemsize == 8


def test_a_binned_record_leaves_its_list_and_comes_back(world: World) -> None:
    action = next(iter(seen(world, "actions")))
    world.store.apply("bin", [Bin(Action, action)])
    assert action not in {row["id"] for row in rows(world.store, "actions")}
    world.store.undo()
    assert action in {row["id"] for row in rows(world.store, "actions")}


def test_filters_of_organisations_contacts_and_actions(world: World) -> None:
    def found(name: str, filter_: Filter) -> set[str]:
        return {row["id"] for row in rows(world.store, name, filter_)}

    organisations = rows(world.store, "organisations")
    quiet = TODAY - timedelta(days=183)
    assert found("organisations", Filter(flags=frozenset({"quiet"}))) == {
        row["id"] for row in organisations if row["last_on"] and row["last_on"] < quiet
    }
    some = frozenset({organisations[0]["id"], world.contacts[2].id, next(iter(seen(world, "actions")))})
    for name in ("organisations", "contacts", "actions"):
        assert found(name, Filter(keys=some)) == some & {row["id"] for row in rows(world.store, name)}
    kind = organisations[0]["kind"]
    assert found("organisations", Filter(among=(("kind", frozenset({kind})),))) == {
        row["id"] for row in organisations if row["kind"] == kind
    }
    person = world.contacts[3]
    assert found("contacts", Filter(among=(("email", frozenset({person.email})),))) == {person.id}
    actions = seen(world, "actions")
    assert found("actions", Filter(flags=frozenset({"open"}))) == {k for k, a in actions.items() if not a.done_on}
    assert found("actions", Filter(flags=frozenset({"overdue"}))) == {
        key for key, action in actions.items() if not action.done_on and action.due_on < TODAY
    }
    assert found("actions", Filter(among=(("about_type", frozenset({"case"})),))) == {
        key for key, action in actions.items() if action.about.type == "case"
    }
    for name in ("organisations", "contacts"):
        expected = {"count": len(seen(world, name))}
        with world.store.connection() as connection:
            assert queries.totals(connection, name, Filter(), moment()) == expected


def test_more_filters_of_consultations_and_cases(world: World) -> None:
    talks, cases, person = seen(world, "consultations"), seen(world, "cases"), world.contacts[4].id
    with_person = Filter(among=(("contact_id", frozenset({person})),))
    assert {row["id"] for row in rows(world.store, "consultations", with_person)} == {
        key for key, talk in talks.items() if person in talk.contacts
    }
    place = world.organisations[4].id
    of_place = {p.case for p in world.store.find(CaseParty) if p.organisation == place}
    assert {
        row["id"] for row in rows(world.store, "cases", Filter(among=(("organisation_id", frozenset({place})),)))
    } == (of_place & set(cases))
    some = frozenset(list(cases)[:3])
    assert {row["id"] for row in rows(world.store, "cases", Filter(keys=some))} == some


def test_an_organisation_counts_its_own(world: World) -> None:
    talks, cases = world.store.find(Consultation), seen(world, "cases")
    parties = [p for p in world.store.find(CaseParty) if p.case in cases and cases[p.case].status not in ENDED]
    for row in rows(world.store, "organisations"):
        own = [talk.on for talk in talks if talk.organisation == row["id"]]
        assert row["consultations"] == len(own)
        assert row["last_on"] == max(own, default=None)
        assert row["open_cases"] == len({p.case for p in parties if p.organisation == row["id"]})
        assert row["contacts"] == len(
            {e.contact for e in world.employments if e.organisation == row["id"] and e.contact != world.contacts[0].id}
        )
