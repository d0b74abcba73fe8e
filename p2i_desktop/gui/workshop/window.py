"""The workshop, in a window of its own: head above, tabs below; each tab builds in its own turn."""

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
from p2i_desktop.gui.info_bar import Info, InfoBars
from p2i_desktop.gui.later import Later
from p2i_desktop.gui.low_window import LowPage, low_scrolled
from p2i_desktop.gui.row_tabs import row_commands
from p2i_desktop.gui.screen import Bench
from p2i_desktop.gui.step_panel import StepPanel
from p2i_desktop.gui.workshop.documents import DocumentsTab
from p2i_desktop.gui.workshop.hand import FORM, WorkshopHand
from p2i_desktop.gui.workshop.header import WorkshopHeader
from p2i_desktop.gui.workshop.paper import PRINT_MENU, WorkshopPapers
from p2i_desktop.gui.workshop.steps import MORE, NEXT, WorkshopSteps
from p2i_desktop.gui.workshop.tab import WorkshopTab
from p2i_desktop.gui.workshop.tabs import TABS
from p2i_desktop.gui.workshop.ways import WorkshopWays
from p2i_desktop.i18n import N_

if TYPE_CHECKING:
    from p2i_desktop.services.drafts import Draft
    from p2i_desktop.services.errors import Changed
    from p2i_desktop.services.office import Office
    from p2i_desktop.services.workshop_file import WorkshopFile

_LEAST_TABS = 380  # pixels at 100 %: height of the tabs, before the window scrolls
_TAB = "workshop.tab"  # the tab that was used last
_SHOWS = frozenset(
    {
        "workshop", "workshop_session", "agenda_item", "participation", "attendance", "feedback", "feedback_question",
        "feedback_answer", "disclosure", "organisation", "contact", "employment", "programme", "consultation",
        "action", "attachment", "transition",
    }
)  # fmt: skip


