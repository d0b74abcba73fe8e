"""The rows of a support plan: saved, ordered and thrown away, one step each; in a draft what is agreed, later its progress."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from p2i_desktop.domain import positions
from p2i_desktop.domain.buddies import (
    PlanEvaluation,
    PlanMilestone,
    PlanNeed,
    PlanObjective,
    PlanRisk,
    PlanStatus,
    SupportMeasure,
    SupportPlan,
)
from p2i_desktop.domain.plans import PROGRESS, ROWS
from p2i_desktop.domain.record import Record, type_key
from p2i_desktop.domain.rules import Around, Problem, clean, hard, problems
from p2i_desktop.domain.rules.buddies import PLAN
from p2i_desktop.domain.rules.plan_content import kept, row_kept
from p2i_desktop.services.errors import Missing
from p2i_desktop.services.plan_file import counterparts, with_progress
from p2i_desktop.services.work import Subject, Work, refuse
from p2i_desktop.storage.binning import Bin
from p2i_desktop.storage.numbers import Put
from p2i_desktop.storage.store import Changed

R = TypeVar("R", bound=Record)
# The words of the step that saves a row (catalogue context `step`).
LABELS: dict[type[Record], str] = {
    PlanNeed: "save_plan_need",
    PlanObjective: "save_plan_objective",
    PlanMilestone: "save_plan_milestone",
    SupportMeasure: "save_support_measure",
    PlanRisk: "save_plan_risk",
    PlanEvaluation: "save_plan_evaluation",
}
ORDERED = (PlanObjective, PlanMilestone)


class PlanRowVerbs(Subject):
    """Each is one step that names its plan; Refused, Conflict, Missing."""

    def plan(self, plan_id: str) -> SupportPlan:
        """A version of a plan; Missing."""
        return self.work.get(SupportPlan, plan_id)

    def save_row(self, row: Record, draft: tuple[str, str] | None = None, stay: str = "") -> Changed:
        """Saves a row of any type; a new objective or milestone comes to the end of its list."""
        return self.save_rows([row], draft=draft, stay=stay)

    def save_rows(
        self, rows: Sequence[Record], label: str = "", draft: tuple[str, str] | None = None, stay: str = ""
    ) -> Changed:
        """Saves rows of one plan as one step named by `label` (a key of its words), without one as the first row is saved."""
        if not rows:
            return Changed("", label, {})
        plan = self.plan(_plan_of(rows[0]))
        refuse([hard("other_plan", "plan")] if any(_plan_of(row) != plan.id for row in rows) else [])
        made = self._with_old_progress(plan, self._placed(plan.id, rows))
        changes = [Put(row) for row in examined(self.work, made)]
        return self.store.apply(
            label or LABELS[type(rows[0])], changes, args=(_key(plan.id),), stay=stay, drop_draft=draft
        )

    def remove_row(self, row: Record) -> Changed:
        """Puts a row into the bin, and what named it forgets it; what was agreed or done stays (H34)."""
        row = self.work.get(type(row), row.id)
        plan = self.plan(_plan_of(row))
        shown = with_progress(row, counterparts(self.work, plan).get(row.id)) if type(row) in PROGRESS else row
        problem = row_kept(shown, plan) or (kept(plan, "plan") if plan.status is PlanStatus.SUPERSEDED else None)
        refuse([problem] if problem else [])
        changed = [Put(one) for one in self._without(row)]
        return self.store.apply(f"bin_{type_key(type(row))}", [*changed, Bin(type(row), row.id)], args=(_key(plan.id),))

    def reorder(self, row: Record, before: str | None) -> Changed | None:
        """Puts an objective or milestone in front of another one of its plan (None: at the end); None where it is there."""
        row = self.work.get(type(row), row.id)
        if type(row) not in ORDERED:
            raise Missing(type_key(type(row)), row.id)
        plan = self.plan(_plan_of(row))
        refuse([kept(plan, "position")] if plan.status is not PlanStatus.DRAFT else [])
        rows = self.ordered(type(row), plan.id)
        now = [one.id for one in rows]
        rest = [one for one in rows if one.id != row.id]
        at = next((number for number, one in enumerate(rest) if one.id == before), len(rest))
        wanted = [*rest[:at], row, *rest[at:]]
        if [one.id for one in wanted] == now:
            return None
        low = _position(rest[at - 1]) if at else ""
        high = _position(rest[at]) if at < len(rest) else ""
        place = positions.between(low, high) if high else positions.at_end([_position(one) for one in rest])
        moved = _renumbered(wanted) if not place else [_placed_at(row, place)]
        changes = [Put(one) for one in examined(self.work, moved)]
        return self.store.apply("reorder_plan_row", changes, args=(_key(plan.id),))

    def ordered(self, kind: type[R], plan_id: str) -> list[R]:
        """The rows of a kind with positions, in their order."""
        return sorted(self.store.find(kind, plan=plan_id), key=lambda one: (_position(one), one.id))

    def _placed(self, plan_id: str, rows: Sequence[Record]) -> list[Record]:
        """New rows that have no position yet come to the end of their list."""
        found = []
        ends: dict[type[Record], list[str]] = {}
        for row in rows:
            kind = type(row)
            if kind in ORDERED and not _position(row):
                taken = ends.setdefault(kind, [_position(one) for one in self.store.find(kind, plan=plan_id)])
                place = positions.at_end(taken) or _behind(max(taken))
                taken.append(place)
                row = _placed_at(row, place)
            found.append(row)
        return found

    def _with_old_progress(self, plan: SupportPlan, rows: list[Record]) -> list[Record]:
        """In a draft of a later version, rows that stand in the version in force are shown with the progress of that one:
        so shown, it is not written here, but taken over when the draft is agreed."""
        if plan.status is not PlanStatus.DRAFT or plan.replaces is None:
            return rows
        older = counterparts(self.work, plan)
        found = []
        for row in rows:
            twin = older.get(row.id)
            stored = self.store.get(type(row), row.id) if twin is not None else None
            if stored is not None:
                shown = [name for name in PROGRESS[type(row)] if getattr(row, name) == getattr(twin, name)]
                values: dict[str, Any] = {name: getattr(stored, name) for name in shown}
                row = replace(row, **values)
            found.append(row)
        return found

    def _without(self, row: Record) -> list[Record]:
        """The other rows of the plan that named this one, without it."""
        plan_id = _plan_of(row)
        match row:
            case PlanMilestone():
                waiting = self.store.find(PlanMilestone, plan=plan_id, depends_on=row.id)
                return [replace(one, depends_on=one.depends_on - {row.id}) for one in waiting]
            case PlanNeed():
                return [replace(one, need=None) for one in self.store.find(PlanObjective, plan=plan_id, need=row.id)]
            case PlanObjective():
                serving = self.store.find(SupportMeasure, plan=plan_id, objective=row.id)
                return [replace(one, objective=None) for one in serving]
        return []


def examined(
    work: Work, records: Iterable[Record], counted: Collection[str] = (), within: Around | None = None
) -> list[Record]:
    """Records that are saved together, cleaned and judged like by `Work.examine_all`, for hundreds of rows of one plan:
    what the rules ask about the plan is read once. Of those `counted` (ids) closed periods are not asked; `within`:
    surroundings that know these records and have read already what each of them asks. Refused."""
    tidy = [work.owned(clean(record)) for record in records]
    around = _remembering(within or work.around(tidy))
    stored: dict[str, Record] = {}
    for kind in {type(record) for record in tidy}:
        stored |= work.store.many(kind, [record.id for record in tidy if type(record) is kind])
    found: list[Problem] = []
    for record in tidy:
        asked = replace(around, closed=()) if record.id in counted else around
        found += problems(record, asked, stored.get(record.id))
    refuse(dict.fromkeys(found))
    return tidy


def _remembering(around: Around) -> Around:
    """The same surroundings, each question asked of the file once."""
    got: dict[tuple[type[Record], str], Any] = {}
    known: dict[Any, list[Any]] = {}

    def get(record_type: type[R], key: str, /) -> R | None:
        if (record_type, key) not in got:
            got[record_type, key] = around.get(record_type, key)
        found: R | None = got[record_type, key]
        return found

    def find(record_type: type[R], /, **equals: Any) -> list[R]:
        asked = (record_type, tuple(sorted(equals.items())))
        if asked not in known:
            known[asked] = around.find(record_type, **equals)
        return known[asked]

    return replace(around, get=get, find=find)


def _plan_of(row: Any) -> str:
    return row.plan or "" if type(row) in ROWS or isinstance(row, PlanEvaluation) else ""


def _key(plan_id: str) -> str:
    return f"{PLAN}:{plan_id}"


def _position(row: Any) -> str:
    position: str = row.position
    return position


def _placed_at(row: Any, place: str) -> Any:
    return replace(row, position=place)


def _behind(last: str) -> str:
    """A key behind one that has no usual neighbour."""
    return f"{last}5" if len(last) < positions.LONGEST else last


def _renumbered(rows: Sequence[Any]) -> list[Any]:
    wanted = positions.numbered(len(rows))
    return [_placed_at(row, place) for row, place in zip(rows, wanted, strict=True) if row.position != place]
