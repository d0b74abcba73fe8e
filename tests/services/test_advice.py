"""Logging a call: one step with everything that belongs to it."""

from dataclasses import replace
from datetime import date

import pytest

from p2i_desktop.domain.advice import (
    Action,
    CaseStatus,
    Channel,
    Consultation,
    ConsultationType,
    EntryOrigin,
    StaffTime,
    Topic,
)
from p2i_desktop.domain.parties import Contact, Employment, LegalBasis, Organisation, Purpose, StaffMember
from p2i_desktop.domain.record import About
from p2i_desktop.services.advice import QUICK_LOG, LogEntry
from p2i_desktop.services.errors import Conflict, Missing, Refused
from p2i_desktop.services.office import Office
from p2i_desktop.settings import Settings
from tests.services.conftest import call, open_case, walk


def test_one_call_is_one_step_with_all_that_belongs_to_it(office: Office) -> None:
    colleague = StaffMember(name="Advisor 2", initials="A2")
    office.centre.save_staff(colleague)
    office.drafts.save(QUICK_LOG, "new-1", 0, {"note": "A question"})
    logged = call(
        office,
        new_organisation="  Demo   Hospital ",
        new_contact=Contact(family_name="Muster", given_name="Office"),
        follow_up=date(2026, 11, 24),
        staff_times=(StaffTime(staff=colleague.id, contact_minutes=10),),
        draft_key="new-1",
        note="Which procedure?\nAnd when?",
    )
    assert set(logged.changed.keys) == {"consultation", "organisation", "contact", "employment", "action", "staff_time"}
    consultation = office.advice.consultation(logged.consultation_id)
    organisation = office.parties.organisation(logged.organisation_id)
    assert organisation.country == "AT"
    assert consultation.organisation == organisation.id
    assert consultation.contacts == {logged.contact_id}
    contact = office.parties.contact(logged.contact_id)
    assert (contact.legal_basis, contact.purposes) == (LegalBasis.PUBLIC_TASK, {Purpose.ADVICE})
    assert contact.data_source == "call of 20/11/2026"
    assert contact.data_since == date(2026, 11, 20)
    assert office.store.find(Employment, contact=contact.id)[0].organisation == organisation.id
    action = office.actions.action(logged.action_id)
    assert (action.title, action.due_on, action.about) == (
        "Which procedure?", date(2026, 11, 24), About("organisation", organisation.id),
    )  # fmt: skip
    assert office.advice.staff_times("consultation", consultation.id)[0].on == consultation.on
    assert office.drafts.all() == []

    office.steps.undo()
    assert [office.store.count(t) for t in (Consultation, Organisation, Contact, Employment, Action, StaffTime)] == [
        0
    ] * 6
    office.steps.redo()
    assert office.advice.consultation(logged.consultation_id).note == "Which procedure?\nAnd when?"


def test_a_refused_call_changes_nothing(office: Office) -> None:
    office.drafts.save(QUICK_LOG, "new-1", 0, {})
    seq = office.store.seq
    with pytest.raises(Refused) as error:
        call(office, new_organisation="Demo Town", on=date(2026, 11, 21), contact_minutes=0, draft_key="new-1")
    assert [problem.code for problem in error.value.problems] == ["H01", "H02"]
    assert office.store.seq == seq
    assert office.store.count(Organisation) == 0
    assert len(office.drafts.all()) == 1


def test_nobody_is_refused_and_anonymous_is_somebody(office: Office) -> None:
    with pytest.raises(Refused) as error:
        call(office)
    assert [problem.code for problem in error.value.problems] == ["H03"]
    assert call(office, anonymous=True).organisation_id == ""


def test_type_follows_the_case(office: Office, organisation_id: str) -> None:
    case_id = open_case(office, organisation_id)
    kinds = [
        office.advice.consultation(call(office, organisation_id=organisation_id).consultation_id).type,
        office.advice.consultation(call(office, case_id=case_id).consultation_id).type,
        office.advice.consultation(call(office, case_id=case_id).consultation_id).type,
        office.advice.consultation(
            call(office, case_id=case_id, type=ConsultationType.ADMINISTRATIVE).consultation_id
        ).type,
    ]
    assert kinds == ["enquiry", "initial", "follow_up", "administrative"]


def test_a_blank_call_remembers_the_caller(office: Office, organisation_id: str) -> None:
    call(office, organisation_id=organisation_id, channel=Channel.VIDEO, topics=frozenset({Topic.IPR}))
    blank = office.advice.blank(organisation_id=organisation_id)
    assert (blank.channel, blank.topics, blank.origin) == (Channel.VIDEO, {Topic.IPR}, EntryOrigin.QUICK_LOG)
    assert office.advice.blank().channel is Channel.PHONE
    office.use_settings(Settings(staff="A1", last_channel="email", last_topics=("legal", "gone")))
    blank = office.advice.blank()
    assert (blank.channel, blank.topics) == (Channel.EMAIL, {Topic.LEGAL})


def test_a_person_brings_their_last_call(office: Office) -> None:
    first = call(
        office, new_organisation="Demo Town", new_contact=Contact(family_name="Muster"), channel=Channel.AT_CENTRE
    )
    blank = office.advice.blank(contact_id=first.contact_id)
    assert (blank.channel, blank.contacts) == (Channel.AT_CENTRE, {first.contact_id})


