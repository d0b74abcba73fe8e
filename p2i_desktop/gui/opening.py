"""Opening, making and changing the file of the window, and what is offered when a file cannot be opened."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from p2i_desktop import paths
from p2i_desktop.gui.file_watch import FileWatch
from p2i_desktop.gui.info_bar import Info
from p2i_desktop.gui.main_window import MainWindow
from p2i_desktop.gui.raising import Raiser, raise_first
from p2i_desktop.gui.screen import Bench
from p2i_desktop.gui.sentences import sentence
from p2i_desktop.i18n import N_

if TYPE_CHECKING:
    from p2i_desktop.services.office import Office

RECENT = 8
KINDS = N_("Casebooks (*.p2i)")


class Opening(QObject):
    """Looks after which file is open; `failed` comes when the user was told why one is not."""

    opened = Signal(str)
    failed = Signal(object)
    ended = Signal()  # another window answered: this one is not needed

    def __init__(self, bench: Bench, window: MainWindow, make_start: Callable[[QWidget], QWidget]) -> None:
        super().__init__()
        self._bench = bench
        self._window = window
        self._make_start = make_start
        self._demo = self._look_only = False
        self._watch = FileWatch(bench, window, self._tell)
        self.read_only = False
        self.raises_first = False  # a file that is open in another window brings that window to the front
        self._raiser = Raiser(paths.data_folder(), window)
        window.file_wanted.connect(self._wanted)
        window.closing.connect(self._watch.stop)
        bench.language_changed.connect(self._tell)

    # -- ways to a file ------------------------------------------------------------------------------------------------
    def start(self, path: Path | None) -> None:
        """Opens the given file, else the last one, else shows the first start."""
        last = Path(self._bench.settings.last_file) if self._bench.settings.last_file else None
        if path is not None:
            self.open(path)
        elif last is not None and last.exists():
            self.open(last)
        else:
            self.first_start()

    def first_start(self) -> None:
        """Two fields, both skippable, or the demo centre."""
        self._window.show_instead(self._make_start(self._window))

    def open(self, path: Path) -> None:
        """Opens a file in the worker; the window shows it when it is there."""
        if self._window.path is not None and path.resolve() == self._window.path.resolve():
            self._window.refresh_page()  # it is open already
            return
        clock, settings = self._bench.clock, self._bench.settings
        look_only = self.read_only

        def work() -> Office:
            # Loaded in the worker: at the start the frame is painted meanwhile.
            from p2i_desktop.services.office import look_at, open_office

            self._window.load_first_page()  # so that the window has only to build it
            return (look_at if look_only else open_office)(path, clock=clock, settings=settings)

        self._bench.desk.open(
            work,
            self._show,
            lambda error: self._refused(path, error),
        )

    def create(self, path: Path, centre_name: str, country: str) -> None:
        """Makes a new file and opens it; an existing one is never touched."""
        from p2i_desktop.services.office import create_office

        clock, settings, language = self._bench.clock, self._bench.settings, self._bench.texts.language
        self._bench.desk.open(
            lambda: create_office(
                path, clock=clock, settings=settings, centre_name=centre_name, country=country, language=language
            ),
            self._show,
            lambda error: self._refused(path, error),
        )

    def demo(self) -> None:
        """Makes the demo centre in its own file on the first use, and opens it."""
        path = paths.data_folder() / "demo.p2i"
        if path.exists():
            self.open(path)
            return
        from p2i_desktop.services.demo import make_demo

        today, language = self._bench.clock.today(), self._bench.texts.language
        self._window.say_work(self._bench.texts._("Making the demo centre…"))
        self._bench.desk.apart(
            lambda progress: make_demo(path, today=today, language=language),
            lambda made: self.open(path),
            lambda error: self._refused(path, error),
        )

    # -- inside --------------------------------------------------------------------------------------------------------
    def _wanted(self, what: str) -> None:
        if what == "new":
            self.first_start()
        elif what == "demo":
            self.demo()
        else:
            self._choose()

    def _choose(self) -> None:
        texts = self._bench.texts
        folder = self._window.path.parent if self._window.path else paths.documents_folder()
        path = self._bench.doors.open_file(self._window, texts._("Open a casebook"), folder, texts._(KINDS))
        if path is not None:
            self.open(path)

    def _show(self, office: Office) -> None:
        bench, path = self._bench, office.path
        bench.read_only = office.read_only
        bench.lists.file_id = office.file_id
        recent = (str(path), *(name for name in bench.settings.recent_files if name != str(path)))[:RECENT]
        bench.update(last_file=str(path), recent_files=recent)
        self._window.show_file(path)
        self._demo, self._look_only = False, office.look_only
        self._tell()
        self._watch.opened(path)
        bench.desk.ask(lambda o: o.steps.is_demo(), self._say_demo, owner=self)
        if self.raises_first:
            self._raiser.watch(path)
        bench.desk.later(lambda o: o.finding.warm())
        bench.desk.later(lambda o: o.attachments.tidy())
        self.opened.emit(str(path))

    def _say_demo(self, demo: bool) -> None:
        self._demo = demo
        self._tell()

    def _tell(self) -> None:
        """Shows the states of the file that is open."""
        self._window.show_infos(self._infos() if self._window.has_file() else ())

    def _infos(self) -> tuple[Info, ...]:
        texts = self._bench.texts
        infos = []
        if self._look_only:
            text = texts._(
                "A newer version of the program wrote this casebook. You look at a copy; nothing can be changed here."
            )
            infos.append(Info("look_only", text, "warn"))
        elif self._bench.read_only and not self.read_only:
            text = texts._(
                "This casebook can only be read: the file or its folder may not be written, or another window has it."
            )
            infos.append(Info("read_only", text, "warn"))
        if self._demo:
            text = texts._("Demo data: offices, persons and figures are made up.")
            infos.append(Info("demo", text, "info", texts._("Make your own casebook"), self.first_start))
        return (*infos, *self._watch.infos())

    def _look_at(self, path: Path, kind: str) -> None:
        """A file that cannot be opened for work, as far as it can be read."""
        from p2i_desktop.services.office import look_at, look_at_newer

        clock, settings = self._bench.clock, self._bench.settings
        look = look_at_newer if kind == "newer" else look_at
        self._bench.desk.open(
            lambda: look(path, clock=clock, settings=settings),
            self._show,
            lambda error: self._refused(path, error, look=True),
        )

    def _refused(self, path: Path, error: Exception, look: bool = False) -> None:
        """A file that cannot be opened is said in a bar with the ways on; what was open stays open."""
        from p2i_desktop.services.errors import Environment

        texts = self._bench.texts
        words = sentence(error, texts)
        if words is None:
            raise error
        self._window.say_work("")
        locked = isinstance(error, Environment) and error.kind == "locked"
        if locked and self.raises_first and not self._window.has_file() and raise_first(paths.data_folder(), path):
            self.ended.emit()
            return
        if not self._window.has_file():
            self.first_start()
        told = texts._("{file} was not opened.").replace("{file}", path.name) + " " + words
        refused = Info("refused", told, "err", texts._("Open another casebook"), self._choose)
        if isinstance(error, Environment) and not look and error.kind in ("newer", "damaged"):
            refused = Info("refused", told, "err", texts._("Only look at it"), lambda: self._look_at(path, error.kind))
        self._window.show_infos((*self._infos(), refused) if self._window.has_file() else (refused,))
        self._bench.announce(self._window, told)
        self.failed.emit(error)
