"""The dashboard: what is due, what is quiet, and like compared with like."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.advice import Action, Case, CaseStatus, Confidentiality, Topic
from p2i_desktop.domain.record import About
from p2i_desktop.services.office import Office
from p2i_desktop.services.overview import Today
from p2i_desktop.storage.store import Put
from tests.services.conftest import call, open_case

TODAY = date(2026, 11, 20)


def look(office: Office, year: int = 2026) -> Today:
    return office.overview.today(TODAY, year)


def act(office: Office, kind: str, about: str, due: date, **fields: object) -> Action:
    made = Action(about=About(kind, about), title=f"due {due}", due_on=due, **fields)  # type: ignore[arg-type]
    office.store.apply("add", [Put(made)])
    return made


def test_due_in_three_groups_from_actions_follow_ups_and_targets(office: Office, organisation_id: str) -> None:
    case_id = open_case(office, organisation_id, follow_up_on=TODAY, target_on=TODAY + timedelta(days=7))
    late = act(office, "case", case_id, TODAY - timedelta(days=3))
    act(office, "case", case_id, TODAY + timedelta(days=8))
    act(office, "case", case_id, TODAY, done_on=TODAY)
    act(office, "case", case_id, TODAY, dropped_on=TODAY)
    place = act(office, "organisation", organisation_id, TODAY + timedelta(days=1), owner=office.store.actor)
    found = look(office)
    assert [(due.kind, due.id, due.days, due.group) for due in found.due] == [
        ("action", late.id, -3, "overdue"),
        ("follow_up", case_id, 0, "today"),
        ("action", place.id, 1, "week"),
        ("target", case_id, 7, "week"),
    ]
    assert found.due_counts == {"overdue": 1, "today": 1, "week": 2}
    assert (found.due[0].case_id, found.due[0].organisation) == (case_id, "Demo Hospital")
    assert (found.due[2].case_id, found.due[2].organisation, found.due[2].owner) == ("", "Demo Hospital", "A1")


def test_what_is_due_for_a_consultation_names_its_organisation_and_case(
    office: Office, case_id: str, organisation_id: str
) -> None:
    talk = call(office, case_id=case_id, organisation_id=organisation_id).consultation_id
    act(office, "consultation", talk, TODAY)
    (due,) = look(office).due
    assert (due.about_type, due.about_id, due.organisation) == ("consultation", talk, "Demo Hospital")
    assert due.case_title == "Leak detection"


def test_ended_and_hidden_cases_are_not_due(office: Office, organisation_id: str) -> None:
    open_case(office, organisation_id, follow_up_on=TODAY, status=CaseStatus.DECLINED)
    secret = open_case(office, organisation_id, follow_up_on=TODAY, confidentiality=Confidentiality.RESTRICTED)
    act(office, "case", secret, TODAY)
    assert {due.id for due in look(office).due if due.kind == "follow_up"} == {secret}
    office.store.actor = ""
    found = look(office)
    assert (found.due, found.quiet, found.no_next) == ([], [], [])


def test_open_cases_without_a_next_step(office: Office, organisation_id: str) -> None:
    bare = open_case(office, organisation_id)
    open_case(office, organisation_id, follow_up_on=TODAY)
    planned = open_case(office, organisation_id)
    act(office, "case", planned, TODAY + timedelta(days=90))
    found = look(office)
    assert [case.id for case in found.no_next] == [bare]
    assert found.no_next_count == 1
    assert (found.no_next[0].organisation, found.no_next[0].advisor) == ("Demo Hospital", "A1")


@pytest.mark.parametrize(("days", "step"), [(8, None), (9, 1), (20, 1), (21, 2), (44, 2), (45, 3), (400, 3)])
def test_silence_goes_up_by_the_steps_of_the_settings(
    office: Office, organisation_id: str, days: int, step: int | None
) -> None:
    case_id = open_case(office, organisation_id, opened_on=TODAY - timedelta(days=500))
    call(office, case_id=case_id, organisation_id=organisation_id, on=TODAY - timedelta(days=days))
    found = look(office)
    assert [(one.case.id, one.step, one.days) for one in found.quiet] == ([(case_id, step, days)] if step else [])
    assert found.quiet_count == len(found.quiet)


def test_a_case_without_a_talk_is_silent_since_its_opening_and_one_on_hold_never(
    office: Office, organisation_id: str
) -> None:
    case_id = open_case(office, organisation_id, opened_on=TODAY - timedelta(days=30))
    assert [(one.days, one.last_on) for one in look(office).quiet] == [(30, TODAY - timedelta(days=30))]
    case = office.store.get(Case, case_id)
    assert case
    office.store.apply("hold", [Put(replace(case, status=CaseStatus.ON_HOLD))])
    assert look(office).quiet == []


def log(office: Office, organisation_id: str, *days: date, **fields: object) -> None:
    for day in days:
        call(office, organisation_id=organisation_id, on=day, **fields)


def test_a_running_year_is_compared_with_the_same_days(office: Office, organisation_id: str) -> None:
    before = look(office)  # the call that made the organisation, today
    log(office, organisation_id, date(2026, 1, 5), date(2026, 11, 3), topics=frozenset({Topic.IPR}))
    log(office, organisation_id, date(2025, 1, 6), date(2025, 11, 20), topics=frozenset({Topic.IPR, Topic.LEGAL}))
    log(office, organisation_id, date(2025, 11, 21), date(2025, 12, 1), topics=frozenset({Topic.LEGAL}))
    log(office, organisation_id, date(2026, 2, 2), substantive=False)
    found = look(office)
    assert (found.this_total - before.this_total, found.last_total, found.until, found.running) == (2, 2, TODAY, True)
    months = {month.month: (month.this, month.last) for month in found.months}
    assert months[1] == (1, 1)
    assert months[11][1] == 1  # not the talk of the 21st
    assert months[12] == (None, 1)
    assert months[2] == (0, 0)
    topics = {row.topic: (row.this, row.last) for row in found.topics}
    assert topics == {"ipr": (2, 2), "legal": (0, 2)}
    assert [row.topic for row in found.topics] == ["ipr", "legal"]


def test_a_year_that_is_over_is_compared_whole(office: Office, organisation_id: str) -> None:
    log(office, organisation_id, date(2025, 12, 1), date(2024, 12, 31))
    found = look(office, 2025)
    assert (found.until, found.running) == (date(2025, 12, 31), False)
    assert (found.months[11].this, found.months[11].last) == (1, 1)
    assert (found.this_total, found.last_total) == (1, 1)


def test_a_year_of_the_centre_may_begin_in_another_month(
    office: Office, organisation_id: str, clock: FixedClock
) -> None:
    office.centre.save_settings(replace(office.centre.settings(), year_starts="07-01"))
    log(office, organisation_id, date(2026, 7, 1), date(2026, 6, 30))
    found = look(office)
    assert [month.month for month in found.months] == [7, 8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6]
    assert (found.months[0].this, found.months[11].this, found.months[11].last) == (1, None, 1)
