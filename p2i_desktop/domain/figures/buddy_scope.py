"""Buddy support seen from one period: which plans count, what was held and done, and how ready the new centres are."""

from functools import cached_property

from p2i_desktop.domain.buddies import MEETINGS, MeasureStatus, PairingStatus, PlanStatus
from p2i_desktop.domain.figures.buddy_rows import (
    BuddyRows,
    EvaluationRow,
    MeasureRow,
    MilestoneRow,
    NeedRow,
    PlanRow,
    ServiceRow,
)
from p2i_desktop.domain.figures.period import Period
from p2i_desktop.domain.plans import IN_FORCE, Readiness, readiness


class BuddyScope:
    """The support plans of one period. Only the version in force counts; a plan that was broken off, or whose pairing was
    cancelled, keeps what was held and done but is in force no more."""

    def __init__(self, rows: BuddyRows, period: Period) -> None:
        self.rows = rows
        self.period = period

    @cached_property
    def in_force(self) -> dict[str, PlanRow]:
        """The versions in force, whatever their year."""
        return {
            row.id: row
            for row in self.rows.plans
            if row.status in IN_FORCE and row.pairing_status != PairingStatus.CANCELLED
        }

    @cached_property
    def kept(self) -> dict[str, PlanRow]:
        """The same and the agreed plans that were broken off: what was held and done in them stays held and done."""
        return {row.id: row for row in self.rows.plans if row.status in IN_FORCE or _broken_off(row)}

    @cached_property
    def plans(self) -> list[PlanRow]:
        """The plans in force whose year overlaps the period."""
        return [
            row for row in self.in_force.values() if row.starts <= self.period.ends and row.ends >= self.period.starts
        ]

    @cached_property
    def meetings(self) -> list[MeasureRow]:
        """The meetings that were held in their plan's year, whatever the period (N14)."""
        return [row for row in self.rows.measures if _held(row) and self._in_year(row)]

    def _in_year(self, row: MeasureRow) -> bool:
        plan = self.kept.get(row.plan)
        return plan is not None and row.held_on is not None and plan.starts <= row.held_on <= plan.ends

    def held(self, plan: str) -> list[MeasureRow]:
        """The meetings of a plan's year up to the end of the period."""
        return [row for row in self.meetings if row.plan == plan and row.held_on and row.held_on <= self.period.ends]

    @cached_property
    def done(self) -> list[MilestoneRow]:
        """The milestones done in the period."""
        return [row for row in self.rows.milestones if row.plan in self.kept and row.done_on in self.period]

    @cached_property
    def due(self) -> list[MilestoneRow]:
        """The milestones of plans in force that were due in the period."""
        return [row for row in self.rows.milestones if row.plan in self.in_force and row.due_on in self.period]

    @cached_property
    def needs(self) -> list[NeedRow]:
        """The needs of the plans in force that end in the period."""
        ending = {key for key, plan in self.in_force.items() if plan.ends in self.period}
        return [row for row in self.rows.needs if row.plan in ending]

    @cached_property
    def evaluations(self) -> list[EvaluationRow]:
        """The evaluations of plans in force that were given in the period."""
        return [row for row in self.rows.evaluations if row.plan in self.in_force and row.on in self.period]

    @cached_property
    def services(self) -> list[ServiceRow]:
        """The services that were taken over in the period."""
        return [row for row in self.rows.services if row.since in self.period]

    @cached_property
    def new_centres(self) -> list[str]:
        """The centres that are new in a programme on the last day of the period."""
        last = self.period.ends
        found = (
            row.centre
            for row in self.rows.new
            if row.valid_from <= last and (row.valid_to is None or last <= row.valid_to)
        )
        return list(dict.fromkeys(found))

    def readiness(self, centre: str) -> Readiness:
        """How far a centre was with its set-up on the last day of the period (N18)."""
        return readiness(
            row if row.done_on is None or row.done_on <= self.period.ends else row._replace(done_on=None)
            for row in self.rows.steps.get(centre, ())
        )


def _broken_off(row: PlanRow) -> bool:
    return row.status == PlanStatus.TERMINATED and row.agreed


def _held(row: MeasureRow) -> bool:
    return row.type in MEETINGS and row.status == MeasureStatus.DONE
