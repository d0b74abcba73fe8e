"""How the tabs of a plan change it: refusals are said in the window, a change of an agreed plan starts a new version."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal

from p2i_desktop.domain.record import Record, fields_of, link_id
from p2i_desktop.gui.screen import Bench
from p2i_desktop.gui.sentences import sentence
from p2i_desktop.services.errors import Refused

if TYPE_CHECKING:
    from p2i_desktop.services.office import Changed, Office
    from p2i_desktop.services.plan_file import PlanFile

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


class PlanHand(QObject):
    """What all tabs share: the version that is shown, and the one way to change it.

    An edit is a function of office and place, so that it can be done once more in the version that it starts.
    """

    offered = Signal(str, object)  # a sentence, and what starts the next version and does the edit there
    refused = Signal(str)  # a sentence; empty = nothing stands against it any more
    moved = Signal(str)  # id of the plan that is to be shown now

    def __init__(self, bench: Bench, plan_id: str, parent: QObject) -> None:
        super().__init__(parent)
        self.bench, self.plan_id = bench, plan_id
        self.file: PlanFile | None = None

    def do(
        self, edit: Edit, then: Callable[[], object] | None = None, failed: Callable[[Exception], object] | None = None
    ) -> None:
        """Changes the version that is shown; `failed` hears what the window does not say by itself."""
        self._do(edit, Where(self.plan_id), then, failed)

    def save_row(self, wish: R, base: R | None = None, then: Callable[[], object] | None = None) -> None:
        """Saves a row; `base` is the row as it was shown, None for a new one."""

        def edit(office: Office, where: Where) -> Changed | None:
            if base is None or not where.copied:
                return office.plans.save_row(where.of(wish))
            now = office.work.get(type(wish), where.row(wish.id))
            return office.plans.save_row(where.changed(base, wish, now))

        self.do(edit, then)

    def remove_row(self, row: Record, then: Callable[[], object] | None = None) -> None:
        """Puts a row into the bin; Ctrl+Z brings it back."""
        kind = type(row)

        def edit(office: Office, where: Where) -> Changed | None:
            return office.plans.remove_row(office.work.get(kind, where.row(row.id)))

        self.do(edit, then)

    def say(self, error: Exception) -> None:
        """Says what stands against a change; our own bugs go to the crash report."""
        words = sentence(error, self.bench.texts)
        if words is None:
            self.bench.fault(error)
        else:
            self.refused.emit(words)

    def offer(self, error: Exception, edit: Edit, then: Callable[[], object] | None = None) -> bool:
        """Offers a new version where the plan is agreed; False when the error is another one."""
        if not is_agreed(error):
            return False
        self.offered.emit(sentence(error, self.bench.texts) or "", lambda: self._in_next(edit, then))
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
            if self.offer(error, edit, then):
                return
            (failed or self.say)(error)

        self.bench.desk.do(lambda office: edit(office, where), done, self, not_done, self)

    def _in_next(self, edit: Edit, then: Callable[[], object] | None) -> None:
        """Starts the next version, or takes the one that was started, and does the edit there."""
        draft = self._next_draft()
        if draft:
            self.moved.emit(draft)
            self._do(edit, Where(draft, copied=True), then)
            return
        key = self.plan_id

        def started(made: object) -> None:
            new_id = str(made.plan_id)  # type: ignore[attr-defined]
            self.moved.emit(new_id)
            self._do(edit, Where(new_id, copied=True), then)

        self.bench.desk.write(
            lambda office: office.plans.start_version(key), lambda made: made.changed, started, self, self.say, self
        )

    def _next_draft(self) -> str:
        versions = self.file.versions if self.file is not None else []
        return next((one.id for one in versions if one.replaces == self.plan_id and one.status == "draft"), "")


def is_agreed(error: Exception) -> bool:
    """Whether a change was refused because the plan is agreed."""
    return isinstance(error, Refused) and any(problem.code == AGREED for problem in error.problems)
