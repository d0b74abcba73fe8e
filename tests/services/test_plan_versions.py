"""Versions of a plan: the next one takes over all progress of the one in force, whatever happened to either in between."""

import os
import random
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.buddies import (
    MEETINGS,
    BuddyPairing,
    MeasureStatus,
    MeasureType,
    PlanMilestone,
    PlanNeed,
    PlanObjective,
    PlanRisk,
    PlanSide,
    PlanStatus,
    SupportMeasure,
)
from p2i_desktop.domain.plans import PROGRESS, content_digest, counts
from p2i_desktop.domain.record import Record
from p2i_desktop.domain.rules.plan_content import copy_id, is_done
from p2i_desktop.services.errors import Refused
from p2i_desktop.services.office import Office, create_office
from p2i_desktop.services.plan_file import rows_of
from p2i_desktop.settings import Settings
from tests.services.plan_world import held, make_active, measure, sign
from tests.services.test_undo_laws import visible

LONG = int(os.environ.get("P2I_VERSION_SEEDS", "60"))


@contextmanager
def made_office() -> Iterator[Office]:
    """A file of its own for each example, thrown away afterwards."""
    clock = FixedClock(datetime(2026, 11, 20, 12, 0, tzinfo=UTC))
    with tempfile.TemporaryDirectory() as folder, create_office(
        Path(folder) / "x.p2i", clock=clock, settings=Settings(language="en", staff="A1"), centre_name="Demo Centre",
        country="AT", language="de",
    ) as office:  # fmt: skip
        yield office


def rows(office: Office, plan_id: str) -> dict[str, Record]:
    return {row.id: row for row in rows_of(office.work, plan_id)}


def test_a_version_starts_as_a_copy_and_takes_over_when_it_is_agreed(office: Office) -> None:
    old = make_active(office)
    made = office.plans.start_version(old)
    new = made.plan_id
    assert made.changed.keys["support_plan"] == {new}
    assert office.plans.start_version(old).plan_id == new
    assert office.plans.start_version(old).changed.keys == {}
    file = office.plans.file(new)
    assert (file.plan.version, file.plan.replaces, file.plan.status, file.plan.agreed_on) == (
        2,
        old,
        PlanStatus.DRAFT,
        None,
    )
    assert set(file.counterpart.values()) == set(rows(office, old))
    assert file.milestones[1].depends_on == {file.milestones[0].id}
    assert file.objectives[0].need == file.needs[0].id
    assert file.signatures == []
    assert [plan.version for plan in file.versions] == [2, 1]
    assert content_digest(file.plan, file.rows) != office.plans.file(old).digest  # ids are part of what is signed
    first = office.plans.file(old).milestones[0]
    office.plans.save_row(replace(first, done_on=date(2026, 5, 1), evidence="Report"))
    file = office.plans.file(new)
    assert (file.milestones[0].done_on, file.milestones[0].evidence) == (date(2026, 5, 1), "Report")
    office.plans.save_row(replace(file.milestones[0], title="Worded anew"))
    file = office.plans.file(new)
    for wrong in (replace(one, done_on=date(2026, 6, 1)) for one in file.milestones):
        with pytest.raises(Refused) as refused:
            office.plans.save_row(wrong)
        assert [(one.code, one.field) for one in refused.value.problems] == [("plan_progress", "done_on")]
    assert office.plans.file(new).milestones[0].done_on == date(2026, 5, 1)
    stored = office.work.get(PlanMilestone, file.milestones[0].id)
    assert (stored.title, stored.done_on) == ("Worded anew", None)
    sign(office, new)
    office.plans.agree(new, date(2026, 10, 1))
    assert office.plans.plan(old).status is PlanStatus.SUPERSEDED
    assert office.plans.plan(new).status is PlanStatus.ACTIVE
    assert office.work.get(PlanMilestone, stored.id).done_on == date(2026, 5, 1)
    with pytest.raises(Refused):
        office.plans.save_row(replace(office.plans.file(old).milestones[0], evidence="too late"))
    with pytest.raises(Refused):
        office.plans.start_version(old)
    assert office.plans.start_version(new).plan_id != old


