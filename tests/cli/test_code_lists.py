"""`import … --as code-lists`: counts, one step, exit codes, sentences for wrong files."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.services.code_lists import official, write_lists

FRESH = {"new": 11, "updated": 0, "skipped": 0, "rejected": 0}


def test_a_folder_is_taken_in_and_taken_back(call: Run, file: Path, tmp_path: Path) -> None:
    folder = write_lists(tmp_path / "lists")
    done = call("import", file, folder, "--as", "code-lists", "--json").json
    assert {name: done[name] for name in FRESH} == FRESH
    assert done["step"]
    again = call("import", file, folder, "--as", "code-lists", "--json").json
    assert again == {"new": 0, "updated": 0, "skipped": 11, "rejected": 0, "step": ""}
    assert call("undo", file, "--json").json == {"label": "take in code lists"}
    assert call("check", file, "--json").json["ok"]


def test_a_dry_run_writes_nothing(call: Run, file: Path, tmp_path: Path) -> None:
    folder = write_lists(tmp_path / "lists")
    done = call("import", file, folder, "--as", "code-lists", "--json", "--dry-run").json
    assert done == FRESH | {"step": ""}
    assert call("undo", file, ok=False).code == 1


def test_one_file_and_words(call: Run, file: Path, tmp_path: Path) -> None:
    folder = write_lists(tmp_path / "lists")
    assert call("import", file, folder / "cpv_10lang.json", "--as", "code-lists").out.startswith("5 new, 0 changed")


def test_rejected_codes_end_with_one(call: Run, file: Path, tmp_path: Path) -> None:
    folder = write_lists(tmp_path / "lists", cpv={"72000000": {"en": "IT"}, "11111111": {"en": "no division"}})
    ended = call("import", file, folder, "--as", "code-lists", ok=False)
    assert ended.code == 1
    assert "Refused: cpv: 11111111" in ended.out


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.json", b"{", "cut off or damaged at line 1"),
        ("a.txt", b"x", "is not a code list"),
        ("", b"", "no code list"),
    ],
)
def test_wrong_files_are_one_sentence(call: Run, file: Path, tmp_path: Path, name: str, data: bytes, said: str) -> None:
    folder = tmp_path / "lists"
    folder.mkdir()
    if name:
        (folder / name).write_bytes(data)
    ended = call("import", file, folder / name, "--as", "code-lists", ok=False)
    assert ended.code == 3
    assert said in ended.err
    assert call("undo", file, ok=False).code == 1


def test_what_is_not_there_and_what_is_not_known(call: Run, file: Path, tmp_path: Path) -> None:
    assert call("import", file, tmp_path / "none", "--as", "code-lists", ok=False).code == 3
    assert call("import", file, tmp_path, "--as", "weather", ok=False).code == 2
    assert call("import", file, tmp_path, ok=False).code == 2


def test_the_official_lists_as_a_process(run: Run, file: Path) -> None:
    done = run("import", file, official(), "--as", "code-lists", "--json").json
    assert (done["new"], done["rejected"]) == (12_242, 0)
