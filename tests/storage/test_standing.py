"""How a file stands: damage that is noted, the check that goes on in small pieces, places that endanger it, newer files."""

import json
import os
from pathlib import Path

import pytest

from p2i_desktop.domain.advice import Case
from p2i_desktop.storage import engine, health, migrate, place
from p2i_desktop.storage.check import check
from p2i_desktop.storage.engine import look_at_newer, open_file
from p2i_desktop.storage.errors import Environment
from p2i_desktop.storage.numbers import Put
from p2i_desktop.storage.slow_check import SlowCheck
from p2i_desktop.storage.store import Store
from p2i_desktop.storage.tables import SCHEMA
from tests.storage.making import Office, organisation
from tests.storage.test_opening import WRONG, digest, sql
from tests.storage.world import World

DATA = Path("/nowhere/data")


# -- damage ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("what", WRONG)
def test_only_damage_is_noted_beside_the_file(what: str, office: Office) -> None:
    office.case()
    office.close()
    kind, break_it = WRONG[what]
    break_it(office.path)
    with pytest.raises(Environment):
        office.reopen()
    assert health.is_marked_damaged(office.path) == (kind == "damaged")


def test_a_marked_file_is_looked_over_to_the_bottom_and_no_copy_is_made_of_it(office: Office) -> None:
    case = office.case()
    office.close()
    sql("UPDATE \"case\" SET title = 'by another program'")(office.path)
    health.mark_damaged(office.path, office.clock.now(), "row")
    for _ in range(3):
        with pytest.raises(Environment) as raised:
            office.reopen()
        assert raised.value.kind == "damaged"
    made = engine.engine_for(office.path, writing=True)
    with pytest.raises(Environment) as refused:
        migrate.back_up(made, office.path, office.clock, office.data / "backups")
    made.dispose()
    assert refused.value.kind == "damaged"
    assert not (office.data / "backups").exists()
    sql(f"UPDATE \"case\" SET title = '{case.title}'")(office.path)
    store = office.reopen()  # the marker was left, the file is good
    assert store.looked_over
    assert not health.is_marked_damaged(office.path)


def test_damage_met_while_working_is_noted(office: Office) -> None:
    office.case()
    office.store.apply("x", [Put(organisation(f"Office {n}")) for n in range(200)])
    office.reopen()
    data = bytearray(office.path.read_bytes())
    data[8192:] = b"\xff" * (len(data) - 8192)
    os.pwrite(fd := os.open(office.path, os.O_WRONLY), bytes(data[8192:]), 8192)
    os.close(fd)
    with pytest.raises(Environment) as raised:
        office.store.find(Case)
    assert raised.value.kind == "damaged"
    assert json.loads(health.damage_place(office.path).read_text("utf-8"))["what"]


