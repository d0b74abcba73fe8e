"""Closed periods: which, since when and why; close one, open one again, see what changed in it since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from p2i_desktop.domain.records import BY_KEY
from p2i_desktop.gui import mnemonics
from p2i_desktop.gui.fields.date_entry import DateEntry
from p2i_desktop.gui.fields.flow import FlowLayout
from p2i_desktop.gui.screen import Bench
from p2i_desktop.gui.window_commands import menu_letters
from p2i_desktop.services.errors import Refused

if TYPE_CHECKING:
    from datetime import date

    from p2i_desktop.services.errors import Changed
    from p2i_desktop.services.office import Office
    from p2i_desktop.services.periods import PeriodChange, PeriodInfo

_MOST_CHANGES = 500
_LONGEST = 120  # characters of a value


class PeriodSettings(QWidget):
    """A list of periods with what can be done about the marked one; the reason is asked for in place."""

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        self._periods: list[PeriodInfo] = []
        self._opening = ""  # the id of the period whose reopening asks for a reason; "": a closing is asked about
        self.said, self.problem, self.empty = _text(self, "text2"), _text(self, "err"), _text(self, "text2")
        self.close_one, self.open_one = QPushButton(self), QPushButton(self)
        self.close_one.setObjectName("close_period")
        self.open_one.setObjectName("reopen_period")
        self.close_one.setProperty("icon_name", "lock")
        self.open_one.setProperty("icon_name", "rotate-ccw")
        self.panel = self._panel()
        # After the panel: Tab goes through widgets as they were made.
        self.list, self.changes = QListWidget(self), QListWidget(self)
        for part in (self.list, self.changes):
            part.setWordWrap(True)
            part.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setObjectName("periods")
        self.changes.setObjectName("period_changes")
        self.changes.setSelectionMode(QListWidget.SelectionMode.SingleSelection)
        self.changes_heading = _text(self, "", "h2")
        self._arrange()
        self.close_one.clicked.connect(self._ask_closing)
        self.open_one.clicked.connect(self._ask_opening)
        self.list.currentRowChanged.connect(lambda _: self._marked())
        self.panel.hide()
        self.problem.hide()

    def _panel(self) -> QFrame:
        px = self._bench.look.px
        panel = QFrame(self)
        panel.setProperty("kind", "card")
        self.from_label, self.until_label, self.reason_label = (_text(panel, "", "label") for _ in range(3))
        self.starts, self.ends, self.reason = DateEntry(panel), DateEntry(panel), QPlainTextEdit(panel)
        self.starts.setObjectName("period_starts")
        self.ends.setObjectName("period_ends")
        self.reason.setObjectName("period_reason")
        self.reason.setTabChangesFocus(True)
        self.reason.setMaximumHeight(px(84))
        self.sure, self.never = QPushButton(panel), QPushButton(panel)
        self.sure.setProperty("kind", "primary")
        self.sure.clicked.connect(self._carry_out)
        self.never.clicked.connect(self._leave)
        column, days, buttons = QVBoxLayout(panel), FlowLayout(None, px(8)), FlowLayout(None, px(8))
        column.setContentsMargins(px(16), px(12), px(16), px(14))
        column.setSpacing(px(4))
        for label, field in ((self.from_label, self.starts), (self.until_label, self.ends)):
            label.setBuddy(field)
            cell = QWidget(panel)
            one = QVBoxLayout(cell)
            one.setContentsMargins(0, 0, 0, 0)
            one.setSpacing(px(4))
            one.addWidget(label)
            one.addWidget(field)
            days.addWidget(cell)
        self.reason_label.setBuddy(self.reason)
        column.addLayout(days)
        column.addSpacing(px(8))
        column.addWidget(self.reason_label)
        column.addWidget(self.reason)
        column.addSpacing(px(8))
        buttons.addWidget(self.sure)
        buttons.addWidget(self.never)
        column.addLayout(buttons)
        return panel

    def _arrange(self) -> None:
        px = self._bench.look.px
        column, line = QVBoxLayout(self), FlowLayout(None, px(8))
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        line.addWidget(self.close_one)
        line.addWidget(self.open_one)
        column.addWidget(self.said)
        column.addLayout(line)
        column.addWidget(self.panel)
        column.addWidget(self.problem)
        column.addWidget(self.empty)
        column.addWidget(self.list, 1)
        column.addWidget(self.changes_heading)
        column.addWidget(self.changes, 2)
        column.addStretch(0)

    # -- showing -------------------------------------------------------------------------------------------------------
    def reload(self) -> None:
        """Reads the periods."""
        self._bench.desk.ask(lambda office: office.periods.all(), self._fill, owner=self)

    def retranslate(self) -> None:
        """Words the part in the language that is shown."""
        texts = self._bench.texts
        self.said.setText(
            texts._(
                "In a closed period nothing that counts is added, changed or deleted. It can be opened again with a reason; "
                "what is changed from then on is listed."
            )
        )
        self.empty.setText(texts._("No period is closed."))
        self.close_one.setText(texts._("Close a period…"))
        self.open_one.setText(texts._("Open again…"))
        self.never.setText(texts._("Cancel"))
        self.from_label.setText(texts._("First day"))
        self.until_label.setText(texts._("Last day"))
        self.list.setAccessibleName(texts._("Closed periods"))
        self.changes_heading.setText(texts._("Changed since it was opened again"))
        self.changes.setAccessibleName(texts._("Changed since it was opened again"))
        for field in (self.starts, self.ends):
            field.equip(texts, self._bench.clock.today())
        self._word_panel()
        mnemonics.assign(self, menu_letters(texts))
        self._fill(self._periods)

    def _word_panel(self) -> None:
        texts = self._bench.texts
        self.reason_label.setText(texts._("Reason *") if self._opening else texts._("Reason"))
        self.sure.setText(texts._("Open the period") if self._opening else texts._("Close the period"))

    def _fill(self, periods: list[PeriodInfo]) -> None:
        row, self._periods = max(self.list.currentRow(), 0), periods
        self.list.clear()
        for info in periods:
            icon = self._bench.look.icon("lock" if info.is_closed else "rotate-ccw", "text2")
            self.list.addItem(QListWidgetItem(icon, "\n".join(self._words(info))))
        self.list.setVisible(bool(periods))
        self.empty.setVisible(not periods)
        self.close_one.setEnabled(self._bench.writable())
        if periods:
            self.list.setCurrentRow(min(row, len(periods) - 1))
        self._marked()

    def _words(self, info: PeriodInfo) -> list[str]:
        texts, lock = self._bench.texts, info.lock
        words = [
            texts._("{starts} to {ends}, closed on {day} by {who}").format(
                starts=texts.value(lock.starts), ends=texts.value(lock.ends), day=texts.value(lock.locked_on),
                who=info.closed_by,
            )
        ]  # fmt: skip
        if lock.reason:
            words.append(lock.reason)
        if lock.reopened_on is not None:
            words.append(
                texts._("Opened again on {day} by {who}: {reason}").format(
                    day=texts.value(lock.reopened_on), who=info.reopened_by, reason=lock.reopen_reason
                )
            )
        return words

    def _current(self) -> PeriodInfo | None:
        row = self.list.currentRow()
        return self._periods[row] if 0 <= row < len(self._periods) else None

    def _marked(self) -> None:
        info = self._current()
        self.open_one.setEnabled(info is not None and info.is_closed and self._bench.writable())
        opened = info is not None and not info.is_closed
        for part in (self.changes_heading, self.changes):
            part.setVisible(opened)
        if info is not None and opened:
            lock_id = info.lock.id
            self._bench.desk.ask(lambda office: office.periods.changes_since(lock_id), self._show_changes, owner=self)

    def _show_changes(self, changes: list[PeriodChange]) -> None:
        texts = self._bench.texts
        self.changes.clear()
        for change in changes[:_MOST_CHANGES]:
            self.changes.addItem(self._sentence(change))
        if not changes:
            self.changes.addItem(texts._("Nothing was changed."))
        elif len(changes) > _MOST_CHANGES:
            self.changes.addItem(texts._("Only the last {n} changes are shown.").format(n=texts.number(_MOST_CHANGES)))

    def _sentence(self, change: PeriodChange) -> str:
        texts, item = self._bench.texts, change.item
        record_type = BY_KEY[change.type]
        words = f"{texts.instant(item.at)} · {item.actor} · {texts.type_name(record_type)} {change.name}"
        field = texts.field(record_type, item.field) if item.field != "deleted_at" else texts._("Bin")
        before, after = (_short(texts.value(value)) for value in (item.old, item.new))
        made = f"{field}: {after}" if item.created else f"{field}: {before} → {after}"
        return f"{words}\n{made}"

    # -- closing and opening ---------------------------------------------------------------------------------------------
    def _ask_closing(self) -> None:
        self._bench.desk.ask(lambda office: office.periods.proposal(), self._propose, owner=self)

    def _propose(self, days: tuple[date, date]) -> None:
        self._opening = ""
        self.starts.set_value(days[0])
        self.ends.set_value(days[1])
        self._show_panel()
        self.starts.setFocus()

    def _ask_opening(self) -> None:
        info = self._current()
        if info is not None:
            self._opening = info.lock.id
            self._show_panel()
            self.reason.setFocus()

    def _show_panel(self) -> None:
        for part in (self.from_label, self.starts, self.until_label, self.ends):
            part.setVisible(not self._opening)
        self.reason.clear()
        self._word_panel()
        self.problem.hide()
        self.panel.show()

    def _carry_out(self) -> None:
        reason, lock_id = self.reason.toPlainText(), self._opening
        starts, ends = self.starts.value(), self.ends.value()

        def work(office: Office) -> Changed:
            if lock_id:
                return office.periods.reopen(lock_id, reason)
            return office.periods.close(starts, ends, reason)

        self._bench.desk.do(work, self._done, self, self._failed, owner=self)

    def _done(self, changed: Changed | None) -> None:
        self._leave()
        if changed is not None and changed.step:
            self._bench.toast(self._bench.texts.step(changed.label), undo=True)
        self.reload()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            self._bench.fault(error)
            return
        texts = self._bench.texts
        self.problem.setText("\n".join(texts.message(problem) for problem in error.problems))
        self.problem.show()
        self._bench.announce(self.problem, self.problem.text())

    def _leave(self) -> None:
        self.panel.hide()
        self.problem.hide()
        self.close_one.setFocus()


def _text(parent: QWidget, tone: str, role: str = "") -> QLabel:
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(role != "label")
    if tone:
        label.setProperty("tone", tone)
    if role:
        label.setProperty("font_role", role)
    return label


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()} …"
