"""Checklist, closing, satisfaction and templates through the real windows, by keys."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit

from p2i_desktop.domain.advice import Action, CaseOutcome, CaseStatus, ClosingReason
from p2i_desktop.domain.casework import CaseTemplate, ChecklistItem, FeedbackOutcome, TemplateStep
from p2i_desktop.domain.market import CaseProcurement, Influence, ProcurementProject
from p2i_desktop.domain.record import About, link_id
from p2i_desktop.gui.case.checklist import ChecklistDrawer
from p2i_desktop.gui.case.feedback import FeedbackDrawer
from p2i_desktop.gui.feedback_dialog import FeedbackDialog
from p2i_desktop.gui.fields.sources import DeskSources
from p2i_desktop.gui.new_case import NewCaseDialog
from p2i_desktop.gui.screens.case_file import CaseFileWindow
from p2i_desktop.services.office import Office
from p2i_desktop.storage.store import Put
from tests.gui.records_world import Bureau

Ctrl, Alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
TITLE = "Street lighting"


def do(bureau: Bureau, work: Any) -> None:
    bureau.window.bench.desk.do(work)
    bureau.settle()


def lines(bureau: Bureau) -> list[str]:
    case = bureau.world.cases[TITLE]
    found: list[ChecklistItem] = bureau.ask(lambda office: office.checklist.items(case))
    return [("x " if item.done_on else "") + item.title for item in found]


def checklist(bureau: Bureau, *titles: str) -> tuple[CaseFileWindow, ChecklistDrawer]:
    case = bureau.world.cases[TITLE]
    for title in titles:
        do(bureau, lambda office, title=title: office.checklist.add(case, title))
    file = bureau.case_file(TITLE)
    drawer = file.drawers.of(ChecklistDrawer)
    assert isinstance(drawer, ChecklistDrawer)
    file.drawers.visit(drawer)
    bureau.settle()
    return file, drawer


def dialog_of(kind: type[QDialog]) -> Any:
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible())


def opened(bureau: Bureau, file: CaseFileWindow, *moves: CaseStatus) -> None:
    case = bureau.world.cases[TITLE]
    for status in moves:
        do(bureau, lambda office, status=status: office.advice.set_status(case, status))


# -- checklist -----------------------------------------------------------------------------------------------------------
def test_lines_are_typed_one_after_the_other(bureau: Bureau) -> None:
    file, drawer = checklist(bureau)
    assert drawer.line.hasFocus(), "an empty list waits for its first line"
    for title in ("Declaration signed", "Privacy note handed out"):
        bureau.write(drawer.line, title)
        bureau.press(drawer.line, Qt.Key.Key_Return)
    assert lines(bureau) == ["Declaration signed", "Privacy note handed out"]
    assert drawer.line.hasFocus()
    assert file.drawers.buttons[drawer.name].text() == "Checklist 0 of 2"


def test_space_ticks_alt_orders_del_throws_away_and_undo_brings_back(bureau: Bureau) -> None:
    file, drawer = checklist(bureau, "One", "Two", "Three")
    bureau.press(drawer.list, Qt.Key.Key_Space)
    assert lines(bureau) == ["x One", "Two", "Three"]
    assert file.drawers.buttons[drawer.name].text() == "Checklist 1 of 3"
    bureau.press(drawer.list, Qt.Key.Key_Down, Alt)
    bureau.press(drawer.list, Qt.Key.Key_Down, Alt)
    assert lines(bureau) == ["Two", "Three", "x One"]
    assert drawer.list.currentRow() == 2, "the keys go with the line"
    bureau.press(drawer.list, Qt.Key.Key_Home)
    bureau.press(drawer.list, Qt.Key.Key_Delete)
    assert lines(bureau) == ["Three", "x One"]
    assert drawer.list.currentItem().text() == "Three"
    bureau.press(drawer.list, Qt.Key.Key_Z, Ctrl)
    assert lines(bureau) == ["Two", "Three", "x One"]


def test_f2_words_a_line_anew_and_esc_leaves_it(bureau: Bureau) -> None:
    _, drawer = checklist(bureau, "One")
    bureau.press(drawer.list, Qt.Key.Key_F2)
    bureau.write(drawer.line, "First")
    bureau.press(drawer.line, Qt.Key.Key_Return)
    assert lines(bureau) == ["First"]
    drawer.list.setFocus()
    bureau.press(drawer.list, Qt.Key.Key_F2)
    bureau.press(drawer.line, Qt.Key.Key_Escape)
    assert drawer.list.hasFocus()
    assert (lines(bureau), drawer.line.text()) == (["First"], "")


# -- closing -------------------------------------------------------------------------------------------------------------
def closing(bureau: Bureau, *titles: str) -> CaseFileWindow:
    case = bureau.world.cases[TITLE]
    for number, title in enumerate(titles):

        def add(office: Office, number: int = number, title: str = title) -> Any:
            day = office.clock.today() + timedelta(days=number)
            return office.actions.save(replace(office.actions.blank(About("case", case)), title=title, due_on=day))

        do(bureau, add)
    file = bureau.case_file(TITLE)
    opened(bureau, file, CaseStatus.IN_PROGRESS)
    file.moves.status_wanted(CaseStatus.CLOSED)
    bureau.settle()
    return file


def test_open_actions_are_dealt_with_where_the_case_is_closed(bureau: Bureau) -> None:
    file = closing(bureau, "Call back", "Never mind", "Much later")
    panel, waiting = file.frame.panel, file.frame.panel.waiting
    assert panel.note.text() == "3 actions are still open."
    assert panel.go.text() == "Complete and close"
    waiting.list.setFocus()
    bureau.press(waiting.list, Qt.Key.Key_D, Ctrl)
    assert panel.note.text() == "2 actions are still open."
    waiting.list.setFocus()
    bureau.press(waiting.list, Qt.Key.Key_Delete)
    assert waiting.why.hasFocus()
    bureau.write(waiting.why, "The need is gone")
    bureau.press(waiting.why, Qt.Key.Key_Return)
    waiting.list.setFocus()
    bureau.press(waiting.list, Qt.Key.Key_T, Ctrl)
    bureau.write(waiting.day, "+30")
    bureau.press(waiting.day, Qt.Key.Key_Return)
    found: list[Action] = bureau.ask(lambda office: office.store.find(Action))
    today = bureau.window.bench.clock.today()
    assert {(one.title, one.done_on, one.dropped_reason, one.due_on) for one in found} == {
        ("Call back", today, "", today),
        ("Never mind", None, "The need is gone", today + timedelta(days=1)),
        ("Much later", None, "", today + timedelta(days=30)),
    }
    bureau.press(waiting.list, Qt.Key.Key_D, Ctrl)
    assert waiting.isHidden()
    panel.outcome.set_value(CaseOutcome.HELPED)
    panel.closing_reason.set_value(ClosingReason.PILOT)
    bureau.write(panel.result, "The pilot runs.")
    bureau.press(panel.result, Qt.Key.Key_Return, Ctrl)
    case = bureau.world.cases[TITLE]
    assert bureau.ask(lambda office: office.advice.case(case).status) is CaseStatus.CLOSED
    moves = bureau.ask(lambda office: [m.new for m in office.advice.case_file(case).transitions if m.field == "status"])
    assert moves[-2:] == ["completed", "closed"]
    file.activateWindow()
    bureau.settle()
    bureau.press(file.frame.status, Qt.Key.Key_Z, Ctrl)
    assert bureau.ask(lambda office: office.advice.case(case).status) is CaseStatus.IN_PROGRESS, "one step, one undo"


def test_what_is_missing_is_said_and_nothing_typed_is_lost(bureau: Bureau) -> None:
    file = closing(bureau, "Call back")
    panel = file.frame.panel
    bureau.write(panel.result, "The pilot runs.")
    bureau.press(panel.result, Qt.Key.Key_Return, Ctrl)
    assert panel.isVisible()
    assert "Outcome" in panel.note.text()
    assert panel.result.toPlainText() == "The pilot runs."


def test_declining_and_taking_up_again_ask_for_their_reason(bureau: Bureau) -> None:
    file = bureau.case_file(TITLE)
    case = bureau.world.cases[TITLE]
    file.moves.status_wanted(CaseStatus.DECLINED)
    bureau.settle()
    assert file.frame.panel.reason.hasFocus()
    bureau.write(file.frame.panel.reason, "Not our field")
    bureau.press(file.frame.panel.reason, Qt.Key.Key_Return)
    assert bureau.ask(lambda office: office.advice.case(case).status) is CaseStatus.DECLINED
    file.moves.status_wanted(CaseStatus.NEW)
    bureau.press(file.frame.panel.reason, Qt.Key.Key_Return)
    assert file.frame.panel.isVisible(), "leaving an ended status needs a reason"
    bureau.write(file.frame.panel.reason, "They came back")
    bureau.press(file.frame.panel.reason, Qt.Key.Key_Return)
    assert bureau.ask(lambda office: office.advice.case(case).status) is CaseStatus.NEW
    reasons = bureau.ask(lambda office: [m.reason for m in office.advice.case_file(case).transitions])
    assert reasons[-2:] == ["Not our field", "They came back"]


# -- satisfaction --------------------------------------------------------------------------------------------------------
def test_an_answer_is_taken_by_digits_when_the_advice_is_over(bureau: Bureau) -> None:
    case = bureau.world.cases[TITLE]
    project = ProcurementProject(title="Lamps", lead_buyer=bureau.world.organisations["Land Demo"])
    link = CaseProcurement(id=link_id("case_procurement", case, project.id), case=case, procurement=project.id)
    do(bureau, lambda office: office.store.apply("add", [Put(office.work.owned(one)) for one in (project, link)]))
    file = bureau.case_file(TITLE)
    drawer = file.drawers.of(FeedbackDrawer)
    assert isinstance(drawer, FeedbackDrawer)
    assert drawer.record.isHidden()
    opened(bureau, file, CaseStatus.IN_PROGRESS, CaseStatus.COMPLETED)
    assert drawer.isVisible(), "what comes next is in front"
    assert file.drawers.buttons[drawer.name].text() == "Satisfaction !"
    drawer.record.setFocus()
    bureau.press(drawer.record, Qt.Key.Key_Space)
    dialog: FeedbackDialog = dialog_of(FeedbackDialog)
    rating = dialog.binder.widget("rating")
    assert QApplication.focusWidget() is rating
    bureau.press(rating, Qt.Key.Key_Return)
    assert "Nothing is answered yet" in dialog.binder.problem_text("rating")
    bureau.press(rating, Qt.Key.Key_4)
    dialog.binder.fill("outcomes", frozenset({FeedbackOutcome.CHOSE_SUPPORT}))
    dialog._rows[project.id][0].set_value(Influence.DECISIVE)
    bureau.press(rating, Qt.Key.Key_Return)
    found = bureau.ask(lambda office: office.feedback.asked(case))
    assert [one.rating for one in found.answers] == [Decimal(4)]
    assert found.procurements[0].influence is Influence.DECISIVE
    assert drawer.list.item(0).text() == "20/11/2026 · 4 of 5 · Chose support"
    assert "decisive" in drawer.influence.text().casefold()
    file.activateWindow()  # there is no window manager that would do it after the dialog
    bureau.settle()
    bureau.press(drawer.record, Qt.Key.Key_Z, Ctrl)
    assert drawer.list.count() == 0


def test_a_wrong_rating_is_refused_under_its_field(bureau: Bureau) -> None:
    file = bureau.case_file(TITLE)
    opened(bureau, file, CaseStatus.IN_PROGRESS, CaseStatus.COMPLETED)
    drawer = file.drawers.of(FeedbackDrawer)
    assert isinstance(drawer, FeedbackDrawer)
    drawer._ask(None)
    bureau.settle()
    dialog: FeedbackDialog = dialog_of(FeedbackDialog)
    rating = dialog.binder.widget("rating")
    for typed in ("7", "3.5", "many"):
        rating.selectAll()  # type: ignore[attr-defined]
        bureau.write(rating, typed)
        bureau.press(rating, Qt.Key.Key_Return)
        assert dialog.isVisible()
        assert dialog.binder.problem_text("rating") or dialog.problem.text(), typed
    dialog.reject()


def test_an_answer_that_was_begun_is_there_again(bureau: Bureau) -> None:
    file = bureau.case_file(TITLE)
    opened(bureau, file, CaseStatus.IN_PROGRESS, CaseStatus.COMPLETED)
    drawer = file.drawers.of(FeedbackDrawer)
    assert isinstance(drawer, FeedbackDrawer)
    for _ in range(2):
        drawer._ask(None)
        bureau.settle()
        dialog: FeedbackDialog = dialog_of(FeedbackDialog)
        if not dialog.binder.value("comment"):
            bureau.write(dialog.binder.widget("comment"), "They said that")
            dialog.reject()
            bureau.settle()
    assert dialog.binder.value("comment") == "They said that"
    dialog.reject()


# -- templates -----------------------------------------------------------------------------------------------------------
def template(bureau: Bureau) -> str:
    made = CaseTemplate(name="Market consultation", title="Consultation on ", note="Who needs what?")

    def work(office: Office) -> Any:
        office.templates.save(made)
        office.templates.save_step(TemplateStep(template=made.id, title="First call", days=2))
        office.templates.save_step(TemplateStep(template=made.id, title="Declaration signed"))
        return office.templates.save_step(TemplateStep(template=made.id, title="Send the notice", days=-30))

    do(bureau, work)
    return made.id


def new_case(bureau: Bureau, found: list[str]) -> NewCaseDialog:
    window = bureau.window
    dialog = NewCaseDialog(window.bench, DeskSources(window.bench.desk, window), window, found.append)
    dialog.begin()
    bureau.settle()
    return dialog


def test_without_templates_a_new_case_asks_what_it_asked_before(bureau: Bureau) -> None:
    found: list[str] = []
    dialog = new_case(bureau, found)
    assert dialog._template_part.isHidden()
    bureau.write(dialog.title, "Pipes")
    bureau.press(dialog.title, Qt.Key.Key_Return)
    assert bureau.ask(lambda office: office.advice.case(found[0]).title) == "Pipes"


def test_a_template_is_one_more_press_and_asks_for_the_target(bureau: Bureau) -> None:
    template(bureau)
    found: list[str] = []
    dialog = new_case(bureau, found)
    bureau.write(dialog.title, "Pipes")
    dialog.template.setFocus()
    assert dialog._target_part.isHidden()
    bureau.press(dialog.template, Qt.Key.Key_Down)
    assert dialog._target_part.isVisible(), "one of its lines counts back from the target"
    bureau.write(dialog.target, "1.3.2027")
    bureau.press(dialog.title, Qt.Key.Key_Return)
    actions = bureau.ask(lambda office: office.advice.closing(found[0]))
    assert [(one.title, str(one.due_on)) for one in actions] == [
        ("First call", "2026-11-22"),
        ("Send the notice", "2027-01-30"),
    ]
    assert bureau.ask(lambda office: office.advice.case(found[0]).need) == "Who needs what?"


def test_a_template_proposes_a_title_and_overwrites_none(bureau: Bureau) -> None:
    template(bureau)
    dialog = new_case(bureau, [])
    dialog.template.setFocus()
    bureau.press(dialog.template, Qt.Key.Key_Down)
    assert dialog.title.text() == "Consultation on"
    dialog.title.setText("Pipes")
    bureau.press(dialog.template, Qt.Key.Key_Up)
    bureau.press(dialog.template, Qt.Key.Key_Down)
    assert dialog.title.text() == "Pipes"
    dialog.reject()


def test_templates_are_edited_in_the_settings(bureau: Bureau) -> None:
    key = template(bureau)
    page = bureau.page("settings")
    page.show_record(f"templates:{key}")
    bureau.settle()
    part = page.part("templates").lines
    assert [part.list.item(n).text() for n in range(part.list.count())] == [
        "First call · 2 days after the opening",
        "Declaration signed · checklist",
        "Send the notice · 30 days before the target date",
    ]
    part.list.setFocus()
    part.list.setCurrentRow(2)
    bureau.press(part.list, Qt.Key.Key_Up, Alt)
    bureau.press(part.list, Qt.Key.Key_F2)
    assert (part.title.text(), part.when.value(), part.days.value()) == ("Send the notice", "before", 30)
    bureau.write(part.days, "")
    part.days.selectAll()
    bureau.write(part.days, "45")
    bureau.press(part.days, Qt.Key.Key_Return)
    bureau.write(part.title, "Ask again")
    part.when.set_value("after")
    part._fit()
    bureau.press(part.title, Qt.Key.Key_Return)
    assert part.problem.text() == "Say after how many days."
    bureau.write(part.days, "9")
    bureau.press(part.days, Qt.Key.Key_Return)
    part.list.setFocus()
    part.list.setCurrentRow(0)
    bureau.press(part.list, Qt.Key.Key_Delete)
    steps = bureau.ask(lambda office: [(one.title, one.days) for one in office.templates.steps(key)])
    assert steps == [("Send the notice", -45), ("Declaration signed", None), ("Ask again", 9)]
    bureau.press(part.list, Qt.Key.Key_Z, Ctrl)
    assert part.list.count() == 4


def test_a_template_is_made_of_a_case(bureau: Bureau) -> None:
    file, drawer = checklist(bureau, "Declaration signed")
    drawer._make_template()
    bureau.settle()
    dialog = next(one for one in file.findChildren(QDialog) if one.objectName() == "new_template")
    name = dialog.findChildren(QLineEdit)[0]
    bureau.press(name, Qt.Key.Key_Return)
    assert dialog.isVisible(), "a template has a name"
    bureau.write(name, "As the lamps")
    bureau.press(name, Qt.Key.Key_Return)
    (made,) = bureau.ask(lambda office: office.templates.all())
    assert made.name == "As the lamps"
    assert "Template made: As the lamps" in bureau.window.toast_box.text()
