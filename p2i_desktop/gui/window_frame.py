"""The frame of the window: bars, sidebar, pages and what lies over them; it follows language, theme and text size."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QByteArray, QChildEvent, QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from p2i_desktop.gui.bars import StatusBar, TopBar
from p2i_desktop.gui.commands import key_text
from p2i_desktop.gui.info_bar import Info, InfoBars
from p2i_desktop.gui.look.look import Look
from p2i_desktop.gui.menu_maker import MenuMaker
from p2i_desktop.gui.menus import menu_text
from p2i_desktop.gui.navigation import CENTRE, NETWORK, WORK, SideBar
from p2i_desktop.gui.page_stack import Page, PageStack
from p2i_desktop.gui.palette import Palette
from p2i_desktop.gui.screen import Bench, ToastActions
from p2i_desktop.gui.toast import Toast
from p2i_desktop.gui.undoing import Undoing

WIDE_SIDEBAR_FROM = 1500  # window width at 100 %; below it the sidebar shows icons
SMALLEST = (1024, 640)
FIRST_SIZE = (1440, 900)
CENTRE_PAGES = ("reports", "safety", "settings")
NETWORK_PAGES = ("buddies", "workshops")


def first_size(room: QSize, least: QSize) -> QSize:
    """How large a window is that was never seen: no larger than the room of the screen, where that can hold it at all."""
    wish = QSize(*FIRST_SIZE)
    holds = room.width() >= least.width() and room.height() >= least.height()
    return wish.boundedTo(room) if holds else wish


class WindowFrame(QMainWindow):
    """All that is around the pages; what is done with files and records is the main window's."""

    def __init__(self, bench: Bench, pages: Sequence[Page]) -> None:
        super().__init__()
        self.bench = bench
        self.undoing = Undoing(bench)
        self._saved_at: datetime | None = None
        self._build(pages)
        self._menus = MenuMaker(self.menuBar(), bench)
        self.stack.built.connect(self._menus.make)
        self.stack.shown.connect(self.side.list.show_page)
        self.stack.shown.connect(lambda _: bench.commands.free_states())
        bench.desk.busy.connect(self._show_busy)
        bench.timer.ticked.connect(self._show_status)

    def _build(self, pages: Sequence[Page]) -> None:
        look = self.bench.look
        self.setObjectName("mainWindow")
        self.setMinimumSize(*SMALLEST)
        self.side = SideBar(look, self)
        self.top = TopBar(look, self)
        self.infos = InfoBars(look, self)
        self.status = StatusBar(look, self)
        self.area = QWidget(self)
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

    def retranslate(self) -> None:
        """Words the frame and the pages that were visited in the language that is shown."""
        self._word_frame()
        self.stack.follow_words()

    def _word_frame(self) -> None:
        texts, commands = self.bench.texts, self.bench.commands
        commands.retranslate()
        self._menus.make()
        self.top.retranslate(texts, key_text(commands.action("palette")), key_text(commands.action("log")))
        self.side.list.fill(self._navigation())
        self.side.retranslate(texts)
        self._show_undo()
        self._show_status()

    def dressing(self, look: Look) -> list[Callable[[], object]]:
        """Each part bears a style sheet of its own, so that pages that are not seen need not change at once."""
        return [partial(self._dress_frame, look), *self.stack.dressing()]

    def _dress_frame(self, look: Look) -> None:
        inside = self.centralWidget()
        around = [child for child in self.children() if isinstance(child, QWidget) and child is not inside]
        for part in (*around, self.side, self.top, self.infos, self.status, self.toast_box):
            look.dress_part(part)

    def childEvent(self, event: QChildEvent) -> None:
        """Lists, dialogs and menus over the window take the style sheet when they are first shown."""
        super().childEvent(event)
        if event.type() != QEvent.Type.ChildPolished:
            return  # a child that is just made, or going, must not be looked at from Python
        child = event.child()
        if isinstance(child, QWidget) and child is not self.centralWidget():
            self.bench.look.dress_part(child)

    def _navigation(self) -> list[tuple[str, list[tuple[str, str, str, str]]]]:
        texts = self.bench.texts
        groups: dict[str, list[tuple[str, str, str, str]]] = {WORK: [], NETWORK: [], CENTRE: []}
        for page_id, page in self.stack.kinds.items():
            command = "settings" if page_id == "settings" else f"go_{page_id}"
            entry = (page_id, page.icon, texts._(page.title), key_text(self.bench.commands.action(command)))
            groups[CENTRE if page_id in CENTRE_PAGES else NETWORK if page_id in NETWORK_PAGES else WORK].append(entry)
        return [(texts._(heading), entries) for heading, entries in groups.items() if entries]

    def _restore(self) -> None:
        kept = self.bench.remembered("window")
        if not (kept and self.restoreGeometry(QByteArray.fromBase64(kept.encode("ascii", "ignore")))):
            self.resize(first_size(self.screen().availableGeometry().size(), self.minimumSize()))
        self._refit()
        self._fit_sidebar()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_sidebar()

    def _fit_sidebar(self) -> None:
        wish = self.bench.settings.sidebar
        wide = wish == "wide" or (wish != "narrow" and self.width() >= self.bench.look.px(WIDE_SIDEBAR_FROM))
        self.side.set_narrow(not wide)

    def _refit(self) -> None:
        self.status.refit()
        self.side.refit()
        self.infos.refit()
        self._word_frame()
        QTimer.singleShot(0, self, self.stack.follow_words)  # some words are painted: once all is dressed

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

    def _show_busy(self, busy: bool) -> None:
        self.setProperty("busy", busy)

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

    def edit(self, verb: str) -> None:
        """cut, copy, paste or selectAll in what has the focus."""
        method = getattr(QApplication.focusWidget(), verb, None)
        if callable(method):
            method()

    def show_infos(self, infos: tuple[Info, ...]) -> None:
        """Shows the states that last."""
        self.infos.show_infos(infos)

    def show_instead(self, widget: QWidget) -> None:
        """Shows a widget in the place of the pages: the first start."""
        self.stack.show_instead(widget)

    def say_work(self, text: str) -> None:
        """What a long piece of work is doing; the empty text when it is done."""
        self.status.work.setText(text)

    def toast(self, text: str, undo: bool = False, actions: ToastActions = ()) -> None:
        """Says what was done; with `undo` the last step can be taken back from there."""
        if undo:
            name = self.bench.texts._("Undo ({key})").format(key=key_text(self.bench.commands.action("undo")))
            actions = ((name, self.undoing.undo), *actions)
        self.toast_box.say(text, actions)
        self.bench.announce(self.toast_box, text)
