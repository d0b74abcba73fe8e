"""Everything that declares a day comes to Today and to the calendar: found, finished, moved, for whom, and worded."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from p2i_desktop.domain.advice import CaseStatus, Confidentiality
from p2i_desktop.domain.dated import BY_KIND, DATED
from p2i_desktop.domain.market import (
    CaseProcurement,
    MarketConsultation,
    PcpPhase,
    ProcurementProject,
    ProcurementStatus,
)
from p2i_desktop.domain.parties import StaffMember
from p2i_desktop.domain.record import FieldKind, field_of, link_id
from p2i_desktop.domain.records import BY_KEY
from p2i_desktop.domain.reporting import RuleSettings
from p2i_desktop.i18n import languages, texts_for
from p2i_desktop.services.office import Office
from p2i_desktop.storage.store import Put
from tests.services.conftest import open_case

TODAY = date(2026, 11, 20)
SOON = TODAY + timedelta(days=2)


def put(office: Office, *records: object) -> None:
    office.store.apply("add", [Put(office.work.owned(one)) for one in records])  # type: ignore[type-var]


def due(office: Office, mine: bool = False) -> list[tuple[str, str, date]]:
    return [(one.kind, one.title, one.on) for one in office.overview.today(TODAY, 2026, mine).due]


@pytest.fixture
def project(office: Office, organisation_id: str) -> ProcurementProject:
    """A PCP with a contract and a market consultation, all within the week."""
    made = ProcurementProject(
        title="Leak sensors", own_reference="P-1", lead_buyer=organisation_id, contract_from=SOON, contract_to=SOON
    )
    market = MarketConsultation(procurement=made.id, title="Ask the market", opens=TODAY, closes=SOON)
    put(office, made, market, PcpPhase(procurement=made.id, phase=1, starts=TODAY, ends=SOON))
    return made


def test_declarations_name_days_of_their_records_and_have_words() -> None:
    assert len({one.kind for one in DATED}) == len(DATED) == len(BY_KIND)
    for one in DATED:
        assert field_of(one.record, one.field).kind is FieldKind.DATE
        for name in (
            *one.about,
            *one.filled,
            *((one.owner,) if one.owner else ()),
            *((one.title,) if one.title else ()),
            *((one.unless,) if one.unless else ()),
        ):
            field_of(one.record, name)
        for name, members in one.only:
            assert members <= set(field_of(one.record, name).choices or ())
        assert all(name in BY_KEY or field_of(one.record, name) for name in one.lacks)
        assert not one.after or field_of(RuleSettings, one.after).kind is FieldKind.INT
        for language in languages():
            assert texts_for(language).has("dated", one.kind), (language, one.kind)


def test_days_of_procurements_come_by_being_declared(office: Office, project: ProcurementProject) -> None:
    assert sorted(due(office)) == [
        ("contract_from", "Leak sensors", SOON),
        ("contract_to", "Leak sensors", SOON),
        ("market_closes", "Ask the market", SOON),
        ("market_opens", "Ask the market", TODAY),
        ("pcp_ends", "Leak sensors", SOON),
        ("pcp_starts", "Leak sensors", TODAY),
    ]
    found = {one.kind: one for one in office.overview.today(TODAY, 2026).due}
    opens = found["market_opens"]
    assert (opens.about_type, opens.about_id, opens.case_number) == ("procurement_project", project.id, "P-1")
    assert (opens.organisation, opens.done, opens.moves) == ("Demo Hospital", False, False)


def test_what_takes_place_by_itself_is_never_overdue(
    office: Office, project: ProcurementProject, clock: object
) -> None:
    later = TODAY + timedelta(days=1)
    kinds = {one.kind for one in office.overview.today(later, 2026).due}
    assert kinds == {"contract_from", "contract_to", "market_closes", "pcp_ends"}


def test_a_cancelled_procurement_has_no_days_to_come(office: Office, project: ProcurementProject) -> None:
    stored = office.store.get(ProcurementProject, project.id)
    assert stored is not None
    put(office, replace(stored, status=ProcurementStatus.CANCELLED))
    assert due(office) == []
    office.steps.undo()
    assert len(due(office)) == 6
    office.work.bin("procurement_project", project.id)
    assert due(office) == []


def test_a_consultation_of_a_hidden_case_is_hidden(office: Office, organisation_id: str) -> None:
    secret = open_case(office, organisation_id, confidentiality=Confidentiality.RESTRICTED)
    put(office, MarketConsultation(case=secret, title="Secret", opens=SOON))
    assert due(office) == [("market_opens", "Secret", SOON)]
    office.store.actor = ""
    assert due(office) == []


def test_only_mine_knows_owners_leads_and_links(
    office: Office, organisation_id: str, project: ProcurementProject
) -> None:
    other = StaffMember(name="Advisor Two", initials="A2")
    office.centre.save_staff(other)
    theirs = open_case(office, organisation_id, title="Theirs", lead_advisor=other.id, follow_up_on=SOON)
    helped = open_case(
        office, organisation_id, title="Helped", lead_advisor=other.id, follow_up_on=SOON,
        co_advisors=frozenset({office.store.actor}),
    )  # fmt: skip
    put(office, MarketConsultation(case=theirs, title="Of theirs", opens=SOON))
    mine = {title for _, title, _ in due(office, mine=True)}
    assert mine == {"Helped", "Leak sensors", "Ask the market"}, "what nobody leads is for everybody"
    put(
        office, CaseProcurement(id=link_id("case_procurement", theirs, project.id), case=theirs, procurement=project.id)
    )
    assert {title for _, title, _ in due(office, mine=True)} == {"Helped"}
    put(
        office, CaseProcurement(id=link_id("case_procurement", helped, project.id), case=helped, procurement=project.id)
    )
    assert "Leak sensors" in {title for _, title, _ in due(office, mine=True)}
    assert {"Theirs", "Of theirs"} <= {title for _, title, _ in due(office)}


def test_the_calendar_reads_the_same_days_of_any_period(office: Office, organisation_id: str) -> None:
    case_id = open_case(
        office, organisation_id, follow_up_on=TODAY - timedelta(days=40), target_on=TODAY + timedelta(days=40)
    )
    spring = office.overview.days(TODAY + timedelta(days=30), TODAY + timedelta(days=60))
    assert [(one.kind, one.case_id) for one in spring] == [("target", case_id)]
    autumn = office.overview.days(TODAY - timedelta(days=60), TODAY)
    assert [(one.kind, one.group) for one in autumn] == [("follow_up", "overdue")]
    office.actions.due_postpone("target", case_id, TODAY + timedelta(days=10))
    assert office.overview.days(TODAY + timedelta(days=30), TODAY + timedelta(days=60)) == []
    office.actions.due_done("follow_up", case_id)
    assert office.advice.case(case_id).follow_up_on is None


def test_an_ended_case_has_no_days(office: Office, organisation_id: str) -> None:
    case_id = open_case(office, organisation_id, follow_up_on=SOON, target_on=SOON)
    assert len(due(office)) == 2
    office.advice.set_status(case_id, CaseStatus.DECLINED)
    assert due(office) == []
