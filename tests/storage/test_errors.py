"""Errors of driver and system: each has its kind, and a fault of ours stays one."""

import errno
import sqlite3
from pathlib import Path

import pytest

from p2i_desktop.storage.errors import KINDS, Environment, kind_of, translated


def failure(name: str) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("any text")
    error.sqlite_errorname = name
    return error


@pytest.mark.parametrize(("name", "kind"), [
    ("SQLITE_FULL", "disk_full"), ("SQLITE_IOERR_WRITE", "io_error"), ("SQLITE_IOERR", "io_error"), ("SQLITE_BUSY", "busy"),
    ("SQLITE_BUSY_SNAPSHOT", "busy"), ("SQLITE_LOCKED", "busy"), ("SQLITE_READONLY", "read_only"),
    ("SQLITE_READONLY_DIRECTORY", "read_only"), ("SQLITE_READONLY_DBMOVED", "file_moved"),
    ("SQLITE_READONLY_ROLLBACK", "hot_journal_read_only"), ("SQLITE_CANTOPEN", "cannot_open"), ("SQLITE_NOTADB", "damaged"),
    ("SQLITE_CORRUPT_INDEX", "damaged"), ("SQLITE_NOMEM", "io_error"), ("SQLITE_TOOBIG", "io_error"),
    ("SQLITE_CONSTRAINT_CHECK", None), ("SQLITE_ERROR", None), ("", None),
])  # fmt: skip
def test_kinds_of_the_driver(name: str, kind: str | None) -> None:
    assert kind_of(failure(name)) == kind
    assert kind is None or kind in KINDS


@pytest.mark.parametrize(("error", "kind"), [
    (OSError(errno.ENOSPC, "no space"), "disk_full"), (OSError(errno.EIO, "broken"), "io_error"),
    (PermissionError(), "read_only"), (FileNotFoundError(), "missing"), (ValueError(), None),
])  # fmt: skip
def test_kinds_of_the_system(error: Exception, kind: str | None) -> None:
    assert kind_of(error) == kind


def test_what_is_our_fault_passes_as_it_is() -> None:
    with pytest.raises(sqlite3.OperationalError), translated(Path("x")):
        raise failure("SQLITE_CONSTRAINT")
    with pytest.raises(Environment) as raised, translated(Path("folder/x.p2i")):
        raise failure("SQLITE_FULL")
    assert raised.value.values == {"name": "x.p2i", "folder": "folder"}