class WorkshopWindow(QWidget):
    """One workshop; all of it saves itself and follows what others change."""

    def __init__(self, bench: Bench, workshop_id: str) -> None:
        super().__init__()
        self.bench = bench
        self.setObjectName("workshop_file")
        self.setProperty("kind", "window")
        self.resize(bench.look.px(1280), bench.look.px(860))
        self.hand = WorkshopHand(bench, workshop_id, self)
        self.header = WorkshopHeader(self.hand, self)
        self.bars, self.conflicts = InfoBars(bench.look, self), ConflictBar(bench.look, self)
        self.panel = StepPanel(bench.look, self)
        self.panel.word(bench.texts, reason=True)
        self.hand.letters = self.panel.letters
        self.steps = WorkshopSteps(self.hand, self._leave, self.panel, self)
        self.papers = WorkshopPapers(self.hand, self._leave, self)
        self.ways = WorkshopWays(self.hand, self._leave, self)
        self.tabs = [tab(self.hand) for tab in TABS]
        self._built: set[str] = set()
        self._behind: set[str] = set()  # tabs that have not taken the file as it is now
        self._turns = Later(self, {})
        self._reading = self._stale = False  # it is being read; something changed meanwhile
        self._next = ""  # the command behind the button of the head
        self.drawers = Drawers(bench, "workshop_tabs", self.tabs, self)
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
        self._drop = FileDrop(self, self.drawers.of(DocumentsTab).take)
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
        self.hand.refused.connect(self._refuse)
        self.hand.conflict.connect(lambda kind, fields, settle: self.conflicts.ask(kind, fields, bench.texts, settle))
        self.header.step.clicked.connect(self._next_step)
        self.header.pack.clicked.connect(lambda: bench.commands.action("workshop_pack").trigger())
        bench.desk.changed.connect(self._changed)
        bench.language_changed.connect(self.retranslate)

    def _commands(self) -> list[Command]:
        visit, there = self.drawers.visit, self._there
        tabs = [
            Command(f"workshop_tab_{tab.name}", tab.heading, partial(visit, tab), f"Alt+{at}", "case", enabled=there)
            for at, tab in enumerate(self.tabs, 1)
        ]
        return [
            *tabs,
            Command("workshop_next_tab", N_("Next tab of the workshop"), lambda: self.drawers.walk(1), "Ctrl+PgDown",
                    "case", enabled=self._there),
            Command("workshop_previous_tab", N_("Previous tab of the workshop"), lambda: self.drawers.walk(-1),
                    "Ctrl+PgUp", "case", enabled=self._there),
            *row_commands("workshop", self.bench, self.drawers),
            Command("workshop_step_on", N_("Next step of the workshop"), self._next_step, "Ctrl+Shift+M", "case",
                    "milestone", enabled=self._moves),
            *self.steps.commands(),
            *self.papers.commands(),
            *(command for tab in self.tabs for command in tab.commands()),
            *self.ways.commands(),
            Command("workshop_close_window", N_("Close window"), self._close_window, "Ctrl+W", "case"),
        ]  # fmt: skip

    def _fill_menu(self, menu: QMenu, names: Sequence[str]) -> None:
        """The commands of a button; what cannot be run now is grey while the menu is open."""
        actions = [self.bench.commands.action(name) for name in names]
        menu.addActions(actions)
        for action in actions:
            menu.aboutToShow.connect(action.show_state)
            menu.aboutToHide.connect(action.free)

    def need(self, tab: WorkshopTab) -> None:
        """Builds a tab now if its turn has not come, and lets it show the workshop as it is."""
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
        if isinstance(box, WorkshopTab) and self.hand.file is not None:
            self.need(box)
            self.bench.remember(_TAB, box.name)
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
    def _gather(self, office: Office) -> WorkshopFile:
        return office.workshops.file(self.hand.workshop_id)

    def _first(self, file: WorkshopFile) -> None:
        kept = self.bench.remembered(_TAB)
        first = next((tab for tab in self.tabs if tab.name == kept), self.tabs[0])
        self._show(file)
        self.drawers.visit(first)
        key = self.hand.workshop_id
        self.bench.desk.ask(lambda office: office.drafts.get(FORM, key), self._take_draft, owner=self)

    def _take_draft(self, draft: Draft | None) -> None:
        """What was being typed when the window went stands in its cell again."""
        if draft is None:
            return
        self._turns.finish()  # the grid that knows the cell may not be built yet
        owner = next((tab for tab in self.tabs if tab.findChild(QWidget, str(draft.payload.get("grid")))), None)
        if owner is not None:
            self.drawers.visit(owner)
            self.hand.drafts.resume(draft.payload, draft.base_revision)

    def _gone(self, error: Exception) -> None:
        self.bench.fault(error)
        self.close()

    def _show(self, file: WorkshopFile) -> None:
        """Head, counts and the open tab now, the other tabs in their turns."""
        self.hand.file = file
        self.setWindowTitle(self.header.show_file(file).replace("[*]", "[ *]"))
        words, self._next = NEXT.get(file.workshop.status, ("", ""))
        self.header.say_step(self.bench.texts._(words) if words and self.bench.writable() else "")
        for tab in self.tabs:
            tab.told.emit(tab.count(file))
        self._behind = {tab.name for tab in self.tabs}
        if self.isVisible():
            self._ready(self.drawers.current())
        self._turns.drop()
        self._turns = Later(self, {tab.name: partial(self.need, tab) for tab in self.tabs})

    def _changed(self, changed: Changed, _initiator: object) -> None:
        if _SHOWS & set(changed.keys):
            self._read()
            for tab in self.tabs:
                if tab.name in self._built and tab.shows & set(changed.keys):
                    tab.reload()

    def _read(self) -> None:
        """Asks for the workshop once at a time: marks come faster than thousands of people are read."""
        if self._reading:
            self._stale = True
            return
        self._reading = True

        def told(file: WorkshopFile) -> None:
            self._reading, again, self._stale = False, self._stale, False
            if again:
                self._read()
            self._show(file)

        self.bench.desk.ask(self._gather, told, self._gone, self)

    def _refuse(self, words: str) -> None:
        """Why something was not possible; empty = nothing stands against it any more."""
        self.bars.show_infos((Info("refusal", words, "err"),) if words else ())
        if words:
            self.bench.announce(self.bars, words)

    def _there(self) -> bool:
        """Whether the workshop was read: before that no tab has its widgets."""
        return self.hand.file is not None

    # -- what is pressed -----------------------------------------------------------------------------------------------
    def _next_step(self) -> None:
        self.bench.commands.action(self._next).trigger()

    def _moves(self) -> bool:
        return bool(self._next) and self.bench.writable()

    def _open_tab(self) -> WorkshopTab | None:
        box = self.drawers.current()
        return box if isinstance(box, WorkshopTab) else None

    # -- the rest ----------------------------------------------------------------------------------------------------
    def _close_window(self) -> None:
        self.close()

    def _leave(self) -> None:
        """What is being typed is saved, or kept as a draft."""
        for tab in self.tabs:
            if tab.name in self._built:
                tab.leave()
        self.hand.drafts.now()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc takes a refusal away, then closes the window; Ctrl+V outside of texts is the open tab's."""
        tab = self._open_tab()
        if event.key() == Qt.Key.Key_Escape:
            if self.bars.isVisible():
                self._refuse("")
            else:
                self.close()
        elif event.matches(QKeySequence.StandardKey.Paste) and (
            (tab is not None and tab.paste()) or self._drop.paste()
        ):
            event.accept()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._leave()
        super().closeEvent(event)
