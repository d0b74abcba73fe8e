"""Members of a programme over time, stages of a centre's set-up, its services."""

from dataclasses import replace
from datetime import date

import pytest

from p2i_desktop.domain.advice import Topic
from p2i_desktop.domain.network import (
    Centre,
    CentreName,
    CentreService,
    CentreStatus,
    ProgrammeMember,
    ServiceStage,
    SetupStage,
    Transition,
)
from p2i_desktop.domain.parties import Organisation, OrganisationKind
from p2i_desktop.domain.record import About
from p2i_desktop.services.errors import Missing, Refused
from p2i_desktop.services.network import Membership
from p2i_desktop.services.office import Office
from tests.services.buddy_world import START, BuddyWorld, buddy_world

GREEK = "Εθνικό Κέντρο Δεξιοτήτων Καινοτόμων Δημόσιων Συμβάσεων " * 4


@pytest.fixture
def world(office: Office) -> BuddyWorld:
    return buddy_world(office)


def member_of(office: Office, world: BuddyWorld, code: str) -> Membership:
    return next(one for one in office.network.members(world.programme) if one.centre and one.centre.code == code)


def refused(caught: pytest.ExceptionInfo[Refused]) -> str:
    return caught.value.problems[0].code


def test_another_status_ends_the_one_before_on_the_day_before(office: Office, world: BuddyWorld) -> None:
    now = member_of(office, world, "DP").now
    assert now is not None
    office.network.move_member(now.id, CentreStatus.EXISTING, date(2024, 3, 1), "Full service since March")
    times = member_of(office, world, "DP").times
    assert [(one.status, one.valid_from, one.valid_to) for one in times] == [
        (CentreStatus.EXISTING, date(2024, 3, 1), None), (CentreStatus.NEW, START, date(2024, 2, 29)),
    ]  # fmt: skip
    move = office.store.find(Transition, about=About("programme_member", times[0].id))[0]
    assert (move.field, move.old, move.new, move.on) == ("status", "new", "existing", date(2024, 3, 1))
    office.steps.undo()
    assert [one.valid_to for one in member_of(office, world, "DP").times] == [None]


def test_a_status_that_cannot_follow_is_refused_with_its_rule(office: Office, world: BuddyWorld) -> None:
    at, dp = member_of(office, world, "AT").now, member_of(office, world, "DP").now
    assert at is not None
    assert dp is not None
    for member, status, on, code in (
        (at, CentreStatus.NEW, date(2025, 1, 1), "H09"), (dp, CentreStatus.NEW, date(2025, 1, 1), "not_again"),
        (dp, CentreStatus.EXISTING, START, "after_start"), (dp, CentreStatus.EXISTING, date(1, 1, 1), "after_start"),
    ):  # fmt: skip
        with pytest.raises(Refused) as caught:
            office.network.move_member(member.id, status, on)
        assert refused(caught) == code
    assert len(member_of(office, world, "DP").times) == 1


def test_a_time_that_overlaps_is_refused(office: Office, world: BuddyWorld) -> None:
    again = ProgrammeMember(
        programme=world.programme,
        centre=world.centres["DP"],
        status=CentreStatus.EXISTING,
        valid_from=date(2024, 2, 29),
    )
    with pytest.raises(Refused) as caught:
        office.network.save_member(again)
    assert refused(caught) == "H71"
    now = member_of(office, world, "DP").now
    assert now is not None
    office.network.save_member(replace(now, valid_to=date(2024, 2, 28)))
    office.network.save_member(again)
    office.network.remove_member(again.id)
    assert len(member_of(office, world, "DP").times) == 1


def test_centres_come_before_organisations_and_an_organisation_has_no_status(office: Office, world: BuddyWorld) -> None:
    house = Organisation(legal_name="Demo Agency", country="AT", kind=OrganisationKind.INTERMEDIARY)
    office.parties.save_organisation(house)
    member = ProgrammeMember(programme=world.programme, organisation=house.id, valid_from=START)
    office.network.save_member(member)
    found = office.network.members(world.programme)
    assert [one.centre.code if one.centre else one.name for one in found] == [
        "DE",
        "DG",
        "DN",
        "AT",
        "DP",
        "Demo Agency",
    ]
    with pytest.raises(Refused) as caught:
        office.network.move_member(member.id, CentreStatus.NEW, date(2025, 1, 1))
    assert refused(caught) == "centre_status"
    stored = office.work.get(ProgrammeMember, member.id)
    office.network.save_member(replace(stored, valid_to=date(2023, 6, 30)))
    assert office.network.members(world.programme)[-1].now is None
    with pytest.raises(Missing):
        office.network.members("gone")


