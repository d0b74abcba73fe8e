"""The list of running plans on the page of buddy plans: shown, opened, written as a workbook."""

from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from p2i_desktop.domain.buddies import PlanMilestone, PlanSide, PlanStatus
from p2i_desktop.gui.plan.window import PlanWindow
from p2i_desktop.gui.screens.buddies import STEERING, BuddiesScreen
from p2i_desktop.services.office import Office
from tests.gui.records_world import Bureau
from tests.services.pair_world import make_pair, meeting, put

Ctrl = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(bureau: Bureau) -> BuddiesScreen:
    def work(office: Office) -> None:
        today = office.clock.today()
        made = make_pair(office, status=PlanStatus.ACTIVE, agreed_on=today - timedelta(days=200))
        late = PlanMilestone(
            plan=made.plan, position="m", title="Mandate", owner_side=PlanSide.NEW, due_on=today - timedelta(days=12)
        )
        put(office, late, meeting(made.plan, today + timedelta(days=2)))

    bureau.ask(work)
    screen = bureau.page("buddies")
    assert isinstance(screen, BuddiesScreen)
    screen.tabs.setCurrentIndex(STEERING)
    bureau.settle()
    return screen


def test_a_plan_says_what_is_late_with_whom_and_what_comes_next(page: BuddiesScreen) -> None:
    said = str(page.steering.list.model().index(0, 0).data())
    for part in (
        "→ DN 2026", "0 of 1 milestones", "12 days late (DN)", "overdue: DN 1", "Demo plan 2026", "Meetings 0 of 2: ",
        "No progress for 200 days", "DN: ! 12 days overdue · Mandate",
    ):  # fmt: skip
        assert part in said, part
    assert page.default_focus() is page.steering.list


def test_enter_opens_the_plan(bureau: Bureau, page: BuddiesScreen) -> None:
    page.steering.list.setFocus()
    bureau.press(page.steering.list, Qt.Key.Key_Return)
    (opened,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, PlanWindow) and w.isVisible()]
    opened.close()


def test_the_list_goes_to_a_workbook(bureau: Bureau, page: BuddiesScreen, tmp_path: Path) -> None:
    bureau.window.bench.update(report_folder=str(tmp_path / "reports"))
    page.steering.list.setFocus()
    bureau.press(page.steering.list, Qt.Key.Key_E, Ctrl)
    (path,) = (tmp_path / "reports").glob("*.xlsx")
    assert path.name in bureau.window.toast_box.text()
    sheet = openpyxl.load_workbook(path, data_only=True).worksheets[0]
    heads = [cell.value for cell in sheet[3]]
    row = dict(zip(heads, [cell.value for cell in sheet[4]], strict=True))
    assert row["Pair"] == "DC → DN 2026"
    assert (row["Milestones"], row["Done"], row["Days late"], row["Overdue: new centre"]) == (1, 0, 12, 1)
    assert row["Next step of the new centre"] == "Mandate"
    assert row["Days without progress"] == 200


def test_without_a_running_plan_a_sentence_says_so(bureau: Bureau) -> None:
    screen = bureau.page("buddies")
    screen.tabs.setCurrentIndex(STEERING)
    bureau.settle()
    assert screen.steering.empty.isVisible()
    assert not screen.steering.list.isVisible()
    assert not screen.steering.workbook.isVisible()
