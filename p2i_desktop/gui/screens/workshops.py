"""Workshops: the list with its views and filters, the same in a calendar, and beside it the marked one in short."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from p2i_desktop.domain.advice import Topic
from p2i_desktop.domain.workshops import EventFormat, EventOrigin, EventStatus, EventType
from p2i_desktop.gui.commands import Command
from p2i_desktop.gui.fields.sources import DeskSources
from p2i_desktop.gui.filter_bar import Filtering
from p2i_desktop.gui.history_dialog import open_history
from p2i_desktop.gui.list_commands import list_commands
from p2i_desktop.gui.list_detail import ListDetail
from p2i_desktop.gui.screen import Bench, Screen
from p2i_desktop.gui.views_bar import ShippedView
from p2i_desktop.gui.workshop.new_workshop import NewWorkshopDialog, ask_copy
from p2i_desktop.gui.workshop.pane import WorkshopPane
from p2i_desktop.gui.workshop.views import CALENDAR, TABLE, WorkshopViews
from p2i_desktop.gui.workshop_columns import WORKSHOP_COLUMNS
from p2i_desktop.i18n import N_

if TYPE_CHECKING:
    from p2i_desktop.services.errors import Changed
    from p2i_desktop.services.workshop_file import WorkshopFile

_FILTERS = (
    Filtering("state", N_("State"), "flag", many=False),
    Filtering("type", N_("Type")),
    Filtering("status", N_("Status")),
    Filtering("period", N_("Period"), "period", many=False),
    Filtering("format", N_("Format"), pinned=False),
    Filtering("topics", N_("Topic"), pinned=False),
    Filtering("origin", N_("Origin"), pinned=False),
    Filtering("programme", N_("Programme"), pinned=False),
)
_LISTS: dict[str, type[StrEnum]] = {
    "type": EventType, "status": EventStatus, "format": EventFormat, "topics": Topic, "origin": EventOrigin,
}  # fmt: skip
_STATES = {"coming": N_("To come"), "to_document": N_("To write up"), "held": N_("Held")}
_VIEWS = (
    ShippedView("coming", N_("To come"), (("state", ("coming",)),)),
    ShippedView("to_document", N_("To write up"), (("state", ("to_document",)),)),
    ShippedView("held", N_("Held {year}"), (("period", ("year",)), ("state", ("held",)))),
    ShippedView("all", N_("All")),
)
_SHOWN = frozenset(
    {
        "workshop", "workshop_session", "agenda_item", "participation", "attendance", "feedback", "organisation",
        "programme",
    }
)  # fmt: skip


class WorkshopsScreen(Screen):
    """The page of workshops; each opens in a window of its own."""

    page_id: ClassVar[str] = "workshops"
    title: ClassVar[str] = N_("Workshops")
    icon: ClassVar[str] = "presentation"

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self.pane = WorkshopPane(bench)
        self._reading, self._again = False, ""  # a workshop is being read; the one to read next
        self._sources = DeskSources(bench.desk, self)
        self.page = ListDetail(bench, "workshops", self.pane, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        self.ways = WorkshopViews(bench, self.page, self)
        self._excel = self.page.add_button(
            "workshops_excel_button", "table-2", lambda: bench.commands.action("workshops_excel").trigger()
        )
        self._check = self.page.add_button(
            "workshops_check", "shield-check", lambda: bench.commands.action("check_certificate").trigger(), "quiet"
        )
        self._new = self.page.add_button("workshops_new", "plus", self.make, "primary")
        self.chips = {one.id: self.page.add_filter(one) for one in _FILTERS}
        self.page.list.start(bench, "workshops", WORKSHOP_COLUMNS)
        self.page.use_views(_VIEWS, "all")
        self.page.restore()
        self.ways.begin()
        self._connect()
        self.retranslate()
        self._sources.load(self.retranslate)

    def _connect(self) -> None:
        bench, page = self.bench, self.page
        page.filtered.connect(self._apply)
        page.list.opened.connect(bench.open_workshop)
        page.list.current_changed.connect(self._show_detail)
        page.list.wanted_action.connect(self.make)
        self.ways.opened.connect(bench.open_workshop)
        self.pane.open_wanted.connect(self._open_current)
        self.pane.log_wanted.connect(self._log_current)

    # -- what the window asks ------------------------------------------------------------------------------------------
    def opened(self) -> None:
        self._apply()
        self.ways.reload()

    def refresh(self, changed: Changed) -> None:
        self.page.list.refresh(changed)
        self.ways.refresh(changed)
        if _SHOWN & set(changed.keys):
            self._show_detail(self.page.list.current_key())
        if "programme" in changed.keys:
            self._sources.load(self.retranslate)

    def retranslate(self) -> None:
        texts = self.bench.texts
        self.page.say(texts._(self.title), texts._("Search in workshops"))
        self.ways.retranslate()
        self._excel.setText(texts._("Excel"))
        self._new.setText(texts._("New workshop"))
        self._check.setText(texts._("Check a certificate…"))
        chips = self.chips
        chips["state"].set_choices([(state, texts._(words)) for state, words in _STATES.items()])
        for name, kind in _LISTS.items():
            chips[name].set_choices([(one, texts.label(one)) for one in kind])
        chips["programme"].set_choices(list(self._sources.choices("Programme") or ()))
        self.pane.retranslate()
        self.page.list.empty(
            "presentation", texts._("No workshop yet. Everything that is held or attended belongs here."),
            texts._("New workshop"),
        )  # fmt: skip

    def default_focus(self) -> QWidget:
        return self.ways.focus()

    def filter_field(self) -> QLineEdit:
        return self.page.search

    def panes(self) -> list[QWidget]:
        return [self.page.search, self.default_focus(), self.pane.open]

    def show_record(self, key: str) -> None:
        """Marks one workshop, whatever the view."""
        self.ways.show_way(TABLE)
        self.page.memory.show_view("all")
        self.page.list.select(key)

    def show_records(self, keys: frozenset[str], title: str) -> None:
        """Only the workshops behind a figure."""
        self.ways.show_way(TABLE)
        self.page.show_only(keys, title)

    def commands(self) -> list[Command]:
        writable = self.bench.writable
        return [
            Command("new_workshop", N_("New workshop…"), self.make, "Ctrl+N", "case", "plus", enabled=writable,
                    starts=True),
            Command("open_workshop", N_("Open workshop"), self._open_current, "", "case", "external-link",
                    enabled=self._marked),
            Command("copy_workshop", N_("Copy workshop…"), self._copy, "Ctrl+Shift+N", "case", "copy",
                    enabled=lambda: writable() and self._marked()),
            Command("log_for_workshop", N_("Log consultation for this workshop"), self._log_current, "Ctrl+Shift+L",
                    "case", "phone-call"),
            Command("workshop_row_history", N_("History of this record"), self._history, "Ctrl+Shift+H", "case",
                    "history"),
            *self.ways.commands(),
            *list_commands(self.bench, "workshops", lambda: self.page),
            Command("bin_workshop", N_("Move to the bin"), self._bin_current, "Del", "case", "trash-2",
                    enabled=writable),
        ]  # fmt: skip

    # -- showing -------------------------------------------------------------------------------------------------------
    def _apply(self) -> None:
        self.page.list.show_filter(self.page.wanted())

    def _show_detail(self, key: str) -> None:
        if not key:
            self._again = ""
            self.pane.show_file(None)
        elif self.pane.isVisibleTo(self):
            self._read(key)

    def _read(self, key: str) -> None:
        """Reads a workshop, one at a time: in its window marks come faster than many people are read."""
        self._again = key if self._reading else ""
        if not self._reading:
            self._reading = True
            ask = self.bench.desk.ask
            ask(lambda office: office.workshops.file(key), self._show, lambda _: self._show(None), self)

    def _show(self, file: WorkshopFile | None) -> None:
        self._reading = False
        if self._again:
            self._read(self._again)
        elif file is None:
            self.pane.show_file(None)
        elif (self.page.list.current_key() or file.workshop.id) == file.workshop.id:
            self.pane.show_file(file)

    # -- what can be done ----------------------------------------------------------------------------------------------
    def make(self) -> None:
        """Asks for title and day, and opens the window of the new workshop; in the calendar the day is the marked one."""
        if self.bench.writable():
            day = self.ways.calendar.day if self.ways.way == CALENDAR and self.ways.calendar is not None else None
            NewWorkshopDialog(self.bench, self.window(), self._made, day).begin()

    def _copy(self) -> None:
        key = self.ways.current()
        if key:
            self.bench.desk.ask(
                lambda office: office.workshops.workshop(key).title,
                lambda title: ask_copy(self.bench, self.window(), key, title, self._made), self.bench.fault, self,
            )  # fmt: skip

    def _made(self, key: str) -> None:
        self.page.list.select(key)
        self.bench.open_workshop(key)

    def _marked(self) -> bool:
        return bool(self.ways.current())

    def _open_current(self) -> None:
        if self.ways.current():
            self.bench.open_workshop(self.ways.current())

    def _log_current(self) -> None:
        self.bench.log(workshop=self.ways.current() or None)

    def _history(self) -> None:
        if self.ways.current():
            open_history(self.bench, self.window(), self.ways.current())

    def _bin_current(self) -> None:
        if self.ways.way == TABLE and self.page.list.selected_count() > 1:
            self.page.bulk.change("bin")
            return
        key, words = self.ways.current(), self.bench.texts._("Workshop moved to the bin.")
        if key:
            self.bench.desk.do(
                lambda office: office.advice.bin("workshop", key), lambda _: self.bench.toast(words, undo=True), self,
                self.bench.fault, self,
            )  # fmt: skip
