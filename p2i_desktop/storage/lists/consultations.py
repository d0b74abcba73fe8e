"""The register of consultations."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, and_, func, literal_column, select, union_all
from sqlalchemy import case as choose

from p2i_desktop.domain.advice import Channel, ConsultationType
from p2i_desktop.domain.rules.counting import NEVER_REPORTED
from p2i_desktop.storage.lists import parts
from p2i_desktop.storage.lists.model import Condition, Filter, ListSpec, Moment, Ranked, Row, Sort, Totals
from p2i_desktop.storage.search import phrases
from p2i_desktop.storage.tables import table
from p2i_desktop.storage.visible import visible

COLUMNS = (
    "id", "on", "contact_minutes", "channel", "type", "organisation_id", "organisation", "contact_names", "anonymous",
    "case_id", "case_number", "case_title", "topics", "subject", "note_start", "advisor", "reportable",
    "preparation_minutes", "travel_minutes", "confidentiality", "missing", "plan_id", "plan",
)  # fmt: skip
NOTE_START = 200  # characters

_T = table("consultation")
_C = _T.c
_TOPICS, _CONTACTS, _OTHERS = (table(f"consultation__{name}") for name in ("topics", "contacts", "other_organisations"))

REPORTABLE: Condition = and_(
    _C.contact_made == literal_column("1"),
    _C.substantive == literal_column("1"),
    _C.specific == literal_column("1"),
    _C.count_out == literal_column("0"),
    _C.anonymous == literal_column("0"),
    _C.type.not_in(sorted(NEVER_REPORTED)),
)
"""N1 as the database sees it; the same as `counting.reportable` (a test compares them)."""

_COUNTS = choose((REPORTABLE, 1), else_=0)

_NO_CASE: Condition = and_(_C.case.is_(None), _C.plan.is_(None), _C.type != ConsultationType.ENQUIRY)
_NO_TOPIC: Condition = _C.id.not_in(select(_TOPICS.c.owner).where(_TOPICS.c.deleted_at.is_(None)))
TO_COMPLETE: Condition = _NO_CASE | _NO_TOPIC
"""The inbox "to complete"; the same as `counting.to_complete` (a test compares them)."""

_FLAGS: dict[str, Condition] = {"to_complete": TO_COMPLETE, "reportable": REPORTABLE, "not_reportable": ~REPORTABLE}


def _conditions(filter_: Filter, moment: Moment) -> list[Condition]:
    found = [*visible("consultation"), *parts.between(_C.on, filter_.since, filter_.until)]
    found += (_FLAGS[flag] for flag in sorted(filter_.flags))
    found += (_among(name, values) for name, values in filter_.among)
    found += ((_C.n + 0).in_(_with(phrase)) for phrase in phrases(filter_.text))
    if filter_.keys is not None:
        found.append(_C.id.in_(parts.given(filter_.keys)))
    return found


def _among(name: str, values: frozenset[str]) -> Condition:
    match name:
        case "topics":
            return parts.among_set(_C.id, _TOPICS, values)
        case "advisor":
            return parts.among_staff(_C.advisor, values)
        case "organisation_id":
            return parts.among(_C.organisation, values) | parts.among_set(_C.id, _OTHERS, values - {""})
        case "contact_id":
            return parts.among_set(_C.id, _CONTACTS, values)
        case "case_id":
            return parts.among(_C.case, values)
        case _:
            return parts.among(_C[name], values)


def _with(phrase: str) -> Select[Any]:
    """The rows with the words in the consultation itself, in the name of its organisation or contact, or in its case.

    One union that is made once, instead of alternatives that would be asked of every row (5 times slower at 100,000)."""
    n, organisations = _C.n, parts.ids_with_words("organisation", phrase)
    found = [
        parts.with_words("consultation", phrase),
        select(n).where(_C.organisation.in_(organisations), _C.deleted_at.is_(None)),
        select(n).where(_C.case.in_(parts.ids_with_words("case", phrase)), _C.deleted_at.is_(None)),
        select(n)
        .join_from(_T, _CONTACTS, _CONTACTS.c.owner == _C.id)
        .where(_CONTACTS.c.value.in_(parts.ids_with_words("contact", phrase)), _CONTACTS.c.deleted_at.is_(None)),
    ]
    both = union_all(*found).subquery()
    return select(both.c[0])


_ROWS = select(
    _C.n, _C.id, _C.on, _C.contact_minutes, _C.channel, _C.type, _C.organisation, _C.anonymous, _C.case, _C.subject,
    func.substr(_C.note, 1, NOTE_START).label("note_start"), _C.advisor, _COUNTS.label("counts"),
    _C.preparation_minutes, _C.travel_minutes, _C.confidentiality, _C.plan,
).where(parts.listed(_C.n))  # fmt: skip


def _rows(conn: Connection, numbers: Sequence[int], moment: Moment) -> Mapping[int, Row]:
    found = conn.execute(_ROWS, parts.these(numbers)).fetchall()
    ids = [row.id for row in found]
    topics, people = parts.sets_of(conn, _TOPICS, ids), parts.sets_of(conn, _CONTACTS, ids)
    contacts = parts.people_of(conn, (contact for members in people.values() for contact in members))
    organisations = parts.names_of(conn, (row.organisation for row in found))
    cases = parts.cases_of(conn, (row.case for row in found))
    plans = parts.fields_of_these(conn, "support_plan", ("title",), (row.plan for row in found))
    initials = parts.initials_of(conn)
    rows: dict[int, Row] = {}
    for row in found:
        who = sorted(contacts[contact] for contact in people.get(row.id, []) if contact in contacts)
        rows[row.n] = _row(row, topics.get(row.id, []), who, organisations, cases, plans, initials)
    return rows


def _row(
    row: Any,  # of _ROWS
    topics: list[str],
    who: list[str],
    organisations: Mapping[str, str],
    cases: Mapping[str, tuple[str, str]],
    plans: Mapping[str, Sequence[str]],
    initials: Mapping[str, str],
) -> Row:
    people = ", ".join(who)
    name = organisations.get(row.organisation, "") or people
    number, title = cases.get(row.case, ("", ""))
    no_case = row.case is None and row.plan is None and row.type != "enquiry"
    missing = [*(["case"] if no_case else []), *(["topics"] if not topics else [])]
    return (
        row.id, row.on, row.contact_minutes, row.channel, row.type, row.organisation or "", name, people,
        int(row.anonymous), row.case or "", number, title, ",".join(topics), row.subject, row.note_start,
        initials.get(row.advisor, ""), row.counts, row.preparation_minutes, row.travel_minutes, row.confidentiality,
        ",".join(missing), row.plan or "", plans.get(row.plan, ("",))[0],
    )  # fmt: skip


_MINUTES = ("contact_minutes", "preparation_minutes", "travel_minutes")
_TOTALS = select(
    func.count().label("count"),
    *(func.coalesce(func.sum(_C[name]), 0).label(name) for name in _MINUTES),
    func.coalesce(func.sum(_COUNTS), 0).label("reportable"),
)


def _totals(conn: Connection, conditions: list[Condition], moment: Moment) -> Totals:
    row = conn.execute(_TOTALS.where(*conditions), {"me": moment.me}).one()
    return {name: int(value) for name, value in row._mapping.items()}


LIST = ListSpec(
    name="consultations",
    columns=COLUMNS,
    table=_T,
    default=Sort("on", descending=True),
    conditions=_conditions,
    rows=_rows,
    totals=_totals,
    indexed={"on": _C.on, "contact_minutes": _C.contact_minutes},
    ranked={
        "channel": Ranked(_C.channel, parts.in_order(Channel)),
        "type": Ranked(_C.type, parts.in_order(ConsultationType)),
        "organisation": Ranked(_C.organisation, parts.by_name("organisation", "legal_name")),
        "case_number": Ranked(_C.case, parts.by_name("case", "number", "provisional_number")),
        "case_title": Ranked(_C.case, parts.by_name("case", "title")),
        "plan": Ranked(_C.plan, parts.by_name("support_plan", "title")),
        "advisor": Ranked(_C.advisor, parts.by_name("staff_member", "initials")),
        "anonymous": Ranked(_C.anonymous, parts.as_it_is),
        "reportable": Ranked(_COUNTS, parts.as_it_is),
        "preparation_minutes": Ranked(_C.preparation_minutes, parts.as_it_is),
        "travel_minutes": Ranked(_C.travel_minutes, parts.as_it_is),
    },
)
