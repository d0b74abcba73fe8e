"""The list of procurements, with their buyers, what was awarded in euro, and how many notices and cases each has."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, ScalarSelect, Select, and_, func, or_, select, union_all

from p2i_desktop.domain.advice import Instrument, Sector
from p2i_desktop.domain.market import ProcurementStatus
from p2i_desktop.domain.rates import EURO, in_euro
from p2i_desktop.domain.record import Money
from p2i_desktop.domain.reporting import ExchangeRate
from p2i_desktop.domain.rules.lifecycle import PROCUREMENT_ENDED
from p2i_desktop.storage.lists import parts
from p2i_desktop.storage.lists.model import Condition, Filter, Key, ListSpec, Moment, Ranked, Row, Sort, Totals
from p2i_desktop.storage.search import phrases
from p2i_desktop.storage.tables import table
from p2i_desktop.storage.visible import hidden_cases, visible

COLUMNS = (
    "id", "title", "own_reference", "lead_buyer_id", "lead_buyer", "buyers", "instrument", "status", "value_cents",
    "value_currency", "award_cents", "awards", "awards_missing", "notices", "started_on", "published_on", "cases",
    "sector", "contract_to",
)  # fmt: skip
_CENT = Decimal(1)

_T = table("procurement_project")
_C = _T.c
_BUYER, _LINK, _NOTICE, _AWARD = (
    table(name) for name in ("procurement_buyer", "case_procurement", "notice", "award")
)  # fmt: skip
_RATE, _WON = table("exchange_rate"), table("award_supplier")

OPEN: Condition = _C.status.not_in(sorted(PROCUREMENT_ENDED))


def _count_of(links: Any) -> ScalarSelect[Any]:
    of = links.c
    return select(func.count()).where(of.procurement == _C.id, of.deleted_at.is_(None)).correlate(_T).scalar_subquery()


def _cases() -> ScalarSelect[Any]:
    of = _LINK.c
    shown = and_(of.procurement == _C.id, of.deleted_at.is_(None), of.case.not_in(hidden_cases()))
    return select(func.count()).where(shown).correlate(_T).scalar_subquery()


NOTICES, CASES = _count_of(_NOTICE), _cases()


def _conditions(filter_: Filter, moment: Moment) -> list[Condition]:
    found = [*visible("procurement_project"), *parts.between(_C.started_on, filter_.since, filter_.until)]
    found += (_flag(flag) for flag in sorted(filter_.flags))
    found += (_among(name, values) for name, values in filter_.among)
    found += (_C.n.in_(_with(phrase)) for phrase in phrases(filter_.text))
    if filter_.keys is not None:
        found.append(_C.id.in_(parts.given(filter_.keys)))
    return found


def _flag(flag: str) -> Condition:
    of = _LINK.c
    match flag:
        case "open":
            return OPEN
        case "ended":
            return _C.status.in_(sorted(PROCUREMENT_ENDED))
        case "unlinked":
            linked = select(of.procurement).where(of.procurement.is_not(None), of.deleted_at.is_(None))
            return _C.id.not_in(linked)
        case _:
            raise KeyError(flag)


def _among(name: str, values: frozenset[str]) -> Condition:
    if name == "organisation_id":
        of = _BUYER.c
        more = select(of.procurement).where(of.organisation.in_(sorted(values)), of.deleted_at.is_(None))
        return or_(_C.lead_buyer.in_(sorted(values)), _C.id.in_(more))
    return parts.among(_C[name], values)


def _with(phrase: str) -> Select[Any]:
    """Rows with these words: in their own texts, in the names of buyers and suppliers, in their notices."""
    organisations = parts.ids_with_words("organisation", phrase)
    buyers = select(_BUYER.c.procurement).where(_BUYER.c.organisation.in_(organisations), _BUYER.c.deleted_at.is_(None))
    won = (
        select(_AWARD.c.procurement)
        .join_from(_AWARD, _WON, _WON.c.award == _AWARD.c.id)
        .where(_WON.c.organisation.in_(organisations), _WON.c.deleted_at.is_(None), _AWARD.c.deleted_at.is_(None))
    )
    noted = select(_NOTICE.c.procurement).where(
        _NOTICE.c.n.in_(parts.with_words("notice", phrase)), _NOTICE.c.deleted_at.is_(None)
    )
    own = or_(_C.lead_buyer.in_(organisations), _C.id.in_(union_all(buyers, won, noted)))
    both = union_all(parts.with_words("procurement_project", phrase), select(_C.n).where(own)).subquery()
    return select(both.c[0])


_ROWS = select(
    _C.n, _C.id, _C.title, _C.own_reference, _C.lead_buyer, _C.instrument, _C.status, _C.estimated_value,
    _C.estimated_value_currency, NOTICES.label("notices"), _C.started_on, _C.published_on, CASES.label("cases"),
    _C.sector, _C.contract_to,
).where(parts.listed(_C.n))  # fmt: skip
_BUYERS = (
    select(_BUYER.c.procurement, _BUYER.c.organisation)
    .where(parts.listed(_BUYER.c.procurement), _BUYER.c.deleted_at.is_(None))
    .order_by(_BUYER.c.n)
)
_AWARDS = select(
    _AWARD.c.procurement, _AWARD.c.awarded_on, _AWARD.c.value, _AWARD.c.value_currency
).where(_AWARD.c.deleted_at.is_(None))  # fmt: skip
_RATES = select(
    _RATE.c.id, _RATE.c.currency, _RATE.c.on, _RATE.c.eur_per_unit
).where(_RATE.c.deleted_at.is_(None))  # fmt: skip


def _rows(conn: Connection, numbers: Sequence[int], moment: Moment) -> Mapping[int, Row]:
    found = conn.execute(_ROWS, parts.these(numbers) | {"me": moment.me}).fetchall()
    ids = parts.these([row.id for row in found])
    further = defaultdict[str, list[str]](list)
    for owner, organisation in conn.execute(_BUYERS, ids):
        further[owner].append(organisation)
    awards = awarded(conn, _AWARDS.where(parts.listed(_AWARD.c.procurement)), ids)
    names = parts.names_of(
        conn, [*(row.lead_buyer for row in found), *(one for all_ in further.values() for one in all_)]
    )
    rows: dict[int, Row] = {}
    for row in found:
        lead = names.get(row.lead_buyer, "")
        buyers = [lead, *(names.get(one, "") for one in further[row.id])]
        rows[row.n] = (
            row.id, row.title, row.own_reference, row.lead_buyer or "", lead, ", ".join(filter(None, buyers)),
            row.instrument, row.status, row.estimated_value, row.estimated_value_currency,
            *awards.get(row.id, (None, 0, 0)), row.notices, row.started_on, row.published_on, row.cases, row.sector,
            row.contract_to,
        )  # fmt: skip
    return rows


Sum = tuple[int | None, int, int]  # cents of a euro (None: no award has a value), awards, those without value or rate


def awarded(conn: Connection, statement: Select[Any], values: Mapping[str, Any]) -> dict[str, Sum]:
    """Procurement -> its awards added up, each by the last rate on or before its day."""
    rates = [
        ExchangeRate(id=row.id, currency=row.currency, on=row.on, eur_per_unit=Decimal(row.eur_per_unit))
        for row in conn.execute(_RATES)
    ]
    sums: dict[str, tuple[Decimal | None, int, int]] = {}
    for owner, day, cents, currency in conn.execute(statement, values):
        whole, count, missing = sums.get(owner, (None, 0, 0))
        known = cents is not None and day is not None
        euro = Decimal(cents) if known and currency == EURO else None
        if known and euro is None:
            euro = in_euro(Money(Decimal(cents), currency), day, rates)
        whole = whole if euro is None else (whole or Decimal(0)) + euro
        sums[owner] = (whole, count + 1, missing + (euro is None))
    return {owner: (None if euro is None else int(euro.quantize(_CENT)), n, m) for owner, (euro, n, m) in sums.items()}


def _by_award(place: int) -> Any:
    def key(conn: Connection) -> Key:
        sums = awarded(conn, _AWARDS, {})
        return lambda procurement: sums.get(procurement, (None, 0, 0))[place]

    return key


def _totals(conn: Connection, conditions: list[Condition], moment: Moment) -> Totals:
    statement = select(_C.estimated_value_currency, func.count(), func.sum(_C.estimated_value))
    me = {"me": moment.me}
    rows = conn.execute(statement.where(*conditions).group_by(_C.estimated_value_currency), me).fetchall()
    values = tuple(sorted((currency, int(cents)) for currency, _, cents in rows if currency))
    shown = _AWARDS.where(_AWARD.c.procurement.in_(select(_C.id).where(*conditions)))
    sums = awarded(conn, shown, me).values()
    return {
        "count": sum(row[1] for row in rows),
        "values": values,
        "awarded": sum(cents for cents, _, _ in sums if cents is not None),
        "awards_missing": sum(missing for _, _, missing in sums),
    }


LIST = ListSpec(
    name="procurements",
    columns=COLUMNS,
    table=_T,
    default=Sort("started_on", descending=True),
    conditions=_conditions,
    rows=_rows,
    totals=_totals,
    indexed={"started_on": _C.started_on},
    ranked={
        "title": Ranked(_C.title, parts.folded),
        "own_reference": Ranked(_C.own_reference, parts.folded),
        "lead_buyer": Ranked(_C.lead_buyer, parts.by_name("organisation", "legal_name")),
        "instrument": Ranked(_C.instrument, parts.in_order(Instrument)),
        "status": Ranked(_C.status, parts.in_order(ProcurementStatus)),
        "value_cents": Ranked(_C.estimated_value, parts.as_it_is),
        "award_cents": Ranked(_C.id, _by_award(0)),
        "awards": Ranked(_C.id, _by_award(1)),
        "notices": Ranked(NOTICES, parts.as_it_is),
        "published_on": Ranked(_C.published_on, parts.as_it_is),
        "cases": Ranked(CASES, parts.as_it_is),
        "sector": Ranked(_C.sector, parts.in_order(Sector)),
        "contract_to": Ranked(_C.contract_to, parts.as_it_is),
    },
)
