"""The composition root of the window: the only place that builds things and passes them on."""

from __future__ import annotations

import builtins
import gc
import sys
from dataclasses import replace
from pathlib import Path

from p2i_desktop.gui.before_qt import PLAIN_IMPORT

# isort: split

from PySide6.QtCore import QLocale, QObject, Qt, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QWidget

from p2i_desktop import paths
from p2i_desktop.clock import Clock
from p2i_desktop.gui.clipboard import leave_plain
from p2i_desktop.gui.day_turn import DayTurn
from p2i_desktop.gui.desk import Desk
from p2i_desktop.gui.doors import Doors, run_events
from p2i_desktop.gui.faults import FaultDialogs, Faults
from p2i_desktop.gui.file_asked import FileAsked
from p2i_desktop.gui.later import Later
from p2i_desktop.gui.look.look import Look
from p2i_desktop.gui.main_window import MainWindow, Openers
from p2i_desktop.gui.opening import Opening
from p2i_desktop.gui.page_stack import Page
from p2i_desktop.gui.qt_texts import Catalogue
from p2i_desktop.gui.screen import Bench, Screen
from p2i_desktop.i18n import N_
from p2i_desktop.settings import Settings, load

builtins.__import__ = PLAIN_IMPORT
_TURN = (
    0.001  # seconds after which a worker gives way to the window; Python's own 0.005 makes 200 calls of Qt wait 67 ms
)


def _dashboard() -> type[Screen]:
    from p2i_desktop.gui.screens.dashboard import Dashboard

    return Dashboard


def _cases() -> type[Screen]:
    from p2i_desktop.gui.screens.cases import CasesScreen

    return CasesScreen


def _consultations() -> type[Screen]:
    from p2i_desktop.gui.screens.consultations import ConsultationsScreen

    return ConsultationsScreen


def _organisations() -> type[Screen]:
    from p2i_desktop.gui.screens.organisations import OrganisationsScreen

    return OrganisationsScreen


def _buddies() -> type[Screen]:
    from p2i_desktop.gui.screens.buddies import BuddiesScreen

    return BuddiesScreen


def _workshops() -> type[Screen]:
    from p2i_desktop.gui.screens.workshops import WorkshopsScreen

    return WorkshopsScreen


def _reports() -> type[Screen]:
    from p2i_desktop.gui.screens.reports import Reports

    return Reports


def _safety() -> type[Screen]:
    from p2i_desktop.gui.screens.safety import Safety

    return Safety


def _settings() -> type[Screen]:
    from p2i_desktop.gui.screens.settings import SettingsScreen

    return SettingsScreen


# What the frame says of its pages before the first of them is loaded.
PAGES: tuple[Page, ...] = (
    Page("dashboard", N_("Today"), "layout-dashboard", _dashboard),
    Page("cases", N_("Cases"), "briefcase", _cases),
    Page("consultations", N_("Consultations"), "phone-call", _consultations),
    Page("organisations", N_("Organisations & contacts"), "building-2", _organisations),
    Page("buddies", N_("Buddy plans"), "handshake", _buddies),
    Page("workshops", N_("Workshops"), "presentation", _workshops),
    Page("reports", N_("Reports"), "file-chart-column", _reports),
    Page("safety", N_("Data safety"), "shield-check", _safety),
    Page("settings", N_("Settings"), "settings", _settings),
)


