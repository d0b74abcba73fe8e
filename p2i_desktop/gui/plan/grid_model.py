"""Rows of one record type with a column a field: what a grid of the plan editor shows and which cells it edits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from p2i_desktop.domain.record import FieldKind, FieldSpec, Record, field_of
from p2i_desktop.gui.fields.choice_box import Choice
from p2i_desktop.gui.menus import tooltip_text
from p2i_desktop.i18n import Texts

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_MOST_DIGIT = 9


@dataclass(frozen=True)
class Column:
    """A column: a field that is edited, or `words` made of the row. Its width is so many `letters`, a `wide` one takes its
    part of the rest. `progress` is edited while a plan is carried out, everything else while it is a draft."""

    field: str = ""
    title: str = ""  # English source; empty = the name of the field
    letters: int = 8
    wide: int = 0
    words: Callable[[Any, Texts], str] | None = None
    choices: Callable[[], Sequence[Choice]] | None = None  # of a reference
    progress: bool = False
    number: bool = False  # stands in the middle of its column, as scores do


class GridModel(QAbstractTableModel):
    """The rows as they were read; nothing is changed here, the box around saves."""

    def __init__(
        self, record_type: type[Record], columns: Sequence[Column], texts: Callable[[], Texts], parent: QObject
    ) -> None:
        super().__init__(parent)
        self.record_type = record_type
        self.columns = tuple(columns)
        self.specs: tuple[FieldSpec | None, ...] = tuple(
            field_of(record_type, column.field) if column.field else None for column in columns
        )
        self._texts = texts
        self.rows: list[Any] = []
        self.locked: Callable[[Any, Column], bool] = lambda _row, _column: False

    # -- rows --------------------------------------------------------------------------------------------------------
    def fill(self, rows: Sequence[Record]) -> None:
        """Shows these rows; what is being edited stays so while its row is there."""
        wanted = [row.id for row in rows]
        for at in reversed([at for at, row in enumerate(self.rows) if row.id not in set(wanted)]):
            self.beginRemoveRows(_ROOT, at, at)
            del self.rows[at]
            self.endRemoveRows()
        known = {row.id for row in self.rows}
        fresh = [row for row in rows if row.id not in known]
        if fresh:
            self.beginInsertRows(_ROOT, len(self.rows), len(self.rows) + len(fresh) - 1)
            self.rows += fresh
            self.endInsertRows()
        if [row.id for row in self.rows] != wanted:
            self._reorder(wanted)
        self.rows = list(rows)
        if rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(self.columns) - 1))

    def _reorder(self, wanted: list[str]) -> None:
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        places = [wanted.index(self.rows[one.row()].id) for one in old]
        self.rows.sort(key=lambda row: wanted.index(row.id))
        self.changePersistentIndexList(
            old, [self.index(place, one.column()) for place, one in zip(places, old, strict=True)]
        )
        self.layoutChanged.emit()

    def row_of(self, record_id: str) -> int:
        """Where a row stands; -1 where it is not shown."""
        return next((at for at, row in enumerate(self.rows) if row.id == record_id), -1)

    def column_of(self, field: str) -> int:
        """Where a field stands; -1 where it is not shown."""
        return next((at for at, column in enumerate(self.columns) if column.field == field), -1)

    def digits(self, column: int) -> range | None:
        """The digits that a score is given by; None for other columns."""
        spec = self.specs[column]
        if spec is None or spec.kind is not FieldKind.INT or spec.high is None or spec.high > _MOST_DIGIT:
            return None
        return range(spec.low or 0, spec.high + 1)

    def is_number(self, column: int) -> bool:
        """Whether a column holds numbers."""
        return self.columns[column].number or self.digits(column) is not None

    def editable(self, index: Index) -> bool:
        """Whether a cell may be edited now."""
        column = self.columns[index.column()]
        return bool(column.field) and not self.locked(self.rows[index.row()], column)

    # -- what Qt asks ------------------------------------------------------------------------------------------------
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.title(section).replace(" (", "\n(")  # the bounds of a number in a line of their own
        return None

    def title(self, section: int) -> str:
        """The heading of a column."""
        column, texts = self.columns[section], self._texts()
        return texts._(column.title) if column.title else texts.field(self.record_type, column.field)

    def flags(self, index: Index) -> Qt.ItemFlag:
        whole = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return whole | Qt.ItemFlag.ItemIsEditable if index.isValid() and self.editable(index) else whole

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self.shown(index.row(), index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.title(index.column())}: {self.shown(index.row(), index.column())}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip_text(self.shown(index.row(), index.column()))
        return None

    def shown(self, row: int, column: int) -> str:
        """The words of a cell; empty for a text that is not written."""
        record, kind, texts = self.rows[row], self.columns[column], self._texts()
        if kind.words is not None:
            return kind.words(record, texts)
        value = getattr(record, kind.field)
        if kind.choices is not None:
            return next((words for key, words in kind.choices() if key == value), "")
        return "" if value in ("", None) and self.digits(column) is None else texts.value(value)
