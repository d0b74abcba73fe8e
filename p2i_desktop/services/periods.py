"""Closed periods: closed with a reason, opened again with a reason, and what changed in one since it was opened."""

from dataclasses import dataclass, replace
from datetime import date

from p2i_desktop.domain.parties import StaffMember
from p2i_desktop.domain.record import Record, type_key
from p2i_desktop.domain.records import BY_KEY
from p2i_desktop.domain.reporting import PeriodLock
from p2i_desktop.domain.rules import hard
from p2i_desktop.domain.rules.locks import COUNTED, locked
from p2i_desktop.domain.rules.problem import Closed
from p2i_desktop.services.confidential import sees
from p2i_desktop.services.errors import Changed, Refused
from p2i_desktop.services.naming import name_of
from p2i_desktop.services.steps import HistoryItem, history
from p2i_desktop.services.work import Subject

_ALSO = tuple(type_key(record_type) for record_type in COUNTED)


@dataclass(frozen=True, slots=True)
class PeriodInfo:
    """A period that was closed: by whom (initials), and who opened it again, if anyone did."""

    lock: PeriodLock
    closed_by: str
    reopened_by: str

    @property
    def is_closed(self) -> bool:
        return self.lock.reopened_on is None


@dataclass(frozen=True, slots=True)
class PeriodChange:
    """A change of a record that counts in a period, made after the period was opened again."""

    item: HistoryItem
    type: str
    id: str
    name: str


class Periods(Subject):
    """The verbs of closed periods."""

    def all(self) -> list[PeriodInfo]:
        """All periods that were ever closed, the latest first."""
        initials = {member.id: member.initials for member in self.store.find(StaffMember)}
        locks = sorted(self.store.find(PeriodLock), key=lambda lock: (lock.ends or date.min, lock.id), reverse=True)
        return [
            PeriodInfo(lock, initials.get(lock.locked_by or "", ""), initials.get(lock.reopened_by or "", ""))
            for lock in locks
        ]

    def proposal(self) -> tuple[date, date]:
        """The last complete calendar year: what a centre closes most often."""
        year = self.work.today().year - 1
        return date(year, 1, 1), date(year, 12, 31)

    def close(self, starts: date | None, ends: date | None, reason: str = "") -> Changed:
        """Closes the days from `starts` to `ends`; Refused for days that are out of order, to come, or closed already."""
        me = self.work.me()
        lock = PeriodLock(
            starts=starts, ends=ends, reason=reason, locked_on=self.work.clock.now(), locked_by=me.id if me else None
        )
        if ends is not None and ends >= self.work.today():
            raise Refused([hard("closed_too_late", "ends")])
        return self.work.put("close_period", lock)

    def reopen(self, lock_id: str, reason: str) -> Changed:
        """Opens a period again; Refused without a reason."""
        lock, me = self.work.get(PeriodLock, lock_id), self.work.me()
        opened = replace(
            lock, reopened_on=self.work.clock.now(), reopened_by=me.id if me else None, reopen_reason=reason
        )
        return self.work.put("reopen_period", opened)

    def changes_since(self, lock_id: str) -> list[PeriodChange]:
        """What was changed in a period after it was opened again, the latest first; empty while it is closed."""
        lock = self.work.get(PeriodLock, lock_id)
        opening = next((item.entry for item in history(self.work, lock_id) if item.field == "reopened_on"), "")
        if lock.reopened_on is None or lock.starts is None or lock.ends is None or not opening:
            return []
        period = Closed(lock.starts, lock.ends, lock.reopened_on.date())
        found: list[PeriodChange] = []
        for (key, record_id), entries in self.store.touched_after(opening, _ALSO).items():
            record = self.store.get(BY_KEY[key], record_id)
            if record is None or not sees(self.work, record):
                continue
            items = [item for item in history(self.work, record_id) if item.entry in entries]
            if self._counts(record, items, period):
                name = name_of(self.store, key, record_id)
                found += (PeriodChange(item, key, record_id, name) for item in items)
        return sorted(found, key=lambda change: change.item.at, reverse=True)

    def _counts(self, record: Record, items: list[HistoryItem], period: Closed) -> bool:
        """Whether a record counts in a period now, or did before one of these changes."""
        gone = replace(record, deleted_at=self.work.clock.now() if record.deleted_at is None else None)
        if locked(record, gone, (period,), self.work.around().get) is not None:
            return True
        return any(isinstance(item.old, date) and period.holds(item.old) for item in items)
