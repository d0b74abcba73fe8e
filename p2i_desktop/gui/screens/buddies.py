"""Buddy plans: who helps whom in which year, the programmes and centres behind it, and the ways to the plans."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QTabBar, QVBoxLayout, QWidget

from p2i_desktop.domain.network import Programme
from p2i_desktop.gui.buddy.centres_tab import CentresTab
from p2i_desktop.gui.buddy.page_commands import CENTRES, PAIRS, PROGRAMME, STEERING, page_commands
from p2i_desktop.gui.buddy.page_out import PageOut
from p2i_desktop.gui.buddy.page_state import PageState, read
from p2i_desktop.gui.buddy.pairs_tab import PairsTab
from p2i_desktop.gui.buddy.programme_tab import ProgrammeTab, ask_programme
from p2i_desktop.gui.buddy.sources import CentreSources
from p2i_desktop.gui.buddy.steering import SteeringTab
from p2i_desktop.gui.commands import Command, key_name
from p2i_desktop.gui.fields.choice_box import ChoiceBox
from p2i_desktop.gui.filter_line import FilterLine
from p2i_desktop.gui.history_dialog import open_history
from p2i_desktop.gui.low_window import LowPage, low_scrolled
from p2i_desktop.gui.screen import Bench, Screen
from p2i_desktop.i18n import N_

if TYPE_CHECKING:
    from p2i_desktop.services.office import Changed

_TABS = (N_("Pairs"), N_("Members"), N_("Centres"), N_("Steering"))
_ROLES = (("mentor", N_("By mentor")), ("new", N_("By new centre")), ("all", N_("Both")))
_SHOWN = frozenset(
    {
        "buddy_pairing", "support_plan", "plan_milestone", "support_measure", "programme", "programme_member",
        "programme_year", "centre", "centre_name", "centre_service", "transition", "rule_settings",
    }
)  # fmt: skip
_REMEMBERED, _ROLE = "buddies_programme", "buddies_role"


class BuddiesScreen(Screen):
    """Three tabs over one programme: its pairs, its members, the centres."""

    page_id: ClassVar[str] = "buddies"
    title: ClassVar[str] = N_("Buddy plans")
    icon: ClassVar[str] = "handshake"

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._state: PageState | None = None
        self._chosen = bench.remembered(_REMEMBERED)
        self._fresh = False  # just opened: the focus goes to what is there then
        self._to_mark: tuple[str, str, int] | None = None
        self.sources = CentreSources(bench, self)
        self.heading = QLabel(self)
        self.heading.setProperty("font_role", "h1")
        self.programme, self.role = ChoiceBox(self), ChoiceBox(self)
        self.programme.setObjectName("buddies_programme")
        self.role.setObjectName("buddies_role")
        for box in (self.programme, self.role):
            box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToContents)
        self.new = QPushButton(self)
        self.new.setProperty("kind", "primary")
        self.new.setProperty("icon_name", "plus")
        self.new.setObjectName("buddies_new")
        self.tabs = QTabBar(self)
        self.tabs.setObjectName("buddies_tabs")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.pairs = PairsTab(bench, self.sources, self)
        self.members = ProgrammeTab(bench, self.sources, self)
        self.centres = CentresTab(bench, self.sources, self)
        self.steering = SteeringTab(bench, self)
        self._out = PageOut(bench, self, self.pairs, self.members, self.centres, self.steering)
        for _words in _TABS:
            self.tabs.addTab("")
        self._arrange()
        self._connect()
        self.retranslate()

    def _arrange(self) -> None:
        px = self.bench.look.px
        line = FilterLine(None, self.bench.look, 0)
        for part in (self.heading, self.programme, self.role, self.new):
            line.addWidget(part)
        inside = LowPage()
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(24), px(18), px(24), px(14))
        column.setSpacing(px(10))
        column.addLayout(line)
        column.addWidget(self.tabs)
        for number, tab in enumerate(self._all()):
            column.addWidget(tab, 1)
            tab.setVisible(number == PAIRS)
        low_scrolled(inside, self)
        for one, other in ((self.tabs, self.programme), (self.programme, self.role), (self.role, self.new)):
            QWidget.setTabOrder(one, other)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._tab_shown)
        self.programme.edited.connect(self._programme_chosen)
        self.role.edited.connect(self._role_chosen)
        self.new.clicked.connect(self.make)
        self.members.new_programme_wanted.connect(self.new_programme)
        self.pairs.programme_wanted.connect(self.new_programme)
        self.pairs.members_wanted.connect(partial(self.tabs.setCurrentIndex, PROGRAMME))
        self.pairs.history_wanted.connect(self.load_history)
        self.bench.look.changed.connect(self.pairs.refit)

    # -- what the window asks ------------------------------------------------------------------------------------------
    def opened(self) -> None:
        self._fresh = True
        self.reload()

    def reload(self) -> None:
        """Reads programme, pairs, members and centres anew."""
        chosen, role = self._chosen, str(self.role.value() or "mentor")
        self.bench.desk.ask(lambda office: read(office, chosen, role), self._show, owner=self)

    def refresh(self, changed: Changed) -> None:
        if _SHOWN & set(changed.keys):
            self.reload()

    def retranslate(self) -> None:
        texts = self.bench.texts
        self.heading.setText(texts._(self.title))
        for at, words in enumerate(_TABS):
            self.tabs.setTabText(at, texts._(words))
        self.tabs.setAccessibleName(texts._(self.title))
        self.programme.setAccessibleName(texts._("Programme"))
        self.role.setAccessibleName(texts._("Rows"))
        role = self.role.value() or self.bench.remembered(_ROLE) or "mentor"
        self.role.set_choices([(key, texts._(words)) for key, words in _ROLES])
        self.role.set_value(role if role in [key for key, _ in _ROLES] else "mentor")
        for tab in self._all():
            tab.retranslate()
        self._word_new()
        if self._state is not None:
            self._show(self._state)

    def _word_new(self) -> None:
        texts = self.bench.texts
        pair = texts._("New pair…")
        words = (pair, texts._("Add member…"), texts._("New centre…"), pair)[self.tabs.currentIndex()]
        if self._state is not None and self._state.programme is None and self.tabs.currentIndex() != CENTRES:
            words = texts._("New programme…")
        key = key_name(self.commands()[0].sequences()[0])
        self.new.setText(f"{words}  {key}")
        known = self._state is not None and self._state.programme is not None
        self.role.setVisible(known and self.tabs.currentIndex() == PAIRS)
        self.programme.setVisible(known and self.tabs.currentIndex() in (PAIRS, PROGRAMME))

    def filter_field(self) -> QLineEdit | None:
        return self.steering.search if self.tabs.currentIndex() == STEERING else None

    def default_focus(self) -> QWidget:
        return self._tab().default_focus()

    def panes(self) -> list[QWidget]:
        found: list[QWidget] = [self.tabs, self.default_focus()]
        if self.tabs.currentIndex() == PAIRS and self._state is not None and self._state.programme is not None:
            found.append(self.pairs.pane)
        return found

    def show_record(self, key: str) -> None:
        """Marks a pair; `programme:<id>` and `centre:<id>` show these."""
        kind, _, record_id = key.rpartition(":")
        if kind == "programme":
            self._chosen = record_id
            self.tabs.setCurrentIndex(PROGRAMME)
            self.reload()
        elif kind == "centre":
            self.centres.want(record_id)
            self.tabs.setCurrentIndex(CENTRES)
            self.reload()
        else:
            self.bench.desk.ask(lambda office: office.buddies.pair(record_id), self._go_to, self.bench.fault, self)

    def _go_to(self, file: object) -> None:
        from p2i_desktop.services.buddies import PairFile

        if isinstance(file, PairFile):
            pair = file.pairing
            self.tabs.setCurrentIndex(PAIRS)
            self._chosen = pair.programme or ""
            if self.role.value() == "new":
                self._to_mark = (pair.new_centre or "", "new", pair.year or 0)
            else:
                self._to_mark = (pair.mentor or "", "mentor", pair.year or 0)
            self.reload()

    def commands(self) -> list[Command]:
        return page_commands(self)

    # -- showing -------------------------------------------------------------------------------------------------------
    def _show(self, state: PageState) -> None:
        self._state = state
        self._chosen = state.programme.id if state.programme is not None else ""
        self.programme.set_choices([(line.programme.id, line.programme.code) for line in state.programmes])
        self.programme.set_value(self._chosen)
        if state.matrix is not None and state.matrix.rows:
            self.pairs.show_matrix(state.matrix)
        else:
            self.pairs.say_empty(state.programme is not None, state.lacks_history)
        self.members.show_programme(state.programme, state.members)
        self.centres.show_centres(state.centres, state.programme)
        self._ask_running()
        self._word_new()
        if self._to_mark is not None and self.pairs.table.mark(*self._to_mark):
            self._to_mark = None
        if self._fresh:
            self._fresh = False
            self.default_focus().setFocus()

    def _all(self) -> tuple[PairsTab, ProgrammeTab, CentresTab, SteeringTab]:
        return self.pairs, self.members, self.centres, self.steering

    def _tab(self) -> PairsTab | ProgrammeTab | CentresTab | SteeringTab:
        return self._all()[self.tabs.currentIndex()]

    def _tab_shown(self, at: int) -> None:
        for number, tab in enumerate(self._all()):
            tab.setVisible(number == at)
        self._word_new()
        self._ask_running()

    def _ask_running(self) -> None:
        """The running plans are read where they are seen: that looks into each of them."""
        if self.tabs.currentIndex() == STEERING:
            self.bench.desk.ask(lambda office: office.steering.lines(), self.steering.show_plans, owner=self)

    def step(self, by: int) -> None:
        """The next tab, or the one before."""
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + by) % len(_TABS))
        self.default_focus().setFocus()

    def on_tab(self, tab: int, run: Callable[[], object]) -> None:
        """Does something of a tab where it is seen."""
        self.tabs.setCurrentIndex(tab)
        run()

    def _programme_chosen(self) -> None:
        self._chosen = str(self.programme.value() or "")
        self.bench.remember(_REMEMBERED, self._chosen)
        self.reload()

    def _role_chosen(self) -> None:
        self.bench.remember(_ROLE, str(self.role.value() or "mentor"))
        self.reload()

    # -- what can be done ----------------------------------------------------------------------------------------------
    def make(self) -> None:
        """Something new of the tab that is shown; without a programme the programme first."""
        at = self.tabs.currentIndex()
        if at == CENTRES:
            self.centres.new_centre()
        elif self._state is None or self._state.programme is None:
            self.new_programme()
        elif at == PROGRAMME:
            self.members.add_member()
        else:
            self.pairs.new()

    def new_programme(self) -> None:
        """Asks for a programme; it is the one that is shown then."""
        if self.bench.writable():
            blank = Programme()
            self._chosen = blank.id
            self.sources.load(lambda: ask_programme(self.bench, self.window(), self.sources, blank))

    def load_history(self) -> None:
        """Adds what is publicly known of P2I as far as the file lacks it."""
        if not self.bench.writable():
            return
        texts = self.bench.texts

        def done(changed: Changed | None) -> None:
            if changed is None:
                self.bench.toast(texts._("The file holds the confirmed history of P2I already."))
                return
            self.bench.toast(texts._("The confirmed history of P2I was added."), undo=True)

        self.bench.desk.do(lambda office: office.buddies.load_history(), done, self, self.bench.fault, self)

    def save_list(self) -> None:
        """Writes what is seen as a workbook into the folder of reports."""
        self._out.save(self.tabs.currentIndex(), self._state)

    def print_list(self) -> None:
        """Shows on paper what is seen."""
        self._out.show(self.tabs.currentIndex(), self._state, str(self.role.value() or "mentor"))

    def pair_id(self) -> str:
        """The pair that is marked; empty where there is none."""
        cell = self.pairs.marked_pair() if self.tabs.currentIndex() == PAIRS else None
        return cell.pairing.id if cell is not None else ""

    def may_edit(self) -> bool:
        """Whether a pair is marked that can be changed."""
        return self.bench.writable() and self.pair_id() != ""

    def edit_pair(self) -> None:
        """The fields of the pair that is marked."""
        cell = self.pairs.marked_pair()
        if cell is not None and self.may_edit():
            self.pairs.edit(cell)

    def bin_pair(self) -> None:
        """The marked pair goes to the bin with its plans."""
        key = self.pair_id()
        if key and self.bench.writable():
            words = self.bench.texts._("Moved to the bin.")
            self.bench.desk.do(
                lambda office: office.buddies.bin_pair(key), lambda _: self.bench.toast(words, undo=True), self,
                self.bench.fault, self,
            )  # fmt: skip

    def history(self) -> None:
        """What was changed in the pair that is marked."""
        if self.pair_id():
            open_history(self.bench, self.window(), self.pair_id())
