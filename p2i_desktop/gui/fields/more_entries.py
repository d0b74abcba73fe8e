"""Smaller fields: a time of day, an instant, an amount with its currency, a list of lines."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from p2i_desktop.domain.record import FieldKind, Money
from p2i_desktop.gui.date_words import Lean
from p2i_desktop.gui.fields.choice_box import Choice, ChoiceBox
from p2i_desktop.gui.fields.date_entry import DateEntry
from p2i_desktop.gui.fields.number_entry import Limits, NumberEntry
from p2i_desktop.i18n import Texts, texts_for

_TIME = re.compile(r"(\d{1,2})(?:[:.h ]?(\d{2}))?")
_MOST_MONEY = 10**13


def parse_time(text: str) -> time | None:
    """A time of day from `9`, `930`, `9:30`, `9.30`; None when it is none."""
    found = _TIME.fullmatch(text.strip())
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


class TimeEntry(QLineEdit):
    """A time of day."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.texts: Texts = texts_for("en")
        self.textEdited.connect(lambda _text: self.edited.emit())

    def equip(self, texts: Texts) -> None:
        self.texts = texts

    def value(self) -> time | None:
        """The time meant, or None."""
        return parse_time(self.text())

    def set_value(self, value: time | None) -> None:
        """Shows a time; never an edit."""
        self.setText("" if value is None else self.texts.time(value))

    def fault(self) -> str:
        """Why the text is no time."""
        if not self.text().strip() or self.value() is not None:
            return ""
        return self.texts._("This is not a time of day. Write it like 9:30.")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        value = self.value()
        if value is not None:
            self.set_value(value)
        super().focusOutEvent(event)


class _Pair(QWidget):
    """Two fields side by side that hold one value."""

    edited = Signal()

    def __init__(self, parent: QWidget | None, first: QWidget, second: QWidget) -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(first, 3)
        layout.addWidget(second, 2)
        self.setFocusProxy(first)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


class MoneyEntry(_Pair):
    """An amount net of VAT with its currency: both or none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.amount = NumberEntry()
        self.currency = ChoiceBox()
        super().__init__(parent, self.amount, self.currency)
        self.texts: Texts = texts_for("en")
        self._own = "EUR"
        self.amount.edited.connect(self.edited)
        self.currency.edited.connect(self.edited)
        self.currency.setMinimumContentsLength(5)

    def equip(self, texts: Texts, currencies: Sequence[Choice], own: str = "EUR") -> None:
        """Sets the language, the currencies (code, label) and the one that a new amount starts with."""
        self.texts, self._own = texts, own
        self.amount.equip(texts, FieldKind.DECIMAL, Limits(0, _MOST_MONEY, 2))
        self.currency.set_choices(currencies)
        self.currency.setAccessibleName(texts._("Currency"))
        if self.amount.value() is None:
            self.currency.set_value(own)

    def value(self) -> Money | None:
        """The amount, or None while there is none."""
        amount = self.amount.value()
        if amount is None:
            return None
        return Money(Decimal(amount).quantize(Decimal("0.01")), str(self.currency.value() or self._own))

    def set_value(self, value: Money | None) -> None:
        """Shows an amount; never an edit."""
        self.amount.set_value(None if value is None else value.amount)
        self.currency.set_value(self._own if value is None else value.currency)

    def fault(self) -> str:
        """Why the text is no amount."""
        return self.amount.fault()


class InstantEntry(_Pair):
    """A day and a time of day in the zone of this computer, kept as an instant in UTC."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.day = DateEntry()
        self.time = TimeEntry()
        super().__init__(parent, self.day, self.time)
        self.texts: Texts = texts_for("en")
        self.day.edited.connect(self.edited)
        self.time.edited.connect(self.edited)

    def equip(self, texts: Texts, today: date) -> None:
        """Sets the language and the day it is."""
        self.texts = texts
        self.day.equip(texts, today, Lean.PAST)
        self.time.equip(texts)
        self.time.setAccessibleName(texts._("Time"))

    def value(self) -> datetime | None:
        """The instant, aware, in UTC; a day without a time is midnight."""
        day = self.day.value()
        if day is None:
            return None
        return datetime.combine(day, self.time.value() or time()).astimezone().astimezone(UTC)

    def set_value(self, value: datetime | None) -> None:
        """Shows an instant; never an edit."""
        local = value.astimezone() if value is not None else None
        self.day.set_value(local.date() if local else None)
        self.time.set_value(local.time().replace(second=0, microsecond=0) if local else None)

    def fault(self) -> str:
        """Why the text is no instant."""
        if self.time.text().strip() and not self.day.text().strip():
            return self.texts._("Enter the day as well.")
        return self.day.fault() or self.time.fault()


class LinesEntry(QPlainTextEdit):
    """An ordered list of texts, one a line."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self._filling = False
        self.textChanged.connect(self._changed)

    def _changed(self) -> None:
        if not self._filling:
            self.edited.emit()

    def value(self) -> tuple[str, ...]:
        """The lines that hold something."""
        return tuple(line.strip() for line in self.toPlainText().split("\n") if line.strip())

    def set_value(self, value: Sequence[str]) -> None:
        """Shows lines; never an edit."""
        self._filling = True
        self.setPlainText("\n".join(value))
        self._filling = False

    def fault(self) -> str:
        """Lines cannot be wrong."""
        return ""
