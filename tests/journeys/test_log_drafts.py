"""Nothing typed in the quick log is lost: Esc, closing, several drafts, refusals, a busy disk, kill -9."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from p2i_desktop.clock import FixedClock
from p2i_desktop.services.office import open_office
from tests.gui.log_world import SETTINGS, make_world
from tests.journeys.log_helpers import Advisor

CTRL = Qt.KeyboardModifier.ControlModifier
RETURN, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape
PROBE = "Zażółć ñandú 42"


@pytest.fixture
def advisor(tmp_path: Path, clock: FixedClock, qtbot: QtBot) -> Iterator[Advisor]:
    one = Advisor(tmp_path, clock)
    yield one
    one.leave()


def test_esc_keeps_the_draft_and_ctrl_l_brings_it_back(advisor: Advisor) -> None:
    dialog = advisor.ctrl_l()
    advisor.letters("hosp")
    advisor.settle()
    advisor.key(RETURN)
    advisor.write(PROBE + " 25m")
    advisor.settle()
    dialog.form.follow_up.setFocus()
    advisor.write("+3")
    advisor.key(ESCAPE)
    advisor.settle()
    assert not advisor.open_dialogs()
    assert advisor.talks()[-1].note != PROBE
    again = advisor.ctrl_l()
    advisor.settle()
    assert again.form.note.toPlainText() == PROBE + " 25m"
    assert again.form.who.text() == "Demo Hospital"
    assert again.form.case.value() == advisor.world.cases["Telemonitoring at home"]
    assert again.form.minutes.value() == 25
    assert again.form.follow_up.value() == datetime(2026, 11, 23, tzinfo=UTC).date()
    advisor.key(RETURN, CTRL)
    advisor.settle()
    assert advisor.talks()[-1].note == PROBE
    assert advisor.ask(lambda office: office.drafts.all()) == []


def test_esc_closes_only_the_list_first(advisor: Advisor) -> None:
    dialog = advisor.ctrl_l()
    advisor.letters("demo")
    advisor.settle()
    assert dialog.form.who.list_open
    advisor.key(ESCAPE)
    assert not dialog.form.who.list_open
    assert dialog.isVisible()
    assert dialog.form.who.text() == "demo"


def test_an_empty_dialog_leaves_nothing_behind(advisor: Advisor) -> None:
    advisor.ctrl_l()
    advisor.settle()
    advisor.key(ESCAPE)
    advisor.settle()
    assert advisor.ask(lambda office: office.drafts.all()) == []


def test_a_caller_alone_is_kept_and_goes_when_deleted_by_hand(advisor: Advisor) -> None:
    dialog = advisor.ctrl_l()
    advisor.write("hosp")
    advisor.settle()
    advisor.key(Qt.Key.Key_Return)
    advisor.settle()
    advisor.key(Qt.Key.Key_Escape)
    advisor.settle()
    dialog = advisor.ctrl_l()
    advisor.settle()
    assert dialog.form.who.text() == "Demo Hospital"
    assert dialog.form.known.title == "Demo Hospital"
    dialog.form.who.setFocus()
    dialog.form.who.selectAll()
    advisor.key(Qt.Key.Key_Delete)
    advisor.settle()
    advisor.key(Qt.Key.Key_Escape)
    advisor.settle()
    for left in advisor.open_dialogs():
        left.reject()
    dialog = advisor.ctrl_l()
    advisor.settle()
    assert (dialog.form.who.text(), dialog.form.known.title) == ("", "")


def test_filling_is_never_an_edit(advisor: Advisor) -> None:
    advisor.window.log(case=advisor.world.cases["Street lighting"])
    dialog = advisor.dialog()
    advisor.pause(1.2)
    assert not dialog.keeper.dirty
    assert advisor.ask(lambda office: office.drafts.all()) == []


def test_a_draft_is_on_disk_within_a_second_of_the_last_key(advisor: Advisor) -> None:
    dialog = advisor.ctrl_l()
    advisor.settle()
    dialog.form.note.setFocus()
    advisor.write("kept")
    started = time.monotonic()
    while dialog.keeper.dirty and time.monotonic() - started < 3:
        advisor.pause(0.02)
    assert time.monotonic() - started < 1.4  # a loaded computer may add to the second
    (draft,) = advisor.ask(lambda office: office.drafts.of("quick_log"))
    assert draft.payload["note"] == "kept"
    state = dialog.findChild(QLabel, "draft_state")
    assert state is not None
    assert state.text().startswith("Draft kept")


def test_typing_on_and_on_is_kept_each_three_seconds(advisor: Advisor) -> None:
    dialog = advisor.ctrl_l()
    advisor.settle()
    dialog.form.note.setFocus()
    end = time.monotonic() + 3.4
    while time.monotonic() < end:
        advisor.write("x")
        advisor.pause(0.15)
    assert advisor.ask(lambda office: office.drafts.of("quick_log"))


def test_several_drafts_stand_in_the_title(advisor: Advisor) -> None:
    for name in ("Street lighting", "Leak detection in drinking water"):
        advisor.window.log(case=advisor.world.cases[name])
        advisor.dialog()
        advisor.write(f"about {name}")
        advisor.clock.advance(minutes=1)
        advisor.key(ESCAPE)
        advisor.settle()
    dialog = advisor.ctrl_l()
    advisor.settle()
    assert dialog.form.note.toPlainText() == "about Leak detection in drinking water"
    button = dialog.findChild(QPushButton, "drafts")
    assert button is not None
    menu = button.menu()
    labels = [action.text() for action in menu.actions()]
    assert "Street lighting" in labels[0]
    menu.actions()[0].trigger()
    advisor.settle()
    assert dialog.form.note.toPlainText() == "about Street lighting"
    assert len(advisor.ask(lambda office: office.drafts.of("quick_log"))) == 2


def test_old_drafts_are_offered_and_never_dropped_silently(advisor: Advisor) -> None:
    dialog = advisor.ctrl_l()
    advisor.settle()
    dialog.form.note.setFocus()
    advisor.write("old")
    advisor.key(ESCAPE)
    advisor.settle()
    advisor.clock.advance(days=30)
    advisor.window.log(case=advisor.world.cases["Street lighting"])
    dialog = advisor.dialog()
    button = dialog.findChild(QPushButton, "drafts")
    assert button is not None
    assert "Discard 1 old draft" in [action.text() for action in button.menu().actions()]
    assert len(advisor.ask(lambda office: office.drafts.all())) == 1


def test_a_refused_save_keeps_every_word(advisor: Advisor) -> None:
    dialog = advisor.ctrl_l()
    advisor.settle()
    dialog.form.note.setFocus()
    advisor.write(PROBE)
    advisor.key(RETURN, CTRL)
    advisor.settle()
    hint = dialog.findChild(QLabel, "who_hint")
    assert hint is not None
    assert hint.isVisible()
    assert "Say who it was" in hint.text()
    assert dialog.form.who.hasFocus()
    assert dialog.form.note.toPlainText() == PROBE
    assert advisor.ask(lambda office: office.drafts.of("quick_log"))[0].payload["note"] == PROBE


def test_impossible_values_are_said_beside_their_fields(advisor: Advisor) -> None:
    advisor.window.log(case=advisor.world.cases["Street lighting"])
    dialog = advisor.dialog()
    for name, text in (("on", "31.2.2026"), ("contact_minutes", "1000000000")):
        line = dialog.form.binder.widget(name)
        line.setFocus()
        line.selectAll()  # type: ignore[attr-defined]
        advisor.write(text)
        advisor.settle()
    before = len(advisor.talks())
    advisor.key(RETURN, CTRL)
    advisor.settle()
    assert "not a date" in dialog.form.binder.problem_text("on")
    assert "between" in dialog.form.binder.problem_text("contact_minutes")
    assert len(advisor.talks()) == before


def test_a_date_in_the_future_is_refused_in_words(advisor: Advisor) -> None:
    advisor.window.log(case=advisor.world.cases["Street lighting"])
    dialog = advisor.dialog()
    dialog.form.binder.widget("on").setFocus()
    dialog.form.binder.widget("on").selectAll()  # type: ignore[attr-defined]
    advisor.write("+3")
    advisor.key(RETURN, CTRL)
    advisor.settle()
    assert "future" in dialog.form.binder.problem_text("on")
    assert dialog.form.binder.widget("on").hasFocus()


def test_a_busy_file_is_said_and_nothing_is_lost(advisor: Advisor) -> None:
    advisor.window.log(case=advisor.world.cases["Street lighting"])
    dialog = advisor.dialog()
    advisor.write(PROBE)
    other = sqlite3.connect(advisor.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        advisor.key(RETURN, CTRL)
        advisor.settle()
        error = dialog.findChild(QLabel, "error")
        assert error is not None
        assert error.isVisible()
        assert error.text()
        assert dialog.form.note.toPlainText() == PROBE
    finally:
        other.execute("ROLLBACK")
        other.close()
    advisor.key(RETURN, CTRL)
    advisor.settle()
    assert advisor.talks()[-1].note == PROBE


def test_a_token_taken_away_stays_text(advisor: Advisor) -> None:
    advisor.window.log(case=advisor.world.cases["Street lighting"])
    dialog = advisor.dialog()
    advisor.write("They need 25m cable")
    assert dialog.form.minutes.value() == 25
    bar = dialog.findChild(QWidget, "token_bar")
    assert bar is not None
    chip = next(chip for chip in bar.findChildren(QPushButton) if chip.isVisible())
    chip.click()
    assert dialog.form.minutes.running
    advisor.key(RETURN, CTRL)
    advisor.settle()
    talk = advisor.talks()[-1]
    assert (talk.note, talk.contact_minutes) == ("They need 25m cable", 5)


_CHILD = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from p2i_desktop.clock import FixedClock
from p2i_desktop.gui.app import open_window
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from tests.gui.log_world import SETTINGS
window = open_window(Path(sys.argv[1]), clock=FixedClock(datetime(2026, 11, 20, 12, 0, tzinfo=UTC)), settings=SETTINGS)
window.log()
window.bench.desk.settle()
dialog = next(w for w in QApplication.topLevelWidgets() if type(w).__name__ == "QuickLog")
dialog.form.note.setFocus()
dialog.form.note.insertPlainText("said before the crash")
dialog.keeper.kept.connect(lambda at: print("kept", flush=True))
QApplication.exec()
"""


