"""Three ways to see the cases of one filter: table, phases, calendar; F8 goes to the next."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QButtonGroup, QHBoxLayout, QPushButton, QWidget

from p2i_desktop.domain.dated import DATED
from p2i_desktop.domain.record import type_key
from p2i_desktop.gui.board import Board
from p2i_desktop.gui.calendar_view import CalendarView
from p2i_desktop.gui.commands import Command
from p2i_desktop.gui.due_card import PAGES
from p2i_desktop.gui.list_detail import ListDetail
from p2i_desktop.gui.menus import menu_text
from p2i_desktop.gui.screen import Bench
from p2i_desktop.i18n import N_

if TYPE_CHECKING:
    from p2i_desktop.services.office import Changed
    from p2i_desktop.services.overview import Due

TABLE, PHASES, CALENDAR = "table", "phases", "calendar"
WAYS = (
    (TABLE, N_("Table"), "table-2"),
    (PHASES, N_("Phases"), "square-kanban"),
    (CALENDAR, N_("Calendar"), "calendar-days"),
)
_CONCERNS = {"transition", "case_party", "support_plan"} | {type_key(one.record) for one in DATED}


class CaseViews(QObject):
    """The buttons of the three views and what they show; board and calendar are built when first seen."""

    opened = Signal(str)  # a case

    def __init__(self, bench: Bench, page: ListDetail, line: QHBoxLayout, parent: QWidget) -> None:
        super().__init__(parent)
        self._bench, self._page = bench, page
        self.way = TABLE
        self.board: Board | None = None
        self.calendar: CalendarView | None = None
        self.buttons = QButtonGroup(self)
        for number, (name, _, icon) in enumerate(WAYS):
            button = QPushButton(parent)
            button.setObjectName(f"way_{name}")
            button.setCheckable(True)
            button.setProperty("kind", "quiet")
            button.setProperty("icon_name", icon)
            button.setChecked(name == TABLE)
            self.buttons.addButton(button, number)
            line.addWidget(button)
        self.buttons.idClicked.connect(lambda number: self.show_way(WAYS[number][0]))
        page.filtered.connect(self.reload)
        kept = bench.remembered("cases.way")
        if kept in (PHASES, CALENDAR):
            self.show_way(kept)

    def commands(self) -> list[Command]:
        """The view commands of the page."""
        named = [
            Command(
                f"cases_{name}",
                text,
                partial(self.show_way, name),
                "",
                "view",
                icon,
                checked=partial(self._is, name),
                starts=True,
            )
            for name, text, icon in WAYS
        ]
        return [*named, Command("next_view", N_("Next view"), self.next_way, "F8", "view")]

    def retranslate(self) -> None:
        """Words the buttons, and what is built."""
        texts = self._bench.texts
        for number, (_, text, _icon) in enumerate(WAYS):
            self.buttons.button(number).setText(menu_text(texts._(text)))
        if self.calendar is not None:
            self.calendar.retranslate()
        self.reload()

    def set_visible(self, shown: bool) -> None:
        """The buttons belong to the tab of the cases."""
        for button in self.buttons.buttons():
            button.setVisible(shown)

    def next_way(self) -> None:
        """Table, phases, calendar, and round again."""
        names = [name for name, *_ in WAYS]
        self.show_way(names[(names.index(self.way) + 1) % len(names)])
        self.focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def show_way(self, name: str) -> None:
        """Shows the filter's cases in another way; it stays so."""
        marked = self._page.list.current_key() if self.way == TABLE else ""
        held = QApplication.focusWidget()
        inside = held is not None and any(part.isAncestorOf(held) for part in self._bodies() if part.isVisible())
        self.way = name
        self._bench.remember("cases.way", name)
        for number, (one, *_) in enumerate(WAYS):
            self.buttons.button(number).setChecked(one == name)
        self._page.show_instead(self._body(name))
        self.reload()
        if inside:  # what had the keyboard is not seen any more
            self.focus().setFocus(Qt.FocusReason.OtherFocusReason)
        if marked and self.board is not None and name == PHASES:
            self.board.mark(marked)

    def reload(self) -> None:
        """The view that is shown follows filter and file."""
        if self.way == PHASES and self.board is not None:
            self.board.show_filter(self._page.wanted())
        elif self.way == CALENDAR and self.calendar is not None:
            self.calendar.show_filter(self._page.wanted())

    def refresh(self, changed: Changed) -> None:
        """Records changed somewhere."""
        if _CONCERNS & set(changed.keys):
            self.reload()

    def focus(self) -> QWidget:
        """What takes the focus."""
        if self.way == PHASES and self.board is not None:
            return self.board.focus()
        if self.way == CALENDAR and self.calendar is not None:
            return self.calendar.focus_part()
        return self._page.list.table

    def current_case(self) -> str:
        """The case that is marked in the view that is shown; empty when there is none."""
        if self.way == PHASES and self.board is not None:
            return self.board.current_id()
        if self.way == CALENDAR and self.calendar is not None:
            entry = self.calendar.current()
            return entry.case_id if entry is not None else ""
        return self._page.list.current_key()

    def day(self) -> date | None:
        """The day that is marked in the calendar; None in the other views."""
        return self.calendar.day if self.way == CALENDAR and self.calendar is not None else None

    def marked_case(self) -> tuple[str, str]:
        """(id, name) of the case of the calendar's entry that the keyboard stands on; ("", "") without one."""
        entry = self.calendar.held() if self.calendar is not None else None
        if entry is None or not entry.case_id:
            return "", ""
        return entry.case_id, " · ".join(part for part in (entry.case_number, entry.case_title) if part)

    def _bodies(self) -> list[QWidget]:
        return [part for part in (self._page.split, self.board, self.calendar) if part is not None]

    def _is(self, name: str) -> bool:
        return self.way == name

    def _body(self, name: str) -> QWidget | None:
        if name == PHASES:
            if self.board is None:
                self.board = Board(self._bench, self._page)
                self.board.opened.connect(self.opened)
                self._bench.look.dress(self.board)
            return self.board
        if name == CALENDAR:
            if self.calendar is None:
                self.calendar = CalendarView(self._bench, self._page)
                self.calendar.opened.connect(self._open_entry)
                self._bench.look.dress(self.calendar)
                self.calendar.retranslate()
            return self.calendar
        return None

    def _open_entry(self, entry: Due) -> None:
        if entry.case_id:
            self.opened.emit(entry.case_id)
        elif entry.about_type == "procurement_project":
            self._bench.go("cases", f"procurement:{entry.about_id}")
        elif entry.about_type == "support_plan":
            self._bench.open_plan(entry.about_id, entry.id)
        elif entry.about_type == "workshop":
            self._bench.open_workshop(entry.about_id)
        elif entry.about_type in PAGES:
            self._bench.go(PAGES[entry.about_type], entry.about_id)
