"""The one way into an open file: records out, steps in, each step one transaction with its rows, journal and search text."""

import contextlib
import os
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Engine, RootTransaction, func, select

from p2i_desktop.clock import Clock
from p2i_desktop.domain.network import Centre
from p2i_desktop.domain.record import Record, type_key
from p2i_desktop.domain.records import BY_KEY
from p2i_desktop.storage import binning, bulk, journal, replica, search, steps
from p2i_desktop.storage.binning import Bin, Unbin
from p2i_desktop.storage.conditions import asked
from p2i_desktop.storage.errors import Environment, Undoable, translated
from p2i_desktop.storage.health import mark_damaged
from p2i_desktop.storage.journal import Entry, Head, Writer
from p2i_desktop.storage.lock import Lock
from p2i_desktop.storage.numbers import Numbered, Put, draw
from p2i_desktop.storage.rows import shape_of
from p2i_desktop.storage.steps import Step
from p2i_desktop.storage.tables import SCHEMA, TABLES
from p2i_desktop.storage.values import instant_text
from p2i_desktop.storage.writing import Judge
from p2i_desktop.storage.writing import Step as Writing

R = TypeVar("R", bound=Record)
Change = Put | Bin | Unbin | Numbered
Random = Callable[[int], bytes]

_PAGE = 200  # records in one short read
_OWN_CENTRE = "SELECT id FROM centre WHERE is_own = 1 AND deleted_at IS NULL ORDER BY n LIMIT 1"


@dataclass(frozen=True, slots=True)
class Changed:
    """What a step did: its id (empty when nothing differed), its label, and the ids of the changed records by type key."""

    step: str
    label: str
    keys: dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Identity:
    """Which file, on which computer, written as which node."""

    file_id: str
    token: str
    data_folder: Path
    register: replica.Register


