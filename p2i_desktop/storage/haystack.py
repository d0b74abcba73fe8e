"""What callers and cases are called by, read for a search in memory, and what has changed since it was read."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, func, select

from p2i_desktop.domain.folding import digits
from p2i_desktop.storage import replica
from p2i_desktop.storage.freeing import free_dict
from p2i_desktop.storage.lists import cases, parts
from p2i_desktop.storage.search import SHORTEST_NUMBER
from p2i_desktop.storage.tables import table
from p2i_desktop.storage.visible import visible

_ORGANISATION, _CONTACT, _CASE = table("organisation"), table("contact"), table("case")
_TALK, _PRESENT, _OTHERS = (
    table(name) for name in ("consultation", "consultation__contacts", "consultation__other_organisations")
)
_EMPLOYED = table("employment")
PROCUREMENT = "procurement_project"
WORKSHOP = "workshop"
_MANY = 2_000  # changed records beyond which everything is read anew

Reading = Connection  # a short read, for the floor above that knows no database
Heads = Mapping[str, int]  # node -> number of its last journal entry


@dataclass(frozen=True, slots=True)
class Named:
    """A record and what it is called by: the first name is the one shown; `numbers` are (digits, as written);
    `last_on` is an ISO day or ""."""

    type: str
    id: str
    names: tuple[str, ...]
    numbers: tuple[tuple[str, str], ...] = ()
    last_on: str = ""


def heads(conn: Connection) -> dict[str, int]:
    """How far the journal goes now."""
    return {node: head[0] for node, head in replica.known_heads(conn).items()}


def changed_since(conn: Connection, before: Heads, now: Heads) -> dict[str, set[str]] | None:
    """The ids of changed organisations, contacts and cases, also those whose last talk may be another now;
    None when so much has changed that reading everything is quicker."""
    entries: list[tuple[str, str, str, str | None]] = []
    for node, last in now.items():
        rows = conn.exec_driver_sql(
            "SELECT tbl, key, field, old FROM journal WHERE node = ? AND seq > ? AND seq <= ? LIMIT ?",
            (node, before.get(node, 0), last, _MANY + 1),
        )
        entries += ((row[0], row[1], row[2], row[3]) for row in rows)
    if len(entries) > _MANY:
        return None
    found: dict[str, set[str]] = {kind: set() for kind in ("organisation", "contact", "case", PROCUREMENT, WORKSHOP)}
    talks, employed = set(), set()
    for kind, key, field, old in entries:
        if kind in found:
            found[kind].add(key)
        elif kind == "consultation":
            talks.add(key)
            if field == "organisation" and old and isinstance(json.loads(old), str):
                found["organisation"].add(json.loads(old))
        elif kind == "employment":
            employed.add(key)
    of = _TALK.c
    found["organisation"] |= _ids(conn, select(of.organisation).where(of.id.in_(parts.given(talks))))
    for links, kind in ((_PRESENT, "contact"), (_OTHERS, "organisation")):
        # Members that were taken out are read too: their last talk may have been this one.
        found[kind] |= _ids(conn, select(links.c.value).where(links.c.owner.in_(parts.given(talks))))
    found["contact"] |= _ids(conn, select(_EMPLOYED.c.contact).where(_EMPLOYED.c.id.in_(parts.given(employed))))
    return found


def organisations(conn: Connection, ids: Collection[str] | None = None) -> list[Named]:
    """The organisations that can be chosen (not binned, not merged into another): all, or those of the ids."""
    of = _ORGANISATION.c
    shown = (of.id, of.legal_name, of.short_name, of.other_names, of.email, of.phone)
    live = (of.deleted_at.is_(None), of.merged_into.is_(None))
    last = _last_talks(conn, "organisation", ids)
    return [
        Named("organisation", key, _said(legal, short, *others, email), _dialled(phone), last.get(key, ""))
        for key, legal, short, others, email, phone in conn.execute(_only(select(*shown).where(*live), of.id, ids))
    ]


def contacts(conn: Connection, ids: Collection[str] | None = None) -> list[Named]:
    """The contacts, by their names in both orders and their e-mail: all, or those of the ids."""
    of = _CONTACT.c
    shown = (of.id, of.given_name, of.family_name, of.email, of.phone, of.mobile)
    last = _last_talks(conn, "contact", ids)
    return [
        Named(
            "contact", key, _said(parts.person(given, family), f"{family} {given}", email), _dialled(phone, mobile),
            last.get(key, ""),
        )
        for key, given, family, email, phone, mobile in conn.execute(
            _only(select(*shown).where(of.deleted_at.is_(None)), of.id, ids)
        )
    ]  # fmt: skip


def all_cases(conn: Connection, ids: Collection[str] | None = None) -> list[Named]:
    """The cases by number and title, the latest opened first; restricted ones too, whoever looks."""
    of = _CASE.c
    statement = select(of.id, of.number, of.provisional_number, of.title, of.title_en, of.opened_on)
    rows = conn.execute(_only(statement.where(of.deleted_at.is_(None)), of.id, ids))
    return [
        Named("case", key, _said(number or provisional, title, english), (), opened.isoformat() if opened else "")
        for key, number, provisional, title, english, opened in rows
    ]


def procurements(conn: Connection, ids: Collection[str] | None = None) -> list[Named]:
    """The procurements by title and own reference, the latest begun first; hidden ones too, whoever looks."""
    of = table(PROCUREMENT).c
    statement = select(of.id, of.title, of.title_en, of.own_reference, of.started_on).where(of.deleted_at.is_(None))
    return [
        Named(PROCUREMENT, key, _said(title, english, reference), (), begun.isoformat() if begun else "")
        for key, title, english, reference, begun in conn.execute(_only(statement, of.id, ids))
    ]


def workshops(conn: Connection, ids: Collection[str] | None = None) -> list[Named]:
    """The events by number and title, the latest first; restricted ones too, whoever looks."""
    of = table(WORKSHOP).c
    statement = select(of.id, of.number, of.provisional_number, of.title, of.title_en, of.starts_on)
    rows = conn.execute(_only(statement.where(of.deleted_at.is_(None)), of.id, ids))
    return [
        Named(WORKSHOP, key, _said(f"{number or provisional} {title}", title, english), (), _iso(begins))
        for key, number, provisional, title, english, begins in rows
    ]


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _said(*names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.strip() for name in names if name.strip()))


def _dialled(*phones: str) -> tuple[tuple[str, str], ...]:
    found = ((digits(phone), phone) for phone in phones)
    return tuple((number, phone) for number, phone in found if len(number) >= SHORTEST_NUMBER)


def _only(statement: Select[Any], of: ColumnElement[Any], ids: Collection[str] | None) -> Select[Any]:
    return statement if ids is None else statement.where(of.in_(parts.given(ids)))


def _ids(conn: Connection, statement: Select[Any]) -> set[str]:
    return {key for key in conn.execute(statement).scalars() if key}


def _last_talks(conn: Connection, kind: str, ids: Collection[str] | None) -> dict[str, str]:
    """The day of the last consultation with each organisation or contact, as text."""
    if kind == "contact" and ids is None:
        return _last_talks_of_all_contacts(conn)
    found: dict[str, str] = {}
    statements = [_by_link(_PRESENT, ids)] if kind == "contact" else [_by_column(ids), _by_link(_OTHERS, ids)]
    for statement in statements:
        for key, day in conn.execute(statement):
            if day is not None and day.isoformat() > found.get(key, ""):
                found[key] = day.isoformat()
    return found


def _last_talks_of_all_contacts(conn: Connection) -> dict[str, str]:
    """Two plain reads put together here: a third of the time of the join, which looks up every wide row."""
    days = dict(_raw(conn, select(_TALK.c.id, _TALK.c.on).where(_TALK.c.deleted_at.is_(None))))
    found: dict[str, str] = {}
    for talk, person in _raw(conn, select(_PRESENT.c.owner, _PRESENT.c.value).where(_PRESENT.c.deleted_at.is_(None))):
        day = days.get(talk) or ""
        if day > found.get(person, ""):
            found[person] = day
    free_dict(days)
    return found


def _raw(conn: Connection, statement: Select[Any]) -> list[tuple[str, str]]:
    with conn.execute(statement) as result:
        assert result.cursor is not None
        return [(row[0], row[1]) for row in result.cursor.fetchall()]


def _by_column(ids: Collection[str] | None) -> Select[Any]:
    of = _TALK.c
    statement = select(of.organisation, func.max(of.on)).where(of.deleted_at.is_(None), of.organisation.is_not(None))
    return _only(statement, of.organisation, ids).group_by(of.organisation)


def _by_link(links: Table, ids: Collection[str] | None) -> Select[Any]:
    statement = (
        select(links.c.value, func.max(_TALK.c.on))
        .join_from(links, _TALK, _TALK.c.id == links.c.owner)
        .where(links.c.deleted_at.is_(None), _TALK.c.deleted_at.is_(None))
    )
    return _only(statement, links.c.value, ids).group_by(links.c.value)


def open_cases(conn: Connection, organisations_: Iterable[str], me: str) -> dict[str, list[tuple[str, str, str]]]:
    """organisation -> its open cases as (id, number, title), the latest opened first."""
    party, of = table("case_party").c, _CASE.c
    statement = (
        select(party.organisation, of.id, of.number, of.provisional_number, of.title)
        .join_from(table("case_party"), _CASE, of.id == party.case)
        .where(party.organisation.in_(parts.given(organisations_)), party.deleted_at.is_(None))
        .where(*visible("case"), cases.OPEN)
        .order_by(of.opened_on.desc(), of.n.desc())
    )
    found: dict[str, list[tuple[str, str, str]]] = {}
    for organisation, key, number, provisional, title in conn.execute(statement, {"me": me}):
        case = (key, number or provisional, title)
        if case not in found.setdefault(organisation, []):
            found[organisation].append(case)
    return found


def hidden(conn: Connection, kind: str, ids: Collection[str], me: str) -> set[str]:
    """Those of the records of a type that `me` may not see."""
    of = table(kind).c
    shown = select(of.id).where(of.id.in_(parts.given(ids)), *visible(kind))
    return set(ids) - set(conn.execute(shown, {"me": me}).scalars())
