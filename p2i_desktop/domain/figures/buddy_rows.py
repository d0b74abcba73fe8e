"""What the figures of buddy support read: few columns, filled by the same short read as all others."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple


class PlanRow(NamedTuple):
    """A version of a support plan; neither it nor its pairing is in the bin. `minimum`: meetings a year of its programme."""

    id: str
    pairing: str
    pairing_status: str
    programme: str | None
    mentor: str
    new_centre: str
    year: int
    version: int
    status: str
    starts: date
    ends: date
    agreed: bool  # whether both sides ever agreed to it
    minimum: int


class MeasureRow(NamedTuple):
    """Something that one centre did or will do for the other."""

    id: str
    plan: str
    type: str
    status: str
    planned_on: date
    held_on: date | None


class MilestoneRow(NamedTuple):
    """A step of a plan."""

    id: str
    plan: str
    side: str
    due_on: date
    done_on: date | None


class NeedRow(NamedTuple):
    """What a new centre needs: where it stood and where it stands at the end, 0 to 5."""

    id: str
    plan: str
    now: int | None
    now_at_end: int | None


class EvaluationRow(NamedTuple):
    """How one side judged a plan."""

    id: str
    plan: str
    side: str
    on: date
    usefulness: int | None


class StepRow(NamedTuple):
    """How far a centre is with one of the steps of its set-up."""

    id: str
    centre: str
    milestone: str
    done_on: date | None
    not_applicable: bool


class MemberRow(NamedTuple):
    """A centre that is new in a programme for a time, at most to the last day of the programme."""

    id: str
    centre: str
    valid_from: date
    valid_to: date | None


class ServiceRow(NamedTuple):
    """A service that a centre took over from another one."""

    id: str
    centre: str
    taken_over_from: str
    since: date | None


@dataclass(frozen=True)
class BuddyRows:
    """Read at the same moment as the rows of consultations and cases; none of them is in the bin.

    plans       by first day, then id; all versions
    steps       centre id -> its steps
    new         memberships with the status `new`, of centres that are not in the bin
    """

    plans: tuple[PlanRow, ...] = ()
    measures: tuple[MeasureRow, ...] = ()
    milestones: tuple[MilestoneRow, ...] = ()
    needs: tuple[NeedRow, ...] = ()
    evaluations: tuple[EvaluationRow, ...] = ()
    steps: Mapping[str, tuple[StepRow, ...]] = field(default_factory=dict)
    new: tuple[MemberRow, ...] = ()
    services: tuple[ServiceRow, ...] = ()