def test_a_meeting_that_came_after_the_draft_comes_along_also_after_an_undo(office: Office) -> None:
    old = make_active(office)
    new = office.plans.start_version(old).plan_id
    sign(office, new)
    office.plans.save_row(late := measure(old, MeasureType.ONLINE_MEETING, date(2026, 12, 9)))
    for _ in range(2):
        office.plans.agree(new)
        assert copy_id(new, late.id) in rows(office, new)
        office.steps.undo()
        assert copy_id(new, late.id) not in rows(office, new)


def test_what_was_thrown_out_and_done_meanwhile_comes_back_and_is_signed_again(office: Office) -> None:
    old = make_active(office)
    new = office.plans.start_version(old).plan_id
    demo = next(one for one in office.plans.file(new).measures if one.type is MeasureType.SERVICE_DEMO)
    office.plans.remove_row(demo)
    sign(office, new)
    office.plans.save_row(held(next(one for one in office.plans.file(old).measures if one.type is demo.type)))
    with pytest.raises(Refused) as refused:
        office.plans.agree(new)
    assert refused.value.problems[0].code == "H33"
    sign(office, new)
    assert demo.id in rows(office, new)
    office.plans.agree(new)
    assert is_done(rows(office, new)[demo.id])


def test_what_is_done_in_the_version_in_force_is_not_thrown_out_of_the_draft(office: Office) -> None:
    old = make_active(office)
    new = office.plans.start_version(old).plan_id
    file = office.plans.file(old)
    office.plans.save_row(replace(file.milestones[0], done_on=date(2026, 5, 1)))
    office.plans.save_row(held(file.measures[0]))
    draft = office.plans.file(new)
    for row in (draft.milestones[0], next(one for one in draft.measures if one.held_on)):
        with pytest.raises(Refused) as refused:
            office.plans.remove_row(row)
        assert refused.value.problems[0].code == "plan_row_done"
    office.plans.remove_row(draft.milestones[1])


def test_a_draft_is_thrown_away_and_started_again(office: Office) -> None:
    old = make_active(office)
    new = office.plans.start_version(old).plan_id
    office.plans.save_row(PlanRisk(plan=new, text="Only of this draft"))
    office.plans.discard(new)
    office.steps.undo()
    assert len(office.plans.file(new).risks) == 2
    office.plans.discard(new)
    again = office.plans.start_version(old).plan_id
    assert again == new
    assert len(office.plans.file(again).risks) == 1
    office.steps.undo()
    assert office.plans.file(old).versions == [office.plans.plan(old)]
    assert office.plans.start_version(old).plan_id == new


def test_what_happens_is_written_in_the_version_in_force_and_what_is_only_in_the_draft_there(office: Office) -> None:
    old = make_active(office)
    new = office.plans.start_version(old).plan_id
    visit = office.plans.file(new).measures[0]
    ways: list[Callable[[], object]] = [
        lambda: office.meetings.hold(replace(visit, output="x")),
        lambda: office.meetings.postpone(visit.id, date(2026, 12, 1)),
    ]
    for way in ways:
        with pytest.raises(Refused) as refused:
            way()
        assert refused.value.problems[0].code == "plan_progress"
    office.plans.save_row(only := measure(new, MeasureType.JOB_SHADOWING))
    office.plans.save_row(held(office.work.get(SupportMeasure, only.id)))
    office.plans.save(replace(office.plans.plan(old), lessons="Ask early"))
    office.plans.save(replace(office.plans.plan(new), lessons="Ask twice"))
    sign(office, new)
    office.plans.agree(new)
    assert office.plans.plan(new).lessons == "Ask early\n\nAsk twice"
    assert is_done(rows(office, new)[only.id])


def test_a_plan_is_signed_as_it_was_seen(office: Office) -> None:
    old = make_active(office)
    new = office.plans.start_version(old).plan_id
    seen = office.plans.file(new).digest
    office.plans.sign(new, PlanSide.NEW, "Demo", seen=seen)
    office.plans.save_row(replace(office.plans.file(new).needs[0], priority=1))
    with pytest.raises(Refused) as refused:
        office.plans.sign(new, PlanSide.MENTOR, "Demo", seen=seen)
    assert [(one.code, one.field) for one in refused.value.problems] == [("plan_changed", "signed_on")]


