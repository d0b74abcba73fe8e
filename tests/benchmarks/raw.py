"""The bare minimum beside which we are measured: sqlite3 with our PRAGMAs and keys, a plain table of constants."""

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow, QTableView

# A copy of what `storage/engine.py` says, so that the bare script loads nothing of ours; a test compares them.
WRITING = (
    "journal_mode=TRUNCATE", "synchronous=FULL", "foreign_keys=ON", "trusted_schema=OFF", "cell_size_check=ON",
    "recursive_triggers=ON", "secure_delete=ON", "temp_store=MEMORY", "busy_timeout=5000", "mmap_size=0",
)  # fmt: skip
COLUMNS = 10
PAGE = """
SELECT c.n, c.id, c."on", c.contact_minutes, c.channel, c.type, c.organisation, c.anonymous, c."case", c.subject,
    substr(c.note, 1, 200), c.advisor, c.confidentiality, o.legal_name, k.number, k.title, s.initials,
    (SELECT group_concat(value) FROM consultation__topics t WHERE t.owner = c.id AND t.deleted_at IS NULL)
FROM consultation c LEFT JOIN organisation o ON o.id = c.organisation LEFT JOIN "case" k ON k.id = c."case"
    LEFT JOIN staff_member s ON s.id = c.advisor
WHERE c.deleted_at IS NULL {where} ORDER BY {order} LIMIT 128
"""
NEWEST = PAGE.format(where="", order='c."on" DESC, c.n DESC')


def connect(path: str, *, writing: bool = False) -> sqlite3.Connection:
    """One connection as ours is."""
    address = f"{Path(path).absolute().as_uri()}?mode={'rw' if writing else 'ro'}"
    connection = sqlite3.connect(address, uri=True, isolation_level=None)
    for pragma in WRITING:
        if writing or not pragma.startswith(("journal_mode", "synchronous", "secure_delete")):
            connection.execute(f"PRAGMA {pragma}")
    return connection


def table_window(rows: int, texts: list[tuple[Any, ...]] | None = None) -> "tuple[QMainWindow, QTableView, Any]":
    """A window with a table of constants, or of rows that were read; shown, not painted yet."""
    from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
    from PySide6.QtWidgets import QMainWindow, QTableView

    class Model(QAbstractTableModel):
        count = rows
        texts: list[tuple[Any, ...]] | None = None

        def rowCount(self, parent: Any = QModelIndex()) -> int:  # noqa: B008
            return self.count

        def columnCount(self, parent: Any = QModelIndex()) -> int:  # noqa: B008
            return COLUMNS

        def data(self, index: Any, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
            if role != Qt.ItemDataRole.DisplayRole:
                return None
            return "constant" if self.texts is None else str(self.texts[index.row()][index.column()])

        def show(self, found: list[tuple[Any, ...]] | None) -> None:
            self.beginResetModel()
            self.texts = found
            self.count = rows if found is None else len(found)
            self.endResetModel()

    window, view, model = QMainWindow(), QTableView(), Model()
    model.texts = texts
    model.count = rows if texts is None else len(texts)
    view.verticalHeader().hide()
    view.setModel(model)
    window.setCentralWidget(view)
    window.resize(1280, 800)
    window.show()
    return window, view, model
