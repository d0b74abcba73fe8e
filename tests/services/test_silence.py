"""The ladder of silent cases over days: each step once, handled by a person, ended by a contact, never in the way of undo."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.advice import Case, CaseStatus, Confidentiality, Consultation
from p2i_desktop.domain.casework import Escalation
from p2i_desktop.services.office import Office
from p2i_desktop.storage.store import Put
from tests.services.conftest import call, open_case


@pytest.fixture
def silent(office: Office, organisation_id: str) -> str:
    """A case with a talk today."""
    case_id = open_case(office, organisation_id)
    call(office, case_id=case_id, organisation_id=organisation_id)
    return case_id


def quiet(office: Office) -> list[tuple[str, int, int]]:
    today = office.clock.today()
    return [(one.case.id, one.step, one.days) for one in office.overview.today(today, today.year).quiet]


def test_sixty_days_write_three_steps(office: Office, clock: FixedClock, silent: str) -> None:
    written = {}
    for day in range(61):
        if office.silence.record() is not None:
            written[day] = quiet(office)
        assert office.silence.record() is None, "each step once"
        clock.advance(days=1)
    assert written == {9: [(silent, 1, 9)], 21: [(silent, 2, 21)], 45: [(silent, 3, 45)]}
    assert [(one.step, one.silent_days, one.handled_on) for one in office.silence.steps(silent)] == [
        (1, 9, None),
        (2, 21, None),
        (3, 45, None),
    ]
    case = office.store.get(Case, silent)
    assert case is not None
    assert case.status is CaseStatus.NEW, "nothing closes by itself"


def test_a_file_that_lay_closed_for_a_month_gets_the_step_that_is_reached(
    office: Office, clock: FixedClock, silent: str
) -> None:
    clock.advance(days=30)
    office.silence.record()
    assert [(one.step, one.silent_days) for one in office.silence.steps(silent)] == [(2, 30)]


def test_handled_hides_a_step_until_the_next_one(office: Office, clock: FixedClock, silent: str) -> None:
    clock.advance(days=9)
    office.silence.record()
    office.silence.handled(silent)
    (step,) = office.silence.steps(silent)
    assert (step.handled_on, step.handled_by) == (office.clock.today(), office.store.actor)
    assert quiet(office) == []
    clock.advance(days=12)
    assert quiet(office) == [(silent, 2, 21)], "before the step is written down, too"
    office.silence.handled(silent)
    assert quiet(office) == []
    assert office.silence.record() is None
    office.steps.undo()
    assert quiet(office) == [(silent, 2, 21)]


def test_a_contact_ends_the_ladder_and_the_next_silence_begins_anew(
    office: Office, clock: FixedClock, silent: str, organisation_id: str
) -> None:
    clock.advance(days=22)
    office.silence.record()
    call(office, case_id=silent, organisation_id=organisation_id)
    assert quiet(office) == []
    clock.advance(days=9)
    office.silence.record()
    assert [(one.step, one.silent_days) for one in office.silence.steps(silent)] == [(2, 22), (1, 9)]
    assert quiet(office) == [(silent, 1, 9)]


def test_a_call_entered_later_than_it_was_held_ends_the_ladder_too(
    office: Office, clock: FixedClock, silent: str, organisation_id: str
) -> None:
    clock.advance(days=9)
    office.silence.record()
    office.silence.handled(silent)
    call(office, case_id=silent, organisation_id=organisation_id, on=office.clock.today() - timedelta(days=4))
    assert quiet(office) == []
    clock.advance(days=5)
    assert quiet(office) == [(silent, 1, 9)]


def test_a_follow_up_handles_the_step_in_one_undoable_step(office: Office, clock: FixedClock, silent: str) -> None:
    clock.advance(days=10)
    day = office.clock.today() + timedelta(days=3)
    office.silence.follow_up(silent, day)
    case = office.store.get(Case, silent)
    assert case is not None
    assert case.follow_up_on == day
    assert quiet(office) == []
    office.steps.undo()
    assert quiet(office) == [(silent, 1, 10)]


def test_undo_and_redo_step_over_what_the_program_wrote(office: Office, clock: FixedClock, silent: str) -> None:
    clock.advance(days=9)
    case = office.advice.case(silent)
    office.advice.save_case(replace(case, title="Another title"))
    office.silence.record()
    named = office.steps.undo_label()
    assert named is not None
    assert named.label == "save_case"
    office.steps.undo()
    assert office.advice.case(silent).title == "Leak detection"
    clock.advance(days=12)
    office.silence.record()
    assert office.steps.redo() is not None
    assert office.advice.case(silent).title == "Another title"
    assert len(office.store.find(Escalation)) == 2


def test_restricted_cases_are_written_and_shown_to_their_advisors_only(
    office: Office, clock: FixedClock, organisation_id: str
) -> None:
    secret = open_case(office, organisation_id, confidentiality=Confidentiality.RESTRICTED)
    clock.advance(days=9)
    office.silence.record()
    assert quiet(office) == [(secret, 1, 9)]
    office.store.actor = ""
    assert quiet(office) == []


def test_a_case_on_hold_or_ended_is_not_counted_as_silent(
    office: Office, clock: FixedClock, organisation_id: str
) -> None:
    for status in (CaseStatus.ON_HOLD, CaseStatus.DECLINED):
        case = office.advice.case(open_case(office, organisation_id))
        office.store.apply("hold", [Put(replace(case, status=status))])
    clock.advance(days=60)
    assert office.silence.record() is None


def test_many_silent_cases_come_in_portions(office: Office, clock: FixedClock, organisation_id: str) -> None:
    puts = [Put(office.work.owned(replace(office.advice.blank_case(), title=f"Case {n}"))) for n in range(95)]
    office.store.apply("fill", puts)
    clock.advance(days=9)
    counts = []
    while (changed := office.silence.record()) is not None:
        counts.append(len(changed.keys["escalation"]))
    assert counts == [40, 40, 15]


def test_other_steps_of_the_settings_are_followed(office: Office, clock: FixedClock, silent: str) -> None:
    office.centre.save_settings(replace(office.centre.settings(), escalation_days=("5", "7")))
    clock.advance(days=7)
    today = office.clock.today()
    (one,) = office.overview.today(today, today.year).quiet
    assert (one.step, one.steps) == (2, 2)


def test_a_read_only_file_is_only_looked_at(office: Office, clock: FixedClock, silent: str) -> None:
    clock.advance(days=9)
    office.store.read_only = True
    assert office.silence.record() is None
    office.store.read_only = False


def test_the_last_talk_in_the_bin_makes_the_case_silent_again(office: Office, clock: FixedClock, silent: str) -> None:
    (talk,) = office.store.find(Consultation, case=silent)
    clock.advance(days=9)
    office.silence.record()
    office.silence.handled(silent)
    office.advice.bin("consultation", talk.id)
    assert office.silence.record() is None, "the case was opened on the day of the talk"
    assert date(2026, 11, 29) == office.clock.today()
