"""Wrong files, held files, full disks, missing screens: a sentence and exit code 3."""

import os
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from p2i_desktop.clock import FixedClock
from p2i_desktop.services.office import open_office
from p2i_desktop.settings import Settings
from tests.cli.conftest import Ended, Run
from tests.services.code_lists import write_lists

COMMANDS = [
    ["log", "FILE", "--organisation", "x", "--note", "x"], ["figures", "FILE", "--year", "2026"],
    ["report", "annual", "FILE", "--form", "pdf", "--out", "OUT"], ["search", "FILE", "x"],
    ["export", "FILE", "OUT.json"], ["history", "FILE", "x"], ["undo", "FILE"], ["check", "FILE"],
    ["import", "FILE", "LISTS", "--as", "code-lists"],
]  # fmt: skip


def _foreign(path: Path) -> None:
    import sqlite3

    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (a)")
    connection.commit()
    connection.close()


def _newer(path: Path, ours: Path) -> None:
    data = bytearray(ours.read_bytes())
    data[60:64] = (999).to_bytes(4, "big")
    path.write_bytes(data)


WRONG: dict[str, Callable[[Path, Path], object]] = {
    "missing": lambda path, ours: None,
    "empty": lambda path, ours: path.write_bytes(b""),
    "text": lambda path, ours: path.write_text("Dear colleague,\n" * 100),
    "folder": lambda path, ours: path.mkdir(),
    "foreign": lambda path, ours: _foreign(path),
    "newer": _newer,
    "half": lambda path, ours: path.write_bytes(ours.read_bytes()[: ours.stat().st_size // 2]),
    "short": lambda path, ours: path.write_bytes(ours.read_bytes()[:50]),
}


@pytest.mark.parametrize("kind", WRONG)
@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])
def test_a_wrong_file_is_a_sentence_and_stays_as_it_is(
    call: Run, file: Path, tmp_path: Path, kind: str, words: list[str]
) -> None:
    path = tmp_path / "wrong.p2i"
    WRONG[kind](path, file)
    before = path.read_bytes() if path.is_file() else None
    names = {"FILE": str(path), "OUT": str(tmp_path / "out.pdf"), "OUT.json": str(tmp_path / "out.json")}
    names["LISTS"] = str(write_lists(tmp_path / "lists"))
    ended = call(*(names.get(word, word) for word in words), ok=False)
    assert ended.code == 3, ended
    assert ended.out == ""
    assert ended.err.strip().endswith(".")
    assert "wrong.p2i" in ended.err
    assert (path.read_bytes() if path.is_file() else None) == before
    assert not (tmp_path / "out.pdf").exists()
    assert not (tmp_path / "out.json").exists()


def test_beside_an_open_window_reading_works_and_writing_names_the_holder(
    run: Run, file: Path, tmp_path: Path, clock: FixedClock
) -> None:
    with open_office(file, clock=clock, settings=Settings()):
        for words in (["search", file, "x"], ["figures", file, "--year", 2026], ["export", file, tmp_path / "o.json"]):
            run(*words)
        for words in (["undo", file], ["log", file, "--organisation", "x", "--note", "x"]):
            ended = run(*words, ok=False)
            assert ended.code == 3
            assert str(os.getpid()) in ended.err
    run("log", file, "--organisation", "x", "--note", "x")


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written(run: Run, file: Path) -> None:
    file.parent.chmod(0o500)
    try:
        assert run("search", file, "x", "--json").json == []
        ended = run("log", file, "--organisation", "x", "--note", "x", ok=False)
        assert ended.code == 3
    finally:
        file.parent.chmod(0o700)


@pytest.mark.skipif(not Path("/dev/full").exists() or not Path("/dev/shm").is_dir(), reason="needs Linux")
def test_a_full_disk_is_said(call: Run, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import resource

    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    import signal

    old = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, limits[1]))
    try:
        ended = call("export", file, file.parent / "out.json", ok=False)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, old)
    assert ended.code == 3
    assert "out.json" in ended.err  # the system names no file when a write fails
    assert not (file.parent / "out.json").exists()
    assert list(file.parent.glob(".*.part")) == []


def test_without_a_screen_it_says_what_else_can_be_done(run: Run, file: Path) -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("other systems always have a screen")
    for words in ([], [file]):
        ended = run(*words, env={"QT_QPA_PLATFORM": ""}, ok=False)
        assert ended.code == 3
        assert "no screen" in ended.err
        assert "report" in ended.err
    dead = run(file, env={"QT_QPA_PLATFORM": "", "DISPLAY": ":987"}, ok=False)
    assert (dead.code, dead.out) == (3, "")
    missing = run("nothing.p2i", ok=False)
    assert (missing.code, "nothing.p2i" in missing.err) == (3, True)


