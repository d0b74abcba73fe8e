"""What the papers of one workshop are made from: records and words of the report language, no database behind them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from p2i_desktop.domain.knowledge import Attachment
from p2i_desktop.domain.network import Programme
from p2i_desktop.domain.presence import Presence
from p2i_desktop.domain.workshop_ratings import Ratings
from p2i_desktop.domain.workshops import AgendaItem, Disclosure, Workshop, WorkshopSession
from p2i_desktop.i18n import N_
from p2i_desktop.reports.framing import Frame, Framed

# What a participant list can show, in the order of its columns; contact data only where they are chosen.
COLUMNS = {
    "code": N_("Code"), "name": N_("Name"), "organisation": N_("Organisation"), "country": N_("Country"),
    "kind": N_("Kind of organisation"), "role": N_("Role"), "language": N_("Language"), "status": N_("Registration"),
    "mode": N_("Takes part"), "share": N_("Attendance"), "email": N_("E-mail"), "phone": N_("Telephone"),
}  # fmt: skip
DEFAULT_COLUMNS = ("name", "organisation", "country")
CONTACT_COLUMNS = frozenset({"email", "phone"})


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on a list, in the words of the report language; `share` of the sessions in per cent."""

    code: str
    name: str
    given: str
    family: str
    organisation: str
    country: str
    kind: str
    role: str
    language: str
    status: str
    mode: str
    email: str
    phone: str
    share: Decimal | None
    expected: bool  # registered, and no organiser
    present: bool  # the same: organisers are never counted (N11)
    speaks: bool  # speaker or moderator


@dataclass(frozen=True, slots=True)
class Group:
    """People who are counted but not named."""

    name: str
    size: int
    organisation: str
    country: str
    kind: str
    expected: bool
    present: bool


@dataclass(frozen=True, slots=True)
class SessionCount:
    """A part of the event: how long, and how many of those on the list were there."""

    session: WorkshopSession
    minutes: int | None
    present: int
    part: int
    excused: int
    absent: int


@dataclass(frozen=True, slots=True)
class FormQuestion:
    """A question of the evaluation form."""

    text: str
    in_words: bool


@dataclass(frozen=True, slots=True)
class WorkshopFacts(Framed):
    """One workshop as its papers tell it. `frame.anonymised`: nobody is named; `hidden` of the people may not be named anyway.

    `people` by family name, without cancelled ones; `sessions` by their time; `purpose` and `basis` say what the names on
    the paper are for, and on which ground; `free_codes`: session id -> codes of the free rows.
    """

    frame: Frame
    key: str
    workshop: Workshop
    programme: Programme | None
    organisers: tuple[str, ...]
    co_organisers: tuple[str, ...]
    sessions: tuple[SessionCount, ...]
    agenda: tuple[AgendaItem, ...]
    people: tuple[Person, ...]
    groups: tuple[Group, ...]
    hidden: int
    hidden_came: int
    registered: int  # by name, those who came unasked among them (EVT-10)
    came: int  # of these
    presence: Presence
    ratings: Ratings
    questions: tuple[FormQuestion, ...]
    files: tuple[Attachment, ...]
    signed: tuple[Attachment, ...]  # lists with signatures
    disclosures: tuple[Disclosure, ...]
    moves: tuple[tuple[date | None, str], ...]  # day and status
    certificates: int
    keep_until: date | None
    free_codes: Mapping[str, tuple[str, ...]]
    purpose: str = ""
    basis: str = ""
    columns: tuple[str, ...] = DEFAULT_COLUMNS

    @property
    def number(self) -> str:
        """Its number; empty for one that has none, as events of others."""
        return self.key if self.key != self.workshop.id else ""

    @property
    def held(self) -> bool:
        """Whether it is over and somebody noted who came."""
        last = self.workshop.ends_on or self.workshop.starts_on
        return last is not None and last <= self.frame.today and self.presence.marked

    @property
    def listed(self) -> tuple[Person, ...]:
        """Who stands on a list of participants: those who were there once it is over, until then those who are expected."""
        return tuple(one for one in self.people if (one.present if self.held else one.expected))

    @property
    def listed_groups(self) -> tuple[Group, ...]:
        """The groups of the same."""
        return tuple(one for one in self.groups if (one.present if self.held else one.expected))
