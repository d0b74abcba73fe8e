"""The programme of a workshop: what follows a change of a line, a session for each day, each one step."""

from dataclasses import replace
from datetime import date, time

import pytest

from p2i_desktop.domain.workshops import AgendaItem, Attendance, WorkshopSession
from p2i_desktop.services.errors import Refused
from p2i_desktop.services.office import Office
from p2i_desktop.services.workshop_agenda import save_line, session_each_day
from tests.services.workshop_world import make_workshop, mark, people, sessions


def lines(office: Office, key: str) -> list[tuple[int, str, str, int]]:
    """(day, start, title, minutes) of each line in its order."""
    found = office.workshops.ordered(AgendaItem, key)
    return [(one.day, f"{one.starts:%H:%M}" if one.starts else "", one.title, one.minutes) for one in found]


@pytest.fixture
def programme(office: Office) -> str:
    """Two days: three lines with a break between them, and one on the second day."""
    key = make_workshop(office, starts_on=date(2026, 12, 1), ends_on=date(2026, 12, 2))
    for day, at, title in ((1, 9, "Welcome"), (1, 10, "Talk"), (1, 13, "Groups"), (2, 9, "Results")):
        office.workshops.save_row(AgendaItem(workshop=key, day=day, starts=time(at), minutes=60, title=title))
    return key


def line(office: Office, key: str, title: str) -> AgendaItem:
    return next(one for one in office.workshops.ordered(AgendaItem, key) if one.title == title)


def test_a_longer_line_moves_the_rest_of_its_day_and_keeps_the_breaks(office: Office, programme: str) -> None:
    save_line(office.workshops, line(office, programme, "Welcome"), "minutes", 90)
    assert lines(office, programme) == [
        (1, "09:00", "Welcome", 90), (1, "10:30", "Talk", 60), (1, "13:30", "Groups", 60), (2, "09:00", "Results", 60),
    ]  # fmt: skip
    office.steps.undo()
    assert [at for _, at, _, _ in lines(office, programme)] == ["09:00", "10:00", "13:00", "09:00"]


def test_another_start_moves_what_comes_behind_it(office: Office, programme: str) -> None:
    save_line(office.workshops, line(office, programme, "Talk"), "starts", time(10, 15))
    assert [at for _, at, _, _ in lines(office, programme)] == ["09:00", "10:15", "13:15", "09:00"]


def test_a_line_that_moves_takes_its_time_along(office: Office, programme: str) -> None:
    groups, talk = line(office, programme, "Groups"), line(office, programme, "Talk")
    office.workshops.reorder(groups, talk.id)
    assert [(at, title) for _, at, title, _ in lines(office, programme)][:3] == [
        ("09:00", "Welcome"), ("10:00", "Groups"), ("11:00", "Talk"),
    ]  # fmt: skip


def test_a_length_that_is_none_is_refused_and_nothing_moves(office: Office, programme: str) -> None:
    before = lines(office, programme)
    with pytest.raises(Refused):
        save_line(office.workshops, line(office, programme, "Talk"), "minutes", -5)
    assert lines(office, programme) == before


def test_one_session_over_two_days_becomes_one_a_day_in_one_step(office: Office, programme: str) -> None:
    (person,) = people(office, programme, ["Person 1"])
    mark(office, programme, [person])
    session_each_day(office.workshops, programme)
    found = sessions(office, programme)
    assert [(one.starts_on, one.starts_at, one.ends_on, one.ends_at) for one in found] == [
        (date(2026, 12, 1), time(9), date(2026, 12, 1), time(13)), (date(2026, 12, 2), time(9), date(2026, 12, 2), time(13)),
    ]  # fmt: skip
    assert [one.session for one in office.store.find(Attendance)] == [found[0].id]  # what was taken stays
    office.steps.undo()
    assert len(office.store.find(WorkshopSession, workshop=programme)) == 1


def test_a_line_of_a_day_without_times_moves_nothing(office: Office, programme: str) -> None:
    office.workshops.save_row(replace(line(office, programme, "Talk"), starts=None))
    save_line(office.workshops, line(office, programme, "Talk"), "minutes", 30)
    assert [at for _, at, _, _ in lines(office, programme)] == ["09:00", "", "13:00", "09:00"]
