"""Many events added up: how many, who took part, how long, how they were judged; the same counting as EVT-01 to EVT-08."""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple, TypeVar

Key = TypeVar("Key")


class EventCount(NamedTuple):
    """One event that was held, counted: `rated` people gave `points` together, `answers` answered of all who were there."""

    participations: int
    on_site: int
    online: int
    persons: frozenset[str]
    organisations: frozenset[str]
    minutes: Decimal
    answers: int
    rated: int
    points: Decimal


class EventSum(NamedTuple):
    """Several events: persons and organisations each once, the mean of all ratings, the share (per cent) who answered."""

    events: int
    participations: int
    on_site: int
    online: int
    persons: int
    organisations: int
    hours: Decimal
    answers: int
    rated: int
    mean: Decimal | None
    rate: Decimal | None


def summed(counts: Iterable[EventCount]) -> EventSum:
    """Events added up; a total over groups is not the sum of their persons and organisations."""
    found = list(counts)
    people, answers = sum(one.participations for one in found), sum(one.answers for one in found)
    rated = sum(one.rated for one in found)
    points = sum((one.points for one in found), Decimal(0))
    return EventSum(
        events=len(found), participations=people, on_site=sum(one.on_site for one in found),
        online=sum(one.online for one in found), persons=len(frozenset().union(*(one.persons for one in found))),
        organisations=len(frozenset().union(*(one.organisations for one in found))),
        hours=sum((one.minutes for one in found), Decimal(0)) / 60, answers=answers, rated=rated,
        mean=points / rated if rated else None, rate=Decimal(100 * answers) / people if people else None,
    )  # fmt: skip


def grouped(pairs: Iterable[tuple[Key, EventCount]]) -> dict[Key, EventSum]:
    """The sum of each group, in the order in which the groups first come."""
    found: dict[Key, list[EventCount]] = {}
    for key, one in pairs:
        found.setdefault(key, []).append(one)
    return {key: summed(counts) for key, counts in found.items()}
