"""What every test has: no screen, folders of its own, no network, no stray threads of the last test."""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.setdefault("OPENPYXL_LXML", "False")

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from p2i_desktop.clock import FixedClock

settings.register_profile(
    "ci",
    max_examples=60,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.register_profile("long", max_examples=1000, deadline=None, suppress_health_check=list(HealthCheck))
settings.load_profile(os.environ.get("P2I_HYPOTHESIS", "ci"))


def refuse_network(event: str, arguments: tuple[object, ...]) -> None:
    """Nothing in the product talks to the network: a connection fails the test that tries it."""
    if event in ("socket.connect", "socket.getaddrinfo"):
        raise AssertionError(f"a network connection was tried: {arguments[1:]}")


sys.addaudithook(refuse_network)

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings, registers and documents of this test alone."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("P2I_HOME", str(home))
    return home


_before: list[str] = []


@pytest.fixture(autouse=True)
def english_is_english(request: pytest.FixtureRequest) -> Iterator[None]:
    """No test finds the longer English of another one; who left it is named."""
    from tests.ux.pseudo import back_to_english

    if back_to_english():
        print(f"the pseudo-language was left behind; tests before: {_before[-3:]}", file=sys.__stderr__)
    yield
    _before.append(request.node.nodeid)


@pytest.fixture
def clock() -> FixedClock:
    """A clock that stands at noon UTC on Friday, 20 November 2026."""
    return FixedClock(NOON)


@pytest.fixture(autouse=True)
def no_windows_left() -> Iterator[None]:
    """Windows of this test end with it: the next window would give its style to all of them once more."""
    yield
    if "PySide6.QtWidgets" not in sys.modules:
        return
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtGui import QFontDatabase
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return
    for widget in QApplication.topLevelWidgets():
        if not widget.isVisible() and widget.parent() is None:
            widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    if app.font() != system:
        app.setFont(system)  # or it would pass for the system's
