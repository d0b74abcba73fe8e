"""The pairs of the place that is marked in the matrix, in sentences, each with what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from p2i_desktop.domain.plans import IN_FORCE
from p2i_desktop.gui.buddy import words
from p2i_desktop.gui.fields.flow import FlowLayout
from p2i_desktop.gui.menus import menu_text
from p2i_desktop.gui.screen import Bench
from p2i_desktop.i18n import Texts

if TYPE_CHECKING:
    from p2i_desktop.domain.network import Centre
    from p2i_desktop.gui.buddy.table import MatrixTable
    from p2i_desktop.services.matrix import Cell, Matrix


class PairBlock(QWidget):
    """One pair: its name, how it stands, where it is known from, and its buttons."""

    open_wanted, edit_wanted = Signal(object), Signal(object)  # the Cell

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(parent)
        self._bench = bench
        self._cell: Cell | None = None
        self.heading, self.state, self.source = (QLabel(self) for _ in range(3))
        self.heading.setProperty("font_role", "h2")
        self.source.setProperty("tone", "text2")
        for label in (self.heading, self.state, self.source):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.open, self.edit = QPushButton(self), QPushButton(self)
        self.edit.setProperty("icon_name", "pencil")
        self.open.clicked.connect(lambda: self.open_wanted.emit(self._cell))
        self.edit.clicked.connect(lambda: self.edit_wanted.emit(self._cell))
        line = FlowLayout(None, bench.look.px(8))
        line.addWidget(self.open)
        line.addWidget(self.edit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(bench.look.px(4))
        for label in (self.heading, self.state, self.source):
            column.addWidget(label)
        column.addSpacing(bench.look.px(4))
        column.addLayout(line)

    def show_cell(self, cell: Cell, matrix: Matrix) -> None:
        """Says everything about a pair that the cell has no room for."""
        texts, pair = self._bench.texts, cell.pairing
        self._cell = cell
        self.heading.setText(pair_title(texts, matrix, cell))
        self.state.setText(pair_state(texts, cell))
        told = [texts._("Source: {source}").replace("{source}", pair.source) if pair.source else "", pair.note]
        self.source.setText("\n".join(part for part in told if part))
        self.source.setVisible(bool(self.source.text()))
        has_plan = cell.plan is not None
        self.open.setText(texts._("Open the plan") if has_plan else texts._("Make the plan…"))
        self.open.setProperty("icon_name", "external-link" if has_plan else "plus")
        self.open.setEnabled(has_plan or self._bench.writable())
        self.open.setVisible(has_plan or not words.called_off(cell))
        self.edit.setText(texts._("Edit the pair…"))
        self.edit.setEnabled(self._bench.writable())
        for button in (self.open, self.edit):
            button.setAccessibleName(f"{button.text()}: {self.heading.text()}")


class PairPane(QFrame):
    """A block a pair, or why there is none."""

    open_wanted, edit_wanted, new_wanted = Signal(object), Signal(object), Signal()

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(parent)
        self._bench = bench
        self.setProperty("kind", "card")
        self.setObjectName("pair_pane")
        self._blocks: list[PairBlock] = []
        self.empty, self.focus, self.new = QLabel(self), QLabel(self), QPushButton(self)
        self.focus.setProperty("tone", "text2")
        for label in (self.empty, self.focus):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.new.setProperty("icon_name", "plus")
        self.new.clicked.connect(self.new_wanted)
        line = FlowLayout(None, bench.look.px(8))
        line.addWidget(self.new)
        self._column = QVBoxLayout(self)
        px = bench.look.px
        self._column.setContentsMargins(px(16), px(12), px(16), px(12))
        self._column.setSpacing(px(10))
        self._column.addWidget(self.empty)
        self._column.addWidget(self.focus)
        self._column.addLayout(line)

    def show_place(self, table: MatrixTable) -> None:
        """Says what stands in the place that is marked."""
        texts, matrix, index = self._bench.texts, table.rows.matrix, table.currentIndex()
        cells = table.pairs()
        while len(self._blocks) < len(cells):
            block = PairBlock(self._bench, self)
            block.open_wanted.connect(self.open_wanted)
            block.edit_wanted.connect(self.edit_wanted)
            self._blocks.append(block)
            self._column.insertWidget(len(self._blocks) - 1, block)
        for number, block in enumerate(self._blocks):
            block.setVisible(number < len(cells))
            if number < len(cells) and matrix is not None:
                block.show_cell(cells[number], matrix)
        row, year = table.rows.row_at(index.row()), table.rows.year_at(index.column())
        self.empty.setVisible(not cells)
        self._say_focus(matrix, year)
        self.new.setVisible(table.rows.is_free(index))
        self.new.setEnabled(self._bench.writable())
        self.new.setText(texts._("New pair…"))
        if row is None or year is None or matrix is None:
            self.empty.setText(texts._("No pair is marked."))
        else:
            self.empty.setText(words.spoken_empty(texts, matrix, row, year) + ".")
        self._bench.look.dress(self)

    def _say_focus(self, matrix: Matrix | None, year: int | None) -> None:
        """What the programme turned to in this year, where it is told."""
        told = matrix.focus.get(year, "") if matrix is not None and year is not None else ""
        words_ = self._bench.texts._("Focus of {year}: {focus}").replace("{year}", str(year))
        self.focus.setText(words_.replace("{focus}", told) if told else "")
        self.focus.setVisible(bool(told))


def pair_title(texts: Texts, matrix: Matrix, cell: Cell) -> str:
    """Both centres and the year: `AT → GR · Austria → Greece · 2020`."""

    def named(centre: Centre) -> str:
        return words.place_name(texts, centre, matrix)

    codes = f"{cell.mentor.code} → {cell.new_centre.code}"
    return f"{codes} · {cell.pairing.year} · {named(cell.mentor)} → {named(cell.new_centre)}"


def pair_state(texts: Texts, cell: Cell) -> str:
    """Status of the pair, and of its plan what is done, late and held."""
    pair, plan, state = cell.pairing, cell.plan, cell.state
    status = texts._("Pair: {status}").replace("{status}", texts.label(pair.status))
    if plan is None or state is None:
        return " · ".join((status, texts._("no milestones recorded")))
    version = texts._("Plan: {status}, version {version}")
    version = version.replace("{status}", texts.label(plan.status)).replace("{version}", texts.number(plan.version))
    done = texts._("{done} of {total} milestones").replace("{done}", texts.number(state.done))
    parts = [status, version, done.replace("{total}", texts.number(state.total)) if state.total else ""]
    if plan.status in IN_FORCE:
        parts.append(words.state_words(texts, plan.status, state))
    parts.append(words.meeting_words(texts, state))
    return " · ".join(part for part in parts if part)


def menu_line(texts: Texts, cell: Cell) -> str:
    """A pair as a short line of a menu: codes, milestones, how it stands."""
    parts = [f"{cell.mentor.code} → {cell.new_centre.code}"]
    if cell.plan is None or cell.state is None:
        parts.append(texts._("no milestones recorded"))
    else:
        done = texts._("{done} of {total}").replace("{done}", texts.number(cell.state.done))
        parts.append(done.replace("{total}", texts.number(cell.state.total)))
        parts.append(words.state_words(texts, cell.plan.status, cell.state))
    return menu_text(" · ".join(parts))
