"""What records are called when they are shown."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from p2i_desktop.domain.network import Programme, ProgrammeYear
from p2i_desktop.domain.parties import Contact, Employment
from p2i_desktop.domain.reporting import Target
from p2i_desktop.services.naming import key_of, name, name_of, name_of_key
from p2i_desktop.services.office import Office
from tests.services.conftest import call


def test_every_kind_of_record_has_its_name(office: Office, case_id: str, organisation_id: str) -> None:
    person = Contact(family_name="Muster", given_name="Office", data_since=date(2026, 1, 1))
    place = Employment(organisation=organisation_id)
    office.parties.save_contact(person, place)
    talk = office.advice.consultation(call(office, case_id=case_id).consultation_id)
    action = office.actions.action(call(office, case_id=case_id, follow_up=date(2026, 12, 1)).action_id)
    own = office.centre.own()
    assert own is not None
    told = [
        (office.advice.case(case_id), "AT-2026-0001 Leak detection"), (talk, "Demo Hospital"),
        (replace(talk, subject="A question"), "A question"), (office.parties.organisation(organisation_id), "Demo Hospital"),
        (person, "Office Muster"), (office.centre.staff()[0], "A1"), (own.centre, "AT"), (own.names[0], "Demo Centre"),
        (Programme(code="P2I"), "P2I"), (action, "A question"), (replace(place, contact=person.id), "Office Muster"),
        (Target(indicator="ADV-01", year=2026, value=Decimal(1)), "ADV-01 2026"), (ProgrammeYear(year=2020), ""),
        (office.advice.case_file(case_id).parties[0][0], "Demo Hospital"),
    ]  # fmt: skip
    for record, words in told:
        assert name(office.store, record) == words
    assert name_of_key(office.store, key_of(person)) == "Office Muster"
    assert [name_of(office.store, "contact", key) for key in (None, "", "gone")] == ["", "", ""]
    assert name_of_key(office.store, "nothing:1") == ""
