"""The days that record types declare (domain/dated.py), read by one query: for the due list and for a calendar."""

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, String, exists, func, or_, select

from p2i_desktop.domain.dated import DATED, Dated
from p2i_desktop.domain.record import FieldKind, field_of, type_key
from p2i_desktop.domain.records import BY_NAME
from p2i_desktop.domain.reporting import RuleSettings
from p2i_desktop.storage import plan_days
from p2i_desktop.storage.lists import actions, parts
from p2i_desktop.storage.tables import table
from p2i_desktop.storage.visible import ME, visible

_CASE, _LINK, _PROJECT = table("case"), table("case_procurement"), table("procurement_project")
_CO_ADVISORS = table("case__co_advisors")
_WORKSHOP, _RULES = table("workshop"), table("rule_settings")
Condition = ColumnElement[bool]


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
    """A record with a day: `kind` names its declaration, `id` is its own; `case` says what it is about, with an empty
    id where that is no case; `about_type` and `about_id` are the record that Enter opens; `side`: whose of two it is."""

    kind: str
    id: str
    on: date
    title: str
    case: CaseRef
    about_type: str
    about_id: str
    owner: str
    side: str = ""


def days(
    conn: Connection,
    until: date,
    me: str,
    limit: int,
    *,
    since: date | None = None,
    passing_since: date | None = None,
    mine: bool = False,
    kinds: Sequence[Dated] = DATED,
) -> tuple[list[DueRow], dict[date, int]]:
    """(what is open and has its day between `since` and `until`, the oldest first; how much there is on each day).

    `passing_since` is the first day for what passes by itself; `mine` keeps only what is for `me`."""
    found: list[tuple[Dated, Row[Any]]] = []
    counts: dict[date, int] = {}
    for one in kinds:
        first = passing_since if one.passes and passing_since else since
        rows, per_day = _of(conn, one, first, until, me, limit, mine)
        found += [(one, row) for row in rows]
        for day, count in per_day.items():
            counts[day] = counts.get(day, 0) + count
    found.sort(key=lambda pair: (pair[1].on, pair[0].kind, pair[1].id))
    return _named(conn, found[:limit]), counts


def _of(
    conn: Connection, one: Dated, since: date | None, until: date, me: str, limit: int, mine: bool
) -> tuple[Sequence[Row[Any]], dict[date, int]]:
    of = table(type_key(one.record)).c
    day = _day(one)
    conditions = [*visible(type_key(one.record)), day <= until, *_open(one)]
    if since is not None:
        conditions.append(day >= since)
    if mine:
        conditions.append(_for_me(one))
    columns = [of.id, day.label("on"), *(of[name].label(f"about_{at}") for at, name in enumerate(_about_columns(one)))]
    columns += [
        of[name].label(label)
        for name, label in ((one.title, "title"), (one.owner, "owner"), (one.side, "side"))
        if name
    ]
    rows = conn.execute(select(*columns).where(*conditions).order_by(day, of.n).limit(limit), {"me": me}).fetchall()
    if not rows:
        return (), {}
    per_day = conn.execute(select(day, func.count()).where(*conditions).group_by(day), {"me": me})
    counts: dict[date, int] = dict(per_day.all())
    return rows, counts


def _day(one: Dated) -> ColumnElement[Any]:
    """The day on which it stands: that of its field, or so many days later as the rule settings say."""
    day = table(type_key(one.record)).c[one.field]
    if not one.after:
        return day
    days = select(_RULES.c[one.after]).where(_RULES.c.deleted_at.is_(None)).limit(1).scalar_subquery()
    usual = next(field.default for field in dataclasses.fields(RuleSettings) if field.name == one.after)
    later = func.coalesce(days, usual).cast(String).concat(" days")
    return func.date(day, "+" + later, type_=day.type)


def _lacking(one: Dated, name: str) -> Condition:
    """A text of its own is empty, or no record of this type is about it."""
    of = table(type_key(one.record)).c
    if name in of:
        return of[name] == ""
    about = table(name).c
    return ~exists().where(about.about_id == of.id, about.deleted_at.is_(None))


def _open(one: Dated) -> list[Condition]:
    """What the declaration says of what is finished, as conditions of what is not."""
    of = table(type_key(one.record)).c
    conditions: list[Condition] = [of[name].is_(None) for name in one.filled]
    conditions += [of[name].in_(sorted(members)) for name, members in one.only]
    if one.unless:
        conditions.append(of[one.field] != of[one.unless])
    if one.lacks:
        conditions.append(or_(*(_lacking(one, name) for name in one.lacks)))
    ended = sorted(one.ended)
    if ended and "status" in of:
        conditions.append(of.status.not_in(ended))
    for name, target in _references(one):
        parent = table(target).c
        over: Condition = parent.deleted_at.is_not(None)
        if ended and "status" in parent:
            over = or_(over, parent.status.in_(ended))
        conditions.append(~exists().where(parent.id == of[name], over))
    return conditions


