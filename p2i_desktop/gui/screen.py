"""What a screen is, and the bench at which it works: everything it may use, handed in at its making."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from PySide6.QtCore import QChildEvent, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from p2i_desktop.clock import Clock
from p2i_desktop.gui import list_state
from p2i_desktop.gui.commands import Command, Commands
from p2i_desktop.gui.desk import Desk
from p2i_desktop.gui.doors import Doors
from p2i_desktop.gui.look.look import Look
from p2i_desktop.gui.timer import TalkTimer
from p2i_desktop.i18n import Texts, texts_for
from p2i_desktop.settings import Settings, save

if TYPE_CHECKING:
    from p2i_desktop.services.office import Changed

LoadForm = Callable[[str, QWidget | None], QWidget]
ToastActions = tuple[tuple[str, Callable[[], None]], ...]


class Host(Protocol):
    """What the window does for its screens."""

    def go(self, page: str, key: str | None = None, keys: frozenset[str] | None = None, title: str = "") -> None: ...

    def open_case(self, case_id: str) -> None: ...

    def open_procurement(self, procurement_id: str) -> None: ...

    def open_plan(self, plan_id: str, at: str = "") -> None: ...

    def open_workshop(self, workshop_id: str) -> None: ...

    def showing(self, window: QWidget, record_id: str) -> None: ...

    def log(
        self,
        case: str | None = None,
        organisation: str | None = None,
        contact: str | None = None,
        plan: str | None = None,
        workshop: str | None = None,
    ) -> None: ...

    def toast(self, text: str, undo: bool = False, actions: ToastActions = ()) -> None: ...

    def fault(self, error: Exception) -> None: ...


class Bench(QObject):
    """Desk, doors, look, clock, commands, settings and words, and the ways to other screens."""

    settings_changed = Signal()
    language_changed = Signal()

    def __init__(
        self, desk: Desk, doors: Doors, look: Look, clock: Clock, settings: Settings, folder: Path, load: LoadForm
    ) -> None:
        super().__init__()
        self._load = load
        self.desk = desk
        self.doors = doors
        self.look = look
        self.clock = clock
        self.settings = settings
        self.folder = folder
        self.read_only = False  # of the file that is open
        self.passing = False  # settings of this run are not kept (screenshots)
        self.timer = TalkTimer(clock)
        self.commands = Commands(look, lambda: self.texts)
        self.lists = list_state.load(folder)
        self._host: Host | None = None

    def writable(self) -> bool:
        """Whether the open file can be changed: what writes is enabled by it."""
        return not self.read_only

    def serve(self, host: Host) -> None:
        """From now on this window does what screens ask for."""
        self._host = host

    @property
    def texts(self) -> Texts:
        """The words of the language that is shown."""
        return texts_for(self.settings.language)

    @property
    def host(self) -> Host:
        """The window; RuntimeError before it serves."""
        if self._host is None:
            raise RuntimeError("no window serves this bench")
        return self._host

    def update(self, **fields: Any) -> None:
        """Changes settings, writes them, and lets the window follow; a folder that cannot be written is a fault shown once."""
        old, self.settings = self.settings, replace(self.settings, **fields)
        if old == self.settings:
            return
        self.keep()
        if (old.theme, old.text_size) != (self.settings.theme, self.settings.text_size):
            self.look.show(self.settings.theme, self.settings.text_size, self.desk.turn)
        if old.language != self.settings.language:
            self.language_changed.emit()
        self.settings_changed.emit()

    def keep(self) -> None:
        """Writes the settings; a folder that cannot be written is shown as a sentence."""
        if self.passing:
            return
        try:
            save(self.folder, self.settings)
        except OSError as error:
            self.host.fault(error)

    def keep_lists(self) -> None:
        """Writes the views of the lists and the state they were left in; what cannot be written is shown as a sentence."""
        if self.passing:
            return
        try:
            self.lists.write()
        except OSError as error:
            self.host.fault(error)

    def remembered(self, name: str) -> str:
        """What a view kept under this name, else the empty text."""
        return dict(self.settings.window).get(name, "")

    def remember(self, name: str, value: str) -> None:
        """Keeps a width, a sort order or a filter of a view; it is written when the window closes."""
        kept = dict(self.settings.window) | {name: value}
        self.settings = replace(self.settings, window=tuple(sorted(kept.items())))

    def form(self, name: str, parent: QWidget | None = None) -> QWidget:
        """The widget of `ui/<name>.ui`, with fonts and icons."""
        from p2i_desktop.gui import form_grid  # with the fields, and they with the services: not needed for the frame

        widget = self._load(name, parent)
        form_grid.arrange(widget, self.look)
        self.look.dress(widget)
        return widget

    def announce(self, widget: QWidget, text: str) -> None:
        """Lets a screen reader say a text."""
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))

    def go(self, page: str, key: str | None = None, keys: frozenset[str] | None = None, title: str = "") -> None:
        """Shows a page; with `key` that record, with `keys` only those records under the given title."""
        self.host.go(page, key, keys, title)

    def open_case(self, case_id: str) -> None:
        """Opens a case file in its own window."""
        self.host.open_case(case_id)

    def open_procurement(self, procurement_id: str) -> None:
        """Opens a procurement file in its own window."""
        self.host.open_procurement(procurement_id)

    def open_plan(self, plan_id: str, at: str = "") -> None:
        """Opens a version of a support plan in its own window, `at` one of its milestones or measures where it is given."""
        self.host.open_plan(plan_id, at)

    def open_workshop(self, workshop_id: str) -> None:
        """Opens a workshop in its own window."""
        self.host.open_workshop(workshop_id)

    def log(
        self,
        case: str | None = None,
        organisation: str | None = None,
        contact: str | None = None,
        plan: str | None = None,
        workshop: str | None = None,
    ) -> None:
        """Opens the quick log, filled in where something is given."""
        self.host.log(case, organisation, contact, plan, workshop)

    def toast(self, text: str, undo: bool = False, actions: ToastActions = ()) -> None:
        """Says what was done, for ten seconds."""
        self.host.toast(text, undo, actions)

    def fault(self, error: Exception) -> None:
        """Shows what went wrong as a sentence, or the crash report where it is our bug."""
        self.host.fault(error)


class Content(QWidget):
    """The content of a page that may scroll: as high as its wrapped texts need at its width."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        layout = self.layout()
        if layout is not None and layout.hasHeightForWidth():
            self.setMinimumHeight(layout.totalHeightForWidth(self.width()))


