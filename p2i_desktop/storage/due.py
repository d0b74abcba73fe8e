"""Cases that want a look: quiet ones, those without a next step, those whose client was not asked; and the year's counts."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, case, exists, func, literal, or_, select

from p2i_desktop.domain.advice import CaseOutcome, CaseStatus
from p2i_desktop.storage.dated import CaseRef, DueRow
from p2i_desktop.storage.lists import actions, cases, parts
from p2i_desktop.storage.lists.consultations import REPORTABLE
from p2i_desktop.storage.lists.model import Moment
from p2i_desktop.storage.tables import table
from p2i_desktop.storage.visible import ME, visible

__all__ = ["CaseRef", "DueRow", "per_day", "per_topic", "quiet_cases", "to_ask", "unrecorded", "without_next_step"]

_CASE, _ACTION, _TALK = table("case"), table("action"), table("consultation")
_TOPICS, _CO_ADVISORS = table("consultation__topics"), table("case__co_advisors")
_STEP, _ANSWER = table("escalation"), table("feedback")
_NEVER_ASKED = (CaseOutcome.UNREACHABLE, CaseOutcome.NOT_FOR_US)


def _mine(wanted: bool) -> list[ColumnElement[bool]]:
    helped = select(_CO_ADVISORS.c.owner).where(_CO_ADVISORS.c.value == ME, _CO_ADVISORS.c.deleted_at.is_(None))
    return [or_(_CASE.c.lead_advisor == ME, _CASE.c.id.in_(helped))] if wanted else []


def without_next_step(conn: Connection, me: str, limit: int, mine: bool = False) -> tuple[list[CaseRef], int]:
    """(open cases without a follow-up day and without an open action, the longest open first; how many there are)."""
    of = _ACTION.c
    waiting = select(of.about_id).where(actions.OPEN, of.deleted_at.is_(None), of.about_id.is_not(None))
    none = (cases.OPEN, _CASE.c.follow_up_on.is_(None), _CASE.c.id.not_in(waiting))
    conditions = (*visible("case"), *none, *_mine(mine))
    count = conn.execute(select(func.count()).select_from(_CASE).where(*conditions), {"me": me}).scalar_one()
    statement = _case_rows().where(*conditions).order_by(_CASE.c.opened_on, _CASE.c.n).limit(limit)
    return _refs(conn, conn.execute(statement, {"me": me}).fetchall()), count


def quiet_cases(
    conn: Connection, moment: Moment, steps: Sequence[int], limit: int, mine: bool = False
) -> tuple[list[tuple[CaseRef, date]], int]:
    """(cases about which nobody talked for so long that a step of the ladder is reached that nobody has handled, with
    the day of the last talk or else of the opening, the longest silent first; how many there are)."""
    handled = _last_step(_STEP.c.handled_on.is_not(None))
    conditions = (*visible("case"), cases.quiet(moment), handled < _reached(moment.today, steps), *_mine(mine))
    silent, me = cases.SILENT_SINCE.label("silent"), {"me": moment.me}
    count = conn.execute(select(func.count()).select_from(_CASE).where(*conditions), me).scalar_one()
    statement = _case_rows().add_columns(silent).where(*conditions).order_by(silent, _CASE.c.n).limit(limit)
    rows = conn.execute(statement, me).fetchall()
    return [(ref, row.silent) for row, ref in zip(rows, _refs(conn, rows), strict=True)], count


def unrecorded(conn: Connection, moment: Moment, steps: Sequence[int], limit: int) -> list[tuple[str, date]]:
    """(id, silent since) of quiet cases, hidden ones too, whose step of the ladder is not written down yet."""
    written = _last_step()
    conditions = (_CASE.c.deleted_at.is_(None), cases.quiet(moment), written < _reached(moment.today, steps))
    silent = cases.SILENT_SINCE.label("silent")
    rows = conn.execute(select(_CASE.c.id, silent).where(*conditions).order_by(_CASE.c.n).limit(limit)).fetchall()
    return [(row.id, row.silent) for row in rows]


def _reached(today: date, steps: Sequence[int]) -> Any:
    """The step of the ladder that the silence of the row has reached, 0 = none."""
    rungs = [(today - timedelta(days=days) >= cases.SILENT_SINCE, at + 1) for at, days in enumerate(steps)]
    return case(*reversed(rungs), else_=0)


def _last_step(*more: ColumnElement[bool]) -> Any:
    """The highest step written for the silence that lasts still, 0 = none: a contact after its beginning ends the ladder."""
    of = _STEP.c
    began = func.date(of.on, literal("-") + of.silent_days.cast(_CASE.c.title.type) + " days")
    still = and_(of.case == _CASE.c.id, of.deleted_at.is_(None), began >= cases.SILENT_SINCE, *more)
    return select(func.coalesce(func.max(of.step), 0)).where(still).correlate(_CASE).scalar_subquery()


def to_ask(
    conn: Connection, me: str, since: date, limit: int, mine: bool = False
) -> tuple[list[tuple[CaseRef, date | None]], int]:
    """(cases whose advice ended on `since` or later, or waits for the client's answer, and of whose client no answer is
    written down, with the day of closing, the latest first; how many there are)."""
    of = _CASE.c
    ended = or_(of.status == CaseStatus.COMPLETED, and_(of.status == CaseStatus.CLOSED, of.closed_on >= since))
    asked = exists().where(_ANSWER.c.about_id == of.id, _ANSWER.c.deleted_at.is_(None))
    sensible = or_(of.outcome.is_(None), of.outcome.not_in(_NEVER_ASKED))
    conditions = (*visible("case"), ended, sensible, ~asked, *_mine(mine))
    count = conn.execute(select(func.count()).select_from(_CASE).where(*conditions), {"me": me}).scalar_one()
    statement = _case_rows().add_columns(of.closed_on).where(*conditions)
    rows = conn.execute(statement.order_by(of.closed_on.desc(), of.n.desc()).limit(limit), {"me": me}).fetchall()
    return [(ref, row.closed_on) for row, ref in zip(rows, _refs(conn, rows), strict=True)], count


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
