"""What the tests of the window share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from p2i_desktop.clock import FixedClock
from tests.gui.records_world import Bureau


@pytest.fixture
def bureau(tmp_path: Path, clock: FixedClock, qtbot: QtBot) -> Iterator[Bureau]:
    """A window on a file with six organisations and four cases."""
    opened = Bureau(tmp_path, clock)
    yield opened
    opened.close()
