"""The plan editor by keys: cells and digits, new rows, both signatures, the next version, drafts after a crash."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget

from p2i_desktop.domain.buddies import (
    PlanMilestone,
    PlanNeed,
    PlanObjective,
    PlanRisk,
    PlanSide,
    PlanStatus,
    SetupTopic,
    SupportPlan,
)
from p2i_desktop.gui.plan.documents import DocumentsTab
from p2i_desktop.gui.plan.evaluation import EvaluationTab
from p2i_desktop.gui.plan.measures import MeasuresTab
from p2i_desktop.gui.plan.milestones import MilestonesTab
from p2i_desktop.gui.plan.needs import NeedsTab
from p2i_desktop.gui.plan.notes import NotesTab
from p2i_desktop.gui.plan.paper import PRINT_MENU
from p2i_desktop.gui.plan.risks import RisksTab
from p2i_desktop.gui.plan.signing import SignDialog
from p2i_desktop.gui.plan.window import PlanWindow
from p2i_desktop.services.office import Office
from tests.gui.records_world import Bureau
from tests.services.plan_world import make_active, make_draft, sign

Key, CTRL, SHIFT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


class PlanDesk:
    """A plan window and hands on its keyboard."""

    def __init__(self, bureau: Bureau, plan_id: str) -> None:
        self.bureau = bureau
        bureau.window.open_plan(plan_id)
        bureau.settle()
        bureau.settle()
        found = [one for one in QApplication.topLevelWidgets() if isinstance(one, PlanWindow) and one.isVisible()]
        self.window = found[-1]
        self.window.activateWindow()
        self.window._turns.finish()
        bureau.settle()

    def tab(self, kind: type[Any]) -> Any:
        found = self.window.drawers.of(kind)
        self.window.drawers.visit(found)
        self.bureau.settle()
        return found

    def keys(self, *keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Presses keys where the focus is."""
        for key in keys:
            self.bureau.press(self.focus, key, held)

    def write(self, text: str) -> None:
        self.bureau.write(self.focus, text)

    @property
    def focus(self) -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def rows(self, kind: type[Any], plan_id: str = "") -> list[Any]:
        key = plan_id or self.window.hand.plan_id
        found: list[Any] = self.bureau.ask(lambda office: office.work.store.find(kind, plan=key))
        return found

    def plan(self, plan_id: str = "") -> SupportPlan:
        key = plan_id or self.window.hand.plan_id
        found: SupportPlan = self.bureau.ask(lambda office: office.plans.plan(key))
        return found

    def bars(self) -> str:
        return " | ".join(info.text + " > " + info.action for info in self.window.bars._infos)


@pytest.fixture
def draft(bureau: Bureau) -> PlanDesk:
    return PlanDesk(bureau, bureau.ask(make_draft))


@pytest.fixture
def active(bureau: Bureau) -> PlanDesk:
    return PlanDesk(bureau, bureau.ask(make_active))


def test_the_head_says_who_helps_whom_and_how_the_plan_stands(active: PlanDesk) -> None:
    header = active.window.header
    assert "→" in header.pair.text()
    assert header.pair.text().endswith("2026")
    assert header.heading.text() == "Demo plan 2026"
    assert header.status.text() == "Active"
    assert header.state.milestones.words.text().startswith("0 of 2 milestones")
    assert "Meetings 0 of 2" in header.state.meetings.words.text()
    assert header.step.text() == "Complete the plan"
    assert active.window.windowTitle().startswith("DC-DN-2026 Demo plan 2026")


def test_the_menus_hold_papers_and_what_can_be_done_now(active: PlanDesk) -> None:
    header = active.window.header
    assert [action.objectName() for action in header.printing.actions()] == list(PRINT_MENU)
    header.menu.popup(active.window.mapToGlobal(header.more.pos()))
    live = {action.objectName() for action in header.menu.actions() if action.isEnabled()}
    assert live >= {"plan_complete", "plan_terminate", "plan_new_version", "plan_save_template", "plan_copy_year"}
    assert not live & {"plan_sign", "plan_activate", "plan_evaluate", "plan_discard", "plan_template"}
    header.menu.hide()


