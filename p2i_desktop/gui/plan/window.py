"""The plan editor, in a window of its own: header and versions above, tabs below; each tab builds in its own turn."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from p2i_desktop.gui.case.drop import FileDrop
from p2i_desktop.gui.commands import EVERYWHERE, Command
from p2i_desktop.gui.history_dialog import open_history
from p2i_desktop.gui.plan.bars import PlanBars
from p2i_desktop.gui.plan.documents import DocumentsTab
from p2i_desktop.gui.plan.evaluation import EvaluationTab
from p2i_desktop.gui.plan.finding import Finds
from p2i_desktop.gui.plan.hand import PlanHand
from p2i_desktop.gui.plan.header import PlanHeader
from p2i_desktop.gui.plan.paper import PRINT_MENU, PlanPapers
from p2i_desktop.gui.plan.steps import MORE, NEXT, PlanSteps
from p2i_desktop.gui.plan.tabs import TABS
from p2i_desktop.gui.row_tabs import row_commands
from p2i_desktop.gui.screen import Bench
from p2i_desktop.gui.tabbed_window import TabbedWindow
from p2i_desktop.i18n import N_
from p2i_desktop.services.errors import Missing

if TYPE_CHECKING:
    from p2i_desktop.domain.buddies import PlanStatus
    from p2i_desktop.services.office import Office
    from p2i_desktop.services.plan_file import PlanFile


class PlanWindow(TabbedWindow):
    """One version of a plan."""

    shows: ClassVar[frozenset[str]] = frozenset(
        {
            "support_plan", "plan_need", "plan_objective", "plan_milestone", "support_measure", "plan_risk",
            "plan_signature", "plan_evaluation", "setup_progress", "buddy_pairing", "centre", "centre_name", "contact",
            "consultation", "action", "attachment", "transition", "programme",
        }
    )  # fmt: skip
    next_steps = NEXT

    def __init__(self, bench: Bench, plan_id: str) -> None:
        self._wanted = ""  # the row to be marked once the plan was read
        self.hand = PlanHand(bench, plan_id)
        self.tabs = [tab(self.hand) for tab in TABS]
        super().__init__(self.hand, "plan", self.tabs)
        self.header, self.bars = PlanHeader(self.hand, self), PlanBars(self.hand, self)
        self.steps = PlanSteps(self.hand, self.leave, self.panel, self)
        self._papers = PlanPapers(self.hand, self.leave, self)
        self.arrange(self.header, self.bars, FileDrop(self, self.drawers.of(DocumentsTab).take))
        self.steps.to_evaluation = lambda: self.drawers.visit(self.drawers.of(EvaluationTab))
        self.steps.take_up = self.bars.take_up
        self.hand.moved.connect(self.show_plan)
        self.hand.offered.connect(self.bars.offer)
        self.hand.refused.connect(self.bars.refuse)
        self.header.version_chosen.connect(self.show_plan)
        bench.commands.install(self, self._commands())
        bench.commands.lend(self, EVERYWHERE)
        self.begin(MORE, PRINT_MENU)

    def _commands(self) -> list[Command]:
        return [
            *self.tab_commands(N_("Next tab of the plan"), N_("Previous tab of the plan")),
            *row_commands("plan", self.bench, self.drawers),
            Command("plan_step", N_("Next step of the plan"), self.next_step, "Ctrl+Shift+M", "case", "milestone",
                    enabled=self.moves),
            *self.steps.commands(),
            *self._papers.commands(),
            *(command for tab in self.tabs for command in tab.commands()),
            Command("plan_history", N_("History of this record"), self._history, "Ctrl+Shift+H", "case", "history"),
            self.close_command(),
        ]  # fmt: skip

    # -- reading -----------------------------------------------------------------------------------------------------
    def show_plan(self, plan_id: str) -> None:
        """Shows another version of the plan."""
        if plan_id != self.hand.plan_id:
            self.leave()
            self.hand.record_id = plan_id
            self.hand.drafts.show(plan_id)
            self.bench.host.showing(self, plan_id)
            self.read()

    def gone(self, error: Exception) -> None:
        """A version that was taken back or thrown away gives way to the one that it was to replace."""
        file = self.hand.file
        older = file.plan.replaces if file is not None and file.plan.id == self.hand.plan_id else None
        if older is None or not isinstance(error, Missing):
            super().gone(error)
            return
        self.show_plan(older)

    def gather(self, office: Office) -> PlanFile:
        """The version that is shown, in the worker."""
        return office.plans.file(self.hand.plan_id)

    def status(self, file: PlanFile) -> PlanStatus:
        """How the plan stands."""
        return file.plan.status

    def show_read(self, file: PlanFile) -> None:
        """Head, bars, counts and tabs."""
        super().show_read(file)
        self.bars.show_file(file)
        self.steps.show_file(file)

    def first_read(self, file: PlanFile) -> None:
        """The plan, and the row that is to be marked."""
        super().first_read(file)
        self._mark()

    def go_to(self, row_id: str) -> None:
        """Shows a milestone or measure in its tab, marked; one that is gone marks nothing."""
        self._wanted = row_id
        if self.there():
            self._mark()

    def _mark(self) -> None:
        row_id, self._wanted, file = self._wanted, "", self.hand.file
        for tab in self.tabs:
            if row_id and file is not None and isinstance(tab, Finds) and tab.has(file, row_id):
                self.drawers.visit(tab)
                self.need(tab)
                tab.go_to(row_id)
                return

    # -- the rest ----------------------------------------------------------------------------------------------------
    def _history(self) -> None:
        self.leave()
        open_history(self.bench, self, self.hand.plan_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up what is offered, then closes the window; Ctrl+V outside of texts attaches copied files."""
        if event.key() == Qt.Key.Key_Escape:
            if self.bars.withdraw():
                self.hand.drafts.drop()
            else:
                self.close()
        elif event.matches(QKeySequence.StandardKey.Paste) and self.paste():
            event.accept()
        else:
            super().keyPressEvent(event)
