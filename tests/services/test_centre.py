"""The centre, its staff, settings and targets."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from p2i_desktop.domain.network import (
    Centre,
    CentreHost,
    CentreName,
    Programme,
    ProgrammeMember,
    SetupStage,
    Transition,
)
from p2i_desktop.domain.parties import StaffMember
from p2i_desktop.domain.record import About
from p2i_desktop.services.errors import Refused
from p2i_desktop.services.office import Office
from p2i_desktop.storage.numbers import Put
from tests.services.conftest import call


def test_names_follow_one_another(office: Office) -> None:
    office.centre.rename("Demo Innovation Centre", "de", date(2026, 11, 1))
    own = office.centre.own()
    assert own is not None
    assert [(name.name, name.valid_from, name.valid_to) for name in own.names] == [
        ("Demo Innovation Centre", date(2026, 11, 1), None),
        ("Demo Centre", None, date(2026, 10, 31)),
    ]
    assert (own.name(date(2026, 10, 1)), own.name(date(2026, 11, 2)), office.centre.name("en")) == (
        "Demo Centre", "Demo Innovation Centre", "Demo Innovation Centre",
    )  # fmt: skip
    office.steps.undo()
    assert office.centre.name() == "Demo Centre"


def test_a_new_stage_writes_its_move(office: Office) -> None:
    own = office.centre.own()
    assert own is not None
    name = replace(own.names[0], name="Another name")
    office.centre.save_centre(replace(own.centre, setup_stage=SetupStage.DISCONTINUED), name)
    assert office.centre.name() == "Another name"
    move = office.store.find(Transition, about=About("centre", own.centre.id))[0]
    assert (move.field, move.new, move.on) == ("setup_stage", "discontinued", date(2026, 11, 20))


def test_staff_by_initials_active_or_all(office: Office) -> None:
    former = StaffMember(name="Advisor 0", initials="A0", active_to=date(2025, 12, 31))
    office.centre.save_staff(former)
    assert [one.initials for one in office.centre.staff()] == ["A1"]
    assert [one.initials for one in office.centre.staff(active=False)] == ["A0", "A1"]
    with pytest.raises(Refused):
        office.centre.save_staff(StaffMember(name="Twin", initials="A1"))


def test_settings_are_journalled(office: Office) -> None:
    office.centre.save_settings(replace(office.centre.settings(), active_minutes=45))
    assert office.centre.settings().active_minutes == 45
    label = office.steps.undo_label()
    assert label is not None
    assert label.label == "save_settings"


def test_targets_are_set_changed_and_taken_away_in_one_step(office: Office) -> None:
    office.centre.save_targets(2026, {"ADV-01": Decimal(100), "CLI-01": Decimal("40.5")})
    office.centre.save_targets(2026, {"ADV-01": Decimal(120), "CLI-01": None, "ADV-05": None})
    assert [(one.indicator, one.value) for one in office.centre.targets(2026)] == [("ADV-01", Decimal(120))]
    assert office.centre.targets(2025) == []
    office.steps.undo()
    assert [one.indicator for one in office.centre.targets(2026)] == ["ADV-01", "CLI-01"]


def test_the_network_with_names_hosts_and_programmes(office: Office) -> None:
    host = call(office, new_organisation="Demo Ministry").organisation_id
    centre = Centre(code="EX", country="DE", language="de", timezone="Europe/Berlin")
    programme = Programme(code="P2I", name="Demo programme", starts=date(2018, 1, 1))
    office.store.apply("save_centre", [Put(centre), Put(programme)])
    office.centre.save_programme(replace(office.centre.programmes()[0], funder="Demo funder"))
    rows = [
        CentreName(centre=centre.id, language="de", name="Beispielzentrum"),
        CentreHost(centre=centre.id, organisation=host),
        ProgrammeMember(programme=programme.id, centre=centre.id, valid_from=date(2018, 1, 1)),
    ]
    office.store.apply("save_centre", [Put(row) for row in rows])
    network = office.centre.network()
    assert [one.centre.code for one in network] == ["AT", "EX"]
    other = network[1]
    assert other.name(date(2026, 1, 1), "en") == "Beispielzentrum"
    assert [organisation.legal_name for _, organisation in other.hosts if organisation] == ["Demo Ministry"]
    assert [one.code for _, one in other.members if one] == ["P2I"]


def test_a_name_is_corrected_without_a_new_one(office: Office) -> None:
    office.centre.correct_name("Demo Center", date(2026, 11, 20))
    own = office.centre.own()
    assert own is not None
    assert [name.name for name in own.names] == ["Demo Center"]


def test_settings_that_are_held_follow_every_step(office: Office) -> None:
    rules = office.work.rule_settings()
    office.store.apply("save_settings", [Put(replace(rules, old_record_days=rules.old_record_days + 7))])
    assert office.work.rule_settings().old_record_days == rules.old_record_days + 7
    office.steps.undo()
    assert office.work.rule_settings().old_record_days == rules.old_record_days
    member = StaffMember(name="Advisor 9", initials="A9")
    office.store.apply("save_staff", [Put(member)])
    assert member.id in [one.id for one in office.work.staff()]
    office.steps.undo()
    assert member.id not in [one.id for one in office.work.staff()]