def test_stages_are_dated_and_from_the_mandate_on_evidenced(office: Office, world: BuddyWorld) -> None:
    key = world.centres["DG"]
    office.network.set_stage(key, SetupStage.DECISION_PENDING, date(2023, 5, 2))
    with pytest.raises(Refused) as caught:
        office.network.set_stage(key, SetupStage.MANDATED, date(2024, 2, 29), "  ")
    assert refused(caught) == "stage_evidence"
    office.network.set_stage(key, SetupStage.MANDATED, date(2024, 2, 29), "Demo decree 12/2024")
    for stage, on, code in (
        (SetupStage.MANDATED, date(2025, 1, 1), "not_again"), (SetupStage.IDEA, date(2025, 1, 1), "H09"),
        (SetupStage.PILOT, date(2024, 2, 28), "after_start"),
    ):  # fmt: skip
        with pytest.raises(Refused) as caught:
            office.network.set_stage(key, stage, on, "Demo")
        assert refused(caught) == code
    life = office.network.centre(key)
    assert [(move.old, move.new, move.on) for move in life.stages] == [
        ("idea", "decision_pending", date(2023, 5, 2)), ("decision_pending", "mandated", date(2024, 2, 29)),
    ]  # fmt: skip
    office.network.correct_stage(
        replace(life.stages[1], on=date(2024, 3, 1), new="pilot", reason="Demo decree 13/2024")
    )
    corrected = office.network.centre(key).stages[1]
    assert (corrected.on, corrected.new, corrected.reason) == (date(2024, 3, 1), "mandated", "Demo decree 13/2024")
    with pytest.raises(Refused):
        office.network.correct_stage(replace(corrected, reason=""))


def test_services_with_where_they_come_from(office: Office, world: BuddyWorld) -> None:
    key = world.centres["DP"]
    service = CentreService(
        centre=key,
        service=Topic.STRATEGY,
        name="Demo helpdesk",
        since=date(2025, 1, 1),
        taken_over_from=world.centres["AT"],
    )
    office.network.save_service(service)
    stored = office.network.centre(key).services[0]
    office.network.save_service(replace(stored, stage=ServiceStage.TESTING, test_users=12))
    stored = office.network.centre(key).services[0]
    with pytest.raises(Refused):
        office.network.save_service(replace(stored, stage=ServiceStage.IDEA))
    life = office.network.centre(key)
    assert life.names[service.taken_over_from or ""] == "Demo Centre"
    moves = office.store.find(Transition, about=About("centre_service", service.id))
    assert [(move.old, move.new, move.on) for move in moves] == [("idea", "testing", date(2026, 11, 20))]
    office.network.remove_service(service.id)
    assert office.network.centre(key).services == []


def test_a_centre_with_a_long_name_in_greek(office: Office, world: BuddyWorld) -> None:
    centre = Centre(code="DX", country="GR", language="el", timezone="Europe/Athens")
    with pytest.raises(Refused):
        office.network.new_centre(centre, CentreName(language="el", name=GREEK))
    first = Transition(on=date(2023, 1, 1))
    office.network.new_centre(centre, CentreName(language="el", name=GREEK[:200].strip()), stage=first)
    life = office.network.centre(centre.id)
    assert life.name is not None
    assert life.name.name == GREEK[:200].strip()
    assert [move.new for move in life.stages] == ["idea"]
    assert next(line.centre.code for line in office.network.centres()) == "AT"
    with pytest.raises(Refused):
        office.network.new_centre(replace(centre, id="x"), CentreName(language="el", name="Demo"))


def test_a_file_without_anything(office: Office) -> None:
    assert office.buddies.programmes() == []
    assert [line.name for line in office.network.centres()] == ["Demo Centre"]
    own = office.work.own_centre()
    assert own is not None
    assert office.network.centre(own.id).services == []
