"""A programme with two made-up centres and one plan, for the tests of meetings and of the set-up list."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from p2i_desktop.domain.buddies import (
    BuddyPairing,
    MeasureStatus,
    MeasureType,
    PairingStatus,
    PlanStatus,
    SupportMeasure,
    SupportPlan,
)
from p2i_desktop.domain.network import Centre, CentreName, CentreStatus, Programme, ProgrammeMember
from p2i_desktop.domain.record import Record
from p2i_desktop.services.office import Office
from p2i_desktop.storage.numbers import Put


@dataclass(frozen=True)
class Pair:
    """Ids of what the world consists of."""

    mentor: str
    new: str
    programme: str
    pairing: str
    plan: str


def make_pair(office: Office, **plan_fields: Any) -> Pair:
    """The own centre helps "Demo North" (PT) in 2026; fields of the plan by their names."""
    own = office.work.own_centre()
    assert own is not None
    new = Centre(code="DN", country="PT", language="pt", timezone="Europe/Lisbon")
    programme = Programme(code="DEMO", name="Demo programme", starts=date(2025, 1, 1), ends=date(2028, 12, 31))
    members = [
        ProgrammeMember(programme=programme.id, centre=one, status=status, valid_from=date(2025, 1, 1))
        for one, status in ((own.id, CentreStatus.EXISTING), (new.id, CentreStatus.NEW))
    ]
    pairing = BuddyPairing(
        programme=programme.id, year=2026, mentor=own.id, new_centre=new.id, status=PairingStatus.ACTIVE
    )
    plan = SupportPlan(
        pairing=pairing.id, title="Demo plan 2026", starts=date(2026, 1, 1), ends=date(2026, 12, 31),
        status=PlanStatus.DRAFT,
    )  # fmt: skip
    plan = replace(plan, **plan_fields)
    name = CentreName(centre=new.id, language="pt", name="Demo North")
    put(office, new, name, programme, *members, pairing, plan)
    return Pair(own.id, new.id, programme.id, pairing.id, plan.id)


def put(office: Office, *records: Record) -> None:
    """Stores records as one step, owned by the own centre, without asking the rules (as an import of a whole file does)."""
    office.store.apply("import", [Put(office.work.owned(record)) for record in records])


def meeting(plan: str, on: date, kind: MeasureType = MeasureType.BUDDY_VISIT, **fields: Any) -> SupportMeasure:
    """A dated meeting, or a held one where `held_on` is among the fields."""
    if fields.get("held_on"):
        fields = {"status": MeasureStatus.DONE, "output": "Something came of it"} | fields
    return SupportMeasure(plan=plan, type=kind, planned_on=on, **fields)
