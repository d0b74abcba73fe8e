"""The case file: fields save themselves, moves ask what the rules want, notes and steps stand on the timeline."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QListWidget, QPlainTextEdit, QSplitter

from p2i_desktop.domain.advice import (
    Action,
    Case,
    CaseOutcome,
    CaseParty,
    CaseRole,
    CaseStatus,
    ClosingReason,
    Consultation,
    ConsultationType,
    Phase,
)
from p2i_desktop.domain.network import Transition
from p2i_desktop.domain.parties import StaffMember
from p2i_desktop.gui.fields.choice_box import ChoiceBox
from p2i_desktop.services.office import Office
from tests.gui.records_world import Bureau

TITLE = "Telemonitoring at home"
CTRL = Qt.KeyboardModifier.ControlModifier


def case_of(bureau: Bureau) -> Case:
    found: Case = bureau.ask(lambda office: office.advice.case(bureau.world.cases[TITLE]))
    return found


def test_the_focus_is_in_the_quick_note(bureau: Bureau) -> None:
    file = bureau.case_file(TITLE)
    assert file.focusWidget() is file.frame.note


def test_a_field_saves_itself_when_it_is_left_and_undo_takes_it_back(bureau: Bureau) -> None:
    file = bureau.case_file(TITLE)
    title = file.findChild(QLineEdit, "title")
    title.selectAll()
    bureau.write(title, "Télémonitoring Ωμέγα")
    assert case_of(bureau).title == TITLE
    file.frame.note.setFocus()
    bureau.settle()
    assert case_of(bureau).title == "Télémonitoring Ωμέγα"
    assert "Télémonitoring Ωμέγα" in file.frame.heading.text()
    bureau.window.action("undo").trigger()
    bureau.settle()
    assert case_of(bureau).title == TITLE
    assert title.text() == TITLE


def test_an_empty_title_is_refused_in_words_and_the_text_comes_back_as_a_draft(bureau: Bureau) -> None:
    file = bureau.case_file(TITLE)
    title = file.findChild(QLineEdit, "title")
    title.setFocus()
    title.selectAll()
    bureau.press(title, Qt.Key.Key_Delete)
    file.frame.note.setFocus()
    bureau.settle()
    assert case_of(bureau).title == TITLE
    assert file._binder.problem_text("title")


def test_the_next_step_is_one_press_and_going_back_asks_the_reason(bureau: Bureau) -> None:
    file = bureau.case_file(TITLE)
    file.frame.phases.wanted.emit(Phase.PREP_OMC)
    bureau.settle()
    assert case_of(bureau).phase is Phase.PREP_OMC
    file.frame.phases.wanted.emit(Phase.PREP_NEED)
    bureau.settle()
    assert file.frame.panel.isVisible()
    assert case_of(bureau).phase is Phase.PREP_OMC
    file.frame.panel.go.click()
    bureau.settle()
    assert file.frame.panel.isVisible()
    assert "reason" in file.frame.panel.note.text().lower()
    file.frame.panel.reason.setText("The need was described anew")
    file.frame.panel.go.click()
    bureau.settle()
    assert not file.frame.panel.isVisible()
    assert case_of(bureau).phase is Phase.PREP_NEED
    moves = bureau.ask(lambda office: office.store.find(Transition, field="phase"))
    assert [(move.old, move.new, move.reason) for move in sorted(moves, key=lambda m: m.id)][-1] == (
        "prep_omc", "prep_need", "The need was described anew",
    )  # fmt: skip


def test_closing_says_what_is_missing_and_closes_in_one_step(bureau: Bureau) -> None:
    file = bureau.case_file(TITLE)
    key = bureau.world.cases[TITLE]
    bureau.ask(lambda office: office.advice.set_status(key, CaseStatus.IN_PROGRESS))
    file.moves.status_wanted(CaseStatus.CLOSED)
    bureau.settle()
    panel = file.frame.panel
    panel.go.click()
    bureau.settle()
    assert panel.isVisible()
    assert panel.note.text()
    panel.outcome.set_value(CaseOutcome.HELPED)
    panel.closing_reason.set_value(ClosingReason.PILOT)
    panel.result.setPlainText("A pilot with two wards")
    for action in bureau.ask(lambda office: office.advice.closing(key)):
        bureau.ask(lambda office, action=action: office.actions.done(action.id))
    panel.go.click()
    bureau.settle()
    case = case_of(bureau)
    assert (case.status, case.outcome, case.result) == (CaseStatus.CLOSED, CaseOutcome.HELPED, "A pilot with two wards")
    bureau.window.action("undo").trigger()
    bureau.settle()
    assert case_of(bureau).status is CaseStatus.IN_PROGRESS
    assert case_of(bureau).outcome is None


def test_a_note_is_an_administrative_entry_that_counts_as_no_advice(bureau: Bureau) -> None:
    file = bureau.case_file(TITLE)
    bureau.write(file.frame.note, "Papers came by post <b>today</b>")
    bureau.press(file.frame.note, Qt.Key.Key_Return, CTRL)
    assert file.frame.note.toPlainText() == ""
    talks = bureau.ask(lambda office: office.store.find(Consultation, case=bureau.world.cases[TITLE]))
    note = next(talk for talk in talks if talk.note == "Papers came by post <b>today</b>")
    assert (note.type, note.contact_minutes, note.contact_made) == (ConsultationType.ADMINISTRATIVE, 0, False)
    assert any("Papers came by post" in words.text for words in file.frame.story.view.shown.words)


def test_a_note_that_was_not_added_is_there_again(bureau: Bureau) -> None:
    file = bureau.case_file(TITLE)
    bureau.write(file.frame.note, "half a thought")
    file.close()
    bureau.settle()
    assert bureau.case_file(TITLE).frame.note.toPlainText() == "half a thought"


def test_next_steps_are_added_done_and_postponed_by_keys(bureau: Bureau) -> None:
    file = bureau.case_file(TITLE)
    box = file.drawers.boxes[0].box
    bureau.write(box.title, "Send the template")
    bureau.write(box.due, "+3")
    bureau.press(box.due, Qt.Key.Key_Return)
    actions = [a for a in bureau.ask(lambda office: office.store.find(Action)) if a.title == "Send the template"]
    assert [str(action.due_on) for action in actions] == ["2026-11-23"]
    row = next(row for row, action in enumerate(box._actions) if action.title == "Send the template")
    box.list.setCurrentRow(row)
    bureau.press(box.list, Qt.Key.Key_D, CTRL)
    done = bureau.ask(lambda office: office.store.get(Action, actions[0].id))
    assert str(done.done_on) == "2026-11-20"


def test_an_organisation_joins_and_leaves_the_case(bureau: Bureau) -> None:
    file = bureau.case_file(TITLE)
    bureau.write(file._parties.search, "New Demo Body")
    bureau.press(file._parties.search, Qt.Key.Key_Return)
    names = [organisation.legal_name for _, organisation in file._file.parties]
    assert names == ["Demo Hospital", "New Demo Body"]


def test_who_buys_here_and_sells_elsewhere_is_warned_of(bureau: Bureau) -> None:
    here = case_of(bureau)

    def sell(office: Office) -> CaseParty:
        (buyer,) = office.store.find(CaseParty, case=here.id)
        other = replace(office.advice.blank_case(), title="Another need")
        office.advice.save_case(other)
        office.advice.save_party(CaseParty(case=other.id, organisation=buyer.organisation, role=CaseRole.SUPPLIER))
        return buyer

    buyer = bureau.ask(sell)
    file = bureau.case_file(TITLE)
    assert [problem.code for problem in file._file.warned[buyer.id]] == ["W09"]
    said = [label.text() for label in file._parties.findChildren(QLabel) if label.property("tone") == "warn"]
    assert any("Demo Hospital is on the other side elsewhere (Supplier, cases: 1)" in text for text in said)


def test_changes_from_elsewhere_reach_the_open_file(bureau: Bureau) -> None:
    from dataclasses import replace

    file = bureau.case_file(TITLE)
    case = case_of(bureau)
    bureau.window.bench.desk.do(lambda office: office.advice.save_case(replace(case, need="Written elsewhere")))
    bureau.settle()
    assert file.findChild(QPlainTextEdit, "need").toPlainText() == "Written elsewhere"


def test_esc_closes_and_nothing_typed_is_lost(bureau: Bureau) -> None:
    file = bureau.case_file(TITLE)
    need = file.findChild(QPlainTextEdit, "need")
    bureau.write(need, "Zażółć ñandú 42")
    bureau.press(file, Qt.Key.Key_Escape)
    assert bureau.case_file(TITLE).findChild(QPlainTextEdit, "need").toPlainText() == "Zażółć ñandú 42"


def test_letters_typed_while_a_note_is_saved_stay_and_it_is_saved_once(bureau: Bureau) -> None:
    file = bureau.case_file(TITLE)
    before = len(bureau.ask(lambda office: office.store.find(Consultation)))
    file.frame.note.setPlainText("First note")
    file.note.add()
    file.note.add()
    file.frame.note.setPlainText("Second, still being typed")
    bureau.settle()
    notes = [c.note for c in bureau.ask(lambda office: office.store.find(Consultation))]
    assert len(notes) == before + 1
    assert notes.count("First note") == 1
    assert file.frame.note.toPlainText() == "Second, still being typed"


def test_the_keys_of_the_main_window_work_in_the_case_file(bureau: Bureau) -> None:
    file = bureau.case_file(TITLE)
    keys = {sequence.toString() for action in file.actions() for sequence in action.shortcuts()}
    assert {"Ctrl+L", "Ctrl+K", "Ctrl+J", "Ctrl+R", "Ctrl+Z", "Ctrl+Y", "F1", "Ctrl+Shift+H"} <= keys
    bureau.press(file.frame.note, Qt.Key.Key_J, CTRL)
    assert bureau.window.bench.timer.running
    bureau.press(file.frame.note, Qt.Key.Key_K, CTRL)
    assert bureau.window.palette_box.isVisible()
    bureau.window.palette_box.close()


def test_the_history_of_a_case_is_one_chord_away(bureau: Bureau) -> None:
    file = bureau.case_file(TITLE)
    bureau.press(file.frame.note, Qt.Key.Key_H, CTRL, Qt.KeyboardModifier.ShiftModifier)
    dialog = file.findChild(QDialog, "history")
    assert dialog is not None
    assert dialog.findChild(QListWidget).count() > 0


def test_an_advisor_who_has_left_is_shown_by_name(bureau: Bureau) -> None:
    def leave(office: Office) -> str:
        case = office.advice.case(bureau.world.cases[TITLE])
        member = StaffMember(name="Greta Gone", initials="GG", active_from=date(2020, 1, 1))
        office.centre.save_staff(member)
        office.advice.save_case(replace(case, lead_advisor=member.id))
        office.centre.save_staff(replace(office.work.get(StaffMember, member.id), active_to=date(2021, 1, 1)))
        return member.id

    gone = bureau.ask(leave)
    file = bureau.case_file(TITLE)
    bureau.settle()
    shown = file.findChild(ChoiceBox, "lead_advisor")
    assert shown.value() == gone
    assert "GG" in shown.currentText() or "Greta Gone" in shown.currentText()


def test_a_larger_text_puts_facts_and_story_below_each_other_at_once(bureau: Bureau) -> None:
    file = bureau.case_file("Street lighting")
    file.resize(1440, 900)
    bureau.settle()
    page = bureau.page("cases")
    splits = [file.findChildren(QSplitter)[0], page.page.split]
    for percent, way in ((200, Qt.Orientation.Vertical), (100, Qt.Orientation.Horizontal)):
        bureau.window.resize(1440, 900)
        bureau.window.bench.update(text_size=percent)
        bureau.settle()
        assert [split.orientation() for split in splits] == [way, way], percent
    file.close()
    bureau.settle()
