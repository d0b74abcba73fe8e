"""Who sees what: restricted records appear in no list and no search but those of their own advisors and the managers."""

from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Select,
    and_,
    bindparam,
    exists,
    literal_column,
    or_,
    select,
)

from p2i_desktop.domain.parties import StaffRole
from p2i_desktop.domain.record import FieldKind, field_of, fields_of
from p2i_desktop.domain.records import BY_KEY, PARENT
from p2i_desktop.storage.tables import table

ME: BindParameter[str] = bindparam(
    "me", ""
)  # the id of the member of staff at work; "" = nobody, who sees nothing restricted
RESTRICTED: ColumnElement[str] = literal_column(
    "'restricted'"
)  # as it stands in the partial indexes: a bound value would not use them

_CASE, _CONSULTATION = table("case"), table("consultation")
_PROCUREMENT, _LINK, _AWARD = table("procurement_project"), table("case_procurement"), table("award")
_CO_ADVISORS, _STAFF_TIME = table("case__co_advisors"), table("staff_time")
_ROLES = table("staff_member__roles")
_WORKSHOP, _SEAT, _FEEDBACK = table("workshop"), table("participation"), table("feedback")
_NO_MANAGER = ~exists().where(
    _ROLES.c.owner == ME, _ROLES.c.value == StaffRole.CENTRE_MANAGER.value, _ROLES.c.deleted_at.is_(None)
)


def hidden_cases(shown: str = "id") -> Select[Any]:
    """The restricted cases, binned ones too, of which `me` is neither lead nor co-advisor: their ids or numbers (`n`)."""
    mine = select(_CO_ADVISORS.c.owner).where(_CO_ADVISORS.c.value == ME, _CO_ADVISORS.c.deleted_at.is_(None))
    return select(_CASE.c[shown]).where(
        _CASE.c.confidentiality == RESTRICTED,
        _CASE.c.lead_advisor.is_distinct_from(ME),
        _CASE.c.id.not_in(mine),
        _NO_MANAGER,
    )


def hidden_consultations(shown: str = "id") -> Select[Any]:
    """The consultations that are restricted, or of a hidden case, and neither advised nor co-advised by `me`."""
    helped = select(_STAFF_TIME.c.about_id).where(
        _STAFF_TIME.c.staff == ME,
        _STAFF_TIME.c.deleted_at.is_(None),
        _STAFF_TIME.c.about_id.is_not(None),  # a NULL within NOT IN would open every restricted record
    )
    not_mine = (_CONSULTATION.c.advisor.is_distinct_from(ME), _CONSULTATION.c.id.not_in(helped), _NO_MANAGER)
    own = select(_CONSULTATION.c[shown]).where(_CONSULTATION.c.confidentiality == RESTRICTED, *not_mine)
    of_case = select(_CONSULTATION.c[shown]).where(
        _CONSULTATION.c.deleted_at.is_(None), _CONSULTATION.c.case.in_(hidden_cases()), *not_mine
    )
    both = own.union_all(of_case).subquery()
    return select(both.c[shown])


def hidden_procurements(shown: str = "id") -> Select[Any]:
    """The procurements that are linked with hidden cases only."""
    linked = select(_LINK.c.procurement).where(_LINK.c.deleted_at.is_(None), _LINK.c.case.in_(hidden_cases()))
    other = _LINK.alias()
    open_to_me = exists().where(
        other.c.procurement == _PROCUREMENT.c.id, other.c.deleted_at.is_(None), other.c.case.not_in(hidden_cases())
    )
    return select(_PROCUREMENT.c[shown]).where(_PROCUREMENT.c.id.in_(linked), ~open_to_me)


def hidden_workshops(shown: str = "id") -> Select[Any]:
    """The restricted events, binned ones too, on which `me` did not work (noted as staff time)."""
    helped = select(_STAFF_TIME.c.about_id).where(
        _STAFF_TIME.c.staff == ME, _STAFF_TIME.c.deleted_at.is_(None), _STAFF_TIME.c.about_id.is_not(None)
    )
    return select(_WORKSHOP.c[shown]).where(
        _WORKSHOP.c.confidentiality == RESTRICTED, _WORKSHOP.c.id.not_in(helped), _NO_MANAGER
    )


def visible(name: str) -> list[ColumnElement[bool]]:
    """The conditions under which rows of a table may be shown: not in the bin, not hidden, of nothing that is hidden."""
    of = table(name).c
    conditions: list[ColumnElement[bool]] = [of.deleted_at.is_(None)]
    if name == "case":
        conditions.append(of.n.not_in(hidden_cases("n")))
    elif name == "consultation":
        conditions.append(of.n.not_in(hidden_consultations("n")))
    elif name == "procurement_project":
        conditions.append(of.n.not_in(hidden_procurements("n")))
    elif name == "market_consultation":
        conditions += [_not_of(of.procurement, hidden_procurements()), _not_of(of.case, hidden_cases())]
    elif name == "workshop":
        conditions.append(of.n.not_in(hidden_workshops("n")))
    elif name == "attendance":
        people = select(_SEAT.c.id).where(_SEAT.c.workshop.in_(hidden_workshops()))
        conditions.append(_not_of(of.participation, people))
    elif name == "feedback_answer":
        answers = select(_FEEDBACK.c.id).where(_FEEDBACK.c.about_id.in_(hidden_workshops()))
        conditions.append(_not_of(of.feedback, answers))
    elif name == "award_supplier":
        hidden = select(_AWARD.c.id).where(_AWARD.c.procurement.in_(hidden_procurements()))
        conditions.append(_not_of(of.award, hidden))
    else:
        conditions += _of_shown(name)
    return conditions


def _not_of(of: ColumnElement[Any], hidden: Select[Any]) -> ColumnElement[bool]:
    return or_(of.is_(None), of.not_in(hidden))


def _of_shown(name: str) -> list[ColumnElement[bool]]:
    """A child is shown where its parent is; one's own action always."""
    record_type = BY_KEY[name]
    of = table(name).c
    if field := PARENT.get(record_type):
        spec = field_of(record_type, field)
        if spec.kind is FieldKind.ABOUT:
            about = of[f"{field}_id"]
            hidden = (hidden_cases(), hidden_consultations(), hidden_procurements(), hidden_workshops())
            shown = or_(about.is_(None), and_(*(about.not_in(ids) for ids in hidden)))
            return [or_(of.owner == ME, shown) if name == "action" else shown]
        if spec.target == "Case":
            names = [one.name for one in fields_of(record_type) if one.target == "Case"]  # a link has two
            return [_not_of(of[one], hidden_cases()) for one in names]
        if spec.target == "ProcurementProject":
            return [_not_of(of[field], hidden_procurements())]
        if spec.target == "Workshop":
            return [_not_of(of[field], hidden_workshops())]
    return []


def hidden_ids(connection: Connection, me: str) -> tuple[frozenset[str], ...]:
    """The ids of the cases, consultations, procurements and events that a member of staff ("" = nobody) may not see."""
    queries = (hidden_cases, hidden_consultations, hidden_procurements, hidden_workshops)
    return tuple(frozenset(connection.execute(query(), {"me": me}).scalars()) for query in queries)
