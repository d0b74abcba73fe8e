"""One writer at a time: a lock file beside the database that says who has it open, free again when its holder dies."""

import contextlib
import json
import os
import platform
import sys
from datetime import datetime
from pathlib import Path

from p2i_desktop import __version__
from p2i_desktop.storage.errors import Environment
from p2i_desktop.storage.values import instant_text

_FAR = 1 << 30  # Windows locks bytes: one far behind the text leaves the text readable for others

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        os.lseek(handle, _FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        os.lseek(handle, 0, os.SEEK_SET)
else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def lock_path(path: Path) -> Path:
    """Where the lock of a database lies; the file may stay, only the lock on it counts."""
    return path.with_name(f".{path.stem}.p2i-lock")


class Lock:
    """The lock on one database, held until `release` or the end of the process."""

    def __init__(self, handle: int) -> None:
        self._handle: int | None = handle

    def release(self) -> None:
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


def take(path: Path, now: datetime) -> Lock | None:
    """Locks a database; None where its folder cannot be written; `Environment("locked")` names the holder."""
    place = lock_path(path)
    try:
        handle = os.open(place, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
    except PermissionError:
        return None
    except OSError as error:
        if error.errno == 30:  # EROFS: a read-only medium
            return None
        raise
    try:
        _take(handle)
    except OSError as error:
        os.close(handle)
        raise Environment("locked", path, **holder(path)) from error
    _write_holder(handle, now)
    return Lock(handle)


def _write_holder(handle: int, now: datetime) -> None:
    user = os.environ.get("USER") or os.environ.get("USERNAME") or "?"  # "?": a service without a name
    about = {
        "pid": os.getpid(),
        "host": platform.node(),
        "user": user,
        "version": __version__,
        "since": instant_text(now),
    }
    with contextlib.suppress(OSError):  # a full disk must not keep the user from reading: the lock itself stands
        os.ftruncate(handle, 0)
        os.write(handle, json.dumps(about).encode())


def holder(path: Path) -> dict[str, str]:
    """Who has the database open, as far as the lock file says: pid, host, user, version, since."""
    blank = {"pid": "?", "host": "?", "user": "?", "version": "?", "since": "?"}
    try:
        found = json.loads(lock_path(path).read_text("utf-8"))
    except (OSError, ValueError):
        return blank
    return (
        blank | {key: str(value) for key, value in found.items() if key in blank} if isinstance(found, dict) else blank
    )
