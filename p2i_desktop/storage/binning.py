"""Into the bin and out of it: a record goes with its children and comes back with those that went with it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlalchemy import Connection, and_, select

from p2i_desktop.domain.record import FieldKind, Record, field_of, type_key
from p2i_desktop.domain.records import PARENT
from p2i_desktop.storage.rows import shape_of
from p2i_desktop.storage.tables import TABLES
from p2i_desktop.storage.writing import Step


@dataclass(frozen=True, slots=True)
class Bin:
    """Puts a record and its children into the bin."""

    type: type[Record]
    id: str


@dataclass(frozen=True, slots=True)
class Unbin:
    """Takes a record out of the bin, with the children that went there in the same step."""

    type: type[Record]
    id: str


def put_in(writing: Step, record_type: type[Record], key: str) -> None:
    """Bins a record and, downwards, its children; KeyError when there is none; nothing when it is binned already."""
    record = _current(writing, record_type, key)
    if record.deleted_at is None:
        writing.change(record, replace(record, deleted_at=writing.now))
        for child_type, child in _children(writing, record_type, key, binned=False):
            put_in(writing, child_type, child)


def take_out(writing: Step, record_type: type[Record], key: str) -> None:
    """Brings a record back with what went into the bin in the same step; KeyError when there is none."""
    record = _current(writing, record_type, key)
    if record.deleted_at is None:
        return
    step = _binned_by(writing.connection, key)
    writing.change(record, replace(record, deleted_at=None))
    for child_type, child in _children(writing, record_type, key, binned=True):
        if _binned_by(writing.connection, child) == step:
            take_out(writing, child_type, child)


def _current(writing: Step, record_type: type[Record], key: str) -> Record:
    writing.flush()
    writing.journal.flush()
    if key in writing.touched:
        return writing.touched[key]
    return shape_of(record_type).load(writing.connection, [key])[key]


def _children(
    writing: Step, record_type: type[Record], key: str, *, binned: bool
) -> Iterator[tuple[type[Record], str]]:
    for child_type, name in PARENT.items():
        spec, table = field_of(child_type, name), TABLES[child_type]
        kept = table.c.deleted_at.is_not(None) if binned else table.c.deleted_at.is_(None)
        if spec.kind is FieldKind.ABOUT:
            ours = and_(table.c[f"{name}_type"] == type_key(record_type), table.c[f"{name}_id"] == key)
        elif spec.target == record_type.__name__:
            ours = and_(table.c[name] == key)
        else:
            continue
        query = select(table.c.id).where(ours, kept).order_by(table.c.n)
        yield from ((child_type, child) for child in writing.connection.execute(query).scalars().all())


_BINNED_BY = "SELECT step FROM journal WHERE key = ? AND field = 'deleted_at' ORDER BY hlc DESC LIMIT 1"


def _binned_by(connection: Connection, key: str) -> str | None:
    step: str | None = connection.exec_driver_sql(_BINNED_BY, (key,)).scalar()
    return step


_UNDONE = (
    "SELECT j.key FROM journal j JOIN step s ON s.id = j.step WHERE j.tbl = ? AND j.field = 'deleted_at' AND s.kind = 'undo' "
    "AND j.new <> 'null' "
    "AND EXISTS (SELECT 1 FROM journal c WHERE c.key = j.key AND c.field = '*' "
    "AND instr(' ' || s.undoes || ' ', ' ' || c.step || ' ')) "  # the undone step made it: not a restoring taken back
    "AND NOT EXISTS "
    "(SELECT 1 FROM journal k WHERE k.key = j.key AND k.field = 'deleted_at' AND k.hlc > j.hlc)"
)


def undone(connection: Connection, tbl: str) -> frozenset[str]:
    """The ids of the records that an undo put into the bin: their making was taken back."""
    return frozenset(connection.exec_driver_sql(_UNDONE, (tbl,)).scalars())
