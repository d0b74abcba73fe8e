"""The matrix as a table model: a row a centre, a column a year, a cell the pairs of both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from p2i_desktop.gui.buddy import words
from p2i_desktop.gui.menus import tooltip_text
from p2i_desktop.i18n import Texts

if TYPE_CHECKING:
    from p2i_desktop.services.matrix import Cell, Matrix, Row

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class MatrixModel(QAbstractTableModel):
    """`put` shows another matrix; without one there are no rows."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.matrix: Matrix | None = None
        self._texts: Texts | None = None

    def put(self, matrix: Matrix | None, texts: Texts) -> None:
        """Shows a matrix in the words of a language."""
        self.beginResetModel()
        self.matrix, self._texts = matrix, texts
        self.endResetModel()

    def row_at(self, row: int) -> Row | None:
        """The centre of a row."""
        rows = self.matrix.rows if self.matrix else ()
        return rows[row] if 0 <= row < len(rows) else None

    def year_at(self, column: int) -> int | None:
        """The year of a column."""
        years = self.matrix.years if self.matrix else ()
        return years[column] if 0 <= column < len(years) else None

    def cells(self, index: Index) -> tuple[Cell, ...]:
        """The pairs of a place; where there is none, those that were called off."""
        row, year = self.row_at(index.row()), self.year_at(index.column())
        if row is None or year is None:
            return ()
        return row.cells.get(year) or row.cancelled.get(year, ())

    def is_free(self, index: Index) -> bool:
        """Whether a pair is missing here: the centre may take this side in this year, and no pair goes on."""
        row, year = self.row_at(index.row()), self.year_at(index.column())
        return row is not None and year is not None and year in row.years and not row.cells.get(year)

    def said(self, index: Index) -> list[words.Said]:
        """The pairs of a place in words."""
        row, texts = self.row_at(index.row()), self._texts
        return [words.said(texts, row, cell) for cell in self.cells(index)] if row is not None and texts else []

    def is_open(self, index: Index) -> bool:
        """Whether a pair could be made here: the centre may take this side in this year."""
        row, year = self.row_at(index.row()), self.year_at(index.column())
        return row is not None and year in row.years

    def head(self, row: int) -> tuple[str, str]:
        """Code and name of the centre of a row, with the direction of its help."""
        found, matrix, texts = self.row_at(row), self.matrix, self._texts
        if found is None or matrix is None or texts is None:
            return "", ""
        arrow = "→" if found.side.value == "mentor" else "←"
        return f"{found.centre.code} {arrow}", words.place_name(texts, found.centre, matrix)

    # -- what Qt asks --------------------------------------------------------------------------------------------------
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return len(self.matrix.rows) if self.matrix and not parent.isValid() else 0

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return len(self.matrix.years) if self.matrix and not parent.isValid() else 0

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return "\n".join(f"{one.partner} {one.beside}".strip() for one in self.said(index))
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return self.spoken(index) if role == Qt.ItemDataRole.AccessibleTextRole else ""
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip_text(self.spoken(index))
        return None

    def spoken(self, index: Index) -> str:
        """A place as a screen reader says it."""
        row, year, texts, matrix = self.row_at(index.row()), self.year_at(index.column()), self._texts, self.matrix
        if row is None or year is None or texts is None or matrix is None:
            return ""
        cells = self.cells(index)
        if not cells:
            return words.spoken_empty(texts, matrix, row, year)
        return "\n".join(words.spoken(texts, matrix, cell) for cell in cells)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal:
            year = self.year_at(section)
            return str(year) if role == Qt.ItemDataRole.DisplayRole and year is not None else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            both = "\n".join(self.head(section))
            return tooltip_text(both) if role == Qt.ItemDataRole.ToolTipRole else both
        return None
