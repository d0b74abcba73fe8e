"""Migrations: they lead to what a fresh file is, keep every value, and are all or nothing with a verified copy before."""

import re
import shutil
import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, event

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.record import type_key
from p2i_desktop.domain.records import RECORD_TYPES
from p2i_desktop.storage import engine as opening
from p2i_desktop.storage import migrate
from p2i_desktop.storage.check import check
from p2i_desktop.storage.drafts import drafts
from p2i_desktop.storage.engine import open_file
from p2i_desktop.storage.errors import Environment
from p2i_desktop.storage.schema import schema_statements
from p2i_desktop.storage.store import Put
from p2i_desktop.storage.tables import METADATA, SCHEMA
from tests.storage.making import Office, dump
from tests.storage.test_opening import digest
from tests.tools import first_schema, freeze_schema

MASTER = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"
RELEASED = sorted((Path(__file__).parent.parent / "data").glob("schema_*.p2i"))


def master(connection: sqlite3.Connection) -> list[tuple[str, str, str, object]]:
    """Tables by their columns, constraints and kind (an added column stands last in their text), the rest by its text."""
    found: list[tuple[str, str, str, object]] = []
    for kind, name, table, text in connection.execute(MASTER).fetchall():
        said: object = " ".join((text or "").split())
        if kind == "table":
            # cid left out: the place of a column; CHECKs, references and STRICT stand in the text, whatever their order
            columns = sorted(row[1:] for row in connection.execute(f'PRAGMA table_xinfo("{name}")'))
            said = (columns, _parts(str(said)), str(said).endswith("STRICT"))
        found.append((kind, name, table, said))
    return found


def _parts(text: str) -> list[str]:
    """Columns and constraints; a reference reads the same beside its column, as an added one must stand, and by itself."""
    parts = [part.strip().replace('"', "") for part in text.partition("(")[2].rpartition(")")[0].split(",")]
    beside = [re.fullmatch(r"(\w+) TEXT (REFERENCES .*)", part) for part in parts]
    plain = [part for part, reference in zip(parts, beside, strict=True) if not reference]
    return sorted(
        plain
        + [made for found in beside if found for made in (f"{found[1]} TEXT", f"FOREIGN KEY({found[1]}) {found[2]}")]
    )


def test_the_migrations_lead_to_what_a_fresh_file_is() -> None:
    fresh, migrated = sqlite3.connect(":memory:"), sqlite3.connect(":memory:")
    for statement in schema_statements():
        fresh.execute(statement)
    found = create_engine("sqlite://", creator=lambda: migrated)
    modules = migrate.migrations(migrate.MIGRATIONS)
    assert len(modules) == SCHEMA
    with found.begin() as connection:
        migrate.run(connection, modules)
        context = MigrationContext.configure(connection, opts={"include_name": _ours})
        differences = compare_metadata(context, METADATA)
        # Of a reference beside its column SQLAlchemy does not read DEFERRABLE; `master` compares references by their text.
        assert [one for one in differences if one[0] not in ("remove_fk", "add_fk")] == []
    assert master(migrated) == master(fresh)
    fresh.close()
    migrated.close()


def _ours(name: str | None, kind: str, _parents: object) -> bool:
    return not (kind == "table" and (name or "").startswith("search_"))


def test_the_first_migration_is_written_down_as_it_was_made(tmp_path: Path) -> None:
    assert SCHEMA > 1 or first_schema.write(tmp_path).read_text().count("CREATE ") == len(schema_statements())


def test_the_file_of_a_released_schema_opens_whole(tmp_path: Path, clock: FixedClock) -> None:
    path = freeze_schema.write(tmp_path)
    again = freeze_schema.write(tmp_path.joinpath("twice").resolve()) if _made(tmp_path / "twice") else path
    store = open_file(path, clock, tmp_path / "data")
    other = open_file(again, clock, tmp_path / "data 2")
    assert list(dump(store)) == list(dump(other))
    assert check(store) == []
    assert all(store.find(record_type) for record_type in RECORD_TYPES)
    assert [d.form for d in drafts(store)] == ["quick_log"]
    store.close()
    other.close()


@pytest.mark.parametrize("released", RELEASED, ids=lambda path: path.stem)
def test_every_released_file_is_brought_up_to_now(released: Path, tmp_path: Path, clock: FixedClock) -> None:
    path = Path(shutil.copy(released, tmp_path / "office.p2i"))
    with sqlite3.connect(path) as connection:
        before = {
            name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
            for name, text in connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
            if " STRICT" in text
        }
    connection.close()
    store = open_file(path, clock, tmp_path / "data")
    assert check(store) == []
    assert all(store.find(record_type) for record_type in RECORD_TYPES if type_key(record_type) in before)
    assert [draft.form for draft in drafts(store)] == ["quick_log"]
    store.close()
    fresh = sqlite3.connect(":memory:")
    for statement in schema_statements():
        fresh.execute(statement)
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == SCHEMA
        assert master(connection) == master(fresh)
        after = {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in before}
    connection.close()
    fresh.close()
    assert {name: n for name, n in after.items() if name not in ("step", "replica", "journal")} == {
        name: n for name, n in before.items() if name not in ("step", "replica", "journal")
    }


