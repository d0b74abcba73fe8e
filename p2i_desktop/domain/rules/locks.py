"""Closed periods: what is dated in one is neither made, changed nor binned (H10) until the period is opened again."""

from collections.abc import Iterable
from datetime import date

from p2i_desktop.domain.advice import Case, Consultation, StaffTime
from p2i_desktop.domain.buddies import (
    PlanEvaluation,
    PlanMilestone,
    PlanNeed,
    SetupProgress,
    SupportMeasure,
    SupportPlan,
)
from p2i_desktop.domain.casework import Feedback
from p2i_desktop.domain.market import Award, AwardSupplier, MarketConsultation, ProcurementProject
from p2i_desktop.domain.network import CentreService, Transition
from p2i_desktop.domain.plans import counts
from p2i_desktop.domain.record import Record, fields_of
from p2i_desktop.domain.reporting import PeriodLock
from p2i_desktop.domain.rules.problem import Around, Closed, Get, Problem, hard
from p2i_desktop.domain.workshops import (
    Attendance,
    EventOrigin,
    EventStatus,
    FeedbackAnswer,
    Participation,
    Workshop,
    WorkshopSession,
)

# The day by which a record counts: it may not lie in a closed period before or after a change.
DAY: dict[type[Record], str] = {
    Consultation: "on",
    StaffTime: "on",
    Transition: "on",
    Award: "awarded_on",
    MarketConsultation: "opens",
}
# Cases and procurements go on for years: only the days themselves are closed, and the whole record once it has ended.
DAYS: dict[type[Record], tuple[str, ...]] = {
    Case: ("opened_on", "closed_on"),
    ProcurementProject: ("started_on",),
    SetupProgress: ("done_on",),
    CentreService: ("since",),
}
# Of plans only what counts: rows of a version in force, or of a plan that was terminated after it was agreed.
OF_PLAN: dict[type[Record], tuple[str, ...]] = {
    SupportMeasure: ("held_on",),
    PlanMilestone: ("due_on", "done_on"),
    PlanEvaluation: ("on",),
}
# Of events what is counted: the rest of a held one may still be written.
OF_WORKSHOP = (WorkshopSession, Participation, Attendance, FeedbackAnswer)
NOT_COUNTED = frozenset(
    {"lessons", "materials", "link", "url", "source", "published_on", "tags", "confidentiality", "venue", "capacity",
     "invited", "registration_until", "title_en", "revision"}
)  # fmt: skip
_CERTIFICATE = frozenset({"certificate_code", "certificate_on", "replaced_code"})
COUNTED = (*DAY, *DAYS, *OF_PLAN, PlanNeed, Feedback, AwardSupplier, Workshop, *OF_WORKSHOP)


def closed(locks: Iterable[PeriodLock]) -> tuple[Closed, ...]:
    """The periods that are closed now."""
    return tuple(
        Closed(lock.starts, lock.ends, lock.locked_on.astimezone().date())
        for lock in locks
        if lock.reopened_on is None and lock.starts and lock.ends and lock.locked_on and lock.deleted_at is None
    )


def locked(before: Record | None, after: Record, periods: Iterable[Closed], get: Get) -> Problem | None:
    """H10 when this change touches a closed period; None when it may be made. `get` finds the record a feedback is about.

    A record that goes to the bin or comes from it is judged as one that stops or begins to count.
    """
    moved = before is None or (before.deleted_at is None) != (after.deleted_at is None)
    states = [state for state in (before, after) if state is not None]
    for period in periods:
        for field, day in _days(states, moved, get):
            if period.holds(day):
                return hard("H10", field, starts=period.starts, ends=period.ends, date=period.since)
    return None


def _days(states: list[Record], moved: bool, get: Get) -> list[tuple[str, date | None]]:
    kind = type(states[0])
    if kind in DAY:
        return [(DAY[kind], getattr(state, DAY[kind])) for state in states]
    if kind is PlanNeed:
        return _gain(states, moved, get)
    if kind in OF_PLAN:
        return _single(states, OF_PLAN[kind], moved) if _in_force(states[-1], get) else []
    if kind in DAYS:
        found = _single(states, DAYS[kind], moved)
        ended = [("closed_on", state.closed_on) for state in states if isinstance(state, Case)]
        return found + ended
    if kind is Workshop:
        return _of_event(states, moved)
    if kind in OF_WORKSHOP:
        return _at_event(states, moved, get)
    if kind is Feedback:
        return [("about", _ended(state, get)) for state in states if isinstance(state, Feedback)]
    if kind is AwardSupplier:
        awards = [get(Award, state.award) for state in states if isinstance(state, AwardSupplier) and state.award]
        return [("award", award.awarded_on) for award in awards if award is not None]
    return []


