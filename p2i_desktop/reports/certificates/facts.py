"""What certificates are made from: an event, and the persons who get one with number and language; no database behind it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from p2i_desktop.domain.advice import Topic
from p2i_desktop.domain.workshops import AttendanceMode, ParticipantRole
from p2i_desktop.reports.framing import Frame, Framed


@dataclass(frozen=True, slots=True)
class CertifiedEvent:
    """The event; days are local ones. `centre` is the name of the issuing centre by language, "" for every other one."""

    number: str
    title: str
    title_en: str
    language: str
    starts_on: date
    ends_on: date
    place: tuple[str, ...]  # venue, city
    country: str
    topics: frozenset[Topic]
    centre: Mapping[str, str]
    foot: tuple[str, ...] = ()  # who pays, and the disclaimer
    eu_funded: bool = False


@dataclass(frozen=True, slots=True)
class CertifiedPerson:
    """Who gets a certificate: `language` is one of those certificates can be in, `minutes` 0 where they are not known."""

    id: str  # of the participation
    name: str
    language: str
    role: ParticipantRole
    mode: AttendanceMode
    minutes: int
    number: str  # as printed
    issued_on: date


@dataclass(frozen=True, slots=True)
class CertificateFacts(Framed):
    """Certificates of one event, in the order in which they are printed; the frame's words name the file."""

    frame: Frame
    event: CertifiedEvent
    people: tuple[CertifiedPerson, ...]
