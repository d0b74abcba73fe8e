"""Papers from the window of a plan: Ctrl+P shows its pages, Ctrl+E writes its workbook, the menu prints the others."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication

from p2i_desktop.gui.plan.paper import PRINT_MENU
from p2i_desktop.gui.plan.window import PlanWindow
from p2i_desktop.gui.preview_window import PreviewWindow
from tests.gui.records_world import Bureau
from tests.services.plan_world import make_active

Ctrl = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def plan(bureau: Bureau) -> PlanWindow:
    bureau.window.bench.open_plan(bureau.ask(make_active))
    bureau.settle()
    (window,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, PlanWindow) and one.isVisible()]
    window.activateWindow()
    bureau.settle()
    return window


def previews() -> list[PreviewWindow]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, PreviewWindow) and one.isVisible()]


def test_the_keys_show_the_pages_and_write_the_workbook(bureau: Bureau, plan: PlanWindow, own_home: Path) -> None:
    bureau.press(plan, Qt.Key.Key_P, Ctrl)
    (preview,) = previews()
    assert preview.paper.name.startswith("P2I_Buddy-support-plan_")
    assert preview.paper.pages > 4
    preview.close()
    bureau.settle()
    plan.activateWindow()
    bureau.press(plan, Qt.Key.Key_E, Ctrl)
    (book,) = (own_home / "documents" / "P2I").glob("*.xlsx")
    assert "-DN-2026_v1_" in book.name
    plan.close()
    bureau.settle()


def test_the_menu_of_the_head_prints_the_other_papers(bureau: Bureau, plan: PlanWindow) -> None:
    commands = bureau.window.bench.commands
    in_menu = plan.header.printing.actions()
    assert [commands.action(name) in in_menu for name in PRINT_MENU] == [True] * len(PRINT_MENU)
    titles = []
    for name in ("plan_print_progress", "plan_print_evaluation", "plan_print_anonymised"):
        commands.action(name).trigger()
        bureau.settle()
        (preview,) = previews()
        titles.append(preview.paper.title)
        preview.close()
        bureau.settle()
    assert titles == ["Buddy progress", "Evaluation of a buddy plan", "Buddy support plan"]
    plan.close()
    bureau.settle()


def test_a_paper_outlives_the_window_it_came_from(bureau: Bureau, plan: PlanWindow) -> None:
    bureau.window.bench.commands.action("plan_print_progress").trigger()
    bureau.settle()
    (preview,) = previews()
    plan.close()
    bureau.settle()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    preview.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    bureau.settle()
