"""Cases: the table with its views and filters, and beside it what happened in the case."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from p2i_desktop.domain.advice import (
    CaseRole,
    CaseStatus,
    Confidentiality,
    Instrument,
    Sector,
    Topic,
)
from p2i_desktop.domain.rules.lifecycle import STAGES
from p2i_desktop.gui.case_views import TABLE, CaseViews
from p2i_desktop.gui.commands import Command
from p2i_desktop.gui.fields.flow import FlowLayout
from p2i_desktop.gui.fields.sources import DeskSources
from p2i_desktop.gui.filter_bar import MYSELF, Filtering
from p2i_desktop.gui.history_dialog import open_history
from p2i_desktop.gui.later import Later
from p2i_desktop.gui.list_commands import list_commands
from p2i_desktop.gui.list_detail import ListDetail
from p2i_desktop.gui.look.marks import Pill
from p2i_desktop.gui.new_action import NewActionDialog
from p2i_desktop.gui.new_case import NewCaseDialog
from p2i_desktop.gui.procurements_tab import ProcurementsTab
from p2i_desktop.gui.screen import Bench, Screen
from p2i_desktop.gui.timeline_view import TimelineView
from p2i_desktop.gui.views_bar import ShippedView
from p2i_desktop.i18n import N_
from p2i_desktop.services.errors import Changed

if TYPE_CHECKING:
    from p2i_desktop.services.case_file import CaseFile

_PROCUREMENT = "procurement:"  # before the id of a procurement in ways to this page
_FILTERS = (
    Filtering("state", N_("State"), "flag", many=False),
    Filtering("stage", N_("Stage")),
    Filtering("advisor", N_("Advisor")),
    Filtering("period", N_("Period"), "period", many=False),
    Filtering("topics", N_("Topic"), pinned=False),
    Filtering("sector", N_("Sector"), pinned=False),
    Filtering("instrument", N_("Instrument"), pinned=False),
    Filtering("status", N_("Status"), pinned=False),
    Filtering("confidentiality", N_("Confidentiality"), pinned=False),
)
_LISTS: dict[str, type[StrEnum]] = {
    "topics": Topic, "sector": Sector, "instrument": Instrument, "status": CaseStatus,
    "confidentiality": Confidentiality,
}  # fmt: skip
_STATES = {"open": N_("All open"), "overdue": N_("Overdue"), "quiet": N_("Quiet"), "closed": N_("Closed")}
_VIEWS = (
    ShippedView("mine", N_("My open cases"), (("advisor", (MYSELF,)), ("state", ("open",)))),
    ShippedView("open", N_("All open"), (("state", ("open",)),)),
    ShippedView("overdue", N_("Overdue"), (("state", ("overdue",)),)),
    ShippedView("quiet", N_("Quiet"), (("state", ("quiet",)),)),
    ShippedView("closed", N_("Closed {year}"), (("period", ("year",)), ("state", ("closed",)))),
    ShippedView("all", N_("All")),
)


class CaseDetail(QFrame):
    """The marked case in short: title, client, buttons, what happened."""

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        look = bench.look
        self.setProperty("kind", "card")
        self.setMinimumWidth(look.px(280))
        self.above, self.title, self.client = QLabel(self), QLabel(self), QLabel(self)
        self.above.setProperty("tone", "text2")
        self.title.setProperty("font_role", "h2")
        for label in (self.above, self.title, self.client):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.pill = Pill(self)
        self.log, self.open = QPushButton(self), QPushButton(self)
        self.log.setProperty("kind", "primary")
        self.log.setProperty("icon_name", "phone-call")
        self.open.setProperty("icon_name", "external-link")
        self.happened = QLabel(self)
        self.happened.setProperty("font_role", "h2")
        self.timeline = TimelineView(self)
        column = QVBoxLayout(self)
        margin = look.px(16)
        column.setContentsMargins(margin, look.px(14), margin, look.px(14))
        column.setSpacing(look.px(8))
        head = QHBoxLayout()
        head.addWidget(self.above, 1)
        head.addWidget(self.pill)
        column.addLayout(head)
        column.addWidget(self.title)
        column.addWidget(self.client)
        buttons = FlowLayout(None, look.px(8))
        buttons.addWidget(self.log)
        buttons.addWidget(self.open)
        column.addLayout(buttons)
        column.addWidget(self.happened)
        column.addWidget(self.timeline, 1)

    def parts(self) -> tuple[QWidget, ...]:
        """What is hidden while no case is marked."""
        return (self.above, self.pill, self.title, self.client, self.log, self.open, self.happened, self.timeline)


class CasesScreen(Screen):
    """The page of cases."""

    page_id: ClassVar[str] = "cases"
    title: ClassVar[str] = N_("Cases")
    icon: ClassVar[str] = "briefcase"

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._detail = CaseDetail(bench)
        self._sources = DeskSources(bench.desk, self)
        self.page = ListDetail(bench, "cases", self._detail, self)
        self._procurements: ProcurementsTab | None = None
        self.tabs = QTabBar(self)
        self.tabs.setObjectName("cases_tabs")
        self.tabs.setDrawBase(False)
        self._stack = QStackedWidget(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        line = QHBoxLayout()
        side = bench.look.px(24)
        line.setContentsMargins(side, bench.look.px(12), side, 0)
        line.addWidget(self.tabs)
        line.addStretch(1)
        column.addLayout(line)
        column.addWidget(self._stack, 1)
        self._stack.addWidget(self.page)
        for _ in range(2):
            self.tabs.addTab("")
        self.ways = CaseViews(bench, self.page, line, self)
        self.ways.opened.connect(bench.open_case)
        self.tabs.currentChanged.connect(self._show_tab)
        self._excel = self.page.add_button(
            "cases_excel", "table-2", lambda: self.bench.commands.action("cases_excel").trigger()
        )
        self._new = self.page.add_button("cases_new", "plus", self.new_case)
        self.chips = {one.id: self.page.add_filter(one) for one in _FILTERS}
        self.page.list.start(bench, "cases")
        self.page.use_views(_VIEWS, "open")
        self.page.restore()
        self.page.filtered.connect(self._apply)
        self.page.list.opened.connect(bench.open_case)
        self.page.list.current_changed.connect(self._show_detail)
        self.page.list.wanted_action.connect(self.new_case)
        self._detail.log.clicked.connect(lambda: bench.log(case=self.page.list.current_key() or None))
        self._detail.open.clicked.connect(lambda: bench.open_case(self.page.list.current_key()))
        self._detail.timeline.opened.connect(lambda item: bench.open_case(self.page.list.current_key()))
        self._show_case(None)
        self._later = Later(self, {"procurements": self._build_procurements})
        self.retranslate()
        self._sources.load(self.retranslate)

    @property
    def procurements(self) -> ProcurementsTab:
        """The second tab: built when the list of cases is there, or when it is wanted."""
        self._later.need("procurements")
        if self._procurements is None:
            raise RuntimeError("the procurements were asked for while they were built")
        return self._procurements

    def _build_procurements(self) -> None:
        tab = self._procurements = ProcurementsTab(self.bench, self)
        self._stack.addWidget(tab)
        tab.retranslate()
        self.bench.look.dress(tab)

    # -- what the window asks ------------------------------------------------------------------------------------------
    def opened(self) -> None:
        """Reads the list when the page is first shown, and again when it comes back."""
        self._apply()
        if self.shows_procurements:
            self.procurements.apply()

    def refresh(self, changed: Changed) -> None:
        """Rows follow changes; so does the case that is marked."""
        self.page.list.refresh(changed)
        if self._procurements is not None:
            self._procurements.refresh(changed)
        self.ways.refresh(changed)
        if {"case", "consultation", "action", "transition"} & set(changed.keys):
            self._show_detail(self.page.list.current_key())
        if "staff_member" in changed.keys:
            self._sources.load(self.retranslate)

    def retranslate(self) -> None:
        """Words the page in the language that is shown."""
        texts = self.bench.texts
        self.page.say(texts._(self.title), texts._("Search in cases"))
        self.tabs.setAccessibleName(texts._("Cases and procurements"))
        for at, words in enumerate((texts._("Cases"), texts._("Procurements"))):
            self.tabs.setTabText(at, words)
        if self._procurements is not None:
            self._procurements.retranslate()
        self.ways.retranslate()
        self._excel.setText(texts._("Excel"))
        self._new.setText(texts._("New case"))
        chips = self.chips
        chips["state"].set_choices([(state, texts._(words)) for state, words in _STATES.items()])
        chips["stage"].set_choices([(stage, texts.keyed("stage", stage)) for stage in STAGES])
        staff = self._sources.choices("StaffMember") or ()
        chips["advisor"].set_choices([(MYSELF, texts._("Me")), *staff])
        for name, kind in _LISTS.items():
            chips[name].set_choices([(one, texts.label(one)) for one in kind])
        self._detail.log.setText(texts._("Log consultation"))
        self._detail.open.setText(texts._("Open case file"))
        self._detail.happened.setText(texts._("What happened"))
        self._detail.timeline.setAccessibleName(texts._("What happened"))
        self.page.list.empty(
            "briefcase", texts._("No case yet. A case is one need of one public buyer."), texts._("New case")
        )

    @property
    def shows_procurements(self) -> bool:
        """Whether the second tab is in front."""
        return self.tabs.currentIndex() == 1

    @property
    def shown_page(self) -> ListDetail:
        """The list that is in front."""
        return self.procurements.page if self.shows_procurements else self.page

    def _show_tab(self, at: int) -> None:
        self._stack.setCurrentWidget(self.procurements if at else self.page)
        self.ways.set_visible(at == 0)
        (self.procurements.apply if at else self._apply)()

    def default_focus(self) -> QWidget:
        return self.procurements.page.list.table if self.shows_procurements else self.ways.focus()

    def filter_field(self) -> QLineEdit:
        return self.shown_page.search

    def panes(self) -> list[QWidget]:
        detail = self.procurements.detail.parts if self.shows_procurements else self._detail.timeline
        return [self.shown_page.search, self.default_focus(), detail]

    def show_record(self, key: str) -> None:
        """Marks one case, or one procurement (`procurement:<id>`), whatever the view."""
        self.tabs.setCurrentIndex(int(key.startswith(_PROCUREMENT)))
        self.ways.show_way(TABLE)
        self.shown_page.memory.show_view("all")
        self.shown_page.list.select(key.removeprefix(_PROCUREMENT))

    def show_records(self, keys: frozenset[str], title: str) -> None:
        """Only the cases or procurements (`procurement:<id>`) behind a figure."""
        self.tabs.setCurrentIndex(int(any(key.startswith(_PROCUREMENT) for key in keys)))
        self.shown_page.show_only(frozenset(key.removeprefix(_PROCUREMENT) for key in keys), title)

    def commands(self) -> list[Command]:
        return [
            Command(
                "new_case",
                N_("New case, procurement or action…"),
                self.new_record,
                "Ctrl+N",
                "case",
                "plus",
                enabled=self.bench.writable,
                starts=True,
            ),
            *self.ways.commands(),
            Command("show_cases", N_("Cases"), partial(self.tabs.setCurrentIndex, 0), "", "go"),
            Command(
                "show_procurements", N_("Procurements"), partial(self.tabs.setCurrentIndex, 1), "", "go", starts=True
            ),
            Command("next_cases_tab", N_("Next tab"), self._next_tab, ("Ctrl+PgDown", "Ctrl+PgUp"), "go"),
            Command("open_case", N_("Open file"), self._open_current, "", "case", "external-link"),
            Command(
                "log_for_case",
                N_("Log consultation for this case"),
                self._log_current,
                "Ctrl+Shift+L",
                "case",
                "phone-call",
            ),
            Command("case_row_history", N_("History of this record"), self._history, "Ctrl+Shift+H", "case", "history"),
            *list_commands(self.bench, "cases", lambda: self.shown_page),
            Command(
                "bin_case",
                N_("Move to the bin"),
                self._bin_current,
                "Del",
                "case",
                "trash-2",
                enabled=self.bench.writable,
            ),
        ]

    # -- filter ------------------------------------------------------------------------------------------------------
    def _apply(self) -> None:
        self.page.list.show_filter(self.page.wanted())

    # -- detail ------------------------------------------------------------------------------------------------------
    def _show_detail(self, key: str) -> None:
        if not key:
            self._show_case(None)
        elif self._detail.isVisibleTo(self):
            self.bench.desk.ask(
                lambda office: office.advice.case_file(key), self._show_case, lambda _: self._show_case(None), self
            )

    def _show_case(self, case_file: CaseFile | None) -> None:
        for part in self._detail.parts():
            part.setVisible(case_file is not None)
        if case_file is None or (self.page.list.current_key() or case_file.case.id) != case_file.case.id:
            return
        case, texts = case_file.case, self.bench.texts
        client = next(
            (organisation.legal_name for party, organisation in case_file.parties if party.role is CaseRole.LEAD_BUYER),
            "",
        )
        self._detail.above.setText(case.number or case.provisional_number)
        self._detail.title.setText(case.title)
        self._detail.client.setText(client or texts._("No client yet"))
        self._detail.pill.show_state(texts.label(case.status), "accent")
        self._detail.timeline.fill(case_file.timeline, texts)

    # -- actions -----------------------------------------------------------------------------------------------------
    def _next_tab(self) -> None:
        self.tabs.setCurrentIndex(1 - self.tabs.currentIndex())
        self.default_focus().setFocus()

    def new_record(self) -> None:
        """A new case or procurement, by what is shown; in the calendar something to do on the marked day."""
        if self.shows_procurements:
            self.procurements.new_procurement()
        elif (day := self.ways.day()) is not None:
            NewActionDialog(self.bench, self._sources, self.window(), day, self.ways.marked_case()).begin()
        else:
            self.new_case()

    def _open_current(self) -> None:
        if self.shows_procurements:
            self.procurements.open_current()
        elif self.ways.current_case():
            self.bench.open_case(self.ways.current_case())

    def _log_current(self) -> None:
        case = "" if self.shows_procurements else self.ways.current_case()
        self.bench.log(case=case or None)

    def _history(self) -> None:
        if self.shows_procurements:
            self.procurements.history()
        elif self.ways.current_case():
            open_history(self.bench, self.window(), self.ways.current_case())

    def _bin_current(self) -> None:
        if self.shows_procurements:
            self.procurements.to_bin()
            return
        key = self.ways.current_case()
        if self.ways.way == TABLE and self.page.list.selected_count() > 1:
            self.page.bulk.change("bin")
        elif key:
            words = self.bench.texts._("Case moved to the bin.")
            self.bench.desk.do(
                lambda office: office.advice.bin("case", key), lambda _: self.bench.toast(words, undo=True), self
            )

    def new_case(self) -> None:
        """Asks title, client and perhaps a template, and opens the file of the new case."""
        NewCaseDialog(self.bench, self._sources, self.window(), self._opened_case).begin()

    def _opened_case(self, key: str) -> None:
        self.page.list.select(key)
        self.bench.open_case(key)
