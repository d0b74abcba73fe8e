"""Rows and journal of one step: records in, statements out, many at once where there are many."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import cached_property
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection

from p2i_desktop.domain.record import Record
from p2i_desktop.storage.driver import driver_of
from p2i_desktop.storage.errors import Conflict
from p2i_desktop.storage.journal import Writer, base_of
from p2i_desktop.storage.rows import Link, Shape, shape_of
from p2i_desktop.storage.values import instant_text

_BATCH = 1000
R = TypeVar("R", bound=Record)


class Finder(Protocol):
    """A record as it stands within a step; None when there is none."""

    def __call__(self, record_type: type[R], key: str, /) -> R | None: ...


class Judge(Protocol):
    """Says no, by what it raises, to a change of a record: as it was (None: new), as it is to be."""

    def __call__(self, before: Record | None, after: Record, find: Finder, /) -> None: ...


class Step:
    """The writing of one step inside its transaction: what it put is in `touched` (id -> record as it stands now)."""

    def __init__(
        self, connection: Connection, journal: Writer, now: datetime, numbers: dict[str, int], centre: Callable[[], str]
    ) -> None:
        self.connection, self._driver = connection, driver_of(connection)
        self.journal = journal
        self.now = now
        self.numbers = numbers  # the last number of each series, as far as this computer knows
        self._centre = centre
        self.touched: dict[str, Record] = {}
        self._before: dict[str, Record | None] = {}  # as it was before this step; None: made by it
        self._pending: dict[str, list[tuple[Any, ...]]] = {}

    @cached_property
    def centre_id(self) -> str:
        """The id of the own centre, for records that name none; empty before there is one."""
        return self._centre()

    def put(self, record: Record) -> None:
        """Makes a new record (revision 0) or changes one; `Conflict` when it moved on since it was read."""
        shape = shape_of(type(record))
        current = self.touched.get(record.id)
        if current is None and record.revision == 0:
            self._make(shape, record)
            return
        if current is None:
            self.flush()
            current = shape.load(self.connection, [record.id]).get(record.id)
            if current is None or current.revision != record.revision:
                base = base_of(self.connection, type(record), record.id, record.revision)
                raise Conflict(base, record, current)
        self.change(current, record)

    def change(self, old: Record, new: Record) -> None:
        """Writes what differs between two states of one record; nothing when nothing does."""
        self.flush()
        shape = shape_of(type(new))
        # One step is one revision, however often it touches a record.
        first = old.id not in self._before
        new = shape.written(new, old.centre_id, old.revision + first)
        units = self.journal.changed(old, new)
        names = [spec.name for unit in units for spec in unit.specs]
        if old.deleted_at != new.deleted_at:
            names.append("deleted_at")
        if not names:
            return
        self._update(shape, old, new, names)
        for link in shape.links:
            if link.spec.name in names:
                self._relink(link, old, new)
        self._before.setdefault(old.id, old)
        self.touched[new.id] = new

    def find(self, record_type: type[R], key: str) -> R | None:
        """A record as it stands within this step; None when there is none."""
        known = self.touched.get(key)
        return known if isinstance(known, record_type) else shape_of(record_type).load(self.connection, [key]).get(key)

    def changes(self) -> Iterator[tuple[Record | None, Record]]:
        """Each record that the step touched: as it was (None: made by it) and as it stands now."""
        for key, record in self.touched.items():
            yield self._before.get(key), record

    def flush(self) -> None:
        """Sends all pending rows."""
        for statement, rows in self._pending.items():
            self._driver.executemany(statement, rows)
        self._pending = {}

    def _make(self, shape: Shape[Any], record: Record) -> None:
        record = shape.written(record, record.centre_id or self.centre_id, 1)
        self._queue(shape.insert, [shape.encode(record)])
        for link in shape.links:
            values = getattr(record, link.spec.name)
            if values:
                self._queue(link.put, [self._link_row(link, record, str(value)) for value in sorted(values)])
        self.journal.created(record)
        self._before[record.id] = None
        self.touched[record.id] = record

    def _queue(self, statement: str, rows: list[tuple[Any, ...]]) -> None:
        pending = self._pending.setdefault(statement, [])
        pending += rows
        if len(pending) >= _BATCH:
            self.flush()

    def _link_row(self, link: Link, record: Record, value: str) -> tuple[Any, ...]:
        return (link.key(record.id, value), record.centre_id, 1, None, record.id, value)

    def _update(self, shape: Shape[Any], old: Record, new: Record, names: list[str]) -> None:
        columns = shape.changed_columns([*names, "revision"])
        row = dict(zip(shape.columns, shape.encode(new), strict=True))
        statement = shape.update(columns)
        values = (*(row[name] for name in columns), old.id, old.revision)
        result = self._driver.execute(statement, values)
        if result.rowcount != 1:
            raise Conflict(None, new, None)

    def _relink(self, link: Link, old: Record, new: Record) -> None:
        before, after = (frozenset(map(str, getattr(r, link.spec.name))) for r in (old, new))
        moment = instant_text(self.now)
        self._rows(link.put, (self._link_row(link, new, value) for value in sorted(after - before)))
        self._rows(link.drop, ((moment, link.key(new.id, value)) for value in sorted(before - after)))

    def _rows(self, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
        self._driver.executemany(statement, rows)
