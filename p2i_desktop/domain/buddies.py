"""Buddy support plans: an established centre helps a new one, year by year, with needs, milestones and meetings."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Annotated

from p2i_desktop.domain.advice import Topic
from p2i_desktop.domain.record import (
    MAY_NAME,
    PERSONAL,
    REQUIRED,
    SEARCHABLE,
    TODAY,
    LongNote,
    Minutes,
    Note,
    Range,
    Record,
    Ref,
    Text,
    Together,
)

Score = Annotated[int | None, Range(0, 5)]  # 0 = nothing there, 5 = fully there; None = not judged
Rating = Annotated[int | None, Range(1, 5)]  # 1 = worst, 5 = best; None = not said
Share = Annotated[int | None, Range(0, 100)]  # per cent; None = not judged


class PairingStatus(StrEnum):
    """Where the pairing of two centres stands."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    ACTIVE = "active"
    FINISHED = "finished"
    CANCELLED = "cancelled"


class PlanStatus(StrEnum):
    """Where a version of a support plan stands; a version that a later agreed one replaces is superseded."""

    DRAFT = "draft"
    AGREED = "agreed"
    ACTIVE = "active"
    COMPLETED = "completed"
    EVALUATED = "evaluated"
    SUPERSEDED = "superseded"
    TERMINATED = "terminated"


class PlanSide(StrEnum):
    """Which of the two centres owns something."""

    BOTH = "both"
    MENTOR = "mentor"
    NEW = "new"


class SetupTopic(StrEnum):
    """The seven topics of "FAQs when setting up a new competence centre" (P2I, 2019)."""

    REASON = "reason"
    LOCATION = "location"
    MISSION_SCOPE = "mission_scope"
    BUDGET_STAFF = "budget_staff"
    STAKEHOLDERS = "stakeholders"
    TARGET_GROUP = "target_group"
    SERVICES = "services"


class SetupMilestone(StrEnum):
    """The fifteen steps by which the set-up of a centre is followed."""

    REASON_AMBITION = "reason_ambition"
    MANDATE = "mandate"
    LOCATION_HOST = "location_host"
    MISSION_SCOPE = "mission_scope"
    TARGET_GROUP = "target_group"
    STAKEHOLDERS_MAPPED = "stakeholders_mapped"
    MINIMUM_SERVICES = "minimum_services"
    BUDGET_SECURED = "budget_secured"
    STAFF_IN_PLACE = "staff_in_place"
    WEBSITE = "website"
    CREDIBILITY_ACTIONS = "credibility_actions"
    KPIS_EVALUATION = "kpis_evaluation"
    FIRST_SERVICE_DELIVERED = "first_service_delivered"
    LAUNCH = "launch"
    FIRST_ANNUAL_REPORT = "first_annual_report"


class MeasureType(StrEnum):
    """What one centre does for the other; the first six count as meetings."""

    KICK_OFF = "kick_off"
    NEEDS_REVIEW = "needs_review"
    BUDDY_VISIT = "buddy_visit"
    RETURN_VISIT = "return_visit"
    ONLINE_MEETING = "online_meeting"
    EVALUATION = "evaluation"
    JOB_SHADOWING = "job_shadowing"
    SERVICE_DEMO = "service_demo"
    DOCUMENT_TRANSFER = "document_transfer"
    JOINT_EVENT = "joint_event"
    POLICY_INTRODUCTION = "policy_introduction"
    PILOT_SERVICE_SUPPORT = "pilot_service_support"


MEETINGS = frozenset(
    {
        MeasureType.KICK_OFF,
        MeasureType.NEEDS_REVIEW,
        MeasureType.BUDDY_VISIT,
        MeasureType.RETURN_VISIT,
        MeasureType.ONLINE_MEETING,
        MeasureType.EVALUATION,
    }
)


