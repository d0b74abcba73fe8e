"""What is told of many workshops: those of one year, or all of them by year, type and programme; no database behind it."""

from dataclasses import dataclass
from datetime import date

from p2i_desktop.domain.event_sums import EventCount
from p2i_desktop.reports.framing import Frame, Framed


@dataclass(frozen=True, slots=True)
class EventLine:
    """One event in the words of the report language; `count` None: it is not counted (still to come, cancelled, another's).

    `year` is the one as the centre counts its years. A restricted event counts and is not told.
    """

    id: str
    number: str
    title: str
    year: int
    starts_on: date
    ends_on: date | None
    type: str
    format: str
    status: str
    place: str
    programme: str
    external: bool
    restricted: bool
    count: EventCount | None


@dataclass(frozen=True, slots=True)
class SeriesFacts(Framed):
    """Events by their day; `year` 0: of all years."""

    frame: Frame
    events: tuple[EventLine, ...]
    year: int = 0
    undated: int = 0  # events without a day, which stand nowhere
