"""The deep check: structure, references, the chain of the journal, every row against its journal, the search index."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, select

from p2i_desktop.domain.record import Record
from p2i_desktop.domain.records import RECORD_TYPES
from p2i_desktop.i18n import N_
from p2i_desktop.storage import search
from p2i_desktop.storage.errors import Environment
from p2i_desktop.storage.health import schema_faults
from p2i_desktop.storage.journal import CREATED, DELETED, GENESIS, digest_of, fold, hash_of
from p2i_desktop.storage.replica import TABLE
from p2i_desktop.storage.rows import CHUNK, Row, Shape, chunks, shape_of
from p2i_desktop.storage.store import Store
from p2i_desktop.storage.values import canonical

# What to do, by the code of what was found; English here, translated where it is shown.
REMEDIES = {
    "schema": N_("The file was changed by another program. Put back the last backup."),
    "integrity": N_("The file is damaged. Put back the last backup."),
    "reference": N_("A record points at one that is missing. Put back the last backup."),
    "chain": N_("The journal was changed by another program. Put back the last backup."),
    "row": N_("A record differs from its journal. Compare it with the last backup."),
    "attachment_missing": N_(
        "An attached file is not in the folder beside the casebook. Put that folder back beside it."
    ),
    "attachment_altered": N_("An attached file was changed by another program. Attach the right one again."),
    "attachment_unused": N_("No record names this file. It is set aside after a day when the casebook is opened."),
    "search": N_("The search index is out of date. It is made anew when the file is opened next."),
}
_MOST = 100  # findings of one kind; a damaged file has thousands


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong: its kind, where, and what to do about it (English source of a translated sentence)."""

    code: str
    what: str

    @property
    def remedy(self) -> str:
        return REMEDIES[self.code]


def check(store: Store) -> list[Finding]:
    """Everything that can be told about a file without its owner; empty when it is whole."""
    with store.connection() as connection:
        return findings(connection)


def findings(connection: Connection, *, rows: bool = True) -> list[Finding]:
    """The same on a connection; without `rows` the records are not held against the journal (the slow part)."""
    found: list[Finding] = []
    parts = [_schema(connection), _structure(connection), _references(connection), _chains(connection)]
    for part in (
        *parts,
        *((_rows(connection, shape_of(t)) for t in RECORD_TYPES) if rows else ()),
        _search(connection),
    ):
        found += (finding for finding, _ in zip(part, range(_MOST), strict=False))
    return found


def _schema(connection: Connection) -> Iterator[Finding]:
    return (Finding("schema", name) for name in schema_faults(connection))


def _structure(connection: Connection) -> Iterator[Finding]:
    for text in connection.exec_driver_sql("PRAGMA integrity_check").scalars().all():
        if text != "ok":
            yield Finding("integrity", str(text))


def _references(connection: Connection) -> Iterator[Finding]:
    for table, rowid, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check").all():
        yield Finding("reference", f"{table} {rowid}: {parent}")


_JOURNAL = (
    "SELECT node, seq, hlc, centre_id, step, tbl, key, field, digest, deps, actor, time, schema, salt, old, new, hash "
    "FROM journal WHERE node = ? AND seq > ? ORDER BY seq LIMIT ?"
)
_SPAN = "SELECT id, first, last FROM step WHERE id >= ? AND id < ? AND last >= first"


def _chains(connection: Connection) -> Iterator[Finding]:
    for node in nodes(connection):
        yield from _chain(connection, node)
        yield from tied(connection, node)


class Chain:
    """A walk along the chain of one node, as far at a time as the caller likes: entries are only ever added."""

    def __init__(self, connection: Connection, node: str) -> None:
        self._node = node
        self._seq, self._previous, self._stamp = 0, GENESIS, ""
        self._owners = {
            s: step
            for step, first, last in connection.exec_driver_sql(_SPAN, (f"{node}:", f"{node};"))
            for s in (first, last)
        }
        self.read: Sequence[Row] = ()  # the entries of the last step, as `_JOURNAL` names them

    def step(self, connection: Connection, most: int = 5000) -> Iterator[Finding]:
        """What is wrong with the next entries; `read` is empty after the last one."""
        self.read = connection.exec_driver_sql(_JOURNAL, (self._node, self._seq, most)).all()
        for row in self.read:
            covered = [*row[:8], row[8].hex(), *row[9:13]]
            salt, old, new, link = row[13:]
            whole = row[1] == self._seq + 1 and row[2] > self._stamp and hash_of(self._previous, covered) == link
            same = salt is None or digest_of(salt, old, new) == row[8]
            if not whole or not same or self._owners.get(row[1], row[4]) != row[4]:
                yield Finding("chain", f"{self._node}:{row[1]}")
            self._seq, self._stamp, self._previous = row[1], row[2], link
        if not self.read and self._owners and max(self._owners) > self._seq:  # a cut tail: the steps know better
            yield Finding("chain", f"{self._node}:{max(self._owners)}")


