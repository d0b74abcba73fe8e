"""Buddy support behind the figures of a year as a report lists it: plans as they stood on the last day of the period."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from p2i_desktop.domain.buddies import (
    MEETINGS,
    BuddyPairing,
    MeasureStatus,
    PairingStatus,
    PlanEvaluation,
    PlanMilestone,
    SupportMeasure,
    SupportPlan,
)
from p2i_desktop.domain.figures import Scope
from p2i_desktop.domain.figures.buddies import gain, met_minimum, on_time, readiness_of
from p2i_desktop.domain.figures.buddy_rows import PlanRow
from p2i_desktop.domain.network import CentreService, Programme
from p2i_desktop.domain.plans import PlanState, judged_on, state
from p2i_desktop.i18n import Texts
from p2i_desktop.reports.buddy_lines import (
    BuddyFacts,
    EvaluationLine,
    MeetingLine,
    MilestoneLine,
    PairLine,
    PlanLine,
    ReadyLine,
    ServiceLine,
)
from p2i_desktop.reports.facts import Number, Worth
from p2i_desktop.services.centre import CentreFile, CentreVerbs
from p2i_desktop.services.work import Work

_SHOWN = (PairingStatus.CONFIRMED, PairingStatus.ACTIVE, PairingStatus.FINISHED)


@dataclass
class SupportBehind:
    """One year's pairs and plans with the names that a report prints."""

    work: Work
    scope: Scope
    texts: Texts

    @cached_property
    def facts(self) -> BuddyFacts:
        """All lines; the plans of a file without any cost one look."""
        return BuddyFacts(
            self._pairs, self._milestone_lines(), self._meeting_lines(), self._ready(), self._evaluations(), self._services()
        )  # fmt: skip

    # -- names and rows ----------------------------------------------------------------------------------------------
    @property
    def _until(self) -> date:
        return self.scope.period.ends

    @cached_property
    def _centres(self) -> dict[str, CentreFile]:
        return {file.centre.id: file for file in CentreVerbs(self.work).network()}

    def _name(self, centre: str | None, day: date) -> str:
        found = self._centres.get(centre or "")
        return found.name(day, self.texts.language) if found else ""

    def _code(self, centre: str | None) -> str:
        found = self._centres.get(centre or "")
        return found.centre.code if found else ""

    def _pair_of(self, plan: PlanRow) -> str:
        return pair_words(self._code(plan.mentor), self._code(plan.new_centre), plan.year)

    @cached_property
    def _programmes(self) -> dict[str, Programme]:
        wanted = {pairing.programme for pairing in self._pairings if pairing.programme}
        return self.work.store.many(Programme, sorted(wanted))

    @cached_property
    def _pairings(self) -> list[BuddyPairing]:
        """Those of the years up to that of the period, by mentor and year; a plan that counts brings its pair."""
        last = self._until.year
        found = [
            row
            for row in self.work.store.find(BuddyPairing)
            if (row.status in _SHOWN and (row.year or 0) <= last)
            or (row.id in self._of_pairing and self._of_pairing[row.id].id in self._of_period)
        ]
        sort = self.texts.sort_key
        return sorted(
            found, key=lambda row: (sort(self._code(row.mentor)), row.year or 0, sort(self._code(row.new_centre)))
        )

    @cached_property
    def _of_pairing(self) -> dict[str, PlanRow]:
        """The version that counts of each pairing: the one in force, else one that was broken off, the latest first."""
        buddies = self.scope.buddies
        rows = sorted(buddies.kept.values(), key=lambda row: (row.id in buddies.in_force, row.version))
        return {row.pairing: row for row in rows}

    @cached_property
    def _rows(self) -> dict[str, tuple[list[PlanMilestone], list[SupportMeasure]]]:
        """The milestones and measures of the versions that count, by plan."""
        found: dict[str, tuple[list[PlanMilestone], list[SupportMeasure]]] = {
            row.id: ([], []) for row in self._of_pairing.values()
        }
        rows = self.scope.office.rows.buddies
        for at, kind, ids in ((0, PlanMilestone, rows.milestones), (1, SupportMeasure, rows.measures)):
            wanted = [row.id for row in ids if row.plan in found]
            for record in self._many(kind, wanted):
                found[record.plan][at].append(record)
        return found

    def _many(self, kind: type[Any], ids: Iterable[str]) -> list[Any]:
        keys = list(ids)
        known = self.work.store.many(kind, keys)
        return [known[key] for key in keys if key in known]

    # -- pairs and plans -----------------------------------------------------------------------------------------------
    @cached_property
    def _pairs(self) -> tuple[PairLine, ...]:
        return tuple(self._pair(pairing) for pairing in self._pairings)

    @cached_property
    def _plans(self) -> dict[str, SupportPlan]:
        """The versions that count."""
        return self.work.store.many(SupportPlan, sorted(self.scope.buddies.kept))

    def _pair(self, pairing: BuddyPairing) -> PairLine:
        row = self._of_pairing.get(pairing.id)
        year = pairing.year or 0
        day = min(self._until, date(year, 12, 31))
        programme = self._programmes.get(pairing.programme or "")
        return PairLine(
            id=pairing.id, programme=programme.code if programme else "", year=year, mentor=pairing.mentor or "",
            mentor_name=self._name(pairing.mentor, day), mentor_code=self._code(pairing.mentor),
            new_name=self._name(pairing.new_centre, day), new_code=self._code(pairing.new_centre),
            status=self.texts.label(pairing.status), source=pairing.source,
            plan=self._plan(row, self._plans[row.id], programme.code if programme else "") if row else None,
        )  # fmt: skip

    def _plan(self, row: PlanRow, plan: SupportPlan, programme: str) -> PlanLine:
        stands = self._stands(row, plan)
        met, words = stands.meetings, self.texts
        return PlanLine(
            id=row.id, pair=self._pair_of(row), title=plan.title, programme=programme, mentor=self._name(row.mentor, row.starts),
            new_centre=self._name(row.new_centre, row.starts), version=row.version, status=words.label(plan.status),
            starts=row.starts, ends=row.ends, done=stands.done, milestones=stands.total, overdue=stands.overdue,
            word=stands.word.value, state=words.label(stands.word), days_late=stands.days_late,
            late_side=words.label(stands.late_side) if stands.late_side else "", held=met.held, planned=met.planned,
            minimum=met.minimum, light=words.label(met.light), broken_off=row.id not in self.scope.buddies.in_force,
            of_period=row.id in self._of_period,
        )  # fmt: skip

    def _stands(self, row: PlanRow, plan: SupportPlan) -> PlanState:
        """How a plan stood on the last day of the period: what was done or held later was still to come."""
        milestones, measures = self._rows[row.id]
        return state(
            plan, [_then(one, self._until) for one in milestones], [_planned_then(one, self._until) for one in measures],
            minimum=row.minimum, today=self._until, last=None,
        )  # fmt: skip

    @cached_property
    def _of_period(self) -> set[str]:
        buddies = self.scope.buddies
        near = {
            row.id
            for row in buddies.kept.values()
            if row.starts <= self._until and row.ends >= self.scope.period.starts
        }
        near |= {row.plan for row in (*buddies.done, *buddies.due)}
        return near | {row.plan for row in buddies.needs} | {row.plan for row in buddies.evaluations}

    # -- what the plans hold ---------------------------------------------------------------------------------------------
    def _milestone_lines(self) -> tuple[MilestoneLine, ...]:
        wanted = {row.id for row in (*self.scope.buddies.done, *self.scope.buddies.due)}
        rows = [
            row for row in self.scope.office.rows.buddies.milestones if row.id in wanted or row.plan in self._listed
        ]
        records = self.work.store.many(PlanMilestone, [row.id for row in rows])
        lines = [
            self._milestone(records[row.id], self.scope.buddies.kept[row.plan]) for row in rows if row.id in records
        ]
        return tuple(sorted(lines, key=lambda line: (line.pair, line.due_on, line.id)))

    @cached_property
    def _listed(self) -> set[str]:
        return {row.id for row in self._of_pairing.values() if row.id in self._of_period}

    def _milestone(self, record: PlanMilestone, plan: PlanRow) -> MilestoneLine:
        due = record.due_on or plan.ends
        done = record.done_on if record.done_on is not None and record.done_on <= self._until else None
        in_force = plan.id in self.scope.buddies.in_force
        by = judged_on(self._plans[plan.id], self._until)
        late = max(0, ((done or by) - due).days) if done or in_force else 0
        words = self.texts.ngettext("{n} day late", "{n} days late", late) if late else ""
        return MilestoneLine(
            record.id, self._pair_of(plan), record.title, self.texts.label(record.owner_side), due, done, late, words
        )

    def _meeting_lines(self) -> tuple[MeetingLine, ...]:
        """Those of the period, and all of the years of the plans that are listed."""
        rows = [
            row
            for row in self.scope.buddies.meetings
            if row.held_on in self.scope.period or (row.plan in self._listed and row.held_on and row.held_on <= self._until)
        ]  # fmt: skip
        records = self.work.store.many(SupportMeasure, [row.id for row in rows])
        return tuple(
            MeetingLine(
                row.id, self._pair_of(self.scope.buddies.kept[row.plan]), self.texts.label(records[row.id].type), row.held_on,
                records[row.id].online, records[row.id].minutes, records[row.id].people_mentor, records[row.id].people_new,
            )
            for row in rows
            if row.id in records and row.held_on is not None and row.type in MEETINGS
        )  # fmt: skip

    def _ready(self) -> tuple[ReadyLine, ...]:
        lines = []
        for centre in self.scope.buddies.new_centres:
            found, file = self.scope.buddies.readiness(centre), self._centres.get(centre)
            stage = self.texts.label(file.centre.setup_stage) if file else ""
            lines.append(
                ReadyLine(
                    centre, self._code(centre), self._name(centre, self._until), stage, found.done, found.base,
                    readiness_of(self.scope, centre),
                )
            )  # fmt: skip
        sort = self.texts.sort_key
        return tuple(sorted(lines, key=lambda line: (-(line.share or 0), sort(line.name), line.id)))

    def _evaluations(self) -> tuple[EvaluationLine, ...]:
        rows = self.scope.buddies.evaluations
        records = self.work.store.many(PlanEvaluation, [row.id for row in rows])
        lines = []
        for row in rows:
            if (one := records.get(row.id)) is not None:
                pair = self._pair_of(self.scope.buddies.kept[row.plan])
                lines.append(
                    EvaluationLine(
                        row.id, pair, self.texts.label(one.side), row.on, one.usefulness, one.goal_attainment, one.cooperation
                    )
                )  # fmt: skip
        return tuple(sorted(lines, key=lambda line: (line.pair, line.side, line.on, line.id)))

    def _services(self) -> tuple[ServiceLine, ...]:
        rows = self.scope.buddies.services
        records = self.work.store.many(CentreService, [row.id for row in rows])
        return tuple(
            ServiceLine(
                row.id, self._name(row.centre, row.since), one.name or self.texts.label(one.service),
                self._name(row.taken_over_from, row.since), row.since, self.texts.label(one.stage),
            )
            for row in rows
            if row.since is not None and (one := records.get(row.id)) is not None
        )  # fmt: skip

    # -- what each record adds -------------------------------------------------------------------------------------------
    def worth(self, code: str, kind: str, key: str) -> Worth | None:
        """What a record of buddy support adds to a figure; None for records of other types."""
        if not code.startswith("BUD-"):
            return None
        value, on = self._worths[kind, code.partition(".")[0], key]
        return Worth(kind, key, value, on)

    @cached_property
    def _worths(self) -> dict[tuple[str, str, str], tuple[Number, date | None]]:
        """(type, indicator, id) -> what it adds, and its day."""
        buddies = self.scope.buddies
        found: dict[tuple[str, str, str], tuple[Number, date | None]] = {}
        found |= {("support_measure", "BUD-01", row.id): (1, row.held_on) for row in buddies.meetings}
        found |= {
            ("support_plan", "BUD-02", row.id): (int(met_minimum(self.scope, row)), row.starts) for row in buddies.plans
        }
        found |= {("plan_milestone", "BUD-03", row.id): (1, row.done_on) for row in buddies.done}
        found |= {("plan_milestone", "BUD-04", row.id): (int(on_time(row)), row.due_on) for row in buddies.due}
        ready = {key: readiness_of(self.scope, key) for key in buddies.new_centres}
        found |= {("centre", "BUD-05", key): ((share or Decimal(0)) / 100, None) for key, share in ready.items()}
        found |= {("plan_need", "BUD-06", row.id): (gain(row) or 0, None) for row in buddies.needs}
        found |= {("centre_service", "BUD-07", row.id): (1, row.since) for row in buddies.services}
        found |= {("plan_evaluation", "BUD-08", row.id): (row.usefulness or 0, row.on) for row in buddies.evaluations}
        return found


def pair_words(mentor: str, new_centre: str, year: int) -> str:
    """A pair as people call it: `AT → PT 2018`."""
    return f"{mentor} → {new_centre} {year}"


def _then(one: PlanMilestone, day: date) -> PlanMilestone:
    return one if one.done_on is None or one.done_on <= day else replace(one, done_on=None)


def _planned_then(one: SupportMeasure, day: date) -> SupportMeasure:
    if one.held_on is None or one.held_on <= day:
        return one
    return replace(one, status=MeasureStatus.PLANNED, planned_on=one.held_on, held_on=None)
