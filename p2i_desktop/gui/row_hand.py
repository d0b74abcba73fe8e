"""How the tabs of a window change the rows of its record: one way for every change, refusals are said above the tabs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from p2i_desktop.domain.record import Record, fields_of
from p2i_desktop.gui.cell_drafts import CellDraft
from p2i_desktop.gui.screen import Bench
from p2i_desktop.gui.sentences import sentence
from p2i_desktop.services.errors import Conflict

if TYPE_CHECKING:
    from p2i_desktop.services.office import Changed, Office

R = TypeVar("R", bound=Record)


class Both(Exception):  # noqa: N818
    """Two people changed the same fields of a row: the row as it is now, and (field, mine, theirs)."""

    def __init__(self, now: Record, fields: list[tuple[str, object, object]]) -> None:
        super().__init__(type(now).__name__)
        self.now, self.fields = now, fields


class RowVerbs(Protocol):
    """The verbs of the rows of one kind of record."""

    def save_row(self, row: Any, draft: tuple[str, str] | None = None, /) -> Changed | None: ...
    def remove_row(self, row: Any, /) -> Changed | None: ...
    def reorder(self, row: Any, before: str | None, /) -> Changed | None: ...


@dataclass(frozen=True)
class Place:
    """Where a change goes: the record that is shown, whose rows are the rows that are shown."""

    record_id: str

    def row(self, row_id: str) -> str:
        """The id of a row there."""
        return row_id

    def value(self, target: str | None, value: Any) -> Any:
        """What a field that names a record of the type `target` (None: no record) says there."""
        return value

    def same_rows(self) -> bool:
        """Whether they are the rows that are shown, so that somebody else may have changed them meanwhile."""
        return True

    def of(self, record: R) -> R:
        """A new row as it is there."""
        values: dict[str, Any] = {
            spec.name: self.value(spec.target, getattr(record, spec.name)) for spec in fields_of(type(record))
        }
        return replace(record, **values)

    def changed(self, base: R, wish: R, now: R) -> R:
        """The row `now` of that place with all that `wish` changed of `base`."""
        values: dict[str, Any] = {
            spec.name: self.value(spec.target, getattr(wish, spec.name))
            for spec in fields_of(type(wish))
            if getattr(wish, spec.name) != getattr(base, spec.name)
        }
        return replace(now, **values)


class RowHand(QObject):
    """What all tabs share: the record that is shown as it was read last, and the way to change it."""

    refused = Signal(str)  # a sentence; empty = nothing stands against it any more
    conflict = Signal(object, object, object)  # record type, [(field, mine, theirs)], what takes (field, value)

    def __init__(self, bench: Bench, record_id: str, form: str, verbs: Callable[[Office], RowVerbs]) -> None:
        """`form` names the drafts of cells; `verbs` save, remove and order the rows."""
        super().__init__()
        self.bench, self.record_id = bench, record_id
        self._verbs = verbs
        self.file: Any = None
        self.drafts = CellDraft(bench, record_id, self, form)
        self.letters: Callable[[], tuple[str, ...]] = tuple  # mnemonics of the window around the tabs

    def place(self) -> Any:
        """Where changes go: a Place."""
        return Place(self.record_id)

    def may_write(self) -> bool:
        """Whether anything can be changed."""
        return self.bench.writable() and self.file is not None

    def may_add(self, _kind: type[Record]) -> bool:
        """Whether rows of a type may come and go."""
        return self.may_write()

    def is_locked(self, _row: Any, _column: Any) -> bool:
        """Whether a cell of a row is only read: none is."""
        return False

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

        def edit(office: Office, place: Place) -> Changed | None:
            if base is None:
                return self._verbs(office).save_row(place.of(wish), draft)
            now = office.work.get(kind, place.row(wish.id))
            if now.revision != base.revision and place.same_rows():
                compare(base, wish, now)
            return self._verbs(office).save_row(place.changed(base, wish, now), draft)

        self.at(self.place(), edit, then, failed)

    def remove_row(self, row: Record, then: Callable[[], object] | None = None) -> None:
        """Puts a row into the bin; Ctrl+Z brings it back."""
        kind = type(row)

        def edit(office: Office, place: Place) -> Changed | None:
            return self._verbs(office).remove_row(office.work.get(kind, place.row(row.id)))

        self.at(self.place(), edit, then)

    def reorder(self, row: Record, before: str | None) -> None:
        """Puts a row in front of another one, None: at the end."""
        kind = type(row)

        def edit(office: Office, place: Place) -> Changed | None:
            target = place.row(before) if before is not None else None
            return self._verbs(office).reorder(office.work.get(kind, place.row(row.id)), target)

        self.at(self.place(), edit)

    def say(self, error: Exception) -> None:
        """Says what stands against a change; our own bugs go to the crash report."""
        words = sentence(error, self.bench.texts)
        if words is None or self._closed():
            self.bench.fault(error)
        else:
            self.refused.emit(words)

    def at(
        self,
        place: Any,
        edit: Callable[[Office, Any], Changed | None],
        then: Callable[[], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
    ) -> None:
        """Does a change at a place in one step; `failed` hears what the window does not say by itself."""

        def done(_changed: Changed | None) -> None:
            self.refused.emit("")
            if then is not None:
                then()

        def not_done(error: Exception) -> None:
            if self._closed():  # what was typed lies in its draft
                self.bench.fault(Conflict(None, error.now, error.now) if isinstance(error, Both) else error)
            elif isinstance(error, Both):
                self.conflict.emit(type(error.now), error.fields, partial(self._settle, error.now))
            elif not self.otherwise(error, edit, then):
                (failed or self.say)(error)

        self.bench.desk.do(lambda office: edit(office, place), done, self, not_done, self)

    def otherwise(self, error: Exception, edit: Any, then: Callable[[], object] | None) -> bool:
        """Whether a refused change is offered in another way."""
        return False

    def _closed(self) -> bool:
        """Whether the window was closed meanwhile: what it would say nobody would see."""
        if not isValid(self):
            return True
        window = self.parent()
        return isinstance(window, QWidget) and not window.isVisible()

    def _settle(self, now: Record, name: str, value: object) -> None:
        """Somebody decided for one of two values."""
        if getattr(now, name) != value:
            values: dict[str, Any] = {name: value}
            self.save_row(replace(now, **values), now)


def compare(base: Record, wish: Record, now: Record) -> None:
    """Raises Both where somebody else changed the same fields meanwhile."""
    names = [spec.name for spec in fields_of(type(wish)) if getattr(wish, spec.name) != getattr(base, spec.name)]
    both = [
        (name, getattr(wish, name), getattr(now, name))
        for name in names
        if getattr(now, name) not in (getattr(base, name), getattr(wish, name))
    ]
    if both:
        raise Both(now, both)
