"""A record and its rows: the one row of its table, the link rows of its sets, and its units of journalling."""

import dataclasses
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, cached_property
from operator import attrgetter
from typing import Any, Generic, TypeVar, cast

from sqlalchemy import (
    BindParameter,
    Connection,
    Table,
    bindparam,
    insert,
    literal_column,
    null,
    select,
    text,
    union_all,
    update,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql import ClauseElement

from p2i_desktop.domain.record import About as AboutValue
from p2i_desktop.domain.record import FieldKind, FieldSpec, Money, Record, fields_of, link_id, type_key
from p2i_desktop.storage.driver import driver_of
from p2i_desktop.storage.errors import Environment
from p2i_desktop.storage.tables import LINKS, TABLES, columns_of
from p2i_desktop.storage.values import SETS, Convert, Json, cents, codec_of, empty, from_json, instant, instant_text

R = TypeVar("R", bound=Record)
T = TypeVar("T")
Row = Sequence[Any]

CHUNK = 200  # keys in one `IN (...)`
_DIALECT = sqlite.dialect()


def sql_of(statement: ClauseElement) -> str:
    """The text of a statement for the driver, with `?` in the order of its columns."""
    return str(statement.compile(dialect=_DIALECT))


@dataclass(frozen=True, slots=True)
class Unit:
    """What is journalled as one: a field, or the fields that belong together under their common name."""

    name: str
    specs: tuple[FieldSpec, ...]
    grouped: bool
    alone: bool  # personal or free text: never inside a `*` entry

    parts: tuple[tuple[str, Convert | None], ...]  # field, conversion to JSON

    def json(self, record: Record) -> Json:
        """The unit's value as it stands in the journal."""
        if self.grouped:
            return {name: _converted(getattr(record, name), convert) for name, convert in self.parts}
        name, convert = self.parts[0]
        value: Json = getattr(record, name)
        return (
            value if value is None or convert is None else convert(value)
        )  # no call more: an import asks ten for a row

    def fields(self, value: Any) -> dict[str, Any]:
        """The fields that a journalled value sets."""
        if not self.grouped:
            return {self.specs[0].name: from_json(self.specs[0], value)}
        return {spec.name: from_json(spec, value[spec.name]) for spec in self.specs if spec.name in value}


def _converted(value: Any, convert: Convert | None) -> Json:
    found: Json = value if value is None or convert is None else convert(value)
    return found


def units_of(record_type: type[Record]) -> tuple[Unit, ...]:
    """The units of a record type in the order of its fields."""
    return _units(cast(Hashable, record_type))


@cache
def _units(record_type: Any) -> tuple[Unit, ...]:
    groups: dict[str, list[FieldSpec]] = {}
    for spec in fields_of(record_type):
        groups.setdefault(f"together {spec.together}" if spec.together else spec.name, []).append(spec)
    return tuple(_unit(key.removeprefix("together "), tuple(specs)) for key, specs in groups.items())


def _unit(name: str, specs: tuple[FieldSpec, ...]) -> Unit:
    parts = tuple((spec.name, codec_of(spec).to_json) for spec in specs)
    return Unit(name, specs, bool(specs[0].together), any(spec.free_text for spec in specs), parts)


class Looks:
    """One look over all fields of a record, for what is asked of every record that is written."""

    def __init__(self, units: tuple[Unit, ...]) -> None:
        places = [(spec, place) for place, unit in enumerate(units) for spec in unit.specs]
        self._units = units
        self._values = attrgetter(*(spec.name for spec, _ in places), "id")  # two at least: always a tuple
        self._blanks = tuple(empty(spec) for spec, _ in places)
        self._places = tuple(place for _, place in places)

    def said(self, record: Record) -> list[Unit]:
        """The units about which something is said, in their order: a creation is journalled without the others."""
        return self._apart(self._values(record), self._blanks)

    def differing(self, old: Record, new: Record) -> list[Unit]:
        """The units in which two states of a record say something else, in their order."""
        return self._apart(self._values(old), self._values(new))

    def _apart(self, one: tuple[Any, ...], other: tuple[Any, ...]) -> list[Unit]:
        found = {place for place, a, b in zip(self._places, one, other, strict=False) if a != b}
        return [self._units[place] for place in sorted(found)]


def _columns(specs: Iterable[FieldSpec]) -> Iterator[tuple[str, Convert | None]]:
    """For each column of a row, in their order: the field it is taken from, and how it is made of the field's value."""
    yield from (("id", None), ("centre_id", None), ("revision", None), ("deleted_at", instant_text))
    for spec in specs:
        match spec.kind:
            case FieldKind.MONEY:
                yield from ((spec.name, _cents_of), (spec.name, attrgetter("currency")))
            case FieldKind.ABOUT:
                yield from ((spec.name, attrgetter("type")), (spec.name, attrgetter("id")))
            case _:
                yield (spec.name, codec_of(spec).to_sql)


def _cents_of(money: Money) -> int:
    return cents(money.amount)


def _of_one(table: Table, shown: Iterable[str]) -> str:
    return sql_of(select(*(table.c[name] for name in shown)).where(table.c.id.in_([_key()])))


def _key() -> BindParameter[str]:
    return bindparam(None, unique=True)


def _of_many(statement: str) -> str:
    """The statement of one key for `CHUNK` keys: two hundred parameters take SQLAlchemy as long as all else at a start."""
    return statement.replace(" IN (?)", f" IN ({', '.join('?' * CHUNK)})")


class Link:
    """The table of one set field, with its statements."""

    def __init__(self, record_type: type[Record], spec: FieldSpec) -> None:
        self.spec = spec
        self.table = LINKS[record_type, spec.name]

    @cached_property
    def put(self) -> str:
        table = self.table
        added = sqlite.insert(table).values({c.name: bindparam(c.name) for c in table.c})
        again = {"deleted_at": null(), "revision": table.c.revision + text("1")}
        return sql_of(added.on_conflict_do_update(index_elements=[table.c.id], set_=again))

    @cached_property
    def drop(self) -> str:
        table = self.table
        gone = update(table).values(deleted_at=bindparam("t"), revision=table.c.revision + text("1"))
        return sql_of(gone.where(table.c.id == bindparam("k")))

    def key(self, owner: str, value: str) -> str:
        return link_id(self.table.name, owner, value)


def _members(links: Sequence[Link]) -> str:
    """One statement for the members of all sets of an owner: (number of the link, owner, value)."""
    parts = (
        select(literal_column(str(i)), link.table.c.owner, link.table.c.value)
        .where(link.table.c.owner.in_([_key()]))
        .where(link.table.c.deleted_at.is_(None))
        for i, link in enumerate(links)
    )
    return sql_of(union_all(*parts)) if links else ""


class Shape(Generic[R]):
    """How the records of one type become rows and come back; each statement is made when it is first needed."""

    def __init__(self, record_type: type[R]) -> None:
        self.type = record_type
        self.key = type_key(record_type)
        self.table = TABLES[record_type]
        self.units = units_of(record_type)
        self.looks = Looks(self.units)
        self.columns = tuple(column.name for column in self.table.c if column.name != "n")
        self.links = tuple(Link(record_type, s) for s in fields_of(record_type) if s.kind in SETS)
        columns = tuple(_columns(s for s in fields_of(record_type) if s.kind not in SETS))
        self._values: Callable[[R], tuple[Any, ...]] = attrgetter(*(name for name, _ in columns))
        self._converts = tuple((i, convert) for i, (_, convert) in enumerate(columns) if convert is not None)
        self._decoders = tuple((s.name, codec_of(s).from_sql, s) for s in fields_of(record_type) if s.kind not in SETS)
        self._members_as = tuple((link.spec.name, _set_of(link.spec)) for link in self.links)
        names = tuple(field.name for field in dataclasses.fields(record_type))
        self._all_fields: Callable[[R], tuple[Any, ...]] = attrgetter(*names)
        self._put_fields = tuple(getattr(record_type, name).__set__ for name in names)  # of the slots
        self._updates: dict[tuple[str, ...], str] = {}
        self._changed: dict[frozenset[str], tuple[str, ...]] = {}

    def written(self, record: R, centre_id: str, revision: int) -> R:
        """The record as it stands once it is written: what `replace` gives, at a third of its cost for thousands."""
        made = object.__new__(self.type)
        for put, value in zip(self._put_fields, self._all_fields(record), strict=True):
            put(made, value)
        object.__setattr__(made, "centre_id", centre_id)
        object.__setattr__(made, "revision", revision)
        return made

    @cached_property
    def insert(self) -> str:
        """The INSERT of one row."""
        return sql_of(insert(self.table).values({name: bindparam(name) for name in self.columns}))

    @cached_property
    def _one(self) -> str:
        return _of_one(self.table, self.columns)

    @cached_property
    def _many(self) -> str:
        return _of_many(self._one)

    @cached_property
    def _members(self) -> str:
        return _members(self.links)

    @cached_property
    def _members_of_many(self) -> str:
        return _of_many(self._members)

    def encode(self, record: R) -> tuple[Any, ...]:
        """The row of a record, in the order of `columns`; ValueError for money with a third place."""
        row = list(self._values(record))
        for place, convert in self._converts:
            if row[place] is not None:
                row[place] = convert(row[place])
        return tuple(row)

    def decode(self, row: Row, sets: dict[str, list[str]]) -> R:
        """The record of a row (in the order of `columns`) and of the members of its sets by field."""
        cells = iter(row)
        key, centre_id, revision, deleted = next(cells), next(cells), next(cells), next(cells)
        values: dict[str, Any] = {}
        try:
            for name, convert, spec in self._decoders:
                cell = next(cells)
                if convert is not None:
                    values[name] = cell if cell is None else convert(cell)
                elif spec.kind is FieldKind.MONEY:
                    values[name] = _money(cell, next(cells))
                elif spec.kind is FieldKind.ABOUT:
                    kind, cell = cell, next(cells)
                    values[name] = None if kind is None else AboutValue(kind, cell)
                else:
                    values[name] = cell
            for name, members in self._members_as:
                values[name] = members(sets.get(name, ()))
            moment: datetime | None = instant(deleted) if deleted else None
        except (ValueError, KeyError, ArithmeticError, TypeError) as error:
            raise Environment("damaged", None, what=f"{self.key} {key}") from error
        return self.type(id=key, centre_id=centre_id, revision=revision, deleted_at=moment, **values)

    def update(self, changed: tuple[str, ...]) -> str:
        """The UPDATE of these columns: takes their values in table order, then the id and the revision that was seen."""
        if changed not in self._updates:
            statement = update(self.table).values({name: bindparam(f"v_{name}") for name in changed})
            where = (self.table.c.id == bindparam("k_id"), self.table.c.revision == bindparam("k_revision"))
            self._updates[changed] = sql_of(statement.where(*where))
        return self._updates[changed]

    def changed_columns(self, names: Iterable[str]) -> tuple[str, ...]:
        """The columns of the named fields in table order (an UPDATE names them so)."""
        wanted = frozenset(names)
        if wanted not in self._changed:
            columns = {c for s in fields_of(self.type) if s.name in wanted for c in columns_of(s)}
            columns |= wanted & {"deleted_at", "revision"}
            self._changed[wanted] = tuple(c for c in self.columns if c in columns)
        return self._changed[wanted]

    def load(self, connection: Connection, keys: Sequence[str]) -> dict[str, R]:
        """The records of these ids, binned ones too; what is not there is left out."""
        found: dict[str, R] = {}
        for chunk in chunks(keys):
            rows = self._fetch(connection, self._one if len(chunk) == 1 else self._many, chunk)
            found |= {record.id: record for record in self._records(connection, rows)}
        return found

    def read(self, connection: Connection, statement: str, values: Sequence[Any]) -> list[R]:
        """The records whose rows (in the order of `columns`) a statement gives, in its order."""
        rows = driver_of(connection).execute(statement, values).fetchall()
        return [record for some in chunks(rows) for record in self._records(connection, some)]

    def _records(self, connection: Connection, rows: Sequence[Row]) -> list[R]:
        sets = self.members(connection, [row[0] for row in rows])
        return [self.decode(row, sets.get(row[0], {})) for row in rows]

    def members(self, connection: Connection, keys: Sequence[str]) -> dict[str, dict[str, list[str]]]:
        """id -> set field -> members, for at most `CHUNK` ids."""
        found: dict[str, dict[str, list[str]]] = {}
        if keys and self.links:
            statement = self._members if len(keys) == 1 else self._members_of_many
            rows = self._fetch(connection, statement, keys, len(self.links))
            for number, owner, value in rows:
                found.setdefault(owner, {}).setdefault(self.links[number].spec.name, []).append(value)
        return found

    @staticmethod
    def _fetch(connection: Connection, statement: str, keys: Sequence[str], times: int = 1) -> Sequence[Row]:
        # One prepared statement for any number up to CHUNK.
        filled = (*keys, *[keys[-1]] * (CHUNK - len(keys))) if len(keys) > 1 else tuple(keys)
        return driver_of(connection).execute(statement, filled * times).fetchall()


def _set_of(spec: FieldSpec) -> Convert:
    convert = codec_of(spec).from_json
    assert convert is not None
    return convert


def _money(amount: int | None, currency: str) -> Money | None:
    return None if amount is None else cast(Money, from_json(_MONEY, {"amount": f"{amount}e-2", "currency": currency}))


_MONEY = FieldSpec("", FieldKind.MONEY, True, None, frozenset())


def chunks(items: Sequence[T], size: int = CHUNK) -> Iterator[Sequence[T]]:
    """The keys, or rows, in runs of at most `size`."""
    return (items[start : start + size] for start in range(0, len(items), size))


@cache
def _shape(record_type: Any) -> Any:
    return Shape(record_type)


def shape_of(record_type: type[R]) -> Shape[R]:
    """The shape of a record type, made once."""
    return cast("Shape[R]", _shape(cast(Hashable, record_type)))
