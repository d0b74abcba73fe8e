"""Moving the milestones of a plan: what would move with one, what to mind, and the move as one step."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum

from p2i_desktop.domain.buddies import BuddyPairing, PlanMilestone, PlanSide, PlanStatus, SupportPlan
from p2i_desktop.domain.network import Centre
from p2i_desktop.domain.plan_dates import Calendar, Calendars, Mode, Span, shift, span_of, too_early
from p2i_desktop.domain.rules import hard
from p2i_desktop.domain.rules.general import DAYS
from p2i_desktop.services.errors import Missing
from p2i_desktop.services.holiday_words import holiday_names
from p2i_desktop.services.naming import key_of
from p2i_desktop.services.plan_file import counterparts, with_progress
from p2i_desktop.services.plan_rows import examined
from p2i_desktop.services.work import Subject, refuse
from p2i_desktop.storage.numbers import Put
from p2i_desktop.storage.store import Changed

_YEARS_AROUND = 2  # of which holidays are told beside the years of the plan


class Mind(Enum):
    """What to mind about a day."""

    OUTSIDE = "outside"  # before the first or behind the last day of the plan
    HOLIDAY = "holiday"
    WEEKEND = "weekend"
    EARLY = "early"  # begins before what it waits for is done


@dataclass(frozen=True)
class Caution:
    """One thing to mind: the milestone, the day, and the name of the holiday or of what is waited for."""

    kind: Mind
    milestone: str  # its title
    day: date
    name: str = ""
    country: str = ""


@dataclass(frozen=True)
class PlanDays:
    """Which days are off at the two centres of a plan."""

    mentor_country: str = ""
    new_country: str = ""
    mentor: Mapping[date, str] = field(default_factory=dict)  # holiday -> name
    new: Mapping[date, str] = field(default_factory=dict)
    calendars: Calendars = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "calendars", Calendars(Calendar(self.mentor), Calendar(self.new)))

    def holidays(self, day: date, side: PlanSide = PlanSide.BOTH) -> list[tuple[str, str]]:
        """(country, name) of the holidays of a day that a side minds."""
        found = []
        if side is not PlanSide.NEW and day in self.mentor:
            found.append((self.mentor_country, self.mentor[day]))
        if side is not PlanSide.MENTOR and day in self.new and (self.new_country, self.new[day]) not in found:
            found.append((self.new_country, self.new[day]))
        return found


@dataclass(frozen=True)
class Moved:
    """A milestone with its days before and after."""

    milestone: PlanMilestone
    before: Span
    after: Span


@dataclass(frozen=True)
class Preview:
    """What a move would do: the milestone itself, those that move with it by their new days, and what to mind."""

    moved: Moved
    others: tuple[Moved, ...]
    cautions: tuple[Caution, ...]
    mode: Mode


class PlanMoves(Subject):
    """The verbs of moving milestones."""

    def days(self, plan_id: str, more: Collection[int] = ()) -> PlanDays:
        """The holidays of both countries in the years of the plan, some around them, and these years. Missing."""
        plan = self.work.get(SupportPlan, plan_id)
        return self._days(plan, self._milestones(plan), more)

    def preview(
        self, plan_id: str, milestone_id: str, starts_on: date | None, due_on: date, mode: Mode = Mode.MUST
    ) -> Preview:
        """What moving a milestone to these days would do; nothing is written. Missing; Refused beyond the calendar."""
        plan = self.work.get(SupportPlan, plan_id)
        milestones = self._milestones(plan)
        if milestone_id not in {one.id for one in milestones}:
            raise Missing("plan_milestone", milestone_id)
        days = self._days(plan, milestones, (due_on.year, due_on.year + 1))
        return look_ahead(plan, milestones, days, milestone_id, Span(starts_on, due_on), mode)

    def move(
        self, plan_id: str, milestone_id: str, starts_on: date | None, due_on: date, mode: Mode = Mode.MUST
    ) -> Changed:
        """Moves a milestone and those that wait for it, as one step. Refused (H34 in an agreed plan), Missing, Conflict."""
        found = self.preview(plan_id, milestone_id, starts_on, due_on, mode)
        spans = {one.milestone.id: one.after for one in (found.moved, *found.others)}
        stored = self.store.many(PlanMilestone, list(spans))
        rows = [placed(stored[name], span) for name, span in spans.items()]
        changes = [Put(one) for one in examined(self.work, rows)]
        return self.store.apply("move_milestone", changes, args=(key_of(stored[milestone_id]),))

    def _milestones(self, plan: SupportPlan) -> list[PlanMilestone]:
        """As they are shown: in a draft that follows another version, what is done is known there."""
        rows = self.store.find(PlanMilestone, plan=plan.id)
        older = counterparts(self.work, plan) if plan.status is PlanStatus.DRAFT else {}
        return [with_progress(row, older.get(row.id)) for row in rows]

    def _days(self, plan: SupportPlan, milestones: Sequence[PlanMilestone], more: Collection[int]) -> PlanDays:
        known = [day for day in (plan.starts, plan.ends) if day is not None]
        known += [day for one in milestones for day in (one.starts_on, one.due_on, one.done_on) if day is not None]
        first, last = min(known, default=self.work.today()).year, max(known, default=self.work.today()).year
        years = {*range(first - _YEARS_AROUND, last + _YEARS_AROUND + 1), *more}
        wanted = frozenset(year for year in years if DAYS[0].year <= year <= DAYS[1].year)
        pairing = self.store.get(BuddyPairing, plan.pairing or "")
        mentor, new = (
            self.store.get(Centre, key or "") for key in ((pairing.mentor, pairing.new_centre) if pairing else ("", ""))
        )
        texts = self.work.texts
        there, here = (centre.country if centre else "" for centre in (mentor, new))
        return PlanDays(there, here, *(holiday_names(country, wanted, texts) for country in (there, here)))


def look_ahead(
    plan: SupportPlan, milestones: Sequence[PlanMilestone], days: PlanDays, milestone_id: str, to: Span,
    mode: Mode = Mode.MUST,
) -> Preview:  # fmt: skip
    """What moving a milestone would do, from what is known already (a window asks with every move of the mouse); StopIteration
    where the plan does not hold it, Refused beyond the calendar."""
    own = next(one for one in milestones if one.id == milestone_id)
    try:
        spans = shift(milestones, milestone_id, to, days.calendars, mode)
    except OverflowError:
        refuse([hard("range", "due_on", low=DAYS[0], high=DAYS[1])])
        raise
    moved = Moved(own, span_of(own) or to, to)
    by_id = {one.id: one for one in milestones}
    others = [Moved(by_id[name], span_of(by_id[name]) or span, span) for name, span in spans.items()]
    others.sort(key=lambda one: (one.after.first, one.milestone.position, one.milestone.id))
    return Preview(moved, tuple(others), _cautions(plan, milestones, days, moved, others), mode)


def placed(milestone: PlanMilestone, span: Span) -> PlanMilestone:
    """The milestone on other days."""
    return replace(milestone, starts_on=span.starts, due_on=span.due)


def _cautions(
    plan: SupportPlan, milestones: Sequence[PlanMilestone], days: PlanDays, moved: Moved, others: Sequence[Moved]
) -> tuple[Caution, ...]:
    found: list[Caution] = []
    for one in (moved, *others):
        title, side = one.milestone.title, one.milestone.owner_side
        first, due = one.after.first, one.after.due
        if plan.starts and first < plan.starts:
            found.append(Caution(Mind.OUTSIDE, title, first))
        elif plan.ends and due > plan.ends:
            found.append(Caution(Mind.OUTSIDE, title, due))
        for day in dict.fromkeys((first, due)):
            named = days.holidays(day, side)
            found += [Caution(Mind.HOLIDAY, title, day, name, country) for country, name in named]
            if not named and not days.calendars.of(side).works(day):
                found.append(Caution(Mind.WEEKEND, title, day))
    spans = {one.milestone.id: one.after for one in (moved, *others)}
    by_id = {one.id: one for one in milestones}
    for waiting, asked in too_early(milestones, spans):
        end = spans.get(asked) or span_of(by_id[asked])
        if end is not None and (waiting in spans or asked in spans):
            found.append(Caution(Mind.EARLY, by_id[waiting].title, end.due, by_id[asked].title))
    return tuple(found)
