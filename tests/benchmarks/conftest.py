"""Options of the benchmarks."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Sizes, rounds, a part of them, and whether the page of results is written."""
    parser.addoption("--sizes", default="1k,100k", help="how many consultations: 1k, 10k, 100k, 1m")
    parser.addoption("--rounds", default=5, type=int, help="rounds that count; one more is thrown away")
    parser.addoption("--only", default="", help="only operations whose name has this text")
    parser.addoption("--files", default="", help="a folder that keeps the files of the sizes for the next run")
    parser.addoption("--write", action="store_true", help="writes tests/benchmarks/RESULTS.md")


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """Nothing runs beside a benchmark: where they are asked for, `-n auto` means none."""
    return 0 if "not benchmark" not in str(config.option.markexpr) else None
