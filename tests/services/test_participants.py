"""Participants and attendance: added in one line, changed many at once, marked in one step, undone in one."""

import time
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from p2i_desktop.domain.parties import Contact, Employment
from p2i_desktop.domain.workshops import (
    Attendance,
    AttendanceMode,
    AttendanceStatus,
    EventFormat,
    EventType,
    ParticipantRole,
    Participation,
    ParticipationStatus,
)
from p2i_desktop.services.errors import Missing, Refused
from p2i_desktop.services.office import Office
from p2i_desktop.services.participants import Newcomer, read_line
from p2i_desktop.services.workshop_file import ParticipantRow
from p2i_desktop.storage.numbers import Put
from tests.gui.workshop_world import make_workshop

PRESENT, PART, ABSENT = AttendanceStatus.PRESENT, AttendanceStatus.PART, AttendanceStatus.ABSENT


def event(office: Office, **fields: Any) -> str:
    """A hybrid workshop of today, on site and online; its id."""
    wanted: dict[str, Any] = {"format": EventFormat.HYBRID} | fields
    return office.workshops.new("Demo event", EventType.TRAINING, office.clock.today(), **wanted).workshop_id


def session(office: Office, workshop_id: str) -> str:
    return office.workshops.file(workshop_id).sessions[0].id


def rows(office: Office, workshop_id: str) -> list[ParticipantRow]:
    return office.workshops.file(workshop_id).rows


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("Anna Muster, Stadt Demo", ("Anna Muster", "Stadt Demo")),
        ("  Anna   Muster ", ("Anna Muster", "")),
        ("Anna Muster; Stadt Demo, Amt 3", ("Anna Muster", "Stadt Demo, Amt 3")),
        ("Μαρία Παράδειγμα\tΔήμος", ("Μαρία Παράδειγμα", "Δήμος")),
        ("", ("", "")),
    ],
)
def test_a_line_is_read_as_people_write_it(line: str, read: tuple[str, str]) -> None:
    assert read_line(line) == read


def test_a_contact_comes_with_the_organisation_and_only_once(office: Office) -> None:
    workshop = event(office)
    client = office.parties.blank_organisation("Demo Hospital")
    office.parties.save_organisation(client)
    person = Contact(given_name="Petra", family_name="Beispiel")
    job = Employment(contact=person.id, organisation=client.id)
    office.store.apply("add", [Put(office.work.owned(one)) for one in (person, job)])
    assert [one.contact for one in office.participants.candidates("beisp")] == [person.id]
    first = office.participants.add(workshop, Newcomer(contact=person.id))
    again = office.participants.add(workshop, Newcomer(contact=person.id))
    assert (again.known, again.participation_id) == (True, first.participation_id)
    found = rows(office, workshop)
    assert [(one.name, one.organisation, one.participation.registered_on) for one in found] == [
        ("Petra Beispiel", "Demo Hospital", office.clock.today())
    ]
    office.participants.set_status([first.participation_id], ParticipationStatus.CANCELLED)
    office.participants.add(workshop, Newcomer(contact=person.id))
    assert rows(office, workshop)[0].participation.status is ParticipationStatus.REGISTERED


def test_a_written_organisation_is_the_known_one_of_that_name(office: Office) -> None:
    workshop = event(office)
    client = office.parties.blank_organisation("Demo Hospital")
    office.parties.save_organisation(client)
    for name in ("Demo  hospital", "Unknown office"):
        office.participants.add(workshop, Newcomer(name="Anna Muster", organisation_name=name))
    found = {
        one.participation.organisation: one.participation.organisation_as_written for one in rows(office, workshop)
    }
    assert found == {client.id: "", None: "Unknown office"}


def test_a_group_counts_by_its_size(office: Office) -> None:
    workshop = event(office)
    made = office.participants.add_group(workshop, "School class", 25)
    file = office.workshops.file(workshop)
    assert (file.rows[0].size, file.presence.participations) == (25, 25)
    office.attendance.mark(session(office, workshop), [made.participation_id], ABSENT)
    assert office.workshops.file(workshop).presence.participations == 0


def test_many_rows_are_changed_and_removed_in_one_step(office: Office) -> None:
    workshop = make_workshop(office, 30)
    ids = [one.id for one in rows(office, workshop)]
    office.participants.set_role(ids[:10], ParticipantRole.SPEAKER)
    office.participants.set_language(ids[5:15], "el")
    office.participants.set_mode(ids, AttendanceMode.ONLINE)
    key = session(office, workshop)
    office.attendance.mark(key, ids, PRESENT)
    office.participants.remove(ids[:20])
    assert len(rows(office, workshop)) == 10
    office.steps.undo()
    found = {one.id: one for one in rows(office, workshop)}
    assert len(found) == 30
    assert all(one.present for one in found.values())
    assert sum(one.participation.role is ParticipantRole.SPEAKER for one in found.values()) == 10
    for _ in range(4):
        office.steps.undo()
    assert {one.participation.language for one in rows(office, workshop)} == {""}


