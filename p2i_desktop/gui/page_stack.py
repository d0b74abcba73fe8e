"""The pages of the window, built on their first visit, and the trail of visits for back and forward."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from p2i_desktop.gui.commands import CommandAction
from p2i_desktop.gui.screen import Bench, Screen

LONGEST_TRAIL = 100
_BREATH = 20  # milliseconds between two pages that catch up: what is typed meanwhile goes first


class PageStack(QStackedWidget):
    """One page is shown; only its own commands are live."""

    built = Signal()  # a page was built: its commands are known now
    shown = Signal(str)

    def __init__(self, bench: Bench, pages: Sequence[type[Screen]], parent: QWidget) -> None:
        super().__init__(parent)
        self._bench = bench
        self.kinds = {page.page_id: page for page in pages}
        self._screens: dict[str, Screen] = {}
        self._actions: dict[str, list[CommandAction]] = {}
        self._trail: list[tuple[str, str | None]] = []
        self._at = -1
        self._other: QWidget | None = None
        self._behind: dict[str, set[str]] = {}  # hidden pages that have not followed a change of look or language
        self._breath = QTimer(self)
        self._breath.setSingleShot(True)
        self._breath.setInterval(_BREATH)
        self._breath.timeout.connect(self._next_catches_up)

    def page(self, page_id: str) -> Screen:
        """A page, built if need be; KeyError when there is none of that id."""
        if page_id not in self._screens:
            screen = self.kinds[page_id](self._bench)
            self._screens[page_id] = screen
            self.addWidget(screen)
            self._bench.look.dress_part(screen)  # after it found its place: a new parent takes fonts away
            self._actions[page_id] = self._bench.commands.install(screen, screen.commands())
            self._set_live(page_id, False)
            self.built.emit()
        return self._screens[page_id]

    def build_all(self) -> None:
        """Builds the pages that were not visited yet, so that all commands are known."""
        for page_id in self.kinds:
            self.page(page_id)

    def screens(self) -> list[Screen]:
        """The pages that were visited."""
        return list(self._screens.values())

    def current(self) -> Screen | None:
        """The page that is shown; None before a file is open."""
        widget = self.currentWidget()
        return widget if isinstance(widget, Screen) else None

    def follow(self, what: str) -> None:
        """The "look" or the "words" have changed: the page that is seen follows at once, the others one by one."""
        if self._other is not None and what == "look":
            self._bench.look.dress_part(self._other)
        shown = self.current()
        for page_id, screen in self._screens.items():
            self._behind.setdefault(page_id, set()).add(what)
            if screen is shown:
                self._catch_up(page_id)
        if self._behind:
            self._breath.start()

    def _catch_up(self, page_id: str) -> None:
        missed = self._behind.pop(page_id, set())
        if "look" in missed:
            self._bench.look.dress_part(self._screens[page_id])
        if "words" in missed:
            self._screens[page_id].retranslate()

    def _next_catches_up(self) -> None:
        if self._behind:
            self._catch_up(next(iter(self._behind)))
            self._breath.start()

    def go(self, page_id: str, key: str | None = None, keys: frozenset[str] | None = None, title: str = "") -> None:
        """Shows a page, one record of it, or only some records under a title; the way is kept."""
        self._trail = [*self._trail[: self._at + 1], (page_id, key)][-LONGEST_TRAIL:]
        self._at = len(self._trail) - 1
        self._show(page_id, key, keys, title)

    def walk(self, step: int) -> None:
        """Back or forward through what was visited."""
        if self.can_walk(step):
            self._at += step
            self._show(*self._trail[self._at])

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
