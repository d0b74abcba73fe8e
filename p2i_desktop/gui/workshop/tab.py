"""A tab of the workshop's window: what it is given, and what the window asks of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from p2i_desktop.gui.row_tabs import RowTab
from p2i_desktop.gui.workshop.hand import WorkshopHand

if TYPE_CHECKING:
    from p2i_desktop.services.workshop_file import WorkshopFile


class WorkshopTab(RowTab):
    """One tab on the workshop that is shown; it changes it through its `hand` and knows no other tab.

    The constructor makes nothing but the empty tab. `build` makes its widgets, in a turn of its own or when the tab is
    first opened; `retranslate`, `show_file` and `take_focus` come after it only. `commands` are asked for before, what
    they run comes after `build` (emit `wanted` first: what is brought to the front is built).
    """

    def __init__(self, hand: WorkshopHand, parent: QWidget | None = None) -> None:
        super().__init__(hand.bench, parent)
        self.hand = hand

    def build(self) -> None:
        """Makes the widgets."""

    def show_file(self, file: WorkshopFile) -> None:
        """The workshop was read anew; `hand.file` is the same."""

    def count(self, file: WorkshopFile) -> str:
        """What stands behind the heading: "42", "34/42"; empty = nothing. Asked also while the tab is not built."""
        return ""

    def paste(self) -> bool:
        """Ctrl+V outside of texts while this tab is open; False where it takes nothing (copied files are attached then)."""
        return False

    def leave(self) -> None:
        """The window closes: what is being typed is saved, or kept as a draft."""
