"""The journal: every change of every field, in a chain of hashes that survives an erasure."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, bindparam, insert

from p2i_desktop.domain.record import Record
from p2i_desktop.storage.driver import Driver, driver_of
from p2i_desktop.storage.rows import Row, Unit, shape_of, sql_of, units_of
from p2i_desktop.storage.tables import JOURNAL, SCHEMA
from p2i_desktop.storage.values import Json, canonical, empty, instant, instant_text, quoted, quoted_list

CREATED = "*"  # the field name of the entry that creates a record
DELETED = "deleted_at"
GENESIS = bytes(32)  # what the first entry of a node follows
_COLUMNS = tuple(column.name for column in JOURNAL.c)
_INSERT = sql_of(insert(JOURNAL).values({name: bindparam(name) for name in _COLUMNS}))
_BATCH = 1000


@dataclass
class Hybrid:
    """A hybrid logical clock: never behind the computer's clock, never behind anything it has written or seen."""

    milliseconds: int = 0
    counter: int = -1

    def tick(self, wall: int, node: str) -> str:
        """The next stamp: 13 digits of milliseconds, 4 hex digits, the node; greater than every one before."""
        if wall > self.milliseconds:
            self.milliseconds, self.counter = wall, 0
        elif self.counter < 0xFFFF:
            self.counter += 1
        else:
            self.milliseconds, self.counter = self.milliseconds + 1, 0
        return f"{self.milliseconds:013d}{self.counter:04x}{node}"

    def saw(self, stamp: str) -> None:
        """Moves on to a stamp that is already written."""
        seen = (int(stamp[:13]), int(stamp[13:17], 16))
        self.milliseconds, self.counter = max((self.milliseconds, self.counter), seen)


@dataclass
class Head:
    """Where a node's chain stands; copied for a step and put back in place when the step is on disk."""

    node: str
    seq: int = 0
    hash: bytes = GENESIS
    steps: int = 0
    clock: Hybrid = field(default_factory=Hybrid)

    def copy(self) -> "Head":
        return Head(self.node, self.seq, self.hash, self.steps, Hybrid(self.clock.milliseconds, self.clock.counter))


def digest_of(salt: bytes, old: str | None, new: str | None) -> bytes:
    """SHA-256 over the salt and both values: what the chain covers, so that values can be erased later."""
    return sha256(salt + f"[{old or 'null'},{new or 'null'}]".encode()).digest()


def hash_of(previous: bytes, covered: Sequence[object]) -> bytes:
    """The link of the chain over an entry's fields in the order of `Writer.add`."""
    return sha256(previous + canonical(covered).encode()).digest()


class Writer:
    """Writes the entries of one step; `head` moves with each."""

    def __init__(
        self, connection: Connection, head: Head, step: str, actor: str, now: datetime, salt: Callable[[int], bytes]
    ) -> None:
        self._driver, self.head, self._step, self._actor, self._salt = driver_of(connection), head, step, actor, salt
        self._time = instant_text(now)
        self._wall = int(now.timestamp() * 1000)
        self._said = (quoted(head.node), quoted(step), f"{quoted(actor)},{quoted(self._time)},{SCHEMA}]")
        self._rows: list[tuple[Any, ...]] = []

    def add(
        self, centre_id: str, tbl: str, key: str, name: str, old: str | None, new: str | None, deps: Sequence[str]
    ) -> None:
        """One entry; `old`, `new` are canonical JSON text, None where there is nothing; `deps` names entries (`node:seq`)."""
        head = self.head
        head.seq += 1
        stamp = head.clock.tick(self._wall, head.node)
        salt = self._salt(16)
        digest = digest_of(salt, old, new)
        names = quoted_list(deps)
        node, step, rest = self._said
        where = f"{quoted(centre_id)},{step},{quoted(tbl)},{quoted(key)},{quoted(name)}"
        # The canonical text of what `hash_of` covers, put together from parts: ten thousand entries are written at once.
        covered = f'[{node},{head.seq},"{stamp}",{where},"{digest.hex()}",{quoted(names)},{rest}'
        head.hash = sha256(head.hash + covered.encode()).digest()
        self._rows.append(
            (head.node, head.seq, stamp, centre_id, self._step, tbl, key, name, old, new, salt, digest, names,
             self._actor, self._time, SCHEMA, head.hash)
        )  # fmt: skip
        if len(self._rows) >= _BATCH:
            self.flush()

    def created(self, record: Record) -> None:
        """The `*` entry of a new record, then one entry each for what is personal or free text; what is empty is left out."""
        shape = shape_of(type(record))
        tbl = shape.key
        plain: dict[str, Json] = {}
        alone: list[tuple[str, Json]] = []
        for unit in shape.looks.said(record):
            if unit.alone:
                alone.append((unit.name, unit.json(record)))
            else:
                plain[unit.name] = unit.json(record)
        self.add(record.centre_id, tbl, record.id, CREATED, None, canonical(plain), [])
        name = f"{self.head.node}:{self.head.seq}"
        for unit_name, value in alone:
            self.add(record.centre_id, tbl, record.id, unit_name, None, canonical(value), [name])
        if record.deleted_at:
            text = canonical(instant_text(record.deleted_at))
            self.add(record.centre_id, tbl, record.id, DELETED, None, text, [name])

    def changed(self, old: Record, new: Record) -> list[Unit]:
        """One entry for each unit that differs; gives those units back (the bin's date is no unit)."""
        shape = shape_of(type(new))
        tbl = shape.key
        units = shape.looks.differing(old, new)
        binned = old.deleted_at != new.deleted_at
        if units or binned:
            self.flush()
            heads = heads_of(self._driver, tbl, new.id)
            for unit in units:
                was, now = canonical(unit.json(old)), canonical(unit.json(new))
                self.add(new.centre_id, tbl, new.id, unit.name, was, now, heads(unit.name))
            if binned:
                was, now = (canonical(instant_text(r.deleted_at) if r.deleted_at else None) for r in (old, new))
                self.add(new.centre_id, tbl, new.id, DELETED, was, now, heads(DELETED))
        return units

    def flush(self) -> None:
        """Sends what was added to the database."""
        if self._rows:
            self._driver.executemany(_INSERT, self._rows)
            self._rows = []


