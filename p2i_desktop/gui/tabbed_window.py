"""A record in a window of its own: head above, tabs below; each tab builds in its own turn."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from p2i_desktop.gui.case.drop import FileDrop
from p2i_desktop.gui.commands import Command
from p2i_desktop.gui.conflict_bar import ConflictBar
from p2i_desktop.gui.drawers import Drawers
from p2i_desktop.gui.info_bar import InfoBars
from p2i_desktop.gui.later import Later
from p2i_desktop.gui.low_window import LowPage, low_scrolled
from p2i_desktop.gui.record_head import RecordHead
from p2i_desktop.gui.row_hand import RowHand
from p2i_desktop.gui.row_tabs import RowTab
from p2i_desktop.gui.step_panel import StepPanel
from p2i_desktop.i18n import N_

if TYPE_CHECKING:
    from p2i_desktop.services.drafts import Draft
    from p2i_desktop.services.errors import Changed
    from p2i_desktop.services.office import Office

_LEAST_TABS = 380  # pixels at 100 %: height of the tabs, before the window scrolls


class TabbedWindow(QWidget):
    """What the windows of plans and workshops share; all of it saves itself and follows what others change.

    A window makes its parts in this order: `__init__`, its own head, bars and steps, `arrange`, its commands, `begin`."""

    shows: ClassVar[frozenset[str]] = frozenset()  # keys of the types whose changes concern the window
    next_steps: ClassVar[dict[Any, tuple[str, str]]] = {}  # status -> words and command of the button of the head

    def __init__(self, hand: RowHand, name: str, tabs: Sequence[RowTab]) -> None:
        super().__init__()
        self.bench = bench = hand.bench
        self.setObjectName(f"{name}_file")
        self.setProperty("kind", "window")
        self.resize(bench.look.px(1280), bench.look.px(860))
        hand.setParent(self)
        self._name, self._all, self._hand = name, tuple(tabs), hand
        self.conflicts, self.panel = ConflictBar(bench.look, self), StepPanel(bench.look, self)
        self.panel.word(bench.texts, reason=True)
        hand.letters = self.panel.letters
        self._built: set[str] = set()
        self._behind: set[str] = set()  # tabs that have not taken the file as it is now
        self._turns = Later(self, {})
        self._reading = self._stale = False  # it is being read; something changed meanwhile
        self._next = ""  # the command behind the button of the head
        self.drawers = Drawers(bench, f"{name}_tabs", self._all, self)
        self.drawers.keeper.keep_above(bench.look.px(_LEAST_TABS))

    # -- building ----------------------------------------------------------------------------------------------------
    def arrange(self, head: RecordHead, bars: InfoBars, drop: FileDrop) -> None:
        """Puts the parts below each other; `drop` takes the files that are dropped or pasted."""
        self._head, self._drop = head, drop
        inside = LowPage()
        self._area = low_scrolled(inside, self)
        whole = QVBoxLayout(inside)
        margin = self.bench.look.px(24)
        whole.setContentsMargins(margin, self.bench.look.px(16), margin, self.bench.look.px(16))
        whole.setSpacing(self.bench.look.px(10))
        for part in (head, bars, self.conflicts, self.panel):
            whole.addWidget(part)
        whole.addWidget(self.drawers, 1)
        self.drawers.opening.connect(self._ready)
        self._hand.conflict.connect(
            lambda kind, fields, settle: self.conflicts.ask(kind, fields, self.bench.texts, settle)
        )
        head.step.clicked.connect(self.next_step)
        self.bench.desk.changed.connect(self._changed)
        self.bench.language_changed.connect(self.retranslate)

    def begin(self, more: Sequence[str], printing: Sequence[str]) -> None:
        """Fills the menus of the head with commands by their names, and asks for the record."""
        self._fill_menu(self._head.menu, more)
        self._fill_menu(self._head.printing, printing)
        self.retranslate()
        self.bench.desk.ask(self.gather, self.first_read, self.gone, self)

    def tab_commands(self, after: str, before: str) -> list[Command]:
        """Alt and a number for each tab, and the way to the next and the one before; `after`, `before`: their words."""
        live = self.there
        tabs = [
            Command(f"{self._name}_tab_{tab.name}", tab.heading, partial(self.drawers.visit, tab),
                    f"Alt+{at}" if at < 10 else (), "case", enabled=live)
            for at, tab in enumerate(self._all, 1)
        ]  # fmt: skip
        walk = self.drawers.walk
        return [
            *tabs,
            Command(f"{self._name}_next_tab", after, lambda: walk(1), "Ctrl+PgDown", "case", enabled=live),
            Command(f"{self._name}_previous_tab", before, lambda: walk(-1), "Ctrl+PgUp", "case", enabled=live),
        ]

    def close_command(self) -> Command:
        """Ctrl+W."""
        return Command(f"{self._name}_close_window", N_("Close window"), self._close_window, "Ctrl+W", "case")

    def _fill_menu(self, menu: QMenu, names: Sequence[str]) -> None:
        """The commands of a button; what cannot be run now is grey while the menu is open."""
        actions = [self.bench.commands.action(name) for name in names]
        menu.addActions(actions)
        for action in actions:
            menu.aboutToShow.connect(action.show_state)
            menu.aboutToHide.connect(action.free)

    def need(self, tab: RowTab) -> None:
        """Builds a tab now if its turn has not come, and lets it show the record as it is."""
        if tab.name not in self._built:
            self._built.add(tab.name)
            tab.build()
            tab.retranslate()
            self.bench.look.dress(tab)
            self._drop.watch(tab)
        if tab.name in self._behind and self._hand.file is not None:
            self._behind.discard(tab.name)
            tab.show_file(self._hand.file)

    def _ready(self, box: object) -> None:
        if isinstance(box, RowTab) and self._hand.file is not None:
            self.need(box)
            self.opened(box)
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
        self._head.retranslate()
        self.panel.word(self.bench.texts, reason=True)
        for tab in self._live():
            tab.retranslate()
        self.drawers.word_all()
        if self._hand.file is not None:
            self.show_read(self._hand.file)

    def _live(self) -> list[RowTab]:
        return [tab for tab in self._all if tab.name in self._built]

    # -- reading -----------------------------------------------------------------------------------------------------
    def gather(self, office: Office) -> Any:
        """Reads all that the window shows, in the worker."""
        return None

    def read(self) -> None:
        """Asks for the record once at a time: changes come faster than a large one is read."""
        if self._reading:
            self._stale = True
            return
        self._reading = True

        def told(file: Any) -> None:
            self._reading, again, self._stale = False, self._stale, False
            if again:
                self.read()
            self.show_read(file)

        def failed(error: Exception) -> None:
            self._reading = self._stale = False
            self.gone(error)

        self.bench.desk.ask(self.gather, told, failed, self)

    def first_tab(self) -> RowTab:
        """The tab that is open at first."""
        return next((tab for tab in self._all if tab.opens), self._all[0])

    def opened(self, tab: RowTab) -> None:
        """A tab was brought to the front."""

    def first_read(self, file: Any) -> None:
        """Shows the record for the first time, its first tab and what was being typed there."""
        self.show_read(file)
        self.drawers.visit(self.first_tab())
        form, key = self._hand.drafts.place()
        self.bench.desk.ask(lambda office: office.drafts.get(form, key), self._take_draft, owner=self)

    def _take_draft(self, draft: Draft | None) -> None:
        """What was being typed when the window went stands in its cell again."""
        if draft is None or draft.key != self._hand.record_id:
            return
        self._turns.finish()  # the grid that knows the cell may not be built yet
        owner = next((tab for tab in self._all if tab.findChild(QWidget, str(draft.payload.get("grid")))), None)
        if owner is not None:
            self.drawers.visit(owner)
            self._hand.drafts.resume(draft.payload, draft.base_revision)

    def gone(self, error: Exception) -> None:
        """The record cannot be read: it is said, and the window closes."""
        self.bench.fault(error)
        self.close()

    def show_read(self, file: Any) -> None:
        """Head, counts and the open tab now, the other tabs in their turns."""
        self._hand.file = file
        self.setWindowTitle(self._head.show_file(file).replace("[*]", "[ *]"))
        words, self._next = self.next_steps.get(self.status(file), ("", ""))
        self._head.say_step(self.bench.texts._(words) if words and self.bench.writable() else "")
        for tab in self._all:
            tab.told.emit(tab.count(file))
        self._behind = {tab.name for tab in self._all}
        if self.isVisible():
            self._ready(self.drawers.current())
        self._turns.drop()
        self._turns = Later(self, {tab.name: partial(self.need, tab) for tab in self._all})

    def status(self, file: Any) -> Any:
        """How the record stands: a key of `next_steps`."""
        return None

    def _changed(self, changed: Changed, _initiator: object) -> None:
        if self.shows & set(changed.keys):
            self.read()
            for tab in self._live():
                if tab.shows & set(changed.keys):
                    tab.reload()

    def there(self) -> bool:
        """Whether the record was read: before that no tab has its widgets."""
        return self._hand.file is not None

    # -- what is pressed -----------------------------------------------------------------------------------------------
    def next_step(self) -> None:
        """Does what the button of the head says."""
        self.bench.commands.action(self._next).trigger()

    def moves(self) -> bool:
        """Whether there is a next step."""
        return bool(self._next) and self.bench.writable()

    def open_tab(self) -> RowTab | None:
        """The tab in front."""
        box = self.drawers.current()
        return box if isinstance(box, RowTab) else None

    def paste(self) -> bool:
        """Ctrl+V outside of texts: the open tab's, else copied files are attached; whether anything was taken."""
        tab = self.open_tab()
        return (tab is not None and tab.paste()) or self._drop.paste()

    # -- the rest ----------------------------------------------------------------------------------------------------
    def leave(self) -> None:
        """What is being typed is saved, or kept as a draft."""
        for tab in self._live():
            tab.leave()
        self._hand.drafts.now()

    def _close_window(self) -> None:
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.leave()
        super().closeEvent(event)
