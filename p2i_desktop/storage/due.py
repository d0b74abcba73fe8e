"""What is due, which cases are quiet or without a next step, and the year month by month."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, func, select

from p2i_desktop.storage.lists import actions, cases, parts
from p2i_desktop.storage.lists.consultations import REPORTABLE
from p2i_desktop.storage.lists.model import Moment
from p2i_desktop.storage.tables import table
from p2i_desktop.storage.visible import visible

_CASE, _ACTION, _TALK = table("case"), table("action"), table("consultation")
_TOPICS = table("consultation__topics")


@dataclass(frozen=True, slots=True)
class CaseRef:
    """A case in a few words: organisation is its lead buyer, advisor the lead advisor's initials."""

    id: str
    number: str
    title: str
    organisation: str
    advisor: str


@dataclass(frozen=True, slots=True)
class DueRow:
    """Something due on a day: an `action`, or a case's `follow_up` or `target` (then `id` is the case's)."""

    kind: str
    id: str
    on: date
    title: str
    case: CaseRef
    about_type: str
    about_id: str
    owner: str


def due_actions(conn: Connection, until: date, me: str, limit: int) -> tuple[list[DueRow], dict[date, int]]:
    """(the open actions due up to a day, the oldest first; how many of them are due on each day)."""
    of, conditions = _ACTION.c, (*visible("action"), actions.OPEN, _ACTION.c.due_on <= until)
    per_day_ = conn.execute(select(of.due_on, func.count()).where(*conditions).group_by(of.due_on), {"me": me})
    counts: dict[date, int] = dict(per_day_.all())
    statement = (
        select(of.id, of.about_type, of.about_id, of.title, of.owner, of.due_on)
        .where(*conditions)
        .order_by(of.due_on, of.n)
        .limit(limit)
    )
    rows = conn.execute(statement, {"me": me}).fetchall()
    known = actions.subjects(conn, {(row.about_type, row.about_id) for row in rows if row.about_id})
    initials = parts.initials_of(conn)
    found = []
    for row in rows:
        number, title, organisation = known.get(row.about_id, ("", "", ""))
        case_id = row.about_id if row.about_type == "case" else ""
        case = CaseRef(case_id, number, title, organisation, "")
        owner = initials.get(row.owner, "")
        found.append(
            DueRow("action", row.id, row.due_on, row.title, case, row.about_type or "", row.about_id or "", owner)
        )
    return found, counts


def due_cases(conn: Connection, until: date, me: str, limit: int) -> tuple[list[DueRow], dict[date, int]]:
    """(the follow-up and target days of open cases up to a day, the oldest first; how many there are on each day)."""
    found: list[DueRow] = []
    counts: dict[date, int] = {}
    for kind, day in (("follow_up", _CASE.c.follow_up_on), ("target", _CASE.c.target_on)):
        conditions = (*visible("case"), cases.OPEN, day <= until)
        per_day_ = conn.execute(select(day, func.count()).where(*conditions).group_by(day), {"me": me})
        for on, count in per_day_:
            counts[on] = counts.get(on, 0) + count
        rows = conn.execute(
            _case_rows().where(*conditions).order_by(day, _CASE.c.n).limit(limit), {"me": me}
        ).fetchall()
        for row, case in zip(rows, _refs(conn, rows), strict=True):
            on = row.follow_up_on if kind == "follow_up" else row.target_on
            found.append(DueRow(kind, row.id, on, row.title, case, "case", row.id, case.advisor))
    return sorted(found, key=lambda item: (item.on, item.id))[:limit], counts


def without_next_step(conn: Connection, me: str, limit: int) -> tuple[list[CaseRef], int]:
    """(open cases without a follow-up day and without an open action, the longest open first; how many there are)."""
    of = _ACTION.c
    waiting = select(of.about_id).where(actions.OPEN, of.deleted_at.is_(None), of.about_id.is_not(None))
    conditions = (*visible("case"), cases.OPEN, _CASE.c.follow_up_on.is_(None), _CASE.c.id.not_in(waiting))
    count = conn.execute(select(func.count()).select_from(_CASE).where(*conditions), {"me": me}).scalar_one()
    statement = _case_rows().where(*conditions).order_by(_CASE.c.opened_on, _CASE.c.n).limit(limit)
    return _refs(conn, conn.execute(statement, {"me": me}).fetchall()), count


def quiet_cases(conn: Connection, moment: Moment, limit: int) -> tuple[list[tuple[CaseRef, date]], int]:
    """(cases about which nobody talked for `quiet_days`, with the day of the last talk or else of the opening, the
    longest silent first; how many there are)."""
    conditions = (*visible("case"), cases.quiet(moment))
    silent, me = cases.SILENT_SINCE.label("silent"), {"me": moment.me}
    count = conn.execute(select(func.count()).select_from(_CASE).where(*conditions), me).scalar_one()
    statement = _case_rows().add_columns(silent).where(*conditions).order_by(silent, _CASE.c.n).limit(limit)
    rows = conn.execute(statement, me).fetchall()
    return [(case, row.silent) for row, case in zip(rows, _refs(conn, rows), strict=True)], count


def per_day(conn: Connection, since: date, until: date) -> dict[date, int]:
    """Reportable consultations per day, both days included; restricted ones count."""
    of = _TALK.c
    inside = and_(of.on.between(since, until), of.deleted_at.is_(None), REPORTABLE)
    rows = conn.execute(select(of.on, func.count()).where(inside).group_by(of.on))
    return dict(rows.all())


def per_topic(conn: Connection, since: date, until: date) -> dict[str, int]:
    """Reportable consultations per topic; one with several topics counts for each."""
    of, links = _TALK.c, _TOPICS.c
    statement = (
        select(links.value, func.count())
        .join_from(_TALK, _TOPICS, links.owner == of.id)
        .where(of.on.between(since, until), of.deleted_at.is_(None), REPORTABLE, links.deleted_at.is_(None))
        .group_by(links.value)
    )
    return dict(conn.execute(statement).all())


def _case_rows() -> Select[Any]:
    of = _CASE.c
    return select(
        of.id, of.number, of.provisional_number, of.title, of.lead_advisor, of.follow_up_on, of.target_on,
        cases.lead_buyer().label("organisation"),
    )  # fmt: skip


def _refs(conn: Connection, rows: Sequence[Row[Any]]) -> list[CaseRef]:
    names = parts.names_of(conn, (row.organisation for row in rows))
    initials = parts.initials_of(conn)
    return [
        CaseRef(
            row.id, row.number or row.provisional_number, row.title, names.get(row.organisation, ""),
            initials.get(row.lead_advisor, ""),
        )
        for row in rows
    ]  # fmt: skip
