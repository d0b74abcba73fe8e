"""Everything about one event, gathered for its window and its papers."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from p2i_desktop.domain.advice import Action, Consultation
from p2i_desktop.domain.casework import Feedback
from p2i_desktop.domain.knowledge import Attachment
from p2i_desktop.domain.network import Programme, Transition
from p2i_desktop.domain.parties import Organisation
from p2i_desktop.domain.presence import Event, Presence, Seat, event_of, may_certify, presence
from p2i_desktop.domain.record import About
from p2i_desktop.domain.rules import Problem, problems, warning
from p2i_desktop.domain.workshop_dates import keep_until
from p2i_desktop.domain.workshops import (
    AgendaItem,
    Disclosure,
    FeedbackAnswer,
    FeedbackQuestion,
    Workshop,
    WorkshopSession,
)
from p2i_desktop.services.confidential import sees
from p2i_desktop.services.errors import Missing
from p2i_desktop.services.work import Work
from p2i_desktop.services.workshop_people import ParticipantRow, participants

__all__ = ["ParticipantRow", "WorkshopFile", "key_for", "workshop_file"]

KIND = "workshop"


@dataclass(frozen=True)
class WorkshopFile:
    """One event with all that belongs to it. `answers`: feedback id -> question id -> answer. `problems` are warnings of the
    event itself, `row_problems` those of its sessions, people and other rows by their id."""

    key: str
    workshop: Workshop
    sessions: list[WorkshopSession]
    agenda: list[AgendaItem]
    rows: list[ParticipantRow]
    questions: list[FeedbackQuestion]
    feedback: list[Feedback]
    answers: dict[str, dict[str, FeedbackAnswer]]
    organisers: list[str]
    co_organisers: list[str]
    programme: Programme | None
    attachments: list[Attachment]
    actions: list[Action]
    consultations: list[Consultation]
    disclosures: list[Disclosure]
    transitions: list[Transition]
    event: Event
    seats: list[Seat]
    presence: Presence
    keep_until: date | None
    problems: list[Problem]
    row_problems: dict[str, list[Problem]]

    @property
    def persons(self) -> list[ParticipantRow]:
        """The rows of people, without groups."""
        return [row for row in self.rows if not row.is_group]


def key_for(workshop: Workshop) -> str:
    """What people call an event: its number, else its provisional one, else its id."""
    return workshop.number or workshop.provisional_number or workshop.id


def workshop_file(work: Work, workshop_id: str) -> WorkshopFile:
    """Gathers one event; Missing, also for one that the person at work may not see."""
    workshop = work.get(Workshop, workshop_id)
    if not sees(work, workshop):
        raise Missing(KIND, workshop_id)
    store, about = work.store, About(KIND, workshop.id)
    sessions = sessions_of(work, workshop.id)
    event = event_of(workshop, sessions)
    rows, seats = participants(work, workshop, event, [one.id for one in sessions])
    agenda = sorted(store.find(AgendaItem, workshop=workshop.id), key=lambda one: (one.day, one.position, one.id))
    questions = sorted(store.find(FeedbackQuestion, workshop=workshop.id), key=lambda one: (one.position, one.id))
    feedback = sorted(store.find(Feedback, about=about), key=lambda one: (one.on or date.min, one.id))
    programme = store.get(Programme, workshop.programme) if workshop.programme else None
    actions = [one for one in store.find(Action, about=about) if sees(work, one)]
    talks = [one for one in store.find(Consultation, workshop=workshop.id) if sees(work, one)]
    files = sorted(
        store.find(Attachment, about=about), key=lambda one: (one.added_on or date.min, one.id), reverse=True
    )
    return WorkshopFile(
        key=key_for(workshop),
        workshop=workshop,
        sessions=sessions,
        agenda=agenda,
        rows=rows,
        questions=questions,
        feedback=feedback,
        answers=_answers(work, feedback),
        organisers=_names(work, workshop.organisers),
        co_organisers=_names(work, workshop.co_organisers),
        programme=programme,
        attachments=files,
        actions=sorted(actions, key=lambda one: (one.due_on or date.max, one.id)),
        consultations=sorted(talks, key=lambda one: (one.on or date.min, one.id), reverse=True),
        disclosures=sorted(store.find(Disclosure, about=about), key=lambda one: (one.on or date.min, one.id)),
        transitions=sorted(store.find(Transition, about=about), key=lambda one: (one.on or date.min, one.id)),
        event=event,
        seats=seats,
        presence=presence(event, seats),
        keep_until=keep_until(workshop, programme),
        problems=[one for one in work.examine(workshop)[1] if not one.hard],
        row_problems=_row_problems(work, workshop, event, sessions, agenda, rows),
    )


def sessions_of(work: Work, workshop_id: str) -> list[WorkshopSession]:
    """The sessions of an event in the order of their time."""
    found = work.store.find(WorkshopSession, workshop=workshop_id)
    return sorted(found, key=lambda one: (one.starts_on or date.max, one.starts_at or time.min, one.id))


def _answers(work: Work, feedback: Sequence[Feedback]) -> dict[str, dict[str, FeedbackAnswer]]:
    found: defaultdict[str, dict[str, FeedbackAnswer]] = defaultdict(dict)
    for answer in work.store.naming(FeedbackAnswer, "feedback", {one.id for one in feedback}):
        found[answer.feedback or ""][answer.question or ""] = answer
    return dict(found)


def _names(work: Work, keys: frozenset[str]) -> list[str]:
    return sorted(one.legal_name for one in work.store.many(Organisation, sorted(keys)).values())


def _row_problems(
    work: Work, workshop: Workshop, event: Event, sessions: Sequence[WorkshopSession], agenda: Sequence[AgendaItem],
    rows: Sequence[ParticipantRow],
) -> dict[str, list[Problem]]:  # fmt: skip
    """The warnings of sessions and agenda, and of certificates to which the attendance does not reach any more."""
    around = work.around()
    found = {one.id: [p for p in problems(one, around, one) if not p.hard] for one in (*sessions, *agenda)}
    least = workshop.attendance_threshold
    for row in rows:
        if row.participation.certificate_code and not may_certify(event, row.seat, least):
            found[row.id] = [warning("H43", "certificate_code", name=row.name, x=round(row.share or 0), y=least)]
    return {key: told for key, told in found.items() if told}
