"""A figure as a card: value, change to the same days of last year, target, the state in words; Enter opens its records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from p2i_desktop.gui.look.look import Look
from p2i_desktop.gui.look.marks import ElidedLabel, FocusRing, Pill, pill_size
from p2i_desktop.gui.look.restyle import restyle
from p2i_desktop.gui.menus import tooltip_text
from p2i_desktop.i18n import Texts

if TYPE_CHECKING:
    from p2i_desktop.services.figures import IndicatorRow

ARROWS = {"up": "▲", "down": "▼", "level": "=", "": ""}
STATE_TONES = {"reached": "ok", "on_track": "ok", "behind": "warn", "missed": "err", "not_measured": "neutral"}


def change_tone(row: IndicatorRow) -> str:
    """Whether a change is good (ok) or bad (err) for this indicator; the arrow says the direction."""
    if row.change_direction not in ("up", "down") or row.direction not in ("higher", "lower"):
        return "text2"
    return "ok" if (row.change_direction == "up") == (row.direction == "higher") else "err"


class Card(QFrame):
    """One figure; a Tab stop that opens the records behind it."""

    activated = Signal(str)  # the code of the indicator

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.code = ""
        self._look = look
        self.setProperty("kind", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.title = self._label("body", "text2", ElidedLabel(self))
        self.value = self._label("kpi")
        self.change = self._label("label", "text2", ElidedLabel(self))
        self.target = self._label("small", "text2", ElidedLabel(self))
        self.state = Pill(self)
        keeps = self.state.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)  # cards with and without a target have their lines at the same heights
        self.state.setSizePolicy(keeps)
        below = QHBoxLayout()
        below.setSpacing(look.px(6))
        below.addWidget(self.target, 1)
        below.addWidget(self.state)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(16), look.px(12), look.px(14), look.px(12))
        column.setSpacing(look.px(3))
        for widget in (self.title, self.value, self.change):
            column.addWidget(widget)
        column.addLayout(below)
        self._ring = FocusRing(self)

    def _label(self, role: str, tone: str = "", label: QLabel | None = None) -> QLabel:
        made = label or QLabel(self)
        made.setTextFormat(Qt.TextFormat.PlainText)
        made.setProperty("font_role", role)
        made.setProperty("tone", tone)
        return made

    def wear(self, look: Look) -> None:
        """Takes the height of its four lines, with or without a target."""
        lines = sum(look.metrics(role).height() for role in ("body", "kpi", "label"))
        last = pill_size("", look).height()
        self.setFixedHeight(lines + last + 2 * look.px(12) + 3 * look.px(3) + look.px(4))

    def needed(self) -> int:
        """The width in which title and change, and target and state beside each other, stand unshortened."""
        look = self._look
        last = self.target.sizeHint().width() + self.state.sizeHint().width() + look.px(6)
        above = (label.sizeHint().width() for label in (self.title, self.value, self.change))
        return max(last, *above) + look.px(16 + 14 + 2)

    def show_row(self, row: IndicatorRow, year: int, texts: Texts) -> None:
        """Shows an indicator beside the year before."""
        self.code = row.code
        self.title.setText(row.label)
        self.value.setText(row.printed)
        words = texts._("{change} vs {year}").format(change=row.change_printed, year=year - 1)
        self.change.setText(f"{ARROWS[row.change_direction]} {words}".strip())
        self._tone(self.change, change_tone(row))
        if row.target is None:
            self.target.setText(texts._("no target"))
            self.state.show_state("")
        else:
            reached = texts._("{share} of {target}").format(share=row.printed_reached, target=row.printed_target)
            self.target.setText(reached)
            self.state.show_state(texts.keyed("state", row.state), STATE_TONES.get(row.state, "neutral"))
        self.setAccessibleName(f"{row.label}: {row.printed}")
        self.setAccessibleDescription(
            ", ".join(part for part in (words, self.target.text(), self.state.text()) if part)
        )
        self.setToolTip(tooltip_text(f"{row.code}  {row.definition}"))

    @staticmethod
    def _tone(label: QLabel, tone: str) -> None:
        if label.property("tone") != tone:
            label.setProperty("tone", tone)
            restyle(label)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.code:
            self.activated.emit(self.code)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Right)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if (
            event.button() == Qt.MouseButton.LeftButton
            and self.code
            and self.rect().contains(event.position().toPoint())
        ):
            self.activated.emit(self.code)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._ring.show()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._ring.hide()
