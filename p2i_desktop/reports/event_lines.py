"""Workshops as the annual report lists them: the events of the year, who took part without a name, how they were judged."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class WorkshopLine:
    """A workshop of the period that was held, counted; `rating` is the mean of `rated` answers out of `answers`.

    `hours_known`: False where a session has no times, so that `hours` are the least."""

    id: str
    number: str
    title: str
    type: str
    format: str
    status: str
    starts_on: date
    ends_on: date | None
    place: str
    topics: str
    participations: int
    on_site: int
    online: int
    persons: int
    organisations: int
    registered: int
    no_shows: int
    walk_ins: int
    hours: Decimal
    hours_known: bool
    rating: Decimal | None
    rated: int
    answers: int
    certificates: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ParticipationLine:
    """One who lies behind a figure, without a name: `row` counts within the workshop; a group has its size."""

    id: str
    workshop: str
    number: str
    starts_on: date
    row: int
    role: str
    group_size: int | None
    kind: str
    country: str
    mode: str
    came: str
    heads: int
    minutes: Decimal
    certificate_on: date | None


@dataclass(frozen=True, slots=True)
class WorkshopFacts:
    """The workshops of a year by day, without restricted ones; the months are those of the report year, this and last year,
    restricted ones included, like `modes`: participations on site and online; `scores`: how often 1, 2, 3, 4 and 5 was given to a question of the forms."""

    workshops: tuple[WorkshopLine, ...] = ()
    participations: tuple[ParticipationLine, ...] = ()
    months: tuple[tuple[int | None, ...], tuple[int | None, ...]] = ((), ())
    people: tuple[tuple[int | None, ...], tuple[int | None, ...]] = ((), ())
    modes: tuple[int, int] = (0, 0)
    scores: tuple[int, ...] = (0, 0, 0, 0, 0)
    nothing: bool = True  # neither in this year nor in the two before was any held
