"""The procurements of the demo centre's clients: notices, phases, market consultations, awards; all made up, some incomplete."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from uuid import UUID

from p2i_desktop.domain.advice import CaseStatus, ClosingReason, Instrument, Phase
from p2i_desktop.domain.eforms import ContractNature, NoticeType, OperatorSize, ProcedureType
from p2i_desktop.domain.market import (
    Award,
    AwardSupplier,
    CaseProcurement,
    ConsultationForm,
    Influence,
    MarketConsultation,
    Notice,
    PcpPhase,
    ProcurementBuyer,
    ProcurementProject,
    ProcurementStatus,
)
from p2i_desktop.domain.network import Transition
from p2i_desktop.domain.parties import Organisation, OrganisationKind
from p2i_desktop.domain.record import About, Money, Record, link_id
from p2i_desktop.domain.reporting import ExchangeRate
from p2i_desktop.services.demo_case import Story
from p2i_desktop.services.demo_market_texts import MarketTexts
from p2i_desktop.services.demo_people import COUNTRY, Cast, Ids

_TENDERING = frozenset({Phase.TENDER_PROCEDURE, Phase.TENDER_CONFORMANCE})
_CONTRACT = frozenset({Phase.IMPL_MONITOR, Phase.IMPL_PCP1, Phase.IMPL_PCP2, Phase.IMPL_PCP3})
_EARLY = frozenset({Phase.PREP_OMC, Phase.PREP_BUSINESS_CASE, Phase.PREP_TENDER_DOCS})
_GIVEN_UP = frozenset({ClosingReason.NO_BUDGET, ClosingReason.NEED_WITHDRAWN})
_SIZES = (
    OperatorSize.MICRO,
    OperatorSize.SMALL,
    OperatorSize.MEDIUM,
    OperatorSize.MEDIUM,
    OperatorSize.LARGE,
    OperatorSize.SME,
)
_ABROAD = ("DE", "DE", "CH", "CZ", "IT", "NL", "SE")
_CURRENCIES = {"SE": ("SEK", Decimal("0.088")), "CH": ("CHF", Decimal("1.04"))}  # about what a unit was worth in euro
_OPENS_LATE = 150  # days: rates are stored only from then on, so that some values have none
_BIG = 2000  # stories; so many that only a part of the procurements is told


@dataclass
class Supplier:
    """A firm that wins, as it is on any day."""

    organisation: Organisation
    start_up: bool


class Market:
    """Tells what became of the cases on the market; `records` holds it."""

    def __init__(self, rng: Random, ids: Ids, texts: MarketTexts, cast: Cast, first: date, today: date) -> None:
        self.rng, self.ids, self.texts, self.cast, self.first, self.today = rng, ids, texts, cast, first, today
        self.records: list[Record] = []
        self.suppliers: list[Supplier] = []
        self.made: list[tuple[Story, ProcurementProject]] = []
        self._notices = 0
        self._big = False

    def tell(self, stories: list[Story], places: tuple[str, ...]) -> list[Record]:
        """The procurements of the cases, parents before children."""
        self._big = len(stories) > _BIG
        self._make_suppliers(places, max(6, min(60, len(stories) // 8)))
        for story in stories:
            reached = {Phase(move.new): move.on for move in reversed(story.moves) if move.field == "phase"}
            if self._buys(story, reached):
                self._procurement(story, {phase: on for phase, on in reached.items() if on is not None})
            elif Phase.PREP_OMC in reached and self.rng.random() < (0.1 if self._big else 0.3):
                self._consult(story.need, reached[Phase.PREP_OMC] or story.opened_on, case=story.id)
        self._rates()
        return self.records

    def _buys(self, story: Story, reached: dict[Phase, Any]) -> bool:
        wanted = (_TENDERING | _CONTRACT) if self._big else (_EARLY | _TENDERING | _CONTRACT)
        chance = 0.55 if self._big else 0.85
        return bool(wanted & set(reached)) and self.rng.random() < chance and story.instrument is not Instrument.REGULAR

    # -- who sells ---------------------------------------------------------------------------------------------------
    def _make_suppliers(self, places: tuple[str, ...], count: int) -> None:
        for n in range(count):
            pattern = self.texts.suppliers[n % len(self.texts.suppliers)]
            place = places[n * 3 % len(places)]
            again = n // (len(self.texts.suppliers) * len(places))
            country = self.rng.choice(_ABROAD) if n % 4 == 3 else COUNTRY
            made = Organisation(
                id=self.ids(self.first), legal_name=pattern.format(place=place) + (f" {again + 1}" if again else ""),
                kind=OrganisationKind.SUPPLIER, country=country, language=self.cast.centre.language,
                size=self.rng.choice((*_SIZES, None)), start_up=n % 5 == 1, email=f"sales{n + 1}@supplier.example",
            )  # fmt: skip
            self.suppliers.append(Supplier(made, n % 5 == 1))
            self.records.append(made)

    # -- one procurement -----------------------------------------------------------------------------------------------
    def _procurement(self, story: Story, reached: dict[Phase, date]) -> None:
        rng = self.rng
        started = min(on for phase, on in reached.items() if phase in _EARLY | _TENDERING | _CONTRACT)
        published = min((on for phase, on in reached.items() if phase in _TENDERING), default=None)
        awarded = min((on for phase, on in reached.items() if phase in _CONTRACT), default=None)
        if awarded is not None and published is None:
            published = started
        if awarded is None and published is not None and story.status is CaseStatus.CLOSED:  # the office went on alone
            later = published + timedelta(days=rng.randint(50, 220))
            awarded = later if later <= self.today and story.reason not in _GIVEN_UP else None
        status = self._status(story, published, awarded)
        instrument = Instrument.PPI if awarded and story.instrument is Instrument.UNDECIDED else story.instrument
        country = story.client.organisation.country
        made = ProcurementProject(
            id=self.ids(started), title=story.need, language=self.cast.centre.language, lead_buyer=story.client.id,
            instrument=instrument, status=status, procedure=_procedure(instrument) if published else None,
            cpv_main=story.fixed["cpv_main"], nuts=story.fixed["nuts"], sector=story.fixed["sector"], ict=story.fixed["ict"],
            contract_nature=story.fixed["contract_nature"] or ContractNature.SERVICES,
            strategic_aims=story.fixed["strategic_aims"], innovative_acquisition=story.fixed["innovative_acquisition"],
            joint=story.fixed["joint"], cross_border=story.fixed["cross_border"], eu_funded=story.fixed["eu_funded"],
            eu_programme=story.fixed["eu_programme"], estimated_value=self._money(country, 8, 300) if rng.random() < 0.75 else None,
            value_date=started if rng.random() < 0.5 else None, started_on=started, published_on=published,
            contract_from=awarded, launch_customer=rng.choice((True, False, False, None)) if awarded else None,
            rd_needed=story.instrument in (Instrument.PCP, Instrument.INNOVATION_PARTNERSHIP) or None,
            results=rng.choice(self.texts.results) if awarded and rng.random() < 0.6 else "",
            impact=rng.choice(self.texts.impacts) if awarded and rng.random() < 0.3 else "",
        )  # fmt: skip
        made = self._asked(made, story, awarded)
        self.records.append(made)
        self.made.append((story, made))
        self._links(story, made)
        if not self._big:
            self._moves(made, [(ProcurementStatus.PUBLISHED, published), (ProcurementStatus.AWARDED, awarded)], status)
        self._buyers(story, made)
        if Phase.PREP_OMC in reached and rng.random() < (0.25 if self._big else 0.6):
            self._consult(story.need, reached[Phase.PREP_OMC], procurement=made.id)
        if published is not None:
            self._notice(made, published, NoticeType.CN_STANDARD)
        if awarded is not None:
            self._awards(made, awarded, country)
            if story.instrument is Instrument.PCP:
                self._phases(made, awarded)

    def _status(self, story: Story, published: date | None, awarded: date | None) -> ProcurementStatus:
        if awarded is not None:
            return ProcurementStatus.COMPLETED if story.phase is Phase.DONE else ProcurementStatus.RUNNING
        if story.status is CaseStatus.CLOSED and (story.reason in _GIVEN_UP):
            return ProcurementStatus.CANCELLED
        if published is not None:
            return ProcurementStatus.PUBLISHED
        return ProcurementStatus.CONSULTING if story.phase is Phase.PREP_OMC else ProcurementStatus.PLANNED

    def _asked(self, made: ProcurementProject, story: Story, awarded: date | None) -> ProcurementProject:
        """Some clients were asked what part the advice had."""
        day = (awarded or self.today) + timedelta(days=self.rng.randint(20, 90))
        if awarded is None or day > self.today or self.rng.random() > 0.6:
            return made
        influence = self.rng.choices(tuple(Influence)[1:], (2, 5, 3, 1))[0]
        by = story.client.contacts[0] if story.client.contacts else None
        return replace(made, influence=influence, influence_confirmed_by=by, influence_confirmed_on=day)

    def _links(self, story: Story, made: ProcurementProject) -> None:
        cases = [story.id]
        if len(self.made) % 12 == 7 and len(self.made) > 1:  # a second case asks about the same procurement
            cases.append(self.made[-2][0].id)
        self.records += [
            CaseProcurement(id=link_id("case_procurement", case, made.id), case=case, procurement=made.id)
            for case in cases
        ]

    def _moves(
        self, made: ProcurementProject, steps: list[tuple[ProcurementStatus, date | None]], last: ProcurementStatus
    ) -> None:
        """The dated moves up to how it stands."""
        old = ProcurementStatus.PLANNED
        known = [(status, on) for status, on in steps if on is not None]
        if last not in {status for status, _ in known} and last is not ProcurementStatus.PLANNED:
            known.append((last, max([on for _, on in known], default=made.started_on or self.first)))
        for status, on in known:
            self.records.append(
                Transition(
                    id=self.ids(on), about=About("procurement_project", made.id), field="status", old=old.value, new=status.value, on=on,
                    reason=self.texts.given_up if status is ProcurementStatus.CANCELLED else "",
                )
            )  # fmt: skip
            old = status

    def _buyers(self, story: Story, made: ProcurementProject) -> None:
        others = []
        if made.joint:
            others.append(self.rng.choice(self.cast.clients))
        if made.cross_border:
            others.append(self.rng.choice(self.cast.abroad))
        for other in {one.id: one for one in others if one.id != story.client.id}.values():
            self.records.append(
                ProcurementBuyer(
                    id=link_id("procurement_buyer", made.id, other.id), procurement=made.id, organisation=other.id
                )
            )

    # -- what is published -------------------------------------------------------------------------------------------
    def _notice(self, made: ProcurementProject, on: date, kind: NoticeType) -> Notice:
        self._notices += 1
        number = f"{99_000_000 + self._notices}-{on.year}"  # well formed, and far above the number of any notice
        notice = Notice(
            id=self.ids(on), procurement=made.id, publication_number=number, type=kind, published_on=on,
            notice_id=str(UUID(bytes=self.rng.randbytes(16), version=4)) if self._notices % 3 == 0 else "",
            notice_version="01" if self._notices % 3 == 0 else "", title=self.texts.notice.replace("{need}", made.title),
        )  # fmt: skip
        self.records.append(notice)
        return notice

    def _consult(self, need: str, opens: date, *, case: str | None = None, procurement: str | None = None) -> None:
        rng = self.rng
        suppliers = rng.randint(3, 14)
        told = rng.random() < 0.85
        closes = opens + timedelta(days=rng.randint(21, 45))
        self.records.append(
            MarketConsultation(
                id=self.ids(opens), case=case, procurement=procurement, title=self.texts.consultation.replace("{need}", need),
                opens=opens, closes=closes, forms=frozenset(rng.sample(tuple(ConsultationForm), k=rng.choice((1, 1, 2)))),
                participants=suppliers + rng.randint(0, 9) if told else None, suppliers=suppliers if told else None,
                smes=suppliers // 2 if told else None, countries=rng.randint(1, 4) if told else None,
                report_published_on=closes + timedelta(days=14) if told and closes + timedelta(days=14) <= self.today else None,
                findings=rng.choice(self.texts.findings) if told else "",
            )
        )  # fmt: skip

    # -- who wins ------------------------------------------------------------------------------------------------------
    def _awards(self, made: ProcurementProject, on: date, country: str) -> None:
        rng = self.rng
        lots = 2 if rng.random() < 0.12 else 1
        for lot in range(1, lots + 1):
            tenders = rng.choice((2, 3, 3, 4, 5, 7, None))
            day = min(on + timedelta(days=20 * (lot - 1)), self.today)
            award = Award(
                id=self.ids(day), procurement=made.id, lot=str(lot), awarded_on=day,
                value=self._money(country, 5, 260) if rng.random() < 0.88 else None, tenders=tenders,
                sme_tenders=rng.randint(0, tenders) if tenders else None, foreign_tenders=rng.randint(0, 1) if tenders else None,
            )  # fmt: skip
            self.records.append(award)
            self._winners(award, 3 if made.instrument is Instrument.PCP else 2 if rng.random() < 0.15 else 1)
        if not self._big:
            self._notice(made, on, NoticeType.CAN_STANDARD)

    def _winners(self, award: Award, count: int) -> None:
        for n, winner in enumerate(self.rng.sample(self.suppliers, k=count)):
            firm, known = winner.organisation, self.rng.random() < 0.9
            self.records.append(
                AwardSupplier(
                    id=link_id("award_supplier", award.id, firm.id), award=award.id, organisation=firm.id, lead=n == 0,
                    size_at_award=firm.size if known else None, start_up_at_award=winner.start_up if known else None,
                    country_at_award=firm.country if self.rng.random() < 0.95 else "",
                )
            )  # fmt: skip

    def _phases(self, made: ProcurementProject, on: date) -> None:
        providers = (5, 3, 2)
        for n, starts in enumerate((on, on + timedelta(days=150), on + timedelta(days=420))):
            if n and starts > self.today:
                break
            self.records.append(
                PcpPhase(
                    id=self.ids(on), procurement=made.id, phase=n + 1, starts=starts, ends=starts + timedelta(days=(120, 240, 300)[n]),
                    budget=Money(Decimal((60_000, 240_000, 600_000)[n]), "EUR"), providers_in=providers[n],
                    providers_on=providers[n + 1] if n < 2 else None, trl_end=(4, 6, 8)[n],
                )
            )  # fmt: skip

    # -- money ---------------------------------------------------------------------------------------------------------
    def _money(self, country: str, least: int, most: int) -> Money:
        """An amount in tens of thousands; offices abroad use their own currency, and now and then one of here does."""
        amount = Decimal(self.rng.randint(least, most) * 10_000)
        chance = self.rng.random()
        if country == "SE" or chance < 0.04:
            return Money(amount * 10, "SEK")
        return Money(amount, "CHF" if chance > 0.96 else "EUR")

    def _rates(self) -> None:
        """A stored rate a quarter; the first months have none, so that some values cannot be told in euro."""
        day = self.first + timedelta(days=_OPENS_LATE)
        while day <= self.today:
            for currency, about in _CURRENCIES.values():
                rate = (about * Decimal(self.rng.randint(950, 1050)) / 1000).quantize(Decimal("0.0001"))
                self.records.append(
                    ExchangeRate(id=self.ids(day), currency=currency, on=day, eur_per_unit=rate, source="Demo")
                )
            day += timedelta(days=91)


def _procedure(instrument: Instrument) -> ProcedureType:
    match instrument:
        case Instrument.INNOVATION_PARTNERSHIP:
            return ProcedureType.INNOVATION
        case Instrument.PCP:
            return ProcedureType.OTH_MULT
    return ProcedureType.NEG_W_CALL