def test_a_page_that_is_not_there_is_said(run: Run, file: Path, tmp_path: Path) -> None:
    ended = run("screenshots", file, "--out", tmp_path / "out", "--page", "nope", ok=False)
    assert (ended.code, ended.err) == (2, "There is no page nope.\n")


def test_wrong_calls_are_one_sentence(call: Run) -> None:
    for words in (
        ["frobnicate"],
        ["demo"],
        ["log"],
        ["--nonsense"],
        ["a.p2i", "b.p2i"],
        ["search"],
        ["undo", "a", "b"],
    ):
        ended: Ended = call(*words, ok=False)
        assert (ended.code, ended.out) == (2, ""), words
        assert len(ended.err.splitlines()) == 1


@pytest.mark.parametrize(("words", "said"), [
    (["log"], "Es fehlt: FILE, --organisation, --note."),
    (["search", "a.p2i", "x", "y"], "y ist hier nicht bekannt."),
    (["figures", "a.p2i", "--year"], "--year braucht einen Wert."),
    (["figures", "a.p2i", "--year", "two"], "--year: 'two' ist kein Jahr."),
    (["figures", "a.p2i", "--year", "2026", "--until", "2026-02-31"],
     "--until: '2026-02-31' ist kein Datum (Jahr-Monat-Tag, etwa 2026-11-24)."),
    (["search", "a.p2i", "x", "--limit", "-"], "--limit: '-' ist keine Zahl, die hier stehen kann."),
    (["search", "a.p2i", "x", "--json=1"], "--json hat keinen Wert."),
    (["report", "annual", "a.p2i", "--form", "doc"], "--form: 'doc' kann hier nicht stehen, nur pdf, xlsx."),
])  # fmt: skip
def test_a_wrong_call_is_answered_in_the_language_of_the_user(call: Run, words: list[str], said: str) -> None:
    ended = call(*words, "--language", "de", ok=False)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(said), ended.err
    assert "Hilfe: p2i-desktop" in ended.err


@pytest.mark.parametrize("out", [".", "", "list.csv"])
def test_a_name_that_cannot_be_written_to_stands_in_the_sentence(call: Run, file: Path, out: str) -> None:
    ended = call("export", file, out, ok=False)
    assert (ended.code, ended.err) == (
        2, f"{out or 'OUT'} should end in .xlsx or .json, or in .ics for meetings.\n",
    )  # fmt: skip


def test_help_in_german_has_german_headings(call: Run) -> None:
    told = call("--language", "de", "report", "--help").out
    assert "Aufruf: " in told
    assert not [word for word in ("usage", "positional", "options:", "show this") if word in told]


def test_help_and_version(call: Run) -> None:
    assert "demo" in call("--help").out
    assert "--organisation" in call("log", "--help").out
    assert re.fullmatch(r"P2I Desktop \d+\.\d+\.\d+ \(Qt [\d.]+, SQLite [\d.]+\)\s*", call("--version").out)


def test_a_fault_of_ours_is_a_sentence_and_a_note_without_contents(
    call: Run, file: Path, own_home: Path, tmp_path: Path
) -> None:
    """A file whose own journal table is gone in the middle is no fault of ours; a broken program is."""
    from p2i_desktop.cli import crash

    try:
        raise ValueError("Maria Secret")
    except ValueError as error:
        path = crash.write_note(error, own_home / "data")
    assert path is not None
    text = path.read_text("utf-8")
    assert "ValueError" in text
    assert "Secret" not in text
    assert str(tmp_path) not in text
    for _ in range(25):
        crash.write_note(KeyError("x"), own_home / "data")
    assert len(list((own_home / "data" / "crashes").glob("*.txt"))) == 20
    blocked = tmp_path / "blocked"
    blocked.write_text("")
    assert crash.write_note(KeyError("x"), blocked) is None


def test_a_closed_pipe_is_no_error(run: Run, file: Path, tmp_path: Path) -> None:
    import subprocess

    if not shutil.which("head"):
        pytest.skip("needs head")
    line = f"'{sys.executable}' -m p2i_desktop self-check --imports | head -n 1"
    done = subprocess.run(["sh", "-c", line], capture_output=True, timeout=60, check=False)
    assert done.stderr == b""
