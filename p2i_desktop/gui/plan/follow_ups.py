"""What came of a meeting: who does what until when, each line an action about the plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from p2i_desktop.domain.advice import Action
from p2i_desktop.gui.date_words import Lean
from p2i_desktop.gui.drafting import DraftKeeper
from p2i_desktop.gui.fields.choice_box import Choice, ChoiceBox
from p2i_desktop.gui.fields.date_entry import DateEntry
from p2i_desktop.gui.filter_line import FilterLine
from p2i_desktop.gui.plan.hand import PlanHand
from p2i_desktop.services.meetings import FollowUp

if TYPE_CHECKING:
    from p2i_desktop.services.plan_file import PlanFile

_LINES = 3
FORM = "plan_follow_up"  # under which a half typed line is kept, one a plan


class FollowUps(QWidget):
    """A line of who, what and when; Enter adds it. Below, what was agreed so far; Space marks one as done."""

    def __init__(self, hand: PlanHand, parent: QWidget) -> None:
        super().__init__(parent)
        self._hand, self._bench = hand, hand.bench
        self._meeting = ""
        self._asked = ""
        self._chosen = False  # somebody was chosen by hand
        self._people: dict[str, FollowUp] = {}
        self._actions: list[Action] = []
        look = self._bench.look
        self.title, self.said = QLabel(self), QLabel(self)
        self.title.setProperty("font_role", "h2")
        self.said.setProperty("tone", "err")
        for label in (self.title, self.said):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.said.hide()
        self.who, self.what, self.when = ChoiceBox(self), QLineEdit(self), DateEntry(self)
        self.what.setMaxLength(300)
        self.who.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToContents)
        self.who.setObjectName("follow_up_who")
        self.what.setObjectName("follow_up_what")
        self.when.setObjectName("follow_up_when")
        self.add = QPushButton(self)
        self.add.clicked.connect(self._add)
        self.list = _Ticks(self._tick, self)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.line = QWidget(self)
        fields = FilterLine(self.line, look, 200)
        fields.addWidget(self.what)
        fields.addWidget(self.who)
        fields.addWidget(self.when)
        fields.addWidget(self.add)
        QWidget.setTabOrder(self.what, self.who)
        QWidget.setTabOrder(self.who, self.when)
        QWidget.setTabOrder(self.when, self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(6))
        column.addWidget(self.title)
        column.addWidget(self.line)
        column.addWidget(self.said)
        column.addWidget(self.list)
        self.keeper = DraftKeeper(self._bench, FORM, hand.plan_id, self._payload, self)
        self.keeper.failed.connect(self._bench.fault)
        self.what.textEdited.connect(lambda _text: self.keeper.touch())
        self.when.edited.connect(self.keeper.touch)
        self.who.edited.connect(self._took)

    def retranslate(self) -> None:
        """Words the box in the language that is shown."""
        texts = self._bench.texts
        self.title.setText(texts._("Follow-ups"))
        self.what.setPlaceholderText(texts._("What is to be done"))
        self.what.setAccessibleName(texts._("What is to be done"))
        self.who.setAccessibleName(texts._("Who does it"))
        self.when.setAccessibleName(texts._("Due on"))
        self.when.setPlaceholderText(texts._("Until when"))
        self.when.equip(texts, self._bench.clock.today(), Lean.FUTURE)
        self.add.setText(texts._("Add follow-up"))
        self.list.setAccessibleName(texts._("Follow-ups"))

    def show_people(self, file: PlanFile, staff: Sequence[Choice]) -> None:
        """Who may be named: those who work here, the other centre, its coordinator."""
        day = self._bench.clock.today()
        known: list[tuple[str, str, FollowUp]] = [
            (f"staff:{key}", name, FollowUp("", day, owner=str(key))) for key, name in staff if key
        ]
        sides = (
            (file.mentor, file.mentor_name, file.mentor_coordinator),
            (file.new_centre, file.new_name, file.new_coordinator),
        )
        for centre, name, coordinator in sides:
            if centre.is_own:
                continue
            known.append((f"centre:{centre.id}", name, FollowUp("", day, other_side=name)))
            if coordinator is not None:
                person = f"{coordinator.given_name} {coordinator.family_name}".strip()
                words = f"{person} ({name})" if person else name
                known.append((f"contact:{coordinator.id}", words, FollowUp("", day, other_side=words)))
        kept = self.who.value() if self._chosen else None
        self._people = {key: who for key, _, who in known}
        self.who.set_choices([(key, words) for key, words, _ in known], None)
        self.who.set_value(kept if kept in self._people else next(iter(self._people), None))

    def resume(self, plan_id: str) -> None:
        """A line that was half typed when the window went stands there again."""
        if self.keeper.key != plan_id:
            self.keeper.keep()
            self.keeper.start(plan_id)
        if self._asked == plan_id:
            return
        self._asked = plan_id

        def found(draft: object) -> None:
            payload = getattr(draft, "payload", None)
            if isinstance(payload, Mapping) and not self.what.text() and self.keeper.key == plan_id:
                self.what.setText(str(payload.get("what", "")))
                self.when.setText(str(payload.get("when", "")))
                self.keeper.adopt(plan_id, 0)

        self._bench.desk.ask(lambda office: office.drafts.get(FORM, plan_id), found, self._hand.say, self)

    def _took(self) -> None:
        self._chosen = True

    def leave(self) -> None:
        """The window closes: what is half typed is kept."""
        self.keeper.keep()

    def _payload(self) -> Mapping[str, object] | None:
        what, when = self.what.text(), self.when.text()
        return {"what": what, "when": when} if what.strip() or when.strip() else None

    def show_meeting(self, meeting: str, writable: bool, staff: dict[str, str]) -> None:
        """Reads what came of a meeting."""
        self._meeting = meeting
        self.line.setVisible(writable)
        if not meeting:
            self._fill([], staff)
            return

        def shown(actions: list[Action]) -> None:
            if self._meeting == meeting:
                self._fill(actions, staff)

        self._bench.desk.ask(lambda office: office.meetings.follow_ups(meeting), shown, self._hand.say, self)

    def _fill(self, actions: list[Action], staff: dict[str, str]) -> None:
        texts, row = self._bench.texts, self.list.currentRow()
        self._actions = actions
        self.list.clear()
        for one in actions:
            who = staff.get(one.owner or "", "") or one.other_side
            state = texts._("done {date}").replace("{date}", texts.date(one.done_on)) if one.done_on else ""
            due = texts._("due {date}").replace("{date}", texts.date(one.due_on))
            words = " · ".join(part for part in (one.title, who, state or due) if part)
            item = QListWidgetItem(f"✓ {words}" if one.done_on else f"○ {words}")
            if one.done_on or one.dropped_on:
                item.setForeground(self._bench.look.color("text2"))
            self.list.addItem(item)
        self.list.setCurrentRow(min(max(row, 0), len(actions) - 1))
        self.list.setVisible(bool(actions))
        shown = min(len(actions), _LINES) or 1
        self.list.setFixedHeight(shown * self._bench.look.row_height() + self._bench.look.px(14))

    def _add(self) -> None:
        """Enter: the line becomes an action; what is missing is said and gets the keys."""
        who = self._people.get(str(self.who.value() or ""))
        title, day = self.what.text().strip(), self.when.value()
        texts = self._bench.texts
        if not title:
            self._wrong(self.what, texts._("Say what is to be done."))
        elif self.when.fault() or not isinstance(day, date):
            self._wrong(self.when, self.when.fault() or texts._("Say until when."))
        elif who is None:
            self._wrong(self.who, texts._("Say who does it."))
        else:
            wish, meeting = FollowUp(title, day, who.owner, who.other_side), self._meeting
            self._hand.do(lambda office, where: office.meetings.follow_up(where.row(meeting), [wish]), self._added)

    def _wrong(self, widget: QWidget, words: str) -> None:
        self._say(words)
        widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _added(self) -> None:
        self._clear()
        self.keeper.drop()
        self.what.setFocus(Qt.FocusReason.OtherFocusReason)

    def _clear(self) -> None:
        self._say("")
        self.what.clear()
        self.when.set_value(None)

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.setVisible(bool(words))
        if words:
            self._bench.announce(self.said, words)

    def _tick(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._actions) and self._bench.writable() and not self._actions[row].done_on:
            key = self._actions[row].id
            self._bench.desk.do(
                lambda office: office.actions.done(key), initiator=self, failed=self._hand.say, owner=self
            )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the line adds."""
        inside = any(part.hasFocus() for part in (self.what, self.when, self.who))
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() and inside:
            self._add()
        else:
            super().keyPressEvent(event)


class _Ticks(QListWidget):
    """Space marks the line as done."""

    def __init__(self, tick: Callable[[], None], parent: QWidget) -> None:
        super().__init__(parent)
        self._tick = tick

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self._tick()
        else:
            super().keyPressEvent(event)
