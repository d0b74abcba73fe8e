"""What belongs to the work on a case: templates, checklist, silent steps, links to other cases, what the client says."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from p2i_desktop.domain.advice import Instrument, Sector, Topic
from p2i_desktop.domain.parties import StaffRole
from p2i_desktop.domain.record import (
    MAY_NAME,
    REQUIRED,
    SEARCHABLE,
    TODAY,
    About,
    LongNote,
    Note,
    Places,
    Range,
    Record,
    Ref,
    Text,
)


class FeedbackOutcome(StrEnum):
    """What a client did next."""

    STARTED_ACTION = "started_action"
    CHOSE_SUPPORT = "chose_support"
    DISCOVERED_SUPPORT = "discovered_support"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalation(Record):
    """A silent case was pointed out: one record for each step; nothing closes by itself."""

    case: Annotated[str | None, Ref("Case"), REQUIRED] = None
    step: Annotated[int | None, Range(1, 9), REQUIRED] = None
    on: Annotated[date | None, REQUIRED, TODAY] = None
    silent_days: Annotated[int, Range(0, 100_000)] = 0
    handled_on: date | None = None
    handled_by: Annotated[str | None, Ref("StaffMember")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistItem(Record):
    """One line of a case's checklist: done or not, without a date."""

    case: Annotated[str | None, Ref("Case"), REQUIRED] = None
    position: Annotated[str, Text(20), REQUIRED] = ""
    title: Annotated[str, Text(300), REQUIRED, MAY_NAME, SEARCHABLE] = ""
    done_on: date | None = None
    template_key: Annotated[str, Text(60)] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLink(Record):
    """Two cases that belong together; the id follows from the two, whichever was named first."""

    case: Annotated[str | None, Ref("Case"), REQUIRED] = None
    other: Annotated[str | None, Ref("Case"), REQUIRED] = None
    note: Annotated[str, Text(200), MAY_NAME] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback(Record):
    """What a client (or several, as a typed-in total) answered afterwards."""

    about: Annotated[About | None, REQUIRED] = None
    answers: Annotated[int, Range(1, 100_000)] = 1
    rating: Annotated[Decimal | None, Places(3, 2)] = None
    useful: bool | None = None
    recommend: Annotated[int | None, Range(0, 10)] = None
    outcomes: frozenset[FeedbackOutcome] = frozenset()
    comment: Annotated[str, Note(), MAY_NAME, SEARCHABLE] = ""
    on: Annotated[date | None, REQUIRED, TODAY] = None
    anonymous: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTemplate(Record):
    """What a new case of a kind starts with; a copy is taken on use, so a later change touches no case."""

    name: Annotated[str, Text(200), REQUIRED, SEARCHABLE] = ""
    title: Annotated[str, Text(400)] = ""
    topics: frozenset[Topic] = frozenset()
    instrument: Instrument = Instrument.UNDECIDED
    sector: Sector | None = None
    note: LongNote = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateStep(Record):
    """One line of a template: an action `days` after the opening (negative: before the target), without days a checklist line."""

    template: Annotated[str | None, Ref("CaseTemplate"), REQUIRED] = None
    position: Annotated[str, Text(20), REQUIRED] = ""
    title: Annotated[str, Text(300), REQUIRED, MAY_NAME] = ""
    days: Annotated[int | None, Range(-3650, 3650)] = None
    owner_role: StaffRole | None = None
