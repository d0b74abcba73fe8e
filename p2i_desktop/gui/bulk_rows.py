"""What a change makes of each record, as rows: the record, what stands there now, what will or why it is left out."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from p2i_desktop.i18n import Texts

if TYPE_CHECKING:
    from p2i_desktop.services.bulk import BulkLine

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()


class PreviewRows(QAbstractTableModel):
    """A row each: the record, what stands there, what will, or why not."""

    def __init__(self, texts: Texts, staff: dict[str, str]) -> None:
        super().__init__()
        self._texts, self._staff = texts, staff
        self.lines: list[BulkLine] = []

    def show_lines(self, lines: Sequence[BulkLine]) -> None:
        """These lines, those that are left out first."""
        self.beginResetModel()
        self.lines = sorted(lines, key=lambda line: (not line.refused, line.same))
        self.endResetModel()

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else 3

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        line = self.lines[index.row()]
        if index.column() == 0:
            return line.name
        if index.column() == 1:
            return self._words(line.before)
        return self._outcome(line)

    def _outcome(self, line: BulkLine) -> str:
        texts = self._texts
        if line.refused:
            why = " ".join(texts.message(problem) for problem in line.refused)
            return texts._("left out: {reason}").replace("{reason}", why)
        if line.same:
            return texts._("stays as it is")
        return self._words(line.after) if line.saves else texts._("to the bin")

    def _words(self, value: Any) -> str:
        if value is None:
            return "–"
        if isinstance(value, frozenset):
            return ", ".join(sorted(value)) or "–"
        if isinstance(value, StrEnum):
            return self._texts.label(value)
        if isinstance(value, str):
            return self._staff.get(value, value)
        return self._texts.value(value)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            texts = self._texts
            return (texts._("Record"), texts._("Now"), texts._("Then"))[section]
        return None
