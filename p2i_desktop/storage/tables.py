"""The tables, derived from the record types; beside them the few that belong to the file itself."""

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    text,
)

from p2i_desktop.domain.record import FieldKind, FieldSpec, Record, fields_of, type_key
from p2i_desktop.domain.records import BY_NAME, RECORD_TYPES
from p2i_desktop.storage.indexes import INDEXES, IndexSpec
from p2i_desktop.storage.types import check_of, column_type
from p2i_desktop.storage.values import SETS

_MIGRATIONS = Path(__file__).parent / "migrations"
SCHEMA = max(int(path.name[:4]) for path in _MIGRATIONS.glob("[0-9]*_*.py"))  # the number of the newest migration
MIN_READER = 1  # the oldest program (by its schema number) that may open a file written now
APPLICATION_ID = 0x50324944  # "P2ID"

METADATA = MetaData()


def _common(key: list[Column[object]]) -> list[Column[object]]:
    return [
        *key,
        Column("centre_id", Text, nullable=False),
        Column("revision", Integer, nullable=False),
        Column("deleted_at", Text),
    ]


def columns_of(spec: FieldSpec) -> tuple[str, ...]:
    """The names of the columns that hold a field: none for a set, two for money and pointers, else one."""
    if spec.kind in SETS:
        return ()
    if spec.kind is FieldKind.MONEY:
        return (spec.name, f"{spec.name}_currency")
    if spec.kind is FieldKind.ABOUT:
        return (f"{spec.name}_type", f"{spec.name}_id")
    return (spec.name,)


def _reference(target: str) -> ForeignKey:
    # Deferred: within one step a child may be written before its parent.
    return ForeignKey(f"{type_key(BY_NAME[target])}.id", deferrable=True, initially="DEFERRED")


def _columns(spec: FieldSpec) -> Iterator[Column[object]]:
    names = columns_of(spec)
    if spec.kind is FieldKind.MONEY:
        yield Column(names[0], Integer, nullable=spec.optional)
        yield Column(names[1], Text, nullable=spec.optional)
    elif spec.kind is FieldKind.ABOUT:
        yield Column(names[0], Text, nullable=spec.optional)
        yield Column(names[1], Text, nullable=spec.optional)
    elif spec.kind is FieldKind.REF:
        yield Column(spec.name, Text, _reference(spec.target), nullable=spec.optional)
    elif names:
        check = check_of(spec)
        extra = (CheckConstraint(check),) if check else ()
        yield Column(spec.name, column_type(spec), *extra, nullable=spec.optional)


def _record_table(record_type: type[Record]) -> Table:
    name, specs = type_key(record_type), fields_of(record_type)
    columns = [column for spec in specs for column in _columns(spec)]
    return Table(
        name,
        METADATA,
        *_common([Column("n", Integer, primary_key=True), Column("id", Text, nullable=False, unique=True)]),
        *columns,
        sqlite_strict=True,
    )


def link_name(record_type: type[Record], field: str) -> str:
    """The name of the table that holds a set."""
    return f"{type_key(record_type)}__{field}"


def _link_table(record_type: type[Record], spec: FieldSpec) -> Table:
    name = link_name(record_type, spec.name)
    target = (_reference(spec.target),) if spec.kind is FieldKind.REFS else ()
    return Table(
        name, METADATA, *_common([Column("id", Text, primary_key=True)]),
        Column("owner", Text, _reference(record_type.__name__), nullable=False),
        Column("value", Text, *target, nullable=False),
        sqlite_strict=True,
    )  # fmt: skip


TABLES: dict[type[Record], Table] = {record_type: _record_table(record_type) for record_type in RECORD_TYPES}
LINKS: dict[tuple[type[Record], str], Table] = {
    (record_type, spec.name): _link_table(record_type, spec)
    for record_type in RECORD_TYPES for spec in fields_of(record_type) if spec.kind in SETS
}  # fmt: skip

META = Table(
    "meta", METADATA,
    Column("name", Text, primary_key=True), Column("value", Text, nullable=False), sqlite_strict=True,
)  # fmt: skip
STEP = Table(
    "step", METADATA,
    Column("n", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),  # node:number, the number counts this node's steps
    *(Column(name, Text, nullable=False) for name in ("kind", "label")),
    Column("args", Text, CheckConstraint("args GLOB '[[]*]'"), nullable=False),
    *(Column(name, Text, nullable=False) for name in ("undoes", "stay", "actor", "time")),
    Column("schema", Integer, nullable=False),
    # Its entries: this run of its node's numbers; spares the journal an index over a column that repeats.
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    sqlite_strict=True,
)  # fmt: skip
JOURNAL = Table(
    "journal", METADATA,
    Column("node", Text, nullable=False), Column("seq", Integer, nullable=False),
    *(Column(name, Text, nullable=False) for name in ("hlc", "centre_id", "step", "tbl", "key", "field")),
    Column("old", Text), Column("new", Text), Column("salt", LargeBinary),
    Column("digest", LargeBinary, nullable=False),
    *(Column(name, Text, nullable=False) for name in ("deps", "actor", "time")),
    Column("schema", Integer, nullable=False), Column("hash", LargeBinary, nullable=False),
    PrimaryKeyConstraint("node", "seq"), sqlite_strict=True,
)  # fmt: skip
Index("ix_journal_key", JOURNAL.c.key)
REPLICA = Table(
    "replica", METADATA,
    Column("node", Text, primary_key=True),
    *(Column(name, Text, nullable=False) for name in ("machine_token", "since", "until", "note")),
    sqlite_strict=True,
)  # fmt: skip
NUMBER_SERIES = Table(
    "number_series", METADATA,
    Column("centre_id", Text), Column("kind", Text), Column("year", Integer), Column("last", Integer, nullable=False),
    PrimaryKeyConstraint("centre_id", "kind", "year"), sqlite_strict=True,
)  # fmt: skip
DRAFT = Table(
    "draft", METADATA,
    Column("form", Text), Column("key", Text), Column("base_revision", Integer, nullable=False),
    Column("payload", Text, CheckConstraint("payload GLOB '{*}'"), nullable=False),
    Column("saved_at", Text, nullable=False),
    PrimaryKeyConstraint("form", "key"), sqlite_strict=True,
)  # fmt: skip


def _indexes() -> None:
    asked = {spec.table for spec in INDEXES}
    plain = [
        IndexSpec(f"{t.name}__by_owner", t.name, ("owner", "value")) for t in LINKS.values() if t.name not in asked
    ]
    for spec in (*INDEXES, *plain):
        table = METADATA.tables[spec.table]
        conditions = [*(["deleted_at IS NULL"] if spec.live else []), *([spec.where] if spec.where else [])]
        where = text(" AND ".join(conditions)) if conditions else None
        Index(spec.name, *(table.c[column] for column in spec.columns), sqlite_where=where)


_indexes()


def table(name: str) -> Table:
    """A table by its name: `consultation`, `consultation__topics`, `journal`; KeyError when there is none."""
    return METADATA.tables[name]
