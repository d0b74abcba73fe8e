"""Rules of procurements: what breaks one is found, what keeps it is not; numbers of notices, rates, lifecycle."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from p2i_desktop.domain.advice import Instrument
from p2i_desktop.domain.eforms import InnovativeAcquisition, OperatorSize, ProcedureType, StrategicAim
from p2i_desktop.domain.market import (
    Award,
    AwardSupplier,
    BuyerRole,
    CaseProcurement,
    MarketConsultation,
    Notice,
    PcpPhase,
    ProcurementBuyer,
    ProcurementProject,
    ProcurementStatus,
)
from p2i_desktop.domain.network import Transition
from p2i_desktop.domain.parties import Organisation
from p2i_desktop.domain.rates import in_euro, rate_on
from p2i_desktop.domain.record import About, Money, Record
from p2i_desktop.domain.reporting import ExchangeRate
from p2i_desktop.domain.rules import clean, problems
from p2i_desktop.domain.rules import lifecycle as cycle
from p2i_desktop.i18n import languages, texts_for
from tests.domain.test_rules import TODAY, around, case, told

S = ProcurementStatus
ABOUT = About("procurement_project", "r1")
NOTICE_ID = "6f1d2c3b-0a1b-4c2d-9e3f-001122334455"


def project(**fields: Any) -> ProcurementProject:
    return ProcurementProject(**{"id": "r1", "title": "Leak detection", "lead_buyer": "o1"} | fields)


def award(**fields: Any) -> Award:
    good: dict[str, Any] = {
        "id": "w1",
        "procurement": "r1",
        "awarded_on": TODAY,
        "value": Money(Decimal(100), "EUR"),
        "tenders": 5,
    }
    return Award(**good | fields)


def supplier(**fields: Any) -> AwardSupplier:
    return AwardSupplier(
        **{"id": "u1", "award": "w1", "organisation": "o2", "size_at_award": OperatorSize.SMALL} | fields
    )


def notice(**fields: Any) -> Notice:
    return Notice(**{"id": "n1", "procurement": "r1", "publication_number": "405595-2024"} | fields)


def phase(number: int, **fields: Any) -> PcpPhase:
    good: dict[str, Any] = {"id": f"f{number}", "procurement": "r1", "phase": number}
    return PcpPhase(**good | fields)


def rate(**fields: Any) -> ExchangeRate:
    good: dict[str, Any] = {
        "id": "x1",
        "currency": "SEK",
        "on": date(2026, 1, 5),
        "eur_per_unit": Decimal("0.09"),
        "source": "ECB",
    }
    return ExchangeRate(**good | fields)


def move(old: str, new: str, **fields: Any) -> Transition:
    return Transition(about=ABOUT, field="status", old=old, new=new, on=TODAY, **fields)


ONE, OTHER = project(), project(id="r2", title="Other")
SHARED = BuyerRole.PARTICIPATING_BUYER
DATED: dict[str, Any] = {"opens": TODAY, "title": "Market day"}
SEK: dict[str, Any] = {"value": Money(Decimal(100), "SEK")}
BROKEN: list[tuple[str, str, Record, tuple[Record, ...], Record | None]] = [
    ("H09", "status", project(status=S.CONSULTING), (), project(status=S.PUBLISHED)),
    ("H09", "status", project(status=S.CANCELLED), (), project(status=S.COMPLETED)),
    ("H09", "status", project(status=S.PLANNED), (), project(status=S.CANCELLED)),
    ("H21", "status", project(status=S.AWARDED), (), project(status=S.EVALUATING)),
    ("H21", "status", project(status=S.RUNNING), (award(id="w2", procurement="r2"),), project(status=S.PLANNED)),
    ("H12", "strategic_aims", project(strategic_aims=frozenset({StrategicAim.NONE, StrategicAim.ENV_IMP})), (), None),
    ("H13", "cpv_main", project(cpv_main="72000000-4"), (), None),
    ("H17", "estimated_value", project(estimated_value=Money(Decimal(5), "")), (), None),
    ("H17", "value", award(value=Money(Decimal(-5), "EUR")), (), None),
    ("H07", "contract_to", project(contract_from=TODAY, contract_to=date(2020, 1, 1)), (), None),
    ("H07", "closes", MarketConsultation(procurement="r1", **DATED, closes=date(2020, 1, 1)), (), None),
    ("range", "lots", project(lots=0), (), None),
    ("length", "title", project(title="x" * 401), (), None),
    ("required", "lead_buyer", project(lead_buyer=None), (), None),
    ("H08", "reason", move("planned", "cancelled"), (), None),
    ("H09", "status", move("published", "planned"), (), None),
    ("pattern", "new", move("planned", "gone"), (), None),
    ("taken", "organisation", ProcurementBuyer(procurement="r1", organisation="o1", role=SHARED), (ONE,), None),
    ("taken", "organisation", ProcurementBuyer(procurement="r1", organisation="o3", role=SHARED), (ONE, ProcurementBuyer(id="b", procurement="r1", organisation="o3")), None),
    ("notice_named", "publication_number", notice(publication_number=""), (), None),
    ("H16", "publication_number", notice(publication_number="2024-405595"), (), None),
    ("H16", "publication_number", notice(publication_number="405595/2024"), (), None),
    ("H16_issue", "publication_number", notice(publication_number="131/2024"), (), None),
    ("H16_taken", "publication_number", notice(), (ONE, notice(id="n2")), None),
    ("H16_taken", "notice_id", notice(publication_number="", notice_id=NOTICE_ID), (ONE, notice(id="n2", publication_number="", notice_id=NOTICE_ID)), None),
    ("pattern", "notice_id", notice(notice_id="6f1d2c3b-0a1b-1c2d-9e3f-001122334455"), (), None),
    ("pattern", "notice_version", notice(notice_version="00"), (), None),
    ("length", "title", notice(title="x" * 401), (), None),
    ("range", "phase", phase(4), (phase(3),), None),
    ("H18", "phase", phase(2), (), None),
    ("H18", "phase", phase(3), (phase(1),), None),
    ("H18", "phase", phase(3, id="f1"), (phase(2),), phase(1)),
    ("H18_twice", "phase", phase(1, id="f9"), (phase(1),), None),
    ("H18", "starts", phase(2, starts=date(2026, 1, 1)), (phase(1, starts=date(2026, 2, 1)),), None),
    ("H18", "starts", phase(1, starts=date(2026, 2, 1)), (phase(2, starts=date(2026, 1, 1)),), None),
    ("H19_through", "providers_on", phase(1, providers_in=5, providers_on=6), (), None),
    ("H19", "providers_in", phase(2, providers_in=4), (phase(1, providers_on=3),), None),
    ("H19", "providers_on", phase(1, providers_on=3), (phase(2, providers_in=4),), None),
    ("range", "providers_in", phase(1, providers_in=10**9), (), None),
    ("range", "trl_end", phase(1, trl_end=10), (), None),
    ("market_of", "procurement", MarketConsultation(**DATED), (), None),
    ("market_of", "procurement", MarketConsultation(**DATED, procurement="r1", case="k1"), (), None),
    ("smes", "smes", MarketConsultation(**DATED, procurement="r1", suppliers=3, smes=4), (), None),
    ("H20", "sme_tenders", award(sme_tenders=6), (), None),
    ("H20", "foreign_tenders", award(foreign_tenders=99_999), (), None),
    ("range", "tenders", award(tenders=-1), (), None),
    ("required", "awarded_on", award(awarded_on=None), (), None),
    ("H20_share", "part", supplier(part=Decimal("60")), (supplier(id="u2", organisation="o3", part=Decimal("40.01")),), None),
    ("range", "part", supplier(part=Decimal("100.01")), (), None),
    ("range", "part", supplier(part=Decimal("-1")), (), None),
    ("supplier_twice", "organisation", supplier(), (supplier(id="u2"),), None),
    ("rate_zero", "eur_per_unit", rate(eur_per_unit=Decimal(0)), (), None),
    ("rate_zero", "eur_per_unit", rate(eur_per_unit=Decimal("-0.5")), (), None),
    ("places", "eur_per_unit", rate(eur_per_unit=Decimal("0.123456789")), (), None),
    ("range", "eur_per_unit", rate(eur_per_unit=Decimal("NaN")), (), None),
    ("rate_euro", "currency", rate(currency="EUR", eur_per_unit=Decimal(1)), (), None),
    ("rate_twice", "on", rate(id="x2"), (rate(),), None),
    ("pattern", "currency", rate(currency="KRON"[:2]), (), None),
    ("required", "source", rate(source=""), (), None),
]  # fmt: skip

LINK = CaseProcurement(id="l1", case="k1", procurement="r1")
WARNED: list[tuple[str, str, Record, tuple[Record, ...]]] = [
    ("W06", "cpv_main", project(instrument=Instrument.PCP, cpv_main="72000000"), ()),
    ("W06_procedure", "procedure", project(instrument=Instrument.PCP, procedure=ProcedureType.OPEN), ()),
    ("W06_procedure", "procedure", case(instrument=Instrument.PCP, procedure=ProcedureType.COMP_DIAL), ()),
    ("W06_provider", "instrument", project(instrument=Instrument.PCP), (phase(1, providers_in=1),)),
    ("W06_provider", "providers_in", phase(1, providers_in=1), ()),
    ("W07", "innovative_acquisition", project(strategic_aims=frozenset({StrategicAim.INN_PUR})), ()),
    ("W08", "eu_funded", project(eu_funded=True), (LINK, case())),
    ("W11", "cpv_main", project(cpv_main="73100000"), ()),
    ("W10", "status", project(status=S.AWARDED), (award(value=None), supplier())),
    ("W10", "status", project(status=S.COMPLETED), (award(), supplier(size_at_award=None))),
    ("W10", "status", project(status=S.RUNNING), (award(),)),
    ("W10_rate", "status", project(status=S.AWARDED), (award(**SEK), supplier(), rate(on=date(2026, 11, 21)))),
    ("W10_rate", "value", award(**SEK), ()),
    ("W10", "value", award(value=None), ()),
    ("W10", "size_at_award", supplier(size_at_award=None), ()),
]

KEPT: list[tuple[Record, tuple[Record, ...], Record | None]] = [
    (project(), (), None),
    (project(status=S.COMPLETED), (award(), supplier()), project(status=S.PLANNED)),
    (project(status=S.AWARDED), (award(**SEK), supplier(), rate()), project(status=S.EVALUATING)),
    (project(instrument=Instrument.PCP, procedure=ProcedureType.OTH_MULT), (phase(1, providers_in=2),), None),
    (project(strategic_aims=frozenset({StrategicAim.INN_PUR}), innovative_acquisition=frozenset({InnovativeAcquisition.RD_ACT})), (), None),
    (project(eu_funded=True), (LINK, case(double_funding_checked_on=TODAY)), None),
    (project(eu_funded=True), (), None),
    (move("planned", "cancelled", reason="No budget"), (), None),
    (move("planned", "awarded"), (), None),
    (move("", "planned"), (), None),
    (ProcurementBuyer(id="b", procurement="r1", organisation="o3"), (ONE, ProcurementBuyer(id="b", procurement="r1", organisation="o3")), None),
    (notice(), (notice(), notice(id="n2", publication_number="1-2024")), None),
    (notice(publication_number="", notice_id=NOTICE_ID, notice_version="02"), (notice(id="n2", publication_number="", notice_id=NOTICE_ID, notice_version="01"),), None),
    (phase(2, providers_in=3, starts=TODAY), (phase(1, providers_on=3, starts=TODAY), phase(3)), None),
    (phase(1, providers_in=5, providers_on=5), (), None),
    (MarketConsultation(case="k1", **DATED, suppliers=4, smes=4), (), None),
    (award(sme_tenders=5, foreign_tenders=0), (), None),
    (award(tenders=None, sme_tenders=5), (), None),
    (supplier(part=Decimal(60)), (supplier(id="u2", organisation="o3", part=Decimal(40)),), None),
    (supplier(lead=False, size_at_award=None), (), None),
    (rate(), (rate(id="x2", on=TODAY), rate(id="x3", currency="NOK")), None),
]  # fmt: skip


@pytest.mark.parametrize(("code", "field", "record", "beside", "before"), BROKEN)
def test_what_breaks_a_rule_is_refused(
    code: str, field: str, record: Record, beside: tuple[Record, ...], before: Record | None
) -> None:
    assert told(p for p in problems(record, around(*beside), before) if p.hard) == {(code, field)}


@pytest.mark.parametrize(("code", "field", "record", "beside"), WARNED)
def test_what_is_unusual_is_warned_of(code: str, field: str, record: Record, beside: tuple[Record, ...]) -> None:
    found = problems(record, around(*beside))
    assert (code, field) in told(found)
    assert not any(problem.hard for problem in found)


@pytest.mark.parametrize(("record", "beside", "before"), KEPT)
def test_what_is_right_is_left_alone(record: Record, beside: tuple[Record, ...], before: Record | None) -> None:
    assert problems(record, around(*beside), before) == []


@pytest.mark.parametrize("language", languages())
def test_every_problem_has_words_with_all_values_filled_in(language: str) -> None:
    words = texts_for(language)
    for record, beside, before in (*((r, b, o) for _, _, r, b, o in BROKEN), *((r, b, None) for _, _, r, b in WARNED)):
        for problem in problems(record, around(*beside), before):
            text = words.message(problem)
            assert words.has("rule", problem.code)
            assert "{" not in text, text


def test_words_of_the_field() -> None:
    words = texts_for("en")
    names = Organisation(id="o2", legal_name="Demo Sensors", country="AT")
    (said,) = problems(phase(2, providers_in=4), around(phase(1, providers_on=3)))
    assert words.message(said) == "Phase 2 cannot have more providers (4) than phase 1 let through (3)."
    (said,) = [p for p in problems(supplier(), around(supplier(id="u2"), names)) if p.hard]
    assert words.message(said) == "Demo Sensors is a supplier of this award already."
    (said,) = problems(notice(publication_number="131/2024"), around())
    assert "issue of the Official Journal" in words.message(said)
    (said,) = problems(project(status=S.AWARDED), around(), project())
    assert words.message(said) == 'Enter the award (date, supplier) before the status "Awarded".'


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("00405595-2024", "405595-2024"), ("TED 405595-2024", "405595-2024"), ("2016/S 253-466898", "466898-2016"),
        (f"https://ted.europa.eu/{'x' * 90}/405595-2024", "405595-2024"), ("131/2024", "131/2024"),
    ],
)  # fmt: skip
def test_numbers_of_notices_are_kept_in_one_form(typed: str, kept: str) -> None:
    assert clean(notice(publication_number=typed)).publication_number == kept


def test_ids_of_notices_are_kept_in_small_letters_with_two_digits() -> None:
    tidy = clean(notice(notice_id=f" {NOTICE_ID.upper()} ", notice_version="1"))
    assert (tidy.notice_id, tidy.notice_version) == (NOTICE_ID, "01")
    assert problems(tidy, around()) == []


def test_steps_of_a_procurement_go_forward_and_may_be_skipped() -> None:
    order = [step for step in S if step is not S.CANCELLED]
    for at, step in enumerate(order):
        end = set() if step is S.COMPLETED else {S.CANCELLED}
        assert set(cycle.allowed("procurement_status", step)) == {*order[at + 1 :], *end}
    assert cycle.allowed("procurement_status", S.CANCELLED) == ()
    assert cycle.reason_needed("procurement_status", "planned", "cancelled")
    assert not cycle.reason_needed("procurement_status", "planned", "awarded")


def test_the_last_rate_on_or_before_the_day_holds() -> None:
    rates = [rate(on=date(2026, 1, 5)), rate(id="x2", on=date(2026, 3, 1), eur_per_unit=Decimal("0.1"))]
    assert rate_on(rates, "SEK", date(2026, 1, 4)) is None
    assert rate_on(rates, "SEK", date(2026, 1, 5)) == rate_on(rates, "SEK", date(2026, 2, 28)) == Decimal("0.09")
    assert rate_on(rates, "SEK", date(2026, 3, 1)) == Decimal("0.1")
    assert rate_on(rates, "NOK", TODAY) is None
    assert rate_on([], "EUR", TODAY) == 1
    assert in_euro(Money(Decimal("12.50"), "SEK"), TODAY, rates) == Decimal("1.250")
    assert in_euro(Money(Decimal("12.50"), "CHF"), TODAY, rates) is None
