"""Files of a test: a fresh one, open, with its own data folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from p2i_desktop.clock import FixedClock
from p2i_desktop.storage.engine import create_file
from p2i_desktop.storage.store import Store
from tests.storage.making import Office


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    """A new file in a folder of its own, with the own centre and one person in it."""
    made = Office(tmp_path, clock)
    yield made
    made.close()


@pytest.fixture
def store(tmp_path: Path, clock: FixedClock) -> Iterator[Store]:
    """A new, empty file."""
    opened = create_file(tmp_path / "empty.p2i", clock, tmp_path / "data")
    yield opened
    opened.close()
