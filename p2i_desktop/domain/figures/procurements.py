"""Indicators of procurements: PRC-01 to PRC-18; only procurements that are linked to a case and not cancelled."""

from collections.abc import Callable
from decimal import Decimal

from p2i_desktop.domain.advice import Instrument
from p2i_desktop.domain.eforms import OperatorSize
from p2i_desktop.domain.figures.figure import (
    Figure,
    Indicator,
    Keys,
    Number,
    average,
    counted,
    keys,
    share,
    total,
)
from p2i_desktop.domain.figures.market_rows import ProcurementRow, SupplierRow
from p2i_desktop.domain.figures.market_scope import buyers
from p2i_desktop.domain.figures.rows import CaseRow
from p2i_desktop.domain.figures.scope import Scope
from p2i_desktop.domain.market import Influence

TYPE = "procurement_project"
SMALL = frozenset({OperatorSize.MICRO, OperatorSize.SMALL, OperatorSize.MEDIUM, OperatorSize.SME})
CONFIRMED = frozenset({Influence.DECISIVE, Influence.SUBSTANTIAL})
NOT_INNOVATIVE = frozenset({Instrument.REGULAR, Instrument.UNDECIDED})
SHARED = (Instrument.PCP, Instrument.PPI, Instrument.INNOVATION_PARTNERSHIP)


def procurement_keys(rows: list[ProcurementRow]) -> Keys:
    """The keys of procurements, in their order."""
    return keys(TYPE, [row.id for row in rows])


def _award_keys(scope: Scope) -> Keys:
    return keys("award", [award.id for award in scope.market.awards])


def _started(scope: Scope) -> list[Figure]:
    return [counted("PRC-01", procurement_keys(scope.market.started))]


def _awarded(scope: Scope) -> list[Figure]:
    return [counted("PRC-02", procurement_keys(scope.market.awarded))]


def _value(scope: Scope) -> list[Figure]:
    """N13: the awards of the period, each once, at the rate of its day."""
    values = [scope.market.market.value(award) for award in scope.market.awards]
    return [total("PRC-03", values, _award_keys(scope))]


# --- volume advised -------------------------------------------------------------------------------------------------
def advised(scope: Scope) -> tuple[list[ProcurementRow], list[CaseRow]]:
    """The procurements of cases active in the period, and the active cases that have no counted procurement (N13)."""
    active = {case.id: case for case in scope.active}
    rows = list(scope.office.market.procurements.values())
    with_one = {case for row in rows for case in row.cases}
    mine = [row for row in rows if any(case in active for case in row.cases)]
    return mine, [case for key, case in active.items() if key not in with_one]


def volume_of(scope: Scope, row: ProcurementRow) -> Decimal | None:
    """The estimated value in euro, at the rate of the date of the value, else of the start."""
    return scope.office.market.euro(row.estimated, row.currency, row.value_date or row.started_on)


def volume_of_case(scope: Scope, case: CaseRow) -> Decimal | None:
    """The same for a case without a procurement; its value is of the day of opening unless another is given."""
    cents, currency, day = scope.office.rows.market.estimates.get(case.id, (None, None, None))
    return scope.office.market.euro(cents, currency, day or case.opened_on)


def _volume(scope: Scope) -> list[Figure]:
    procurements, cases = advised(scope)
    values = [volume_of(scope, row) for row in procurements] + [volume_of_case(scope, case) for case in cases]
    behind = procurement_keys(procurements) + keys("case", [case.id for case in cases])
    return [total("PRC-04", values, behind)]


# --- instruments, flags -----------------------------------------------------------------------------------------------
def _instruments(scope: Scope) -> list[Figure]:
    """N16: undecided is unknown."""
    started = scope.market.started
    unknown = sum(1 for row in started if row.instrument == Instrument.UNDECIDED)
    return [
        share(f"PRC-05.{one.value}", sum(1 for row in started if row.instrument == one), unknown, len(started), procurement_keys(started))
        for one in SHARED
    ]  # fmt: skip


def flagged(code: str, rows: list[ProcurementRow], flag: Callable[[ProcurementRow], bool | None]) -> Figure:
    """How many have a flag; where nobody was asked there is no value (N20), where some were not, a range (N24)."""
    yes = [row for row in rows if flag(row)]
    unknown = sum(1 for row in rows if flag(row) is None)
    found = counted(code, procurement_keys(yes), missing=unknown)
    return found if not rows or unknown < len(rows) else Figure(code, None, 0, unknown, found.by_type, unknown)


def _joint(scope: Scope) -> list[Figure]:
    return [flagged("PRC-10", scope.market.started, lambda row: row.joint)]


def _cross_border(scope: Scope) -> list[Figure]:
    return [flagged("PRC-11", scope.market.started, lambda row: row.cross_border)]


def _funded(scope: Scope) -> list[Figure]:
    return [flagged("PRC-12", scope.market.started, lambda row: row.eu_funded)]


def _launch_customers(scope: Scope) -> list[Figure]:
    return [flagged("PRC-16", scope.market.awarded, lambda row: row.launch_customer)]


# --- who won ----------------------------------------------------------------------------------------------------------
def is_small(supplier: SupplierRow) -> bool | None:
    """Whether a supplier was an SME at the award."""
    return None if not supplier.size else supplier.size in SMALL


def _won(code: str, scope: Scope, met: Callable[[SupplierRow], bool | None]) -> Figure:
    """N15: the share of the awards of the period whose lead supplier meets a condition."""
    known = [scope.market.known(award, met) for award in scope.market.awards]
    return share(code, known.count(True), known.count(None), len(known), _award_keys(scope))


def _small_by_number(scope: Scope) -> list[Figure]:
    return [_won("PRC-06", scope, is_small)]


