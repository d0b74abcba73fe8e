"""No command but the window and its pictures loads Qt; light commands load little else."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run

# Qt is only for windows; each of the others only for the command that needs it.
CASES = [
    (["self-check", "--imports"], {"PySide6", "sqlalchemy", "reportlab", "openpyxl", "alembic", "rapidfuzz"}),
    (["search", "FILE", "x"], {"PySide6", "reportlab", "openpyxl", "alembic", "rapidfuzz", "defusedxml"}),
    (["figures", "FILE", "--year", "2026"], {"PySide6", "reportlab", "openpyxl", "alembic", "rapidfuzz"}),
    (["log", "FILE", "--organisation", "x", "--note", "x"], {"PySide6", "reportlab", "openpyxl", "rapidfuzz"}),
    (["export", "FILE", "OUT.xlsx"], {"PySide6", "reportlab", "alembic"}),
    (["report", "annual", "FILE", "--form", "pdf", "--out", "OUT.pdf"], {"PySide6", "alembic"}),
]


@pytest.mark.parametrize(("words", "unwanted"), CASES, ids=lambda part: part[0] if isinstance(part, list) else "")
def test_each_command_loads_only_what_it_needs(
    file: Path, tmp_path: Path, words: list[str], unwanted: set[str]
) -> None:
    names = {"FILE": str(file), "OUT.xlsx": str(tmp_path / "o.xlsx"), "OUT.pdf": str(tmp_path / "o.pdf")}
    argv = [names.get(word, word) for word in words]
    code = (
        "import sys\nfrom p2i_desktop.cli import main\n"
        f"assert main({argv!r}) == 0\n"
        "print('LOADED', *sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    loaded = set(done.stdout.rpartition("LOADED ")[2].split())
    assert loaded & unwanted == set()


def test_the_program_checks_itself(call: Run) -> None:
    told = call("self-check", "--json").json
    assert told["ok"], told
    assert told["files"]["icons"] > 20
    assert told["files"]["languages"] >= 2
    assert {"Python", "SQLite", "PySide6-Essentials"} <= set(told["versions"])
    assert "p2i_desktop.cli" in call("self-check", "--imports", "--json").json
    assert "Everything opens." in call("self-check").out
