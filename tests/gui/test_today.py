"""Today: figures that open their records, what is due done and postponed by keys, charts that speak and copy."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from p2i_desktop.domain.record import About
from p2i_desktop.gui.look.chart_data import ChartData, Point, Series, nice_top
from p2i_desktop.gui.screens.dashboard import CARDS, Dashboard
from p2i_desktop.i18n import texts_for
from tests.gui.records_world import Bureau

Ctrl, Shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def today(bureau: Bureau) -> Dashboard:
    """The page with one action overdue and one due today."""
    case = bureau.world.cases["Street lighting"]

    def add(title: str, days: int):  # type: ignore[no-untyped-def]
        def work(office):  # type: ignore[no-untyped-def]
            from dataclasses import replace

            action = office.actions.blank(About("case", case))
            return office.actions.save(replace(action, title=title, due_on=office.clock.today() + timedelta(days=days)))

        return work

    for title, days in (("Call back", -3), ("Send the template", 0)):
        bureau.window.bench.desk.do(add(title, days))
    page = bureau.page("dashboard")
    assert isinstance(page, Dashboard)
    bureau.press(page.due, Qt.Key.Key_Home)
    return page


def test_cards_say_value_change_and_state(today: Dashboard) -> None:
    assert [card.code for card in today.cards] == list(CARDS)
    for card in today.cards:
        assert card.value.text()
        assert card.accessibleName().startswith(card.title.text())
    assert len({card.height() for card in today.cards}) == 1


def test_enter_on_a_card_shows_its_records(bureau: Bureau, today: Dashboard) -> None:
    card = today.cards[1]
    card.setFocus()
    bureau.press(card, Qt.Key.Key_Return)
    page = bureau.window.stack.current()
    assert page is not None
    assert page.page_id == "cases"


def test_due_comes_in_groups_with_the_word_overdue(today: Dashboard) -> None:
    entry = today.due.current()
    assert entry is not None
    assert entry.title == "Call back"
    assert entry.when == "! 3 days overdue"
    assert today.due_title.text().startswith("Due (")


def test_done_by_one_key_and_back_by_undo(bureau: Bureau, today: Dashboard) -> None:
    today.due.setFocus()
    bureau.press(today.due, Qt.Key.Key_D, Ctrl)
    assert "Call back" in bureau.window.toast_box.text()
    entry = today.due.current()
    assert entry is not None
    assert entry.title == "Send the template"
    bureau.press(today.due, Qt.Key.Key_Z, Ctrl)
    titles = [today.due.model().index(row, 0).data() for row in range(today.due.model().rowCount())]
    assert any("Call back" in title for title in titles)


def test_postponed_by_four_presses(bureau: Bureau, today: Dashboard) -> None:
    today.due.setFocus()
    bureau.press(today.due, Qt.Key.Key_T, Ctrl)
    assert QApplication.focusWidget() is today.postpone
    bureau.press(today.postpone, Qt.Key.Key_Plus)
    bureau.press(today.postpone, Qt.Key.Key_3)
    bureau.press(today.postpone, Qt.Key.Key_Return)
    day = bureau.window.bench.clock.today()
    due = bureau.ask(lambda office: office.overview.today(day, day.year).due)
    assert ("Call back", day + timedelta(days=3)) in [(item.title, item.on) for item in due]
    assert QApplication.focusWidget() is today.due


def test_a_postponement_can_be_left(bureau: Bureau, today: Dashboard) -> None:
    today.due.setFocus()
    bureau.press(today.due, Qt.Key.Key_T, Ctrl)
    bureau.press(today.postpone, Qt.Key.Key_Escape)
    assert today.postpone.isHidden()
    assert QApplication.focusWidget() is today.due


def test_the_month_chart_walks_opens_copies_and_becomes_a_table(bureau: Bureau, today: Dashboard) -> None:
    chart = today.months.chart
    assert chart.accessibleName() == "Consultations per month"
    assert "Total" in chart.accessibleDescription()
    chart.setFocus()
    bureau.press(chart, Qt.Key.Key_Home)
    assert chart.at == 0
    bureau.press(chart, Qt.Key.Key_End)
    assert chart.data.series[0].points[chart.at].value is None, "December is still to come"
    bureau.press(chart, Qt.Key.Key_Left)
    assert chart.at == 10
    assert "November" in chart.data.spoken(10)
    bureau.press(chart, Qt.Key.Key_C, Ctrl)
    assert len(QGuiApplication.clipboard().text().splitlines()) == 13
    bureau.press(chart, Qt.Key.Key_T, Ctrl, Shift)
    assert today.months.table.isVisible()
    assert today.months.table.hasFocus()
    bureau.press(today.months.table, Qt.Key.Key_T, Ctrl, Shift)
    bureau.press(chart, Qt.Key.Key_Return)
    page = bureau.window.stack.current()
    assert page is not None
    assert page.page_id == "consultations"


def test_another_year_is_shown_whole(bureau: Bureau, today: Dashboard) -> None:
    today.year.setCurrentIndex(1)
    today.year.activated.emit(1)
    bureau.settle()
    assert "same days" not in today.period.text()
    assert all(point.value is not None for point in today.months.chart.data.series[0].points)


@pytest.mark.parametrize(
    ("highest", "top"), [(0, 1), (1, 1), (5, 5), (6, 6), (47, 50), (52, 60), (101, 150), (999, 1000)]
)
def test_axes_end_at_round_numbers(highest: int, top: int) -> None:
    found, step = nice_top(highest)
    assert found >= highest
    assert found % step == 0
    assert found == top


def test_a_chart_without_data_says_so() -> None:
    texts = texts_for("en")
    assert ChartData("Empty", (), ()).summary(texts) == "No data"
    only = ChartData("One", ("Jan",), (Series("2026", (Point(None, "–"),)),))
    assert only.summary(texts) == "No data"
    assert date(2026, 1, 1).year == 2026
