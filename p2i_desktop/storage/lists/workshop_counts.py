"""Who was registered and who came, of many workshops at once: counted as everywhere, from few columns."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, select

from p2i_desktop.domain.presence import Event, Mark, Presence, Seat, only_mode, presence
from p2i_desktop.domain.workshops import EventFormat
from p2i_desktop.storage.lists.parts import listed, these
from p2i_desktop.storage.tables import table

_W, _S, _P, _A = (table(name) for name in ("workshop", "workshop_session", "participation", "attendance"))
_EVENTS = select(
    _W.c.id, _W.c.headcount_on_site, _W.c.headcount_online, _W.c.starts_on, _W.c.format
).where(listed(_W.c.id))  # fmt: skip
_SESSIONS = select(_S.c.id, _S.c.workshop).where(listed(_S.c.workshop), _S.c.deleted_at.is_(None))
_SEATS = select(
    _P.c.workshop, _P.c.id, _P.c.contact, _P.c.organisation, _P.c.name_as_written, _P.c.group_name, _P.c.group_size,
    _P.c.role, _P.c.status, _P.c.mode, _P.c.registered_on,
).where(listed(_P.c.workshop), _P.c.deleted_at.is_(None))  # fmt: skip
_MARKS = (
    select(_A.c.participation, _A.c.session, _A.c.status, _A.c.mode, _A.c.minutes)
    .join_from(_S, _A, _A.c.session == _S.c.id)
    .where(listed(_S.c.workshop), _S.c.deleted_at.is_(None), _A.c.deleted_at.is_(None))
)


def counted(conn: Connection, workshops: Iterable[str]) -> dict[str, Presence]:
    """Workshop id -> its participations; minutes are not worked out here (0)."""
    wanted = these(sorted(set(workshops)))
    marks: defaultdict[str, list[Mark]] = defaultdict(list)
    for seat, *rest in conn.execute(_MARKS, wanted):
        marks[seat].append(Mark(*rest))
    seats: defaultdict[str, list[Seat]] = defaultdict(list)
    for row in conn.execute(_SEATS, wanted):
        seats[row.workshop].append(_seat(row, tuple(marks.get(row.id, ()))))
    sessions: defaultdict[str, dict[str, int | None]] = defaultdict(dict)
    for key, workshop in conn.execute(_SESSIONS, wanted):
        sessions[workshop][key] = None
    return {
        row.id: presence(
            Event(
                row.headcount_on_site,
                row.headcount_online,
                row.starts_on,
                sessions[row.id],
                only_mode(EventFormat(row.format)),
            ),
            seats[row.id],
        )
        for row in conn.execute(_EVENTS, wanted)
    }


def _seat(row: Any, marks: tuple[Mark, ...]) -> Seat:
    size = row.group_size if row.group_name else 0
    name = row.group_name or row.name_as_written
    return Seat(
        row.id, row.contact, row.organisation, name, size, row.role, row.status, row.mode, row.registered_on, marks
    )
