"""Random centres, pairs and support plans in all states, for the recount of the figures."""

from datetime import timedelta

from p2i_desktop.domain.advice import Topic
from p2i_desktop.domain.buddies import (
    BuddyPairing,
    MeasureStatus,
    MeasureType,
    PairingStatus,
    PlanEvaluation,
    PlanMilestone,
    PlanNeed,
    PlanSide,
    PlanStatus,
    SetupMilestone,
    SetupProgress,
    SetupTopic,
    SupportMeasure,
    SupportPlan,
)
from p2i_desktop.domain.network import Centre, CentreService, CentreStatus, Programme, ProgrammeMember
from p2i_desktop.domain.record import Record
from tests.journeys.dice import Dice

_MEETINGS = (MeasureType.KICK_OFF, MeasureType.ONLINE_MEETING, MeasureType.BUDDY_VISIT, MeasureType.SERVICE_DEMO)
_STATES = (*PlanStatus, PlanStatus.ACTIVE, PlanStatus.ACTIVE, PlanStatus.AGREED)


def random_buddies(dice: Dice) -> list[Record]:
    """Parents before children; in some offices there is no buddy support at all."""
    if dice.yes(0.2):
        return []
    programmes = [
        Programme(
            id=dice.key(),
            code=f"G{n}",
            name="Demo",
            starts=dice.day(),
            ends=dice.some((dice.day(),), 0.4),
            min_buddy_meetings=n,
        )
        for n in range(3)
    ]
    centres = [
        Centre(id=dice.key(), code=f"X{n}", country="DE", language="en", timezone="Europe/Berlin") for n in range(5)
    ]
    keys = [centre.id for centre in centres]
    records: list[Record] = [*programmes, *centres]
    for _ in range(dice.rng.randrange(9)):
        since, until = sorted((dice.day(), dice.day()))
        records.append(
            ProgrammeMember(
                id=dice.key(), programme=dice.rng.choice(programmes).id, centre=dice.rng.choice(keys), status=dice.some((CentreStatus.NEW, CentreStatus.EXISTING), 0.9),
                valid_from=since, valid_to=dice.some((until,), 0.5),
            )
        )  # fmt: skip
    for key in keys:
        records += _set_up(dice, key, keys)
    for _ in range(dice.rng.randrange(1, 6)):
        records += _pair(dice, dice.rng.choice(programmes).id, dice.rng.sample(keys, k=2))
    return records


def _set_up(dice: Dice, centre: str, centres: list[str]) -> list[Record]:
    rng = dice.rng
    steps = rng.sample(list(SetupMilestone), k=rng.choice((0, 1, 4, 15)))
    gone = 1.0 if dice.yes(0.1) else 0.2  # in some centres nothing applies
    found: list[Record] = [
        SetupProgress(id=dice.key(), centre=centre, milestone=step, done_on=dice.some((dice.day(),)), not_applicable=dice.yes(gone))
        for step in steps
    ]  # fmt: skip
    for _ in range(rng.randrange(3)):
        found.append(
            CentreService(
                id=dice.key(), centre=centre, service=rng.choice(list(Topic)), since=dice.some((dice.day(),), 0.8),
                taken_over_from=dice.some(centres, 0.7),
            )
        )  # fmt: skip
    return found


def _pair(dice: Dice, programme: str, sides: list[str]) -> list[Record]:
    rng = dice.rng
    pairing = BuddyPairing(
        id=dice.key(), programme=programme, year=2025, mentor=sides[0], new_centre=sides[1], status=rng.choice((*PairingStatus, PairingStatus.ACTIVE))
    )  # fmt: skip
    found: list[Record] = [pairing]
    for version in range(rng.randrange(4)):
        since = dice.day()
        plan = SupportPlan(
            id=dice.key(), pairing=pairing.id, version=version + 1, title="Demo plan", status=rng.choice(_STATES), starts=since,
            ends=since + timedelta(days=rng.choice((30, 364, 365, 500))), agreed_on=dice.some((since,)),
        )  # fmt: skip
        found += [plan, *_rows(dice, plan.id)]
    return found


def _rows(dice: Dice, plan: str) -> list[Record]:
    rng = dice.rng
    found: list[Record] = [
        SupportMeasure(
            id=dice.key(), plan=plan, type=rng.choice(_MEETINGS), status=rng.choice((*MeasureStatus, MeasureStatus.DONE, MeasureStatus.DONE)),
            planned_on=dice.day(), held_on=dice.some((dice.day(),), 0.9),
        )
        for _ in range(rng.randrange(7))
    ]  # fmt: skip
    found += [
        PlanMilestone(
            id=dice.key(), plan=plan, position=f"m{n}", title="Demo step", due_on=dice.day(), done_on=dice.some((dice.day(),), 0.6)
        )
        for n in range(rng.randrange(7))
    ]  # fmt: skip
    found += [
        PlanNeed(id=dice.key(), plan=plan, topic=rng.choice(list(SetupTopic)), now=dice.some(range(6)), now_at_end=dice.some(range(6)))
        for _ in range(rng.randrange(5))
    ]  # fmt: skip
    found += [
        PlanEvaluation(id=dice.key(), plan=plan, side=side, on=dice.day(), usefulness=dice.some(range(1, 6)))
        for side in (PlanSide.MENTOR, PlanSide.NEW)
        if dice.yes(0.6)
    ]  # fmt: skip
    return found
