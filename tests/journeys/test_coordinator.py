"""A coordinator's year by keyboard only: from the matrix to a plan that both sides agreed, through a change, to its evaluation."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.buddies import BuddyPairing, PairingStatus, PlanEvaluation, PlanNeed, PlanObjective, PlanStatus
from p2i_desktop.gui.plan.window import PlanWindow
from tests.gui.records_world import Bureau
from tests.services.buddy_world import buddy_world

Key, Held = Qt.Key, Qt.KeyboardModifier
CTRL, SHIFT, ALT = Held.ControlModifier, Held.ShiftModifier, Held.AltModifier


class Hands:
    """What a person has: keys that go where the focus is, and eyes."""

    def __init__(self, bureau: Bureau) -> None:
        self.bureau = bureau

    @property
    def focus(self) -> QWidget:
        found = QApplication.activePopupWidget() or QApplication.focusWidget()
        if found is None:  # a dialog closed: without a window system nobody makes the window below active again
            window = self.plan()
            found = window.focusWidget() or window
            found.setFocus()
        return found

    def press(self, *keys: Qt.Key, held: Qt.KeyboardModifier = Held.NoModifier) -> None:
        for key in keys:
            self.bureau.press(self.focus, key, held)

    def write(self, text: str) -> None:
        self.bureau.write(self.focus, text)

    def ask(self, work: Any) -> Any:
        return self.bureau.ask(work)

    def plan(self) -> PlanWindow:
        (found,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, PlanWindow) and one.isVisible()]
        found.activateWindow()
        found._turns.finish()
        self.bureau.settle()
        return found


@pytest.fixture
def hands(tmp_path: Path, clock: FixedClock, qtbot: QtBot) -> Iterator[Hands]:
    opened = Bureau(tmp_path, clock)
    opened.ask(buddy_world)
    yield Hands(opened)
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, PlanWindow):
            widget.close()
    opened.settle()
    opened.close()


def test_a_year_of_a_coordinator_without_a_mouse(hands: Hands) -> None:
    # the matrix: an empty place of the own row becomes a pair with its plan
    hands.bureau.press(hands.bureau.window, Key.Key_5, CTRL)
    hands.press(Key.Key_N, held=CTRL)
    hands.press(Key.Key_Return, held=CTRL)
    window = hands.plan()
    pair = hands.ask(lambda office: office.store.find(BuddyPairing))[0]
    key = window.hand.plan_id

    # needs by digits, an objective by Ctrl+N
    hands.press(Key.Key_1, held=ALT)
    hands.press(Key.Key_Right, Key.Key_1, Key.Key_Right, Key.Key_4, Key.Key_Down, Key.Key_3, Key.Key_Left, Key.Key_0)
    needs = hands.ask(lambda office: office.plans.file(key)).needs
    assert [(one.topic.value, one.now, one.target) for one in needs] == [("reason", 1, 4), ("location", 0, 3)]
    hands.press(Key.Key_Tab)
    hands.press(Key.Key_Space)  # the button of the objectives
    hands.write("Five buyers were advised together")
    hands.press(Key.Key_Return)
    assert [one.text for one in hands.ask(lambda office: office.store.find(PlanObjective))] == [
        "Five buyers were advised together"
    ]

    # both sides sign, the plan is agreed and begins
    hands.press(Key.Key_S, held=CTRL | SHIFT)
    hands.write("Demo Coordinator One")
    hands.press(Key.Key_Return)
    hands.write("Δοκιμή Παράδειγμα")
    hands.press(Key.Key_Return, Key.Key_Return)
    assert hands.ask(lambda office: office.plans.plan(key)).status is PlanStatus.AGREED
    assert hands.ask(lambda office: office.work.get(BuddyPairing, pair.id)).status is PairingStatus.ACTIVE
    hands.press(Key.Key_M, held=CTRL | SHIFT)
    assert hands.ask(lambda office: office.plans.plan(key)).status is PlanStatus.ACTIVE

    # what was agreed changes by the next version only, which is signed again
    hands.press(Key.Key_1, held=ALT)
    hands.press(Key.Key_Backtab, Key.Key_Backtab)  # from the objectives back to the needs
    hands.press(Key.Key_Up, Key.Key_Right, Key.Key_5)
    hands.press(Key.Key_N, held=CTRL | SHIFT)
    second = window.hand.plan_id
    assert second != key
    hands.press(Key.Key_S, held=CTRL | SHIFT)
    for name in ("Demo Coordinator One", "Δοκιμή Παράδειγμα"):
        hands.write(name)
        hands.press(Key.Key_Return)
    hands.press(Key.Key_Return)
    states = [hands.ask(lambda office, one=one: office.plans.plan(one)).status for one in (key, second)]
    assert states == [PlanStatus.SUPERSEDED, PlanStatus.ACTIVE]
    assert max(one.target or 0 for one in hands.ask(lambda office: office.store.find(PlanNeed, plan=second))) == 5

    # at the end both judge, and the pair is finished
    hands.press(Key.Key_M, held=CTRL | SHIFT)
    hands.press(Key.Key_M, held=CTRL | SHIFT)  # goes where both sides judge
    tab: Any = window.drawers.current()
    assert tab.name == "plan_evaluation"
    for side in tab.sides:
        side.binder.widget("usefulness").setFocus()
        hands.press(Key.Key_5, Key.Key_Tab, Key.Key_4, Key.Key_Tab, Key.Key_5, Key.Key_Tab)
    assert {(one.usefulness, one.goal_attainment) for one in hands.ask(lambda o: o.store.find(PlanEvaluation))} == {
        (5, 4)
    }
    hands.press(Key.Key_M, held=CTRL | SHIFT)
    assert hands.ask(lambda office: office.plans.plan(second)).status is PlanStatus.EVALUATED
    assert hands.ask(lambda office: office.work.get(BuddyPairing, pair.id)).status is PairingStatus.FINISHED
    assert hands.ask(lambda office: office.plans.file(second)).plan.agreed_on == date(2026, 11, 20)

    # each step is taken back by its name
    hands.bureau.window.undo()
    hands.bureau.settle()
    assert hands.ask(lambda office: office.plans.plan(second)).status is PlanStatus.COMPLETED