def application() -> QApplication:
    """The QApplication of this process, made on the first call."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        return app
    app = QApplication(["p2i-desktop"])
    app.setApplicationName("P2I Desktop")
    app.setDesktopFileName("p2i-desktop")
    return app


_OLDEST = 2  # generation of the collector
_EVERY = 200  # milliseconds; what a page leaves behind in a second takes a tenth of one
_LONGEST_PUT_OFF = 600_000 // _EVERY  # looks: ten minutes
# Two seconds; less can be the moment between one window of ours that closes and the next that gets the keys.
_AWAY = 2_000 // _EVERY


class Collector(QObject):
    """Garbage is collected in the window's thread only: a cycle that holds a widget must not end in the worker.

    What is there once the first file is shown stays for good and is not looked at again: it took a quarter of a second.
    The oldest generation can hold the rows of a year's figures (a third of a second with 100,000 talks): it is looked at
    while another program is in front. When none was for ten minutes, what is there stays for good too, without a look.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        gc.disable()
        self._window = window
        self._frozen = False
        self._put_off = 0  # looks
        self._away = 0  # looks since another program came to the front
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY)
        self._timer.timeout.connect(self._collect)
        self._timer.start()

    def _collect(self) -> None:
        if self._window.bench.desk.waiting:
            return  # what the worker is reading at this moment would be walked over too
        if not self._frozen and self._window.has_file():
            self._frozen = True
            gc.freeze()
        for generation, (count, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)):
            if most and count > most and (generation < _OLDEST or self._may_pause()):
                gc.collect(generation)
        if self._put_off >= _LONGEST_PUT_OFF:
            self._put_off = 0
            gc.freeze()

    def _may_pause(self) -> bool:
        """Whether nobody is kept waiting by a pause."""
        in_front = QApplication.applicationState() is Qt.ApplicationState.ApplicationActive
        self._put_off = self._put_off + 1 if in_front else 0
        self._away = 0 if in_front else self._away + 1
        return self._away >= _AWAY

    def stop(self) -> None:
        """Python collects by itself again once the window is gone: no close waits for a look at everything."""
        self._timer.stop()
        QTimer.singleShot(0, gc.enable)


def build(
    app: QApplication, *, clock: Clock | None = None, doors: Doors | None = None, settings: Settings | None = None
) -> tuple[MainWindow, Opening]:
    """The window, shown but without a file, and what opens files for it."""
    sys.setswitchinterval(_TURN)
    app.setWindowIcon(QIcon(str(paths.shipped("resources", "installer", "p2i-desktop.svg"))))
    folder = paths.config_folder()
    known, _ = load(folder)
    look = Look(app)
    bench = Bench(Desk(), doors or Doors(), look, clock or Clock(), settings or known, folder, _form)
    tongue = Tongue(app, bench)
    look.show(bench.settings.theme, bench.settings.text_size, bench.desk.turn)
    window = MainWindow(
        bench,
        PAGES,
        Openers(
            case_file=_case_file,
            procurement_file=_procurement_file,
            plan_file=_plan_file,
            workshop_file=_workshop_file,
            quick_log=_quick_log,
        ),
    )
    opening = Opening(bench, window, lambda parent: _start(bench, opening))
    collector = Collector(window)
    if bench.lists.bad:
        window.toast(bench.texts._("The saved views of the lists could not be read and start anew."))
    day = DayTurn(bench, window.has_file, window)
    day.turned.connect(window.refresh_page)
    opening.opened.connect(lambda _path: day.begin())
    opening.opened.connect(lambda _path: _load_ahead(window))

    def close() -> None:
        tongue.stop()
        collector.stop()
        leave_plain()
        bench.desk.close()

    window.closing.connect(close)
    return window, opening


def open_window(
    path: Path | str | None = None,
    *,
    clock: Clock | None = None,
    doors: Doors | None = None,
    settings: Settings | None = None,
    wait: bool = True,
    read_only: bool = False,
) -> MainWindow:
    """Opens the window on a file (or on the last one, or the first start); with `wait` the first page is there."""
    window, opening = build(application(), clock=clock, doors=doors, settings=settings)
    window.show()
    window.activateWindow()
    opening.read_only = window.bench.passing = read_only
    opening.start(Path(path) if path is not None else None)
    if wait:
        window.bench.desk.settle()
    return window


def run(path: Path | None, language: str = "") -> int:
    """The program with a window until it is closed; the exit code."""
    app = application()
    settings, _ = load(paths.config_folder())
    settings = replace(settings, language=language) if language else settings
    window, opening = build(app, settings=settings)
    opening.raises_first = True
    # Elsewhere nothing would come, and every event of the program would pass through Python.
    if sys.platform == "darwin":
        FileAsked(opening, opening.open)
    opening.ended.connect(window.close)
    window.closing.connect(app.quit)
    window.show()
    window.activateWindow()
    opening.start(path)
    bench = window.bench
    faults = Faults(paths.data_folder(), bench.clock, lambda: bench.texts.language)
    dialogs = FaultDialogs(window, bench.look, lambda: bench.texts)
    faults.found.connect(dialogs.tell)
    bench.commands.ran.connect(faults.remember_command)
    faults.install()
    try:
        return run_events(app)
    finally:
        faults.remove()


