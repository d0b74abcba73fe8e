"""Buddy support as the annual report lists it: pairs, plans, milestones, meetings, set-up, evaluations, services; no person."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

Word = Literal["no_milestones", "not_started", "on_track", "late", "done"]


@dataclass(frozen=True, slots=True)
class PlanLine:
    """The version of a plan that counts, as it stood on the last day of the period.

    `state` and `light` are words; `days_late` of the milestone that is latest, `late_side` who owns it; `broken_off`: it
    keeps what was held and done but is in force no more."""

    id: str
    pair: str  # "AT → PT 2025"
    title: str
    programme: str
    mentor: str
    new_centre: str
    version: int
    status: str
    starts: date
    ends: date
    done: int
    milestones: int
    overdue: int
    word: Word
    state: str
    days_late: int
    late_side: str
    held: int
    planned: int
    minimum: int
    light: str
    broken_off: bool
    of_period: bool  # its year overlaps the period, or something of it lies behind a figure


@dataclass(frozen=True, slots=True)
class PairLine:
    """Two centres in one year of a programme; `plan` is None where none is stored that counts."""

    id: str
    programme: str
    year: int
    mentor: str  # id of the centre
    mentor_name: str
    mentor_code: str
    new_name: str
    new_code: str
    status: str
    source: str
    plan: PlanLine | None


@dataclass(frozen=True, slots=True)
class MilestoneLine:
    """A milestone of a plan of the period; `delay` says in words how late it was or is, "" when it is not."""

    id: str
    pair: str
    title: str
    side: str
    due_on: date
    done_on: date | None
    days_late: int
    delay: str


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting of a plan of the period that was held."""

    id: str
    pair: str
    type: str
    held_on: date
    online: bool
    minutes: int | None
    people_mentor: int | None
    people_new: int | None


@dataclass(frozen=True, slots=True)
class ReadyLine:
    """A centre that is new on the last day of the period: set-up steps done of those that apply; no share where none does."""

    id: str
    code: str
    name: str
    stage: str
    done: int
    base: int
    share: Decimal | None


@dataclass(frozen=True, slots=True)
class EvaluationLine:
    """The closing evaluation of one side that was given in the period; 1 to 5, None = not said."""

    id: str
    pair: str
    side: str
    on: date
    usefulness: int | None
    goal_attainment: int | None
    cooperation: int | None


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """A service taken over in the period."""

    id: str
    centre: str
    service: str
    origin: str
    since: date
    stage: str


@dataclass(frozen=True, slots=True)
class BuddyFacts:
    """Buddy support of a year; `pairs` of all years up to it, by mentor and year, without proposed and cancelled ones."""

    pairs: tuple[PairLine, ...] = ()
    milestones: tuple[MilestoneLine, ...] = ()
    meetings: tuple[MeetingLine, ...] = ()
    ready: tuple[ReadyLine, ...] = ()
    evaluations: tuple[EvaluationLine, ...] = ()
    services: tuple[ServiceLine, ...] = ()

    @property
    def plans(self) -> tuple[PlanLine, ...]:
        """The plans of the period, in the order of the pairs."""
        return tuple(pair.plan for pair in self.pairs if pair.plan is not None and pair.plan.of_period)

    @property
    def nothing(self) -> bool:
        """Whether there is nothing of buddy support to be told."""
        return not (self.pairs or self.ready or self.services or self.evaluations)
