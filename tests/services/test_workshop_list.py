"""The list of workshops against a recount in plain loops, its calendar, and its workbook read back."""

import random
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from p2i_desktop.domain.advice import Action, Confidentiality, Topic
from p2i_desktop.domain.casework import Feedback
from p2i_desktop.domain.record import About
from p2i_desktop.domain.workshops import AttendanceStatus, EventFormat, EventStatus, EventType, Workshop
from p2i_desktop.services.lists import COLUMNS, SORTABLE, Filter, Sort
from p2i_desktop.services.office import Office
from p2i_desktop.services.workshop_days import REGISTRATION, SESSION
from tests.services.workshop_world import make_workshop, mark, people, put

TODAY = date(2026, 11, 20)
NAME = "workshops"


@pytest.fixture
def events(office: Office) -> dict[str, Workshop]:
    """Two dozen workshops around today in every state, some with people, answers and topics."""
    dice = random.Random(4)
    for n in range(24):
        starts = TODAY + timedelta(days=dice.randrange(-200, 90))
        key = make_workshop(
            office, f"{dice.choice(('Ärger', 'budget', 'Clouds', 'data'))} {n}", starts_on=starts,
            ends_on=starts + timedelta(days=dice.randrange(2)), city=dice.choice(("Demo Town", "Älvdalen", "")),
            format=dice.choice(list(EventFormat)), capacity=dice.choice((None, 20, 40)),
            topics=frozenset(dice.sample(list(Topic), dice.randrange(3))),
        )  # fmt: skip
        event = office.work.get(Workshop, key)
        over = event.ends_on is not None and event.ends_on <= TODAY
        status = dice.choice(list(EventStatus) if over else [EventStatus.IDEA, EventStatus.PLANNED])
        put(office, [_as(event, status=status, type=dice.choice(list(EventType)))])
        names = people(office, key, [f"Person {n}-{m}" for m in range(dice.randrange(6))], registered_on=starts)
        if status in (EventStatus.HELD, EventStatus.DOCUMENTED):
            mark(office, key, names[::2])
            mark(office, key, names[1:2], AttendanceStatus.ABSENT)
            answers = Feedback(
                about=About("workshop", key), on=TODAY, answers=2, rating=None, comment="Good", useful=True
            )
            put(office, [answers] if names else [])
    return {one.id: one for one in office.store.find(Workshop)}


def _as(event: Workshop, **fields: Any) -> Workshop:
    return replace(event, **fields)


def rows(office: Office, wanted: Filter | None = None, sort: Sort | None = None) -> list[dict[str, Any]]:
    ids = office.lists.ids(NAME, wanted or Filter(), sort)
    return [dict(zip(COLUMNS[NAME], row, strict=True)) for row in office.lists.rows(NAME, ids, 0, len(ids))]


def keys(office: Office, **parts: Any) -> set[str]:
    return {row["id"] for row in rows(office, Filter(**parts))}


def test_each_row_counts_as_the_workshop_itself_is_counted(office: Office, events: dict[str, Workshop]) -> None:
    found = {row["id"]: row for row in rows(office)}
    assert set(found) == set(events)
    for key, row in found.items():
        counted = office.workshops.file(key).presence
        assert (row["registered"], row["present"], row["no_shows"]) == (
            counted.registered, counted.participations, counted.no_shows,
        )  # fmt: skip
        assert (row["on_site"], row["online"]) == (counted.on_site, counted.online)
        assert row["answers"] == sum(one.answers for one in office.store.find(Feedback, about=About("workshop", key)))
    assert sum(row["present"] for row in found.values()) > 0


def test_filters_let_through_what_they_say(office: Office, events: dict[str, Workshop]) -> None:
    to_come = {EventStatus.IDEA, EventStatus.PLANNED, EventStatus.REGISTRATION_OPEN}
    ends = {key: one.ends_on or TODAY for key, one in events.items()}
    assert keys(office, flags=frozenset({"coming"})) == {
        key for key, one in events.items() if one.status in to_come and ends[key] >= TODAY
    }
    assert keys(office, flags=frozenset({"to_document"})) == {
        key
        for key, one in events.items()
        if one.status is EventStatus.HELD or (one.status in to_come - {EventStatus.IDEA} and ends[key] < TODAY)
    }
    assert keys(office, flags=frozenset({"held"})) == {
        key for key, one in events.items() if one.status in (EventStatus.HELD, EventStatus.DOCUMENTED)
    }
    since, until = TODAY - timedelta(days=60), TODAY + timedelta(days=10)
    assert keys(office, since=since, until=until) == {
        key for key, one in events.items() if one.starts_on and ends[key] >= since and one.starts_on <= until
    }
    topic = next(topic for one in events.values() for topic in one.topics)
    assert keys(office, among=(("topics", frozenset({str(topic)})),)) == {
        key for key, one in events.items() if topic in one.topics
    }
    online = frozenset({"online", "hybrid"})
    assert keys(office, among=(("format", online),)) == {key for key, one in events.items() if one.format in online}


