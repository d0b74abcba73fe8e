"""The milestones of a plan as rows: one model behind table and timeline, a blank row for a new one at its end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush

from p2i_desktop.domain.buddies import PlanMilestone
from p2i_desktop.domain.plan_dates import Span, span_of
from p2i_desktop.gui.fields.hit_list import Hit
from p2i_desktop.gui.line.columns import CellError
from p2i_desktop.gui.look.look import Look
from p2i_desktop.gui.menus import tooltip_text
from p2i_desktop.gui.plan.milestone_board import Board
from p2i_desktop.gui.plan.milestone_cells import COLUMNS, MOVES, PROGRESS, TIMELINE, Cells
from p2i_desktop.i18n import N_, Texts

Index = QModelIndex | QPersistentModelIndex
TITLES = {
    "title": N_("Milestone"), "owner_side": N_("Side"), "starts_on": N_("Starts"), "due_on": N_("Due"),
    "done_on": N_("Done"), "depends_on": N_("Waits for"), "progress": N_("Progress"), "owner": N_("Owner"),
    "setup_milestone": N_("Set-up step"), "evidence": N_("Evidence"),
}  # fmt: skip
_ROOT = QModelIndex()


class MilestoneModel(QAbstractTableModel):
    """Rows of one board; what is typed is handed on as a wish and shown at once."""

    wished = Signal(object, object, str)  # the milestone as it was (None: a new one), as it is wished, the field
    move_wished = Signal(str, object)  # id, Span
    said = Signal(str)  # why a text is no value

    def __init__(self, look: Look, texts: Texts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.board = Board()
        self.cells = Cells(self.board, texts)
        self.writable = self.grows = True  # cells may be edited; rows may come
        self.ghosts: Mapping[str, Span] = {}  # days that are tried out and not saved yet
        self._rows: list[PlanMilestone] = []
        self._shown: dict[tuple[str, str], str] = {}
        self._faults: dict[tuple[str, str], tuple[str, str]] = {}  # (id, column) -> text as typed, what is wrong
        self._made: dict[str, PlanMilestone] = {}  # new ones on their way into the file

    # -- content -----------------------------------------------------------------------------------------------------
    def show_board(self, board: Board, texts: Texts) -> None:
        """The plan was read anew: rows that stay keep their places, a single one comes or goes, else all are new."""
        self._made = {key: one for key, one in self._made.items() if board.row(key) < 0}
        board = replace(board, milestones=(*board.milestones, *self._made.values()))
        old, new = [one.id for one in self._rows], [one.id for one in board.milestones]
        at = next(
            (n for n, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), min(len(old), len(new))
        )
        if old == new:
            self._take(board, texts)
        elif old == new[:at] + new[at + 1 :]:
            self.beginInsertRows(_ROOT, at, at)
            self._take(board, texts)
            self.endInsertRows()
        elif new == old[:at] + old[at + 1 :]:
            self.beginRemoveRows(_ROOT, at, at)
            self._take(board, texts)
            self.endRemoveRows()
        else:
            self.beginResetModel()
            self._take(board, texts)
            self.endResetModel()
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, TIMELINE))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, TIMELINE)

    def _take(self, board: Board, texts: Texts) -> None:
        self.board, self.cells = board, Cells(board, texts)
        self._rows = list(board.milestones)
        self._shown = {}
        known = {one.id for one in self._rows} | {""}
        self._faults = {key: fault for key, fault in self._faults.items() if key[0] in known}

    def let_grow(self, grows: bool) -> None:
        """Shows the blank row below the others, or takes it away."""
        at = len(self._rows)
        if grows and not self.grows:
            self.beginInsertRows(_ROOT, at, at)
            self.grows = True
            self.endInsertRows()
        elif self.grows and not grows:
            self.beginRemoveRows(_ROOT, at, at)
            self.grows = False
            self.endRemoveRows()

    def give_up(self) -> None:
        """New milestones that could not be saved are not on their way any more."""
        self._made = {}

    def _put(self, row: int, one: PlanMilestone) -> None:
        """Shows a wish before it is in the file; one for the blank row makes another blank row below."""
        rows = list(self._rows)
        if row < len(rows):
            rows[row] = one
            self._take(replace(self.board, milestones=tuple(rows)), self.cells.texts)
        else:
            self._made[one.id] = one
            self.beginInsertRows(_ROOT, row + 1, row + 1)
            self._take(replace(self.board, milestones=(*rows, one)), self.cells.texts)
            self.endInsertRows()
        self._refresh(row)

    def blank(self) -> PlanMilestone:
        """A new milestone as it begins: due when the one above it is."""
        plan, texts = self.board.plan, self.cells.texts
        due = next((one.due_on for one in reversed(self._rows) if one.due_on), None) or plan.starts or self.board.today
        return PlanMilestone(plan=plan.id, title=texts._("New milestone"), due_on=due)

    def milestone(self, row: int) -> PlanMilestone | None:
        """The milestone of a row; None for the blank one."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, key: str) -> int:
        """The row of a milestone, -1 where there is none."""
        return next((row for row, one in enumerate(self._rows) if one.id == key), -1)

    def try_out(self, spans: Mapping[str, Span]) -> None:
        """Shows these milestones on other days, until they are saved or given up."""
        if spans != self.ghosts:
            self.ghosts = spans
            self._shown = {}
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, TIMELINE))

    def days_of(self, one: PlanMilestone) -> Span | None:
        """The days on which a milestone is shown."""
        return self.ghosts.get(one.id) or span_of(one)

    # -- typing ------------------------------------------------------------------------------------------------------
    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """A text was typed into a cell: what it means is wished for, or what is wrong with it is said."""
        if role != Qt.ItemDataRole.EditRole or index.column() >= TIMELINE:
            return False
        row, column, text = index.row(), COLUMNS[index.column()], str(value)
        base = self.milestone(row)
        one, key = base or self.blank(), (base.id if base else "", column)
        if text.strip() == str(index.data(Qt.ItemDataRole.EditRole) or "").strip() and key not in self._faults:
            return False
        if base is None and not text.strip():
            self._faults.pop(key, None)
            return True
        try:
            meant = self.cells.read(one, column, text)
        except CellError as error:
            self.fail(key[0], column, text, str(error))
            return True
        if self._faults.pop(key, None):
            self.said.emit("")
        if base is not None and column in MOVES:
            self._move(base, column, meant)
        elif base is None or meant != getattr(base, column):
            value_of: dict[str, Any] = {column: meant}
            wish = replace(one, **value_of)
            if wish.starts_on is not None and wish.due_on is not None and wish.starts_on > wish.due_on:
                wish = replace(wish, due_on=wish.starts_on)
            self._put(row, wish)
            self.wished.emit(base, wish, column)
        self._refresh(row)
        return True

    def _move(self, one: PlanMilestone, column: str, day: Any) -> None:
        """A day that passes the other end takes it along: the milestone stays as long as it is."""
        old = span_of(one)
        if old is None or day == getattr(one, column):
            return
        new = replace(old, starts=day) if column == "starts_on" else replace(old, due=day)
        calendar = self.board.days.calendars.of(one.owner_side)
        if new.starts is not None and new.starts > new.due:
            long = max(calendar.between(old.first, old.due), 0)
            if column == "starts_on":
                new = Span(new.starts, calendar.add(new.starts, long))
            else:
                new = Span(calendar.add(new.due, -long), new.due)
        self.move_wished.emit(one.id, new)

    def fail(self, key: str, column: str, text: str, words: str) -> None:
        """A cell keeps a text that is no value, with the words that say why."""
        self._faults[key, column] = (text, words)
        row = self.row_of(key) if key else len(self._rows)
        self._refresh(row)
        self.said.emit(words)

    def hits(self, row: int, column: str, typed: str) -> Sequence[Hit]:
        """What may be meant by what is typed into a cell."""
        return self.cells.hits(self.milestone(row) or PlanMilestone(), column, typed)

    def faulty(self) -> bool:
        """Whether a text that is no value stands in some cell."""
        return bool(self._faults)

    def fault(self, row: int, column: int) -> str:
        """What is wrong with the text of a cell; empty when nothing is."""
        one = self.milestone(row)
        name = COLUMNS[column] if column < TIMELINE else ""
        return self._faults.get((one.id if one else "", name), ("", ""))[1]

    def _refresh(self, row: int) -> None:
        self.dataChanged.emit(self.index(row, 0), self.index(row, TIMELINE))

    def fixed(self, row: int, column: int) -> bool:
        """Whether a cell is not edited here: its value belongs to the version in force."""
        one = self.milestone(row)
        return one is not None and column < TIMELINE and COLUMNS[column] in PROGRESS and one.id in self.board.fixed

    # -- what the views ask --------------------------------------------------------------------------------------------
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows) + (1 if self.grows else 0)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else TIMELINE + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        closed = index.column() >= TIMELINE or not self.writable or self.fixed(index.row(), index.column())
        return usual if closed else usual | Qt.ItemFlag.ItemIsEditable

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        texts = self.cells.texts
        if role == Qt.ItemDataRole.DisplayRole:
            if orientation is Qt.Orientation.Vertical:
                return str(section + 1) if section < len(self._rows) else "+"
            return texts._(TITLES[COLUMNS[section]]) if section < TIMELINE else texts._("Timeline")
        if role == Qt.ItemDataRole.TextAlignmentRole and orientation is Qt.Orientation.Horizontal:
            return _aligned(section)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = index.row(), index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._display(row, column)
            case Qt.ItemDataRole.EditRole:
                return self._written(row, column)
            case Qt.ItemDataRole.DecorationRole:
                return self._icon(row, column)
            case Qt.ItemDataRole.ForegroundRole:
                return self._ink(row, column)
            case Qt.ItemDataRole.BackgroundRole:
                return QBrush(self._look.color("err_soft")) if self.fault(row, column) else None
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip_text(self.fault(row, column) or self._tip(row, column))
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(row, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _aligned(column)
        return None

    def _written(self, row: int, column: int) -> str:
        """What an editor begins with: the text that was no value, else the value."""
        one, name = self.milestone(row), COLUMNS[column] if column < TIMELINE else ""
        fault = self._faults.get((one.id if one else "", name))
        if fault is not None:
            return fault[0]
        return self.cells.written(one, name) if one is not None and name else ""

    def _display(self, row: int, column: int) -> str:
        one, name = self.milestone(row), COLUMNS[column] if column < TIMELINE else ""
        if one is None:
            return self._written(row, column) or (self.cells.texts._("New milestone") if name == "title" else "")
        if (one.id, name) in self._faults:
            return self._faults[one.id, name][0].replace("\n", " ")
        key = (one.id, name)
        if key not in self._shown:
            ghost = self.ghosts.get(one.id)
            shown = one if ghost is None else replace(one, starts_on=ghost.starts, due_on=ghost.due)
            self._shown[key] = self.cells.shown(shown, name) if name else ""
        return self._shown[key]

    def _icon(self, row: int, column: int) -> Any:
        if self.fault(row, column):
            return self._look.icon("circle-alert", "err")
        one = self.milestone(row)
        if one is not None and column < TIMELINE and self.board.warning(one, COLUMNS[column]):
            return self._look.icon("triangle-alert", "warn")
        if one is None or column >= TIMELINE or COLUMNS[column] != "done_on":
            return None
        if one.done_on is not None:
            return self._look.icon("circle-check", "ok")
        return self._look.icon("triangle-alert", "err") if self.board.late(one) else None

    def _ink(self, row: int, column: int) -> Any:
        one = self.milestone(row)
        if one is None or self.fixed(row, column):
            return QBrush(self._look.color("text3"))
        name = COLUMNS[column] if column < TIMELINE else ""
        if name == "done_on" and self.board.late(one):
            return QBrush(self._look.color("err"))
        if name in MOVES and one.id in self.ghosts:
            return QBrush(self._look.color("accent_text"))
        return None

    def _tip(self, row: int, column: int) -> str:
        one = self.milestone(row)
        if one is None:
            return ""
        if self.fixed(row, column):
            return self.cells.texts._("Progress is kept in the version that is in force.")
        told = self.board.warning(one, COLUMNS[column]) if column < TIMELINE else None
        if told is not None:
            return self.cells.texts.message(told)
        if column < TIMELINE and COLUMNS[column] in ("depends_on", "evidence", "title", "owner_side"):
            return self.cells.written(one, COLUMNS[column])
        return self.cells.spoken(one) if column == TIMELINE else ""

    def _spoken(self, row: int, column: int) -> str:
        one = self.milestone(row)
        if column == TIMELINE:
            if one is None:
                return self.cells.texts._("New milestone")
            ghost = self.ghosts.get(one.id)
            return self.cells.spoken(one if ghost is None else replace(one, starts_on=ghost.starts, due_on=ghost.due))
        title = cast(str, self.headerData(column, Qt.Orientation.Horizontal))
        shown = self._display(row, column)
        if one is not None and COLUMNS[column] == "depends_on":
            shown = self.cells.written(one, "depends_on")
        told = self.board.warning(one, COLUMNS[column]) if one is not None else None
        words = self.fault(row, column) or (self.cells.texts.message(told) if told is not None else "")
        return ", ".join(part for part in (title, shown, words) if part)


def _aligned(column: int) -> Qt.AlignmentFlag:
    """Numbers end under each other."""
    right = column < TIMELINE and COLUMNS[column] == "progress"
    return (Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter
