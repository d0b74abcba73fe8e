"""Workshops: made with a number and a session, copied, ordered, moved on; found by what people call them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest

from p2i_desktop.domain.advice import Action, Confidentiality, StaffTime
from p2i_desktop.domain.casework import Feedback
from p2i_desktop.domain.certificates import draw
from p2i_desktop.domain.network import Programme
from p2i_desktop.domain.parties import Contact, Organisation, StaffMember, StaffRole
from p2i_desktop.domain.record import About, Record
from p2i_desktop.domain.workshops import (
    AgendaItem,
    Attendance,
    AttendanceMode,
    AttendanceStatus,
    EventFormat,
    EventOrigin,
    EventStatus,
    EventType,
    FeedbackAnswer,
    FeedbackQuestion,
    Participation,
    ParticipationStatus,
    Workshop,
    WorkshopSession,
)
from p2i_desktop.services.errors import Missing, Refused
from p2i_desktop.services.office import Office
from p2i_desktop.settings import Settings
from p2i_desktop.storage.numbers import Put
from tests.services.conftest import call

DAY = date(2026, 9, 3)


def made(office: Office, title: str = "Risk and reward", day: date = DAY, **fields: Any) -> str:
    good: dict[str, Any] = {"starts_at": time(9), "ends_at": time(12), "status": EventStatus.PLANNED}
    return office.workshops.new(title, EventType.SEMINAR, day, **good | fields).workshop_id


def agenda(office: Office, key: str, *titles: str, day: int = 1) -> None:
    first = time(9)
    rows = [
        AgendaItem(workshop=key, title=title, day=day, minutes=30, starts=first if n == 0 else None)
        for n, title in enumerate(titles)
    ]
    office.workshops.save_rows(rows)


def shown(office: Office, key: str) -> list[tuple[int, str, time | None]]:
    return [(one.day, one.title, one.starts) for one in office.workshops.file(key).agenda]


def codes(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {problem.code for problem in refused.value.problems}


# -- making ----------------------------------------------------------------------------------------------------------------
def test_a_new_workshop_has_a_number_a_session_and_what_the_centre_has(office: Office) -> None:
    key = made(office)
    file = office.workshops.file(key)
    assert (file.key, file.workshop.number) == ("W-2026-01", "W-2026-01")
    (session,) = file.sessions
    assert (session.starts_on, session.starts_at, session.ends_on, session.ends_at) == (DAY, time(9), DAY, time(12))
    own = office.work.own_centre()
    assert own is not None
    assert (file.workshop.timezone, file.workshop.country, file.workshop.language) == (own.timezone, "AT", "de")
    assert file.keep_until == date(2027, 9, 3)
    assert [(move.old, move.new) for move in file.transitions] == [("", "planned")]
    name = office.steps.undo_label()
    assert name is not None
    assert (name.label, name.about) == ("new_workshop", ("W-2026-01 Risk and reward",))
    assert office.workshops.file(office.workshops.new("Idea", EventType.TRAINING, DAY).workshop_id).transitions == []


def test_numbers_run_by_the_year_of_the_workshop_and_are_never_given_twice(office: Office) -> None:
    keys = [made(office, day=day) for day in (DAY, DAY, date(2025, 1, 2))]
    assert [office.workshops.workshop(key).number for key in keys] == ["W-2026-01", "W-2026-02", "W-2025-01"]
    office.steps.undo()
    again = made(office, day=date(2025, 1, 2))
    assert office.workshops.workshop(again).number == "W-2025-02"
    office.workshops.bin(keys[1])
    assert office.workshops.workshop(made(office)).number == "W-2026-03"


def test_what_cannot_be_is_refused_and_nothing_is_made(office: Office) -> None:
    for title, day, fields in (
        ("", DAY, {}), ("x", None, {}), ("x", DAY, {"ends_on": DAY - timedelta(days=1)}), ("x" * 401, DAY, {}),
        ("x", DAY, {"starts_at": time(12), "ends_at": time(9)}), ("x", DAY, {"timezone": "Mars/North"}),
        ("x", date(2026, 3, 29), {"starts_at": time(2, 30), "timezone": "Europe/Vienna"}),
        ("x", date(2027, 1, 1), {"status": EventStatus.HELD}),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            office.workshops.new(title, EventType.TRAINING, day, **fields)
        places = [(problem.code, problem.field) for problem in refused.value.problems]
        assert len(places) == len(set(places))  # said once, not again of its session
    assert office.store.count(Workshop) == office.store.count(WorkshopSession) == 0


# -- saving ----------------------------------------------------------------------------------------------------------------
def test_the_only_session_follows_and_several_keep_their_distance(office: Office) -> None:
    key = made(office)
    stored = office.workshops.workshop(key)
    office.workshops.save(
        replace(stored, starts_on=DAY + timedelta(days=7), ends_on=DAY + timedelta(days=8), ends_at=time(15))
    )
    (session,) = office.workshops.file(key).sessions
    assert (session.starts_on, session.ends_on, session.ends_at) == (
        DAY + timedelta(days=7),
        DAY + timedelta(days=8),
        time(15),
    )
    day = DAY + timedelta(days=8)
    office.workshops.save_row(WorkshopSession(workshop=key, title="Second day", starts_on=day, ends_on=day))
    stored = office.workshops.workshop(key)
    office.workshops.save(replace(stored, starts_on=DAY, ends_on=DAY + timedelta(days=1)))
    assert [one.starts_on for one in office.workshops.file(key).sessions] == [DAY, DAY + timedelta(days=1)]
    with pytest.raises(Refused) as refused:
        office.workshops.save(replace(office.workshops.workshop(key), ends_on=DAY))
    assert codes(refused) == {"H44_session"}


def test_a_session_of_its_own_time_does_not_follow_the_times(office: Office) -> None:
    key = made(office)
    (session,) = office.workshops.file(key).sessions
    office.workshops.save_row(replace(session, starts_at=time(9, 30)))
    stored = office.workshops.workshop(key)
    office.workshops.save(replace(stored, starts_at=time(8)))
    assert office.workshops.file(key).sessions[0].starts_at == time(9, 30)


def test_saving_keeps_the_status_and_people_follow_the_format(office: Office) -> None:
    key = made(office, format=EventFormat.HYBRID, link="https://example.org")
    office.workshops.save_row(Participation(workshop=key, name_as_written="Jana Muster"))
    stored = office.workshops.workshop(key)
    office.workshops.save(replace(stored, status=EventStatus.HELD, format=EventFormat.ONLINE))
    file = office.workshops.file(key)
    assert file.workshop.status is EventStatus.PLANNED
    assert file.rows[0].mode is file.rows[0].participation.mode is AttendanceMode.ONLINE
    office.steps.undo()
    assert office.workshops.file(key).rows[0].participation.mode is AttendanceMode.ON_SITE


def test_a_workshop_that_was_never_saved_is_made_by_saving(office: Office) -> None:
    fresh = replace(office.workshops.blank(), title="From a form", starts_on=DAY, ends_on=DAY)
    office.workshops.save(fresh)
    assert office.workshops.workshop(fresh.id).number == "W-2026-01"


# -- copying ---------------------------------------------------------------------------------------------------------------
def full(office: Office) -> str:
    """A held workshop of two days with everything that one can have."""
    organiser = Organisation(legal_name="Demo House", country="AT")
    office.store.apply("x", [Put(organiser)])
    key = made(
        office, ends_on=DAY + timedelta(days=1), organisers=frozenset({organiser.id}), tags=frozenset({"series"}),
        headcount_on_site=40, protocol="Said.", lessons="Learnt.", capacity=50, invited=80, venue="Hall",
        registration_until=DAY, published_on=DAY, link="https://example.org/room",
    )  # fmt: skip
    second = DAY + timedelta(days=1)
    office.workshops.save_row(WorkshopSession(workshop=key, title="Two", starts_on=second, ends_on=second))
    agenda(office, key, "Welcome", "Law")
    agenda(office, key, "Exercise", day=2)
    office.workshops.save_row(FeedbackQuestion(workshop=key, text="Useful?"))
    person = Participation(workshop=key, name_as_written="Jana Muster")
    office.workshops.save_row(person)
    session = office.workshops.file(key).sessions[0]
    office.workshops.save_row(Attendance(session=session.id, participation=person.id))
    office.workshops.hold(key)
    return key


def test_a_copy_keeps_everything_but_days_and_people(office: Office) -> None:
    key = full(office)
    other = office.workshops.copy(key, date(2027, 5, 10)).workshop_id
    old, new = office.workshops.file(key), office.workshops.file(other)
    own = {
        "id", "number", "revision", "status", "starts_on", "ends_on", "headcount_on_site", "protocol", "lessons",
        "invited", "registration_until", "published_on",
    }  # fmt: skip
    fields = set(Workshop.__dataclass_fields__)
    assert {name for name in fields if getattr(old.workshop, name) != getattr(new.workshop, name)} == own
    assert (new.workshop.number, new.workshop.status) == ("W-2027-01", EventStatus.PLANNED)
    assert (new.workshop.starts_on, new.workshop.ends_on) == (date(2027, 5, 10), date(2027, 5, 11))
    assert new.workshop.registration_until == date(2027, 5, 10)
    assert [one.starts_on for one in new.sessions] == [date(2027, 5, 10), date(2027, 5, 11)]
    assert [(one.title, one.starts_at) for one in new.sessions] == [(one.title, one.starts_at) for one in old.sessions]
    assert shown(office, other) == shown(office, key)
    assert [one.text for one in new.questions] == ["Useful?"]
    assert (new.rows, new.feedback, new.presence.participations) == ([], [], 0)
    taken = {one.id for one in (*old.sessions, *old.agenda, *old.questions)}
    assert not taken & {one.id for one in (*new.sessions, *new.agenda, *new.questions)}
    office.steps.undo()
    with pytest.raises(Missing):
        office.workshops.file(other)
    assert office.workshops.file(key) == old


# -- rows ------------------------------------------------------------------------------------------------------------------
def test_an_agenda_item_moves_and_the_times_follow(office: Office) -> None:
    key = made(office, ends_on=DAY + timedelta(days=1))
    agenda(office, key, "a", "b", "c")
    agenda(office, key, "x", "y", day=2)
    rows = {one.title: one for one in office.workshops.file(key).agenda}
    office.workshops.reorder(rows["c"], rows["a"].id)
    assert shown(office, key)[:3] == [(1, "c", time(9)), (1, "a", time(9, 30)), (1, "b", time(10))]
    assert shown(office, key)[3:] == [(2, "x", time(9)), (2, "y", None)]  # a day that was not touched
    office.workshops.reorder(rows["c"], rows["y"].id)  # to the other day
    assert shown(office, key) == [
        (1, "a", time(9)), (1, "b", time(9, 30)), (2, "x", time(9)), (2, "c", time(9, 30)), (2, "y", time(10)),
    ]  # fmt: skip
    office.workshops.reorder(rows["y"], None, day=1)
    assert [title for _, title, _ in shown(office, key)] == ["a", "b", "y", "x", "c"]
    assert office.workshops.reorder(rows["a"], rows["b"].id) is None
    while office.steps.undo_label() is not None and office.steps.undo_label().label == "reorder_agenda_item":  # type: ignore[union-attr]
        office.steps.undo()
    assert [title for _, title, _ in shown(office, key)] == ["a", "b", "c", "x", "y"]


def test_moving_to_and_fro_many_times_keeps_the_order_and_the_times(office: Office) -> None:
    key = made(office)
    agenda(office, key, *"abcdefgh")
    for _ in range(30):
        rows = office.workshops.file(key).agenda
        office.workshops.reorder(rows[-1], rows[1].id)
    rows = office.workshops.file(key).agenda
    assert sorted(one.title for one in rows) == list("abcdefgh")
    assert rows[0].title == "a"
    assert [one.starts for one in rows] == [time(9 + n // 2, 30 * (n % 2)) for n in range(8)]
    assert all(len(one.position) <= 20 for one in rows)


def test_questions_move_and_go(office: Office) -> None:
    key = made(office)
    office.workshops.save_rows([FeedbackQuestion(workshop=key, text=text) for text in "abc"])
    rows = {one.text: one for one in office.workshops.file(key).questions}
    office.workshops.reorder(rows["c"], rows["b"].id)
    assert [one.text for one in office.workshops.file(key).questions] == ["a", "c", "b"]
    with pytest.raises(Missing):
        office.workshops.reorder(office.workshops.file(key).sessions[0], None)
    office.workshops.remove_row(rows["a"])
    assert [one.text for one in office.workshops.file(key).questions] == ["c", "b"]
    office.steps.undo()
    assert [one.text for one in office.workshops.file(key).questions] == ["a", "c", "b"]


def test_items_without_room_between_them_are_numbered_anew(office: Office) -> None:
    key = made(office)
    places = ["1", "10", "2"]  # as another program may have written them: there is nothing between "1" and "10"
    office.workshops.save_rows(
        [AgendaItem(workshop=key, title=f"t{n}", position=place) for n, place in enumerate(places)]
    )
    rows = {one.title: one for one in office.workshops.file(key).agenda}
    office.workshops.reorder(rows["t2"], rows["t1"].id)
    assert [one.title for one in office.workshops.file(key).agenda] == ["t0", "t2", "t1"]


def test_a_certificate_that_attendance_does_not_reach_any_more_is_told(office: Office) -> None:
    key = full(office)
    (session, second) = office.workshops.file(key).sessions
    office.workshops.remove_row(second)
    (row,) = office.workshops.file(key).rows
    office.workshops.save_row(replace(row.participation, certificate_code=draw(), certificate_on=DAY))
    assert row.id not in office.workshops.file(key).row_problems
    mark = row.marks[session.id]
    office.workshops.save_row(replace(mark, status=AttendanceStatus.ABSENT))
    (told,) = office.workshops.file(key).row_problems[row.id]
    assert (told.code, told.hard) == ("H43", False)


def test_rows_of_two_workshops_are_not_saved_together(office: Office) -> None:
    one, two = made(office), made(office, "Other")
    rows = [AgendaItem(workshop=key, title="x") for key in (one, two)]
    with pytest.raises(Refused) as refused:
        office.workshops.save_rows(rows)
    assert codes(refused) == {"other_workshop"}
    with pytest.raises(Missing):
        office.workshops.save_row(AgendaItem(workshop="gone", title="x"))
    assert office.workshops.save_rows([]).keys == {}


def test_a_session_goes_with_its_attendance_and_comes_back_with_it(office: Office) -> None:
    key = full(office)
    first, second = office.workshops.file(key).sessions
    assert office.workshops.file(key).presence.named == 1
    office.workshops.remove_row(first)
    assert office.workshops.file(key).presence.named == 0
    with pytest.raises(Refused) as refused:
        office.workshops.remove_row(second)
    assert codes(refused) == {"last_session"}
    (item,) = office.bin.items()
    assert (item.type, item.name) == ("workshop_session", "W-2026-01 Risk and reward")
    office.bin.restore(item.type, item.id)
    assert office.workshops.file(key).presence.named == 1


def test_a_person_goes_with_the_attendance(office: Office) -> None:
    key = full(office)
    (row,) = office.workshops.file(key).rows
    office.workshops.remove_row(row.participation)
    assert office.store.count(Attendance) == 0
    (item,) = office.bin.items()
    assert (item.type, item.name, item.parts) == ("participation", "Jana Muster", (("attendance", 1),))
    code = row.code
    office.workshops.save_row(Participation(workshop=key, name_as_written="New Muster"))
    office.bin.restore(item.type, item.id)
    assert code in {one.code for one in office.workshops.file(key).rows}
    with pytest.raises(Missing):
        office.workshops.remove_row(office.workshops.workshop(key))


# -- status ----------------------------------------------------------------------------------------------------------------
def test_from_an_idea_to_the_documented_workshop_and_back(office: Office) -> None:
    key = made(office, status=EventStatus.IDEA)
    office.workshops.plan(key)
    office.workshops.open_registration(key)
    assert office.workshops.possible(key) == [EventStatus.HELD, EventStatus.CANCELLED]
    office.workshops.hold(key)
    with pytest.raises(Refused) as refused:
        office.workshops.document(key)
    assert codes(refused) == {"workshop_documented"}
    office.workshops.save(replace(office.workshops.workshop(key), protocol="Said.", headcount_on_site=12))
    office.workshops.document(key)
    with pytest.raises(Refused) as refused:
        office.workshops.reopen(key, " ")
    assert codes(refused) == {"H08"}
    office.workshops.reopen(key, "Minutes were of another day")
    assert [move.new for move in office.workshops.file(key).transitions] == [
        "planned", "registration_open", "held", "documented", "held",
    ]  # fmt: skip
    name = office.steps.undo_label()
    assert name is not None
    assert name.label == "reopen_workshop"


def test_a_workshop_is_cancelled_with_a_reason_and_never_held_before_its_end(office: Office) -> None:
    key = made(office, day=date(2027, 2, 1))
    with pytest.raises(Refused) as refused:
        office.workshops.hold(key)
    assert codes(refused) == {"H44"}
    with pytest.raises(Refused):
        office.workshops.cancel(key, "")
    office.workshops.cancel(key, "Storm")
    assert office.workshops.file(key).transitions[-1].reason == "Storm"
    office.workshops.reopen(key, "The weather is better")
    assert office.workshops.workshop(key).status is EventStatus.PLANNED
    assert office.workshops.plan(key).keys == {}
    with pytest.raises(Refused):
        office.workshops.reopen(key, "x")


# -- finding ---------------------------------------------------------------------------------------------------------------
def test_a_workshop_is_found_by_what_people_call_it(office: Office) -> None:
    key = made(office)
    provisional = Workshop(title="From afar", starts_on=DAY, ends_on=DAY, provisional_number="W-2026-P-3f9c-7")
    office.store.apply("x", [Put(provisional)])
    for text in ("W-2026-01", " w-2026-01 ", key, key.upper()):
        assert office.workshops.of_key(text) == key
    assert office.workshops.of_key("W-2026-P-3f9c-7") == provisional.id
    assert [one[0] for one in office.workshops.all_keys()] == ["W-2026-P-3f9c-7", "W-2026-01"]
    with pytest.raises(LookupError, match=r"There is no workshop W-2026-11\. There are: W-2026-01"):
        office.workshops.of_key("W-2026-11")
    with pytest.raises(LookupError, match="named like W-2026-09"):
        office.workshops.of_key("rubbish")
    with pytest.raises(LookupError):
        office.workshops.of_key("")
    twin = replace(provisional, id=made(office, "Twin"), provisional_number="W-2026-P-3f9c-7", revision=1)
    office.store.apply("x", [Put(replace(twin, number="W-2026-02"))])
    with pytest.raises(LookupError, match=provisional.id):
        office.workshops.of_key("W-2026-P-3f9c-7")


def test_search_and_palette_find_it_by_its_own_words_and_by_its_people(office: Office) -> None:
    key = full(office)
    for text in ("Risk", "W-2026-01", "Exercise", "Jana"):
        (hit,) = office.finding.search(text).hits
        assert (hit.opens, hit.title) == (("workshop", key), "W-2026-01 Risk and reward"), text
    for text in ("w-2026", "reward", "risk"):
        (hit,) = office.finding.palette(text).workshops
        assert (hit.id, hit.title) == (key, "W-2026-01 Risk and reward")
    office.workshops.bin(key)
    assert office.finding.search("Jana").hits == office.finding.palette("reward").workshops == []


# -- the file --------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("text", ["W-2026", "lighthouse", "zwetschkenknödel"])
def test_the_search_box_finds_a_workshop_of_no_plan_by_its_own_words(office: Office, text: str) -> None:
    made = office.workshops.new("Lighthouse", EventType.TRAINING, date(2026, 12, 1))
    workshop = office.work.get(Workshop, made.workshop_id)
    assert workshop.plan is None
    office.workshops.save(replace(workshop, lessons="Never serve Zwetschkenknödel first."))
    (hit,) = office.finding.search(text).hits
    assert (hit.type, hit.id, hit.opens) == ("workshop", workshop.id, ("workshop", workshop.id))


def test_everything_about_a_workshop_in_one_read(office: Office) -> None:
    key = full(office)
    about = About("workshop", key)
    person = Contact(given_name="Eleni", family_name="Άννα", language="el", data_since=DAY)
    question = office.workshops.file(key).questions[0]
    feedback = Feedback(about=about, on=DAY + timedelta(days=1), rating=None)
    programme = Programme(code="P2I", name="P2I", starts=date(2026, 1, 1), final_payment_on=date(2027, 1, 31))
    action = Action(about=about, title="Send slides", due_on=DAY)
    rows: list[Record] = [
        person, Participation(workshop=key, contact=person.id), feedback, action, programme,
        FeedbackAnswer(feedback=feedback.id, question=question.id, score=4),
        Participation(workshop=key, group_name="Class", group_size=12, status=ParticipationStatus.CANCELLED),
    ]  # fmt: skip
    office.store.apply("x", [Put(row) for row in rows])
    call(office, workshop=key, new_organisation="Demo Caller")
    office.workshops.save(replace(office.workshops.workshop(key), programme=programme.id))
    file = office.workshops.file(key)
    assert [row.name for row in file.rows] == ["Jana Muster", "Eleni Άννα", "Class"]
    assert [row.language for row in file.rows] == ["de", "el", "de"]
    assert [row.name for row in file.persons] == ["Jana Muster", "Eleni Άννα"]
    assert [(row.is_group, row.size, row.no_show) for row in file.rows] == [
        (False, 1, False),
        (False, 1, True),
        (True, 12, False),
    ]
    assert file.answers[feedback.id][question.id].score == 4
    assert file.organisers == ["Demo House"]
    assert file.programme is not None
    assert (file.keep_until, file.programme.id) == (date(2032, 1, 31), programme.id)
    assert ([one.title for one in file.actions], len(file.consultations)) == (["Send slides"], 1)
    assert (file.presence.participations, file.presence.named, file.presence.no_shows) == (40, 1, 1)
    assert {problem.code for problem in file.problems} <= {"W31"}


@pytest.mark.parametrize(
    ("written", "name", "family"),
    [
        ("Jana Muster", "Jana Muster", "Muster"),
        ("Muster, Jana", "Jana Muster", "Muster"),
        ("O'Neill", "O'Neill", "O'Neill"),
        ("Anna Muster, MSc", "Anna Muster, MSc", "Muster, MSc"),
        ("Dr. Παπαδόπουλος Άννα", "Dr. Παπαδόπουλος Άννα", "Άννα"),
        ("Muster,", "Muster", "Muster"),
    ],
)
def test_names_as_people_write_them(office: Office, written: str, name: str, family: str) -> None:
    key = made(office)
    office.workshops.save_row(Participation(workshop=key, name_as_written=written))
    (row,) = office.workshops.file(key).rows
    assert (row.name, row.family_name) == (name, family)


def test_pages_of_people_and_offices_tell_their_workshops(office: Office, organisation_id: str) -> None:
    key = made(office)
    people = [Contact(family_name=name, data_since=DAY) for name in ("Ada", "Ben")]
    rows = [Participation(workshop=key, contact=one.id, organisation=organisation_id) for one in people]
    office.store.apply("x", [Put(one) for one in (*people, *rows)])
    session = office.workshops.file(key).sessions[0]
    office.workshops.save_row(Attendance(session=session.id, participation=rows[0].id))
    first, second = (office.parties.contact_file(one.id).timeline[0] for one in people)
    assert (first.said[1], second.said[1]) == (AttendanceStatus.PRESENT, ParticipationStatus.REGISTERED)
    office.attendance.mark(session.id, [rows[1].id], AttendanceStatus.EXCUSED)
    assert office.parties.contact_file(people[1].id).timeline[0].said == (EventType.SEMINAR, AttendanceStatus.EXCUSED)
    (item,) = office.parties.contact_file(people[0].id).timeline
    assert (item.kind, item.id, item.title, item.on) == ("workshop", key, "W-2026-01 Risk and reward", DAY)
    assert item.said == (EventType.SEMINAR, AttendanceStatus.PRESENT)
    told = [one for one in office.parties.organisation_file(organisation_id).timeline if one.kind == "workshop"]
    assert [(one.people, one.id) for one in told] == [(2, key)]


def test_the_story_of_a_case_tells_the_workshop_of_a_consultation_once(office: Office, case_id: str) -> None:
    key = made(office)
    for _ in range(2):
        call(office, case_id=case_id, workshop=key)
    told = [one for one in office.advice.case_file(case_id).timeline if one.kind == "workshop"]
    assert [(one.id, one.said) for one in told] == [(key, (EventType.SEMINAR, EventStatus.PLANNED))]


# -- who may see -----------------------------------------------------------------------------------------------------------
def test_a_restricted_workshop_is_for_those_who_work_on_it_and_for_managers(office: Office) -> None:
    others = [
        StaffMember(name="Maker", initials="B1"),
        StaffMember(name="Other", initials="O1"),
        StaffMember(name="Manager", initials="M1", roles=frozenset({StaffRole.CENTRE_MANAGER})),
    ]
    office.store.apply("x", [Put(one) for one in others])
    key = full(office)
    office.use_settings(Settings(language="en", staff="B1"))
    office.workshops.save(replace(office.workshops.workshop(key), confidentiality=Confidentiality.RESTRICTED))
    assert len(office.store.find(StaffTime, about=About("workshop", key))) == 1
    office.workshops.save(replace(office.workshops.workshop(key), title="Still mine"))
    assert len(office.store.find(StaffTime, about=About("workshop", key))) == 1
    for initials, seen in (("O1", False), ("M1", True), ("B1", True)):
        office.use_settings(Settings(language="en", staff=initials))
        assert bool(office.workshops.all_keys()) is seen
        assert bool(office.finding.search("Jana").hits) is bool(office.finding.palette("Still").workshops) is seen
        if not seen:
            with pytest.raises(Missing):
                office.workshops.file(key)
            with pytest.raises(LookupError):
                office.workshops.of_key("W-2026-01")


# -- closed periods ----------------------------------------------------------------------------------------------------------
def test_what_a_closed_period_counts_stays(office: Office) -> None:
    key = full(office)
    office.periods.close(date(2026, 9, 1), date(2026, 9, 30), "Reported")
    file = office.workshops.file(key)
    row = file.rows[0]
    changes: list[Callable[[], object]] = [
        lambda: office.workshops.remove_row(row.participation),
        lambda: office.workshops.save_row(Participation(workshop=key, name_as_written="Late")),
        lambda: office.workshops.save(replace(file.workshop, headcount_on_site=99)),
        lambda: office.workshops.bin(key),
    ]
    for change in changes:
        with pytest.raises(Refused) as refused:
            change()
        assert codes(refused) == {"H10"}
    office.workshops.save(replace(file.workshop, lessons="More room for questions"))
    office.workshops.new("Elsewhere", EventType.CONFERENCE, DAY, status=EventStatus.HELD, origin=EventOrigin.EXTERNAL)