def test_a_digit_scores_a_need_and_each_is_one_undo(draft: PlanDesk) -> None:
    tab = draft.tab(NeedsTab)
    grid = tab._needs.grid
    assert len(grid.cells.rows) == len(SetupTopic)
    grid.go_to(1, grid.cells.column_of("now"))
    draft.keys(Key.Key_2, Key.Key_Right, Key.Key_4)
    need = next(one for one in draft.rows(PlanNeed) if one.topic is SetupTopic.LOCATION)
    assert (need.now, need.target) == (2, 4)
    draft.keys(Key.Key_9)
    assert tab._needs.said.text() == "Enter a number between 0 and 5."
    draft.bureau.window.undo()
    draft.bureau.settle()
    assert next(one for one in draft.rows(PlanNeed) if one.topic is SetupTopic.LOCATION).target is None
    draft.keys(Key.Key_Left, Key.Key_Backspace)
    assert next(one for one in draft.rows(PlanNeed) if one.topic is SetupTopic.LOCATION).now is None


def test_a_need_is_described_and_del_empties_its_line(draft: PlanDesk) -> None:
    tab = draft.tab(NeedsTab)
    grid = tab._needs.grid
    grid.go_to(1, grid.cells.column_of("description"))
    draft.keys(Key.Key_Return)
    assert isinstance(draft.focus, QPlainTextEdit)
    draft.write("Drei Standorte")
    draft.keys(Key.Key_Return, held=SHIFT)
    draft.write("ένα κτίριο")
    draft.keys(Key.Key_Return)
    need = next(one for one in draft.rows(PlanNeed) if one.topic is SetupTopic.LOCATION)
    assert need.description == "Drei Standorte\nένα κτίριο"
    assert grid.hasFocus()
    draft.keys(Key.Key_Delete)
    assert not any(one.topic is SetupTopic.LOCATION for one in draft.rows(PlanNeed))
    assert len(grid.cells.rows) == len(SetupTopic)


def test_a_new_objective_by_keys_moved_and_binned(draft: PlanDesk) -> None:
    tab = draft.tab(NeedsTab)
    tab._objectives.take_focus()
    draft.keys(Key.Key_N, held=CTRL)
    draft.write("Five buyers advised")
    draft.keys(Key.Key_Tab)  # to the need, a closed list
    assert isinstance(draft.focus.parent(), QWidget)
    combo = draft.focus if isinstance(draft.focus, QComboBox) else None
    if combo is None:  # its list is open
        draft.keys(Key.Key_Down, Key.Key_Return)
    else:
        draft.keys(Key.Key_Down, Key.Key_Tab)
    texts = [one.text for one in sorted(draft.rows(PlanObjective), key=lambda one: one.position)]
    assert texts == ["A mandate", "A first service", "Five buyers advised"]
    tab._objectives.grid.setFocus()
    tab._objectives.grid.go_to(2, 0)
    draft.keys(Key.Key_Up, Key.Key_Up, held=ALT)
    texts = [one.text for one in sorted(draft.rows(PlanObjective), key=lambda one: one.position)]
    assert texts == ["Five buyers advised", "A mandate", "A first service"]
    assert tab._objectives.grid.current().text == "Five buyers advised"
    draft.keys(Key.Key_Delete)
    assert len(draft.rows(PlanObjective)) == 2
    draft.bureau.window.undo()
    draft.bureau.settle()
    assert len(draft.rows(PlanObjective)) == 3


def test_esc_leaves_the_edit_then_the_window(draft: PlanDesk) -> None:
    tab = draft.tab(RisksTab)
    tab._box.grid.go_to(0, 0)
    draft.keys(Key.Key_F2)
    draft.write(" at all")
    draft.keys(Key.Key_Escape)
    assert draft.window.isVisible()
    assert draft.rows(PlanRisk)[0].text == "No money"
    assert draft.bureau.ask(lambda office: office.drafts.of("plan_cell")) == []
    draft.keys(Key.Key_Escape)
    assert not any(isinstance(one, PlanWindow) and one.isVisible() for one in QApplication.topLevelWidgets())


def test_a_risk_is_weighed_by_digits_and_closed(active: PlanDesk) -> None:
    tab = active.tab(RisksTab)
    grid = tab._box.grid
    assert grid.cells.shown(0, 3) == "9"
    active.keys(Key.Key_D, held=CTRL)
    assert active.rows(PlanRisk)[0].closed_on is not None
    active.keys(Key.Key_D, held=CTRL)
    assert active.rows(PlanRisk)[0].closed_on is None


def test_a_day_that_is_none_stays_open_and_is_told(active: PlanDesk) -> None:
    tab = active.tab(RisksTab)
    grid = tab._box.grid
    grid.go_to(0, grid.cells.column_of("closed_on"))
    active.keys(Key.Key_Return)
    active.write("soon")
    active.keys(Key.Key_Return)
    assert "not a date" in tab._box.said.text()
    assert isinstance(active.focus, QLineEdit)
    assert active.focus.text() == "soon"
    active.keys(Key.Key_Escape)
    assert active.rows(PlanRisk)[0].closed_on is None


