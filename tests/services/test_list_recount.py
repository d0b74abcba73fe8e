"""Random filters and orders of a list against a recount over the records themselves."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.advice import Case, CaseStatus, Channel, Consultation, Phase, Sector, Topic
from p2i_desktop.domain.folding import fold
from p2i_desktop.domain.rules.counting import reportable
from p2i_desktop.domain.rules.lifecycle import ENDED
from p2i_desktop.services.demo import make_demo
from p2i_desktop.services.lists import COLUMNS, MYSELF, Filter, Sort
from p2i_desktop.services.office import Office, open_office
from p2i_desktop.settings import Settings

TODAY = date(2026, 11, 20)
Key = Callable[[Any], Any]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A small demo file, opened by somebody who sees everything."""
    path = tmp_path_factory.mktemp("recount") / "demo.p2i"
    make_demo(path, scale=60, seed=11, today=TODAY, language="en")
    clock = FixedClock(datetime(2026, 11, 20, 12, 0, tzinfo=UTC))
    with open_office(path, clock=clock, settings=Settings(staff="CM")) as opened:
        yield opened


def ids_of(office: Office, name: str, wanted: Filter, sort: Sort) -> list[str]:
    ids = office.lists.ids(name, wanted, sort)
    rows = office.lists.rows(name, ids, 0, len(ids))
    assert office.lists.totals(name, wanted)["count"] == len(rows)
    assert [row[0] for row in office.lists.first(name, wanted, sort)] == [row[0] for row in rows][:128]
    assert office.lists.keys(name, ids, range(len(ids))) == [row[0] for row in rows]
    return [row[0] for row in rows]


def assert_sorted(rows: list[Any], keys: list[tuple[Key, bool]]) -> None:
    """Each row stands behind the one before it; what is not given comes last either way."""

    def before(one: Any, other: Any) -> bool:
        for key, descending in keys:
            a, b = key(one), key(other)
            missing = [value is None or value == "" for value in (a, b)]
            if missing[0] != missing[1]:
                return missing[1]
            if not missing[0] and a != b:
                return bool(a > b if descending else a < b)
        return True

    assert all(before(one, other) for one, other in pairwise(rows))


def sorts(columns: list[str]) -> st.SearchStrategy[Sort]:
    one = st.builds(Sort, st.sampled_from(columns), st.booleans())
    return st.builds(
        lambda first, then: Sort(
            first.column, first.descending, then if then and then.column != first.column else None
        ),
        one,
        st.none() | one,
    )


TALKS: dict[str, Key] = {
    "on": lambda talk: talk.on,
    "contact_minutes": lambda talk: talk.contact_minutes,
    "channel": lambda talk: list(Channel).index(talk.channel),
    "travel_minutes": lambda talk: talk.travel_minutes,
    "reportable": reportable,
}


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    channels=st.frozensets(st.sampled_from(Channel), max_size=3),
    topics=st.frozensets(st.sampled_from(Topic), max_size=2),
    since=st.none() | st.dates(date(2024, 1, 1), TODAY),
    flag=st.sampled_from(["", "reportable", "not_reportable"]),
    mine=st.booleans(),
    sort=sorts(list(TALKS)),
)
def test_consultations(
    office: Office, channels: frozenset[Channel], topics: frozenset[Topic], since: date | None, flag: str, mine: bool,
    sort: Sort,
) -> None:  # fmt: skip
    among = [("channel", frozenset(map(str, channels)))] if channels else []
    among += [("topics", frozenset(map(str, topics)))] if topics else []
    among += [("advisor", frozenset({MYSELF}))] if mine else []
    wanted = Filter(among=tuple(among), since=since, flags=frozenset({flag} - {""}))
    known = {talk.id: talk for talk in office.store.find(Consultation)}
    expected = {
        talk.id
        for talk in known.values()
        if (not channels or talk.channel in channels)
        and (not topics or talk.topics & topics)
        and (since is None or (talk.on is not None and talk.on >= since))
        and (not flag or reportable(talk) == (flag == "reportable"))
        and (not mine or talk.advisor == office.store.actor)
    }
    found = ids_of(office, "consultations", wanted, sort)
    assert set(found) == expected
    assert len(found) == len(expected)
    keys = [(TALKS[one.column], one.descending) for one in (sort, sort.then) if one is not None]
    assert_sorted([known[key] for key in found], keys)


CASES: dict[str, Key] = {
    "number": lambda case: case.number,
    "opened_on": lambda case: case.opened_on,
    "closed_on": lambda case: case.closed_on,
    "title": lambda case: fold(case.title),
    "status": lambda case: list(CaseStatus).index(case.status),
    "phase": lambda case: list(Phase).index(case.phase),
    "sector": lambda case: list(Sector).index(case.sector) if case.sector else None,
    "value_cents": lambda case: case.estimated_value.amount if case.estimated_value else None,
}


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    status=st.frozensets(st.sampled_from(CaseStatus), max_size=3),
    sectors=st.frozensets(st.sampled_from(["", *Sector]), max_size=3),
    flag=st.sampled_from(["", "open", "closed"]),
    word=st.sampled_from(["", "water", "WÄTER", "demo", "zzz"]),
    sort=sorts(list(CASES)),
)
def test_cases(
    office: Office, status: frozenset[CaseStatus], sectors: frozenset[str], flag: str, word: str, sort: Sort
) -> None:
    among = [("status", frozenset(map(str, status)))] if status else []
    among += [("sector", frozenset(map(str, sectors)))] if sectors else []
    wanted = Filter(among=tuple(among), flags=frozenset({flag} - {""}))
    known = {case.id: case for case in office.store.find(Case)}
    expected = {
        case.id
        for case in known.values()
        if (not status or case.status in status)
        and (not sectors or (case.sector or "") in sectors)
        and (not flag or (case.status in ENDED) == (flag == "closed"))
    }
    found = ids_of(office, "cases", wanted, sort)
    assert set(found) == expected
    keys = [(CASES[one.column], one.descending) for one in (sort, sort.then) if one is not None]
    assert_sorted([known[key] for key in found], keys)
    narrowed = ids_of(office, "cases", Filter(word, wanted.among, flags=wanted.flags), sort)
    assert narrowed == [key for key in found if key in set(narrowed)]
    place = COLUMNS["cases"].index("title")
    rows = office.lists.first("cases", Filter(word, wanted.among, flags=wanted.flags), sort, limit=10_000)
    assert not word or all("demo" in fold(row[place + 2]) or fold(word) in fold(row[place]) for row in rows)
