"""The main window: ways between the pages, undo and redo, own windows, which file is open; the pages do the rest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent
from PySide6.QtWidgets import QApplication, QWidget

from p2i_desktop.gui.desk import ClosedError
from p2i_desktop.gui.keys_dialog import KeysDialog
from p2i_desktop.gui.own_window import mark_row, open_in_turns
from p2i_desktop.gui.page_stack import Page
from p2i_desktop.gui.raising import bring_forward
from p2i_desktop.gui.screen import Bench, Screen
from p2i_desktop.gui.sentences import sentence
from p2i_desktop.gui.undoing import FieldUndo
from p2i_desktop.gui.window_commands import window_commands
from p2i_desktop.gui.window_frame import WindowFrame

if TYPE_CHECKING:
    from p2i_desktop.services.office import Changed


@dataclass(frozen=True)
class Openers:
    """What the composition root builds for the window: windows and dialogs of other modules."""

    case_file: Callable[[Bench, str], QWidget]
    procurement_file: Callable[[Bench, str], QWidget]
    plan_file: Callable[[Bench, str], QWidget]
    workshop_file: Callable[[Bench, str], QWidget]
    quick_log: Callable[[Bench, QWidget, str | None, str | None, str | None, str | None, str | None], QWidget]


class MainWindow(WindowFrame):
    """One open file in one window."""

    closing = Signal()
    file_wanted = Signal(str)  # "new", "choose", "demo": the opening looks after it

    def __init__(self, bench: Bench, pages: Sequence[Page], openers: Openers) -> None:
        super().__init__(bench, pages)
        self.path: Path | None = None
        self._openers = openers
        self._own_files: dict[str, QWidget] = {}
        self._field_undo = FieldUndo()
        bench.serve(self)
        bench.commands.install(self, window_commands(self, pages))
        self._connect()
        self.retranslate()
        self._restore()
        self.show_file(None)

    def _connect(self) -> None:
        bench = self.bench
        self.side.list.chosen.connect(lambda page: self.go(page))
        self.top.search_wanted.connect(self.open_palette)
        self.top.log_wanted.connect(lambda: self.log())
        self.stack.elsewhere.connect(self._walk_to_file)
        bench.desk.changed.connect(self._changed)
        bench.desk.failed.connect(self.fault)
        bench.language_changed.connect(self.retranslate)
        bench.settings_changed.connect(self._settings_changed)
        bench.look.changed.connect(self._refit)
        self.undoing.changed.connect(self._show_undo)
        bench.look.app.focusChanged.connect(self._field_undo.watch)

    def pages(self) -> list[str]:
        """The ids of the pages in the order of the sidebar."""
        return list(self.stack.kinds)

    def load_first_page(self) -> None:
        """Loads the module of the page that an opened file is shown with; from any thread."""
        next(iter(self.stack.kinds.values())).load()

    def show_page(self, page_id: str) -> Screen:
        """Brings a page to the front as the sidebar does; KeyError when there is none of that id."""
        self.go(page_id)
        return self.stack.page(page_id)

    def action(self, command_id: str) -> QAction:
        """The action of a command; pages that were not visited yet are built where one of them may have it."""
        try:
            return self.bench.commands.action(command_id)
        except KeyError:
            self.stack.build_all()
            return self.bench.commands.action(command_id)

    def has_file(self) -> bool:
        """Whether a file is open."""
        return self.path is not None

    def go(self, page: str, key: str | None = None, keys: frozenset[str] | None = None, title: str = "") -> None:
        """Shows a page, one record of it, or only some records under a title; the way is kept for Alt+Left."""
        if self.has_file():
            self.stack.go(page, key, keys, title)

    def find_in_page(self) -> None:
        """Goes to the filter field of the page, else to the palette."""
        page = self.stack.current()
        field = page.filter_field() if page is not None else None
        if field is None:
            self.open_palette()
            return
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        field.selectAll()

    def refresh_page(self) -> None:
        """Asks for everything on this page again."""
        page = self.stack.current()
        if page is not None:
            page.reload()

    def open_case(self, case_id: str) -> None:
        """Opens a case file in its own window, or raises it."""
        self.stack.visit("case", case_id)
        self._open_file(case_id, self._openers.case_file)

    def open_procurement(self, procurement_id: str) -> None:
        """Opens a procurement file in its own window, or raises it."""
        self.stack.visit("procurement", procurement_id)
        self._open_file(procurement_id, self._openers.procurement_file)

    def open_plan(self, plan_id: str, at: str = "") -> None:
        """Opens a version of a support plan in its own window, or raises it; `at` is the milestone or measure to mark."""
        self.stack.visit("plan", plan_id)
        self._open_file(plan_id, self._openers.plan_file)
        mark_row(self._own_files.get(plan_id), at)

    def open_workshop(self, workshop_id: str) -> None:
        """Opens a workshop in its own window, or raises it."""
        self.stack.visit("workshop", workshop_id)
        self._open_file(workshop_id, self._openers.workshop_file)

    def showing(self, window: QWidget, record_id: str) -> None:
        """An own window shows another record from now on; where another window does already, both stay."""
        if record_id not in self._own_files:
            self._forget_file(window)
            self._own_files[record_id] = window

    def _forget_file(self, window: QWidget) -> None:
        self._own_files = {key: one for key, one in self._own_files.items() if one is not window}

    def _walk_to_file(self, kind: str, key: str) -> None:
        ways = {
            "case": self.open_case, "procurement": self.open_procurement, "plan": self.open_plan,
            "workshop": self.open_workshop,
        }  # fmt: skip
        ways[kind](key)

    def _open_file(self, record_id: str, make: Callable[[Bench, str], QWidget]) -> None:
        window = self._own_files.get(record_id)
        if window is None:
            window = make(self.bench, record_id)
            window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            window.destroyed.connect(lambda: self._forget_file(window))
            self._own_files[record_id] = window
            open_in_turns(window, self.bench)
        elif not window.isHidden():  # else it comes by itself once it is built
            bring_forward(window)

    def log(
        self,
        case: str | None = None,
        organisation: str | None = None,
        contact: str | None = None,
        plan: str | None = None,
        workshop: str | None = None,
    ) -> None:
        """Opens the quick log over the window that is in front."""
        if self.has_file() and self.bench.read_only:
            self.toast(self.bench.texts._("This casebook can only be read: nothing can be logged here."))
        elif self.has_file():
            parent = QApplication.activeWindow() or self
            dialog = self._openers.quick_log(self.bench, parent, case, organisation, contact, plan, workshop)
            self.bench.look.dress(dialog)
            dialog.show()

    def fault(self, error: Exception) -> None:
        """An error of the environment or of the rules as a sentence; our own bugs go to the crash report."""
        if isinstance(error, ClosedError):
            return  # a page asked while no file was open: there is nothing to tell, the start page is shown
        words = sentence(error, self.bench.texts)
        if words is None:
            raise error
        self.toast(words)

    def annual_report(self) -> None:
        """The reports page with the annual report chosen."""
        self.go("reports", "annual")

    def undo(self) -> None:
        """Takes the last step back."""
        self.undoing.undo()

    def redo(self) -> None:
        """Does the step again that was taken back."""
        self.undoing.redo()

    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return self.undoing.can_undo

    def can_redo(self) -> bool:
        """Whether there is a step to do again."""
        return self.undoing.can_redo

    def walk(self, step: int) -> None:
        """Back or forward through what was visited."""
        self.stack.walk(step)

    def can_walk(self, step: int) -> bool:
        """Whether there is something in that direction."""
        return self.stack.can_walk(step)

    def want_file(self, what: str) -> None:
        """Another file is wanted: "new", "choose" or "demo"."""
        self.file_wanted.emit(what)

    def open_palette(self) -> None:
        """Search and commands over the page; the focus returns where it was."""
        self.palette_box.open()
        self.stack.build_rest()  # its actions are known a few turns later

    def show_keys(self) -> None:
        """The page of keys, made from the commands."""
        self._keys = KeysDialog(self.bench, self)
        self.stack.built.connect(self._keys.refill)
        self.stack.build_rest()
        self._keys.show()

    def show_about(self) -> None:
        """Name, version, libraries and licences."""
        from p2i_desktop.gui.about_dialog import AboutDialog  # with the services: not needed for the frame

        AboutDialog(self.bench, self).show()

    def check_certificate(self) -> None:
        """Whether a certificate that somebody shows was issued from this file."""
        from p2i_desktop.gui.certificate_dialog import open_certificate_check  # with the services

        open_certificate_check(self.bench, self)

    def show_file(self, path: Path | None) -> None:
        """A file was opened, or none is open any more: title, pages and undo start anew."""
        self.path = path
        self.bench.commands.free_states()
        self.stack.clear_pages()
        name = path.name.replace("[*]", "[*][*]") if path else ""
        self.setWindowTitle(f"{name} – P2I Desktop" if path else "P2I Desktop")
        for widget in (self.side, self.top):
            widget.setVisible(path is not None)
        self.undoing.forget()
        if path is not None:
            self.go(next(iter(self.stack.kinds)))
            self.undoing.ask()  # afterwards: the worker would take half of the time from the building of the page

    def _changed(self, change: Changed, initiator: object) -> None:
        self._saved_at = self.bench.clock.now()
        self._show_status()
        self.undoing.ask()
        for screen in self.stack.screens():
            screen.refresh(change)

    def _settings_changed(self) -> None:
        self._fit_sidebar()
        self.bench.commands.free_states()
        settings = self.bench.settings
        if self.has_file():
            self.bench.desk.ask(lambda office: office.use_settings(settings))
        self._show_status()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closes own windows with it; work on its way is finished by the desk."""
        self.bench.remember("window", bytes(self.saveGeometry().toBase64().data()).decode("ascii"))
        for window in list(self._own_files.values()):
            window.close()
        self.bench.keep()
        self.bench.keep_lists()
        self.closing.emit()
        event.accept()