def test_both_sides_sign_then_it_is_agreed_and_without_one_it_is_told(draft: PlanDesk) -> None:
    draft.keys(Key.Key_S, held=CTRL | SHIFT)
    dialog = draft.window.findChild(SignDialog)
    assert dialog is not None
    draft.keys(Key.Key_Return, held=CTRL)
    assert dialog.problem.text().startswith("Both sides sign before the plan is agreed.")
    draft.write("Demo Coordinator One")
    draft.keys(Key.Key_Return)
    assert dialog.sides[PlanSide.MENTOR].signed
    assert draft.focus is dialog.sides[PlanSide.NEW].binder.widget("name")
    draft.keys(Key.Key_Return, held=CTRL)
    assert "New centre" in dialog.problem.text()
    draft.write("Δοκιμή Παράδειγμα")
    draft.keys(Key.Key_Return)
    assert dialog.sides[PlanSide.NEW].signed
    assert draft.focus is dialog.save_button
    draft.keys(Key.Key_Return)
    assert draft.plan().status is PlanStatus.AGREED
    assert draft.window.header.step.text() == "Begin the plan"


def test_a_change_after_signing_makes_the_signature_stale(draft: PlanDesk) -> None:
    key = draft.window.hand.plan_id
    draft.bureau.ask(lambda office: sign(office, key))
    draft.bureau.window.bench.desk.do(
        lambda office: office.plans.save(replace(office.plans.plan(key), summary="Other"))
    )
    draft.bureau.settle()
    assert "changed after it was signed" in draft.bars()
    draft.window.steps.sign()
    draft.bureau.settle()
    dialog = draft.window.findChild(SignDialog)
    assert dialog is not None
    assert "has to be signed again" in dialog.sides[PlanSide.MENTOR].state.text()
    draft.keys(Key.Key_Escape)


def test_what_was_changed_behind_the_dialog_is_not_signed(draft: PlanDesk) -> None:
    key = draft.window.hand.plan_id
    draft.keys(Key.Key_S, held=CTRL | SHIFT)
    dialog = draft.window.findChild(SignDialog)
    assert dialog is not None
    draft.write("Demo Coordinator One")
    draft.bureau.window.bench.desk.do(
        lambda office: office.plans.save(replace(office.plans.plan(key), summary="Other"))
    )
    draft.bureau.settle()
    dialog.sides[PlanSide.MENTOR].sign.click()
    draft.bureau.settle()
    assert not dialog.sides[PlanSide.MENTOR].signed
    told = [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]
    assert "The plan was changed meanwhile. Look at it again, then sign." in told
    draft.keys(Key.Key_Escape)


def test_changing_an_agreed_plan_is_offered_to_the_next_version_and_done_there(active: PlanDesk) -> None:
    old = active.window.hand.plan_id
    tab = active.tab(NeedsTab)
    grid = tab._needs.grid
    grid.go_to(0, grid.cells.column_of("target"))
    active.keys(Key.Key_5)
    assert "Version 1 is agreed. Your change starts version 2. > Start version 2" in active.bars()
    assert active.rows(PlanNeed)[0].target != 5
    active.keys(Key.Key_N, held=CTRL | SHIFT)
    active.bureau.settle()
    new = active.window.hand.plan_id
    assert new != old
    assert active.plan().version == 2
    assert active.plan().status is PlanStatus.DRAFT
    assert next(one for one in active.rows(PlanNeed) if one.topic is SetupTopic.REASON).target == 5
    assert next(one for one in active.rows(PlanNeed, old) if one.topic is SetupTopic.REASON).target == 4
    assert "Draft: version 1 stays in force" in active.bars()
    active.window.show_plan(old)
    active.bureau.settle()
    assert "Version 2 is being drafted." in active.bars()


def test_esc_gives_up_what_is_offered_and_progress_needs_no_version(active: PlanDesk) -> None:
    tab = active.tab(NeedsTab)
    grid = tab._needs.grid
    grid.go_to(0, grid.cells.column_of("now"))
    active.keys(Key.Key_3)
    assert "Start version 2" in active.bars()
    active.keys(Key.Key_Escape)
    assert active.bars() == ""
    assert active.window.isVisible()
    grid.go_to(0, grid.cells.column_of("now_at_end"))
    active.keys(Key.Key_3)
    assert active.bars() == ""
    assert next(one for one in active.rows(PlanNeed) if one.topic is SetupTopic.REASON).now_at_end == 3


