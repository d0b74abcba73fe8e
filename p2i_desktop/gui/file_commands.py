"""The commands of a tab that shows attached files."""

from __future__ import annotations

from collections.abc import Callable

from p2i_desktop.gui.box import Box
from p2i_desktop.gui.commands import Command
from p2i_desktop.gui.files_panel import FilesPanel
from p2i_desktop.i18n import N_


def file_commands(prefix: str, tab: Box, panel: Callable[[], FilesPanel | None]) -> list[Command]:
    """Attach, open and save; `panel` is None while the tab is not built: brought to the front, it is."""

    def here(run: Callable[[FilesPanel], object]) -> Callable[[], None]:
        def go() -> None:
            tab.wanted.emit()
            built = panel()
            if built is not None:
                run(built)

        return go

    def chosen() -> bool:
        built = panel()
        return built is not None and built.chosen()

    return [
        Command(f"{prefix}_attach", N_("Attach file…"), here(lambda built: built.choose()), "Ctrl+Shift+A", "case",
                "paperclip", enabled=tab.bench.writable),
        Command(f"{prefix}_open_file", N_("Open document"), here(lambda built: built.open_file()), (), "case",
                "external-link", enabled=chosen),
        Command(f"{prefix}_save_file", N_("Save document as…"), here(lambda built: built.save_as()), (), "case",
                "download", enabled=chosen),
    ]  # fmt: skip
