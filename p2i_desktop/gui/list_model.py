"""One table model for every list: the ids of the result and blocks of formatted rows around what is seen."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from p2i_desktop.gui.columns import Cell, Column, Row
from p2i_desktop.gui.screen import Bench

if TYPE_CHECKING:
    from p2i_desktop.services.lists import Filter, Ids, Sort
    from p2i_desktop.services.office import Office

BLOCK = 128
KEPT_BLOCKS = 64
CELL_ROLE = Qt.ItemDataRole.UserRole
KEY_ROLE = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex
WHOLE = "whole"  # among the totals: how many records there are without any filter
_NONE = QModelIndex()


class ListModel(QAbstractTableModel):
    """Knows the full row count; a row that is not there yet is asked for and shown when it comes."""

    missing = Signal(int)  # a block is wanted

    def __init__(self, bench: Bench, list_name: str, columns: Sequence[Column], names: Sequence[str]) -> None:
        super().__init__()
        self._bench = bench
        self.list_name = list_name
        self.offered = tuple(columns)  # all that the list can show
        self.columns = tuple(column for column in columns if not column.extra)
        self.chosen = False  # whether somebody chose the columns: then none gives way where room is short
        self.first_shown = 0  # the column that carries the mark of a selected row
        self._names = tuple(names)
        self._count = 0
        self._ids: Ids | None = None
        self._blocks: OrderedDict[int, list[tuple[str, tuple[Cell, ...]]]] = OrderedDict()
        self._wanted: set[int] = set()

    # -- what the list holds -----------------------------------------------------------------------------------------
    @property
    def ids(self) -> Ids | None:
        """The ids of the whole result; None while only the first page is there."""
        return self._ids

    def show_first(self, rows: Sequence[Row]) -> None:
        """The first page, painted before the ids of the whole result are there."""
        self.beginResetModel()
        self._ids = None
        self._forget()
        self._count = len(rows)
        self._keep(0, rows)
        self.endResetModel()

    def show_all(self, ids: Ids, blocks: dict[int, Sequence[Row]]) -> None:
        """The whole result, with the blocks that are seen."""
        if self._ids is None and len(ids) == self._count <= BLOCK and set(blocks) <= {0} and self._same_first(blocks):
            self._ids = ids
            return
        self.beginResetModel()
        self._ids = ids
        self._forget()
        self._count = len(ids)
        for number, rows in blocks.items():
            self._keep(number, rows)
        self.endResetModel()

    def grow(self, ids: Ids) -> None:
        """The ids of the whole result after its first page: rows are added, what is seen stays."""
        self._ids = ids
        if len(ids) > self._count:
            self._blocks.pop(self._count // BLOCK, None) if self._count % BLOCK else None
            self.beginInsertRows(_NONE, self._count, len(ids) - 1)
            self._count = len(ids)
            self.endInsertRows()

    def show_columns(self, ids: Sequence[str]) -> bool:
        """Shows these columns in this order, () = as the list is delivered; the first one always stays.

        False when nothing changed. Rows are formatted anew when they are asked for.
        """
        known = {column.id: column for column in self.offered}
        first = self.offered[0]
        wanted = [known[name] for name in ids if name in known and name != first.id]
        usual = tuple(column for column in self.offered if not column.extra)
        columns = (first, *wanted) if wanted else usual
        self.chosen = columns != usual
        if columns == self.columns:
            return False
        self.beginResetModel()
        self.columns, self.first_shown = columns, 0
        self._forget()
        self.endResetModel()
        return True

    def take_block(self, number: int, rows: Sequence[Row]) -> None:
        """A block that was wanted."""
        self._wanted.discard(number)
        self._keep(number, rows)
        last = min((number + 1) * BLOCK, self._count) - 1
        if last >= number * BLOCK:
            self.dataChanged.emit(self.index(number * BLOCK, 0), self.index(last, len(self.columns) - 1))

    def reword(self) -> None:
        """Another language: rows are formatted anew when they are asked for."""
        self._forget()
        if self._count:
            self.dataChanged.emit(self.index(0, 0), self.index(self._count - 1, len(self.columns) - 1))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def key_at(self, row: int) -> str:
        """The id of a row; empty while its block is on its way."""
        return self._row(row)[0]

    def cell(self, row: int, column: int) -> Cell:
        """What a cell shows; empty while its block is on its way."""
        cells = self._row(row)[1]
        return cells[column] if cells else Cell()

    def has_row(self, row: int) -> bool:
        """Whether the block of a row is there."""
        number, offset = divmod(row, BLOCK)
        return offset < len(self._blocks.get(number, ()))

    def row_of(self, key: str) -> int | None:
        """The row of an id among the blocks that are there."""
        for number, rows in self._blocks.items():
            for offset, (found, _) in enumerate(rows):
                if found == key:
                    return number * BLOCK + offset
        return None

    # -- Qt's questions ----------------------------------------------------------------------------------------------
    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.cell(index.row(), index.column()).spoken()
        if role == CELL_ROLE:
            return self.cell(index.row(), index.column())
        if role == KEY_ROLE:
            return self.key_at(index.row())
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._bench.texts._(self.columns[section].title)
        return None

    # -- inside ------------------------------------------------------------------------------------------------------
    def _row(self, row: int) -> tuple[str, tuple[Cell, ...]]:
        number, offset = divmod(row, BLOCK)
        block = self._blocks.get(number)
        if block is None or offset >= len(block):
            if number not in self._wanted and 0 <= row < self._count:
                self._wanted.add(number)
                self.missing.emit(number)
            return "", ()
        return block[offset]

    def _keep(self, number: int, rows: Sequence[Row]) -> None:
        texts, today = self._bench.texts, self._bench.clock.today()
        block = []
        for row in rows:
            values = dict(zip(self._names, row, strict=True))
            block.append((values["id"], tuple(column.cell(values, texts, today) for column in self.columns)))
        self._blocks[number] = block
        self._blocks.move_to_end(number)
        while len(self._blocks) > KEPT_BLOCKS:
            self._blocks.popitem(last=False)

    def _same_first(self, blocks: dict[int, Sequence[Row]]) -> bool:
        if 0 not in blocks:
            return not blocks
        here = [key for key, _ in self._blocks.get(0, [])]
        return here == [row[0] for row in blocks[0]]

    def _forget(self) -> None:
        self._blocks.clear()
        self._wanted.clear()


def fetch_block(list_name: str, ids: Ids, number: int) -> Callable[[Office], Sequence[Row]]:
    """The work that reads one block."""
    return lambda office: office.lists.rows(list_name, ids, number * BLOCK, BLOCK)


def fetch_all(
    list_name: str, wanted: Filter, sort: Sort | None, blocks: Sequence[int], key: str
) -> Callable[[Office], tuple[Ids, dict[int, Sequence[Row]], int | None, dict[str, Any]]]:
    """The work that reads the whole result: ids, the blocks that are seen, the place of a record, the totals."""

    def work(office: Office) -> tuple[Ids, dict[int, Sequence[Row]], int | None, dict[str, Any]]:
        ids = office.lists.ids(list_name, wanted, sort)
        place = office.lists.place_of(list_name, ids, key) if key else None
        numbers = set(blocks) | ({place // BLOCK} if place is not None else set())
        found: dict[int, Sequence[Row]] = {
            n: office.lists.rows(list_name, ids, n * BLOCK, BLOCK) for n in sorted(numbers) if n * BLOCK < len(ids)
        }
        totals: dict[str, Any] = dict(office.lists.totals(list_name, wanted))
        totals[WHOLE] = office.lists.totals(list_name)["count"] if wanted != type(wanted)() else len(ids)
        return ids, found, place, totals

    return work
