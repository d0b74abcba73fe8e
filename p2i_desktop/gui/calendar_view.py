"""What has a day, in a month or a week beside the entries of the marked day, or as the agenda of a month."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from p2i_desktop.gui.calendar_agenda import CalendarAgenda
from p2i_desktop.gui.calendar_days import WEEKS, CalendarDays, shown_days
from p2i_desktop.gui.calendar_keys import MoveKey, OfDay
from p2i_desktop.gui.due_words import due_side, due_title
from p2i_desktop.gui.filter_line import FilterLine
from p2i_desktop.gui.low_window import fold
from p2i_desktop.gui.menus import menu_text
from p2i_desktop.gui.postpone import Postpone
from p2i_desktop.gui.screen import Bench

if TYPE_CHECKING:
    from p2i_desktop.services.lists import Filter
    from p2i_desktop.services.office import Office
    from p2i_desktop.services.overview import Due

Read = Callable[["Office", "Filter", date, date], "list[Due]"]
_ENTRY = Qt.ItemDataRole.UserRole
AGENDA = 0  # weeks: the agenda is no page of weeks
_SPANS = (WEEKS, 1, AGENDA)
_STACKED_BELOW = 760  # pixels at 100 %


class CalendarView(QWidget):
    """Days on the left, entries of the marked day on the right; Enter opens one, Ctrl+T moves its date."""

    opened = Signal(object)  # Due

    def __init__(self, bench: Bench, parent: QWidget, read: Read | None = None) -> None:
        """`read` gives what is due between two days for a filter; without it that of cases."""
        super().__init__(parent)
        self._bench, self._read = bench, read or _of_cases
        self._wanted: Filter | None = None
        self._entries: dict[date, list[Due]] = {}
        self._day = bench.clock.today()
        self._weeks = WEEKS
        self.title, self.day_title = QLabel(self), QLabel(self)
        self.title.setProperty("font_role", "h2")
        self.day_title.setProperty("font_role", "h2")
        self.day_title.setWordWrap(True)
        self.back, self.now, self.on = (QPushButton(self) for _ in range(3))
        self.back.setProperty("icon_name", "chevron-left")
        self.on.setProperty("icon_name", "chevron-right")
        self.spans = QButtonGroup(self)
        self.days, self.agenda = CalendarDays(bench.look, bench.texts, self), OfDay(self)
        self.days.setObjectName("calendar_days")
        self.agenda.setObjectName("calendar_entries")
        self.agenda.setWordWrap(True)
        self.agenda.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.postpone = Postpone(bench, self.agenda)
        self.course = CalendarAgenda(bench, self)
        self._goal: tuple[date, bool] | None = (
            None  # where the agenda is to stand once it is read, and whether at its end
        )
        self._arrange()
        self.back.clicked.connect(lambda: self._turn(-1))
        self.on.clicked.connect(lambda: self._turn(1))
        self.now.clicked.connect(lambda: self.go_to(bench.clock.today()))
        self.days.left.connect(self.go_to)
        self.days.moved.connect(self._mark)
        self.days.entered.connect(self._into_entries)
        self.agenda.escaped.connect(lambda: self.days.setFocus(Qt.FocusReason.OtherFocusReason))
        self._move_key = MoveKey(self)
        self._move_key.pressed.connect(self.move_date)
        for part in (self.days, self.agenda, self.course.list):
            part.installEventFilter(self._move_key)
        self.course.opened.connect(self.opened)
        self.course.turned.connect(self._turn_course)
        self.course.reached.connect(self._stand)
        self.agenda.itemActivated.connect(lambda item: self.opened.emit(item.data(_ENTRY)))

    def _arrange(self) -> None:
        px = self._bench.look.px
        turning = QWidget(self)
        turns = QHBoxLayout(turning)
        turns.setContentsMargins(0, 0, 0, 0)
        turns.setSpacing(px(8))
        for part in (self.back, self.now, self.on, self.title):
            turns.addWidget(part)
        turns.addStretch(1)
        head = FilterLine(None, self._bench.look, 0)  # large letters put the spans below
        head.addWidget(turning)
        spans = QWidget(self)
        beside = QHBoxLayout(spans)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(px(8))
        head.addWidget(spans)
        for weeks in _SPANS:
            button = QPushButton(self)
            button.setCheckable(True)
            button.setProperty("kind", "quiet")
            button.setChecked(weeks == self._weeks)
            self.spans.addButton(button, weeks)
            beside.addWidget(button)
        self.spans.idClicked.connect(self._span)
        left, right = QWidget(self), QWidget(self)
        for side, parts in ((left, (self.days,)), (right, (self.day_title, self.agenda))):
            column = QVBoxLayout(side)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(px(8))
            for inner in parts:
                column.addWidget(inner, 0 if inner is self.day_title else 1)
        right.setMinimumWidth(px(240))
        self._split = QSplitter(Qt.Orientation.Horizontal, self)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(px(12))
        self._split.addWidget(left)
        self._split.addWidget(right)
        self._split.setStretchFactor(0, 3)
        self._split.setStretchFactor(1, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(px(8))
        whole.addLayout(head)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._split)
        self._stack.addWidget(self.course)
        whole.addWidget(self._stack, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow page puts the entries under the days."""
        super().resizeEvent(event)
        fold(self._split, self.width(), self._bench.look.px(_STACKED_BELOW))

    # -- showing -------------------------------------------------------------------------------------------------------
    def retranslate(self) -> None:
        """Words the view in the language that is shown."""
        texts = self._bench.texts
        self.now.setText(texts.pgettext("calendar", "Today"))
        spans = texts._("Month"), texts._("Week"), texts.pgettext("calendar", "Agenda")
        for weeks, words in zip(_SPANS, spans, strict=True):
            self.spans.button(weeks).setText(menu_text(words))
        month = self._weeks != 1
        for button, words in (
            (self.back, texts._("Month before") if month else texts._("Week before")),
            (self.on, texts._("Next month") if month else texts._("Next week")),
        ):
            button.setAccessibleName(words)
            button.setToolTip(words)
        self.days.setAccessibleName(texts._("Calendar"))
        self.agenda.setAccessibleName(texts._("Entries of the day"))
        self.course.list.setAccessibleName(texts._("Agenda of the month"))
        self._fill()

    def show_filter(self, wanted: Filter) -> None:
        """Reads what is due in the page that is shown, for the cases of a filter."""
        self._wanted = wanted
        start, end = shown_days(self._day, self._weeks)
        self._bench.desk.ask(lambda office: self._read(office, wanted, start, end), self._show, owner=self)

    def reload(self) -> None:
        """Reads it anew."""
        if self._wanted is not None:
            self.show_filter(self._wanted)

    def go_to(self, day: date) -> None:
        """Marks a day, on another page if need be; the agenda goes to the first entry from then on."""
        self._day, self._goal = day, (day, False)
        self._fill()
        self.reload()

    def current(self) -> Due | None:
        """The entry that is marked while the entries have the focus, else the first of the day."""
        if self._weeks == AGENDA:
            return self.course.current()
        item = self.agenda.currentItem() or self.agenda.item(0)
        entry: Due | None = item.data(_ENTRY) if item is not None else None
        return entry

    @property
    def day(self) -> date:
        """The day that is marked, or that of the marked entry of the agenda."""
        return self._day

    def held(self) -> Due | None:
        """The entry that the keyboard stands on; None while it is in the days."""
        return self.current() if self.course.list.hasFocus() or self.agenda.hasFocus() else None

    def focus_part(self) -> QWidget:
        """What takes the keyboard: the days, or the agenda."""
        return self.course.list if self._weeks == AGENDA else self.days

    def move_date(self) -> None:
        """Asks for another day for the marked entry, where its day may be moved."""
        entry = self.current()
        if entry is None or not entry.moves or not self._bench.writable():
            return
        bench = self._bench

        def take(day: date) -> None:
            bench.desk.do(
                lambda office: office.actions.due_postpone(entry.kind, entry.id, day),
                lambda _: bench.toast(
                    bench.texts._("Moved to {day}").format(day=bench.texts.weekday_date(day)), undo=True
                ),
                owner=self,
            )

        if self._weeks == AGENDA:
            self.course.postpone.ask(self.course.list.current_box(), take)
        else:
            item = self.agenda.currentItem() or self.agenda.item(0)
            self.postpone.ask(self.agenda.visualItemRect(item), take)

    def _show(self, entries: list[Due]) -> None:
        self._entries = {}
        for entry in entries:
            self._entries.setdefault(entry.on, []).append(entry)
        self._fill()
        if self._weeks == AGENDA and self._goal is not None:
            goal, self._goal = self._goal, None
            self.course.stand_on(*goal)

    def _fill(self) -> None:
        texts, today = self._bench.texts, self._bench.clock.today()
        start, end = shown_days(self._day, self._weeks)
        month = texts.month(self._day.year, self._day.month)
        if self._weeks != 1:
            self.title.setText(month)
        else:
            self.title.setText(texts._("{first} to {last}").format(first=texts.date(start), last=texts.date(end)))
        self._stack.setCurrentWidget(self.course if self._weeks == AGENDA else self._split)
        if self._weeks == AGENDA:
            inside = {day: entries for day, entries in self._entries.items() if start <= day <= end}
            self.course.show_days(inside, texts._("Nothing in {month}.").format(month=month))
            return
        self.days.show_days(self._day, today, self._weeks, self._entries, texts)
        self._mark(self._day)

    def _mark(self, day: date) -> None:
        texts = self._bench.texts
        self._day = day
        entries = self._entries.get(day, [])
        self.day_title.setText(texts.weekday_date(day))
        self.agenda.clear()
        for entry in entries:
            late = texts._("overdue") if entry.days < 0 else ""
            about = " ".join(part for part in (entry.case_number, entry.case_title) if part)
            if about == entry.title:
                about = entry.organisation
            whose = entry.owner or due_side(entry, texts)
            second = " · ".join(part for part in (late, texts.keyed("dated", entry.kind), about, whose) if part)
            item = QListWidgetItem(f"{due_title(entry, texts)}\n{second}")
            item.setData(_ENTRY, entry)
            self.agenda.addItem(item)
        if not entries:
            self.agenda.addItem(self._nothing())

    def _nothing(self) -> QListWidgetItem:
        item = QListWidgetItem(self._bench.texts._("Nothing on this day."))
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        return item

    def _into_entries(self) -> None:
        entries = self._entries.get(self._day, [])
        if len(entries) == 1:
            self.opened.emit(entries[0])
        elif entries:
            self.agenda.setCurrentRow(0)
            self.agenda.setFocus(Qt.FocusReason.OtherFocusReason)

    def _span(self, weeks: int) -> None:
        self._weeks, self._goal = weeks, (self._day, False)
        self.retranslate()
        self.reload()

    def _stand(self, day: date) -> None:
        self._day = day

    def _turn_course(self, step: int) -> None:
        """Over the edge of the agenda: down to the first entry of the next month, up to the last of the one before."""
        self._turn(step)
        self._goal = self._day, step < 0

    def _turn(self, step: int) -> None:
        first = self._day.replace(day=1)
        if self._weeks == 1:
            self.go_to(self._day + timedelta(days=7 * step))
        elif step > 0:
            self.go_to((first + timedelta(days=32)).replace(day=1))
        else:
            self.go_to((first - timedelta(days=1)).replace(day=1))


def _of_cases(office: Office, wanted: Filter, since: date, until: date) -> list[Due]:
    return office.boards.days(wanted, since, until)