def test_marks_are_one_row_for_a_person_and_a_session(office: Office) -> None:
    workshop = make_workshop(office, 3)
    key, first = session(office, workshop), rows(office, workshop)[0].id
    office.attendance.mark(key, [first], PRESENT)
    office.attendance.mark(key, [first], PART, minutes=45)
    office.attendance.clear(key, [first])
    assert office.store.find(Attendance, session=key) == []
    office.attendance.mark(key, [first], ABSENT)  # out of the bin
    assert [(one.status, one.minutes) for one in office.store.find(Attendance, session=key)] == [(ABSENT, None)]
    for wanted in (None, PART, PRESENT, None):
        office.steps.undo()
        found = rows(office, workshop)[0].marks.get(key)
        assert (found.status if found else None) == wanted


def test_a_mark_that_came_from_elsewhere_is_changed_and_not_doubled(office: Office) -> None:
    workshop = make_workshop(office, 2)
    key, first = session(office, workshop), rows(office, workshop)[0].id
    office.store.apply("add", [Put(office.work.owned(Attendance(session=key, participation=first, status=ABSENT)))])
    office.attendance.mark(key, [first], PRESENT)
    assert [one.status for one in office.store.find(Attendance, session=key)] == [PRESENT]
    known = next(row for row in rows(office, workshop) if row.contact is not None)
    assert known.contact is not None
    again = office.participants.walk_in(workshop, key, Newcomer(contact=known.contact.id))
    assert (again.known, again.participation_id) == (True, known.id)
    assert len(office.store.find(Attendance, session=key)) == (1 if known.id == first else 2)


def test_the_rest_are_those_who_are_expected_and_not_marked(office: Office) -> None:
    workshop = make_workshop(office, 6)
    ids, key = [one.id for one in rows(office, workshop)], session(office, workshop)
    office.participants.set_status(ids[:1], ParticipationStatus.CANCELLED)
    office.participants.set_status(ids[1:2], ParticipationStatus.WAITLISTED)
    office.attendance.mark(key, ids[2:3], ABSENT)
    office.attendance.mark_rest(key, PRESENT)
    found = {one.id: one for one in rows(office, workshop)}
    assert [bool(found[one].marks) for one in ids] == [False, False, True, True, True, True]
    assert [found[one].present for one in ids] == [False, False, False, True, True, True]


def test_a_walk_in_is_registered_by_nothing_but_coming(office: Office) -> None:
    workshop = make_workshop(office, 3)
    key = session(office, workshop)
    made = office.participants.walk_in(workshop, key, Newcomer(name="Zoe Zufall", organisation_name="Stadt Muster"))
    file = office.workshops.file(workshop)
    walked = next(one for one in file.rows if one.id == made.participation_id)
    assert (walked.walk_in, walked.present, file.presence.walk_ins) == (True, True, 1)
    office.steps.undo()
    assert len(rows(office, workshop)) == 3


def test_on_site_or_online_only_where_the_format_has_both(office: Office) -> None:
    workshop = make_workshop(office, 2, format=EventFormat.ON_SITE, link="")
    key, first = session(office, workshop), rows(office, workshop)[0].id
    with pytest.raises(Refused):
        office.attendance.set_mode(key, [first], AttendanceMode.ONLINE)
    with pytest.raises(Refused):
        office.participants.set_mode([first], AttendanceMode.ONLINE)
    office.attendance.mark(key, [first], PRESENT, mode=AttendanceMode.ONLINE)
    assert rows(office, workshop)[0].marks[key].mode is AttendanceMode.ON_SITE


def test_people_of_other_workshops_are_missing(office: Office) -> None:
    one, other = make_workshop(office, 1), event(office)
    stranger = rows(office, one)[0].id
    with pytest.raises(Missing):
        office.attendance.mark(session(office, other), [stranger], PRESENT)
    with pytest.raises(Missing):
        office.participants.set_role(["nobody"], ParticipantRole.JURY)


def test_who_was_anonymised_stays_in_the_counts(office: Office) -> None:
    workshop = make_workshop(office, 4)
    key = session(office, workshop)
    office.attendance.mark_rest(key, PRESENT)
    known = next(one for one in rows(office, workshop) if one.contact is not None)
    assert known.contact is not None
    gone = replace(known.contact, given_name="", family_name="", token="P-1", anonymised_at=office.clock.now())
    office.store.apply("erase", [Put(gone)])
    file = office.workshops.file(workshop)
    assert (file.presence.participations, len(file.rows)) == (4, 4)
    assert next(one for one in file.rows if one.id == known.id).name == "P-1"


