"""The bin: what was put there, with how much that belongs to it, and back again whole."""

import math
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from p2i_desktop.domain.parties import StaffMember
from p2i_desktop.domain.record import Record, type_key
from p2i_desktop.domain.records import BY_KEY, PARENT, RECORD_TYPES
from p2i_desktop.services.confidential import sees
from p2i_desktop.services.errors import Changed
from p2i_desktop.services.naming import name
from p2i_desktop.services.plan_file import kept_out
from p2i_desktop.services.work import Subject, refuse


@dataclass(frozen=True, slots=True)
class BinItem:
    """A record in the bin with its name, since when and by whom (initials); `parts` counts what went there with it, by
    type key; `days_left` until it is not offered any more, 0 or less when it is offered only among the older ones."""

    type: str
    id: str
    name: str
    at: datetime
    by: str
    parts: tuple[tuple[str, int], ...]
    days_left: int


class BinVerbs(Subject):
    """The verbs of the bin."""

    def items(self, older: bool = False) -> list[BinItem]:
        """What was put into the bin by hand, the latest first: of the last `bin_days` days of the rules, or also `older`.

        What went there with its parent is counted there; what an undo took back is not offered.
        """
        since = self.work.clock.now() - timedelta(days=self.work.rule_settings().bin_days)
        found = self._binned()
        parts = self._parts(found)
        initials = {member.id: member.initials for member in self.store.find(StaffMember)}
        items = [
            self._item(record, since, parts.get(record.id, Counter()), initials)
            for record in found.values()
            if (older or (record.deleted_at or since) > since) and self._parent(record, found) is None
        ]
        return sorted(items, key=lambda item: (item.at, item.id), reverse=True)

    def restore(self, type_name: str, record_id: str) -> Changed:
        """Takes a record out of the bin with all that went there with it; Refused in a closed period, and where a plan was
        agreed without it."""
        record = self.store.get(BY_KEY[type_name], record_id)
        problem = kept_out(self.work, record) if record is not None else None
        refuse([problem] if problem is not None else [])
        return self.work.unbin(type_name, record_id)

    def _binned(self) -> dict[str, Record]:
        found: dict[str, Record] = {}
        for record_type in RECORD_TYPES:
            records = self.store.find(record_type, binned=True)
            if records:
                undone = self.store.undone(record_type)
                found |= {one.id: one for one in records if one.id not in undone and sees(self.work, one)}
        return found

    def _item(self, record: Record, since: datetime, parts: "Counter[str]", initials: dict[str, str]) -> BinItem:
        assert record.deleted_at is not None
        gone = [entry for entry in self.store.history(record.id) if entry.field == "deleted_at"]
        key = type_key(type(record))
        left = max(0, math.ceil((record.deleted_at - since) / timedelta(days=1)))
        return BinItem(
            key, record.id, name(self.store, record), record.deleted_at, initials.get(gone[-1].actor, "") if gone else "",
            tuple(sorted(parts.items())), left,
        )  # fmt: skip

    def _parts(self, found: dict[str, Record]) -> "dict[str, Counter[str]]":
        counts: dict[str, Counter[str]] = {}
        for record in found.values():
            above, key = self._parent(record, found), type_key(type(record))
            while above is not None:
                counts.setdefault(above.id, Counter())[key] += 1
                above = self._parent(above, found)
        return counts

    def _parent(self, record: Record, found: dict[str, Record]) -> Record | None:
        """The record that this one went into the bin with; None when it went by itself."""
        field = PARENT.get(type(record))
        if field is None:
            return None
        value = getattr(record, field)
        key = value if isinstance(value, str) or value is None else value.id
        above = found.get(key or "")
        return above if above is not None and above.deleted_at == record.deleted_at else None
