"""What somebody does at random with pairs and their plans: every verb that writes; rules may refuse."""

import random
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from p2i_desktop.domain.buddies import (
    BuddyPairing,
    MeasureStatus,
    MeasureType,
    PairingStatus,
    PlanEvaluation,
    PlanMilestone,
    PlanNeed,
    PlanObjective,
    PlanRisk,
    PlanSide,
    PlanTemplate,
    PlanTemplateLine,
    SetupMilestone,
    SetupTopic,
    SupportMeasure,
    SupportPlan,
)
from p2i_desktop.domain.network import Centre
from p2i_desktop.domain.record import Record
from p2i_desktop.domain.records import BY_KEY
from p2i_desktop.services.meetings import FollowUp
from p2i_desktop.services.office import Office

if TYPE_CHECKING:
    from collections.abc import Sequence

ROWS = (PlanNeed, PlanObjective, PlanMilestone, SupportMeasure, PlanRisk)


class PlanWorker:
    """One person with a source of chance; to be mixed into the worker of all verbs."""

    office: Office
    chance: random.Random

    def some(self, kind: type[Record]) -> Record:
        return self.chance.choice(self.office.store.find(kind))

    def plan_id(self) -> str:
        return self.some(SupportPlan).id

    def near(self) -> date:
        return self.office.work.today() + timedelta(days=self.chance.randrange(-300, 100))

    def do_pair(self) -> object:
        old = self.some(BuddyPairing)
        assert isinstance(old, BuddyPairing)
        return self.office.buddies.new_pair(replace(BuddyPairing(), programme=old.programme, year=(old.year or 0) + 1,
                                                    mentor=old.mentor, new_centre=old.new_centre))  # fmt: skip

    def do_pair_status(self) -> object:
        return self.office.buddies.set_status(self.some(BuddyPairing).id, self.chance.choice(list(PairingStatus)))

    def do_plan(self) -> object:
        chosen = self.chance.choice([None, *(one.id for one in self.office.plans.templates())])
        return self.office.plans.new(self.some(BuddyPairing).id, chosen)

    def do_save_plan(self) -> object:
        plan = self.some(SupportPlan)
        assert isinstance(plan, SupportPlan)
        field = self.chance.choice(["title", "lessons", "summary", "transferability"])
        values = {field: f"Words {self.chance.randrange(9)}"}
        return self.office.plans.save(replace(plan, **values))  # type: ignore[arg-type]

    def do_plan_row(self) -> object:
        plan = self.plan_id()
        row: Record = self.chance.choice(
            [
                PlanNeed(plan=plan, topic=self.chance.choice(list(SetupTopic)), now=1, target=4),
                PlanObjective(plan=plan, text="A mandate"),
                PlanMilestone(plan=plan, title="Step", due_on=self.near()),
                SupportMeasure(plan=plan, type=self.chance.choice(list(MeasureType)), planned_on=self.near()),
                PlanRisk(plan=plan, text="No money"),
            ]
        )
        return self.office.plans.save_row(row)

    def do_change_row(self) -> object:
        row = self.some(self.chance.choice(ROWS))
        match row:
            case PlanNeed():
                row = replace(row, now_at_end=self.chance.randrange(6))
            case PlanObjective():
                row = replace(row, reached="one", judged=self.chance.randrange(100))
            case PlanMilestone():
                others = self.office.store.find(PlanMilestone, plan=row.plan)
                waits = frozenset({self.chance.choice(others).id})
                row = (
                    replace(row, done_on=self.near()) if self.chance.random() < 0.5 else replace(row, depends_on=waits)
                )
            case SupportMeasure():
                row = replace(row, planned_on=self.near(), place="Demo city")
            case PlanRisk():
                row = replace(row, closed_on=self.near())
        return self.office.plans.save_row(row)

    def do_remove_row(self) -> object:
        return self.office.plans.remove_row(self.some(self.chance.choice(ROWS)))

    def do_reorder(self) -> object:
        row = self.some(self.chance.choice((PlanMilestone, PlanObjective)))
        assert isinstance(row, PlanMilestone | PlanObjective)
        others: Sequence[Record] = self.office.store.find(type(row), plan=row.plan)
        return self.office.plans.reorder(row, self.chance.choice([None, *(one.id for one in others)]))

    def do_move_milestone(self) -> object:
        row = self.some(PlanMilestone)
        assert isinstance(row, PlanMilestone)
        return self.office.plan_moves.move(row.plan or "", row.id, None, self.near())

    def do_hold(self) -> object:
        row = self.some(SupportMeasure)
        assert isinstance(row, SupportMeasure)
        after = [FollowUp("Send the notes", self.near())] if self.chance.random() < 0.5 else []
        return self.office.meetings.hold(replace(row, output="Lessons"), after)

    def do_meeting(self) -> object:
        key = self.some(SupportMeasure).id
        if self.chance.random() < 0.5:
            return self.office.meetings.postpone(key, self.chance.choice([None, self.near()]))
        return self.office.meetings.set_status(key, self.chance.choice(list(MeasureStatus)))

    def do_plan_missing(self) -> object:
        return self.office.meetings.plan_missing(self.plan_id())

    def do_setup(self) -> object:
        step = self.chance.choice(list(SetupMilestone))
        return self.office.setup_list.tick(self.some(Centre).id, step, self.chance.random() < 0.7)

    def do_sign(self) -> object:
        plan = self.plan_id()
        return [self.office.plans.sign(plan, side, "Demo") for side in (PlanSide.MENTOR, PlanSide.NEW)]

    def do_agree(self) -> object:
        plan = self.plan_id()
        for side in (PlanSide.MENTOR, PlanSide.NEW):
            self.office.plans.sign(plan, side, "Demo")
        return self.office.plans.agree(plan)

    def do_go_on(self) -> object:
        verb = self.chance.choice(["activate", "complete", "evaluate"])
        return getattr(self.office.plans, verb)(self.plan_id())

    def do_evaluation(self) -> object:
        side = self.chance.choice([PlanSide.MENTOR, PlanSide.NEW])
        return self.office.plans.save_evaluation(
            PlanEvaluation(plan=self.plan_id(), side=side, on=self.office.work.today())
        )

    def do_terminate(self) -> object:
        return self.office.plans.terminate(self.plan_id(), self.chance.choice(["", "law", "law"]))

    def do_version(self) -> object:
        return self.office.plans.start_version(self.plan_id())

    def do_discard(self) -> object:
        return self.office.plans.discard(self.plan_id())

    def do_next_year(self) -> object:
        return self.office.plans.copy_to_year(self.plan_id(), self.some(BuddyPairing).id)

    def do_apply_template(self) -> object:
        chosen = self.chance.choice(self.office.plans.templates())
        return self.office.plans.apply_template(self.plan_id(), chosen.id)

    def do_make_template(self) -> object:
        return self.office.plans.save_as_template(self.plan_id(), f"Template {self.chance.randrange(9)}")

    def do_template_line(self) -> object:
        key = self.some(PlanTemplate).id
        return self.office.plans.save_template_line(PlanTemplateLine(template=key, title="Line", offset_days=30))

    def do_bin_pair(self) -> object:
        key = self.chance.choice(["buddy_pairing", "plan_template"])
        return self.office.work.bin(key, self.some(BY_KEY[key]).id)
