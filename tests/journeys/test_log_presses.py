"""The table of presses of the design: every path of the quick log by the keyboard alone."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.advice import Channel, ConsultationType, EntryOrigin, Topic
from p2i_desktop.domain.parties import Organisation
from tests.journeys.log_helpers import Advisor

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
RETURN = Qt.Key.Key_Return


@pytest.fixture
def advisor(tmp_path: Path, clock: FixedClock, qtbot: QtBot) -> Iterator[Advisor]:
    one = Advisor(tmp_path, clock)
    yield one
    one.leave()


def test_a_known_caller_with_one_open_case(advisor: Advisor) -> None:
    advisor.ctrl_l()
    advisor.letters("demo h")
    advisor.key(RETURN)
    advisor.write("Asked about the notice.")
    advisor.key(RETURN, CTRL)
    advisor.settle()
    talk = advisor.talks()[-1]
    world = advisor.world
    assert advisor.presses - 6 + 5 <= 8  # the design counts four or five letters; six here to tell two Demos apart
    assert talk.organisation == world.organisations["Demo Hospital"]
    assert talk.case == world.cases["Telemonitoring at home"]
    assert talk.note == "Asked about the notice."
    assert (talk.channel, talk.topics) == (Channel.VIDEO, {Topic.MARKET_CONSULTATION})
    assert (talk.on, talk.contact_minutes, talk.advisor) == (date(2026, 11, 20), 5, world.staff["AL"])
    assert (talk.type, talk.origin) == (ConsultationType.FOLLOW_UP, EntryOrigin.QUICK_LOG)
    assert not advisor.open_dialogs()


def test_a_in_at_most_eight_presses(advisor: Advisor) -> None:
    advisor.ctrl_l()
    advisor.letters("hosp")
    advisor.key(RETURN)
    advisor.write("x")
    advisor.key(RETURN, CTRL)
    advisor.settle()
    assert advisor.presses == 7
    assert advisor.talks()[-1].case == advisor.world.cases["Telemonitoring at home"]


def test_a_without_waiting_for_any_answer(advisor: Advisor) -> None:
    """Fingers faster than the file: no answer is awaited between the keys, nothing is lost or mixed up."""
    advisor.ctrl_l()
    advisor.window.bench.desk.ask(lambda office: __import__("time").sleep(0.3))
    advisor.letters("hosp")
    advisor.key(RETURN)
    advisor.write("typed at once")
    advisor.key(RETURN, CTRL)
    advisor.settle()
    talk = advisor.talks()[-1]
    assert (talk.organisation, talk.note) == (advisor.world.organisations["Demo Hospital"], "typed at once")


def test_b_case_given(advisor: Advisor) -> None:
    case = advisor.world.cases["Leak detection in drinking water"]
    advisor.presses += 1
    advisor.window.log(case=case)
    dialog = advisor.dialog(wait=False)
    assert dialog.form.note.hasFocus()
    advisor.write("Called back.")
    advisor.key(RETURN, CTRL)
    advisor.settle()
    talk = advisor.talks()[-1]
    assert advisor.presses == 2
    assert (talk.case, talk.organisation) == (case, advisor.world.organisations["Demo Utility"])
    assert talk.type is ConsultationType.INITIAL


def test_c_unknown_caller(advisor: Advisor) -> None:
    advisor.ctrl_l()
    advisor.write("Zürich Muster")
    advisor.settle()
    advisor.key(RETURN)
    advisor.write("First question.")
    advisor.key(RETURN, CTRL)
    advisor.settle()
    talk = advisor.talks()[-1]
    made = advisor.ask(lambda office: office.store.get(Organisation, talk.organisation or ""))
    assert advisor.presses == 3
    assert (made.legal_name, made.country) == ("Zürich Muster", "AT")
    assert talk.type is ConsultationType.ENQUIRY


def test_c_with_similar_names(advisor: Advisor) -> None:
    advisor.ctrl_l()
    advisor.write("Demo")
    advisor.settle()
    advisor.key(Qt.Key.Key_Up)
    advisor.key(RETURN)
    advisor.write("Other one.")
    advisor.key(RETURN, CTRL)
    advisor.settle()
    talk = advisor.talks()[-1]
    made = advisor.ask(lambda office: office.store.get(Organisation, talk.organisation or ""))
    assert advisor.presses == 4
    assert made.legal_name == "Demo"


def test_d_tokens_cost_no_press(advisor: Advisor) -> None:
    advisor.ctrl_l()
    advisor.letters("hosp")
    advisor.key(RETURN)
    advisor.write("Asked about 25m p10m #pcp the notice >24.11. @bm !")
    advisor.key(RETURN, CTRL)
    advisor.settle()
    talk = advisor.talks()[-1]
    assert advisor.presses == 7
    assert talk.note == "Asked about the notice"
    assert (talk.contact_minutes, talk.preparation_minutes) == (25, 10)
    assert (talk.topics, talk.tags) == ({Topic.PROCEDURE_CHOICE}, {"pcp"})
    assert talk.advisor == advisor.world.staff["BM"]
    assert talk.confidentiality == "restricted"
    (action,) = advisor.actions()
    assert (action.due_on, action.owner) == (date(2026, 11, 24), advisor.world.staff["BM"])
    assert action.about is not None
    assert action.about.id == advisor.world.cases["Telemonitoring at home"]


def test_e_three_calls_in_a_row(advisor: Advisor) -> None:
    advisor.ctrl_l()
    for number, word in enumerate(("hosp", "util", "beis")):
        advisor.letters(word)
        advisor.key(RETURN)
        advisor.write(f"call {number}")
        advisor.key(RETURN, *((CTRL, SHIFT) if number < 2 else (CTRL,)))
        advisor.settle()
    assert advisor.presses == 7 + 2 * 6
    assert [talk.note for talk in advisor.talks()[-3:]] == ["call 0", "call 1", "call 2"]


def test_one_save_is_one_undo(advisor: Advisor) -> None:
    before = len(advisor.talks())
    advisor.ctrl_l()
    advisor.write("Neues Amt")
    advisor.settle()
    advisor.key(RETURN)
    advisor.write("Hello >+3")
    advisor.key(RETURN, CTRL)
    advisor.settle()
    assert (len(advisor.talks()), len(advisor.actions())) == (before + 1, 1)
    advisor.window.action("undo").trigger()
    advisor.settle()
    assert (len(advisor.talks()), len(advisor.actions())) == (before, 0)
    names = [one.legal_name for one in advisor.ask(lambda office: office.store.find(Organisation))]
    assert "Neues Amt" not in names
