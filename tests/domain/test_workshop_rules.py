"""Rules of events and their people: what breaks one is found, what keeps it is not; closed periods; texts in every language."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest

from p2i_desktop.domain.casework import Feedback
from p2i_desktop.domain.certificates import draw
from p2i_desktop.domain.network import Transition
from p2i_desktop.domain.parties import Contact
from p2i_desktop.domain.record import About, Record
from p2i_desktop.domain.reporting import PeriodLock
from p2i_desktop.domain.rules import lifecycle as cycle
from p2i_desktop.domain.rules import locks, problems
from p2i_desktop.domain.workshops import (
    AgendaItem,
    Attendance,
    AttendanceMode,
    AttendanceStatus,
    EventFormat,
    EventOrigin,
    EventStatus,
    FeedbackAnswer,
    FeedbackQuestion,
    ParticipantRole,
    Participation,
    ParticipationStatus,
    Workshop,
    WorkshopSession,
)
from p2i_desktop.i18n import languages, texts_for
from tests.domain.test_rules import SCHEME, TODAY, around, told

E, P = EventStatus, ParticipationStatus
DAY = date(2026, 11, 9)
FORWARD, BACK = date(2026, 3, 29), date(2026, 10, 25)
CODE = draw(lambda count: bytes(range(count)))
ABOUT = About("workshop", "w1")


def event(**fields: Any) -> Workshop:
    good: dict[str, Any] = {
        "id": "w1", "title": "Pre-commercial procurement", "starts_on": DAY, "ends_on": DAY, "timezone": "Europe/Vienna",
        "status": E.PLANNED, "revision": 2,
    }  # fmt: skip
    return Workshop(**good | fields)


def session(**fields: Any) -> WorkshopSession:
    good: dict[str, Any] = {
        "id": "s1", "workshop": "w1", "starts_on": DAY, "ends_on": DAY, "starts_at": time(9), "ends_at": time(10, 30),
    }  # fmt: skip
    return WorkshopSession(**good | fields)


def person(key: str = "p1", **fields: Any) -> Participation:
    good: dict[str, Any] = {"workshop": "w1", "name_as_written": f"Muster {key}"}
    return Participation(id=key, **good | fields)


def row(key: str = "a1", **fields: Any) -> Attendance:
    return Attendance(**{"id": key, "session": "s1", "participation": "p1"} | fields)


def said(**fields: Any) -> Feedback:
    good: dict[str, Any] = {"id": "f1", "about": ABOUT, "on": TODAY, "rating": Decimal(4)}
    return Feedback(**good | fields)


def move(old: str, new: str, **fields: Any) -> Transition:
    return Transition(about=ABOUT, field="status", old=old, new=new, on=TODAY, **fields)


HELD = event(status=E.HELD, protocol="Said.")
ONLINE = event(format=EventFormat.ONLINE, link="https://example.org")
LINE = AttendanceMode.ONLINE
THREE = (session(), *(person(f"p{n}") for n in (1, 2, 3)), *(row(f"a{n}", participation=f"p{n}") for n in (1, 2, 3)))
SCORED = FeedbackQuestion(id="q1", workshop="w1", position="000010", text="Useful?")
WORDS = FeedbackQuestion(id="q2", workshop="w1", position="000020", text="What else?", in_words=True)
ANSWER = FeedbackAnswer(id="x1", feedback="f1", question="q1", score=5)
ITEM = AgendaItem(id="i1", workshop="w1", position="000010", title="Welcome")
OLD = event(starts_on=date(2026, 6, 1), ends_on=date(2026, 6, 1), status=E.HELD, origin=EventOrigin.OWN)
ADA = Contact(id="c1", given_name="Ada", family_name="Muster", data_since=TODAY)

BROKEN: list[tuple[str, str, Record, tuple[Record, ...], Record | None]] = [
    ("required", "title", event(title=""), (), None),
    ("required", "starts_on", event(starts_on=None, ends_on=DAY), (), None),
    ("H07", "ends_on", event(ends_on=DAY - timedelta(days=1)), (), None),
    ("H07", "ends_at", event(starts_at=time(10), ends_at=time(9)), (), None),
    ("H07", "registration_until", event(registration_until=DAY + timedelta(days=1)), (), None),
    ("H09", "status", event(status=E.DOCUMENTED), (), event()),
    ("H09", "status", event(status=E.CANCELLED), (), event(status=E.HELD)),
    ("H11", "number", event(number="W-2026-01"), (event(id="w2", number="W-2026-01"),), None),
    ("H40", "headcount_on_site", event(headcount_on_site=2), THREE, None),
    ("H40", "headcount_on_site", event(headcount_on_site=2), THREE, event(headcount_on_site=3)),
    ("H41", "format", event(headcount_online=5), (), None),
    ("H41", "format", replace(ONLINE, headcount_on_site=5), (), ONLINE),
    ("H41", "format", ONLINE, THREE, event()),
    ("H41", "mode", row(mode=LINE), (HELD, session(), person()), None),
    ("H42", "answers", said(answers=4), (HELD, *THREE), None),
    ("H42", "answers", said(answers=2), (HELD, *THREE, said(id="f2", answers=2)), None),
    ("H43", "certificate_code", person(certificate_code=CODE), (event(), *THREE[:4]), person()),
    ("H43", "certificate_code", person(certificate_code=CODE), (event(), session(), session(id="s2"), row()), person()),
    ("H44", "status", event(starts_on=TODAY, ends_on=TODAY + timedelta(days=1), status=E.HELD), (), event(starts_on=TODAY, ends_on=TODAY + timedelta(days=1))),
    ("H44_session", "starts_on", session(starts_on=DAY - timedelta(days=1)), (event(),), None),
    ("H44_session", "starts_on", event(ends_on=DAY), (session(ends_on=DAY + timedelta(days=1)),), event(ends_on=DAY + timedelta(days=1))),
    ("H07", "ends_at", session(ends_at=time(8)), (event(),), None),
    ("clock_forward", "starts_at", event(starts_on=FORWARD, ends_on=FORWARD, starts_at=time(2, 30)), (), None),
    ("clock_forward", "ends_at", session(starts_on=FORWARD, ends_on=FORWARD, starts_at=time(1), ends_at=time(2, 30)), (event(starts_on=FORWARD, ends_on=FORWARD),), None),
    ("workshop_documented", "protocol", event(status=E.DOCUMENTED), THREE, HELD),
    ("workshop_documented", "headcount_on_site", replace(HELD, status=E.DOCUMENTED), (session(), person()), HELD),
    ("other_workshop", "workshop", session(workshop="w2"), (event(), event(id="w2")), session()),
    ("participation_who", "contact", person(name_as_written=""), (), None),
    ("participation_who", "contact", person(contact="c1"), (ADA,), None),
    ("participation_who", "contact", person(group_name="Class"), (), None),
    ("participation_size", "group_size", person(group_size=4), (), None),
    ("participation_twice", "contact", person(contact="c1", name_as_written=""), (ADA, person("p2", contact="c1", name_as_written="")), None),
    ("other_workshop", "workshop", person(workshop="w2"), (), person()),
    ("H09", "status", person(status=P.WAITLISTED), (), person(status=P.INVITED)),
    ("certificate_code", "certificate_code", person(certificate_code="ABC"), (), None),
    ("certificate_twice", "certificate_code", person(certificate_code=CODE), (event(), *THREE, person("p9", certificate_code=CODE)), person()),
    ("certificate_person", "certificate_code", person(name_as_written="", group_name="Class", certificate_code=CODE), (), None),
    ("certificate_person", "certificate_code", person(role=ParticipantRole.ORGANISER, certificate_code=CODE), (), None),
    ("certificate_cancelled", "certificate_code", person(status=P.CANCELLED, certificate_code=CODE), (), None),
    ("attendance_twice", "participation", row("a2"), (HELD, session(), person(), row()), None),
    ("attendance_early", "status", row(), (event(), session(starts_on=TODAY + timedelta(days=1), ends_on=TODAY + timedelta(days=1)), person()), None),
    ("attendance_of_cancelled", "status", row(), (event(status=E.CANCELLED), session(), person()), None),
    ("other_workshop", "session", row(), (HELD, session(), person(workshop="w2")), None),
    ("H07", "on", said(on=DAY - timedelta(days=1)), (HELD, *THREE), None),
    ("other_workshop", "workshop", replace(ITEM, workshop="w2"), (event(id="w2"),), ITEM),
    ("answer_words", "score", replace(ANSWER, question="q2"), (WORDS, said()), None),
    ("answer_score", "score", replace(ANSWER, words="Yes"), (SCORED, said()), None),
    ("answer_score", "score", replace(ANSWER, score=None), (SCORED, said()), None),
    ("answer_twice", "question", replace(ANSWER, id="x2"), (SCORED, said(), ANSWER), None),
    ("other_workshop", "question", ANSWER, (replace(SCORED, workshop="w2"), said()), None),
    ("question_answered", "in_words", replace(SCORED, in_words=True), (ANSWER,), SCORED),
    ("other_workshop", "workshop", replace(SCORED, workshop="w2"), (), SCORED),
    ("H08", "reason", move("planned", "cancelled"), (), None),
    ("H08", "reason", move("documented", "held"), (), None),
    ("H09", "new", move("idea", "held"), (), None),
    ("pattern", "new", move("idea", "gone"), (), None),
]  # fmt: skip

WARNED: list[tuple[str, str, Record, tuple[Record, ...], Record | None]] = [
    ("W30", "starts_on", event(programme="g1"), (SCHEME,), None),
    ("W31", "protocol", replace(OLD, protocol=""), (session(starts_on=OLD.starts_on, ends_on=OLD.ends_on),), None),
    ("W31", "protocol", replace(OLD, protocol="Said."), (), None),
    ("W31_link", "link", replace(ONLINE, link=""), (), None),
    ("H40", "headcount_on_site", event(headcount_on_site=2, title="Other"), THREE, event(headcount_on_site=2)),
    ("H41", "format", event(title="Other"), (*THREE, row("a9", participation="p9", mode=LINE), person("p9")), event()),
    ("workshop_full", "capacity", event(capacity=2), THREE, None),
    ("workshop_full", "capacity", event(capacity=2), (person(name_as_written="", group_name="Class", group_size=3),), None),
    ("clock_back", "starts_at", event(starts_on=BACK, ends_on=BACK, starts_at=time(2, 30)), (), None),
    ("session_long", "ends_on", session(ends_on=DAY + timedelta(days=1)), (event(ends_on=DAY + timedelta(days=1)),), None),
    ("agenda_day", "day", replace(ITEM, day=2), (event(),), None),
    ("attendance_long", "minutes", row(status=AttendanceStatus.PART, minutes=91), (HELD, session(), person()), None),
    ("attendance_cancelled", "participation", row(), (HELD, session(), person(status=P.CANCELLED)), None),
]  # fmt: skip

KEPT: list[tuple[Record, tuple[Record, ...], Record | None]] = [
    (event(), (), None),
    (event(number="W-2026-01"), (event(number="W-2026-01"),), None),
    (event(headcount_on_site=3), THREE, None),
    (event(headcount_online=5, format=EventFormat.HYBRID, link="x"), (), None),
    (event(status=E.HELD, starts_on=TODAY, ends_on=TODAY), (), event(starts_on=TODAY, ends_on=TODAY)),
    (replace(HELD, status=E.DOCUMENTED), THREE, HELD),
    (event(status=E.PLANNED), (), event(status=E.CANCELLED)),
    (replace(OLD, origin=EventOrigin.EXTERNAL), (), None),
    (replace(OLD, protocol="Said."), (said(),), None),
    (event(capacity=3), THREE, None),
    (event(starts_at=time(22), ends_on=DAY + timedelta(days=1), ends_at=time(1)), (), None),
    (session(starts_at=time(22), ends_on=DAY + timedelta(days=1), ends_at=time(1)), (event(ends_on=DAY + timedelta(days=1)),), None),
    (session(starts_at=None, ends_at=None), (event(),), None),
    (person(), (), None),
    (person(contact="c1", name_as_written=""), (ADA,), None),
    (person(name_as_written="", group_name="Class", group_size=25), (), None),
    (person(status=P.CANCELLED), (), person(status=P.WAITLISTED)),
    (person(status=P.REGISTERED), (), person(status=P.CANCELLED)),
    (person(certificate_code=CODE), (event(), *THREE), person()),
    (person(certificate_code=CODE, certificate_on=TODAY), (event(),), person(certificate_code=CODE)),  # not given anew
    (row(), (HELD, session(), person()), None),
    (row(), (HELD, session(), person(), row()), row()),
    (row(status=AttendanceStatus.EXCUSED), (event(), session(starts_on=TODAY + timedelta(days=3), ends_on=TODAY + timedelta(days=3)), person()), None),
    (row(mode=LINE), (ONLINE, session(), person()), None),
    (row(status=AttendanceStatus.PART, minutes=90), (HELD, session(), person()), None),
    (said(answers=3), (HELD, *THREE), None),
    (said(answers=30), (HELD, session(), person()), None),  # nobody knows who came
    (said(rating=None, comment="Good"), (), None),
    (replace(ITEM, day=2), (event(ends_on=DAY + timedelta(days=1)),), ITEM),
    (ANSWER, (SCORED, said()), None),
    (replace(ANSWER, question="q2", score=None, words="All"), (WORDS, said()), None),
    (replace(SCORED, text="Was it useful?"), (ANSWER,), SCORED),
    (replace(ANSWER, score=4), (SCORED, said(), ANSWER), ANSWER),
    # What is named is gone: nothing can be said about the two together.
    (person(certificate_code=CODE), (), person()),
    (row(), (), None),
    (row(), (session(), person()), None),
    (session(), (), None),
    (ANSWER, (), None),
    (move("planned", "cancelled", reason="Storm"), (), None),
    (move("", "held"), (), None),
]  # fmt: skip


@pytest.mark.parametrize(("code", "field", "record", "beside", "before"), BROKEN)
def test_what_breaks_a_rule_is_refused(
    code: str, field: str, record: Record, beside: tuple[Record, ...], before: Record | None
) -> None:
    assert told(p for p in problems(record, around(*beside), before) if p.hard) == {(code, field)}


@pytest.mark.parametrize(("code", "field", "record", "beside", "before"), WARNED)
def test_what_is_unusual_is_warned_of(
    code: str, field: str, record: Record, beside: tuple[Record, ...], before: Record | None
) -> None:
    found = problems(record, around(*beside), before)
    assert told(found) == {(code, field)}
    assert not any(problem.hard for problem in found)


@pytest.mark.parametrize(("record", "beside", "before"), KEPT)
def test_what_is_right_is_left_alone(record: Record, beside: tuple[Record, ...], before: Record | None) -> None:
    assert problems(record, around(*beside), before) == []


@pytest.mark.parametrize("language", languages())
def test_every_problem_has_words_with_all_values_filled_in(language: str) -> None:
    words = texts_for(language)
    for _, _, record, beside, before in (*BROKEN, *WARNED):
        for problem in problems(record, around(*beside), before):
            assert words.has("rule", problem.code), problem.code
            assert "{" not in words.message(problem)
    assert words.has("rule", "last_session")


def test_words_of_the_field() -> None:
    words = texts_for("en")
    (found,) = problems(event(headcount_on_site=2), around(*THREE), None)
    assert words.message(found) == "On site: 3 named people were present, but only 2 were counted."
    (found,) = problems(person(certificate_code=CODE), around(event(), session(), session(id="s2"), row()), person())
    assert words.message(found) == "Muster p1 attended 50 % of the sessions; the certificate needs 80 %."


def test_steps_of_an_event_and_of_a_registration_are_those_of_the_design() -> None:
    ways = {old: set(cycle.allowed("event_status", old)) for old in E}
    forward = {
        E.IDEA: {E.PLANNED, E.CANCELLED}, E.PLANNED: {E.REGISTRATION_OPEN, E.HELD, E.CANCELLED},
        E.REGISTRATION_OPEN: {E.HELD, E.CANCELLED}, E.HELD: {E.DOCUMENTED}, E.DOCUMENTED: set(), E.CANCELLED: set(),
    }  # fmt: skip
    back = {(E.HELD, E.PLANNED), (E.DOCUMENTED, E.HELD), (E.CANCELLED, E.PLANNED)}  # each with its reason
    assert ways == {old: new | {to for come, to in back if come is old} for old, new in forward.items()}
    for old, news in ways.items():
        for new in news:
            needed = new is E.CANCELLED or (old, new) in back
            assert cycle.reason_needed("event_status", old, new) is needed
    assert {old: set(cycle.allowed("participation_status", old)) for old in P} == {
        P.INVITED: {P.REGISTERED, P.CANCELLED}, P.REGISTERED: {P.WAITLISTED, P.CANCELLED},
        P.WAITLISTED: {P.REGISTERED, P.CANCELLED}, P.CANCELLED: {P.REGISTERED},
    }  # fmt: skip


JUNE = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("before", "after", "beside", "field"),
    [
        (None, OLD, (), "starts_on"),
        (replace(OLD, status=E.PLANNED), OLD, (), "starts_on"),
        (OLD, replace(OLD, status=E.PLANNED), (), "starts_on"),
        (OLD, replace(OLD, headcount_on_site=5), (), "starts_on"),
        (OLD, replace(OLD, lessons="Better rooms", tags=frozenset({"x"})), (), ""),
        (OLD, replace(OLD, deleted_at=datetime(2026, 11, 1, tzinfo=UTC)), (), "starts_on"),
        (None, replace(OLD, status=E.PLANNED), (), ""),
        (None, replace(OLD, origin=EventOrigin.EXTERNAL), (), ""),
        (None, person(), (OLD,), "workshop"),
        (person(), person(role=ParticipantRole.SPEAKER), (OLD,), "workshop"),
        (None, person(), (replace(OLD, status=E.PLANNED),), ""),
        (None, row(), (OLD, person()), "workshop"),
        (None, session(), (OLD,), "workshop"),
        (None, said(), (OLD,), "about"),
        (None, said(), (event(status=E.HELD),), ""),
        (None, ANSWER, (OLD, said()), "workshop"),
        (person(), person(certificate_code=CODE, certificate_on=TODAY), (OLD,), ""),
        (person(), person(certificate_code=CODE, certificate_on=JUNE), (event(status=E.HELD),), "certificate_on"),
    ],
)
def test_a_closed_period_holds_what_counts(
    before: Record | None, after: Record, beside: tuple[Record, ...], field: str
) -> None:
    lock = PeriodLock(starts=date(2026, 1, 1), ends=date(2026, 6, 30), locked_on=datetime(2026, 7, 1, tzinfo=UTC))
    problem = locks.locked(before, after, locks.closed([lock]), around(*beside).get)
    assert (problem.field if problem else "") == field
