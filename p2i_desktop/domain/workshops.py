"""Workshops and everything else that is held or attended: sessions, agenda, who takes part, who was there."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Annotated

from p2i_desktop.domain.advice import Confidentiality, Topic
from p2i_desktop.domain.network import TargetGroup
from p2i_desktop.domain.record import (
    MAY_NAME,
    OWNER,
    PERSONAL,
    REPORTED,
    REQUIRED,
    SEARCHABLE,
    TODAY,
    About,
    Country,
    Lang,
    LongNote,
    Minutes,
    Money,
    Note,
    Range,
    Record,
    Ref,
    Text,
    Together,
)


class EventType(StrEnum):
    """What kind of event it is."""

    TRAINING = "training"
    SEMINAR = "seminar"
    WEBINAR = "webinar"
    CONFERENCE = "conference"
    LEARNING_LAB = "learning_lab"
    REGIONAL_ROADSHOW = "regional_roadshow"
    NETWORKING = "networking"
    PEER_TO_PEER_SESSION = "peer_to_peer_session"
    GOOD_PRACTICE_EXCHANGE_WORKSHOP = "good_practice_exchange_workshop"
    FINANCIAL_INSTRUMENTS_WORKSHOP = "financial_instruments_workshop"
    KNOWLEDGE_EXCHANGE_MEETING = "knowledge_exchange_meeting"
    PARTNER_MEETING = "partner_meeting"
    BUDDY_MEETING = "buddy_meeting"
    STUDY_VISIT = "study_visit"
    MARKET_CONSULTATION_EVENT = "market_consultation_event"
    INNOVATION_DIALOGUE = "innovation_dialogue"
    JURY_SESSION = "jury_session"
    AWARD_CEREMONY = "award_ceremony"
    COUNTRY_VISIT = "country_visit"


class EventFormat(StrEnum):
    """Where people take part."""

    ON_SITE = "on_site"
    ONLINE = "online"
    HYBRID = "hybrid"


class EventStatus(StrEnum):
    """Where an event stands."""

    IDEA = "idea"
    PLANNED = "planned"
    REGISTRATION_OPEN = "registration_open"
    HELD = "held"
    DOCUMENTED = "documented"
    CANCELLED = "cancelled"


class EventOrigin(StrEnum):
    """Whose event it is; an external one never counts as the centre's."""

    OWN = "own"
    PARTNER = "partner"
    EXTERNAL = "external"


class ParticipantRole(StrEnum):
    """What somebody does at an event."""

    PARTICIPANT = "participant"
    SPEAKER = "speaker"
    MODERATOR = "moderator"
    ORGANISER = "organiser"
    JURY = "jury"
    OBSERVER = "observer"


class ParticipationStatus(StrEnum):
    """How far a registration has come."""

    INVITED = "invited"
    REGISTERED = "registered"
    WAITLISTED = "waitlisted"
    CANCELLED = "cancelled"


class AttendanceStatus(StrEnum):
    """Whether somebody was there; no-show and walk-in are derived, never stored."""

    PRESENT = "present"
    PART = "part"
    EXCUSED = "excused"
    ABSENT = "absent"


