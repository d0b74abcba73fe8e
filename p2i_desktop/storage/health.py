"""What an opened file must look like: place, header, version, the names in its schema, and how it was left last time."""

import contextlib
import json
import os
import sqlite3
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cache
from pathlib import Path

from sqlalchemy import Connection

from p2i_desktop.storage.errors import Environment
from p2i_desktop.storage.schema import outlines
from p2i_desktop.storage.tables import APPLICATION_ID, SCHEMA
from p2i_desktop.storage.values import instant, instant_text

_MAGIC = b"SQLite format 3\0"
_HEADER = 100


def check_place(path: Path) -> None:
    """Refuses what is no file, or an empty one: SQLite would take the latter for a new database."""
    if path.is_dir():
        raise Environment("folder", path)
    try:
        size = os.stat(path).st_size  # noqa: PTH116 - stat, never open
    except FileNotFoundError as error:
        raise Environment("missing", path) from error
    except OSError as error:
        raise Environment("cannot_open", path) from error
    if size == 0:
        raise Environment("empty", path)


def check_header(path: Path) -> None:
    """Judges the first 100 bytes before any connection exists (later an `open` of the file would drop SQLite's locks)."""
    with path.open("rb") as file:
        head = file.read(_HEADER)
    size = os.stat(path).st_size  # noqa: PTH116
    ours = int.from_bytes(head[68:72], "big") == APPLICATION_ID
    if not head.startswith(_MAGIC):
        raise Environment("damaged" if ours else "not_ours", path, what="header")
    if not ours:
        raise Environment("not_ours", path)
    if int.from_bytes(head[60:64], "big") > SCHEMA:
        raise Environment("newer", path, schema=str(int.from_bytes(head[60:64], "big")))
    page = int.from_bytes(head[16:18], "big")
    page = 65536 if page == 1 else page
    pages = int.from_bytes(head[28:32], "big")
    if not hot_journal(path) and (page < 512 or pages * page > size or size % page):
        raise Environment("damaged", path, what="size")


def hot_journal(path: Path) -> bool:
    """Whether a program died in the middle of a save: SQLite's journal beside the file is not empty."""
    try:
        return os.stat(f"{path}-journal").st_size > 0  # noqa: PTH116
    except OSError:
        return False


