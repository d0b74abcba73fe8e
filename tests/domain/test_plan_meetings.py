"""On which days meetings are missing, and what an agenda is made of."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from p2i_desktop.domain.advice import Action
from p2i_desktop.domain.buddies import (
    MeasureStatus,
    PlanMilestone,
    PlanNeed,
    PlanRisk,
    PlanSide,
    SetupTopic,
    SupportMeasure,
)
from p2i_desktop.domain.plan_dates import Calendar
from p2i_desktop.domain.plan_meetings import (
    AgendaKind,
    agenda,
    day_of,
    open_points,
    suggested_days,
    uncovered_needs,
)

YEAR = (date(2026, 1, 1), date(2026, 12, 31))
EARLY = date(2025, 6, 1)
DAYS = st.dates(date(2026, 1, 1), date(2027, 3, 1))


def test_two_meetings_stand_in_the_first_and_the_last_third() -> None:
    assert suggested_days(*YEAR, 2, [], EARLY, Calendar()) == [date(2026, 4, 2), date(2026, 10, 1)]


def test_a_day_off_of_either_country_is_passed_over() -> None:
    closed = Calendar([date(2026, 4, 2), date(2026, 4, 3), date(2026, 4, 6)])
    assert suggested_days(*YEAR, 2, [], EARLY, closed)[0] == date(2026, 4, 7)


def test_a_meeting_that_stands_fills_its_half_only() -> None:
    assert suggested_days(*YEAR, 2, [date(2026, 2, 2)], EARLY, Calendar()) == [date(2026, 10, 1)]
    assert suggested_days(*YEAR, 2, [date(2026, 11, 2)], EARLY, Calendar()) == [date(2026, 4, 2)]
    assert suggested_days(*YEAR, 2, [date(2026, 2, 2), date(2026, 2, 9)], EARLY, Calendar()) == []


def test_what_is_past_moves_behind_today_and_after_the_year_there_is_nothing() -> None:
    assert suggested_days(*YEAR, 2, [], date(2026, 7, 1), Calendar()) == [date(2026, 7, 15), date(2026, 10, 1)]
    assert suggested_days(*YEAR, 2, [], date(2026, 12, 30), Calendar()) == [date(2026, 12, 30), date(2026, 12, 31)]
    assert suggested_days(*YEAR, 2, [], date(2027, 1, 1), Calendar()) == []
    assert suggested_days(*YEAR, 0, [], EARLY, Calendar()) == []
    assert suggested_days(YEAR[1], YEAR[0], 2, [], EARLY, Calendar()) == []


@given(
    length=st.integers(0, 800), wanted=st.integers(1, 6), taken=st.lists(DAYS, max_size=6), today=DAYS,
    closed=st.sets(DAYS, max_size=40),
)  # fmt: skip
def test_suggested_days_are_working_days_of_the_plan_and_never_too_many(
    length: int, wanted: int, taken: list[date], today: date, closed: set[date]
) -> None:
    starts, calendar = date(2026, 1, 1), Calendar(closed)
    ends = starts + timedelta(days=length)
    found = suggested_days(starts, ends, wanted, taken, today, calendar)
    within = [day for day in taken if starts <= day <= ends]
    assert len(found) <= max(wanted - len(within), 0)
    assert found == sorted(set(found))
    for day in found:
        assert calendar.works(day)
        assert max(starts, today) <= day <= ends
        assert day not in within


def test_the_day_of_a_measure_counts_only_while_it_stands() -> None:
    one = SupportMeasure(planned_on=date(2026, 3, 1))
    assert day_of(one) == date(2026, 3, 1)
    for status in (MeasureStatus.POSTPONED, MeasureStatus.CANCELLED):
        assert day_of(SupportMeasure(planned_on=date(2026, 3, 1), status=status)) is None
    held = SupportMeasure(planned_on=date(2026, 3, 1), held_on=date(2026, 3, 8), status=MeasureStatus.DONE)
    assert day_of(held) == date(2026, 3, 8)


def test_an_agenda_goes_from_what_is_late_to_what_was_left_open() -> None:
    day = date(2026, 6, 1)
    milestones = [
        PlanMilestone(title="Mandate", due_on=date(2026, 5, 1), owner_side=PlanSide.NEW, owner="Demo Ministry"),
        PlanMilestone(title="Services", due_on=date(2026, 5, 20), owner_side=PlanSide.MENTOR),
        PlanMilestone(title="Done", due_on=date(2026, 5, 1), done_on=date(2026, 5, 2)),
        PlanMilestone(title="Launch", due_on=date(2026, 9, 1)),
        PlanMilestone(title="Far away", due_on=date(2027, 9, 1)),
    ]
    actions = [
        Action(title="Send the draft", due_on=date(2026, 5, 31), other_side="Demo North"),
        Action(title="Dropped", due_on=date(2026, 5, 1), dropped_on=date(2026, 5, 1)),
    ]
    risks = [
        PlanRisk(text="Small", likelihood=1, impact=1),
        PlanRisk(text="No budget\nmore", likelihood=5, impact=4),
        PlanRisk(text="Over", closed_on=date(2026, 5, 1)),
    ]
    needs = [PlanNeed(topic=SetupTopic.SERVICES, description="")]
    found = agenda(day, date(2026, 10, 1), milestones, actions, risks, needs, "Well\n ? Who pays the travel\n?\n")
    assert [(one.kind, one.text) for one in found] == [
        (AgendaKind.OVERDUE, "Services"), (AgendaKind.OVERDUE, "Mandate"), (AgendaKind.COMING, "Launch"),
        (AgendaKind.ACTION, "Send the draft"), (AgendaKind.RISK, "No budget"), (AgendaKind.RISK, "Small"),
        (AgendaKind.NEED, ""), (AgendaKind.OPEN, "Who pays the travel"),
    ]  # fmt: skip
    assert (found[1].days, found[1].side, found[1].who) == (31, PlanSide.NEW, "Demo Ministry")
    assert (found[3].days, found[3].who) == (1, "Demo North")
    assert agenda(day, day, [], [], [], [], "") == []


def test_a_need_is_covered_by_its_topic_by_its_objective_or_by_being_met() -> None:
    needs = [
        PlanNeed(topic=SetupTopic.LOCATION, priority=3),
        PlanNeed(topic=SetupTopic.SERVICES, priority=1),
        PlanNeed(topic=SetupTopic.REASON, now=4, target=4),
        PlanNeed(topic=SetupTopic.STAKEHOLDERS),
        PlanNeed(topic=SetupTopic.TARGET_GROUP),
    ]
    measures = [
        SupportMeasure(topic=SetupTopic.STAKEHOLDERS),
        SupportMeasure(topic=SetupTopic.SERVICES, status=MeasureStatus.CANCELLED),
    ]
    found = uncovered_needs(needs, measures, frozenset({needs[4].id}))
    assert [one.topic for one in found] == [SetupTopic.SERVICES, SetupTopic.LOCATION]


def test_a_question_mark_keeps_a_line_open() -> None:
    assert open_points("? One\n no\n  ?  Two  \n?\nWhat?") == ["One", "Two"]
