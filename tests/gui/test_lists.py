"""Lists: whole rows, order by SQL, selection kept, letters to the filter, rows to the clipboard, widths that fit."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.parties import Organisation
from p2i_desktop.gui.excel import copy_list
from p2i_desktop.gui.list_model import BLOCK, KEPT_BLOCKS
from p2i_desktop.gui.list_view import ListView
from p2i_desktop.services.lists import Filter
from tests.gui.log_world import bulk
from tests.gui.records_world import Bureau

MANY = 1500
Ctrl = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def listed(bureau: Bureau) -> Iterator[tuple[Bureau, ListView]]:
    """A list of 1,506 organisations in a window of its own."""
    bureau.ask(
        lambda office: bulk(office, (Organisation(legal_name=f"Amt {n:05d}", country="AT") for n in range(MANY)))
    )
    holder = QWidget()
    view = ListView(holder)
    field = QLineEdit(holder)
    QVBoxLayout(holder).addWidget(view)
    view.start(bureau.window.bench, "organisations")
    view.filter_field = field
    holder.resize(1000, 700)
    holder.show()
    holder.activateWindow()
    view.show_filter(Filter())
    bureau.settle()
    yield bureau, view
    holder.close()
    holder.deleteLater()


def test_the_model_knows_the_full_count_and_shows_whole_rows(listed: tuple[Bureau, ListView]) -> None:
    _, view = listed
    assert view.model.rowCount() == MANY + 6
    inside = view.table.viewport().height()
    assert inside % view.table.rowHeight(0) == 0, "no half row at the edge"
    assert view.totals.isVisible()
    assert "1,506" in view.totals.text()
    assert view.counted_text() == "1,506"


def test_a_jump_to_the_end_reads_only_what_is_seen(listed: tuple[Bureau, ListView]) -> None:
    bureau, view = listed
    view.table.setFocus()
    bureau.press(view.table, Qt.Key.Key_End, Ctrl)
    bureau.settle()
    last = view.model.rowCount() - 1
    assert view.table.currentIndex().row() == last
    assert view.model.has_row(last)
    assert not view.model.has_row(5 * BLOCK)
    assert view.current_key()


def test_blocks_are_given_back(listed: tuple[Bureau, ListView]) -> None:
    _, view = listed
    for number in range(KEPT_BLOCKS + 9):
        view.model._keep(number, [])
    assert len(view.model._blocks) == KEPT_BLOCKS


def test_header_sorts_by_sql_and_back(listed: tuple[Bureau, ListView]) -> None:
    bureau, view = listed
    view.table.header.setFocus()
    bureau.press(view.table.header, Qt.Key.Key_Return)
    first = view.model.cell(0, 0).text
    bureau.press(view.table.header, Qt.Key.Key_Return)
    assert view.model.cell(0, 0).text != first
    assert view.order is not None
    assert view.order.column == "legal_name"


def test_a_change_keeps_the_selection_and_the_place(listed: tuple[Bureau, ListView]) -> None:
    bureau, view = listed
    view._go_to(700)
    bureau.settle()
    key, place = view.current_key(), view.table.verticalScrollBar().value()
    assert key
    office_change = bureau.window.bench.desk
    changes: list[object] = []
    office_change.do(
        lambda office: office.parties.save_organisation(office.parties.blank_organisation("Amt 00000 b")),
        lambda change: (changes.append(change), view.refresh(change)),
    )
    bureau.settle()
    assert view.model.rowCount() == MANY + 7
    assert view.current_key() == key
    assert view.table.currentIndex().row() in (700, 701)
    assert abs(view.table.verticalScrollBar().value() - place) <= 1


def test_letters_go_to_the_filter_and_no_hit_offers_to_clear(listed: tuple[Bureau, ListView]) -> None:
    bureau, view = listed
    view.table.setFocus()
    bureau.press(view.table, Qt.Key.Key_A)
    assert view.filter_field is not None
    assert view.filter_field.text() == "a"
    cleared: list[bool] = []
    view.clear_wanted.connect(lambda: cleared.append(True))
    view.show_filter(Filter(text="zzzz"))
    bureau.settle()
    assert not view.state.isHidden()
    assert view.counted_text() == "0 of 1,506"
    view.state.button.click()
    assert cleared == [True]
    view.show_filter(Filter(text="demo"))
    bureau.settle()
    assert view.state.isHidden()
    assert 0 < view.model.rowCount() < MANY


def test_rows_go_to_the_clipboard_with_their_header(listed: tuple[Bureau, ListView]) -> None:
    bureau, view = listed
    view.copied.connect(lambda: copy_list(bureau.window.bench, view))
    view.table.setFocus()
    view._go_to(3)
    bureau.press(view.table, Qt.Key.Key_C, Ctrl)
    data = QGuiApplication.clipboard().mimeData()
    lines = data.text().splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("Name\tKind\t")
    assert "<th>" in data.html()


def test_widths_hold_titles_and_unimportant_columns_go_first(listed: tuple[Bureau, ListView]) -> None:
    bureau, view = listed
    header = view.table.header
    for at, column in enumerate(view.model.columns):
        if not view.table.isColumnHidden(at) and not column.share:
            title = str(view.model.headerData(at, Qt.Orientation.Horizontal))
            assert header.sectionSize(at) >= header.title_width(title)
    view.window().resize(480, 700)
    bureau.settle()
    assert not view.table.isColumnHidden(0)
    assert view.table.isColumnHidden(len(view.model.columns) - 1)


def test_a_language_switch_rewords_rows_and_header(listed: tuple[Bureau, ListView]) -> None:
    bureau, view = listed
    view._go_to(700)
    bureau.settle()
    bureau.window.bench.update(language="de")
    bureau.settle()
    assert view.model.has_row(700)
    assert view.totals.text() != ""


def test_an_empty_file_says_what_this_is(tmp_path: Path, clock: FixedClock, qtbot: QtBot) -> None:
    from p2i_desktop.gui.app import open_window
    from p2i_desktop.services.office import create_office
    from p2i_desktop.settings import Settings

    path = tmp_path / "empty.p2i"
    create_office(path, clock=clock, settings=Settings(), centre_name="Demo", country="AT").close()
    window = open_window(path, clock=clock, settings=Settings(language="en"))
    try:
        for page in ("cases", "organisations"):
            window.show_page(page)
            window.bench.desk.settle()
    finally:
        window.close()