def test_hostile_names_are_plain_text(office: Office) -> None:
    workshop = event(office)
    for name in ("O'Hara <b>x</b>", "=1+1", "Ŕ" * 200, "'; DROP TABLE participation; --"):
        office.participants.add(workshop, Newcomer(name=name))
    assert len(rows(office, workshop)) == 4
    with pytest.raises(Refused):
        office.participants.add(workshop, Newcomer(name="x" * 201))
    with pytest.raises(Refused):
        office.participants.add(workshop, Newcomer(name="  "))
    with pytest.raises(Refused):
        office.participants.add_group(workshop, "Nobody", 0)


@pytest.mark.slow
def test_five_thousand_are_marked_at_once(office: Office) -> None:
    workshop = make_workshop(office, 5000)
    began = time.process_time()
    office.attendance.mark_rest(session(office, workshop), PRESENT)
    assert time.process_time() - began < 10
    assert office.workshops.file(workshop).presence.participations == 5000


def test_a_list_that_is_typed_in_later_holds_no_walk_ins(office: Office) -> None:
    workshop = make_workshop(office, 0)  # two days ago
    made = office.participants.add(workshop, Newcomer(name="Anna Muster"))
    group = office.participants.add_group(workshop, "School class", 5)
    office.attendance.mark(session(office, workshop), [made.participation_id, group.participation_id], PRESENT)
    file = office.workshops.file(workshop)
    assert {row.participation.registered_on for row in file.rows} == {date(2026, 11, 18)}
    assert (file.presence.walk_ins, file.presence.participations) == (0, 6)


def test_a_registration_for_an_event_to_come_is_of_today(office: Office) -> None:
    made = office.participants.add(event(office), Newcomer(name="Anna Muster"))
    found = office.store.get(Participation, made.participation_id)
    assert found is not None
    assert found.registered_on == date(2026, 11, 20)


def test_hybrid_marks_and_rows_change_their_mode(office: Office) -> None:
    workshop = make_workshop(office, 3)
    ids, key = [one.id for one in rows(office, workshop)], session(office, workshop)
    office.attendance.mark(key, ids[:1], PRESENT)
    office.attendance.set_mode(key, ids[:2], AttendanceMode.ONLINE)
    office.attendance.mark(key, ids[1:2], PRESENT)
    file = office.workshops.file(workshop)
    assert (file.presence.on_site, file.presence.online) == (0, 2)
    office.attendance.mark(key, ids[:1], PRESENT, mode=AttendanceMode.ON_SITE)
    assert office.workshops.file(workshop).presence.on_site == 1


def test_counted_heads_stand_for_the_names_of_their_mode(office: Office) -> None:
    workshop = make_workshop(office, 3)
    office.attendance.mark_rest(session(office, workshop), PRESENT)
    office.attendance.count_heads(workshop, 40, None)
    assert office.workshops.file(workshop).presence.participations == 40
    office.attendance.count_heads(workshop, None, None)
    assert office.workshops.file(workshop).presence.participations == 3


def test_many_marks_are_judged_as_one_by_one(office: Office) -> None:
    """More than fifty rows are read ahead: doubles, cancelled ones and days to come are seen all the same."""
    workshop = make_workshop(office, 60)
    ids, key = [one.id for one in rows(office, workshop)], session(office, workshop)
    office.store.apply("add", [Put(office.work.owned(Attendance(session=key, participation=ids[0], status=ABSENT)))])
    office.participants.set_status(ids[1:2], ParticipationStatus.CANCELLED)
    office.attendance.mark(key, ids, PRESENT)
    file = office.workshops.file(workshop)
    assert (file.presence.participations, len(office.store.find(Attendance, session=key))) == (60, 60)
    assert {row.participation.status for row in file.rows} == {ParticipationStatus.REGISTERED}
    coming = make_workshop(office, 60, on=date(2027, 3, 1))
    with pytest.raises(Refused):
        office.attendance.mark_rest(session(office, coming), PRESENT)
    assert rows(office, coming)[0].marks == {}


def test_a_row_is_saved_as_its_form_shows_it(office: Office) -> None:
    workshop = make_workshop(office, 1)
    row = rows(office, workshop)[0].participation
    office.participants.save(replace(row, role=ParticipantRole.JURY, language="et"))
    assert rows(office, workshop)[0].participation.role is ParticipantRole.JURY
    office.participants.set_role([row.id], ParticipantRole.JURY)  # nothing differs: no step
    office.steps.undo()
    assert rows(office, workshop)[0].participation.role is ParticipantRole.PARTICIPANT
