"""Opening a file: everything is looked at before SQLite may touch it, and nothing that is not ours is ever written to."""

import contextlib
import os
import secrets
import shutil
import sqlite3
import sys
import tempfile
import uuid
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from p2i_desktop import __version__
from p2i_desktop.clock import Clock
from p2i_desktop.storage import check, health, lock, migrate, replica, search
from p2i_desktop.storage.errors import Environment, translated
from p2i_desktop.storage.schema import schema_statements
from p2i_desktop.storage.store import Identity, Random, Store
from p2i_desktop.storage.tables import APPLICATION_ID, MIN_READER, SCHEMA

OLDEST_SQLITE = (3, 37, 0)  # STRICT tables
PRAGMAS = (
    "journal_mode=TRUNCATE", "synchronous=FULL", "foreign_keys=ON", "trusted_schema=OFF", "cell_size_check=ON",
    "recursive_triggers=ON", "secure_delete=ON", "temp_store=MEMORY", "busy_timeout=5000", "mmap_size=0",
)  # fmt: skip
_READING = tuple(p for p in PRAGMAS if not p.startswith(("journal_mode", "synchronous", "secure_delete")))

_QUICKLY_FOLDED = 50_000  # entries; beyond them an opening after a bad end leaves the rows to the weekly check


def create_file(path: Path, clock: Clock, data_folder: Path, *, random: Random = secrets.token_bytes) -> Store:
    """A new, empty file; `Environment("exists")` when the name is taken. `random` gives ids and salts where they must be
    repeatable."""
    path = _absolute(path)
    _check_sqlite(path)
    if path.exists():
        raise Environment("exists", path)
    with translated(path):
        held = lock.take(path, clock.now())
    if held is None:
        raise Environment("read_only", path)
    with contextlib.ExitStack() as on_error:
        on_error.callback(held.release)
        _make(path, random)
        store = _writer(path, clock, data_folder, random, held)
        health.note_checked(data_folder, store.file_id, clock.now())
        on_error.pop_all()
    return store


def open_file(
    path: Path, clock: Clock, data_folder: Path, *, read_only: bool = False, random: Random = secrets.token_bytes
) -> Store:
    """Opens a file for work, or read-only where it may not be written; `Environment` says what it is when it cannot."""
    path = _absolute(path)
    _check_sqlite(path)
    health.check_place(path)
    if read_only:
        return read_snapshot(path, clock)
    with translated(path):
        held = lock.take(path, clock.now())
    if held is None or not os.access(path, os.W_OK):
        if held is not None:
            held.release()
        return read_snapshot(path, clock)
    with contextlib.ExitStack() as on_error:
        on_error.callback(held.release)
        try:
            with translated(path):
                health.check_header(path)
            store = _writer(path, clock, data_folder, random, held)
        except Environment as error:
            if error.kind == "damaged":
                health.mark_damaged(path, clock.now(), error.values.get("what", ""))
            raise
        on_error.pop_all()
    return store


def read_snapshot(path: Path, clock: Clock | None = None) -> Store:
    """The file for reading only, also beside a window that has it open; each read is short, nothing is written."""
    path = _absolute(path)
    _check_sqlite(path)
    health.check_place(path)
    engine = engine_for(path, writing=False)
    with contextlib.ExitStack() as on_error:
        on_error.callback(engine.dispose)
        try:
            with translated(path), engine.connect().execution_options(read=True) as connection:
                health.check_version(connection, path)
                if health.version(connection) < SCHEMA:
                    raise Environment("older", path)  # an upgrade is needed first, and that is a writer's work
                health.check_schema(connection, path)
        except Environment as error:
            if error.kind == "damaged":
                health.check_header(path)  # a text is no damaged casebook; what SQLite refuses is open nowhere
            raise
        store = Store(engine, path, clock or Clock(), None, secrets.token_bytes, None)
        on_error.pop_all()
    return store


def look_at_newer(path: Path, clock: Clock, temporary: Path | None = None) -> Store:
    """A copy, for reading only, of a file that a newer program wrote, where that one allows it (`min_reader`).

    The file itself is not touched by SQLite; the copy lies in `temporary` (None: the system's folder for temporary files)
    and goes when the store is closed. `Environment("newer")` where it may not be read, or lacks what this program reads."""
    path = _absolute(path)
    _check_sqlite(path)
    health.check_place(path)
    with contextlib.ExitStack() as on_error:
        with translated(path):
            folder = Path(tempfile.mkdtemp(prefix="p2i-look-", dir=temporary))
            on_error.callback(shutil.rmtree, folder, ignore_errors=True)
            copy = _copy_set(path, folder, clock)
        if health.hot_journal(copy):
            _roll_back(copy)
        engine = engine_for(copy, writing=False)
        on_error.callback(engine.dispose)
        with translated(path), engine.connect().execution_options(read=True) as connection:
            _check_readable(connection, path)
        store = Store(engine, copy, clock, None, secrets.token_bytes, None)
        store.on_close(lambda: shutil.rmtree(folder, ignore_errors=True))
        on_error.pop_all()
    return store


def _copy_set(path: Path, folder: Path, clock: Clock) -> Path:
    """The file and its journal, copied while no program of ours writes; never done with a file that this process has open."""
    held = lock.take(path, clock.now())
    try:
        copy = folder / path.name
        for ending in ("", "-journal"):
            if ending == "" or health.hot_journal(path):
                shutil.copyfile(f"{path}{ending}", f"{copy}{ending}")
    finally:
        if held is not None:
            held.release()
    return copy


def _roll_back(copy: Path) -> None:
    engine = engine_for(copy, writing=True)
    try:
        with translated(copy), engine.connect().execution_options(read=True) as connection:
            health.version(connection)
    finally:
        engine.dispose()


