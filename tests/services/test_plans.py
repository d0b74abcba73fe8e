"""Support plans through their verbs, from the first row to the end: each one step, refused with a sentence, undone whole."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.advice import Action
from p2i_desktop.domain.buddies import (
    BuddyPairing,
    MeasureType,
    PairingStatus,
    PlanEvaluation,
    PlanMilestone,
    PlanNeed,
    PlanObjective,
    PlanRisk,
    PlanSide,
    PlanSignature,
    PlanStatus,
    SetupMilestone,
    SetupProgress,
    SupportMeasure,
    SupportPlan,
)
from p2i_desktop.domain.network import Centre, CentreName, Programme, Transition
from p2i_desktop.domain.plans import Light, StateWord
from p2i_desktop.domain.record import About, type_key
from p2i_desktop.i18n import texts_for
from p2i_desktop.services.demo import make_demo
from p2i_desktop.services.errors import Conflict, Environment, Missing, Refused
from p2i_desktop.services.office import Office, look_at, open_office
from p2i_desktop.services.plan_states import plan_states
from p2i_desktop.settings import Settings
from tests.services.conftest import call
from tests.services.pair_world import put
from tests.services.plan_world import SIDES, held, make_active, make_draft, measure, sign

P = PlanStatus


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[tuple[str, str]]:
    return [(problem.code, problem.field) for problem in refused.value.problems]


def moves(office: Office, plan_id: str) -> list[tuple[str, str, date | None]]:
    found = office.store.find(Transition, about=About("support_plan", plan_id))
    return [(move.old, move.new, move.on) for move in sorted(found, key=lambda one: (one.on or date.min, one.id))]


# -- the file ----------------------------------------------------------------------------------------------------------
def test_a_plan_from_draft_to_evaluated(office: Office) -> None:
    plan_id = make_draft(office)
    file = office.plans.file(plan_id)
    assert (file.key, file.editable, file.in_force) == ("AT-DN-2026", True, False)
    assert (file.mentor_name, file.new_name) == ("Demo Centre", "Demo North")
    assert [one.title for one in file.milestones] == ["First", "Second"]
    assert file.unsigned == SIDES
    assert [step.milestone for step in file.setup] == list(SetupMilestone)
    with pytest.raises(Refused) as refused:
        office.plans.agree(plan_id)
    assert codes(refused) == [("H33", "status")]
    sign(office, plan_id)
    office.plans.agree(plan_id, date(2026, 1, 5))
    file = office.plans.file(plan_id)
    assert (file.plan.agreed_on, file.pairing.status, file.unsigned) == (date(2026, 1, 5), PairingStatus.ACTIVE, ())
    assert (file.state.word, file.state.overdue, file.state.late_side) == (StateWord.LATE, 1, PlanSide.BOTH)
    office.plans.activate(plan_id, date(2026, 1, 12))
    office.plans.complete(plan_id, date(2026, 11, 1))
    with pytest.raises(Refused) as refused:
        office.plans.evaluate(plan_id)
    assert codes(refused) == [("plan_evaluation", "status")]
    for side in SIDES:
        office.plans.save_evaluation(PlanEvaluation(plan=plan_id, side=side, on=date(2026, 11, 2), usefulness=4))
    office.plans.evaluate(plan_id, date(2026, 11, 3))
    file = office.plans.file(plan_id)
    assert (file.plan.status, file.pairing.status, len(file.evaluations)) == (P.EVALUATED, PairingStatus.FINISHED, 2)
    assert [move[:2] for move in moves(office, plan_id)] == [
        ("draft", "agreed"), ("agreed", "active"), ("active", "completed"), ("completed", "evaluated"),
    ]  # fmt: skip
    assert [move.new for move in file.transitions] == ["agreed", "active", "completed", "evaluated"]


def test_an_evaluation_that_was_thrown_away_is_written_again(office: Office) -> None:
    plan_id = make_active(office)
    said = PlanEvaluation(plan=plan_id, side=PlanSide.NEW, on=date(2026, 11, 2), usefulness=4)
    office.plans.save_evaluation(said)
    office.steps.undo()
    office.plans.save_evaluation(said)
    (kept,) = office.plans.file(plan_id).evaluations
    office.plans.save_evaluation(replace(kept, usefulness=5))
    with pytest.raises(Refused) as refused:
        office.plans.save_evaluation(PlanEvaluation(plan=plan_id, side=PlanSide.NEW, on=date(2026, 11, 2)))
    assert codes(refused) == [("side_twice", "side")]
    assert office.plans.file(plan_id).evaluations[0].usefulness == 5


def test_a_changed_content_makes_a_signature_stale_and_it_is_given_again(office: Office) -> None:
    plan_id = make_draft(office)
    sign(office, plan_id)
    file = office.plans.file(plan_id)
    office.plans.save_row(replace(file.needs[0], target=5))
    assert office.plans.file(plan_id).unsigned == SIDES
    with pytest.raises(Refused):
        office.plans.agree(plan_id)
    office.plans.sign(plan_id, PlanSide.NEW, "Demo Other")
    file = office.plans.file(plan_id)
    assert file.unsigned == (PlanSide.MENTOR,)
    assert [one.name for one in file.signatures] == ["Demo Coordinator mentor", "Demo Other"]
    with pytest.raises(Refused) as refused:
        office.plans.agree(plan_id)
    assert refused.value.problems[0].values == (("side", (PlanSide.MENTOR,)),)


def test_a_proposed_pair_takes_both_steps_and_a_finished_one_stays(office: Office) -> None:
    plan_id = make_draft(office, status=PairingStatus.PROPOSED)
    sign(office, plan_id)
    office.plans.agree(plan_id)
    pairing = office.plans.file(plan_id).pairing
    found = office.store.find(Transition, about=About("buddy_pairing", pairing.id))
    assert [(m.old, m.new) for m in sorted(found, key=lambda m: m.id)] == [
        ("proposed", "confirmed"),
        ("confirmed", "active"),
    ]
    assert pairing.status is PairingStatus.ACTIVE
    office.steps.undo()
    put(office, replace(office.store.find(BuddyPairing)[0], status=PairingStatus.CANCELLED))
    office.plans.agree(plan_id)
    assert office.plans.file(plan_id).pairing.status is PairingStatus.CANCELLED


def test_a_plan_is_agreed_on_the_day_of_the_second_signature(office: Office) -> None:
    plan_id = make_draft(office)
    office.plans.sign(plan_id, PlanSide.NEW, "Demo", on=date(2026, 1, 9))
    office.plans.sign(plan_id, PlanSide.MENTOR, "Demo", on=date(2026, 1, 7))
    office.plans.agree(plan_id)
    assert office.plans.plan(plan_id).agreed_on == date(2026, 1, 9)
    assert moves(office, plan_id) == [("draft", "agreed", date(2026, 1, 9))]


def test_progress_is_written_in_an_agreed_plan_and_nothing_else(office: Office) -> None:
    plan_id = make_active(office)
    file = office.plans.file(plan_id)
    first, second = file.milestones
    office.plans.save_row(replace(first, done_on=date(2026, 3, 1), evidence="Minutes"))
    office.plans.save_row(replace(file.needs[0], now_at_end=3))
    office.plans.save_row(held(file.measures[0]))
    office.plans.save_row(measure(plan_id, MeasureType.ONLINE_MEETING, date(2026, 12, 3)))
    office.plans.save(replace(file.plan, lessons="Ask early"))
    for row in (
        replace(second, due_on=date(2026, 12, 2)),
        PlanMilestone(plan=plan_id, title="New", due_on=date(2026, 5, 1)),
    ):
        with pytest.raises(Refused) as refused:
            office.plans.save_row(row)
        assert [code for code, _ in codes(refused)] == ["H34"]
    ways: list[Callable[[], object]] = [
        lambda: office.plans.remove_row(file.risks[0]),
        lambda: office.plans.reorder(second, first.id),
        lambda: office.plans.apply_template(plan_id, "shipped:peer_visit"),
        lambda: office.plans.save(replace(office.plans.plan(plan_id), title="New words")),
        lambda: office.plans.sign(plan_id, PlanSide.NEW, "Demo"),
    ]
    for refusing in ways:
        with pytest.raises(Refused) as refused:
            refusing()
        assert codes(refused)[0][0] == "H34"
    file = office.plans.file(plan_id)
    assert (file.state.word, file.state.done, file.state.meetings.held, file.state.meetings.planned) == (
        StateWord.ON_TRACK, 1, 1, 1,
    )  # fmt: skip
    assert file.state.meetings.light is Light.YELLOW


def test_saving_a_plan_moves_no_status(office: Office) -> None:
    plan_id = make_draft(office)
    office.plans.save(replace(office.plans.plan(plan_id), status=P.EVALUATED, agreed_on=date(2026, 1, 1), summary="x"))
    plan = office.plans.plan(plan_id)
    assert (plan.status, plan.agreed_on, plan.summary) == (P.DRAFT, None, "x")


def test_termination_says_why_and_ends_the_next_draft_too(office: Office) -> None:
    plan_id = make_active(office)
    draft = office.plans.start_version(plan_id).plan_id
    with pytest.raises(Refused) as refused:
        office.plans.terminate(plan_id, " ")
    assert codes(refused) == [("H08", "reason")]
    with pytest.raises(Refused) as refused:
        office.plans.complete(plan_id)
    assert codes(refused) == [("plan_has_draft", "status")]
    office.plans.terminate(plan_id, "No money", date(2026, 9, 1))
    assert [office.plans.plan(key).status for key in (plan_id, draft)] == [P.TERMINATED, P.TERMINATED]
    assert moves(office, draft)[-1] == ("draft", "terminated", date(2026, 9, 1))
    office.steps.undo()
    assert [office.plans.plan(key).status for key in (plan_id, draft)] == [P.ACTIVE, P.DRAFT]


def test_what_hangs_at_any_version_is_shown_for_all(office: Office) -> None:
    plan_id = make_active(office)
    talk = office.advice.consultation(call(office, new_organisation="Demo Office").consultation_id)
    office.advice.save_consultation(replace(talk, plan=plan_id, on=date(2026, 11, 10)))
    row = office.plans.file(plan_id).milestones[1]
    office.actions.save(Action(about=About("support_plan", plan_id), title="Send it", due_on=date(2026, 12, 1)))
    office.actions.save(Action(about=About("plan_milestone", row.id), title="Ask", due_on=date(2026, 11, 30)))
    draft = office.plans.start_version(plan_id).plan_id
    for key in (plan_id, draft):
        file = office.plans.file(key)
        assert [one.id for one in file.exchange] == [talk.id]
        assert [one.title for one in file.actions] == ["Ask", "Send it"]
    assert office.plans.file(plan_id).state.silent_days == 10
    stands = plan_states(office.work, [office.plans.plan(plan_id), office.plans.plan(draft)])
    assert stands[plan_id] == office.plans.file(plan_id).state


def test_plans_stand_the_same_one_by_one_and_all_at_once(tmp_path: Path, clock: FixedClock) -> None:
    make_demo(tmp_path / "demo.p2i", scale=10, seed=3, today=date(2026, 11, 20), language="en")
    with open_office(tmp_path / "demo.p2i", clock=clock, settings=Settings(language="en")) as demo:
        plans = demo.store.find(SupportPlan)
        at_once = plan_states(demo.work, plans)
        assert len(plans) > 5
        for plan in plans:
            assert plan_states(demo.work, [plan]) == {plan.id: at_once[plan.id]}
            if plan.status is not P.DRAFT or plan.replaces is None:
                assert demo.plans.file(plan.id).state == at_once[plan.id]
        assert {demo.plans.of_key(key) for key, _ in demo.plans.all_keys()} == {key for _, key in demo.plans.all_keys()}
        assert plan_states(demo.work, []) == {}


def test_warnings_of_a_plan_name_what_they_are_about(office: Office, clock: FixedClock) -> None:
    plan_id = make_active(office)
    file = office.plans.file(plan_id)
    assert [(p.code, p.values) for p in file.problems] == [
        ("W21", (("held", 0), ("min", 2), ("planned", 0))), ("W23_objective", (("n", 2),)),
    ]  # fmt: skip
    assert {key: [p.code for p in found] for key, found in file.row_problems.items()} == {
        file.milestones[0].id: ["W22"]
    }


# -- rows --------------------------------------------------------------------------------------------------------------
def test_rows_keep_their_order_and_one_row_moves(office: Office) -> None:
    plan_id = make_draft(office)
    office.plans.save_rows([PlanMilestone(plan=plan_id, title=name, due_on=date(2026, 5, 4)) for name in "ab"])

    def titles() -> list[str]:
        return [one.title for one in office.plans.file(plan_id).milestones]

    rows = office.plans.file(plan_id).milestones
    assert titles() == ["First", "Second", "a", "b"]
    changed = office.plans.reorder(rows[3], rows[1].id)
    assert changed is not None
    assert changed.keys == {"plan_milestone": {rows[3].id}}
    assert titles() == ["First", "b", "Second", "a"]
    assert office.plans.reorder(rows[3], rows[1].id) is None
    office.plans.reorder(rows[0], None)
    assert titles() == ["b", "Second", "a", "First"]
    office.plans.reorder(rows[2], rows[3].id)
    assert titles() == ["a", "b", "Second", "First"]
    for _ in range(40):  # until there is no room between two
        rows = office.plans.file(plan_id).milestones
        office.plans.reorder(rows[2], rows[1].id)
    assert len({one.position for one in office.plans.file(plan_id).milestones}) == 4
    with pytest.raises(Missing):
        office.plans.reorder(office.plans.file(plan_id).risks[0], None)


def test_keys_of_positions_that_other_programs_gave_are_taken_too(office: Office) -> None:
    plan_id = make_draft(office)
    first, second = office.plans.file(plan_id).milestones
    put(office, replace(second, position="zz"))
    office.plans.save_row(PlanMilestone(plan=plan_id, title="Third", due_on=date(2026, 5, 4)))
    assert [one.title for one in office.plans.file(plan_id).milestones] == ["First", "Second", "Third"]
    office.plans.reorder(office.work.get(PlanMilestone, first.id), None)
    assert [one.title for one in office.plans.file(plan_id).milestones] == ["Second", "Third", "First"]


def test_what_goes_is_forgotten_by_what_named_it(office: Office) -> None:
    plan_id = make_draft(office)
    file = office.plans.file(plan_id)
    before = {one.id: replace(one, revision=0) for one in file.rows}
    office.plans.remove_row(file.milestones[0])
    office.plans.remove_row(file.needs[0])
    office.plans.remove_row(file.objectives[0])
    file = office.plans.file(plan_id)
    assert file.milestones[0].depends_on == frozenset()
    assert [one.need for one in file.objectives] == [None]
    assert {one.objective for one in file.measures} == {None}
    for _ in range(3):
        office.steps.undo()
    assert {one.id: replace(one, revision=0) for one in office.plans.file(plan_id).rows} == before


def test_a_stale_row_is_a_conflict_and_a_looked_at_file_is_not_written(office: Office, clock: FixedClock) -> None:
    plan_id = make_draft(office)
    row = office.plans.file(plan_id).milestones[0]
    office.plans.save_row(replace(row, title="Other"))
    with pytest.raises(Conflict):
        office.plans.save_row(replace(row, title="Mine"))
    with look_at(office.path, clock=clock, settings=Settings(language="en")) as looked:
        assert looked.plans.file(plan_id).milestones[0].title == "Other"
        ways: list[Callable[[], object]] = [
            lambda: looked.plans.save_row(replace(row, title="x")),
            lambda: looked.plans.sign(plan_id, PlanSide.NEW, "Demo"),
            lambda: looked.plans.discard(plan_id),
        ]
        for refusing in ways:
            with pytest.raises(Environment):
                refusing()


@pytest.mark.parametrize("verb", ["file", "agree", "activate", "complete", "evaluate", "start_version", "discard"])
def test_a_plan_that_is_not_there_is_missing(office: Office, verb: str) -> None:
    with pytest.raises(Missing):
        getattr(office.plans, verb)("gone")


def test_hundreds_of_rows_in_one_step(office: Office) -> None:
    plan_id = make_draft(office)
    rows = [PlanMilestone(plan=plan_id, title=f"Βήμα {n} " + "Ω" * 190, due_on=date(2026, 5, 4)) for n in range(60)]
    rows = [replace(one, depends_on=frozenset({rows[n - 1].id} if n else ())) for n, one in enumerate(rows)]
    office.plans.save_rows(rows, "save_plan_milestone")
    assert len(office.plans.file(plan_id).milestones) == 62
    rows = office.plans.file(plan_id).milestones
    with pytest.raises(Refused) as refused:
        office.plans.save_row(replace(rows[2], depends_on=frozenset({rows[-1].id})))
    assert codes(refused) == [("H35", "depends_on")]
    office.steps.undo()
    assert len(office.plans.file(plan_id).milestones) == 2


# -- keys --------------------------------------------------------------------------------------------------------------
def test_plans_are_found_by_the_key_that_people_use(office: Office) -> None:
    plan_id = make_active(office)
    draft = office.plans.start_version(plan_id).plan_id
    find = office.plans.of_key
    assert find("AT-DN-2026") == find(" at-dn-2026 ") == find(plan_id) == find("AT-DN-2026-v1") == plan_id
    assert find("AT-DN-2026-V2") == draft
    assert office.plans.all_keys() == [("AT-DN-2026", plan_id)]
    new = office.plans.file(plan_id).new_centre
    put(office, replace(new, code="DX-N"))
    assert find("at-dx-n-2026-v2") == draft
    assert find(office.plans.all_keys()[0][0]) == plan_id
    put(office, replace(office.work.get(Centre, new.id), code="DN"))
    for text in ("", "x", "AT-DN-2027", "AT-DN-2026-v9", "AT-DN", "'; DROP TABLE x; --"):
        with pytest.raises(LookupError, match="plan"):
            find(text)
    pair = office.plans.file(plan_id).pairing
    other = Programme(code="OTHER", name="Other", starts=date(2026, 1, 1))
    put(
        office,
        other,
        twin := BuddyPairing(programme=other.id, year=2026, mentor=pair.mentor, new_centre=pair.new_centre),
    )
    put(office, SupportPlan(pairing=twin.id, title="Twin", starts=date(2026, 1, 1), ends=date(2026, 12, 31)))
    with pytest.raises(LookupError, match=f"DEMO: {plan_id}"):
        find("AT-DN-2026")
    assert find(plan_id) == plan_id


def test_the_name_of_a_centre_is_that_of_its_time(office: Office) -> None:
    plan_id = make_draft(office)
    new = office.plans.file(plan_id).new_centre
    name = office.store.find(CentreName, centre=new.id)[0]
    put(
        office,
        replace(name, valid_to=date(2025, 6, 30)),
        CentreName(centre=new.id, language="en", name="Today", valid_from=date(2025, 7, 1)),
    )
    assert office.plans.file(plan_id).new_name == "Today"
    assert office.store.get(Centre, new.id) is not None


# -- the bin, closed periods, what others see --------------------------------------------------------------------------
def test_a_pair_goes_to_the_bin_with_its_plan_and_comes_back(office: Office) -> None:
    plan_id = make_active(office)
    before = office.plans.file(plan_id)
    office.work.bin("buddy_pairing", before.pairing.id)
    with pytest.raises(Missing):
        office.plans.file(plan_id)
    (item,) = [one for one in office.bin.items() if one.type == "buddy_pairing"]
    assert dict(item.parts)["plan_milestone"] == 2
    assert item.name == "AT-DN-2026"
    office.bin.restore(item.type, item.id)
    assert {one.id for one in office.plans.file(plan_id).rows} == {one.id for one in before.rows}


def test_what_a_plan_was_agreed_without_stays_in_the_bin(office: Office) -> None:
    plan_id = make_draft(office)
    file = office.plans.file(plan_id)
    kick_off = next(one for one in file.measures if one.type is MeasureType.KICK_OFF)
    gone = (file.milestones[1], kick_off, file.risks[0])
    for row in gone:
        office.plans.remove_row(row)
    sign(office, plan_id)
    office.plans.agree(plan_id)
    for row in (gone[0], gone[2]):
        with pytest.raises(Refused) as refused:
            office.bin.restore(type_key(type(row)), row.id)
        assert codes(refused)[0][0] == "H34"
    office.bin.restore("support_measure", kick_off.id)  # meetings are no part of what was agreed
    assert office.plans.file(plan_id).unsigned == ()
    office.plans.discard(plan_id)
    other = office.plans.new(file.pairing.id).plan_id
    sign(office, other)
    office.plans.agree(other)
    with pytest.raises(Refused) as refused:
        office.bin.restore("support_plan", plan_id)
    assert codes(refused) == [("plan_in_force", "status")]


def test_a_closed_year_keeps_what_was_held_and_done(office: Office, clock: FixedClock) -> None:
    plan_id = make_active(office)
    file = office.plans.file(plan_id)
    office.plans.save_row(held(file.measures[0]))
    office.plans.save_row(replace(file.milestones[0], done_on=date(2026, 3, 1)))
    office.plans.save_row(replace(file.measures[1], place="Before"))
    draft = office.plans.start_version(plan_id).plan_id
    office.periods.close(date(2026, 1, 1), date(2026, 10, 31), "reported")
    file = office.plans.file(plan_id)
    done, open_one = file.milestones
    meeting = next(one for one in file.measures if one.held_on)
    for wrong in (
        replace(done, done_on=None),
        replace(meeting, held_on=date(2026, 6, 3)),
        replace(open_one, done_on=date(2026, 10, 1)),
    ):
        with pytest.raises(Refused) as refused:
            office.plans.save_row(wrong)
        assert codes(refused)[0][0] == "H10"
    ways: list[Callable[[], object]] = [
        lambda: office.plans.discard(plan_id),
        lambda: office.work.bin("buddy_pairing", file.pairing.id),
    ]
    for refusing in ways:
        with pytest.raises(Refused) as refused:
            refusing()
        assert codes(refused)[0][0] == "H10"
    office.plans.save_row(replace(meeting, protocol="Added later"))
    office.plans.save_row(replace(open_one, done_on=date(2026, 11, 5)))
    sign(office, draft)
    office.plans.agree(draft)
    file = office.plans.file(draft)
    assert [one.done_on for one in file.milestones] == [date(2026, 3, 1), date(2026, 11, 5)]
    assert next(one for one in file.measures if one.held_on).protocol == "Added later"


def test_a_version_cannot_change_what_a_closed_year_counted(office: Office) -> None:
    plan_id = make_active(office)
    draft = office.plans.start_version(plan_id).plan_id
    row = office.plans.file(draft).milestones[0]
    office.plans.save_row(replace(row, due_on=date(2026, 12, 2)))
    sign(office, draft)
    office.periods.close(date(2026, 1, 1), date(2026, 6, 30), "reported")
    with pytest.raises(Refused) as refused:
        office.plans.agree(draft)
    assert codes(refused) == [("H10", "status")]


def test_search_leads_to_the_plan_in_force_only(office: Office) -> None:
    plan_id = make_active(office)
    draft = office.plans.start_version(plan_id).plan_id
    office.plans.save_row(replace(office.plans.file(draft).milestones[1], title="Second Φωτοβολταϊκά"))
    sign(office, draft)
    office.plans.agree(draft)
    for words in ("mandate", "second φωτοβολταϊκά", "money"):
        (hit,) = office.finding.search(words).hits
        assert hit.opens == ("support_plan", draft)
        assert hit.detail == "Demo plan 2026"
    (hit,) = office.finding.search("demo plan 2026").hits
    assert (hit.type, hit.id) == ("support_plan", draft)


def test_history_speaks_of_names(office: Office) -> None:
    plan_id = make_draft(office)
    first, second = office.plans.file(plan_id).milestones
    items = office.steps.history(second.id)
    assert next(item.new for item in items if item.field == "depends_on") in ((first.title,), first.title)
    assert office.steps.undo_label() is not None
    (name,) = [one.about for one in [office.steps.undo_label()] if one]
    assert name == ("Demo plan 2026",)


def test_a_set_up_step_and_a_signature_stand_once(office: Office) -> None:
    plan_id = make_draft(office)
    sign(office, plan_id)
    sign(office, plan_id)
    assert len(office.store.find(PlanSignature, plan=plan_id)) == 2
    new = office.plans.file(plan_id).new_centre
    office.work.put("setup_save", SetupProgress(centre=new.id))
    with pytest.raises(Refused) as refused:
        office.work.put("setup_save", SetupProgress(centre=new.id))
    assert codes(refused) == [("setup_twice", "milestone")]


@pytest.mark.parametrize(
    ("row", "code", "field"),
    [
        (PlanMilestone(title="", due_on=date(2026, 5, 1)), "required", "title"),
        (PlanMilestone(title="x"), "required", "due_on"),
        (PlanMilestone(title="Ω" * 401, due_on=date(2026, 5, 1)), "length", "title"),
        (PlanMilestone(title="x", due_on=date(9999, 12, 31)), "range", "due_on"),
        (PlanMilestone(title="x", starts_on=date(2026, 6, 1), due_on=date(2026, 5, 1)), "H07", "due_on"),
        (
            PlanMilestone(title="x", due_on=date(2026, 5, 1), depends_on=frozenset({"'; DROP"})),
            "H35_other",
            "depends_on",
        ),
        (PlanNeed(now=-1), "range", "now"),
        (PlanNeed(priority=4), "range", "priority"),
        (PlanObjective(text=" "), "required", "text"),
        (PlanRisk(text="x", likelihood=0), "range", "likelihood"),
        (SupportMeasure(planned_on=None), "required", "planned_on"),
        (SupportMeasure(planned_on=date(2026, 5, 1), minutes=10**6), "range", "minutes"),
        (PlanRisk(text="x" * 1_000_001), "length", "text"),
    ],
)
def test_absurd_rows_are_refused_with_the_field_to_go_to(office: Office, row: Any, code: str, field: str) -> None:
    plan_id = make_draft(office)
    with pytest.raises(Refused) as refused:
        office.plans.save_row(replace(row, plan=plan_id))
    assert codes(refused) == [(code, field)]
    with pytest.raises(Missing):
        office.plans.save_row(row)


def test_hostile_words_are_kept_as_they_are(office: Office) -> None:
    plan_id = make_draft(office)
    words = "<b>=1+1</b> '; DROP TABLE x; -- {title} %s Ελλάδα"
    office.plans.save_row(PlanMilestone(plan=plan_id, title=words, due_on=date(2026, 2, 28)))
    office.plans.save_row(PlanObjective(plan=plan_id, text=words))
    file = office.plans.file(plan_id)
    assert (file.milestones[-1].title, file.objectives[-1].text) == (words, words)
    with pytest.raises(Refused) as refused:
        office.plans.save_row(replace(file.milestones[-1], depends_on=frozenset({file.milestones[-1].id})))
    assert words[:50] in texts_for("de").message(refused.value.problems[0])
    with pytest.raises(Refused) as refused:
        office.plans.sign(plan_id, PlanSide.NEW, " ")
    assert codes(refused) == [("required", "name")]
    other = PlanNeed(plan="other")
    with pytest.raises(Refused):
        office.plans.save_rows([file.needs[0], other])
    assert office.plans.save_rows([]).keys == {}
