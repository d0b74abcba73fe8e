"""The pages of the window, built on their first visit, and the trail of visits for back and forward."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget
from shiboken6 import isValid

from p2i_desktop.gui.commands import CommandAction
from p2i_desktop.gui.later import Later
from p2i_desktop.gui.raising import bring_forward
from p2i_desktop.gui.screen import Bench, Screen

LONGEST_TRAIL = 100
_BREATH = 20  # milliseconds between two pages that catch up: what is typed meanwhile goes first


@dataclass(frozen=True)
class Page:
    """What is known of a page before its module is loaded: as its class says it, a test compares them."""

    page_id: str
    title: str
    icon: str
    load: Callable[[], type[Screen]]


class PageStack(QStackedWidget):
    """One page is shown; only its own commands are live."""

    built = Signal()  # a page was built: its commands are known now
    shown = Signal(str)
    elsewhere = Signal(str, str)  # walked to a record with a window of its own

    def __init__(self, bench: Bench, pages: Sequence[Page], parent: QWidget) -> None:
        super().__init__(parent)
        self._bench = bench
        self.kinds = {page.page_id: page for page in pages}
        self._screens: dict[str, Screen] = {}
        self._actions: dict[str, list[CommandAction]] = {}
        self._trail: list[tuple[str, str | None]] = []
        self._at = -1
        self._other: QWidget | None = None
        self._behind: dict[str, list[Callable[[], object]]] = {}  # what hidden pages have not followed yet
        self._breath = QTimer(self)
        self._breath.setSingleShot(True)
        self._breath.setInterval(_BREATH)
        self._breath.timeout.connect(self._next_catches_up)

    def page(self, page_id: str) -> Screen:
        """A page, built if need be; KeyError when there is none of that id."""
        if page_id not in self._screens:
            screen = self.kinds[page_id].load()(self._bench)
            self._screens[page_id] = screen
            self.addWidget(screen)
            for piece in pieces(screen):  # after it found its place: a new parent takes fonts away
                self._bench.look.dress_part(piece)
            self._actions[page_id] = self._bench.commands.install(screen, screen.commands())
            self._set_live(page_id, False)
            self.built.emit()
        return self._screens[page_id]

    def build_all(self) -> None:
        """Builds the pages that were not visited yet, so that all commands are known."""
        for page_id in self.kinds:
            self.page(page_id)

    def build_rest(self) -> None:
        """Builds them one by one, each in a turn of its own; `built` comes after each."""
        Later(self, {page_id: partial(self.page, page_id) for page_id in self.kinds if page_id not in self._screens})

    def screens(self) -> list[Screen]:
        """The pages that were visited."""
        return list(self._screens.values())

    def current(self) -> Screen | None:
        """The page that is shown; None before a file is open."""
        widget = self.currentWidget()
        return widget if isinstance(widget, Screen) else None

    def dressing(self) -> list[Callable[[], object]]:
        """The look has changed: steps that dress what is seen; all else follows piece by piece, a turn each."""
        steps: list[Callable[[], object]] = []
        if self._other is not None:
            steps.append(partial(self._dress, self._other))
        for page_id, screen in self._screens.items():
            seen = [piece for piece in pieces(screen) if piece.isVisible()]
            steps += [partial(self._dress, piece) for piece in seen]
            hidden = [partial(self._dress, piece) for piece in pieces(screen) if piece not in seen]
            words = [screen.retranslate] if screen.retranslate in self._behind.get(page_id, ()) else []
            self._behind[page_id] = [*hidden, *words]
        self._start_catching_up()
        return steps

    def follow_words(self) -> None:
        """The words have changed: the page that is shown follows at once, the others each in a turn."""
        shown = self.current()
        for page_id, screen in self._screens.items():
            missed = self._behind.setdefault(page_id, [])
            if screen is shown:
                screen.retranslate()
            elif screen.retranslate not in missed:
                missed.append(screen.retranslate)
        self._start_catching_up()

    def _start_catching_up(self) -> None:
        shown = self.current()
        if shown is not None and shown.page_id in self._behind:  # what is seen comes first
            self._behind = {shown.page_id: self._behind.pop(shown.page_id), **self._behind}
        if self._behind:
            self._breath.start()

    def _dress(self, piece: QWidget) -> None:
        if isValid(piece):
            self._bench.look.dress_part(piece)

    def _catch_up(self, page_id: str) -> None:
        for step in self._behind.pop(page_id, []):
            step()

    def _next_catches_up(self) -> None:
        if self._behind:
            page_id, missed = next(iter(self._behind.items()))
            if missed:
                missed.pop(0)()
            else:
                del self._behind[page_id]
            self._breath.start()

    def go(self, page_id: str, key: str | None = None, keys: frozenset[str] | None = None, title: str = "") -> None:
        """Shows a page, one record of it, or only some records under a title; the way is kept."""
        self.visit(page_id, key)
        self._show(page_id, key, keys, title)

    def visit(self, place: str, key: str | None) -> None:
        """Keeps the way to a page, or to a record that has a window of its own (`case`, `procurement`)."""
        if self._trail[self._at : self._at + 1] != [(place, key)]:
            self._trail = [*self._trail[: self._at + 1], (place, key)][-LONGEST_TRAIL:]
            self._at = len(self._trail) - 1

    def walk(self, step: int) -> None:
        """Back or forward through what was visited."""
        if self.can_walk(step):
            self._at += step
            place, key = self._trail[self._at]
            if place in self.kinds:
                self._show(place, key)
                bring_forward(self.window())
            else:
                self.elsewhere.emit(place, key or "")

    def can_walk(self, step: int) -> bool:
        """Whether there is something in that direction."""
        return 0 <= self._at + step < len(self._trail)

    def show_instead(self, widget: QWidget) -> None:
        """Shows a widget that is no page; it goes when a page is shown."""
        page = self.current()
        if page is not None:
            self._set_live(page.page_id, False)
        self._drop_other()
        self._other = widget
        self.addWidget(widget)
        self.setCurrentWidget(widget)
        self._bench.look.dress_part(widget)
        widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop_other(self) -> None:
        if self._other is not None:
            self.removeWidget(self._other)
            self._other.deleteLater()
            self._other = None

    def clear_pages(self) -> None:
        """Another file: all pages go, they are built anew."""
        for screen in self._screens.values():
            self.removeWidget(screen)
            screen.deleteLater()
        self._screens.clear()
        self._behind.clear()
        self._actions.clear()
        self._trail.clear()
        self._at = -1

    def _show(self, page_id: str, key: str | None, keys: frozenset[str] | None = None, title: str = "") -> None:
        before = self.current()
        screen = self.page(page_id)
        self._catch_up(page_id)
        if before is not screen:
            if before is not None:
                self._set_live(before.page_id, False)
            self.setCurrentWidget(screen)
            self._drop_other()
            self._set_live(page_id, True)
        if keys is not None:
            screen.show_records(keys, title)
        screen.opened()
        if key is not None:
            screen.show_record(key)
        self.shown.emit(page_id)
        screen.default_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_live(self, page_id: str, live: bool) -> None:
        for action in self._actions[page_id]:
            action.setVisible(live)
            action.setEnabled(live)


def pieces(screen: Screen) -> list[QWidget]:
    """The parts of a page that bear a style sheet each: its children, of a stack its pages."""
    found: list[QWidget] = []
    for child in screen.children():
        if isinstance(child, QStackedWidget):
            found += [page for at in range(child.count()) if (page := child.widget(at)) is not None]
        elif isinstance(child, QWidget):
            found.append(child)
    return found