def test_the_notes_of_an_agreed_plan_are_offered_to_the_next_version_too(active: PlanDesk) -> None:
    tab = active.tab(NotesTab)
    old = active.window.hand.plan_id
    active.bureau.write(tab._binder.widget("lessons"), "Begin early")
    tab._binder.widget("summary").setFocus()
    active.bureau.settle()
    assert active.plan().lessons == "Begin early"
    active.bureau.write(tab._binder.widget("transferability"), "The forms as they are")
    tab._binder.widget("summary").setFocus()
    active.bureau.settle()
    assert active.plan().transferability == "The forms as they are"
    active.bureau.write(tab._binder.widget("summary"), "A new aim")
    tab._binder.widget("title").setFocus()
    active.bureau.settle()
    assert "Start version 2" in active.bars()
    active.keys(Key.Key_N, held=CTRL | SHIFT)
    active.bureau.settle()
    assert active.window.hand.plan_id != old
    assert active.plan().summary == "A new aim"
    assert active.plan(old).summary == ""
    active.window.show_plan(old)
    active.bureau.settle()
    assert tab._binder.value("summary") == ""


def test_an_old_version_is_read_only_and_says_so(active: PlanDesk) -> None:
    old = active.window.hand.plan_id

    def next_version(office: Office) -> str:
        made = office.plans.start_version(old)
        sign(office, made.plan_id)
        office.plans.agree(made.plan_id)
        return made.plan_id

    new = active.bureau.ask(next_version)
    active.window.show_plan(new)
    active.bureau.settle()
    active.window.header.versions.set_value(old)
    active.window.header.versions.edited.emit()
    active.bureau.settle()
    assert active.bars() == "Version 1 is read only: Superseded. > Show version 2"
    tab = active.tab(RisksTab)
    assert not tab._box.add.isVisible()
    tab._box.grid.go_to(0, 0)
    active.keys(Key.Key_Return)
    assert not tab._box.grid.editing()


def test_words_and_text_size_follow_while_it_is_open(active: PlanDesk) -> None:
    tab = active.tab(NeedsTab)
    bench = active.window.bench
    low = tab._needs.grid.height()
    bench.update(language="de", text_size=150)
    active.bureau.settle()
    active.bureau.settle()
    assert active.window.drawers.buttons["plan_risks"].text() == "Risiken 1"
    assert tab._needs.heading.text() == "Bedarf des neuen Zentrums"
    assert tab._needs.grid.height() > low * 1.3
    bench.update(language="en", text_size=100)
    active.bureau.settle()


def test_a_file_that_is_only_read_lets_nothing_be_typed(active: PlanDesk) -> None:
    active.window.bench.read_only = True
    active.window.retranslate()
    tab = active.tab(RisksTab)
    active.keys(Key.Key_Return)
    assert not tab._box.grid.editing()
    assert not tab._box.add.isVisible()
    assert not active.window.header.step.isVisible()
    active.keys(Key.Key_N, held=CTRL)
    assert len(tab._box.grid.cells.rows) == 1
    active.tab(DocumentsTab).panel.attach.click()  # no file is asked for
    assert "nothing was attached" in active.tab(DocumentsTab).panel.said.text()
    active.window.bench.read_only = False


def test_absurd_texts_stay_readable_and_what_is_refused_stays_open(draft: PlanDesk) -> None:
    tab = draft.tab(NeedsTab)
    grid = tab._objectives.grid
    grid.setFocus()
    grid.go_to(0, grid.cells.column_of("text"))
    draft.keys(Key.Key_Return)
    editor = draft.focus
    assert isinstance(editor, QPlainTextEdit)
    editor.setPlainText("Σ" * 50_000)
    draft.keys(Key.Key_Return)
    assert grid.rowHeight(0) < 400  # the rest stands in the editor
    draft.keys(Key.Key_Return)
    assert isinstance(draft.focus, QPlainTextEdit)
    draft.focus.setPlainText("")  # an objective without words is refused
    draft.keys(Key.Key_Return)
    assert tab._objectives.said.isVisible()
    assert isinstance(draft.focus, QPlainTextEdit)
    draft.keys(Key.Key_Escape)
    assert len(draft.rows(PlanObjective)[0].text) == 50_000


