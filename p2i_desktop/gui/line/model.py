"""What stands in the grid: texts as typed, what they mean, and what the rules say about each line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush

from p2i_desktop.domain.advice import Channel, Topic
from p2i_desktop.domain.rules import Problem
from p2i_desktop.gui.line.columns import AS_ABOVE, COLUMNS, TITLES, CellError, Reader
from p2i_desktop.gui.look.look import Look
from p2i_desktop.gui.menus import tooltip_text
from p2i_desktop.i18n import Texts
from p2i_desktop.services.line_entry import MOST_LINES, Line, Verdict

Index = QModelIndex | QPersistentModelIndex
Cell = tuple[int, int, str]  # row, column, text
CHECK = len(COLUMNS)  # the column in which the rules speak
_LEAST = 50  # lines shown in an empty grid
_SPARE = 20  # blank lines below the last one
_NUMBERS = frozenset({"minutes", "preparation", "travel"})
_ROOT = QModelIndex()


@dataclass(frozen=True)
class Defaults:
    """What the first line has where nothing is typed."""

    today: date
    channel: Channel = Channel.PHONE
    advisor: str | None = None


class LineModel(QAbstractTableModel):
    """Lines of texts; `edited` names the rows whose meaning may have changed."""

    edited = Signal(list)

    def __init__(self, look: Look, reader: Reader, defaults: Defaults, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look, self.reader, self.defaults = look, reader, defaults
        self.rows: list[list[str]] = [_blank() for _ in range(_LEAST)]
        self._verdicts: dict[int, Verdict] = {}
        self._read: dict[tuple[int, str], object] = {}  # value, or the CellError
        self._inherited: dict[int, list[object]] = {}  # column -> for each row what stands above it
        self._done: list[list[Cell]] = []
        self._undone: list[list[Cell]] = []

    @property
    def texts(self) -> Texts:
        return self.reader.texts

    def equip(self, reader: Reader, defaults: Defaults) -> None:
        """Another language, or other people: everything is read anew."""
        self.reader, self.defaults = reader, defaults
        self._read, self._inherited = {}, {}
        self.layoutChanged.emit()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, CHECK)

    # -- content -----------------------------------------------------------------------------------------------------
    def is_blank(self, row: int) -> bool:
        """Whether nothing is typed in a line."""
        return not any(self.rows[row])

    def used(self) -> list[int]:
        """The lines in which something is typed."""
        return [row for row in range(len(self.rows)) if any(self.rows[row])]

    def set_cells(self, cells: Iterable[Cell], undoable: bool = True) -> None:
        """Writes texts; more lines are made where they are needed, up to MOST_LINES."""
        wanted = [(row, column, text) for row, column, text in cells if row < MOST_LINES]
        self._grow(max((row for row, *_ in wanted), default=-1))
        new = [(row, column, text) for row, column, text in wanted if self.rows[row][column] != text]
        if not new:
            return
        old = [(row, column, self.rows[row][column]) for row, column, _ in new]
        for row, column, text in new:
            self.rows[row][column] = text
        if undoable:
            self._done.append(old)
            self._undone = []
        self._changed({row for row, *_ in new}, any(COLUMNS[column] in AS_ABOVE for _, column, _ in new))

    def undo(self) -> None:
        """Takes the last change of the grid back."""
        self._back(self._done, self._undone)

    def redo(self) -> None:
        """Does it again."""
        self._back(self._undone, self._done)

    def _back(self, source: list[list[Cell]], other: list[list[Cell]]) -> None:
        if source:
            cells = source.pop()
            other.append([(row, column, self.rows[row][column]) for row, column, _ in cells])
            self.set_cells(cells, undoable=False)

    def remove(self, rows: Sequence[int]) -> None:
        """Takes lines away; those below move up. One change of the grid."""
        gone = set(rows)
        kept = [list(line) for row, line in enumerate(self.rows) if row not in gone]
        kept += [_blank() for _ in range(len(self.rows) - len(kept))]
        self.set_cells((row, column, text) for row, line in enumerate(kept) for column, text in enumerate(line))

    def fill(self, rows: Sequence[Sequence[str]]) -> None:
        """Shows other lines (a draft, or none); nothing of the grid before can be brought back."""
        self.beginResetModel()
        width = len(COLUMNS)
        self.rows = [([str(text) for text in line] + [""] * width)[:width] for line in rows[:MOST_LINES]]
        self.rows += [_blank() for _ in range(max(_LEAST - len(self.rows), 0))]
        self._verdicts, self._done, self._undone, self._inherited = {}, [], [], {}
        self.endResetModel()
        self._grow(len(rows) - 1)
        self.edited.emit(self.used())

    def _grow(self, last: int) -> None:
        wanted = min(last + 1 + _SPARE, MOST_LINES)
        if wanted > len(self.rows):
            self.beginInsertRows(_ROOT, len(self.rows), wanted - 1)
            self.rows += [_blank() for _ in range(wanted - len(self.rows))]
            self._inherited = {}
            self.endInsertRows()

    def _changed(self, rows: set[int], below: bool) -> None:
        last = max(rows)
        if below:  # empty cells further down mean what stands here
            self._inherited = {}
            rows = rows | {row for row in self.used() if row > min(rows)}
            last = len(self.rows) - 1
        for row in rows:
            self._verdicts.pop(row, None)
        self.dataChanged.emit(self.index(min(rows), 0), self.index(min(last + 1, len(self.rows) - 1), CHECK))
        self.edited.emit(sorted(rows))

    # -- meaning -----------------------------------------------------------------------------------------------------
    def value(self, row: int, column: int) -> object:
        """What a cell means, None for an empty one; CellError."""
        text = self.rows[row][column]
        if not text:
            return self._above(row, column) if COLUMNS[column] in AS_ABOVE else None
        key = (column, text)
        if key not in self._read:
            try:
                self._read[key] = self.reader.value(COLUMNS[column], text)
            except CellError as error:
                self._read[key] = error
        found = self._read[key]
        if isinstance(found, CellError):
            raise found
        return found

    def _above(self, row: int, column: int) -> object:
        if column not in self._inherited:
            first = {"date": self.defaults.today, "channel": self.defaults.channel, "advisor": self.defaults.advisor}
            found: list[object] = [first[COLUMNS[column]]]
            for other in range(len(self.rows)):
                found.append(self._value_or(other, column, found[-1]) if self.rows[other][column] else found[-1])
            self._inherited[column] = found
        return self._inherited[column][row]

    def _value_or(self, row: int, column: int, otherwise: object) -> object:
        try:
            return self.value(row, column)
        except CellError:
            return otherwise  # what is wrong is told in that cell

    def fault(self, row: int, column: int) -> str:
        """Why the text of a cell is no value; empty when it is one."""
        try:
            self.value(row, column)
        except CellError as error:
            return str(error)
        return ""

    def line(self, row: int) -> Line | None:
        """A line as values; None while one of its cells cannot be read."""
        try:
            found = {name: self.value(row, column) for column, name in enumerate(COLUMNS)}
        except CellError:
            return None
        who = str(found["who"] or "")
        anonymous = self.reader.is_anonymous(who)
        return Line(
            row, cast("date | None", found["date"]), "" if anonymous else who, anonymous,
            cast(int, found["minutes"] or 0), cast(int, found["preparation"] or 0), cast(int, found["travel"] or 0),
            cast(Channel, found["channel"]), str(found["case"] or ""),
            cast("frozenset[Topic]", found["topics"] or frozenset()), str(found["note"] or ""),
            cast("date | None", found["follow_up"]), cast("str | None", found["advisor"]),
        )  # fmt: skip

    def take_verdicts(self, verdicts: Iterable[Verdict], lines: Sequence[Line]) -> None:
        """What the rules say, unless the line was changed since it was asked about."""
        asked = {line.row: line for line in lines}
        for verdict in verdicts:
            if verdict.row < len(self.rows) and self.line(verdict.row) == asked.get(verdict.row):
                self._verdicts[verdict.row] = verdict
                self.dataChanged.emit(self.index(verdict.row, 0), self.index(verdict.row, CHECK))

    def minutes(self) -> int:
        """The minutes of all lines in which they can be read."""
        column = COLUMNS.index("minutes")
        return sum(cast(int, self._value_or(row, column, 0) or 0) for row in self.used())

    def problem(self, row: int, column: int) -> tuple[str, bool]:
        """(words, hard) beside a cell; empty words when nothing is wrong with it."""
        fault = self.fault(row, column) if self.rows[row][column] else ""
        if fault:
            return fault, True
        found = self._problems(row, COLUMNS[column])
        return (self.texts.message(found[0]), found[0].hard) if found else ("", False)

    def _problems(self, row: int, column: str) -> list[Problem]:
        verdict = self._verdicts.get(row)
        told = [one for one in verdict.problems if one.field == column] if verdict else []
        return sorted(told, key=lambda one: not one.hard)

    def first_wrong(self, row: int) -> int | None:
        """The first cell of a line that keeps it from being saved."""
        for column in range(len(COLUMNS)):
            words, hard = self.problem(row, column)
            if words and hard:
                return column
        return None

    def verdict_words(self, row: int) -> tuple[str, str]:
        """(words, tone: err, warn, text2 or ok) about a whole line; empty for a blank one."""
        if self.is_blank(row):
            return "", ""
        told = [self.problem(row, column) for column in range(len(COLUMNS))]
        told = sorted((one for one in told if one[0]), key=lambda one: not one[1])
        if told:
            return told[0][0], "err" if told[0][1] else "warn"
        verdict = self._verdicts.get(row)
        if verdict is None:
            return self.texts._("checking…"), "text2"
        if verdict.new:
            return self.texts._("Organisation will be created"), "text2"
        return self.texts._("in order"), "ok"

    # -- what the table asks -----------------------------------------------------------------------------------------
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(COLUMNS) + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return usual if index.column() == CHECK else usual | Qt.ItemFlag.ItemIsEditable

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            if orientation is Qt.Orientation.Vertical:
                return str(section + 1)
            return self.texts._(TITLES[COLUMNS[section]]) if section < CHECK else self.texts.pgettext("lines", "Check")
        if role == Qt.ItemDataRole.TextAlignmentRole and orientation is Qt.Orientation.Horizontal:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        answers: dict[int, Callable[[int, int], Any]] = {
            Qt.ItemDataRole.DisplayRole: self._shown,
            Qt.ItemDataRole.EditRole: self._typed,
            Qt.ItemDataRole.DecorationRole: self._icon,
            Qt.ItemDataRole.ForegroundRole: self._ink,
            Qt.ItemDataRole.BackgroundRole: self._ground,
            Qt.ItemDataRole.ToolTipRole: self._tip,
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
        }
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = index.column() < CHECK and COLUMNS[index.column()] in _NUMBERS
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return answers[role](index.row(), index.column()) if role in answers else None

    def _typed(self, row: int, column: int) -> str:
        return self.rows[row][column] if column < CHECK else ""

    def _shown(self, row: int, column: int) -> str:
        if column == CHECK:
            return self.verdict_words(row)[0]
        name = COLUMNS[column]
        if not self.rows[row][column] and (name not in AS_ABOVE or self.is_blank(row)):
            return ""
        try:
            value = self.value(row, column)
        except CellError:
            return self.rows[row][column]
        if isinstance(value, date):
            return self.texts.weekday_date(value)  # echoed before it is saved
        shown = self.reader.shown(name, value) if value is not None else ""
        return shown.replace("\n", " ")

    def _icon(self, row: int, column: int) -> Any:
        side = {"err": "circle-alert", "warn": "triangle-alert", "ok": "circle-check"}
        if column == CHECK:
            tone = self.verdict_words(row)[1]
            return self._look.icon(side[tone], tone) if tone in side else None
        words, hard = self.problem(row, column) if not self.is_blank(row) else ("", False)
        tone = "err" if hard else "warn"
        return self._look.icon(side[tone], tone) if words else None

    def _ink(self, row: int, column: int) -> Any:
        if column == CHECK:
            tone = self.verdict_words(row)[1]
            return QBrush(self._look.color(tone)) if tone else None
        ghost = not self.rows[row][column]
        return QBrush(self._look.color("text3")) if ghost else None

    def _ground(self, row: int, column: int) -> Any:
        if column == CHECK or self.is_blank(row):
            return None
        words, hard = self.problem(row, column)
        return QBrush(self._look.color("err_soft" if hard else "warn_soft")) if words else None

    def _tip(self, row: int, column: int) -> str:
        if column == CHECK:
            return tooltip_text(self.verdict_words(row)[0])
        return tooltip_text(self.problem(row, column)[0] or self.rows[row][column])

    def _spoken(self, row: int, column: int) -> str:
        title = self.headerData(column, Qt.Orientation.Horizontal)
        words = self.problem(row, column)[0] if column < CHECK else ""
        parts = [str(title), self._shown(row, column), words]
        return ", ".join(part for part in parts if part)


def _blank() -> list[str]:
    return [""] * len(COLUMNS)
