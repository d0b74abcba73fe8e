"""Steering on the page of buddy plans: a table that sorts, filters, copies, prints, goes to a workbook and opens the step."""

from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from p2i_desktop.domain.buddies import PlanMilestone, PlanSide, PlanStatus
from p2i_desktop.gui.plan.meetings import MeetingsTab
from p2i_desktop.gui.plan.milestones import MilestonesTab
from p2i_desktop.gui.plan.window import PlanWindow
from p2i_desktop.gui.preview_window import PreviewWindow
from p2i_desktop.gui.screens.buddies import STEERING, BuddiesScreen
from p2i_desktop.services.office import Office
from tests.gui.records_world import Bureau
from tests.reports.reading import Reading
from tests.services.pair_world import make_pair, meeting, put

Ctrl = Qt.KeyboardModifier.ControlModifier
TODAY = date(2026, 11, 20)


@pytest.fixture
def page(bureau: Bureau) -> BuddiesScreen:
    def work(office: Office) -> None:
        today = office.clock.today()
        assert today == TODAY
        made = make_pair(office, status=PlanStatus.ACTIVE, agreed_on=today - timedelta(days=200))
        put(
            office,
            milestone(made.plan, "Mandate", PlanSide.NEW, -12),
            milestone(made.plan, "Handbook", PlanSide.MENTOR, 9),
            milestone(made.plan, "Services", PlanSide.NEW, -3),
            meeting(made.plan, today + timedelta(days=2)),
        )

    bureau.ask(work)
    screen = bureau.page("buddies")
    assert isinstance(screen, BuddiesScreen)
    screen.tabs.setCurrentIndex(STEERING)
    bureau.settle()
    return screen


def milestone(plan: str, title: str, side: PlanSide, days: int) -> PlanMilestone:
    return PlanMilestone(plan=plan, position=title, title=title, owner_side=side, due_on=TODAY + timedelta(days=days))


def column(page: BuddiesScreen, name: str) -> list[str]:
    """What a column says, from top to bottom."""
    model = page.steering.model
    at = [one.id for one in model.columns].index(name)
    return [str(model.index(row, at).data()) for row in range(model.rowCount())]


def steps(page: BuddiesScreen) -> list[str]:
    return [words.partition(",")[0] for words in column(page, "step")]


def test_each_step_says_whose_it_is_how_late_and_how_its_plan_stands(page: BuddiesScreen) -> None:
    assert column(page, "step")[:2] == ["Mandate, ! 12 days overdue", "Services, ! 3 days overdue"]
    assert steps(page)[2:] == ["Working meeting"] or len(steps(page)) == 3
    assert column(page, "side")[:2] == ["DN", "DN"]
    assert column(page, "due")[0] == "08/11/2026"
    assert column(page, "pair")[0].endswith("→ DN 2026, Demo plan 2026")
    assert column(page, "state")[0] == "12 days late, 0 of 3 done"
    assert column(page, "meetings")[0].startswith("0 of 2, ")
    assert column(page, "silence")[0] == "! 200 days"
    assert page.default_focus() is page.steering.list


def test_the_header_sorts_by_mouse_and_keyboard_and_the_order_is_remembered(
    bureau: Bureau, page: BuddiesScreen
) -> None:
    header = page.steering.list.header
    header.setFocus()
    bureau.press(header, Qt.Key.Key_Return)  # by step, ascending
    first = steps(page)
    assert first == sorted(first)
    bureau.press(header, Qt.Key.Key_Return)
    assert steps(page) == sorted(first, reverse=True)
    assert bureau.window.bench.remembered("steering_order") == "-step"
    bureau.press(header, Qt.Key.Key_Right)
    bureau.press(header, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)  # wider
    assert bureau.window.bench.remembered("steering_widths").startswith("side:")
    bureau.press(header, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert bureau.window.bench.remembered("steering_order") == "-step side"


def test_letters_filter_and_escape_shows_all(bureau: Bureau, page: BuddiesScreen) -> None:
    table, whole = page.steering.list, len(steps(page))
    table.setFocus()
    bureau.press(table, Qt.Key.Key_S)
    search = page.steering.search
    assert (search.text(), search.hasFocus()) == ("s", True)
    search.setText("overdue dn SERV")
    bureau.press(search, Qt.Key.Key_Return)
    assert (steps(page), table.hasFocus()) == (["Services"], True)
    search.setText("nothing like it")
    bureau.press(search, Qt.Key.Key_Return)
    assert page.steering.nothing.isVisible()
    bureau.press(page.steering.nothing.button, Qt.Key.Key_Space)
    bureau.press(search, Qt.Key.Key_Return)
    assert len(steps(page)) == whole


def open_window() -> PlanWindow:
    (opened,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, PlanWindow) and w.isVisible()]
    return opened


