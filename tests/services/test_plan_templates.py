"""Templates of plans: shipped and own, on working days of the sides; the plan of another year."""

from dataclasses import replace
from datetime import date

import pytest

from p2i_desktop.domain.buddies import (
    BuddyPairing,
    MeasureStatus,
    MeasureType,
    PairingStatus,
    PlanMilestone,
    PlanStatus,
    PlanTemplate,
    PlanTemplateLine,
    SetupMilestone,
    SupportPlan,
)
from p2i_desktop.services.errors import Missing, Refused
from p2i_desktop.services.office import Office
from p2i_desktop.services.shipped_plans import NEW_CENTRE, PEER_VISIT
from p2i_desktop.settings import Settings
from tests.services.pair_world import make_pair, put
from tests.services.plan_world import held, make_active, make_draft


def pair_without_plan(office: Office, year: int = 2027) -> str:
    world = make_pair(office)
    pair = BuddyPairing(programme=world.programme, year=year, mentor=world.mentor, new_centre=world.new)
    put(office, pair)
    return pair.id


def test_a_new_centre_gets_all_fifteen_steps_on_working_days(office: Office) -> None:
    plan_id = office.plans.new(pair_without_plan(office), NEW_CENTRE).plan_id
    file = office.plans.file(plan_id)
    assert (file.plan.starts, file.plan.ends, file.plan.version) == (date(2027, 1, 1), date(2027, 12, 31), 1)
    assert file.plan.title == "Support plan AT-DN-2027"
    assert [one.setup_milestone for one in file.milestones] == list(SetupMilestone)
    assert all(one.title for one in file.milestones)
    days = [day for one in file.milestones for day in (one.starts_on, one.due_on)]
    days += [one.planned_on for one in file.measures]
    assert all(day and day.weekday() < 5 and date(2027, 1, 1) < day <= date(2027, 12, 31) for day in days)
    assert date(2027, 5, 6) not in days  # Ascension Day in Austria
    assert (file.state.meetings.planned, file.problems, file.row_problems) == (5, [], {})
    due = [one.due_on for one in file.milestones if one.due_on]
    assert due == sorted(due)


def test_a_shorter_plan_draws_the_steps_together_and_piles_none_up(office: Office) -> None:
    pair = pair_without_plan(office)
    file = office.plans.file(office.plans.new(pair, NEW_CENTRE, date(2027, 1, 4), date(2027, 6, 30)).plan_id)
    due = [one.due_on for one in file.milestones if one.due_on]
    assert due == sorted(due)
    assert due[-1] <= date(2027, 6, 30)
    assert max(due.count(day) for day in due) <= 2  # two steps of one week may fall on one day
    assert all(one.starts_on is None or one.due_on is None or one.starts_on <= one.due_on for one in file.milestones)


def test_templates_speak_the_language_of_the_person(office: Office) -> None:
    office.use_settings(Settings(language="de", staff="A1"))
    names = [one.name for one in office.plans.templates()]
    assert names == ["Neues Zentrum, 12 Monate", "Ein Besuch unter Partnern"]
    visit = office.plans.template(PEER_VISIT)
    assert visit.shipped
    assert all(line.title or line.type for line in visit.lines)
    assert [line.offset_days for line in visit.lines] == sorted(line.offset_days for line in visit.lines)
    for wrong in ("shipped:gone", "gone"):
        with pytest.raises(Missing):
            office.plans.template(wrong)


def test_a_template_comes_behind_what_is_there(office: Office) -> None:
    plan_id = make_draft(office)
    office.plans.apply_template(plan_id, PEER_VISIT)
    titles = [one.title for one in office.plans.file(plan_id).milestones]
    assert titles[:3] == ["First", "Second", "Questions for the visit collected"]
    assert len(titles) == 6
    office.steps.undo()
    assert len(office.plans.file(plan_id).milestones) == 2


def test_a_pair_has_one_plan_at_a_time(office: Office) -> None:
    plan_id = make_draft(office)
    pairing = office.plans.file(plan_id).pairing
    with pytest.raises(Refused) as refused:
        office.plans.new(pairing.id)
    assert refused.value.problems[0].code == "plan_exists"
    office.plans.terminate(plan_id, "Begun in error")
    again = office.plans.new(pairing.id, title="Again").plan_id
    assert (office.plans.plan(again).version, office.plans.plan(again).replaces) == (2, None)
    with pytest.raises(Refused):
        office.plans.new(pairing.id, starts=date(2026, 5, 1), ends=date(2026, 1, 1))


@pytest.mark.parametrize(
    ("starts", "ends"),
    [
        (date(2027, 1, 1), date(2027, 12, 31)),
        (date(2027, 3, 15), date(2028, 3, 14)),
        (date(2027, 3, 1), date(2028, 2, 29)),
        (date(2028, 2, 29), date(2029, 2, 28)),
        (date(2026, 12, 31), date(2027, 12, 30)),
    ],
)
def test_twelve_months_end_the_day_before(office: Office, starts: date, ends: date) -> None:
    plan_id = office.plans.new(pair_without_plan(office), NEW_CENTRE, starts).plan_id
    assert office.plans.plan(plan_id).ends == ends


