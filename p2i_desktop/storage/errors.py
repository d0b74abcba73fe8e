"""What can go wrong with a file that is not our fault: each kind is a sentence in the users' words."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from p2i_desktop.domain.record import Record

KINDS = (
    "disk_full", "io_error", "busy", "read_only", "cannot_open", "file_moved", "damaged", "not_ours", "newer", "empty",
    "folder", "missing", "locked", "older", "hot_journal_read_only", "old_sqlite", "migration_failed", "exists",
    "attachment_gone", "attachment_folder", "attachment_unreadable", "attachment_large", "attachment_changed",
    "attachment_missing", "attachment_altered", "attachment_runs",
)  # fmt: skip

_BY_PREFIX = (
    ("SQLITE_FULL", "disk_full"),
    ("SQLITE_READONLY_DBMOVED", "file_moved"),
    ("SQLITE_READONLY_ROLLBACK", "hot_journal_read_only"),
    ("SQLITE_READONLY", "read_only"),
    ("SQLITE_CANTOPEN", "cannot_open"),
    ("SQLITE_PERM", "read_only"),
    ("SQLITE_AUTH", "read_only"),
    ("SQLITE_BUSY", "busy"),
    ("SQLITE_LOCKED", "busy"),
    ("SQLITE_NOTADB", "damaged"),
    ("SQLITE_CORRUPT", "damaged"),
    ("SQLITE_IOERR", "io_error"),
    ("SQLITE_NOMEM", "io_error"),
    ("SQLITE_TOOBIG", "io_error"),
)


class Environment(Exception):  # noqa: N818 - the name says what it is: a fact of the surroundings, shown as a sentence
    """The file or the disk does not let us; `kind` is the key of the sentence, `values` fill its places."""

    def __init__(self, kind: str, path: Path | None = None, **values: str) -> None:
        super().__init__(kind, path, values)
        self.kind = kind
        self.path = path
        self.values = {"name": path.name if path else "", "folder": str(path.parent) if path else "", **values}


class Conflict(Exception):  # noqa: N818
    """Somebody saved this record after it was read: what both started from (when known), mine, theirs (None: removed)."""

    def __init__(self, base: Record | None, mine: Record, theirs: Record | None) -> None:
        super().__init__(type(mine).__name__, mine.id)
        self.base = base
        self.mine = mine
        self.theirs = theirs


class Undoable(Exception):  # noqa: N818
    """A step cannot be taken back whole: `fields` in the way as (type key, id, field, label of the later step)."""

    def __init__(self, label: str, fields: tuple[tuple[str, str, str, str], ...]) -> None:
        super().__init__(label, fields)
        self.label = label
        self.fields = fields


def kind_of(error: BaseException) -> str | None:
    """The kind of an error of the database driver or the system; None when it is a fault of ours."""
    if isinstance(error, DBAPIError) and error.orig is not None:
        error = error.orig
    if isinstance(error, sqlite3.Error):
        name = getattr(error, "sqlite_errorname", None) or ""
        return next((kind for prefix, kind in _BY_PREFIX if name.startswith(prefix)), None)
    if isinstance(error, PoolTimeout):
        return None
    if isinstance(error, OSError):
        return _kind_of_system(error)
    return None


def _kind_of_system(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "read_only"
    if isinstance(error, FileNotFoundError):
        return "missing"
    return "disk_full" if error.errno == 28 else "io_error"  # 28 = ENOSPC on every system we know


@contextlib.contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turns the errors of driver and system into `Environment`; what is our own fault passes as it is."""
    try:
        yield
    except (DBAPIError, sqlite3.Error, OSError) as error:
        kind = kind_of(error)
        if kind is None:
            raise
        raise Environment(kind, path) from error
