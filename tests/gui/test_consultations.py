"""The register of consultations: filters, sums, inbox walked by Tab, form that saves itself, bin, history, Excel."""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.advice import Channel, Confidentiality, Consultation, Topic
from p2i_desktop.domain.parties import StaffMember, StaffRole
from p2i_desktop.gui.history_dialog import HistoryDialog
from p2i_desktop.gui.periods import span
from p2i_desktop.gui.screens.consultations import ConsultationsScreen
from p2i_desktop.gui.talk.window import TalkWindow
from p2i_desktop.services.advice import LogEntry
from tests.journeys.log_helpers import Advisor

RETURN, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def advisor(tmp_path: Path, clock: FixedClock, qtbot: QtBot) -> Iterator[Advisor]:
    one = Advisor(tmp_path, clock)
    yield one
    one.leave()


@pytest.fixture
def page(advisor: Advisor) -> ConsultationsScreen:
    screen = advisor.window.show_page("consultations")
    advisor.settle()
    assert isinstance(screen, ConsultationsScreen)
    return screen


def keys(page: ConsultationsScreen) -> list[str]:
    model = page.page.list.model
    return [model.key_at(row) for row in range(model.rowCount())]


def add(user: Advisor, **fields: object) -> str:
    """One more consultation of Demo Hospital, saved without a screen."""
    talk = Consultation(
        on=date(2026, 11, 18), contact_minutes=15, organisation=user.world.organisations["Demo Hospital"],
        advisor=user.world.staff["AL"], topics=frozenset({Topic.IPR}),
    )  # fmt: skip
    wanted = replace(talk, **fields)  # type: ignore[arg-type]
    user.window.bench.desk.write(lambda office: office.advice.log(LogEntry(wanted)), lambda logged: logged.changed)
    user.settle()
    return wanted.id


def test_rows_sums_and_hits(advisor: Advisor, page: ConsultationsScreen) -> None:
    assert len(keys(page)) == 3
    assert page.page.list.totals.text().startswith("Σ 3 consultations · contact 1:05 h")
    assert page.default_focus() is page.page.search
    page.page.search.setText("interfaces")
    page.page.filtered.emit()
    advisor.settle()
    assert page.page.count.text() == "1 of 3"


@pytest.mark.parametrize(
    ("box", "value", "hits"),
    [("channel", Channel.EMAIL, 1), ("topics", Topic.IPR, 2), ("period", "last_month", 1),
     ("counted", "not_reportable", 1)],
)  # fmt: skip
def test_each_filter(advisor: Advisor, page: ConsultationsScreen, box: str, value: object, hits: int) -> None:
    add(advisor, channel=Channel.EMAIL)
    add(advisor, specific=False)
    page.chips[box].set_value(value)
    page.page.filtered.emit()
    advisor.settle()
    assert len(keys(page)) == hits


def test_by_advisor(advisor: Advisor, page: ConsultationsScreen) -> None:
    wanted = add(advisor, advisor=advisor.world.staff["BM"])
    page.chips["advisor"].set_value(advisor.world.staff["BM"])
    page.page.filtered.emit()
    advisor.settle()
    assert keys(page) == [wanted]


def test_periods_are_counted_from_today() -> None:
    day = date(2026, 1, 15)
    assert span("last_month", day) == (date(2025, 12, 1), date(2025, 12, 31))
    assert span("month", day) == (date(2026, 1, 1), None)
    assert span("week", day) == (date(2026, 1, 9), day)
    assert span("year", day) == (date(2026, 1, 1), None)
    assert span("last_year", day) == (date(2025, 1, 1), date(2025, 12, 31))
    assert span("", day) == (None, None)


def test_the_inbox_is_walked_by_tab_alone(advisor: Advisor, page: ConsultationsScreen) -> None:
    first = add(advisor, topics=frozenset(), on=date(2026, 11, 19))
    second = add(advisor, topics=frozenset(), on=date(2026, 11, 18))
    to_complete = page.page.views_bar.button("to_complete")
    assert to_complete is not None
    assert to_complete.text() == "To complete (2)"
    to_complete.click()
    advisor.settle()
    assert keys(page) == [first, second]
    advisor.key(TAB)
    advisor.settle()
    assert QApplication.focusWidget() is page._part("topics")
    advisor.write("state aid")
    advisor.key(RETURN)
    advisor.key(TAB)
    advisor.settle()
    advisor.write("legal")
    advisor.key(RETURN)
    advisor.key(TAB)
    advisor.settle()
    talks = {talk.id: talk for talk in advisor.talks()}
    assert talks[first].topics == {Topic.STATE_AID}
    assert talks[second].topics == {Topic.LEGAL}
    assert to_complete.text() == "To complete (0)"
    label = page.page.list.state.findChild(QLabel)
    assert page.page.list.state.isVisible()
    assert label is not None
    assert any(one.text() == "All complete." for one in page.page.list.state.findChildren(QLabel))


def test_f2_edits_beside_the_list_and_saves_on_leaving(advisor: Advisor, page: ConsultationsScreen) -> None:
    key = page.page.list.current_key()
    advisor.window.action("edit_consultation").trigger()
    advisor.settle()
    assert page._form.isVisible()
    assert QApplication.focusWidget() is page._form.binder.widget("note")
    advisor.write("New: ")
    page._form.binder.widget("subject").setFocus()
    advisor.settle()
    advisor.write("Template")
    page._form.binder.widget("note").setFocus()
    advisor.settle()
    talk = next(talk for talk in advisor.talks() if talk.id == key)
    assert (talk.note.startswith("New: "), talk.subject) == (True, "Template")
    advisor.window.action("undo").trigger()
    advisor.settle()
    talk = next(talk for talk in advisor.talks() if talk.id == key)
    assert (talk.note.startswith("New: "), talk.subject) == (True, "")


