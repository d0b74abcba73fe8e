"""What is to be done next about one record: a line to add, and the open actions with their days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from p2i_desktop.domain.advice import Action
from p2i_desktop.domain.parties import StaffMember
from p2i_desktop.domain.record import About
from p2i_desktop.gui.date_words import Lean
from p2i_desktop.gui.drafting import DraftKeeper
from p2i_desktop.gui.fields.date_entry import DateEntry
from p2i_desktop.gui.filter_line import FilterLine
from p2i_desktop.gui.screen import Bench

FORM = "next_step"


class ActionsBox(QWidget):
    """Enter in the line adds, Ctrl+D marks done, Ctrl+T goes to the day of the marked action.

    What stands in the line and was not added is a draft of the record."""

    failed = Signal(object)

    def __init__(self, bench: Bench, about: About, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench, self._about = bench, about
        self._actions: list[Action] = []
        self._postponed: Action | None = None
        self._draft = DraftKeeper(bench, FORM, about.id, self._payload, self)
        self._draft.failed.connect(bench.fault)
        self.title = QLineEdit(self)
        self.due = DateEntry(self)
        self.add = QPushButton(self)
        self.list = QListWidget(self)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.done = QPushButton(self)
        self.later = QPushButton(self)
        self.add.clicked.connect(self._add)
        self.title.textEdited.connect(lambda _text: self._draft.touch())
        self.due.edited.connect(self._draft.touch)
        self.done.clicked.connect(self.mark_done)
        self.later.clicked.connect(self.postpone)
        line = FilterLine(None, bench.look, 180)
        for part in (self.title, self.due, self.add):
            line.addWidget(part)
        buttons = QHBoxLayout()
        buttons.addWidget(self.done)
        buttons.addWidget(self.later)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(bench.look.px(8))
        column.addLayout(line)
        self.list.setMinimumHeight(bench.look.px(64))
        column.addWidget(self.list, 1)
        column.addLayout(buttons)
        bench.desk.ask(lambda office: office.drafts.get(FORM, about.id), self._take, owner=self)

    # -- the draft -----------------------------------------------------------------------------------------------------
    def _payload(self) -> Mapping[str, object] | None:
        """What is typed and not added; a postponing is of the moment."""
        title, day = self.title.text(), self.due.text()
        return {"title": title, "due": day} if (title.strip() or day.strip()) and self._postponed is None else None

    def _take(self, draft: object) -> None:
        payload = getattr(draft, "payload", None)
        if isinstance(payload, Mapping) and not self.title.text() and not self.due.text():
            self.title.setText(str(payload.get("title", "")))
            self.due.setText(str(payload.get("due", "")))
            self._draft.adopt(self._about.id, 0)

    def hideEvent(self, event: QHideEvent) -> None:
        """The window closes, or another part of it is shown: what is typed is written at once."""
        self._draft.keep()
        super().hideEvent(event)

    def retranslate(self) -> None:
        """Words the box in the language that is shown."""
        texts = self._bench.texts
        self.title.setPlaceholderText(texts._("What is to be done"))
        self.title.setAccessibleName(texts._("What is to be done"))
        self.due.setAccessibleName(texts._("Due on"))
        self.list.setAccessibleName(texts._("Open actions"))
        self.add.setText(texts._("Add"))
        self.done.setText(texts._("Done"))
        self.later.setText(texts._("Postpone"))
        self.due.equip(texts, self._bench.clock.today(), Lean.FUTURE)

    def fill(self, actions: Sequence[Action], staff: dict[str, StaffMember]) -> None:
        """Shows the open actions, the most urgent first."""
        texts, today = self._bench.texts, self._bench.clock.today()
        row = self.list.currentRow()
        self._actions = list(actions)
        self.list.clear()
        for action in actions:
            owner = staff.get(action.owner or "")
            days = (action.due_on - today).days if action.due_on else 0
            late = texts.ngettext("! {n} day overdue", "! {n} days overdue", -days) if days < 0 else ""
            day = texts.weekday_date(action.due_on)
            item = QListWidgetItem(
                " · ".join(part for part in (late, day, action.title, owner.initials if owner else "") if part)
            )
            if late:
                item.setForeground(self._bench.look.color("err"))
            self.list.addItem(item)
        if not actions:
            nothing = QListWidgetItem(texts._("No next step is planned."))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            nothing.setForeground(self._bench.look.color("text2"))
            self.list.addItem(nothing)
        self.list.setCurrentRow(min(max(row, 0), len(actions) - 1))
        for button in (self.done, self.later):
            button.setEnabled(bool(actions))

    def mark_done(self) -> None:
        """Marks the action of the list as done."""
        action = self._current()
        if action is not None:
            self._bench.desk.do(lambda office: office.actions.done(action.id), initiator=self)

    def postpone(self) -> None:
        """Takes the marked action into the line: another day, Enter."""
        action = self._current()
        if action is not None:
            self._postponed = action
            self.title.setText(action.title)
            self.due.set_value(action.due_on)
            self.due.setFocus(Qt.FocusReason.OtherFocusReason)
            self.due.selectAll()

    def _current(self) -> Action | None:
        row = self.list.currentRow()
        return self._actions[row] if 0 <= row < len(self._actions) else None

    def _add(self) -> None:
        day, title = self.due.value(), self.title.text().strip()
        if self.due.fault() or not isinstance(day, date):
            self.due.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        old, self._postponed = self._postponed, None

        if old is not None:
            moved = replace(old, title=title, due_on=day)
            self._bench.desk.do(lambda office: office.actions.save(moved), self._added, self)
        else:
            self._bench.desk.do(
                lambda office: office.actions.save(replace(office.actions.blank(self._about), title=title, due_on=day)),
                self._added,
                self,
            )

    def _added(self, _changed: object) -> None:
        self._draft.drop()
        self.title.clear()
        self.due.set_value(None)
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the day adds too; Esc gives up a postponing."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._add()
        elif event.key() == Qt.Key.Key_Escape and self._postponed is not None:
            self._postponed = None
            self._added(None)
        else:
            super().keyPressEvent(event)
