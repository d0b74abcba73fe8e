"""Restricted records: seen by their own advisors and the managers, counted all the same."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from p2i_desktop.domain.advice import Confidentiality, StaffTime
from p2i_desktop.domain.parties import StaffMember, StaffRole
from p2i_desktop.domain.record import About
from p2i_desktop.services.errors import Missing
from p2i_desktop.services.office import Office
from p2i_desktop.settings import Settings
from tests.services.conftest import call, open_case

SECRET = Confidentiality.RESTRICTED


@pytest.fixture
def other(office: Office) -> StaffMember:
    """Another advisor."""
    member = StaffMember(name="Advisor 2", initials="A2")
    office.centre.save_staff(member)
    return member


@pytest.fixture
def sees(office: Office) -> Callable[[str, str], bool]:
    """Whether a consultation stands on the organisation's timeline for the person with these initials."""

    def sees(initials: str, consultation_id: str) -> bool:
        office.use_settings(Settings(language="en", staff=initials))
        organisation_id = office.advice.consultation(consultation_id).organisation or ""
        file = office.parties.organisation_file(organisation_id)
        listed = {row[0] for row in office.lists.first("consultations")}
        shown = consultation_id in {item.id for item in file.timeline}
        assert shown == (consultation_id in listed)  # timelines and lists agree
        return shown

    return sees


def test_a_restricted_call_is_its_advisors(
    office: Office, organisation_id: str, other: StaffMember, sees: Callable[[str, str], bool]
) -> None:
    one = call(office, organisation_id=organisation_id, confidentiality=SECRET).consultation_id
    assert (sees("A1", one), sees("A2", one)) == (True, False)
    helped = StaffTime(about=About("consultation", one), staff=other.id, on=office.clock.today())
    office.advice.save_staff_time(helped)
    assert sees("A2", one)


def test_a_call_of_a_restricted_case_is_its_advisors(
    office: Office, organisation_id: str, other: StaffMember, sees: Callable[[str, str], bool]
) -> None:
    case_id = open_case(office, organisation_id, confidentiality=SECRET)
    one = call(office, case_id=case_id).consultation_id
    assert (sees("A1", one), sees("A2", one)) == (True, False)
    with pytest.raises(Missing):
        office.advice.case_file(case_id)
    assert office.advice.open_cases_of(organisation_id) == []
    assert office.parties.organisation_file(organisation_id).cases == []
    case = office.advice.case(case_id)
    office.advice.save_case(replace(case, co_advisors=frozenset({other.id})))
    assert sees("A2", one)
    assert office.advice.case_file(case_id).case.id == case_id
    assert [one.id for one in office.advice.open_cases_of(organisation_id)] == [case_id]


def test_a_manager_sees_what_is_restricted(
    office: Office, organisation_id: str, other: StaffMember, sees: Callable[[str, str], bool]
) -> None:
    boss = StaffMember(name="Manager", initials="CM", roles=frozenset({StaffRole.CENTRE_MANAGER}))
    office.centre.save_staff(boss)
    case_id = open_case(office, organisation_id, confidentiality=SECRET)
    one = call(office, case_id=case_id, confidentiality=SECRET).consultation_id
    assert (sees("CM", one), sees("A2", one)) == (True, False)
    office.use_settings(Settings(language="en", staff="CM"))
    assert office.advice.case_file(case_id).case.id == case_id
