"""Opening: every wrong file gets its own answer and keeps its bytes; the right one opens, once, wherever it may."""

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy.exc import TimeoutError as PoolTimeout

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.advice import Case
from p2i_desktop.storage import health
from p2i_desktop.storage.check import check
from p2i_desktop.storage.engine import create_file, open_file, read_snapshot
from p2i_desktop.storage.errors import Environment
from p2i_desktop.storage.lock import holder, lock_path
from p2i_desktop.storage.schema import outlines, schema_statements
from p2i_desktop.storage.store import Put
from p2i_desktop.storage.tables import SCHEMA
from tests.storage.making import Office, dump, organisation, visible

ROOT = Path(__file__).resolve().parents[2]


def test_the_names_that_are_compared_are_those_of_a_new_file() -> None:
    assert health.names_made_by(outlines()) == health.names_made_by(schema_statements())


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def poke(path: Path, at: int, value: bytes) -> None:
    data = bytearray(path.read_bytes())
    data[at : at + len(value)] = value
    path.write_bytes(bytes(data))


def other_program(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE x (a)")
    connection.close()


def sql(*statements: str) -> Callable[[Path], None]:
    def run(path: Path) -> None:
        with sqlite3.connect(path) as connection:
            for statement in statements:
                connection.execute(statement)
        connection.close()

    return run


def newer_with_hot_journal(path: Path) -> None:
    poke(path, 60, (99).to_bytes(4, "big"))
    Path(f"{path}-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"\1" * 600)


WRONG: dict[str, tuple[str, Callable[[Path], object]]] = {
    "empty": ("empty", lambda p: p.write_bytes(b"")),
    "text": ("not_ours", lambda p: p.write_text("Dear colleagues, ...\n" * 40)),
    "short text": ("not_ours", lambda p: p.write_text("x")),
    "web page": ("not_ours", lambda p: p.write_text("<html>" + "x" * 5000)),
    "other program": ("not_ours", other_program),
    "newer": ("newer", lambda p: poke(p, 60, (99).to_bytes(4, "big"))),
    "newer in the middle of a save": ("newer", newer_with_hot_journal),
    "magic gone": ("damaged", lambda p: poke(p, 0, bytes(16))),
    "cut in half": ("damaged", lambda p: p.write_bytes(p.read_bytes()[: p.stat().st_size // 2])),
    "cut in half at a page": ("damaged", lambda p: p.write_bytes(p.read_bytes()[: p.stat().st_size // 8192 * 4096])),
    "schema page gone": ("damaged", lambda p: poke(p, 100, b"\xff" * 3000)),
    "strange trigger": ("damaged", sql("CREATE TRIGGER t AFTER INSERT ON step BEGIN DELETE FROM draft; END")),
    "changed trigger": ("damaged", sql("DROP TRIGGER journal_no_delete", "CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal BEGIN SELECT 1; END")),
    "strange view": ("damaged", sql("CREATE VIEW v AS SELECT 1")),
    "missing index": ("damaged", sql("DROP INDEX ix_journal_key")),
    "strange column": ("damaged", sql("ALTER TABLE target ADD COLUMN x TEXT")),
    "missing table": ("damaged", sql("DROP TABLE number_series")),
}  # fmt: skip


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_file_is_named_and_kept(what: str, office: Office) -> None:
    office.case()
    office.close()
    kind, spoil = WRONG[what]
    spoil(office.path)
    before = digest(office.path)
    for read_only in (False, True):
        with pytest.raises(Environment) as raised:
            open_file(office.path, office.clock, office.data, read_only=read_only)
        assert raised.value.path in (office.path, None)
        if not read_only:
            assert raised.value.kind == kind
            assert digest(office.path) == before
        else:  # SQLite speaks first: of a newer or a hurt file it may say more than its header
            assert raised.value.kind in ((kind,) if kind in ("not_ours", "empty") else (kind, "hot_journal_read_only"))
    assert digest(office.path) == before


def test_no_file_and_a_folder(tmp_path: Path, clock: FixedClock) -> None:
    for path, kind in ((tmp_path / "none.p2i", "missing"), (tmp_path, "folder")):
        for read_only in (False, True):
            with pytest.raises(Environment) as raised:
                open_file(path, clock, tmp_path / "data", read_only=read_only)
            assert raised.value.kind == kind
    assert not (tmp_path / "none.p2i").exists()  # never a new empty file in place of a missing one


def test_a_new_file_takes_no_name_that_is_taken(office: Office, tmp_path: Path) -> None:
    before = digest(office.path)
    for path, kind in ((office.path, "exists"), (tmp_path / "no" / "folder.p2i", "missing")):
        with pytest.raises(Environment) as raised:
            create_file(path, office.clock, office.data)
        assert raised.value.kind == kind
    assert digest(office.path) == before
    assert oct(office.path.stat().st_mode & 0o777) == "0o600"


def test_a_second_opening_is_refused_with_the_holders_data(office: Office) -> None:
    with pytest.raises(Environment) as raised:
        open_file(office.path, office.clock, office.data)
    assert raised.value.kind == "locked"
    assert raised.value.values["pid"] == str(os.getpid())


def test_another_process_is_refused_and_may_read(office: Office) -> None:
    case = office.case()
    code = f"""
from pathlib import Path
from p2i_desktop.clock import Clock
from p2i_desktop.domain.advice import Case
from p2i_desktop.storage.engine import open_file, read_snapshot
from p2i_desktop.storage.errors import Environment
try:
    open_file(Path({str(office.path)!r}), Clock(), Path({str(office.data)!r}))
except Environment as error:
    print(error.kind, error.values["pid"])
store = read_snapshot(Path({str(office.path)!r}))
print(store.get(Case, {case.id!r}).title, store.read_only)
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [f"locked {os.getpid()}", "Quieter trams True"]


def test_the_lock_is_free_when_its_holder_is_killed(office: Office) -> None:
    office.close()
    code = f"""
import os, signal
from pathlib import Path
from p2i_desktop.clock import Clock
from p2i_desktop.storage.engine import open_file
store = open_file(Path({str(office.path)!r}), Clock(), Path({str(office.data)!r}))
os.kill(os.getpid(), signal.SIGKILL)
"""
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False)
    store = office.reopen()
    assert store.ended_badly
    assert check(store) == []
    assert not office.reopen().ended_badly


def test_a_lock_file_with_nonsense_names_nobody(office: Office) -> None:
    lock_path(office.path).write_text("[1]")
    assert holder(office.path)["pid"] == "?"
    lock_path(office.path).write_text("{")
    assert holder(office.path)["host"] == "?"


def test_a_snapshot_reads_and_never_writes(office: Office) -> None:
    case = office.case()
    snapshot = read_snapshot(office.path, office.clock)
    assert visible(snapshot) == visible(office.store)
    assert snapshot.seq == office.store.seq
    with pytest.raises(Environment) as raised:
        snapshot.apply("x", [Put(organisation())])
    assert raised.value.kind == "read_only"
    with pytest.raises(Environment), snapshot.writing():
        pass
    snapshot.close()
    assert office.store.get(Case, case.id) == case


def test_a_file_replaced_under_us_is_not_written(office: Office) -> None:
    shutil.copy(office.path, office.folder / "other")
    (office.folder / "other").replace(office.path)
    with pytest.raises(Environment) as raised:
        office.store.apply("x", [Put(organisation())])
    assert raised.value.kind == "file_moved"
    office.path.unlink()
    with pytest.raises(Environment):
        office.store.apply("x", [Put(organisation())])


def test_the_live_file_is_never_opened_by_us(office: Office) -> None:
    """POSIX drops all locks of a process with the first descriptor of the file that it closes."""
    opened: list[str] = []
    watching = threading.Event()
    watching.set()

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if watching.is_set() and event == "open" and str(arguments[0]) == str(office.path):
            opened.append(str(arguments[0]))

    sys.addaudithook(watch)
    office.case()
    office.store.undo()
    check(office.store)
    list(dump(office.store))
    read_snapshot(office.path).close()
    with pytest.raises(Environment):
        open_file(office.path, office.clock, office.data)
    watching.clear()
    assert opened == []


def test_a_second_connection_is_a_fault_of_ours(office: Office) -> None:
    with office.store.connection(), pytest.raises(PoolTimeout), office.store.connection():
        pass


def test_a_hot_journal_is_rolled_back_and_noticed(office: Office) -> None:
    office.case()
    office.close()
    pid = os.fork()
    if pid == 0:
        connection = sqlite3.connect(office.path, isolation_level=None)
        connection.execute("PRAGMA cache_size=1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE \"case\" SET title = 'half'")
        connection.executemany("INSERT INTO draft VALUES ('f', ?, 0, '{}', '')", [(str(n) * 500,) for n in range(200)])
        os._exit(0)
    os.waitpid(pid, 0)
    assert health.hot_journal(office.path)
    with pytest.raises(Environment) as raised:
        open_file(office.path, office.clock, office.data, read_only=True)
    assert raised.value.kind == "hot_journal_read_only"
    store = office.reopen()
    assert store.ended_badly
    assert [c.title for c in store.find(Case)] == ["Quieter trams"]


def test_damage_is_found_after_a_bad_end(office: Office) -> None:
    office.store.apply("x", [Put(organisation())])
    office.close()
    health.mark_running(office.data, _file_id(office.path), office.clock.now())
    sql("UPDATE organisation SET city = 'elsewhere'")(office.path)
    with pytest.raises(Environment) as raised:
        office.reopen()
    assert raised.value.kind == "damaged"


def test_a_bad_search_index_is_made_anew_in_silence(office: Office) -> None:
    office.store.apply("x", [Put(organisation())])
    office.close()
    health.mark_running(office.data, _file_id(office.path), office.clock.now())
    sql("DELETE FROM search_text")(office.path)
    assert check(office.reopen()) == []


def _file_id(path: Path) -> str:
    with sqlite3.connect(path) as connection:
        found: str = connection.execute("SELECT value FROM meta WHERE name = 'file_id'").fetchone()[0]
    connection.close()
    return found


def test_header_numbers_are_ours(office: Office) -> None:
    head = office.path.read_bytes()[:100]
    assert head[68:72] == b"P2ID"
    assert int.from_bytes(head[60:64], "big") == SCHEMA
    assert office.store.meta("min_reader") == "1"
    assert office.store.meta("nothing") == ""
