"""The list of organisations, with what there is of each."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, ScalarSelect, and_, distinct, func, select, type_coerce, union_all

from p2i_desktop.domain.parties import OrganisationKind
from p2i_desktop.storage.lists import parts
from p2i_desktop.storage.lists.cases import OPEN
from p2i_desktop.storage.lists.model import Condition, Filter, ListSpec, Moment, Ranked, Row, Sort, Totals
from p2i_desktop.storage.search import phrases
from p2i_desktop.storage.tables import table
from p2i_desktop.storage.visible import visible

COLUMNS = (
    "id", "legal_name", "short_name", "kind", "country", "nuts", "city", "open_cases", "consultations", "last_on",
    "contacts",
)  # fmt: skip
QUIET_AFTER = timedelta(days=183)  # half a year

_T = table("organisation")
_C = _T.c
_TALK, _CASE, _PARTY, _EMPLOYED = (table(name) for name in ("consultation", "case", "case_party", "employment"))


def _of_talks(figure: Any) -> ScalarSelect[Any]:
    of = _TALK.c
    return select(figure).where(of.organisation == _C.id, of.deleted_at.is_(None)).correlate(_T).scalar_subquery()


OPEN_CASES = (
    select(func.count(distinct(_PARTY.c.case)))
    .join_from(_PARTY, _CASE, _CASE.c.id == _PARTY.c.case)
    .where(_PARTY.c.organisation == _C.id, _PARTY.c.deleted_at.is_(None), *visible("case"), OPEN)
    .correlate(_T)
    .scalar_subquery()
)
CONTACTS = (
    select(func.count(distinct(_EMPLOYED.c.contact)))
    .where(_EMPLOYED.c.organisation == _C.id, _EMPLOYED.c.deleted_at.is_(None), _EMPLOYED.c.valid_to.is_(None))
    .correlate(_T)
    .scalar_subquery()
)
TALKS = _of_talks(func.count())
LAST_ON = type_coerce(_of_talks(func.max(_TALK.c.on)), _TALK.c.on.type)


def _conditions(filter_: Filter, moment: Moment) -> list[Condition]:
    found = [*visible("organisation"), _C.merged_into.is_(None), *parts.between(LAST_ON, filter_.since, filter_.until)]
    found += (_flag(flag, moment) for flag in sorted(filter_.flags))
    found += (parts.among(_C[name], values) for name, values in filter_.among)
    found += (_C.n.in_(_with(phrase)) for phrase in _words(filter_.text))
    found += _numbered(filter_.text)
    if filter_.keys is not None:
        found.append(_C.id.in_(parts.given(filter_.keys)))
    return found


def _flag(flag: str, moment: Moment) -> Condition:
    if flag != "quiet":
        raise KeyError(flag)
    return and_(LAST_ON.is_not(None), moment.today - QUIET_AFTER > LAST_ON)


def _words(text: str) -> list[str]:
    return [] if parts.with_number("organisation", text) is not None else phrases(text)


def _numbered(text: str) -> list[Condition]:
    found = parts.with_number("organisation", text)
    if found is None:
        return []
    words = [_C.n.in_(_with(phrase)) for phrase in phrases(text)]
    return [_C.n.in_(found) | and_(*words)]


def _with(phrase: str) -> Any:
    of = _EMPLOYED.c
    people = parts.ids_with_words("contact", phrase)
    theirs = select(of.organisation).where(of.contact.in_(people), of.deleted_at.is_(None))
    both = union_all(parts.with_words("organisation", phrase), select(_C.n).where(_C.id.in_(theirs))).subquery()
    return select(both.c[0])


_ROWS = select(
    _C.n, _C.id, _C.legal_name, _C.short_name, _C.kind, _C.country, _C.nuts, _C.city, OPEN_CASES, TALKS, LAST_ON,
    CONTACTS,
).where(parts.listed(_C.n))  # fmt: skip


def _rows(conn: Connection, numbers: Sequence[int], moment: Moment) -> Mapping[int, Row]:
    rows = conn.execute(_ROWS, parts.these(numbers) | {"me": moment.me})
    return {row[0]: tuple(row[1:]) for row in rows}


def _totals(conn: Connection, conditions: list[Condition], moment: Moment) -> Totals:
    return {"count": conn.execute(select(func.count()).where(*conditions), {"me": moment.me}).scalar_one()}


LIST = ListSpec(
    name="organisations",
    columns=COLUMNS,
    table=_T,
    default=Sort("legal_name"),
    conditions=_conditions,
    rows=_rows,
    totals=_totals,
    ranked={
        "legal_name": Ranked(_C.legal_name, parts.folded),
        "short_name": Ranked(_C.short_name, parts.folded),
        "kind": Ranked(_C.kind, parts.in_order(OrganisationKind)),
        "country": Ranked(_C.country, parts.as_it_is),
        "nuts": Ranked(_C.nuts, parts.as_it_is),
        "city": Ranked(_C.city, parts.folded),
        "open_cases": Ranked(OPEN_CASES, parts.as_it_is),
        "consultations": Ranked(TALKS, parts.as_it_is),
        "last_on": Ranked(LAST_ON, parts.as_it_is),
        "contacts": Ranked(CONTACTS, parts.as_it_is),
    },
)
