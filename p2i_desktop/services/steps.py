"""Undo, redo and the history of a record: what was done, by whom, and back again."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from p2i_desktop.domain.parties import StaffMember
from p2i_desktop.domain.record import COMMON_FIELDS, FieldKind, FieldSpec, Record, field_of, type_key
from p2i_desktop.domain.records import BY_NAME, RECORD_TYPES
from p2i_desktop.services.confidential import sees, sees_key
from p2i_desktop.services.errors import Missing
from p2i_desktop.services.naming import name_of, name_of_key
from p2i_desktop.services.work import Subject, Work
from p2i_desktop.storage.journal import Entry
from p2i_desktop.storage.store import Changed
from p2i_desktop.storage.values import Json, empty, from_json

CREATE_FILE, MAKE_DEMO = "create_file", "make_demo"
# Taken back, these would leave a file without its own centre and staff.
_FOUNDING = frozenset({CREATE_FILE, MAKE_DEMO})


@dataclass(frozen=True)
class StepName:
    """A step as the menu names it: the key of its words and the names of the records it was about."""

    label: str
    about: tuple[str, ...] = ()


@dataclass(frozen=True)
class HistoryItem:
    """One change of one field: the values as the record holds them, references by their names.

    `entry` names the change for `restore`; `raw_old` and `raw_new` are the values as JSON. A value that was erased,
    or that never was, is None. `actor` is the initials of the person, empty when nobody is known.
    """

    step: str
    label: str
    kind: str
    at: datetime
    actor: str
    type: str
    field: str
    old: object
    new: object
    raw_old: Json
    raw_new: Json
    entry: str
    created: bool


class Steps(Subject):
    """The verbs of undo and history."""

    def undo(self) -> Changed | None:
        """Takes the last step back; None when there is none; Undoable when a later change stands in the way."""
        return self.store.undo() if self.undo_label() else None

    def redo(self) -> Changed | None:
        """Does the step again that was taken back last; None when there is none."""
        return self.store.redo() if self.store.redo_step() else None

    def is_demo(self) -> bool:
        """Whether the file began as the demo centre: its offices, persons and figures are made up."""
        return self.store.first_label() == "make_demo"

    def undo_label(self) -> StepName | None:
        """The step that `undo` would take back."""
        step = self.store.undo_step()
        return self._named(step.label, step.args) if step and step.label not in _FOUNDING else None

    def redo_label(self) -> StepName | None:
        """The step that `redo` would do again."""
        step = self.store.redo_step()
        return self._named(step.label, step.args) if step else None

    def history(self, record_id: str) -> list[HistoryItem]:
        """All changes of one record, oldest first; Missing when no record ever had that id."""
        return history(self.work, record_id)

    def restore(self, record_id: str, entry: str, field: str) -> Changed:
        """Puts the value back that a field had before a change, as a new step; Refused, Conflict, Missing."""
        record = _record(self.work, record_id)
        wanted = next((item for item in self.history(record_id) if (item.entry, item.field) == (entry, field)), None)
        if wanted is None or field in COMMON_FIELDS:
            raise Missing(type_key(type(record)), record_id)
        values: dict[str, Any] = {field: _value(field_of(type(record), field), wanted.raw_old)}
        return self.work.put("restore_value", replace(record, **values))

    def _named(self, label: str, args: tuple[str, ...]) -> StepName:
        names = (name_of_key(self.store, key) for key in args if sees_key(self.work, *_split(key)))
        return StepName(label, tuple(name for name in names if name))


def _split(key: str) -> tuple[str, str]:
    kind, _, record_id = key.partition(":")
    return kind, record_id


def history(work: Work, record_id: str) -> list[HistoryItem]:
    """All changes of one record, oldest first; Missing, also for what the person at work may not see."""
    record = _record(work, record_id)
    if not sees(work, record):
        raise Missing(type_key(type(record)), record_id)
    record_type = type(record)
    entries = work.store.history(record_id)
    first = entries[0].step if entries else ""
    staff = {member.id: member.initials for member in work.store.find(StaffMember)}
    return [_item(work, record_type, entry, staff.get(entry.actor, ""), entry.step == first) for entry in entries]


def _item(work: Work, record_type: type[Record], entry: Entry, actor: str, created: bool) -> HistoryItem:
    old, new = (_shown(work, record_type, entry.field, value) for value in (entry.old, entry.new))
    return HistoryItem(
        entry.step, entry.label, entry.kind, entry.time, actor, type_key(record_type), entry.field, old, new,
        entry.old, entry.new, entry.name, created,
    )  # fmt: skip


def _shown(work: Work, record_type: type[Record], name: str, value: Json) -> object:
    """A value as people read it: references become names."""
    if name in COMMON_FIELDS or value is None:
        return value
    spec = field_of(record_type, name)
    if spec.kind is FieldKind.REF and isinstance(value, str):
        return _name(work, type_key(BY_NAME[spec.target]), value)
    if spec.kind is FieldKind.REFS and isinstance(value, list):
        return tuple(sorted(_name(work, type_key(BY_NAME[spec.target]), str(one)) for one in value))
    if spec.kind is FieldKind.ABOUT and isinstance(value, dict):
        return _name(work, str(value["type"]), str(value["id"]))
    return from_json(spec, value)


def _name(work: Work, kind: str, record_id: str) -> str:
    """The name of a record; its id where it has none, or where it is not for the person at work."""
    return (sees_key(work, kind, record_id) and name_of(work.store, kind, record_id)) or record_id


def _value(spec: FieldSpec, raw: Json) -> object:
    """The value of a field from its JSON; what never was is an empty field."""
    return empty(spec) if raw is None else from_json(spec, raw)


def _record(work: Work, record_id: str) -> Record:
    for record_type in RECORD_TYPES:
        found = work.store.get(record_type, record_id)
        if found is not None:
            return found
    raise Missing("", record_id)
