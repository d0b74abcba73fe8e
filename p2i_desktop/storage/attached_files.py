"""Files that were copied in: they lie under their SHA-256 in a folder beside the casebook and are never changed.

`office.p2i` has them in `office.p2i-files/ab/<sha256>`, so that both move together. A file is there before the row that
names it; a crash leaves at most a file that nobody names. Such files go aside after a day and away after a month.
"""

import contextlib
import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from p2i_desktop import paths
from p2i_desktop.domain.knowledge import Attachment
from p2i_desktop.storage.check import Finding
from p2i_desktop.storage.errors import Environment, translated
from p2i_desktop.storage.store import Store
from p2i_desktop.storage.tables import TABLES

_CHUNK = 1 << 20
_ASIDE = "unused"
UNUSED_AFTER = timedelta(days=1)
GONE_AFTER = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Copied:
    """A file that lies in the folder now: its SHA-256 in hex and its size in bytes."""

    sha256: str
    size: int


def folder_of(casebook: Path) -> Path:
    """Where the files of a casebook lie."""
    return casebook.with_name(f"{casebook.name}-files")


def place_of(casebook: Path, sha256: str) -> Path:
    """Where the content with this SHA-256 lies; ValueError when it is none (a row from elsewhere may hold anything)."""
    if len(sha256) != 64 or set(sha256) - set("0123456789abcdef"):
        raise ValueError("no SHA-256")
    return folder_of(casebook) / sha256[:2] / sha256


def take_in(casebook: Path, source: Path, limit: int) -> Copied:
    """Copies a file beside the casebook; what lies there already is not written again.

    Environment: the file is gone, a folder, not readable, larger than `limit` bytes, or it changed while it was read;
    the disk is full. Nothing is left behind then.
    """
    data = _read(source, limit)
    digest = hashlib.sha256(data).hexdigest()
    target = place_of(casebook, digest)
    with translated(casebook):
        if not _holds(target, digest):
            for folder in (target.parent.parent, target.parent):
                folder.mkdir(exist_ok=True, mode=0o700)
            paths.replace_file(target, data)
            target.chmod(0o600)
    return Copied(digest, len(data))


def content(casebook: Path, sha256: str, name: str) -> bytes:
    """The bytes of a file, checked; Environment when it is missing or was altered (`name` is said)."""
    told = Path(name)
    try:
        place = place_of(casebook, sha256)
        _bring_back(casebook, place)
        with translated(casebook):
            data = place.read_bytes()
    except (Environment, ValueError) as error:
        if isinstance(error, ValueError) or error.kind == "missing":
            raise Environment("attachment_missing", told, files=folder_of(casebook).name) from error
        raise
    if hashlib.sha256(data).hexdigest() != sha256:
        raise Environment("attachment_altered", told, files=folder_of(casebook).name)
    return data


def findings(store: Store) -> list[Finding]:
    """Files that a row names and that are missing or altered, and files that no row names."""
    named = _named(store)
    found = []
    for digest, name in sorted(named.items()):
        try:
            whole = _holds(place_of(store.path, digest), digest)
            there = whole or place_of(store.path, digest).exists()
        except (OSError, ValueError):
            whole = there = False
        if not whole:
            code = "attachment_altered" if there else "attachment_missing"
            found.append(Finding(code, f"{name} ({digest[:12]})"))
    base = folder_of(store.path)
    unused = [place for place in _lying(base) if place.name not in named and place.parent.name != _ASIDE]
    return found + [Finding("attachment_unused", place.relative_to(base).as_posix()) for place in sorted(unused)]


def tidy(store: Store, now: datetime) -> int:
    """Puts files that no row names aside after a day, and deletes them after a month; gives how many were moved.

    A casebook that was put back from an older copy names fewer files than the one it replaced: that is why nothing is
    deleted at once. What a row names again comes back by itself. `now` is aware.
    """
    base = folder_of(store.path)
    if store.read_only or not base.is_dir():
        return 0
    named, moved = _named(store), 0
    for place in _lying(base):
        with contextlib.suppress(OSError):
            age = now.timestamp() - place.stat().st_mtime
            if place.name in named:
                continue
            if place.parent.name == _ASIDE or place.name.endswith(".part"):
                if age > (GONE_AFTER if place.parent.name == _ASIDE else UNUSED_AFTER).total_seconds():
                    place.unlink()
            elif age > UNUSED_AFTER.total_seconds():
                aside = base / _ASIDE
                aside.mkdir(exist_ok=True, mode=0o700)
                os.utime(place, (now.timestamp(), now.timestamp()))
                place.replace(aside / place.name)
                moved += 1
    return moved


def _read(source: Path, limit: int) -> bytes:
    try:
        before = source.stat()
        if not stat.S_ISREG(before.st_mode):  # a folder; a pipe or a device would keep us waiting
            raise Environment("attachment_folder", source)
        if before.st_size > limit:
            raise _too_large(source, limit)
        parts, size = [], 0
        with source.open("rb", buffering=0) as stream:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                if size > limit:
                    raise _too_large(source, limit)
                parts.append(chunk)
            after = os.fstat(stream.fileno())
        same = (after.st_size, after.st_mtime_ns) == (before.st_size, before.st_mtime_ns) and size == after.st_size
        if not same or not source.exists():
            raise Environment("attachment_changed", source)
    except FileNotFoundError as error:
        raise Environment("attachment_gone", source) from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise Environment("attachment_unreadable", source) from error
    return b"".join(parts)


def _too_large(source: Path, limit: int) -> Environment:
    return Environment("attachment_large", source, limit=str(limit // 1_000_000))


def _holds(place: Path, digest: str) -> bool:
    """Whether the content lies there whole; what was altered by another program is written anew."""
    try:
        with place.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest() == digest
    except FileNotFoundError:
        return False


def _bring_back(casebook: Path, place: Path) -> None:
    aside = folder_of(casebook) / _ASIDE / place.name
    if not place.exists() and aside.exists():
        place.parent.mkdir(exist_ok=True, mode=0o700)
        aside.replace(place)


def _named(store: Store) -> dict[str, str]:
    """SHA-256 -> a name under which a row knows it, those of the bin included."""
    table = TABLES[Attachment]
    with store.connection() as connection:
        return {row[0]: row[1] for row in connection.execute(select(table.c.sha256, table.c.name)).all()}


def _lying(base: Path) -> Iterator[Path]:
    if base.is_dir():
        for folder in base.iterdir():
            if folder.is_dir() and not folder.is_symlink():
                yield from (place for place in folder.iterdir() if place.is_file())
