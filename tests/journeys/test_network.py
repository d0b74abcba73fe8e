"""A network set up by keyboard only: programme, members, a new centre with its stage, and the first pair."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.buddies import BuddyPairing, SupportPlan
from p2i_desktop.domain.network import Centre, CentreStatus, Programme, SetupStage
from p2i_desktop.gui.plan.window import PlanWindow
from tests.gui.records_world import Bureau

Key, Held = Qt.Key, Qt.KeyboardModifier
CTRL, SHIFT = Held.ControlModifier, Held.ShiftModifier


class Hands:
    """Keys that go where the focus is."""

    def __init__(self, bureau: Bureau) -> None:
        self.bureau = bureau

    @property
    def focus(self) -> QWidget:
        found = QApplication.activePopupWidget() or QApplication.focusWidget()
        if found is None:  # without a window system nobody makes the window below a dialog active again
            window = self.bureau.window
            window.activateWindow()
            QApplication.processEvents()
            found = window.focusWidget() or window
            found.setFocus()
        return found

    def press(self, *keys: Qt.Key, held: Qt.KeyboardModifier = Held.NoModifier) -> None:
        for key in keys:
            self.bureau.press(self.focus, key, held)

    def write(self, text: str) -> None:
        self.bureau.write(self.focus, text)

    def done(self) -> None:
        """Ctrl+Return: the dialog is saved and gone."""
        self.press(Key.Key_Return, held=CTRL)
        QApplication.processEvents()
        dialogs = [one for one in QApplication.topLevelWidgets() if one.isVisible() and one is not self.bureau.window]
        assert [one.objectName() for one in dialogs if not isinstance(one, PlanWindow)] == []


@pytest.fixture
def hands(tmp_path: Path, clock: FixedClock, qtbot: QtBot) -> Iterator[Hands]:
    opened = Bureau(tmp_path, clock)
    yield Hands(opened)
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, PlanWindow):
            widget.close()
    opened.settle()
    opened.close()


def test_a_network_without_a_mouse(hands: Hands) -> None:
    bureau = hands.bureau
    bureau.press(bureau.window, Key.Key_5, CTRL)
    screen = bureau.page("buddies")

    # a programme from the empty page
    hands.press(Key.Key_N, held=CTRL)
    hands.write("DEMO")
    hands.press(Key.Key_Tab, Key.Key_Tab)
    hands.write("Demo network")
    hands.press(Key.Key_Tab)
    hands.write("01.01.2025")
    hands.done()
    (programme,) = bureau.ask(lambda office: office.store.find(Programme))
    assert (programme.code, programme.name, programme.starts.year) == ("DEMO", "Demo network", 2025)
    assert screen.programme.currentText() == "DEMO"

    # the own centre joins: it exists, the first choice of the list is nobody
    hands.press(Key.Key_PageDown, held=CTRL)
    hands.press(Key.Key_N, held=CTRL)
    hands.press(Key.Key_Down, Key.Key_Tab, Key.Key_Tab, Key.Key_Tab)
    hands.write("Existing")
    hands.done()
    members = bureau.ask(lambda office: office.network.members(programme.id))
    assert [(one.centre.code, one.now.status) for one in members] == [("DC", CentreStatus.EXISTING)]

    # a new centre, which is a new one of the programme in the same step, and its stage with the evidence
    hands.press(Key.Key_PageDown, held=CTRL)
    hands.press(Key.Key_N, held=CTRL)
    hands.write("Portugal")
    hands.press(Key.Key_Tab, Key.Key_Tab)
    hands.write("Demo Centre PT")
    hands.done()
    assert screen.centres.current().code == "PT"
    bureau.window.action("buddy_stage").trigger()
    bureau.settle()
    hands.press(Key.Key_Down, Key.Key_Tab, Key.Key_Tab)
    hands.write("Demo decree 1")
    hands.done()
    (centre,) = bureau.ask(lambda office: office.store.find(Centre, code="PT"))
    assert (centre.setup_stage, centre.timezone) == (SetupStage.MANDATED, "Europe/Lisbon")

    # back to the matrix: the pair, without a plan, and one press more for its plan
    hands.press(Key.Key_PageUp, Key.Key_PageUp, held=CTRL)
    assert screen.pairs.table.hasFocus()
    hands.press(Key.Key_N, held=CTRL)
    hands.press(Key.Key_Tab, Key.Key_Tab, Key.Key_Tab, Key.Key_End)
    hands.done()
    assert bureau.ask(lambda office: (office.store.count(BuddyPairing), office.store.count(SupportPlan))) == (1, 0)
    bureau.window.activateWindow()
    bureau.settle()
    hands.press(Key.Key_Return)
    hands.done()
    assert bureau.ask(lambda office: office.store.count(SupportPlan)) == 1

    # every step is taken back by its name, down to the empty file
    for _ in range(6):
        bureau.window.undo()
        bureau.settle()
    assert bureau.ask(lambda office: office.store.count(Programme) + office.store.count(BuddyPairing)) == 0
    assert not screen.pairs.load.isHidden()
