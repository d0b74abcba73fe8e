"""Files are replaced whole or not at all; names are safe on every system."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from p2i_desktop import paths


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    target = tmp_path / "report.pdf"
    target.write_bytes(b"old")
    paths.replace_file(target, b"new")
    assert target.read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["report.pdf"]


def test_a_failed_write_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "report.pdf"
    target.write_bytes(b"old")

    def cancelled_write() -> None:
        with paths.replacing(target) as temp:
            temp.write_bytes(b"half")
            raise ValueError("cancelled")

    with pytest.raises(ValueError, match="cancelled"):
        cancelled_write()
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["report.pdf"]


@pytest.mark.parametrize(("given_name", "safe"), [
    ("CON.txt", "_CON.txt"), ("..\\..\\x", "x"), ("a:b", "ab"), ("report. ", "report"), ("", "file"), ("../../etc/passwd", "etcpasswd"),
    ("evil\u202etxt.exe", "eviltxt.exe"), ("nul", "_nul"), ("Jahresbericht 2025.pdf", "Jahresbericht 2025.pdf"), ("a\x00b\nc", "abc"),
])  # fmt: skip
def test_names_are_safe(given_name: str, safe: str) -> None:
    assert paths.safe_name(given_name) == safe


@given(st.text(max_size=300))
def test_any_text_becomes_a_name_that_can_be_written(tmp_path: Path, text: str) -> None:
    name = paths.safe_name(text.encode("utf-8", "ignore").decode())
    assert 0 < len(name) <= 120
    assert Path(name).name == name
    assert paths.safe_name(name) == name


def test_a_name_that_is_taken_in_another_case_gets_a_number(tmp_path: Path) -> None:
    (tmp_path / "Report.pdf").touch()
    assert paths.free_path(tmp_path, "report.pdf").name == "report_2.pdf"
    assert paths.free_path(tmp_path / "missing", "report.pdf").name == "report.pdf"
