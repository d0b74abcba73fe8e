"""Attached files: copied once, opened as a copy, whole after a move, refused in words; nothing half done."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.advice import Confidentiality
from p2i_desktop.domain.knowledge import Attachment, AttachmentKind
from p2i_desktop.domain.parties import StaffMember
from p2i_desktop.domain.record import About
from p2i_desktop.i18n import texts_for
from p2i_desktop.services.checking import check
from p2i_desktop.services.errors import Environment, Missing
from p2i_desktop.services.office import Office, create_office, open_office
from p2i_desktop.settings import Settings
from p2i_desktop.storage import attached_files
from tests.services.conftest import open_case

TEXTS = texts_for("en")


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """A folder outside the casebook's."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


@pytest.fixture
def about(case_id: str) -> About:
    return About("case", case_id)


def write(folder: Path, name: str, data: bytes = b"content") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def stored(office: Office) -> list[Path]:
    base = attached_files.folder_of(office.path)
    return sorted(path for path in base.rglob("*") if path.is_file()) if base.exists() else []


def only(office: Office, about: About, path: Path) -> Attachment:
    (record,) = office.attachments.add(about, [path]).records
    return record


def test_a_file_is_copied_under_its_sum_and_never_linked(office: Office, about: About, inbox: Path) -> None:
    source = write(inbox, "Needs v2.PDF", b"%PDF demo")
    record = only(office, about, source)
    digest = hashlib.sha256(b"%PDF demo").hexdigest()
    place = office.path.with_name("centre.p2i-files") / digest[:2] / digest
    assert stored(office) == [place]
    assert (record.name, record.sha256, record.size, record.mime) == ("Needs v2.PDF", digest, 9, "application/pdf")
    assert place.stat().st_mode & 0o777 == 0o600
    source.unlink()
    assert office.attachments.content(record.id) == b"%PDF demo"
    assert check(office, TEXTS) == []


def test_content_is_stored_once_however_often_it_is_attached(office: Office, about: About, inbox: Path) -> None:
    first = only(office, about, write(inbox, "a.txt"))
    second = only(office, About("case", open_case(office, None)), write(inbox, "b.txt"))
    assert first.sha256 == second.sha256
    assert len(stored(office)) == 1
    again = office.attachments.add(about, [inbox / "a.txt"])
    assert (again.records, again.known) == ((), ("a.txt",))
    assert again.changed.step == ""


@pytest.mark.parametrize(("name", "kept"), [
    ("CON.txt", "_CON.txt"), ("..\\..\\x", "x"), ("C:\\Users\\demo\\plan.docx", "plan.docx"), ("a:b?.txt", "ab.txt"),
    ("evil\u202etxt.exe", "eviltxt.exe"), ("trailing. ", "trailing"), ("Ωμέγα.txt", "Ωμέγα.txt"), ("bell\x07.txt", "bell.txt"),
    ("x" * 250 + ".txt", "x" * 116 + ".txt"), ("好" * 80 + ".txt", "好" * 78 + ".txt"),
])  # fmt: skip
def test_hostile_names_become_names_that_every_system_takes(
    office: Office, about: About, inbox: Path, tmp_path: Path, name: str, kept: str
) -> None:
    record = only(office, about, write(inbox, name, name.encode()))
    assert record.name == kept
    opened = office.attachments.opened(record.id) if not kept.endswith(".exe") else tmp_path / "none"
    if not kept.endswith(".exe"):
        assert (opened.name, opened.read_bytes()) == (kept, name.encode())


def test_a_name_without_letters_of_this_system_and_a_nul_are_no_crash(
    office: Office, about: About, inbox: Path
) -> None:
    odd = Path(os.fsdecode(os.fsencode(inbox) + b"/caf\xe9.txt"))
    odd.write_bytes(b"x")
    assert only(office, about, odd).name == "caf\ufffd.txt"
    result = office.attachments.add(about, [inbox / "a\x00b.txt", inbox / ("y" * 300)])
    assert [error.kind for error in result.refused] == ["attachment_unreadable", "attachment_unreadable"]


def test_the_same_name_in_another_case_gets_a_number(office: Office, about: About, inbox: Path) -> None:
    names = [only(office, about, write(inbox, n, n.encode())).name for n in ("Plan.txt", "PLAN.TXT")]
    assert names == ["Plan.txt", "PLAN_2.TXT"]
    other = replace(office.attachments.of(about)[0], name="plan.txt")
    if other.name.casefold() != "plan.txt":
        raise AssertionError
    office.attachments.save(replace(office.attachments.attachment(other.id), name="pLaN.txt"))
    assert len({one.name.casefold() for one in office.attachments.of(about)}) == 2