def version(connection: Connection) -> int:
    """The schema number in the file's header."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def check_version(connection: Connection, path: Path) -> None:
    """The header again, as SQLite sees it after a hot journal was rolled back."""
    if connection.exec_driver_sql("PRAGMA application_id").scalar_one() != APPLICATION_ID:
        raise Environment("not_ours", path)
    if version(connection) > SCHEMA:
        raise Environment("newer", path, schema=str(version(connection)))


Names = dict[tuple[str, str], str]


def schema_names(rows: list[tuple[str, str, str | None, list[str]]]) -> Names:
    """(kind, name) -> columns of a table, text of a trigger or view, nothing for an index."""
    found: Names = {}
    for kind, name, text, columns in rows:
        if not name.startswith("sqlite_"):
            # sorted: a column that a migration added stands last in the file and elsewhere in a fresh one
            found[kind, name] = (
                ",".join(sorted(columns))
                if kind == "table"
                else ""
                if kind == "index"
                else " ".join((text or "").split())
            )
    return found


_MASTER = "SELECT type, name, sql FROM sqlite_master"
_COLUMNS = "SELECT m.name, group_concat(c.name, char(31)) FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' GROUP BY m.name"


@cache
def _expected() -> Names:
    return names_made_by(outlines())


def names_made_by(statements: Iterable[str]) -> Names:
    """The names of a schema that these statements make."""
    connection = sqlite3.connect(":memory:")
    try:
        for statement in statements:
            connection.execute(statement)
        columns = {name: names.split("\x1f") for name, names in connection.execute(_COLUMNS)}
        rows = connection.execute(_MASTER).fetchall()
    finally:
        connection.close()
    return schema_names([(kind, name, text, columns.get(name, [])) for kind, name, text in rows])


def schema_faults(connection: Connection) -> list[str]:
    """The names of what is missing, strange or different in the schema."""
    columns = {name: names.split("\x1f") for name, names in connection.exec_driver_sql(_COLUMNS)}
    rows = [(kind, name, text, columns.get(name, [])) for kind, name, text in connection.exec_driver_sql(_MASTER)]
    differing = set(schema_names(rows).items()) ^ set(_expected().items())
    return sorted({name for (_, name), _ in differing})


def check_schema(connection: Connection, path: Path) -> None:
    """Tables, columns and indexes by name, triggers and views by their text: a stranger among them is refused."""
    odd = schema_faults(connection)
    if odd:
        raise Environment("damaged", path, what=", ".join(odd[:3]))


def check_structure(connection: Connection, path: Path) -> None:
    """Pages, indexes and references, before a file is brought up to date: what needs no knowledge of its records."""
    told = connection.exec_driver_sql("PRAGMA integrity_check").scalars().first()
    if told != "ok":
        raise Environment("damaged", path, what=f"integrity: {told}")
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken:
        raise Environment("damaged", path, what=f"reference: {broken[0]} {broken[1]}")


def lacks(connection: Connection) -> list[str]:
    """The tables and columns that this program reads and a file does not have; what it has beside them does not matter."""
    columns = {name: set(names.split("\x1f")) for name, names in connection.exec_driver_sql(_COLUMNS)}
    needed = ((name, set(text.split(","))) for (kind, name), text in _expected().items() if kind == "table")
    return sorted(name for name, wanted in needed if not wanted <= columns.get(name, set()))


def _marker(data_folder: Path, file_id: str) -> Path:
    return data_folder / "running" / f"{file_id}.json"


def mark_running(data_folder: Path, file_id: str, now: datetime) -> Callable[[], None]:
    """Notes that a file is open; the function given back takes the note away at a clean close."""
    place = _marker(data_folder, file_id)
    with contextlib.suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        place.write_text(json.dumps({"pid": os.getpid(), "since": instant_text(now)}), "utf-8")

    def leave() -> None:
        with contextlib.suppress(OSError):
            place.unlink(missing_ok=True)

    return leave


def ran_badly(data_folder: Path, file_id: str) -> bool:
    """Whether the note of the last program that opened a file is still there: it did not come to its end."""
    return _marker(data_folder, file_id).exists()


def damage_place(path: Path) -> Path:
    """Where the marker of a damaged file lies, beside it."""
    return path.with_name(f"{path.stem}.p2i-damaged")


def mark_damaged(path: Path, now: datetime, what: str) -> None:
    """Notes beside a file that it was found damaged: no backup is made of it, and it is looked over when it is opened."""
    with contextlib.suppress(OSError):
        damage_place(path).write_text(json.dumps({"time": instant_text(now), "what": what}), "utf-8")


def is_marked_damaged(path: Path) -> bool:
    """Whether damage was noted and is not yet known to be gone."""
    return damage_place(path).exists()


def unmark_damaged(path: Path) -> None:
    """The file was looked over and is whole."""
    with contextlib.suppress(OSError):
        damage_place(path).unlink(missing_ok=True)


def _checks(data_folder: Path, file_id: str) -> Path:
    return data_folder / "checks" / f"{file_id}.json"


def note_checked(data_folder: Path, file_id: str, now: datetime) -> None:
    """Remembers that the deep check went through a file to its end; what cannot be remembered is checked again."""
    place = _checks(data_folder, file_id)
    with contextlib.suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        place.write_text(json.dumps({"at": instant_text(now)}), "utf-8")


def last_checked(data_folder: Path, file_id: str) -> datetime | None:
    """When the deep check went through a file on this computer; None when it never did."""
    try:
        return instant(json.loads(_checks(data_folder, file_id).read_text("utf-8"))["at"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
