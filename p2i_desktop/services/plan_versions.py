"""From a draft to its end: signed by both sides, agreed, carried out, judged, terminated; changed only by a later version."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from p2i_desktop.domain.buddies import (
    BuddyPairing,
    MeasureStatus,
    PairingStatus,
    PlanEvaluation,
    PlanMilestone,
    PlanSide,
    PlanSignature,
    PlanStatus,
    SupportMeasure,
    SupportPlan,
)
from p2i_desktop.domain.network import Transition
from p2i_desktop.domain.plans import IN_FORCE, NOTES, PROGRESS, RUNNING, content_digest, counts, is_agreed_row
from p2i_desktop.domain.record import About, Record, link_id
from p2i_desktop.domain.rules import hard
from p2i_desktop.domain.rules.buddies import PLAN
from p2i_desktop.domain.rules.plan_content import copy_id, is_done, kept, plan_in_force
from p2i_desktop.services.plan_file import digest_of, rows_of, versions_of, with_progress
from p2i_desktop.services.plan_rows import PlanRowVerbs, examined
from p2i_desktop.services.work import refuse
from p2i_desktop.storage.numbers import Put
from p2i_desktop.storage.store import Changed

R = TypeVar("R", bound=Record)
PAIR = "buddy_pairing"
_TO_ACTIVE = (PairingStatus.PROPOSED, PairingStatus.CONFIRMED, PairingStatus.ACTIVE)


@dataclass(frozen=True)
class Made:
    """A version that was made: the step and its id."""

    changed: Changed
    plan_id: str


class VersionVerbs(PlanRowVerbs):
    """The verbs of versions and their status; each move writes a Transition with its day."""

    def sign(
        self, plan_id: str, side: PlanSide, name: str, function: str = "", on: date | None = None, seen: str = ""
    ) -> Changed:
        """One side signs the draft as it stands now; signed again, the new signature takes the place of its old one.
        `seen`: digest of what the signers have before them; refused where the plan is another one by now."""
        plan = self.plan(plan_id)
        refuse([kept(plan, "signed_on")] if plan.status is not PlanStatus.DRAFT else [])
        if seen and seen != digest_of(self.work, plan):
            refuse([hard("plan_changed", "signed_on")])
        restored = self._restored(plan)
        key = link_id("plan_signature", plan.id, side)
        old = self.store.get(PlanSignature, key)
        signature = replace(
            old or PlanSignature(id=key),
            deleted_at=None, plan=plan.id, side=side, name=name, function=function, signed_on=on or self.work.today(),
            plan_version=plan.version, plan_digest=content_digest(plan, [*rows_of(self.work, plan.id), *restored]),
        )  # fmt: skip
        return self._write("sign_plan", plan, [signature, *restored])

    def agree(self, plan_id: str, on: date | None = None) -> Changed:
        """The draft is agreed: both sides have signed it as it stands (H33). It takes over the progress of the version
        in force, which is superseded, and where that one was active; the pair is active with its first agreed plan."""
        plan = self.plan(plan_id)
        old, day = self._in_force(plan), on or self._signed_on(plan)
        agreed = replace(_with_notes(plan, old), status=PlanStatus.AGREED, agreed_on=day)
        made: list[Record] = [agreed, move_of(plan, PlanStatus.AGREED, day)]
        carried: list[Record] = []
        if old is not None:
            carried = self._carried(plan, old)
            made += [replace(old, status=PlanStatus.SUPERSEDED), move_of(old, PlanStatus.SUPERSEDED, day)]
            if old.status is PlanStatus.ACTIVE:
                made.append(move_of(agreed, PlanStatus.ACTIVE, day))
        pairing = self.work.get(BuddyPairing, plan.pairing or "")
        first = next(iter(_hops(pairing.status)), None)
        if first is not None:
            made += [replace(pairing, status=first), *_pair_moves(pairing, day)]
        same = {row.id for row in carried}
        judged = examined(self.work, in_turn([*made, *carried]), same)
        puts = [Put(_last_of(one, old, pairing)) for one in judged]
        self._same_counted_days(plan, old, carried)
        with self.work.counted_before(same):
            return self.store.apply("agree_plan", puts, args=(_key(plan.id),))

    def activate(self, plan_id: str, on: date | None = None) -> Changed:
        """The agreed plan begins."""
        return self._move("activate_plan", plan_id, PlanStatus.ACTIVE, on)

    def complete(self, plan_id: str, on: date | None = None) -> Changed:
        """The plan year is over; a later version that is still a draft is agreed or thrown away before."""
        drafts = [one for one in versions_of(self.work, self.plan(plan_id).pairing) if one.replaces == plan_id]
        open_ones = [one for one in drafts if one.status is PlanStatus.DRAFT]
        refuse([hard("plan_has_draft", "status", n=open_ones[0].version)] if open_ones else [])
        return self._move("complete_plan", plan_id, PlanStatus.COMPLETED, on)

    def save_evaluation(
        self, evaluation: PlanEvaluation, draft: tuple[str, str] | None = None, stay: str = ""
    ) -> Changed:
        """Saves how one side judges the year; a new one takes the id of its plan and side, so that there is one of each."""
        plan = self.plan(evaluation.plan or "")
        known = self.store.find(PlanEvaluation, plan=plan.id, side=evaluation.side)
        if evaluation.revision == 0 and not known:
            evaluation = self._again(replace(evaluation, id=link_id("plan_evaluation", plan.id, evaluation.side)))
        records = examined(self.work, [evaluation])
        changes = [Put(one) for one in records]
        return self.store.apply("save_plan_evaluation", changes, args=(_key(plan.id),), stay=stay, drop_draft=draft)

    def evaluate(self, plan_id: str, on: date | None = None) -> Changed:
        """Both sides have judged the completed plan; its pair is finished."""
        plan, day = self.plan(plan_id), on or self.work.today()
        pairing = self.work.get(BuddyPairing, plan.pairing or "")
        made: list[Record] = [replace(plan, status=PlanStatus.EVALUATED), move_of(plan, PlanStatus.EVALUATED, day)]
        if pairing.status is PairingStatus.ACTIVE:
            made += [replace(pairing, status=PairingStatus.FINISHED), _pair_move(pairing, PairingStatus.FINISHED, day)]
        return self._write("evaluate_plan", plan, made)

    def terminate(self, plan_id: str, reason: str, on: date | None = None) -> Changed:
        """The plan ends early, with its reason (H08); a later version that is still a draft ends with it."""
        plan, day = self.plan(plan_id), on or self.work.today()
        ended = [plan]
        ended += [
            one
            for one in versions_of(self.work, plan.pairing)
            if one.replaces == plan.id and one.status is PlanStatus.DRAFT
        ]
        made: list[Record] = []
        for one in ended:
            terminated = replace(one, status=PlanStatus.TERMINATED)
            made += [terminated, move_of(one, PlanStatus.TERMINATED, day, reason)]
        return self._write("terminate_plan", plan, made)

    def start_version(self, plan_id: str) -> Made:
        """Copies an agreed or active version and its rows as the next one, a draft; where there is a draft already, that
        one. Refused for a plan that is over."""
        plan = self.plan(plan_id)
        refuse([kept(plan, "status")] if plan.status not in RUNNING else [])
        versions = versions_of(self.work, plan.pairing)
        draft = next((one for one in versions if one.status is PlanStatus.DRAFT and one.replaces == plan.id), None)
        if draft is not None:
            return Made(Changed("", "start_plan_version", {}), draft.id)
        number = max(one.version for one in versions) + 1
        # Two computers that start the same version make the same one; after an undo it is made on what lies in the bin.
        blank: dict[str, Any] = dict.fromkeys(NOTES, "")
        new = replace(
            plan, id=link_id("plan_version", plan.id, str(number)), revision=0, version=number, replaces=plan.id,
            status=PlanStatus.DRAFT, agreed_on=None, **blank,
        )  # fmt: skip
        made: list[Record] = [new, *(_unstarted(copy_of(row, new.id)) for row in rows_of(self.work, plan.id))]
        puts = [Put(self._again(one)) for one in examined(self.work, made)]
        return Made(self.store.apply("start_plan_version", puts, args=(_key(new.id),)), new.id)

    def discard(self, plan_id: str) -> Changed:
        """Puts a version with its rows into the bin."""
        return self.work.bin(PLAN, self.plan(plan_id).id)

    def _move(self, label: str, plan_id: str, status: PlanStatus, on: date | None, reason: str = "") -> Changed:
        plan, day = self.plan(plan_id), on or self.work.today()
        return self._write(label, plan, [replace(plan, status=status), move_of(plan, status, day, reason)])

    def _write(self, label: str, plan: SupportPlan, records: Iterable[Record]) -> Changed:
        puts = [Put(one) for one in examined(self.work, in_turn(records))]
        return self.store.apply(label, puts, args=(_key(plan.id),))

    def _signed_on(self, plan: SupportPlan) -> date:
        """The day on which the second side signed: on it the plan was agreed."""
        signatures = self.store.find(PlanSignature, plan=plan.id, plan_version=plan.version)
        return max((one.signed_on for one in signatures if one.signed_on is not None), default=self.work.today())

    def _in_force(self, plan: SupportPlan) -> SupportPlan | None:
        """The version that a draft replaces; refused where another one of the pair is in force, or that one is over."""
        versions = versions_of(self.work, plan.pairing)
        old = next((one for one in versions if one.id != plan.id and one.status in IN_FORCE), None)
        if old is not None and old.status not in RUNNING:
            refuse([kept(old, "status")])
        if old is not None and plan.replaces != old.id:
            refuse([plan_in_force(old)])
        return old

    def _again(self, record: R) -> R:
        """The record as new, or on what an undo left of it in the bin."""
        old = self.store.get(type(record), record.id)
        return record if old is None else replace(record, revision=old.revision, deleted_at=None)

    def _restored(self, plan: SupportPlan) -> list[Record]:
        """Rows that were thrown out of the draft and meanwhile done in the version in force: they come back to be signed."""
        old = self._in_force(plan)
        rows = self._carried(plan, old) if old is not None and plan.replaces == old.id else []
        known = {row.id for row in rows_of(self.work, plan.id)}
        return [row for row in rows if row.id not in known and is_agreed_row(row)]

    def _carried(self, plan: SupportPlan, old: SupportPlan) -> list[Record]:
        """The rows of the draft with the progress of the version in force: what was held or done there is never lost."""
        found: list[Record] = []
        for row in rows_of(self.work, old.id):
            copy = self.store.get(type(row), copy_id(plan.id, row.id))
            if copy is None or (copy.deleted_at is not None and copy.id in self.store.undone(type(row))):
                # A meeting that came to the old version after the draft was started.
                found.append(self._again(copy_of(row, plan.id)))
            elif copy.deleted_at is None or is_done(row):
                wanted = replace(with_progress(copy, row), deleted_at=None)
                if wanted != copy:
                    found.append(wanted)
        return found

    def _same_counted_days(self, plan: SupportPlan, old: SupportPlan | None, carried: list[Record]) -> None:
        """H10: by which version a closed period counts may change only where both say the same of it."""
        closed = self.work.closed()
        if not closed:
            return
        now = {row.id: row for row in rows_of(self.work, plan.id)} | {row.id: row for row in carried}
        before = rows_of(self.work, old.id) if old is not None and counts(old) else []
        for period in closed:
            days = [
                sorted(day for row in rows for day in _days(row) if period.holds(day))
                for rows in (before, now.values())
            ]
            if days[0] != days[1]:
                refuse([hard("H10", "status", starts=period.starts, ends=period.ends, date=period.since)])


def _days(row: Record) -> list[date]:
    if isinstance(row, PlanMilestone):
        return [day for day in (row.due_on, row.done_on) if day is not None]
    return [row.held_on] if isinstance(row, SupportMeasure) and row.held_on is not None else []


def copy_of(row: Any, plan_id: str) -> Any:
    """The row as it stands in a new version: its id and what it names follow from the ids there."""
    values: dict[str, Any] = {
        "id": copy_id(plan_id, row.id), "plan": plan_id, "revision": 0, "deleted_at": None,
    }  # fmt: skip
    for name in ("need", "objective"):
        key = getattr(row, name, None)
        if key:
            values[name] = copy_id(plan_id, key)
    if isinstance(row, PlanMilestone):
        values["depends_on"] = frozenset(copy_id(plan_id, key) for key in row.depends_on)
    return replace(row, **values)


def _with_notes(plan: SupportPlan, old: SupportPlan | None) -> SupportPlan:
    """The plan with the notes of both versions: those of the one in force first."""
    said = {name: [text for one in (old, plan) if one is not None and (text := getattr(one, name))] for name in NOTES}
    values: dict[str, Any] = {name: "\n\n".join(dict.fromkeys(texts)) for name, texts in said.items()}
    return replace(plan, **values)


def _unstarted(row: Any) -> Any:
    """A copy without progress: that of the version in force is shown there, and taken over when the draft is agreed."""
    kind = type(row)
    blank = kind()
    values = {name: getattr(blank, name) for name in PROGRESS[kind]}
    if isinstance(row, SupportMeasure):
        status = MeasureStatus.PLANNED if row.status is MeasureStatus.DONE else row.status
        kept_days = {name: getattr(row, name) for name in ("planned_on", "starts_at", "online", "place")}
        values |= kept_days | {"status": status}
    return replace(row, **values)


def move_of(plan: SupportPlan, status: PlanStatus, on: date, reason: str = "") -> Transition:
    """The Transition of a plan from the status that it has."""
    return Transition(
        about=About(PLAN, plan.id), field="status", old=str(plan.status), new=str(status), on=on,
        reason=reason.strip(), centre_id=plan.centre_id,
    )  # fmt: skip


def _hops(status: PairingStatus) -> tuple[PairingStatus, ...]:
    """The statuses on the way of a pair to active; what ended stays ended."""
    return _TO_ACTIVE[_TO_ACTIVE.index(status) + 1 :] if status in _TO_ACTIVE else ()


def _pair_moves(pairing: BuddyPairing, on: date) -> list[Record]:
    made: list[Record] = []
    for status in _hops(pairing.status):
        made.append(_pair_move(pairing, status, on))
        pairing = replace(pairing, status=status)
    return made


def _pair_move(pairing: BuddyPairing, status: PairingStatus, on: date) -> Transition:
    return Transition(
        about=About(PAIR, pairing.id), field="status", old=str(pairing.status), new=str(status), on=on,
        centre_id=pairing.centre_id,
    )  # fmt: skip


def _last_of(record: Record, old: SupportPlan | None, pairing: BuddyPairing) -> Record:
    """What was judged at its first move, as it is after the last one of the step."""
    if isinstance(record, SupportPlan) and record.status is PlanStatus.AGREED:
        active = old is not None and old.status is PlanStatus.ACTIVE
        return replace(record, status=PlanStatus.ACTIVE) if active else record
    if isinstance(record, BuddyPairing):
        return replace(record, status=_hops(pairing.status)[-1])
    return record


def in_turn(records: Iterable[Record]) -> list[Record]:
    """The records, the ids of their moves rising in their order: ids of one millisecond have none of their own."""
    found = list(records)
    keys = iter(sorted(one.id for one in found if isinstance(one, Transition)))
    return [replace(one, id=next(keys)) if isinstance(one, Transition) else one for one in found]


def _key(plan_id: str) -> str:
    return f"{PLAN}:{plan_id}"
