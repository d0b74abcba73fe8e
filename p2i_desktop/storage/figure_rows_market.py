"""The rows of procurements, answers and exchange rates behind the figures, read in the same snapshot as the others."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Select, and_, or_, select

from p2i_desktop.domain.figures.market_rows import (
    AnswerRow,
    AwardRow,
    FeedbackRow,
    MarketConsultationRow,
    MarketRows,
    ProcurementRow,
    SupplierRow,
)
from p2i_desktop.storage.tables import table
from p2i_desktop.storage.values import instant

_TALK, _CASE, _FEEDBACK = (table(name) for name in ("consultation", "case", "feedback"))
_PROCUREMENT, _LINK, _AWARD, _SUPPLIER, _MARKET, _RATE = (
    table(name)
    for name in (
        "procurement_project",
        "case_procurement",
        "award",
        "award_supplier",
        "market_consultation",
        "exchange_rate",
    )
)
_OUTCOMES = table("feedback__outcomes")
_MAYBE = {None: None, 0: False, 1: True}
Day = Callable[[str | None], Any]


def gather_market(connection: Connection, since: date, until: date, day: Day) -> MarketRows:
    """All procurements that are linked to a case, whatever their day; answer times of the enquiries between the days.

    `day` turns the text of a day into the day, None into None."""
    links = _links(connection)
    return MarketRows(
        procurements=_procurements(connection, links, day) if links else (),
        awards=_awards(connection, day),
        suppliers=_suppliers(connection),
        consultations=_consultations(connection, day),
        feedback=_feedback(connection, day),
        rates=_rates(connection, day),
        answers=_answers(connection, since, until),
        estimates=_estimates(connection, day),
    )


def _raw(connection: Connection, statement: Select[Any]) -> Iterable[tuple[Any, ...]]:
    with connection.execute(statement) as result:
        assert result.cursor is not None
        return result.cursor.fetchall()


def _links(connection: Connection) -> dict[str, tuple[str, ...]]:
    of = _LINK.c
    statement = select(of.procurement, of.case).where(of.deleted_at.is_(None)).order_by(of.procurement, of.case)
    found: dict[str, tuple[str, ...]] = {}
    for procurement, case in _raw(connection, statement):
        if procurement is not None and case is not None:
            found[procurement] = (*found.get(procurement, ()), case)
    return found


def _procurements(connection: Connection, links: dict[str, tuple[str, ...]], day: Day) -> tuple[ProcurementRow, ...]:
    of = _PROCUREMENT.c
    statement = select(
        of.id, of.lead_buyer, of.instrument, of.status, of.sector, of.cpv_main, of.ict, of.joint, of.cross_border,
        of.eu_funded, of.estimated_value, of.estimated_value_currency, of.value_date, of.started_on, of.launch_customer,
        of.influence, of.influence_confirmed_on,
    ).where(of.deleted_at.is_(None)).order_by(of.started_on, of.id)  # fmt: skip
    return tuple(
        ProcurementRow._make((
            *row[:6], bool(row[6]), bool(row[7]), bool(row[8]), _MAYBE[row[9]], row[10], row[11], day(row[12]), day(row[13]),
            _MAYBE[row[14]], row[15], day(row[16]), links[row[0]],
        ))
        for row in _raw(connection, statement)
        if row[0] in links
    )  # fmt: skip


def _awards(connection: Connection, day: Day) -> tuple[AwardRow, ...]:
    of = _AWARD.c
    statement = (
        select(of.id, of.procurement, of.lot, of.awarded_on, of.value, of.value_currency, of.tenders)
        .where(of.deleted_at.is_(None), of.awarded_on.is_not(None), of.procurement.is_not(None))
        .order_by(of.awarded_on, of.id)
    )
    return tuple(AwardRow._make((*row[:3], day(row[3]), *row[4:])) for row in _raw(connection, statement))


def _suppliers(connection: Connection) -> dict[str, tuple[SupplierRow, ...]]:
    of = _SUPPLIER.c
    statement = (
        select(of.award, of.organisation, of.size_at_award, of.start_up_at_award, of.country_at_award)
        .where(of.deleted_at.is_(None), of.lead == 1, of.award.is_not(None))
        .order_by(of.award, of.id)
    )
    found: dict[str, tuple[SupplierRow, ...]] = {}
    for award, organisation, size, start_up, country in _raw(connection, statement):
        row = SupplierRow(award, organisation, size, _MAYBE[start_up], country)
        found[award] = (*found.get(award, ()), row)
    return found


def _consultations(connection: Connection, day: Day) -> tuple[MarketConsultationRow, ...]:
    of = _MARKET.c
    statement = (
        select(of.id, of.procurement, of.case, of.opens, of.participants)
        .where(of.deleted_at.is_(None), of.opens.is_not(None))
        .order_by(of.opens, of.id)
    )
    return tuple(MarketConsultationRow._make((*row[:3], day(row[3]), row[4])) for row in _raw(connection, statement))


def _feedback(connection: Connection, day: Day) -> tuple[FeedbackRow, ...]:
    of = _FEEDBACK.c
    outcomes: dict[str, tuple[str, ...]] = {}
    chosen = select(_OUTCOMES.c.owner, _OUTCOMES.c.value).where(_OUTCOMES.c.deleted_at.is_(None))
    for owner, value in _raw(connection, chosen.order_by(_OUTCOMES.c.owner, _OUTCOMES.c.value)):
        outcomes[owner] = (*outcomes.get(owner, ()), value)
    talk = and_(of.about_type == "consultation", _TALK.c.id == of.about_id, _TALK.c.deleted_at.is_(None))
    statement = (
        select(of.id, of.about_type, of.about_id, _TALK.c.on, of.answers, of.rating, of.useful)
        .join_from(_FEEDBACK, _TALK, talk, isouter=True)
        .where(of.deleted_at.is_(None), of.about_type.in_(("case", "consultation")))
        .order_by(of.id)
    )
    return tuple(
        FeedbackRow(
            key, about if kind == "case" else None, day(on), answers, None if rating is None else Decimal(rating),
            _MAYBE[useful], outcomes.get(key, ()),
        )
        for key, kind, about, on, answers, rating, useful in _raw(connection, statement)
    )  # fmt: skip


def _rates(connection: Connection, day: Day) -> dict[str, tuple[tuple[date, Decimal], ...]]:
    of = _RATE.c
    statement = (
        select(of.currency, of.on, of.eur_per_unit)
        .where(of.deleted_at.is_(None), of.on.is_not(None), of.eur_per_unit.is_not(None))
        .order_by(of.currency, of.on, of.id)
    )
    found: dict[str, list[tuple[date, Decimal]]] = {}
    for currency, on, rate in _raw(connection, statement):
        if (euro := Decimal(rate)) > 0:
            found.setdefault(currency, []).append((day(on), euro))
    return {currency: tuple(rates) for currency, rates in found.items()}


def _answers(connection: Connection, since: date, until: date) -> dict[str, AnswerRow]:
    of = _TALK.c
    given = or_(
        of.first_response_minutes.is_not(None), and_(of.received_at.is_not(None), of.first_answer_at.is_not(None))
    )
    statement = select(of.id, of.first_response_minutes, of.received_at, of.first_answer_at).where(
        of.on.between(since, until), of.deleted_at.is_(None), of.type == "enquiry", given
    )
    return {
        key: AnswerRow(minutes, instant(received) if received else None, instant(answered) if answered else None)
        for key, minutes, received, answered in _raw(connection, statement)
    }


def _estimates(connection: Connection, day: Day) -> dict[str, tuple[int, str, date | None]]:
    of = _CASE.c
    statement = select(of.id, of.estimated_value, of.estimated_value_currency, of.value_date).where(
        of.deleted_at.is_(None), of.estimated_value.is_not(None)
    )
    return {key: (cents, currency, day(on)) for key, cents, currency, on in _raw(connection, statement)}
