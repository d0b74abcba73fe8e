"""Lists by keyboard: chips, views, columns, two keys to sort by, several rows changed at once, copies, paper."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.advice import Case, Consultation, Phase
from p2i_desktop.domain.parties import Organisation
from p2i_desktop.gui.app import open_window
from p2i_desktop.gui.bulk_dialog import BulkDialog
from p2i_desktop.gui.column_chooser import ColumnChooser
from p2i_desktop.gui.filter_chip import ValueBox
from p2i_desktop.gui.list_state import FILE_NAME
from p2i_desktop.gui.preview_window import PreviewWindow
from tests.gui.log_world import SETTINGS, bulk
from tests.gui.records_world import Bureau

Key = Qt.Key
Ctrl, Shift, Alt = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


def opened(kind: type[QWidget]) -> Any:
    """The one window, dialog or popup of a kind that is seen."""
    found = [one for top in QApplication.topLevelWidgets() for one in (top, *top.findChildren(kind))]
    seen = {id(one): one for one in found if isinstance(one, kind) and one.isVisible()}
    assert len(seen) == 1
    return next(iter(seen.values()))


def titles(screen: Any) -> list[str]:
    model = screen.page.list.model
    place = [column.id for column in model.columns].index("title")
    return [model.cell(row, place).text for row in range(model.rowCount())]


def asked(bureau: Bureau) -> Any:
    """The dialog that asks for the name of a view."""
    return bureau.window.findChild(QWidget, "view_name")


def named(bureau: Bureau, name: str) -> None:
    """Answers the question for the name of a view."""
    dialog = asked(bureau)
    line = dialog.findChild(QLineEdit, "name")
    line.setText(name)
    bureau.press(line, Key.Key_Return, Ctrl)


def test_a_filter_is_set_seen_and_taken_away_by_keys(bureau: Bureau) -> None:
    page = bureau.page("cases")
    chip = page.chips["stage"]
    assert not chip.remove.isVisible()
    bureau.press(chip.face, Key.Key_Down)
    box = opened(ValueBox)
    bureau.press(box.list, Key.Key_Down)
    bureau.press(box.list, Key.Key_Space)
    bureau.press(box.list, Key.Key_Escape)
    assert chip.face.text() == "Stage: Tendering"
    assert chip.remove.isVisible()
    assert "filter" in chip.face.objectName()
    assert page.page.count.text() == f"{len(titles(page))} of 4"
    assert page.page.views_bar.button("open").text() == "All open *"
    bureau.press(chip.face, Key.Key_Delete)
    assert chip.face.text() == "Stage"
    assert page.page.views_bar.button("open").text() == "All open"
    assert page.page.count.text() == "4"


def test_no_hit_says_so_and_clears(bureau: Bureau) -> None:
    page = bureau.page("cases")
    page.chips["state"].set_value("closed")
    bureau.write(page.page.search, "nothing like this")
    page.page.filtered.emit()
    bureau.settle()
    assert page.page.count.text() == "0 of 4"
    assert page.page.list.state.button.isVisible()
    page.page.list.state.button.click()
    bureau.settle()
    assert len(titles(page)) == 4
    assert page.page.search.text() == ""
    assert page.page.memory.view == "all"


def test_a_further_filter_comes_from_the_menu(bureau: Bureau) -> None:
    page = bureau.page("cases")
    chip = page.chips["instrument"]
    assert not chip.isVisible()
    page.page.filters.more.click()
    menu = opened(QMenu)
    for _ in range([action.text() for action in menu.actions()].index("Instrument") + 1):
        bureau.press(menu, Key.Key_Down)
    bureau.press(menu, Key.Key_Return)
    bureau.press(opened(ValueBox).list, Key.Key_Escape)
    assert not chip.isVisible()


def test_what_stands_behind_a_figure_is_a_chip(bureau: Bureau) -> None:
    page = bureau.page("cases")
    key = bureau.world.cases["Street lighting"]
    bureau.window.go("cases", keys=frozenset({key}), title="New cases 2026")
    bureau.settle()
    assert titles(page) == ["Street lighting"]
    assert page.page.filters.only.face.text() == "Only: New cases 2026"
    bureau.press(page.page.filters.only.face, Key.Key_Delete)
    assert len(titles(page)) == 4


def test_a_view_is_saved_renamed_deleted_and_brought_back(bureau: Bureau) -> None:
    page = bureau.page("cases")
    bar = page.page.views_bar
    page.chips["stage"].set_values(["preparation"])
    page.page.filters.edited.emit()
    bureau.settle()
    bureau.window.action("cases_save_view").trigger()
    named(bureau, "Early ones")
    button = bar.button("saved:Early ones")
    assert button.isChecked()
    bureau.window.action("cases_save_view").trigger()
    named(bureau, "early ONES")
    assert asked(bureau).problem.text() == "A view of this name exists already."
    asked(bureau).reject()
    bar.button("all").click()
    bureau.settle()
    assert page.chips["stage"].values() == ()
    bar.button("saved:Early ones").click()
    bureau.settle()
    assert page.chips["stage"].values() == ("preparation",)
    bureau.window.action("cases_rename_view").trigger()
    named(bureau, "First steps")
    assert bar.button("saved:Early ones") is None
    bureau.window.action("cases_delete_view").trigger()
    bureau.settle()
    assert bar.button("saved:First steps") is None
    next(one for one in bureau.window.toast_box.buttons() if one.text() == "Bring back").click()
    bureau.settle()
    assert bar.button("saved:First steps").isChecked()
    assert page.chips["stage"].values() == ("preparation",)


def test_a_list_opens_as_it_was_left(bureau: Bureau, clock: FixedClock) -> None:
    page = bureau.page("cases")
    page.page.memory.show_view("all")
    page.page.list.use_sort((("title", True), ("value_cents", False)))
    page.page.list.reload()
    page.page.list.sorted.emit()
    page.page.memory.use_columns(("title", "phase", "value"))
    page.page.list.table.setColumnWidth(1, 333)
    bureau.settle()
    page.page.list.select(bureau.world.cases["Street lighting"])
    bureau.settle()
    bureau.window.close()
    window = open_window(bureau.path, clock=clock, settings=SETTINGS)
    try:
        again: Any = window.show_page("cases")
        for _ in range(4):
            window.bench.desk.settle()
        shown = again.page.list
        assert again.page.memory.view == "all"
        assert shown.sort_keys() == (("title", True), ("value_cents", False))
        assert [column.id for column in shown.model.columns] == ["number", "title", "phase", "value"]
        assert shown.table.columnWidth(1) == 333
        assert shown.current_key() == bureau.world.cases["Street lighting"]
        assert (window.bench.folder / FILE_NAME).exists()
    finally:
        window.close()


def test_columns_are_chosen_and_moved_by_keys(bureau: Bureau) -> None:
    page = bureau.page("cases")
    bureau.window.action("cases_columns").trigger()
    chooser = opened(ColumnChooser)
    names = [chooser.list.item(row).text() for row in range(chooser.list.count())]
    chooser.list.setCurrentRow(names.index("Sector"))
    bureau.press(chooser.list, Key.Key_Space)
    for _ in range(len(names)):
        bureau.press(chooser.list, Key.Key_Up, Alt)
    assert [column.id for column in page.page.list.model.columns][:3] == ["number", "sector", "title"]
    assert not any(page.page.list.table.isColumnHidden(at) for at in range(len(page.page.list.model.columns)))
    chooser.as_delivered()
    assert "sector" not in [column.id for column in page.page.list.model.columns]
    bureau.press(chooser.list, Key.Key_Escape)
    assert not page.page.list.model.chosen


def test_a_second_key_sorts_and_is_numbered(bureau: Bureau) -> None:
    page = bureau.page("cases")
    header = page.page.list.table.header
    header.setFocus()
    bureau.press(header, Key.Key_Right)
    bureau.press(header, Key.Key_Return)
    assert titles(page) == sorted(titles(page))
    bureau.press(header, Key.Key_Left)
    bureau.press(header, Key.Key_Return, Shift)
    assert page.page.list.sort_keys() == (("title", False), ("number", False))
    assert header._sorted == {1: (1, False), 0: (2, False)}
    assert page.page.list.sorted_text() == "Sorted: Case / organisation ascending, No. ascending"
    width = header.sectionSize(0)
    bureau.press(header, Key.Key_Right, Shift)
    assert header.sectionSize(0) > width


def test_several_cases_move_in_one_step(bureau: Bureau) -> None:
    page = bureau.page("cases")
    page.page.memory.show_view("all")
    bureau.settle()
    table = page.page.list.table
    table.setFocus()
    assert not page.page.bulk.isVisible()
    bureau.press(table, Key.Key_A, Ctrl)
    assert page.page.bulk.isVisible()
    assert page.page.bulk.count.text() == "4 selected"
    bureau.window.action("cases_bulk_phase").trigger()
    bureau.settle()
    dialog = opened(BulkDialog)
    dialog.carry_out()
    assert dialog.problem.text() == "Nothing is chosen yet."
    dialog.value.set_value(Phase.PREP_PRIOR_ART)
    dialog.look()
    bureau.settle()
    assert "4 are changed" in dialog.sums.text() or "left out" in dialog.sums.text()
    bureau.press(dialog.table, Key.Key_Return, Ctrl)
    phases = {case.phase for case in bureau.ask(lambda office: office.store.find(Case))}
    assert Phase.PREP_PRIOR_ART in phases
    assert page.page.bulk.isVisible(), "the rows stay selected"
    bureau.window.action("undo").trigger()
    bureau.settle()
    assert phases != {case.phase for case in bureau.ask(lambda office: office.store.find(Case))}


def test_thousands_of_rows_are_changed_without_a_pause(bureau: Bureau) -> None:
    many = 600
    bureau.ask(
        lambda office: bulk(office, (Organisation(legal_name=f"Amt {n:05d}", country="AT") for n in range(many)))
    )
    page = bureau.page("organisations")
    table = page._page.list.table
    table.setFocus()
    bureau.press(table, Key.Key_A, Ctrl)
    assert page._page.list.selected_count() == many + 6
    bureau.window.action("organisations_bulk_tag").trigger()
    bureau.settle()
    dialog = opened(BulkDialog)
    dialog.value.setText("pilot")
    dialog.look()
    bureau.settle()
    assert dialog.sums.text() == "606 are changed"
    dialog.carry_out()
    bureau.settle()
    tagged = bureau.ask(lambda office: sum("pilot" in one.tags for one in office.store.find(Organisation)))
    assert tagged == many + 6
    bureau.window.action("undo").trigger()
    bureau.settle()
    assert not bureau.ask(lambda office: sum("pilot" in one.tags for one in office.store.find(Organisation)))


def test_several_to_the_bin_are_seen_first(bureau: Bureau) -> None:
    page = bureau.page("consultations")
    count = len(bureau.ask(lambda office: office.store.find(Consultation)))
    table = page.page.list.table
    table.setFocus()
    bureau.press(table, Key.Key_A, Ctrl)
    bureau.window.action("bin_consultation").trigger()
    bureau.settle()
    dialog = opened(BulkDialog)
    assert f"{count} are changed" in dialog.sums.text()
    assert len(bureau.ask(lambda office: office.store.find(Consultation))) == count
    dialog.carry_out()
    bureau.settle()
    assert bureau.ask(lambda office: office.store.find(Consultation)) == []


@pytest.mark.parametrize("title", ["=1+1", "+43 1", "-x", "@cmd", "\t=HYPERLINK()", "<b>&amp;"])
def test_a_copied_text_is_never_a_formula(bureau: Bureau, title: str) -> None:
    page = bureau.page("cases")
    key = bureau.world.cases["Street lighting"]

    def rename(office: Any) -> Any:
        from dataclasses import replace

        return office.advice.save_case(replace(office.advice.case(key), title=title))

    bureau.window.bench.desk.do(rename)
    bureau.settle()
    page.page.list.select(key)
    bureau.settle()
    page.page.list.table.setFocus()
    bureau.press(page.page.list.table, Key.Key_C, Ctrl)
    data = QGuiApplication.clipboard().mimeData()
    heads, cells = (line.split("\t") for line in data.text().splitlines())
    assert heads[:2] == ["No.", "Case"]
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
    assert title.strip() in cells[1]
    assert (
        f"mso-number-format:'\\@'\">{title.strip().replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')}"
        in data.html()
    )
    assert "<b>" not in data.html().replace("<tbody>", "")


def test_numbers_and_days_are_copied_as_such(bureau: Bureau) -> None:
    page = bureau.page("consultations")
    page.page.list.table.setFocus()
    bureau.press(page.page.list.table, Key.Key_C, Ctrl)
    data = QGuiApplication.clipboard().mimeData()
    row = data.text().splitlines()[1].split("\t")
    assert row[0].count("-") == 2
    assert row[1].isdecimal()
    assert f'x:num="{row[1]}"' in data.html()


def test_the_workbook_names_its_filter(bureau: Bureau, own_home: Path) -> None:
    page = bureau.page("cases")
    page.page.memory.use_columns(("title", "phase"))
    bureau.settle()
    bureau.window.action("cases_excel").trigger()
    bureau.settle()
    sheet = openpyxl.load_workbook(next((own_home / "documents").glob("*.xlsx"))).worksheets[0]
    assert sheet["A2"].value == "State: All open; Sorted: No. descending"
    assert [cell.value for cell in sheet[3]] == ["No.", "Case", "Organisation", "Phase"]


def test_a_list_is_printed_into_the_preview(bureau: Bureau) -> None:
    import pypdfium2

    bureau.page("cases")
    bureau.window.action("cases_print").trigger()
    bureau.settle()
    preview = opened(PreviewWindow)
    try:
        document = pypdfium2.PdfDocument(preview.paper.data)
        words = document[0].get_textpage().get_text_range()
        document.close()
        assert "Cases" in words
        assert "State: All open" in words
        assert "Street lighting" in words
        assert "4 cases" in words
    finally:
        preview.close()
        bureau.settle()


def test_views_that_cannot_be_read_are_said_and_cost_nothing(bureau: Bureau, clock: FixedClock) -> None:
    folder = bureau.window.bench.folder
    bureau.window.close()
    (folder / FILE_NAME).write_text("{broken", "utf-8")
    window = open_window(bureau.path, clock=clock, settings=SETTINGS)
    try:
        assert "could not be read" in window.toast_box.text()
        screen: Any = window.show_page("cases")
        for _ in range(4):
            window.bench.desk.settle()
        assert len(titles(screen)) == 4
        assert (folder / "views.broken.json").read_text("utf-8") == "{broken"
    finally:
        window.close()
