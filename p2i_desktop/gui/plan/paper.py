"""The papers of a support plan from its window: to sign, progress, evaluation, and the workbook."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from p2i_desktop.gui.commands import Command
from p2i_desktop.gui.paper_maker import PaperMaker
from p2i_desktop.gui.plan.hand import PlanHand
from p2i_desktop.i18n import N_

PRINT_MENU = ("plan_print", "plan_print_progress", "plan_print_evaluation", "plan_print_anonymised", "plan_workbook")


class PlanPapers(PaperMaker):
    """The commands that print the version that the window shows."""

    def __init__(self, hand: PlanHand, leave: Callable[[], object], window: QWidget) -> None:
        super().__init__(hand.bench, leave, window)
        self._hand = hand

    def commands(self) -> list[Command]:
        """What prints the plan."""
        return [
            Command("plan_print", N_("Print plan to sign…"), partial(self._show, "buddy_plan"), "Ctrl+P", "case", "printer"),
            Command("plan_print_progress", N_("Print progress…"), partial(self._show, "buddy_progress"), (), "case",
                    "printer"),
            Command("plan_print_evaluation", N_("Print evaluation…"), partial(self._show, "buddy_evaluation"), (), "case",
                    "printer"),
            Command("plan_print_anonymised", N_("Print plan without names…"), self._show_anonymised, (), "case", "printer"),
            Command("plan_workbook", N_("Plan as workbook"), self._make_workbook, "Ctrl+E", "case", "table-2"),
        ]  # fmt: skip

    def _show(self, report: str) -> None:
        """The pages, to be printed or kept."""
        self.make(report, self._hand.plan_id, "pdf")

    def _show_anonymised(self) -> None:
        self.make("buddy_plan", self._hand.plan_id, "pdf", anonymise=True)

    def _make_workbook(self) -> None:
        """The workbook into the report folder."""
        self.make("buddy_plan", self._hand.plan_id, "xlsx")