def test_a_former_advisor_is_not_proposed(office: Office, organisation_id: str) -> None:
    former = StaffMember(name="Advisor 9", initials="A9", active_to=date(2026, 12, 31))
    office.centre.save_staff(former)
    call(office, organisation_id=organisation_id, advisor=former.id)
    assert office.advice.blank(organisation_id=organisation_id).advisor == former.id
    saved = office.store.get(StaffMember, former.id)
    assert saved is not None
    office.centre.save_staff(replace(saved, active_to=date(2026, 11, 1)))
    me = office.centre.me()
    assert me is not None
    assert office.advice.blank(organisation_id=organisation_id).advisor == me.id


def test_the_first_counted_call_of_an_accepted_case_offers_work(office: Office, organisation_id: str) -> None:
    case_id = open_case(office, organisation_id)
    assert call(office, case_id=case_id).offer_in_progress == ""  # still new
    other = open_case(office, organisation_id)
    walk(office, other, CaseStatus.ACCEPTED)
    assert call(office, case_id=other, contact_made=False, contact_minutes=0).offer_in_progress == ""
    assert call(office, case_id=other).offer_in_progress == other
    assert call(office, case_id=other).offer_in_progress == ""
    assert office.advice.case(other).status is CaseStatus.ACCEPTED


def test_follow_up_belongs_to_the_case_or_to_the_call(office: Office, case_id: str) -> None:
    day = date(2026, 11, 24)
    of_case = call(office, case_id=case_id, follow_up=day, follow_up_title="Send the template", note="")
    assert office.actions.action(of_case.action_id).about == About("case", case_id)
    assert office.actions.action(of_case.action_id).title == "Send the template"
    anonymous = call(office, anonymous=True, follow_up=day, note=" ")
    assert office.actions.action(anonymous.action_id).about == About("consultation", anonymous.consultation_id)
    assert office.actions.action(anonymous.action_id).title == "Follow up"


def test_warnings_are_saved_and_told(office: Office, organisation_id: str) -> None:
    logged = call(office, organisation_id=organisation_id, on=date(2025, 1, 7))
    assert [problem.code for problem in logged.problems] == ["W01"]
    again = call(office, organisation_id=organisation_id, on=date(2025, 1, 7))
    assert [problem.code for problem in again.problems] == ["W01", "W03"]


def test_problems_are_told_before_a_save(office: Office) -> None:
    blank = office.advice.blank()
    assert [p.code for p in office.advice.problems_of_entry(LogEntry(blank))] == ["H02", "H03"]
    named = LogEntry(replace(blank, contact_minutes=5), new_organisation="Demo Town")
    assert office.advice.problems_of_entry(named) == []
    person = LogEntry(replace(blank, contact_minutes=5), new_contact=Contact(family_name="Muster"))
    assert office.advice.problems_of_entry(person) == []
    assert [p.code for p in office.advice.problems(blank)] == ["H02", "H03"]


def test_texts_are_tidied(office: Office) -> None:
    logged = call(office, new_organisation="A\x00B\nC", subject="one\r\ntwo", note="x\x07\ty\r\nz\ud800")
    consultation = office.advice.consultation(logged.consultation_id)
    assert (consultation.subject, consultation.note) == ("one two", "x\ty\nz\ufffd")
    assert office.parties.organisation(logged.organisation_id).legal_name == "AB C"


def test_a_stale_form_is_a_conflict(office: Office, organisation_id: str) -> None:
    mine = theirs = office.advice.consultation(call(office, organisation_id=organisation_id).consultation_id)
    office.advice.save_consultation(replace(theirs, subject="theirs"))
    with pytest.raises(Conflict) as error:
        office.advice.save_consultation(replace(mine, subject="mine"))
    assert isinstance(error.value.theirs, Consultation)
    assert (error.value.theirs.subject, error.value.mine.subject) == ("theirs", "mine")  # type: ignore[attr-defined]
    assert office.advice.consultation(mine.id).subject == "theirs"


def test_saves_of_one_stay_are_undone_together(office: Office, organisation_id: str) -> None:
    one = office.advice.consultation(call(office, organisation_id=organisation_id).consultation_id)
    for text in ("a", "ab", "abc"):
        one = office.advice.consultation(one.id)
        office.advice.save_consultation(replace(one, subject=text), stay="s1")
    office.steps.undo()
    assert office.advice.consultation(one.id).subject == ""


def test_bin_and_back(office: Office, organisation_id: str) -> None:
    logged = call(office, organisation_id=organisation_id)
    office.advice.bin("consultation", logged.consultation_id)
    with pytest.raises(Missing):
        office.advice.consultation(logged.consultation_id)
    office.advice.unbin("consultation", logged.consultation_id)
    assert office.advice.consultation(logged.consultation_id).note == "A question"


def test_a_million_letters_stay(office: Office, organisation_id: str) -> None:
    note = "ä" * 1_000_000
    logged = call(office, organisation_id=organisation_id, note=note)
    assert office.advice.consultation(logged.consultation_id).note == note
    with pytest.raises(Refused):
        call(office, organisation_id=organisation_id, note=note + "x")


@pytest.mark.parametrize("minutes", [10**9, -1])
def test_impossible_minutes_are_refused(office: Office, organisation_id: str, minutes: int) -> None:
    with pytest.raises(Refused):
        call(office, organisation_id=organisation_id, contact_minutes=minutes)
