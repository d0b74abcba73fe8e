"""The commands of the window itself: file, editing, view, ways to the pages, help."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtGui import QKeySequence

from p2i_desktop.gui import mnemonics
from p2i_desktop.gui.commands import Command
from p2i_desktop.gui.page_stack import Page
from p2i_desktop.gui.screen import Bench
from p2i_desktop.i18n import N_, Texts, languages, own_name
from p2i_desktop.settings import TEXT_SIZES


class Frame(Protocol):
    """What the window offers to its commands."""

    bench: Bench

    def want_file(self, what: str) -> None: ...
    def close(self) -> bool: ...
    def undo(self) -> None: ...
    def redo(self) -> None: ...
    def can_undo(self) -> bool: ...
    def can_redo(self) -> bool: ...
    def edit(self, verb: str) -> None: ...
    def find_in_page(self) -> None: ...
    def refresh_page(self) -> None: ...
    def cycle(self, step: int) -> None: ...
    def walk(self, step: int) -> None: ...
    def can_walk(self, step: int) -> bool: ...
    def go(self, page: str) -> None: ...
    def has_file(self) -> bool: ...
    def log(self) -> None: ...
    def annual_report(self) -> None: ...
    def open_palette(self) -> None: ...
    def show_keys(self) -> None: ...
    def show_about(self) -> None: ...
    def check_certificate(self) -> None: ...
    def toggle_sidebar(self) -> None: ...
    def sidebar_is_wide(self) -> bool: ...
    def toggle_full_screen(self) -> None: ...
    def toggle_timer(self) -> None: ...


Std = QKeySequence.StandardKey
MENUS: tuple[tuple[str, str], ...] = (
    ("file", N_("&File")),
    ("edit", N_("&Edit")),
    ("view", N_("&View")),
    ("go", N_("&Go")),
    ("case", N_("&Case")),
    ("reports", N_("&Reports")),
    ("tools", N_("&Tools")),
    ("help", N_("&Help")),
)
THEME_TEXTS = (
    ("system", N_("Theme of the system")),
    ("light", N_("Light theme")),
    ("dark", N_("Dark theme")),
    ("contrast", N_("High contrast theme")),
)


def menu_letters(texts: Texts) -> frozenset[str]:
    """The letters that Alt gives to the menus: no field of a page may use them."""
    return frozenset(mnemonics.letter_of(texts._(title)) for _, title in MENUS)


def window_commands(window: Frame, pages: Sequence[Page]) -> list[Command]:
    """All commands that do not belong to a page."""
    return [
        *_file(window),
        *_edit(window),
        *_view(window),
        *_go(window, pages),
        *_work(window, {page.page_id for page in pages}),
        Command("keys", N_("Keys and commands"), window.show_keys, ("F1", "Ctrl+F1"), "help", "keyboard"),
        Command("about", N_("About P2I Desktop"), window.show_about, (), "help", "info"),
    ]


def _file(window: Frame) -> list[Command]:
    return [
        Command("new_file", N_("New casebook…"), lambda: window.want_file("new"), (), "file", "plus"),
        Command(
            "open_file",
            N_("Open another casebook…"),
            lambda: window.want_file("choose"),
            Std.Open,
            "file",
            "folder-open",
        ),
        Command("open_demo", N_("Open the demo centre"), lambda: window.want_file("demo"), (), "file", "play"),
        Command("close_window", N_("Close the window"), window.close, ("Ctrl+W",), "file", "x", group=1),
        Command("quit", N_("Quit"), window.close, ("Ctrl+Q",), "file", "", group=1),
    ]


def _edit(window: Frame) -> list[Command]:
    def edit(name: str) -> None:
        window.edit(name)

    return [
        Command("undo", N_("Undo"), window.undo, Std.Undo, "edit", "undo-2", window.can_undo, follows=True),
        Command(
            "redo",
            N_("Redo"),
            window.redo,
            ("Ctrl+Y", "Ctrl+Shift+Z"),
            "edit",
            "redo-2",
            window.can_redo,
            follows=True,
        ),
        Command("cut", N_("Cut"), lambda: edit("cut"), Std.Cut, "edit", "", group=1),
        Command("copy", N_("Copy"), lambda: edit("copy"), Std.Copy, "edit", "copy", group=1),
        Command("paste", N_("Paste"), lambda: edit("paste"), Std.Paste, "edit", "", group=1),
        Command("select_all", N_("Select all"), lambda: edit("selectAll"), Std.SelectAll, "edit", "", group=1),
        Command("find", N_("Search in this page"), window.find_in_page, Std.Find, "edit", "search", group=2),
    ]


def _view(window: Frame) -> list[Command]:
    bench = window.bench
    themes = [
        Command(
            f"theme_{theme}",
            text,
            lambda theme=theme: bench.update(theme=theme),  # type: ignore[misc]
            menu="view",
            group=2,
            checked=lambda theme=theme: bench.settings.theme == theme,  # type: ignore[misc]
        )
        for theme, text in THEME_TEXTS
    ]
    tongues = [
        Command(
            f"language_{code}",
            own_name(code),
            lambda code=code: bench.update(language=code),  # type: ignore[misc]
            menu="view",
            group=3,
            checked=lambda code=code: bench.texts.language == code,  # type: ignore[misc]
        )
        for code in languages()
    ]
    return [
        Command("sidebar", N_("Sidebar with names"), window.toggle_sidebar, "F9", "view", "panel-left",
                checked=window.sidebar_is_wide),
        Command("refresh", N_("Refresh"), window.refresh_page, ("F5",), "view", "rotate-ccw"),
        Command("next_pane", N_("Next pane"), lambda: window.cycle(1), "F6", "view"),
        Command("previous_pane", N_("Previous pane"), lambda: window.cycle(-1), "Shift+F6", "view"),
        Command("full_screen", N_("Full screen"), window.toggle_full_screen, ("F11",), "view"),
        Command("text_larger", N_("Larger text"), lambda: _step(window, 1), ("Ctrl++", "Ctrl+="), "view", group=1,
                enabled=lambda: bench.settings.text_size < TEXT_SIZES[-1]),
        Command("text_smaller", N_("Smaller text"), lambda: _step(window, -1), "Ctrl+-", "view", group=1,
                enabled=lambda: bench.settings.text_size > TEXT_SIZES[0]),
        Command("text_normal", N_("Normal text size"), lambda: bench.update(text_size=100), "Ctrl+0", "view", group=1),
        *themes,
        *tongues,
    ]  # fmt: skip


def _step(window: Frame, direction: int) -> None:
    """The next text size of the list, up or down."""
    at = TEXT_SIZES.index(window.bench.settings.text_size) + direction
    window.bench.update(text_size=TEXT_SIZES[min(max(at, 0), len(TEXT_SIZES) - 1)])


def _go(window: Frame, pages: Sequence[Page]) -> list[Command]:
    numbered = [page for page in pages if page.page_id not in ("reports", "safety", "settings")]

    def key(page: Page) -> str | tuple[str, ...]:
        return f"Ctrl+{numbered.index(page) + 1}" if page in numbered else ()

    ways = [
        Command(f"go_{page.page_id}", page.title, lambda page=page: window.go(page.page_id), key(page), "go", page.icon)  # type: ignore[misc]
        for page in pages
        if page.page_id != "settings"
    ]
    return [
        Command("palette", N_("Search everything or run a command…"), window.open_palette, "Ctrl+K", "go", "search"),
        *ways,
        Command("back", N_("Back"), lambda: window.walk(-1), "Alt+Left", "go", "chevron-left", group=1,
                enabled=lambda: window.can_walk(-1)),
        Command("forward", N_("Forward"), lambda: window.walk(1), "Alt+Right", "go", "chevron-right", group=1,
                enabled=lambda: window.can_walk(1)),
    ]  # fmt: skip


def _work(window: Frame, pages: set[str]) -> list[Command]:
    has_file = window.has_file
    commands = [
        Command("log", N_("Log consultation…"), lambda: window.log(), "Ctrl+L", "case", "phone-call", has_file),
        Command("timer", N_("Start or stop the timer"), window.toggle_timer, "Ctrl+J", "case", "timer", has_file),
    ]
    if "reports" in pages:
        commands.append(
            Command("annual_report", N_("Annual report"), window.annual_report, "Ctrl+R", "reports",
                    "file-chart-column", has_file)
        )  # fmt: skip
    if "workshops" in pages:
        commands.append(
            Command("check_certificate", N_("Check a certificate…"), window.check_certificate, (), "tools",
                    "circle-check", has_file)
        )  # fmt: skip
    if "settings" in pages:
        commands.append(
            Command("settings", N_("Settings"), lambda: window.go("settings"), ("Ctrl+,",), "tools", "settings")
        )
    return commands
