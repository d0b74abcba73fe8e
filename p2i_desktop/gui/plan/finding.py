"""A tab of the plan editor that can be opened at one of its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from p2i_desktop.services.plan_file import PlanFile


@runtime_checkable
class Finds(Protocol):
    """What such a tab offers to the window."""

    def has(self, file: PlanFile, row_id: str) -> bool:
        """Whether a row of the plan is shown here. Asked also while the tab is not built."""
        ...

    def go_to(self, row_id: str) -> None:
        """Marks a row that it `has`, with the keyboard on it; the tab is built and shows the plan."""
        ...
