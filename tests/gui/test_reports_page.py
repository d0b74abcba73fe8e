"""Reports: two presses make a file, a cancelled one leaves none, what is open is named and opens."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from p2i_desktop.gui.screens.reports import Reports
from tests.gui.records_world import Bureau
from tests.services.plan_world import make_draft

Ctrl = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def reports(bureau: Bureau) -> Reports:
    bureau.press(bureau.window, Qt.Key.Key_R, Ctrl)
    page = bureau.window.stack.current()
    assert isinstance(page, Reports)
    return page


@pytest.mark.parametrize(("key", "suffix", "start"), [(Qt.Key.Key_S, ".pdf", b"%PDF"), (Qt.Key.Key_E, ".xlsx", b"PK")])
def test_one_more_press_writes_into_the_report_folder(
    bureau: Bureau, reports: Reports, own_home: Path, key: Qt.Key, suffix: str, start: bytes
) -> None:
    bureau.press(reports, key, Ctrl)
    made = list((own_home / "documents" / "P2I").glob(f"*{suffix}"))
    assert len(made) == 1
    assert made[0].read_bytes().startswith(start)
    assert made[0].name in bureau.window.toast_box.text()
    assert [button.text() for button in bureau.window.toast_box.buttons()] == ["Open", "Open folder"]
    assert reports.choice.bar.isHidden()


def test_a_cancelled_report_leaves_no_file(bureau: Bureau, reports: Reports, own_home: Path) -> None:
    bench = bureau.window.bench
    reports._make("pdf")
    while reports._making is None:
        bench.desk.settle(5) if not bench.desk.waiting else None
        from PySide6.QtWidgets import QApplication

        QApplication.processEvents()
    reports._stop()
    bureau.settle()
    assert list((own_home / "documents").rglob("*.pdf")) == []
    assert "Stopped" in bureau.window.toast_box.text()


def test_a_folder_that_cannot_be_written_is_a_sentence(bureau: Bureau, reports: Reports, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    bureau.window.bench.update(report_folder=str(blocked / "reports"))
    reports._make("xlsx")
    bureau.settle()
    assert "Nothing was lost" in bureau.window.toast_box.text()


def test_what_is_open_is_named_and_opens_its_records(bureau: Bureau, reports: Reports) -> None:
    assert reports.open_points.points.count() > 0
    item = reports.open_points.points.item(0)
    reports.open_points.points.itemActivated.emit(item)
    bureau.settle()
    page = bureau.window.stack.current()
    assert page is not None
    assert page.page_id in ("consultations", "cases")


def test_the_dossier_asks_for_a_case_and_shows_its_pages(bureau: Bureau, reports: Reports, own_home: Path) -> None:
    reports.show_record("dossier")
    bureau.settle()
    choice = reports.choice
    assert not choice.case.isHidden()
    assert choice.year.isHidden()
    bureau.press(reports, Qt.Key.Key_S, Ctrl)
    assert choice.case.hasFocus()  # what is missing is gone to, nothing is written
    assert list((own_home / "documents").rglob("*.pdf")) == []
    bureau.write(choice.case, "telemon")
    bureau.press(choice.case, Qt.Key.Key_Return)
    choice.anonymise.setChecked(True)
    bureau.press(reports, Qt.Key.Key_S, Ctrl)
    (made,) = (own_home / "documents" / "P2I").glob("*.pdf")
    assert made.name.startswith("P2I_Case-dossier_anonymised_")
    choice.anonymise.setChecked(False)
    bureau.press(reports, Qt.Key.Key_E, Ctrl)
    (book,) = (own_home / "documents" / "P2I").glob("*.xlsx")
    assert "DC-2026-" in book.name
    reports.show_record("annual")
    assert choice.case.isHidden()
    assert not choice.year.isHidden()


def test_a_plan_and_a_meeting_are_chosen_by_typing(bureau: Bureau, reports: Reports, own_home: Path) -> None:
    plan_id = bureau.ask(make_draft)
    choice, folder = reports.choice, own_home / "documents" / "P2I"
    reports.show_record("buddy_plan")
    bureau.settle()
    assert [part.isHidden() for part in (choice.plan, choice.annexes, choice.anonymise)] == [False, False, False]
    assert [part.isHidden() for part in (choice.year, choice.case, choice.meeting)] == [True, True, True]
    bureau.press(reports, Qt.Key.Key_S, Ctrl)
    assert choice.plan.hasFocus()  # what is missing is gone to, nothing is written
    assert not folder.exists()
    bureau.write(choice.plan, "demo north")
    bureau.press(choice.plan, Qt.Key.Key_Return)
    assert choice.plan.value() == plan_id
    choice.annexes.setChecked(False)
    bureau.press(reports, Qt.Key.Key_S, Ctrl)
    (made,) = folder.glob("*.pdf")
    assert made.name.startswith("P2I_Buddy-support-plan_")
    reports.show_record("buddy_minutes")
    bureau.settle()
    assert not choice.meeting.isHidden()
    bureau.write(choice.meeting, "kick")
    bureau.press(choice.meeting, Qt.Key.Key_Return)
    bureau.press(reports, Qt.Key.Key_E, Ctrl)
    (book,) = folder.glob("*.xlsx")
    assert book.name.startswith("P2I_Minutes-of-a-buddy-meeting_")


def test_progress_needs_no_plan(bureau: Bureau, reports: Reports, own_home: Path) -> None:
    bureau.ask(make_draft)
    choice = reports.choice
    reports.show_record("buddy_progress")
    bureau.settle()
    assert [part.isHidden() for part in (choice.plan, choice.year)] == [False, False]
    assert reports.open_points.isHidden()
    bureau.press(reports, Qt.Key.Key_S, Ctrl)
    (made,) = (own_home / "documents" / "P2I").glob("*.pdf")
    assert made.name.startswith(f"P2I_Buddy-progress_{choice.chosen_year()}_")
    bureau.write(choice.plan, "nothing of this name")
    bureau.press(reports, Qt.Key.Key_S, Ctrl)
    assert choice.plan.hasFocus()  # half a name is no plan, and not all plans either
    assert len(list((own_home / "documents" / "P2I").glob("*.pdf"))) == 1
