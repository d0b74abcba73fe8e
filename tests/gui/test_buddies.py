"""The page of buddy plans by keys: matrix, pairs with their plans, members over time, centres; empty and wrong input."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QMenu, QPlainTextEdit, QWidget

from p2i_desktop.domain.buddies import BuddyPairing, PairingStatus, PlanMilestone, SupportPlan
from p2i_desktop.domain.network import Centre, CentreStatus, Programme, Transition
from p2i_desktop.gui.buddy.page_commands import CENTRES, PROGRAMME
from p2i_desktop.gui.plan.window import PlanWindow
from p2i_desktop.gui.preview_window import PreviewWindow
from p2i_desktop.services.buddies import PlanStart
from tests.gui.records_world import Bureau
from tests.reports.reading import Reading
from tests.services.buddy_world import BuddyWorld, buddy_world

CONTROL, ENTER, ESCAPE = Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Return, Qt.Key.Key_Escape


@pytest.fixture
def world(bureau: Bureau) -> BuddyWorld:
    made: BuddyWorld = bureau.ask(buddy_world)
    return made


def dialog(bureau: Bureau) -> Any:
    bureau.settle()
    (found,) = [
        one
        for one in QApplication.topLevelWidgets()
        if one.isVisible() and one.isWindow() and one is not bureau.window and not isinstance(one, PlanWindow)
    ]
    return found


def plan_windows() -> list[QWidget]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, PlanWindow) and one.isVisible()]


@pytest.fixture(autouse=True)
def _shut(bureau: Bureau) -> Any:
    yield
    for window in plan_windows():
        window.close()
    bureau.settle()


def page(bureau: Bureau) -> Any:
    bureau.press(bureau.window, Qt.Key.Key_5, CONTROL)
    return bureau.page("buddies")


def spoken(table: Any) -> str:
    return str(table.rows.data(table.currentIndex(), Qt.ItemDataRole.AccessibleTextRole))


def test_an_empty_file_offers_a_programme_and_the_history(bureau: Bureau) -> None:
    screen = page(bureau)
    assert screen.default_focus() is screen.pairs.empty.button
    bureau.press(screen.pairs.load, Qt.Key.Key_Space)
    table = screen.pairs.table
    assert table.rows.matrix.years == (2018, 2019, 2020, 2021, 2022)
    assert (screen.programme.currentText(), screen.pairs.load.isVisible()) == ("P2I", False)
    table.setCurrentIndex(table.rows.index([row.centre.code for row in table.rows.matrix.rows].index("AT"), 0))
    told = []
    for _ in range(4):
        told.append(spoken(table))
        bureau.press(table, Qt.Key.Key_Right)
    assert told == [
        f"Austria to {to}, {year}: no milestones recorded"
        for to, year in (("Portugal", 2018), ("Italy", 2019), ("Greece", 2020), ("Ireland", 2021))
    ]
    assert spoken(table) == "Austria, 2022: no pair yet"
    bureau.window.undo()
    bureau.settle()
    assert bureau.ask(lambda office: office.store.find(Programme)) == []
    assert screen.pairs.load.isVisible()


def test_history_says_where_it_is_known_from_and_gets_a_plan_if_wanted(bureau: Bureau) -> None:
    screen = page(bureau)
    screen.load_history()
    bureau.settle()
    table = screen.pairs.table
    assert table.mark(next(r.centre.id for r in table.rows.matrix.rows if r.centre.code == "AT"), "mentor", 2021)
    block = screen.pairs.pane._blocks[0]
    assert "this year" in block.source.text()
    assert "bbg.gv.at" in block.source.text()
    bureau.press(table, ENTER)
    ask = dialog(bureau)
    assert (ask.objectName(), ask.findChild(QWidget, "starts").text()) == ("make_plan", "01/01/2021")
    bureau.press(ask, ENTER, CONTROL)
    assert len(plan_windows()) == 1
    (plan,) = bureau.ask(lambda office: office.store.find(SupportPlan))
    assert (plan.starts, plan.ends) == (date(2021, 1, 1), date(2021, 12, 31))
    bureau.window.undo()
    bureau.settle()
    assert bureau.ask(lambda office: office.store.find(SupportPlan)) == []


def test_ctrl_n_on_an_empty_place_makes_pair_and_plan_in_one_step(bureau: Bureau, world: BuddyWorld) -> None:
    screen = page(bureau)
    table = screen.pairs.table
    assert table.hasFocus()
    assert table.place() == (world.centres["AT"], "mentor", 2026)  # own row, current year
    bureau.press(table, Qt.Key.Key_N, CONTROL)
    ask = dialog(bureau)
    assert ask.new_centre.hasFocus()
    assert [words for _, words in ask.new_centre.choices()] == ["DE · Estonia", "DG · Greece", "DP · Portugal"]
    assert ask.told.text() == "DN is not a new centre in DEMO in 2026."
    bureau.press(ask.new_centre, Qt.Key.Key_Down)
    bureau.press(ask, ENTER, CONTROL)
    (pair,) = bureau.ask(lambda office: office.store.find(BuddyPairing))
    assert (pair.new_centre, pair.year) == (world.centres["DG"], 2026)
    assert len(bureau.ask(lambda office: office.store.find(PlanMilestone))) == 15  # the first template
    assert len(plan_windows()) == 1
    assert table.rows.said(table.currentIndex())[0].beside == "0 of 15"
    bureau.window.undo()
    bureau.settle()
    assert bureau.ask(lambda office: office.store.find(BuddyPairing) + office.store.find(SupportPlan)) == []


def test_a_pair_that_was_called_off_is_seen_and_leaves_its_place_free(bureau: Bureau, world: BuddyWorld) -> None:
    pair = world.pair("AT", "DP", 2026)
    bureau.ask(lambda office: office.buddies.new_pair(pair))
    bureau.ask(lambda office: office.buddies.set_status(pair.id, PairingStatus.CANCELLED, date(2026, 3, 1), "No staff"))
    screen = page(bureau)
    table = screen.pairs.table
    assert table.place() == (world.centres["AT"], "mentor", 2026)
    assert spoken(table) == "Austria to Portugal, 2026: cancelled"
    (said,) = table.rows.said(table.currentIndex())
    assert (said.partner, said.lines[0][1]) == ("DP", "Cancelled")
    block = screen.pairs.pane._blocks[0]
    assert block.edit.isVisible()
    assert not block.open.isVisible()
    assert screen.pairs.pane.new.isVisible()
    bureau.press(table, ENTER)
    ask = dialog(bureau)
    assert [words for _, words in ask.new_centre.choices()] == ["DE · Estonia", "DG · Greece", "DP · Portugal"]
    bureau.press(ask.new_centre, Qt.Key.Key_Down)
    bureau.press(ask, ENTER, CONTROL)
    assert [one.partner for one in table.rows.said(table.currentIndex())] == ["DG"]


def test_enter_opens_the_plan_and_of_two_partners_asks_which(bureau: Bureau) -> None:
    def make(office: Any) -> BuddyWorld:
        world = buddy_world(office, unique_mentor=False)
        for code in ("DP", "DG"):
            office.buddies.new_pair(world.pair("AT", code, 2026), PlanStart(date(2026, 1, 1), date(2026, 12, 31)))
        return world

    bureau.ask(make)
    screen = page(bureau)
    table = screen.pairs.table
    assert spoken(table).splitlines() == [
        "Austria to Greece, 2026: no milestones recorded", "Austria to Portugal, 2026: no milestones recorded",
    ]  # fmt: skip
    bureau.press(table, ENTER)
    menu = next(one for one in QApplication.topLevelWidgets() if isinstance(one, QMenu) and one.isVisible())
    bureau.press(menu, Qt.Key.Key_Down)
    bureau.press(menu, ENTER)
    (window,) = plan_windows()
    assert "DP" in window.windowTitle()


def test_no_centre_is_free_and_a_year_outside_are_sentences(bureau: Bureau, world: BuddyWorld) -> None:
    screen = page(bureau)
    screen.make()
    ask = dialog(bureau)
    bureau.write(ask.year, "")
    for typed, words in (("2031", "Choose both centres."), ("0", "Enter a number between 1,900 and 2,200.")):
        ask.year.setText(typed)
        ask._timer.stop()
        ask._ask()
        bureau.settle()
        bureau.press(ask, ENTER, CONTROL)
        assert ask.problem.text() == words
    ask.year.setText("2027")
    ask._ask()
    bureau.settle()
    assert ask.plan.starts.text() == "01/01/2027"
    ask.plan.ends.setText("29/02/2027")  # no leap year
    bureau.press(ask, ENTER, CONTROL)
    assert "not a date" in ask.problem.text()
    ask.plan.ends.setText("31/12/2026")
    bureau.press(ask, ENTER, CONTROL)
    assert "out of order" in ask.problem.text()
    assert bureau.ask(lambda office: office.store.find(BuddyPairing)) == []
    bureau.press(ask, ESCAPE)
    screen.make()
    assert dialog(bureau).year.text() == "2027"  # what was typed stands there again
    dialog(bureau)._draft.discard()
    bureau.press(dialog(bureau), ESCAPE)


def test_roles_and_programmes_are_chosen_and_remembered(bureau: Bureau, world: BuddyWorld) -> None:
    bureau.ask(lambda office: office.buddies.load_history())
    screen = page(bureau)
    names = [words for _, words in screen.programme.choices()]
    assert names == ["P2I", "DEMO"]  # the one with pairs first
    bureau.press(screen.programme, Qt.Key.Key_Down)
    assert screen.pairs.table.rows.matrix.programme.code == "DEMO"
    bureau.press(screen.role, Qt.Key.Key_Down)
    assert [row.centre.code for row in screen.pairs.table.rows.matrix.rows] == ["DE", "DG", "DP"]
    bureau.press(screen.role, Qt.Key.Key_Down)
    assert screen.pairs.table.rows.headerData(0, Qt.Orientation.Vertical) == "DC →\nAustria"
    assert bureau.window.bench.remembered("buddies_role") == "all"


def test_a_pair_is_edited_and_thrown_away(bureau: Bureau, world: BuddyWorld) -> None:
    bureau.ask(lambda office: office.buddies.new_pair(world.pair("AT", "DP", 2026)))
    screen = page(bureau)
    table = screen.pairs.table
    bureau.press(table, Qt.Key.Key_F2)
    ask = dialog(bureau)
    new_centre = ask.form.findChild(QWidget, "new_centre")
    new_centre.set_value(world.centres["AT"])
    new_centre.edited.emit()
    bureau.press(ask, ENTER, CONTROL)
    assert "must differ" in " ".join(label.text() for label in ask.findChildren(QWidget) if hasattr(label, "text"))
    bureau.press(ask, ESCAPE)
    bureau.window.activateWindow()
    bureau.settle()
    bureau.press(table, Qt.Key.Key_Delete)
    assert bureau.ask(lambda office: office.store.find(BuddyPairing)) == []
    assert table.rows.cells(table.currentIndex()) == ()


def test_members_move_on_with_their_day(bureau: Bureau, world: BuddyWorld) -> None:
    screen = page(bureau)
    bureau.press(screen.pairs.table, Qt.Key.Key_PageDown, CONTROL)
    table = screen.members.table
    assert table.table.hasFocus()
    rows = [table.table.item(row, 0).text() for row in range(table.table.rowCount())]
    assert rows[-1] == "DP · Demo Centre DP"
    for _ in rows[1:]:
        bureau.press(table.table, Qt.Key.Key_Down)
    screen.members.move_member()
    ask = dialog(bureau)
    ask.findChild(QWidget, "move_on").setText("01/03/2024")
    bureau.write(ask.findChild(QPlainTextEdit, "move_words"), "Full service")
    bureau.press(ask, ENTER, CONTROL)
    told = [[table.table.item(row, column).text() for column in range(4)] for row in range(table.table.rowCount())]
    assert told[-2:] == [
        ["DP · Demo Centre DP", "Existing", "01/03/2024", ""], ["DP · Demo Centre DP", "New", "01/01/2023", "29/02/2024"],
    ]  # fmt: skip
    moves = bureau.ask(lambda office: office.store.find(Transition, field="status", old="new"))[-1:]
    assert [(move.new, move.reason) for move in moves] == [(CentreStatus.EXISTING, "Full service")]


def test_a_last_status_says_that_nothing_follows(bureau: Bureau, world: BuddyWorld) -> None:
    def end(office: Any) -> None:
        (member,) = [m for m in office.network.members(world.programme) if m.centre and m.centre.code == "DP"]
        office.network.move_member(member.now.id, CentreStatus.FORMER, date(2025, 1, 1))

    bureau.ask(end)
    screen = page(bureau)
    screen.tabs.setCurrentIndex(1)
    screen.members.table.table.selectRow(screen.members.table.table.rowCount() - 2)
    screen.members.move_member()
    bureau.settle()
    assert "nothing follows it" in bureau.window.toast_box.text()


def test_a_new_centre_follows_its_country_and_joins_the_programme(bureau: Bureau, world: BuddyWorld) -> None:
    screen = page(bureau)
    screen.tabs.setCurrentIndex(2)
    bureau.press(screen.centres.centres.table, Qt.Key.Key_N, CONTROL)
    ask = dialog(bureau)
    bureau.press(ask, ENTER, CONTROL)
    assert "are needed" in ask.problem.text()
    ask.country.set_value("GR")
    ask._follow()
    assert (ask.code.text(), ask.language.value(), ask.zone.text()) == ("GR", "el", "Europe/Athens")
    bureau.write(ask.name, "Εθνικό Κέντρο " * 20)
    bureau.press(ask, ENTER, CONTROL)
    (centre,) = bureau.ask(lambda office: office.store.find(Centre, code="GR"))
    assert screen.centres.current() == centre
    assert len(screen.centres.centres.table.item(screen.centres.centres.table.currentRow(), 1).text()) <= 200
    members = bureau.ask(lambda office: office.network.members(world.programme))
    assert [(one.centre.id, one.now.status) for one in members if one.centre.id == centre.id] == [
        (centre.id, CentreStatus.NEW)
    ]
    assert page(bureau).pairs.table.width() > 0  # a name of 200 letters leaves the page its room
    assert screen.minimumSizeHint().width() < 1024


def test_a_stage_needs_its_evidence(bureau: Bureau, world: BuddyWorld) -> None:
    screen = page(bureau)
    screen.tabs.setCurrentIndex(2)
    bureau.settle()
    screen.centres.centres.table.selectRow(2)
    bureau.settle()
    screen.centres.new_stage()
    ask = dialog(bureau)
    bureau.press(ask.findChild(QWidget, "move_to"), Qt.Key.Key_Down)
    bureau.press(ask, ENTER, CONTROL)
    assert ask.problem.text() == '"Mandated" needs its evidence: an act, a decision, a web page.'
    bureau.write(ask.findChild(QPlainTextEdit, "move_words"), "Demo decree")
    bureau.press(ask, ENTER, CONTROL)
    stages = screen.centres.stages.table
    assert [stages.item(0, column).text() for column in range(3)] == ["20/11/2026", "Mandated", "Demo decree"]


def test_a_file_that_can_only_be_read_offers_nothing_to_write(bureau: Bureau, world: BuddyWorld) -> None:
    bureau.ask(lambda office: office.buddies.new_pair(world.pair("AT", "DP", 2025)))
    bureau.window.bench.read_only = True
    screen = page(bureau)
    for run in (screen.make, screen.new_programme, screen.load_history, screen.pairs.enter, screen.members.add_member):
        run()
    bureau.settle()
    assert [one for one in QApplication.topLevelWidgets() if one.isVisible() and one is not bureau.window] == []
    bureau.window.bench.read_only = False


def test_what_the_palette_finds_is_shown_on_its_tab(bureau: Bureau, world: BuddyWorld) -> None:
    opener = bureau.window.palette_box._opener
    opener("centre", world.centres["DG"])()
    bureau.settle()
    screen: Any = bureau.window.stack.page("buddies")
    assert screen.centres.current().code == "DG"
    opener("programme", world.programme)()
    bureau.settle()
    assert screen.members.heading.text() == "DEMO · Demo network"
    pair = world.pair("DN", "DE", 2025)
    bureau.ask(lambda office: office.buddies.new_pair(pair))
    bureau.window.go("buddies", pair.id)
    bureau.settle()
    assert screen.pairs.table.place() == (world.centres["DN"], "mentor", 2025)


def printed(bureau: Bureau, widget: QWidget) -> str:
    """Presses Ctrl+P there; what the preview says."""
    bureau.press(widget, Qt.Key.Key_P, CONTROL)
    (preview,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, PreviewWindow) and one.isVisible()]
    drawn = " ".join(mark.text for sheet in Reading(preview.paper.data).pages for mark in sheet)
    preview.close()
    preview.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    bureau.window.activateWindow()
    return " ".join(drawn.split())


def test_ctrl_p_prints_the_matrix_with_the_rows_that_are_seen(bureau: Bureau, world: BuddyWorld) -> None:
    start = PlanStart(date(2026, 1, 1), date(2026, 12, 31))
    bureau.ask(lambda office: office.buddies.new_pair(world.pair("AT", "DP", 2026), start))
    screen = page(bureau)
    bureau.press(screen.role, Qt.Key.Key_Down)
    screen.pairs.table.setFocus()
    text = printed(bureau, screen.pairs.table)
    assert "DP ← Demo Centre DP" in text
    assert "AT →" not in text
    assert "DC · Draft · ! 0 of 2 meetings" in text


def test_members_and_centres_are_printed_and_go_to_a_workbook(
    bureau: Bureau, world: BuddyWorld, tmp_path: Path
) -> None:
    bureau.window.bench.update(report_folder=str(tmp_path))
    screen = page(bureau)
    for tab, title, words in (
        (PROGRAMME, "Members of the programme", ("DEMO · Demo network", "DP · Demo Centre DP", "New")),
        (CENTRES, "Centres", ("Demo Centre DP", "Portugal", "Idea")),
    ):
        screen.tabs.setCurrentIndex(tab)
        bureau.settle()
        screen.default_focus().setFocus()
        bureau.press(screen.default_focus(), Qt.Key.Key_E, CONTROL)
        (path,) = tmp_path.glob(f"P2I_{title.replace(' ', '-')}_*.xlsx")
        cells = [str(cell.value) for row in load_workbook(path).worksheets[0].iter_rows() for cell in row]
        assert any("Demo Centre DP" in text for text in cells)
        text = printed(bureau, screen.default_focus())
        for part in (title, *words):
            assert part in text, part
