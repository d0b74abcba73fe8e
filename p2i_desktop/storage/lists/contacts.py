"""The list of contacts, with where they work now and when somebody last talked with them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, and_, func, select, type_coerce, union_all

from p2i_desktop.storage.lists import parts
from p2i_desktop.storage.lists.model import Condition, Filter, Key, ListSpec, Moment, Ranked, Row, Sort, Totals
from p2i_desktop.storage.search import phrases
from p2i_desktop.storage.tables import table
from p2i_desktop.storage.visible import visible

COLUMNS = (
    "id", "family_name", "given_name", "organisation_id", "organisation", "function", "phone", "mobile", "email",
    "last_on",
)  # fmt: skip

_T = table("contact")
_C = _T.c
_TALK, _PRESENT, _EMPLOYED = table("consultation"), table("consultation__contacts"), table("employment")

LAST_ON = type_coerce(
    select(func.max(_TALK.c.on))
    .join_from(_PRESENT, _TALK, _TALK.c.id == _PRESENT.c.owner)
    .where(_PRESENT.c.value == _C.id, _PRESENT.c.deleted_at.is_(None), _TALK.c.deleted_at.is_(None))
    .correlate(_T)
    .scalar_subquery(),
    _TALK.c.on.type,
)


def places(conn: Connection, ids: Iterable[str] | None = None) -> dict[str, tuple[str, str]]:
    """Where people work: contact -> (organisation, function); the employment that runs, else the one that ended last."""
    of = _EMPLOYED.c
    statement = select(of.contact, of.organisation, of.function).where(of.deleted_at.is_(None))
    if ids is not None:
        statement = statement.where(of.contact.in_(parts.given(ids)))
    # Ordered so that the employment that counts comes last and stays in the dictionary.
    ordered = statement.order_by(func.coalesce(of.valid_to, "9999"), func.coalesce(of.valid_from, ""), of.n)
    return {contact: (organisation or "", function) for contact, organisation, function in conn.execute(ordered)}


def _conditions(filter_: Filter, moment: Moment) -> list[Condition]:
    found = [*visible("contact"), *parts.between(LAST_ON, filter_.since, filter_.until)]
    found += (_among(name, values) for name, values in filter_.among)
    words = [_C.n.in_(_with(phrase)) for phrase in phrases(filter_.text)]
    number = parts.with_number("contact", filter_.text)
    found += words if number is None else [_C.n.in_(number) | and_(*words)]
    if filter_.flags:
        raise KeyError(*filter_.flags)
    if filter_.keys is not None:
        found.append(_C.id.in_(parts.given(filter_.keys)))
    return found


def _among(name: str, values: frozenset[str]) -> Condition:
    if name == "organisation_id":
        of = _EMPLOYED.c
        return _C.id.in_(select(of.contact).where(of.organisation.in_(sorted(values)), of.deleted_at.is_(None)))
    return parts.among(_C[name], values)


def _with(phrase: str) -> Any:
    of = _EMPLOYED.c
    there = select(of.contact).where(
        of.organisation.in_(parts.ids_with_words("organisation", phrase)), of.deleted_at.is_(None)
    )
    doing = select(of.contact).where(of.n.in_(parts.with_words("employment", phrase)), of.deleted_at.is_(None))
    found = union_all(
        parts.with_words("contact", phrase), select(_C.n).where(_C.id.in_(there)), select(_C.n).where(_C.id.in_(doing))
    ).subquery()
    return select(found.c[0])


_ROWS = select(
    _C.n, _C.id, _C.family_name, _C.given_name, _C.phone, _C.mobile, _C.email, LAST_ON.label("last_on")
).where(parts.listed(_C.n))  # fmt: skip


def _rows(conn: Connection, numbers: Sequence[int], moment: Moment) -> Mapping[int, Row]:
    found = conn.execute(_ROWS, parts.these(numbers)).fetchall()
    work = places(conn, [row.id for row in found])
    organisations = parts.names_of(conn, (place[0] for place in work.values()))
    rows: dict[int, Row] = {}
    for row in found:
        organisation, function = work.get(row.id, ("", ""))
        rows[row.n] = (
            row.id, row.family_name, row.given_name, organisation, organisations.get(organisation, ""), function,
            row.phone, row.mobile, row.email, row.last_on,
        )  # fmt: skip
    return rows


def _totals(conn: Connection, conditions: list[Condition], moment: Moment) -> Totals:
    return {"count": conn.execute(select(func.count()).where(*conditions), {"me": moment.me}).scalar_one()}


def _by_organisation(conn: Connection) -> Key:
    work = places(conn)
    place_of = parts.by_name("organisation", "legal_name")(conn)
    return lambda contact: place_of(work.get(contact, ("", ""))[0])


def _by_function(conn: Connection) -> Key:
    work = places(conn)
    fold = parts.folded(conn)
    return lambda contact: fold(work.get(contact, ("", ""))[1])


LIST = ListSpec(
    name="contacts",
    columns=COLUMNS,
    table=_T,
    default=Sort("family_name"),
    conditions=_conditions,
    rows=_rows,
    totals=_totals,
    ranked={
        "family_name": Ranked(_C.family_name + " " + _C.given_name, parts.folded),
        "given_name": Ranked(_C.given_name + " " + _C.family_name, parts.folded),
        "organisation": Ranked(_C.id, _by_organisation),
        "function": Ranked(_C.id, _by_function),
        "phone": Ranked(_C.phone, parts.as_it_is),
        "mobile": Ranked(_C.mobile, parts.as_it_is),
        "email": Ranked(_C.email, parts.folded),
        "last_on": Ranked(LAST_ON, parts.as_it_is),
    },
)
