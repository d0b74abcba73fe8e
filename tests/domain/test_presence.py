"""Who was there: counted by hand, and counted again in the plainest way for any event."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from p2i_desktop.domain.presence import (
    Event,
    Mark,
    Seat,
    is_no_show,
    is_walk_in,
    may_certify,
    minutes_of,
    mode_of,
    only_mode,
    presence,
    share_of,
    shares,
    was_present,
)
from p2i_desktop.domain.workshops import (
    AttendanceMode,
    AttendanceStatus,
    EventFormat,
    ParticipantRole,
    ParticipationStatus,
)

SITE, LINE = AttendanceMode.ON_SITE, AttendanceMode.ONLINE
HERE, PART, EXCUSED, ABSENT = AttendanceStatus
DAY = date(2026, 9, 3)
SESSIONS: Mapping[str, int | None] = {"s1": 90, "s2": 60}


def event(**fields: Any) -> Event:
    good: dict[str, Any] = {"heads_on_site": None, "heads_online": None, "starts_on": DAY, "sessions": SESSIONS}
    return Event(**good | fields)


def seat(name: str = "A", *marks: Mark, **fields: Any) -> Seat:
    good: dict[str, Any] = {
        "id": name, "contact": f"c-{name}", "organisation": "o1", "name": name, "group_size": 0,
        "role": ParticipantRole.PARTICIPANT, "status": ParticipationStatus.REGISTERED, "mode": SITE,
        "registered_on": date(2026, 8, 1), "marks": marks,
    }  # fmt: skip
    return Seat(**good | fields)


def group(name: str, size: int, *marks: Mark, **fields: Any) -> Seat:
    return seat(name, *marks, contact=None, group_size=size, registered_on=None, **fields)


def mark(
    session: str, status: AttendanceStatus = HERE, mode: AttendanceMode = SITE, minutes: int | None = None
) -> Mark:
    return Mark(session, status, mode, minutes)


def test_a_workshop_counted_by_hand() -> None:
    people = [
        seat("Ada", mark("s1"), mark("s2")),  # 150
        seat("Ben", mark("s1", PART, minutes=20), organisation="o2"),  # 20
        seat("Cem", mark("s1", PART)),  # 45
        seat("Dia", mark("s1", HERE, LINE), mark("s2", ABSENT)),  # 90, online
        seat("Eva"),  # did not come
        seat("Fay", mark("s1", EXCUSED), mark("s2", EXCUSED)),
        seat("Gus", mark("s1"), status=ParticipationStatus.CANCELLED),
        seat("Hal", mark("s1"), mark("s2"), role=ParticipantRole.ORGANISER),
        seat("Ina", mark("s2"), registered_on=None, contact=None, organisation=None),  # 60, came unasked
        group("Class", 12, organisation="school"),  # 12 x 150
        group("Other class", 5, mark("s1", ABSENT)),
        seat("Jon", mark("s2"), status=ParticipationStatus.WAITLISTED),  # 60
    ]
    found = presence(event(), people)
    assert (found.participations, found.on_site, found.online) == (18, 17, 1)
    assert (found.named, found.named_on_site, found.named_online) == (6, 5, 1)
    assert (found.registered, found.no_shows, found.walk_ins) == (7, 1, 1)
    assert found.persons == {"c-Ada", "c-Ben", "c-Cem", "c-Dia", "c-Jon"}
    assert found.organisations == {"o1", "o2", "school"}
    assert found.minutes == 150 + 20 + 45 + 90 + 60 + 12 * 150 + 60
    assert (found.asked, found.marked, found.known) == (18, True, True)


def test_heads_stand_in_place_of_the_names_of_their_mode() -> None:
    people = [seat("Ada", mark("s1")), seat("Ben", mark("s1", HERE, LINE)), group("Class", 12)]
    found = presence(event(heads_on_site=20), people)
    assert (found.on_site, found.online, found.participations) == (20, 1, 21)
    assert found.minutes == 90 + 19 * 150 + 90  # the row of one, whole sessions of nineteen, one over the line
    assert found.persons == {"c-Ada", "c-Ben"}
    assert presence(event(heads_on_site=0, heads_online=0), []).participations == 0
    assert (
        presence(event(heads_on_site=2), [group("Class", 3, mark("s1"))]).minutes == 3 * 90
    )  # more ticked than counted


def test_nothing_is_known_of_an_event_without_rows_and_heads() -> None:
    found = presence(event(), [seat("Ada"), seat("Ben")])
    assert (found.known, found.marked, found.no_shows, found.registered) == (False, False, 0, 2)
    assert presence(event(sessions={}), []).minutes == 0


def test_who_was_there() -> None:
    assert was_present(seat("A", mark("s1", PART)))
    assert not was_present(seat("A", mark("s1", EXCUSED)))
    assert not was_present(seat("A", mark("s1"), status=ParticipationStatus.CANCELLED))
    assert was_present(group("G", 3))
    assert not was_present(group("G", 3, status=ParticipationStatus.INVITED))
    assert was_present(group("G", 3, mark("s1"), status=ParticipationStatus.INVITED))
    assert not was_present(group("G", 3, mark("s1", ABSENT)))


def test_how_somebody_took_part() -> None:
    assert mode_of(seat("A", mark("s1", HERE, LINE), mark("s2", PART, SITE))) is SITE
    assert mode_of(seat("A", mark("s1", HERE, LINE), mark("s2", ABSENT, SITE))) is LINE
    assert mode_of(seat("A", mode=LINE)) is LINE
    assert mode_of(seat("A", mode=SITE), LINE) is LINE
    assert [only_mode(form) for form in EventFormat] == [SITE, LINE, None]


@pytest.mark.parametrize(
    ("fields", "missed"),
    [
        ({}, True),
        ({"marks": (mark("s1", ABSENT),)}, True),
        ({"marks": (mark("s1", ABSENT), mark("s2", EXCUSED))}, False),
        ({"status": ParticipationStatus.INVITED}, False),
        ({"status": ParticipationStatus.CANCELLED}, False),
        ({"role": ParticipantRole.ORGANISER}, False),
        ({"group_size": 4}, False),
    ],
)
def test_who_missed_it(fields: dict[str, Any], missed: bool) -> None:
    assert is_no_show(seat("A", **fields), marked=True) is missed
    assert not is_no_show(seat("A", **fields), marked=False)


@pytest.mark.parametrize(
    ("fields", "unasked"),
    [
        ({"registered_on": None}, True),
        ({"registered_on": date(2026, 9, 4)}, True),
        ({"registered_on": DAY}, False),
        ({"registered_on": None, "role": ParticipantRole.SPEAKER}, False),
        ({"registered_on": None, "group_size": 2}, False),
        ({"registered_on": None, "marks": (mark("s1", ABSENT),)}, False),
    ],
)
def test_who_came_unasked(fields: dict[str, Any], unasked: bool) -> None:
    good: dict[str, Any] = {"marks": (mark("s1"),)}
    assert is_walk_in(event(), seat("A", **good | fields)) is unasked


def test_the_share_of_the_sessions() -> None:
    whole = event()
    assert share_of(whole, seat("A", mark("s1"), mark("s2"))) == 100
    assert share_of(whole, seat("A", mark("s1"))) == 60
    assert share_of(whole, seat("A", mark("s1", PART))) == 30
    assert share_of(whole, seat("A", mark("s2", PART, minutes=15))) == 10
    assert share_of(whole, seat("A", mark("s1", PART, minutes=900), mark("s2"))) == 100  # never more than all of it
    assert share_of(whole, seat("A")) == 0
    assert share_of(event(sessions={}), seat("A")) is None
    unknown = event(sessions={"s1": None, "s2": 60})  # all weigh the same
    assert share_of(unknown, seat("A", mark("s1"))) == 50
    assert share_of(unknown, seat("A", mark("s1", PART), mark("s2", PART, minutes=15))) == Decimal("37.5")
    assert share_of(unknown, seat("A", mark("gone"), mark("s2", ABSENT))) == 0


def test_certificates_are_for_people_who_were_there_long_enough() -> None:
    there = mark("s1"), mark("s2")
    assert may_certify(event(), seat("A", *there), 80)
    assert may_certify(event(), seat("A", *there, role=ParticipantRole.SPEAKER), 80)
    assert may_certify(event(), seat("A", mark("s1")), 60)
    assert not may_certify(event(), seat("A", mark("s1")), 61)
    assert not may_certify(event(), seat("A"), 0)
    assert not may_certify(event(), seat(" ", *there), 80)
    assert not may_certify(event(), group("G", 2, *there), 80)
    assert not may_certify(event(), seat("A", *there, role=ParticipantRole.ORGANISER), 80)
    assert not may_certify(event(), seat("A", *there, status=ParticipationStatus.CANCELLED), 80)
    assert not may_certify(event(sessions={}), seat("A", *there), 0)


def test_minutes_of_what_was_noted() -> None:
    assert minutes_of(event(), group("G", 3, mark("s1", PART))) == 3 * 45
    assert minutes_of(event(), group("G", 3)) == 3 * 150
    assert minutes_of(event(), seat("A", mark("s1", HERE, minutes=30), mark("gone"))) == 30
    assert minutes_of(event(), seat("A")) == 0


marks_ = st.lists(
    st.builds(
        Mark, st.sampled_from(["s1", "s2"]), st.sampled_from(AttendanceStatus), st.sampled_from(AttendanceMode),
        st.none() | st.integers(0, 120),
    ),
    max_size=2, unique_by=lambda one: one.session,
).map(tuple)  # fmt: skip
seats_ = st.lists(
    st.builds(
        Seat, st.uuids().map(str), st.none() | st.sampled_from(["c1", "c2", "c3"]), st.none() | st.just("o1"),
        st.just("A"), st.sampled_from([0, 0, 0, 4]), st.sampled_from(ParticipantRole),
        st.sampled_from(ParticipationStatus), st.sampled_from(AttendanceMode),
        st.none() | st.dates(date(2026, 9, 1), date(2026, 9, 5)), marks_,
    ),
    max_size=12,
)  # fmt: skip
events_ = st.builds(
    Event, st.none() | st.integers(0, 30), st.none() | st.integers(0, 30), st.just(DAY),
    st.sampled_from([SESSIONS, {"s1": None, "s2": 60}]), st.none() | st.sampled_from(AttendanceMode),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(events_, seats_)
def test_it_is_what_a_plain_recount_says(event: Event, seats: list[Seat]) -> None:
    heads = {SITE: 0, LINE: 0}
    ticked, time = {SITE: 0, LINE: 0}, {SITE: Decimal(0), LINE: Decimal(0)}
    idle = {SITE: Decimal(0), LINE: Decimal(0)}
    persons: set[str] = set()
    offices: set[str] = set()
    missed = 0
    whole = Decimal(sum(value or 0 for value in event.sessions.values()))
    taken = any(one.marks for one in seats)
    for one in seats:
        if one.status == "cancelled" or one.role == "organiser":
            continue
        rows = [row for row in one.marks if row.status in ("present", "part")]
        if taken and not one.group_size and one.status == "registered" and all(r.status == "absent" for r in one.marks):
            missed += 1
        if not rows and (not one.group_size or one.marks or one.status != "registered"):
            continue
        size = one.group_size or 1
        mode = event.only or one.mode
        if rows:
            mode = SITE if any(row.mode == "on_site" for row in rows) else LINE
        heads[mode] += size
        persons |= {one.contact} if one.contact else set()
        offices |= {one.organisation} if one.organisation else set()
        if not one.marks:
            idle[mode] += size * whole
            continue
        ticked[mode] += size
        for row in rows:
            length = Decimal(event.sessions[row.session] or 0)
            half = length / 2 if row.status == "part" else length
            time[mode] += size * (half if row.minutes is None else row.minutes)
    minutes = Decimal(0)
    for mode, told in ((SITE, event.heads_on_site), (LINE, event.heads_online)):
        minutes += time[mode] + (idle[mode] if told is None else max(0, told - ticked[mode]) * whole)
        heads[mode] = heads[mode] if told is None else told
    found = presence(event, seats)
    assert (found.on_site, found.online, found.participations) == (heads[SITE], heads[LINE], heads[SITE] + heads[LINE])
    assert (found.persons, found.organisations, found.no_shows) == (frozenset(persons), frozenset(offices), missed)
    assert found.minutes == minutes
    assert found.minutes == sum(one.minutes for one in shares(event, seats))


@settings(max_examples=60, deadline=None)
@given(events_, seats_, st.randoms())
def test_the_order_of_the_list_says_nothing(event: Event, seats: list[Seat], chance: Any) -> None:
    shuffled = list(seats)
    chance.shuffle(shuffled)
    assert presence(event, shuffled) == presence(event, seats)
