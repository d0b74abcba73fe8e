"""What is typed into the small dialogs of new records survives Esc, closing and a crash, and comes back with a notice."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.advice import Action, CaseStatus
from p2i_desktop.domain.parties import Contact
from p2i_desktop.gui import new_party
from p2i_desktop.gui.actions_box import FORM, ActionsBox
from p2i_desktop.gui.fields.record_entry import RecordEntry
from p2i_desktop.gui.fields.sources import DeskSources
from p2i_desktop.gui.new_case import NewCaseDialog
from p2i_desktop.gui.new_record import NewRecordDialog
from tests.gui.records_world import Bureau

Ask = Callable[[Bureau], object]


@pytest.fixture
def bureau(tmp_path: Path, clock: FixedClock, qtbot: QtBot) -> Iterator[Bureau]:
    made = Bureau(tmp_path, clock)
    yield made
    made.window.close()


def shown(bureau: Bureau) -> NewRecordDialog:
    bureau.settle()
    (dialog,) = [w for w in bureau.window.findChildren(NewRecordDialog) if w.isVisible()]
    return dialog


def part(dialog: NewRecordDialog, kind: type[Any], name: str) -> Any:
    return dialog.findChild(kind, name)


def organisation(bureau: Bureau) -> None:
    new_party.ask_organisation(bureau.window.bench, bureau.window, lambda _: None)


def contact(bureau: Bureau) -> None:
    sources = DeskSources(bureau.window.bench.desk, bureau.window)
    new_party.ask_contact(bureau.window.bench, bureau.window, sources, None, lambda _: None)


def case(bureau: Bureau) -> None:
    sources = DeskSources(bureau.window.bench.desk, bureau.window)
    NewCaseDialog(bureau.window.bench, sources, bureau.window, lambda _: None).begin()


DIALOGS: dict[str, tuple[Ask, str]] = {
    "organisation": (organisation, "legal_name"), "contact": (contact, "family_name"), "case": (case, "title"),
}  # fmt: skip


def notice(dialog: NewRecordDialog) -> str:
    return " ".join(one.text() for one in dialog._notice.findChildren(QLabel) if one.isVisible())


@pytest.mark.parametrize("how", ["esc", "close", "pause"])
@pytest.mark.parametrize("name", DIALOGS)
def test_typed_text_comes_back(bureau: Bureau, name: str, how: str) -> None:
    ask, field = DIALOGS[name]
    ask(bureau)
    dialog = shown(bureau)
    assert notice(dialog) == ""
    part(dialog, QLineEdit, field).setText("Half a thou")
    if how == "esc":
        bureau.press(dialog, Qt.Key.Key_Escape)
        assert "Draft kept" in bureau.window.toast_box.text()
    elif how == "close":
        dialog.close()
    else:  # what a crash after a second would leave
        dialog._draft._keeper.keep()  # type: ignore[union-attr]
        bureau.settle()
        dialog._draft = None
        dialog.close()
    bureau.settle()
    ask(bureau)
    dialog = shown(bureau)
    assert part(dialog, QLineEdit, field).text() == "Half a thou"
    assert notice(dialog).startswith("Your draft of")
    part(dialog, QPushButton, "discard_draft").click()
    bureau.settle()
    assert part(dialog, QLineEdit, field).text() == ""
    assert notice(dialog) == ""
    dialog.close()
    bureau.settle()
    assert bureau.ask(lambda office: office.drafts.all()) == []


def test_every_field_of_a_new_case_comes_back(bureau: Bureau) -> None:
    case(bureau)
    dialog = shown(bureau)
    part(dialog, QLineEdit, "title").setText("Quieter trams")
    part(dialog, QPlainTextEdit, "need").setPlainText("Two lines\nof need")
    land = bureau.world.organisations["Land Demo"]
    part(dialog, RecordEntry, "client").set_value(land, "Land Demo")
    bureau.press(dialog, Qt.Key.Key_Escape)
    case(bureau)
    dialog = shown(bureau)
    assert part(dialog, QPlainTextEdit, "need").toPlainText() == "Two lines\nof need"
    assert part(dialog, RecordEntry, "client").value() == land
    dialog.wanted.emit()
    bureau.settle()
    assert bureau.ask(lambda office: office.drafts.all()) == []
    case(bureau)
    assert part(shown(bureau), QLineEdit, "title").text() == ""


def test_nothing_typed_is_no_draft(bureau: Bureau) -> None:
    contact(bureau)
    bureau.press(shown(bureau), Qt.Key.Key_Escape)
    organisation(bureau)
    dialog = shown(bureau)
    name = part(dialog, QLineEdit, "legal_name")
    name.setText("x")
    name.clear()
    bureau.press(dialog, Qt.Key.Key_Escape)
    assert bureau.ask(lambda office: office.drafts.all()) == []


def test_a_saved_record_leaves_no_draft(bureau: Bureau) -> None:
    contact(bureau)
    dialog = shown(bureau)
    part(dialog, QLineEdit, "family_name").setText("Beispielfrau")
    dialog._draft._keeper.keep()  # type: ignore[union-attr]
    dialog.wanted.emit()
    bureau.settle()
    assert "Beispielfrau" in [one.family_name for one in bureau.ask(lambda office: office.store.find(Contact))]
    assert bureau.ask(lambda office: office.drafts.all()) == []


def test_whoever_types_at_once_is_not_interrupted(bureau: Bureau) -> None:
    organisation(bureau)
    dialog = shown(bureau)
    part(dialog, QLineEdit, "legal_name").setText("The first one")
    bureau.press(dialog, Qt.Key.Key_Escape)
    organisation(bureau)
    (dialog,) = [w for w in bureau.window.findChildren(NewRecordDialog) if w.isVisible()]
    part(dialog, QLineEdit, "legal_name").setText("S")  # before the file has answered
    bureau.settle()
    assert part(dialog, QLineEdit, "legal_name").text() == "S"


def test_a_draft_that_the_disk_refuses_keeps_the_dialog_open(bureau: Bureau) -> None:
    organisation(bureau)
    dialog = shown(bureau)
    part(dialog, QLineEdit, "legal_name").setText("Half a thought")
    bureau.path.rename(bureau.path.with_suffix(".gone"))
    bureau.press(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert part(dialog, QLineEdit, "legal_name").text() == "Half a thought"
    assert "Your text stands here still" in dialog.problem.text()
    bureau.path.with_suffix(".gone").rename(bureau.path)


def test_a_reason_given_up_with_esc_stands_there_again(bureau: Bureau) -> None:
    file = bureau.case_file("Street lighting")
    panel = file.frame.panel
    for _ in range(2):
        file.moves.status_wanted(CaseStatus.DECLINED)
        if not panel.reason.text():
            bureau.write(panel.reason, "Not our field")
        bureau.press(panel.reason, Qt.Key.Key_Escape)
        assert not panel.isVisible()
    file.moves.status_wanted(CaseStatus.REDIRECTED)
    assert panel.reason.text() == ""
    bureau.press(panel.reason, Qt.Key.Key_Escape)
    file.moves.status_wanted(CaseStatus.DECLINED)
    assert panel.reason.text() == "Not our field"
    bureau.press(panel.reason, Qt.Key.Key_Return)
    assert not panel.isVisible()
    file.moves.status_wanted(CaseStatus.NEW)
    bureau.press(panel.reason, Qt.Key.Key_Escape)
    file.close()


def test_a_next_step_that_was_not_added_stands_there_again(bureau: Bureau, qtbot: QtBot) -> None:
    file = bureau.case_file("Street lighting")
    (box,) = file.findChildren(ActionsBox)
    bureau.write(box.title, "Send the template to")
    bureau.write(box.due, "+3")
    key = bureau.world.cases["Street lighting"]
    qtbot.waitUntil(lambda: bureau.ask(lambda office: office.drafts.get(FORM, key)) is not None, timeout=3000)
    file.close()
    bureau.settle()
    file = bureau.case_file("Street lighting")
    (box,) = file.findChildren(ActionsBox)
    assert box.title.text() == "Send the template to"
    assert box.due.value() == date(2024, 1, 4)
    bureau.press(box.title, Qt.Key.Key_Return)
    assert bureau.ask(lambda office: office.drafts.get(FORM, key)) is None
    assert [action.title for action in bureau.ask(lambda office: office.store.find(Action))] == ["Send the template to"]
    file.close()
    bureau.settle()


def test_a_next_step_deleted_by_hand_does_not_come_back(bureau: Bureau) -> None:
    for typed in ("Call back", ""):
        file = bureau.case_file("Street lighting")
        (box,) = file.findChildren(ActionsBox)
        box.title.selectAll()
        bureau.press(box.title, Qt.Key.Key_Delete)
        bureau.write(box.title, typed)
        file.close()  # within the second in which nothing is written yet
        bureau.settle()
    file = bureau.case_file("Street lighting")
    (box,) = file.findChildren(ActionsBox)
    assert box.title.text() == ""
    file.close()
    bureau.settle()
