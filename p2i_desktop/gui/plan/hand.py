"""How the tabs of a plan change it: refusals are said in the window, a change of an agreed plan starts a new version."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from p2i_desktop.domain.buddies import SupportMeasure
from p2i_desktop.domain.plans import RUNNING
from p2i_desktop.domain.record import Record, link_id
from p2i_desktop.gui.cell_drafts import FORM
from p2i_desktop.gui.plan.grid_model import Column
from p2i_desktop.gui.row_hand import Place, RowHand
from p2i_desktop.gui.screen import Bench
from p2i_desktop.gui.sentences import sentence
from p2i_desktop.services.errors import Refused

if TYPE_CHECKING:
    from p2i_desktop.services.office import Changed, Office
    from p2i_desktop.services.plan_file import PlanFile
    from p2i_desktop.services.plan_versions import Made

AGREED = "H34"  # the rule that an agreed plan is changed by a new version only
_ROWS = ("PlanNeed", "PlanObjective", "PlanMilestone")  # what rows of a plan name of it


@dataclass(frozen=True)
class Where(Place):
    """Where a change goes: the version that is shown, or the copy of it in which the rows have other ids."""

    copied: bool = False

    @property
    def plan_id(self) -> str:
        """The version."""
        return self.record_id

    def row(self, row_id: str) -> str:
        """The id of a row there."""
        return link_id("plan_row", self.plan_id, row_id) if self.copied else row_id

    def same_rows(self) -> bool:
        """Whether they are the rows that are shown."""
        return not self.copied

    def value(self, target: str | None, value: Any) -> Any:
        """What a field that names the plan or rows of it says there."""
        if not self.copied or not target or not value:
            return value
        if target == "SupportPlan":
            return self.plan_id
        if target not in _ROWS:
            return value
        return self.row(value) if isinstance(value, str) else frozenset(self.row(one) for one in value)


Edit = Callable[["Office", Where], "Changed | None"]


class PlanHand(RowHand):
    """What all tabs share: the version that is shown, and the one way to change it.

    An edit is a function of office and place, so that it can be done once more in the version that it starts.
    """

    offered = Signal(str, object)  # a sentence, and what starts the next version and does the edit there
    moved = Signal(str)  # id of the plan that is to be shown now
    file: PlanFile | None

    def __init__(self, bench: Bench, plan_id: str) -> None:
        super().__init__(bench, plan_id, FORM, lambda office: office.plans)

    @property
    def plan_id(self) -> str:
        """The version that is shown."""
        return self.record_id

    def place(self) -> Where:
        """The version that is shown."""
        return Where(self.plan_id)

    def do(
        self, edit: Edit, then: Callable[[], object] | None = None, failed: Callable[[Exception], object] | None = None
    ) -> None:
        """Changes the version that is shown; `failed` hears what the window does not say by itself."""
        self.at(self.place(), edit, then, failed)

    def may_write(self) -> bool:
        """Whether the version that is shown can be changed at all."""
        file = self.file
        return self.bench.writable() and file is not None and (file.editable or file.in_force)

    def may_add(self, kind: type[Record]) -> bool:
        """What was agreed in a plan that is over gets no more rows; a meeting may still be written down."""
        file = self.file
        goes_on = file is not None and (file.editable or file.plan.status in RUNNING or kind is SupportMeasure)
        return goes_on and self.may_write()

    def is_locked(self, row: Any, column: Column) -> bool:
        """Old versions are read; in a new draft the progress is that of the version in force."""
        file = self.file
        return file is None or (column.progress and file.editable and row.id in file.counterpart)

    def otherwise(self, error: Exception, edit: Edit, then: Callable[[], object] | None) -> bool:
        """An agreed plan is changed in its next version, which is offered."""
        return self.offer(error, edit, then)

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

    def _in_next(self, edit: Edit, then: Callable[[], object] | None) -> None:
        """Starts the next version, or takes the one that was started, and does the edit there."""
        key = self.plan_id

        def started(made: Made) -> None:
            self.moved.emit(made.plan_id)
            self.at(Where(made.plan_id, copied=True), edit, then)

        self.bench.desk.write(
            lambda office: office.plans.start_version(key), lambda made: made.changed, started, self, self.say, self
        )


def is_agreed(error: Exception) -> bool:
    """Whether a change was refused because the plan is agreed."""
    return isinstance(error, Refused) and any(problem.code == AGREED for problem in error.problems)
