"""The tab of needs and objectives: where the new centre stands in the seven topics, and what both want to reach."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from p2i_desktop.domain.buddies import PlanNeed, PlanObjective, SetupTopic
from p2i_desktop.gui.fields.choice_box import Choice
from p2i_desktop.gui.plan.grid_box import GridBox, GridWords
from p2i_desktop.gui.plan.grid_model import Column
from p2i_desktop.gui.plan.grids_tab import GridsTab
from p2i_desktop.i18n import N_, Texts

if TYPE_CHECKING:
    from p2i_desktop.services.plan_file import PlanFile


class NeedsTab(GridsTab):
    """Seven topics, each with a line of its own also where nothing is said yet; below them the objectives."""

    name = "plan_needs"
    heading = N_("Needs and objectives")

    def boxes(self, parent: QWidget) -> list[GridBox]:
        self._blank: dict[SetupTopic, PlanNeed] = {}
        self._needs = GridBox(
            self.hand, PlanNeed,
            (
                Column("topic", letters=22, words=_topic), Column("now", letters=5), Column("target", letters=6),
                Column("now_at_end", letters=6, progress=True), Column("priority", letters=8),
                Column("description", wide=1),
            ),
            GridWords(
                N_("Needs of the new centre"),
                hint=N_("0 = nothing there, 5 = fully there; priority 1 is the most pressing. A digit sets the value."),
            ),
            parent, first="now",
        )  # fmt: skip
        self._needs.grid.cells.locked = self._need_locked
        self._needs.grid.gone.connect(self._empty_need)
        self._objectives = GridBox(
            self.hand, PlanObjective,
            (
                Column("text", wide=4), Column("need", letters=16, choices=self._choices),
                Column("indicator", wide=2), Column("target", letters=12),
                Column("reached", letters=12, progress=True), Column("judged", letters=8, progress=True, number=True),
            ),
            GridWords(
                N_("Objectives"), N_("Add objective"), N_("No objective yet. What should be different after this year?"),
                N_("Enter edits, Alt+Up and Alt+Down move, Del puts into the bin."),
            ),
            parent, make=self._new_objective, orders=True, first="text",
        )  # fmt: skip
        return [self._needs, self._objectives]

    def show_file(self, file: PlanFile) -> None:
        known = {need.topic for need in file.needs}
        if any(blank.plan != file.plan.id for blank in self._blank.values()):
            self._blank = {}
        rows: list[PlanNeed] = []
        for topic in SetupTopic:
            rows += [need for need in file.needs if need.topic is topic]
            if topic not in known:
                rows.append(self._blank.setdefault(topic, PlanNeed(plan=file.plan.id, topic=topic)))
            else:
                self._blank.pop(topic, None)
        self._needs.fill(rows)
        self._objectives.fill(file.objectives)

    def count(self, file: PlanFile) -> str:
        return self.bench.texts.number(len(file.objectives)) if file.objectives else ""

    def _choices(self) -> list[Choice]:
        file = self.hand.file
        return [(need.id, self.bench.texts.label(need.topic)) for need in file.needs] if file is not None else []

    def _new_objective(self) -> PlanObjective:
        return PlanObjective(plan=self.hand.plan_id)

    def _need_locked(self, row: Any, column: Column) -> bool:
        """The topics stand fast."""
        return column.field == "topic" or self._needs.locked(row, column)

    def _empty_need(self, row: PlanNeed) -> None:
        """Del empties the line of a topic."""
        if row.revision:
            self._needs.remove(row)


def _topic(need: PlanNeed, texts: Texts) -> str:
    return texts.label(need.topic)
