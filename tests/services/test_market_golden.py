"""Procurements, answers of clients and answer times counted by hand: every rule of PRC, SAT and ADV-04 has a case here."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.advice import (
    Case,
    CaseOutcome,
    CaseParty,
    CaseStatus,
    Channel,
    ClosingReason,
    Confidentiality,
    Consultation,
    ConsultationType,
    Instrument,
    Sector,
    Topic,
)
from p2i_desktop.domain.casework import Feedback, FeedbackOutcome
from p2i_desktop.domain.eforms import OperatorSize
from p2i_desktop.domain.market import (
    Award,
    AwardSupplier,
    CaseProcurement,
    Influence,
    MarketConsultation,
    ProcurementProject,
    ProcurementStatus,
)
from p2i_desktop.domain.network import OpeningHours
from p2i_desktop.domain.parties import Organisation, StaffMember
from p2i_desktop.domain.record import About, Money, Record
from p2i_desktop.domain.reporting import ExchangeRate
from p2i_desktop.services.figures import IndicatorRow
from p2i_desktop.services.office import Office, create_office
from p2i_desktop.services.working_hours import public_holidays
from p2i_desktop.settings import Settings
from p2i_desktop.storage.binning import Bin
from p2i_desktop.storage.numbers import Put

# case | lead | opened | closed | estimated value | a talk in 2025
CASES = """
K1 | H | 2024-10-01 |            | 999999 EUR | 2025-02-03
K2 | S | 2025-02-01 | 2025-06-30 | 100000 SEK | 2025-03-03
K3 | H | 2025-01-01 | 2025-12-31 |            | 2025-04-04
K4 | H | 2024-02-02 |            | 777777 EUR |
K6 | H | 2024-01-01 | 2024-12-31 |            |
"""

# procurement | lead | cases | instrument | started | estimated, on | what else
PROCUREMENTS = """
P1 | H | K1    | ppi                    | 2025-01-01 | 500000 EUR            | joint, not funded, launch customer
P2 | S | K4    | pcp                    | 2024-12-31 |                       | no cpv; decisive 2024-12-31
P3 | H | K1 K4 | undecided              | 2025-05-05 | 300000 CHF 2025-08-31 |
P4 | H | K1    | ppi                    | 2025-03-03 | 5 EUR                 | cancelled
P5 | H |       | ppi                    | 2025-04-04 | 5 EUR                 | of no case
P6 | H | K3    | ppi                    | 2025-04-04 | 5 EUR                 | its link is in the bin
P7 | H | K3    | ppi                    | 2025-04-04 | 5 EUR                 | in the bin
P8 | O | K4    | innovation_partnership | 2025-12-31 |                       | cross-border, funded, no sector; decisive 2025-02-02
P9 | S | K4    | regular                | 2025-07-07 |                       | not funded, no launch customer; some 2025-12-31
"""

# award | procurement | day | value | tenders | lead supplier: organisation size start-up country | another supplier
AWARDS = """
a1 | P1 | 2025-12-31 |  100000 EUR | 4 | A micro no AT  | B large yes DE
a2 | P1 | 2026-01-01 |  400000 EUR | 9 | A micro no AT  |
a3 | P2 | 2025-01-09 | 1000000 SEK |   | B - yes DE     | A micro no AT
a4 | P2 | 2025-06-01 | 2000000 SEK | 2 | A medium - -   |
a5 | P9 | 2025-07-08 |             | 3 | C large no SE  |
a6 | P4 | 2025-03-04 |      99 EUR | 1 | A micro no AT  |
a7 | P5 | 2025-04-05 |      99 EUR | 1 | A micro no AT  |
"""

RATES = """
SEK | 2025-01-10 | 0.09
SEK | 2025-06-01 | 0.08
CHF | 2025-09-01 | 1.05
"""

# market consultation | of | opens | participants
MARKET = """
m1 | P1 | 2025-01-01 | 12
m2 | K3 | 2025-12-31 |
m3 | P4 | 2025-02-02 | 5
m4 | P5 | 2025-02-02 | 7
m5 | P1 | 2026-01-01 | 8
"""

# answer | about | answers | rating | useful | outcomes
FEEDBACK = """
f1 | K2  | 3 | 4 | yes | started_action other
f2 | K3  | 1 |   |     |
f3 | K3  | 1 | 2 | no  | started_action
f4 | K6  | 1 | 1 | no  | other
f5 | tK1 | 1 | 5 | yes | chose_support
f6 | K2  | 1 | 1 | no  | other
"""

# enquiry | day | received, answered (UTC; Vienna is one hour ahead in winter, two in summer) | typed minutes
ENQUIRIES = """
e1 | 2025-05-02 | 2025-05-02T08:00 2025-05-05T08:00 |     | Friday 10 to Monday 10: 3 + 1 hours
e2 | 2025-04-30 | 2025-04-30T13:00 2025-05-02T07:30 |     | Wednesday 15 to Friday 9:30 over the holiday of 1 May: 1 + 0.5
e3 | 2025-06-02 | 2025-06-02T07:00 2025-06-06T07:00 | 120 | as typed: 2
e4 | 2025-07-01 |                                   |     | no times
e5 | 2025-03-28 | 2025-03-28T11:00 2025-03-31T07:00 |     | Friday 12 to Monday 9 over the change of clocks: 1
"""

# code | value | low | high | missing | why (· = no upper end)
EXPECTED = """
ADV-04                          | 7/4    | 3/2    | 2      | 1 | the middle of 4, 1.5, 2, 1; with e4 at 0 it is 1.5, without end 2
PRC-01                          | 4      | 4      | 4      | 0 | P1 P3 P8 P9
PRC-02                          | 3      | 3      | 3      | 0 | P1 P2 P9
PRC-03                          | 260000 | 260000 | ·      | 2 | a1 100,000 + a4 160,000; a3 has no rate, a5 no value
PRC-04                          | 509000 | 509000 | ·      | 2 | P1 500,000 + K2 9,000; P3 has no rate, K3 no value; K1 has P1
PRC-05.pcp                      | 0      | 0      | 25     | 1 | none of four; P3 is undecided
PRC-05.ppi                      | 25     | 25     | 50     | 1 | P1
PRC-05.innovation_partnership   | 25     | 25     | 50     | 1 | P8
PRC-06                          | 50     | 50     | 75     | 1 | a1 a4 of four; a3 is not known
PRC-07                          | 100    | 100    | 100    | 0 | all of the known value: a1 and a4
PRC-08                          | 25     | 25     | 50     | 1 | a3; a4 is not known
PRC-09                          | 25     | 25     | 50     | 1 | a3; a4 is not known; C is at home in Sweden
PRC-10                          | 1      | 1      | 1      | 0 | P1
PRC-11                          | 1      | 1      | 1      | 0 | P8
PRC-12                          | 1      | 1      | 2      | 1 | P8; P3 was not asked
PRC-13                          | 3      | 3      | 3      | 0 | m1 m2 m3
PRC-14                          | 17     | 17     | ·      | 1 | 12 + 5
PRC-15                          | 3      | 9/4    | ·      | 1 | 4, 2, 3; a3 may have had none
PRC-16                          | 1      | 1      | 2      | 1 | P1; P2 was not asked
PRC-17                          | 50     | 50     | 50     | 0 | P8 of P8 and P9; P2 was asked in 2024
PRC-18                          | 1      | 1      | 1      | 0 | H, to which O belongs; S began in 2024
SAT-01                          | 7/2    | 3      | 19/5   | 1 | (3 x 4 + 2) of four answers; f2 may be 1 or 5
SAT-02                          | 250    | 250    | 250    | 0 | five answers about two cases: f1 stands for three
SAT-03                          | 75     | 75     | 75     | 0 | three of four answers
SAT-04.started_action           | 2      | 2      | 2      | 0 | f1 f3
SAT-04.chose_support            | 1      | 1      | 1      | 0 | f5, about a consultation
SAT-04.discovered_support       | 0      | 0      | 0      | 0 |
SAT-04.other                    | 1      | 1      | 1      | 0 | f1; f4 is of 2024, f6 in the bin
DQ-01                           | 175/2  | 175/2  | 175/2  | 0 | 8 talks, 3 cases, P1 P3 P9 of five: P2 lacks the CPV, P8 the sector
"""

STAFF = "00000000-0000-7000-8000-0000000000ff"


def key(name: str) -> str:
    """A readable id: the name at the end of zeros."""
    return f"00000000-0000-7000-8000-{name.rjust(12, '0')}"


def lines(table: str) -> Iterator[list[str]]:
    for line in table.strip().splitlines():
        yield [cell.strip() for cell in line.split("|")]


def money(text: str) -> Money | None:
    words = text.split()
    return Money(Decimal(words[0]), words[1]) if words else None


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def maybe(text: str) -> bool | None:
    return {"yes": True, "no": False}.get(text)


def cases() -> Iterator[Record]:
    for name, lead, opened, closed, value, talk in lines(CASES):
        yield Case(
            id=key(name), number=name, title=name, lead_advisor=STAFF, opened_on=day(opened), closed_on=day(closed),
            status=CaseStatus.CLOSED if closed else CaseStatus.IN_PROGRESS, outcome=CaseOutcome.HELPED if closed else None,
            closing_reason=ClosingReason.PILOT if closed else None, result="Done." if closed else "", need="A need.",
            intake=Channel.PHONE, sector=Sector.WATER, estimated_value=money(value),
        )  # fmt: skip
        yield CaseParty(id=key(f"{name}d"), case=key(name), organisation=key(lead))
        if talk:
            yield Consultation(
                id=key(f"t{name}"), on=day(talk), case=key(name), organisation=key(lead), advisor=STAFF, contact_minutes=10,
                type=ConsultationType.FOLLOW_UP, topics=frozenset({Topic.IPR}),
            )  # fmt: skip


def procurements() -> Iterator[Record]:
    for name, lead, of, instrument, started, estimated, special in lines(PROCUREMENTS):
        words, asked = estimated.split(), special.rpartition(";")[2].split()
        influence = asked[0] if asked and asked[0] in set(Influence) else "not_asked"
        yield ProcurementProject(
            id=key(name), title=name, lead_buyer=key(lead), instrument=Instrument(instrument), started_on=day(started),
            status=ProcurementStatus.CANCELLED if "cancelled" in special else ProcurementStatus.RUNNING,
            cpv_main="" if "no cpv" in special else "72000000", sector=None if "no sector" in special else Sector.ENERGY,
            estimated_value=money(" ".join(words[:2])), value_date=day(words[2]) if len(words) > 2 else None,
            joint="joint" in special, cross_border="cross-border" in special,
            eu_funded=False if "not funded" in special else True if "funded" in special else None,
            launch_customer=False if "no launch" in special else True if "launch" in special else None,
            influence=Influence(influence), influence_confirmed_on=day(asked[1]) if influence != "not_asked" else None,
        )  # fmt: skip
        for case in of.split():
            yield CaseProcurement(id=key(f"{name}{case}"), case=key(case), procurement=key(name))


def awards() -> Iterator[Record]:
    for name, procurement, on, value, tenders, lead, other in lines(AWARDS):
        yield Award(
            id=key(name), procurement=key(procurement), lot=name, awarded_on=day(on), value=money(value), tenders=int(tenders) if tenders else None
        )  # fmt: skip
        for n, text in enumerate(filter(None, (lead, other))):
            firm, size, start_up, country = text.split()
            yield AwardSupplier(
                id=key(f"{name}{firm}"), award=key(name), organisation=key(firm), lead=n == 0,
                size_at_award=None if size == "-" else OperatorSize(size), start_up_at_award=maybe(start_up),
                country_at_award="" if country == "-" else country,
            )  # fmt: skip


def answers() -> Iterator[Record]:
    for name, about, n, rating, useful, outcomes in lines(FEEDBACK):
        yield Feedback(
            id=key(name), about=About("consultation" if about.startswith("t") else "case", key(about)), answers=int(n),
            rating=Decimal(rating) if rating else None, useful=maybe(useful), on=date(2026, 1, 4),
            outcomes=frozenset(FeedbackOutcome(word) for word in outcomes.split()),
        )  # fmt: skip
    for name, on, times, typed, _ in lines(ENQUIRIES):
        instants = [datetime.fromisoformat(text).replace(tzinfo=UTC) for text in times.split()]
        fields: dict[str, Any] = dict(zip(("received_at", "first_answer_at"), instants, strict=False))
        yield Consultation(
            id=key(name), on=day(on), type=ConsultationType.ENQUIRY, organisation=key("H"), advisor=STAFF, contact_minutes=5,
            topics=frozenset({Topic.IPR}), first_response_minutes=int(typed) if typed else None, **fields,
        )  # fmt: skip


def records(centre: str) -> Iterator[Record]:
    yield StaffMember(id=STAFF, name="Advisor", initials="A1")
    for name, country, merged in (
        ("H", "AT", ""),
        ("S", "SE", ""),
        ("O", "AT", "H"),
        ("A", "AT", ""),
        ("B", "DE", ""),
        ("C", "SE", ""),
    ):
        yield Organisation(id=key(name), legal_name=name, country=country, merged_into=key(merged) if merged else None)
    for weekday in range(1, 6):
        yield OpeningHours(
            id=key(f"b{weekday}"), centre=centre, position=f"{weekday:02d}", weekday=weekday, opens_at=time(9), closes_at=time(13 if weekday == 5 else 16)
        )  # fmt: skip
    yield from cases()
    yield from procurements()
    yield from awards()
    for n, (currency, on, rate) in enumerate(lines(RATES)):
        yield ExchangeRate(id=key(f"c{n}"), currency=currency, on=day(on), eur_per_unit=Decimal(rate), source="made up")
    for name, of, opens, participants in lines(MARKET):
        yield MarketConsultation(
            id=key(name), title=name, opens=day(opens), participants=int(participants) if participants else None,
            **{"case" if of.startswith("K") else "procurement": key(of)},  # type: ignore[arg-type]
        )  # fmt: skip
    yield from answers()


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    with create_office(tmp_path / "market.p2i", clock=clock, settings=Settings(language="en"), country="AT") as made:
        centre = made.work.own_centre()
        assert centre is not None
        made.store.apply("save", [Put(replace(centre, timezone="Europe/Vienna"))])
        made.store.apply("import", [Put(record) for record in records(centre.id)], kind="import")
        gone = (CaseProcurement, "P6K3"), (ProcurementProject, "P7"), (Feedback, "f6")
        made.store.apply("bin", [Bin(kind, key(name)) for kind, name in gone])
        yield made


def values(rows: list[IndicatorRow]) -> dict[str, IndicatorRow]:
    return {row.code: row for row in rows}


def exact(value: object) -> Fraction | None:
    if value is None:
        return None
    assert isinstance(value, (int, Decimal))
    return Fraction(value).limit_denominator(100_000)


@pytest.mark.parametrize(("code", "value", "low", "high", "missing", "why"), list(lines(EXPECTED)))
def test_the_year_counted_by_hand(
    office: Office, code: str, value: str, low: str, high: str, missing: str, why: str
) -> None:
    row = values(office.figures.year(2025))[code]
    assert exact(row.value) == Fraction(value), why
    assert exact(row.low) == Fraction(low), why
    assert exact(row.high) == (None if high == "·" else Fraction(high)), why
    assert row.missing == int(missing), why


def test_records_behind_are_those_named(office: Office) -> None:
    named = {"PRC-01": "P1 P3 P8 P9", "PRC-02": "P1 P2 P9", "PRC-03": "a1 a3 a4 a5", "PRC-04": "P1 P3 K2 K3", "PRC-10": "P1",
        "PRC-13": "m1 m2 m3", "PRC-15": "a1 a4 a5", "PRC-17": "P8 P9", "PRC-18": "H", "SAT-01": "f1 f3", "SAT-02": "K2 K3",
        "SAT-04.started_action": "f1 f3", "ADV-04": "e1 e2 e3 e5"}  # fmt: skip
    for code, names in named.items():
        assert set(office.figures.explain(code, 2025).records) == {key(name) for name in names.split()}, code


def test_how_a_figure_says_that_it_is_not_whole(office: Office) -> None:
    rows = values(office.figures.year(2025))
    assert rows["PRC-03"].printed == "≥\u00a0260,000"
    assert rows["PRC-03"].range_printed == "≥\u00a0260,000"
    assert rows["PRC-06"].range_printed == "50.0–75.0%"
    assert rows["PRC-15"].printed == "3.0"
    assert rows["SAT-01"].printed == "3.5 (n\u00a0=\u00a04)"
    assert rows["SAT-01"].change is None
    assert rows["SAT-01"].change_printed == "–"
    assert rows["ADV-04"].range_printed == "1.5–2.0"
    office.store.apply("save", [Put(replace(office.figures.settings(), min_group_for_means=4))])
    assert values(office.figures.year(2025))["SAT-01"].printed == "3.5"


def test_nothing_at_all_is_no_share_and_no_mean_but_a_count_of_none(office: Office) -> None:
    rows = values(office.figures.year(2019))
    for code in (
        "PRC-05.pcp",
        "PRC-06",
        "PRC-07",
        "PRC-08",
        "PRC-09",
        "PRC-15",
        "PRC-17",
        "SAT-01",
        "SAT-02",
        "SAT-03",
        "ADV-04",
    ):
        assert (rows[code].value, rows[code].printed) == (None, "–"), code
    for code in (
        "PRC-01",
        "PRC-02",
        "PRC-03",
        "PRC-04",
        "PRC-10",
        "PRC-12",
        "PRC-13",
        "PRC-14",
        "PRC-16",
        "PRC-18",
        "SAT-04.other",
    ):
        assert (rows[code].value, rows[code].printed) == (0, "0"), code


def test_a_year_of_which_nothing_is_known_has_a_range_and_no_value(office: Office) -> None:
    store = office.store
    known = [replace(one, value=None, tenders=None) for one in store.find(Award)]
    firms = [replace(one, size_at_award=None, start_up_at_award=None) for one in store.find(AwardSupplier)]
    store.apply("save", [Put(one) for one in (*known, *firms)])
    rows = values(office.figures.year(2025))
    for code, low, high in (
        ("PRC-03", 0, None),
        ("PRC-06", 0, 100),
        ("PRC-07", 0, 100),
        ("PRC-08", 0, 100),
        ("PRC-15", 0, None),
    ):
        assert (rows[code].value, rows[code].low, rows[code].high) == (None, low, high), code


def test_a_rate_that_comes_later_fills_the_gap(office: Office) -> None:
    office.store.apply(
        "save", [Put(ExchangeRate(currency="SEK", on=date(2025, 1, 9), eur_per_unit=Decimal("0.1"), source="made up"))]
    )
    row = values(office.figures.year(2025))["PRC-03"]
    assert (row.value, row.missing) == (360_000, 1)


def test_a_merge_of_buyers_moves_only_the_count_of_buyers(office: Office) -> None:
    before = values(office.figures.year(2025))
    buyer = office.store.get(Organisation, key("S"))
    assert buyer is not None
    office.store.apply("save", [Put(replace(buyer, merged_into=key("H")))])
    after = values(office.figures.year(2025))
    for code, row in before.items():
        if code.startswith(("PRC", "SAT")) and code != "PRC-18":
            assert (after[code].value, after[code].low, after[code].high) == (row.value, row.low, row.high), code
    assert after["PRC-18"].value == 0  # H bought the innovative way in 2024, as S did
    office.store.undo()
    assert values(office.figures.year(2025))["PRC-18"].value == 1


def test_without_opening_hours_only_typed_answers_are_known(office: Office) -> None:
    office.store.apply("bin", [Bin(OpeningHours, key(f"b{weekday}")) for weekday in range(1, 6)])
    row = values(office.figures.year(2025))["ADV-04"]
    assert (row.value, row.missing, row.high) == (2, 4, None)


def test_what_awards_lack_is_named_with_their_procurements(office: Office) -> None:
    points = {(point.type, point.field): point for point in office.figures.open_points(2025)}
    assert points["award", "value"].ids == (key("a5"),)
    assert points["award", "value"].opens == ("procurement_project", (key("P9"),))
    assert points["exchange_rate", "eur_per_unit"].ids == (key("a3"),)
    assert points["award_supplier", "size_at_award"].code == "PRC-06"
    assert points["procurement_project", "cpv_main"].ids == (key("P2"),)


def test_procurements_of_restricted_cases_count_and_are_listed_nowhere(office: Office) -> None:
    case = office.store.get(Case, key("K1"))
    assert case is not None
    before = {code: row.value for code, row in values(office.figures.year(2025)).items()}
    office.store.apply("save", [Put(replace(case, confidentiality=Confidentiality.RESTRICTED))])
    assert {code: row.value for code, row in values(office.figures.year(2025)).items()} == before
    facts = office.printing.facts(2025, "en")
    listed = {line.id for line in (*facts.market.procurements, *facts.market.awards, *facts.market.consultations)}
    assert not listed & {key(name) for name in ("P1", "a1", "m1")}
    assert {key(name) for name in ("P2", "P3", "a3", "a4", "a5", "m2")} <= listed  # P3 has another case
    assert facts.restricted["award"] == facts.restricted["procurement_project"] == 1
    assert "K1" not in " ".join(line.cases for line in facts.market.procurements)


def test_who_buys_only_in_a_restricted_case_is_named_nowhere(office: Office) -> None:
    store = office.store
    lonely = Organisation(id=key("L"), legal_name="Lonely Office", country="AT")
    case = store.get(Case, key("K6"))
    assert case is not None
    project = ProcurementProject(
        id=key("P0"), title="P0", lead_buyer=lonely.id, instrument=Instrument.PPI, started_on=date(2025, 6, 1), sector=Sector.WATER, cpv_main="72000000"
    )  # fmt: skip
    link = CaseProcurement(id=key("P0K6"), case=case.id, procurement=project.id)
    hidden = replace(case, confidentiality=Confidentiality.RESTRICTED)
    store.apply("save", [Put(one) for one in (lonely, hidden, project, link)])
    assert values(office.figures.year(2025))["PRC-18"].value == 2
    assert lonely.id not in {line.id for line in office.printing.facts(2025, "en").organisations}


def test_a_country_without_known_holidays_has_none_and_austria_its_thirteen() -> None:
    assert public_holidays("XX", frozenset({2025})) == frozenset()
    assert len(public_holidays("AT", frozenset({2025}))) == 13
    assert date(2025, 5, 1) in public_holidays("AT", frozenset({2025}))


def test_parts_of_procurements_add_up(office: Office) -> None:
    for name, (this, last, before) in office.figures.breakdowns(2025).items():
        if name.startswith(("started_", "awarded_")):
            row = values(office.figures.year(2025))[this.code]
            sums = [sum(part.count for part in one.parts) for one in (this, last, before)]
            assert sums == [row.value, row.previous, row.before_previous], name
    months = {part.key: part.count for part in office.figures.breakdowns(2025)["awarded_month"][0].parts}
    assert (months["01"], months["07"], months["12"]) == (1, 1, 1)
