"""A second start raises the window that has the file, and gives up where none answers."""

import subprocess
import sys
from pathlib import Path

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from p2i_desktop.gui.raising import Raiser, raise_first


def test_the_first_window_answers(tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "centre.p2i"
    window = QWidget()
    qtbot.addWidget(window)
    raiser = Raiser(tmp_path / "data", window)
    raiser.watch(path)
    window.showMinimized()
    assert raise_first(tmp_path / "data", path, wait=10)
    assert not window.isMinimized()


def test_another_file_or_no_window_does_not_answer(tmp_path: Path, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    Raiser(tmp_path / "data", window).watch(tmp_path / "other.p2i")
    assert not raise_first(tmp_path / "data", tmp_path / "centre.p2i", wait=0.2)
    assert list((tmp_path / "data" / "raise").iterdir()) == []


def test_signals_and_forms_work_with_the_plain_import() -> None:
    """Qt's own `__import__` is put back after its modules are in: nothing of the window needs it."""
    code = (
        "import builtins; plain = builtins.__import__\n"
        "from p2i_desktop.gui import app\n"
        "assert builtins.__import__ is plain\n"
        "qt = app.application()\n"
        "from PySide6.QtCore import QObject, Property, Signal\n"
        "class One(QObject):\n"
        "    told = Signal(int)\n"
        "    value = Property(int, lambda self: 7)\n"
        "one = One(); heard = []; one.told.connect(heard.append); one.told.emit(3)\n"
        "assert heard == [3] and one.property('value') == 7\n"
        "from p2i_desktop.gui import forms\n"
        "assert forms.load('case', None).objectName()\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=120)