def test_a_refused_value_is_kept_as_a_draft(advisor: Advisor, page: ConsultationsScreen) -> None:
    key = page.page.list.current_key()
    advisor.window.action("edit_consultation").trigger()
    advisor.settle()
    day = page._form.binder.widget("on")
    day.setFocus()
    day.selectAll()  # type: ignore[attr-defined]
    advisor.write("24.12.2026")
    page._form.binder.widget("note").setFocus()
    advisor.settle()
    advisor.settle()
    assert "future" in page._form.binder.problem_text("on")
    (draft,) = advisor.ask(lambda office: office.drafts.of("consultation"))
    assert draft.key == key
    page.page.list.select(keys(page)[-1])
    advisor.settle()
    page.page.list.select(key)
    advisor.settle()
    assert page._form.binder.record.on == date(2026, 12, 24)


def test_enter_opens_the_full_form(advisor: Advisor, page: ConsultationsScreen) -> None:
    page.page.list.table.setFocus()
    advisor.key(RETURN)
    advisor.settle()
    windows = [w for w in QApplication.topLevelWidgets() if isinstance(w, TalkWindow)]
    assert len(windows) == 1
    words = windows[0].form.findChild(QLabel, "counts")
    assert words is not None
    assert words.text() == "Reportable: this consultation counts."
    box = windows[0].form.binder.widget("specific")
    box.setFocus()
    box.click()  # type: ignore[attr-defined]
    assert words.text().startswith("Not reportable, because")
    windows[0].close()
    advisor.settle()
    assert any(not talk.specific for talk in advisor.talks())


def test_del_goes_to_the_bin_and_comes_back(advisor: Advisor, page: ConsultationsScreen) -> None:
    before = keys(page)
    page.page.list.table.setFocus()
    advisor.window.action("bin_consultation").trigger()
    advisor.settle()
    assert keys(page) == before[1:]
    advisor.window.action("undo").trigger()
    advisor.settle()
    assert keys(page) == before


def test_restricted_ones_count_but_are_not_listed(advisor: Advisor, page: ConsultationsScreen) -> None:
    me = advisor.world.staff["AL"]  # who founds a file manages the centre, and managers see what is restricted
    plain = replace(advisor.ask(lambda office: office.work.get(StaffMember, me)), roles=frozenset({StaffRole.ADVISOR}))
    advisor.ask(lambda office: office.centre.save_staff(plain))
    add(advisor, confidentiality=Confidentiality.RESTRICTED, advisor=advisor.world.staff["BM"])
    assert len(keys(page)) == 3


def test_history_is_a_readable_list(advisor: Advisor, page: ConsultationsScreen) -> None:
    advisor.window.action("consultation_history").trigger()
    advisor.settle()
    dialogs = [w for w in QApplication.topLevelWidgets() if isinstance(w, HistoryDialog)]
    said = dialogs[0].story.item(dialogs[0].story.count() - 1).text().split("\n")
    assert "Contact minutes: 10" in said
    assert "Organisation: “Demo Hospital”" in said
    dialogs[0].close()


def test_excel_of_the_view(advisor: Advisor, page: ConsultationsScreen, tmp_path: Path) -> None:
    advisor.window.bench.update(report_folder=str(tmp_path))
    advisor.window.action("consultations_excel").trigger()
    advisor.settle()
    assert list(tmp_path.glob("*Consultations*.xlsx"))


def test_log_for_the_caller_of_a_row(advisor: Advisor, page: ConsultationsScreen) -> None:
    advisor.window.action("log_for_consultation").trigger()
    advisor.settle()
    dialog = advisor.dialog()
    assert dialog.form.who.text() == "Demo Hospital"
    assert dialog.form.case.value() == advisor.world.cases["Telemonitoring at home"]
    assert dialog.form.note.hasFocus()


def test_selecting_rows_never_saves(advisor: Advisor, page: ConsultationsScreen) -> None:
    page.page.show_detail(True)
    before = advisor.ask(lambda office: office.store.seq)
    for key in keys(page):
        page.page.list.select(key)
        advisor.settle()
    time.sleep(0.01)
    assert advisor.ask(lambda office: office.store.seq) == before


def test_co_advisors_of_a_saved_talk(advisor: Advisor, page: ConsultationsScreen) -> None:
    from p2i_desktop.domain.advice import StaffTime

    advisor.window.action("edit_consultation").trigger()
    advisor.settle()
    form = page._form
    form.co_advisors.set_value([(advisor.world.staff["BM"], 15)])
    form.co_advisors.edited.emit()
    form.leave()
    advisor.settle()
    (row,) = advisor.ask(lambda office: office.store.find(StaffTime))
    assert (row.staff, row.contact_minutes) == (advisor.world.staff["BM"], 15)
    form.co_advisors.set_value([])
    form.co_advisors.edited.emit()
    form.leave()
    advisor.settle()
    assert advisor.ask(lambda office: office.store.find(StaffTime)) == []


def test_empty_register(advisor: Advisor, page: ConsultationsScreen) -> None:
    for talk in advisor.talks():
        key = talk.id
        advisor.window.bench.desk.do(lambda office, one=key: office.advice.bin("consultation", one))
    advisor.settle()
    page.reload()
    advisor.settle()
    words = [one.text() for one in page.page.list.state.findChildren(QWidget) if isinstance(one, QLabel)]
    assert "No consultation yet." in words
