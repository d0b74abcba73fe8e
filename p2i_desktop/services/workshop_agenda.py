"""What follows a change in the programme of an event: later lines move with it, a session for each day."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import time
from typing import Any

from p2i_desktop.domain.workshop_dates import days_of, later
from p2i_desktop.domain.workshops import AgendaItem, Workshop, WorkshopSession
from p2i_desktop.services.workshop_file import sessions_of
from p2i_desktop.services.workshops import Workshops
from p2i_desktop.storage.store import Changed

_DAY = 24 * 60  # minutes


def save_line(
    verbs: Workshops, base: AgendaItem, field: str, value: Any, draft: tuple[str, str] | None = None
) -> Changed:
    """Saves a field of a line; with another start or length the later lines of its day move by as much, in the same step.
    Refused, Conflict, Missing."""
    now = verbs.work.get(AgendaItem, base.id)
    values: dict[str, Any] = {field: value}
    wish = replace(now, **values)
    rows = verbs.ordered(AgendaItem, now.workshop or "")
    return verbs.save_rows([wish, *followers(rows, now, wish)], draft=draft)


def followers(rows: Sequence[AgendaItem], now: AgendaItem, wish: AgendaItem) -> list[AgendaItem]:
    """The later lines of the same day, moved by as much as the end of a line moved; `rows` in their order."""
    if now.starts is None or wish.starts is None or now.day != wish.day:
        return []
    by = _minute(wish.starts) + wish.minutes - _minute(now.starts) - now.minutes
    at = next((number for number, row in enumerate(rows) if row.id == now.id), len(rows))
    behind = [row for row in rows[at + 1 :] if row.day == now.day and row.starts is not None]
    return [replace(row, starts=later(row.starts, by % _DAY)) for row in behind if row.starts is not None and by]


def session_each_day(verbs: Workshops, workshop_id: str) -> Changed:
    """Makes of one session over several days one for each day, with the times of the event; what was taken for the one stays
    with the first day. Refused."""
    event: Workshop = verbs.workshop(workshop_id)
    first = next(iter(sessions_of(verbs.work, workshop_id)))
    times: dict[str, Any] = {"starts_at": event.starts_at, "ends_at": event.ends_at}
    days = days_of(event)
    made = [replace(first, starts_on=days[0], ends_on=days[0], **times)]
    made += [
        WorkshopSession(workshop=workshop_id, starts_on=day, ends_on=day, room=first.room, **times) for day in days[1:]
    ]
    return verbs.save_rows(made, "sessions_each_day")


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute
