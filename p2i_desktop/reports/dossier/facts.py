"""What a dossier is made from: one case in the words of the report language, no database behind it."""

from dataclasses import dataclass
from datetime import date, datetime

from p2i_desktop.domain.network import Centre, Programme
from p2i_desktop.i18n import Texts

Pair = tuple[str, str]  # label and value


@dataclass(frozen=True, slots=True)
class PartyRow:
    """An organisation of the case."""

    name: str
    role: str
    kind: str
    country: str
    contact: str


@dataclass(frozen=True, slots=True)
class MoveRow:
    """A stay in a step or status: `until` None = still there; `days` counted up to the day of the dossier."""

    label: str
    since: date | None
    until: date | None
    days: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class TalkRow:
    """A consultation, or (`note_only`) a note that was added to the case."""

    on: date
    kind: str
    channel: str
    minutes: int
    advisor: str
    others: str  # organisation and persons
    topics: str
    subject: str
    note: str
    advice: str
    note_only: bool = False


@dataclass(frozen=True, slots=True)
class ActionRow:
    """A step that is to be done or was; `state` says which."""

    title: str
    owner: str
    due_on: date | None
    state: str
    ended_on: date | None
    open: bool


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A published notice."""

    on: date | None
    kind: str
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class AwardRow:
    """The award of one lot."""

    on: date | None
    lot: str
    suppliers: str
    value: str
    tenders: int | None


@dataclass(frozen=True, slots=True)
class Procurement:
    """A procurement of the case with its notices and awards."""

    title: str
    pairs: tuple[Pair, ...]
    texts: tuple[Pair, ...]
    notices: tuple[NoticeRow, ...]
    awards: tuple[AwardRow, ...]


@dataclass(frozen=True, slots=True)
class FileRow:
    """An attached file; anonymised without name, words and checksum."""

    name: str
    kind: str
    size: str
    added_on: date | None
    sha256: str
    alt_text: str


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """What the client answered."""

    on: date | None
    rating: str
    useful: str
    outcomes: str
    comment: str


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A linked case."""

    number: str
    title: str
    status: str
    note: str


@dataclass(frozen=True, slots=True)
class DossierFacts:
    """Everything that a dossier prints."""

    texts: Texts
    made_at: datetime  # aware
    version: str  # of the program
    seq: int  # head of the journal
    centre: Centre | None
    centre_name: str
    programme: Programme | None
    anonymised: bool
    number: str
    provisional: str
    title: str
    status: str
    confidentiality: str
    pairs: tuple[Pair, ...]
    long_texts: tuple[Pair, ...]
    parties: tuple[PartyRow, ...]
    phases: tuple[MoveRow, ...]
    statuses: tuple[MoveRow, ...]
    talks: tuple[TalkRow, ...]  # oldest first
    contact_minutes: int
    actions: tuple[ActionRow, ...]
    checklist: tuple[tuple[str, str], ...]  # line, state
    procurements: tuple[Procurement, ...]
    files: tuple[FileRow, ...]
    answers: tuple[AnswerRow, ...]
    links: tuple[LinkRow, ...]
    digest: str = ""
