"""The meetings of a support plan: dated, held with their minutes and follow-ups, postponed, called off."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from p2i_desktop.domain.advice import Action
from p2i_desktop.domain.buddies import (
    BuddyPairing,
    MeasureStatus,
    MeasureType,
    PlanMilestone,
    PlanNeed,
    PlanObjective,
    PlanRisk,
    SupportMeasure,
    SupportPlan,
)
from p2i_desktop.domain.network import Programme, Transition
from p2i_desktop.domain.plan_meetings import (
    AgendaPoint,
    agenda,
    day_of,
    is_meeting,
    suggested_days,
    uncovered_needs,
)
from p2i_desktop.domain.record import About, Record, link_id
from p2i_desktop.services.naming import key_of
from p2i_desktop.services.plan_moves import PlanMoves
from p2i_desktop.services.work import Subject
from p2i_desktop.storage.numbers import Put
from p2i_desktop.storage.store import Changed

# Each side visits the other in turn; the type is changed in the list where a meeting is of another kind.
_TURNS = (MeasureType.BUDDY_VISIT, MeasureType.RETURN_VISIT)


@dataclass(frozen=True)
class FollowUp:
    """What somebody does after a meeting, until when: a member of staff (`owner`), or by name a person or the other centre."""

    title: str
    due_on: date
    owner: str | None = None
    other_side: str = ""


class Meetings(Subject):
    """The verbs of meetings; all other measures of a plan take them too."""

    def suggested(self, plan_id: str) -> list[date]:
        """The days on which meetings of the plan year are still to be dated, up to the minimum of the programme: working
        days of both countries. Missing."""
        plan = self.work.get(SupportPlan, plan_id)
        if plan.starts is None or plan.ends is None:
            return []
        today = self.work.today()
        taken = [
            day
            for one in self._meetings(plan.id)
            if (day := day_of(one)) is not None and (one.status is MeasureStatus.DONE or day >= today)
        ]
        calendar = PlanMoves(self.work).days(plan.id).calendars.both
        return suggested_days(plan.starts, plan.ends, self._minimum(plan), taken, today, calendar)

    def plan_missing(self, plan_id: str) -> Changed | None:
        """Dates the meetings that are missing, each side visiting the other in turn, as one step; None when none is
        missing, or no day is left for one. Missing, Refused."""
        days = self.suggested(plan_id)
        if not days:
            return None
        first = sum(one.status is not MeasureStatus.CANCELLED for one in self._meetings(plan_id))
        made = [
            SupportMeasure(plan=plan_id, type=_TURNS[(first + at) % len(_TURNS)], planned_on=day)
            for at, day in enumerate(days)
        ]
        return self._write("meetings_planned", made, about=f"support_plan:{plan_id}")

    def hold(self, measure: SupportMeasure, follow_ups: Sequence[FollowUp] = ()) -> Changed:
        """What was planned took place: the day, who took part, how long, what came of it and the minutes as they stand in
        `measure`, and each follow-up as an action about the plan, as one step. Without a day it was held as planned,
        or today where that still lies ahead. Refused, Conflict, Missing."""
        before = self.work.get(SupportMeasure, measure.id)
        today = self.work.today()
        held_on = measure.held_on or min(measure.planned_on or today, today)
        done = replace(measure, status=MeasureStatus.DONE, held_on=held_on)
        moves = self._moves(before, MeasureStatus.DONE, held_on) if before.status is not MeasureStatus.DONE else []
        return self._write("meeting_held", [done, *moves, *self._actions(done, follow_ups)], key_of(done))

    def follow_up(self, measure_id: str, follow_ups: Sequence[FollowUp]) -> Changed:
        """Adds follow-ups to a meeting, each an action about its plan, as one step. Refused, Missing."""
        measure = self.work.get(SupportMeasure, measure_id)
        return self._write("meeting_follow_ups", self._actions(measure, follow_ups), key_of(measure))

    def follow_ups(self, measure_id: str) -> list[Action]:
        """The actions that came of a meeting, by day; those of the versions before too. Missing."""
        measure = self.work.get(SupportMeasure, measure_id)
        known = set(self.origins(measure))
        found = [one for one in self._actions_of(measure.plan or "") if one.template_key in known]
        return sorted(found, key=lambda one: (one.due_on or date.max, one.id))

    def postpone(self, measure_id: str, to: date | None, reason: str = "") -> Changed:
        """Moves what is planned to another day; without one it waits for a new day and counts as no dated meeting.
        Refused, Missing."""
        before = self.work.get(SupportMeasure, measure_id)
        today = self.work.today()
        moves = []
        if before.status is not MeasureStatus.POSTPONED:
            moves += self._moves(before, MeasureStatus.POSTPONED, today, reason)
        after = replace(before, status=MeasureStatus.POSTPONED)
        if to is not None:
            moves += self._moves(after, MeasureStatus.PLANNED, today)
            after = replace(before, status=MeasureStatus.PLANNED, planned_on=to)
        return self._write("meeting_postponed", [after, *moves], key_of(after))

    def set_status(self, measure_id: str, status: MeasureStatus, reason: str = "") -> Changed:
        """Confirms what is planned, calls it off, or takes it up again after it was postponed. Refused (H09), Missing."""
        before = self.work.get(SupportMeasure, measure_id)
        after = replace(before, status=status)
        label = "meeting_cancelled" if status is MeasureStatus.CANCELLED else "meeting_status"
        return self._write(label, [after, *self._moves(before, status, self.work.today(), reason)], key_of(after))

    def agenda(self, measure_id: str) -> list[AgendaPoint]:
        """What a meeting should talk about, read from the open points of its plan; Missing."""
        measure = self.work.get(SupportMeasure, measure_id)
        plan = self.work.get(SupportPlan, measure.plan or "")
        day = day_of(measure) or measure.planned_on or self.work.today()
        days = [
            (on, one) for one in self._meetings(plan.id) if (on := day_of(one)) is not None and one.id != measure.id
        ]
        until = min((on for on, _ in days if on > day), default=max(plan.ends or day, day))
        last = max(
            ((on, one.id, one) for on, one in days if on <= day and one.status is MeasureStatus.DONE),
            key=lambda pair: pair[:2],
            default=None,
        )
        measures = self.store.find(SupportMeasure, plan=plan.id)
        objectives = {one.id: one.need for one in self.store.find(PlanObjective, plan=plan.id)}
        served = frozenset(need for one in measures if (need := objectives.get(one.objective or "")))
        return agenda(
            min(day, self.work.today()),  # late is what is late now: the head of the plan says the same
            until,
            self.store.find(PlanMilestone, plan=plan.id),
            self._actions_of(plan.id),
            self.store.find(PlanRisk, plan=plan.id),
            uncovered_needs(self.store.find(PlanNeed, plan=plan.id), measures, served),
            last[2].protocol if last is not None else "",
        )

    def origins(self, row: SupportMeasure | PlanMilestone) -> list[str]:
        """The ids of a row of a plan: its own, and those of the rows of the versions before that it is a copy of."""
        return self.lineage(row.plan or "", type(row)).get(row.id, [row.id])

    def lineage(self, plan_id: str, kind: type[Record]) -> dict[str, list[str]]:
        """Row id -> `origins` of it, for all rows of a kind in one version; rows in the bin are known too."""
        found = {row.id: [row.id] for row in self._rows(kind, plan_id)}
        copies = {row_id: row_id for row_id in found}  # id in the version that is looked at -> id here
        seen = {plan_id}
        while (
            (plan := self.store.get(SupportPlan, plan_id)) is not None and plan.replaces and plan.replaces not in seen
        ):
            before: dict[str, str] = {}
            for row in self._rows(kind, plan.replaces):
                own = copies.get(link_id("plan_row", plan.id, row.id))
                if own is not None:
                    found[own].append(row.id)
                    before[row.id] = own
            copies, plan_id = before, plan.replaces
            seen.add(plan_id)
        return found

    def _rows(self, kind: type[Record], plan_id: str) -> list[Record]:
        return [*self.store.find(kind, plan=plan_id), *self.store.find(kind, plan=plan_id, binned=True)]

    # -- parts ---------------------------------------------------------------------------------------------------------
    def _meetings(self, plan_id: str) -> list[SupportMeasure]:
        return [one for one in self.store.find(SupportMeasure, plan=plan_id) if is_meeting(one)]

    def _minimum(self, plan: SupportPlan) -> int:
        pairing = self.store.get(BuddyPairing, plan.pairing or "")
        programme = self.store.get(Programme, (pairing.programme if pairing else None) or "")
        return (programme or Programme()).min_buddy_meetings

    def _actions_of(self, plan_id: str) -> list[Action]:
        """The actions about all versions of a plan."""
        plan = self.work.get(SupportPlan, plan_id)
        versions = self.store.find(SupportPlan, pairing=plan.pairing) if plan.pairing else [plan]
        return [action for one in versions for action in self.store.find(Action, about=About("support_plan", one.id))]

    def _actions(self, measure: SupportMeasure, follow_ups: Iterable[FollowUp]) -> list[Record]:
        return [
            Action(
                about=About("support_plan", measure.plan or ""),
                title=one.title,
                owner=one.owner,
                other_side=one.other_side,
                due_on=one.due_on,
                template_key=measure.id,  # what it was made from, as with actions of a case template
            )
            for one in follow_ups
        ]

    def _moves(self, before: SupportMeasure, status: MeasureStatus, on: date, reason: str = "") -> list[Record]:
        """The move of the status, dated."""
        about = About("support_measure", before.id)
        return [
            Transition(
                about=about, field="status", old=str(before.status), new=str(status), on=on, reason=reason.strip(),
                centre_id=before.centre_id,
            )
        ]  # fmt: skip

    def _write(self, label: str, made: Sequence[Record], about: str) -> Changed:
        records, _ = self.work.examine_all(made)
        return self.store.apply(label, [Put(one) for one in records], args=(about,))