class MeasureStatus(StrEnum):
    """Where a measure stands."""

    PLANNED = "planned"
    CONFIRMED = "confirmed"
    DONE = "done"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class BuddyPairing(Record):
    """A mentor and a new centre in one year of a programme."""

    programme: Annotated[str | None, Ref("Programme"), REQUIRED] = None
    year: Annotated[int | None, Range(1900, 2200), REQUIRED] = None
    mentor: Annotated[str | None, Ref("Centre"), REQUIRED] = None
    new_centre: Annotated[str | None, Ref("Centre"), REQUIRED] = None
    mentor_coordinator: Annotated[str | None, Ref("Contact")] = None
    new_coordinator: Annotated[str | None, Ref("Contact")] = None
    status: PairingStatus = PairingStatus.PROPOSED
    note: LongNote = ""
    source: Annotated[str, Text(300)] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportPlan(Record):
    """One version of the plan of a pairing; its rows are records of their own that name it."""

    pairing: Annotated[str | None, Ref("BuddyPairing"), REQUIRED] = None
    version: Annotated[int, Range(1, 999)] = 1
    replaces: Annotated[str | None, Ref("SupportPlan")] = None
    title: Annotated[str, Text(400), REQUIRED, SEARCHABLE] = ""
    starts: Annotated[date | None, REQUIRED, Together("period")] = None
    ends: Annotated[date | None, REQUIRED, Together("period")] = None
    status: Annotated[PlanStatus, Together("state")] = PlanStatus.DRAFT
    starting_point: Annotated[str, Note(), MAY_NAME, SEARCHABLE] = ""
    summary: Annotated[str, Note(), MAY_NAME, SEARCHABLE] = ""
    agreed_on: Annotated[date | None, Together("state")] = None
    transferability: Annotated[str, Note(), MAY_NAME, SEARCHABLE] = ""
    lessons: Annotated[str, Note(), MAY_NAME, SEARCHABLE] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanNeed(Record):
    """What the new centre needs in one of the seven topics: where it stands and where it wants to be."""

    plan: Annotated[str | None, Ref("SupportPlan"), REQUIRED] = None
    topic: Annotated[SetupTopic, REQUIRED] = SetupTopic.REASON
    description: Annotated[str, Note(), MAY_NAME, SEARCHABLE] = ""
    now: Score = None
    target: Score = None
    now_at_end: Score = None
    priority: Annotated[int, Range(1, 3)] = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanObjective(Record):
    """What the two centres want to reach, and by what they will see it."""

    plan: Annotated[str | None, Ref("SupportPlan"), REQUIRED] = None
    position: Annotated[str, Text(20), REQUIRED] = ""
    need: Annotated[str | None, Ref("PlanNeed")] = None
    text: Annotated[str, Note(), MAY_NAME, REQUIRED, SEARCHABLE] = ""
    indicator: Annotated[str, Text(200)] = ""
    target: Annotated[str, Text(100)] = ""
    reached: Annotated[str, Text(100)] = ""
    judged: Share = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanMilestone(Record):
    """A step of the plan with a day, owned by one side or by both; it may wait for others of the same plan."""

    plan: Annotated[str | None, Ref("SupportPlan"), REQUIRED] = None
    position: Annotated[str, Text(20), REQUIRED] = ""
    title: Annotated[str, Text(400), REQUIRED, SEARCHABLE] = ""
    setup_milestone: SetupMilestone | None = None
    owner_side: PlanSide = PlanSide.BOTH
    owner: Annotated[str, Text(200), PERSONAL] = ""
    starts_on: Annotated[date | None, Together("span")] = None
    due_on: Annotated[date | None, REQUIRED, Together("span")] = None
    done_on: date | None = None
    evidence: Annotated[str, Note(), MAY_NAME, SEARCHABLE] = ""
    progress: Share = None
    depends_on: Annotated[frozenset[str], Ref("PlanMilestone")] = frozenset()
    offset_days: Annotated[int | None, Range(-3660, 36_600)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportMeasure(Record):
    """Something that one centre does for the other: a visit, a meeting, a document; `starts_at` is in the own centre's zone."""

    plan: Annotated[str | None, Ref("SupportPlan"), REQUIRED] = None
    type: Annotated[MeasureType, REQUIRED] = MeasureType.ONLINE_MEETING
    objective: Annotated[str | None, Ref("PlanObjective")] = None
    topic: SetupTopic | None = None
    status: MeasureStatus = MeasureStatus.PLANNED
    planned_on: Annotated[date | None, REQUIRED] = None
    starts_at: time | None = None
    held_on: date | None = None
    online: bool = False
    place: Annotated[str, Text(200)] = ""
    people_mentor: Annotated[int | None, Range(0, 100_000)] = None
    people_new: Annotated[int | None, Range(0, 100_000)] = None
    minutes: Annotated[int | None, Minutes()] = None
    output: Annotated[str, Note(), MAY_NAME, SEARCHABLE] = ""
    protocol: Annotated[str, Note(), MAY_NAME, SEARCHABLE] = ""
    workshop: Annotated[str | None, Ref("Workshop")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRisk(Record):
    """What may go wrong, how likely, how bad, and what is done about it."""

    plan: Annotated[str | None, Ref("SupportPlan"), REQUIRED] = None
    text: Annotated[str, Note(), MAY_NAME, REQUIRED, SEARCHABLE] = ""
    likelihood: Annotated[int, Range(1, 5)] = 3
    impact: Annotated[int, Range(1, 5)] = 3
    response: Annotated[str, Note(), MAY_NAME, SEARCHABLE] = ""
    owner_side: PlanSide = PlanSide.BOTH
    closed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSignature(Record):
    """One side agreed to this very content of a version: `plan_digest` is its SHA-256 in hexadecimal digits."""

    plan: Annotated[str | None, Ref("SupportPlan"), REQUIRED] = None
    side: Annotated[PlanSide, REQUIRED] = PlanSide.MENTOR
    name: Annotated[str, Text(200), PERSONAL, REQUIRED] = ""
    function: Annotated[str, Text(200)] = ""
    signed_on: Annotated[date | None, REQUIRED, TODAY] = None
    plan_version: Annotated[int, Range(1, 999), REQUIRED] = 1
    plan_digest: Annotated[str, Text(64), REQUIRED] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanEvaluation(Record):
    """How one side judges the year at its end."""

    plan: Annotated[str | None, Ref("SupportPlan"), REQUIRED] = None
    side: Annotated[PlanSide, REQUIRED] = PlanSide.MENTOR
    on: Annotated[date | None, REQUIRED, TODAY] = None
    usefulness: Rating = None
    goal_attainment: Rating = None
    cooperation: Rating = None
    transferred_services: frozenset[Topic] = frozenset()
    useful: Annotated[str, Note(), MAY_NAME, SEARCHABLE] = ""
    open_points: Annotated[str, Note(), MAY_NAME, SEARCHABLE] = ""
    next_year: Annotated[str, Note(), MAY_NAME, SEARCHABLE] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetupProgress(Record):
    """How far a centre is with one of the fifteen steps; at most one record for a centre and a step."""

    centre: Annotated[str | None, Ref("Centre"), REQUIRED] = None
    milestone: Annotated[SetupMilestone, REQUIRED] = SetupMilestone.REASON_AMBITION
    planned_on: date | None = None
    done_on: date | None = None
    not_applicable: bool = False
    evidence: LongNote = ""
    source: Annotated[str, Text(200)] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTemplate(Record):
    """What plans of a kind start with; its lines are counted from the plan's first day."""

    name: Annotated[str, Text(200), REQUIRED] = ""
    months: Annotated[int, Range(1, 120)] = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTemplateLine(Record):
    """A milestone, or with a `type` a measure, of a template: due so many days after the plan's start."""

    template: Annotated[str | None, Ref("PlanTemplate"), REQUIRED] = None
    position: Annotated[str, Text(20), REQUIRED] = ""
    title: Annotated[str, Text(400)] = ""
    setup_milestone: SetupMilestone | None = None
    side: PlanSide = PlanSide.BOTH
    type: MeasureType | None = None
    offset_days: Annotated[int, Range(0, 36_600), REQUIRED] = 0
    length_days: Annotated[int | None, Range(0, 36_600)] = None
