"""The meetings of a plan year in their order, against the minimum of the programme."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from p2i_desktop.domain.buddies import MeasureStatus, SupportMeasure
from p2i_desktop.domain.plan_meetings import day_of
from p2i_desktop.gui.look.marks import IconLabel
from p2i_desktop.gui.plan.hand import PlanHand
from p2i_desktop.gui.plan.state_line import LIGHT_SIGNS
from p2i_desktop.i18n import Texts

if TYPE_CHECKING:
    from p2i_desktop.services.plan_file import PlanFile

KEY = Qt.ItemDataRole.UserRole
_MOST_SHOWN = 5  # meetings, before the list scrolls
SIGNS: dict[MeasureStatus, str] = {
    MeasureStatus.DONE: "✓", MeasureStatus.PLANNED: "◷", MeasureStatus.CONFIRMED: "◷", MeasureStatus.POSTPONED: "○",
    MeasureStatus.CANCELLED: "×",
}  # fmt: skip


class MeetingList(QWidget):
    """Light, next meeting, list; Enter goes to the minutes, Del puts a meeting into the bin."""

    chosen = Signal(str)  # id of a meeting; empty = none
    entered = Signal()
    gone = Signal()

    def __init__(self, hand: PlanHand, parent: QWidget) -> None:
        super().__init__(parent)
        self._hand, self._bench = hand, hand.bench
        look = self._bench.look
        self._filling = False
        self.sign, self.light, self.next = IconLabel(self), QLabel(self), QLabel(self)
        for label in (self.light, self.next):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.next.setProperty("tone", "text2")
        self.list = _Keys(self)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(lambda *_: self._came_to())
        self.list.itemActivated.connect(lambda _item: self.entered.emit())
        self.list.binned.connect(self.gone)
        self.date_missing, self.add = QPushButton(self), QPushButton(self)
        for button, icon in ((self.date_missing, "calendar-days"), (self.add, "plus")):
            button.setProperty("kind", "quiet")
            button.setProperty("icon_name", icon)
        buttons = QHBoxLayout()
        buttons.addWidget(self.add)
        buttons.addWidget(self.date_missing)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(6))
        light = QHBoxLayout()
        light.setSpacing(look.px(6))
        light.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        light.addWidget(self.light, 1)
        column.addLayout(light)
        column.addWidget(self.next)
        column.addWidget(self.list, 1)
        column.addLayout(buttons)
        self.setMinimumWidth(look.px(300))

    def retranslate(self) -> None:
        """Words the list in the language that is shown."""
        texts = self._bench.texts
        self.list.setAccessibleName(texts._("Meetings of the plan year"))
        self.add.setText(texts._("Add meeting"))
        self.date_missing.setText(texts._("Date missing ones"))
        self.date_missing.setAccessibleName(texts._("Date the missing meetings"))

    def fill(self, file: PlanFile, meetings: Sequence[SupportMeasure], keep: str, writable: bool) -> None:
        """Shows the meetings; the one that was chosen stays so, else the next one, else the last one is."""
        texts, today = self._bench.texts, self._bench.clock.today()
        self._say_light(file, meetings)
        self._filling = True
        self.list.clear()
        for one in meetings:
            item = QListWidgetItem(meeting_words(one, texts, today))
            item.setData(KEY, one.id)
            if _days_late(one, today):
                item.setForeground(self._bench.look.color("err"))
            elif one.status is MeasureStatus.CANCELLED:
                item.setForeground(self._bench.look.color("text2"))
            self.list.addItem(item)
        if not meetings:
            nothing = QListWidgetItem(texts._("No meeting yet."))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            nothing.setForeground(self._bench.look.color("text2"))
            self.list.addItem(nothing)
        ids = [one.id for one in meetings]
        ahead = next((one.id for one in meetings if _waits(one)), ids[-1] if ids else "")
        wanted = keep if keep in ids else ahead
        self.list.setCurrentRow(ids.index(wanted) if wanted else -1)
        self._filling = False
        self.add.setVisible(writable)
        held = file.state.meetings
        self.date_missing.setVisible(writable and held.held + held.planned < held.minimum)
        self._fit(len(meetings))
        self.chosen.emit(wanted)

    def _fit(self, count: int) -> None:
        """High enough for the meetings of a year; more scroll."""
        look = self._bench.look
        lines = 2 * min(max(count, 2), _MOST_SHOWN)
        gaps = min(max(count, 2), _MOST_SHOWN) * look.px(12)
        self.list.setMinimumHeight(lines * look.metrics().lineSpacing() + gaps + look.px(10))

    def take_focus(self) -> None:
        """The keyboard goes into the list, or to the button where it is empty."""
        empty = self.list.currentRow() < 0
        (self.add if empty and self.add.isVisible() else self.list).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _say_light(self, file: PlanFile, meetings: Sequence[SupportMeasure]) -> None:
        texts, held = self._bench.texts, file.state.meetings
        words = texts._("{held} of {minimum} meetings held, {planned} to come: {light}")
        if 0 < held.minimum < held.held:
            words = texts._("{held} meetings held ({minimum} needed), {planned} to come: {light}")
        for name, value in (("held", held.held), ("minimum", held.minimum), ("planned", held.planned)):
            words = words.replace("{" + name + "}", texts.number(value))
        self.light.setText(words.replace("{light}", texts.label(held.light)))
        self.sign.show_icon(*LIGHT_SIGNS[held.light], 18)
        today = self._bench.clock.today()
        ahead = [one for one in meetings if _waits(one) and (day_of(one) or today) >= today]
        said = texts._("No next meeting is dated.")
        if ahead:
            said = texts._("Next: {meeting}").replace("{meeting}", _when(ahead[0], texts))
        self.next.setText(said)

    def _came_to(self) -> None:
        item = self.list.currentItem()
        if not self._filling:
            self.chosen.emit(str(item.data(KEY) or "") if item is not None else "")


class _Keys(QListWidget):
    """Del asks for the bin."""

    binned = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and not event.modifiers():
            self.binned.emit()
        else:
            super().keyPressEvent(event)


def meeting_words(one: SupportMeasure, texts: Texts, today: date) -> str:
    """Two lines: the day and what it is; a sign with the status as a word, and that its day has passed."""
    state = f"{SIGNS[one.status]} {texts.label(one.status)}"
    late = _days_late(one, today)
    if late:
        state = f"{state} · " + texts.ngettext("! {n} day overdue", "! {n} days overdue", late)
    return f"{_when(one, texts)}\n{state}"


def _days_late(one: SupportMeasure, today: date) -> int:
    """For how many days a meeting that still waits should have been held."""
    return max(0, (today - (day_of(one) or today)).days) if _waits(one) else 0


def _when(one: SupportMeasure, texts: Texts) -> str:
    day = one.held_on or one.planned_on
    time = texts.time(one.starts_at) if one.starts_at is not None else ""
    return " · ".join(part for part in (texts.weekday_date(day), time, texts.label(one.type)) if part)


def _waits(one: SupportMeasure) -> bool:
    return one.status in (MeasureStatus.PLANNED, MeasureStatus.CONFIRMED)