def test_words_find_titles_places_and_people(office: Office, events: dict[str, Workshop]) -> None:
    assert keys(office, text="alvdalen") == {key for key, one in events.items() if one.city == "Älvdalen"}
    assert keys(office, text="argER") == {key for key, one in events.items() if one.title.startswith("Ärger")}
    with_person = {key for key in events if any(name.startswith("Person 3-") for name in _names(office, key))}
    assert keys(office, text="3-1") >= {key for key in with_person if "Person 3-1" in _names(office, key)}


def _names(office: Office, key: str) -> list[str]:
    return [row.name for row in office.workshops.file(key).rows]


def test_every_sort_gives_all_rows_in_its_order(office: Office, events: dict[str, Workshop]) -> None:
    for column in sorted(SORTABLE[NAME]):
        for descending in (False, True):
            found = rows(office, sort=Sort(column, descending))
            assert {row["id"] for row in found} == set(events), column
            values = [row[column] for row in found if row[column] not in (None, "")]
            if values and isinstance(values[0], int | date):
                assert values == sorted(values, reverse=descending), column


def test_the_sums_under_the_list(office: Office, events: dict[str, Workshop]) -> None:
    held = [key for key, one in events.items() if one.status in (EventStatus.HELD, EventStatus.DOCUMENTED)]
    came = sum(office.workshops.file(key).presence.participations for key in held)
    assert office.lists.totals(NAME) == {"count": len(events), "held": len(held), "participations": came}


def test_a_restricted_workshop_is_seen_by_its_own_people_only(office: Office, events: dict[str, Workshop]) -> None:
    secret = min(events.values(), key=lambda one: one.id)
    put(office, [_as(office.work.get(Workshop, secret.id), confidentiality=Confidentiality.RESTRICTED)])
    shown = secret.id in keys(office)
    assert shown == (secret.id in {key for _, key, _ in office.workshops.all_keys()})


# -- the calendar ----------------------------------------------------------------------------------------------------------
def test_the_calendar_has_each_day_of_each_session_under_the_same_filter(office: Office) -> None:
    first = make_workshop(office, "Two days", starts_on=date(2026, 12, 1), ends_on=date(2026, 12, 2))
    other = make_workshop(office, "Open house", starts_on=date(2026, 12, 2), registration_until=date(2026, 11, 27),
                          status=EventStatus.PLANNED)  # fmt: skip
    about = Action(about=About("workshop", first), title="Order coffee", due_on=date(2026, 11, 30))
    office.actions.save(about)
    found = office.boards.workshop_days(Filter(), date(2026, 11, 1), date(2026, 12, 31))
    assert [(one.on.day, one.kind, one.title) for one in found] == [
        (27, REGISTRATION, "Open house"), (30, "action", "Order coffee"), (1, SESSION, "09:00 Two days"),
        (2, SESSION, "09:00–13:00 Open house"), (2, SESSION, "13:00 Two days"),
    ]  # fmt: skip
    only = office.boards.workshop_days(Filter(keys=frozenset({other})), date(2026, 11, 1), date(2026, 12, 31))
    assert {one.about_id for one in only} == {other}
    assert not office.boards.workshop_days(Filter(text="nothing"), date(2026, 11, 1), date(2026, 12, 31))


def test_what_was_held_is_not_overdue_in_the_calendar(office: Office) -> None:
    make_workshop(office, starts_on=date(2026, 10, 14))
    (entry,) = office.boards.workshop_days(Filter(), date(2026, 10, 1), date(2026, 10, 31))
    assert entry.days == 0
    assert entry.group != "overdue"


# -- the workbook ----------------------------------------------------------------------------------------------------------
def test_the_workbook_of_the_list_has_typed_cells(office: Office, tmp_path: Path) -> None:
    key = make_workshop(office, "Market consultation", starts_on=date(2026, 10, 14))
    put(office, [_as(office.work.get(Workshop, key), status=EventStatus.HELD)])
    mark(office, key, people(office, key, ["Person 1", "Person 2"], registered_on=date(2026, 10, 1)))
    columns = [(name, name) for name in ("number", "title", "type", "starts_on", "starts_at", "present", "status")]
    made = office.handing_out.list_workbook(NAME, Filter(), None, columns, tmp_path / "l.xlsx", "en", "Workshops", "")
    sheet = load_workbook(made.path).worksheets[0]
    values = [cell.value for cell in list(sheet.iter_rows())[-1]]
    number = office.work.get(Workshop, key).number
    assert values[:3] == [number, "Market consultation", "Training"]
    assert getattr(values[3], "date", lambda: values[3])() == date(2026, 10, 14)
    assert values[4:] == ["09:00", 2, "Held"]
