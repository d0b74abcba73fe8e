"""Rules of people at events: who it is, attendance once for a pair, certificates, feedback by question (H09, H41-H43, H64)."""

from collections.abc import Iterator

from p2i_desktop.domain import certificates
from p2i_desktop.domain.casework import Feedback
from p2i_desktop.domain.parties import Contact
from p2i_desktop.domain.presence import (
    THERE,
    Presence,
    event_of,
    is_group,
    may_certify,
    only_mode,
    presence,
    seat_of,
    share_of,
)
from p2i_desktop.domain.record import About
from p2i_desktop.domain.rules import lifecycle
from p2i_desktop.domain.rules.parties import restricted_people
from p2i_desktop.domain.rules.problem import Around, FieldName, Problem, hard, warning
from p2i_desktop.domain.rules.workshops import WORKSHOP, seats_around
from p2i_desktop.domain.workshop_dates import session_minutes
from p2i_desktop.domain.workshops import (
    Attendance,
    EventStatus,
    FeedbackAnswer,
    FeedbackQuestion,
    ParticipantRole,
    Participation,
    ParticipationStatus,
    Workshop,
    WorkshopSession,
)

_WHO = ("contact", "name_as_written", "group_name")


def participation_problems(one: Participation, around: Around, before: Participation | None) -> Iterator[Problem]:
    """H09, H43, H64; one of person, name and group, nobody twice."""
    named = [name for name in _WHO if getattr(one, name)]
    if len(named) != 1:
        yield hard("participation_who", "contact")
    if one.group_size != 1 and not one.group_name:
        yield hard("participation_size", "group_size")
    if before is not None and before.workshop != one.workshop:
        yield hard("other_workshop", "workshop")
    if before is not None and before.status is not one.status:
        possible = lifecycle.allowed("participation_status", before.status)
        if one.status not in possible:
            yield hard("H09", "status", old=before.status, new=one.status, list=possible)
    new_person = one.contact and (before is None or (before.contact, before.workshop) != (one.contact, one.workshop))
    if new_person:
        yield from restricted_people("contact", (one.contact,), around)
        others = around.find(Participation, workshop=one.workshop, contact=one.contact)
        if any(other.id != one.id for other in others):
            yield hard("participation_twice", "contact", name=_name(one, around))
    if one.certificate_code and (before is None or before.certificate_code != one.certificate_code):
        yield from _certificate(one, around)


def _name(one: Participation, around: Around) -> str:
    contact = around.get(Contact, one.contact) if one.contact else None
    if contact is not None:
        return contact.token if contact.anonymised_at else f"{contact.given_name} {contact.family_name}".strip()
    return one.name_as_written or one.group_name


def _certificate(one: Participation, around: Around) -> Iterator[Problem]:
    """H43 when a code is given; the code is one of ours and stands on one certificate only."""
    field, name = "certificate_code", _name(one, around)
    if not certificates.is_whole(one.certificate_code):
        yield hard("certificate_code", field, text=one.certificate_code)
    if any(other.id != one.id for other in around.find(Participation, certificate_code=one.certificate_code)):
        yield hard("certificate_twice", field, text=one.certificate_code)
    if is_group(one) or not name or one.role is ParticipantRole.ORGANISER:
        yield hard("certificate_person", field)
        return
    if one.status is ParticipationStatus.CANCELLED:
        yield hard("certificate_cancelled", field, name=name)
        return
    workshop = around.get(Workshop, one.workshop) if one.workshop else None
    if workshop is None:
        return
    event = event_of(workshop, around.find(WorkshopSession, workshop=workshop.id))
    seat = seat_of(one, around.find(Attendance, participation=one.id), event.sessions, name)
    if not may_certify(event, seat, workshop.attendance_threshold):
        share = round(share_of(event, seat) or 0)
        yield hard("H43", field, name=name, x=share, y=workshop.attendance_threshold)


