"""Gathers what the papers of one workshop print: who is expected or was there, what was said, what proves it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from p2i_desktop.domain.knowledge import Attachment, AttachmentKind
from p2i_desktop.domain.parties import StaffMember
from p2i_desktop.domain.row_codes import walk_in_codes
from p2i_desktop.domain.workshop_ratings import QuestionRating, Ratings, ratings
from p2i_desktop.domain.workshops import (
    AgendaItem,
    AttendanceStatus,
    EventStatus,
    ParticipantRole,
    ParticipationStatus,
    WorkshopSession,
)
from p2i_desktop.i18n import Texts
from p2i_desktop.reports.workshop.facts import (
    CONTACT_COLUMNS,
    DEFAULT_COLUMNS,
    FormQuestion,
    Group,
    Person,
    SessionCount,
    WorkshopFacts,
)
from p2i_desktop.services.name_cover import NameCover
from p2i_desktop.services.report_frame import digest, frame_of
from p2i_desktop.services.report_purposes import basis_of, purpose_of
from p2i_desktop.services.work import Work
from p2i_desktop.services.workshop_feedback import default_questions
from p2i_desktop.services.workshop_file import ParticipantRow, WorkshopFile, workshop_file

NAMED = frozenset({"sign_in", "badges", "participants"})  # name people by nature
_SPEAK = frozenset({ParticipantRole.SPEAKER, ParticipantRole.MODERATOR})


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a paper is made: which one, in which words, when, with or without names, with which columns."""

    report: str
    texts: Texts
    made_at: datetime  # aware
    names: bool = False
    columns: tuple[str, ...] = ()


def workshop_facts(work: Work, workshop_id: str, wanted: Wanted) -> WorkshopFacts:
    """Everything that a paper of one workshop prints; Missing, also for one that the person at work may not see."""
    file, t = workshop_file(work, workshop_id), wanted.texts
    named = wanted.names or wanted.report in NAMED
    rows = [one for one in file.rows if one.participation.status is not ParticipationStatus.CANCELLED]
    shown = [one for one in rows if not one.is_group and not (one.contact is not None and one.contact.restricted)]
    restricted = [one for one in rows if not one.is_group and one not in shown]
    registered = [one for one in rows if not one.is_group and _expected(one)]
    columns = wanted.columns or DEFAULT_COLUMNS
    people = tuple(_person(one, t, bool(CONTACT_COLUMNS & set(columns))) for one in shown)
    facts = WorkshopFacts(
        frame=frame_of(work, t, wanted.made_at, not named), key=file.key, workshop=file.workshop,
        programme=file.programme, organisers=tuple(file.organisers), co_organisers=tuple(file.co_organisers),
        sessions=_sessions(file), agenda=tuple(file.agenda), people=people,
        groups=tuple(_group(one, t) for one in rows if one.is_group),
        hidden=len(restricted), hidden_came=sum(_came(one) for one in restricted), registered=len(registered), came=sum(_came(one) for one in registered), presence=file.presence,
        ratings=_ratings(work, file), questions=_questions(file, t), files=tuple(file.attachments),
        signed=tuple(one for one in file.attachments if one.kind is AttachmentKind.SIGNED_LIST),
        disclosures=tuple(file.disclosures), moves=_moves(file, t),
        certificates=sum(bool(one.participation.certificate_code) for one in file.rows), keep_until=file.keep_until,
        free_codes={one.id: tuple(walk_in_codes(at)) for at, one in enumerate(file.sessions)},
        purpose=purpose_of(wanted.report, t), basis=basis_of((one.contact for one in shown), t), columns=columns,
    )  # fmt: skip
    if not named:
        facts = _unnamed(facts, _cover(work, file, t))
    return replace(facts, frame=replace(facts.frame, digest=digest(facts, facts.frame)))


def _person(row: ParticipantRow, t: Texts, reachable: bool) -> Person:
    one, contact = row.participation, row.contact
    gone = contact is not None and contact.anonymised_at is not None
    email = (contact.email if contact is not None else "") or one.email_as_written
    phone = (contact.phone or contact.mobile) if contact is not None else ""
    return Person(
        code=row.code, name=row.name, given=row.given_name, family=row.family_name, organisation=row.organisation,
        country=t.country(row.country) if row.country else "", kind=t.label(row.kind) if row.kind else "",
        role=t.label(one.role), language=t.language_name(row.language) if row.language else "",
        status=t.label(one.status), mode=t.label(row.mode), email=email if reachable and not gone else "",
        phone=phone if reachable and not gone else "", share=row.share, expected=_expected(row), present=_came(row),
        speaks=one.role in _SPEAK,
    )  # fmt: skip