# -- the check beside the work ----------------------------------------------------------------------------------------
TAMPERED = {
    "nothing": ([], set()),
    "row": (["UPDATE organisation SET city = 'elsewhere'"], {"row"}),
    "row gone": (["PRAGMA foreign_keys=OFF", "DELETE FROM action"], {"row"}),
    "journal": (
        ["DROP TRIGGER journal_no_update", "UPDATE journal SET new = '\"x\"' WHERE seq = 7"],
        {"chain", "schema"},
    ),
    "tail": (["DROP TRIGGER journal_no_delete", "DELETE FROM journal WHERE seq > 300"], {"chain", "schema"}),
    "orphan": (["PRAGMA foreign_keys=OFF", "UPDATE case_party SET organisation = 'gone'"], {"reference", "row"}),
    "search": (["UPDATE search_text SET notes = 'x' WHERE n = (SELECT max(n) FROM search_text)"], {"search"}),
    "index": (["DELETE FROM search_text WHERE n = (SELECT min(n) FROM search_text)"], {"search"}),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_the_check_in_pieces_finds_what_the_whole_one_finds(office: Office, what: str) -> None:
    World(office.store)
    office.close()
    statements, codes = TAMPERED[what]
    sql(*statements)(office.path)
    store = engine.read_snapshot(office.path, office.clock) if "schema" not in codes else None
    if store is None:
        made = engine.engine_for(office.path, writing=False)
        store = Store(made, office.path, office.clock, None, os.urandom, None)
    slow = SlowCheck(store)
    rounds = 0
    while not slow.go_on(0.0005):
        rounds += 1
    whole = check(store)
    store.close()
    found = {finding.code for finding in slow.findings}
    assert codes <= found, slow.findings[:5]
    assert rounds > 10
    assert found <= {finding.code for finding in whole} | {"search"}, (slow.findings[:3], whole[:3])


def test_saves_between_the_pieces_are_no_fault(office: Office) -> None:
    World(office.store)
    slow = SlowCheck(office.store)
    number = 0
    while not slow.go_on(0.002):
        number += 1
        if number % 3 == 0:
            office.case(f"Case {number}")
    assert number > 6
    assert slow.findings == []


def test_a_piece_is_short(office: Office) -> None:
    World(office.store, talks=400)
    slow = SlowCheck(office.store)
    import time

    longest = 0.0
    while not slow.done:
        began = time.process_time()
        slow.go_on(0)
        slow.go_on(0.0001)
        longest = max(longest, time.process_time() - began)
    assert longest < 0.15  # 50 ms wanted; the machine of a test is shared


def test_the_last_check_is_remembered(office: Office) -> None:
    made = health.last_checked(office.data, office.store.file_id)
    assert made == office.clock.now()  # a file that was made a moment ago is whole
    (office.data / "checks" / f"{office.store.file_id}.json").write_text("{}")
    assert health.last_checked(office.data, office.store.file_id) is None
    office.close()
    health.mark_running(office.data, office.store.file_id, office.clock.now())
    assert office.reopen().looked_over
    assert health.last_checked(office.data, office.store.file_id) == office.clock.now()


# -- newer files ------------------------------------------------------------------------------------------------------
def newer(path: Path, reader: int, *statements: str) -> None:
    sql(
        f"UPDATE meta SET value = '{reader}' WHERE name = 'min_reader'",
        f"PRAGMA user_version={SCHEMA + 1}",
        *statements,
    )(path)


def test_a_newer_file_is_looked_at_in_a_copy(office: Office) -> None:
    office.case()
    office.close()
    newer(
        office.path,
        SCHEMA,
        "CREATE TABLE later (id TEXT PRIMARY KEY) STRICT",
        'ALTER TABLE "case" ADD COLUMN later TEXT',
    )
    before = digest(office.path)
    with pytest.raises(Environment) as raised:
        open_file(office.path, office.clock, office.data)
    assert raised.value.kind == "newer"
    with_copy = look_at_newer(office.path, office.clock)
    assert with_copy.read_only
    assert [case.title for case in with_copy.find(Case)] == ["Quieter trams"]
    copy = with_copy.path
    assert copy != office.path
    with_copy.close()
    assert not copy.parent.exists()
    assert digest(office.path) == before


@pytest.mark.parametrize(
    ("reader", "statement"),
    [
        (SCHEMA + 1, "SELECT 1"),
        (1, "ALTER TABLE target DROP COLUMN value"),
        (1, "DELETE FROM meta WHERE name = 'min_reader'"),
    ],
)
def test_a_newer_file_that_may_not_be_read_stays_shut(
    office: Office, tmp_path: Path, reader: int, statement: str
) -> None:
    office.close()
    newer(office.path, reader, statement)
    copies = tmp_path / "copies"
    copies.mkdir()
    with pytest.raises(Environment) as raised:
        look_at_newer(office.path, office.clock, copies)
    assert raised.value.kind == "newer"
    assert list(copies.iterdir()) == []


def test_a_newer_file_in_the_middle_of_a_save_is_looked_at_as_it_was_before(office: Office) -> None:
    office.case()
    office.close()
    newer(office.path, 1)
    pid = os.fork()
    if pid == 0:
        import sqlite3

        connection = sqlite3.connect(office.path, isolation_level=None)
        connection.execute("PRAGMA cache_size=1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE \"case\" SET title = 'half'")
        connection.executemany("INSERT INTO draft VALUES ('f', ?, 0, '{}', '')", [(str(n) * 500,) for n in range(200)])
        os._exit(0)
    os.waitpid(pid, 0)
    assert health.hot_journal(office.path)
    before = digest(office.path)
    store = look_at_newer(office.path, office.clock)
    assert [case.title for case in store.find(Case)] == ["Quieter trams"]
    store.close()
    assert digest(office.path) == before
    assert health.hot_journal(office.path)


@pytest.mark.parametrize("what", ["text", "other program", "empty"])
def test_what_is_no_casebook_is_not_looked_at(what: str, office: Office) -> None:
    office.close()
    WRONG[what][1](office.path)
    with pytest.raises(Environment):
        look_at_newer(office.path, office.clock)


# -- places -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("folder", "kind", "service"),
    [
        ("OneDrive", "synced", "OneDrive"), ("OneDrive - Demo Centre", "synced", "OneDrive"),
        ("Dropbox", "synced", "Dropbox"), ("Dropbox (Demo)", "synced", "Dropbox"), ("Nextcloud", "synced", "Nextcloud"),
        ("Nextcloud2", "synced", "Nextcloud"), ("ownCloud", "synced", "ownCloud"), ("Seafile", "synced", "Seafile"),
        ("Google Drive", "synced", "Google Drive"), ("GoogleDrive-a@b.example", "synced", "Google Drive"),
        ("Library/Mobile Documents", "synced", "iCloud Drive"), ("pCloudDrive", "synced", "pCloud"),
        ("Library/CloudStorage/Box-Box", "synced", "Box"), ("Library/CloudStorage/Other-x", "synced", "Other"),
        ("Tresors", "synced", "Tresorit"), ("Demo SharePoint", "synced", "SharePoint"), ("MEGAsync", "synced", "MEGA"),
    ],
)  # fmt: skip
def test_folders_of_sync_clients_by_their_names(folder: str, kind: str, service: str) -> None:
    assert place.risk_of(Path("/home/demo") / folder / "Cases" / "office.p2i", DATA, {}, "") == place.Risk(
        kind, service
    )


