"""How the tabs of a workshop change it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from p2i_desktop.gui.row_hand import RowHand
from p2i_desktop.gui.screen import Bench

if TYPE_CHECKING:
    from p2i_desktop.services.office import Changed, Office
    from p2i_desktop.services.workshop_file import WorkshopFile

FORM = "workshop_cell"


class WorkshopHand(RowHand):
    """What all tabs share: the workshop that is shown as it was read last, and the way to change it."""

    file: WorkshopFile | None

    def __init__(self, bench: Bench, workshop_id: str) -> None:
        super().__init__(bench, workshop_id, FORM, lambda office: office.workshops)

    @property
    def workshop_id(self) -> str:
        """The workshop that is shown."""
        return self.record_id

    def do(
        self,
        edit: Callable[[Office], Changed | None],
        then: Callable[[], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
    ) -> None:
        """Changes the workshop in one step; `failed` hears what the window does not say by itself."""
        self.at(self.place(), lambda office, _place: edit(office), then, failed)