def attendance_problems(row: Attendance, around: Around, before: Attendance | None) -> Iterator[Problem]:
    """H41; one row for a person and a session of the same event, not before it began, not of a cancelled one."""
    session = around.get(WorkshopSession, row.session) if row.session else None
    person = around.get(Participation, row.participation) if row.participation else None
    if session is None or person is None:
        return
    if session.workshop != person.workshop:
        yield hard("other_workshop", "session")
        return
    if before is None or (before.session, before.participation) != (row.session, row.participation):
        others = around.find(Attendance, participation=row.participation, session=row.session)
        if any(other.id != row.id for other in others):
            yield hard("attendance_twice", "participation", name=_name(person, around))
    workshop = around.get(Workshop, session.workshop) if session.workshop else None
    if workshop is None:
        return
    if row.status in THERE:
        yield from _there(row, session, person, workshop, around, before)
    length = session_minutes(session, workshop.timezone)
    if row.minutes is not None and length is not None and row.minutes > length:
        yield warning("attendance_long", "minutes", n=row.minutes, max=length)


def _there(
    row: Attendance, session: WorkshopSession, person: Participation, workshop: Workshop, around: Around,
    before: Attendance | None,
) -> Iterator[Problem]:  # fmt: skip
    if workshop.status is EventStatus.CANCELLED:
        yield hard("attendance_of_cancelled", "status")
    if session.starts_on is not None and session.starts_on > around.today:
        yield hard("attendance_early", "status", date=session.starts_on)
    only = only_mode(workshop.format)
    changed = before is None or before.mode is not row.mode or before.status not in THERE
    if only is not None and row.mode is not only and changed:
        yield hard("H41", "mode", format=workshop.format, n=1, mode=row.mode)
    if person.status is ParticipationStatus.CANCELLED:
        yield warning("attendance_cancelled", "participation", name=_name(person, around))


def feedback_problems(feedback: Feedback, around: Around) -> Iterator[Problem]:
    """H42 of feedback about an event, and H07; where nobody knows who came, nothing is held against it."""
    about = feedback.about
    workshop = around.get(Workshop, about.id) if about is not None and about.type == WORKSHOP else None
    if workshop is None:
        return
    if workshop.starts_on is not None and feedback.on is not None and feedback.on < workshop.starts_on:
        later, earlier = FieldName("feedback", "on"), FieldName(WORKSHOP, "starts_on")
        yield hard("H07", "on", later=later, earlier=earlier)
    counted = presence_around(workshop, around)
    said = sum(one.answers for one in around.find(Feedback, about=about) if one.id != feedback.id) + feedback.answers
    if counted.known and said > counted.asked:
        yield hard("H42", "answers", n=said, m=counted.asked)


def presence_around(workshop: Workshop, around: Around) -> Presence:
    """An event counted as the rules see it."""
    return presence(*seats_around(workshop, around.find(WorkshopSession, workshop=workshop.id), around))


def answer_problems(answer: FeedbackAnswer, around: Around, before: FeedbackAnswer | None) -> Iterator[Problem]:
    """A number or words, as the question asks; once for each feedback; both of the same event."""
    question = around.get(FeedbackQuestion, answer.question) if answer.question else None
    feedback = around.get(Feedback, answer.feedback) if answer.feedback else None
    if question is None or feedback is None:
        return
    if feedback.about != About(WORKSHOP, question.workshop or ""):
        yield hard("other_workshop", "question")
    if question.in_words and answer.score is not None:
        yield hard("answer_words", "score")
    elif not question.in_words and (answer.words or answer.score is None):
        yield hard("answer_score", "score")
    if before is None or (before.feedback, before.question) != (answer.feedback, answer.question):
        others = around.find(FeedbackAnswer, feedback=answer.feedback, question=answer.question)
        if any(other.id != answer.id for other in others):
            yield hard("answer_twice", "question")


def question_problems(question: FeedbackQuestion, around: Around, before: FeedbackQuestion | None) -> Iterator[Problem]:
    """A question that was answered is still answered in the same way, and stays with its event."""
    if before is None:
        return
    if before.workshop != question.workshop:
        yield hard("other_workshop", "workshop")
    if before.in_words is not question.in_words and around.find(FeedbackAnswer, question=question.id):
        yield hard("question_answered", "in_words")
