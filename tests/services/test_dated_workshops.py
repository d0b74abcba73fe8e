"""Workshops in Today and in the calendar: their days, the end of registration, what is missing afterwards; never external ones."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from p2i_desktop.domain.advice import Action
from p2i_desktop.domain.casework import Feedback
from p2i_desktop.domain.record import About, Record
from p2i_desktop.domain.workshops import EventOrigin, EventStatus, Workshop
from p2i_desktop.services.office import Office
from p2i_desktop.services.overview import Due
from p2i_desktop.storage.binning import Bin
from p2i_desktop.storage.numbers import Put

TODAY = date(2026, 11, 20)
SOON = TODAY + timedelta(days=3)
OVER = TODAY - timedelta(days=20)


def put(office: Office, *records: Record) -> None:
    office.store.apply("add", [Put(office.work.owned(one)) for one in records])


def due(office: Office) -> list[Due]:
    return office.overview.today(TODAY, 2026).due


def kinds(office: Office) -> list[tuple[str, date]]:
    return [(one.kind, one.on) for one in due(office)]


@pytest.fixture
def event(office: Office) -> Workshop:
    """Two days from Monday on; who wants to come says so until Saturday."""
    made = Workshop(
        number="W-2026-09", title="Market consultation", status=EventStatus.REGISTRATION_OPEN, starts_on=SOON, city="Demo Town",
        ends_on=SOON + timedelta(days=1), registration_until=TODAY + timedelta(days=1), timezone="Europe/Vienna",
    )  # fmt: skip
    put(office, made)
    return office.work.get(Workshop, made.id)


def test_registration_first_and_last_day_are_told_and_open_the_workshop(office: Office, event: Workshop) -> None:
    closes, first, last = due(office)
    assert [(one.kind, one.on) for one in (closes, first, last)] == [
        ("registration", TODAY + timedelta(days=1)), ("workshop", SOON), ("workshop_ends", SOON + timedelta(days=1)),
    ]  # fmt: skip
    for one in (closes, first, last):
        assert (one.title, one.case_number, one.organisation) == ("Market consultation", "W-2026-09", "Demo Town")
        assert (one.about_type, one.about_id, one.case_id) == ("workshop", event.id, "")
        assert (one.done, one.moves, one.asks) == (False, False, False)
    assert office.overview.days(TODAY, SOON + timedelta(days=1)) == due(office)


def test_an_event_of_one_day_has_one_line(office: Office, event: Workshop) -> None:
    put(office, replace(event, ends_on=SOON, registration_until=None))
    assert kinds(office) == [("workshop", SOON)]


@pytest.mark.parametrize("status", [EventStatus.HELD, EventStatus.DOCUMENTED, EventStatus.CANCELLED])
def test_what_is_over_or_called_off_has_no_days_to_come(office: Office, event: Workshop, status: EventStatus) -> None:
    put(office, replace(event, status=status))
    assert due(office) == []


def test_an_external_event_and_one_in_the_bin_are_nobodys_business(office: Office, event: Workshop) -> None:
    put(office, replace(event, origin=EventOrigin.EXTERNAL))
    assert due(office) == []
    put(office, replace(office.work.get(Workshop, event.id), origin=EventOrigin.PARTNER))
    assert len(due(office)) == 3
    office.store.apply("bin", [Bin(Workshop, event.id)])
    assert due(office) == []


def held(office: Office, event: Workshop, **more: object) -> Workshop:
    known = office.work.get(Workshop, event.id)
    changed = replace(known, status=EventStatus.HELD, starts_on=OVER, ends_on=OVER, registration_until=None, **more)  # type: ignore[arg-type]
    put(office, changed)
    return office.work.get(Workshop, event.id)


def test_minutes_and_feedback_are_missed_two_weeks_after_the_last_day(office: Office, event: Workshop) -> None:
    held(office, event)
    (line,) = due(office)
    assert (line.kind, line.on, line.days, line.group) == (
        "workshop_follow_up",
        OVER + timedelta(days=14),
        -6,
        "overdue",
    )
    assert (line.asks, line.done, line.about_id) == (True, False, event.id)
    held(office, event, protocol="Said and decided")
    assert len(due(office)) == 1, "feedback is missing still"
    put(office, Feedback(about=About("workshop", event.id), on=TODAY))
    assert due(office) == []
    held(office, event, protocol="")
    assert len(due(office)) == 1, "now the minutes are missing"


def test_who_documents_a_workshop_without_feedback_is_not_asked_again(office: Office, event: Workshop) -> None:
    put(office, replace(held(office, event, protocol="Said"), status=EventStatus.DOCUMENTED))
    assert due(office) == []


def test_a_workshop_whose_day_passed_without_a_word_is_asked_for_and_an_idea_is_not(
    office: Office, event: Workshop
) -> None:
    planned = replace(held(office, event), status=EventStatus.PLANNED)
    put(office, planned)
    assert [kind for kind, _ in kinds(office)] == ["workshop_follow_up"]
    put(office, replace(office.work.get(Workshop, event.id), status=EventStatus.IDEA))
    assert due(office) == []


def test_the_rule_settings_say_after_how_many_days(office: Office, event: Workshop) -> None:
    held(office, event)
    put(office, replace(office.figures.settings(), workshop_followup_days=30))
    (line,) = office.overview.days(TODAY, TODAY + timedelta(days=30))
    assert line.on == OVER + timedelta(days=30)


def test_what_is_to_be_done_for_a_workshop_names_it_and_opens_it(office: Office, event: Workshop) -> None:
    put(office, Action(about=About("workshop", event.id), title="Book the room", due_on=TODAY))
    line = next(one for one in due(office) if one.kind == "action")
    assert (line.title, line.case_number, line.about_type, line.about_id) == (
        "Book the room",
        "W-2026-09",
        "workshop",
        event.id,
    )
