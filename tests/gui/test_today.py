"""Today: figures that open their records, what is due done and postponed by keys, charts that speak and copy."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.record import About
from p2i_desktop.gui.day_turn import DayTurn
from p2i_desktop.gui.due_list import ENTRY_ROLE, Entry
from p2i_desktop.gui.look.chart_data import ChartData, Point, Series, nice_top
from p2i_desktop.gui.screens.dashboard import CARDS, Dashboard
from p2i_desktop.i18n import texts_for
from p2i_desktop.services.office import Office
from tests.gui.records_world import Bureau

Ctrl, Shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def today(bureau: Bureau) -> Dashboard:
    """The page with one action overdue and one due today."""
    case = bureau.world.cases["Street lighting"]

    def add(title: str, days: int):  # type: ignore[no-untyped-def]
        def work(office):  # type: ignore[no-untyped-def]
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


@pytest.mark.parametrize(("percent", "width"), [(100, 1440), (100, 1024), (150, 1440), (200, 1440)])
def test_no_line_of_a_card_is_cut_at_any_text_size(bureau: Bureau, today: Dashboard, percent: int, width: int) -> None:
    bureau.window.resize(width, 900)
    bureau.window.bench.update(text_size=percent)
    bureau.settle()
    for card in today.cards:
        for line in (card.title, card.change, card.target):
            assert line.sizeHint().width() <= line.width(), line.text()


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
    assert today.due_card.title.text().startswith("Due (")


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
    assert QApplication.focusWidget() is today.due_card.postpone
    bureau.press(today.due_card.postpone, Qt.Key.Key_Plus)
    bureau.press(today.due_card.postpone, Qt.Key.Key_3)
    bureau.press(today.due_card.postpone, Qt.Key.Key_Return)
    day = bureau.window.bench.clock.today()
    due = bureau.ask(lambda office: office.overview.today(day, day.year).due)
    assert ("Call back", day + timedelta(days=3)) in [(item.title, item.on) for item in due]
    assert QApplication.focusWidget() is today.due


def test_a_postponement_can_be_left(bureau: Bureau, today: Dashboard) -> None:
    today.due.setFocus()
    bureau.press(today.due, Qt.Key.Key_T, Ctrl)
    bureau.press(today.due_card.postpone, Qt.Key.Key_Escape)
    assert today.due_card.postpone.isHidden()
    assert QApplication.focusWidget() is today.due


def add_action(bureau: Bureau, title: str, days: int, owner: str | None = None) -> None:
    case, me = bureau.world.cases["Street lighting"], owner

    def work(office: Office) -> object:
        blank = office.actions.blank(About("case", case))
        day = office.clock.today() + timedelta(days=days)
        return office.actions.save(replace(blank, title=title, due_on=day, owner=me or blank.owner))

    bureau.window.bench.desk.do(work)
    bureau.settle()


def titles(today: Dashboard, kind: str = "") -> list[str]:
    model = today.due.model()
    entries = [model.index(row, 0).data(ENTRY_ROLE) for row in range(model.rowCount())]
    return [entry.title for entry in entries if entry is not None and kind in ("", entry.kind)]


def current(today: Dashboard) -> Entry:
    entry = today.due.current()
    assert entry is not None
    return entry


def walk_to(bureau: Bureau, today: Dashboard, kind: str, title: str) -> None:
    today.due.setFocus()
    bureau.press(today.due, Qt.Key.Key_Home)
    while (current(today).kind, current(today).title) != (kind, title):
        bureau.press(today.due, Qt.Key.Key_Down)


def test_the_counts_are_said_in_words(bureau: Bureau, today: Dashboard) -> None:
    assert today.due_card.title.text() == "Due (2: 1 overdue, 1 today, 0 in 7 days)"
    bureau.window.bench.update(language="de")
    bureau.settle()
    assert today.due_card.title.text() == "Fällig (2: 1 überfällig, 1 heute, 0 in 7 Tagen)"


@pytest.mark.parametrize(
    ("typed", "day", "echo"),
    [
        ("+3", date(2026, 11, 23), "→ Mon 23/11/2026"),
        ("mo", date(2026, 11, 23), "→ Mon 23/11/2026"),
        ("24.11.", date(2026, 11, 24), "→ Tue 24/11/2026"),
    ],
)
def test_the_day_is_echoed_with_its_weekday_before_enter(
    bureau: Bureau, today: Dashboard, typed: str, day: date, echo: str
) -> None:
    today.due.setFocus()
    bureau.press(today.due, Qt.Key.Key_T, Ctrl)
    bureau.write(today.due_card.postpone, typed)
    assert today.due_card.postpone.echo() == echo
    bureau.press(today.due_card.postpone, Qt.Key.Key_Return)
    due = bureau.ask(lambda office: office.overview.today(date(2026, 11, 20), 2026).due)
    assert ("Call back", day) in [(item.title, item.on) for item in due]


def test_the_keys_go_on_with_the_next_line_whatever_became_of_this_one(bureau: Bureau, today: Dashboard) -> None:
    for number in range(4):
        add_action(bureau, f"Late {number}", -2 + number // 3)
    walk_to(bureau, today, "action", "Late 1")
    bureau.press(today.due, Qt.Key.Key_T, Ctrl)
    bureau.write(today.due_card.postpone, "+3")
    bureau.press(today.due_card.postpone, Qt.Key.Key_Return)
    assert current(today).title == "Late 2", "not carried along to the day to come"
    bureau.press(today.due, Qt.Key.Key_D, Ctrl)
    assert current(today).title == "Late 3"
    bureau.press(today.due, Qt.Key.Key_Z, Ctrl)
    assert current(today).title == "Late 3", "undo brings a line back and moves nothing"
    assert "Late 2" in titles(today)
    add_action(bureau, "From elsewhere", -9)
    assert current(today).title == "Late 3"


def test_only_mine_leaves_out_what_is_for_others(bureau: Bureau, today: Dashboard) -> None:
    add_action(bureau, "For a colleague", 0, bureau.world.staff["BM"])
    assert "For a colleague" in titles(today)
    today.due_card.whose.setFocus()
    bureau.press(today.due_card.whose, Qt.Key.Key_Down)
    assert titles(today, "action") == ["Call back", "Send the template"]
    bureau.press(today.due_card.whose, Qt.Key.Key_Up)
    assert "For a colleague" in titles(today)


def test_a_case_without_a_next_date_gets_one_by_four_presses(bureau: Bureau, today: Dashboard) -> None:
    walk_to(bureau, today, "no_next", "Digital building files")
    bureau.press(today.due, Qt.Key.Key_T, Ctrl)
    bureau.press(today.due_card.postpone, Qt.Key.Key_Plus)
    bureau.press(today.due_card.postpone, Qt.Key.Key_3)
    bureau.press(today.due_card.postpone, Qt.Key.Key_Return)
    assert "Digital building files" not in titles(today, "no_next")
    assert "Digital building files" in titles(today, "follow_up")


def test_a_silent_case_is_noted_at_midnight_and_handled_by_one_key(
    bureau: Bureau, today: Dashboard, clock: FixedClock
) -> None:
    assert titles(today, "quiet") == []
    clock.advance(days=21)
    bureau.window.findChild(DayTurn).look()
    bureau.settle()
    assert len(titles(today, "quiet")) == 4
    title = "Street lighting"
    walk_to(bureau, today, "quiet", title)
    assert current(today).when == "step 2 of 3"
    assert current(today).second.startswith("no contact for 21 days · ")
    case = bureau.world.cases[title]
    assert [one.step for one in bureau.ask(lambda office: office.silence.steps(case))] == [2]
    bureau.press(today.due, Qt.Key.Key_D, Ctrl)
    assert title not in titles(today, "quiet")
    assert f"Done: {title}" in bureau.window.toast_box.text()
    bureau.press(today.due, Qt.Key.Key_Z, Ctrl)
    assert title in titles(today, "quiet")


def test_opening_the_file_notes_silence_and_leaves_undo_alone(bureau: Bureau, clock: FixedClock) -> None:
    clock.advance(days=50)
    before = bureau.ask(lambda office: office.steps.undo_label())
    bureau.window.findChild(DayTurn).begin()
    bureau.settle()
    noted = bureau.ask(
        lambda office: [one.step for case in bureau.world.cases.values() for one in office.silence.steps(case)]
    )
    assert noted == [3, 3, 3, 3]
    assert bureau.ask(lambda office: office.steps.undo_label()) == before


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