def test_a_version_is_shown_in_one_window_only(active: PlanDesk) -> None:
    old = active.window.hand.plan_id
    active.window.steps.new_version()
    active.bureau.settle()
    new = active.window.hand.plan_id
    active.bureau.window.open_plan(new)
    active.bureau.settle()
    shown = [one for one in QApplication.topLevelWidgets() if isinstance(one, PlanWindow) and one.isVisible()]
    assert shown == [active.window]
    active.bureau.window.open_plan(old)
    active.bureau.settle()
    shown = [one for one in QApplication.topLevelWidgets() if isinstance(one, PlanWindow) and one.isVisible()]
    assert {one.hand.plan_id for one in shown} == {old, new}


def test_what_is_half_typed_survives_a_kill(draft: PlanDesk) -> None:
    tab, key = draft.tab(NeedsTab), draft.window.hand.plan_id
    tab._objectives.take_focus()
    draft.keys(Key.Key_N, held=CTRL)
    draft.write("Half an objective")
    draft.window.hand.drafts.now()
    draft.bureau.settle()
    kept = draft.bureau.ask(lambda office: office.drafts.get("plan_cell", key))
    assert kept.payload["text"] == "Half an objective"
    draft.keys(Key.Key_Escape, Key.Key_Escape)
    draft.bureau.ask(lambda office: office.drafts.save("plan_cell", key, 0, kept.payload))  # as a kill leaves the file
    again = PlanDesk(draft.bureau, key)
    again.bureau.settle()
    assert isinstance(again.focus, QPlainTextEdit)
    assert again.focus.toPlainText() == "Half an objective"
    again.keys(Key.Key_Return)
    assert "Half an objective" in [one.text for one in again.rows(PlanObjective)]
    assert again.bureau.ask(lambda office: office.drafts.get("plan_cell", key)) is None


@pytest.mark.parametrize("gone", [True, False], ids=["and gone", "and still there"])
def test_a_change_of_an_agreed_plan_typed_into_a_window_that_is_closed(active: PlanDesk, gone: bool) -> None:
    """The answer may come before or after the closed window is deleted."""
    active.window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, gone)
    grid, key = active.tab(RisksTab)._box.grid, active.window.hand.plan_id
    grid.go_to(0, grid.cells.column_of("text"))
    active.keys(Key.Key_Return)
    active.focus.selectAll()  # type: ignore[attr-defined]
    active.write("Typed while it closes")
    active.window.close()
    active.bureau.settle()
    assert "is agreed" in active.bureau.window.toast_box.text()
    if not gone:
        active.window.deleteLater()
        QCoreApplication.sendPostedEvents(active.window, QEvent.Type.DeferredDelete)
    again = PlanDesk(active.bureau, key)
    again.bureau.settle()
    assert again.focus.toPlainText() == "Typed while it closes"  # type: ignore[attr-defined]
    again.keys(Key.Key_Escape, Key.Key_Escape)


def test_two_people_in_one_cell_are_shown_both_values(active: PlanDesk) -> None:
    tab = active.tab(NeedsTab)
    grid = tab._objectives.grid
    grid.go_to(0, grid.cells.column_of("reached"))
    shown = grid.cells.rows[0]
    other = replace(shown, reached="theirs")
    active.bureau.window.bench.desk.ask(lambda office: office.plans.save_row(other))  # nobody tells the window
    active.bureau.settle()
    grid.setFocus()
    active.keys(Key.Key_Return)
    active.write("mine")
    active.keys(Key.Key_Return)
    assert active.window.conflicts.isVisible()
    active.window.conflicts.findChildren(type(active.window.header.step))[0].click()  # keep mine
    active.bureau.settle()
    assert [one.reached for one in active.rows(PlanObjective) if one.id == shown.id] == ["mine"]


def test_both_sides_judge_and_the_plan_is_closed(active: PlanDesk) -> None:
    active.window.bench.commands.action("plan_complete").trigger()
    active.bureau.settle()
    assert active.plan().status is PlanStatus.COMPLETED
    active.window.header.step.click()
    active.bureau.settle()
    tab = active.window.drawers.of(EvaluationTab)
    assert tab.isVisible()
    assert "Both sides judge the year first" in active.bars()
    for side in tab.sides:
        side.binder.widget("usefulness").setFocus()
        active.keys(Key.Key_5, Key.Key_Tab)
        active.write("Everything")
    tab.leave()
    active.bureau.settle()
    assert active.window.drawers.buttons["plan_evaluation"].text() == "Evaluation 2/2"
    active.window.header.step.click()
    active.bureau.settle()
    assert active.plan().status is PlanStatus.EVALUATED


