"""A disk that refuses: full, or not ours to write. The answer is a kind, and everything saved before is there."""

import contextlib
import os
import resource
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from p2i_desktop.clock import Clock
from p2i_desktop.domain.advice import Consultation
from p2i_desktop.storage.check import check
from p2i_desktop.storage.drafts import save_draft
from p2i_desktop.storage.engine import create_file, open_file
from p2i_desktop.storage.errors import Environment
from p2i_desktop.storage.store import Put, Store
from tests.fault.children import as_nobody, forked, said
from tests.storage.making import Office, dump, organisation

pytestmark = pytest.mark.fault


@contextlib.contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """A disk of 3 MB where we may mount one."""
    folder.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "p2i-test", str(folder)], capture_output=True, check=False
    )
    if done.returncode != 0:
        pytest.skip("mounting a small disk needs more rights; the limit on file sizes is tested instead")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def until_full(office: Office) -> tuple[list[str], str]:
    """Saves until the disk refuses; gives (ids that were saved, kind of the refusal)."""
    saved: list[str] = []
    while len(saved) < 3000:
        talk = office.consultation(note="x" * 20_000)
        try:
            office.store.apply("log", [Put(talk)])
        except Environment as error:
            return saved, error.kind if error.path == office.path else "no path"
        saved.append(talk.id)
    raise AssertionError("the disk never became full")


def fill(disk: Path) -> None:
    with (disk / "filler").open("wb", buffering=0) as filler, contextlib.suppress(OSError):
        while filler.write(b"0" * 4096):
            pass


def all_there(store: Store, saved: list[str]) -> None:
    assert {talk.id for talk in store.find(Consultation)} == set(saved)
    assert check(store) == []


def test_a_full_disk_keeps_everything_that_was_saved(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk, contextlib.closing(Office(disk, Clock())) as office:
        saved, kind = until_full(office)
        assert saved
        assert kind == "disk_full"
        office.store.close()
        assert Path(f"{office.path}-journal").stat().st_size == 0  # nobody is told of a crash
        all_there(office.reopen(), saved)
        with pytest.raises(Environment) as raised:
            save_draft(office.store, "log", "new-1", 0, {"note": "y" * 3_000_000})
        assert raised.value.kind == "disk_full"
        all_there(office.reopen(), saved)
        fill(disk)
        with pytest.raises(Environment) as raised:
            create_file(disk / "new.p2i", Clock(), tmp_path / "data")
        assert raised.value.kind == "disk_full"
        assert not [one.name for one in disk.glob("new.p2i*")]
        all_there(office.store, saved)


def test_a_limit_on_file_sizes_keeps_everything_that_was_saved(tmp_path: Path) -> None:
    def work(say: Callable[[str], None]) -> None:
        office = Office(tmp_path, Clock())
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (3_000_000, 3_000_000))
        saved, kind = until_full(office)
        assert saved
        all_there(office.store, saved)
        office.close()
        say(kind)

    assert said(*forked(work))[0] in ("io_error", "disk_full")


def test_a_folder_that_may_not_be_written_opens_read_only() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "shared"
        folder.mkdir()
        office = Office(folder, Clock())
        office.store.apply("x", [Put(organisation())])
        office.close()
        Path(name).chmod(0o755)
        for path in (folder, office.data, *folder.iterdir()):
            path.chmod(0o755 if path.is_dir() else 0o644)
        before = office.path.read_bytes()

        def work(say: Callable[[str], None]) -> None:
            as_nobody(folder)
            store = open_file(office.path, Clock(), office.data)
            say(f"{store.read_only} {sum(1 for _ in dump(store))} {check(store)}")
            try:
                store.apply("x", [Put(organisation())])
            except Environment as error:
                say(error.kind)
            try:
                create_file(folder / "new.p2i", Clock(), office.data)
            except Environment as error:
                say(error.kind)

        assert said(*forked(work)) == ["True 3 []", "read_only", "read_only"]
        folder.chmod(0o755)
        assert office.path.read_bytes() == before
        assert not (folder / "new.p2i").exists()


def test_a_file_that_may_not_be_written_opens_read_only() -> None:
    with tempfile.TemporaryDirectory() as name:
        office = Office(Path(name), Clock())
        office.close()
        Path(name).chmod(0o777)
        office.path.chmod(0o444)

        def work(say: Callable[[str], None]) -> None:
            os.chmod(office.path, 0o444)  # noqa: PTH101
            if os.geteuid() == 0:
                as_nobody(Path(name))
            say(str(open_file(office.path, Clock(), Path(name) / "mine").read_only))

        assert said(*forked(work)) == ["True"]


def test_a_file_that_may_not_be_read_is_said_to_be_so() -> None:
    with tempfile.TemporaryDirectory() as name:
        office = Office(Path(name), Clock())
        office.close()
        Path(name).chmod(0o777)
        office.path.chmod(0)

        def work(say: Callable[[str], None]) -> None:
            if os.geteuid() == 0:
                os.setgroups([])
                os.setgid(65534)
                os.setuid(65534)
            try:
                open_file(office.path, Clock(), Path(name) / "mine")
            except Environment as error:
                say(error.kind)

        assert said(*forked(work))[0] in ("cannot_open", "read_only")
