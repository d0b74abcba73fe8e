"""Bars that the open file itself puts up, and the check that runs beside the work."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from p2i_desktop import paths
from p2i_desktop.clock import FixedClock
from p2i_desktop.gui.app import build
from p2i_desktop.gui.faults_found import FaultsFound
from p2i_desktop.gui.main_window import MainWindow
from p2i_desktop.gui.opening import Opening
from p2i_desktop.services.office import open_office
from p2i_desktop.settings import Settings
from p2i_desktop.storage import health
from tests.gui.log_world import SETTINGS, copy_world
from tests.storage.test_opening import sql
from tests.storage.test_standing import newer


class Room:
    """A window that opens the file of a small centre."""

    def __init__(self, path: Path, clock: FixedClock) -> None:
        self.path, self.clock = path, clock
        self.window: MainWindow
        self.opening: Opening
        self.settings: Settings | None = SETTINGS

    def open(self) -> "Room":
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.window, self.opening = build(app, clock=self.clock, settings=self.settings)
        self.settings = None  # from now on what the window kept
        self.window.show()
        self.opening.start(self.path)
        self.window.bench.desk.settle()
        return self

    def close(self) -> None:
        self.window.close()
        QApplication.processEvents()

    def bars(self) -> str:
        QApplication.processEvents()
        return "\n".join(label.text() for label in self.window.infos.findChildren(QLabel) if label.isVisible())

    def press(self, words: str) -> None:
        (button,) = [
            one for one in self.window.infos.findChildren(QPushButton) if one.isVisible() and one.text() == words
        ]
        button.click()
        self.window.bench.desk.settle()

    def check_to_the_end(self) -> None:
        watch = self.opening._watch
        for _ in range(2000):
            if not watch._checking:
                return
            watch._timer.stop()
            watch._go_on()
            self.window.bench.desk.settle()
        raise AssertionError("the check has no end")


@pytest.fixture
def room(tmp_path: Path, clock: FixedClock, qtbot: QtBot) -> Iterator[Room]:
    path = tmp_path / "office" / "centre.p2i"
    path.parent.mkdir()
    copy_world(path, clock)
    made = Room(path, clock)
    yield made
    made.close()


def file_id(room: Room) -> str:
    with open_office(room.path, clock=room.clock, settings=SETTINGS) as office:
        return office.file_id


def test_a_good_file_says_nothing(room: Room) -> None:
    file_id(room)
    assert room.open().bars() == ""


def test_the_start_after_a_bad_end_says_so_once(room: Room) -> None:
    health.mark_running(paths.data_folder(), file_id(room), room.clock.now())
    assert "not closed properly" in room.open().bars()
    assert "nothing that was saved is lost" in room.bars()
    room.window.bench.update(language="de")
    assert "nicht richtig geschlossen" in room.bars()
    room.press("Hinweis ausblenden")
    assert room.bars() == ""
    room.close()
    assert room.open().bars() == ""


def test_a_folder_that_others_copy_is_named_until_it_is_hidden(room: Room) -> None:
    (room.path.parent / ".stfolder").mkdir()
    assert "Syncthing" in room.open().bars()
    room.press("Hide note")
    assert room.bars() == ""
    room.close()
    assert "Syncthing" not in room.open().bars()


def test_a_clock_that_was_set_back_is_asked_about_once(room: Room) -> None:
    room.clock.advance(days=-400)
    assert "Is the clock right?" in room.open().bars()
    room.press("The clock is right")
    assert room.bars() == ""
    room.close()
    assert room.open().bars() == ""


def test_a_clock_set_forward_is_no_question(room: Room) -> None:
    room.clock.advance(days=400)
    assert "clock" not in room.open().bars()


def test_the_weekly_check_is_silent_when_all_is_well(room: Room) -> None:
    known = file_id(room)
    health.note_checked(paths.data_folder(), known, room.clock.now())
    room.clock.advance(days=6)
    assert not room.open().opening._watch._checking
    room.close()
    room.clock.advance(days=2)
    assert room.open().opening._watch._checking
    assert room.opening._watch._timer.isActive()
    room.check_to_the_end()
    assert room.bars() == ""
    assert health.last_checked(paths.data_folder(), known) == room.clock.now()
    room.close()
    assert not room.open().opening._watch._checking


def test_a_check_in_the_future_is_no_check(room: Room) -> None:
    health.note_checked(paths.data_folder(), file_id(room), room.clock.now() + timedelta(days=1))
    assert room.open().opening._watch._checking


def test_what_the_check_finds_is_told_and_the_file_can_still_be_looked_at(room: Room) -> None:
    sql("UPDATE organisation SET city = 'elsewhere' WHERE legal_name = 'Land Demo'")(room.path)
    room.clock.advance(days=8)
    room.open()
    room.check_to_the_end()
    assert "found 1 fault" in room.bars()
    room.press("Show faults")
    (dialog,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, FaultsFound) and w.isVisible()]
    assert "row: organisation" in dialog.shown.toPlainText()
    dialog.close()
    assert health.is_marked_damaged(room.path)
    room.close()
    assert "damaged" in room.open().bars()
    room.press("Only look at it")
    assert room.window.path == room.path
    assert room.window.bench.read_only
    assert health.is_marked_damaged(room.path)


def test_a_bad_search_index_is_made_anew_beside_the_work(room: Room) -> None:
    sql("DELETE FROM search_text")(room.path)
    room.clock.advance(days=8)
    room.open()
    room.check_to_the_end()
    assert room.bars() == ""
    found: list[int] = []
    room.window.bench.desk.ask(lambda office: len(office.finding.search("telemonitoring").hits), found.append)
    room.window.bench.desk.settle()
    assert found[0] > 0


def test_a_file_of_a_newer_program_is_looked_at(room: Room) -> None:
    newer(room.path, 1)
    assert "newer version" in room.open().bars()
    assert room.window.path is None
    room.press("Only look at it")
    assert "You look at a copy" in room.bars()
    assert room.window.bench.read_only


def test_a_file_that_only_a_newer_program_may_read_stays_shut(room: Room) -> None:
    newer(room.path, 9999)
    room.open()
    room.press("Only look at it")
    assert room.window.path is None
    assert "newer version" in room.bars()
    assert "Only look" not in "".join(
        one.text() for one in room.window.infos.findChildren(QPushButton) if one.isVisible()
    )
