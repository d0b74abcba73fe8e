"""The deep check in small pieces, for a file that is being worked on: it goes on where it stopped, and delays no save.

Each piece is a short read. The structure is asked of SQLite for tables of moderate size only, because that cannot be
broken off; of the larger ones every row and every journal entry is read, which a damaged page does not survive.
"""

import time
from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Connection, select

from p2i_desktop.domain.record import type_key
from p2i_desktop.domain.records import BY_KEY, RECORD_TYPES
from p2i_desktop.storage import search
from p2i_desktop.storage.check import Chain, Finding, nodes, rows_of, tied
from p2i_desktop.storage.errors import Environment
from p2i_desktop.storage.health import schema_faults
from p2i_desktop.storage.journal import CREATED
from p2i_desktop.storage.rows import Shape, shape_of
from p2i_desktop.storage.store import Store
from p2i_desktop.storage.tables import TABLES

MOST = 100  # findings; a damaged file has thousands
_MODERATE = 20_000  # rows of a table that SQLite checks within a few hundredths of a second
_ENTRIES, _RECORDS = 250, 50  # in one piece

Piece = Callable[[Connection], list[Finding]]


class SlowCheck:
    """One walk through an open file; `go_on` until it is `done`."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._pieces = self._plan()
        self.findings: list[Finding] = []
        self.done = False

    def go_on(self, seconds: float = 0.03) -> bool:
        """Does pieces for about this time; True when there is nothing left to do. Environment when reading fails."""
        end = time.perf_counter() + seconds
        while not self.done and time.perf_counter() < end:
            piece = next(self._pieces, None)
            if piece is None or len(self.findings) >= MOST:
                self.done = True
                break
            try:
                with self._store.connection() as connection:
                    self.findings += piece(connection)
            except Environment as error:
                if error.kind != "damaged":
                    raise
                self.findings.append(Finding("integrity", error.values.get("what", "")))
                self.done = True
        return self.done

    def _plan(self) -> Iterator[Piece]:
        yield lambda connection: [Finding("schema", name) for name in schema_faults(connection)]
        names: list[str] = []
        yield lambda connection: _names(connection, names)
        for name in names:
            yield _structure(name)
        yield from self._chains()
        for record_type in RECORD_TYPES:
            yield from self._rows(shape_of(record_type))
        yield _words

    def _chains(self) -> Iterator[Piece]:
        known: list[str] = []
        yield lambda connection: _nodes(connection, known)
        for node in known:
            walk: list[Chain] = []
            yield _begin(walk, node)
            (chain,) = walk
            while True:
                yield lambda connection, chain=chain: _entries(connection, chain)  # type: ignore[misc]
                if not chain.read:
                    break
            yield lambda connection, node=node: list(tied(connection, node))  # type: ignore[misc]

    def _rows(self, shape: Shape[Any]) -> Iterator[Piece]:
        last = [0]
        while last[0] >= 0:
            yield lambda connection: _records(connection, shape, last)


def _names(connection: Connection, names: list[str]) -> list[Finding]:
    query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND sql NOT LIKE 'CREATE VIRTUAL%'"
    names += connection.exec_driver_sql(query).scalars().all()
    return []


def _nodes(connection: Connection, known: list[str]) -> list[Finding]:
    known += nodes(connection)
    return []


def _structure(name: str) -> Piece:
    def look(connection: Connection) -> list[Finding]:
        quoted = name.replace("'", "''")
        rows = connection.exec_driver_sql(
            f'SELECT count(*) FROM (SELECT 1 FROM "{name}" LIMIT {_MODERATE + 1})'  # noqa: S608
        ).scalar()
        told = connection.exec_driver_sql(f"PRAGMA integrity_check('{quoted}')") if rows and rows <= _MODERATE else None
        found = [Finding("integrity", str(text)) for text in (told.scalars() if told else ()) if text != "ok"]
        broken = connection.exec_driver_sql(f"PRAGMA foreign_key_check('{quoted}')").all()
        return found + [Finding("reference", f"{table} {row}: {parent}") for table, row, parent, _ in broken]

    return look


def _begin(walk: list[Chain], node: str) -> Piece:
    def begin(connection: Connection) -> list[Finding]:
        walk.append(Chain(connection, node))
        return []

    return begin


def _entries(connection: Connection, chain: Chain) -> list[Finding]:
    """The next entries; a record that was made there and is in no table is missing."""
    found = list(chain.step(connection, _ENTRIES))
    made: dict[str, list[str]] = {}
    for row in chain.read:
        if row[7] == CREATED and row[5] in BY_KEY:
            made.setdefault(str(row[5]), []).append(str(row[6]))
    for key, ids in made.items():
        of = TABLES[BY_KEY[key]].c
        there = set(connection.execute(select(of.id).where(of.id.in_(ids))).scalars())
        found += [Finding("row", f"{key} {one}") for one in ids if one not in there]
    return found


def _records(connection: Connection, shape: Shape[Any], last: list[int]) -> list[Finding]:
    """The next records of a type, held against the journal and the search index; `last` moves on, -1 at the end."""
    of = shape.table.c
    rows = connection.execute(select(of.n, of.id).where(of.n > last[0]).order_by(of.n).limit(_RECORDS)).all()
    ids = [str(row[1]) for row in rows]
    last[0] = int(rows[-1][0]) if len(rows) == _RECORDS else -1
    if not ids:
        return []
    wrong = search.faults_of(connection, type_key(shape.type), ids)
    return [*rows_of(connection, shape, ids), *(Finding("search", f"{shape.key} {one}") for one in wrong)]


def _words(connection: Connection) -> list[Finding]:
    return [] if search.words_agree(connection) else [Finding("search", "words")]
