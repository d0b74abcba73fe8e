"""What table and timeline of the milestones are made from: one version of a plan as it was read last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from p2i_desktop.domain.buddies import PlanMilestone, PlanSide, SupportPlan
from p2i_desktop.domain.plans import IN_FORCE, days_overdue, judged_on
from p2i_desktop.domain.rules import Problem
from p2i_desktop.i18n import Texts
from p2i_desktop.services.plan_moves import PlanDays

if TYPE_CHECKING:
    from p2i_desktop.services.plan_file import PlanFile


@dataclass(frozen=True)
class Board:
    """What table and timeline are made from: one version of a plan as it was read last."""

    plan: SupportPlan = field(default_factory=SupportPlan)
    milestones: tuple[PlanMilestone, ...] = ()
    days: PlanDays = field(default_factory=PlanDays)
    today: date = date.min
    codes: Mapping[PlanSide, str] = field(default_factory=dict)  # short, for the bars
    names: Mapping[PlanSide, str] = field(default_factory=dict)
    fixed: frozenset[str] = frozenset()  # milestones whose progress is kept by the version in force
    warnings: Mapping[str, Sequence[Problem]] = field(default_factory=dict)

    def row(self, key: str) -> int:
        """The row of a milestone, -1 where there is none."""
        return next((row for row, one in enumerate(self.milestones) if one.id == key), -1)

    def late(self, one: PlanMilestone) -> int:
        """For how many days a milestone is overdue; 0 = it is not. Drafts are never late, an ended plan grows no later."""
        return days_overdue(one, judged_on(self.plan, self.today)) if self.plan.status in IN_FORCE else 0

    def warning(self, one: PlanMilestone, column: str) -> Problem | None:
        """What the rules warn of in a cell; that it is late is told elsewhere."""
        told = (problem for problem in self.warnings.get(one.id, ()) if problem.field == column)
        return next((problem for problem in told if problem.code != "W22"), None)


def board_of(file: PlanFile, days: PlanDays, today: date, texts: Texts) -> Board:
    """The board of a plan: sides by the codes of their centres, where these tell them apart."""
    mentor, new = file.mentor.code, file.new_centre.code
    codes: dict[PlanSide, str] = {}
    if mentor and new and mentor != new:
        codes = {PlanSide.MENTOR: mentor, PlanSide.NEW: new, PlanSide.BOTH: f"{mentor} + {new}"}
    names = {
        PlanSide.MENTOR: file.mentor_name, PlanSide.NEW: file.new_name, PlanSide.BOTH: texts.label(PlanSide.BOTH),
    }  # fmt: skip
    fixed = frozenset(file.counterpart) if file.editable else frozenset()
    return Board(file.plan, tuple(file.milestones), days, today, codes, names, fixed, file.row_problems)
