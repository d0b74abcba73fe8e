"""Organisations and people, their doubles and their story."""

from dataclasses import replace
from datetime import date

import pytest

from p2i_desktop.domain.advice import CaseStatus
from p2i_desktop.domain.parties import Contact, Employment, Organisation
from p2i_desktop.services.errors import Missing, Refused
from p2i_desktop.services.office import Office
from tests.services.conftest import call, open_case, walk


@pytest.mark.parametrize(
    ("kept", "typed"),
    [
        ("Demo Hospital", "demo hospital"),
        ("Universitätsklinikum Beispiel", "Universitatsklinikum Beispiel"),
        ("Beispiel Stadtwerke GmbH", "Stadtwerke Beispiel"),
        ("Demo Vodárny s.r.o.", "Demo Vodarny"),
        ("Demo Hospital", "Demo Hopsital"),
        ("Δήμος Παράδειγμα", "ΔΗΜΟΣ ΠΑΡΑΔΕΙΓΜΑ"),
    ],
)
def test_likely_doubles_are_found(office: Office, kept: str, typed: str) -> None:
    known = Organisation(legal_name=kept, country="AT")
    office.parties.save_organisation(known)
    call(office, new_organisation="Something else entirely")
    found = office.parties.similar(typed)
    assert [(key, name) for key, name, _ in found] == [(known.id, kept)]
    assert office.parties.similar(typed, except_id=known.id) == []


@pytest.mark.parametrize("typed", ["", "  ", "a", "%", "GmbH", "'; --", "\u202e"])
def test_nothing_is_similar_to_almost_nothing(office: Office, typed: str) -> None:
    office.parties.save_organisation(Organisation(legal_name="Demo Hospital", country="AT"))
    assert office.parties.similar(typed) == []


def test_other_names_are_compared_and_one_organisation_comes_once(office: Office) -> None:
    one = Organisation(
        legal_name="Demo Hospital", short_name="Demo Hospital", other_names=("Demo Hospitals",), country="AT"
    )
    office.parties.save_organisation(one)
    assert len(office.parties.similar("Demo Hospital")) == 1


@pytest.mark.parametrize(
    ("name", "email", "phone"),
    [
        ("Ana Múster", "", ""), ("muster ana", "", ""), ("", "ANA@demo.example", ""), ("", "", "+43 1 234-5678"),
    ],
)  # fmt: skip
def test_people_who_may_be_meant_are_found(
    office: Office, organisation_id: str, name: str, email: str, phone: str
) -> None:
    known = Contact(given_name="Ana", family_name="Muster", email="ana@demo.example", mobile="+4312345678")
    office.parties.save_contact(known, Employment(organisation=organisation_id))
    office.parties.save_contact(Contact(given_name="Ana", family_name="Mustermann"))
    found = office.finding.same_person(name, email, phone)
    assert [(one.contact_id, one.contact, one.organisation) for one in found] == [
        (known.id, "Ana Muster", "Demo Hospital")
    ]


@pytest.mark.parametrize("text", ["", " ", "Ana", "Must", "%", "'; --", "\0", "12"])
def test_nobody_is_meant_by_part_of_a_name(office: Office, text: str) -> None:
    office.parties.save_contact(Contact(given_name="Ana", family_name="Muster", phone="+4312345678"))
    assert office.finding.same_person(text, text, text) == []


def test_a_person_and_their_place_are_one_step(office: Office, organisation_id: str) -> None:
    person = replace(office.parties.blank_contact(), family_name="Muster", given_name="Office")
    office.parties.save_contact(person, Employment(organisation=organisation_id, function="Purchasing"))
    file = office.parties.contact_file(person.id)
    assert [(place.function, place_of.legal_name) for place, place_of in file.employments if place_of] == [
        ("Purchasing", "Demo Hospital")
    ]
    office.steps.undo()
    with pytest.raises(Missing):
        office.parties.contact(person.id)


def test_a_person_without_a_basis_is_refused(office: Office) -> None:
    with pytest.raises(Refused):
        office.parties.save_contact(Contact(family_name="Muster", purposes=frozenset()))


def test_people_are_found_by_name_in_any_order(office: Office, organisation_id: str) -> None:
    person = Contact(given_name="Zoë", family_name="Muster", data_since=date(2026, 1, 1))
    office.parties.save_contact(person, Employment(organisation=organisation_id))
    for name in ("zoe muster", "Muster, Zoë", "muster"):
        assert [one.id for one in office.parties.contacts_named(name, organisation_id)] == [person.id]
    assert office.parties.contacts_named("Anna Muster", organisation_id) == []
    assert office.parties.contacts_named("muster", "") == []


def test_one_timeline_for_everything_with_an_organisation(office: Office, organisation_id: str) -> None:
    case_id = open_case(office, organisation_id, opened_on=date(2026, 11, 1))
    walk(office, case_id, CaseStatus.ACCEPTED)
    other = call(office, new_organisation="Demo Town", other_organisations=frozenset({organisation_id}))
    binned = call(office, organisation_id=organisation_id)
    office.advice.bin("consultation", binned.consultation_id)
    follow = call(office, organisation_id=organisation_id, follow_up=date(2026, 11, 30))
    file = office.parties.organisation_file(organisation_id)
    kinds = [item.kind for item in file.timeline]
    assert (kinds[-1], kinds.count("consultation"), kinds.count("transition")) == ("created", 3, 1)
    assert other.consultation_id in {item.id for item in file.timeline}
    assert [one.case.id for one in file.cases] == [case_id]
    assert [action.id for action in file.actions] == [follow.action_id]
    assert (file.consultations, file.contact_minutes) == (3, 30)


def test_who_works_there_now_stands_first(office: Office, organisation_id: str) -> None:
    gone = Contact(family_name="Before", data_since=date(2020, 1, 1))
    here = Contact(family_name="Now", data_since=date(2020, 1, 1))
    office.parties.save_contact(
        gone, Employment(organisation=organisation_id, valid_from=date(2025, 1, 1), valid_to=date(2025, 12, 31))
    )
    office.parties.save_contact(here, Employment(organisation=organisation_id, valid_from=date(2024, 1, 1)))
    people = office.parties.organisation_file(organisation_id).contacts
    assert [person.family_name for _, person in people] == ["Now", "Before"]
    place = people[0][0]
    office.parties.save_employment(replace(place, function="Director"))
    office.parties.bin("contact", gone.id)
    people = office.parties.organisation_file(organisation_id).contacts
    assert [(place.function, person.family_name) for place, person in people] == [("Director", "Now")]


def test_what_is_not_there_is_said(office: Office) -> None:
    with pytest.raises(Missing):
        office.parties.organisation_file("nothing")
    with pytest.raises(Missing):
        office.parties.contact_file("nothing")


def test_similar_names_follow_what_is_saved(office: Office, organisation_id: str) -> None:
    assert [name for _, name, _ in office.parties.similar("Demo Hospital")] == ["Demo Hospital"]
    organisation = office.parties.organisation(organisation_id)
    office.parties.save_organisation(
        replace(organisation, legal_name="Stadtwerke Beispiel", email="demo@hospital.test")
    )
    assert office.parties.similar("Demo Hospital") == []
    assert [name for _, name, _ in office.parties.similar("Beispiel Stadtwerke")] == ["Stadtwerke Beispiel"]
    office.parties.save_contact(Contact(family_name="Muster", data_since=date(2026, 1, 1)))
    assert len(office.parties.similar("Beispiel Stadtwerke")) == 1
    office.parties.bin("organisation", organisation_id)
    assert office.parties.similar("Beispiel Stadtwerke") == []
