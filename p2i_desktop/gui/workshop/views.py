"""Two ways to see the workshops of one filter: as a table, and in a calendar by month, week or as an agenda."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QButtonGroup, QPushButton, QWidget

from p2i_desktop.domain.dated import DATED
from p2i_desktop.domain.record import type_key
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

TABLE, CALENDAR = "table", "calendar"
WAYS = ((TABLE, N_("Table"), "table-2"), (CALENDAR, N_("Calendar"), "calendar-days"))
_KEPT = "workshops.way"
_CONCERNS = {"workshop", "workshop_session"} | {type_key(one.record) for one in DATED}


class WorkshopViews(QObject):
    """The buttons of the two views and what they show; the calendar is built when it is first seen."""

    opened = Signal(str)  # a workshop

    def __init__(self, bench: Bench, page: ListDetail, parent: QWidget) -> None:
        super().__init__(parent)
        self._bench, self._page = bench, page
        self.way = TABLE
        self.calendar: CalendarView | None = None
        self.buttons = QButtonGroup(self)
        for number, (name, _, icon) in enumerate(WAYS):
            button: QPushButton = page.add_button(f"workshops_{name}", icon, partial(self.show_way, name), "quiet")
            button.setCheckable(True)
            button.setChecked(name == TABLE)
            self.buttons.addButton(button, number)
        page.filtered.connect(self.reload)

    def begin(self) -> None:
        """Shows the way that was left; after all filters are there."""
        if self._bench.remembered(_KEPT) == CALENDAR:
            self.show_way(CALENDAR)

    def commands(self) -> list[Command]:
        """The view commands of the page."""
        named = [
            Command(f"workshops_as_{name}", text, partial(self.show_way, name), "", "view", icon,
                    checked=partial(self._is, name), starts=True)
            for name, text, icon in WAYS
        ]  # fmt: skip
        return [*named, Command("workshops_next_view", N_("Next view"), self.next_way, "F8", "view")]

    def retranslate(self) -> None:
        """Words the buttons, and what is built."""
        for number, (_, text, _icon) in enumerate(WAYS):
            self.buttons.button(number).setText(menu_text(self._bench.texts._(text)))
        if self.calendar is not None:
            self.calendar.retranslate()
        self.reload()

    def next_way(self) -> None:
        """The other way."""
        self.show_way(CALENDAR if self.way == TABLE else TABLE)
        self.focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def show_way(self, name: str) -> None:
        """Shows the filter's workshops in another way; it stays so."""
        held = QApplication.focusWidget()
        bodies = [part for part in (self._page.split, self.calendar) if part is not None and part.isVisible()]
        inside = held is not None and any(part.isAncestorOf(held) for part in bodies)
        self.way = name
        self._bench.remember(_KEPT, name)
        for number, (one, *_) in enumerate(WAYS):
            self.buttons.button(number).setChecked(one == name)
        self._page.show_instead(self._calendar() if name == CALENDAR else None)
        self.reload()
        if inside:  # what had the keyboard is not seen any more
            self.focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        """The calendar follows filter and file."""
        if self.way == CALENDAR and self.calendar is not None:
            self.calendar.show_filter(self._page.wanted())

    def refresh(self, changed: Changed) -> None:
        """Records changed somewhere."""
        if _CONCERNS & set(changed.keys):
            self.reload()

    def focus(self) -> QWidget:
        """What takes the focus."""
        if self.way == CALENDAR and self.calendar is not None:
            return self.calendar.focus_part()
        return self._page.list.table

    def current(self) -> str:
        """The workshop that is marked in the view that is shown; empty when there is none."""
        if self.way == CALENDAR and self.calendar is not None:
            entry = self.calendar.current()
            return entry.about_id if entry is not None and entry.about_type == "workshop" else ""
        return self._page.list.current_key()

    def _is(self, name: str) -> bool:
        return self.way == name

    def _calendar(self) -> CalendarView:
        if self.calendar is None:
            self.calendar = CalendarView(
                self._bench, self._page, lambda office, *asked: office.boards.workshop_days(*asked)
            )
            self.calendar.opened.connect(self._open_entry)
            self._bench.look.dress(self.calendar)
            self.calendar.retranslate()
        return self.calendar

    def _open_entry(self, entry: Due) -> None:
        if entry.about_type == "workshop":
            self.opened.emit(entry.about_id)
        elif entry.case_id:
            self._bench.open_case(entry.case_id)
        elif entry.about_type == "procurement_project":
            self._bench.go("cases", f"procurement:{entry.about_id}")
        elif entry.about_type == "support_plan":
            self._bench.open_plan(entry.about_id, entry.id)
        elif entry.about_type in PAGES:
            self._bench.go(PAGES[entry.about_type], entry.about_id)