def scrolled(inner: Content, page: QWidget) -> QScrollArea:
    """Puts a page's content into an area that scrolls where the window is too small for it."""
    area = QScrollArea(page)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inner)
    whole = QVBoxLayout(page)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.addWidget(area)
    return area


class Screen(QWidget):
    """A page of the window; it is built on the first visit and knows no other screen."""

    page_id: ClassVar[str] = ""
    title: ClassVar[str] = ""
    icon: ClassVar[str] = ""

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self.bench = bench
        self.setObjectName(f"page_{self.page_id}")

    def childEvent(self, event: QChildEvent) -> None:
        """Menus and dialogs over the page take the style sheet when they are first shown: the page itself bears none."""
        super().childEvent(event)
        if event.type() != QEvent.Type.ChildPolished or self.parentWidget() is None:
            return  # a child that is just made, or going, must not be looked at from Python
        child = event.child()
        if isinstance(child, QWidget) and not isinstance(child, QStackedWidget):
            self.bench.look.dress_part(child)

    def opened(self) -> None:
        """The page was brought to the front."""

    def refresh(self, changed: Changed) -> None:
        """Records changed somewhere; the page looks whether it shows them."""

    def reload(self) -> None:
        """F5, or another file: everything is asked for again."""
        self.opened()

    def retranslate(self) -> None:
        """Words everything that the .ui file does not word by itself."""

    def default_focus(self) -> QWidget:
        """What has the focus when the page is opened."""
        return self

    def commands(self) -> list[Command]:
        """The page's own actions, live while it is shown."""
        return []

    def show_record(self, key: str) -> None:
        """Shows one record of this page."""

    def show_records(self, keys: frozenset[str], title: str) -> None:
        """Shows only these records, under a title that says why."""

    def filter_field(self) -> QLineEdit | None:
        """The field that Ctrl+F goes to."""
        return None

    def complete(self) -> bool:
        """Whether all that appears by itself is there; pictures wait for it."""
        return True

    def panes(self) -> list[QWidget]:
        """Where F6 stops in this page, in reading order."""
        return [self.default_focus()]