def test_a_draft_survives_kill_9(tmp_path: Path, clock: FixedClock) -> None:
    path = tmp_path / "centre.p2i"
    make_world(path, clock)
    child = subprocess.Popen(
        [sys.executable, "-c", _CHILD, str(path)], stdout=subprocess.PIPE, text=True, env=os.environ.copy()
    )
    try:
        assert child.stdout is not None
        assert child.stdout.readline().strip() == "kept"
    finally:
        child.send_signal(signal.SIGKILL)
        child.wait()
        if child.stdout is not None:
            child.stdout.close()
    office = open_office(path, clock=clock, settings=SETTINGS)
    (draft,) = office.drafts.of("quick_log")
    office.close()
    assert draft.payload["note"] == "said before the crash"


def test_esc_says_that_a_draft_is_kept_though_it_was_written_before(advisor: Advisor) -> None:
    dialog = advisor.ctrl_l()
    dialog.form.note.setFocus()
    advisor.write(PROBE)
    dialog.keeper.keep()
    advisor.settle()
    advisor.key(ESCAPE)
    advisor.settle()
    assert any(label.text().startswith("Draft kept") for label in advisor.window.toast_box.findChildren(QLabel))


def test_a_draft_that_cannot_be_written_brings_the_dialog_back(advisor: Advisor) -> None:
    dialog = advisor.ctrl_l()
    advisor.settle()
    shutil.copy(advisor.path, advisor.path.with_suffix(".copy"))
    os.replace(advisor.path.with_suffix(".copy"), advisor.path)  # noqa: PTH105 - as a sync client does
    dialog.form.note.setFocus()
    advisor.write(PROBE)
    advisor.key(ESCAPE)
    advisor.settle()
    assert advisor.open_dialogs() == [dialog]
    assert dialog.form.note.toPlainText() == PROBE
    assert any("Esc closes" in label.text() for label in dialog.findChildren(QLabel))
    assert not any("Draft kept" in label.text() for label in advisor.window.toast_box.findChildren(QLabel))
    dialog.activateWindow()
    advisor.key(ESCAPE)
    advisor.settle()
    assert not advisor.open_dialogs()


def test_a_draft_written_while_the_call_is_being_saved_does_not_stay(advisor: Advisor) -> None:
    dialog = advisor.ctrl_l()
    advisor.letters("hosp")
    advisor.settle()
    advisor.key(RETURN)
    advisor.settle()
    advisor.write(PROBE)
    dialog.save()
    dialog.keeper.touch()
    dialog.keeper.keep()  # the timer of the draft runs out before the answer comes
    advisor.settle()
    advisor.settle()
    assert advisor.talks()[-1].note == PROBE
    assert advisor.ask(lambda office: office.drafts.all()) == []