@pytest.mark.parametrize("folder", ["dropbox-importer", "my onedrive", "cases", "box", "mega", "icloudy", "seafiles"])
def test_other_folders_are_good(folder: str) -> None:
    assert place.risk_of(Path("/home/demo") / folder / "office.p2i", DATA, {}, "") is None


@pytest.mark.parametrize(("sign", "service"), [(".stfolder", "Syncthing"), (".dropbox", "Dropbox")])
def test_folders_of_sync_clients_by_their_signs(tmp_path: Path, sign: str, service: str) -> None:
    (tmp_path / sign).mkdir()
    path = tmp_path / "a" / "office.p2i"
    assert place.risk_of(path, tmp_path, {}, "") == place.Risk("synced", service)


def test_a_folder_that_the_system_names() -> None:
    environ = {"OneDriveCommercial": "/home/demo/Work", "PATH": "/home/demo"}
    assert place.risk_of(Path("/home/demo/Work/office.p2i"), DATA, environ, "") == place.Risk("synced", "OneDrive")
    assert place.risk_of(Path("/home/demo/office.p2i"), DATA, environ, "") is None


MOUNTS = """/dev/sda1 / ext4 rw 0 0
server:/share /mnt/team nfs4 rw 0 0
//server/x /mnt/My\\040Team cifs rw 0 0
sshfs /mnt/ssh fuse.sshfs rw 0 0
overlay /mnt/box fuse.fuse-overlayfs rw 0 0
/dev/sdb1 /mnt/team/local ext4 rw 0 0
bad line
"""


@pytest.mark.parametrize(
    ("path", "risky"),
    [
        ("/mnt/team/office.p2i", True), ("/mnt/My Team/office.p2i", True), ("/mnt/ssh/a/office.p2i", True),
        ("/mnt/box/office.p2i", False), ("/mnt/team/local/office.p2i", False), ("/mnt/teamwork/office.p2i", False),
        ("/srv/office.p2i", False),
    ],
)  # fmt: skip
def test_drives_of_a_network(path: str, risky: bool) -> None:
    assert place.risk_of(Path(path), DATA, {}, MOUNTS) == (place.Risk("network") if risky else None)
    everywhere = "root / 9p rw 0 0"  # what all of the system lies on is not a drive of a network
    assert place.risk_of(Path(path), DATA, {}, everywhere) is None


def test_disks_that_are_pulled_out_and_temporary_folders(tmp_path: Path) -> None:
    assert place.risk_of(Path("/media/demo/STICK/office.p2i"), DATA, {}, "") == place.Risk("removable")
    assert place.risk_of(tmp_path / "office.p2i", DATA, {}, "") == place.Risk("temporary")
    assert place.risk_of(tmp_path / "office.p2i", tmp_path / "data", {}, "") is None
