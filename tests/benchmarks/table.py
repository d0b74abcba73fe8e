"""The results as a page of text and as JSON."""

import json
import platform
import sqlite3
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from tests.benchmarks.measure import Result, flat, target_of

MACHINE = "2 cores, 24 GiB, shared"


def as_json(results: Sequence[Result], made: dict[str, Any]) -> str:
    """Every number that was measured."""
    rows = [
        {
            "operation": r.operation.name, "size": r.size, "metric": r.operation.metric, "value": r.value, "unit": r.operation.unit,
            "anchor": r.anchor[r.operation.metric] if r.anchor else None, "ratio": r.ratio, "target": target_of(r.operation),
            "missed": r.missed, "tries": r.tries, "ours": r.ours, "beside": r.anchor,
        }
        for r in results
    ]  # fmt: skip
    return json.dumps({"machine": MACHINE, "made": made, "results": rows}, indent=1)


def page(results: Sequence[Result], made: dict[str, Any], sizes: Sequence[str], load: str) -> str:
    """The page that stands in the docs: date, machine, table, growth, misses."""
    import PySide6
    import sqlalchemy

    versions = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, PySide6 {PySide6.__version__}, SQLAlchemy {sqlalchemy.__version__}"
    day = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    lines = [
        "# Measured",
        "",
        f"{day}, {MACHINE}{load}; {sys.platform}; {versions}. Made by `pytest tests/benchmarks -m benchmark --write`, not by hand.",
        "",
        "Ours beside its anchor in the same run: one process for each variant and round, rounds interleaved, the first thrown",
        "away, medians. The ratio counts, the milliseconds are for orientation. \"ms\" is CPU time (user and system, all threads),",
        "\"wall\" is what a person waits.",
        "",
        "| operation | at | ours | anchor | ratio | target | |",
        "|---|---|---|---|---|---|---|",
    ]  # fmt: skip
    lines += [_row(result) for result in results]
    lines += ["", "## The demo centre", "", *_demo(made)]
    lines += ["", "## Growth", "", *_growth(results, sizes), "", "## Missed", "", *_misses(results, made), ""]
    return "\n".join(lines)


def _number(value: float, unit: str) -> str:
    return f"{value:,.0f} {unit}" if value >= 100 else f"{value:.1f} {unit}" if value >= 10 else f"{value:.2f} {unit}"


def _row(r: Result) -> str:
    unit = r.operation.unit + (" wall" if r.operation.metric in ("wall", "slowest") else "")
    anchor = (
        f"{r.operation.beside}: {_number(r.anchor[r.operation.metric], r.operation.unit)}"
        if r.anchor
        else r.operation.beside
    )
    ratio = f"{r.ratio:.2f} x" if r.ratio is not None else ""
    mark = "**missed**" if r.missed else "reached" if r.excess else ""
    again = f" (best of {r.tries})" if r.tries > 1 else ""
    return f"| {r.operation.name} | {r.size} | {_number(r.value, unit)} | {anchor} | {ratio} | {target_of(r.operation)} | {mark}{again} |"


def _demo(made: dict[str, Any]) -> list[str]:
    found = []
    for size, values in made.items():
        found.append(
            f"- {size}: made in {values['wall'] / 1000:.1f} s wall ({values['cpu'] / 1000:.1f} s CPU, {values['peak_mb']:.0f} MB at most), "
            f"{values['bytes_each'] / 1024:.2f} KiB of file for each consultation; annual report as PDF ({values['pages']:.0f} pages, "
            f"{values['pdf_kb']:.0f} KiB) and workbook ({values['xlsx_kb'] / 1024:.1f} MiB) in {values['reports_wall'] / 1000:.1f} s wall; "
            f"all three {(values['wall'] + values['reports_wall']) / 1000:.1f} s."
        )
        if values.get("syncs") is not None:
            beside = f"sqlite3 with the same statements: {values['bare_syncs']:.2f}"
            found.append(f"- {size}: {values['syncs']:.2f} sync calls for a save (target: at most 5; {beside}).")
    return found


def _growth(results: Sequence[Result], sizes: Sequence[str]) -> list[str]:
    if len(sizes) < 2:
        return ["Measured at one size only."]
    names = (
        "start to the first painted rows",
        "open the register",
        "filter by channel",
        "sort by minutes",
        "save, CPU",
    )
    found = []
    for name in names:
        growth = flat(results, name, sizes[0], sizes[-1])
        if growth is not None:
            found.append(f"- {name}: {growth:.2f} x from {sizes[0]} to {sizes[-1]} (flat means at most 1.2 x).")
    return found


def _misses(results: Sequence[Result], made: dict[str, Any]) -> list[str]:
    found = [
        f"- {r.operation.name}, {r.size}: {_number(r.value, r.operation.unit)}"
        + (f" = {r.ratio:.2f} x its anchor" if r.ratio is not None else "")
        + f", target {target_of(r.operation)}."
        for r in results if r.missed
    ]  # fmt: skip
    for size, values in made.items():
        if size == "100k" and values["wall"] + values["reports_wall"] > 180_000:
            found.append(f"- demo of {size} with both reports: more than 180 s.")
        if size == "100k" and values["bytes_each"] > 6 * 1024:
            found.append(f"- demo of {size}: more than 6 KiB of file for each consultation.")
    return found or ["None."]