def _references(one: Dated) -> list[tuple[str, str]]:
    """(field, type key) of the references that say what a record is about."""
    specs = [field_of(one.record, name) for name in one.about]
    return [(spec.name, type_key(BY_NAME[spec.target])) for spec in specs if spec.kind is FieldKind.REF]


def _about_columns(one: Dated) -> list[str]:
    names: list[str] = []
    for name in one.about:
        about = field_of(one.record, name).kind is FieldKind.ABOUT
        names += (f"{name}_type", f"{name}_id") if about else (name,)
    return names


def _my_cases() -> Any:
    helped = select(_CO_ADVISORS.c.owner).where(_CO_ADVISORS.c.value == ME, _CO_ADVISORS.c.deleted_at.is_(None))
    return select(_CASE.c.id).where(or_(_CASE.c.lead_advisor == ME, _CASE.c.id.in_(helped)))


def _for_me(one: Dated) -> Condition:
    """It is mine, or of nobody, or of what I lead; a procurement is for all whose cases it is linked with."""
    key, of = type_key(one.record), table(type_key(one.record)).c
    if key == "case":
        return of.id.in_(_my_cases())
    if one.owner:
        return or_(of[one.owner] == ME, of[one.owner].is_(None))
    conditions: list[Condition] = []
    for name, target in _references(one) or [("id", key)]:
        if target == "case":
            conditions.append(of[name].in_(_my_cases()))
        elif target == "procurement_project":
            live = _LINK.c.deleted_at.is_(None)
            linked = exists().where(_LINK.c.procurement == of[name], live)
            with_mine = exists().where(_LINK.c.procurement == of[name], live, _LINK.c.case.in_(_my_cases()))
            conditions.append(of[name].is_not(None) & or_(with_mine, ~linked))
    return or_(*conditions) if conditions else of.id.is_not(None)


def _subject(one: Dated, row: Row[Any]) -> tuple[str, str]:
    """(type key, id) of what a row is about."""
    at = 0
    for name in one.about:
        spec = field_of(one.record, name)
        if spec.kind is FieldKind.ABOUT:
            kind, key = row._mapping[f"about_{at}"], row._mapping[f"about_{at + 1}"]
            at += 2
        else:
            kind, key = type_key(BY_NAME[spec.target]), row._mapping[f"about_{at}"]
            at += 1
        if key:
            return kind, key
    return type_key(one.record), row.id


def _named(conn: Connection, found: list[tuple[Dated, Row[Any]]]) -> list[DueRow]:
    """The rows with the words of what they are about, looked up for all at once."""
    subjects = [_subject(one, row) for one, row in found]
    known = actions.subjects(conn, [pair for pair in subjects if pair[0] in ("case", "consultation", "organisation")])
    known |= _procurements(conn, {key for kind, key in subjects if kind == "procurement_project"})
    known |= _workshops(conn, {key for kind, key in subjects if kind == "workshop"})
    of_plans = plan_days.plans_of(conn, subjects)
    known |= {key: (plan.pair, plan.title, "") for (_, key), plan in of_plans.items()}
    initials = parts.initials_of(conn)
    made = []
    for (one, row), (kind, key) in zip(found, subjects, strict=True):
        number, title, organisation = known.get(key, ("", "", ""))
        owner = initials.get(row.owner, "") if one.owner else ""
        if (plan := of_plans.get((kind, key))) is not None:
            kind, key = "support_plan", plan.id
        case = CaseRef(key if kind == "case" else "", number, title, organisation, owner)
        made.append(
            DueRow(
                one.kind,
                row.id,
                row.on,
                (row.title if one.title else "") or title,
                case,
                kind,
                key,
                owner,
                row.side if one.side else "",
            )
        )
    return made


def _workshops(conn: Connection, ids: Iterable[str]) -> Mapping[str, tuple[str, str, str]]:
    """Number, title and town."""
    wanted = sorted(ids)
    if not wanted:
        return {}
    of = _WORKSHOP.c
    statement = select(of.id, of.number, of.provisional_number, of.title, of.city).where(parts.listed(of.id))
    rows = conn.execute(statement, parts.these(wanted))
    return {row.id: (row.number or row.provisional_number, row.title, row.city) for row in rows}


def _procurements(conn: Connection, ids: Iterable[str]) -> Mapping[str, tuple[str, str, str]]:
    wanted = sorted(ids)
    if not wanted:
        return {}
    of = _PROJECT.c
    rows = conn.execute(
        select(of.id, of.own_reference, of.title, of.lead_buyer).where(parts.listed(of.id)), parts.these(wanted)
    ).fetchall()
    names = parts.names_of(conn, (row.lead_buyer for row in rows))
    return {row.id: (row.own_reference, row.title, names.get(row.lead_buyer, "")) for row in rows}
