"""Random use breaks nothing and asks nothing; what was typed into a form that is left is there when it is opened again."""

import random
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from p2i_desktop.i18n import texts_for
from p2i_desktop.services.checking import check
from p2i_desktop.settings import Settings
from tests.ux.rooms import Rooms, rooms

PRESSES = 200
LEFT_OUT = {
    "quit",
    "close_window",
    "case_close_window",
    "talk_close",
    "new_file",
    "open_file",
    "open_demo",
    "full_screen",
}
KEYS = (
    Qt.Key.Key_Tab,
    Qt.Key.Key_Down,
    Qt.Key.Key_Up,
    Qt.Key.Key_Return,
    Qt.Key.Key_Space,
    Qt.Key.Key_Escape,
    Qt.Key.Key_F6,
)
HARD_TEXT = "Zażółć ñandú 42"


def _press_something(opened: Rooms, chance: random.Random) -> None:
    if chance.random() < 0.5:
        live = [a for a in opened.window.bench.commands.known() if a.isEnabled() and a.isVisible()]
        chance.choice([action for action in live if action.command.id not in LEFT_OUT]).trigger()
    else:
        at = QApplication.focusWidget() or opened.window
        QTest.keyClick(at, chance.choice(KEYS))


@pytest.mark.parametrize("seed", [1, 2])
def test_random_use_breaks_nothing(seed: int, demo: Path, tmp_path: Path) -> None:
    chance = random.Random(seed)
    with rooms(demo, tmp_path, Settings(language="de", theme="light", staff="A1")) as opened:
        for number in range(PRESSES):
            _press_something(opened, chance)
            opened.settle()
            popup = QApplication.activePopupWidget()
            if popup is not None:
                popup.close()
            if number % 25 == 24:
                _close_others(opened)
        _close_others(opened)
        assert QApplication.activeModalWidget() is None
        assert opened.doors.questions == []
        assert opened.ask(lambda office: check(office, texts_for("en"))) == []


def _close_others(opened: Rooms) -> None:
    for widget in QApplication.topLevelWidgets():
        if widget is not opened.window and widget.isVisible():
            widget.close()
    opened.settle()
    opened.window.activateWindow()
    QApplication.processEvents()


def _type(opened: Rooms, widget: QWidget, text: str) -> None:
    if isinstance(widget, QPlainTextEdit):
        widget.setPlainText(text)
    elif isinstance(widget, QLineEdit):
        widget.setText(text)
        widget.textEdited.emit(text)
    opened.settle()


def _open(opened: Rooms, form: str) -> Any:
    if form == "case_file":
        return opened.case_file()
    if form == "consultation":
        return opened.talk()
    return opened._opened(lambda: opened.window.log())


@pytest.mark.parametrize(
    ("form", "fields"),
    [("case_file", ("title", "need", "quick_note")), ("consultation", ("subject", "note")), ("quick_log", ("note",))],
)
def test_what_was_typed_is_there_again(form: str, fields: tuple[str, ...], demo: Path, tmp_path: Path) -> None:
    with rooms(demo, tmp_path, Settings(language="de", theme="light", staff="A1")) as opened:
        window = _open(opened, form)
        for name in fields:
            field = window.findChild(QWidget, name)
            field.setFocus()
            _type(opened, field, f"{HARD_TEXT} {name}")
        QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Escape)
        opened.settle()
        if isValid(window) and window.isVisible():
            window.close()
            opened.settle()
        again = _open(opened, form)
        for name in fields:
            field = again.findChild(QWidget, name)
            shown = field.toPlainText() if isinstance(field, QPlainTextEdit) else field.text()
            assert shown == f"{HARD_TEXT} {name}"
        assert opened.doors.questions == []
        opened.shut(again)
