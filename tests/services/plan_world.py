"""A made-up pair of 2026 whose plan is made, signed, agreed and carried out by verbs."""

from dataclasses import replace
from datetime import date
from typing import Any

from p2i_desktop.domain.buddies import (
    BuddyPairing,
    MeasureStatus,
    MeasureType,
    PairingStatus,
    PlanMilestone,
    PlanNeed,
    PlanObjective,
    PlanRisk,
    PlanSide,
    SetupTopic,
    SupportMeasure,
)
from p2i_desktop.services.office import Office
from tests.services.pair_world import make_pair, put

SIDES = (PlanSide.MENTOR, PlanSide.NEW)


def make_draft(office: Office, **pair_fields: Any) -> str:
    """A draft of the pair AT-DN 2026 with two rows of each kind; gives its id."""
    world = make_pair(office)
    pairing = office.work.get(BuddyPairing, world.pairing)
    put(office, replace(pairing, **{"status": PairingStatus.CONFIRMED} | pair_fields))
    plan_id = world.plan
    need = PlanNeed(plan=plan_id, topic=SetupTopic.REASON, now=1, target=4)
    objective = PlanObjective(plan=plan_id, text="A mandate", need=need.id)
    office.plans.save_rows([need, PlanNeed(plan=plan_id, topic=SetupTopic.SERVICES, now=0, target=3)])
    office.plans.save_rows([objective, PlanObjective(plan=plan_id, text="A first service")])
    first = PlanMilestone(plan=plan_id, title="First", due_on=date(2026, 3, 2))
    waits = frozenset({first.id})
    office.plans.save_rows(
        [first, PlanMilestone(plan=plan_id, title="Second", due_on=date(2026, 12, 1), depends_on=waits)]
    )
    office.plans.save_row(measure(plan_id, MeasureType.KICK_OFF, objective=objective.id))
    office.plans.save_row(measure(plan_id, MeasureType.SERVICE_DEMO))
    office.plans.save_row(PlanRisk(plan=plan_id, text="No money"))
    return plan_id


def measure(plan_id: str, kind: MeasureType, on: date = date(2026, 6, 1), **fields: Any) -> SupportMeasure:
    return SupportMeasure(plan=plan_id, type=kind, planned_on=on, **fields)


def held(one: SupportMeasure, on: date = date(2026, 6, 2)) -> SupportMeasure:
    return replace(one, status=MeasureStatus.DONE, held_on=on, output="Something came of it", people_new=4)


def sign(office: Office, plan_id: str) -> None:
    """Both sides sign the version as it stands."""
    for side in SIDES:
        office.plans.sign(plan_id, side, f"Demo Coordinator {side}", "Coordinator")


def make_active(office: Office) -> str:
    """The same plan, agreed and begun."""
    plan_id = make_draft(office)
    sign(office, plan_id)
    office.plans.agree(plan_id, date(2026, 1, 5))
    office.plans.activate(plan_id, date(2026, 1, 12))
    return plan_id
