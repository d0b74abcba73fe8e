"""The tab of risks: how likely, how bad, what is done about it and by whom; a closed one keeps its day."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from p2i_desktop.domain.buddies import PlanRisk
from p2i_desktop.gui.plan.grid_box import GridBox, GridWords
from p2i_desktop.gui.plan.grid_model import Column
from p2i_desktop.gui.plan.grids_tab import GridsTab
from p2i_desktop.i18n import N_, Texts

if TYPE_CHECKING:
    from p2i_desktop.services.plan_file import PlanFile


class RisksTab(GridsTab):
    """The gravest first; Ctrl+D closes a risk today, and opens a closed one again."""

    name = "plan_risks"
    heading = N_("Risks")
    marks = True

    def boxes(self, parent: QWidget) -> list[GridBox]:
        self._box = GridBox(
            self.hand, PlanRisk,
            (
                Column("text", wide=3), Column("likelihood", letters=10), Column("impact", letters=9),
                Column(title=N_("Weight"), letters=7, words=_weight, number=True), Column("response", wide=3),
                Column("owner_side", letters=12), Column("closed_on", letters=11, progress=True),
            ),
            GridWords(
                N_("Risks"), N_("Add risk"), N_("No risk yet. What could keep this plan from working?"),
                N_("Likelihood and impact from 1 to 5; weight is their product. Enter edits, Ctrl+D closes a risk."),
            ),
            parent, make=lambda: PlanRisk(plan=self.hand.plan_id), first="text",
        )  # fmt: skip
        return [self._box]

    def show_file(self, file: PlanFile) -> None:
        waiting, closed = (
            [risk for risk in file.risks if (risk.closed_on is not None) is done] for done in (False, True)
        )
        self._box.fill([*waiting, *closed])

    def count(self, file: PlanFile) -> str:
        is_open = sum(risk.closed_on is None for risk in file.risks)
        return self.bench.texts.number(is_open) if file.risks else ""

    def mark_done(self) -> None:
        row: object = self._box.grid.current()
        if isinstance(row, PlanRisk) and row.revision and not self._box.locked_field(row, "closed_on"):
            day = None if row.closed_on else self.bench.clock.today()
            self.hand.save_row(replace(row, closed_on=day), row)


def _weight(risk: PlanRisk, texts: Texts) -> str:
    return texts.number(risk.likelihood * risk.impact)
