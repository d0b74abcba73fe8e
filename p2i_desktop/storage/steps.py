"""Steps and their way back: which step undo would take back, which redo would repeat, and what stands in the way."""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from p2i_desktop.domain.record import Record
from p2i_desktop.domain.records import BY_KEY
from p2i_desktop.storage.driver import driver_of
from p2i_desktop.storage.errors import Undoable
from p2i_desktop.storage.journal import CREATED, DELETED, fold
from p2i_desktop.storage.rows import shape_of
from p2i_desktop.storage.values import canonical, instant, instant_text, quoted_list
from p2i_desktop.storage.writing import Step as Writing

BARRIERS = frozenset({"migrate", "restore", "salvage", "merge", "erase"})
# What the program writes down by itself: it is in the history, but undo and redo step over it.
ASIDE = "aside"
KINDS = frozenset({"do", "undo", "redo", "import", "retire", ASIDE}) | BARRIERS
_PAGE = 64


@dataclass(frozen=True, slots=True)
class Step:
    """One action as it stands in the file: `label` is the key of its words, `args` are record ids, never names."""

    id: str
    kind: str
    label: str
    args: tuple[str, ...]
    undoes: tuple[str, ...]
    stay: str
    actor: str
    time: datetime
    first: int = 0  # its entries: these numbers of its node
    last: int = 0


_BRIEFLY = "SELECT n, id, kind, undoes, stay FROM step WHERE n < ? ORDER BY n DESC LIMIT ?"
_ONE = 'SELECT id, kind, label, args, undoes, stay, actor, "time", first, last FROM step WHERE id = ?'
_PUT = 'INSERT INTO step (id, kind, label, args, undoes, stay, actor, "time", schema, first, last) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'


def _newest_first(connection: Connection) -> Iterator[tuple[str, str, str, str]]:
    """(id, kind, undoes, stay) of all steps, the last one first, read page by page: the way back may lead past hundreds."""
    below, size = 1 << 62, 4  # most questions are answered by the last few
    while rows := driver_of(connection).execute(_BRIEFLY, (below, size)).fetchall():
        for n, key, kind, undoes, stay in rows:
            below, size = n, _PAGE
            yield key, kind, undoes, stay


def write(connection: Connection, step: Step, schema: int) -> None:
    """Stores a step."""
    row = (
        step.id, step.kind, step.label, quoted_list(step.args), " ".join(step.undoes), step.stay, step.actor,
        instant_text(step.time), schema, step.first, step.last,
    )  # fmt: skip
    driver_of(connection).execute(_PUT, row)


def to_undo(connection: Connection) -> list[Step]:
    """The step that undo takes back next, newest first with all of its stay; empty when there is none."""
    found: list[str] = []
    undone: set[str] = set()
    joined = ""
    for key, kind, undoes, stay in _newest_first(connection):
        if kind == ASIDE:
            continue
        if kind in BARRIERS:
            break
        if kind == "undo":
            undone |= set(undoes.split())
            if found:
                break  # a stay that an undo interrupted is two
        elif key not in undone:
            if found and not (joined and stay == joined):
                break
            found.append(key)
            joined = stay
            if not stay:
                break
        elif found:
            break
    return [by_id(connection, key) for key in found]


def to_redo(connection: Connection) -> Step | None:
    """The undo that redo takes back next; None after a new action."""
    redone: set[str] = set()
    for key, kind, undoes, _ in _newest_first(connection):
        if kind == "redo":
            redone |= set(undoes.split())
        elif kind == ASIDE:
            continue
        elif kind != "undo":
            return None
        elif key not in redone:
            return by_id(connection, key)
    return None


def by_id(connection: Connection, key: str) -> Step:
    """One step; KeyError when there is none of that name."""
    row = driver_of(connection).execute(_ONE, (key,)).fetchone()
    if row is None:
        raise KeyError(key)
    own, kind, label, args, undoes, stay, actor, time, first, last = row
    return Step(
        own, kind, label, tuple(json.loads(args)), tuple(undoes.split()), stay, actor, instant(time), first, last
    )


def take_back(writing: Writing, steps: list[Step]) -> None:
    """Puts back what these steps changed, whole or not at all: `Undoable` names what no longer holds their values."""
    blocked: list[tuple[str, str, str, str]] = []
    ready: list[tuple[Record, Record]] = []
    for tbl, entries in _entries(writing.connection, steps).items():
        shape = shape_of(BY_KEY[tbl])
        records = shape.load(writing.connection, list(entries))
        for key, changes in entries.items():
            record = records.get(key)
            if record is None:
                blocked.append((tbl, key, CREATED, ""))
                continue
            wrong, target = _target(writing, record, changes)
            blocked += ((tbl, key, name, _last_label(writing.connection, tbl, key, name)) for name in wrong)
            ready.append((record, target))
    if blocked:
        raise Undoable(steps[0].label, tuple(blocked))
    for record, target in ready:
        writing.change(record, target)


_Change = tuple[str, str | None, str | None, str]  # field, old, new, centre_id
_ENTRIES = (
    "SELECT tbl, key, field, old, new, centre_id FROM journal WHERE node = ? AND seq BETWEEN ? AND ? ORDER BY seq"
)


def _entries(connection: Connection, steps: list[Step]) -> dict[str, dict[str, list[_Change]]]:
    """type key -> id -> changes, oldest first."""
    found: dict[str, dict[str, list[_Change]]] = defaultdict(lambda: defaultdict(list))
    for step in reversed(steps):
        run = (step.id.partition(":")[0], step.first, step.last)
        for tbl, key, *change in driver_of(connection).execute(_ENTRIES, run).fetchall():
            if tbl in BY_KEY:
                found[tbl][key].append((change[0], change[1], change[2], change[3]))
    return found


def _target(writing: Writing, record: Record, changes: list[_Change]) -> tuple[list[str], Record]:
    """(fields that no longer hold what was written, the record as it was before)."""
    if any(name == CREATED for name, *_ in changes):
        made = fold(type(record), record.id, [(name, new, centre) for name, _, new, centre in changes])
        assert made is not None
        units = [unit.name for unit in shape_of(type(record)).looks.differing(made, record)]
        moved = [DELETED] if made.deleted_at != record.deleted_at else []
        gone = record.deleted_at or writing.now
        return units + moved, replace(record, deleted_at=gone)
    by_name = {unit.name: unit for unit in shape_of(type(record)).units}
    first: dict[str, str | None] = {}
    last: dict[str, str | None] = {}
    for name, old, new, _ in changes:
        first.setdefault(name, old)
        last[name] = new
    wrong, values = [], dict[str, Any]()
    for name, old in first.items():
        if name == DELETED:
            now = canonical(instant_text(record.deleted_at) if record.deleted_at else None)
            before = json.loads(old or "null")
            values[DELETED] = instant(before) if before else None
        else:
            now = canonical(by_name[name].json(record))
            values |= by_name[name].fields(json.loads(old)) if old is not None else {}
        if now != last[name]:
            wrong.append(name)
    return wrong, replace(record, **values)


_LAST = (
    "SELECT s.label FROM journal j JOIN step s ON s.id = j.step "
    "WHERE j.key = ? AND j.tbl = ? AND j.field = ? ORDER BY j.hlc DESC LIMIT 1"
)


def _last_label(connection: Connection, tbl: str, key: str, name: str) -> str:
    return connection.exec_driver_sql(_LAST, (key, tbl, name)).scalar() or ""
