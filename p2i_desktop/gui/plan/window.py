"""The plan editor, in a window of its own: header and versions above, tabs below; each tab builds in its own turn."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from p2i_desktop.gui.case.drop import FileDrop
from p2i_desktop.gui.commands import EVERYWHERE, Command
from p2i_desktop.gui.conflict_bar import ConflictBar
from p2i_desktop.gui.drawers import Drawers
from p2i_desktop.gui.history_dialog import open_history
from p2i_desktop.gui.later import Later
from p2i_desktop.gui.low_window import LowPage, low_scrolled
from p2i_desktop.gui.plan.bars import PlanBars
from p2i_desktop.gui.plan.documents import DocumentsTab
from p2i_desktop.gui.plan.drafts import FORM
from p2i_desktop.gui.plan.evaluation import EvaluationTab
from p2i_desktop.gui.plan.hand import PlanHand
from p2i_desktop.gui.plan.header import PlanHeader
from p2i_desktop.gui.plan.paper import PRINT_MENU, PlanPapers
from p2i_desktop.gui.plan.steps import MORE, NEXT, PlanSteps
from p2i_desktop.gui.plan.tab import PlanTab
from p2i_desktop.gui.plan.tabs import TABS
from p2i_desktop.gui.row_tabs import row_commands
from p2i_desktop.gui.screen import Bench
from p2i_desktop.gui.step_panel import StepPanel
from p2i_desktop.i18n import N_

if TYPE_CHECKING:
    from p2i_desktop.services.drafts import Draft
    from p2i_desktop.services.errors import Changed
    from p2i_desktop.services.office import Office
    from p2i_desktop.services.plan_file import PlanFile

_LEAST_TABS = 380  # pixels at 100 %: height of the tabs, before the window scrolls
_SHOWS = frozenset(
    {
        "support_plan", "plan_need", "plan_objective", "plan_milestone", "support_measure", "plan_risk",
        "plan_signature", "plan_evaluation", "setup_progress", "buddy_pairing", "centre", "centre_name", "contact",
        "consultation", "action", "attachment", "transition", "programme",
    }
)  # fmt: skip


class PlanWindow(QWidget):
    """One version of a plan; all of it saves itself and follows what others change."""

    def __init__(self, bench: Bench, plan_id: str) -> None:
        super().__init__()
        self.bench = bench
        self.setObjectName("plan_file")
        self.setProperty("kind", "window")
        self.resize(bench.look.px(1280), bench.look.px(860))
        self.hand = PlanHand(bench, plan_id, self)
        self.header = PlanHeader(self.hand, self)
        self.bars, self.conflicts = PlanBars(self.hand, self), ConflictBar(bench.look, self)
        self.panel = StepPanel(bench.look, self)
        self.panel.word(bench.texts, reason=True)
        self.hand.letters = self.panel.letters
        self.steps = PlanSteps(self.hand, self._leave, self.panel, self)
        self._papers = PlanPapers(self.hand, self._leave, self)
        self.tabs = [tab(self.hand) for tab in TABS]
        self._built: set[str] = set()
        self._behind: set[str] = set()  # tabs that have not taken the file as it is now
        self._turns = Later(self, {})
        self._next = ""  # the command behind the button of the head
        self.drawers = Drawers(bench, "plan_tabs", self.tabs, self)
        self.drawers.keeper.keep_above(bench.look.px(_LEAST_TABS))
        inside = LowPage()
        self._area = low_scrolled(inside, self)
        whole = QVBoxLayout(inside)
        margin = bench.look.px(24)
        whole.setContentsMargins(margin, bench.look.px(16), margin, bench.look.px(16))
        whole.setSpacing(bench.look.px(10))
        for part in (self.header, self.bars, self.conflicts, self.panel):
            whole.addWidget(part)
        whole.addWidget(self.drawers, 1)
        documents = self.drawers.of(DocumentsTab)
        self._drop = FileDrop(self, documents.take)
        self.steps.to_evaluation = lambda: self.drawers.visit(self.drawers.of(EvaluationTab))
        self.steps.take_up = self.bars.take_up
        self._connect()
        bench.commands.install(self, self._commands())
        bench.commands.lend(self, EVERYWHERE)
        self._fill_menu(self.header.menu, MORE)
        self._fill_menu(self.header.printing, PRINT_MENU)
        self.retranslate()
        bench.desk.ask(self._gather, self._first, self._gone, self)

    # -- building ----------------------------------------------------------------------------------------------------
    def _connect(self) -> None:
        bench = self.bench
        self.drawers.opening.connect(self._ready)
        self.hand.moved.connect(self.show_plan)
        self.hand.offered.connect(self.bars.offer)
        self.hand.refused.connect(self.bars.refuse)
        self.hand.conflict.connect(lambda kind, fields, settle: self.conflicts.ask(kind, fields, bench.texts, settle))
        self.header.version_chosen.connect(self.show_plan)
        self.header.step.clicked.connect(self._next_step)
        bench.desk.changed.connect(self._changed)
        bench.language_changed.connect(self.retranslate)

    def _commands(self) -> list[Command]:
        tabs = [
            Command(f"plan_tab_{tab.name}", tab.heading, partial(self.drawers.visit, tab), f"Alt+{at}", "case")
            if at < 10
            else Command(f"plan_tab_{tab.name}", tab.heading, partial(self.drawers.visit, tab), (), "case")
            for at, tab in enumerate(self.tabs, 1)
        ]
        return [
            *tabs,
            Command("plan_next_tab", N_("Next tab of the plan"), lambda: self.drawers.walk(1), "Ctrl+PgDown", "case"),
            Command("plan_previous_tab", N_("Previous tab of the plan"), lambda: self.drawers.walk(-1), "Ctrl+PgUp",
                    "case"),
            *row_commands("plan", self.bench, self.drawers),
            Command("plan_step", N_("Next step of the plan"), self._next_step, "Ctrl+Shift+M", "case", "milestone",
                    enabled=self._moves),
            *self.steps.commands(),
            *self._papers.commands(),
            *(command for tab in self.tabs for command in tab.commands()),
            Command("plan_history", N_("History of this record"), self._history, "Ctrl+Shift+H", "case", "history"),
            Command("plan_close_window", N_("Close window"), self._close_window, "Ctrl+W", "case"),
        ]  # fmt: skip

    def _fill_menu(self, menu: QMenu, names: Sequence[str]) -> None:
        """The commands of a button; what cannot be run now is grey while the menu is open."""
        actions = [self.bench.commands.action(name) for name in names]
        menu.addActions(actions)
        for action in actions:
            menu.aboutToShow.connect(action.show_state)
            menu.aboutToHide.connect(action.free)

    def need(self, tab: PlanTab) -> None:
        """Builds a tab now if its turn has not come, and lets it show the plan as it is."""
        if tab.name not in self._built:
            self._built.add(tab.name)
            tab.build()
            tab.retranslate()
            self.bench.look.dress(tab)
            self._drop.watch(tab)
        if tab.name in self._behind and self.hand.file is not None:
            self._behind.discard(tab.name)
            tab.show_file(self.hand.file)

    def _ready(self, box: object) -> None:
        if isinstance(box, PlanTab) and self.hand.file is not None:
            self.need(box)
            QTimer.singleShot(0, self, self._see_focus)

    def _see_focus(self) -> None:
        """In a low window the tab is scrolled to where the keys are."""
        focus, bar = self.focusWidget(), self._area.verticalScrollBar()
        if focus is None or not self.drawers.isAncestorOf(focus) or not bar.maximum():
            return
        lowest = focus.mapTo(self._area.viewport(), focus.rect().bottomLeft()).y()
        if lowest > self._area.viewport().height():
            bar.setValue(self.drawers.y() - self.bench.look.px(8))

    def retranslate(self) -> None:
        """Words the window in the language that is shown."""
        self.header.retranslate()
        self.panel.word(self.bench.texts, reason=True)
        for tab in self.tabs:
            if tab.name in self._built:
                tab.retranslate()
        self.drawers.word_all()
        if self.hand.file is not None:
            self._show(self.hand.file)

    # -- reading -----------------------------------------------------------------------------------------------------
    def show_plan(self, plan_id: str) -> None:
        """Shows another version of the plan."""
        if plan_id != self.hand.plan_id:
            self._leave()
            self.hand.plan_id = plan_id
            self.hand.drafts.show(plan_id)
            self.bench.host.showing(self, plan_id)
            self.bench.desk.ask(self._gather, self._show, self._gone, self)

    def _gather(self, office: Office) -> PlanFile:
        return office.plans.file(self.hand.plan_id)

    def _first(self, file: PlanFile) -> None:
        first = next((tab for tab in self.tabs if tab.opens), self.tabs[0])
        self._show(file)
        self.drawers.visit(first)
        self._ask_draft()

    def _ask_draft(self) -> None:
        """What was being typed when the window went stands in its cell again."""
        key = self.hand.plan_id
        self.bench.desk.ask(lambda office: office.drafts.get(FORM, key), self._take_draft, owner=self)

    def _take_draft(self, draft: Draft | None) -> None:
        if draft is None or draft.key != self.hand.plan_id:
            return
        self._turns.finish()  # the grid that knows the cell may not be built yet
        owner = next((tab for tab in self.tabs if tab.findChild(QWidget, str(draft.payload.get("grid")))), None)
        if owner is not None:
            self.drawers.visit(owner)
            self.hand.drafts.resume(draft.payload, draft.base_revision)

    def _gone(self, error: Exception) -> None:
        self.bench.fault(error)
        self.close()

    def _show(self, file: PlanFile) -> None:
        """Header, counts and the open tab now, the other tabs in their turns."""
        self.hand.file = file
        self.setWindowTitle(self.header.show_file(file).replace("[*]", "[ *]"))
        words, self._next = NEXT.get(file.plan.status, ("", ""))
        self.header.say_step(self.bench.texts._(words) if words and self.bench.writable() else "")
        self.bars.show_file(file)
        self.steps.show_file(file)
        for tab in self.tabs:
            tab.told.emit(tab.count(file))
        self._behind = {tab.name for tab in self.tabs}
        if self.isVisible():
            self._ready(self.drawers.current())
        self._turns.drop()
        self._turns = Later(self, {tab.name: partial(self.need, tab) for tab in self.tabs})

    def _changed(self, changed: Changed, _initiator: object) -> None:
        if _SHOWS & set(changed.keys):
            self.bench.desk.ask(self._gather, self._show, self._gone, self)
            for tab in self.tabs:
                if tab.name in self._built and tab.shows & set(changed.keys):
                    tab.reload()

    # -- what is pressed -----------------------------------------------------------------------------------------------
    def _next_step(self) -> None:
        self.bench.commands.action(self._next).trigger()

    def _moves(self) -> bool:
        return bool(self._next) and self.bench.writable()

    # -- the rest ----------------------------------------------------------------------------------------------------
    def _history(self) -> None:
        self._leave()
        open_history(self.bench, self, self.hand.plan_id)

    def _close_window(self) -> None:
        self.close()

    def _leave(self) -> None:
        """What is being typed is saved, or kept as a draft."""
        for tab in self.tabs:
            if tab.name in self._built:
                tab.leave()
        self.hand.drafts.now()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up what is offered, then closes the window; Ctrl+V outside of texts attaches copied files."""
        if event.key() == Qt.Key.Key_Escape:
            if self.bars.withdraw():
                self.hand.drafts.drop()
            else:
                self.close()
        elif event.matches(QKeySequence.StandardKey.Paste) and self._drop.paste():
            event.accept()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._leave()
        super().closeEvent(event)
