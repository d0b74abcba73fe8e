"""The real command line as a process of its own, on real files."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from p2i_desktop.cli import main
from p2i_desktop.clock import FixedClock
from p2i_desktop.services.office import create_office
from p2i_desktop.settings import Settings

TODAY = "2026-11-20"


@dataclass(frozen=True)
class Ended:
    """How a process ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Ended]


def _held(ended: Ended, ok: bool) -> Ended:
    assert "Traceback" not in ended.err + ended.out
    assert ended.code in (0, 1, 2, 3), ended
    assert not ok or ended.code == 0, ended
    return ended


@pytest.fixture
def call(capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """The same within this process: for what needs no process of its own, and nothing on standard input."""

    def call(*words: object, ok: bool = True) -> Ended:
        capfdbinary.readouterr()
        code = main([str(word) for word in words])
        sys.stdout.flush()
        sys.stderr.flush()
        out, err = capfdbinary.readouterr()
        return _held(Ended(code, out.decode("utf-8"), err.decode("utf-8")), ok)

    return call


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs `p2i-desktop` with words; every sentence on standard error is checked for being one."""

    def run(*words: object, stdin: str | bytes = b"", env: dict[str, str] | None = None, ok: bool = True) -> Ended:
        surroundings = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")} | (env or {})
        done = subprocess.run(
            [sys.executable, "-m", "p2i_desktop", *map(str, words)], input=stdin.encode() if isinstance(stdin, str) else stdin,
            capture_output=True, env=surroundings, cwd=tmp_path, timeout=120, check=False,
        )  # fmt: skip
        return _held(Ended(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")), ok)

    return run


@pytest.fixture
def file(tmp_path: Path, clock: FixedClock) -> Path:
    """A file of an Austrian demo centre with the advisor A1."""
    path = tmp_path / "centre.p2i"
    create_office(
        path, clock=clock, settings=Settings(language="en", staff="A1"), centre_name="Demo Centre", country="AT",
        language="en",
    ).close()  # fmt: skip
    return path


@pytest.fixture
def log(call: Run, file: Path) -> Callable[..., Ended]:
    """Runs `log` on the file, with a note unless one is given."""

    def log(*words: object, note: str = "A question", **more: Any) -> Ended:
        return call("log", file, "--today", TODAY, "--json", "--note", note, *words, **more)

    return log
