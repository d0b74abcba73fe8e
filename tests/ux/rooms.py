"""A window in a language, a theme and a text size, and the ways to all its pages, own windows and dialogs."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.advice import Case, CaseStatus
from p2i_desktop.domain.knowledge import AttachmentKind
from p2i_desktop.domain.market import CaseProcurement
from p2i_desktop.domain.record import About
from p2i_desktop.gui.app import application, open_window
from p2i_desktop.gui.commands import CommandAction
from p2i_desktop.gui.doors import Doors, Question
from p2i_desktop.gui.look.look import Look
from p2i_desktop.gui.main_window import MainWindow
from p2i_desktop.services.demo import make_demo
from p2i_desktop.services.office import Office
from p2i_desktop.settings import Settings
from tests.ux.buddy_rooms import buddy_stages
from tests.ux.list_rooms import list_stages
from tests.ux.plan_rooms import plan_stages
from tests.ux.procurement_rooms import procurement_stages
from tests.ux.standing_rooms import standing_stages
from tests.ux.view_rooms import view_stages, wait_for
from tests.ux.workshop_rooms import workshop_stages

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
CONSULTATIONS = 90
SETTINGS_GROUPS = (
    "general",
    "look",
    "centre",
    "staff",
    "rules",
    "targets",
    "templates",
    "plan_templates",
    "rates",
    "codes",
    "periods",
)


@dataclass
class Memory(Doors):
    """Doors that answer by themselves and remember what was asked."""

    questions: list[Question] = field(default_factory=list)
    files: list[str] = field(default_factory=list)

    def ask(self, parent: QWidget | None, question: Question) -> int:
        self.questions.append(question)
        return question.escape

    def open_file(self, parent: QWidget | None, title: str, folder: Path, kinds: str) -> Path | None:
        self.files.append(title)
        return None

    def open_files(self, parent: QWidget | None, title: str, folder: Path, kinds: str) -> list[Path]:
        self.files.append(title)
        return []

    def save_file(self, parent: QWidget | None, title: str, proposal: Path, kinds: str) -> Path | None:
        self.files.append(title)
        return None

    def folder(self, parent: QWidget | None, title: str, start: Path) -> Path | None:
        self.files.append(title)
        return None

    def show_file(self, path: Path) -> bool:
        self.files.append(path.name)
        return True


@dataclass(frozen=True)
class Stage:
    """Something to look at: `root` is what is checked, `window` what has the keys, `start` where Tab begins."""

    name: str
    root: QWidget
    window: QWidget
    start: QWidget


class Rooms:
    """One window on a copy of the demo file, walked through stage by stage."""

    def __init__(
        self, master: Path | None, folder: Path, settings: Settings, size: tuple[int, int] = (1280, 720)
    ) -> None:
        self.folder = folder
        path = folder / "centre.p2i"
        if master is not None:
            shutil.copy(master, path)
        self.doors = Memory()
        self.size = size
        self.window: MainWindow = open_window(
            path if master is not None else None, clock=FixedClock(NOW), doors=self.doors, settings=settings
        )
        self.window.resize(*size)
        self.window.bench.passing = True
        self.settle()

    @property
    def bench(self) -> Any:
        return self.window.bench

    def settle(self) -> None:
        for _ in range(4):
            self.window.bench.desk.settle()
            QApplication.processEvents()

    def ask(self, work: Callable[[Office], Any]) -> Any:
        answers: list[Any] = []
        self.window.bench.desk.ask(work, answers.append)
        self.settle()
        return answers[0]

    def live_actions(self) -> list[CommandAction]:
        """The actions that can be run in the main window now."""
        known = self.window.bench.commands.known()
        return [action for action in known if action.isVisible() and action.parent() is not None]

    # -- stages --------------------------------------------------------------------------------------------------------
    def stages(self) -> Iterator[Stage]:
        """Every page, own window and dialog, one after the other; each is closed when the next is asked for."""
        window = self.window
        yield self._front("frame", window, window.side.list)
        for page in window.pages():
            if page == "settings":
                continue
            screen = window.show_page(page)
            self.settle()
            wait_for(self, screen)
            yield self._front(page, screen, screen.default_focus())
        yield from self._organisations()
        yield from self._settings()
        yield from self._dialogs()
        yield from list_stages(self)
        yield from self._own_windows()
        yield from view_stages(self)
        yield from buddy_stages(self)
        yield from plan_stages(self)
        yield from workshop_stages(self)
        yield from standing_stages(self)

    def _front(self, name: str, root: QWidget, start: QWidget) -> Stage:
        root.window().activateWindow()
        self.settle()
        return Stage(name, root, root.window(), start)

    def _organisations(self) -> Iterator[Stage]:
        screen: Any = self.window.show_page("organisations")
        self.settle()
        screen.show_kind("contacts")
        self.settle()
        screen._page.list.table.selectRow(0)
        self.settle()
        yield self._front("contacts", screen, screen.default_focus())
        screen.show_kind("organisations")
        self.settle()

    def _settings(self) -> Iterator[Stage]:
        screen: Any = self.window.show_page("settings")
        for group in SETTINGS_GROUPS:
            screen.show_record(group)
            self.settle()
            yield self._front(f"settings:{group}", screen, screen.default_focus())

    def _dialogs(self) -> Iterator[Stage]:
        window = self.window
        for page, command in (
            ("cases", "new_case"),
            ("organisations", "new_organisation"),
            ("organisations", "new_contact"),
        ):
            window.show_page(page)
            self.settle()
            dialog = self._opened(lambda command=command: window.action(command).trigger())  # type: ignore[misc]
            yield self._front(command, dialog, dialog.findChildren(QLineEdit)[0])
            self.shut(dialog)
        keys = self._opened(lambda: window.action("keys").trigger())
        yield self._front("keys", keys, keys.findChildren(QLineEdit)[0])
        self.shut(keys)
        about = self._opened(lambda: window.action("about").trigger())
        yield self._front("about", about, about.findChildren(QPlainTextEdit)[0])
        self.shut(about)
        window.activateWindow()
        window.open_palette()
        self.settle()
        box = window.palette_box
        yield self._front("palette", box, box.findChildren(QLineEdit)[0])
        box.close_box()

    def _own_windows(self) -> Iterator[Stage]:
        window = self.window
        window.show_page("cases")
        self.settle()
        file = self.case_file()
        yield self._front("case_file", file, file.frame.note)
        self.shut(file)
        yield from self._casework()
        yield from procurement_stages(self)
        yield from self._case_parts()
        window.activateWindow()
        log = self._opened(lambda: window.log())
        yield self._front("quick_log", log, log.focusWidget() or log)
        log._show_more(True)
        self.settle()
        yield self._front("quick_log_more", log, log.focusWidget() or log)
        self.shut(log)
        talk = self.talk()
        yield self._front("consultation", talk, talk.focusWidget() or talk)
        self.shut(talk)
        lines = self.lines()
        yield self._front("line_entry", lines, lines.grid)
        self.shut(lines)

    def _casework(self) -> Iterator[Stage]:
        """A case that is being closed, its checklist, and what its client says."""
        self.window.activateWindow()
        key = self.ask(_to_close)
        file = self._opened(lambda: self.window.open_case(key), self.size)
        drawers = {box.name: box for box in file.drawers.boxes}
        checklist, feedback = drawers["case_checklist_box"], drawers["case_feedback_box"]
        file.drawers.visit(checklist)
        file.moves.status_wanted(CaseStatus.CLOSED)
        file.frame.panel.waiting._ask_why()
        self.settle()
        yield self._front("case_closing", file, file.frame.panel.waiting.list)
        dialog = self._opened(lambda: feedback._ask(None))
        yield self._front("feedback", dialog, dialog.findChildren(QLineEdit)[0])
        self.shut(dialog)
        dialog = self._opened(lambda: checklist._make_template())
        yield self._front("new_template", dialog, dialog.findChildren(QLineEdit)[0])
        self.shut(dialog)
        self.shut(file)

    def _case_parts(self) -> Iterator[Stage]:
        """The documents and the linked cases of a case, each with something in it."""
        self.window.activateWindow()
        key = self.ask(lambda office: _with_parts(office, self.folder))
        file = self._opened(lambda: self.window.open_case(key), self.size)
        drawers = {box.name: box for box in file.drawers.boxes}
        for name in ("case_files_box", "case_links_box"):
            file.drawers.visit(drawers[name])
            self.settle()
            yield self._front(name.removesuffix("_box"), file, getattr(drawers[name], "panel", drawers[name]).list)
        self.shut(file)
        reports: Any = self.window.show_page("reports")
        self.settle()
        reports.show_record("dossier")
        self.settle()
        yield self._front("reports_dossier", reports, reports.choice.case)
        for report in ("buddy_plan", "buddy_minutes", "buddy_progress"):
            reports.show_record(report)
            self.settle()
            entry = reports.choice.meeting if report == "buddy_minutes" else reports.choice.plan
            yield self._front(f"reports_{report}", reports, entry)
        for report in ("sign_in", "participants", "workshop"):
            reports.show_record(report)
            self.settle()
            yield self._front(f"reports_{report}", reports, reports.choice.workshop)
        reports.show_record("annual")

    # -- windows of their own --------------------------------------------------------------------------------------------
    def case_file(self, size: tuple[int, int] | None = None) -> Any:
        """The file of the first case of the list."""
        screen: Any = self.window.show_page("cases")
        self.settle()
        key = screen.page.list.model.key_at(0)
        return self._opened(lambda: self.window.open_case(key), size or self.size)

    def talk(self, size: tuple[int, int] | None = None) -> Any:
        """The full form of the first consultation of the list."""
        screen: Any = self.window.show_page("consultations")
        self.settle()
        key = screen.page.list.model.key_at(0)
        return self._opened(lambda: screen._open(key), size or self.size)

    def lines(self, size: tuple[int, int] | None = None) -> Any:
        """The empty grid for many consultations."""
        screen: Any = self.window.show_page("consultations")
        self.settle()
        return self._opened(lambda: screen._open_lines(), size or self.size)

    def _opened(self, run: Callable[[], object], size: tuple[int, int] | None = None) -> Any:
        before = set(QApplication.topLevelWidgets())
        run()
        self.settle()
        new = [
            one for one in QApplication.topLevelWidgets() if one not in before and one.isVisible() and one.isWindow()
        ]
        assert len(new) == 1, [type(one).__name__ for one in new]
        if size is not None:
            new[0].resize(*size)
        new[0].activateWindow()
        self.settle()
        return new[0]

    def shut(self, window: QWidget) -> None:
        """Closes a window or dialog."""
        window.close()
        self.settle()
        self.window.activateWindow()
        QApplication.processEvents()

    def close(self) -> None:
        """Closes everything."""
        for widget in QApplication.topLevelWidgets():
            if widget is not self.window and widget.isVisible():
                widget.close()
        self.settle()
        self.window.close()
        QApplication.processEvents()


def _to_close(office: Office) -> str:
    """A case in progress with an open action, a checklist and a linked procurement; its id."""
    linked = {link.case for link in office.store.find(CaseProcurement)}
    cases = [case for case in office.store.find(Case, status=CaseStatus.IN_PROGRESS) if office.advice.closing(case.id)]
    case = sorted(cases, key=lambda one: one.id not in linked)[0]
    for action in office.advice.closing(case.id):
        office.checklist.add(case.id, action.title)  # words of the file, not of the catalogue
    return case.id


def _with_parts(office: Office, folder: Path) -> str:
    """A case with two files, one of them a picture, and a linked case; its id."""
    first, second = sorted(office.store.find(Case), key=lambda one: one.id)[-2:]
    about = About("case", first.id)
    for case in (first, second):
        path = folder / f"{case.title}.pdf"
        path.write_bytes(case.id.encode())
        office.attachments.add(about, [path])
    office.attachments.save(replace(office.attachments.of(about)[0], kind=AttachmentKind.IMAGE))
    office.case_links.link(first.id, second.id, "gleicher Bedarf")
    return first.id


@contextmanager
def rooms(
    master: Path | None, folder: Path, settings: Settings, size: tuple[int, int] = (1280, 720)
) -> Iterator[Rooms]:
    """A window that leaves fonts and colours of the process as they were."""
    app = application()
    font = QFont(app.font())
    app.setFont(QFont(font.family(), 9))  # the next window must not take this one's text size for that of the system
    opened = Rooms(master, folder, settings, size)
    try:
        yield opened
    finally:
        opened.close()
        app.setFont(font)


def demo_file(folder: Path, language: str = "de") -> Path:
    """A demo file with records in German."""
    path = folder / "demo.p2i"
    make_demo(path, scale=CONSULTATIONS, seed=7, today=date(2026, 11, 20), language=language)
    return path


def look_of(window: MainWindow) -> Look:
    """The look of a window."""
    look: Look = window.bench.look
    return look
