"""The desk: order of work, errors on their way to the window, dropped answers, long work beside the file."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from p2i_desktop.clock import FixedClock
from p2i_desktop.gui.desk import CancelledError, ClosedError, Desk
from p2i_desktop.services.office import Office, create_office
from p2i_desktop.settings import Settings


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, clock: FixedClock):  # type: ignore[no-untyped-def]
    opened = Desk()
    path = tmp_path / "centre.p2i"
    opened.open(lambda: create_office(path, clock=clock, settings=Settings(), centre_name="Demo", country="AT"))
    opened.settle()
    yield opened
    opened.close()


def test_answers_come_in_the_window_thread(desk: Desk) -> None:
    threads: list[threading.Thread] = []
    desk.ask(
        lambda office: threads.append(threading.current_thread()), lambda _: threads.append(threading.current_thread())
    )
    desk.settle()
    assert threads[0] is not threading.main_thread()
    assert threads[1] is threading.main_thread()


def test_what_the_user_waits_for_goes_before_background_work(desk: Desk) -> None:
    order: list[str] = []
    gate = threading.Event()
    desk.ask(lambda office: gate.wait(5))
    desk.later(lambda office: order.append("background"))
    desk.ask(lambda office: order.append("first"))
    gate.set()
    desk.settle()
    assert order == ["first", "background"]


def test_an_error_goes_to_its_taker_or_to_the_window(desk: Desk) -> None:
    taken: list[Exception] = []
    told: list[Exception] = []
    desk.failed.connect(told.append)

    def work(office: Office) -> None:
        raise OSError(28, "No space left on device")

    desk.ask(work, failed=taken.append)
    desk.ask(work)
    desk.settle()
    assert len(taken) == len(told) == 1


def test_a_cancelled_or_orphaned_answer_is_dropped(desk: Desk) -> None:
    answers: list[int] = []
    desk.ask(lambda office: 1, answers.append).cancel()
    owner = QObject()
    desk.ask(lambda office: 2, answers.append, owner=owner)
    import shiboken6

    shiboken6.delete(owner)
    desk.ask(lambda office: 3, answers.append)
    desk.settle()
    assert answers == [3]


def test_a_change_is_told_once_with_who_asked(desk: Desk) -> None:
    heard: list[tuple[object, object]] = []
    desk.changed.connect(lambda change, who: heard.append((change, who)))
    desk.do(
        lambda office: office.parties.save_organisation(office.parties.blank_organisation("Demo Town")), initiator="me"
    )
    desk.settle()
    assert len(heard) == 1
    assert heard[0][1] == "me"
    assert "organisation" in heard[0][0].keys  # type: ignore[attr-defined]


def test_busy_is_told_from_the_first_to_the_last(desk: Desk, qtbot: QtBot) -> None:
    said: list[bool] = []
    desk.busy.connect(said.append)
    for _ in range(3):
        desk.ask(lambda office: None)
    desk.settle()
    assert said == [True, False]


def test_long_work_runs_beside_and_can_be_cancelled(desk: Desk) -> None:
    shares: list[float] = []
    errors: list[Exception] = []
    answers: list[str] = []
    gate = threading.Event()

    def work(progress):  # type: ignore[no-untyped-def]
        progress(0.5)
        gate.wait(5)
        progress(0.6)
        return "done"

    ticket = desk.apart(work, answers.append, errors.append, progress=shares.append)
    quick: list[int] = []
    desk.ask(lambda office: 1, lambda one: (quick.append(one), ticket.cancel(), gate.set()))
    desk.settle()
    assert quick == [1]
    assert answers == []
    assert errors == []
    assert shares in ([], [0.5])


def test_cancelling_raises_inside_the_work() -> None:
    assert issubclass(CancelledError, Exception)


def test_without_a_file_work_is_refused(qtbot: QtBot) -> None:
    desk = Desk()
    errors: list[Exception] = []
    desk.ask(lambda office: None, failed=errors.append)
    desk.settle()
    desk.close()
    assert isinstance(errors[0], ClosedError)
