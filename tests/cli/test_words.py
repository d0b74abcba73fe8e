"""What is said when something stands in the way, and what is not printed."""

import errno
import sys
from pathlib import Path

import pytest

from p2i_desktop.cli import run, window
from p2i_desktop.cli.call import Failure, plain
from p2i_desktop.cli.sentences import filled, sentence_of
from p2i_desktop.domain.advice import Case
from p2i_desktop.i18n import texts_for
from p2i_desktop.services.errors import Conflict, Environment, Missing, Undoable
from tests.cli.conftest import Run

ENGLISH = texts_for("en")


@pytest.mark.parametrize("kind", ["disk_full", "locked", "newer", "file_moved"])
@pytest.mark.parametrize("language", ["en", "de"])
def test_facts_of_the_surroundings_are_sentences_without_gaps(kind: str, language: str) -> None:
    error = Environment(kind, Path("/data/{host}.p2i"), host="h", user="u", pid="7")
    told = sentence_of(error, texts_for(language))
    assert told is not None
    assert told[1] == 3
    assert told[0].endswith(".")
    assert "{" not in told[0].replace("{host}.p2i", "")


def test_what_stands_in_a_value_is_no_place() -> None:
    assert filled("{name} in {folder}", {"name": "{folder}", "folder": "x{name}"}) == "{folder} in x{name}"


@pytest.mark.parametrize(
    ("number", "word"),
    [
        (errno.ENOSPC, "full"), (errno.EACCES, "right to write"), (errno.ENOENT, "no folder"), (errno.EISDIR, "folder"),
        (errno.EIO, "did not answer"), (None, "did not answer"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_written_is_named(number: int | None, word: str) -> None:
    error = OSError(number, "x", "/data/.year.pdf.0123456789ab.part") if number else OSError("x")
    told = sentence_of(error, ENGLISH)
    assert told is not None
    assert told[1] == 3
    assert word in told[0]
    assert number is None or "full" in told[0] or "year.pdf" in told[0]
    assert ".part" not in told[0]


def test_other_ends_have_their_words_and_codes() -> None:
    case = Case(title="x")
    ends = [
        (Conflict(None, case, None), 3), (Missing("case", "123"), 2), (Undoable("save_case", ()), 1),
        (Undoable("save_case", (("case", "1", "title", "save_case"),)), 1),
    ]  # fmt: skip
    for error, code in ends:
        told = sentence_of(error, ENGLISH)
        assert told is not None
        assert told[1] == code
        assert told[0].endswith(".")
    assert sentence_of(ValueError("ours"), ENGLISH) is None


def test_a_terminal_gets_no_steering_signs() -> None:
    assert plain("a\x1b[31mb\u202ec\nd\x00") == "a·[31mb·c\nd·"


def test_a_missing_system_library_is_named_with_the_command() -> None:
    error = ImportError("libGL.so.1: cannot open shared object file: No such file or directory")
    told = window._without_library(error, ENGLISH)
    assert isinstance(told, Failure)
    assert "libGL.so.1" in told.sentence
    assert "apt-get install libgl1" in told.sentence
    ours = ImportError("cannot import name 'x'")
    assert window._without_library(ours, ENGLISH) is ours


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a screen")
@pytest.mark.parametrize(
    ("platform", "display", "wayland", "missing"),
    [
        ("offscreen", "", "", False), ("minimal", "", "", False), ("", "", "", True), ("", "", "wayland-0", False),
        ("xcb", "", "wayland-0", True), ("wayland", "", "wayland-0", False), ("", ":987", "", True),
    ],
)  # fmt: skip
def test_where_a_window_can_be_shown(
    monkeypatch: pytest.MonkeyPatch, platform: str, display: str, wayland: str, missing: bool
) -> None:
    for name, value in (("QT_QPA_PLATFORM", platform), ("DISPLAY", display), ("WAYLAND_DISPLAY", wayland)):
        monkeypatch.setenv(name, value)
    assert bool(window.no_screen(ENGLISH)) is missing


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a screen")
def test_no_screen_within_this_process(call: Run, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    ended = call(file, ok=False)
    assert (ended.code, "no screen" in ended.err) == (3, True)
    assert call("nothing.p2i", ok=False).code == 3
    words = ["--scale", 5, "--today", "2026-11-20", "--open"]
    made = call("demo", tmp_path / "d" / "demo.p2i", *words)
    assert "no screen" in made.out
    again = call("demo", tmp_path / "d" / "demo.p2i", *words)
    assert "exists already" in again.out
    quiet = call("demo", tmp_path / "e" / "demo.p2i", *words, "--json")
    assert set(quiet.json) == {"paths", "counts"}


def test_a_fault_of_ours_is_told_and_noted(capsys: pytest.CaptureFixture[str], own_home: Path) -> None:
    try:
        raise RuntimeError("Maria Secret")
    except RuntimeError as error:
        code = run._failed(error, ENGLISH)
    told = capsys.readouterr().err
    assert (code, "our fault" in told, "Secret" in told) == (3, True, False)
    (note,) = (own_home / "data" / "crashes").iterdir()
    assert str(note) in told
    assert "Secret" not in note.read_text("utf-8")


@pytest.mark.parametrize(
    "words",
    [
        ("--language", "de", "report", "list"), ("--language=de", "report", "list"),
        ("report", "list", "--language", "de"), ("--today", "2026-01-02", "--language", "de", "report", "list"),
    ],
)  # fmt: skip
def test_options_of_all_commands_may_stand_before_them(call: Run, words: tuple[str, ...]) -> None:
    assert "Jahresbericht" in call(*words).out


def test_an_option_that_took_the_command_for_its_value_is_said(call: Run) -> None:
    ended = call("--language", "figures", "office.p2i", ok=False)
    assert ended.code == 2
    assert "--language" in ended.err
    assert "'figures'" in ended.err
    assert "no command" not in ended.err