class Store:
    """An open file; made by `engine.open_file`, `create_file` and `read_snapshot`. Serves one thread at a time."""

    def __init__(
        self, engine: Engine, path: Path, clock: Clock, identity: Identity | None, random: Random, lock: Lock | None
    ) -> None:
        self.path, self.clock = path, clock
        self.actor = ""  # the id of the member of staff at work
        self.read_only = identity is None
        self.ended_badly = False  # the last program that had the file open did not close it
        self.looked_over = False  # the deep check went through the whole file at this opening
        self._engine, self._identity, self._random, self._lock = engine, identity, random, lock
        self._place = _place_of(path)
        self._closing: list[Callable[[], None]] = []
        self.judge: Callable[[], Judge | None] = lambda: None  # asked before each step, undo and redo too
        self._listeners: list[Callable[[Changed], None]] = []
        self._reading: Connection | None = None  # of `one_read`
        self._head: Head | None = None
        if identity is not None:
            with self.connection() as connection:
                self._head = replica.head_of(connection, identity.register.node)

    # --- reading -----------------------------------------------------------------------------------------------------

    @contextlib.contextmanager
    def connection(self) -> Iterator[Connection]:
        """A short read: fetch, leave. Another read inside, or a pause, is a fault of ours."""
        if self._reading is not None:
            yield self._reading
            return
        with self._careful(), self._engine.connect().execution_options(read=True) as connection:
            yield connection

    @contextlib.contextmanager
    def one_read(self) -> Iterator[None]:
        """All reads inside are one, of one state of the file: still short, and nothing is written meanwhile."""
        with self.connection() as connection:
            before, self._reading = self._reading, connection
            try:
                yield
            finally:
                self._reading = before

    @contextlib.contextmanager
    def _careful(self) -> Iterator[None]:
        """Errors as sentences; damage that is met while working is noted beside the file."""
        try:
            with translated(self.path):
                yield
        except Environment as error:
            if error.kind == "damaged" and not self.read_only:
                mark_damaged(self.path, self.clock.now(), "found while working")
            raise

    def newest_stamp(self) -> str:
        """The hybrid time of the newest entry: 13 digits of milliseconds, a counter, the node; empty in a new file."""
        with self.connection() as connection:
            return max((stamp for _, _, stamp in replica.known_heads(connection).values()), default="")

    @property
    def file_id(self) -> str:
        """The identity of the file; empty where it is only read."""
        return self._identity.file_id if self._identity else ""

    def get(self, record_type: type[R], key: str) -> R | None:
        """One record by its id, binned or not; None when there is none."""
        return self.many(record_type, [key]).get(key)

    def many(self, record_type: type[R], keys: Sequence[str]) -> dict[str, R]:
        """id -> record, binned ones too; what is not there is left out."""
        with self.connection() as connection:
            return shape_of(record_type).load(connection, list(keys))

    def find(self, record_type: type[R], *, binned: bool = False, **equals: object) -> list[R]:
        """The records whose fields hold these values (for a set: contain it), in the order of their making; with
        `binned` those of the bin instead of the others."""
        statement, values = asked(record_type, equals, binned=binned)
        with self.connection() as connection:
            return shape_of(record_type).read(connection, statement, values)

    def naming(self, record_type: type[R], name: str, keys: Collection[str]) -> list[R]:
        """The records outside the bin whose reference `name` is one of these ids, in the order of their making."""
        table, wanted = TABLES[record_type], sorted(keys)
        found: list[tuple[int, str]] = []
        with self.connection() as connection:
            for start in range(0, len(wanted), _PAGE):
                some = table.c[name].in_(wanted[start : start + _PAGE])
                query = select(table.c.n, table.c.id).where(table.c.deleted_at.is_(None), some)
                found += [(number, key) for number, key in connection.execute(query)]
            ids = [key for _, key in sorted(found)]
            records = shape_of(record_type).load(connection, ids)
        return [records[key] for key in ids]

    def count(self, record_type: type[Record]) -> int:
        """How many records of a type are outside the bin."""
        table = TABLES[record_type]
        with self.connection() as connection:
            return int(connection.execute(select(func.count()).where(table.c.deleted_at.is_(None))).scalar_one())

    def stream(self, record_type: type[R]) -> Iterator[R]:
        """All records of a type, binned ones too, ordered by id, in constant memory and short reads."""
        table, last = TABLES[record_type], ""
        while True:
            query = select(table.c.id).where(table.c.id > last).order_by(table.c.id).limit(_PAGE)
            with self.connection() as connection:
                keys = list(connection.execute(query).scalars())
                found = shape_of(record_type).load(connection, keys)
            if not keys:
                return
            yield from (found[key] for key in keys)
            last = keys[-1]

    @property
    def seq(self) -> int:
        """A number that grows with each journalled change: equal numbers, equal content."""
        with self.connection() as connection:
            return sum(seq for seq, *_ in replica.known_heads(connection).values())

    def meta(self, name: str) -> str:
        """An entry of the file's own table (`file_id`, `min_reader`, `created_by`); empty when there is none."""
        with self.connection() as connection:
            return str(connection.exec_driver_sql("SELECT value FROM meta WHERE name = ?", (name,)).scalar() or "")

    def history(self, key: str) -> list[Entry]:
        """All changes of one record, oldest first."""
        with self.connection() as connection:
            return journal.history(connection, key, BY_KEY)

    def touched_after(self, entry: str, keys: Sequence[str]) -> dict[tuple[str, str], set[str]]:
        """(type key, id) -> names of the journal entries of these types that came after the one named `entry`."""
        with self.connection() as connection:
            return journal.touched_after(connection, entry, keys)

    def first_label(self) -> str:
        """The label of the step with which the file began; empty in a file without any."""
        with self.connection() as connection:
            return str(connection.exec_driver_sql("SELECT label FROM step ORDER BY n LIMIT 1").scalar() or "")

    def undo_step(self) -> Step | None:
        """The step that `undo` takes back next."""
        with self.connection() as connection:
            return next(iter(steps.to_undo(connection)), None)

    def redo_step(self) -> Step | None:
        """The undone step that `redo` repeats next."""
        with self.connection() as connection:
            return steps.to_redo(connection)

    def undone(self, record_type: type[Record]) -> frozenset[str]:
        """The binned records that are there because their making was undone: hidden in the bin."""
        with self.connection() as connection:
            return binning.undone(connection, type_key(record_type))

    # --- writing -----------------------------------------------------------------------------------------------------

    def apply(
        self,
        label: str,
        changes: Sequence[Change],
        *,
        args: Sequence[str] = (),
        kind: str = "do",
        stay: str = "",
        drop_draft: tuple[str, str] | None = None,
    ) -> Changed:
        """One step: all changes or none. `Conflict` on a stale revision, `Environment` when the disk refuses; `label` is
        the key of its words, `args` record ids, `stay` joins the automatic saves of one field for undo."""

        if kind not in steps.KINDS:
            raise ValueError(kind)

        def work(writing: Writing) -> None:
            for change in changes:
                self._carry_out(writing, change)

        step = Step("", kind, label, tuple(args), (), stay, self.actor, self.clock.now())
        return self._write(step, work, len(changes), changes, drop_draft)

    def undo(self, step_id: str = "") -> Changed:
        """Takes the last step back (or the named one): whole, or `Undoable` with what is in the way."""
        with self.connection() as connection:
            found = [steps.by_id(connection, step_id)] if step_id else steps.to_undo(connection)
        if not found or found[0].kind in steps.BARRIERS:
            raise Undoable(found[0].label if found else "", ())
        return self._take_back("undo", found)

    def redo(self) -> Changed:
        """Repeats the step that was undone last; `Undoable` when there is none or something is in the way."""
        found = self.redo_step()
        if found is None:
            raise Undoable("", ())
        return self._take_back("redo", [found])

    @contextlib.contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction for what is not journalled (drafts, caches): committed at the end, rolled back on an error."""
        self._check_place()
        with self._careful(), self._engine.connect() as connection, connection.begin():
            yield connection

    def on_changed(self, work: Callable[[Changed], None]) -> None:
        """Has `work` told of each step that is on disk."""
        self._listeners.append(work)

    def on_close(self, work: Callable[[], None]) -> None:
        """Has `work` done after the file is closed."""
        self._closing.append(work)

    def close(self) -> None:
        """Closes the file and gives the lock back; closing twice is no error."""
        if self._closing and not self.read_only:
            with contextlib.suppress(
                Environment
            ):  # what a full disk broke off is taken back by SQLite at the next read
                self.count(Centre)
        self._engine.dispose()
        while self._closing:
            self._closing.pop()()
        if self._lock is not None:
            self._lock.release()

    def _take_back(self, kind: str, found: list[Step]) -> Changed:
        newest = found[0]
        undoes = tuple(step.id for step in found)
        step = Step("", kind, newest.label, newest.args, undoes, "", self.actor, self.clock.now())
        size = sum(undone.last - undone.first + 1 for undone in found)
        return self._write(step, lambda writing: steps.take_back(writing, found), size, (), None)

    def _carry_out(self, writing: Writing, change: Change) -> None:
        match change:
            case Put(record):
                writing.put(record)
            case Numbered():
                writing.flush()
                writing.put(draw(writing.connection, change, writing.centre_id, writing.numbers).record)
            case Bin(record_type, key):
                binning.put_in(writing, record_type, key)
            case Unbin(record_type, key):
                binning.take_out(writing, record_type, key)

    def _write(
        self,
        step: Step,
        work: Callable[[Writing], None],
        size: int,
        changes: Sequence[Change],
        drop: tuple[str, str] | None,
    ) -> Changed:
        self._check_place()
        identity, standing = self._identity, self._head
        assert identity is not None
        assert standing is not None
        judge = self.judge()
        head = standing.copy()
        head.steps += 1
        name = f"{head.node}:{head.steps}"
        with self._transaction(size) as (connection, transaction):
            aside = bulk.lay_indexes_aside(connection) if size >= bulk.FILLING and _only_new(changes) else ()
            writer = Writer(connection, head, name, step.actor, step.time, self._random)
            if standing.seq == 0:
                replica.enter(connection, writer, identity.token, instant_text(step.time))
            numbers = dict(identity.register.numbers)
            writing = Writing(connection, writer, step.time, numbers, lambda: _own_centre(connection, changes))
            work(writing)
            writing.flush()
            writer.flush()
            if judge is not None:
                for before, after in writing.changes():
                    judge(before, after, writing.find)
            bulk.make_indexes(connection, aside)
            if writing.touched:
                if drop is not None:
                    _drop(connection, drop)
                step = replace(step, id=name, first=standing.seq + 1, last=head.seq)
                steps.write(connection, step, SCHEMA)
                search.index(connection, list(writing.touched.values()))
            else:
                transaction.rollback()
        if not writing.touched:
            if drop is not None:
                with self.writing() as alone:
                    _drop(alone, drop)
            return Changed("", step.label, {})
        self._head = head
        identity.register.numbers = writing.numbers
        identity.register.seq = head.seq
        replica.write_register(identity.data_folder, identity.file_id, identity.register)
        changed = _changed(step, writing.touched)
        for listener in self._listeners:
            listener(changed)
        return changed

    @contextlib.contextmanager
    def _transaction(self, size: int) -> Iterator[tuple[Connection, RootTransaction]]:
        opened = self._engine.connect()
        with (
            self._careful(),
            opened as connection,
            connection.begin() as transaction,
            bulk.roomy(connection, size),
        ):
            yield connection, transaction

    def _check_place(self) -> None:
        if self.read_only:
            raise Environment("read_only", self.path)
        if _place_of(self.path) != self._place:
            raise Environment("file_moved", self.path)


def _place_of(path: Path) -> tuple[int, int] | None:
    try:
        found = os.stat(path)  # noqa: PTH116 - the sign of the rule: stat, never open
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _drop(connection: Connection, draft: tuple[str, str]) -> None:
    connection.exec_driver_sql("DELETE FROM draft WHERE form = ? AND key = ?", draft)


def _changed(step: Step, touched: dict[str, Record]) -> Changed:
    keys: dict[str, set[str]] = {}
    for record in touched.values():
        keys.setdefault(type_key(type(record)), set()).add(record.id)
    return Changed(step.id, step.label, {key: frozenset(ids) for key, ids in keys.items()})


def _only_new(changes: Sequence[Change]) -> bool:
    return bool(changes) and all(isinstance(change, Put) and change.record.revision == 0 for change in changes)


def _own_centre(connection: Connection, changes: Sequence[Change]) -> str:
    for change in changes:
        if isinstance(change, Put) and isinstance(change.record, Centre) and change.record.is_own:
            return change.record.id
    return str(connection.exec_driver_sql(_OWN_CENTRE).scalar() or "")