def _check_readable(connection: Connection, path: Path) -> None:
    if connection.exec_driver_sql("PRAGMA application_id").scalar_one() != APPLICATION_ID:
        raise Environment("not_ours", path)
    reader = connection.exec_driver_sql("SELECT value FROM meta WHERE name = 'min_reader'").scalar()
    allowed = str(reader).isdecimal() and int(str(reader)) <= SCHEMA
    if health.version(connection) < SCHEMA or not allowed or health.lacks(connection):
        raise Environment("newer", path, schema=str(health.version(connection)))


def _absolute(path: Path) -> Path:
    with contextlib.suppress(OSError):
        return path.resolve()
    return path.absolute()


def _check_sqlite(path: Path) -> None:
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise Environment("old_sqlite", path, version=sqlite3.sqlite_version)


def engine_for(path: Path, *, writing: bool) -> Engine:
    """One connection with our PRAGMAs: to read and write, or (`mode=ro`) to read only."""
    mode = "rw" if writing else "ro"
    address = f"{path.as_uri()}?mode={mode}"

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(address, uri=True, check_same_thread=False)

    # One connection: a second checkout is a fault of ours and fails after a second.
    engine = create_engine(
        "sqlite+pysqlite://", creator=connect, poolclass=QueuePool, pool_size=1, max_overflow=0, pool_timeout=1
    )

    @event.listens_for(engine, "connect")
    def settle(driver: Any, _: object) -> None:
        driver.isolation_level = None  # we alone say BEGIN
        for pragma in PRAGMAS if writing else _READING:
            driver.execute(f"PRAGMA {pragma}")
        if sys.platform == "darwin":
            driver.execute("PRAGMA fullfsync=ON")
        if sys.version_info >= (3, 12):
            driver.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        reading = connection.get_execution_options().get("read") or not writing
        # Asked of the driver: SQLAlchemy says this for every save and every page of a list.
        driver: Any = connection.connection.driver_connection
        driver.execute("BEGIN" if reading else "BEGIN IMMEDIATE")

    return engine


def _make(path: Path, random: Random) -> None:
    """Creates the file and its schema in one transaction; removes what it made on an error."""
    with translated(path):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    with contextlib.ExitStack() as on_error:
        for made in (path, path.with_name(path.name + "-journal")):
            on_error.callback(made.unlink, missing_ok=True)
        engine = engine_for(path, writing=True)
        on_error.callback(engine.dispose)
        with translated(path), engine.connect() as connection, connection.begin():
            for statement in schema_statements():
                connection.exec_driver_sql(statement)
            connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version={SCHEMA}")
            file_id = str(uuid.UUID(bytes=random(16), version=4))
            rows = [("file_id", file_id), ("min_reader", str(MIN_READER)), ("created_by", __version__)]
            connection.exec_driver_sql("INSERT INTO meta (name, value) VALUES (?, ?)", rows)
        on_error.pop_all()
    engine.dispose()


def _writer(path: Path, clock: Clock, data_folder: Path, random: Random, held: lock.Lock) -> Store:
    hot, marked = health.hot_journal(path), health.is_marked_damaged(path)
    engine = engine_for(path, writing=True)
    with contextlib.ExitStack() as on_error:
        on_error.callback(engine.dispose)
        with translated(path):
            with engine.connect().execution_options(read=True) as connection:
                health.check_version(connection, path)
                older = health.version(connection) < SCHEMA
                if older:
                    health.check_structure(connection, path)
            if older and marked:
                health.unmark_damaged(path)  # its pages are whole: it may be copied; its records are looked at below
            identity = _identify(engine, path, data_folder, random)
            if older:
                migrate.migrate(engine, path, clock, data_folder, identity.register.node)
            ended_badly = hot or health.ran_badly(data_folder, identity.file_id)
            looked_over = _look_over(engine, path, deep=ended_badly or older or marked, whole=marked)
        store = Store(engine, path, clock, identity, random, held)
        store.ended_badly, store.looked_over = ended_badly, looked_over
        if looked_over:
            health.unmark_damaged(path)
            health.note_checked(data_folder, identity.file_id, clock.now())
        store.on_close(health.mark_running(data_folder, identity.file_id, clock.now()))
        on_error.pop_all()
    return store


def _look_over(engine: Engine, path: Path, *, deep: bool, whole: bool) -> bool:
    """The schema's names always; after a bad end or an upgrade everything. A bad search index is made anew in silence.

    True when the records were held against the journal too: in a large file only where `whole` asks for it."""
    with engine.connect().execution_options(read=True) as connection:
        health.check_schema(connection, path)
        if not deep:
            return False
        entries = sum(seq for seq, *_ in replica.known_heads(connection).values())
        rows = whole or entries <= _QUICKLY_FOLDED
        found = check.findings(connection, rows=rows)
    serious = [finding for finding in found if finding.code != "search"]
    if serious:
        raise Environment("damaged", path, what=f"{serious[0].code}: {serious[0].what}")
    if found:
        with engine.connect() as connection, connection.begin():
            search.rebuild(connection)
    return rows


def _identify(engine: Engine, path: Path, data_folder: Path, random: Random) -> Identity:
    token = replica.machine_token(data_folder, random)
    with engine.connect().execution_options(read=True) as connection:
        file_id = str(connection.exec_driver_sql("SELECT value FROM meta WHERE name = 'file_id'").scalar_one())
        register = replica.read_register(data_folder, file_id)
        known = dict(register.numbers) if register else {}
        if register is None or not replica.may_go_on(connection, register, token, path, file_id):
            register = replica.Register(random(8).hex())
        register = replica.Register(register.node, register.seq, str(path), known)
    return Identity(file_id, token, data_folder, register)
