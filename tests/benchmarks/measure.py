"""Measuring: one process for each variant and round, rounds interleaved, the first thrown away, medians."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from tests.benchmarks.child import Values

ROOT = Path(__file__).parents[2]
NEAR = 1.25  # a target missed by less is measured again
TRIES = 3
_SECONDS = 900
Command = tuple[str, ...]  # module, variant, arguments


@dataclass(frozen=True, slots=True)
class Operation:
    """What is measured: ours beside an anchor by their ratio, or alone against a limit; `metric` is what is compared."""

    name: str
    ours: Command
    anchor: Command | None = None
    metric: str = "cpu"
    ratio: float | None = None  # at most so many times the anchor
    limit: float | None = None  # at most so much
    unit: str = "ms"
    beside: str = ""  # what the anchor is
    rounds: int | None = None
    only: frozenset[str] = frozenset()  # sizes; empty = all
    goal: str = ""  # where the target is said in other words


@dataclass(slots=True)
class Result:
    """What came of one operation at one size."""

    operation: Operation
    size: str
    ours: Values
    anchor: Values | None
    tries: int = 1
    notes: dict[str, float] = field(default_factory=dict)

    @property
    def value(self) -> float:
        return self.ours[self.operation.metric]

    @property
    def ratio(self) -> float | None:
        return self.value / self.anchor[self.operation.metric] if self.anchor else None

    @property
    def excess(self) -> float:
        """How far from the target: 1 = just reached, more = missed."""
        found = [0.0]
        if self.operation.limit is not None:
            found.append(self.value / self.operation.limit)
        if self.operation.ratio is not None and self.ratio is not None:
            found.append(self.ratio / self.operation.ratio)
        return max(found)

    @property
    def missed(self) -> bool:
        return self.excess > 1


def run(command: Command, environment: Mapping[str, str]) -> Values:
    """One process of the benchmarks; its last line is what it measured. Its errors are ours."""
    module, *arguments = command
    found = subprocess.run(
        [sys.executable, "-m", f"tests.benchmarks.{module}", *arguments], cwd=ROOT, timeout=_SECONDS, check=False, text=True,
        capture_output=True, env=dict(environment) | {"P2I_BENCH_STARTED": str(time.time())},
    )  # fmt: skip
    if found.returncode:
        raise RuntimeError(f"{command}: {found.stdout[-1000:]} {found.stderr[-3000:]}")
    said = [line for line in found.stderr.splitlines() if line and "propagateSizeHints" not in line]
    if said:
        print("\n".join(said), flush=True)
    values: Values = json.loads(found.stdout.splitlines()[-1])
    return values


def environment(home: Path) -> dict[str, str]:
    """Settings and registers of the benchmarks alone, no screen, openpyxl without lxml."""
    own = {"P2I_HOME": str(home), "QT_QPA_PLATFORM": "offscreen", "OPENPYXL_LXML": "False", "PYTHONHASHSEED": "0"}
    # Compiled modules are kept, as they are where the program was installed; the first round makes them.
    own["PYTHONPYCACHEPREFIX"] = str(home.parent / "compiled")
    return {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | own


def measure(
    operation: Operation,
    size: str,
    rounds: int,
    fill: Callable[[Command], Command],
    home: Path,
    say: Callable[[str], None],
) -> Result:
    """An operation at one size; nearly missed it is measured again, and the best counts."""
    found = _once(operation, size, rounds, fill, home)
    say(line_of(found))
    tries = 1
    while 1 < found.excess < NEAR and tries < TRIES:
        tries += 1
        again = _once(operation, size, rounds, fill, home)
        say(line_of(again))
        found = min((found, again), key=lambda result: result.excess)
    found.tries = tries
    return found


def _once(operation: Operation, size: str, rounds: int, fill: Callable[[Command], Command], home: Path) -> Result:
    variants = [command for command in (operation.anchor, operation.ours) if command is not None]
    found: list[list[Values]] = [[] for _ in variants]
    count = operation.rounds or rounds + 1
    for _ in range(count):
        for values, command in zip(found, variants, strict=True):
            values.append(run(fill(command), environment(home)))
    kept = [values[1:] or values for values in found]
    middle = [{name: median(one[name] for one in values) for name in values[0]} for values in kept]
    return Result(operation, size, middle[-1], middle[0] if operation.anchor else None)


def target_of(operation: Operation) -> str:
    """The target in words."""
    found = []
    if operation.ratio is not None:
        found.append(f"{operation.ratio:g} x")
    if operation.limit is not None:
        found.append(f"{operation.limit:g} {operation.unit}")
    return ", ".join(found) or operation.goal or "–"


def line_of(result: Result) -> str:
    """One result as a line of text."""
    ratio = f"{result.ratio:6.2f} x" if result.ratio is not None else "       –"
    anchor = f"{result.anchor[result.operation.metric]:9.2f}" if result.anchor else "        –"
    mark = "missed" if result.missed else "reached" if result.excess else ""
    return (
        f"{result.operation.name:44.44s} {result.size:>5s} {result.value:9.2f} {result.operation.unit:4s} {anchor} {ratio}"
        f"  target {target_of(result.operation):16s} {mark}"
    )


def syncs_of_a_save(variant: str, path: str, home: Path, few: int = 10, many: int = 138) -> float | None:
    """Sync calls of one save, counted by strace in two runs of different length; None where there is no strace. Over
    many saves: one in sixty merges parts of the search index and writes more pages than SQLite holds in memory."""
    counts = []
    for saves in (few, many):
        trace = home / f"trace{saves}"
        command = [
            "strace", "-f", "-qq", "-e", "trace=fsync,fdatasync,sync_file_range", "-o", str(trace), sys.executable, "-m",
            "tests.benchmarks.saving", variant, path,
        ]  # fmt: skip
        own = environment(home) | {"P2I_BENCH_SAVES": str(saves)}
        try:
            subprocess.run(command, cwd=ROOT, env=own, check=True, capture_output=True, timeout=_SECONDS)
        except (FileNotFoundError, subprocess.CalledProcessError):
            return None
        counts.append(sum("sync" in line for line in trace.read_text().splitlines()))
    return (counts[1] - counts[0]) / (many - few)


def flat(results: Sequence[Result], name: str, small: str, large: str) -> float | None:
    """How much an operation grows from one size to another."""
    found = {result.size: result.value for result in results if result.operation.name == name}
    return found[large] / found[small] if small in found and large in found else None
