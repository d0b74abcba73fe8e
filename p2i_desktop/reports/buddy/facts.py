"""What the papers about support plans are made from: records and words of the report language, no database behind them."""

from dataclasses import dataclass
from datetime import date

from p2i_desktop.domain.advice import Action
from p2i_desktop.domain.buddies import (
    BuddyPairing,
    PlanEvaluation,
    PlanMilestone,
    PlanNeed,
    PlanObjective,
    PlanRisk,
    PlanSide,
    PlanSignature,
    PlanStatus,
    SetupProgress,
    SupportMeasure,
    SupportPlan,
)
from p2i_desktop.domain.network import Programme
from p2i_desktop.domain.plan_meetings import AgendaPoint
from p2i_desktop.domain.plans import PlanState
from p2i_desktop.reports.framing import Frame, Framed


@dataclass(frozen=True, slots=True)
class Party:
    """One of the two centres, with the name that it bore in the year of the plan."""

    code: str
    name: str
    coordinator: str


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Something that was agreed to be done: for the plan, or after one of its meetings."""

    action: Action
    owner: str  # a member of staff or somebody of the other side
    meeting: str = ""  # id of the measure after which it was agreed


@dataclass(frozen=True, slots=True)
class PlanFacts(Framed):
    """One version of a plan with its rows, as they are printed; with `anonymised` nobody is named in them any more."""

    frame: Frame
    key: str
    pairing: BuddyPairing
    programme: Programme | None
    mentor: Party
    new: Party
    plan: SupportPlan
    state: PlanState
    content_digest: str
    needs: tuple[PlanNeed, ...]
    objectives: tuple[PlanObjective, ...]
    milestones: tuple[PlanMilestone, ...]
    measures: tuple[SupportMeasure, ...]
    risks: tuple[PlanRisk, ...]
    signatures: tuple[PlanSignature, ...]
    evaluations: tuple[PlanEvaluation, ...]
    setup: tuple[SetupProgress, ...]
    follow_ups: tuple[FollowUp, ...]
    annexes: bool = True
    meeting: SupportMeasure | None = None  # whose minutes are wanted
    agenda: tuple[AgendaPoint, ...] = ()  # of a meeting that is still to be held

    @property
    def is_draft(self) -> bool:
        """Whether it is marked as a draft."""
        return self.plan.status is PlanStatus.DRAFT

    def party(self, side: PlanSide) -> Party:
        """The centre of a side; KeyError for both."""
        return {PlanSide.MENTOR: self.mentor, PlanSide.NEW: self.new}[side]

    def signed(self, side: PlanSide) -> PlanSignature | None:
        """The latest signature of a side, whatever it was given to."""
        found = [one for one in self.signatures if one.side is side]
        return max(found, key=lambda one: (one.plan_version, one.signed_on or date.min, one.id), default=None)

    def holds(self, signature: PlanSignature) -> bool:
        """Whether a signature was given to just this content."""
        return signature.plan_version == self.plan.version and signature.plan_digest == self.content_digest

    def evaluation(self, side: PlanSide) -> PlanEvaluation | None:
        """What one side said at the end."""
        return next((one for one in self.evaluations if one.side is side), None)


@dataclass(frozen=True, slots=True)
class PairFacts:
    """A pair of centres in a year: one cell of the matrix; `facts` is its plan, None where there is none."""

    pairing: BuddyPairing
    mentor: Party
    new: Party
    programme: Programme | None
    facts: PlanFacts | None


@dataclass(frozen=True, slots=True)
class ProgressFacts(Framed):
    """How plans stand: of one plan, or (no `single`) of all pairs, those with a plan in `year` told one by one (0: all)."""

    frame: Frame
    pairs: tuple[PairFacts, ...]  # of the matrix: all years
    plans: tuple[PlanFacts, ...]  # by key
    year: int = 0
    single: bool = False
