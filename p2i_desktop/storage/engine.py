"""Opening a file: everything is looked at before SQLite may touch it, and nothing that is not ours is ever written to."""

import contextlib
import os
import secrets
import sqlite3
import sys
import uuid
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from p2i_desktop import __version__
from p2i_desktop.clock import Clock
from p2i_desktop.storage import health, lock, replica
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
    try:
        file_id = _make(path, random)
        return _writer(path, clock, data_folder, random, held, file_id)
    except BaseException:
        held.release()
        raise


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
    try:
        with translated(path):
            health.check_header(path)
        return _writer(path, clock, data_folder, random, held, "")
    except BaseException:
        held.release()
        raise


def read_snapshot(path: Path, clock: Clock | None = None) -> Store:
    """The file for reading only, also beside a window that has it open; each read is short, nothing is written."""
    path = _absolute(path)
    _check_sqlite(path)
    health.check_place(path)
    engine = _engine(path, writing=False)
    try:
        with translated(path), engine.connect().execution_options(read=True) as connection:
            health.check_version(connection, path)
            if health.version(connection) < SCHEMA:
                raise Environment("read_only", path)  # an upgrade is needed first
            health.check_schema(connection, path)
        return Store(engine, path, clock or Clock(), None, secrets.token_bytes, None)
    except BaseException:
        engine.dispose()
        raise


def _absolute(path: Path) -> Path:
    with contextlib.suppress(OSError):
        return path.resolve()
    return path.absolute()


def _check_sqlite(path: Path) -> None:
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise Environment("old_sqlite", path, version=sqlite3.sqlite_version)


def _engine(path: Path, *, writing: bool) -> Engine:
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
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    return engine


def _make(path: Path, random: Random) -> str:
    """Creates the file and its schema in one transaction; gives the file's id; removes what it made on an error."""
    with translated(path):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    file_id = str(uuid.UUID(bytes=random(16), version=4))
    engine = _engine(path, writing=True)
    try:
        with translated(path), engine.connect() as connection, connection.begin():
            for statement in schema_statements():
                connection.exec_driver_sql(statement)
            connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version={SCHEMA}")
            rows = [("file_id", file_id), ("min_reader", str(MIN_READER)), ("created_by", __version__)]
            connection.exec_driver_sql("INSERT INTO meta (name, value) VALUES (?, ?)", rows)
    except BaseException:
        engine.dispose()
        path.unlink(missing_ok=True)
        raise
    engine.dispose()
    return file_id


def _writer(path: Path, clock: Clock, data_folder: Path, random: Random, held: lock.Lock, made: str) -> Store:
    hot = health.hot_journal(path)
    engine = _engine(path, writing=True)
    try:
        with translated(path):
            ended_badly = not made and health.settle(engine, path, clock, data_folder, hot=hot)
            identity = _identify(engine, path, data_folder, random)
        store = Store(engine, path, clock, identity, random, held)
        store.ended_badly = ended_badly
        leave = health.mark_running(data_folder, identity.file_id, clock.now())
        store.on_close(leave)
        return store
    except BaseException:
        engine.dispose()
        raise


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
