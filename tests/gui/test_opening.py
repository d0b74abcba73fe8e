"""Opening: a wrong file is a sentence with choices, the first start makes a file, pictures of every page."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from p2i_desktop.clock import FixedClock
from p2i_desktop.gui.app import open_window
from p2i_desktop.gui.doors import Doors, Question
from p2i_desktop.gui.file_asked import FileAsked
from p2i_desktop.gui.main_window import MainWindow
from p2i_desktop.gui.new_record import NewRecordDialog
from p2i_desktop.gui.screens.start import Start
from p2i_desktop.gui.screenshots import take
from p2i_desktop.services.demo import make_demo
from p2i_desktop.services.errors import Environment
from p2i_desktop.settings import Settings
from tests.gui.log_world import SETTINGS, make_world


@dataclass
class AnsweringDoors(Doors):
    """Doors that answer by themselves and keep what was asked."""

    answers: list[int] = field(default_factory=list)
    asked: list[Question] = field(default_factory=list)
    chosen: Path | None = None

    def ask(self, parent: QWidget | None, question: Question) -> int:
        self.asked.append(question)
        return self.answers.pop(0) if self.answers else question.escape

    def open_file(self, parent: QWidget | None, title: str, folder: Path, kinds: str) -> Path | None:
        return self.chosen


def write(path: Path, kind: str) -> Path:
    if kind == "empty":
        path.write_bytes(b"")
    elif kind == "text":
        path.write_text("No.;Title\n1;Leak detection\n" * 50)
    elif kind == "folder":
        path.mkdir()
    return path


def bar_texts(window: MainWindow) -> list[str]:
    return [label.text() for label in window.infos.findChildren(QLabel) if label.text()]


@pytest.mark.parametrize("kind", ["empty", "text", "folder", "missing"])
def test_a_wrong_file_is_a_sentence_and_the_first_start(
    tmp_path: Path, clock: FixedClock, qtbot: QtBot, kind: str
) -> None:
    doors = AnsweringDoors()
    window = open_window(write(tmp_path / "wrong.p2i", kind), clock=clock, doors=doors, settings=SETTINGS)
    try:
        assert doors.asked == []
        told = " ".join(bar_texts(window))
        assert "wrong.p2i was not opened" in told
        assert len(told) > 40
        assert "Traceback" not in told
        assert "{" not in told
        assert not window.has_file()
        assert isinstance(window.stack.currentWidget(), Start)
    finally:
        window.close()


def test_from_the_wrong_file_to_the_right_one(tmp_path: Path, clock: FixedClock, qtbot: QtBot) -> None:
    right = tmp_path / "right.p2i"
    make_world(right, clock)
    doors = AnsweringDoors(chosen=right)
    window = open_window(write(tmp_path / "wrong.p2i", "text"), clock=clock, doors=doors, settings=SETTINGS)
    try:
        window.infos.buttons()[0].click()
        window.bench.desk.settle()
        assert window.path == right
        assert "right.p2i" in window.windowTitle()
        assert "wrong.p2i" not in " ".join(bar_texts(window))
    finally:
        window.close()


def test_a_wrong_file_leaves_the_open_one_open(tmp_path: Path, clock: FixedClock, qtbot: QtBot) -> None:
    right = tmp_path / "right.p2i"
    make_world(right, clock)
    doors = AnsweringDoors(chosen=write(tmp_path / "wrong.p2i", "text"))
    window = open_window(right, clock=clock, doors=doors, settings=SETTINGS)
    try:
        window.action("open_file").trigger()
        window.bench.desk.settle()
        assert window.path == right
        assert "wrong.p2i was not opened" in " ".join(bar_texts(window))
        names: list[str] = []
        window.bench.desk.ask(lambda office: office.centre.name(), names.append)
        window.bench.desk.settle()
        assert names == ["Demo Centre"]
    finally:
        window.close()


def test_the_bar_of_demo_data_asks_the_file_not_its_name(tmp_path: Path, clock: FixedClock, qtbot: QtBot) -> None:
    own, demo = tmp_path / "demolition.p2i", tmp_path / "mine.p2i"
    make_world(own, clock)
    make_demo(demo, scale=20, today=clock.today())
    for path, expected in ((own, False), (demo, True)):
        window = open_window(path, clock=clock, settings=SETTINGS)
        try:
            window.bench.desk.settle()
            assert any("Demo data" in text for text in bar_texts(window)) is expected
        finally:
            window.close()


def test_the_first_start_makes_a_file_from_nothing(clock: FixedClock, qtbot: QtBot, own_home: Path) -> None:
    window = open_window(clock=clock, settings=Settings(language="en"))
    try:
        start = window.stack.currentWidget()
        assert isinstance(start, Start)
        start.centre_name.setText("Demo Centre")
        start.country.setCurrentIndex(start.country.findData("AT"))
        start.make_button.click()
        window.bench.desk.settle()
        assert window.path == own_home / "documents" / "P2I" / "centre.p2i"
        page = window.stack.current()
        assert page is not None
        assert page.page_id == "dashboard"
        assert window.bench.settings.last_file == str(window.path)
    finally:
        window.close()


def test_a_second_window_on_the_same_file_is_told(tmp_path: Path, clock: FixedClock, qtbot: QtBot) -> None:
    path = tmp_path / "centre.p2i"
    make_world(path, clock)
    first = open_window(path, clock=clock, settings=SETTINGS)
    doors = AnsweringDoors()
    second = open_window(path, clock=clock, doors=doors, settings=SETTINGS)
    try:
        assert first.has_file()
        assert second.bench.read_only or "was not opened" in " ".join(bar_texts(second))
    finally:
        second.close()
        first.close()


def test_pictures_of_every_page(tmp_path: Path, clock: FixedClock, qtbot: QtBot, own_home: Path) -> None:
    path = tmp_path / "centre.p2i"
    make_world(path, clock)
    made = take(path, tmp_path / "out", [], "de", "dark", 1, 100)
    assert [page for page, _ in made][:2] == ["dashboard", "cases"]
    assert all(target.stat().st_size > 10_000 for _, target in made)
    assert not (own_home / "config").exists(), "pictures change no settings"
    with pytest.raises(KeyError):
        take(path, tmp_path / "out", ["nothing"], "en", "light", 1, 100)


def test_a_file_that_can_only_be_read_says_so_and_offers_no_writing(
    tmp_path: Path, clock: FixedClock, qtbot: QtBot
) -> None:
    path = tmp_path / "centre.p2i"
    world = make_world(path, clock)
    window = open_window(path, clock=clock, settings=SETTINGS, read_only=True)
    try:
        window.show_page("cases")
        window.bench.desk.settle()
        window.action("new_case").trigger()
        assert window.findChildren(NewRecordDialog) == []
        window.log()
        assert "can only be read" in " ".join(label.text() for label in window.toast_box.findChildren(QLabel))
        page = window.show_page("organisations")
        page.show_record(world.organisations["Demo Hospital"])
        for _ in range(3):
            window.bench.desk.settle()
        name = page.findChild(QLineEdit, "legal_name")
        assert name.isReadOnly()
        assert name.text() == "Demo Hospital"
    finally:
        window.close()


def test_no_pictures_are_made_of_a_file_that_cannot_be_read(tmp_path: Path, qtbot: QtBot) -> None:
    with pytest.raises(Environment):
        take(write(tmp_path / "wrong.p2i", "text"), tmp_path / "out", [], "en", "light", 1, 100)
    assert not (tmp_path / "out").exists()


def test_a_file_that_the_system_asks_for_is_opened(tmp_path: Path, clock: FixedClock, qtbot: QtBot) -> None:
    """As macOS asks after a double click; another event passes."""
    asked: list[Path] = []
    parent = QObject()
    taker = FileAsked(parent, asked.append)
    application = QApplication.instance()
    assert application is not None
    try:
        assert not taker.eventFilter(application, QEvent(QEvent.Type.User))
        QApplication.sendEvent(application, QFileOpenEvent(str(tmp_path / "Büro.p2i")))
        assert asked == [tmp_path / "Büro.p2i"]
    finally:
        application.removeEventFilter(taker)
