"""What is said of a workshop in a line: when and where it is."""

from datetime import date, time
from typing import Protocol

from p2i_desktop.domain.workshops import EventFormat, Workshop
from p2i_desktop.i18n import Texts


class Timed(Protocol):
    """Something that lasts from a day and time to another."""

    @property
    def starts_on(self) -> date | None: ...
    @property
    def starts_at(self) -> time | None: ...
    @property
    def ends_on(self) -> date | None: ...
    @property
    def ends_at(self) -> time | None: ...


def times_words(what: Timed, texts: Texts) -> str:
    """`09:00–13:00`, `09:00`; empty where no time is known."""
    return "–".join(texts.time(one) for one in (what.starts_at, what.ends_at) if one is not None)


def when_words(what: Timed, texts: Texts) -> str:
    """`Wed 14.10.2026, 09:00–13:00`, or from the first to the last day."""
    if what.starts_on is None:
        return ""
    first = texts.weekday_date(what.starts_on)
    if what.ends_on in (None, what.starts_on):
        return ", ".join(filter(None, (first, times_words(what, texts))))
    last = texts.weekday_date(what.ends_on)
    begins = ", ".join(filter(None, (first, texts.time(what.starts_at) if what.starts_at else "")))
    ends = ", ".join(filter(None, (last, texts.time(what.ends_at) if what.ends_at else "")))
    return f"{begins} – {ends}"


def where_words(workshop: Workshop, texts: Texts) -> str:
    """`Demo Town + online`, `Town hall, Demo Town`, `Online`."""
    place = ", ".join(filter(None, (workshop.venue, workshop.city)))
    online = texts.label(EventFormat.ONLINE)
    if workshop.format is EventFormat.ONLINE:
        return online
    if workshop.format is EventFormat.HYBRID:
        return f"{place} + {online}" if place else texts.label(EventFormat.HYBRID)
    return place


def number_of(workshop: Workshop) -> str:
    """The number, or the provisional one while it has none."""
    return workshop.number or workshop.provisional_number
