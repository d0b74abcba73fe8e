"""With whom one talks about a plan: host, coordinator or employer of the other centre, and what a talk starts with."""

from dataclasses import replace
from datetime import date

import pytest

from p2i_desktop.domain.advice import ConsultationType, Topic
from p2i_desktop.domain.buddies import BuddyPairing
from p2i_desktop.domain.network import CentreHost
from p2i_desktop.domain.parties import Contact, Employment, Organisation
from p2i_desktop.domain.rules.counting import reportable, to_complete
from p2i_desktop.services.advice import LogEntry
from p2i_desktop.services.errors import Missing
from p2i_desktop.services.office import Office
from p2i_desktop.services.other_centre import other_centre
from tests.services.pair_world import Pair, make_pair, put

HOST, FORMER = Organisation(legal_name="Demo Agency North"), Organisation(legal_name="Demo Ministry North")
PERSON = Contact(given_name="Demo", family_name="Coordinator")


@pytest.fixture
def pair(office: Office) -> Pair:
    return make_pair(office)


def test_of_a_centre_of_which_nothing_is_known_only_the_programme_is_told(office: Office, pair: Pair) -> None:
    found = other_centre(office.work, pair.plan)
    assert (found.organisation, found.contact, found.programme) == (None, None, pair.programme)
    with pytest.raises(Missing):
        other_centre(office.work, "nothing")


def test_the_host_of_today_and_the_coordinator(office: Office, pair: Pair) -> None:
    put(office, HOST, FORMER, PERSON)
    put(
        office,
        CentreHost(centre=pair.new, organisation=FORMER.id, valid_to=date(2025, 12, 31)),
        CentreHost(centre=pair.new, organisation=HOST.id, valid_from=date(2026, 1, 1)),
        replace(office.work.get(BuddyPairing, pair.pairing), new_coordinator=PERSON.id),
    )
    talk = office.advice.blank(plan_id=pair.plan)
    assert (talk.plan, talk.organisation, talk.contacts) == (pair.plan, HOST.id, frozenset({PERSON.id}))
    assert talk.programme == pair.programme
    assert (talk.type, reportable(talk), to_complete(replace(talk, topics=frozenset({Topic.STRATEGY})))) == (
        ConsultationType.ADMINISTRATIVE,
        False,
        (),
    )
    office.advice.log(LogEntry(replace(talk, contact_minutes=20, note="Draft mandate")))
    assert [one.note for one in office.plans.file(pair.plan).exchange] == ["Draft mandate"]


def test_without_a_host_the_employer_of_the_coordinator(office: Office, pair: Pair) -> None:
    put(office, HOST, PERSON, Employment(contact=PERSON.id, organisation=HOST.id))
    put(office, replace(office.work.get(BuddyPairing, pair.pairing), new_coordinator=PERSON.id))
    assert other_centre(office.work, pair.plan).organisation == HOST.id


def test_seen_from_the_new_centre_the_other_one_is_the_mentor(office: Office, pair: Pair) -> None:
    put(office, HOST, CentreHost(centre=pair.new, organisation=HOST.id))
    turned = replace(office.work.get(BuddyPairing, pair.pairing), mentor=pair.new, new_centre=pair.mentor)
    put(office, turned)
    assert other_centre(office.work, pair.plan).organisation == HOST.id
