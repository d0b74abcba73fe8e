"""Rows of people and the words of their cells, made when they are asked for: thousands cost nothing until they are seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from p2i_desktop.gui.menus import tooltip_text
from p2i_desktop.i18n import Texts

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


@dataclass(frozen=True)
class PersonCell:
    """What stands in a cell: words, an icon before them, and the tone of both; `strong` is what a row is called, `share`
    (per cent) is drawn as a bar below the words."""

    text: str
    icon: str = ""
    tone: str = ""
    strong: bool = False
    share: int | None = None


@dataclass(frozen=True)
class PersonColumn:
    """A column: its English title, its least width in letters, its share of the rest, and what makes a cell of a row.

    Where there is no room the column with the highest `drop` goes first."""

    name: str
    title: str
    letters: int
    cell: Callable[[Any, Texts], PersonCell]
    wide: int = 0
    drop: int = 0
    number: bool = False


class PeopleModel(QAbstractTableModel):
    """Rows with an `id`, in the order they came; cells are made when they are asked for."""

    def __init__(self, columns: Sequence[PersonColumn], texts: Callable[[], Texts], parent: QObject) -> None:
        super().__init__(parent)
        self.columns = list(columns)
        self.rows: list[Any] = []
        self._places: dict[str, int] = {}
        self._texts = texts

    def fill(self, rows: Sequence[Any]) -> bool:
        """Shows these rows; True where other rows than before are shown, or in another order."""
        same = [row.id for row in rows] == [row.id for row in self.rows]
        if same:
            self.rows = list(rows)
            self.refresh()
            return False
        self.beginResetModel()
        self.rows = list(rows)
        self._places = {row.id: place for place, row in enumerate(self.rows)}
        self.endResetModel()
        return True

    def refresh(self, first: int = 0, last: int = -1) -> None:
        """Cells of these rows are asked for again."""
        end = len(self.rows) - 1 if last < 0 else last
        if 0 <= first <= end:
            self.dataChanged.emit(self.index(first, 0), self.index(end, len(self.columns) - 1))

    def place_of(self, key: str) -> int:
        """The row of an id, -1 where it is not shown."""
        return self._places.get(key, -1)

    def cell(self, row: int, column: int) -> PersonCell:
        return self.columns[column].cell(self.rows[row], self._texts())

    def title(self, column: int) -> str:
        return self._texts()._(self.columns[column].title)

    def column_of(self, name: str) -> int:
        """Where a column stands, -1 where there is none."""
        return next((at for at, column in enumerate(self.columns) if column.name == name), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.title(section)
        if role == Qt.ItemDataRole.TextAlignmentRole and self.columns[section].number:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cell(index.row(), index.column()).text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.title(index.column())}: {self.cell(index.row(), index.column()).text}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip_text(self.cell(index.row(), index.column()).text)
        return None
