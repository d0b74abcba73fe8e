"""Random records of everything that a figure reads, crowded around the edges of years so that rules meet each other."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from p2i_desktop.domain.advice import (
    Case,
    CaseOutcome,
    CaseParty,
    CaseRole,
    CaseStatus,
    Channel,
    ClosingReason,
    Consultation,
    ConsultationType,
    Instrument,
    Phase,
    Sector,
    StaffTime,
    Topic,
)
from p2i_desktop.domain.casework import Feedback, FeedbackOutcome
from p2i_desktop.domain.eforms import OperatorSize
from p2i_desktop.domain.market import (
    Award,
    AwardSupplier,
    CaseProcurement,
    Influence,
    MarketConsultation,
    ProcurementProject,
    ProcurementStatus,
)
from p2i_desktop.domain.network import OpeningHours, Transition
from p2i_desktop.domain.parties import Contact, Organisation, StaffMember
from p2i_desktop.domain.record import About, Record
from p2i_desktop.domain.reporting import ExchangeRate
from tests.journeys.dice import Dice
from tests.journeys.random_buddies import random_buddies
from tests.journeys.random_workshops import random_workshops

_COUNTRIES = ("AT", "SE", "DE")


def random_records(seed: int, centre: str) -> list[Record]:
    """A small office; parents before children."""
    dice = Dice(seed)
    staff = StaffMember(id=dice.key(), name="Advisor", initials="A1")
    records: list[Record] = [staff]
    records += _hours(dice, centre)
    places = _organisations(dice)
    people = [Contact(id=dice.key(), family_name=f"Officer {n}", data_since=date(2024, 1, 1)) for n in range(4)]
    records += [*places, *people]
    names = [place.id for place in places]
    cases: list[str] = []
    for _ in range(dice.rng.randrange(1, 9)):
        made = _case(dice, staff.id, names)
        cases.append(made[0].id)
        records += made
    talks = [_talk(dice, staff.id, names, [one.id for one in people], cases) for _ in range(dice.rng.randrange(40))]
    records += talks
    for talk in dice.rng.sample(talks, k=len(talks) // 4):
        records.append(
            StaffTime(
                id=dice.key(), about=About("consultation", talk.id), staff=staff.id, on=dice.day(), contact_minutes=dice.rng.randrange(90),
                preparation_minutes=dice.rng.randrange(90), travel_minutes=dice.rng.randrange(90), other_minutes=33,
            )
        )  # fmt: skip
    records += _market(dice, names, cases)
    records += [_answer(dice, cases, [talk.id for talk in talks]) for _ in range(dice.rng.randrange(14))]
    return records + random_buddies(dice) + random_workshops(dice, names, [one.id for one in people])


def _hours(dice: Dice, centre: str) -> list[Record]:
    if dice.yes(0.15):
        return []
    spans = [(1, 9, 12), (1, 11, 16), (2, 9, 16), (3, 8, 13), (5, 9, 13), (6, 10, 11)]
    return [
        OpeningHours(id=dice.key(), centre=centre, position=f"{n}", weekday=weekday, opens_at=time(opens, 30), closes_at=time(closes))
        for n, (weekday, opens, closes) in enumerate(spans)
    ]  # fmt: skip


def _organisations(dice: Dice) -> list[Organisation]:
    keys = [dice.key() for _ in range(7)]
    return [
        Organisation(
            id=key, legal_name=f"Demo Office {n}", country=dice.rng.choice(_COUNTRIES),
            merged_into=dice.rng.choice(keys[n + 1 :]) if n < 6 and dice.yes(0.2) else None,
        )
        for n, key in enumerate(keys)
    ]  # fmt: skip


def _case(dice: Dice, staff: str, places: list[str]) -> list[Record]:
    key, opened = dice.key(), dice.day()
    status, phase, on = CaseStatus.NEW, Phase.PREP_NEED, opened
    moves: list[Record] = []
    for _ in range(dice.rng.randrange(6)):
        on += timedelta(days=dice.rng.choice((0, 0, 1, 30, 200)))
        field = dice.rng.choice(("status", "phase"))
        new: CaseStatus | Phase = dice.rng.choice(list(CaseStatus if field == "status" else Phase))
        old = status if field == "status" else phase
        moves.append(
            Transition(id=dice.key(), about=About("case", key), field=field, old=old.value, new=new.value, on=on)
        )
        status, phase = (CaseStatus(new), phase) if field == "status" else (status, Phase(new))
    ended = [m.on for m in moves if isinstance(m, Transition) and m.field == "status"]
    case = Case(
        id=key, number=key[-4:], title="Demo case", status=status, phase=phase, lead_advisor=staff, opened_on=opened,
        closed_on=ended[-1] if ended and status in (CaseStatus.CLOSED, CaseStatus.DECLINED, CaseStatus.REDIRECTED) else None,
        intake=dice.some(Channel, 0.9), need=dice.rng.choice(("A need.", "A need.", "")), sector=dice.some(Sector, 0.9),
        outcome=dice.some(CaseOutcome), closing_reason=dice.some(ClosingReason), result=dice.rng.choice(("Done.", "")),
        estimated_value=dice.money(), value_date=dice.some((dice.day(),), 0.4),
    )  # fmt: skip
    if status in (CaseStatus.CLOSED, CaseStatus.DECLINED, CaseStatus.REDIRECTED) and not ended:
        raise AssertionError("a case that ended has a move")
    party = CaseParty(id=dice.key(), case=key, organisation=dice.rng.choice(places))
    more = CaseParty(id=dice.key(), case=key, organisation=dice.rng.choice(places), role=CaseRole.PARTICIPATING_BUYER)
    return [case, *moves, party, more]


def _talk(dice: Dice, staff: str, places: list[str], people: list[str], cases: list[str]) -> Consultation:
    rng, on = dice.rng, dice.day()
    received = datetime.combine(on, time(rng.randrange(6, 18), rng.randrange(60)), UTC)
    answered = received + timedelta(minutes=rng.choice((-30, 0, 45, 600, 4000)))
    timed = dice.yes(0.6)
    return Consultation(
        id=dice.key(), on=on, type=rng.choice((*ConsultationType, ConsultationType.ENQUIRY, ConsultationType.ENQUIRY)),
        channel=rng.choice(list(Channel)), case=dice.some(cases, 0.6), organisation=dice.some(places, 0.6),
        other_organisations=frozenset(rng.sample(places, k=rng.choice((0, 0, 0, 1, 2)))), contacts=frozenset(rng.sample(people, k=rng.randrange(3))),
        anonymous=dice.yes(0.1), advisor=staff, contact_minutes=rng.randrange(120), preparation_minutes=rng.randrange(60),
        travel_minutes=rng.randrange(60), contact_made=dice.yes(0.9), topics=frozenset(rng.sample(list(Topic), k=rng.randrange(3))),
        substantive=dice.yes(0.9), specific=dice.yes(0.9), count_out=dice.yes(0.1), count_out_reason="twice",
        received_at=received if timed else None, first_answer_at=answered if timed and dice.yes(0.8) else None,
        first_response_minutes=rng.randrange(900) if dice.yes(0.15) else None,
    )  # fmt: skip


def _market(dice: Dice, places: list[str], cases: list[str]) -> list[Record]:
    rng = dice.rng
    found: list[Record] = []
    keys = [dice.key() for _ in range(rng.randrange(9))]
    for key in keys:
        found.append(
            ProcurementProject(
                id=key, title="Demo procurement", lead_buyer=rng.choice(places), status=rng.choice(list(ProcurementStatus)),
                instrument=rng.choice((Instrument.PCP, Instrument.PPI, Instrument.INNOVATION_PARTNERSHIP, Instrument.REGULAR, Instrument.UNDECIDED)),
                cpv_main=rng.choice(("72000000", "")), sector=dice.some(Sector), joint=dice.yes(0.3), cross_border=dice.yes(0.3),
                eu_funded=dice.some((True, False), 0.6), estimated_value=dice.money(), value_date=dice.some((dice.day(),), 0.4),
                started_on=dice.some((dice.day(),), 0.85), launch_customer=dice.some((True, False), 0.6), influence=rng.choice(list(Influence)),
                influence_confirmed_on=dice.some((dice.day(),), 0.8),
            )
        )  # fmt: skip
        for case in rng.sample(cases, k=min(len(cases), rng.choice((0, 1, 1, 2)))):
            found.append(CaseProcurement(id=dice.key(), case=case, procurement=key))
        for lot in range(rng.choice((0, 1, 1, 2, 3))):
            award = dice.key()
            found.append(
                Award(id=award, procurement=key, lot=str(lot), awarded_on=dice.day(), value=dice.money(), tenders=dice.some(range(9)))
            )  # fmt: skip
            found += [
                AwardSupplier(
                    id=dice.key(), award=award, organisation=rng.choice(places), lead=dice.yes(0.7), size_at_award=dice.some(OperatorSize, 0.8),
                    start_up_at_award=dice.some((True, False)), country_at_award=rng.choice((*_COUNTRIES, "")),
                )
                for _ in range(rng.randrange(3))
            ]  # fmt: skip
    for _ in range(rng.randrange(6)):
        of: dict[str, Any] = (
            {"procurement": rng.choice(keys)} if keys and dice.yes(0.6) else {"case": rng.choice(cases)}
        )
        found.append(
            MarketConsultation(id=dice.key(), title="Demo", opens=dice.day(), participants=dice.some(range(50)), **of)
        )
    for _ in range(rng.randrange(5)):
        rate = Decimal(rng.randrange(1, 30_000)) / 10_000
        found.append(
            ExchangeRate(
                id=dice.key(), currency=rng.choice(("SEK", "CHF")), on=dice.day(), eur_per_unit=rate, source="Demo"
            )
        )
    return found


def _answer(dice: Dice, cases: list[str], talks: list[str]) -> Feedback:
    about = (
        About("consultation", dice.rng.choice(talks))
        if talks and dice.yes(0.3)
        else About("case", dice.rng.choice(cases))
    )
    rating = dice.some(range(100, 501))
    return Feedback(
        id=dice.key(), about=about, answers=dice.rng.choice((1, 1, 1, 4)), rating=None if rating is None else Decimal(rating) / 100,
        useful=dice.some((True, False)), outcomes=frozenset(dice.rng.sample(list(FeedbackOutcome), k=dice.rng.randrange(3))), on=dice.day(),
    )  # fmt: skip
