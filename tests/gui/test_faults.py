"""Faults: counted by kind and place, reported without data, told at most once a minute."""

import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.parties import Organisation
from p2i_desktop.gui.faults import KEPT_REPORTS, FaultDialog, FaultDialogs, Faults
from p2i_desktop.gui.look.look import Look
from p2i_desktop.gui.sentences import sentence
from p2i_desktop.i18n import texts_for
from p2i_desktop.services.errors import Conflict, Environment, Missing, Refused, Undoable


def fall(secret: str) -> None:
    raise ValueError(f"the client {secret} said no")


@pytest.fixture
def faults(tmp_path: Path, clock: FixedClock, qtbot: QtBot) -> Faults:
    return Faults(tmp_path, clock, lambda: "de")


def caught(faults: Faults, secret: str) -> None:
    try:
        fall(secret)
    except ValueError:
        kind, _, frames = sys.exc_info()
        faults.take(kind, frames)


def test_the_report_names_the_place_and_no_data(faults: Faults, tmp_path: Path) -> None:
    told: list[str] = []
    faults.found.connect(told.append)
    faults.remember_command("log")
    caught(faults, "Demo Hospital")
    assert len(told) == 1
    assert "ValueError" in told[0]
    assert "fall" in told[0]
    assert "Last commands: log" in told[0]
    assert "Demo Hospital" not in told[0]
    assert str(tmp_path) not in told[0]
    assert [path.read_text(encoding="utf-8") for path in (tmp_path / "crash-reports").glob("2*.txt")] == told


def test_the_same_fault_is_counted_not_repeated(faults: Faults) -> None:
    told: list[str] = []
    faults.found.connect(told.append)
    for _ in range(7):
        caught(faults, "x")
    assert len(told) == 1
    assert max(faults._seen.values()) == 7


def test_twenty_reports_are_kept(faults: Faults, tmp_path: Path, clock: FixedClock) -> None:
    for _ in range(KEPT_REPORTS + 5):
        clock.advance(seconds=1)
        faults._write("report")
    assert len(list((tmp_path / "crash-reports").glob("2*.txt"))) == KEPT_REPORTS


def test_hooks_come_and_go(faults: Faults) -> None:
    before = sys.excepthook, threading.excepthook
    faults.install()
    assert sys.excepthook == faults._main
    told: list[str] = []
    faults.found.connect(told.append)
    thread = threading.Thread(target=lambda: fall("y"))
    thread.start()
    thread.join()
    QApplication.processEvents()
    faults.remove()
    assert (sys.excepthook, threading.excepthook) == before
    assert len(told) == 1


def test_one_dialog_a_minute_that_does_not_block(qtbot: QtBot, qapp: QApplication) -> None:
    look = Look(qapp)
    look.show("light", 100)
    parent = QWidget()
    qtbot.addWidget(parent)
    dialogs = FaultDialogs(parent, look, lambda: texts_for("en"))
    dialogs.tell("report one")
    dialogs.tell("report two")
    shown = parent.findChildren(FaultDialog)
    assert len(shown) == 1
    assert not shown[0].isModal()
    shown[0].close()


@pytest.mark.parametrize("language", ["en", "de"])
def test_errors_of_the_environment_are_sentences(language: str) -> None:
    texts = texts_for(language)
    values = {"host": "desk", "user": "AL", "pid": "7"}
    for kind in (
        "disk_full",
        "io_error",
        "busy",
        "read_only",
        "cannot_open",
        "damaged",
        "not_ours",
        "newer",
        "empty",
        "folder",
        "missing",
        "locked",
    ):
        words = sentence(Environment(kind, Path("/place/centre.p2i"), **values), texts)
        assert words is not None
        assert len(words) > 20
        assert "{" not in words
    for error in (Missing("case", "x"), Undoable("", ()), Refused([]), OSError(28, "No space left on device")):
        assert sentence(error, texts) is not None
    organisation = Organisation(legal_name="Demo Town")
    assert sentence(Conflict(organisation, organisation, None), texts)
    assert sentence(ValueError("ours"), texts) is None
