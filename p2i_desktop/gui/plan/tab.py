"""A tab of the plan editor: what it is given, and what the window asks of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QWidget

from p2i_desktop.gui.plan.hand import PlanHand
from p2i_desktop.gui.row_tabs import RowTab

if TYPE_CHECKING:
    from p2i_desktop.services.plan_file import PlanFile


class PlanTab(RowTab):
    """One tab on the version that is shown; it changes the plan through its `hand` and knows no other tab.

    The constructor makes nothing but the empty tab. `build` makes its widgets, in a turn of its own or when the tab is
    first opened; `retranslate`, `show_file` and `take_focus` come after it only. `commands` are asked for before, what
    they run comes after `build`.
    """

    opens: ClassVar[bool] = False  # the tab that is open at first

    def __init__(self, hand: PlanHand, parent: QWidget | None = None) -> None:
        super().__init__(hand.bench, parent)
        self.hand = hand

    def build(self) -> None:
        """Makes the widgets."""

    def show_file(self, file: PlanFile) -> None:
        """The plan was read anew, or another version is shown."""

    def count(self, file: PlanFile) -> str:
        """What stands behind the heading: "7", "3/8"; empty = nothing. Asked also while the tab is not built."""
        return ""

    def leave(self) -> None:
        """The window closes or shows another version: what is being typed is saved, or kept as a draft."""
