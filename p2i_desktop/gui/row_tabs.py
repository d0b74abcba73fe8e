"""Tabs whose rows are made by Ctrl+N and done by Ctrl+D: the window has the keys, the open tab answers them."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtWidgets import QWidget

from p2i_desktop.gui.box import Box
from p2i_desktop.gui.commands import Command
from p2i_desktop.gui.drawers import Drawers
from p2i_desktop.gui.row_hand import RowHand
from p2i_desktop.gui.screen import Bench
from p2i_desktop.i18n import N_


class RowTab(Box):
    """A tab of an own window; it changes the record through its `hand` and knows no other tab.

    The constructor makes nothing but the empty tab. `build` makes its widgets, in a turn of its own or when the tab is
    first opened; `retranslate`, `show_file` and `take_focus` come after it only. `commands` are asked for before, what
    they run comes after `build` (emit `wanted` first: what is brought to the front is built).
    """

    opens: ClassVar[bool] = False  # the tab that is open at first
    adds: ClassVar[bool] = False  # Ctrl+N makes a row here
    marks: ClassVar[bool] = False  # Ctrl+D marks a row as done here

    def __init__(self, hand: RowHand, parent: QWidget | None = None) -> None:
        super().__init__(hand.bench, parent)

    def build(self) -> None:
        """Makes the widgets."""

    def show_file(self, file: Any) -> None:
        """The record was read anew, or another one is shown; the `file` of the hand is the same."""

    def count(self, file: Any) -> str:
        """What stands behind the heading: "7", "3/8"; empty = nothing. Asked also while the tab is not built."""
        return ""

    def paste(self) -> bool:
        """Ctrl+V outside of texts while this tab is open; False where it takes nothing (copied files are attached then)."""
        return False

    def leave(self) -> None:
        """The window closes or shows another record: what is being typed is saved, or kept as a draft."""

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
