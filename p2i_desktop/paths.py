"""Where files lie, and how a file is replaced without ever losing the old one."""

import contextlib
import os
import secrets
import time
from collections.abc import Iterator
from pathlib import Path

from platformdirs import user_config_dir, user_data_dir, user_documents_dir

_PACKAGE = Path(__file__).resolve().parent
_WINDOWS = os.name == "nt"
_SHARING_VIOLATION_RETRIES = 5  # Windows: the file is open in Excel, or a scanner holds it


def shipped(*parts: str) -> Path:
    """A file that ships with the program (`ui/...`, `resources/...`), in a checkout, a wheel and the frozen app alike."""
    installed = _PACKAGE / "_shipped"
    return (installed if installed.is_dir() else _PACKAGE.parent).joinpath(*parts)


def config_folder() -> Path:
    """The folder of the settings file; `P2I_HOME` moves it, and the data folder, elsewhere (tests, portable use)."""
    home = os.environ.get("P2I_HOME")
    return Path(home) / "config" if home else Path(user_config_dir("p2i-desktop", appauthor=False))


def data_folder() -> Path:
    """The folder of backups, registers and logs of this computer."""
    home = os.environ.get("P2I_HOME")
    return Path(home) / "data" if home else Path(user_data_dir("p2i-desktop", appauthor=False))


def documents_folder() -> Path:
    """The user's documents."""
    home = os.environ.get("P2I_HOME")
    return Path(home) / "documents" if home else Path(user_documents_dir())


def replace_file(path: Path, data: bytes) -> None:
    """Writes `data` to `path`: whole or not at all. OSError leaves the old file as it was."""
    with replacing(path) as temp:
        with temp.open("wb") as out:
            written = out.write(data)
        if written != len(data):
            raise OSError(f"only {written} of {len(data)} bytes were written")


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Gives a temporary file in the same folder; on a clean end it takes the place of `path`, else it is removed."""
    temp = path.with_name(f".{path.name[:40]}.{secrets.token_hex(6)}.part")
    try:
        yield temp
        _flush(temp)
        _put_in_place(temp, path)
        _flush_folder(path.parent)
    except OSError as error:
        error.filename = error.filename or str(path)  # the system names none when a write fails
        raise
    finally:
        temp.unlink(missing_ok=True)


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _put_in_place(temp: Path, path: Path) -> None:
    for attempt in range(_SHARING_VIOLATION_RETRIES):
        try:
            temp.replace(path)
            return
        except PermissionError:
            if not _WINDOWS or attempt == _SHARING_VIOLATION_RETRIES - 1:
                raise
            time.sleep(0.6)


def _flush_folder(folder: Path) -> None:
    if not _WINDOWS:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


_FORBIDDEN = set('<>:"/\\|?*') | {chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}
_DEVICES = {"CON", "PRN", "AUX", "NUL", *(f"{name}{n}" for name in ("COM", "LPT") for n in range(1, 10))}
_LONGEST_NAME = 120
_MOST_BYTES = 240  # file systems take 255; a number may be added


def safe_name(name: str) -> str:
    """A file name that every system takes: base name only, no controls, no device names, at most 120 characters."""
    base = "".join(c for c in name if c >= " " and c != "\x7f" and c not in _FORBIDDEN).strip(" .")
    stem, dot, extension = base.rpartition(".")
    if not dot or len(extension) > 10:
        stem, dot, extension = base, "", ""
    if stem.split(".")[0].upper() in _DEVICES:
        stem = f"_{stem}"
    stem = stem[: _LONGEST_NAME - len(dot + extension)]
    while len((stem + dot + extension).encode("utf-8", "replace")) > _MOST_BYTES:
        stem = stem[:-1]
    return (stem.rstrip(" .") or "file") + dot + extension


def free_path(folder: Path, name: str) -> Path:
    """A path in the folder that no file has yet, whatever the case of its letters: `name`, else `name_2`, ..."""
    taken = {entry.name.casefold() for entry in folder.iterdir()} if folder.is_dir() else set()
    wanted = Path(safe_name(name))
    path, number = wanted, 2
    while path.name.casefold() in taken:
        path = wanted.with_stem(f"{wanted.stem}_{number}")
        number += 1
    return folder / path
