"""The list of cases, with the organisation that leads, the next day on which something is due, and the last contact."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, ScalarSelect, Select, and_, bindparam, func, or_, select, type_coerce, union_all

from p2i_desktop.domain.advice import CaseStatus, Instrument, Phase, Sector
from p2i_desktop.storage.lists import parts
from p2i_desktop.storage.lists.model import Condition, Filter, ListSpec, Moment, Ranked, Row, Sort, Totals
from p2i_desktop.storage.search import phrases
from p2i_desktop.storage.tables import table
from p2i_desktop.storage.visible import visible

COLUMNS = (
    "id", "number", "provisional_number", "title", "organisation_id", "organisation", "status", "phase", "next_on",
    "advisor", "instrument", "sector", "opened_on", "closed_on", "last_on", "value_cents", "value_currency",
    "confidentiality",
)  # fmt: skip
ENDED = (CaseStatus.CLOSED, CaseStatus.DECLINED, CaseStatus.REDIRECTED)
STAGES = {"preparation": "prep_", "tendering": "tender_", "implementation": "impl_", "done": "done"}

_T = table("case")
_C = _T.c
_PARTY, _ACTION, _TALK, _MOVE = table("case_party"), table("action"), table("consultation"), table("transition")
_TOPICS, _CO_ADVISORS = table("case__topics"), table("case__co_advisors")

OPEN: Condition = _C.status.not_in(ENDED)


def lead_buyer() -> ScalarSelect[Any]:
    """The organisation that leads the case of the row; of several (not allowed from `accepted` on) the first by key."""
    return (
        select(func.min(_PARTY.c.organisation))
        .where(_PARTY.c.case == _C.id, _PARTY.c.role == "lead_buyer", _PARTY.c.deleted_at.is_(None))
        .correlate(_T)
        .scalar_subquery()
    )


def _next_action() -> ScalarSelect[Any]:
    of = _ACTION.c
    open_ones = and_(of.done_on.is_(None), of.dropped_on.is_(None), of.deleted_at.is_(None))
    return select(func.min(of.due_on)).where(of.about_id == _C.id, open_ones).correlate(_T).scalar_subquery()


def _last_talk() -> ScalarSelect[Any]:
    of = _TALK.c
    return select(func.max(of.on)).where(of.case == _C.id, of.deleted_at.is_(None)).correlate(_T).scalar_subquery()


# min() and max() of two values are NULL when one of them is: each stands in for the other.
NEXT_ON = type_coerce(
    func.min(func.coalesce(_C.follow_up_on, _next_action()), func.coalesce(_next_action(), _C.follow_up_on)),
    _C.opened_on.type,
)
LAST_ON = type_coerce(_last_talk(), _C.opened_on.type)
SILENT_SINCE = type_coerce(func.coalesce(_last_talk(), _C.opened_on), _C.opened_on.type)


def _conditions(filter_: Filter, moment: Moment) -> list[Condition]:
    day = _C.closed_on if "closed" in filter_.flags else _C.opened_on
    found = [*visible("case"), *parts.between(day, filter_.since, filter_.until)]
    found += (_flag(flag, moment) for flag in sorted(filter_.flags))
    found += (_among(name, values) for name, values in filter_.among)
    found += (_C.n.in_(_with(phrase)) for phrase in phrases(filter_.text))
    if filter_.keys is not None:
        found.append(_C.id.in_(parts.given(filter_.keys)))
    return found


def _flag(flag: str, moment: Moment) -> Condition:
    match flag:
        case "open":
            return OPEN
        case "closed":
            return _C.status.in_(ENDED)
        case "overdue":
            return and_(OPEN, moment.today > NEXT_ON)
        case "quiet":
            return quiet(moment)
        case _:
            raise KeyError(flag)


def quiet(moment: Moment) -> Condition:
    """Open, not on hold, and nobody talked about it for `quiet_days`."""
    since = moment.today - timedelta(days=moment.quiet_days)
    return and_(OPEN, _C.status != CaseStatus.ON_HOLD, since >= SILENT_SINCE)


def _among(name: str, values: frozenset[str]) -> Condition:
    match name:
        case "topics":
            return parts.among_set(_C.id, _TOPICS, values)
        case "advisor":
            mine = parts.among_staff(_C.lead_advisor, values)
            of = _CO_ADVISORS.c
            helped = select(of.owner).where(parts.among_staff(of.value, values - {""}), of.deleted_at.is_(None))
            return or_(mine, _C.id.in_(helped))
        case "stage":
            return or_(*(_C.phase.startswith(STAGES[stage], autoescape=True) for stage in sorted(values)))
        case "organisation_id":
            of = _PARTY.c
            return _C.id.in_(select(of.case).where(of.organisation.in_(sorted(values)), of.deleted_at.is_(None)))
        case _:
            return parts.among(_C[name], values)


def _with(phrase: str) -> Select[Any]:
    of = _PARTY.c
    organisations = parts.ids_with_words("organisation", phrase)
    party = select(of.case).where(of.organisation.in_(organisations), of.deleted_at.is_(None))
    both = union_all(parts.with_words("case", phrase), select(_C.n).where(_C.id.in_(party))).subquery()
    return select(both.c[0])


_ROWS = select(
    _C.n, _C.id, _C.number, _C.provisional_number, _C.title, lead_buyer().label("organisation"), _C.status, _C.phase,
    NEXT_ON.label("next_on"), _C.lead_advisor, _C.instrument, _C.sector, _C.opened_on, _C.closed_on,
    LAST_ON.label("last_on"), _C.estimated_value, _C.estimated_value_currency, _C.confidentiality,
).where(parts.listed(_C.n))  # fmt: skip


def _rows(conn: Connection, numbers: Sequence[int], moment: Moment) -> Mapping[int, Row]:
    found = conn.execute(_ROWS, parts.these(numbers)).fetchall()
    organisations = parts.names_of(conn, (row.organisation for row in found))
    initials = parts.initials_of(conn)
    return {
        row.n: (
            row.id, row.number, row.provisional_number, row.title, row.organisation or "",
            organisations.get(row.organisation, ""), row.status, row.phase, row.next_on,
            initials.get(row.lead_advisor, ""), row.instrument, row.sector, row.opened_on, row.closed_on, row.last_on,
            row.estimated_value, row.estimated_value_currency, row.confidentiality,
        )
        for row in found
    }  # fmt: skip


def _totals(conn: Connection, conditions: list[Condition], moment: Moment) -> Totals:
    statement = select(_C.estimated_value_currency, func.count(), func.sum(_C.estimated_value))
    rows = conn.execute(
        statement.where(*conditions).group_by(_C.estimated_value_currency), {"me": moment.me}
    ).fetchall()
    values = tuple(sorted((currency, int(cents)) for currency, _, cents in rows if currency))
    days = conn.execute(_MEAN_DAYS.where(*conditions), {"me": moment.me, "today": moment.today.isoformat()}).one()
    return {"count": sum(row[1] for row in rows), "values": values, "open": days[0], "phase_days": round(days[1] or 0)}


def _in_phase_since() -> ScalarSelect[Any]:
    of = _MOVE.c
    moved = and_(of.about_type == "case", of.about_id == _C.id, of.field == "phase", of.deleted_at.is_(None))
    return select(func.max(of.on)).where(moved).correlate(_T).scalar_subquery()


# The days that open cases have been in their phase, as a sum: the mean is for those who show it.
_MEAN_DAYS = select(
    func.count(),
    func.sum(
        func.julianday(bindparam("today"))
        - func.julianday(func.coalesce(_in_phase_since(), _C.opened_on, bindparam("today")))
    ),
).where(OPEN)


LIST = ListSpec(
    name="cases",
    columns=COLUMNS,
    table=_T,
    default=Sort("number", descending=True),
    conditions=_conditions,
    rows=_rows,
    totals=_totals,
    indexed={"number": _C.number, "opened_on": _C.opened_on},
    ranked={
        "provisional_number": Ranked(_C.provisional_number, parts.as_it_is),
        "title": Ranked(_C.title, parts.folded),
        "organisation": Ranked(lead_buyer(), parts.by_name("organisation", "legal_name")),
        "status": Ranked(_C.status, parts.in_order(CaseStatus)),
        "phase": Ranked(_C.phase, parts.in_order(Phase)),
        "next_on": Ranked(NEXT_ON, parts.as_it_is),
        "advisor": Ranked(_C.lead_advisor, parts.by_name("staff_member", "initials")),
        "instrument": Ranked(_C.instrument, parts.in_order(Instrument)),
        "sector": Ranked(_C.sector, parts.in_order(Sector)),
        "closed_on": Ranked(_C.closed_on, parts.as_it_is),
        "last_on": Ranked(LAST_ON, parts.as_it_is),
        "value_cents": Ranked(_C.estimated_value, parts.as_it_is),
        "confidentiality": Ranked(_C.confidentiality, parts.as_it_is),
    },
)
