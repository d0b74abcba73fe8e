"""The open actions that keep a case from closing: done, dropped with a reason or postponed right where they are listed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from p2i_desktop.domain.advice import Action
from p2i_desktop.gui.commands import native
from p2i_desktop.gui.date_words import Lean
from p2i_desktop.gui.fields.date_entry import DateEntry
from p2i_desktop.gui.fields.flow import FlowLayout
from p2i_desktop.gui.look.look import Look
from p2i_desktop.i18n import Texts

MOST_LINES = 4  # before the list scrolls


class OpenActions(QWidget):
    """Ctrl+D marks done, Del drops (the reason is asked below), Ctrl+T postpones (the day is asked below)."""

    done = Signal(str)
    dropped = Signal(str, str)  # id, reason
    moved = Signal(str, object)  # id, date

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._actions: list[Action] = []
        self.list = QListWidget(self)
        self.list.setObjectName("closing_actions")
        self.list.setWordWrap(True)
        self.to_do, self.drop, self.later = (QPushButton(self) for _ in range(3))
        self.why, self.day = QLineEdit(self), DateEntry(self)
        self.why.setObjectName("drop_reason")
        self.day.setObjectName("postpone_to")
        self.why.setMaxLength(200)
        self._keys: dict[tuple[Qt.Key, bool], Callable[[], None]] = {
            (Qt.Key.Key_D, True): self._done,
            (Qt.Key.Key_T, True): self._ask_day,
            (Qt.Key.Key_Delete, False): self._ask_why,
        }
        self.to_do.clicked.connect(self._done)
        self.drop.clicked.connect(self._ask_why)
        self.later.clicked.connect(self._ask_day)
        for part in (self.list, self.why, self.day):
            part.installEventFilter(self)
        line = FlowLayout(None, look.px(8))
        for button in (self.to_do, self.drop, self.later):
            line.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(6))
        column.addWidget(self.list)
        column.addLayout(line)
        column.addWidget(self.why)
        column.addWidget(self.day)

    def fill(self, actions: Sequence[Action], texts: Texts, today: date) -> None:
        """Shows what is still open; without any the part is hidden."""
        row, had = self.list.currentRow(), self.isVisible() and self.isAncestorOf(self.window().focusWidget() or self)
        self._actions = list(actions)
        self._word(texts, today)
        self.list.clear()
        for action in actions:
            day = texts.weekday_date(action.due_on) if action.due_on else ""
            self.list.addItem(QListWidgetItem(" · ".join(part for part in (day, action.title) if part)))
        self.list.setCurrentRow(min(max(row, 0), len(actions) - 1))
        lines = min(max(len(actions), 1), MOST_LINES)
        self.list.setFixedHeight(lines * (self._look.metrics().height() + self._look.px(10)) + self._look.px(6))
        self._ask(None)
        self.setVisible(bool(actions))
        if had and actions:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _word(self, texts: Texts, today: date) -> None:
        self.list.setAccessibleName(texts._("Open actions"))
        for button, words, key in (
            (self.to_do, texts._("Done"), "Ctrl+D"),
            (self.drop, texts._("Drop…"), "Del"),
            (self.later, texts._("Postpone…"), "Ctrl+T"),
        ):
            button.setText(words)
            button.setToolTip(f"<span>{native(key)}</span>")
        self.why.setPlaceholderText(texts._("Reason, then Enter"))
        self.why.setAccessibleName(texts._("Reason why the action is dropped"))
        self.day.equip(texts, today, Lean.FUTURE)
        self.day.setPlaceholderText(texts._("New day: +3, mo, 24.11."))
        self.day.setAccessibleName(texts._("Due on"))

    # -- inside ------------------------------------------------------------------------------------------------------
    def _current(self) -> str:
        row = self.list.currentRow()
        return self._actions[row].id if 0 <= row < len(self._actions) else ""

    def _done(self) -> None:
        if self._current():
            self.done.emit(self._current())

    def _ask_why(self) -> None:
        self._ask(self.why)

    def _ask_day(self) -> None:
        self._ask(self.day)

    def _ask(self, field: QLineEdit | None) -> None:
        """Opens one of the two fields, or closes both."""
        for one in (self.why, self.day):
            one.clear()
            one.setVisible(one is field)
        if field is not None and self._current():
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self) -> None:
        key, day = self._current(), self.day.value()
        if self.why.isVisible() and self.why.text().strip():
            self.dropped.emit(key, self.why.text().strip())
        elif self.day.isVisible() and day is not None:
            self.moved.emit(key, day)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys of the list come before those of the window; Enter and Esc belong to the open field."""
        if event.type() not in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride) or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        pressed = event.type() == QEvent.Type.KeyPress
        if watched is self.list:
            held = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            run = self._keys.get((Qt.Key(event.key()), held))
        else:
            leave = (Qt.Key.Key_Escape,)
            run = self._take if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) else None
            run = self._leave if event.key() in leave else run
        if run is None:
            return super().eventFilter(watched, event)
        event.accept()
        if pressed:
            run()
        return True

    def _leave(self) -> None:
        self._ask(None)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
