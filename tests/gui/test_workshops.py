"""The page of workshops and the window of one: list, calendar, filters, fields that save themselves, moves, ways to others."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.advice import Action, Consultation
from p2i_desktop.domain.network import Transition
from p2i_desktop.domain.record import About
from p2i_desktop.domain.workshops import AgendaItem, EventStatus, Workshop
from p2i_desktop.gui.screens.quick_log import QuickLog
from p2i_desktop.gui.workshop.agenda import AgendaTab
from p2i_desktop.gui.workshop.facts import FactsTab
from p2i_desktop.gui.workshop.minutes import MinutesTab
from p2i_desktop.gui.workshop.window import WorkshopWindow
from tests.gui.records_world import Bureau
from tests.services.workshop_world import make_workshop

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier,
)  # fmt: skip
Key = Qt.Key


class Hall:
    """The window of one workshop in a bureau, and hands on its keys."""

    def __init__(self, bureau: Bureau, **fields: Any) -> None:
        self.bureau = bureau
        fields = {"starts_on": date(2026, 12, 1), "ends_on": date(2026, 12, 1), "status": EventStatus.PLANNED} | fields
        self.key: str = bureau.ask(lambda office: make_workshop(office, "Market consultation", **fields))

    def open(self) -> WorkshopWindow:
        self.bureau.window.open_workshop(self.key)
        self.bureau.settle()
        (found,) = windows()
        found.resize(1280, 860)
        found.activateWindow()
        found._turns.finish()
        self.bureau.settle()
        return found

    def record(self) -> Workshop:
        found: Workshop = self.bureau.ask(lambda office: office.work.get(Workshop, self.key))
        return found

    def run(self, command: str) -> None:
        self.bureau.window.bench.commands.action(command).trigger()
        self.bureau.settle()

    def agenda(self) -> list[tuple[str, str]]:
        found = self.bureau.ask(lambda office: office.workshops.ordered(AgendaItem, self.key))
        return [(f"{one.starts:%H:%M}" if one.starts else "", one.title) for one in found]


def windows() -> list[WorkshopWindow]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, WorkshopWindow) and one.isVisible()]


def dialogs() -> list[Any]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


@pytest.fixture
def bureau(tmp_path: Path, clock: FixedClock, qtbot: QtBot) -> Iterator[Bureau]:
    opened = Bureau(tmp_path, clock)
    yield opened
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, WorkshopWindow | QDialog):
            widget.close()
    opened.settle()
    opened.close()


# -- the page --------------------------------------------------------------------------------------------------------------
def test_table_and_calendar_show_the_same_filter(bureau: Bureau) -> None:
    Hall(bureau, starts_on=date(2026, 11, 24), ends_on=date(2026, 11, 25))
    other = Hall(bureau, starts_on=date(2026, 11, 24), ends_on=date(2026, 11, 24), city="Elsewhere")
    screen = bureau.page("workshops")
    assert screen.page.list.counted_text() == "2"
    bureau.write(screen.page.search, "elsewhere")
    screen.page.filtered.emit()
    bureau.settle()
    assert screen.page.list.counted_text() == "1 of 2"
    screen.ways.next_way()
    bureau.settle()
    entries = screen.ways.calendar._entries
    assert [(day, [one.about_id for one in found]) for day, found in entries.items()] == [
        (date(2026, 11, 24), [other.key])
    ]
    screen.page.clear()
    bureau.settle()
    assert sorted(screen.ways.calendar._entries) == [date(2026, 11, 24), date(2026, 11, 25)]


def test_the_agenda_of_the_month_opens_the_workshop_and_knows_what_else_is_due_about_it(bureau: Bureau) -> None:
    hall = Hall(bureau, starts_on=date(2026, 11, 24), ends_on=date(2026, 11, 24))
    about = About("workshop", hall.key)
    bureau.ask(lambda office: office.actions.save(Action(about=about, title="Order coffee", due_on=date(2026, 11, 23))))
    screen = bureau.page("workshops")
    screen.ways.show_way("calendar")
    screen.ways.calendar.spans.button(0).click()
    bureau.settle()
    shown = screen.ways.calendar.course
    assert [due.title for due in shown._known.values()] == ["Order coffee", "09:00–13:00 Market consultation"]
    for entry in shown._known.values():
        shown.opened.emit(entry)
        bureau.settle()
    assert [one.hand.workshop_id for one in windows()] == [hall.key]


def test_the_marked_workshop_is_shown_in_short_and_copied(bureau: Bureau) -> None:
    hall = Hall(bureau)
    bureau.ask(
        lambda office: office.workshops.save_row(
            AgendaItem(workshop=hall.key, starts=time(9), minutes=30, title="Welcome")
        )
    )
    screen = bureau.page("workshops")
    screen.page.list.table.selectRow(0)
    bureau.settle()
    assert screen.pane.title.text() == "Market consultation"
    assert screen.pane.agenda.item(0).text() == "09:00  Welcome"
    hall.run("copy_workshop")
    (dialog,) = dialogs()
    bureau.write(dialog.findChild(QLineEdit, "starts_on"), "12.1.2027")
    bureau.press(dialog, Key.Key_Return, CTRL)
    (window,) = windows()
    assert window.hand.workshop_id != hall.key
    file = bureau.ask(lambda office: office.workshops.file(window.hand.workshop_id))
    assert (file.workshop.starts_on, file.workshop.status) == (date(2027, 1, 12), EventStatus.PLANNED)
    assert [one.title for one in file.agenda] == ["Welcome"]


def test_a_new_workshop_says_what_it_lacks_and_keeps_what_was_typed(bureau: Bureau) -> None:
    bureau.page("workshops")
    bureau.window.action("new_workshop").trigger()
    bureau.settle()
    (dialog,) = dialogs()
    bureau.press(dialog, Key.Key_Return, CTRL)
    assert dialog.problem.text() == "A workshop needs a title."
    bureau.write(dialog.title, "Zażółć ñandú 42")
    bureau.write(dialog.starts_on, "99.99.")
    bureau.press(dialog, Key.Key_Return, CTRL)
    assert dialog.problem.text() == dialog.starts_on.fault()
    bureau.press(dialog, Key.Key_Escape)
    assert not dialogs()
    bureau.window.action("new_workshop").trigger()
    bureau.settle()
    (dialog,) = dialogs()
    assert (dialog.title.text(), dialog.starts_on.text()) == ("Zażółć ñandú 42", "99.99.")


def test_the_end_before_the_beginning_is_one_sentence_and_nothing_is_made(bureau: Bureau) -> None:
    bureau.page("workshops")
    bureau.window.action("new_workshop").trigger()
    bureau.settle()
    (dialog,) = dialogs()
    bureau.write(dialog.title, "Backwards")
    bureau.write(dialog.starts_on, "1.12.2026")
    bureau.write(dialog.ends_on, "30.11.2026")
    bureau.press(dialog, Key.Key_Return, CTRL)
    assert dialog.problem.text()
    assert bureau.ask(lambda office: office.store.find(Workshop)) == []


# -- the window ------------------------------------------------------------------------------------------------------------
def test_a_field_saves_itself_and_one_undo_takes_it_back(bureau: Bureau) -> None:
    hall = Hall(bureau)
    window = hall.open()
    window.drawers.visit(window.drawers.of(FactsTab))
    title = window.findChild(QLineEdit, "title")
    assert isinstance(title, QLineEdit)
    title.selectAll()
    bureau.write(title, "Another title")
    bureau.press(focus(), Key.Key_Tab)
    assert hall.record().title == "Another title"
    assert window.header.heading.text() == "Another title"
    hall.run("undo")
    assert hall.record().title == "Market consultation"
    assert title.text() == "Market consultation"


def test_rows_of_the_agenda_move_by_keys_and_the_times_follow(bureau: Bureau) -> None:
    hall = Hall(bureau)
    window = hall.open()
    tab = window.drawers.of(AgendaTab)
    window.drawers.visit(tab)
    for title in ("Welcome", "Talk", "Groups"):
        bureau.press(window, Key.Key_N, CTRL)
        bureau.write(focus(), title)
        bureau.press(focus(), Key.Key_Return)
    assert hall.agenda() == [("09:00", "Welcome"), ("09:30", "Talk"), ("10:00", "Groups")]
    tab.lines.grid.go_to(2, tab.lines.grid.cells.column_of("title"))
    tab.lines.grid.setFocus()
    bureau.press(tab.lines.grid, Key.Key_Up, ALT)
    bureau.press(tab.lines.grid, Key.Key_Up, ALT)
    assert hall.agenda() == [("09:00", "Groups"), ("09:30", "Welcome"), ("10:00", "Talk")]
    row = tab.lines.grid.current()
    assert isinstance(row, AgendaItem)
    assert row.title == "Groups"  # the keys stay on the line that moved
    tab.lines.grid.go_to(0, tab.lines.grid.cells.column_of("minutes"))
    bureau.press(tab.lines.grid, Key.Key_Return)
    entry = focus()
    assert isinstance(entry, QLineEdit)
    entry.selectAll()
    bureau.write(entry, "45")
    bureau.press(entry, Key.Key_Return)
    assert hall.agenda() == [("09:00", "Groups"), ("09:45", "Welcome"), ("10:15", "Talk")]
    hall.run("undo")
    assert hall.agenda() == [("09:00", "Groups"), ("09:30", "Welcome"), ("10:00", "Talk")]


def test_a_half_typed_line_stands_there_again(bureau: Bureau) -> None:
    hall = Hall(bureau)
    window = hall.open()
    tab = window.drawers.of(AgendaTab)
    window.drawers.visit(tab)
    bureau.press(window, Key.Key_N, CTRL)
    minutes = tab.lines.grid.cells.column_of("minutes")
    tab.lines.grid.edit_cell(tab.lines.grid.cells.rows[0].id, "minutes")
    entry = focus()
    assert isinstance(entry, QLineEdit)
    entry.selectAll()
    bureau.write(entry, "75")
    window.close()
    bureau.settle()
    window = hall.open()
    tab = window.drawers.of(AgendaTab)
    assert window.drawers.current() is tab
    assert minutes >= 0
    assert tab.lines.grid.cells.rows[0].workshop == hall.key
    assert hall.agenda() == []  # a line without a title is not saved


def test_minutes_and_next_steps(bureau: Bureau) -> None:
    hall = Hall(bureau)
    window = hall.open()
    tab = window.drawers.of(MinutesTab)
    window.drawers.visit(tab)
    note = window.findChild(QPlainTextEdit, "protocol")
    assert isinstance(note, QPlainTextEdit)
    bureau.write(note, "Who, what, when")
    tab.actions_box.title.setFocus()
    bureau.settle()
    assert hall.record().protocol == "Who, what, when"
    bureau.write(tab.actions_box.title, "Send the slides")
    bureau.write(tab.actions_box.due, "24.11.2026")
    bureau.press(tab.actions_box.due, Key.Key_Return)
    (action,) = bureau.ask(lambda office: office.store.find(Action, about=About("workshop", hall.key)))
    assert (action.title, action.due_on) == ("Send the slides", date(2026, 11, 24))
    assert window.drawers.buttons[tab.name].text() == "Minutes and lessons 1"
    hall.run("workshop_done")
    assert bureau.ask(lambda office: office.actions.action(action.id)).done_on == date(2026, 11, 20)


def test_a_casebook_that_can_only_be_read_shows_all_and_changes_nothing(bureau: Bureau) -> None:
    hall = Hall(bureau)
    bureau.window.bench.read_only = True
    window = hall.open()
    assert window.header.step.isHidden()
    for tab in window.tabs:
        window.drawers.visit(tab)
        bureau.settle()
    for command in ("workshop_hold", "workshop_copy", "workshop_bin", "workshop_new_row", "workshop_pack"):
        hall.run(command)
    assert not dialogs()
    title = window.findChild(QLineEdit, "title")
    assert isinstance(title, QLineEdit)
    assert title.isReadOnly()
    assert windows() == [window]
    screen = bureau.page("workshops")
    screen.make()
    bureau.settle()
    assert not dialogs()
    bureau.window.bench.read_only = False
    assert hall.record().status is EventStatus.PLANNED


# -- moves -----------------------------------------------------------------------------------------------------------------
def test_the_next_step_is_one_press_and_what_stands_against_it_is_said(bureau: Bureau) -> None:
    hall = Hall(bureau)
    window = hall.open()
    assert window.header.step.text() == "Open registration"
    bureau.press(window, Key.Key_M, CTRL, SHIFT)
    assert hall.record().status is EventStatus.REGISTRATION_OPEN
    assert window.header.step.text() == "Mark as held"
    bureau.press(window, Key.Key_M, CTRL, SHIFT)  # it is still to come
    assert hall.record().status is EventStatus.REGISTRATION_OPEN
    assert window.bars.isVisible()
    bureau.press(window, Key.Key_Escape)
    assert not window.bars.isVisible()
    assert window.isVisible()


def test_cancelling_asks_why_and_taking_it_up_again_too(bureau: Bureau) -> None:
    hall = Hall(bureau)
    window = hall.open()
    hall.run("workshop_cancel")
    bureau.press(window.panel.reason, Key.Key_Return)
    assert hall.record().status is EventStatus.PLANNED
    assert window.panel.note.text()
    bureau.write(window.panel.reason, "Nobody registered")
    bureau.press(window.panel.reason, Key.Key_Return)
    assert hall.record().status is EventStatus.CANCELLED
    hall.run("workshop_reopen")
    bureau.write(window.panel.reason, "Ten registered after all")
    bureau.press(window.panel.reason, Key.Key_Return)
    assert hall.record().status is EventStatus.PLANNED
    moves = bureau.ask(lambda office: office.store.find(Transition, about=About("workshop", hall.key)))
    assert {"Nobody registered", "Ten registered after all"} <= {one.reason for one in moves}


# -- ways ------------------------------------------------------------------------------------------------------------------
def test_a_talk_is_logged_about_the_workshop(bureau: Bureau) -> None:
    hall = Hall(bureau)
    hall.open()
    hall.run("workshop_log")
    (log,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, QuickLog) and one.isVisible()]
    assert not log.form._workshop_row.isHidden()
    bureau.write(log.form.who, "Demo Guest")
    bureau.press(log.form.who, Key.Key_Return)
    bureau.write(log.form.note, "Asks for the slides")
    bureau.press(log, Key.Key_Return, CTRL)
    found = bureau.ask(lambda office: office.store.find(Consultation, workshop=hall.key))
    assert [one.note for one in found] == ["Asks for the slides"]


def test_the_palette_opens_a_workshop_and_back_and_forward_walk_there(bureau: Bureau) -> None:
    hall = Hall(bureau)
    bureau.page("cases")
    bureau.window.open_palette()
    bureau.write(bureau.window.palette_box.field, "market cons")
    bureau.press(bureau.window.palette_box.field, Key.Key_Return)
    (window,) = windows()
    assert window.hand.workshop_id == hall.key
    window.close()
    bureau.settle()
    bureau.window.go("cases")
    bureau.window.walk(-1)
    bureau.settle()
    assert len(windows()) == 1


def test_what_another_changes_is_shown_and_a_workshop_in_the_bin_closes_its_window(bureau: Bureau) -> None:
    hall = Hall(bureau)
    window = hall.open()

    def rename(office: Any) -> Any:
        return office.workshops.save(replace(office.work.get(Workshop, hall.key), title="Renamed"))

    bureau.window.bench.desk.do(rename)
    bureau.settle()
    assert window.header.heading.text() == "Renamed"
    hall.run("workshop_bin")
    assert not windows()
    hall.run("undo")
    assert hall.record().deleted_at is None
