"""Random workshops with people, attendance and answers in all states, for the recount of the figures."""

from datetime import time, timedelta
from decimal import Decimal
from typing import Any

from p2i_desktop.domain.advice import Topic
from p2i_desktop.domain.casework import Feedback, FeedbackOutcome
from p2i_desktop.domain.record import About, Record
from p2i_desktop.domain.workshops import (
    Attendance,
    AttendanceMode,
    AttendanceStatus,
    EventFormat,
    EventOrigin,
    EventStatus,
    EventType,
    ParticipantRole,
    Participation,
    ParticipationStatus,
    Workshop,
    WorkshopSession,
)
from tests.journeys.dice import Dice

_STATES = (*EventStatus, EventStatus.HELD, EventStatus.HELD, EventStatus.DOCUMENTED, EventStatus.DOCUMENTED)
_ROLES = (*ParticipantRole, *[ParticipantRole.PARTICIPANT] * 6)
_STATUSES = (*ParticipationStatus, *[ParticipationStatus.REGISTERED] * 5)
_TIMES = (time(0, 30), time(1), time(3, 30), time(9), time(10, 45), time(17), time(23))
_WRITTEN = ("", "", "New  Office", "new office", "Other Office")


def random_workshops(dice: Dice, places: list[str], people: list[str]) -> list[Record]:
    """Parents before children; in some offices nothing is ever held."""
    if dice.yes(0.15):
        return []
    found: list[Record] = []
    for _ in range(dice.rng.randrange(1, 8)):
        found += _workshop(dice, places, people)
    return found


def _workshop(dice: Dice, places: list[str], people: list[str]) -> list[Record]:
    rng, key, first = dice.rng, dice.key(), dice.day()
    zone = rng.choice(("Europe/Vienna", "Europe/Lisbon", ""))
    row = Workshop(
        id=key, title="Demo workshop", type=rng.choice(list(EventType)), format=rng.choice(list(EventFormat)), status=rng.choice(_STATES),
        origin=rng.choice((*EventOrigin, EventOrigin.OWN)), starts_on=first, ends_on=first + timedelta(days=rng.choice((0, 0, 1))),
        timezone=zone or "UTC", protocol=rng.choice(("", "Said and decided")), topics=frozenset(rng.sample(list(Topic), k=rng.randrange(3))),
        headcount_on_site=dice.some(range(60), 0.3), headcount_online=dice.some(range(60), 0.2),
    )  # fmt: skip
    found: list[Record] = [row]
    sessions = []
    for _ in range(rng.choice((0, 1, 1, 1, 2, 3))):
        starts, ends = (rng.choice(_TIMES) for _ in range(2))
        on = first + timedelta(days=rng.choice((0, 0, 1)))
        timed = dice.yes(0.85)
        session = WorkshopSession(
            id=dice.key(), workshop=key, starts_on=on, ends_on=dice.some((on, on, on + timedelta(days=1)), 0.8),
            starts_at=starts if timed else None, ends_at=ends if timed or dice.yes(0.5) else None,
        )  # fmt: skip
        sessions.append(session.id)
        found.append(session)
    for _ in range(rng.randrange(9)):
        found += _seat(dice, key, places, people, sessions)
    for _ in range(rng.choice((0, 0, 1, 3))):
        rating = dice.some(range(100, 501))
        found.append(
            Feedback(
                id=dice.key(), about=About("workshop", key), answers=rng.choice((1, 1, 1, 6)),
                rating=None if rating is None else Decimal(rating) / 100, on=dice.day(),
                outcomes=frozenset(rng.sample(list(FeedbackOutcome), k=rng.randrange(3))),
            )
        )  # fmt: skip
    return found


def _seat(dice: Dice, workshop: str, places: list[str], people: list[str], sessions: list[str]) -> list[Record]:
    rng, key = dice.rng, dice.key()
    known = dice.some(places, 0.6)
    who: dict[str, Any] = rng.choice(
        ({"contact": rng.choice(people)}, {"name_as_written": "Demo Person"}, {"group_name": "Demo class", "group_size": rng.randrange(1, 30)})
    )  # fmt: skip
    issued = dice.yes(0.4)
    found: list[Record] = [
        Participation(
            id=key, workshop=workshop, organisation=known, organisation_as_written="" if known else rng.choice(_WRITTEN),
            role=rng.choice(_ROLES), status=rng.choice(_STATUSES), mode=rng.choice(list(AttendanceMode)),
            registered_on=dice.some((dice.day(),), 0.6), certificate_code="DEMO" if issued else "",
            certificate_on=dice.day() if issued else None, **who,
        )
    ]  # fmt: skip
    found += [
        Attendance(
            id=dice.key(), session=session, participation=key, status=rng.choice((*AttendanceStatus, AttendanceStatus.PRESENT)),
            mode=rng.choice(list(AttendanceMode)), minutes=dice.some(range(100), 0.2),
        )
        for session in sessions
        if dice.yes(0.7)
    ]  # fmt: skip
    return found