def test_what_cannot_be_attached_is_told_and_stops_no_other(office: Office, about: About, inbox: Path) -> None:
    good, folder = write(inbox, "good.txt"), inbox / "folder"
    folder.mkdir()
    pipe = inbox / "pipe"
    os.mkfifo(pipe)
    large = write(inbox, "large.bin", b"0" * 1_000_001)
    office.use_settings(replace(office.settings, attachment_mb=1))
    result = office.attachments.add(about, [folder, pipe, large, inbox / "gone.txt", good])
    told = [(error.kind, error.values["name"]) for error in result.refused]
    assert told == [
        ("attachment_folder", "folder"), ("attachment_folder", "pipe"), ("attachment_large", "large.bin"),
        ("attachment_gone", "gone.txt"),
    ]  # fmt: skip
    assert [one.name for one in result.records] == ["good.txt"]
    assert len(stored(office)) == 1
    office.use_settings(replace(office.settings, attachment_mb=2))
    assert only(office, about, large).size == 1_000_001


def test_an_empty_file_is_a_file(office: Office, about: About, inbox: Path) -> None:
    record = only(office, about, write(inbox, "empty.txt", b""))
    assert record.size == 0
    assert office.attachments.content(record.id) == b""
    assert check(office, TEXTS) == []


def growing(path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Another program that writes to the file all the time."""
    code = "import sys\nwhile True:\n    open(sys.argv[1], 'ab', 0).write(b'x')"
    child = subprocess.Popen([sys.executable, "-c", code, str(path)])
    try:
        yield child
    finally:
        child.kill()
        child.wait()


def test_a_file_that_changes_while_it_is_copied_is_refused(office: Office, about: About, inbox: Path) -> None:
    path = write(inbox, "log.txt", b"0" * 20_000_000)
    kept = 0  # copies during which the other program never had its turn
    for _ in growing(path):
        while True:
            before = path.stat().st_size
            while path.stat().st_size == before:
                os.sched_yield()
            result = office.attachments.add(about, [path])
            if result.refused or kept == 5:
                break
            kept += 1
    assert [error.kind for error in result.refused] == ["attachment_changed"]
    assert len(stored(office)) == kept
    assert len(office.attachments.of(about)) == kept


def test_a_file_without_the_right_to_read(office: Office, about: About, inbox: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root reads everything")
    path = write(inbox, "secret.txt")
    path.chmod(0)
    assert [e.kind for e in office.attachments.add(about, [path]).refused] == ["attachment_unreadable"]


def test_a_full_disk_leaves_nothing_half_done(tmp_path: Path, clock: FixedClock, inbox: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=6m", "p2i-test", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("mounting a small disk needs more rights")
    try:
        with create_office(disk / "c.p2i", clock=clock, settings=Settings(staff="A1")) as office:
            about = About("case", open_case(office, None))
            with pytest.raises(Environment) as raised:
                office.attachments.add(about, [write(inbox, "big.bin", b"0" * 7_000_000)])
            assert raised.value.kind == "disk_full"
            assert stored(office) == []
            assert office.attachments.of(about) == []
            assert only(office, about, write(inbox, "small.txt")).size == 7
            assert check(office, TEXTS) == []
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_the_folder_may_move_with_its_casebook(
    office: Office, about: About, inbox: Path, tmp_path: Path, clock: FixedClock
) -> None:
    record = only(office, about, write(inbox, "plan.txt", b"moved"))
    office.close()
    home = tmp_path / "elsewhere" / "year 2027"
    home.mkdir(parents=True)
    for one in tmp_path.glob("centre.p2i*"):
        shutil.move(one, home / one.name)
    with open_office(home / "centre.p2i", clock=clock, settings=Settings(staff="A1")) as moved:
        assert moved.attachments.content(record.id) == b"moved"
        assert check(moved, TEXTS) == []


def test_what_is_opened_is_a_copy_for_reading_only(office: Office, about: About, inbox: Path) -> None:
    record = only(office, about, write(inbox, "plan.txt"))
    opened = office.attachments.opened(record.id)
    assert opened.stat().st_mode & 0o777 == 0o400
    opened.chmod(0o600)
    opened.write_bytes(b"changed by another program")
    assert office.attachments.content(record.id) == b"content"
    assert office.attachments.opened(record.id) != opened


def test_copies_that_were_opened_go_after_a_day(office: Office, about: About, inbox: Path, clock: FixedClock) -> None:
    record = only(office, about, write(inbox, "plan.txt"))
    old = office.attachments.opened(record.id)
    os.utime(old.parent, (0, 0))
    office.attachments.opened(record.id)
    assert not old.exists()


def test_programs_are_not_opened_but_saved(office: Office, about: About, inbox: Path, tmp_path: Path) -> None:
    record = only(office, about, write(inbox, "setup.EXE", b"MZ"))
    with pytest.raises(Environment) as raised:
        office.attachments.opened(record.id)
    assert raised.value.kind == "attachment_runs"
    office.attachments.save_as(record.id, tmp_path / "saved.exe")
    assert (tmp_path / "saved.exe").read_bytes() == b"MZ"


def test_missing_altered_and_unused_files_are_found(office: Office, about: About, inbox: Path) -> None:
    gone, changed = (only(office, about, write(inbox, n, n.encode())) for n in ("gone.txt", "changed.txt"))
    attached_files.place_of(office.path, gone.sha256).unlink()
    attached_files.place_of(office.path, changed.sha256).write_bytes(b"other")
    stray = attached_files.folder_of(office.path) / "00" / ("0" * 64)
    stray.parent.mkdir()
    stray.write_bytes(b"nobody names me")
    found = check(office, TEXTS)
    assert sorted((one.code, one.what.partition(" ")[0]) for one in found) == [
        ("attachment_altered", "changed.txt"), ("attachment_missing", "gone.txt"), ("attachment_unused", f"00/{'0' * 64}"),
    ]  # fmt: skip
    for record, kind in ((gone, "attachment_missing"), (changed, "attachment_altered")):
        with pytest.raises(Environment) as raised:
            office.attachments.content(record.id)
        assert raised.value.kind == kind
    office.attachments.add(About("case", open_case(office, None)), [inbox / "gone.txt", inbox / "changed.txt"])
    assert {one.code for one in check(office, TEXTS)} == {"attachment_unused"}  # attached anew, all are whole


def test_unused_files_go_aside_after_a_day_and_away_after_a_month(
    office: Office, about: About, inbox: Path, clock: FixedClock
) -> None:
    kept = only(office, about, write(inbox, "kept.txt", b"kept"))
    stray = attached_files.take_in(office.path, write(inbox, "stray.txt", b"stray"), 100)
    place = attached_files.place_of(office.path, stray.sha256)
    now = clock.now().timestamp()
    for path in stored(office):
        os.utime(path, (now, now))
    assert office.attachments.tidy() == 0
    clock.advance(days=2)
    assert office.attachments.tidy() == 1
    assert not place.exists()
    assert check(office, TEXTS) == []
    assert attached_files.content(office.path, stray.sha256, "stray.txt") == b"stray"  # named again: it comes back
    os.utime(place, (now, now))
    office.attachments.tidy()
    clock.advance(days=31)
    office.attachments.tidy()
    assert [path.name for path in stored(office)] == [kept.sha256]


def test_a_file_of_the_bin_is_used(office: Office, about: About, inbox: Path, clock: FixedClock) -> None:
    record = only(office, about, write(inbox, "plan.txt"))
    office.attachments.bin(record.id)
    assert office.attachments.of(about) == []
    clock.advance(days=400)
    assert office.attachments.tidy() == 0
    office.attachments.unbin(record.id)
    assert office.attachments.content(record.id) == b"content"
    office.steps.undo()
    office.steps.redo()
    assert [one.id for one in office.attachments.of(about)] == [record.id]


def test_the_case_takes_its_files_into_the_bin_and_back(office: Office, about: About, inbox: Path) -> None:
    record = only(office, about, write(inbox, "plan.txt"))
    office.advice.bin("case", about.id)
    with pytest.raises(Missing):
        office.attachments.attachment(record.id)
    office.advice.unbin("case", about.id)
    assert office.attachments.attachment(record.id).name == "plan.txt"


def test_name_kind_and_words_are_changed_content_never(office: Office, about: About, inbox: Path) -> None:
    record = only(office, about, write(inbox, "photo.jpg"))
    assert record.kind is AttachmentKind.IMAGE
    office.attachments.save(
        replace(record, name="a/b\u202e.jpg", kind=AttachmentKind.MINUTES, alt_text="A wall", sha256="0" * 64, size=1)
    )
    found = office.attachments.attachment(record.id)
    assert (found.name, found.kind, found.alt_text) == ("b.jpg", AttachmentKind.MINUTES, "A wall")
    assert (found.sha256, found.size) == (record.sha256, record.size)


def test_files_of_a_restricted_case_are_for_its_advisors(office: Office, about: About, inbox: Path) -> None:
    record = only(office, about, write(inbox, "plan.txt"))
    case = office.advice.case(about.id)
    office.advice.save_case(replace(case, confidentiality=Confidentiality.RESTRICTED))
    office.centre.save_staff(StaffMember(name="Demo Other", initials="B2"))
    office.use_settings(replace(office.settings, staff="B2"))
    for verb in (office.attachments.opened, office.attachments.content, office.attachments.bin):
        with pytest.raises(Missing):
            verb(record.id)


def test_a_casebook_that_is_only_read_takes_nothing(
    office: Office, about: About, inbox: Path, clock: FixedClock
) -> None:
    office.close()
    with open_office(office.path, clock=clock, settings=Settings(staff="A1"), read_only=True) as reading:
        with pytest.raises(Environment) as raised:
            reading.attachments.add(about, [write(inbox, "plan.txt")])
        assert raised.value.kind == "read_only"
        assert stored(reading) == []


def test_the_story_of_a_case_names_its_files(office: Office, about: About, inbox: Path) -> None:
    only(office, about, write(inbox, "plan.txt"))
    item = next(one for one in office.advice.case_file(about.id).timeline if one.kind == "document")
    assert (item.title, item.size, item.type) == ("plan.txt", 7, "attachment")
