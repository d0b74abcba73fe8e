"""Own templates of support plans: renamed, mended line by line, thrown away; the shipped ones are not changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from p2i_desktop.domain.buddies import PlanTemplate, PlanTemplateLine
from p2i_desktop.gui import mnemonics
from p2i_desktop.gui.fields.flow import FlowLayout
from p2i_desktop.gui.plan.grid import RecordGrid
from p2i_desktop.gui.plan.grid_model import Column
from p2i_desktop.gui.screen import Bench
from p2i_desktop.gui.sentences import sentence
from p2i_desktop.gui.window_commands import menu_letters

if TYPE_CHECKING:
    from p2i_desktop.services.office import Changed, Office
    from p2i_desktop.services.plan_templates import OwnTemplate

_HEADS = (Column("name", wide=3), Column("months", letters=9))
_LINES = (
    Column("title", wide=3), Column("type", letters=20), Column("setup_milestone", letters=22), Column("side", letters=13),
    Column("offset_days", letters=10), Column("length_days", letters=10),
)  # fmt: skip


class PlanTemplateSettings(QWidget):
    """The templates above, the lines of the marked one below; each cell is saved when it is left."""

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        self._found: list[OwnTemplate] = []
        self._fresh = ""  # a line that was added: its title is written next
        self.said, self.empty, self.problem, self.of = (QLabel(self) for _ in range(4))
        for label, tone in ((self.said, "text2"), (self.empty, "text2"), (self.problem, "err")):
            label.setProperty("tone", tone)
        self.of.setProperty("font_role", "h2")
        for label in (self.said, self.empty, self.problem, self.of):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.heads = RecordGrid(bench, PlanTemplate, _HEADS, self)
        self.throw = QPushButton(self)
        self.lines = RecordGrid(bench, PlanTemplateLine, _LINES, self)
        self.add, self.drop = QPushButton(self), QPushButton(self)  # made in the order of the keys
        buttons = ((self.throw, "trash-2"), (self.add, "plus"), (self.drop, "trash-2"))
        for button, icon in buttons:
            button.setProperty("icon_name", icon)
            button.setProperty("kind", "quiet")
        self._arrange()
        for grid in (self.heads, self.lines):
            grid.cells.locked = lambda _row, _column: not bench.writable()
            grid.wish.connect(self._save)
            grid.gone.connect(self._remove)
            grid.said.connect(self._say)
        self.heads.reached.connect(self._show_lines)
        self.throw.clicked.connect(lambda: self._remove(self.heads.current()))
        self.drop.clicked.connect(lambda: self._remove(self.lines.current()))
        self.add.clicked.connect(self._add_line)
        self.problem.hide()

    def _arrange(self) -> None:
        px = self._bench.look.px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        above, below = FlowLayout(None, px(8)), FlowLayout(None, px(8))
        above.addWidget(self.throw)
        below.addWidget(self.add)
        below.addWidget(self.drop)
        for part in (self.said, self.empty, self.problem, self.heads):
            column.addWidget(part)
        column.addLayout(above)
        column.addSpacing(px(8))
        column.addWidget(self.of)
        column.addWidget(self.lines)
        column.addLayout(below)
        column.addStretch(1)

    # -- showing -----------------------------------------------------------------------------------------------------
    def reload(self) -> None:
        """Reads the templates."""
        self._bench.desk.ask(lambda office: office.plans.own_templates(), self._fill, owner=self)

    def retranslate(self) -> None:
        """Words the part in the language that is shown."""
        texts = self._bench.texts
        self.said.setText(
            texts._(
                "Days are counted from the first day of a plan. Plans that were made from a template do not change with it."
            )
        )
        self.empty.setText(
            texts._("No template of your own yet. In a support plan choose “Save as template” in the menu “More”.")
        )
        self.throw.setText(texts._("Move template to bin"))
        self.add.setText(texts._("Add line"))
        self.drop.setText(texts._("Move line to bin"))
        self.heads.setAccessibleName(texts._("Own plan templates"))
        for grid in (self.heads, self.lines):
            grid.cells.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(grid.cells.columns) - 1)
            grid.fit()
        self._show_lines()
        mnemonics.assign(self, menu_letters(texts))

    def _fill(self, found: list[OwnTemplate]) -> None:
        self._found = found
        self.heads.fill([one.head for one in found])
        if found and self.heads.current() is None:
            self.heads.go_to(0, 0)
        self._show_lines()
        if self._fresh and self.lines.cells.row_of(self._fresh) >= 0:
            self.lines.setFocus(Qt.FocusReason.OtherFocusReason)  # a table without the keys does not scroll to its cell
            self.lines.edit_cell(self._fresh, "title")
            self._fresh = ""

    def _show_lines(self) -> None:
        head = self.heads.current()
        of = next((one for one in self._found if head is not None and one.head.id == head.id), None)
        lines: Sequence[PlanTemplateLine] = of.lines if of is not None else ()
        self.lines.fill(lines)
        words = self._bench.texts._("Lines of {name}").replace("{name}", of.head.name) if of is not None else ""
        self.of.setText(words)
        self.lines.setAccessibleName(words)
        self.empty.setVisible(not self._found)
        self.heads.setVisible(bool(self._found))
        self.lines.setVisible(bool(lines))
        writable = self._bench.writable()
        for part, there in ((self.of, of), (self.throw, of and writable), (self.add, of and writable)):
            part.setVisible(bool(there))
        self.drop.setVisible(bool(lines) and writable)

    def _say(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.setVisible(bool(words))
        if words:
            self._bench.announce(self.problem, words)
            if self.said.visibleRegion().isEmpty():  # the line that is written stands far below
                self._bench.toast(words)

    # -- changing ------------------------------------------------------------------------------------------------------
    def _save(self, row: PlanTemplate | PlanTemplateLine, field: str, value: object) -> None:
        """A cell was left with another value; what is refused stays in its editor, with the reason above."""
        grid = self.heads if isinstance(row, PlanTemplate) else self.lines

        def failed(error: Exception) -> None:
            grid.edit_cell(row.id, field, value if isinstance(value, str) else None)
            self._failed(error)

        self._do(lambda office: _saved(office, row, field, value), failed=failed)

    def _remove(self, row: object) -> None:
        texts = self._bench.texts

        def told() -> None:
            self._bench.toast(texts._("Moved to the bin."), undo=True)

        if isinstance(row, PlanTemplate):
            self._do(lambda office: office.plans.remove_template(row.id), told)
        elif isinstance(row, PlanTemplateLine):
            self._do(lambda office: office.plans.remove_template_line(row.id), told)

    def _add_line(self) -> None:
        """A new line at the end, its title open to be written over."""
        head = self.heads.current()
        if head is None:
            return
        line = PlanTemplateLine(template=head.id, title=self._bench.texts._("New milestone"))

        def made() -> None:
            self._fresh = line.id

        self._do(lambda office: office.plans.save_template_line(line), made)

    def _do(
        self,
        work: Callable[[Office], Changed],
        then: Callable[[], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """What was changed comes back by the page, which hears of every change."""
        if self._bench.writable():
            self._say("")
            self._bench.desk.do(
                work, lambda _changed: then() if then is not None else None, self, failed or self._failed, self
            )

    def _failed(self, error: Exception) -> None:
        words = sentence(error, self._bench.texts)
        if words is None:
            self._bench.fault(error)
        else:
            self._say(words)
        self.reload()


def _saved(office: Office, row: PlanTemplate | PlanTemplateLine, field: str, value: object) -> Changed:
    """Saves a cell; what was changed in other cells of its row since it was read stays. Refused, Conflict, Missing."""
    from p2i_desktop.services.errors import Conflict

    values: dict[str, Any] = {field: value}
    now = office.work.get(type(row), row.id)
    if getattr(now, field) not in (getattr(row, field), value):
        raise Conflict(row, replace(row, **values), now)
    wish = replace(now, **values)
    if isinstance(wish, PlanTemplate):
        return office.plans.save_template(wish)
    return office.plans.save_template_line(wish)
