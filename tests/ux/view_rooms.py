"""The ways to phases and calendar, to the pages of papers, the bin, closed periods, hits in texts, dialogs of settings."""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtWidgets import QLineEdit

from p2i_desktop.domain.advice import Case, CaseStatus
from p2i_desktop.domain.casework import CaseTemplate
from p2i_desktop.domain.parties import Organisation
from p2i_desktop.gui.preview_window import open_preview
from p2i_desktop.services.office import Office
from p2i_desktop.services.report_handed import Handed
from p2i_desktop.services.report_purposes import purpose_of

if TYPE_CHECKING:
    from tests.ux.rooms import Rooms, Stage

_LONGEST = 30.0  # seconds for the pages of a report on a busy computer


def wait_for(rooms: "Rooms", what: Any) -> None:
    """Until a page or a paper has all that appears by itself."""
    ends = time.monotonic() + _LONGEST
    while not what.complete():
        assert time.monotonic() < ends, what.objectName()
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        rooms.settle()


def view_stages(rooms: "Rooms") -> Iterator["Stage"]:
    """Each is left as it was found, but for what was put into the bin and a period that was closed."""
    yield from _ways(rooms)
    yield from _papers(rooms)
    yield from _hits(rooms)
    yield from _from_template(rooms)
    yield from _settings(rooms)
    yield from _bin(rooms)


def _ways(rooms: "Rooms") -> Iterator["Stage"]:
    """The cases as phases, with the question for a reason, and as calendar of a month, of a week and as agenda."""
    screen: Any = rooms.window.show_page("cases")
    screen.page.memory.show_view("all")
    screen.ways.show_way("phases")
    rooms.settle()
    board = screen.ways.board
    yield rooms._front("cases_phases", screen, screen.default_focus())
    at = next(n for n, column in reversed(list(enumerate(board.columns))) if n and column.cards.count())
    board.columns[at].cards.setCurrentRow(0)
    board._step(board.columns[at], -at, True)
    rooms.settle()
    yield rooms._front("cases_phases_reason", screen, board.reason)
    board._give_up()
    screen.ways.show_way("calendar")
    rooms.settle()
    calendar = screen.ways.calendar
    calendar.go_to(max(calendar._entries, key=lambda day: len(calendar._entries[day])))
    rooms.settle()
    yield rooms._front("cases_calendar", screen, screen.default_focus())
    calendar.spans.button(1).click()
    rooms.settle()
    yield rooms._front("cases_calendar_week", screen, screen.default_focus())
    calendar.spans.button(0).click()
    rooms.settle()
    yield rooms._front("cases_calendar_agenda", screen, screen.default_focus())
    dialog: Any = rooms._opened(rooms.window.action("new_case").trigger)
    yield rooms._front("new_action", dialog, dialog.case)
    rooms.shut(dialog)
    calendar.spans.buttons()[0].click()
    screen.ways.show_way("table")
    screen.page.memory.show_view("open")
    rooms.settle()


def _papers(rooms: "Rooms") -> Iterator["Stage"]:
    """The page of reports with its pages, and the window of a paper."""
    reports: Any = rooms.window.show_page("reports")
    rooms.settle()
    reports.show_record("annual")
    rooms.settle()
    wait_for(rooms, reports)
    yield rooms._front("reports_pages", reports, reports.default_focus())
    paper = reports.preview.paper
    shown: Any = rooms._opened(lambda: open_preview(rooms.bench, rooms.window, paper))
    wait_for(rooms, shown.pane)
    yield rooms._front("preview", shown, shown.pane.view)
    rooms.shut(shown)
    handed = Handed("", "Sign-in sheet", 40, purpose_of("sign_in", rooms.bench.texts))
    shown = rooms._opened(lambda: open_preview(rooms.bench, rooms.window, replace(paper, handed=handed)))
    wait_for(rooms, shown.pane)
    yield rooms._front("preview_names", shown, shown.pane.view)
    rooms.shut(shown)


def _hits(rooms: "Rooms") -> Iterator["Stage"]:
    """The palette with what it finds in texts."""
    window = rooms.window
    word = rooms.ask(lambda office: max(office.store.find(Case), key=lambda one: one.id).title.split()[0])
    window.activateWindow()
    window.open_palette()
    window.palette_box.field.setText(word)
    rooms.settle()
    yield rooms._front("palette_hits", window.palette_box, window.palette_box.field)
    window.palette_box.close_box()


def _from_template(rooms: "Rooms") -> Iterator["Stage"]:
    """A new case with a template whose steps hang on the target date, and one more office of a person."""
    window = rooms.window
    window.show_page("cases")
    rooms.settle()
    key = rooms.ask(_dated)
    dialog: Any = rooms._opened(window.action("new_case").trigger)
    dialog.template.set_value(key)
    dialog._fit()
    rooms.settle()
    yield rooms._front("new_case_template", dialog, dialog.title)
    dialog.title.clear()
    dialog.template.set_value(None)
    rooms.shut(dialog)


def _dated(office: Office) -> str:
    """A template with steps before the target; it has no title to propose."""
    found = [one for one in office.templates.all() if office.templates.wants_target(one.id)]
    office.templates.save(replace(found[0], title=""))
    key: str = found[0].id
    return key


def _settings(rooms: "Rooms") -> Iterator["Stage"]:
    """Closed periods with the panel, one of them open again; the dialogs of the groups."""
    rooms.ask(_closed)
    screen: Any = rooms.window.show_page("settings")
    screen.show_record("periods")
    screen.reload()
    rooms.settle()
    yield rooms._front("settings:periods_two", screen, screen.default_focus())
    part = screen.part("periods")
    part.close_one.click()
    rooms.settle()
    yield rooms._front("settings:periods_panel", screen, part.starts)
    part._leave()
    for group, run in (("staff", "_new"), ("centre", "_rename"), ("templates", "_new")):
        screen.show_record(group)
        rooms.settle()
        dialog = rooms._opened(getattr(screen.part(group), run))
        yield rooms._front(f"{group}_dialog", dialog, dialog.findChildren(QLineEdit)[0])
        rooms.shut(dialog)


def _closed(office: Office) -> None:
    """A closed year, and a quarter that was opened again and has a change since; the words are those of the file."""
    case = min(office.store.find(Case), key=lambda one: one.id)
    office.periods.close(date(2024, 1, 1), date(2024, 12, 31), case.title)
    office.periods.close(date(2025, 1, 1), date(2025, 3, 31), "")
    lock = next(one.lock.id for one in office.periods.all() if one.lock.starts == date(2025, 1, 1))
    office.periods.reopen(lock, case.title)


def _bin(rooms: "Rooms") -> Iterator["Stage"]:
    """The bin with records of several types, some of them with what belongs to them."""
    rooms.ask(_thrown_away)
    screen: Any = rooms.window.show_page("safety")
    screen.reload()
    rooms.settle()
    yield rooms._front("safety_bin", screen, screen.default_focus())


def _thrown_away(office: Office) -> None:
    case = min(office.store.find(Case, status=CaseStatus.IN_PROGRESS), key=lambda one: one.id)
    office.work.bin("case", case.id)
    office.work.bin("case_template", min(one.id for one in office.store.find(CaseTemplate)))
    firm = Organisation(legal_name=case.title, country="AT")
    office.parties.save_organisation(firm)
    office.work.bin("organisation", firm.id)