_HEADS = "SELECT node, seq, field, deps FROM journal WHERE key = ? AND tbl = ? ORDER BY hlc"


def heads_of(driver: Driver, tbl: str, key: str) -> Callable[[str], list[str]]:
    """For a field name: the entries (`node:seq`) of that field that no later one names; the creation stands for all."""
    rows = driver.execute(_HEADS, (key, tbl)).fetchall()

    def heads(name: str) -> list[str]:
        own = [(f"{node}:{seq}", deps) for node, seq, entry, deps in rows if entry == name]
        born = [f"{node}:{seq}" for node, seq, entry, _ in rows if entry == CREATED]
        named = "".join(deps for _, deps in own)  # the names stand in quotes: none is part of another
        return [entry for entry in (*born, *(entry for entry, _ in own)) if f'"{entry}"' not in named]

    return heads


@dataclass(frozen=True, slots=True)
class Entry:
    """One change of one field as the history shows it; values as JSON, None where there was nothing or it was erased."""

    step: str
    label: str
    kind: str
    time: datetime
    actor: str
    field: str
    old: Json
    new: Json
    name: str  # node:seq


_HISTORY = (
    "SELECT j.tbl, j.field, j.old, j.new, j.step, s.label, s.kind, j.time, j.actor, j.node, j.seq "
    "FROM journal j JOIN step s ON s.id = j.step WHERE j.key = ? ORDER BY j.hlc"
)


def touched_after(connection: Connection, entry: str, keys: Sequence[str]) -> dict[tuple[str, str], set[str]]:
    """(type key, id) -> names (`node:seq`) of the entries of these types that were written after a named one."""
    node, _, seq = entry.partition(":")
    marks = ", ".join("?" * len(keys))
    query = (
        'SELECT tbl, "key", node, seq FROM journal WHERE hlc > (SELECT hlc FROM journal WHERE node = ? AND seq = ?) '  # noqa: S608
        f"AND tbl IN ({marks})"  # marks only
    )
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for tbl, key, writer, number in connection.exec_driver_sql(query, (node, int(seq), *keys)):
        found[tbl, key].add(f"{writer}:{number}")
    return found


def history(connection: Connection, key: str, types: dict[str, type[Record]]) -> list[Entry]:
    """All changes of one record, oldest first; creations and groups spread over the fields, what stayed empty left out."""
    found: list[Entry] = []
    for tbl, name, old, new, step, label, kind, time, actor, node, seq in connection.exec_driver_sql(_HISTORY, (key,)):
        if tbl not in types:
            continue
        before, after = (json.loads(text) if text else None for text in (old, new))
        for shown, was, now in _spread(units_of(types[tbl]), name, before, after):
            found.append(Entry(step, label, kind, instant(time), actor, shown, was, now, f"{node}:{seq}"))
    return found


def _spread(units: Iterable[Unit], name: str, old: Any, new: Any) -> Iterator[tuple[str, Json, Json]]:
    if name == CREATED:
        by_name = {unit.name: unit for unit in units}
        for unit_name, value in (new or {}).items():
            if unit_name in by_name:
                yield from _spread((by_name[unit_name],), unit_name, None, value)
        return
    unit = next((unit for unit in units if unit.name == name), None)
    if unit is None or not unit.grouped:
        pairs = [(name, old, new)]
    else:
        pairs = [(s.name, (old or {}).get(s.name), (new or {}).get(s.name)) for s in unit.specs]
    blank: tuple[Json, ...] = (None, "", [], False)
    yield from (pair for pair in pairs if pair[1] != pair[2] and not (pair[1] in blank and pair[2] in blank))


def fold(record_type: type[Record], key: str, entries: Iterable[Row]) -> Record | None:
    """The record that its entries (field, new, centre_id; oldest first) lead to; None when none of them creates it."""
    units = {unit.name: unit for unit in units_of(record_type)}
    values: dict[str, Any] = {}
    born, centre = False, ""
    for name, text, centre_id in entries:
        value = json.loads(text) if text is not None else None
        if name == CREATED:
            born, centre = True, centre_id
            values = {s.name: empty(s) for unit in units.values() for s in unit.specs}
            for unit_name, part in (value or {}).items():
                values |= units[unit_name].fields(part)
        elif name == DELETED:
            values[DELETED] = instant(value) if value else None
        elif text is None:  # erased
            values |= {spec.name: empty(spec) for spec in units[name].specs}
        else:
            values |= units[name].fields(value)
    return record_type(id=key, centre_id=centre, **values) if born else None


def base_of(connection: Connection, record_type: type[Record], key: str, revision: int) -> Record | None:
    """A record as it was at an earlier revision: each step that touched it made one; None when that is not known."""
    query = "SELECT step, field, new, centre_id FROM journal WHERE key = ? AND tbl = ? ORDER BY hlc"
    by_step: dict[str, list[Row]] = defaultdict(list)
    for step, *entry in connection.exec_driver_sql(query, (key, shape_of(record_type).key)):
        by_step[step].append(entry)
    entries = [entry for step in list(by_step)[:revision] for entry in by_step[step]]
    found = fold(record_type, key, entries)
    return found and replace(found, revision=revision)