def _group(row: ParticipantRow, t: Texts) -> Group:
    country = t.country(row.country) if row.country else ""
    kind = t.label(row.kind) if row.kind else ""
    return Group(row.name, row.size, row.organisation, country, kind, _expected(row), _came(row))


def _expected(row: ParticipantRow) -> bool:
    one = row.participation
    return one.status is ParticipationStatus.REGISTERED and one.role is not ParticipantRole.ORGANISER


def _came(row: ParticipantRow) -> bool:
    return row.present and row.participation.role is not ParticipantRole.ORGANISER


def _sessions(file: WorkshopFile) -> tuple[SessionCount, ...]:
    return tuple(_session(one, file) for one in file.sessions)


def _session(one: WorkshopSession, file: WorkshopFile) -> SessionCount:
    counts = dict.fromkeys(AttendanceStatus, 0)
    for row in file.rows:
        mark = row.marks.get(one.id)
        one_of_us = row.participation.role is ParticipantRole.ORGANISER
        if mark is not None and row.participation.status is not ParticipationStatus.CANCELLED and not one_of_us:
            counts[mark.status] += row.size
    return SessionCount(one, file.event.sessions.get(one.id), *(counts[status] for status in AttendanceStatus))


def _ratings(work: Work, file: WorkshopFile) -> Ratings:
    least = work.rule_settings().min_group_for_means
    return ratings(file.questions, file.feedback, file.answers, file.presence.asked, least)


def _questions(file: WorkshopFile, t: Texts) -> tuple[FormQuestion, ...]:
    """Those of the workshop, else the standard ones in the language of the paper."""
    own = [(one.text, one.in_words) for one in file.questions]
    return tuple(FormQuestion(text, in_words) for text, in_words in own or default_questions(t))


def _moves(file: WorkshopFile, t: Texts) -> tuple[tuple[date | None, str], ...]:
    return tuple((one.on, t.label(EventStatus(one.new))) for one in file.transitions if one.field == "status")


# -- without names -----------------------------------------------------------------------------------------------------
def _cover(work: Work, file: WorkshopFile, t: Texts) -> NameCover:
    """Knows the people of the event, who speaks, and the staff."""
    names = {one.name for one in file.rows if not one.is_group} | {one.family_name for one in file.persons}
    names |= {part.strip() for one in file.agenda for part in one.speaker.split(",")}
    names |= {one.name for one in work.store.find(StaffMember)}
    return NameCover(names, t._("[name left out]"))


def _unnamed(facts: WorkshopFacts, cover: NameCover) -> WorkshopFacts:
    """Nobody is named: people keep what is counted, texts lose the names that are known."""
    workshop = replace(
        facts.workshop, protocol="", lessons=cover.text(facts.workshop.lessons),
        materials=cover.text(facts.workshop.materials),
    )  # fmt: skip
    return replace(
        facts, workshop=workshop, agenda=tuple(_silent(one, cover) for one in facts.agenda),
        people=tuple(replace(one, code="", name="", given="", family="", email="", phone="") for one in facts.people),
        groups=tuple(replace(one, name="") for one in facts.groups), ratings=_covered(facts.ratings, cover),
        files=_unsaid(facts.files, cover), signed=_unsaid(facts.signed, cover),
        disclosures=tuple(replace(one, recipient="", by=None, what=cover.text(one.what)) for one in facts.disclosures),
    )  # fmt: skip


def _silent(one: AgendaItem, cover: NameCover) -> AgendaItem:
    return replace(one, title=cover.text(one.title), speaker="")


def _unsaid(files: Sequence[Attachment], cover: NameCover) -> tuple[Attachment, ...]:
    return tuple(replace(one, name=cover.text(one.name), alt_text="") for one in files)


def _covered(said: Ratings, cover: NameCover) -> Ratings:
    def question(one: QuestionRating) -> QuestionRating:
        return replace(one, words=tuple(cover.text(text) for text in one.words))

    questions = tuple(question(one) for one in said.questions)
    return replace(said, questions=questions, comments=tuple(cover.text(text) for text in said.comments))
