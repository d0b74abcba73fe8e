"""The procurements, awards and market consultations behind the figures of a year as a report lists them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from p2i_desktop.domain.advice import Case, Instrument, Sector
from p2i_desktop.domain.codes import written_cpv
from p2i_desktop.domain.figures import Scope
from p2i_desktop.domain.figures.market_rows import (
    AwardRow,
    FeedbackRow,
    MarketConsultationRow,
    ProcurementRow,
    SupplierRow,
)
from p2i_desktop.domain.figures.procurements import (
    CONFIRMED,
    TYPE,
    is_foreign,
    is_small,
    volume_of,
    volume_of_case,
)
from p2i_desktop.domain.figures.quality import missing_in_procurement
from p2i_desktop.domain.figures.rows import CaseRow
from p2i_desktop.domain.figures.satisfaction import answers_of_case, worth_of
from p2i_desktop.domain.market import Influence, MarketConsultation, ProcurementProject, ProcurementStatus
from p2i_desktop.domain.parties import Organisation
from p2i_desktop.domain.rates import EURO
from p2i_desktop.i18n import Texts
from p2i_desktop.reports.facts import AwardLine, MarketFacts, MarketLine, Number, ProcurementLine, Worth
from p2i_desktop.services.confidential import Hidden
from p2i_desktop.services.figure_views import IndicatorRow
from p2i_desktop.services.work import Work

Met = Callable[[SupplierRow], bool | None]
_SUPPLIERS: dict[str, Met] = {"PRC-06": is_small, "PRC-07": is_small, "PRC-08": lambda supplier: supplier.start_up}


@dataclass
class MarketBehind:
    """One year's procurements with the names that a report prints; what belongs to hidden cases alone is left out."""

    work: Work
    scope: Scope
    rows: list[IndicatorRow]
    texts: Texts
    hidden: Hidden

    @cached_property
    def facts(self) -> MarketFacts:
        """All lines, by day."""
        awards = [award for award in self.scope.market.awards if self._seen(award.procurement)]
        asked = [row for row in self.scope.market.consultations if self._seen_consultation(row)]
        return MarketFacts(
            tuple(self._procurement(row) for row in self._procurements if self._seen(row.id)),
            tuple(self._award(award) for award in awards),
            tuple(self._consultation(row) for row in asked),
        )

    @cached_property
    def restricted(self) -> dict[str, int]:
        """How many records of the year count but are not listed, by type."""
        unseen = {
            TYPE: sum(1 for row in self._procurements if not self._seen(row.id)),
            "award": sum(1 for award in self.scope.market.awards if not self._seen(award.procurement)),
            "market_consultation": sum(
                1 for row in self.scope.market.consultations if not self._seen_consultation(row)
            ),
        }
        return {key: n for key, n in unseen.items() if n}

    @cached_property
    def _known(self) -> dict[str, ProcurementRow]:
        return {row.id: row for row in self.scope.office.rows.market.procurements}

    @cached_property
    def _procurements(self) -> list[ProcurementRow]:
        """Those behind the figures or with an award of the year, by start."""
        wanted = {key for row in self.rows for kind, ids in row.by_type if kind == TYPE for key in ids}
        wanted |= {award.procurement for award in self.scope.market.awards}
        found = [row for row in self._known.values() if row.id in wanted]
        return sorted(found, key=lambda row: (row.started_on or date.min, row.id))

    def _seen(self, procurement: str | None) -> bool:
        return procurement in self._known and procurement not in self.hidden.procurements

    def _seen_consultation(self, row: MarketConsultationRow) -> bool:
        if row.case is not None:
            return row.case not in self.hidden.cases
        return self._seen(row.procurement)

    # -- names -----------------------------------------------------------------------------------------------------
    @cached_property
    def _records(self) -> dict[str, ProcurementProject]:
        wanted = {row.id for row in self._procurements} | {
            row.procurement for row in self.scope.market.consultations if row.procurement
        }
        return self.work.store.many(ProcurementProject, sorted(wanted))

    @cached_property
    def _cases(self) -> dict[str, Case]:
        wanted = {case for row in self._procurements for case in row.cases}
        wanted |= {row.case for row in self.scope.market.consultations if row.case}
        return self.work.store.many(Case, sorted(wanted))

    @cached_property
    def _organisations(self) -> dict[str, Organisation]:
        market = self.scope.office.market
        wanted = {buyer for row in self._procurements if (buyer := market.buyer(row))}
        wanted |= {
            supplier.organisation
            for award in self.scope.market.awards
            for supplier in market.suppliers(award)
            if supplier.organisation
        }
        return self.work.store.many(Organisation, sorted(wanted))

    @cached_property
    def _asked(self) -> dict[str, MarketConsultation]:
        return self.work.store.many(MarketConsultation, [row.id for row in self.scope.market.consultations])

    def _name(self, organisation: str | None) -> str:
        found = self._organisations.get(organisation or "")
        return (found.legal_name or found.short_name) if found else ""

    def _label(self, kind: type[StrEnum], value: str | None) -> str:
        return self.texts.label(kind(value)) if value else ""

    def _title(self, procurement: str | None) -> str:
        found = self._records.get(procurement or "")
        return found.title if found else ""

    def _buyer(self, row: ProcurementRow) -> str:
        return self._name(self.scope.office.market.buyer(row))

    def _any(self, award: AwardRow, met: Met) -> str:
        return self.texts.yes_no(self.scope.market.known(award, met))

    # -- lines -----------------------------------------------------------------------------------------------------
    def _procurement(self, row: ProcurementRow) -> ProcurementLine:
        market, texts = self.scope.office.market, self.texts
        country = market.buyer_country(row)
        shown = [self._cases[case] for case in row.cases if case in self._cases and case not in self.hidden.cases]
        return ProcurementLine(
            id=row.id, title=self._title(row.id), buyer=self._buyer(row), country=texts.country(country) if country else "",
            cases=", ".join(sorted(case.number or case.provisional_number for case in shown)),
            instrument=self._label(Instrument, row.instrument), status=self._label(ProcurementStatus, row.status),
            sector=self._label(Sector, row.sector), ict=row.ict, cpv=written_cpv(row.cpv_main), joint=row.joint,
            cross_border=row.cross_border, eu_funded=texts.yes_no(row.eu_funded), started_on=row.started_on,
            awarded_on=market.first_awarded.get(row.id), estimated=_amount(row.estimated), currency=row.currency or "",
            estimated_euro=volume_of(self.scope, row), launch_customer=texts.yes_no(row.launch_customer),
            influence=self._label(Influence, row.influence), confirmed_on=row.confirmed_on,
            missing=missing_in_procurement(row),
        )  # fmt: skip

    def _award(self, award: AwardRow) -> AwardLine:
        market = self.scope.office.market
        row = market.procurements[award.procurement]
        foreign = award.currency is not None and award.currency != EURO
        rate = market.rate(award.currency or "", award.on) if foreign else None
        names = [self._name(supplier.organisation) for supplier in market.suppliers(award)]
        return AwardLine(
            id=award.id, procurement=row.id, title=self._title(row.id), buyer=self._buyer(row),
            instrument=self._label(Instrument, row.instrument), lot=award.lot, on=award.on, value=_amount(award.cents),
            currency=award.currency or "", rate=rate[1] if rate else None, rate_on=rate[0] if rate else None,
            euro=market.value(award), tenders=award.tenders, suppliers=" · ".join(name for name in names if name),
            small=self._any(award, is_small), start_up=self._any(award, _SUPPLIERS["PRC-08"]),
            foreign=self._any(award, is_foreign(self.scope, row.id)),
        )  # fmt: skip

    def _consultation(self, row: MarketConsultationRow) -> MarketLine:
        record = self._asked[row.id]
        case = self._cases.get(row.case or "")
        about = case.title if case else self._title(row.procurement) if self._seen(row.procurement) else ""
        return MarketLine(
            row.id, record.title, about, row.opens, record.closes, record.participants, record.suppliers, record.smes,
            record.countries,
        )  # fmt: skip

    # -- what each record adds ---------------------------------------------------------------------------------------
    def worth(self, code: str, kind: str, key: str) -> Worth | None:
        """What a record of the market adds to a figure; None for records of other types."""
        if kind == TYPE and key in self._known:
            return Worth(kind, key, *self._of_procurement(code, self._known[key]))
        if kind == "award" and key in self._awards:
            award = self._awards[key]
            return Worth(kind, key, self._of_award(code, award), award.on)
        if kind == "market_consultation":
            row = next(row for row in self.scope.market.consultations if row.id == key)
            return Worth(kind, key, (row.participants or 0) if code == "PRC-14" else 1, row.opens)
        if kind == "feedback":
            answer = self._answers[key]
            value, n = worth_of(answer, code)
            case = self.scope.office.cases.get(answer.case or "")
            on = self.scope.office.closed_on(case) if case else answer.consultation_on
            return Worth(kind, key, value, on, n)
        return None

    @cached_property
    def _awards(self) -> dict[str, AwardRow]:
        return {award.id: award for award in self.scope.market.awards}

    @cached_property
    def _answers(self) -> dict[str, FeedbackRow]:
        return {row.id: row for row in self.scope.office.rows.market.feedback}

    @cached_property
    def answers_of_case(self) -> dict[str, int]:
        """How many answers each closed case has."""
        return answers_of_case(self.scope)

    def of_case(self, code: str, case: CaseRow) -> Number:
        """What a case adds to the volume advised and to the response rate."""
        if code == "PRC-04":
            return volume_of_case(self.scope, case) or 0
        return self.answers_of_case.get(case.id, 0)

    def _of_procurement(self, code: str, row: ProcurementRow) -> tuple[Number, date | None]:
        awarded = self.scope.office.market.first_awarded.get(row.id)
        if code == "PRC-04":
            return volume_of(self.scope, row) or 0, row.started_on
        if code.startswith("PRC-05."):
            return int(row.instrument == code.partition(".")[2]), row.started_on
        if code == "PRC-17":
            return int(row.influence in CONFIRMED), row.confirmed_on
        if code == "DQ-01":
            return int(not missing_in_procurement(row)), row.started_on
        return 1, awarded if code in ("PRC-02", "PRC-16") else row.started_on

    def _of_award(self, code: str, award: AwardRow) -> Number:
        value = self.scope.office.market.value(award) or Decimal(0)
        if code == "PRC-03":
            return value
        if code == "PRC-15":
            return award.tenders or 0
        met = _SUPPLIERS.get(code) or is_foreign(self.scope, award.procurement)
        won = self.scope.market.known(award, met)
        if code == "PRC-07":
            return value / self._whole if won and self._whole else 0
        return 1 if won else 0

    @cached_property
    def _whole(self) -> Decimal:
        values: Iterable[Decimal | None] = (self.scope.office.market.value(award) for award in self.scope.market.awards)
        return sum((value for value in values if value is not None), Decimal(0))


def _amount(cents: int | None) -> Decimal | None:
    return None if cents is None else Decimal(cents) / 100