def _start_ups(scope: Scope) -> list[Figure]:
    return [_won("PRC-08", scope, lambda supplier: supplier.start_up)]


def is_foreign(scope: Scope, award_procurement: str) -> Callable[[SupplierRow], bool | None]:
    """Whether a supplier came from another country than the lead buyer; None where one of the two is not known."""
    market = scope.office.market
    home = market.buyer_country(market.procurements[award_procurement])
    return lambda supplier: supplier.country != home if supplier.country and home else None


def _foreign(scope: Scope) -> list[Figure]:
    awards = scope.market.awards
    known = [scope.market.known(award, is_foreign(scope, award.procurement)) for award in awards]
    return [share("PRC-09", known.count(True), known.count(None), len(known), _award_keys(scope))]


def _small_by_value(scope: Scope) -> list[Figure]:
    """Shares of the value that is known: what has no value in euro is missing in PRC-03 and stands outside here."""
    rows = [(scope.market.market.value(award), scope.market.known(award, is_small)) for award in scope.market.awards]
    priced = [(value, known) for value, known in rows if value is not None]
    by_type = _award_keys(scope)
    if not rows:
        return [Figure("PRC-07", None, None, None, by_type, 0, 0)]
    whole = sum((value for value, _ in priced), Decimal(0))
    if not whole:
        return [Figure("PRC-07", None, Decimal(0), Decimal(100), by_type, len(rows), len(rows))]
    small = sum((value for value, known in priced if known), Decimal(0))
    unknown = sum((value for value, known in priced if known is None), Decimal(0))
    low, high = 100 * small / whole, 100 * (small + unknown) / whole
    missing = sum(1 for _, known in priced if known is None)
    return [Figure("PRC-07", None if missing == len(priced) else low, low, high, by_type, missing, len(priced))]


# --- market, tenders, influence -----------------------------------------------------------------------------------------
def _consultation_keys(scope: Scope) -> Keys:
    return keys("market_consultation", [row.id for row in scope.market.consultations])


def _consultations(scope: Scope) -> list[Figure]:
    return [counted("PRC-13", _consultation_keys(scope))]


def _participants(scope: Scope) -> list[Figure]:
    return [total("PRC-14", [row.participants for row in scope.market.consultations], _consultation_keys(scope))]


def _tenders(scope: Scope) -> list[Figure]:
    """Of the awards whose tenders are known; the others may have had none, or any number."""
    known = [award for award in scope.market.awards if award.tenders is not None]
    tenders: list[tuple[Number, int]] = [(award.tenders or 0, 1) for award in known]
    missing = len(scope.market.awards) - len(known)
    return [average("PRC-15", tenders, missing, (0, None), keys("award", [award.id for award in known]))]


def _influence(scope: Scope) -> list[Figure]:
    rows = [
        row
        for row in scope.office.market.procurements.values()
        if row.influence != Influence.NOT_ASKED and row.confirmed_on in scope.period
    ]
    met = sum(1 for row in rows if row.influence in CONFIRMED)
    return [share("PRC-17", met, 0, len(rows), procurement_keys(rows))]


def _first_ones(scope: Scope) -> list[Figure]:
    """Lead buyers whose earliest innovative procurement of all began in the period."""
    rows = [
        row
        for row in scope.office.market.procurements.values()
        if row.instrument not in NOT_INNOVATIVE and row.started_on is not None
    ]
    found = [
        buyer
        for buyer, theirs in buyers(rows, scope.office.market).items()
        if min(row.started_on for row in theirs if row.started_on) in scope.period
    ]
    return [counted("PRC-18", keys("organisation", found))]


_INSTRUMENT, _AWARD_VALUE, _SIZE = (TYPE, "instrument"), ("award", "value"), ("award_supplier", "size_at_award")

INDICATORS = (
    Indicator("PRC-01", "number", "outcome", _started),
    Indicator("PRC-02", "number", "outcome", _awarded),
    Indicator("PRC-03", "EUR", "impact", _value, needs=(_AWARD_VALUE, ("exchange_rate", "eur_per_unit"))),
    Indicator("PRC-04", "EUR", "outcome", _volume, cumulative=False, needs=((TYPE, "estimated_value"),)),
    Indicator(
        "PRC-05", "%", "outcome", _instruments, parts=tuple(one.value for one in SHARED), direction="none", cumulative=False,
        needs=(_INSTRUMENT,),
    ),
    Indicator("PRC-06", "%", "impact", _small_by_number, cumulative=False, needs=(_SIZE,)),
    Indicator("PRC-07", "%", "impact", _small_by_value, made="sum", cumulative=False, needs=(_SIZE,)),
    Indicator("PRC-08", "%", "impact", _start_ups, cumulative=False, needs=(("award_supplier", "start_up_at_award"),)),
    Indicator("PRC-09", "%", "impact", _foreign, cumulative=False, aim=4, needs=(("award_supplier", "country_at_award"),)),
    Indicator("PRC-10", "number", "outcome", _joint, aim=4),
    Indicator("PRC-11", "number", "outcome", _cross_border, aim=4),
    Indicator("PRC-12", "number", "outcome", _funded, aim=4, needs=((TYPE, "eu_funded"),)),
    Indicator("PRC-13", "number", "outcome", _consultations),
    Indicator("PRC-14", "number", "outcome", _participants, needs=(("market_consultation", "participants"),)),
    Indicator("PRC-15", "number", "impact", _tenders, made="mean", cumulative=False, needs=(("award", "tenders"),)),
    Indicator("PRC-16", "number", "impact", _launch_customers, needs=((TYPE, "launch_customer"),)),
    Indicator("PRC-17", "%", "impact", _influence, cumulative=False),
    Indicator("PRC-18", "number", "impact", _first_ones),
)  # fmt: skip
