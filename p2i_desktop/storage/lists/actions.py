"""The list of actions: what is to be done, for which case or organisation, by whom and until when."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, and_, func, or_, select, union_all
from sqlalchemy import case as choose

from p2i_desktop.storage.lists import parts
from p2i_desktop.storage.lists.model import Condition, Filter, Key, ListSpec, Moment, Ranked, Row, Sort, Totals
from p2i_desktop.storage.search import phrases
from p2i_desktop.storage.tables import table
from p2i_desktop.storage.visible import visible

COLUMNS = (
    "id", "about_type", "about_id", "title", "owner", "due_on", "done_on", "case_number", "case_title", "organisation",
)  # fmt: skip

_T = table("action")
_C = _T.c
_CASE, _TALK, _PARTY = table("case"), table("consultation"), table("case_party")

OPEN: Condition = and_(_C.done_on.is_(None), _C.dropped_on.is_(None))


def _conditions(filter_: Filter, moment: Moment) -> list[Condition]:
    found = [*visible("action"), _C.dropped_on.is_(None), *parts.between(_C.due_on, filter_.since, filter_.until)]
    found += (_flag(flag, moment) for flag in sorted(filter_.flags))
    found += (_among(name, values) for name, values in filter_.among)
    found += (_C.n.in_(_with(phrase)) for phrase in phrases(filter_.text))
    if filter_.keys is not None:
        found.append(_C.id.in_(parts.given(filter_.keys)))
    return found


def _flag(flag: str, moment: Moment) -> Condition:
    if flag == "open":
        return OPEN
    if flag == "overdue":
        return and_(OPEN, _C.due_on < moment.today)
    raise KeyError(flag)


def _among(name: str, values: frozenset[str]) -> Condition:
    return parts.among_staff(_C.owner, values) if name == "owner" else parts.among(_C[name], values)


def _with(phrase: str) -> Any:
    cases, organisations = parts.ids_with_words("case", phrase), parts.ids_with_words("organisation", phrase)
    led = select(_PARTY.c.case).where(_PARTY.c.organisation.in_(organisations), _PARTY.c.deleted_at.is_(None))
    about = or_(_C.about_id.in_(cases), _C.about_id.in_(organisations), _C.about_id.in_(led))
    found = union_all(parts.with_words("action", phrase), select(_C.n).where(about)).subquery()
    return select(found.c[0])


_TALKS = select(_TALK.c.id, _TALK.c.case, _TALK.c.organisation).where(parts.listed(_TALK.c.id))
_LED = and_(_PARTY.c.case == _CASE.c.id, _PARTY.c.role == "lead_buyer", _PARTY.c.deleted_at.is_(None))
_LEAD = select(func.min(_PARTY.c.organisation)).where(_LED).correlate(_CASE).scalar_subquery()
_CASES = select(
    _CASE.c.id, _CASE.c.number, _CASE.c.provisional_number, _CASE.c.title, _LEAD.label("lead")
).where(parts.listed(_CASE.c.id))  # fmt: skip


def subjects(conn: Connection, pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, str, str]]:
    """What actions are about: id -> (case number, case title, organisation name), "" where there is none."""
    ids: dict[str, set[str]] = {"case": set(), "consultation": set(), "organisation": set()}
    for kind, record_id in pairs:
        ids.setdefault(kind, set()).add(record_id)
    talks = conn.execute(_TALKS, parts.these(ids["consultation"])).fetchall()
    cases = conn.execute(_CASES, parts.these(ids["case"] | {row.case for row in talks if row.case})).fetchall()
    named = (*ids["organisation"], *(row.organisation for row in talks), *(row.lead for row in cases))
    names = parts.names_of(conn, named)
    found = {row.id: (row.number or row.provisional_number, row.title, names.get(row.lead, "")) for row in cases}
    for row in talks:
        number, title, lead = found.get(row.case, ("", "", ""))
        found[row.id] = (number, title, names.get(row.organisation, "") or lead)
    return found | {key: ("", "", names.get(key, "")) for key in ids["organisation"]}


_ROWS = select(_C.n, _C.id, _C.about_type, _C.about_id, _C.title, _C.owner, _C.due_on, _C.done_on).where(
    parts.listed(_C.n)
)


def _rows(conn: Connection, numbers: Sequence[int], moment: Moment) -> Mapping[int, Row]:
    found = conn.execute(_ROWS, parts.these(numbers)).fetchall()
    known = subjects(conn, ((row.about_type, row.about_id) for row in found if row.about_id))
    initials = parts.initials_of(conn)
    return {
        row.n: (
            row.id, row.about_type or "", row.about_id or "", row.title, initials.get(row.owner, ""), row.due_on,
            row.done_on, *known.get(row.about_id, ("", "", "")),
        )
        for row in found
    }  # fmt: skip


def _totals(conn: Connection, conditions: list[Condition], moment: Moment) -> Totals:
    open_ones = func.coalesce(func.sum(choose((OPEN, 1), else_=0)), 0)
    row = conn.execute(select(func.count(), open_ones).where(*conditions), {"me": moment.me}).one()
    return {"count": row[0], "open": int(row[1])}


def _by_subject(place: int) -> Any:
    def key(conn: Connection) -> Key:
        pairs = conn.execute(
            select(_C.about_type, _C.about_id).where(_C.deleted_at.is_(None), _C.about_id.is_not(None))
        )
        known = subjects(conn, pairs)
        fold = parts.folded(conn)
        return lambda about: fold(known.get(about, ("", "", ""))[place])

    return key


LIST = ListSpec(
    name="actions",
    columns=COLUMNS,
    table=_T,
    default=Sort("due_on"),
    conditions=_conditions,
    rows=_rows,
    totals=_totals,
    ranked={
        "due_on": Ranked(_C.due_on, parts.as_it_is),
        "title": Ranked(_C.title, parts.folded),
        "owner": Ranked(_C.owner, parts.by_name("staff_member", "initials")),
        "done_on": Ranked(_C.done_on, parts.as_it_is),
        "case_number": Ranked(_C.about_id, _by_subject(0)),
        "case_title": Ranked(_C.about_id, _by_subject(1)),
        "organisation": Ranked(_C.about_id, _by_subject(2)),
    },
)
