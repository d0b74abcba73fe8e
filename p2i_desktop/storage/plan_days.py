"""Support plans in a few words, for lists that name them; and the last days on which something happened around them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, exists, func, select

from p2i_desktop.domain.plans import IN_FORCE
from p2i_desktop.storage.lists import parts
from p2i_desktop.storage.tables import JOURNAL, table

_PLAN, _PAIRING, _CENTRE = table("support_plan"), table("buddy_pairing"), table("centre")
ROWS = ("plan_milestone", "support_measure", "plan_risk", "plan_objective", "plan_need")


@dataclass(frozen=True, slots=True)
class PlanRef:
    """The version of a plan that stands for a pair: the one in force, else the one that was named. `pair`: "AT → PT 2018"."""

    id: str
    pair: str
    title: str


def plans_of(conn: Connection, subjects: Iterable[tuple[str, str]]) -> dict[tuple[str, str], PlanRef]:
    """(type key, id) of plans and of their rows -> the plan; what is something else is left out."""
    wanted: dict[str, set[str]] = {}
    for kind, key in subjects:
        if kind == "support_plan" or kind in ROWS:
            wanted.setdefault(kind, set()).add(key)
    if not wanted:
        return {}
    plan_of = {("support_plan", key): key for key in wanted.get("support_plan", ())}
    for kind in wanted.keys() & set(ROWS):
        of = table(kind).c
        rows = conn.execute(select(of.id, of.plan).where(parts.listed(of.id)), parts.these(sorted(wanted[kind])))
        plan_of |= {(kind, row.id): row.plan for row in rows}
    named = _plans(conn, sorted(set(plan_of.values())))
    return {subject: named[plan] for subject, plan in plan_of.items() if plan in named}


def _plans(conn: Connection, ids: list[str]) -> dict[str, PlanRef]:
    of, pair = _PLAN.c, _PAIRING.c
    mentor, new = _CENTRE.alias("mentor"), _CENTRE.alias("new")
    statement = (
        select(of.id, of.title, of.pairing, pair.year, mentor.c.code.label("mentor"), new.c.code.label("new"))
        .join_from(_PLAN, _PAIRING, pair.id == of.pairing)
        .outerjoin(mentor, mentor.c.id == pair.mentor)
        .outerjoin(new, new.c.id == pair.new_centre)
        .where(parts.listed(of.id))
    )
    rows = conn.execute(statement, parts.these(ids)).fetchall()
    standing = _in_force(conn, sorted({row.pairing for row in rows}))
    return {row.id: _ref(row, standing) for row in rows}


def _ref(row: Any, standing: dict[str, tuple[str, str]]) -> PlanRef:
    key, title = standing.get(row.pairing, (row.id, row.title))
    return PlanRef(key, f"{row.mentor or ''} → {row.new or ''} {row.year or ''}".strip(), title)


def _in_force(conn: Connection, pairings: list[str]) -> dict[str, tuple[str, str]]:
    """Pairing -> (id, title) of its version in force."""
    of = _PLAN.c
    states = sorted(status.value for status in IN_FORCE)
    statement = (
        select(of.pairing, of.id, of.title)
        .where(parts.listed(of.pairing), of.status.in_(states), of.deleted_at.is_(None))
        .order_by(of.version)
    )
    return {row.pairing: (row.id, row.title) for row in conn.execute(statement, parts.these(pairings))}


def last_days(conn: Connection, plans: Sequence[str], until: date) -> dict[str, date]:
    """Plan id -> the last day, up to `until`, on which something around a version happened that its rows do not tell: a
    consultation that names it, something done or a file that came for it or a row of it, new evidence of a milestone.

    Versions without any are left out."""
    if not plans:
        return {}
    found: dict[str, date] = {}
    for statement in _around():
        for plan, day in conn.execute(statement, parts.these(plans) | {"until": until}):
            on = date.fromisoformat(str(day)[:10]) if day else None
            if on is not None and on <= until:
                found[plan] = max(on, found.get(plan, on))
    return found


@cache
def _around() -> tuple[Select[Any], ...]:
    """What is asked, made once: a statement takes longer to be put together than to be answered."""
    return (_talks(), *_hanging("action", "done_on"), *_hanging("attachment", "added_on"), _evidence())


def _talks() -> Select[Any]:
    of = table("consultation").c
    alive = (parts.listed(of.plan), of.deleted_at.is_(None), of.on <= bindparam("until"))
    return select(of.plan, func.max(of.on)).where(*alive).group_by(of.plan)


def _hanging(kind: str, field: str) -> Iterator[Select[Any]]:
    """What was done for plans, and for their rows."""
    of = table(kind).c
    day = of[field]
    alive = (of.deleted_at.is_(None), day <= bindparam("until"))
    of_plan = (of.about_type == "support_plan", parts.listed(of.about_id))
    yield select(of.about_id, func.max(day)).where(*of_plan, *alive).group_by(of.about_id)
    for name in ROWS:
        row = table(name).c
        statement = select(row.plan, func.max(day)).where(
            of.about_type == name, row.id == of.about_id, parts.listed(row.plan), *alive
        )
        yield statement.group_by(row.plan)


def _evidence() -> Select[Any]:
    """Evidence has no day of its own: the journal knows when it was written; with the milestone itself it is no progress."""
    of, entry, made = table("plan_milestone").c, JOURNAL.alias("entry"), JOURNAL.alias("made")
    at_once = exists().where(made.c.key == entry.c.key, made.c.step == entry.c.step, made.c.field == "*")
    return (
        select(of.plan, func.max(entry.c.time))
        .where(
            parts.listed(of.plan), of.deleted_at.is_(None), entry.c.key == of.id, entry.c.field == "evidence", ~at_once
        )
        .group_by(of.plan)
    )
