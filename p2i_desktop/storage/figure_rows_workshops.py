"""The rows of workshops, those who took part and their answers behind the figures, read in the same snapshot as the others."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, time
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, select

from p2i_desktop.domain.figures.market_rows import FeedbackRow
from p2i_desktop.domain.figures.workshop_rows import HELD, OURS, CertificateRow, WorkshopRow, WorkshopRows
from p2i_desktop.domain.presence import Mark, Seat
from p2i_desktop.domain.workshop_dates import session_minutes
from p2i_desktop.domain.workshops import (
    AttendanceMode,
    AttendanceStatus,
    ParticipantRole,
    ParticipationStatus,
    WorkshopSession,
)
from p2i_desktop.storage.lists.parts import listed, these
from p2i_desktop.storage.tables import table

_WORKSHOP, _SESSION, _SEAT, _MARK, _ANSWER = (
    table(name) for name in ("workshop", "workshop_session", "participation", "attendance", "feedback")
)
_TOPICS, _OUTCOMES, _SCORE = table("workshop__topics"), table("feedback__outcomes"), table("feedback_answer")
_MAYBE = {None: None, 0: False, 1: True}
_COUNTS = and_(
    _WORKSHOP.c.deleted_at.is_(None), _WORKSHOP.c.status.in_(sorted(HELD)), _WORKSHOP.c.origin.in_(sorted(OURS))
)
# Presence tells members apart by identity; a look into a table is the fastest way for half a million of them.
_ROLE = {member.value: member for member in ParticipantRole}
_STATUS = {member.value: member for member in ParticipationStatus}
_MODE = {member.value: member for member in AttendanceMode}
_CAME = {member.value: member for member in AttendanceStatus}
Day = Callable[[str | None], Any]
Raw = tuple[Any, ...]


def gather_workshops(connection: Connection, since: date, until: date, day: Day) -> WorkshopRows:
    """The workshops that begin between the two days (both included) and count, with all that is named at them.

    `day` turns the text of a day into the day, None into None."""
    begun = and_(_COUNTS, _WORKSHOP.c.starts_on.between(since, until))
    found = _raw(connection, _workshops(begun))
    certificates = _certificates(connection, since, until, day)
    if not found:
        return WorkshopRows(certificates=certificates)
    zones = {row[0]: row[-1] for row in found}
    sessions, topics = _sessions(connection, begun, zones), _topics(connection, begun)
    seats, written = _seats(connection, begun, day)
    return WorkshopRows(
        workshops=tuple(_workshop(row, topics.get(row[0], ()), sessions.get(row[0], ()), day) for row in found),
        seats=seats,
        written=written,
        feedback=_feedback(connection, begun),
        certificates=certificates,
    )


def _raw(connection: Connection, statement: Select[Any]) -> list[Raw]:
    with connection.execute(statement) as result:
        assert result.cursor is not None
        return list(result.cursor.fetchall())


def _workshops(begun: ColumnElement[bool]) -> Select[Any]:
    of = _WORKSHOP.c
    return (
        select(
            of.id, of.type, of.format, of.starts_on, of.protocol != "", of.headcount_on_site, of.headcount_online,
            of.programme, of.confidentiality, of.timezone,
        )
        .where(begun)
        .order_by(of.starts_on, of.id)
    )  # fmt: skip


def _workshop(row: Raw, topics: tuple[str, ...], sessions: tuple[tuple[str, int | None], ...], day: Day) -> WorkshopRow:
    return WorkshopRow._make((*row[:3], day(row[3]), bool(row[4]), *row[5:9], topics, sessions))


def _topics(connection: Connection, begun: ColumnElement[bool]) -> dict[str, tuple[str, ...]]:
    links = _TOPICS.c
    statement = (
        select(links.owner, links.value)
        .join_from(_WORKSHOP, _TOPICS, links.owner == _WORKSHOP.c.id)
        .where(begun, links.deleted_at.is_(None))
        .order_by(links.owner, links.value)
    )
    return {key: tuple(row[1] for row in rows) for key, rows in _by_first(_raw(connection, statement))}


def _by_first(rows: Iterable[Raw]) -> Iterable[tuple[str, Iterable[Raw]]]:
    """Rows in the order of their first column, by it."""
    return groupby(rows, key=itemgetter(0))


def _sessions(
    connection: Connection, begun: ColumnElement[bool], zones: Mapping[str, str]
) -> dict[str, tuple[tuple[str, int | None], ...]]:
    of = _SESSION.c
    statement = (
        select(of.workshop, of.id, of.starts_on, of.starts_at, of.ends_on, of.ends_at)
        .join_from(_WORKSHOP, _SESSION, of.workshop == _WORKSHOP.c.id)
        .where(begun, of.deleted_at.is_(None))
        .order_by(of.workshop, of.starts_on, of.starts_at, of.id)
    )
    return {
        key: tuple((row[1], _length(row[2:], zones[key])) for row in rows)
        for key, rows in _by_first(_raw(connection, statement))
    }


def _length(local: Raw, zone: str) -> int | None:
    starts_on, starts_at, ends_on, ends_at = local
    if starts_on is None or starts_at is None or ends_at is None:
        return None
    session = WorkshopSession(
        id="", starts_on=date.fromisoformat(starts_on), starts_at=time.fromisoformat(starts_at),
        ends_on=date.fromisoformat(ends_on) if ends_on else None, ends_at=time.fromisoformat(ends_at),
    )  # fmt: skip
    return session_minutes(session, zone)


# --- who took part ----------------------------------------------------------------------------------------------------
def _seats(
    connection: Connection, begun: ColumnElement[bool], day: Day
) -> tuple[dict[str, tuple[Seat, ...]], dict[str, str]]:
    of, none = _SEAT.c, ()
    marks = _marks(connection, begun)
    statement = (
        select(
            of.workshop, of.id, of.contact, of.organisation, of.name_as_written, of.group_name, of.group_size, of.role,
            of.status, of.mode, of.registered_on, of.organisation_as_written,
        )
        .join_from(_WORKSHOP, _SEAT, of.workshop == _WORKSHOP.c.id)
        .where(begun, of.deleted_at.is_(None))
        .order_by(of.workshop, of.id)
    )  # fmt: skip
    rows = _raw(connection, statement)
    seats = {
        workshop: tuple(
            Seat(
                key, contact, organisation, group or name, size if group and not contact and not name else 0, _ROLE[role],
                _STATUS[status], _MODE[mode], day(registered), marks.get(key, none),
            )
            for _, key, contact, organisation, name, group, size, role, status, mode, registered, _ in found
        )
        for workshop, found in _by_first(rows)
    }  # fmt: skip
    return seats, {row[1]: row[11] for row in rows if row[11] and row[3] is None}


def _marks(connection: Connection, begun: ColumnElement[bool]) -> dict[str, tuple[Mark, ...]]:
    """Of sessions that are not in the bin."""
    of = _MARK.c
    found: dict[str, tuple[Mark, ...]] = {}
    statement = (
        select(of.participation, of.session, of.status, of.mode, of.minutes)
        .join_from(_WORKSHOP, _SESSION, _SESSION.c.workshop == _WORKSHOP.c.id)
        .join(_MARK, of.session == _SESSION.c.id)
        .where(begun, _SESSION.c.deleted_at.is_(None), of.deleted_at.is_(None))
        .order_by(of.participation, of.session, of.id)
    )
    for seat, session, status, mode, minutes in _raw(connection, statement):
        mark = Mark(session, _CAME[status], _MODE[mode], minutes)
        found[seat] = (*found[seat], mark) if seat in found else (mark,)
    return found


# --- answers, certificates ----------------------------------------------------------------------------------------------
def _feedback(connection: Connection, begun: ColumnElement[bool]) -> tuple[FeedbackRow, ...]:
    of, links = _ANSWER.c, _OUTCOMES.c
    about = and_(of.about_type == "workshop", of.about_id == _WORKSHOP.c.id, of.deleted_at.is_(None))
    chosen = (
        select(links.owner, links.value)
        .join_from(_WORKSHOP, _ANSWER, about)
        .join(_OUTCOMES, links.owner == of.id)
        .where(begun, links.deleted_at.is_(None))
        .order_by(links.owner, links.value)
    )
    outcomes = {key: tuple(row[1] for row in rows) for key, rows in _by_first(_raw(connection, chosen))}
    statement = (
        select(of.id, of.about_id, of.answers, of.rating, of.useful)
        .join_from(_WORKSHOP, _ANSWER, about)
        .where(begun)
        .order_by(of.id)
    )
    return tuple(
        FeedbackRow(
            key, None, None, answers, None if rating is None else Decimal(rating), _MAYBE[useful], outcomes.get(key, ()),
            workshop,
        )
        for key, workshop, answers, rating, useful in _raw(connection, statement)
    )  # fmt: skip


def _certificates(connection: Connection, since: date, until: date, day: Day) -> tuple[CertificateRow, ...]:
    of = _SEAT.c
    statement = (
        select(of.id, of.workshop, of.certificate_on)
        .join_from(_SEAT, _WORKSHOP, _WORKSHOP.c.id == of.workshop)
        .where(
            _COUNTS, of.certificate_code != "", of.certificate_on.between(since, until), of.deleted_at.is_(None),
            of.status != ParticipationStatus.CANCELLED,
        )
        .order_by(of.certificate_on, of.id)
    )  # fmt: skip
    return tuple(CertificateRow(key, workshop, day(on)) for key, workshop, on in _raw(connection, statement))


def scores(connection: Connection, feedback: Iterable[str]) -> tuple[int, ...]:
    """How often 1, 2, 3, 4 and 5 was given to a question in these answers."""
    of = _SCORE.c
    statement = (
        select(of.score, func.count())
        .where(listed(of.feedback), of.deleted_at.is_(None), of.score.is_not(None))
        .group_by(of.score)
    )
    found: dict[int, int] = dict(connection.execute(statement, these(sorted(feedback))).all())
    return tuple(found.get(score, 0) for score in range(1, 6))
