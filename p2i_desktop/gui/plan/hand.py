"""How the tabs of a plan change it: refusals are said in the window, a change of an agreed plan starts a new version."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from p2i_desktop.domain.record import Record, fields_of, link_id
from p2i_desktop.gui.plan.drafts import CellDraft
from p2i_desktop.gui.plan.grid_model import Column
from p2i_desktop.gui.screen import Bench
from p2i_desktop.gui.sentences import sentence
from p2i_desktop.services.errors import Conflict, Refused

if TYPE_CHECKING:
    from p2i_desktop.services.office import Changed, Office
    from p2i_desktop.services.plan_file import PlanFile
    from p2i_desktop.services.plan_versions import Made

R = TypeVar("R", bound=Record)
AGREED = "H34"  # the rule that an agreed plan is changed by a new version only
_ROWS = ("PlanNeed", "PlanObjective", "PlanMilestone")  # what rows of a plan name of it


@dataclass(frozen=True)
class Where:
    """Where a change goes: the version that is shown, or the copy of it in which the rows have other ids."""

    plan_id: str
    copied: bool = False

    def row(self, row_id: str) -> str:
        """The id of a row there."""
        return link_id("plan_row", self.plan_id, row_id) if self.copied else row_id

    def of(self, record: R) -> R:
        """A new row as it is there: of that version, naming rows of that version."""
        if not self.copied:
            return record
        values: dict[str, Any] = {
            spec.name: self._value(spec.target, getattr(record, spec.name)) for spec in fields_of(type(record))
        }
        return replace(record, **values)

    def changed(self, base: R, wish: R, now: R) -> R:
        """The row `now` of that version with all that `wish` changed of `base`."""
        names = [spec for spec in fields_of(type(wish)) if getattr(wish, spec.name) != getattr(base, spec.name)]
        values: dict[str, Any] = {spec.name: self._value(spec.target, getattr(wish, spec.name)) for spec in names}
        return replace(now, **values)

    def _value(self, target: str | None, value: Any) -> Any:
        if not self.copied or not target or not value:
            return value
        if target == "SupportPlan":
            return self.plan_id
        if target not in _ROWS:
            return value
        return self.row(value) if isinstance(value, str) else frozenset(self.row(one) for one in value)


Edit = Callable[["Office", Where], "Changed | None"]


class Both(Exception):  # noqa: N818
    """Two people changed the same fields of a row: the row as it is now, and (field, mine, theirs)."""

    def __init__(self, now: Record, fields: list[tuple[str, object, object]]) -> None:
        super().__init__(type(now).__name__)
        self.now, self.fields = now, fields


class PlanHand(QObject):
    """What all tabs share: the version that is shown, and the one way to change it.

    An edit is a function of office and place, so that it can be done once more in the version that it starts.
    """

    offered = Signal(str, object)  # a sentence, and what starts the next version and does the edit there
    refused = Signal(str)  # a sentence; empty = nothing stands against it any more
    moved = Signal(str)  # id of the plan that is to be shown now
    conflict = Signal(object, object, object)  # record type, [(field, mine, theirs)], what takes (field, value)

    def __init__(self, bench: Bench, plan_id: str, parent: QObject) -> None:
        super().__init__(parent)
        self.bench, self.plan_id = bench, plan_id
        self.file: PlanFile | None = None
        self.drafts = CellDraft(bench, plan_id, self)
        self.letters: Callable[[], tuple[str, ...]] = tuple  # mnemonics of the window around the tabs

    def do(
        self, edit: Edit, then: Callable[[], object] | None = None, failed: Callable[[Exception], object] | None = None
    ) -> None:
        """Changes the version that is shown; `failed` hears what the window does not say by itself."""
        self._do(edit, Where(self.plan_id), then, failed)

    def may_write(self) -> bool:
        """Whether the version that is shown can be changed at all."""
        file = self.file
        return self.bench.writable() and file is not None and (file.editable or file.in_force)

    def is_locked(self, row: Any, column: Column) -> bool:
        """Old versions are read; in a new draft the progress is that of the version in force."""
        file = self.file
        return file is None or (column.progress and file.editable and row.id in file.counterpart)

    def save_row(
        self,
        wish: Record,
        base: Record | None = None,
        then: Callable[[], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
        draft: tuple[str, str] | None = None,
    ) -> None:
        """Saves a row; `base` is the row as it was shown, None for a new one; `draft` (form, key) goes with the step.

        What others changed in other fields stays; a field that both changed is shown with both values."""
        kind = type(wish)

        def edit(office: Office, where: Where) -> Changed | None:
            if base is None:
                return office.plans.save_row(where.of(wish), draft)
            now = office.work.get(kind, where.row(wish.id))
            if now.revision != base.revision and not where.copied:
                compare(base, wish, now)
            return office.plans.save_row(where.changed(base, wish, now), draft)

        self.do(edit, then, failed)

    def remove_row(self, row: Record, then: Callable[[], object] | None = None) -> None:
        """Puts a row into the bin; Ctrl+Z brings it back."""
        kind = type(row)

        def edit(office: Office, where: Where) -> Changed | None:
            return office.plans.remove_row(office.work.get(kind, where.row(row.id)))

        self.do(edit, then)

    def reorder(self, row: Record, before: str | None) -> None:
        """Puts a row in front of another one, None: at the end."""
        kind = type(row)

        def edit(office: Office, where: Where) -> Changed | None:
            target = where.row(before) if before is not None else None
            return office.plans.reorder(office.work.get(kind, where.row(row.id)), target)

        self.do(edit)

    def say(self, error: Exception) -> None:
        """Says what stands against a change; our own bugs go to the crash report."""
        words = sentence(error, self.bench.texts)
        if words is None or not isValid(self):
            self.bench.fault(error)
        else:
            self.refused.emit(words)

    def offer(
        self,
        error: Exception,
        edit: Edit,
        then: Callable[[], object] | None = None,
        taken: Callable[[], object] | None = None,
    ) -> bool:
        """Offers a new version where the plan is agreed; False when the error is another one. `taken` is called when
        the offer is taken up, before anything is done."""
        if not is_agreed(error):
            return False

        def start() -> None:
            if taken is not None:
                taken()
            self._in_next(edit, then)

        self.offered.emit(sentence(error, self.bench.texts) or "", start)
        return True

    def _do(
        self, edit: Edit, where: Where, then: Callable[[], object] | None,
        failed: Callable[[Exception], object] | None = None,
    ) -> None:  # fmt: skip
        def done(_changed: Changed | None) -> None:
            self.refused.emit("")
            if then is not None:
                then()

        def not_done(error: Exception) -> None:
            if not isValid(self):  # the window was closed meanwhile; what was typed lies in its draft
                self.bench.fault(Conflict(None, error.now, error.now) if isinstance(error, Both) else error)
            elif isinstance(error, Both):
                self.conflict.emit(type(error.now), error.fields, partial(self._settle, error.now))
            elif not self.offer(error, edit, then):
                (failed or self.say)(error)

        self.bench.desk.do(lambda office: edit(office, where), done, self, not_done, self)

    def _settle(self, now: Record, name: str, value: object) -> None:
        """Somebody decided for one of two values."""
        if getattr(now, name) != value:
            values: dict[str, Any] = {name: value}
            self.save_row(replace(now, **values), now)

    def _in_next(self, edit: Edit, then: Callable[[], object] | None) -> None:
        """Starts the next version, or takes the one that was started, and does the edit there."""
        key = self.plan_id

        def started(made: Made) -> None:
            self.moved.emit(made.plan_id)
            self._do(edit, Where(made.plan_id, copied=True), then)

        self.bench.desk.write(
            lambda office: office.plans.start_version(key), lambda made: made.changed, started, self, self.say, self
        )


def compare(base: Record, wish: Record, now: Record) -> None:
    """Raises Both where somebody else changed the same fields meanwhile."""
    names = [spec.name for spec in fields_of(type(wish)) if getattr(wish, spec.name) != getattr(base, spec.name)]
    both = [
        (name, getattr(wish, name), getattr(now, name))
        for name in names
        if getattr(now, name) not in (getattr(base, name), getattr(wish, name))
    ]
    if both:
        raise Both(now, both)


def is_agreed(error: Exception) -> bool:
    """Whether a change was refused because the plan is agreed."""
    return isinstance(error, Refused) and any(problem.code == AGREED for problem in error.problems)