class AttendanceMode(StrEnum):
    """In the room, or over the line."""

    ON_SITE = "on_site"
    ONLINE = "online"


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop(Record):
    """An event; its days and times are local ones of `timezone` (IANA)."""

    number: Annotated[str, Text(20), SEARCHABLE] = ""
    provisional_number: Annotated[str, Text(30), SEARCHABLE] = ""
    type: EventType = EventType.TRAINING
    title: Annotated[str, Text(400), REQUIRED, SEARCHABLE] = ""
    title_en: Annotated[str, Text(400), SEARCHABLE] = ""
    language: Lang = ""
    format: EventFormat = EventFormat.ON_SITE
    status: EventStatus = EventStatus.IDEA
    origin: EventOrigin = EventOrigin.OWN
    starts_on: Annotated[date | None, REQUIRED, Together("when")] = None
    starts_at: Annotated[time | None, Together("when")] = None
    ends_on: Annotated[date | None, REQUIRED, Together("when")] = None
    ends_at: Annotated[time | None, Together("when")] = None
    timezone: Annotated[str, Text(40), Together("when")] = ""
    venue: Annotated[str, Text(200), SEARCHABLE, Together("place")] = ""
    city: Annotated[str, Text(100), SEARCHABLE, Together("place")] = ""
    country: Annotated[Country, Together("place")] = ""
    link: Annotated[str, Text(300)] = ""
    languages: frozenset[Lang] = frozenset()
    organisers: Annotated[frozenset[str], Ref("Organisation")] = frozenset()
    co_organisers: Annotated[frozenset[str], Ref("Organisation")] = frozenset()
    topics: frozenset[Topic] = frozenset()
    target_groups: frozenset[TargetGroup] = frozenset()
    capacity: Annotated[int | None, Range(0, 100_000)] = None
    invited: Annotated[int | None, Range(0, 1_000_000)] = None
    registration_until: date | None = None
    fee: Money | None = None
    cost: Money | None = None
    materials: LongNote = ""
    protocol: Annotated[str, Note(), MAY_NAME, REPORTED, SEARCHABLE] = ""
    lessons: Annotated[str, Note(), MAY_NAME, SEARCHABLE] = ""
    headcount_on_site: Annotated[int | None, Range(0, 1_000_000)] = None
    headcount_online: Annotated[int | None, Range(0, 1_000_000)] = None
    attendance_threshold: Annotated[int, Range(0, 100)] = 80
    plan: Annotated[str | None, Ref("SupportPlan")] = None
    published_on: date | None = None
    url: Annotated[str, Text(300)] = ""
    source: Annotated[str, Text(300)] = ""
    programme: Annotated[str | None, Ref("Programme")] = None
    confidentiality: Annotated[Confidentiality, OWNER] = Confidentiality.CENTRE
    tags: frozenset[Annotated[str, Text(40)]] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkshopSession(Record):
    """A part of an event for which attendance is taken; one is made with the event."""

    workshop: Annotated[str | None, Ref("Workshop"), REQUIRED] = None
    title: Annotated[str, Text(200), SEARCHABLE] = ""
    starts_on: Annotated[date | None, REQUIRED, Together("when")] = None
    starts_at: Annotated[time | None, Together("when")] = None
    ends_on: Annotated[date | None, REQUIRED, Together("when")] = None
    ends_at: Annotated[time | None, Together("when")] = None
    room: Annotated[str, Text(100)] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem(Record):
    """One line of the programme of an event; `day` counts from the first day, which is 1."""

    workshop: Annotated[str | None, Ref("Workshop"), REQUIRED] = None
    position: Annotated[str, Text(20), REQUIRED] = ""
    day: Annotated[int, Range(1, 60)] = 1
    starts: time | None = None
    minutes: Annotated[int, Minutes()] = 0
    title: Annotated[str, Text(400), REQUIRED, SEARCHABLE] = ""
    speaker: Annotated[str, Text(200), PERSONAL] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Participation(Record):
    """A person or a counted group at an event: a contact, a name as it was written, or the name of a group (one of them)."""

    workshop: Annotated[str | None, Ref("Workshop"), REQUIRED] = None
    contact: Annotated[str | None, Ref("Contact")] = None
    name_as_written: Annotated[str, Text(200), PERSONAL, SEARCHABLE] = ""
    email_as_written: Annotated[str, Text(200), PERSONAL] = ""
    group_name: Annotated[str, Text(200)] = ""
    group_size: Annotated[int, Range(1, 100_000)] = 1
    organisation: Annotated[str | None, Ref("Organisation")] = None
    organisation_as_written: Annotated[str, Text(200)] = ""
    language: Lang = ""
    role: ParticipantRole = ParticipantRole.PARTICIPANT
    status: ParticipationStatus = ParticipationStatus.REGISTERED
    registered_on: date | None = None
    mode: AttendanceMode = AttendanceMode.ON_SITE
    certificate_code: Annotated[str, Text(10)] = ""
    certificate_on: date | None = None
    replaced_code: Annotated[str, Text(10)] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance(Record):
    """Whether one participation was there in one session; at most one record for the two."""

    session: Annotated[str | None, Ref("WorkshopSession"), REQUIRED] = None
    participation: Annotated[str | None, Ref("Participation"), REQUIRED] = None
    status: AttendanceStatus = AttendanceStatus.PRESENT
    mode: AttendanceMode = AttendanceMode.ON_SITE
    minutes: Annotated[int | None, Minutes()] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackQuestion(Record):
    """A question of the evaluation form of an event, answered from 1 to 5, or in words with `in_words`."""

    workshop: Annotated[str | None, Ref("Workshop"), REQUIRED] = None
    position: Annotated[str, Text(20), REQUIRED] = ""
    text: Annotated[str, Text(300), REQUIRED] = ""
    in_words: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackAnswer(Record):
    """The answer to one question in one feedback."""

    feedback: Annotated[str | None, Ref("Feedback"), REQUIRED] = None
    question: Annotated[str | None, Ref("FeedbackQuestion"), REQUIRED] = None
    score: Annotated[int | None, Range(1, 5)] = None
    words: Annotated[str, Note(), MAY_NAME] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure(Record):
    """What with personal data was handed out: papers, lists, exports; kept as evidence."""

    about: About | None = None
    on: Annotated[date | None, REQUIRED, TODAY] = None
    by: Annotated[str | None, Ref("StaffMember")] = None
    what: Annotated[str, Text(200), REQUIRED] = ""
    records: Annotated[int, Range(0, 10_000_000)] = 0
    recipient: Annotated[str, Text(200), MAY_NAME] = ""
    purpose: Annotated[str, Text(200)] = ""
