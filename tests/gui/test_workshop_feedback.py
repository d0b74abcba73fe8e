"""Evaluation forms typed by digits: presses are counted, what is begun survives, results and lists of answers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.workshops import AttendanceStatus
from p2i_desktop.gui.doors import Doors
from p2i_desktop.gui.workshop.answers_dialog import AnswersDialog
from p2i_desktop.gui.workshop.feedback import FeedbackTab
from p2i_desktop.gui.workshop.feedback_dialogs import QuestionsDialog, TotalDialog
from tests.gui.workshop_world import Hall

Open = Callable[..., Hall]
Key = Qt.Key
PRESENT = AttendanceStatus.PRESENT


@pytest.fixture
def hall(tmp_path: Path, clock: FixedClock, qapp: object) -> Iterator[Open]:
    """Opens a workshop; what was opened is closed."""
    opened: list[Hall] = []

    def make(people: int = 12, **fields: Any) -> Hall:
        opened.append(Hall(tmp_path, clock, people, **fields))
        return opened[-1]

    yield make
    for one in opened:
        one.close()


@dataclass
class ChosenFile(Doors):
    """A door that opens this file."""

    path: Path

    def open_file(self, parent: QWidget | None, title: str, folder: Path, kinds: str) -> Path | None:
        return self.path


def dialog(kind: type[Any]) -> Any:
    found = QApplication.activeModalWidget()
    assert isinstance(found, kind)
    return found


def test_a_form_of_five_digits_is_six_presses(hall: Open) -> None:
    room = hall(10)
    tab = room.tab(FeedbackTab)
    room.presses = 0
    for given in ("54321", "4455 ", "1"):  # an answer left open, a form given up half way
        room.write(given, settle=False)
        room.press(Key.Key_Return, settle=False)
    room.settle()
    assert room.presses == 6 + 6 + 2
    file = room.file()
    scores = [file.questions[at].id for at in range(5)]
    said = [[file.answers[one.id][key].score for key in scores if key in file.answers[one.id]] for one in file.feedback]
    assert said == [[5, 4, 3, 2, 1], [4, 4, 5, 5], [1]]
    assert [one.rating for one in file.feedback] == [Decimal(3), Decimal("4.50"), Decimal(1)]
    room.write("9")
    assert "1" in tab.said.text()
    room.ask(lambda office: office.steps.undo())
    assert len(room.file().feedback) == 2


def test_words_and_a_change_of_a_saved_form(hall: Open) -> None:
    room = hall(10)
    tab = room.tab(FeedbackTab)
    room.write("55555Ähnliche Fälle")
    room.press(Key.Key_Tab)
    room.write("mehr Zeit")
    room.press(Key.Key_Return)
    file = room.file()
    words = [file.answers[file.feedback[0].id][one.id].words for one in file.questions[5:]]
    assert words == ["Ähnliche Fälle", "mehr Zeit"]
    tab.table.go_to(0, 1)
    room.write("2")
    assert room.file().feedback[0].rating == Decimal("4.40")
    room.press(Key.Key_Backspace)  # the second answer
    assert room.file().feedback[0].rating == Decimal("4.25")
    room.press(Key.Key_Delete)
    assert room.file().feedback == []
    room.ask(lambda office: office.steps.undo())
    assert room.file().feedback[0].rating == Decimal("4.25")


def test_a_form_that_was_begun_is_there_again(hall: Open) -> None:
    room = hall(4)
    room.tab(FeedbackTab)
    room.write("432")
    room.window.close()
    room.settle()
    room.window = room.open()
    tab = room.tab(FeedbackTab)
    assert [tab.table.forms.shown(0, at) for at in (1, 2, 3, 4)] == ["4", "3", "2", ""]
    assert tab.table.currentIndex().column() == 4
    room.press(Key.Key_Return)
    assert len(room.file().feedback) == 1
    assert room.ask(lambda office: office.drafts.of("workshop_form")) == []


def test_results_total_and_questions(hall: Open) -> None:
    room = hall(10)
    tab = room.tab(FeedbackTab)
    room.ask(lambda office: office.attendance.mark_rest(room_session(office, room.workshop_id), PRESENT))
    for given in ("5", "4", "4"):
        room.write(given)
        room.press(Key.Key_Return)
    tab._open_total(None)
    total = dialog(TotalDialog)
    total.answers.setText("2")
    total.rating.setText("3.5")
    total.wanted.emit()
    room.settle()
    assert tab.head.total.text() == "5 of 10 answered (50%)"
    assert tab.head.detail.text().startswith("Mean 4.00 of 5 (n = 5)")
    room.press(Key.Key_F8)
    row = tab.results.table.people
    assert [row.cell(0, at).text for at in range(1, 8)] == [
        "3",
        "4.33",
        "0 · 0%",
        "0 · 0%",
        "0 · 0%",
        "2 · 67%",
        "1 · 33%",
    ]
    tab._ask_questions()
    asked = dialog(QuestionsDialog)
    asked._lines[0][0].clear()  # it has answers
    asked.wanted.emit()
    room.settle()
    assert "has answers already" in asked.problem.text()
    asked._lines[0][0].setText("Everything was fine.")
    asked.move_line(0, 1)
    asked.wanted.emit()
    room.settle()
    assert [one.text for one in room.file().questions[:2]] == [
        "The topics are useful for my work.",
        "Everything was fine.",
    ]


def test_a_list_of_answers_is_shown_first(hall: Open, tmp_path: Path) -> None:
    room = hall(10)
    room.tab(FeedbackTab)
    path = tmp_path / "answers.csv"
    path.write_text("Question 1;Question 2;Remark\n5;4;Fine\n3;six;\n", encoding="utf-8")
    room.main.bench.doors = ChosenFile(path)
    room.window.drawers.of(FeedbackTab)._take_in()
    room.settle()
    shown = dialog(AnswersDialog)
    assert shown.counts.text().startswith("1 form is new, 1 row cannot be read")
    assert "six" in shown.faults.item(0).text()
    shown.columns[1].set_value(None)
    shown.columns[1].edited.emit()
    room.settle()
    assert shown.counts.text().startswith("2 forms are new")
    assert room.file().feedback == []
    shown.wanted.emit()
    room.settle()
    assert sorted(one.comment for one in room.file().feedback) == ["", "Fine"]
    room.ask(lambda office: office.steps.undo())
    assert (room.file().feedback, room.file().questions) == ([], [])


def room_session(office: Any, workshop_id: str) -> str:
    key: str = office.workshops.file(workshop_id).sessions[0].id
    return key
