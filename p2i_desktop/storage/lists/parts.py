"""Parts that the lists share: conditions of filters, names looked up for a block of rows, keys to sort by."""

import json
from collections.abc import Collection, Iterable
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Select,
    Table,
    and_,
    bindparam,
    column,
    func,
    or_,
    select,
)
from sqlalchemy import table as bare_table

from p2i_desktop.domain.folding import fold
from p2i_desktop.storage.lists.model import Condition, Key
from p2i_desktop.storage.search import ROOM, base, number_typed
from p2i_desktop.storage.tables import table
from p2i_desktop.storage.visible import ME

_WORDS = bare_table("search_words", column("rowid"), column("search_words"))
_PHONES = bare_table("search_phone", column("n"), column("digits"))
_STAFF = table("staff_member")
MYSELF = "@me"  # among members of staff: the one at work
_LISTED: BindParameter[str] = bindparam("listed")


def given(ids: Iterable[str]) -> Select[Any]:
    """A list of ids as a subquery with one bound value, however many they are."""
    return select(func.json_each(json.dumps(sorted(ids))).table_valued("value").c.value)


def with_words(name: str, phrase: str, *, names_only: bool = False) -> Select[Any]:
    """The numbers of the rows of a record table whose indexed text has a word that begins like the end of the phrase."""
    expression = f"{{names}} : {phrase}*" if names_only else f"{phrase}*"
    first = base(name)
    return select(_WORDS.c.rowid - first).where(
        _WORDS.c.search_words.op("MATCH")(expression), _WORDS.c.rowid.between(first, first + ROOM - 1)
    )


def ids_with_words(name: str, phrase: str) -> Select[Any]:
    """The ids of records whose names have the words of the phrase."""
    of = table(name).c
    return select(of.id).where(of.n.in_(with_words(name, phrase, names_only=True)))


def with_number(name: str, text: str) -> Select[Any] | None:
    """The numbers of the rows of a record table with these digits in a telephone number; None when it is no number."""
    typed = number_typed(text)
    if not typed:
        return None
    first = base(name)
    return select(_PHONES.c.n - first).where(
        func.instr(_PHONES.c.digits, typed) > 0, _PHONES.c.n.between(first, first + ROOM - 1)
    )


def among(of: ColumnElement[Any], values: Collection[str]) -> Condition:
    """The column holds one of the values; "" among them stands for "not given"."""
    wanted = of.in_(sorted(value for value in values if value))
    return or_(wanted, of.is_(None), of == "") if "" in values else wanted


def among_set(owner: ColumnElement[Any], links: Table, values: Collection[str]) -> Condition:
    """The set in a link table holds one of the values; "" among them stands for an empty set."""
    live = select(links.c.owner).where(links.c.deleted_at.is_(None))
    wanted = owner.in_(live.where(links.c.value.in_(sorted(value for value in values if value))))
    return or_(wanted, owner.not_in(live)) if "" in values else wanted


def among_staff(of: ColumnElement[Any], values: Collection[str]) -> Condition:
    """The column names one of these members of staff, given by id, by initials or as `MYSELF`."""
    listed = sorted(value for value in values if value and value != MYSELF)
    staff = select(_STAFF.c.id).where(or_(_STAFF.c.id.in_(listed), _STAFF.c.initials.in_(listed)))
    wanted: Condition = of.in_(staff)
    if MYSELF in values:
        wanted = or_(wanted, and_(ME != "", of == ME))
    return or_(wanted, of.is_(None)) if "" in values else wanted


def between(of: ColumnElement[Any], since: Any, until: Any) -> list[Condition]:
    """The conditions of a period, both days included; open where None."""
    conditions: list[Condition] = []
    if since is not None:
        conditions.append(of >= since)
    if until is not None:
        conditions.append(of <= until)
    return conditions


@cache
def _names(name: str, fields: tuple[str, ...]) -> Select[Any]:
    of = table(name).c
    return select(of.id, *(of[field] for field in fields)).where(listed(of.id))


def fields_of_these(
    conn: Connection, name: str, fields: tuple[str, ...], ids: Iterable[str | None]
) -> dict[str, tuple[Any, ...]]:
    """Some fields of the records with these ids, binned ones too: what a live record names keeps its name."""
    wanted = {record_id for record_id in ids if record_id}
    if not wanted:
        return {}
    return {row[0]: tuple(row[1:]) for row in conn.execute(_names(name, fields), these(wanted))}


def names_of(conn: Connection, ids: Iterable[str | None]) -> dict[str, str]:
    """The names of these organisations."""
    return {key: row[0] for key, row in fields_of_these(conn, "organisation", ("legal_name",), ids).items()}


def people_of(conn: Connection, ids: Iterable[str | None]) -> dict[str, str]:
    """The names of these contacts."""
    found = fields_of_these(conn, "contact", ("given_name", "family_name"), ids)
    return {key: person(*row) for key, row in found.items()}


def cases_of(conn: Connection, ids: Iterable[str | None]) -> dict[str, tuple[str, str]]:
    """(number, title) of these cases; the provisional number where there is no other."""
    found = fields_of_these(conn, "case", ("number", "provisional_number", "title"), ids)
    return {key: (number or provisional, title) for key, (number, provisional, title) in found.items()}


@cache
def _members(name: str) -> Select[Any]:
    of = table(name).c
    return select(of.owner, of.value).where(listed(of.owner), of.deleted_at.is_(None))


def sets_of(conn: Connection, links: Table, owners: Iterable[str]) -> dict[str, list[str]]:
    """The members of a set for each of these records, in the order of their text."""
    found: dict[str, list[str]] = {}
    for owner, value in sorted(conn.execute(_members(links.name), these(owners))):
        found.setdefault(owner, []).append(value)
    return found


_INITIALS = select(_STAFF.c.id, _STAFF.c.initials)


def initials_of(conn: Connection) -> dict[str, str]:
    """The initials of all members of staff, by id."""
    return dict(conn.execute(_INITIALS).all())


def person(given_name: str, family_name: str) -> str:
    """A person's name as it is read aloud."""
    return f"{given_name} {family_name}".strip()


def as_it_is(conn: Connection) -> Key:
    """Orders numbers and days by themselves."""
    return lambda value: value


def folded(conn: Connection) -> Key:
    """Orders texts without case and accents."""
    return fold


def in_order(members: type[StrEnum]) -> Any:
    """Orders members of a closed list as the list does."""
    places = {str(member): place for place, member in enumerate(members)}
    return lambda conn: lambda value: places.get(value, len(places))


def by_name(name: str, *fields: str) -> Any:
    """Orders references by the folded name of what they point at."""

    def key(conn: Connection) -> Key:
        of = table(name).c
        rows = conn.execute(select(of.id, *(of[field] for field in fields))).fetchall()
        ordered = sorted(rows, key=lambda row: tuple(fold(text) for text in row[1:]))
        places = {row[0]: place for place, row in enumerate(ordered)}
        return places.get

    return key


def listed(of: ColumnElement[Any]) -> Condition:
    """The column is one of the list that is handed over as `listed(...)`: the statement stays the same for any list."""
    return of.in_(select(func.json_each(_LISTED).table_valued("value").c.value))


def these(values: Iterable[Any]) -> dict[str, Any]:
    """The parameter of a statement with `listed`."""
    return {"listed": json.dumps(list(values))}
