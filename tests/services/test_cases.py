"""Cases: numbers, moves with effective dates, closing and taking up again."""

from dataclasses import replace
from datetime import date

import pytest

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.advice import (
    Case,
    CaseOutcome,
    CaseParty,
    CaseRole,
    CaseStatus,
    ClosingReason,
    Confidentiality,
    Phase,
)
from p2i_desktop.domain.network import Transition
from p2i_desktop.domain.parties import Organisation
from p2i_desktop.domain.record import About
from p2i_desktop.services.errors import Refused
from p2i_desktop.services.office import Office
from tests.services.conftest import call, open_case, walk

S = CaseStatus


def moves(office: Office, case_id: str) -> list[tuple[str, str, str, date | None, str]]:
    found = office.store.find(Transition, about=About("case", case_id))
    return [(move.field, move.old, move.new, move.on, move.reason) for move in found]


def codes(error: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [problem.code for problem in error.value.problems]


def test_numbers_are_given_in_the_saving_step_and_never_again(office: Office, organisation_id: str) -> None:
    first, second = open_case(office, organisation_id), open_case(office, organisation_id)
    assert [office.advice.case(one).number for one in (first, second)] == ["AT-2026-0001", "AT-2026-0002"]
    office.steps.undo()
    third = open_case(office, organisation_id)
    assert office.advice.case(third).number == "AT-2026-0003"
    old = open_case(office, organisation_id, opened_on=date(2024, 3, 1))
    assert office.advice.case(old).number == "AT-2024-0001"


def test_a_number_of_ones_own_stays_and_is_only_once(office: Office, organisation_id: str) -> None:
    own = open_case(office, organisation_id, number="AT-2026-0001")
    assert office.advice.case(own).number == "AT-2026-0001"
    assert office.advice.case(open_case(office, organisation_id)).number == "AT-2026-0002"
    with pytest.raises(Refused) as error:
        open_case(office, organisation_id, number="AT-2026-0001")
    assert codes(error) == ["H11"]


def test_a_case_is_found_by_its_number_or_id(office: Office, case_id: str) -> None:
    for reference in ("AT-2026-0001", " at-2026-0001 ", case_id.upper()):
        found = office.advice.case_by_reference(reference)
        assert found is not None
        assert found.id == case_id
    for reference in ("", " ", "AT-2026-9999", "%", "' OR 1=1 --"):
        assert office.advice.case_by_reference(reference) is None


def test_opening_makes_the_lead_buyer_in_one_step(office: Office) -> None:
    office.advice.open_case(replace(office.advice.blank_case(), title="x"), new_organisation="Demo Town")
    party = office.store.find(CaseParty)[0]
    assert party.role is CaseRole.LEAD_BUYER
    office.steps.undo()
    assert [office.store.count(kind) for kind in (Case, CaseParty, Organisation)] == [0, 0, 0]


def test_status_moves_write_dates_and_transitions(office: Office, case_id: str) -> None:
    office.advice.set_status(case_id, S.ACCEPTED, date(2026, 11, 20))
    office.advice.set_status(case_id, S.IN_PROGRESS, date(2026, 11, 20))
    case = office.advice.case(case_id)
    assert (case.status, case.accepted_on, case.closed_on) == (S.IN_PROGRESS, date(2026, 11, 20), None)
    assert moves(office, case_id) == [
        ("status", "new", "accepted", date(2026, 11, 20), ""),
        ("status", "accepted", "in_progress", date(2026, 11, 20), ""),
    ]


def test_a_move_that_is_not_allowed_is_refused(office: Office, case_id: str) -> None:
    with pytest.raises(Refused) as error:
        office.advice.set_status(case_id, S.COMPLETED)
    assert set(codes(error)) == {"H09"}
    assert moves(office, case_id) == []


def test_nothing_is_accepted_without_a_client(office: Office) -> None:
    case_id = open_case(office, None)
    with pytest.raises(Refused) as error:
        office.advice.set_status(case_id, S.ACCEPTED)
    assert codes(error) == ["H05"]
    office.advice.add_new_party(case_id, "Demo Town", CaseRole.LEAD_BUYER)
    office.advice.set_status(case_id, S.ACCEPTED)
    party = office.store.find(CaseParty, case=case_id)[0]
    with pytest.raises(Refused) as error:
        office.advice.remove_party(party.id)
    assert codes(error) == ["H05"]


def test_a_party_can_leave(office: Office, case_id: str) -> None:
    other = call(office, new_organisation="Demo Town").organisation_id
    party = CaseParty(case=case_id, organisation=other, role=CaseRole.FUNDER)
    office.advice.save_party(party)
    office.advice.remove_party(party.id)
    assert len(office.store.find(CaseParty, case=case_id)) == 1


def test_phases_go_forward_freely_and_back_with_a_reason(office: Office, case_id: str) -> None:
    office.advice.set_phase(case_id, Phase.PREP_OMC, date(2026, 11, 1))
    with pytest.raises(Refused) as error:
        office.advice.set_phase(case_id, Phase.PREP_NEED)
    assert codes(error) == ["H08"]
    office.advice.set_phase(case_id, Phase.PREP_NEED, reason=" The need changed ")
    assert [move[4] for move in moves(office, case_id)] == ["", "The need changed"]
    with pytest.raises(Refused) as error:
        office.advice.set_phase(case_id, Phase.DONE)
    assert "H09" in codes(error)


def test_the_same_phase_again_is_no_move(office: Office, case_id: str) -> None:
    seq = office.store.seq
    assert office.advice.set_phase(case_id, Phase.PREP_NEED).keys == {}
    assert office.advice.set_status(case_id, S.NEW).keys == {}
    assert office.store.seq == seq


def test_complete_and_close_is_one_step_with_two_moves(office: Office, case_id: str) -> None:
    walk(office, case_id, S.ACCEPTED, S.IN_PROGRESS)
    office.advice.close_case(case_id, CaseOutcome.HELPED, ClosingReason.TENDER_PUBLISHED, "Tender is out")
    case = office.advice.case(case_id)
    assert (case.status, case.closed_on, case.outcome) == (S.CLOSED, date(2026, 11, 20), CaseOutcome.HELPED)
    assert [move[1:3] for move in moves(office, case_id)][2:] == [("in_progress", "completed"), ("completed", "closed")]
    office.steps.undo()
    case = office.advice.case(case_id)
    assert (case.status, case.closed_on, case.outcome, case.result) == (S.IN_PROGRESS, None, None, "")


def test_a_completed_case_is_closed_with_one_move(office: Office, case_id: str) -> None:
    walk(office, case_id, S.ACCEPTED, S.IN_PROGRESS, S.COMPLETED)
    office.advice.close_case(case_id, CaseOutcome.HELPED, ClosingReason.PILOT, "x", date(2026, 11, 20))
    assert len(moves(office, case_id)) == 4


def test_closing_asks_for_everything_at_once(office: Office, case_id: str) -> None:
    walk(office, case_id, S.ACCEPTED, S.IN_PROGRESS)
    logged = call(office, case_id=case_id, follow_up=date(2026, 12, 1))
    with pytest.raises(Refused) as error:
        office.advice.close_case(case_id, None, None, " ")
    values = dict(error.value.problems[0].values)
    assert codes(error) == ["H06"]
    assert ([field.name for field in values["fields"]], values["n"]) == (["outcome", "closing_reason", "result"], 1)  # type: ignore[union-attr]
    assert [action.id for action in office.advice.closing(case_id)] == [logged.action_id]
    office.actions.done(logged.action_id)
    office.advice.close_case(case_id, CaseOutcome.HELPED, ClosingReason.PILOT, "x")


def test_taking_up_again_empties_the_closing_date_and_leaves_done(office: Office, case_id: str) -> None:
    walk(office, case_id, S.ACCEPTED, S.IN_PROGRESS)
    office.advice.set_phase(case_id, Phase.TENDER_PROCEDURE)
    office.advice.close_case(case_id, CaseOutcome.HELPED, ClosingReason.PILOT, "x")
    office.advice.set_phase(case_id, Phase.DONE)
    with pytest.raises(Refused) as error:
        office.advice.set_status(case_id, S.IN_PROGRESS)
    assert codes(error) == ["H08"]
    office.advice.set_status(case_id, S.IN_PROGRESS, reason="New lot")
    case = office.advice.case(case_id)
    assert (case.status, case.phase, case.closed_on) == (S.IN_PROGRESS, Phase.TENDER_PROCEDURE, None)
    assert case.accepted_on is not None


@pytest.mark.parametrize("status", [S.DECLINED, S.REDIRECTED])
def test_a_declined_case_becomes_new_again(office: Office, case_id: str, status: CaseStatus) -> None:
    walk(office, case_id, S.ACCEPTED)
    office.advice.set_status(case_id, status)
    assert office.advice.case(case_id).closed_on == date(2026, 11, 20)
    office.advice.set_status(case_id, S.NEW, reason="They asked again")
    case = office.advice.case(case_id)
    assert (case.status, case.accepted_on, case.closed_on) == (S.NEW, None, None)


def test_dates_out_of_order_are_refused(office: Office, case_id: str) -> None:
    with pytest.raises(Refused) as error:
        office.advice.set_status(case_id, S.ACCEPTED, date(2020, 1, 1))
    assert codes(error) == ["H07"]


def test_saving_a_form_writes_moves_too(office: Office, case_id: str, clock: FixedClock) -> None:
    case = office.advice.case(case_id)
    office.advice.save_case(replace(case, status=S.ACCEPTED, phase=Phase.PREP_OMC, title="Leaks"))
    saved = office.advice.case(case_id)
    assert (saved.title, saved.accepted_on) == ("Leaks", clock.today())
    assert {move[:3] for move in moves(office, case_id)} == {
        ("status", "new", "accepted"), ("phase", "prep_need", "prep_omc"),
    }  # fmt: skip
    with pytest.raises(Refused) as error:
        office.advice.save_case(replace(saved, phase=Phase.PREP_NEED))
    assert codes(error) == ["H08"]


def test_a_new_case_from_a_form_is_opened(office: Office) -> None:
    case = replace(office.advice.blank_case(), title="x", phase=Phase.PREP_OMC)
    office.advice.save_case(case)
    assert office.advice.case(case.id).number == "AT-2026-0001"
    assert moves(office, case.id) == [("phase", "prep_need", "prep_omc", date(2026, 11, 20), "")]


def test_open_cases_of_an_organisation(office: Office, organisation_id: str) -> None:
    first = open_case(office, organisation_id)
    second = open_case(office, organisation_id, opened_on=date(2026, 1, 1))
    office.advice.bin("case", open_case(office, organisation_id))
    office.advice.set_status(open_case(office, organisation_id), S.DECLINED)
    assert [case.id for case in office.advice.open_cases_of(organisation_id)] == [first, second]


def test_the_case_file_tells_the_story_newest_first(office: Office, case_id: str, clock: FixedClock) -> None:
    day = date(2026, 11, 20)
    call(office, case_id=case_id, on=day, subject="First talk")
    walk(office, case_id, S.ACCEPTED)
    clock.advance(days=1)
    logged = call(office, case_id=case_id, follow_up=date(2026, 12, 1), note="Second")
    office.actions.done(logged.action_id)
    office.advice.save_case(replace(office.advice.case(case_id), need="Less water lost"))
    call(office, case_id=case_id, confidentiality=Confidentiality.RESTRICTED, note="Secret")
    file = office.advice.case_file(case_id)
    assert [item.kind for item in file.timeline] == [
        "consultation", "consultation", "action_done", "changed", "consultation", "transition", "created",
    ]  # fmt: skip
    assert [item.on for item in file.timeline] == sorted((item.on for item in file.timeline), reverse=True)
    assert file.missing == ("intake", "sector")
    assert (file.contact_minutes, file.last_on) == (30, date(2026, 11, 21))
    assert [(party.role, one.legal_name) for party, one in file.parties] == [(CaseRole.LEAD_BUYER, "Demo Hospital")]
    changed = next(item for item in file.timeline if item.kind == "changed")
    assert (changed.fields, changed.advisor) == (("need",), "A1")
    assert file.actions == []
