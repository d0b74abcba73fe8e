"""Meetings, measures, exchange and set-up list of a plan by keys, in the real window on a real file."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.advice import Action, Consultation
from p2i_desktop.domain.buddies import (
    MeasureStatus,
    MeasureType,
    PlanMilestone,
    PlanStatus,
    SetupMilestone,
    SetupProgress,
    SetupTopic,
    SupportMeasure,
)
from p2i_desktop.domain.network import CentreHost, Transition
from p2i_desktop.domain.parties import Organisation
from p2i_desktop.gui.plan.exchange import ExchangeTab
from p2i_desktop.gui.plan.measures import MeasuresTab
from p2i_desktop.gui.plan.meetings import MeetingsTab
from p2i_desktop.gui.plan.setup import SetupTab
from p2i_desktop.gui.plan.window import PlanWindow
from p2i_desktop.gui.screens.consultations import ConsultationsScreen
from p2i_desktop.gui.screens.quick_log import QuickLog
from p2i_desktop.gui.talk.window import TalkWindow
from p2i_desktop.services.office import Office
from tests.gui.records_world import Bureau
from tests.services.pair_world import Pair, make_pair, meeting, put

Key, CTRL, SHIFT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Prepare = Callable[[Office, Pair], None]


class Desk:
    """A plan of 2026 in its window, one tab open, hands on the keys."""

    def __init__(self, bureau: Bureau, tab: type[Any], prepare: Prepare | None = None, **plan: Any) -> None:
        self.bureau = bureau

        def make(office: Office) -> Pair:
            pair = make_pair(office, **plan)
            if prepare is not None:
                prepare(office, pair)
            return pair

        self.pair: Pair = bureau.ask(make)
        bureau.window.open_plan(self.pair.plan)
        bureau.settle()
        (self.window,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, PlanWindow)]
        self.window.resize(1440, 900)
        self.window.activateWindow()
        self.tab = self.window.drawers.of(tab)
        self.window.drawers.visit(self.tab)
        self.settle()

    def settle(self) -> None:
        for _ in range(3):
            self.bureau.settle()

    def press(self, *keys: Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            QTest.keyClick(self.focus, key, held)
            self.settle()

    def write(self, text: str) -> None:
        self.bureau.write(self.focus, text)

    @property
    def focus(self) -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def find(self, kind: type[Any], **equals: Any) -> list[Any]:
        return self.bureau.ask(lambda office: office.store.find(kind, **equals))  # type: ignore[no-any-return]


@pytest.fixture
def bureau(tmp_path: Path, clock: FixedClock, qapp: QApplication) -> Iterator[Bureau]:
    opened = Bureau(tmp_path, clock)
    yield opened
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, PlanWindow | QuickLog):
            widget.close()
    opened.close()


# -- meetings ----------------------------------------------------------------------------------------------------------
def test_the_missing_meetings_are_dated_and_one_is_held_by_keys(bureau: Bureau) -> None:
    desk = Desk(bureau, MeetingsTab, starts=date(2026, 9, 1), ends=date(2027, 8, 31), status=PlanStatus.ACTIVE)
    assert "0 of 2 meetings held" in desk.tab.list.light.text()
    desk.tab.list.date_missing.click()
    desk.settle()
    first, _second = sorted(desk.find(SupportMeasure), key=lambda one: one.planned_on)
    assert [one.planned_on.weekday() < 5 for one in (first, _second)] == [True, True]
    assert "0 of 2 meetings held, 2 to come" in desk.tab.list.light.text()
    assert not desk.tab.list.date_missing.isVisible()
    desk.press(Key.Key_D, held=CTRL)  # nothing came of it yet: the field that lacks is asked for
    assert desk.focus.objectName() == "output"
    assert desk.find(SupportMeasure, status=MeasureStatus.DONE) == []
    desk.write("Draft mandate")
    desk.press(Key.Key_D, held=CTRL)
    (held,) = desk.find(SupportMeasure, status=MeasureStatus.DONE)
    assert (held.id, held.output) == (first.id, "Draft mandate")
    assert desk.focus.objectName() == "protocol"
    assert "1 of 2 meetings held" in desk.tab.list.light.text()


def test_the_agenda_comes_from_what_is_open(bureau: Bureau) -> None:
    desk = Desk(bureau, MeetingsTab, lambda office, pair: put(office, meeting(pair.plan, date(2026, 12, 3))))
    desk.tab.editor.agenda.click()  # nothing is open: the minutes stay as they are
    desk.settle()
    assert desk.find(SupportMeasure)[0].protocol == ""
    late = PlanMilestone(plan=desk.pair.plan, position="1", title="Σχέδιο εντολής", due_on=date(2026, 10, 1))
    bureau.ask(lambda office: put(office, late))
    desk.tab.editor.agenda.click()
    desk.settle()
    (stored,) = desk.find(SupportMeasure)
    assert "– Σχέδιο εντολής (Both" in stored.protocol
    assert "50 days late" in stored.protocol
    desk.tab.editor.agenda.click()  # a second one goes below the first
    desk.settle()
    assert desk.find(SupportMeasure)[0].protocol.count("Σχέδιο εντολής") == 2


def test_follow_ups_are_typed_in_a_line_and_become_actions(bureau: Bureau) -> None:
    desk = Desk(bureau, MeetingsTab, lambda office, pair: put(office, meeting(pair.plan, date(2026, 12, 3))))
    box = desk.tab.editor.follow_ups
    box.what.setFocus()
    desk.press(Key.Key_Return)
    assert box.said.text() == "Say what is to be done."
    desk.write("Send the draft mandate")
    desk.press(Key.Key_Return)
    assert desk.focus is box.when
    desk.write("+7")
    desk.press(Key.Key_Return)
    (mine,) = desk.find(Action)
    assert (mine.title, mine.due_on, mine.other_side) == ("Send the draft mandate", date(2026, 11, 27), "")
    assert mine.owner
    assert desk.focus is box.what
    desk.write("Ask the ministry")
    box.who.set_value(next(key for key, words in box.who.choices() if words == "Demo North"))
    box.when.setText("01/12/2026")
    desk.press(Key.Key_Return)
    theirs = next(one for one in desk.find(Action) if one.id != mine.id)
    assert (theirs.owner, theirs.other_side) == (None, "Demo North")
    assert box.list.count() == 2
    box.list.setCurrentRow(0)
    box.list.setFocus()
    desk.press(Key.Key_Space)
    assert sum(one.done_on is not None for one in desk.find(Action)) == 1


def test_what_is_half_typed_stands_there_again_and_minutes_are_kept(bureau: Bureau) -> None:
    desk = Desk(bureau, MeetingsTab, lambda office, pair: put(office, meeting(pair.plan, date(2026, 12, 3))))
    desk.tab.editor.follow_ups.what.setFocus()
    desk.write("Half a sen")
    desk.tab.editor._binder.focus("protocol")
    desk.write("? Who pays")
    desk.window.close()
    desk.settle()
    assert desk.find(SupportMeasure)[0].protocol == "? Who pays"
    bureau.window.open_plan(desk.pair.plan)
    desk.settle()
    again = next(one for one in QApplication.topLevelWidgets() if isinstance(one, PlanWindow) and one.isVisible())
    tab: Any = again.drawers.of(MeetingsTab)
    again.drawers.visit(tab)
    desk.settle()
    assert tab.editor.follow_ups.what.text() == "Half a sen"


def test_a_meeting_is_added_postponed_and_called_off(bureau: Bureau) -> None:
    desk = Desk(bureau, MeetingsTab, starts=date(2026, 9, 1), ends=date(2027, 8, 31))
    desk.press(Key.Key_N, held=CTRL)
    (made,) = desk.find(SupportMeasure)
    assert made.type is MeasureType.ONLINE_MEETING
    assert desk.focus.objectName() == "planned_on"
    desk.press(Key.Key_T, held=CTRL)
    desk.write("01/12/2026")
    desk.press(Key.Key_Return)
    (made,) = desk.find(SupportMeasure)
    assert (made.planned_on, made.status) == (date(2026, 12, 1), MeasureStatus.PLANNED)
    desk.tab.editor._move(MeasureStatus.CANCELLED)
    desk.settle()
    assert desk.find(SupportMeasure)[0].status is MeasureStatus.CANCELLED
    assert not desk.tab.editor.held.isVisible()
    desk.tab.list.list.setFocus()
    desk.press(Key.Key_Delete)
    assert desk.find(SupportMeasure) == []


def test_the_calendar_file_is_written_where_it_is_wanted(bureau: Bureau, tmp_path: Path) -> None:
    desk = Desk(bureau, MeetingsTab, lambda office, pair: put(office, meeting(pair.plan, date(2026, 12, 3))))
    asked: list[Path] = []
    doors: Any = bureau.window.bench.doors

    def answer(_parent: object, _title: str, proposal: Path, _kinds: str) -> Path:
        asked.append(proposal)
        return tmp_path / "plan"

    doors.save_file = answer
    bureau.window.bench.commands.action("plan_calendar_file").trigger()
    desk.settle()
    assert asked[0].name.endswith("-DN-2026.ics")
    assert len(Calendar.from_ical((tmp_path / "plan.ics").read_bytes()).walk("VEVENT")) == 1


def test_in_the_draft_of_the_next_version_meetings_are_only_read_and_it_is_said_why(bureau: Bureau) -> None:
    desk = Desk(
        bureau,
        MeetingsTab,
        lambda office, pair: put(office, meeting(pair.plan, date(2026, 12, 3))),
        status=PlanStatus.ACTIVE,
    )
    made = bureau.ask(lambda office: office.plans.start_version(desk.pair.plan))
    desk.window.show_plan(made.plan_id)
    desk.settle()
    editor = desk.tab.editor
    assert editor.minding.text() == "This meeting is recorded in version 1, which is in force."
    assert not editor.held.isVisible()
    assert not editor.agenda.isVisible()
    assert not editor.follow_ups.line.isVisible()
    editor._binder.focus("protocol")
    desk.write("x")
    assert editor._binder.changed_fields() == ()


# -- measures ----------------------------------------------------------------------------------------------------------
def test_measures_are_edited_and_done_by_keys(bureau: Bureau) -> None:
    demo = MeasureType.SERVICE_DEMO
    desk = Desk(bureau, MeasuresTab, lambda o, p: put(o, meeting(p.plan, date(2026, 11, 3), demo)))
    grid = desk.tab._box.grid
    desk.press(Key.Key_D, held=CTRL)
    assert "Say what came of it" in desk.tab._box.said.text()
    desk.write("The helpdesk was shown")
    desk.press(Key.Key_Return)
    desk.press(Key.Key_D, held=CTRL)
    (done,) = desk.find(SupportMeasure)
    assert (done.status, done.held_on, done.output) == (MeasureStatus.DONE, date(2026, 11, 3), "The helpdesk was shown")
    assert grid.cells.shown(0, grid.cells.column_of("status")) == "Done"


def test_a_measure_of_an_agreed_plan_moves_and_its_content_is_offered_to_the_next_version(bureau: Bureau) -> None:
    demo = MeasureType.SERVICE_DEMO
    desk = Desk(
        bureau, MeasuresTab, lambda o, p: put(o, meeting(p.plan, date(2026, 11, 3), demo)), status=PlanStatus.ACTIVE
    )
    offered: list[str] = []
    desk.window.hand.offered.connect(lambda words, _run: offered.append(words))
    box = desk.tab._box
    box._save(box.grid.cells.rows[0], "topic", SetupTopic.SERVICES)
    desk.settle()
    assert len(offered) == 1
    assert "version 2" in offered[0]
    box._save(box.grid.cells.rows[0], "status", MeasureStatus.CANCELLED)
    desk.settle()
    (stored,) = desk.find(SupportMeasure)
    assert (stored.status, stored.topic) == (MeasureStatus.CANCELLED, None)
    moves = [one for one in desk.find(Transition) if one.about.type == "support_measure"]
    assert [(one.old, one.new) for one in moves] == [("planned", "cancelled")]


# -- set-up list ---------------------------------------------------------------------------------------------------------
def test_the_set_up_list_by_keys(bureau: Bureau) -> None:
    desk = Desk(bureau, SetupTab)
    grid = desk.tab.box.grid
    assert grid.cells.rowCount() == 15
    desk.press(Key.Key_Space, Key.Key_Down, Key.Key_D, Key.Key_Down, Key.Key_N)
    rows = {one.milestone: one for one in desk.find(SetupProgress)}
    steps = list(SetupMilestone)
    assert [rows[step].done_on for step in steps[:2]] == [date(2026, 11, 20)] * 2
    assert rows[steps[2]].not_applicable
    assert desk.tab.now.text() == "2 of 14 steps done (14%) · 1 does not apply"
    assert desk.tab.card.chart.data.series[0].points[-1].printed == "14%"
    desk.press(Key.Key_Up, Key.Key_Space)
    assert {one.milestone for one in desk.find(SetupProgress) if one.done_on} == {steps[0]}
    desk.press(Key.Key_Z, held=CTRL)
    assert len([one for one in desk.find(SetupProgress) if one.done_on]) == 2


def test_days_evidence_and_source_of_a_step_are_edited_in_their_cells(bureau: Bureau) -> None:
    desk = Desk(bureau, SetupTab)
    grid = desk.tab.box.grid
    grid.go_to(1, grid.cells.column_of("planned_on"))
    desk.press(Key.Key_Return)
    desk.write("31/12/2026")
    desk.press(Key.Key_Tab)  # on to the day on which it was done
    desk.press(Key.Key_Tab)
    desk.write("Decree 1/2026")
    desk.press(Key.Key_Tab)
    desk.write("Official gazette")
    desk.press(Key.Key_Return)
    (row,) = desk.find(SetupProgress)
    assert (row.milestone, row.planned_on, row.evidence, row.source) == (
        SetupMilestone.MANDATE,
        date(2026, 12, 31),
        "Decree 1/2026",
        "Official gazette",
    )
    grid.go_to(1, grid.cells.column_of("done_on"))
    desk.press(Key.Key_Return)
    desk.write("01/01/2030")
    desk.press(Key.Key_Return)
    assert desk.find(SetupProgress)[0].done_on is None  # a day that has not come is refused, in words


def test_the_curve_is_a_table_too(bureau: Bureau) -> None:
    def prepare(office: Office, pair: Pair) -> None:
        steps = list(SetupMilestone)
        put(
            office,
            SetupProgress(centre=pair.new, milestone=steps[0], done_on=date(2026, 9, 3)),
            SetupProgress(centre=pair.new, milestone=steps[1], planned_on=date(2027, 1, 31)),
        )

    desk = Desk(bureau, SetupTab, prepare)
    card = desk.tab.card
    card.chart.setFocus()
    desk.press(Key.Key_Home)
    assert card.chart.data.spoken(card.chart.at) == "September 2026: Done 7%, Target 7%"
    assert card.chart.accessibleDescription() == "Done 7%, Target 13%"
    desk.press(Key.Key_T, held=CTRL | SHIFT)
    assert card.table.isVisible()
    assert [card.table.item(4, column).text() for column in range(3)] == ["January 2027", "–", "13%"]


# -- exchange ------------------------------------------------------------------------------------------------------------
def test_the_quick_log_of_the_plan_is_filled_and_the_talk_stands_there(bureau: Bureau) -> None:
    host = Organisation(legal_name="Demo Agency North")

    def prepare(office: Office, pair: Pair) -> None:
        put(office, host)
        put(office, CentreHost(centre=pair.new, organisation=host.id))

    desk = Desk(bureau, ExchangeTab, prepare)
    desk.press(Key.Key_L, held=CTRL | SHIFT)
    (log,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, QuickLog)]
    desk.settle()
    assert log.form.who.text() == "Demo Agency North"
    assert log.form.binder.value("plan") == desk.pair.plan
    assert log.form.binder.widget("plan").isVisible()
    assert desk.focus is log.form.note
    desk.write("The draft mandate was discussed 25m")
    desk.press(Key.Key_Return, held=CTRL)
    (talk,) = desk.find(Consultation, plan=desk.pair.plan)
    assert (talk.organisation, talk.contact_minutes) == (host.id, 25)
    assert "1 talk about this plan · 0:25 h" in desk.tab.sum.text()
    assert "The draft mandate was discussed" in desk.tab.list.item(0).text()


def test_where_nobody_is_known_the_quick_log_asks_who(bureau: Bureau) -> None:
    desk = Desk(bureau, ExchangeTab)
    desk.press(Key.Key_N, held=CTRL)
    (log,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, QuickLog)]
    desk.settle()
    assert desk.focus is log.form.who
    assert log.form.binder.value("plan") == desk.pair.plan


def test_the_register_shows_the_plan_of_a_talk_and_takes_it_away(bureau: Bureau) -> None:
    def prepare(office: Office, pair: Pair) -> None:
        blank = office.advice.blank(plan_id=pair.plan)
        host = Organisation(legal_name="Demo Agency North")
        put(office, host)
        put(office, replace(blank, organisation=host.id, contact_minutes=10, note="About the plan"))

    desk = Desk(bureau, ExchangeTab, prepare)
    desk.press(Key.Key_Return)
    screen = next(one for one in bureau.window.findChildren(QWidget) if isinstance(one, ConsultationsScreen))
    bureau.window.activateWindow()
    screen._open_current()
    desk.settle()
    (talk,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, TalkWindow)]
    form = talk.form
    entry: Any = form.binder.widget("plan")
    assert "Demo plan 2026" in entry.text()
    entry.setFocus()
    entry.selectAll()
    desk.press(Key.Key_Backspace)
    form.binder.widget("subject").setFocus()
    desk.settle()
    assert desk.find(Consultation, plan=desk.pair.plan) == []
    talk.close()
