"""Numbers as people type them: whole numbers, minutes (`25`, `1:30`, `1h30`) and decimals with comma or point."""

import re
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from p2i_desktop.domain.record import FieldKind
from p2i_desktop.i18n import Texts, texts_for

MOST_MINUTES = 1_000_000  # about two years of talking: anything above is a slip of the fingers
_HOURS = re.compile(r"(\d{1,5})\s*(?::|h)\s*([0-5]?\d)?\s*(?:m|min)?", re.IGNORECASE)
_GAPS = re.compile(r"[\s\u00a0\u202f']")


class Limits(NamedTuple):
    """Between which bounds a number lies (both allowed) and how many places it has."""

    low: int = 0
    high: int = 999_999_999_999
    places: int = 0


def parse_number(text: str, kind: FieldKind, limits: Limits) -> int | Decimal | None:
    """The number meant by `text`; None when it is none. A dot or comma followed by three digits only groups."""
    typed = _GAPS.sub("", text).replace("−", "-")
    if kind is FieldKind.MINUTES:
        if found := _HOURS.fullmatch(typed):
            return int(found[1]) * 60 + int(found[2] or 0)
        typed = re.sub(r"(?i)(m|min)$", "", typed)
    if limits.places == 0:
        typed = re.sub(r"(?<=\d)[.,](?=\d{3}(?:\D|$))", "", typed)
        return int(typed) if re.fullmatch(r"-?\d{1,15}", typed, re.ASCII) else None
    return _decimal(typed, limits.places)


def _decimal(typed: str, places: int) -> Decimal | None:
    if not re.fullmatch(r"-?\d[\d.,]*", typed, re.ASCII):
        return None
    last = max(typed.rfind("."), typed.rfind(","))
    tail = len(typed) - last - 1
    single = typed.count(".") + typed.count(",") == 1
    if last >= 0 and tail <= places and not (single and tail == 3):
        typed = re.sub(r"[.,]", "", typed[:last]) + "." + typed[last + 1 :]
    else:
        typed = re.sub(r"[.,]", "", typed)
    try:
        return Decimal(typed)
    except InvalidOperation:
        return None


class NumberEntry(QLineEdit):
    """A line for a number; `value()` is None while it is empty or no number, `fault()` says which."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = FieldKind.INT
        self.limits = Limits()
        self.step = 1
        self.texts: Texts = texts_for("en")
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.textEdited.connect(self._typed)

    def equip(self, texts: Texts, kind: FieldKind, limits: Limits, step: int = 1) -> None:
        """Sets what is needed to read and write numbers; called again when the language changes."""
        value = self.value()
        clean = not self.fault()
        self.texts, self.kind, self.limits, self.step = texts, kind, limits, step
        if clean and not self.hasFocus():
            self.set_value(value)

    def value(self) -> int | Decimal | None:
        """What stands in the field, or None."""
        found = parse_number(self.text(), self.kind, self.limits)
        return found if found is not None and self.limits.low <= found <= self.limits.high else None

    def set_value(self, value: int | Decimal | None) -> None:
        """Shows a number; never an edit."""
        self.setText("" if value is None else self._shown(value))

    def fault(self) -> str:
        """Why the text is no value; empty when it is one or the field is empty."""
        if not self.text().strip() or self.value() is not None:
            return ""
        if parse_number(self.text(), self.kind, self.limits) is None:
            return self.texts._("This is not a number.")
        low, high = self.texts.number(self.limits.low), self.texts.number(self.limits.high)
        return self.texts._("Enter a number between {low} and {high}.").format(low=low, high=high)

    def _shown(self, value: int | Decimal) -> str:
        if self.limits.places:
            exact = Decimal(value)
            places = 0 if exact == exact.to_integral_value() else self.limits.places
            return self.texts.number(exact, places).replace("−", "-")
        return str(int(value))

    def _typed(self) -> None:
        self.edited.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down move by one step."""
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        if event.key() in steps and not event.modifiers() and not self.isReadOnly():
            value = (self.value() or 0) + steps[Qt.Key(event.key())] * self.step
            self.set_value(max(self.limits.low, min(self.limits.high, value)))
            self._typed()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """On leaving, a readable number is written the usual way."""
        value = self.value()
        if value is not None:
            self.set_value(value)
        super().focusOutEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Digits stay aligned whatever the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()


class MinutesEntry(NumberEntry):
    """Minutes with a clock: while it runs the field shows the time passed, rounded up; typing stops it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = FieldKind.MINUTES
        self.limits = Limits(0, MOST_MINUTES)
        self.step = 5
        self.running = False

    def start(self) -> None:
        """From now on `tick` writes the time that has passed."""
        self.running = True

    def stop(self) -> None:
        """The number stays as it is."""
        self.running = False

    def tick(self, seconds: float) -> bool:
        """Shows the seconds rounded up to whole steps; whether the number changed."""
        if not self.running:
            return False
        minutes = rounded_up(seconds, self.step)
        if minutes == self.value():
            return False
        super().set_value(minutes)
        return True

    def set_value(self, value: int | Decimal | None) -> None:
        """Shows a number; the clock goes on only by `start`."""
        super().set_value(value)

    def _typed(self) -> None:
        self.running = False
        super()._typed()


def rounded_up(seconds: float, step: int) -> int:
    """Minutes in whole steps, at least one step: a talk that was held took some time."""
    whole = max(1, step)
    minutes = -(-int(max(0.0, seconds) + 0.999) // 60)
    return max(whole, -(-minutes // whole) * whole)
