"""Many records changed in one step: each one's before and after is shown first, what the rules refuse is left out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from p2i_desktop.domain.advice import Phase
from p2i_desktop.domain.network import Transition
from p2i_desktop.domain.record import About, Record, type_key
from p2i_desktop.domain.records import BY_KEY
from p2i_desktop.domain.rules import Around, Problem, Severity, clean, locks, problems
from p2i_desktop.services.errors import Refused
from p2i_desktop.services.naming import name
from p2i_desktop.services.work import Subject
from p2i_desktop.storage.binning import Bin
from p2i_desktop.storage.numbers import Put
from p2i_desktop.storage.store import Changed

What = Literal["assign", "phase", "follow_up", "tag", "untag", "bin"]
FIELDS: dict[str, dict[What, str]] = {
    "case": {"assign": "lead_advisor", "phase": "phase", "follow_up": "follow_up_on", "tag": "tags", "untag": "tags"},
    "consultation": {"assign": "advisor", "tag": "tags", "untag": "tags"},
    "organisation": {"tag": "tags", "untag": "tags"},
    "contact": {"tag": "tags", "untag": "tags"},
    "procurement_project": {"tag": "tags", "untag": "tags"},
    "workshop": {"tag": "tags", "untag": "tags"},
}


@dataclass(frozen=True)
class BulkChange:
    """What is done with each record: `value` is a member of staff, a phase, a day, a tag; of `bin` nothing."""

    what: What
    value: Any = None
    on: date | None = None  # the day of a move
    reason: str = ""  # of a move back


@dataclass(frozen=True)
class BulkLine:
    """One record: what stands there now and what will; `refused` says why it is left out, `same` that nothing changes."""

    key: str
    name: str
    before: Any
    after: Any
    refused: tuple[Problem, ...] = ()
    same: bool = False
    saves: tuple[Record, ...] = ()


def possible(kind: str) -> tuple[What, ...]:
    """What can be done with many records of a type at once."""
    return (*FIELDS.get(kind, {}), "bin")


class Bulk(Subject):
    """The verbs of many records."""

    def plan(self, kind: str, keys: Sequence[str], change: BulkChange) -> list[BulkLine]:
        """What the change would make of these records, in their order; nothing is saved. Gone ones are left out."""
        found = self.store.many(BY_KEY[kind], list(keys))
        base = self.work.around()
        records = [found[key] for key in keys if key in found and found[key].deleted_at is None]
        return [self._line(record, change, base) for record in records]

    def carry_out(self, kind: str, change: BulkChange, lines: Iterable[BulkLine]) -> Changed:
        """Saves what was planned as one step; Conflict where a record was changed since. Refused where nothing is left."""
        wanted = [line for line in lines if not line.refused and not line.same]
        if not wanted:
            raise Refused([])
        if change.what == "bin":
            changes: list[Put | Bin] = [Bin(BY_KEY[kind], line.key) for line in wanted]
        else:
            changes = [Put(record) for line in wanted for record in line.saves]
        return self.store.apply(f"bulk_{change.what}", changes)

    def _line(self, record: Record, change: BulkChange, base: Around) -> BulkLine:
        called = name(self.store, record) or record.id
        if change.what == "bin":
            gone = replace(record, deleted_at=self.work.clock.now())
            locked = locks.locked(record, gone, base.closed, base.get)
            return BulkLine(record.id, called, None, None, (locked,) if locked else ())
        field = FIELDS[type_key(type(record))][change.what]
        before = getattr(record, field)
        after = _after(before, change)
        if after == before:
            return BulkLine(record.id, called, before, after, same=True)
        values: dict[str, Any] = {field: after}
        changed = self.work.owned(clean(replace(record, **values)))
        moves = [_move(changed, before, after, change, self.work.today())] if isinstance(after, Phase) else []
        saves: tuple[Record, ...] = (changed, *(self.work.owned(clean(move)) for move in moves))
        around = self.work.around(saves, like=base)
        hard = [
            problem
            for one in saves
            for problem in problems(one, around, record if one is changed else None)
            if problem.severity is Severity.HARD
        ]
        return BulkLine(record.id, called, before, after, tuple(dict.fromkeys(hard)), saves=saves)


def _after(before: Any, change: BulkChange) -> Any:
    if change.what == "tag":
        return before | {change.value}
    if change.what == "untag":
        return before - {change.value}
    return change.value


def _move(case: Record, old: Any, new: Any, change: BulkChange, today: date) -> Transition:
    about = About("case", case.id)
    return Transition(
        about=about, field="phase", old=str(old), new=str(new), on=change.on or today, reason=change.reason.strip(),
        centre_id=case.centre_id,
    )  # fmt: skip
