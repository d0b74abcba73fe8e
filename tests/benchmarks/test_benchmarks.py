"""Our operations beside their anchors; run by hand, because a job beside them doubles every time."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from p2i_desktop.storage.engine import PRAGMAS
from tests.benchmarks import raw, table
from tests.benchmarks.measure import Command, Result, environment, measure, run, syncs_of_a_save
from tests.benchmarks.operations import OPERATIONS

COUNTS = {"1k": 1_000, "10k": 10_000, "100k": 100_000, "1m": 1_000_000}
RESULTS = Path(__file__).with_name("RESULTS.md")


def test_the_anchors_open_the_file_as_we_do() -> None:
    assert raw.WRITING == PRAGMAS


@pytest.fixture
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    kept = request.config.getoption("--files", default="")
    place = Path(kept) if kept else tmp_path
    place.mkdir(parents=True, exist_ok=True)
    return place


def _files(size: str, folder: Path, home: Path) -> tuple[Callable[[Command], Command], dict[str, Any]]:
    """The file of a size with its reports and two copies, and what making them took."""
    path, reports, said = folder / f"{size}.p2i", folder / f"reports-{size}", folder / f"{size}.json"
    reports.mkdir(exist_ok=True)
    if not said.exists():
        path.unlink(missing_ok=True)
        made = run(("filling", "demo", str(path), str(COUNTS[size])), environment(home))
        printed = run(("printing", "make", str(path), str(reports)), environment(home))
        made |= {"reports_wall": printed["wall"]} | {k: printed[k] for k in ("pages", "pdf_kb", "xlsx_kb")}
        said.write_text(json.dumps(made))
    made = json.loads(said.read_text())
    copies = [folder / f"{size}-{name}.p2i" for name in ("a", "b")]
    for copy in copies:
        shutil.copyfile(path, copy)
    made["syncs"] = syncs_of_a_save("ours_save", str(copies[0]), home)
    made["bare_syncs"] = syncs_of_a_save("bare_save", str(copies[1]), home)
    words = {"path": path, "folder": reports, "copy": copies[0], "copy2": copies[1]}
    return lambda command: tuple(part.format(**words) for part in command), made


@pytest.mark.benchmark
def test_measure_everything(
    request: pytest.FixtureRequest, folder: Path, own_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Prints the table; with --write it becomes RESULTS.md. A missed target is named, and fails where nobody writes."""
    option = request.config.getoption
    sizes = str(option("--sizes", default="1k,100k")).split(",")
    results: list[Result] = []
    made: dict[str, Any] = {}
    busy = os.getloadavg()[0]  # of the minute before

    def say(text: str) -> None:
        with capsys.disabled():
            print(text, flush=True)

    for size in sizes:
        fill, made[size] = _files(size, folder, own_home)
        say(f"\n{size}: {made[size]}")
        for operation in OPERATIONS:
            if option("--only", default="") in operation.name and (not operation.only or size in operation.only):
                results.append(measure(operation, size, option("--rounds", default=5), fill, own_home, say))
    (folder / "results.json").write_text(table.as_json(results, made))
    text = table.page(results, made, sizes, f" (load average {busy:.1f} before, {os.getloadavg()[0]:.1f} at the end)")
    say(text)
    if option("--write", default=False):
        RESULTS.write_text(text)
        return
    assert not [f"{r.operation.name} {r.size}" for r in results if r.missed]
