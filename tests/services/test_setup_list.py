"""The set-up list of a centre: ticked, planned, not applicable, with evidence, taken back and ticked again."""

from dataclasses import replace
from datetime import date

import pytest

from p2i_desktop.domain.buddies import SetupMilestone, SetupProgress
from p2i_desktop.services.errors import Missing, Refused
from p2i_desktop.services.office import Office
from tests.services.pair_world import Pair, make_pair, put

MANDATE, WEBSITE, LAUNCH = SetupMilestone.MANDATE, SetupMilestone.WEBSITE, SetupMilestone.LAUNCH


@pytest.fixture
def pair(office: Office) -> Pair:
    return make_pair(office)


def row(office: Office, pair: Pair, step: SetupMilestone) -> SetupProgress:
    return next(one for one in office.setup_list.file(pair.new).rows if one.milestone is step)


def test_a_centre_of_which_nothing_is_known_has_fifteen_open_steps(office: Office, pair: Pair) -> None:
    file = office.setup_list.file(pair.new)
    assert [one.milestone for one in file.rows] == list(SetupMilestone)
    assert (file.readiness.done, file.readiness.base, file.readiness.share) == (0, 15, 0)
    assert file.curve.points == ()
    with pytest.raises(Missing):
        office.setup_list.file("nothing")


def test_steps_are_done_planned_and_left_out_and_readiness_follows(office: Office, pair: Pair) -> None:
    lists = office.setup_list
    lists.tick(pair.new, MANDATE, True)
    lists.tick(pair.new, WEBSITE, True, date(2026, 9, 1))
    lists.plan(pair.new, LAUNCH, date(2027, 3, 1))
    lists.apply_not(pair.new, SetupMilestone.LOCATION_HOST, True)
    file = lists.file(pair.new)
    assert (row(office, pair, MANDATE).done_on, row(office, pair, WEBSITE).done_on) == (
        date(2026, 11, 20),
        date(2026, 9, 1),
    )
    assert (file.readiness.done, file.readiness.base) == (2, 14)
    assert (file.curve.points[0].done, file.curve.points[-1].planned) == (1, 3)
    lists.tick(pair.new, MANDATE, False)
    assert lists.file(pair.new).readiness.done == 1


def test_what_does_not_apply_is_not_done_and_applies_again_when_it_is_done(office: Office, pair: Pair) -> None:
    office.setup_list.tick(pair.new, MANDATE, True)
    office.setup_list.apply_not(pair.new, MANDATE, True)
    assert (row(office, pair, MANDATE).done_on, row(office, pair, MANDATE).not_applicable) == (None, True)
    office.setup_list.tick(pair.new, MANDATE, True)
    assert row(office, pair, MANDATE).not_applicable is False


def test_a_step_taken_back_is_ticked_again(office: Office, pair: Pair) -> None:
    office.setup_list.tick(pair.new, MANDATE, True)
    office.steps.undo()
    assert row(office, pair, MANDATE).done_on is None
    office.setup_list.save(replace(row(office, pair, MANDATE), evidence="Decree 1/2026", done_on=date(2026, 10, 1)))
    assert (row(office, pair, MANDATE).evidence, row(office, pair, MANDATE).done_on) == (
        "Decree 1/2026",
        date(2026, 10, 1),
    )
    assert len(office.store.find(SetupProgress)) == 1


def test_a_day_that_has_not_come_is_refused(office: Office, pair: Pair) -> None:
    with pytest.raises(Refused):
        office.setup_list.tick(pair.new, MANDATE, True, date(2026, 11, 21))
    assert office.store.find(SetupProgress) == []


def test_a_row_that_came_with_another_id_is_the_row(office: Office, pair: Pair) -> None:
    put(office, SetupProgress(centre=pair.new, milestone=MANDATE, planned_on=date(2026, 5, 1)))
    office.setup_list.tick(pair.new, MANDATE, True)
    assert len(office.store.find(SetupProgress)) == 1
    assert row(office, pair, MANDATE).planned_on == date(2026, 5, 1)
