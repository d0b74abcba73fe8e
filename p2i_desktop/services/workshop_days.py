"""The workshops of a list as entries of a calendar: each day of each session, the end of registration, what else is due."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from p2i_desktop.domain.dated import BY_KIND
from p2i_desktop.domain.workshops import EventStatus, Workshop, WorkshopSession
from p2i_desktop.services.lists import Filter, Lists
from p2i_desktop.services.overview import Due, Overview
from p2i_desktop.storage.store import Store

SESSION, REGISTRATION = "workshop_session", "workshop_registration"
_OPEN = (EventStatus.PLANNED, EventStatus.REGISTRATION_OPEN)
_OWN = (Workshop, WorkshopSession)  # their days are told here, those that are past too
_MOST_DAYS = 60  # of one session


def workshop_days(
    store: Store, lists: Lists, overview: Overview, today: date, wanted: Filter, since: date, until: date
) -> list[Due]:
    """What has its day in a period, both days included, of the workshops of a filter; where nothing is filtered all else
    that has a day too."""
    ids = lists.ids("workshops", wanted)
    keys = lists.keys("workshops", ids, range(len(ids)))
    events = store.many(Workshop, keys)
    found: list[Due] = []
    for session in store.naming(WorkshopSession, "workshop", set(events)):
        found += _days_of(session, events[session.workshop or ""], today, since, until)
    found += _registrations(events.values(), today, since, until)
    entries = [one for one in overview.days(since, until) if BY_KIND[one.kind].record not in _OWN]
    everything = wanted == Filter()
    found += [one for one in entries if everything or (one.about_type == "workshop" and one.about_id in events)]
    return sorted(found, key=lambda one: (one.on, one.kind != SESSION, one.title, one.id))


def _days_of(session: WorkshopSession, event: Workshop, today: date, since: date, until: date) -> Iterator[Due]:
    first = session.starts_on
    if first is None:
        return
    last = min(max(session.ends_on or first, first), first + timedelta(days=_MOST_DAYS - 1))
    days = (last - first).days + 1
    for number in range(days):
        day = first + timedelta(days=number)
        if since <= day <= until:
            begins = session.starts_at if number == 0 else None
            ends = session.ends_at if number == days - 1 else None
            times = "–".join(f"{one:%H:%M}" for one in (begins, ends) if one is not None)
            title = " ".join(filter(None, (times, " · ".join(filter(None, (event.title, session.title))))))
            yield _entry(SESSION, f"{session.id}/{number}", day, title, event, today)


def _registrations(events: Iterable[Workshop], today: date, since: date, until: date) -> Sequence[Due]:
    return [
        _entry(REGISTRATION, event.id, event.registration_until, event.title, event, today)
        for event in events
        if event.registration_until is not None and since <= event.registration_until <= until and event.status in _OPEN
    ]


def _entry(kind: str, key: str, day: date, title: str, event: Workshop, today: date) -> Due:
    """It takes place by itself: what is past is not overdue."""
    number = event.number or event.provisional_number
    days = max((day - today).days, 0)
    return Due(kind, key, day, days, "week", title, "", number, event.city, "", "", "workshop", event.id)
