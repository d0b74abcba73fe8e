"""Tabs whose rows are made by Ctrl+N and done by Ctrl+D: the window has the keys, the open tab answers them."""

from __future__ import annotations

from typing import ClassVar

from p2i_desktop.gui.box import Box
from p2i_desktop.gui.commands import Command
from p2i_desktop.gui.drawers import Drawers
from p2i_desktop.gui.screen import Bench
from p2i_desktop.i18n import N_


class RowTab(Box):
    """A tab of an own window; one without rows leaves all of it as it is."""

    adds: ClassVar[bool] = False  # Ctrl+N makes a row here
    marks: ClassVar[bool] = False  # Ctrl+D marks a row as done here

    def add_row(self) -> None:
        """Ctrl+N: a new row."""

    def mark_done(self) -> None:
        """Ctrl+D: the marked row is done."""


def row_commands(prefix: str, bench: Bench, drawers: Drawers) -> list[Command]:
    """The two commands of a window whose tabs are `drawers`; each is live where the open tab takes it."""

    def opened() -> RowTab | None:
        box = drawers.current()
        return box if isinstance(box, RowTab) else None

    def adds() -> bool:
        tab = opened()
        return tab is not None and tab.adds and bench.writable()

    def marks() -> bool:
        tab = opened()
        return tab is not None and tab.marks and bench.writable()

    def add() -> None:
        tab = opened()
        if tab is not None:
            tab.add_row()

    def mark() -> None:
        tab = opened()
        if tab is not None:
            tab.mark_done()

    return [
        Command(f"{prefix}_new_row", N_("New row in this table"), add, "Ctrl+N", "case", "plus", enabled=adds),
        Command(f"{prefix}_done", N_("Mark as done"), mark, "Ctrl+D", "case", "check", enabled=marks),
    ]
