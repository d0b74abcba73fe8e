"""An advisor's day by the keyboard alone, from the morning's due list to the report, with the presses of the design."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.advice import Action, Case, CaseStatus, Consultation
from p2i_desktop.domain.knowledge import Attachment
from p2i_desktop.domain.record import About
from p2i_desktop.gui.doors import Doors
from p2i_desktop.gui.screens.case_file import CaseFileWindow
from p2i_desktop.storage.check import check
from tests.journeys.log_helpers import Advisor

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
Key = Qt.Key
TITLE = "Telemonitoring at home"


class FilePrinter(Doors):
    """A printer that prints into a file."""

    def __init__(self, target: Path) -> None:
        self.target = target

    def printer(self, parent: QWidget | None, title: str, pages: int) -> QPrinter | None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.target))
        printer.setFromTo(1, min(pages, 2))
        return printer


@pytest.fixture
def advisor(tmp_path: Path, clock: FixedClock, qtbot: QtBot) -> Iterator[Advisor]:
    one = Advisor(tmp_path, clock)
    yield one
    for window in QApplication.topLevelWidgets():
        if isinstance(window, CaseFileWindow):
            window.close()
    one.leave()


def pressed(advisor: Advisor, presses: list[tuple[Key, ...]]) -> int:
    """Presses one after the other, each answered; how many they were."""
    before = advisor.presses
    for key, *modifiers in presses:
        advisor.key(key, *modifiers)
        for _ in range(3):
            advisor.settle()
    return advisor.presses - before


def in_front(advisor: Advisor) -> None:
    """The main window has the keyboard again, as after a dialog or a file was closed."""
    advisor.window.activateWindow()
    for _ in range(3):
        advisor.settle()


def case_file(advisor: Advisor) -> CaseFileWindow:
    advisor.settle()
    (found,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, CaseFileWindow) and one.isVisible()]
    found.activateWindow()
    QApplication.processEvents()
    return found


def choose_status(advisor: Advisor, opened: CaseFileWindow, down: int) -> None:
    """Opens the menu of the status by Space and takes the line so far down."""
    opened.frame.status.setFocus()
    pressed(advisor, [(Key.Key_Space,)])
    menu = QApplication.activePopupWidget()
    assert menu is not None
    for _ in range(down):
        QTest.keyClick(menu, Key.Key_Down)
    QTest.keyClick(menu, Key.Key_Return)
    for _ in range(3):
        advisor.settle()


def test_a_day(advisor: Advisor, tmp_path: Path) -> None:
    world, window = advisor.world, advisor.window
    key = world.cases[TITLE]
    today = window.bench.clock.today()
    for number, title in enumerate(("Send the template", "Ask about the budget")):
        action = Action(
            about=About("case", key), title=title, due_on=today - timedelta(days=2 - number), owner=world.staff["AL"]
        )
        advisor.ask(lambda office, action=action: office.actions.save(action))

    # Morning: the due list has the focus; one is done by one press, the next postponed by four.
    window.go("dashboard")
    window.bench.desk.settle()
    window.stack.current().reload()
    advisor.settle()
    advisor.key(Key.Key_Home)  # the window was open while these were entered
    assert pressed(advisor, [(Key.Key_D, CTRL)]) == 1
    before = advisor.presses
    advisor.key(Key.Key_T, CTRL)
    advisor.settle()
    advisor.letters("+3")
    advisor.key(Key.Key_Return)
    advisor.settle()
    assert advisor.presses - before == 4
    actions = {one.title: one for one in advisor.ask(lambda office: office.store.find(Action))}
    assert actions["Send the template"].done_on == today
    assert actions["Ask about the budget"].due_on == today + timedelta(days=3)

    # A known caller: seven presses and the note.
    before = advisor.presses
    advisor.ctrl_l()
    advisor.letters("hosp")
    advisor.key(Key.Key_Return)
    advisor.write("Wants to know how suppliers are asked. 25m #market_consultation")
    advisor.key(Key.Key_Return, CTRL)
    advisor.settle()
    assert advisor.presses - before == 7
    assert advisor.talks()[-1].case == key

    # A known case from anywhere: six presses; a note of its own by one chord.
    in_front(advisor)
    before = advisor.presses
    advisor.key(Key.Key_K, CTRL)
    advisor.letters("tele")
    advisor.settle()
    advisor.key(Key.Key_Return)
    assert advisor.presses - before == 6
    opened = case_file(advisor)
    opened.frame.note.setFocus()
    advisor.write("They will write the questions themselves.")
    assert pressed(advisor, [(Key.Key_Return, CTRL)]) == 1
    notes = [one.note for one in advisor.ask(lambda office: office.store.find(Consultation, case=key))]
    assert "They will write the questions themselves." in notes

    # A document is pasted; it lies beside the casebook under its sum.
    paper = tmp_path / "Questions für Anbieter.txt"
    paper.write_text("What can you deliver?")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(paper))])
    QApplication.clipboard().setMimeData(data)
    opened.activateWindow()
    opened.frame.log.setFocus()
    pressed(advisor, [(Key.Key_V, CTRL)])
    (attached,) = advisor.ask(lambda office: office.store.find(Attachment))
    assert attached.name == paper.name

    # The case moves one step by one press on the board.
    pressed(advisor, [(Key.Key_Escape,)])
    in_front(advisor)
    window.go("cases")
    advisor.settle()
    page = window.stack.current()
    page.page.list.table.setFocus()
    pressed(advisor, [(Key.Key_F8,)])
    page.page.memory.show_view("all")
    advisor.settle()
    page.ways.board.mark(key)
    was = advisor.ask(lambda office: office.work.get(Case, key)).phase
    assert pressed(advisor, [(Key.Key_Right, CTRL)]) == 1
    assert advisor.ask(lambda office: office.work.get(Case, key)).phase is not was
    pressed(advisor, [(Key.Key_F8,), (Key.Key_F8,)])

    # Afternoon: the case is closed as one step in its window, and taken up again.
    for waiting in advisor.ask(lambda office: office.advice.closing(key)):
        advisor.ask(lambda office, waiting=waiting: office.actions.done(waiting.id))
    in_front(advisor)
    advisor.key(Key.Key_K, CTRL)
    advisor.letters("tele")
    advisor.settle()
    advisor.key(Key.Key_Return)
    opened = case_file(advisor)
    choose_status(advisor, opened, 1)  # accepted -> in progress
    choose_status(advisor, opened, 3)  # on hold, completed, complete and close
    panel = opened.frame.panel
    assert panel.isVisible()
    for field in (panel.outcome, panel.closing_reason):
        field.setFocus()
        advisor.key(Key.Key_Down)
    panel.result.setFocus()
    advisor.write("The tender was published.")
    pressed(advisor, [(Key.Key_Return, CTRL)])
    assert advisor.ask(lambda office: office.work.get(Case, key)).status is CaseStatus.CLOSED
    assert pressed(advisor, [(Key.Key_Z, CTRL)]) == 1
    assert advisor.ask(lambda office: office.work.get(Case, key)).status is CaseStatus.IN_PROGRESS
    opened.close()
    in_front(advisor)

    # Evening: the year on paper by two presses, as workbook by two, printed by three with the dialog's Enter.
    window.bench.doors = FilePrinter(tmp_path / "printed.pdf")
    assert pressed(advisor, [(Key.Key_R, CTRL), (Key.Key_S, CTRL)]) == 2
    assert "Saved" in window.toast_box.text()
    assert pressed(advisor, [(Key.Key_P, CTRL)]) + 2 == 3
    assert (tmp_path / "printed.pdf").stat().st_size > 1000
    assert advisor.ask(lambda office: check(office.store)) == []
