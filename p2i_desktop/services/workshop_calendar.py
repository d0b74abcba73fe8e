"""An event as entries of a calendar: one for each of its sessions, in its own time zone, with its agenda in the text."""

from collections.abc import Iterator
from datetime import date, time

from p2i_desktop.domain.workshop_dates import days_of
from p2i_desktop.domain.workshops import AgendaItem, EventFormat, EventStatus, Workshop, WorkshopSession
from p2i_desktop.exchange.calendar_file import Entry, EntryStatus
from p2i_desktop.i18n import Texts
from p2i_desktop.services.workshop_file import WorkshopFile

UID = "{id}@p2i-desktop"
_STATUS = {
    EventStatus.IDEA: EntryStatus.TENTATIVE,
    EventStatus.PLANNED: EntryStatus.TENTATIVE,
    EventStatus.CANCELLED: EntryStatus.CANCELLED,
}


def workshop_entries(file: WorkshopFile, texts: Texts) -> list[Entry]:
    """The entries of an event; those of sessions without times are whole days. An event without a day has none."""
    found = []
    several = len(file.sessions) > 1
    for number, session in enumerate(file.sessions, 1):
        first = session.starts_on or file.workshop.starts_on
        if first is not None:
            found.append(_entry(file, session, first, number if several else 0, texts))
    return found


def _entry(file: WorkshopFile, session: WorkshopSession, first: date, number: int, texts: Texts) -> Entry:
    workshop, last = file.workshop, max(session.ends_on or first, first)
    minutes = file.event.sessions.get(session.id)
    whole_days = session.starts_at is None or (minutes is None and last > first)
    return Entry(
        uid=UID.replace("{id}", session.id),
        sequence=session.revision + workshop.revision,
        on=first,
        title=_title(workshop, session, number, texts),
        at=None if whole_days else session.starts_at,
        minutes=None if whole_days else minutes,
        last=last if whole_days else None,
        place=_place(workshop, session, texts),
        text="\n".join(_told(file, session, first, last, texts)),
        status=_STATUS.get(workshop.status, EntryStatus.CONFIRMED),
    )


def _title(workshop: Workshop, session: WorkshopSession, number: int, texts: Texts) -> str:
    """The title of the event; where it has several sessions, which one."""
    if not number:
        return workshop.title
    part = session.title or texts._("session {number}").format(number=number)
    return texts._("{event}: {session}").replace("{session}", part).replace("{event}", workshop.title)


def _place(workshop: Workshop, session: WorkshopSession, texts: Texts) -> str:
    parts = (session.room, workshop.venue, workshop.city, texts.country(workshop.country) if workshop.country else "")
    there = "" if workshop.format is EventFormat.ONLINE else ", ".join(part for part in parts if part)
    line = workshop.link if workshop.format is not EventFormat.ON_SITE else ""
    return " · ".join(part for part in (there, line) if part)


def _told(file: WorkshopFile, session: WorkshopSession, first: date, last: date, texts: Texts) -> Iterator[str]:
    workshop = file.workshop
    yield " · ".join(part for part in (file.key, texts.label(workshop.type), texts.label(workshop.format)) if part)
    if file.organisers:
        yield ", ".join(dict.fromkeys([*file.organisers, *file.co_organisers]))
    if last > first and session.starts_at is not None and session.ends_at is not None:
        yield f"{texts.date(first)} {texts.time(session.starts_at)} – {texts.date(last)} {texts.time(session.ends_at)}"
    days = {day: number for number, day in enumerate(days_of(workshop), 1)}
    for item in file.agenda:
        on = next((day for day, number in days.items() if number == item.day), None)
        if on is not None and first <= on <= last and _within(item, session, on):
            yield _line(item, texts)


def _within(item: AgendaItem, session: WorkshopSession, on: date) -> bool:
    """Whether a line of the agenda lies in a session; one without a time does on each of its days."""
    begins, ends = session.starts_at or time.min, session.ends_at or time.max
    if item.starts is None:
        return True
    after = on != session.starts_on or item.starts >= begins
    before = on != (session.ends_on or session.starts_on) or item.starts < ends
    return after and before


def _line(item: AgendaItem, texts: Texts) -> str:
    when = texts.time(item.starts) if item.starts is not None else ""
    head = " ".join(part for part in (when, item.title) if part)
    return f"{head} ({item.speaker})" if item.speaker else head
