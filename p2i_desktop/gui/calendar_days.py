"""The days of a month or a week as cells: arrows walk through the days, beyond the edge into the next weeks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from p2i_desktop.gui.due_words import due_title
from p2i_desktop.gui.look.look import Look
from p2i_desktop.i18n import Texts

if TYPE_CHECKING:
    from p2i_desktop.services.overview import Due

DAY_ROLE = Qt.ItemDataRole.UserRole
ENTRIES_ROLE = Qt.ItemDataRole.UserRole + 1
WEEKS = 6  # of a month's page
Index = QModelIndex | QPersistentModelIndex


def shown_days(day: date, weeks: int) -> tuple[date, date]:
    """(first, last) day that is read for the page of a day; without weeks it is the month itself."""
    if weeks:
        start = first_day(day, weeks)
        return start, start + timedelta(days=7 * weeks - 1)
    start = day.replace(day=1)
    return start, (start + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def first_day(day: date, weeks: int) -> date:
    """The Monday with which the page of a day begins: of its month's first week, or of its own week."""
    start = day.replace(day=1) if weeks > 1 else day
    return start - timedelta(days=start.weekday())


class _DayDelegate(QStyledItemDelegate):
    """Number of the day, then as many entries as there is room for."""

    def __init__(self, look: Look, view: CalendarDays) -> None:
        super().__init__(view)
        self._look, self._view = look, view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, view = self._look, self._view
        day: date | None = index.data(DAY_ROLE)
        if day is None:
            return
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        other = view.weeks > 1 and day.month != view.shown.month
        painter.save()
        painter.fillRect(box, look.color("sel" if chosen else "surface2" if other else "surface"))
        painter.setPen(look.color("grid"))
        painter.drawRect(box.adjusted(0, 0, -1, -1))
        if chosen and view.hasFocus():
            painter.setPen(QPen(look.color("focus"), 2))
            painter.drawRect(box.adjusted(1, 1, -2, -2))
        inner = box.adjusted(look.px(6), look.px(4), -look.px(6), -look.px(3))
        metrics = look.metrics("label")
        painter.setFont(look.font("strong" if day == view.today else "label"))
        ink = "sel_text" if chosen else "accent_text" if day == view.today else "text3" if other else "text"
        painter.setPen(look.color(ink))
        words = view.day_words(day)
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, words)
        self._entries(painter, inner.adjusted(0, metrics.height() + look.px(2), 0, 0), index.data(ENTRIES_ROLE), chosen)
        painter.restore()

    def _entries(self, painter: QPainter, box: QRect, entries: Sequence[Due], chosen: bool) -> None:
        look, texts = self._look, self._view.texts
        small = look.metrics("small")
        room = max(0, box.height() // small.height())
        shown = len(entries) if len(entries) <= room else max(0, room - 1)
        painter.setFont(look.font("small"))
        for number, entry in enumerate(entries[:shown]):
            late = entry.days < 0 and not chosen
            painter.setPen(look.color("err" if late else "sel_text" if chosen else "text2"))
            line = QRect(box.left(), box.top() + number * small.height(), box.width(), small.height())
            mark = "! " if entry.days < 0 else ""
            cut = small.elidedText(f"{mark}{due_title(entry, texts)}", Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine, cut)
        if shown < len(entries) and room:
            painter.setPen(look.color("sel_text" if chosen else "text3"))
            line = QRect(box.left(), box.top() + shown * small.height(), box.width(), small.height())
            more = texts.ngettext("{n} more", "{n} more", len(entries) - shown)
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine, more)


class CalendarDays(QTableWidget):
    """A page of days; `moved` tells the day that is marked, `left` one beyond the page."""

    moved = Signal(object)
    left = Signal(object)
    entered = Signal()  # Enter: into the entries of the day

    def __init__(self, look: Look, texts: Texts, parent: QWidget) -> None:
        super().__init__(WEEKS, 7, parent)
        self.texts = texts
        self.weeks = WEEKS
        self.shown = self.today = date.min
        self.setItemDelegate(_DayDelegate(look, self))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setHighlightSections(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setMinimumHeight(look.px(260))
        self.currentItemChanged.connect(self._marked)

    def show_days(self, shown: date, today: date, weeks: int, entries: dict[date, list[Due]], texts: Texts) -> None:
        """The page that holds `shown`, with what is due on each day."""
        self.texts, self.weeks, self.shown, self.today = texts, weeks, shown, today
        self.blockSignals(True)
        self.setRowCount(weeks)
        start = first_day(shown, weeks)
        self.setHorizontalHeaderLabels([texts.weekday(start + timedelta(days=number)) for number in range(7)])
        for place in range(7 * weeks):
            day = start + timedelta(days=place)
            item = QTableWidgetItem()
            due = entries.get(day, [])
            item.setData(DAY_ROLE, day)
            item.setData(ENTRIES_ROLE, due)
            words = texts.ngettext("{n} entry", "{n} entries", len(due)) if due else texts._("nothing")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{texts.weekday_date(day)}: {words}")
            self.setItem(place // 7, place % 7, item)
            if day == shown:
                self.setCurrentItem(item)
        self.blockSignals(False)
        self.viewport().update()

    def day(self) -> date | None:
        """The day that is marked."""
        item = self.currentItem()
        found: date | None = item.data(DAY_ROLE) if item is not None else None
        return found

    def day_words(self, day: date) -> str:
        """The number of a day, with its month on the first."""
        return self.texts.day_month(day) if day.day == 1 else str(day.day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows by days and weeks, Page Up and Down by months (or weeks), Home to today."""
        day = self.day()
        if day is None:
            super().keyPressEvent(event)
            return
        page = 7 if self.weeks == 1 else 28
        steps = {
            Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7,
            Qt.Key.Key_PageUp: -page, Qt.Key.Key_PageDown: page,
        }  # fmt: skip
        if event.key() in steps:
            self._go(day, steps[Qt.Key(event.key())], month=abs(steps[Qt.Key(event.key())]) == 28)
        elif event.key() == Qt.Key.Key_Home:
            self.left.emit(self.today)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def _go(self, day: date, step: int, month: bool) -> None:
        if month:
            first = day.replace(day=1)
            other = (
                (first + timedelta(days=32)).replace(day=1) if step > 0 else (first - timedelta(days=1)).replace(day=1)
            )
            last = ((other + timedelta(days=32)).replace(day=1) - timedelta(days=1)).day
            target = other.replace(day=min(day.day, last))
        else:
            target = day + timedelta(days=step)
        place = (target - first_day(self.shown, self.weeks)).days
        inside = 0 <= place < 7 * self.weeks and (self.weeks == 1 or target.month == self.shown.month)
        if inside:
            self.setCurrentCell(place // 7, place % 7)
        else:
            self.left.emit(target)

    def _marked(self, item: QTableWidgetItem | None) -> None:
        if item is not None:
            self.moved.emit(item.data(DAY_ROLE))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
