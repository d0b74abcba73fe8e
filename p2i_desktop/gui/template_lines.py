"""The lines of a template: what is due how many days after the opening or before the target, and the checklist."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from p2i_desktop.domain.casework import TemplateStep
from p2i_desktop.domain.parties import StaffRole
from p2i_desktop.domain.record import FieldKind
from p2i_desktop.gui.commands import native
from p2i_desktop.gui.fields.choice_box import ChoiceBox
from p2i_desktop.gui.fields.number_entry import Limits, NumberEntry
from p2i_desktop.gui.filter_line import FilterLine
from p2i_desktop.gui.line_keys import LineKeys
from p2i_desktop.gui.menus import tooltip_text
from p2i_desktop.gui.screen import Bench
from p2i_desktop.i18n import N_, Texts

MOST_DAYS = 3650
WHENS = {
    "after": N_("Days after the opening"),
    "before": N_("Days before the target date"),
    "check": N_("On the checklist"),
}
BUTTONS = (("arrow-up", N_("Move line up"), "Alt+Up"), ("arrow-down", N_("Move line down"), "Alt+Down"),
           ("pencil", N_("Change line"), "F2"), ("trash-2", N_("Move line to the bin"), "Del"))  # fmt: skip


class TemplateLines(QWidget):
    """Enter in a field adds; Alt+Up and Alt+Down order, F2 takes a line into the fields, Del throws it away."""

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(parent)
        self._bench = bench
        self._template = ""
        self._steps: list[TemplateStep] = []
        self._changed: TemplateStep | None = None  # the line that stands in the fields
        self.heading = QLabel(self)
        self.heading.setProperty("font_role", "h2")
        self.title, self.when, self.days, self.role = (
            QLineEdit(self),
            ChoiceBox(self),
            NumberEntry(self),
            ChoiceBox(self),
        )
        self.title.setMaxLength(300)
        self.title.setObjectName("step_title")
        for box in (self.when, self.role):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.add = QPushButton(self)
        self.problem = QLabel(self)
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setProperty("tone", "err")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.list = QListWidget(self)
        self.list.setWordWrap(True)
        self.list.setMinimumHeight(bench.look.px(120))
        LineKeys(self.list, self._bench.writable, up=self._up, down=self._down, reword=self._take, remove=self._remove)
        self.buttons = [QPushButton(self) for _ in BUTTONS]
        self._arrange()
        self.add.clicked.connect(self._save)
        for field in (self.title, self.days):
            field.returnPressed.connect(self._save)
        self.when.edited.connect(self._fit)

    def _arrange(self) -> None:
        look = self._bench.look
        line = FilterLine(None, look, 180)
        for part in (self.title, self.when, self.days, self.role, self.add):
            line.addWidget(part)
        foot = QHBoxLayout()
        for button, (icon, _, _), run in zip(
            self.buttons, BUTTONS, (self._up, self._down, self._take, self._remove), strict=True
        ):
            button.setProperty("kind", "quiet")
            button.setProperty("icon_name", icon)
            button.clicked.connect(run)
            foot.addWidget(button)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(8))
        column.addWidget(self.heading)
        column.addLayout(line)
        column.addWidget(self.problem)
        column.addWidget(self.list, 1)
        column.addLayout(foot)

    def retranslate(self) -> None:
        """Words the part in the language that is shown."""
        texts = self._bench.texts
        self.heading.setText(texts._("Next steps and checklist"))
        self.title.setPlaceholderText(texts._("What is to be done"))
        self.title.setAccessibleName(texts._("What is to be done"))
        self.when.setAccessibleName(texts._("When it is due"))
        self.when.set_choices([(key, texts._(words)) for key, words in WHENS.items()], None)
        self.days.equip(texts, FieldKind.INT, Limits(0, MOST_DAYS))
        self.days.setAccessibleName(texts._("Number of days"))
        self.days.setPlaceholderText(texts._("Days"))
        self.days.setFixedWidth(self._bench.look.px(84))
        self.role.setAccessibleName(texts._("Who does it"))
        self.role.set_choices([(role, texts.label(role)) for role in StaffRole], texts._("Lead advisor"))
        self.add.setText(texts._("Save line") if self._changed else texts._("Add"))
        self.list.setAccessibleName(texts._("Lines of the template"))
        for button, (_, words, key) in zip(self.buttons, BUTTONS, strict=True):
            button.setAccessibleName(texts._(words))
            button.setToolTip(tooltip_text(f"{texts._(words)}   {native(key)}"))
        self._fit()
        self._show(self._steps)

    def show_template(self, key: str) -> None:
        """Reads the lines of a template."""
        if key != self._template:
            self._template = key
            self._empty()
        self._bench.desk.ask(lambda office: office.templates.steps(key), self._show, owner=self)

    def _show(self, steps: list[TemplateStep]) -> None:
        texts, keep, row = self._bench.texts, self._current(), self.list.currentRow()
        self._steps = steps
        self.list.clear()
        for step in steps:
            self.list.addItem(QListWidgetItem(step_words(step, texts)))
        if not steps:
            nothing = QListWidgetItem(texts._("No line yet. Enter adds what is typed above."))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            nothing.setForeground(self._bench.look.color("text2"))
            self.list.addItem(nothing)
        at = next((n for n, step in enumerate(steps) if keep and step.id == keep.id), None)
        self.list.setCurrentRow(min(max(row, 0), len(steps) - 1) if at is None else at)
        for button in self.buttons:
            button.setEnabled(bool(steps) and not self._bench.read_only)

    def _current(self) -> TemplateStep | None:
        row = self.list.currentRow()
        return self._steps[row] if 0 <= row < len(self._steps) else None

    def _fit(self) -> None:
        """A line of the checklist has neither days nor an owner."""
        dated = self.when.value() != "check"
        self.days.setVisible(dated)
        self.role.setVisible(dated)

    def _empty(self) -> None:
        self._changed = None
        self.title.clear()
        self.days.set_value(None)
        self.problem.hide()
        self.add.setText(self._bench.texts._("Add"))

    # -- what is done --------------------------------------------------------------------------------------------------
    def _save(self) -> None:
        title, when, days = self.title.text().strip(), self.when.value(), self.days.value()
        if not title or (when != "check" and days is None):
            texts = self._bench.texts
            self._say(
                self.days.fault()
                or (texts._("Say after how many days.") if title else texts._("Say what is to be done."))
            )
            (self.days if title else self.title).setFocus(Qt.FocusReason.OtherFocusReason)
            return
        number = None if when == "check" or days is None else int(days)
        role = self.role.value()
        step = replace(
            self._changed or TemplateStep(template=self._template),
            title=title,
            days=-number if number is not None and when == "before" else number,
            owner_role=role if isinstance(role, StaffRole) and number is not None else None,
        )

        def done(_changed: object) -> None:
            self._empty()
            self.title.setFocus(Qt.FocusReason.OtherFocusReason)

        self._bench.desk.do(lambda office: office.templates.save_step(step), done, self, owner=self)

    def _say(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.show()
        self._bench.announce(self.problem, words)

    def _take(self) -> None:
        step = self._current()
        if step is None:
            return
        self._changed = step
        self.title.setText(step.title)
        self.when.set_value("check" if step.days is None else "before" if step.days < 0 else "after")
        self.days.set_value(None if step.days is None else abs(step.days))
        self.role.set_value(step.owner_role)
        self.add.setText(self._bench.texts._("Save line"))
        self._fit()
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)
        self.title.selectAll()

    def _up(self) -> None:
        self._move(-1)

    def _down(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        step = self._current()
        if step is not None:
            key = step.id
            self._bench.desk.do(lambda office: office.templates.move_step(key, by), initiator=self, owner=self)

    def _remove(self) -> None:
        step = self._current()
        if step is None:
            return
        key, texts = step.id, self._bench.texts
        words = texts._("Moved to the bin: {title}").replace("{title}", step.title)
        self._bench.desk.do(
            lambda office: office.templates.remove_step(key), lambda _: self._bench.toast(words, undo=True), self
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up the change of a line."""
        if event.key() == Qt.Key.Key_Escape and self._changed is not None:
            self._empty()
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)


def step_words(step: TemplateStep, texts: Texts) -> str:
    """A line of a template: what, when, by whom."""
    if step.days is None:
        when = texts._("checklist")
    elif step.days < 0:
        when = texts.ngettext("{n} day before the target date", "{n} days before the target date", -step.days)
    elif step.days == 0:
        when = texts._("on the day of the opening")
    else:
        when = texts.ngettext("{n} day after the opening", "{n} days after the opening", step.days)
    return " · ".join(
        part for part in (step.title, when, texts.label(step.owner_role) if step.owner_role else "") if part
    )