class Tongue(QObject):
    """Lets Qt and the forms speak the language of the window."""

    def __init__(self, app: QApplication, bench: Bench) -> None:
        super().__init__()
        self._app = app
        self._bench = bench
        self._catalogue: Catalogue | None = None
        self.speak()
        bench.language_changed.connect(self.speak)

    def speak(self) -> None:
        """Installs the catalogue of the language that is set now."""
        self.stop()
        texts = self._bench.texts
        QLocale.setDefault(QLocale(texts.locale))
        self._catalogue = Catalogue(texts)
        self._app.installTranslator(self._catalogue)

    def stop(self) -> None:
        """Takes the catalogue away."""
        if self._catalogue is not None:
            self._app.removeTranslator(self._catalogue)
            self._catalogue = None


def _load_ahead(window: MainWindow) -> None:
    """Loads what the other pages are made of, a module a turn, so that the first press on each finds it there."""

    def loader() -> None:
        from p2i_desktop.gui import forms

        forms.loader()

    parts = {
        "words": lambda: window.bench.texts.country("AT"),  # babel's words of the language, for the forms
        "lists": _lists,
        "views": _views,
        "casework": _casework,
        "log": _log,
        "tabs": _plan_tabs,
        "plan": _plan,
        "workshop": _workshop,
    }
    pieces = {"forms": loader} | parts | {page.page_id: page.load for page in PAGES}
    Later(window, pieces, busy=lambda: window.bench.desk.waiting)


# Parts of pages and windows that take longest to load, each a turn of its own.
def _lists() -> None:
    from p2i_desktop.gui import list_detail  # noqa: F401 - loaded, not used


def _views() -> None:
    from p2i_desktop.gui import case_views, procurements_tab  # noqa: F401 - loaded, not used


def _casework() -> None:
    from p2i_desktop.gui.screens import case_file  # noqa: F401 - loaded, not used


def _plan_tabs() -> None:
    from p2i_desktop.gui.plan import tabs  # noqa: F401 - loaded, not used


def _plan() -> None:
    from p2i_desktop.gui.plan import window  # noqa: F401 - loaded, not used


def _workshop() -> None:
    from p2i_desktop.gui.workshop import window  # noqa: F401 - loaded, not used


def _log() -> None:
    from p2i_desktop.gui.screens import quick_log  # noqa: F401 - loaded, not used


def _form(name: str, parent: QWidget | None) -> QWidget:
    from p2i_desktop.gui import forms

    return forms.load(name, parent)


def _case_file(bench: Bench, case_id: str) -> QWidget:
    from p2i_desktop.gui.screens.case_file import CaseFileWindow

    return CaseFileWindow(bench, case_id)


def _procurement_file(bench: Bench, procurement_id: str) -> QWidget:
    from p2i_desktop.gui.screens.procurement_file import ProcurementFileWindow

    return ProcurementFileWindow(bench, procurement_id)


def _plan_file(bench: Bench, plan_id: str) -> QWidget:
    from p2i_desktop.gui.plan.window import PlanWindow

    return PlanWindow(bench, plan_id)


def _workshop_file(bench: Bench, workshop_id: str) -> QWidget:
    from p2i_desktop.gui.workshop.window import WorkshopWindow

    return WorkshopWindow(bench, workshop_id)


def _quick_log(
    bench: Bench, parent: QWidget, case: str | None, organisation: str | None, contact: str | None, plan: str | None,
    workshop: str | None,
) -> QWidget:  # fmt: skip
    from p2i_desktop.gui.screens.quick_log import open_quick_log

    return open_quick_log(
        bench, parent, case=case, organisation=organisation, contact=contact, plan=plan, workshop=workshop
    )


def _start(bench: Bench, opening: Opening) -> QWidget:
    from p2i_desktop.gui.screens.start import Start

    return Start(bench, opening.create, opening.demo, lambda: bench.commands.action("open_file").trigger())
