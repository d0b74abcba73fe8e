"""One case of the demo centre while its story is told: what happened so far, and the records that come of it."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from p2i_desktop.domain.advice import (
    Action,
    Case,
    CaseOutcome,
    CaseStatus,
    Channel,
    ClosingReason,
    Confidentiality,
    Instrument,
    Phase,
    Sector,
    Topic,
    YesNoPlanned,
)
from p2i_desktop.domain.eforms import ContractNature, InnovativeAcquisition, ProcedureType, StrategicAim
from p2i_desktop.domain.network import Transition
from p2i_desktop.domain.record import About, Money
from p2i_desktop.domain.rules.lifecycle import TENDERING_OR_LATER
from p2i_desktop.services.demo_people import Client, Ids
from p2i_desktop.services.demo_texts import DemoTexts

_ROAD = tuple(Phase)[:6]
_END = (Phase.IMPL_MONITOR,)
_END_TESTED = (Phase.TENDER_CONFORMANCE, Phase.IMPL_MONITOR)
_END_PCP = (Phase.IMPL_PCP1, Phase.IMPL_PCP2, Phase.IMPL_PCP3)
_INSTRUMENTS = (
    (Instrument.UNDECIDED, 24), (Instrument.PPI, 20), (Instrument.INNOVATION_PARTNERSHIP, 14), (Instrument.FUNCTIONAL_REGULAR, 14),
    (Instrument.DIRECT_INNOVATION_PROCUREMENT, 9), (Instrument.PCP, 8), (Instrument.REGULAR, 5), (Instrument.DESIGN_CONTEST, 3),
    (Instrument.CATALYTIC, 2), (Instrument.RD_PROCUREMENT_OTHER, 1),
)  # fmt: skip
_CPV = {
    Sector.HEALTH_SOCIAL: "33000000", Sector.PUBLIC_TRANSPORT: "34000000", Sector.GENERAL_ADMINISTRATION: "48000000",
    Sector.CONSTRUCTION_HOUSING: "45000000", Sector.ENERGY: "09000000", Sector.ENVIRONMENT: "90000000", Sector.WATER: "41000000",
    Sector.SECURITY_DEFENCE: "35000000", Sector.EDUCATION_CULTURE: "80000000",
}  # fmt: skip
_EARLY_ENDS = (
    (ClosingReason.NEED_WITHDRAWN, 3), (ClosingReason.NO_BUDGET, 4), (ClosingReason.REGULAR_PROCUREMENT_CHOSEN, 4),
    (ClosingReason.MARKET_CONSULTATION_ONLY, 4), (ClosingReason.PILOT, 3), (ClosingReason.OTHER, 2), (ClosingReason.OUT_OF_MANDATE, 1),
)  # fmt: skip
_NO_HELP = frozenset({ClosingReason.NEED_WITHDRAWN, ClosingReason.NO_BUDGET, ClosingReason.OUT_OF_MANDATE})


@dataclass
class Story:
    """A case as it goes on."""

    id: str
    number: str
    client: Client
    advisor: str
    need: str
    sector: Sector
    instrument: Instrument
    road: tuple[Phase, ...]
    opened_on: date
    last_on: date
    next_on: date
    talks_left: int
    patience: int  # days of silence until the centre closes it
    topics: list[Topic]
    fixed: dict[str, Any]  # fields of the case that do not change
    restricted: bool = False
    status: CaseStatus = CaseStatus.NEW
    phase: Phase = Phase.PREP_NEED
    accepted_on: date | None = None
    closed_on: date | None = None
    reason: ClosingReason | None = None
    outcome: CaseOutcome | None = None
    follow_up_on: date | None = None
    moves: list[Transition] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)

    @property
    def about(self) -> About:
        return About("case", self.id)

    def move(self, ids: Ids, name: str, new: CaseStatus | Phase, on: date, why: str = "") -> None:
        """Sets status or phase and writes the dated move."""
        old = getattr(self, name)
        setattr(self, name, new)
        self.moves.append(
            Transition(id=ids(on), about=self.about, field=name, old=old.value, new=new.value, on=on, reason=why)
        )

    def advance(self, rng: Random, ids: Ids, on: date, texts: DemoTexts) -> None:
        """After a talk a case often takes a step, sometimes two, seldom one back."""
        place = self.road.index(self.phase)
        if rng.random() < 0.04 and 0 < place < 6:
            self.move(ids, "phase", self.road[place - 1], on, rng.choice(texts.reasons_back))
        elif rng.random() < 0.42 and place + 1 < len(self.road):
            skip = 2 if rng.random() < 0.25 and place + 2 < min(len(self.road), 6) else 1
            self.move(ids, "phase", self.road[place + skip], on)

    def end(self, rng: Random, ids: Ids, day: date, today: date, silent: bool = False) -> None:
        """Completes the case and closes it soon after; a closing that would lie after today has not come yet."""
        closed = day if silent else day + timedelta(days=rng.choice((0, 0, 5, 14, 21, 35)))
        self.move(ids, "status", CaseStatus.COMPLETED, day)
        if closed > today:
            return
        self._judge(rng, silent)
        self.move(ids, "status", CaseStatus.CLOSED, closed)
        self.closed_on = closed
        if self.phase in (*_END, *_END_PCP):
            self.move(ids, "phase", Phase.DONE, closed)

    def _judge(self, rng: Random, silent: bool) -> None:
        if silent:
            self.reason, self.outcome = ClosingReason.CLIENT_SILENT, CaseOutcome.UNREACHABLE
            return
        if self.phase in (*_END, *_END_PCP):
            self.reason = ClosingReason.CONTRACT_AWARDED
        elif self.phase in TENDERING_OR_LATER:
            self.reason = ClosingReason.TENDER_PUBLISHED
        else:
            reasons, weights = zip(*_EARLY_ENDS, strict=True)
            self.reason = rng.choices(reasons, weights)[0]
        if self.reason in _NO_HELP and rng.random() < 0.6:
            self.outcome = CaseOutcome.NO_HELP_POSSIBLE
        else:
            self.outcome = CaseOutcome.HELPED if rng.random() < 0.72 else CaseOutcome.PARTLY_HELPED

    def record(self, texts: DemoTexts, rng: Random) -> Case:
        """The case as it stands at the end."""
        tendered = self.phase in TENDERING_OR_LATER
        result = ""
        if self.status is CaseStatus.CLOSED:
            result = rng.choice(texts.results.get(self.reason or "", texts.results[""]))
        return Case(
            id=self.id, number=self.number, status=self.status, phase=self.phase, lead_advisor=self.advisor, opened_on=self.opened_on,
            accepted_on=self.accepted_on, closed_on=self.closed_on, follow_up_on=self.follow_up_on, instrument=self.instrument,
            topics=frozenset(self.topics), outcome=self.outcome, closing_reason=self.reason, result=result,
            procedure=_procedure(self.instrument) if tendered else None,
            confidentiality=Confidentiality.RESTRICTED if self.restricted else Confidentiality.CENTRE, **self.fixed,
        )  # fmt: skip


def _procedure(instrument: Instrument) -> ProcedureType | None:
    match instrument:
        case Instrument.INNOVATION_PARTNERSHIP:
            return ProcedureType.INNOVATION
        case Instrument.PCP:
            return None
        case Instrument.PPI | Instrument.DIRECT_INNOVATION_PROCUREMENT:
            return ProcedureType.NEG_W_CALL
    return ProcedureType.OPEN


def begin(
    rng: Random,
    ids: Ids,
    texts: DemoTexts,
    client: Client,
    advisor: str,
    number: str,
    day: date,
    programme: str,
    language: str,
) -> Story:
    """A new case of a client, opened on a day."""
    sector = client.sector
    need = rng.choice(texts.needs[sector])
    instruments, weights = zip(*_INSTRUMENTS, strict=True)
    instrument = rng.choices(instruments, weights)[0]
    end = _END_PCP if instrument is Instrument.PCP else _END_TESTED if rng.random() < 0.3 else _END
    return Story(
        id=ids(day), number=number, client=client, advisor=advisor, need=need, sector=sector, instrument=instrument, road=_ROAD + end,
        opened_on=day, last_on=day, next_on=day + timedelta(days=rng.randint(4, 30)), talks_left=0,
        patience=rng.randint(75, 200), topics=_topics(rng),
        fixed=_fixed(rng, texts, client, need, sector, instrument, programme, language),
    )  # fmt: skip


def _topics(rng: Random) -> list[Topic]:
    return rng.sample(tuple(Topic)[:12], k=rng.choice((1, 1, 2, 2)))


def _fixed(
    rng: Random,
    texts: DemoTexts,
    client: Client,
    need: str,
    sector: Sector,
    instrument: Instrument,
    programme: str,
    language: str,
) -> dict[str, Any]:
    aims = frozenset({StrategicAim.INN_PUR}) if rng.random() < 0.6 else frozenset()
    considered = {Instrument.PPI, Instrument.INNOVATION_PARTNERSHIP} if rng.random() < 0.3 else set()
    funded = rng.random() < 0.12
    fields: dict[str, Any] = {
        "title": need,
        "language": language,
        "intake": None if rng.random() < 0.03 else rng.choices((Channel.PHONE, Channel.EMAIL, Channel.EVENT, Channel.VIDEO), (5, 4, 2, 1))[0],
        "need": "" if rng.random() < 0.04 else rng.choice(texts.need_texts).replace("{need}", need),
        "sector": None if rng.random() < 0.03 else sector,
        "ict": rng.random() < 0.38,
        "cpv_main": _cpv(rng, sector, instrument),
        "nuts": frozenset({client.organisation.nuts}) if client.organisation.nuts else frozenset(),
        "contract_nature": rng.choice((ContractNature.SUPPLIES, ContractNature.SERVICES, ContractNature.WORKS, None)),
        "strategic_aims": aims,
        "innovative_acquisition": frozenset({rng.choice(tuple(InnovativeAcquisition))}) if aims and rng.random() < 0.9 else frozenset(),
        "instruments_considered": frozenset(considered | ({instrument} - {Instrument.UNDECIDED})),
        "estimated_value": Money(Decimal(rng.randint(4, 400) * 10_000), "EUR") if rng.random() < 0.55 else None,
        "eu_funded": True if funded else rng.choice((False, False, None)),
        "eu_programme": "HORIZONEU" if funded else "",
        "joint": rng.random() < 0.07,
        "cross_border": rng.random() < 0.04,
        "market_consultation": rng.choice((YesNoPlanned.YES, YesNoPlanned.PLANNED, YesNoPlanned.NO, None)),
        "functional_specification": rng.choice((YesNoPlanned.YES, YesNoPlanned.PLANNED, None)),
        "programme": programme if rng.random() < 0.92 else None,
    }  # fmt: skip
    if rng.random() < 0.4:
        fields["trl_now"] = rng.randint(2, 7)
        fields["trl_target"] = rng.randint(fields["trl_now"] + 1, 9)
    return fields


def _cpv(rng: Random, sector: Sector, instrument: Instrument) -> str:
    if instrument is Instrument.PCP:
        return "73100000"
    return _CPV.get(sector, "79000000") if rng.random() < 0.6 else ""
