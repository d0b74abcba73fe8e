"""Templates: actions by days from the opening and back from the target, a checklist; a copy that later changes leave alone."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from p2i_desktop.domain.advice import Action, Case, Instrument, Sector, Topic
from p2i_desktop.domain.casework import CaseTemplate, ChecklistItem, TemplateStep
from p2i_desktop.domain.parties import StaffMember, StaffRole
from p2i_desktop.domain.record import About
from p2i_desktop.services.errors import Missing, Refused
from p2i_desktop.services.office import Office
from tests.services.conftest import open_case

TODAY = date(2026, 11, 20)
LINES = (("Ask for the need", 0), ("First draft", 14), ("Send the notice", -30), ("Contract on file", None))


@pytest.fixture
def template(office: Office) -> str:
    """A template with two days from the opening, one back from the target, and one line of the checklist."""
    made = CaseTemplate(
        name="Market consultation",
        title="Consultation: ",
        topics=frozenset({Topic.MARKET_CONSULTATION}),
        sector=Sector.WATER,
        instrument=Instrument.PPI,
        note="Who needs what?\nBy when?",
    )
    office.templates.save(made)
    for title, days in LINES:
        office.templates.save_step(TemplateStep(template=made.id, title=title, days=days))
    return made.id


def opened(office: Office, template: str, **fields: object) -> Case:
    case = replace(office.advice.blank_case(), **({"title": "Pipes"} | fields))
    office.advice.open_case(case, template=template)
    return office.advice.case(case.id)


def due(office: Office, case: Case) -> list[tuple[str, date | None]]:
    found = office.store.find(Action, about=About("case", case.id))
    return sorted((one.title, one.due_on) for one in found)


def lines(office: Office, case: Case) -> list[str]:
    return [one.title for one in office.checklist.items(case.id)]


def test_a_case_starts_with_what_its_template_says_in_one_step(office: Office, template: str) -> None:
    target = TODAY + timedelta(days=60)
    case = opened(office, template, target_on=target)
    assert due(office, case) == [
        ("Ask for the need", TODAY),
        ("First draft", TODAY + timedelta(days=14)),
        ("Send the notice", target - timedelta(days=30)),
    ]
    assert lines(office, case) == ["Contract on file"]
    assert (case.sector, case.instrument, case.topics) == (Sector.WATER, Instrument.PPI, {Topic.MARKET_CONSULTATION})
    assert case.need == "Who needs what?\nBy when?"
    assert case.title == "Pipes", "what was typed stays"
    office.steps.undo()
    assert office.store.find(Action) == []
    assert office.store.find(ChecklistItem) == []


def test_a_weekend_is_no_reason_to_shift_a_day(office: Office, template: str) -> None:
    case = opened(office, template, opened_on=date(2026, 11, 14), target_on=date(2027, 1, 2))
    assert ("Ask for the need", date(2026, 11, 14)) in due(office, case), "a Saturday"


def test_lines_before_the_target_wait_in_the_checklist_until_it_is_set(office: Office, template: str) -> None:
    case = opened(office, template)
    assert [title for title, _ in due(office, case)] == ["Ask for the need", "First draft"]
    assert lines(office, case) == ["Send the notice", "Contract on file"]
    assert office.templates.wants_target(template)
    target = TODAY + timedelta(days=90)
    office.advice.save_case(replace(case, target_on=target))
    assert ("Send the notice", target - timedelta(days=30)) in due(office, case)
    assert lines(office, case) == ["Contract on file"]
    office.steps.undo()
    assert lines(office, case) == ["Send the notice", "Contract on file"]
    assert len(due(office, case)) == 2


def test_what_was_ticked_before_the_target_came_makes_no_action(office: Office, template: str) -> None:
    case = opened(office, template)
    office.checklist.tick(office.checklist.items(case.id)[0].id, True)
    office.advice.save_case(replace(case, target_on=TODAY + timedelta(days=90)))
    assert len(due(office, case)) == 2


def test_a_later_change_of_the_template_changes_no_case(office: Office, template: str) -> None:
    case = opened(office, template)
    before = (due(office, case), lines(office, case), office.advice.case(case.id))
    first, second, third, _ = office.templates.steps(template)
    office.templates.save(replace(office.templates.template(template), note="Other words", sector=Sector.ENERGY))
    office.templates.save_step(replace(first, title="Other", days=3))
    office.templates.save_step(replace(third, days=-5))
    office.templates.remove_step(second.id)
    assert (due(office, case), lines(office, case), office.advice.case(case.id)) == before
    office.work.bin("case_template", template)
    assert (due(office, case), lines(office, case), office.advice.case(case.id)) == before
    target = TODAY + timedelta(days=90)
    office.advice.save_case(replace(case, target_on=target))
    assert ("Send the notice", target - timedelta(days=30)) in due(office, case), "as it was on the day of its use"


def test_lines_go_to_the_person_with_the_role(office: Office, template: str) -> None:
    boss = StaffMember(name="Coordinator One", initials="C1", roles=frozenset({StaffRole.BUDDY_COORDINATOR}))
    office.centre.save_staff(boss)
    first = office.templates.steps(template)[0]
    office.templates.save_step(replace(first, owner_role=StaffRole.BUDDY_COORDINATOR))
    case = opened(office, template)
    owners = {one.title: one.owner for one in office.store.find(Action)}
    assert owners == {"Ask for the need": boss.id, "First draft": case.lead_advisor}


def test_a_template_made_of_a_case_makes_the_same_again(office: Office, organisation_id: str) -> None:
    target = TODAY + timedelta(days=100)
    case_id = open_case(office, organisation_id, topics=frozenset({Topic.IPR}), need="The need", target_on=target)
    about = About("case", case_id)
    for title, day in (("Soon", 7), ("Before the target", 90), ("On the target", 100), ("Earlier", -2)):
        office.actions.save(replace(office.actions.blank(about), title=title, due_on=TODAY + timedelta(days=day)))
    dropped = replace(office.actions.blank(about), title="Never mind", dropped_on=TODAY, dropped_reason="No need")
    office.actions.save(dropped)
    office.checklist.add(case_id, "Declaration signed")
    _, key = office.templates.from_case(case_id, "As the leak")
    made = office.templates.template(key)
    assert (made.topics, made.note) == ({Topic.IPR}, "The need")
    assert [(one.title, one.days) for one in office.templates.steps(key)] == [
        ("Earlier", 0),
        ("Soon", 7),
        ("Before the target", -10),
        ("On the target", 100),
        ("Declaration signed", None),
    ]


def test_steps_are_ordered_by_hand(office: Office, template: str) -> None:
    steps = office.templates.steps(template)
    office.templates.move_step(steps[3].id, -1)
    assert [one.title for one in office.templates.steps(template)] == [
        "Ask for the need", "First draft", "Contract on file", "Send the notice",
    ]  # fmt: skip
    assert office.templates.move_step(steps[0].id, -1) is None


def test_wrong_use_is_refused(office: Office, template: str, case_id: str) -> None:
    with pytest.raises(Refused):
        office.templates.from_case(case_id, "   ")
    with pytest.raises(Refused):
        office.templates.save_step(TemplateStep(template=template, title="Far", days=99_999))
    with pytest.raises(Missing):
        office.templates.save_step(TemplateStep(template="nowhere", title="Line"))
    with pytest.raises(Missing):
        opened(office, "nowhere")
