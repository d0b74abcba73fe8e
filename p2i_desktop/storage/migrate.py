"""Bringing an older file up to this program: one verified copy first, then all steps in one transaction or none."""

import contextlib
import logging
import os
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, cast

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from p2i_desktop.clock import Clock
from p2i_desktop.paths import replacing
from p2i_desktop.storage import replica, search, steps
from p2i_desktop.storage.errors import Environment, kind_of
from p2i_desktop.storage.health import is_marked_damaged, version
from p2i_desktop.storage.tables import APPLICATION_ID, MIN_READER, SCHEMA

MIGRATIONS = Path(__file__).resolve().parent / "migrations"
_SPARE = 50_000_000  # bytes beside twice the file


class Migration(Protocol):
    """A module of the migrations folder: its number as text, the one before, what it does."""

    revision: str
    down_revision: str | None

    def upgrade(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Plan:
    """Where the migrations lie, the schema they lead to, and which program may read what they leave (tests give their own)."""

    folder: Path = MIGRATIONS
    target: int = SCHEMA
    min_reader: int = MIN_READER


def migrations(folder: Path) -> list[Migration]:
    """The migrations of a folder in order; ValueError where the numbers have a gap."""
    from alembic.script import ScriptDirectory

    # Alembic notes each script it finds; the program's log holds only what a user can act on.
    logging.getLogger("alembic").setLevel(logging.WARNING)
    found = ScriptDirectory(str(folder), version_locations=[str(folder)]).walk_revisions()
    modules = sorted((cast(Migration, script.module) for script in found), key=lambda module: module.revision)
    numbers = [int(module.revision) for module in modules]
    if numbers != list(range(1, len(numbers) + 1)):
        raise ValueError(f"migrations are numbered without gaps, not {numbers}")
    return modules


def run(connection: Connection, pending: list[Migration]) -> None:
    """Runs these migrations on a connection, inside the transaction that is open there."""
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext

    context = MigrationContext.configure(connection)
    with Operations.context(context):
        for migration in pending:
            try:
                migration.upgrade()
            except SQLAlchemyError as error:
                raise Environment(
                    "migration_failed", None, step=migration.revision, code=kind_of(error) or ""
                ) from error


def migrate(engine: Engine, path: Path, clock: Clock, data_folder: Path, node: str, plan: Plan | None = None) -> Path:
    """Brings an older file to the plan's schema; gives the copy made before. `Environment` leaves the file as it was."""
    plan = plan or Plan()
    with engine.connect().execution_options(read=True) as connection:
        file_id = str(connection.exec_driver_sql("SELECT value FROM meta WHERE name = 'file_id'").scalar_one())
        old = version(connection)
    copy = back_up(engine, path, clock, data_folder / "backups" / file_id)
    pending = [m for m in migrations(plan.folder) if old < int(m.revision) <= plan.target]
    with engine.connect() as connection, _without_foreign_keys(connection), connection.begin():
        before = counts(connection)
        run(connection, pending)
        _finish(connection, path, clock, node, plan)
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        after = counts(connection)
        shrunk = [name for name in before if name in after and name != "step" and after[name] != before[name]]
        if broken or shrunk:
            what = ", ".join(shrunk) or str(broken)
            raise Environment("migration_failed", path, step=f"{plan.target:04d}", code=what)
    with engine.connect() as connection, connection.begin():
        search.rebuild(connection)
    return copy


def _finish(connection: Connection, path: Path, clock: Clock, node: str, plan: Plan) -> None:
    connection.exec_driver_sql(f"PRAGMA user_version={plan.target}")
    connection.exec_driver_sql("UPDATE meta SET value = ? WHERE name = 'min_reader'", (str(plan.min_reader),))
    head = replica.head_of(connection, node)
    step = steps.Step(
        f"{node}:{head.steps + 1}", "migrate", "migrate", (), (), "", "", clock.now(), head.seq + 1, head.seq
    )
    steps.write(connection, step, plan.target)


@contextlib.contextmanager
def _without_foreign_keys(connection: Connection) -> Iterator[None]:
    # By the driver: through the engine BEGIN would come first and the pragma would be ignored.
    driver = cast(Any, connection.connection.driver_connection)
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


def counts(connection: Connection) -> dict[str, int]:
    """How many rows each ordinary table has."""
    names = connection.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%' AND name NOT LIKE 'sqlite%'"
    )
    query = 'SELECT count(*) FROM "{}"'
    return {name: connection.exec_driver_sql(query.format(name)).scalar_one() for name in names.scalars().all()}


def back_up(engine: Engine, path: Path, clock: Clock, folder: Path) -> Path:
    """A verified copy in a folder of backups: whole under its final name, or not there; none of a damaged file."""
    if is_marked_damaged(path):
        raise Environment("damaged", path, what="marked")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    check_room(path, folder)
    number = len(list(folder.glob("*.p2i-backup"))) + 1
    stamp = clock.now().strftime("%Y%m%dT%H%M%SZ")
    target = folder / f"{path.stem}-{stamp}-{number}.p2i-backup"
    with engine.connect() as connection:
        driver = cast(Any, connection.connection.driver_connection)
        with replacing(target) as temp:
            driver.execute("VACUUM INTO ?", (str(temp),))
            temp.chmod(0o600)
            _verify(temp, path, driver)
    return target


def check_room(path: Path, folder: Path, spare: int = _SPARE) -> None:
    """Refuses where file or copy would not have twice the file's size and `spare` bytes: `Environment("disk_full")`."""
    needed = 2 * os.stat(path).st_size + spare  # noqa: PTH116 - stat, never open
    for place in (path.parent, folder):
        if shutil.disk_usage(place).free < needed:
            raise Environment("disk_full", path)


def _verify(copy: Path, path: Path, original: sqlite3.Connection) -> None:
    made = sqlite3.connect(f"{copy.as_uri()}?mode=ro", uri=True)
    try:
        whole = made.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        tied = made.execute("PRAGMA foreign_key_check").fetchone() is None
        ours = made.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        if not (whole and tied and ours and _table_counts(made) == _table_counts(original)):
            raise Environment("migration_failed", path, step="0000", code="backup")
    finally:
        made.close()


def _table_counts(connection: sqlite3.Connection) -> dict[str, int]:
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    query = 'SELECT count(*) FROM "{}"'
    return {name: connection.execute(query.format(name)).fetchone()[0] for (name,) in names}
