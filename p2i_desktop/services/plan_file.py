"""Everything about one version of a support plan, gathered for its window and its papers, and how plans stand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from p2i_desktop.domain.advice import Action, Consultation
from p2i_desktop.domain.buddies import (
    BuddyPairing,
    MeasureStatus,
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
from p2i_desktop.domain.knowledge import Attachment
from p2i_desktop.domain.network import Centre, CentreName, Programme, Transition
from p2i_desktop.domain.parties import Contact
from p2i_desktop.domain.plans import (
    CONTENT,
    IN_FORCE,
    PROGRESS,
    ROWS,
    Light,
    PlanState,
    content_digest,
    is_agreed_row,
    last_progress,
    state,
)
from p2i_desktop.domain.record import About, Record
from p2i_desktop.domain.rules import Problem, warning
from p2i_desktop.domain.rules.buddies import PLAN, unsigned
from p2i_desktop.domain.rules.plan_content import copy_id, kept, plan_in_force
from p2i_desktop.domain.rules.plan_rows import measure_warnings, milestone_warnings
from p2i_desktop.services.confidential import sees
from p2i_desktop.services.setup_list import setup_rows
from p2i_desktop.services.work import Work
from p2i_desktop.storage import plan_days, plan_parts

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class PlanFile:
    """One version of a plan with its rows and with what names any version of its pair; `setup` has all fifteen steps.

    `counterpart`: of a draft, row id -> id of the same row in the version that it replaces; these rows show the progress
    of that version. `problems` are warnings of the plan as a whole, `row_problems` those of rows by their id.
    """

    key: str
    plan: SupportPlan
    pairing: BuddyPairing
    programme: Programme
    mentor: Centre
    new_centre: Centre
    mentor_name: str
    new_name: str
    mentor_coordinator: Contact | None
    new_coordinator: Contact | None
    versions: list[SupportPlan]
    counterpart: dict[str, str]
    needs: list[PlanNeed]
    objectives: list[PlanObjective]
    milestones: list[PlanMilestone]
    measures: list[SupportMeasure]
    risks: list[PlanRisk]
    signatures: list[PlanSignature]
    evaluations: list[PlanEvaluation]
    setup: list[SetupProgress]
    exchange: list[Consultation]
    actions: list[Action]
    attachments: list[Attachment]
    transitions: list[Transition]
    state: PlanState
    problems: list[Problem]
    row_problems: dict[str, list[Problem]]
    digest: str
    unsigned: tuple[PlanSide, ...]  # sides that have not signed this very content

    @property
    def editable(self) -> bool:
        """Whether what is agreed may be changed: a draft."""
        return self.plan.status is PlanStatus.DRAFT

    @property
    def in_force(self) -> bool:
        return self.plan.status in IN_FORCE

    @property
    def rows(self) -> list[Record]:
        """All rows of this version."""
        return [*self.needs, *self.objectives, *self.milestones, *self.measures, *self.risks]


def rows_of(work: Work, plan_id: str) -> list[Record]:
    """The rows of a version as they are stored, type by type."""
    return [row for kind in ROWS for row in work.store.find(kind, plan=plan_id)]


def digest_of(work: Work, plan: SupportPlan) -> str:
    """The digest of a version as it is stored now."""
    return content_digest(plan, rows_of(work, plan.id))


def versions_of(work: Work, pairing_id: str | None) -> list[SupportPlan]:
    """The versions of the plan of a pair, the latest first."""
    found = work.store.find(SupportPlan, pairing=pairing_id) if pairing_id else []
    return sorted(found, key=lambda plan: (-plan.version, plan.id))


def next_version(work: Work, pairing_id: str) -> int:
    """The number of the next version of a pair; those that were put into the bin keep theirs."""
    binned = work.store.find(SupportPlan, binned=True, pairing=pairing_id)
    undone = work.store.undone(SupportPlan) if binned else frozenset()
    known = [*versions_of(work, pairing_id), *(one for one in binned if one.id not in undone)]
    return max((one.version for one in known), default=0) + 1


def kept_out(work: Work, record: Record) -> Problem | None:
    """Why a version or a row of one does not come out of the bin: the plan was agreed without the row, or another version
    is in force by now; None for everything else."""
    if isinstance(record, SupportPlan):
        others = versions_of(work, record.pairing) if record.status in IN_FORCE else []
        rival = next((one for one in others if one.status in IN_FORCE and one.id != record.id), None)
        return plan_in_force(rival) if rival is not None else None
    plan_id = getattr(record, "plan", None) if type(record) in ROWS and is_agreed_row(record) else None
    plan = work.store.get(SupportPlan, plan_id) if plan_id else None
    if plan is None or plan.status is PlanStatus.DRAFT:
        return None
    return kept(plan, CONTENT[type(record)][0])


def standing(versions: Sequence[SupportPlan]) -> SupportPlan | None:
    """The version that stands for a pair: the one in force, else the latest; of versions latest first."""
    return next((one for one in versions if one.status in IN_FORCE), None) or next(iter(versions), None)


def key_for(mentor: Centre, new_centre: Centre, year: int | None) -> str:
    """What people call the plan of a pair: `AT-PT-2018`."""
    return f"{mentor.code}-{new_centre.code}-{year or 0}"


def plan_file(work: Work, plan: SupportPlan) -> PlanFile:
    """Gathers one version; Missing when its pair or a centre of it is gone."""
    pairing = work.get(BuddyPairing, plan.pairing or "")
    programme = work.get(Programme, pairing.programme or "")
    mentor, new_centre = work.get(Centre, pairing.mentor or ""), work.get(Centre, pairing.new_centre or "")
    versions = versions_of(work, pairing.id)
    stored = {kind: _find(work, kind, plan.id) for kind in ROWS}
    digest = content_digest(plan, (row for rows in stored.values() for row in rows))
    rows, counterpart = _rows_shown(work, plan, stored)
    signatures = _find(work, PlanSignature, plan.id)
    hanging = _hanging(work, versions)
    milestones = sorted(rows[PlanMilestone], key=_place)
    measures = sorted(rows[SupportMeasure], key=lambda one: (one.held_on or one.planned_on or date.max, one.id))
    said = sorted(_find(work, PlanEvaluation, plan.id), key=lambda one: (one.side, one.id))
    stands = _stands(work, plan, versions, milestones, measures, said, programme.min_buddy_meetings)
    objectives = sorted(rows[PlanObjective], key=_place)
    return PlanFile(
        key=key_for(mentor, new_centre, pairing.year),
        plan=plan,
        pairing=pairing,
        programme=programme,
        mentor=mentor,
        new_centre=new_centre,
        mentor_name=name_in(work, mentor, plan.starts),
        new_name=name_in(work, new_centre, plan.starts),
        mentor_coordinator=_contact(work, pairing.mentor_coordinator),
        new_coordinator=_contact(work, pairing.new_coordinator),
        versions=versions,
        counterpart=counterpart,
        needs=sorted(rows[PlanNeed], key=lambda one: (_TOPICS.index(one.topic), one.priority, one.id)),
        objectives=objectives,
        milestones=milestones,
        measures=measures,
        risks=sorted(rows[PlanRisk], key=lambda one: (-one.likelihood * one.impact, one.id)),
        signatures=sorted(signatures, key=lambda one: (one.side, one.id)),
        evaluations=said,
        setup=setup_rows(work, new_centre.id),
        exchange=hanging[0],
        actions=hanging[1],
        attachments=hanging[2],
        transitions=_moves(work, versions),
        state=stands,
        problems=_plan_warnings(work, plan, stands, objectives, measures),
        row_problems=_row_warnings(plan, milestones, measures, work.today()),
        digest=digest,
        unsigned=unsigned(plan, signatures, digest),
    )


_TOPICS = list(type(PlanNeed().topic))


def _find(work: Work, kind: type[R], plan_id: str) -> list[R]:
    return work.store.find(kind, plan=plan_id)


def _place(row: Any) -> tuple[str, str]:
    return row.position, row.id


def _contact(work: Work, contact_id: str | None) -> Contact | None:
    found = work.store.get(Contact, contact_id) if contact_id else None
    return found if found is not None and found.deleted_at is None else None


def counterparts(work: Work, plan: SupportPlan) -> dict[str, Record]:
    """Row id in this version -> the row of the version that it replaces, as that one stands now."""
    if not plan.replaces:
        return {}
    return {copy_id(plan.id, row.id): row for row in rows_of(work, plan.replaces)}


def with_progress(row: R, older: Record | None) -> R:
    """The row with the progress of its counterpart in the version that is in force; itself where there is none."""
    if older is None or type(older) is not type(row):
        return row
    values: dict[str, Any] = {name: getattr(older, name) for name in PROGRESS[type(row)]}
    return replace(row, **values)


def _rows_shown(
    work: Work, plan: SupportPlan, stored: dict[type[Record], list[Any]]
) -> tuple[dict[type[Record], list[Any]], dict[str, str]]:
    """(the rows, in a draft with the progress of the version in force; row id -> id of its counterpart there)."""
    older = counterparts(work, plan) if plan.status is PlanStatus.DRAFT else {}
    known = {row.id: older[row.id].id for rows in stored.values() for row in rows if row.id in older}
    if not known:
        return stored, known
    return {kind: [with_progress(row, older.get(row.id)) for row in rows] for kind, rows in stored.items()}, known


def _hanging(work: Work, versions: Sequence[SupportPlan]) -> tuple[list[Consultation], list[Action], list[Attachment]]:
    """What names any of the versions or a row of theirs, as far as the person at work may see it."""
    talks = [one for plan in versions for one in work.store.find(Consultation, plan=plan.id) if sees(work, one)]
    talks.sort(key=lambda one: (one.on or date.min, one.id), reverse=True)
    keys = [plan.id for plan in versions]
    with work.store.connection() as connection:
        of_actions = plan_parts.about_plans(connection, "action", keys)
        of_files = plan_parts.about_plans(connection, "attachment", keys)
    actions = sorted(work.store.many(Action, of_actions).values(), key=lambda one: (one.due_on or date.max, one.id))
    files = work.store.many(Attachment, of_files).values()
    return talks, actions, sorted(files, key=lambda one: (one.added_on or date.min, one.id), reverse=True)


def _stands(
    work: Work,
    plan: SupportPlan,
    versions: Sequence[SupportPlan],
    milestones: Sequence[PlanMilestone],
    measures: Sequence[SupportMeasure],
    said: Sequence[PlanEvaluation],
    minimum: int,
) -> PlanState:
    """How the version stands today, with what happened around any version of its pair."""
    today = work.today()
    with work.store.connection() as connection:
        around = plan_days.last_days(connection, [one.id for one in versions], today)
    last = last_progress(plan, milestones, measures, [*around.values(), *(one.on for one in said)], today)
    return state(plan, milestones, measures, minimum=minimum, today=today, last=last)


def _moves(work: Work, versions: Iterable[SupportPlan]) -> list[Transition]:
    moves = [move for plan in versions for move in work.store.find(Transition, about=About(PLAN, plan.id))]
    return sorted(moves, key=lambda move: (move.on or date.min, move.id))


def _plan_warnings(
    work: Work,
    plan: SupportPlan,
    stands: PlanState,
    objectives: Sequence[PlanObjective],
    measures: Iterable[SupportMeasure],
) -> list[Problem]:
    """The warnings of the plan itself, W21 (the light is red) and W23 (no measure serves an objective)."""
    found = [problem for problem in work.examine(plan)[1] if not problem.hard]
    held = stands.meetings
    if plan.status in IN_FORCE and held.light is Light.RED:
        found.append(warning("W21", "status", held=held.held, min=held.minimum, planned=held.planned))
    served = {one.objective for one in measures if one.status is not MeasureStatus.CANCELLED}
    for number, objective in enumerate(objectives, 1):
        if objective.id not in served:
            found.append(warning("W23_objective", "objective", n=number))
    return found


def _row_warnings(
    plan: SupportPlan, milestones: Iterable[PlanMilestone], measures: Iterable[SupportMeasure], today: date
) -> dict[str, list[Problem]]:
    found = {one.id: list(milestone_warnings(one, plan, today)) for one in milestones}
    found |= {one.id: list(measure_warnings(one, plan)) for one in measures}
    return {key: problems for key, problems in found.items() if problems}


def name_in(work: Work, centre: Centre, day: date | None) -> str:
    """The name that a centre bore on a day (today), in its own language first; without one its code."""
    return name_among(centre, work.store.find(CentreName, centre=centre.id), day or work.today())


def name_among(centre: Centre, known: Sequence[CentreName], on: date) -> str:
    """The same among the names of a centre that were read already."""
    names = sorted(known, key=lambda one: one.language != centre.language)
    held = [one for one in names if (one.valid_from or date.min) <= on <= (one.valid_to or date.max)]
    return next((one.name for one in (*held, *names)), centre.code)