def test_a_plan_becomes_a_template_and_a_plan_again(office: Office) -> None:
    plan_id = make_draft(office)
    file = office.plans.file(plan_id)
    office.plans.save_row(replace(file.milestones[0], starts_on=date(2026, 2, 20)))
    _, template_id = office.plans.save_as_template(plan_id, "Our way")
    mine = office.plans.template(template_id)
    assert (mine.name, mine.months, mine.shipped) == ("Our way", 12, False)
    assert [(line.title, line.type, line.offset_days, line.length_days) for line in mine.lines] == [
        ("First", None, 60, 10), ("Second", None, 334, None),
        ("", MeasureType.KICK_OFF, 151, None), ("", MeasureType.SERVICE_DEMO, 151, None),
    ]  # fmt: skip
    office.plans.save_template_line(PlanTemplateLine(template=template_id, title="More", offset_days=400))
    line = office.plans.template(template_id).lines[-1]
    assert line.title == "More"
    made = office.plans.new(pair_without_plan(office), template_id).plan_id
    file = office.plans.file(made)
    assert [one.title for one in file.milestones] == ["First", "Second", "More"]
    assert file.milestones[0].due_on == date(2027, 3, 2)
    assert file.milestones[2].due_on == date(2027, 12, 31)  # not behind the last day of the plan
    office.plans.remove_template_line(line.id)
    assert len(office.plans.template(template_id).lines) == 4
    office.plans.save_template(replace(office.work.get(PlanTemplate, template_id), months=6))
    assert office.plans.template(template_id).months == 6
    office.plans.remove_template(template_id)
    assert len(office.plans.templates()) == 2
    office.steps.undo()
    assert [one.id for one in office.plans.templates()][-1] == template_id
    with pytest.raises(Refused):
        office.plans.save_as_template(plan_id, " ")


def test_a_plan_is_copied_to_the_next_year_with_nothing_done(office: Office) -> None:
    plan_id = make_active(office)
    file = office.plans.file(plan_id)
    office.plans.save_row(replace(file.milestones[0], done_on=date(2026, 3, 2), evidence="x", progress=100))
    office.plans.save_row(held(file.measures[0]))
    office.plans.save_row(replace(file.needs[0], now_at_end=3))
    other = BuddyPairing(programme=file.programme.id, year=2028, mentor=file.mentor.id, new_centre=file.new_centre.id)
    put(office, other)
    made = office.plans.copy_to_year(plan_id, other.id)
    copy = office.plans.file(made.plan_id)
    assert (copy.plan.starts, copy.plan.ends, copy.plan.title) == (
        date(2028, 1, 1),
        date(2028, 12, 31),
        "Demo plan 2028",
    )
    assert (copy.plan.status, copy.plan.version, copy.plan.replaces) == (PlanStatus.DRAFT, 1, None)
    assert [(one.due_on, one.done_on, one.evidence, one.progress) for one in copy.milestones] == [
        (date(2028, 3, 1), None, "", None), (date(2028, 11, 30), None, "", None),
    ]  # fmt: skip
    assert {one.status for one in copy.measures} == {MeasureStatus.PLANNED}
    assert {one.held_on for one in copy.measures} == {None}
    assert [(one.now, one.now_at_end) for one in copy.needs] == [(3, None), (0, None)]
    assert copy.milestones[1].depends_on == {copy.milestones[0].id}
    assert copy.objectives[0].need == copy.needs[0].id
    assert copy.state.done == 0
    with pytest.raises(Refused):
        office.plans.copy_to_year(plan_id, other.id)


def test_a_plan_that_begins_on_a_leap_day_goes_on(office: Office) -> None:
    world = make_pair(office)
    pair = office.work.get(BuddyPairing, world.pairing)
    put(
        office, leap := replace(pair, id="leap", revision=0, year=2028), replace(pair, id="next", revision=0, year=2029)
    )
    plan = SupportPlan(pairing=leap.id, title="Leap", starts=date(2028, 2, 29), ends=date(2029, 2, 28))
    put(office, plan, PlanMilestone(plan=plan.id, position="000010", title="On the day", due_on=date(2028, 2, 29)))
    copy = office.plans.file(office.plans.copy_to_year(plan.id, "next").plan_id)
    assert (copy.plan.starts, copy.plan.ends) == (date(2029, 2, 28), date(2030, 2, 28))
    assert copy.milestones[0].due_on == date(2029, 2, 28)


@pytest.mark.parametrize("year", [0, -5, 1899, 2201, 99_999])
def test_a_year_beyond_the_calendar_is_refused(office: Office, year: int) -> None:
    plan_id = make_draft(office)
    with pytest.raises(Refused) as refused:
        office.plans.copy_into_year(plan_id, year)
    assert [(one.code, one.field) for one in refused.value.problems] == [("range", "year")]


def test_a_plan_is_copied_into_a_year_whose_pair_is_made_with_it(office: Office) -> None:
    plan_id = make_draft(office)
    old = office.plans.file(plan_id).pairing
    made = office.plans.copy_into_year(plan_id, 2027)
    pair = office.plans.file(made.plan_id).pairing
    assert (pair.year, pair.mentor, pair.new_centre, pair.status) == (
        2027,
        old.mentor,
        old.new_centre,
        PairingStatus.PROPOSED,
    )
    with pytest.raises(Refused):
        office.plans.copy_into_year(plan_id, 2027)
    office.plans.terminate(made.plan_id, "Again")
    assert office.plans.file(office.plans.copy_into_year(plan_id, 2027).plan_id).pairing.id == pair.id
    for _ in range(3):
        office.steps.undo()
    assert [one.id for one in office.store.find(BuddyPairing)] == [old.id]