def test_one_version_of_a_pair_is_in_force(office: Office) -> None:
    old = make_active(office)
    office.plans.discard(old)
    other = office.plans.new(_pairing(office)).plan_id
    assert office.plans.plan(other).version == 2
    office.bin.restore("support_plan", old)
    for verb in (lambda: sign(office, other), lambda: office.plans.agree(other)):
        with pytest.raises(Refused) as refused:
            verb()
        assert refused.value.problems[0].code == "plan_in_force"
    office.plans.complete(old)
    with pytest.raises(Refused) as refused:
        office.plans.agree(other)
    assert refused.value.problems[0].code == "plan_over"


def _pairing(office: Office) -> str:
    (pairing,) = office.store.find(BuddyPairing)
    return pairing.id


class Life:
    """Somebody who works at random on the version in force and on the draft of the next one."""

    def __init__(self, office: Office, seed: int) -> None:
        self.office, self.chance = office, random.Random(seed)
        self.old = make_active(office)
        self.new = office.plans.start_version(self.old).plan_id

    def day(self) -> date:
        return date(2026, 1, 5) + timedelta(days=self.chance.randrange(300))

    def step(self) -> None:
        ways = [self.progress, self.progress, self.add_meeting, self.edit, self.add, self.remove]
        try:
            self.chance.choice(ways)()
        except (Refused, IndexError):
            return

    def progress(self) -> None:
        row = self.chance.choice(list(rows(self.office, self.old).values()))
        match row:
            case PlanMilestone():
                row = replace(row, done_on=self.day(), evidence="Minutes", progress=self.chance.randrange(100))
            case PlanNeed():
                row = replace(row, now_at_end=self.chance.randrange(6))
            case PlanObjective():
                row = replace(row, reached="one", judged=self.chance.randrange(100))
            case SupportMeasure():
                status = MeasureStatus.CANCELLED
                row = held(row, self.day()) if self.chance.random() < 0.6 else replace(row, status=status)
            case PlanRisk():
                row = replace(row, closed_on=self.day())
        self.office.plans.save_row(row)

    def add_meeting(self) -> None:
        self.office.plans.save_row(measure(self.old, self.chance.choice(sorted(MEETINGS)), self.day()))

    def edit(self) -> None:
        row = self.chance.choice(self.office.plans.file(self.new).milestones)
        self.office.plans.save_row(replace(row, title=f"Title {self.chance.randrange(99)}", due_on=self.day()))

    def add(self) -> None:
        self.office.plans.save_row(PlanMilestone(plan=self.new, title="Only new", due_on=self.day()))

    def remove(self) -> None:
        self.office.plans.remove_row(self.chance.choice(self.office.plans.file(self.new).rows))


def law(seed: int) -> None:
    with made_office() as office:
        life = Life(office, seed)
        for _ in range(life.chance.randrange(4, 16)):
            life.step()
        sign(office, life.new)
        before, draft = rows(office, life.old), rows(office, life.new)
        whole = visible(office)
        office.plans.agree(life.new)
        after = rows(office, life.new)
        for row in before.values():
            copy = after.get(copy_id(life.new, row.id))
            if copy is None:
                assert not is_done(row)
                continue
            for name in PROGRESS[type(row)]:
                assert getattr(copy, name) == getattr(row, name)
        assert set(draft) <= set(after)
        assert not counts(office.plans.plan(life.old))
        done = [sorted(str(getattr(r, "done_on", None) or getattr(r, "held_on", "")) for r in of if is_done(r)) for of in (before.values(), after.values())]  # fmt: skip
        assert done[0] == done[1]
        assert rows(office, life.old) == before
        office.steps.undo()
        assert visible(office) == whole


@settings(max_examples=6)
@given(st.integers(0, 10**6))
def test_no_progress_is_lost_and_none_is_counted_twice(seed: int) -> None:
    law(seed)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(LONG))
def test_no_progress_is_lost_long(seed: int) -> None:
    law(seed)