def nodes(connection: Connection) -> list[str]:
    """Everyone who ever wrote into the file."""
    found = set(connection.exec_driver_sql("SELECT DISTINCT node FROM journal").scalars())
    return sorted(found | set(connection.exec_driver_sql("SELECT node FROM replica").scalars()))


def _chain(connection: Connection, node: str) -> Iterator[Finding]:
    chain = Chain(connection, node)
    while True:
        yield from chain.step(connection)
        if not chain.read:
            return


def tied(connection: Connection, node: str) -> Iterator[Finding]:
    """A later node wrote down how far it found this one: a cut tail shows."""
    query = "SELECT new FROM journal WHERE tbl = ? AND new IS NOT NULL"
    for text in connection.exec_driver_sql(query, (TABLE,)).scalars().all():
        known = json.loads(text).get(node)
        if known:
            link = "SELECT hash FROM journal WHERE node = ? AND seq = ?"
            found = connection.exec_driver_sql(link, (node, known["seq"])).scalar()
            if found is None or found.hex() != known["hash"]:
                yield Finding("chain", f"{node}:{known['seq']}")


def _rows(connection: Connection, shape: Shape[Any]) -> Iterator[Finding]:
    keys = connection.execute(select(shape.table.c.id).order_by(shape.table.c.n)).scalars().all()
    for chunk in chunks(keys):
        yield from rows_of(connection, shape, chunk)
    journalled = "SELECT DISTINCT key FROM journal WHERE tbl = ? AND field = ?"
    known = set(keys)
    for key in connection.exec_driver_sql(journalled, (shape.key, CREATED)).scalars().all():
        if key not in known:
            yield Finding("row", f"{shape.key} {key}")


def rows_of(connection: Connection, shape: Shape[Any], keys: Iterable[str]) -> Iterator[Finding]:
    """Those of these records that differ from their journal."""
    wanted = list(keys)
    entries = _entries(connection, shape.key, wanted)
    for record in _readable(connection, shape, wanted):
        if isinstance(record, str):
            yield Finding("row", f"{shape.key} {record}")
            continue
        try:
            folded = fold(shape.type, record.id, entries.get(record.id, []))
        except (ValueError, KeyError, TypeError, AttributeError):
            folded = None
        if folded is None or not _equal(shape, record, folded):
            yield Finding("row", f"{shape.key} {record.id}")


def _readable(connection: Connection, shape: Shape[Any], keys: list[str]) -> Iterator[Record | str]:
    """The records; in place of one that cannot be read, its id."""
    try:
        yield from shape.load(connection, keys).values()
    except Environment:
        for key in keys:
            try:
                yield from shape.load(connection, [key]).values()
            except Environment:
                yield key


def _equal(shape: Shape[Any], record: Record, folded: Record) -> bool:
    if replace(folded, revision=record.revision) == record:
        return True
    same = all(canonical(unit.json(record)) == canonical(unit.json(folded)) for unit in shape.units)
    return same and (record.centre_id, record.deleted_at) == (folded.centre_id, getattr(folded, DELETED))


def _entries(connection: Connection, tbl: str, keys: list[str]) -> dict[str, list[Row]]:
    marks = ", ".join("?" * CHUNK)
    query = f"SELECT key, field, new, centre_id FROM journal WHERE key IN ({marks}) AND tbl = ? ORDER BY key, hlc"  # noqa: S608 - only marks
    filled = (*keys, *[keys[-1]] * (CHUNK - len(keys)), tbl)
    found: dict[str, list[Row]] = defaultdict(list)
    rows = connection.exec_driver_sql(query, filled).all()
    for key, group in groupby(rows, key=lambda row: str(row[0])):
        found[key] = [row[1:] for row in group]
    return found


def _search(connection: Connection) -> Iterator[Finding]:
    return (Finding("search", text) for text in search.faults(connection))
