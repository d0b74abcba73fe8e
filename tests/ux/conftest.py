"""The demo file and the surveys that the checks of this folder share."""

from pathlib import Path

import pytest

from tests.ux.rooms import application, demo_file


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with records in German, made once and copied for each window."""
    application()
    folder = tmp_path_factory.mktemp("ux")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("P2I_HOME", str(folder / "home"))
        return demo_file(folder)
