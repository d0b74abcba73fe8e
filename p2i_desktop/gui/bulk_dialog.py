"""Many records changed at once: the new value, what it makes of each record, and one press that does it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from p2i_desktop.domain.advice import Phase
from p2i_desktop.gui.bulk_rows import PreviewRows
from p2i_desktop.gui.date_words import Lean
from p2i_desktop.gui.desk import Ticket
from p2i_desktop.gui.dialog_draft import DialogDraft
from p2i_desktop.gui.fields.choice_box import Choice, ChoiceBox
from p2i_desktop.gui.fields.date_entry import DateEntry
from p2i_desktop.gui.screen import Bench
from p2i_desktop.gui.sentences import sentence
from p2i_desktop.i18n import N_, Texts

if TYPE_CHECKING:
    from p2i_desktop.services.bulk import BulkChange, BulkLine
    from p2i_desktop.services.office import Changed, Office

TITLES = {
    "assign": N_("Assign to an advisor"),
    "phase": N_("Move to a phase"),
    "follow_up": N_("Set the follow-up date"),
    "tag": N_("Add a tag"),
    "untag": N_("Take a tag away"),
    "bin": N_("Move to the bin"),
}
AT_ONCE = 100  # records that are looked at in one piece of work
_LOOK_AFTER = 250  # milliseconds after the last letter of a tag
_LONGEST_TAG = 40


class BulkDialog(QDialog):
    """The value above, the records below; they are looked at in pieces, so the window goes on."""

    def __init__(
        self, bench: Bench, parent: QWidget, kind: str, keys: Sequence[str], what: str, staff: Sequence[Choice]
    ) -> None:
        super().__init__(parent)
        self._bench, self._kind, self._what = bench, kind, what
        self._keys = list(keys)
        self._staff = {str(key): label for key, label in staff}
        self._lines: list[BulkLine] = []
        self._change: BulkChange | None = None
        self._ticket: Ticket | None = None
        self._round = 0
        self.setObjectName("bulk")
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_LOOK_AFTER)
        self._soon.timeout.connect(self.look)
        self.rows = PreviewRows(bench.texts, self._staff)
        self.value: QWidget | None = None
        self.reason: QLineEdit | None = None
        self._build()

    # -- building ------------------------------------------------------------------------------------------------------
    def _build(self) -> None:
        texts, look = self._bench.texts, self._bench.look
        title = texts._(TITLES[self._what])
        self.setWindowTitle(title)
        column = QVBoxLayout(self)
        margin = look.px(20)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(look.px(10))
        heading = QLabel(title, self)
        heading.setProperty("font_role", "h2")
        column.addWidget(heading)
        self._fields = QHBoxLayout()
        self._fields.setSpacing(look.px(12))
        column.addLayout(self._fields)
        self._add_value(texts)
        self.sums, self.problem = QLabel(self), QLabel(self)
        for label in (self.sums, self.problem):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.sums.setProperty("tone", "text2")
        self.problem.setProperty("tone", "err")
        self.problem.hide()
        self._draft = DialogDraft(self._bench, self, "bulk", f"{self._kind}.{self._what}")
        self._draft.said.connect(self._say)
        self.table = self._table(texts)
        column.addWidget(self.sums)
        column.addWidget(self.table, 1)
        column.addWidget(self.problem)
        self.cancel, self.apply = QPushButton(texts._("Cancel"), self), QPushButton(texts._("Apply"), self)
        self.apply.setProperty("kind", "primary")
        self.apply.setToolTip("<span>Ctrl+Return</span>")
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for button in (self.cancel, self.apply):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        column.addLayout(buttons)
        self.cancel.clicked.connect(self.reject)
        self.apply.clicked.connect(self.carry_out)

    def _table(self, texts: Texts) -> QTableView:
        table = QTableView(self)
        table.setObjectName("bulk_preview")
        table.setProperty("kind", "lines")
        table.setModel(self.rows)
        table.setAccessibleName(texts._("What the change makes of each record"))
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setWordWrap(True)  # why a record is left out may be long
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(self._bench.look.row_height(2))
        head = table.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        head.setHighlightSections(False)
        return table

    def _add_value(self, texts: Texts) -> None:
        if self._what in ("assign", "phase"):
            box = ChoiceBox(self)
            choices: Sequence[Choice] = tuple(self._staff.items())
            box.set_choices([(one, texts.label(one)) for one in Phase] if self._what == "phase" else choices, "–")
            box.edited.connect(self.look)
            self._field("bulk_value", texts._("&Phase") if self._what == "phase" else texts._("&Advisor"), box)
        elif self._what == "follow_up":
            entry = DateEntry(self)
            entry.equip(texts, self._bench.clock.today(), Lean.FUTURE)
            entry.setPlaceholderText(texts._("New day: +3, mo, 24.11."))
            entry.textChanged.connect(lambda _text: self._soon.start())
            self._field("bulk_value", texts._("&Follow-up date"), entry)
        elif self._what in ("tag", "untag"):
            line = QLineEdit(self)
            line.setMaxLength(_LONGEST_TAG)
            line.textChanged.connect(lambda _text: self._soon.start())
            self._field("bulk_value", texts._("&Tag"), line)
        if self._what == "phase":
            self.reason = QLineEdit(self)
            self.reason.textChanged.connect(lambda _text: self._soon.start())
            self._field("bulk_reason", texts._("&Reason (for a move back)"), self.reason)

    def _field(self, name: str, title: str, field: QWidget) -> None:
        field.setObjectName(name)
        label, column = QLabel(title, self), QVBoxLayout()
        label.setProperty("font_role", "label")
        label.setBuddy(field)
        column.setSpacing(self._bench.look.px(4))
        column.addWidget(label)
        column.addWidget(field)
        self._fields.addLayout(column, 1)
        if self.value is None:
            self.value = field

    def start(self) -> None:
        """Shows the dialog; what goes to the bin is looked at at once."""
        look = self._bench.look
        look.dress(self)
        self.setMinimumWidth(look.px(560))
        self.table.setMinimumHeight(4 * look.row_height(1))
        self.resize(look.px(720), look.px(520))
        self.open()
        self._draft.begin()
        self._say_sums()
        (self.value or self.apply).setFocus(Qt.FocusReason.OtherFocusReason)
        if self._what == "bin":
            self.look()

    # -- looking -------------------------------------------------------------------------------------------------------
    def _wanted(self) -> BulkChange | None:
        from p2i_desktop.services.bulk import BulkChange

        value: Any = None
        if isinstance(self.value, ChoiceBox | DateEntry):
            value = self.value.value()
        elif isinstance(self.value, QLineEdit):
            value = " ".join(self.value.text().split())
        if self._what != "bin" and not value:
            return None
        reason = self.reason.text() if self.reason is not None else ""
        return BulkChange(self._what, value, self._bench.clock.today(), reason)  # type: ignore[arg-type]

    def look(self) -> None:
        """Looks at the records anew, piece by piece."""
        self._soon.stop()
        if self._ticket is not None:
            self._ticket.cancel()
        self._change, self._lines = self._wanted(), []
        self._round += 1
        self.rows.show_lines(())
        if self._change is None:
            self._say_sums()
        else:
            self._look_on(0, self._round)

    def _look_on(self, start: int, number: int) -> None:
        kind, keys, change = self._kind, self._keys[start : start + AT_ONCE], self._change
        if change is None or number != self._round:
            return
        work: Callable[[Office], list[BulkLine]] = lambda office: office.bulk.plan(kind, keys, change)  # noqa: E731

        def take(lines: list[BulkLine]) -> None:
            if number != self._round:
                return
            self._lines += lines
            done = start + AT_ONCE >= len(self._keys)
            if done:
                self.rows.show_lines(self._lines)
            self._say_sums(start + len(keys) if not done else None)
            if not done:
                self._look_on(start + AT_ONCE, number)

        self._ticket = self._bench.desk.ask(work, take, self._refused, self)

    def _say_sums(self, looked_at: int | None = None) -> None:
        texts = self._bench.texts
        count = len(self._keys)
        if looked_at is not None:
            words = texts._("{n} of {all} looked at…").format(n=texts.number(looked_at), all=texts.number(count))
        elif self._change is None:
            words = texts.ngettext("{n} record is selected.", "{n} records are selected.", count)
        else:
            refused = sum(bool(line.refused) for line in self._lines)
            same = sum(line.same for line in self._lines)
            parts = [texts.ngettext("{n} is changed", "{n} are changed", len(self._lines) - refused - same)]
            parts += [texts.ngettext("{n} stays as it is", "{n} stay as they are", same)] if same else []
            parts += [texts.ngettext("{n} is left out", "{n} are left out", refused)] if refused else []
            words = " · ".join(parts)
            self._bench.announce(self.sums, words)
        self.sums.setText(words)

    # -- doing ---------------------------------------------------------------------------------------------------------
    def carry_out(self) -> None:
        """Changes what was looked at, as one step."""
        texts = self._bench.texts
        if self._soon.isActive():
            self.look()
        change, lines = self._change, self._lines
        if change is None:
            self._say(texts._("Nothing is chosen yet."))
            (self.value or self.cancel).setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if len(lines) < len(self._keys) and self._bench.desk.waiting:
            self._say(texts._("The records are still being looked at."))
            return
        changing = sum(not line.refused and not line.same for line in lines)
        if not changing:
            self._say(texts._("None of these records would change."))
            return
        kind, left = self._kind, len(lines) - changing
        self.apply.setEnabled(False)

        def done(_changed: Changed | None) -> None:
            words = texts.ngettext("{n} record changed.", "{n} records changed.", changing)
            if left:
                kept = texts.ngettext("{n} was left as it is.", "{n} were left as they are.", left)
                words = f"{words} {kept}"
            self.accept()
            self._bench.toast(words, undo=True)

        self._bench.desk.do(lambda office: office.bulk.carry_out(kind, change, lines), done, self, self._refused, self)

    def accept(self) -> None:
        """The records were changed."""
        self._draft.done()
        super().accept()

    def reject(self) -> None:
        """Esc and closing keep what was typed, and ask nothing."""
        self._draft.put_away()
        super().reject()

    def _refused(self, error: Exception) -> None:
        self.apply.setEnabled(True)
        words = sentence(error, self._bench.texts)
        if words is None:
            self._bench.fault(error)
        else:
            self._say(words)

    def _say(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.setVisible(bool(words))
        self._bench.announce(self.problem, words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Return applies; Enter in a field looks at the records."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.carry_out()
            else:
                self.look()
        else:
            super().keyPressEvent(event)


def change_many(bench: Bench, parent: QWidget, kind: str, keys: Sequence[str], what: str) -> None:
    """Opens the dialog for these records; the members of staff that can be chosen are read first."""

    def ask(staff: list[tuple[str, str]]) -> None:
        BulkDialog(bench, parent, kind, keys, what, staff).start()

    bench.desk.ask(lambda office: [(one.id, one.initials) for one in office.work.staff()], ask, owner=parent)
