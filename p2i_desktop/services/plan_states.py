"""How many support plans stand, in few reads: for the matrix, for Today and for lists."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from p2i_desktop.domain.buddies import BuddyPairing, PlanEvaluation, PlanMilestone, SupportMeasure, SupportPlan
from p2i_desktop.domain.network import Programme
from p2i_desktop.domain.plans import PlanState, last_progress, state
from p2i_desktop.services.work import Work
from p2i_desktop.storage import plan_days

_MINIMUM = 2  # meetings in a plan year, where a programme is not known


def plan_states(work: Work, plans: Sequence[SupportPlan]) -> dict[str, PlanState]:
    """Plan id -> how it stands today, for many versions in few reads; a binned plan is judged like any other."""
    if not plans:
        return {}
    keys = {plan.id for plan in plans}
    milestones, measures = (_by_plan(work, kind, keys) for kind in (PlanMilestone, SupportMeasure))
    said = _by_plan(work, PlanEvaluation, keys)
    of_pair = defaultdict(list)
    for version in work.store.naming(SupportPlan, "pairing", {plan.pairing for plan in plans if plan.pairing}):
        of_pair[version.pairing].append(version.id)
    with work.store.connection() as connection:
        around = plan_days.last_days(connection, [key for ids in of_pair.values() for key in ids], work.today())
    pairs = work.store.many(BuddyPairing, [plan.pairing for plan in plans if plan.pairing])
    programmes = work.store.many(Programme, [pair.programme for pair in pairs.values() if pair.programme])
    found = {}
    for plan in plans:
        pair = pairs.get(plan.pairing or "")
        programme = programmes.get(pair.programme or "") if pair is not None else None
        minimum = programme.min_buddy_meetings if programme is not None else _MINIMUM
        days = [around.get(key) for key in of_pair[plan.pairing]] + [one.on for one in said[plan.id]]
        last = last_progress(plan, milestones[plan.id], measures[plan.id], days, work.today())
        found[plan.id] = state(
            plan, milestones[plan.id], measures[plan.id], minimum=minimum, today=work.today(), last=last
        )
    return found


def _by_plan(work: Work, kind: type[Any], keys: set[str]) -> "defaultdict[str, list[Any]]":
    """Rows by their plan."""
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for row in work.store.naming(kind, "plan", keys):
        found[row.plan].append(row)
    return found
