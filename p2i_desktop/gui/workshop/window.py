"""The workshop, in a window of its own: head above, tabs below; each tab builds in its own turn."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from p2i_desktop.gui.case.drop import FileDrop
from p2i_desktop.gui.commands import EVERYWHERE, Command
from p2i_desktop.gui.info_bar import Info, InfoBars
from p2i_desktop.gui.row_tabs import RowTab, row_commands
from p2i_desktop.gui.screen import Bench
from p2i_desktop.gui.tabbed_window import TabbedWindow
from p2i_desktop.gui.workshop.documents import DocumentsTab
from p2i_desktop.gui.workshop.hand import WorkshopHand
from p2i_desktop.gui.workshop.header import WorkshopHeader
from p2i_desktop.gui.workshop.paper import PRINT_MENU, WorkshopPapers
from p2i_desktop.gui.workshop.steps import MORE, NEXT, WorkshopSteps
from p2i_desktop.gui.workshop.tabs import TABS
from p2i_desktop.gui.workshop.ways import WorkshopWays
from p2i_desktop.i18n import N_

if TYPE_CHECKING:
    from p2i_desktop.domain.workshops import EventStatus
    from p2i_desktop.services.office import Office
    from p2i_desktop.services.workshop_file import WorkshopFile

_TAB = "workshop.tab"  # the tab that was used last


class WorkshopWindow(TabbedWindow):
    """One workshop."""

    shows: ClassVar[frozenset[str]] = frozenset(
        {
            "workshop", "workshop_session", "agenda_item", "participation", "attendance", "feedback",
            "feedback_question", "feedback_answer", "disclosure", "organisation", "contact", "employment", "programme",
            "consultation", "action", "attachment", "transition",
        }
    )  # fmt: skip
    next_steps = NEXT

    def __init__(self, bench: Bench, workshop_id: str) -> None:
        self.hand = WorkshopHand(bench, workshop_id)
        self.tabs = [tab(self.hand) for tab in TABS]
        super().__init__(self.hand, "workshop", self.tabs)
        self.header, self.bars = WorkshopHeader(self.hand, self), InfoBars(bench.look, self)
        self.steps = WorkshopSteps(self.hand, self.leave, self.panel, self)
        self.papers = WorkshopPapers(self.hand, self.leave, self)
        self.ways = WorkshopWays(self.hand, self.leave, self)
        self.arrange(self.header, self.bars, FileDrop(self, self.drawers.of(DocumentsTab).take))
        self.hand.refused.connect(self._refuse)
        self.header.pack.clicked.connect(lambda: bench.commands.action("workshop_pack").trigger())
        bench.commands.install(self, self._commands())
        bench.commands.lend(self, EVERYWHERE)
        self.begin(MORE, PRINT_MENU)

    def _commands(self) -> list[Command]:
        return [
            *self.tab_commands(N_("Next tab of the workshop"), N_("Previous tab of the workshop")),
            *row_commands("workshop", self.bench, self.drawers),
            Command("workshop_step_on", N_("Next step of the workshop"), self.next_step, "Ctrl+Shift+M", "case",
                    "milestone", enabled=self.moves),
            *self.steps.commands(),
            *self.papers.commands(),
            *(command for tab in self.tabs for command in tab.commands()),
            *self.ways.commands(),
            self.close_command(),
        ]  # fmt: skip

    # -- reading -----------------------------------------------------------------------------------------------------
    def gather(self, office: Office) -> WorkshopFile:
        """The workshop, in the worker."""
        return office.workshops.file(self.hand.workshop_id)

    def status(self, file: WorkshopFile) -> EventStatus:
        """How the workshop stands."""
        return file.workshop.status

    def first_tab(self) -> RowTab:
        """The one that was used last, in any workshop."""
        kept = self.bench.remembered(_TAB)
        return next((tab for tab in self.tabs if tab.name == kept), self.tabs[0])

    def opened(self, tab: RowTab) -> None:
        """The tab is remembered."""
        self.bench.remember(_TAB, tab.name)

    def _refuse(self, words: str) -> None:
        """Why something was not possible; empty = nothing stands against it any more."""
        self.bars.show_infos((Info("refusal", words, "err"),) if words else ())
        if words:
            self.bench.announce(self.bars, words)

    # -- the rest ----------------------------------------------------------------------------------------------------
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc takes a refusal away, then closes the window; Ctrl+V outside of texts is the open tab's."""
        if event.key() == Qt.Key.Key_Escape:
            if self.bars.isVisible():
                self._refuse("")
            else:
                self.close()
        elif event.matches(QKeySequence.StandardKey.Paste) and self.paste():
            event.accept()
        else:
            super().keyPressEvent(event)
