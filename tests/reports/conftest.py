"""Offices that the reports are made from."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from p2i_desktop.services.office import Office
from tests.reports import offices


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Three years of talks and cases."""
    with offices.filled(tmp_path / "office.p2i") as made:
        yield made


@pytest.fixture
def first_day(tmp_path: Path) -> Iterator[Office]:
    """An office without a single talk."""
    with offices.empty(tmp_path / "empty.p2i") as made:
        yield made
