"""The same cases as table, phases and calendar: walked, moved and postponed by keys, undone, refused with a sentence."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from p2i_desktop.domain.advice import Action, Case, Phase
from p2i_desktop.domain.buddies import PlanMilestone, PlanSide, PlanStatus
from p2i_desktop.domain.record import About
from p2i_desktop.gui.board import Board
from p2i_desktop.gui.board_column import CARD_MIME
from p2i_desktop.gui.calendar_view import CalendarView
from p2i_desktop.gui.new_action import NewActionDialog
from p2i_desktop.gui.plan.window import PlanWindow
from p2i_desktop.gui.screens.case_file import CaseFileWindow
from p2i_desktop.gui.screens.cases import CasesScreen
from p2i_desktop.services.office import Office
from tests.gui.records_world import Bureau
from tests.services.pair_world import make_pair, meeting, put

TITLE = "Telemonitoring at home"
Ctrl = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def cases(bureau: Bureau) -> CasesScreen:
    bureau.window.go("cases")
    bureau.settle()
    page = bureau.window.stack.current()
    assert isinstance(page, CasesScreen)
    page.page.memory.show_view("all")
    bureau.settle()
    return page


def board_of(bureau: Bureau, page: CasesScreen) -> Board:
    bureau.press(page.page.list.table, Qt.Key.Key_F8)
    assert page.ways.board is not None
    page.ways.board.mark(bureau.world.cases[TITLE])
    bureau.settle()
    return page.ways.board


def case(bureau: Bureau) -> Case:
    found: Case = bureau.ask(lambda office: office.work.get(Case, bureau.world.cases[TITLE]))
    return found


def cards(board: Board) -> dict[str, int]:
    return {column.name: column.cards.count() for column in board.columns}


def test_all_cases_of_the_filter_are_on_the_board(bureau: Bureau, cases: CasesScreen) -> None:
    board = board_of(bureau, cases)
    whole = len(bureau.ask(lambda office: office.lists.ids("cases")))
    assert sum(cards(board).values()) == whole > 1
    bureau.write(cases.page.search, "Telemonitoring")
    QTest.qWait(400)  # the search waits for the end of typing
    bureau.settle()
    wanted = len(bureau.ask(lambda office: office.lists.ids("cases", cases.page.wanted())))
    assert sum(cards(board).values()) == wanted < whole


def test_one_press_moves_a_case_on_and_undo_brings_it_back(bureau: Bureau, cases: CasesScreen) -> None:
    board = board_of(bureau, cases)
    before = case(bureau).phase
    column = next(one for one in board.columns if one.cards.current_id() == bureau.world.cases[TITLE])
    bureau.press(column.cards, Qt.Key.Key_Right, Ctrl)
    after = case(bureau)
    assert after.phase is not before
    assert board.current_id() == after.id
    assert "Undo (Ctrl+Z)" in [button.text() for button in bureau.window.toast_box.buttons()]
    bureau.press(bureau.window, Qt.Key.Key_Z, Ctrl)
    assert case(bureau).phase is before


def test_going_back_asks_why_in_a_line(bureau: Bureau, cases: CasesScreen) -> None:
    bureau.ask(lambda office: office.advice.set_phase(bureau.world.cases[TITLE], Phase.TENDER_PROCEDURE))
    board = board_of(bureau, cases)
    board.reload()
    bureau.settle()
    board.mark(bureau.world.cases[TITLE])
    bureau.press(board.focus(), Qt.Key.Key_Left, Ctrl)
    assert board.reason.hasFocus()
    bureau.press(board.reason, Qt.Key.Key_Return)
    assert board.said.text() == "Give the reason."
    assert case(bureau).phase is Phase.TENDER_PROCEDURE
    bureau.write(board.reason, "The budget was <b>cut</b>")
    bureau.press(board.reason, Qt.Key.Key_Return)
    assert case(bureau).phase is Phase.PREP_BUSINESS_CASE
    assert not board.reason.isVisible()
    bureau.press(board.focus(), Qt.Key.Key_Left, Ctrl)
    bureau.press(board.reason, Qt.Key.Key_Escape)
    assert case(bureau).phase is Phase.PREP_BUSINESS_CASE
    assert board.current_id() == bureau.world.cases[TITLE]


def test_a_refused_move_says_why(bureau: Bureau, cases: CasesScreen) -> None:
    bureau.ask(lambda office: office.advice.set_phase(bureau.world.cases[TITLE], Phase.IMPL_MONITOR))
    board = board_of(bureau, cases)
    board.reload()
    bureau.settle()
    board.mark(bureau.world.cases[TITLE])
    bureau.press(board.focus(), Qt.Key.Key_Right, Ctrl)
    assert board.said.isVisible()
    assert board.said.text()
    assert case(bureau).phase is Phase.IMPL_MONITOR


def test_dropping_a_card_moves_its_case(bureau: Bureau, cases: CasesScreen) -> None:
    board = board_of(bureau, cases)
    target = next(column for column in board.columns if column.name == "procedure")
    data = QMimeData()
    data.setData(CARD_MIME, bureau.world.cases[TITLE].encode())
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    target.cards.dropEvent(event)
    bureau.settle()
    assert case(bureau).phase is Phase.TENDER_PROCEDURE


def test_enter_opens_the_file_of_a_card(bureau: Bureau, cases: CasesScreen) -> None:
    board = board_of(bureau, cases)
    bureau.press(board.focus(), Qt.Key.Key_Return)
    opened = [one for one in QApplication.topLevelWidgets() if isinstance(one, CaseFileWindow) and one.isVisible()]
    assert len(opened) == 1
    assert opened[0].case_id == bureau.world.cases[TITLE]


def calendar_of(bureau: Bureau, page: CasesScreen) -> CalendarView:
    bureau.press(page.page.list.table, Qt.Key.Key_F8)
    bureau.press(bureau.window, Qt.Key.Key_F8)
    assert page.ways.calendar is not None
    return page.ways.calendar


def test_the_calendar_shows_postpones_and_opens(bureau: Bureau, cases: CasesScreen) -> None:
    today = bureau.window.bench.clock.today()
    action = Action(about=About("case", bureau.world.cases[TITLE]), title="Send the draft", due_on=today)
    owner = case(bureau).lead_advisor
    bureau.ask(lambda office: office.work.put("save_action", replace(action, owner=owner)))
    calendar = calendar_of(bureau, cases)
    assert calendar.days.hasFocus()
    texts = [calendar.agenda.item(row).text() for row in range(calendar.agenda.count())]
    assert any(text.startswith("Send the draft\n") for text in texts)
    at = next(row for row, text in enumerate(texts) if text.startswith("Send the draft"))
    calendar.agenda.setCurrentRow(at)
    calendar.agenda.setFocus()
    bureau.press(calendar.agenda, Qt.Key.Key_T, Ctrl)
    assert calendar.postpone.hasFocus()
    bureau.write(calendar.postpone, "+3")
    bureau.press(calendar.postpone, Qt.Key.Key_Return)
    moved = bureau.ask(lambda office: office.work.get(Action, action.id))
    assert moved.due_on == today + timedelta(days=3)
    calendar.days.setFocus()
    for _ in range(3):
        bureau.press(calendar.days, Qt.Key.Key_Right)
    assert calendar.days.day() == today + timedelta(days=3)
    assert "Send the draft" in calendar.agenda.item(0).text()
    bureau.press(calendar.days, Qt.Key.Key_Return)
    assert any(isinstance(one, CaseFileWindow) and one.isVisible() for one in QApplication.topLevelWidgets())


def test_arrows_walk_over_the_edge_of_a_month_and_weeks_are_seen_too(bureau: Bureau, cases: CasesScreen) -> None:
    calendar = calendar_of(bureau, cases)
    today = bureau.window.bench.clock.today()
    bureau.press(calendar.days, Qt.Key.Key_PageDown)
    following = calendar.days.day()
    assert following is not None
    assert (following.month, following.day) == (today.month % 12 + 1, today.day)
    bureau.press(calendar.days, Qt.Key.Key_Home)
    assert calendar.days.day() == today
    calendar.spans.button(1).click()
    bureau.settle()
    assert calendar.days.rowCount() == 1
    bureau.press(calendar.days, Qt.Key.Key_Down)
    assert calendar.days.day() == today + timedelta(days=7)
    assert bureau.window.bench.remembered("cases.way") == "calendar"


def act(bureau: Bureau, title: str, on: date) -> Action:
    made = Action(
        about=About("case", bureau.world.cases[TITLE]), title=title, due_on=on, owner=case(bureau).lead_advisor
    )
    bureau.ask(lambda office: office.work.put("save_action", made))
    return made


def agenda_of(bureau: Bureau, page: CasesScreen) -> CalendarView:
    calendar = calendar_of(bureau, page)
    calendar.spans.button(0).click()
    bureau.settle()
    calendar.focus_part().setFocus()
    bureau.settle()
    return calendar


def lines(calendar: CalendarView) -> list[str]:
    """Headings as they are written, entries as the screen reader says them."""
    model = calendar.course.list.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_the_agenda_lists_the_days_of_a_month_and_is_worked_by_keys(bureau: Bureau, cases: CasesScreen) -> None:
    today, texts = bureau.window.bench.clock.today(), bureau.window.bench.texts
    sent = act(bureau, "Send the draft", today + timedelta(days=1))
    act(bureau, "Ask the lawyer", today + timedelta(days=3))
    calendar = agenda_of(bureau, cases)
    listed = calendar.course.list
    assert listed.hasFocus()
    day = texts.weekday_date(sent.due_on)
    assert day in lines(calendar)
    at = lines(calendar).index(day)
    assert lines(calendar)[at + 1].startswith(f"{day}, Send the draft")
    calendar.go_to(today + timedelta(days=1))
    bureau.settle()
    entry = calendar.current()
    assert entry is not None
    assert entry.title == "Send the draft"
    bureau.press(listed, Qt.Key.Key_T, Ctrl)
    assert calendar.course.postpone.hasFocus()
    bureau.write(calendar.course.postpone, "+4")
    bureau.press(calendar.course.postpone, Qt.Key.Key_Return)
    assert bureau.ask(lambda office: office.work.get(Action, sent.id)).due_on == today + timedelta(days=4)
    assert day not in lines(calendar)
    assert calendar.current() is not None
    assert calendar.current().id == sent.id  # type: ignore[union-attr]
    bureau.press(listed, Qt.Key.Key_Up)
    assert calendar.current().title == "Ask the lawyer"  # type: ignore[union-attr]
    bureau.press(listed, Qt.Key.Key_Return)
    assert any(isinstance(one, CaseFileWindow) and one.isVisible() for one in QApplication.topLevelWidgets())
    calendar.spans.button(6).click()
    bureau.settle()
    assert calendar.days.day() == today + timedelta(days=3)


def test_the_agenda_goes_on_into_the_next_month_and_says_when_there_is_nothing(
    bureau: Bureau, cases: CasesScreen
) -> None:
    today = bureau.window.bench.clock.today()
    following = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    for title, on in (("Here", today), ("There", following), ("There too", following + timedelta(days=9))):
        act(bureau, title, on)
    calendar = agenda_of(bureau, cases)
    listed = calendar.course.list
    bureau.press(listed, Qt.Key.Key_End)
    bureau.press(listed, Qt.Key.Key_Down)
    assert calendar.current().title == "There"  # type: ignore[union-attr]
    assert calendar.title.text() == bureau.window.bench.texts.month(following.year, following.month)
    bureau.press(listed, Qt.Key.Key_Up)
    assert calendar.current() is not None
    assert calendar.current().on.month == today.month  # type: ignore[union-attr]
    for _ in range(40):
        if not lines(calendar):
            break
        calendar.on.click()
        bureau.settle()
    assert calendar.current() is None
    month = calendar.title.text()
    assert listed.accessibleDescription() == f"Nothing in {month}."
    bureau.press(listed, Qt.Key.Key_T, Ctrl)
    bureau.press(listed, Qt.Key.Key_Return)
    bureau.press(listed, Qt.Key.Key_Up)
    assert calendar.title.text() != month


def test_milestones_and_meetings_of_plans_stand_in_the_calendar_and_open_their_plan(
    bureau: Bureau, cases: CasesScreen
) -> None:
    today = bureau.window.bench.clock.today()
    calendar = agenda_of(bureau, cases)

    def plan(office: Office) -> str:
        pair = make_pair(office, status=PlanStatus.ACTIVE, agreed_on=today - timedelta(days=90))
        due = PlanMilestone(plan=pair.plan, position="m", title="Mandate signed", owner_side=PlanSide.NEW, due_on=today)
        put(office, due, meeting(pair.plan, today))
        return pair.plan

    key = bureau.ask(plan)
    for view in ("all", "open"):
        cases.page.memory.show_view(view)
        calendar.reload()
        bureau.settle()
        kinds = {entry.kind for entry in calendar._entries.get(today, [])}
        assert {"milestone", "measure"} <= kinds, view
    cases.page.memory.show_view("mine")
    bureau.settle()
    assert not {"milestone", "measure"} & {entry.kind for one in calendar._entries.values() for entry in one}
    cases.page.memory.show_view("all")
    bureau.settle()
    calendar.course.list.go_to(next((one.kind, one.id) for one in calendar._entries[today] if one.kind == "milestone"))
    bureau.press(calendar.course.list, Qt.Key.Key_Return)
    shown = [one for one in QApplication.topLevelWidgets() if isinstance(one, PlanWindow) and one.isVisible()]
    assert [one.hand.plan_id for one in shown] == [key]


def new_action(bureau: Bureau, widget: QWidget) -> NewActionDialog:
    bureau.press(widget, Qt.Key.Key_N, Ctrl)
    shown = [one for one in QApplication.topLevelWidgets() if isinstance(one, NewActionDialog) and one.isVisible()]
    assert len(shown) == 1
    return shown[0]


def actions(bureau: Bureau) -> dict[str, Action]:
    return {one.title: one for one in bureau.ask(lambda office: office.store.find(Action))}


def test_ctrl_n_plans_something_on_the_marked_day(bureau: Bureau, cases: CasesScreen) -> None:
    day = bureau.window.bench.clock.today() + timedelta(days=1)
    calendar = calendar_of(bureau, cases)
    calendar.go_to(day)
    bureau.settle()
    calendar.days.setFocus()
    dialog = new_action(bureau, calendar.days)
    assert dialog.due.value() == day
    assert dialog.case.hasFocus()
    bureau.press(dialog.title, Qt.Key.Key_Return)
    assert dialog.problem.text() == "Choose the case that it is about."
    QTest.keyClicks(dialog.case, "Telemonitoring")
    QTest.qWait(300)
    bureau.settle()
    bureau.press(dialog.case, Qt.Key.Key_Return)
    assert dialog.case.value() == bureau.world.cases[TITLE]
    bureau.press(dialog.title, Qt.Key.Key_Return)
    assert dialog.problem.text() == "Say what is to be done."
    bureau.write(dialog.title, "Ring the <b>hospital</b>")
    dialog.due.selectAll()
    bureau.write(dialog.due, "32.13.")
    bureau.press(dialog.title, Qt.Key.Key_Return)
    assert dialog.problem.text() == dialog.due.fault() != ""
    dialog.due.selectAll()
    bureau.write(dialog.due, "+2")
    bureau.press(dialog.title, Qt.Key.Key_Return)
    made = actions(bureau)["Ring the <b>hospital</b>"]
    assert (made.about, made.due_on) == (About("case", bureau.world.cases[TITLE]), day + timedelta(days=1))
    bureau.window.activateWindow()
    bureau.settle()
    bureau.press(bureau.window, Qt.Key.Key_Z, Ctrl)
    assert "Ring the <b>hospital</b>" not in actions(bureau)


def test_ctrl_n_on_an_entry_is_about_its_case_and_a_half_typed_line_comes_back(
    bureau: Bureau, cases: CasesScreen
) -> None:
    day = bureau.window.bench.clock.today() + timedelta(days=1)
    act(bureau, "Send the draft", day)
    calendar = agenda_of(bureau, cases)
    calendar.go_to(day)
    bureau.settle()
    dialog = new_action(bureau, calendar.course.list)
    assert dialog.title.hasFocus()
    assert dialog.case.value() == bureau.world.cases[TITLE]
    bureau.write(dialog.title, "Half a thought")
    bureau.press(dialog, Qt.Key.Key_Escape)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    bureau.settle()
    bureau.window.activateWindow()
    bureau.settle()
    again = new_action(bureau, calendar.course.list)
    assert again.title.text() == "Half a thought"
    bureau.press(again.title, Qt.Key.Key_Return, Ctrl)
    assert actions(bureau)["Half a thought"].due_on == day
    assert "Half a thought" in " ".join(lines(calendar))
