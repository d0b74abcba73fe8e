"""How the tabs of a workshop change it: one way for every change, refusals are said above the tabs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from p2i_desktop.domain.record import Record, fields_of
from p2i_desktop.gui.plan.drafts import CellDraft
from p2i_desktop.gui.plan.grid_model import Column
from p2i_desktop.gui.plan.hand import Both, compare
from p2i_desktop.gui.screen import Bench
from p2i_desktop.gui.sentences import sentence
from p2i_desktop.services.errors import Conflict

if TYPE_CHECKING:
    from p2i_desktop.services.office import Changed, Office
    from p2i_desktop.services.workshop_file import WorkshopFile

FORM = "workshop_cell"


class WorkshopHand(QObject):
    """What all tabs share: the workshop that is shown as it was read last, and the way to change it."""

    refused = Signal(str)  # a sentence; empty = nothing stands against it any more
    conflict = Signal(object, object, object)  # record type, [(field, mine, theirs)], what takes (field, value)

    def __init__(self, bench: Bench, workshop_id: str, parent: QObject) -> None:
        super().__init__(parent)
        self.bench, self.workshop_id = bench, workshop_id
        self.file: WorkshopFile | None = None
        self.drafts = CellDraft(bench, workshop_id, self, FORM)
        self.letters: Callable[[], tuple[str, ...]] = tuple  # mnemonics of the window around the tabs

    def may_write(self) -> bool:
        """Whether anything can be changed."""
        return self.bench.writable() and self.file is not None

    def is_locked(self, _row: Any, _column: Column) -> bool:
        """Whether a cell of a row is only read: none is."""
        return False

    def do(
        self,
        edit: Callable[[Office], Changed | None],
        then: Callable[[], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
    ) -> None:
        """Changes the workshop in one step; `failed` hears what the window does not say by itself."""

        def done(_changed: Changed | None) -> None:
            self.refused.emit("")
            if then is not None:
                then()

        def not_done(error: Exception) -> None:
            if not isValid(self):  # the window was closed meanwhile; what was typed lies in its draft
                self.bench.fault(Conflict(None, error.now, error.now) if isinstance(error, Both) else error)
            elif isinstance(error, Both):
                self.conflict.emit(type(error.now), error.fields, partial(self._settle, error.now))
            else:
                (failed or self.say)(error)

        self.bench.desk.do(edit, done, self, not_done, self)

    def save_row(
        self,
        wish: Record,
        base: Record | None = None,
        then: Callable[[], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
        draft: tuple[str, str] | None = None,
    ) -> None:
        """Saves a row; `base` is the row as it was shown, None for a new one; `draft` (form, key) goes with the step.

        What others changed in other fields stays; a field that both changed is shown with both values."""
        kind = type(wish)

        def edit(office: Office) -> Changed | None:
            if base is None:
                return office.workshops.save_row(wish, draft)
            now = office.work.get(kind, wish.id)
            if now.revision != base.revision:
                compare(base, wish, now)
            names = [one.name for one in fields_of(kind) if getattr(wish, one.name) != getattr(base, one.name)]
            values: dict[str, Any] = {name: getattr(wish, name) for name in names}
            return office.workshops.save_row(replace(now, **values), draft)

        self.do(edit, then, failed)

    def remove_row(self, row: Record, then: Callable[[], object] | None = None) -> None:
        """Puts a row into the bin; Ctrl+Z brings it back."""
        kind = type(row)
        self.do(lambda office: office.workshops.remove_row(office.work.get(kind, row.id)), then)

    def reorder(self, row: Record, before: str | None) -> None:
        """Puts a row in front of another one, None: at the end; the times of the day follow."""
        kind: Any = type(row)
        self.do(lambda office: office.workshops.reorder(office.work.get(kind, row.id), before))

    def say(self, error: Exception) -> None:
        """Says what stands against a change; our own bugs go to the crash report."""
        words = sentence(error, self.bench.texts)
        if words is None or not isValid(self):
            self.bench.fault(error)
        else:
            self.refused.emit(words)

    def _settle(self, now: Record, name: str, value: object) -> None:
        """Somebody decided for one of two values."""
        if getattr(now, name) != value:
            values: dict[str, Any] = {name: value}
            self.save_row(replace(now, **values), now)