def test_there_is_a_file_of_every_released_schema() -> None:
    assert [path.stem for path in RELEASED] == [f"schema_{number:04d}" for number in range(1, len(RELEASED) + 1)]
    assert RELEASED


def _made(folder: Path) -> bool:
    folder.mkdir()
    return True


NEXT = '''"""Adds a field."""
from alembic import op
revision = "{new:04d}"
down_revision = "{old:04d}"
def upgrade() -> None:
    connection = op.get_bind()
    connection.exec_driver_sql("ALTER TABLE target ADD COLUMN note TEXT NOT NULL DEFAULT ''")
    {more}
'''


def plan(folder: Path, more: str = "pass") -> migrate.Plan:
    """The migrations of the program and one more."""
    folder.mkdir()
    for path in migrate.MIGRATIONS.glob("[0-9]*_*.py"):
        (folder / path.name).write_text(path.read_text())
    (folder / f"{SCHEMA + 1:04d}_note.py").write_text(NEXT.format(more=more, old=SCHEMA, new=SCHEMA + 1))
    return migrate.Plan(folder, SCHEMA + 1, SCHEMA + 1)


def columns(path: Path) -> tuple[int, list[str]]:
    with sqlite3.connect(path) as connection:
        names = [row[1] for row in connection.execute("PRAGMA table_info(target)")]
        number: int = connection.execute("PRAGMA user_version").fetchone()[0]
    connection.close()
    return number, names


def test_an_older_file_is_copied_then_brought_up(office: Office, tmp_path: Path) -> None:
    office.case()
    office.close()
    engine = opening.engine_for(office.path, writing=True)
    copy = migrate.migrate(engine, office.path, office.clock, office.data, "0" * 16, plan(tmp_path / "m"))
    engine.dispose()
    number, names = columns(office.path)
    assert number == SCHEMA + 1
    assert names[-1] == "note"
    assert columns(copy)[0] == SCHEMA
    assert copy.suffix == ".p2i-backup"
    assert copy.parent.parent == office.data / "backups"
    assert [p for p in copy.parent.iterdir() if p.suffix == ".part"] == []
    with sqlite3.connect(office.path) as connection:
        assert connection.execute("SELECT kind FROM step ORDER BY n DESC").fetchone() == ("migrate",)
        assert connection.execute("SELECT value FROM meta WHERE name = 'min_reader'").fetchone() == (str(SCHEMA + 1),)
    connection.close()
    with pytest.raises(Environment) as raised:
        office.reopen()
    assert raised.value.kind == "newer"
    copied = open_file(copy.rename(tmp_path / "back.p2i"), office.clock, tmp_path / "d")
    assert check(copied) == []
    copied.close()


@pytest.mark.parametrize("more", [
    'connection.exec_driver_sql("INSERT INTO nowhere VALUES (1)")',
    'connection.exec_driver_sql("DELETE FROM staff_member")',
    'connection.exec_driver_sql("UPDATE consultation SET advisor = 1")',
])  # fmt: skip
def test_a_migration_that_fails_leaves_the_file_as_it_was(more: str, office: Office, tmp_path: Path) -> None:
    office.store.apply("x", [Put(office.consultation())])
    office.close()
    before = digest(office.path)
    engine = opening.engine_for(office.path, writing=True)
    with pytest.raises(Environment) as raised:
        migrate.migrate(engine, office.path, office.clock, office.data, "0" * 16, plan(tmp_path / "m", more))
    assert raised.value.kind == "migration_failed"
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    engine.dispose()
    assert digest(office.path) == before
    assert check(office.reopen()) == []


def test_migrations_have_no_gaps(tmp_path: Path) -> None:
    (tmp_path / "0002_x.py").write_text(NEXT.format(more="pass", old=1, new=2).replace('"0001"', "None"))
    with pytest.raises(ValueError, match="without gaps"):
        migrate.migrations(tmp_path)


def test_a_copy_that_differs_is_no_copy(office: Office) -> None:
    office.close()
    engine = opening.engine_for(office.path, writing=True)
    folder = office.data / "backups"

    @event.listens_for(engine, "connect")
    def twist(driver: sqlite3.Connection, _: object) -> None:
        driver.execute("CREATE TEMP TABLE draft (x)")  # hides the real table from the count of the original
        driver.execute("INSERT INTO temp.draft VALUES (1)")

    with pytest.raises(Environment):
        migrate.back_up(engine, office.path, office.clock, folder)
    engine.dispose()
    assert list(folder.iterdir()) == []


def test_no_room_for_the_copy(office: Office) -> None:
    with pytest.raises(Environment) as raised:
        migrate.check_room(office.path, office.folder, spare=1 << 62)
    assert raised.value.kind == "disk_full"


@pytest.mark.skipif(SCHEMA == 1, reason="there is no older schema yet")
def test_a_reader_of_an_older_file_says_so_and_changes_nothing(tmp_path: Path) -> None:
    path = Path(shutil.copy(RELEASED[0], tmp_path / "office.p2i"))
    before = digest(path)
    with pytest.raises(Environment) as raised:
        opening.read_snapshot(path)
    assert raised.value.kind == "older"
    assert digest(path) == before
