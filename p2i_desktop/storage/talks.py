"""The last consultations with somebody, and the one that was logged last."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, or_, select

from p2i_desktop.storage.lists import parts
from p2i_desktop.storage.tables import table
from p2i_desktop.storage.visible import visible

_T = table("consultation")
_C = _T.c
_CONTACTS, _OTHERS = table("consultation__contacts"), table("consultation__other_organisations")
TEXT_SHOWN = 600  # characters of a note


@dataclass(frozen=True, slots=True)
class Talk:
    """One consultation in a few words; `text` is the beginning of its note, else of the advice given."""

    id: str
    on: date
    channel: str
    minutes: int
    advisor: str
    subject: str
    text: str
    case_number: str
    contact_names: str


def last(conn: Connection, organisation: str, contact: str, limit: int, me: str) -> list[Talk]:
    """The latest consultations with an organisation, or with a contact; of both given, with either."""
    statement = (
        select(_C.id, _C.on, _C.channel, _C.contact_minutes, _C.advisor, _C.subject, _C.note, _C.advice, _C.case)
        .where(*visible("consultation"), or_(*_with(organisation, contact)))
        .order_by(_C.on.desc(), _C.n.desc())
        .limit(limit)
    )
    rows = conn.execute(statement, {"me": me}).fetchall()
    present = parts.sets_of(conn, _CONTACTS, [row.id for row in rows])
    people = parts.people_of(conn, (one for members in present.values() for one in members))
    cases, initials = parts.cases_of(conn, (row.case for row in rows)), parts.initials_of(conn)
    return [
        Talk(
            row.id, row.on, row.channel, row.contact_minutes, initials.get(row.advisor, ""), row.subject,
            (row.note or row.advice)[:TEXT_SHOWN], cases.get(row.case, ("", ""))[0],
            ", ".join(sorted(people[one] for one in present.get(row.id, ()) if one in people)),
        )
        for row in rows
    ]  # fmt: skip


def latest(conn: Connection, advisor: str, organisation: str, contact: str) -> str | None:
    """The id of the consultation that was logged last, by this advisor and with this caller where they are given."""
    statement = select(_C.id).where(_C.deleted_at.is_(None)).order_by(_C.id.desc()).limit(1)
    if advisor:
        statement = statement.where(_C.advisor == advisor)
    if organisation or contact:
        statement = statement.where(or_(*_with(organisation, contact)))
    return conn.execute(statement).scalar()


def _with(organisation: str, contact: str) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if organisation:
        found += [_C.organisation == organisation, parts.among_set(_C.id, _OTHERS, {organisation})]
    if contact:
        found.append(parts.among_set(_C.id, _CONTACTS, {contact}))
    return found or [_C.id.is_(None)]  # with nobody: nothing
