"""The lists of an office: the right person, day and settings reach the queries."""

from dataclasses import replace
from datetime import timedelta

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.advice import Case, CaseStatus, Confidentiality
from p2i_desktop.domain.parties import StaffMember
from p2i_desktop.domain.record import About
from p2i_desktop.services.lists import COLUMNS, Filter, silent_days
from p2i_desktop.services.office import Office
from p2i_desktop.storage.store import Put
from tests.services.conftest import call, open_case


def only(flag: str) -> Filter:
    return Filter(flags=frozenset({flag}))


def test_what_is_logged_stands_in_the_register(office: Office) -> None:
    logged = call(office, new_organisation="Demo Hospital", note="About trams", topics=frozenset({"ipr"}))
    (row,) = office.lists.first("consultations")
    values = dict(zip(COLUMNS["consultations"], row, strict=True))
    assert values["id"] == logged.consultation_id
    assert values["organisation"] == "Demo Hospital"
    assert (values["topics"], values["missing"], values["reportable"]) == ("ipr", "", 1)
    ids = office.lists.ids("consultations")
    assert len(ids) == 1
    assert office.lists.rows("consultations", ids, 0, 128) == [row]
    assert office.lists.place_of("consultations", ids, logged.consultation_id) == 0
    totals = office.lists.totals("consultations")
    assert (totals["count"], totals["contact_minutes"]) == (1, 10)


def test_a_restricted_case_is_seen_by_the_person_at_work_when_it_is_theirs(
    office: Office, organisation_id: str
) -> None:
    mine = open_case(office, organisation_id, confidentiality=Confidentiality.RESTRICTED)
    assert [row[0] for row in office.lists.first("cases")] == [mine]
    other = StaffMember(name="Advisor 2", initials="A2")
    office.store.apply("save_staff", [Put(other)])
    office.store.actor = other.id
    assert office.lists.first("cases") == []
    assert office.lists.totals("cases")["count"] == 0


def test_a_case_grows_quiet_after_the_days_of_the_rule_settings(
    office: Office, organisation_id: str, clock: FixedClock
) -> None:
    case_id = open_case(office, organisation_id)
    assert silent_days(office.store) == (9, 21, 45)
    clock.advance(days=8)
    assert office.lists.first("cases", only("quiet")) == []
    clock.advance(days=1)
    assert [row[0] for row in office.lists.first("cases", only("quiet"))] == [case_id]
    office.centre.save_settings(replace(office.centre.settings(), escalation_days=("20", "30", "60")))
    assert silent_days(office.store) == (20, 30, 60)
    assert office.lists.first("cases", only("quiet")) == []
    held = office.store.get(Case, case_id)
    assert held
    clock.advance(days=60)
    assert len(office.lists.ids("cases", only("quiet"))) == 1
    office.store.apply("hold", [Put(replace(held, status=CaseStatus.ON_HOLD))])
    assert len(office.lists.ids("cases", only("quiet"))) == 0


def test_an_open_action_makes_a_case_overdue(office: Office, case_id: str, clock: FixedClock) -> None:
    action = replace(
        office.actions.blank(About("case", case_id)), title="Call back", due_on=clock.today() + timedelta(days=1)
    )
    office.actions.save(action)
    place = COLUMNS["cases"].index("next_on")
    assert office.lists.first("cases")[0][place] == action.due_on
    assert office.lists.first("cases", only("overdue")) == []
    clock.advance(days=2)
    assert [row[0] for row in office.lists.first("cases", only("overdue"))] == [case_id]
    office.actions.done(action.id)
    assert office.lists.first("cases", only("overdue")) == []
