"""Who writes: one node id per installation and copy of the file, so that no two writers ever count on from one number."""

import json
import os
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from sqlalchemy import Connection

from p2i_desktop.storage.journal import GENESIS, Head, Hybrid, Writer
from p2i_desktop.storage.values import canonical

TABLE = "replica"  # the `tbl` of the entry with which a node ties its chain to those it found


@dataclass
class Register:
    """What this computer remembers of a file: the node it writes as, its last entry, where the file lay, numbers given."""

    node: str = ""
    seq: int = 0
    path: str = ""
    numbers: dict[str, int] = field(default_factory=dict)


def machine_token(data_folder: Path, random: Callable[[int], bytes]) -> str:
    """The random name of this computer's data folder, made at first use."""
    place = data_folder / "machine"
    try:
        return place.read_text("ascii").strip()
    except (OSError, UnicodeDecodeError):
        token = random(16).hex()
        _put(place, token)
        return token


def _put(place: Path, text: str) -> None:
    # Neither flushed nor replaced nor emptied first (some systems flush a file that was emptied and written anew), and
    # cut only where it was longer (the file system keeps a note of each cut, which the next flush of the casebook would
    # carry to the disk): losing it costs a new node id, and a save must not wait for it.
    data = text.encode()
    try:
        file = os.open(place, os.O_WRONLY | os.O_CREAT, 0o600)
    except FileNotFoundError:
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = os.open(place, os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        os.write(file, data)
        if os.fstat(file).st_size > len(data):
            os.ftruncate(file, len(data))
    finally:
        os.close(file)


@lru_cache(maxsize=16)
def _place(data_folder: Path, file_id: str) -> Path:
    return data_folder / "register" / f"{file_id}.json"


def read_register(data_folder: Path, file_id: str) -> Register | None:
    """What is remembered of a file; None when nothing is, or when it cannot be read."""
    try:
        found = json.loads(_place(data_folder, file_id).read_text("utf-8"))
        numbers = {str(key): int(value) for key, value in found["numbers"].items()}
        return Register(str(found["node"]), int(found["seq"]), str(found["path"]), numbers)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def write_register(data_folder: Path, file_id: str, register: Register) -> None:
    """Remembers where a file stands; a folder that cannot be written is no reason to fail a save that is on disk."""
    values = {"node": register.node, "seq": register.seq, "path": register.path, "numbers": register.numbers}
    try:
        _put(_place(data_folder, file_id), canonical(values))
    except OSError:
        return


def file_id_of(path: Path) -> str | None:
    """The identity of another file, read without a lock; None when it is no file of ours."""
    if not path.is_file():
        return None
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        try:
            row = connection.execute("SELECT value FROM meta WHERE name = 'file_id'").fetchone()
        finally:
            connection.close()
    except sqlite3.Error:
        return None
    return row[0] if row else None


_LAST = "SELECT seq, hash, hlc FROM journal WHERE node = ? ORDER BY seq DESC LIMIT 1"


def known_heads(connection: Connection) -> dict[str, tuple[int, bytes, str]]:
    """node -> (seq, hash, hlc) of the last entry of every chain in the file."""
    nodes = connection.exec_driver_sql("SELECT node FROM replica").scalars().all()
    rows = ((node, connection.exec_driver_sql(_LAST, (node,)).first()) for node in nodes)
    return {node: (row[0], row[1], row[2]) for node, row in rows if row}


def may_go_on(connection: Connection, register: Register | None, token: str, path: Path, file_id: str) -> bool:
    """Whether this installation may write on under its old node id in this very copy of the file."""
    if register is None:
        return False
    query = "SELECT count(*) FROM replica WHERE node = ? AND machine_token = ?"
    if not connection.exec_driver_sql(query, (register.node, token)).scalar():
        return False
    if register.seq > known_heads(connection).get(register.node, (0, GENESIS, ""))[0]:
        return False  # an older copy came back
    old = Path(register.path)
    if _same(old, path):
        return True
    return file_id_of(old) != file_id  # moved, not copied


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


_STEPS = "SELECT count(*) FROM step WHERE id >= ? AND id < ?"


def head_of(connection: Connection, node: str) -> Head:
    """The end of a node's chain, its clock never behind any entry in the file."""
    heads = known_heads(connection)
    seq, chain, _ = heads.get(node, (0, GENESIS, ""))
    steps = connection.exec_driver_sql(_STEPS, (f"{node}:", f"{node};")).scalar_one()  # ";" follows ":"
    head = Head(node, seq, chain, steps, Hybrid())
    for _, _, stamp in heads.values():
        head.clock.saw(stamp)
    return head


def enter(connection: Connection, writer: Writer, token: str, now: str) -> None:
    """The first entry of a new node: what it found of every other chain; earlier nodes of this computer end here."""
    node = writer.head.node
    heads = {other: {"seq": seq, "hash": chain.hex()} for other, (seq, chain, _) in known_heads(connection).items()}
    writer.add("", TABLE, node, "heads", None, canonical(heads), [])
    end = 'UPDATE replica SET "until" = ? WHERE machine_token = ? AND "until" = \'\''
    connection.exec_driver_sql(end, (now, token))
    connection.exec_driver_sql("INSERT INTO replica VALUES (?, ?, ?, '', '')", (node, token, now))
