"""A workshop by keyboard only: from an idea to a planned day with its programme, its minutes afterwards, and its copy."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.workshops import AgendaItem, EventStatus, Workshop, WorkshopSession
from p2i_desktop.gui.workshop.window import WorkshopWindow
from tests.gui.records_world import Bureau

Key, Held = Qt.Key, Qt.KeyboardModifier
CTRL, SHIFT, ALT = Held.ControlModifier, Held.ShiftModifier, Held.AltModifier


class Hands:
    """Keys that go where the focus is; each press is counted, typed texts are not."""

    def __init__(self, bureau: Bureau) -> None:
        self.bureau, self.presses = bureau, 0

    @property
    def focus(self) -> QWidget:
        found = QApplication.activePopupWidget() or QApplication.focusWidget()
        if found is None:  # a dialog closed: without a window system nobody makes the window below active again
            shown: list[QWidget] = [self.bureau.window, *self.windows()]
            found = shown[-1].focusWidget() or shown[-1]
            found.setFocus()
        return found

    def windows(self) -> list[WorkshopWindow]:
        return [w for w in QApplication.topLevelWidgets() if isinstance(w, WorkshopWindow) and w.isVisible()]

    def press(self, *keys: Qt.Key, held: Qt.KeyboardModifier = Held.NoModifier) -> None:
        for key in keys:
            self.presses += 1
            self.bureau.press(self.focus, key, held)

    def write(self, text: str) -> None:
        self.bureau.write(self.focus, text)

    def ask(self, work: Any) -> Any:
        return self.bureau.ask(work)

    def window(self) -> WorkshopWindow:
        found = self.windows()[-1]
        found.activateWindow()
        found._turns.finish()
        self.bureau.settle()
        return found


@pytest.fixture
def hands(tmp_path: Path, clock: FixedClock, qtbot: QtBot) -> Iterator[Hands]:
    opened = Bureau(tmp_path, clock)
    yield Hands(opened)
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, WorkshopWindow | QDialog):
            widget.close()
    opened.settle()
    opened.close()


def test_a_workshop_from_its_day_to_its_copy_without_a_mouse(hands: Hands, clock: FixedClock) -> None:
    # as fast as typing a row: page, new, (title), Tab, (day), Enter
    hands.bureau.press(hands.bureau.window, Key.Key_6, CTRL)
    hands.presses = 1
    hands.press(Key.Key_N, held=CTRL)
    hands.write("Market consultation in practice")
    hands.press(Key.Key_Tab)
    hands.write("24.11.")
    hands.press(Key.Key_Return)
    assert hands.presses == 4
    (workshop,) = hands.ask(lambda office: office.store.find(Workshop))
    key = workshop.id
    assert (workshop.number, workshop.starts_on, workshop.ends_on, workshop.status) == (
        "W-2026-01", date(2026, 11, 24), date(2026, 11, 24), EventStatus.PLANNED,
    )  # fmt: skip
    window = hands.window()
    assert window.hand.workshop_id == key

    # facts: the times are written, the only session follows them
    hands.press(Key.Key_1, held=ALT)
    facts = window.tabs[0]
    facts._binder.focus("starts_at")  # type: ignore[attr-defined]
    hands.write("9")
    hands.press(Key.Key_Tab, Key.Key_Tab)
    hands.write("13")
    hands.press(Key.Key_Tab)
    (session,) = hands.ask(lambda office: office.store.find(WorkshopSession, workshop=key))
    assert (f"{session.starts_at:%H:%M}", f"{session.ends_at:%H:%M}") == ("09:00", "13:00")

    # the programme: each line Ctrl+N, (title), Enter; the last one goes up, the times follow
    hands.press(Key.Key_2, held=ALT)
    hands.presses = 0
    for title in ("Welcome", "A buyer reports", "Groups"):
        hands.press(Key.Key_N, held=CTRL)
        hands.write(title)
        hands.press(Key.Key_Return)
    assert hands.presses == 6
    hands.press(Key.Key_Up, held=ALT)
    lines = hands.ask(lambda office: office.workshops.ordered(AgendaItem, key))
    assert [(f"{one.starts:%H:%M}", one.title) for one in lines] == [
        ("09:00", "Welcome"), ("09:30", "Groups"), ("10:00", "A buyer reports"),
    ]  # fmt: skip

    # registration opens, the day comes, it was held: one press each
    hands.press(Key.Key_M, held=CTRL | SHIFT)
    assert hands.ask(lambda office: office.workshops.file(key)).workshop.status is EventStatus.REGISTRATION_OPEN
    clock.advance(days=5)
    hands.press(Key.Key_M, held=CTRL | SHIFT)
    assert hands.ask(lambda office: office.workshops.file(key)).workshop.status is EventStatus.HELD

    # minutes, and what is to be done next
    hands.press(Key.Key_7, held=ALT)
    hands.write("Three groups, one template")
    hands.press(Key.Key_Tab, Key.Key_Tab, Key.Key_Tab)
    hands.write("Send the template")
    hands.press(Key.Key_Tab)
    hands.write("28.11.")
    hands.press(Key.Key_Return)
    file = hands.ask(lambda office: office.workshops.file(key))
    assert file.workshop.protocol == "Three groups, one template"
    assert [(one.title, one.due_on) for one in file.actions] == [("Send the template", date(2026, 11, 28))]

    # next year again: a copy with everything but people, minutes and next steps
    hands.press(Key.Key_N, held=CTRL | SHIFT)
    hands.write("23.11.2027")
    hands.press(Key.Key_Return)
    copy = hands.ask(lambda office: office.workshops.file(office.workshops.of_key("W-2027-01")))
    assert [(f"{one.starts:%H:%M}", one.title) for one in copy.agenda] == [
        ("09:00", "Welcome"), ("09:30", "Groups"), ("10:00", "A buyer reports"),
    ]  # fmt: skip
    assert (copy.workshop.protocol, copy.actions, copy.workshop.status) == ("", [], EventStatus.PLANNED)
    assert [one.starts_on for one in copy.sessions] == [date(2027, 11, 23)]

    # each press can be taken back: the copy goes, the first one stays
    hands.press(Key.Key_Z, held=CTRL)
    assert [one.id for one in hands.ask(lambda office: office.store.find(Workshop))] == [key]
