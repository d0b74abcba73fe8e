"""The main window: frame, ways between the pages, undo and redo, what is saved; the pages do the rest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, Signal, qVersion
from PySide6.QtGui import QAction, QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from p2i_desktop import __version__
from p2i_desktop.gui.bars import StatusBar, TopBar
from p2i_desktop.gui.commands import key_text
from p2i_desktop.gui.info_bar import Info, InfoBars
from p2i_desktop.gui.keys_dialog import KeysDialog
from p2i_desktop.gui.menu_maker import MenuMaker
from p2i_desktop.gui.menus import menu_text
from p2i_desktop.gui.navigation import CENTRE, WORK, SideBar
from p2i_desktop.gui.page_stack import PageStack
from p2i_desktop.gui.palette import Palette
from p2i_desktop.gui.screen import Bench, Screen, ToastActions
from p2i_desktop.gui.sentences import sentence
from p2i_desktop.gui.toast import Toast
from p2i_desktop.gui.undoing import FieldUndo, Undoing
from p2i_desktop.gui.window_commands import window_commands

if TYPE_CHECKING:
    from p2i_desktop.services.office import Changed

WIDE_SIDEBAR_FROM = 1500  # window width at 100 %; below it the sidebar shows icons
SMALLEST = (1024, 640)
FIRST_SIZE = (1440, 900)
CENTRE_PAGES = ("reports", "settings")


@dataclass(frozen=True)
class Openers:
    """What the composition root builds for the window: windows and dialogs of other modules."""

    case_file: Callable[[Bench, str], QWidget]
    quick_log: Callable[[Bench, QWidget, str | None, str | None, str | None], QWidget]


class MainWindow(QMainWindow):
    """One open file in one window."""

    closing = Signal()
    file_wanted = Signal(str)  # "new", "choose", "demo": the opening looks after it

    def __init__(self, bench: Bench, pages: Sequence[type[Screen]], openers: Openers) -> None:
        super().__init__()
        self.bench = bench
        self.path: Path | None = None
        self._openers = openers
        self._case_files: dict[str, QWidget] = {}
        self._saved_at: datetime | None = None
        self._field_undo = FieldUndo()
        self.undoing = Undoing(bench)
        self._build(pages)
        bench.serve(self)
        bench.commands.install(self, window_commands(self, pages))
        self._menus = MenuMaker(self.menuBar(), bench)
        self._connect()
        self.retranslate()
        self._restore()

    # -- building ----------------------------------------------------------------------------------------------------
    def _build(self, pages: Sequence[type[Screen]]) -> None:
        look = self.bench.look
        self.setObjectName("mainWindow")
        self.setMinimumSize(*SMALLEST)
        self.side = SideBar(look, self)
        self.top = TopBar(look, self)
        self.infos = InfoBars(look, self)
        self.status = StatusBar(look, self)
        self.area = QWidget(self)
        self.area.setObjectName("pageArea")
        self.stack = PageStack(self.bench, pages, self.area)
        below = QVBoxLayout(self.area)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self.stack)
        self.toast_box = Toast(self.area, look)
        self.palette_box = Palette(self.bench, self)
        right, middle = QVBoxLayout(), QHBoxLayout()
        for widget, stretch in ((self.top, 0), (self.infos, 0), (self.area, 1)):
            right.addWidget(widget, stretch)
        middle.addWidget(self.side)
        middle.addLayout(right, 1)
        whole = QWidget(self)
        rows = QVBoxLayout(whole)
        rows.addLayout(middle, 1)
        rows.addWidget(self.status)
        for layout in (right, middle, rows):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        self.setCentralWidget(whole)
        look.dress(self)

    def _connect(self) -> None:
        bench = self.bench
        self.side.list.chosen.connect(lambda page: self.go(page))
        self.top.search_wanted.connect(self.open_palette)
        self.top.log_wanted.connect(lambda: self.log())
        self.stack.built.connect(lambda: self._menus.make())
        self.stack.shown.connect(self.side.list.show_page)
        bench.desk.changed.connect(self._changed)
        bench.desk.failed.connect(self.fault)
        bench.desk.busy.connect(self._show_busy)
        bench.language_changed.connect(self.retranslate)
        bench.settings_changed.connect(self._settings_changed)
        bench.look.changed.connect(self._refit)
        bench.timer.ticked.connect(self._show_status)
        self.undoing.changed.connect(self._show_undo)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._field_undo.watch)

    def retranslate(self) -> None:
        """Words the frame and the pages that were visited in the language that is shown."""
        texts, commands = self.bench.texts, self.bench.commands
        commands.retranslate()
        self._menus.make()
        self.top.retranslate(texts, key_text(commands.action("palette")), key_text(commands.action("log")))
        self.side.list.fill(self._navigation())
        self.side.retranslate(texts)
        self._show_undo()
        self._show_status()
        for screen in self.stack.screens():
            screen.retranslate()

    def _navigation(self) -> list[tuple[str, list[tuple[str, str, str, str]]]]:
        texts = self.bench.texts
        work: list[tuple[str, str, str, str]] = []
        centre: list[tuple[str, str, str, str]] = []
        for page_id, page in self.stack.kinds.items():
            command = "settings" if page_id == "settings" else f"go_{page_id}"
            entry = (page_id, page.icon, texts._(page.title), key_text(self.bench.commands.action(command)))
            (centre if page_id in CENTRE_PAGES else work).append(entry)
        groups = [(texts._(WORK), work), (texts._(CENTRE), centre)]
        return [group for group in groups if group[1]]

    # -- pages -------------------------------------------------------------------------------------------------------
    def pages(self) -> list[str]:
        """The ids of the pages in the order of the sidebar."""
        return list(self.stack.kinds)

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

    # -- what screens ask of the window ----------------------------------------------------------------------------------
    def open_case(self, case_id: str) -> None:
        """Opens a case file in its own window, or raises it."""
        window = self._case_files.get(case_id)
        if window is None:
            window = self._openers.case_file(self.bench, case_id)
            window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            window.destroyed.connect(lambda: self._case_files.pop(case_id, None))
            self._case_files[case_id] = window
            self.bench.look.dress(window)
        window.show()
        window.raise_()
        window.activateWindow()

    def log(self, case: str | None = None, organisation: str | None = None, contact: str | None = None) -> None:
        """Opens the quick log over the window that is in front."""
        if self.has_file():
            parent = QApplication.activeWindow() or self
            dialog = self._openers.quick_log(self.bench, parent, case, organisation, contact)
            self.bench.look.dress(dialog)
            dialog.show()

    def toast(self, text: str, undo: bool = False, actions: ToastActions = ()) -> None:
        """Says what was done; with `undo` the last step can be taken back from there."""
        if undo:
            name = self.bench.texts._("Undo ({key})").format(key=key_text(self.action("undo")))
            actions = ((name, self.undo), *actions)
        self.toast_box.say(text, actions)
        self.bench.announce(self.toast_box, text)

    def fault(self, error: Exception) -> None:
        """An error of the environment or of the rules as a sentence; our own bugs go to the crash report."""
        words = sentence(error, self.bench.texts)
        if words is None:
            raise error
        self.toast(words)

    def annual_report(self) -> None:
        """The reports page with the annual report chosen."""
        self.go("reports", "annual")

    # -- undo, editing, panes ----------------------------------------------------------------------------------------------
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

    def edit(self, verb: str) -> None:
        """cut, copy, paste or selectAll in what has the focus."""
        method = getattr(QApplication.focusWidget(), verb, None)
        if callable(method):
            method()

    def cycle(self, step: int) -> None:
        """The next pane: sidebar, top bar, info bars, the page's panes, toast."""
        page = self.stack.current()
        panes: list[QWidget] = [self.side.list, self.top.search, *self.infos.buttons()]
        panes += page.panes() if page is not None else []
        panes += self.toast_box.buttons()[:1]
        panes = [pane for pane in panes if pane.isVisible() and pane.isEnabled()]
        focus = QApplication.focusWidget()
        inside = [
            i for i, pane in enumerate(panes) if focus is not None and (pane is focus or pane.isAncestorOf(focus))
        ]
        if panes:
            target = panes[(inside[-1] + step) % len(panes) if inside else 0]
            target.setFocus(Qt.FocusReason.TabFocusReason)

    # -- view --------------------------------------------------------------------------------------------------------------
    def open_palette(self) -> None:
        """Search and commands over the page; the focus returns where it was."""
        self.palette_box.open()

    def show_keys(self) -> None:
        """The page of keys, made from the commands."""
        self.stack.build_all()
        self._keys = KeysDialog(self.bench, self)
        self._keys.show()

    def show_about(self) -> None:
        """Name, version and licence."""
        self.toast(f"P2I Desktop {__version__} · Apache-2.0 · PySide6 {qVersion()}")

    def toggle_sidebar(self) -> None:
        """Fixes the sidebar wide or narrow."""
        self.bench.update(sidebar="narrow" if self.sidebar_is_wide() else "wide")

    def sidebar_is_wide(self) -> bool:
        """Whether names are shown beside the icons."""
        return not self.side.list.narrow

    def toggle_full_screen(self) -> None:
        """Full screen and back."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def toggle_timer(self) -> None:
        """Starts the timer of a talk, or stops it and says how long it ran."""
        timer = self.bench.timer
        if timer.running:
            minutes = max(1, round(timer.stop() / 60))
            self.toast(
                self.bench.texts.ngettext("Timer stopped after {n} minute", "Timer stopped after {n} minutes", minutes)
            )
        else:
            timer.start()

    def show_infos(self, infos: tuple[Info, ...]) -> None:
        """Shows the states that last."""
        self.infos.show_infos(infos)

    def show_instead(self, widget: QWidget) -> None:
        """Shows a widget in the place of the pages: the first start."""
        self.stack.show_instead(widget)

    def say_work(self, text: str) -> None:
        """What a long piece of work is doing; the empty text when it is done."""
        self.status.work.setText(text)

    def show_file(self, path: Path | None) -> None:
        """A file was opened, or none is open any more: title, pages and undo start anew."""
        self.path = path
        self.bench.commands.update_states()
        self.stack.clear_pages()
        name = path.name.replace("[*]", "[*][*]") if path else ""
        self.setWindowTitle(f"{name} – P2I Desktop" if path else "P2I Desktop")
        for widget in (self.side, self.top):
            widget.setVisible(path is not None)
        self.undoing.forget()
        if path is not None:
            self.undoing.ask()

    # -- inside ------------------------------------------------------------------------------------------------------------
    def _changed(self, change: Changed, initiator: object) -> None:
        self._saved_at = self.bench.clock.now()
        self._show_status()
        self.undoing.ask()
        for screen in self.stack.screens():
            screen.refresh(change)

    def _show_busy(self, busy: bool) -> None:
        self.setProperty("busy", busy)

    def _settings_changed(self) -> None:
        self._fit_sidebar()
        self.bench.commands.update_states()
        settings = self.bench.settings
        if self.has_file():
            self.bench.desk.ask(lambda office: office.use_settings(settings))
        self._show_status()

    def _refit(self) -> None:
        self.status.refit()
        self.side.refit()
        self.infos.refit()
        self.retranslate()

    def _show_undo(self) -> None:
        texts = self.undoing.texts()
        for name, text in zip(("undo", "redo"), texts, strict=True):
            action = self.bench.commands.action(name)
            action.setText(menu_text(text))
            action.setEnabled(getattr(self.undoing, f"can_{name}"))

    def _show_status(self) -> None:
        texts, timer = self.bench.texts, self.bench.timer
        if self._saved_at is not None:
            clock = texts.time(self._saved_at.astimezone().time())
            self.status.saved.setText(texts._("Saved {time}").format(time=clock))
        else:
            self.status.saved.setText(texts._("All saved"))
        seconds = timer.seconds()
        running = texts._("Timer {time}").format(time=f"{seconds // 60:02d}:{seconds % 60:02d}")
        self.status.timer.setText(running if timer.running else "")
        self.status.offline.setText(texts._("Offline: all data on this computer"))
        self.status.person.setText(f"· {self.bench.settings.staff}" if self.bench.settings.staff else "")

    def _fit_sidebar(self) -> None:
        wish = self.bench.settings.sidebar
        wide = wish == "wide" or (wish != "narrow" and self.width() >= self.bench.look.px(WIDE_SIDEBAR_FROM))
        self.side.set_narrow(not wide)

    def _restore(self) -> None:
        kept = self.bench.remembered("window")
        if not (kept and self.restoreGeometry(QByteArray.fromBase64(kept.encode("ascii", "ignore")))):
            self.resize(*FIRST_SIZE)
        self._refit()
        self._fit_sidebar()
        self.show_file(None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_sidebar()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closes own windows with it; work on its way is finished by the desk."""
        self.bench.remember("window", bytes(self.saveGeometry().toBase64().data()).decode("ascii"))
        for window in list(self._case_files.values()):
            window.close()
        self.bench.keep()
        self.closing.emit()
        event.accept()