def test_enter_opens_the_plan_at_the_step(bureau: Bureau, page: BuddiesScreen) -> None:
    table = page.steering.list
    table.setFocus()
    table.selectRow(1)
    bureau.press(table, Qt.Key.Key_Return)
    bureau.settle()
    window = open_window()
    tab = window.drawers.current()
    assert isinstance(tab, MilestonesTab)
    current = tab.views.current()
    assert current is not None
    assert current.title == "Services"
    bureau.window.activateWindow()  # the window is there: another step is marked in it
    table.selectRow(next(row for row in range(3) if not column(page, "step")[row].startswith(("Man", "Ser"))))
    bureau.press(table, Qt.Key.Key_Return)
    bureau.settle()
    assert isinstance(open_window().drawers.current(), MeetingsTab)
    open_window().close()


def test_what_is_marked_is_copied_with_its_header(bureau: Bureau, page: BuddiesScreen) -> None:
    table = page.steering.list
    table.setFocus()
    table.mark_row(0)
    bureau.press(table, Qt.Key.Key_C, Ctrl)
    head, row = QGuiApplication.clipboard().text().splitlines()
    cells = dict(zip(head.split("\t"), row.split("\t"), strict=True))
    assert (cells["Step"], cells["Owned by"], cells["Due"], cells["Days overdue"]) == (
        "Mandate",
        "DN",
        "2026-11-08",
        "12",
    )


def test_a_row_is_marked_alone_also_while_ctrl_is_held(page: BuddiesScreen) -> None:
    table = page.steering.list
    table.mark_row(0)
    QTest.keyPress(table, Qt.Key.Key_Control)
    try:
        table.mark_row(1)
    finally:
        QTest.keyRelease(table, Qt.Key.Key_Control)
    assert table.selected_spans() == [range(1, 2)]


def test_the_table_is_printed_as_it_is_seen(bureau: Bureau, page: BuddiesScreen) -> None:
    page.steering.list.setFocus()
    bureau.press(page.steering.list, Qt.Key.Key_P, Ctrl)
    bureau.settle()
    (preview,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, PreviewWindow) and w.isVisible()]
    text = " ".join(mark.text for page in Reading(preview.paper.data).pages for mark in page)
    for part in (
        "Steering of the buddy plans",
        "Mandate",
        "12 days overdue",
        "Sorted: Days overdue descending",
        "200 days",
    ):
        assert part in text, part
    preview.close()


def test_the_table_goes_to_a_workbook_with_its_plans(bureau: Bureau, page: BuddiesScreen, tmp_path: Path) -> None:
    bureau.window.bench.update(report_folder=str(tmp_path / "reports"))
    page.steering.list.setFocus()
    bureau.press(page.steering.list, Qt.Key.Key_E, Ctrl)
    (path,) = (tmp_path / "reports").glob("*.xlsx")
    assert path.name in bureau.window.toast_box.text()
    seen, plans = openpyxl.load_workbook(path, data_only=True).worksheets
    heads = [cell.value for cell in seen[3]]
    row = dict(zip(heads, [cell.value for cell in seen[4]], strict=True))
    assert (row["Step"], row["Owned by"], row["Days overdue"]) == ("Mandate", "DN", 12)
    heads = [cell.value for cell in plans[3]]
    row = dict(zip(heads, [cell.value for cell in plans[4]], strict=True))
    assert row["Pair"] == "DC → DN 2026"
    assert (row["Milestones"], row["Done"], row["Days late"], row["Overdue: new centre"]) == (3, 0, 12, 2)
    assert row["Next step of the new centre"] == "Mandate"
    assert row["Days without progress"] == 200


def test_without_a_running_plan_a_sentence_says_so(bureau: Bureau) -> None:
    screen = bureau.page("buddies")
    screen.tabs.setCurrentIndex(STEERING)
    bureau.settle()
    assert screen.steering.empty.isVisible()
    assert not screen.steering.list.isVisible()
    assert not screen.steering.workbook.isVisible()
