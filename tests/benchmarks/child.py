"""What every measured process shares: clocks, the answer on its last line, and the modules that must not be loaded."""

import json
import os
import resource
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median

Values = dict[str, float]
HEAVY = ("numpy", "lxml")  # openpyxl and others load them where they are, users of the product have them not


def main(variants: dict[str, Callable[..., Values]]) -> None:
    """Runs the variant that the command line names and prints what it measured as JSON."""
    name, *arguments = sys.argv[1:]
    refused = dict.fromkeys(HEAVY)  # None: an import fails as on a computer that has them not
    sys.modules.update(refused)  # type: ignore[arg-type]
    values = variants[name](*arguments)
    assert not [module for module in HEAVY if sys.modules[module] is not None]
    values["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print("\n" + json.dumps(values), flush=True)


def each(work: Callable[[int], object], count: int, warm: int = 3) -> Values:
    """Medians in milliseconds of one call: CPU (user and system, all threads) and wall; the first calls are thrown away."""
    cpu, wall = [], []
    for number in range(count + warm):
        started, busy = time.perf_counter(), time.process_time()
        work(number)
        cpu.append(time.process_time() - busy)
        wall.append(time.perf_counter() - started)
    return {"cpu": 1000 * median(cpu[warm:]), "wall": 1000 * median(wall[warm:])}


def since_start() -> Values:
    """CPU and wall milliseconds since this process was started."""
    return {
        "cpu": 1000 * time.process_time(),
        "wall": 1000 * (time.time() - float(os.environ["P2I_BENCH_STARTED"])),
    }


def pss_mb() -> float:
    """The memory of this process in MB, shared pages in parts."""
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def pick(values: Iterable[str]) -> list[str]:
    """What is not empty, each once, in its order."""
    return list(dict.fromkeys(value for value in values if value))
