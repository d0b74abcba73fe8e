"""The card of what is due: the list, whose items it shows, and the keys that deal with them where they stand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QStackedLayout, QVBoxLayout, QWidget

from p2i_desktop.gui.commands import Command
from p2i_desktop.gui.due_list import DueList, Entry, counted, due_groups
from p2i_desktop.gui.fields.choice_box import ChoiceBox
from p2i_desktop.gui.look.marks import FocusRing
from p2i_desktop.gui.look.states import EmptyState
from p2i_desktop.gui.postpone import Postpone
from p2i_desktop.gui.screen import Bench
from p2i_desktop.i18n import N_

if TYPE_CHECKING:
    from p2i_desktop.services.office import Changed, Office
    from p2i_desktop.services.overview import Today

LEAST_HEIGHT = 260  # pixels at 100 %
PAGES = {"organisation": "organisations", "consultation": "consultations"}
Work = Callable[["Office"], "Changed | None"]


class DueCard(QFrame):
    """Ctrl+D done, Ctrl+T postpones, Enter opens; each is one step with an undo in its toast, and the keys go on with
    the line that followed."""

    whose_changed = Signal()

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(parent)
        self.bench = bench
        self._today: Today | None = None
        self.setProperty("kind", "card")
        self.title = QLabel(self)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setProperty("font_role", "h2")
        self.title.setWordWrap(True)
        self.whose = ChoiceBox(self)
        self.whose.setObjectName("due_whose")
        self.whose.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.list = DueList(bench.look, self)
        self.nothing = EmptyState(self)
        self.postpone = Postpone(bench, self.list)
        self._stack = QStackedLayout()
        self._arrange()
        ring = FocusRing(self)
        self.list.focused.connect(ring.setVisible)
        self.list.opened.connect(self.open)
        self.nothing.pressed.connect(lambda: bench.log())
        self.whose.edited.connect(self._choose)

    @property
    def mine(self) -> bool:
        """Whether only what is for the person of this computer is shown."""
        return self.bench.remembered("due.whose") == "mine"

    def _arrange(self) -> None:
        px = self.bench.look.px
        head = QHBoxLayout()
        head.setContentsMargins(px(15), 0, px(12), 0)
        head.setSpacing(px(8))
        head.addWidget(self.title, 1)
        head.addWidget(self.whose, 0, Qt.AlignmentFlag.AlignTop)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, px(12), 1, px(8))
        column.setSpacing(px(4))
        column.addLayout(head)
        column.addLayout(self._stack, 1)
        self.setMinimumHeight(px(LEAST_HEIGHT))

    def commands(self) -> list[Command]:
        """The actions of the marked line."""
        return [
            Command("due_done", N_("Mark as done"), self.done, "Ctrl+D", "case", "check", self._can_be_done, group=1),
            Command("due_postpone", N_("Postpone…"), self.move_day, "Ctrl+T", "case", "calendar-days", self._can_move,
                    group=1),
            Command("due_log", N_("Log for the selected line…"), self.log, "Ctrl+Shift+L", "case", "phone-call",
                    self._can_log, group=1),
        ]  # fmt: skip

    def retranslate(self) -> None:
        """Words the card in the language that is shown."""
        texts = self.bench.texts
        self.list.setAccessibleName(texts._("Due"))
        self.whose.setAccessibleName(texts._("Whose items are shown"))
        self.whose.set_choices([("all", texts._("All advisors")), ("mine", texts._("Only mine"))], None)
        self.whose.set_value("mine" if self.mine else "all")

    def focus_part(self) -> QWidget:
        """What takes the keyboard."""
        return self.list if self._stack.currentWidget() is self.list else self.nothing.button

    def has_focus(self) -> bool:
        """Whether the keyboard is here."""
        return self.nothing.button.hasFocus() or self.list.hasFocus()

    def show_today(self, today: Today) -> None:
        """Shows what is due; the keyboard keeps its place."""
        texts, had_focus = self.bench.texts, self.has_focus()
        self._today = today
        groups = due_groups(today, texts)
        self.title.setText(counted(today, texts))
        self.list.fill(groups)
        empty = not any(entries for _, entries in groups)
        if empty:
            self.nothing.show_state("circle-check", texts._("Nothing due."), texts._("Log consultation"))
        self._stack.setCurrentWidget(self.nothing if empty else self.list)
        if had_focus:
            self.focus_part().setFocus(Qt.FocusReason.OtherFocusReason)

    # -- what keys do ----------------------------------------------------------------------------------------------------
    def _entry(self) -> Entry | None:
        return self.list.current() if not self.bench.read_only else None

    def _can_be_done(self) -> bool:
        entry = self._entry()
        return entry is not None and (entry.done or entry.asks)

    def _can_move(self) -> bool:
        entry = self._entry()
        return entry is not None and entry.moves

    def _can_log(self) -> bool:
        entry = self.list.current()
        return entry is not None and (bool(entry.case_id) or entry.about_type in ("support_plan", "workshop"))

    def _choose(self) -> None:
        self.bench.remember("due.whose", str(self.whose.value()))
        self.whose_changed.emit()

    def open(self, entry: Entry) -> None:
        """Opens what a line is about."""
        if entry.case_id:
            self.bench.open_case(entry.case_id)
        elif entry.about_type == "procurement_project":
            self.bench.go("cases", f"procurement:{entry.about_id}")
        elif entry.about_type == "support_plan":
            self.bench.open_plan(entry.about_id, entry.id)
        elif entry.about_type == "workshop":
            self.bench.open_workshop(entry.about_id)
        elif entry.about_type in PAGES:
            self.bench.go(PAGES[entry.about_type], entry.about_id)

    def log(self) -> None:
        """Logs a consultation for the case or the support plan of the marked line."""
        entry = self.list.current()
        if entry is not None and entry.case_id:
            self.bench.log(case=entry.case_id)
        elif entry is not None and entry.about_type == "support_plan":
            self.bench.log(plan=entry.about_id)
        elif entry is not None and entry.about_type == "workshop":
            self.bench.log(workshop=entry.about_id)

    def done(self) -> None:
        """The marked line is done; a silent case is handled until its next step; a meeting is opened for its minutes."""
        entry = self._entry()
        if entry is not None and entry.asks:
            self.open(entry)
        if entry is None or not entry.done:
            return
        kind, key = entry.kind, entry.id
        said = self.bench.texts._("Done: {title}").replace("{title}", entry.title)
        if kind == "quiet":
            self._do(lambda office: office.silence.handled(key), said)
        else:
            self._do(lambda office: office.actions.due_done(kind, key), said)

    def move_day(self) -> None:
        """Asks for another day; of a silent case, and of one without a next date, it becomes the follow-up."""
        entry = self._entry()
        if entry is None or not entry.moves:
            return
        kind, key = entry.kind, entry.id

        def take(day: date) -> None:
            said = self.bench.texts._("Postponed to {day}").format(day=self.bench.texts.weekday_date(day))
            if kind == "quiet":
                self._do(lambda office: office.silence.follow_up(key, day), said)
            elif kind == "no_next":
                self._do(lambda office: office.actions.due_postpone("follow_up", key, day), said)
            else:
                self._do(lambda office: office.actions.due_postpone(kind, key, day), said)

        self.postpone.ask(self.list.current_box(), take)

    def _do(self, work: Work, said: str) -> None:
        self.list.leave_current()

        def failed(error: Exception) -> None:
            self.list.stay()
            self.bench.fault(error)

        self.bench.desk.do(work, lambda _: self.bench.toast(said, undo=True), self, failed, self)