def _single(states: list[Record], names: tuple[str, ...], moved: bool) -> list[tuple[str, date | None]]:
    """The days of these fields that come, go or change."""
    days = [(name, [getattr(state, name) for state in states]) for name in names]
    return [(name, day) for name, values in days for day in values if moved or len(set(values)) > 1]


def _gain(states: list[Record], moved: bool, get: Get) -> list[tuple[str, date | None]]:
    """What a need gained counts when its plan ends."""
    values = {(state.now, state.now_at_end) for state in states if isinstance(state, PlanNeed)}
    plan = get(SupportPlan, getattr(states[-1], "plan", None) or "")
    changed = plan is not None and counts(plan) and (moved or len(values) > 1)
    return [("now_at_end", plan.ends)] if changed and plan is not None else []


def _in_force(row: Record, get: Get) -> bool:
    """Whether the plan of a row counts."""
    key = getattr(row, "plan", None)
    plan = get(SupportPlan, key) if key else None
    return plan is not None and counts(plan)


def _of_event(states: list[Record], moved: bool) -> list[tuple[str, date | None]]:
    """The first day of an event that counts, before or after, where anything changes that is counted."""
    events = [state for state in states if isinstance(state, Workshop)]
    names = [spec.name for spec in fields_of(Workshop) if spec.name not in NOT_COUNTED]
    same = len({tuple(getattr(event, name) for name in names) for event in events}) == 1
    return [] if same and not moved else [("starts_on", event.starts_on) for event in events if _event_counts(event)]


def _at_event(states: list[Record], moved: bool, get: Get) -> list[tuple[str, date | None]]:
    """What belongs to an event counts by its first day, a certificate by its own."""
    kind = type(states[0])
    names = {spec.name for spec in fields_of(kind)} - _CERTIFICATE
    same = len({tuple(getattr(state, name) for name in names) for state in states}) == 1
    found = _single(states, ("certificate_on",), moved) if kind is Participation else []
    if same and not moved:
        return found
    events = [_event_of(state, get) for state in states]
    days = [("workshop", event.starts_on) for event in events if event is not None and _event_counts(event)]
    return [*found, *days]


def _event_of(record: Record, get: Get) -> Workshop | None:
    """The event that a record belongs to."""
    if isinstance(record, FeedbackAnswer):
        feedback = get(Feedback, record.feedback) if record.feedback else None
        return _event_of(feedback, get) if feedback is not None else None
    if isinstance(record, Attendance):
        person = get(Participation, record.participation) if record.participation else None
        return _event_of(person, get) if person is not None else None
    if isinstance(record, Feedback):
        about = record.about
        return get(Workshop, about.id) if about is not None and about.type == "workshop" else None
    key = getattr(record, "workshop", None)
    return get(Workshop, key) if key else None


def _event_counts(event: Workshop) -> bool:
    held = event.status in (EventStatus.HELD, EventStatus.DOCUMENTED)
    return held and event.origin is not EventOrigin.EXTERNAL


def _ended(feedback: Feedback, get: Get) -> date | None:
    """The day by which a feedback counts: when its case was closed, its event began."""
    about = feedback.about
    if about is not None and about.type == "workshop":
        event = _event_of(feedback, get)
        return event.starts_on if event is not None and _event_counts(event) else None
    case = get(Case, about.id) if about is not None and about.type == "case" else None
    return case.closed_on if case is not None else None


def lock_problems(lock: PeriodLock, around: Around, before: PeriodLock | None) -> list[Problem]:
    """A period that overlaps no other closed one; a reopening says why (H08)."""
    if lock.reopened_on is not None:
        return [] if lock.reopen_reason.strip() else [hard("H08", "reopen_reason")]
    if lock.starts is None or lock.ends is None:
        return []
    for other in around.find(PeriodLock):
        if other.id == lock.id or other.reopened_on is not None or other.starts is None or other.ends is None:
            continue
        if other.starts <= lock.ends and lock.starts <= other.ends:
            return [hard("closed_already", "starts", starts=other.starts, ends=other.ends)]
    return []
