"""A line for a date: typed forms of every kind, the full date with its weekday echoed in the field, calendar on Alt+Down."""

from datetime import date
from functools import cache

from PySide6.QtCore import QDate, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QStyle, QStyleOptionFrame, QVBoxLayout, QWidget

from p2i_desktop.gui.date_words import DateWords, Lean, parse_date
from p2i_desktop.i18n import Texts, texts_for

_MONDAY = date(2024, 1, 1)


@cache
def words_of(texts: Texts) -> DateWords:
    """The date words of a language: days by babel, the others from the catalogue (several spellings, by comma)."""

    def spellings(text: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in text.split(",") if part.strip())

    days = [_MONDAY.replace(day=number) for number in range(1, 8)]
    saturdays = spellings(texts.pgettext("typed date", "Saturday"))  # German has two words for it
    return DateWords(
        today=spellings(texts.pgettext("typed date", "today")),
        tomorrow=spellings(texts.pgettext("typed date", "tomorrow")),
        day_after=spellings(texts.pgettext("typed date", "day after tomorrow")),
        yesterday=spellings(texts.pgettext("typed date", "yesterday")),
        day_before=spellings(texts.pgettext("typed date", "day before yesterday")),
        weekdays=tuple(
            (texts.weekday(day), texts.weekday(day, "wide"), *(saturdays if day.weekday() == 5 else ())) for day in days
        ),
        week_letter=texts.pgettext("typed date", "w"),
    )


class DateEntry(QLineEdit):
    """A date; `value()` is None while the field is empty or unreadable."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.texts: Texts = texts_for("en")
        self.words = DateWords()
        self.today = _MONDAY
        self.lean = Lean.PAST
        self._calendar: QWidget | None = None
        self.textEdited.connect(self._typed)
        self.textChanged.connect(self._echo)

    def equip(self, texts: Texts, today: date, lean: Lean = Lean.PAST) -> None:
        """Sets language, the day it is and where days without a year are looked for."""
        value = self.value()
        self.texts, self.words, self.today, self.lean = texts, words_of(texts), today, lean
        if value is not None and not self.hasFocus():
            self.set_value(value)
        self._echo()

    def value(self) -> date | None:
        """The day meant, or None."""
        return parse_date(self.text(), self.today, self.words, self.lean)

    def set_value(self, value: date | None) -> None:
        """Shows a day; never an edit."""
        self.setText("" if value is None else self.texts.date(value))

    def fault(self) -> str:
        """Why the text is no date; empty when it is one or the field is empty."""
        if not self.text().strip() or self.value() is not None:
            return ""
        example = self.texts.date(self.today)
        return self.texts._("This is not a date. Write it like {example}, +3 or a weekday.").format(example=example)

    def echo(self) -> str:
        """What is shown beside the typed text: the weekday, and the whole date where the text is not that already."""
        value = self.value()
        if value is None:
            return ""
        written = self.text().strip() == self.texts.date(value)
        return self.texts.weekday(value) if written else f"→ {self.texts.weekday_date(value)}"

    def _typed(self) -> None:
        self.edited.emit()

    def _echo(self) -> None:
        value = self.value()
        self.setAccessibleDescription(self.texts.weekday_date(value) if value else self.fault())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line, then the echo in the placeholder's colour right behind the text."""
        super().paintEvent(event)
        echo = self.echo()
        if not echo:
            return
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        inner = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
        metrics = self.fontMetrics()
        left = inner.left() + metrics.horizontalAdvance(self.text()) + metrics.horizontalAdvance("  ")
        room = QRect(left, inner.top(), max(0, inner.right() - left), inner.height())
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        shown = metrics.elidedText(echo, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Down opens the calendar; Up and Down move by a day."""
        moves = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
            return
        value = self.value()
        if event.key() in moves and not event.modifiers() and value is not None and not self.isReadOnly():
            self.set_value(date.fromordinal(value.toordinal() + moves[Qt.Key(event.key())]))
            self._typed()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """On leaving, a readable date is written in full."""
        value = self.value()
        if value is not None:
            self.set_value(value)
        super().focusOutEvent(event)

    def open_calendar(self) -> None:
        """The month of the value; Enter or a click takes the day, Esc closes."""
        if self._calendar is None:
            self._calendar = self._make_calendar()
        view = self._calendar.findChild(QCalendarWidget)
        if view is None:
            return
        day = self.value() or self.today
        view.setSelectedDate(QDate(day.year, day.month, day.day))
        self._calendar.adjustSize()
        self._calendar.move(self.mapToGlobal(QPoint(0, self.height())))
        self._calendar.show()
        view.setFocus()

    def _make_calendar(self) -> QWidget:
        frame = QWidget(self, Qt.WindowType.Popup)
        frame.setAccessibleName(self.texts._("Calendar"))
        view = QCalendarWidget(frame)
        view.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        view.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        view.setAccessibleName(self.texts._("Calendar"))
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(view)
        view.activated.connect(self._take)
        view.clicked.connect(self._take)
        return frame

    def _take(self, day: QDate) -> None:
        self.set_value(date(day.year(), day.month(), day.day()))
        if self._calendar is not None:
            self._calendar.hide()
        self.setFocus()
        self._typed()
