"""Procurements: begun from a case in one step, moved on by rules, parts, links, values by stored rates."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.advice import Case, CaseParty, Confidentiality, Instrument, Sector
from p2i_desktop.domain.eforms import OperatorSize
from p2i_desktop.domain.market import (
    Award,
    AwardSupplier,
    CaseProcurement,
    MarketConsultation,
    Notice,
    PcpPhase,
    ProcurementBuyer,
    ProcurementProject,
    ProcurementStatus,
)
from p2i_desktop.domain.network import Transition
from p2i_desktop.domain.parties import Organisation, OrganisationKind, StaffMember
from p2i_desktop.domain.record import About, Money
from p2i_desktop.domain.reporting import ExchangeRate
from p2i_desktop.services.errors import Conflict, Missing, Refused
from p2i_desktop.services.naming import key_of, name
from p2i_desktop.services.office import Office
from p2i_desktop.storage.numbers import Put
from tests.services.conftest import open_case

S = ProcurementStatus
DAY = date(2026, 11, 10)
NOTICE_ID = "6f1d2c3b-0a1b-4c2d-9e3f-001122334455"


def refused(error: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [problem.code for problem in error.value.problems]


def organisation(office: Office, legal_name: str, **fields: Any) -> str:
    made = Organisation(**{"legal_name": legal_name, "country": "AT"} | fields)
    office.parties.save_organisation(made)
    return made.id


def begin(office: Office, case_id: str | None = None, **fields: Any) -> str:
    blank = office.procurements.blank(case_id)
    project = replace(blank, **({} if case_id else {"title": "Sensors"}) | fields)
    office.procurements.create(project, case_id, new_buyer="" if project.lead_buyer else "Demo Utility")
    return project.id


def awarded(office: Office, project_id: str, **fields: Any) -> Award:
    good: dict[str, Any] = {"procurement": project_id, "awarded_on": DAY, "value": Money(Decimal(100), "EUR")}
    award = Award(**good | fields)
    office.procurements.save_award(award)
    return award


def test_a_procurement_from_a_case_knows_what_the_case_knows(office: Office, organisation_id: str) -> None:
    case_id = open_case(
        office, organisation_id, instrument=Instrument.PPI, sector=Sector.WATER, cpv_main="73100000", ict=True,
        cpv_more=frozenset({"72000000"}), nuts=frozenset({"AT130"}), estimated_value=Money(Decimal(900), "SEK"),
    )  # fmt: skip
    before = office.store.seq
    project_id = begin(office, case_id)
    project = office.procurements.procurement(project_id)
    assert (project.title, project.lead_buyer, project.instrument) == (
        "Leak detection",
        organisation_id,
        Instrument.PPI,
    )
    assert (project.cpv_main, project.sector, project.ict) == ("73100000", Sector.WATER, True)
    assert (project.cpv_more, project.nuts) == (frozenset({"72000000"}), frozenset({"AT130"}))
    assert project.estimated_value == Money(Decimal(900), "SEK")
    assert [line.project.id for line in office.procurements.of_case(case_id)] == [project_id]
    assert [case.id for case in office.procurements.file(project_id).cases] == [case_id]
    step = office.steps.undo_label()
    assert step is not None
    assert (step.label, step.about) == ("create_procurement", ("Leak detection",))
    office.steps.undo()
    assert office.store.seq > before
    assert office.store.count(ProcurementProject) == office.store.count(CaseProcurement) == 0
    office.steps.redo()
    assert len(office.procurements.of_case(case_id)) == 1


def test_a_buyer_of_whom_only_the_name_is_known_is_made_in_the_same_step(office: Office) -> None:
    project_id = begin(office)
    buyer = office.procurements.file(project_id).buyer
    assert buyer is not None
    assert (buyer.legal_name, buyer.kind, buyer.country) == ("Demo Utility", OrganisationKind.PUBLIC_BUYER, "AT")
    office.steps.undo()
    assert office.store.count(Organisation) == office.store.count(ProcurementProject) == 0


def test_a_title_that_is_too_long_or_missing_is_refused(office: Office) -> None:
    for title, code in (("x" * 401, "length"), ("  ", "required")):
        with pytest.raises(Refused) as error:
            begin(office, title=title)
        assert refused(error) == [code]
    assert office.store.count(Organisation) == 0


def test_steps_are_moves_with_their_days(office: Office) -> None:
    key = begin(office)
    office.procurements.set_status(key, S.PUBLISHED, date(2026, 3, 1))
    project = office.procurements.procurement(key)
    assert (project.started_on, project.published_on) == (date(2026, 3, 1), date(2026, 3, 1))
    with pytest.raises(Refused) as error:
        office.procurements.set_status(key, S.CONSULTING)
    assert set(refused(error)) == {"H09"}
    with pytest.raises(Refused) as error:
        office.procurements.set_status(key, S.CANCELLED)
    assert refused(error) == ["H08"]
    office.procurements.set_status(key, S.CANCELLED, date(2026, 4, 1), "No tender came")
    moves = office.procurements.file(key).transitions
    assert [(move.old, move.new, move.on, move.reason) for move in moves] == [
        ("planned", "published", date(2026, 3, 1), ""),
        ("published", "cancelled", date(2026, 4, 1), "No tender came"),
    ]
    office.steps.undo()
    office.steps.undo()
    project = office.procurements.procurement(key)
    assert (project.status, project.started_on) == (S.PLANNED, None)
    assert office.store.count(Transition) == 0


def test_awarded_needs_an_award_and_keeps_it(office: Office) -> None:
    key = begin(office)
    with pytest.raises(Refused) as error:
        office.procurements.set_status(key, S.AWARDED)
    assert refused(error) == ["H21"]
    award = awarded(office, key)
    office.procurements.set_status(key, S.AWARDED, DAY)
    with pytest.raises(Refused) as error:
        office.procurements.remove_part("award", award.id)
    assert refused(error) == ["H21"]
    second = awarded(office, key, lot="2")
    office.procurements.remove_part("award", award.id)
    assert [line.award.id for line in office.procurements.file(key).awards] == [second.id]


def test_a_changed_status_in_the_form_is_a_move_of_today(office: Office, clock: FixedClock) -> None:
    key = begin(office)
    office.procurements.save(replace(office.procurements.procurement(key), status=S.CONSULTING))
    (move,) = office.store.find(Transition, about=About("procurement_project", key))
    assert (move.new, move.on) == ("consulting", clock.today())


def test_the_second_of_two_writers_meets_a_conflict(office: Office) -> None:
    key = begin(office)
    mine = theirs = office.procurements.procurement(key)
    office.procurements.save(replace(theirs, title="Sensors for pipes"))
    with pytest.raises(Conflict):
        office.procurements.save(replace(mine, title="Pipe sensors"))
    assert office.procurements.procurement(key).title == "Sensors for pipes"


def test_buyers_stand_once(office: Office, organisation_id: str) -> None:
    key = begin(office)
    office.procurements.save_buyer(ProcurementBuyer(procurement=key, organisation=organisation_id))
    with pytest.raises(Refused) as error:
        office.procurements.save_buyer(ProcurementBuyer(procurement=key, organisation=organisation_id))
    assert refused(error) == ["taken"]
    office.procurements.save_buyer(ProcurementBuyer(procurement=key), new_organisation="Demo Town")
    names = [buyer.legal_name for _, buyer in office.procurements.file(key).buyers if buyer]
    assert names == ["Demo Hospital", "Demo Town"]
    project = office.procurements.procurement(key)
    office.procurements.save(replace(project, lead_buyer=organisation_id))
    assert [b.legal_name for _, b in office.procurements.file(key).buyers if b] == ["Demo Town"]
    office.steps.undo()
    assert len(office.procurements.file(key).buyers) == 2


def test_notices_are_normalised_and_belong_to_one_procurement(office: Office) -> None:
    first, second = begin(office), begin(office, title="Trams")
    office.procurements.save_notice(Notice(procurement=first, publication_number="TED 00405595-2024"))
    office.procurements.save_notice(Notice(procurement=first, notice_id=f"{NOTICE_ID.upper()}-02"))
    found = {(n.publication_number, n.notice_id, n.notice_version) for n in office.procurements.file(first).notices}
    assert found == {("405595-2024", "", ""), ("", NOTICE_ID, "02")}
    for typed, code in (("405595-2024", "H16_taken"), ("131/2024", "H16_issue"), ("a notice", "H16")):
        with pytest.raises(Refused) as error:
            office.procurements.save_notice(Notice(procurement=second, publication_number=typed))
        assert refused(error) == [code]
    with pytest.raises(Refused) as error:
        office.procurements.save_notice(Notice(procurement=second, notice_id="not an id", url="https://example.org"))
    assert refused(error) == ["pattern"]


def test_phases_follow_one_another_also_when_one_goes(office: Office) -> None:
    key = begin(office)
    with pytest.raises(Refused) as error:
        office.procurements.save_phase(PcpPhase(procurement=key, phase=2))
    assert refused(error) == ["H18"]
    first, second = (PcpPhase(procurement=key, phase=number) for number in (1, 2))
    office.procurements.save_phase(replace(first, providers_in=5, providers_on=3))
    office.procurements.save_phase(replace(second, providers_in=3))
    with pytest.raises(Refused) as error:
        office.procurements.remove_part("pcp_phase", first.id)
    assert refused(error) == ["H18"]
    office.procurements.remove_part("pcp_phase", second.id)
    office.procurements.remove_part("pcp_phase", first.id)
    assert office.procurements.file(key).phases == []


def test_a_market_consultation_is_of_a_procurement_or_of_a_case(office: Office, case_id: str) -> None:
    key = begin(office)
    talk = MarketConsultation(title="Market day", opens=DAY)
    office.procurements.save_consultation(replace(talk, procurement=key))
    other = MarketConsultation(title="Questions", opens=DAY, case=case_id)
    office.procurements.save_consultation(other)
    step = office.steps.undo_label()
    assert step is not None
    assert step.about == ("AT-2026-0001 Leak detection",)
    with pytest.raises(Refused) as error:
        office.procurements.save_consultation(talk)
    assert refused(error) == ["market_of"]
    assert [one.title for one in office.procurements.file(key).consultations] == ["Market day"]
    assert [one.title for one in office.procurements.consultations_of_case(case_id)] == ["Questions"]


def test_suppliers_are_kept_as_they_were_on_the_day(office: Office) -> None:
    key = begin(office)
    small = organisation(office, "Demo Sensors", size=OperatorSize.SMALL, start_up=True, country="SE")
    award = Award(procurement=key, awarded_on=DAY)
    office.procurements.save_award(award, [AwardSupplier(organisation=small)])
    office.procurements.save_supplier(AwardSupplier(award=award.id, lead=False), new_organisation="Demo Pipes")
    grown = replace(office.parties.organisation(small), size=OperatorSize.LARGE, start_up=False)
    office.parties.save_organisation(grown)
    (line,) = office.procurements.file(key).awards
    shown = [(o.legal_name if o else "", s.lead, s.size_at_award, s.start_up_at_award, s.country_at_award)
             for s, o in line.suppliers]  # fmt: skip
    assert shown == [
        ("Demo Sensors", True, OperatorSize.SMALL, True, "SE"),
        ("Demo Pipes", False, None, None, "AT"),
    ]
    pipes = office.store.find(Organisation, legal_name="Demo Pipes")[0]
    assert pipes.kind is OrganisationKind.SUPPLIER
    known = line.suppliers[0][0]
    office.procurements.save_supplier(replace(known, size_at_award=None))  # corrected by hand: not filled in again
    kept = office.store.get(AwardSupplier, known.id)
    assert kept is not None
    assert kept.size_at_award is None


def test_an_award_with_absurd_numbers_is_refused_whole(office: Office) -> None:
    key = begin(office)
    award = Award(procurement=key, awarded_on=DAY, tenders=3, sme_tenders=10**9)
    with pytest.raises(Refused) as error:
        office.procurements.save_award(award, new_supplier="Demo Sensors")
    assert set(refused(error)) == {"H20", "range"}
    assert office.store.count(Award) == office.store.count(AwardSupplier) == 0
    assert office.store.find(Organisation, legal_name="Demo Sensors") == []


def test_an_award_and_its_supplier_are_one_step(office: Office) -> None:
    key = begin(office)
    award = Award(procurement=key, awarded_on=DAY)
    office.procurements.save_award(award, new_supplier="Demo Sensors")
    assert office.store.count(AwardSupplier) == 1
    office.steps.undo()
    assert office.store.count(Award) == office.store.count(AwardSupplier) == 0
    office.steps.redo()
    office.procurements.remove_part("award", award.id)
    assert office.store.count(AwardSupplier) == 0
    office.steps.undo()
    assert office.store.count(AwardSupplier) == 1


def test_values_are_euro_by_the_last_rate_and_missing_without_one(office: Office) -> None:
    key = begin(office)
    awarded(office, key, value=Money(Decimal("1000.00"), "SEK"))
    awarded(office, key, value=Money(Decimal(50), "EUR"), lot="2")
    awarded(office, key, value=None, lot="3")
    total = office.procurements.file(key).awarded
    assert (total.euro, total.awards, total.missing) == (Decimal(50), 3, 2)
    office.procurements.set_status(key, S.AWARDED)
    codes = {problem.code for problem in office.procurements.file(key).problems}
    assert {"W10", "W10_rate"} <= codes
    for day, value in ((date(2026, 1, 1), "0.09"), (date(2026, 11, 10), "0.1"), (date(2026, 11, 11), "0.5")):
        office.rates.save(ExchangeRate(currency="SEK", on=day, eur_per_unit=Decimal(value), source="ECB"))
    file = office.procurements.file(key)
    assert (file.awarded.euro, file.awarded.missing) == (Decimal(150), 1)
    assert "W10_rate" not in {problem.code for problem in file.problems}


def test_rates_are_more_than_nothing_and_one_a_day(office: Office) -> None:
    good = ExchangeRate(currency="sek", on=DAY, eur_per_unit=Decimal("0.09"), source="ECB")
    office.rates.save(good)
    for change, code in (
        ({"eur_per_unit": Decimal(0)}, "rate_zero"),
        ({"currency": "EUR"}, "rate_euro"),
        ({}, "rate_twice"),
        ({"currency": "kronor"}, "pattern"),
    ):
        with pytest.raises(Refused) as error:
            office.rates.save(replace(good, **{"id": "other", "currency": "SEK"} | change))
        assert code in refused(error)
    (kept,) = office.rates.all()
    assert (kept.currency, name(office.store, kept)) == ("SEK", "SEK 2026-11-10")
    assert office.rates.in_euro(Money(Decimal(10), "SEK"), DAY) == Decimal("0.9")
    assert office.rates.in_euro(Money(Decimal(10), "SEK"), date(2026, 11, 9)) is None
    office.rates.bin(kept.id)
    assert office.rates.all() == []
    office.steps.undo()
    assert len(office.rates.all()) == 1


def test_a_link_is_made_once_and_taken_away_and_made_again(office: Office, case_id: str) -> None:
    key = begin(office)
    assert office.procurements.link(case_id, key) is not None
    assert office.procurements.link(case_id, key) is None
    office.procurements.unlink(case_id, key)
    assert office.procurements.of_case(case_id) == []
    assert office.store.count(ProcurementProject) == 1
    with pytest.raises(Missing):
        office.procurements.unlink(case_id, key)
    office.procurements.link(case_id, key)
    assert len(office.procurements.of_case(case_id)) == office.store.count(CaseProcurement) == 1
    office.steps.undo()
    assert office.procurements.of_case(case_id) == []
    assert len(office.store.history(f"{next(iter(office.store.find(CaseProcurement, binned=True))).id}")) > 1


def test_bin_and_restore_take_the_parts_along(office: Office, case_id: str) -> None:
    key = begin(office, case_id)
    office.procurements.save_notice(Notice(procurement=key, publication_number="1-2024"))
    awarded(office, key)
    office.procurements.bin(key)
    assert office.store.count(Notice) == office.store.count(Award) == 0
    assert office.procurements.of_case(case_id) == []
    with pytest.raises(Missing):
        office.procurements.procurement(key)
    office.procurements.restore(key)
    assert office.store.count(Notice) == office.store.count(Award) == 1
    assert len(office.procurements.of_case(case_id)) == 1


def test_a_procurement_of_hidden_cases_alone_is_hidden(office: Office, organisation_id: str) -> None:
    secret = open_case(office, organisation_id, confidentiality=Confidentiality.RESTRICTED)
    key = begin(office, secret)
    other = StaffMember(name="Advisor 2", initials="A2")
    office.store.apply("save_staff", [Put(other)])
    me, office.store.actor = office.store.actor, other.id
    with pytest.raises(Missing):
        office.procurements.file(key)
    with pytest.raises(Missing):
        office.procurements.blank(secret)
    with pytest.raises(Missing):
        office.procurements.link(secret, key)
    office.store.actor = me
    office.procurements.link(open_case(office, organisation_id), key)
    office.store.actor = other.id
    file = office.procurements.file(key)
    assert (len(file.cases), file.hidden_cases) == (1, 1)


def test_every_part_has_a_name(office: Office) -> None:
    key = begin(office)
    notice = Notice(procurement=key, publication_number="1-2024")
    award = awarded(office, key)
    office.procurements.save_notice(notice)
    assert [name(office.store, one) for one in (notice, award)] == ["1-2024", "Sensors"]
    assert key_of(office.procurements.procurement(key)) == f"procurement_project:{key}"
    assert office.store.count(Case) == office.store.count(CaseParty) == 0


def test_notices_and_consultations_lead_to_what_they_belong_to(office: Office, case_id: str) -> None:
    key = begin(office)
    office.procurements.save_notice(Notice(procurement=key, publication_number="4711-2026", title="Zwetschke"))
    talk = MarketConsultation(title="Zwetschkentag", opens=DAY)
    office.procurements.save_consultation(replace(talk, procurement=key))
    office.procurements.save_consultation(replace(talk, id="018f0000-0000-7000-8000-000000000001", case=case_id))
    hits = office.finding.search("zwetschk").hits
    assert {(hit.type, hit.id) for hit in hits} == {("procurement_project", key), ("case", case_id)}
    assert {hit.title for hit in hits} == {"Sensors", "AT-2026-0001 Leak detection"}
    (hit,) = office.finding.search("4711-2026").hits
    assert (hit.type, hit.id) == ("procurement_project", key)
    (hit,) = office.finding.search("sensors").hits
    assert (hit.title, hit.detail) == ("Sensors", "Demo Utility")


MARKET = (
    ProcurementProject, ProcurementBuyer, CaseProcurement, Notice, PcpPhase, MarketConsultation, Award, AwardSupplier,
    ExchangeRate, Transition, Organisation,
)  # fmt: skip


def snapshot(office: Office) -> dict[str, Any]:
    """All live records of procurements, whatever their revision."""
    return {one.id: replace(one, revision=0) for kind in MARKET for one in office.store.find(kind)}


def test_every_verb_is_one_step_that_undo_takes_back_and_redo_repeats(office: Office, case_id: str) -> None:
    verbs, key = office.procurements, begin(office)
    award, phase = Award(procurement=key, awarded_on=DAY), PcpPhase(procurement=key, phase=1)
    notice, won = Notice(procurement=key, publication_number="9-2026"), AwardSupplier(award=award.id)
    rate = ExchangeRate(currency="SEK", on=DAY, eur_per_unit=Decimal("0.09"), source="ECB")
    acts: list[Any] = [
        lambda: verbs.create(replace(verbs.blank(case_id), title="Trams"), case_id),
        lambda: verbs.save(replace(verbs.procurement(key), title="Pipes", tags=frozenset({"a", "b"}))),
        lambda: verbs.save(replace(verbs.procurement(key), status=S.CONSULTING)),
        lambda: verbs.save_buyer(ProcurementBuyer(procurement=key), "Demo Town"),
        lambda: verbs.save_notice(notice),
        lambda: verbs.save_phase(phase),
        lambda: verbs.save_consultation(MarketConsultation(procurement=key, title="Day", opens=DAY)),
        lambda: verbs.save_award(award, new_supplier="Demo Sensors"),
        lambda: verbs.save_supplier(replace(won, lead=False), "Demo Pipes"),
        lambda: verbs.set_status(key, S.AWARDED, DAY),
        lambda: verbs.link(case_id, key),
        lambda: verbs.unlink(case_id, key),
        lambda: verbs.link(case_id, key),
        lambda: verbs.remove_part("notice", notice.id),
        lambda: verbs.remove_part("pcp_phase", phase.id),
        lambda: office.rates.save(rate),
        lambda: office.rates.bin(rate.id),
        lambda: verbs.set_status(key, S.CANCELLED, DAY, "No budget"),
        lambda: verbs.bin(key),
        lambda: verbs.restore(key),
    ]
    for number, act in enumerate(acts):
        before = snapshot(office)
        act()
        after = snapshot(office)
        assert after != before, number
        office.steps.undo()
        assert snapshot(office) == before, number
        office.steps.redo()
        assert snapshot(office) == after, number
    for _ in acts:
        office.steps.undo()
    assert {one.title for one in office.store.find(ProcurementProject)} == {"Sensors"}
    assert office.store.count(Award) == office.store.count(CaseProcurement) == 0