def test_a_plan_ends_early_with_a_reason(active: PlanDesk) -> None:
    active.window.bench.commands.action("plan_terminate").trigger()
    active.bureau.settle()
    active.keys(Key.Key_Return)
    assert active.window.panel.note.isVisible()
    active.write("The host left")
    active.keys(Key.Key_Return)
    assert active.plan().status is PlanStatus.TERMINATED
    assert not active.window.header.step.isVisible()


def test_a_template_and_the_next_year(draft: PlanDesk) -> None:
    draft.window.bench.commands.action("plan_template").trigger()
    draft.bureau.settle()
    draft.keys(Key.Key_Return, held=CTRL)
    assert len(draft.bureau.ask(lambda office: office.plans.file(draft.window.hand.plan_id)).milestones) == 17
    draft.window.bench.commands.action("plan_save_template").trigger()
    draft.bureau.settle()
    draft.write("Our own way")
    draft.keys(Key.Key_Return)
    assert "Our own way" in [one.name for one in draft.bureau.ask(lambda office: office.plans.templates())]
    draft.window.bench.commands.action("plan_copy_year").trigger()
    draft.bureau.settle()
    draft.keys(Key.Key_Return)
    draft.bureau.settle()
    keys = [key for key, _ in draft.bureau.ask(lambda office: office.plans.all_keys())]
    assert keys == ["DC-DN-2026", "DC-DN-2027"]
    assert sum(isinstance(one, PlanWindow) and one.isVisible() for one in QApplication.topLevelWidgets()) == 2


def test_documents_of_a_plan_are_named_in_its_tab(active: PlanDesk, tmp_path: Any) -> None:
    paper = tmp_path / "minutes.txt"
    paper.write_text("demo", encoding="utf-8")
    active.window.drawers.of(DocumentsTab).take([paper])
    active.bureau.settle()
    assert active.window.drawers.buttons["plan_documents"].text() == "Documents 1"


def test_a_new_version_that_is_undone_leads_back_to_the_one_in_force(active: PlanDesk) -> None:
    old = active.window.hand.plan_id
    active.keys(Key.Key_N, held=CTRL | SHIFT)
    new = active.window.hand.plan_id
    assert new != old
    active.keys(Key.Key_Z, held=CTRL)
    assert active.window.isVisible()
    assert active.window.hand.plan_id == old
    assert active.window.hand.file is not None
    assert active.window.hand.file.plan.id == old
    active.keys(Key.Key_Y, held=CTRL)
    active.window.show_plan(new)
    active.bureau.settle()
    assert active.plan(new).status is PlanStatus.DRAFT
    assert active.window.hand.file.plan.id == new


def test_a_new_line_without_a_word_is_given_up_by_esc(draft: PlanDesk) -> None:
    tab = draft.tab(NeedsTab)
    grid = tab._objectives.grid
    tab._objectives.take_focus()
    draft.keys(Key.Key_N, held=CTRL)
    assert grid.model().rowCount() == 3
    draft.write("Half")
    draft.keys(Key.Key_Escape)
    assert grid.model().rowCount() == 2
    assert draft.focus is grid
    draft.keys(Key.Key_N, held=CTRL)
    draft.keys(Key.Key_Tab)  # the words are missing, another field is filled
    draft.keys(Key.Key_Escape)
    assert draft.window.isVisible()
    assert len(draft.rows(PlanObjective)) == 2


def test_what_is_over_offers_no_new_lines_but_a_meeting(active: PlanDesk) -> None:
    milestones, needs, measures = (active.tab(kind) for kind in (MilestonesTab, NeedsTab, MeasuresTab))
    before = milestones.model.rowCount()
    assert milestones.head.new.isEnabled()
    active.bureau.ask(lambda office: office.plans.complete(active.window.hand.plan_id))
    active.window.read()
    active.bureau.settle()
    assert active.plan().status is PlanStatus.COMPLETED
    active.tab(MilestonesTab)
    assert milestones.model.rowCount() == before - 1
    assert not milestones.head.new.isEnabled()
    milestones.views.take_focus()
    active.keys(Key.Key_N, held=CTRL)
    assert len(active.rows(PlanMilestone)) == before - 1
    active.tab(NeedsTab)
    assert not needs._objectives.add.isVisible()
    active.tab(MeasuresTab)
    assert measures._box.add.isVisible()
    active.bureau.window.undo()
    active.bureau.settle()
    assert milestones.model.rowCount() == before
