"""The register of consultations: list with filters and sums, the full form beside it, and what is still to complete."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from typing import ClassVar, cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from p2i_desktop.domain.advice import Channel, Confidentiality, Consultation, ConsultationType, Topic
from p2i_desktop.gui.commands import Command
from p2i_desktop.gui.fields.sources import DeskSources
from p2i_desktop.gui.filter_bar import MYSELF, Filtering
from p2i_desktop.gui.history_dialog import open_history
from p2i_desktop.gui.later import Later
from p2i_desktop.gui.line.window import LineWindow
from p2i_desktop.gui.list_commands import list_commands
from p2i_desktop.gui.list_detail import ListDetail
from p2i_desktop.gui.screen import Bench, Screen
from p2i_desktop.gui.talk.form import TalkForm
from p2i_desktop.gui.talk.window import TalkWindow
from p2i_desktop.gui.views_bar import ShippedView
from p2i_desktop.i18n import N_
from p2i_desktop.services.errors import Changed

_PANE = "consultations.detail"
_ALL, _TO_COMPLETE = "all", "to_complete"
_FILTERS = (
    Filtering("channel", N_("Channel")),
    Filtering("topics", N_("Topic")),
    Filtering("advisor", N_("Advisor")),
    Filtering("period", N_("Period"), "period", many=False),
    Filtering("counted", N_("Reportable"), "flag", many=False),
    Filtering("complete", N_("To complete"), "flag", many=False, pinned=False),
    Filtering("type", N_("Type"), pinned=False),
    Filtering("confidentiality", N_("Confidentiality"), pinned=False),
)
_VIEWS = (
    ShippedView(_ALL, N_("All")),
    ShippedView("mine", N_("Mine this month"), (("advisor", (MYSELF,)), ("period", ("month",)))),
    ShippedView("year", N_("Counted {year}"), (("counted", ("reportable",)), ("period", ("year",)))),
    ShippedView(_TO_COMPLETE, N_("To complete"), (("complete", (_TO_COMPLETE,)),)),
)


_LISTS: dict[str, type[StrEnum]] = {
    "channel": Channel, "topics": Topic, "type": ConsultationType, "confidentiality": Confidentiality,
}  # fmt: skip


class ConsultationsScreen(Screen):
    """The page of consultations."""

    page_id: ClassVar[str] = "consultations"
    title: ClassVar[str] = N_("Consultations")
    icon: ClassVar[str] = "phone-call"

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._waiting = 0  # how many are to complete
        self._go_on = False  # the next record shown gets the focus in its first missing field
        self._windows: dict[str, TalkWindow] = {}
        self._lines: LineWindow | None = None
        self._sources = DeskSources(bench.desk, self)
        self._pane = QWidget(self)
        QVBoxLayout(self._pane).setContentsMargins(0, 0, 0, 0)
        self._built: TalkForm | None = None
        self.page = ListDetail(bench, "consultations", self._pane, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        self._build()
        self._later = Later(self, {"form": self._build_form})
        self.retranslate()

    @property
    def _form(self) -> TalkForm:
        """The form beside the list: mostly hidden, so it is built when the list is there, or when it is wanted."""
        self._later.need("form")
        if self._built is None:
            raise RuntimeError("the form was asked for while it was built")
        return self._built

    def _build_form(self) -> None:
        away = QWidget()  # what is built in its place is styled at each step
        form = self._built = TalkForm(self.bench, away)
        cast(QVBoxLayout, self._pane.layout()).addWidget(form)
        for part in ("topics", "case"):
            self._part(part).installEventFilter(self)
        form.saved.connect(self._form_saved)
        form.retranslate()
        self.bench.look.dress(form)
        away.deleteLater()
        self._show(self._current())

    def _build(self) -> None:
        page, bench = self.page, self.bench
        self._several = page.add_button("several_consultations", "list", self._open_lines)
        self._excel = page.add_button(
            "consultations_excel", "table-2", lambda: self.bench.commands.action("consultations_excel").trigger()
        )
        self.chips = {one.id: page.add_filter(one) for one in _FILTERS}
        page.list.start(bench, "consultations")
        page.use_views(_VIEWS, _ALL)
        page.memory.shown.connect(self._view_shown)
        if not bench.remembered(_PANE):
            bench.remember(_PANE, "0")  # the register has many columns: Space or F2 opens the form beside it
        page.restore()
        page.filtered.connect(self._apply)
        page.list.current_changed.connect(self._show)
        page.list.opened.connect(self._open)
        page.list.wanted_action.connect(lambda: bench.log())
        page.list.counted.connect(self._counted)
        page.list.table.installEventFilter(self)
        self._sources.load(self.retranslate)

    def _part(self, name: str) -> QWidget:
        widget = self._form.binder.widget(name)
        return widget.focusProxy() or widget

    # -- what the window asks ------------------------------------------------------------------------------------------
    def opened(self) -> None:
        self._apply()
        self._count_waiting()

    def refresh(self, changed: Changed) -> None:
        self.page.list.refresh(changed)
        if "consultation" in changed.keys:
            self._count_waiting()
            if self._built is not None and self._built.key in changed.keys["consultation"]:
                self._built.follow()
        if {"staff_member", "programme"} & set(changed.keys):
            self._sources.load(self.retranslate)
            if self._built is not None:
                self._built.sources.load(self._built.retranslate)

    def retranslate(self) -> None:
        texts = self.bench.texts
        self.page.say(texts._(self.title), texts._("Search in consultations"))
        self._excel.setText(texts._("Excel"))
        self._several.setText(texts._("Enter several"))
        self._several.setAccessibleName(texts._("Enter several consultations"))
        self._say_waiting()
        chips = self.chips
        for name, kind in _LISTS.items():
            chips[name].set_choices([(one, texts.label(one)) for one in kind])
        staff = self._sources.choices("StaffMember") or ()
        chips["advisor"].set_choices([(MYSELF, texts._("Me")), *staff])
        chips["counted"].set_choices([("reportable", texts._("Counts")), ("not_reportable", texts._("Does not count"))])
        chips["complete"].set_choices([(_TO_COMPLETE, texts._("Something is missing"))])
        if self._built is not None:
            self._built.retranslate()
        self._say_empty()

    def default_focus(self) -> QWidget:
        return self.page.search

    def filter_field(self) -> QLineEdit:
        return self.page.search

    def panes(self) -> list[QWidget]:
        return [self.page.search, self.page.list.table, self._form.binder.widget("organisation")]

    def show_record(self, key: str) -> None:
        """Marks one consultation, whatever the filter."""
        self.page.memory.show_view(_ALL)
        self.page.list.select(key)

    def show_records(self, keys: frozenset[str], title: str) -> None:
        """Only the consultations behind a figure."""
        self.page.show_only(keys, title)

    def commands(self) -> list[Command]:
        return [
            Command(
                "line_entry",
                N_("Enter several consultations"),
                self._open_lines,
                "Ctrl+Shift+N",
                "case",
                "list",
                self.bench.writable,
                starts=True,
            ),
            Command("open_consultation", N_("Open consultation"), self._open_current, "", "case", "external-link"),
            Command("edit_consultation", N_("Edit consultation"), self._edit, "F2", "case", "pencil"),
            Command(
                "to_complete",
                N_("Show what is to complete"),
                partial(self.page.memory.show_view, _TO_COMPLETE),
                "",
                "case",
                "inbox",
            ),
            Command(
                "log_for_consultation",
                N_("Log another consultation with this caller"),
                self._log_current,
                "Ctrl+Shift+L",
                "case",
                "phone-call",
            ),
            Command(
                "consultation_history", N_("History of this record"), self._history, "Ctrl+Shift+H", "case", "history"
            ),
            *list_commands(self.bench, "consultations", lambda: self.page),
            Command("bin_consultation", N_("Move consultation to the bin"), self._bin, "Del", "case", "trash-2"),
        ]

    # -- filter ------------------------------------------------------------------------------------------------------
    @property
    def _completing(self) -> bool:
        """Whether the list shows what is to complete."""
        return self.page.memory.view == _TO_COMPLETE

    def _view_shown(self, view: str) -> None:
        if view == _TO_COMPLETE:
            self.page.show_detail(True)
            self.page.list.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _apply(self) -> None:
        self.page.list.show_filter(self.page.wanted())
        self._say_empty()

    def _say_empty(self) -> None:
        texts = self.bench.texts
        self.page.list.empty("phone-call", texts._("No consultation yet."), texts._("Log consultation"))

    def _counted(self, shown: int, _total: int) -> None:
        """An empty inbox is good news, not a filter without hits."""
        if shown == 0 and self._completing and not self.page.search.text():
            texts = self.bench.texts
            self.page.list.state.show_state("circle-check", texts._("All complete."), texts._("Show all"))

    def _count_waiting(self) -> None:
        from p2i_desktop.services.lists import Filter

        wanted = Filter(flags=frozenset({_TO_COMPLETE}))
        self.bench.desk.later(
            lambda office: int(str(office.lists.totals("consultations", wanted)["count"])),
            self._take_waiting,
            owner=self,
        )

    def _take_waiting(self, count: int) -> None:
        self._waiting = count
        self._say_waiting()

    def _say_waiting(self) -> None:
        number = self.bench.texts.number(self._waiting)
        self.page.views_bar.suffix(_TO_COMPLETE, f" ({number})")

    # -- the form beside the list --------------------------------------------------------------------------------------
    def _show(self, key: str) -> None:
        if self._built is None or (key == self._form.key and key):
            return
        if not key:
            self._form.clear()
        elif self._form.isVisibleTo(self):
            self._form.show_talk(key)
            if self._go_on:
                self._go_on = False
                self.bench.desk.ask(lambda office: None, lambda _: self._start_missing(), owner=self)

    def _start_missing(self) -> None:
        self._to_missing("")

    def _to_missing(self, after: str) -> bool:
        """Puts the focus into the first missing field behind the named one; False when none is left."""
        missing = list(self._form.missing())
        rest = missing[missing.index(after) + 1 :] if after in missing else missing
        if not rest:
            return False
        self._form.go_to(rest[0])
        return True

    def _next_record(self) -> None:
        """The next record to complete; at the end of the list its first one."""
        table = self.page.list.table
        rows = self.page.list.model.rowCount()
        row = table.currentIndex().row() + 1
        if rows == 0:
            return
        self._go_on = True
        index = self.page.list.model.index(row if row < rows else 0, self.page.list.model.first_shown)
        table.setCurrentIndex(index)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In "to complete" Tab walks only the missing fields, and then the next record."""
        if self._completing and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            tab = event.key() == Qt.Key.Key_Tab and not event.modifiers()
            return (tab and self._tab(watched)) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _tab(self, watched: QObject) -> bool:
        if watched is self.page.list.table:
            return self._to_missing("")
        name = next((name for name in ("case", "topics") if watched is self._part(name)), "")
        if not name:
            return False
        if getattr(self._form.binder.widget(name), "list_open", False):
            return False
        still = self._form.missing()
        if name in still and self._to_missing(name):
            return True
        if name not in still and self._to_missing(""):
            return True
        self._form.saver.save_now()
        self._next_record()
        return True

    def _form_saved(self, record: Consultation) -> None:
        self._count_waiting()

    # -- actions -----------------------------------------------------------------------------------------------------
    def _current(self) -> str:
        return self.page.list.current_key()

    def _open_current(self) -> None:
        if self._current():
            self._open(self._current())

    def _open(self, key: str) -> None:
        window = self._windows.get(key)
        if window is None:
            self._form.leave()
            window = TalkWindow(self.bench, key)
            window.destroyed.connect(lambda: self._windows.pop(key, None))
            self._windows[key] = window
            self.bench.look.dress(window)
        window.show()
        window.raise_()
        window.activateWindow()

    def _open_lines(self) -> None:
        """The grid for many consultations at once; there is one, and what was left in it comes again."""
        if self._lines is None:
            self._lines = LineWindow(self.bench)
            self._lines.destroyed.connect(self._lines_gone)
            self.bench.look.dress(self._lines)
        self._lines.show()
        self._lines.raise_()
        self._lines.activateWindow()

    def _lines_gone(self) -> None:
        self._lines = None

    def _edit(self) -> None:
        """F2: into the form beside the list."""
        if self._current():
            self.page.show_detail(True)
            self._form.show_talk(self._current(), focus="note")

    def _log_current(self) -> None:
        key = self._current()
        if not key:
            self.bench.log()
            return

        def then(talk: Consultation) -> None:
            contact = next(iter(sorted(talk.contacts)), None)
            self.bench.log(talk.case, talk.organisation, contact)

        self.bench.desk.ask(lambda office: office.advice.consultation(key), then, owner=self)

    def _history(self) -> None:
        if self._current():
            open_history(self.bench, self.window(), self._current())

    def _bin(self) -> None:
        key, words = self._current(), self.bench.texts._("Consultation moved to the bin.")
        if self.page.list.selected_count() > 1:
            self.page.bulk.change("bin")
        elif key:
            self.bench.desk.do(
                lambda office: office.advice.bin("consultation", key),
                lambda _: self.bench.toast(words, undo=True),
                self,
            )
