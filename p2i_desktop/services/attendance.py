"""Who was there: marks for each session, one step each, many at once; heads that were only counted."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from p2i_desktop.domain.record import Record, link_id
from p2i_desktop.domain.rules import Around, hard
from p2i_desktop.domain.workshops import (
    Attendance,
    AttendanceMode,
    AttendanceStatus,
    EventFormat,
    Participation,
    ParticipationStatus,
    Workshop,
    WorkshopSession,
)
from p2i_desktop.services.errors import Missing
from p2i_desktop.services.naming import key_of
from p2i_desktop.services.participants import ATTENDANCE, mark_of, mode_for
from p2i_desktop.services.plan_rows import examined
from p2i_desktop.services.work import Subject, refuse
from p2i_desktop.storage.binning import Bin
from p2i_desktop.storage.numbers import Put
from p2i_desktop.storage.store import Changed

R = TypeVar("R", bound=Record)
_FEW = 50  # rows up to which each asks for itself
CAME = (AttendanceStatus.PRESENT, AttendanceStatus.PART)


class AttendanceVerbs(Subject):
    """Each is one step that undo takes back whole. Refused, Conflict, Missing."""

    def mark(
        self,
        session_id: str,
        participations: Collection[str],
        status: AttendanceStatus,
        mode: AttendanceMode | None = None,
        minutes: int | None = None,
    ) -> Changed:
        """Marks rows in a session; `minutes` only of a part. Without `mode` a mark keeps its own, a new one takes that of
        its row. Who had cancelled and came is registered again."""
        session, workshop = self._session(session_id)
        rows, marks = self._rows(workshop, participations), self._marks(session.id, participations)
        made: list[Record] = []
        for row in rows:
            if status in CAME and row.status is ParticipationStatus.CANCELLED:
                made.append(replace(row, status=ParticipationStatus.REGISTERED))
            old = marks.get(row.id)
            kept = old.mode if old is not None and old.deleted_at is None else row.mode
            where = mode_for(workshop, mode or kept)
            made.append(mark_of(row, session.id, status, where, minutes, old))
        return self._write("mark_attendance", made, rows, workshop, session)

    def mark_rest(self, session_id: str, status: AttendanceStatus) -> Changed:
        """Marks all who are expected and have no mark yet; those that cancelled or wait for a place are not."""
        session, workshop = self._session(session_id)
        expected = (ParticipationStatus.REGISTERED, ParticipationStatus.INVITED)
        rows = [one for one in self.store.find(Participation, workshop=workshop.id) if one.status in expected]
        marked = {one.participation for one in self.store.find(Attendance, session=session.id)}
        return self.mark(session.id, [row.id for row in rows if row.id not in marked], status)

    def clear(self, session_id: str, participations: Collection[str]) -> Changed:
        """Takes marks away: nothing is known of these rows in this session."""
        session, workshop = self._session(session_id)
        marks = [one for one in self._marks(session.id, participations).values() if one.deleted_at is None]
        rows = self._rows(workshop, participations)
        return self.store.apply(
            "clear_attendance", [Bin(Attendance, one.id) for one in marks], args=_about(rows, workshop)
        )

    def set_mode(self, session_id: str, participations: Collection[str], mode: AttendanceMode) -> Changed:
        """On site or online, in a hybrid workshop: marks of the session change, rows without one take part so."""
        session, workshop = self._session(session_id)
        refuse(
            [hard("mode_hybrid", "mode", format=workshop.format)] if workshop.format is not EventFormat.HYBRID else []
        )
        rows, marks = self._rows(workshop, participations), self._marks(session.id, participations)
        made: list[Record] = []
        for row in rows:
            old = marks.get(row.id)
            marked = old is not None and old.deleted_at is None
            made.append(replace(old, mode=mode) if old is not None and marked else replace(row, mode=mode))
        return self._write("attendance_mode", made, rows, workshop, session)

    def count_heads(self, workshop_id: str, on_site: int | None, online: int | None) -> Changed:
        """Counted heads per mode; None = the list of names counts. What the format has not is refused (H41)."""
        workshop = self.work.get(Workshop, workshop_id)
        counted = replace(workshop, headcount_on_site=on_site, headcount_online=online)
        return self.work.put("count_heads", counted)

    # -- inside --------------------------------------------------------------------------------------------------------
    def _session(self, session_id: str) -> tuple[WorkshopSession, Workshop]:
        session = self.work.get(WorkshopSession, session_id)
        return session, self.work.get(Workshop, session.workshop or "")

    def _rows(self, workshop: Workshop, ids: Collection[str]) -> list[Participation]:
        found = self.store.many(Participation, list(ids))
        rows = [found.get(key) or self.work.get(Participation, key) for key in ids]
        for row in rows:
            if row.deleted_at is not None or row.workshop != workshop.id:
                raise Missing("participation", row.id)
        return rows

    def _marks(self, session_id: str, ids: Iterable[str]) -> dict[str, Attendance]:
        """Participation id -> its mark in a session, also one in the bin."""
        keys = {link_id(ATTENDANCE, session_id, key): key for key in ids}
        found = self.store.many(Attendance, list(keys))
        marks = {keys[key]: mark for key, mark in found.items()}
        others = set(keys.values()) - {key for key, mark in marks.items() if mark.deleted_at is None}
        if others:  # a mark that came from elsewhere has an id of its own
            for mark in self.store.naming(Attendance, "participation", others):
                if mark.session == session_id and mark.participation:
                    marks[mark.participation] = mark
        return marks

    def _write(
        self, label: str, made: Sequence[Record], rows: Collection[Participation], workshop: Workshop,
        session: WorkshopSession,
    ) -> Changed:  # fmt: skip
        within = self._read_ahead(made, rows, session) if len(rows) > _FEW else None
        changes = [Put(one) for one in examined(self.work, made, within=within)]
        return self.store.apply(label, changes, args=_about(rows, workshop))

    def _read_ahead(self, made: Sequence[Record], rows: Iterable[Participation], session: WorkshopSession) -> Around:
        """Surroundings for thousands of marks of one session: its rows and marks are read at once, not one by one."""
        around = self.work.around(made)
        people: dict[str, Record] = {row.id: row for row in rows} | {one.id: one for one in made}
        marks: dict[str, dict[str, Attendance]] = defaultdict(dict)
        for mark in (*self.store.find(Attendance, session=session.id), *made):
            if isinstance(mark, Attendance):
                marks[mark.participation or ""][mark.id] = mark

        def get(record_type: type[R], key: str, /) -> R | None:
            known = people.get(key)
            return known if isinstance(known, record_type) else around.get(record_type, key)

        def find(record_type: type[R], /, **equals: Any) -> list[R]:
            if record_type is Attendance and equals.keys() == {"participation", "session"}:
                found: Any = list(marks[equals["participation"]].values()) if equals["session"] == session.id else None
                if found is not None:
                    return list(found)
            return around.find(record_type, **equals)

        return replace(around, get=get, find=find)


def _about(rows: Collection[Participation], workshop: Workshop) -> tuple[str, ...]:
    """One row by its name, many by their workshop."""
    return tuple(key_of(row) for row in rows) if len(rows) == 1 else (key_of(workshop),)
