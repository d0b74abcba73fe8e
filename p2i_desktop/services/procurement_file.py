"""Everything about one procurement, gathered for its file, and what a case shows of its procurements."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from p2i_desktop.domain.advice import Case
from p2i_desktop.domain.market import (
    Award,
    AwardSupplier,
    CaseProcurement,
    MarketConsultation,
    Notice,
    PcpPhase,
    ProcurementBuyer,
    ProcurementProject,
)
from p2i_desktop.domain.network import Transition
from p2i_desktop.domain.parties import Organisation
from p2i_desktop.domain.rates import in_euro
from p2i_desktop.domain.record import REPORTED, About, Money, fields_of
from p2i_desktop.domain.reporting import ExchangeRate
from p2i_desktop.domain.rules import Problem
from p2i_desktop.domain.rules.general import is_empty
from p2i_desktop.domain.rules.market import PROCUREMENT
from p2i_desktop.services.confidential import sees_case
from p2i_desktop.services.work import Work


@dataclass(frozen=True)
class Sum:
    """Awards added up in euro; `missing` counts those without a value or without a rate, so the sum is "at least"."""

    euro: Decimal
    awards: int
    missing: int


@dataclass(frozen=True)
class AwardLine:
    """An award with its suppliers, the lead first, and its value in euro (None: no value, or no rate)."""

    award: Award
    suppliers: list[tuple[AwardSupplier, Organisation | None]]
    euro: Decimal | None


@dataclass(frozen=True)
class ProcurementLine:
    """A procurement in short."""

    project: ProcurementProject
    buyer: str
    awarded: Sum


@dataclass(frozen=True)
class ProcurementFile:
    """A procurement with its parts, moves and cases; `hidden_cases` counts linked ones that are not for this person."""

    project: ProcurementProject
    buyer: Organisation | None
    buyers: list[tuple[ProcurementBuyer, Organisation | None]]
    notices: list[Notice]
    phases: list[PcpPhase]
    consultations: list[MarketConsultation]
    awards: list[AwardLine]
    awarded: Sum
    cases: list[Case]
    hidden_cases: int
    transitions: list[Transition]
    missing: tuple[str, ...]  # empty fields that reports need
    problems: list[Problem]


def linked_cases(work: Work, procurement_id: str) -> list[Case]:
    """The cases of a procurement outside the bin, whoever may see them, by number."""
    links = work.store.find(CaseProcurement, procurement=procurement_id)
    cases = work.store.many(Case, [link.case for link in links if link.case]).values()
    live = [case for case in cases if case.deleted_at is None]
    return sorted(live, key=lambda case: (case.number or case.provisional_number, case.id))


def procurement_file(work: Work, project: ProcurementProject) -> ProcurementFile:
    """Gathers the parts of one procurement."""
    find, key = work.store.find, project.id
    buyers = find(ProcurementBuyer, procurement=key)
    awards = _award_lines(work, [key])
    cases = linked_cases(work, key)
    shown = [case for case in cases if sees_case(work, case)]
    names = work.store.many(Organisation, [b.organisation for b in buyers if b.organisation] + _one(project.lead_buyer))
    return ProcurementFile(
        project=project,
        buyer=names.get(project.lead_buyer or ""),
        buyers=[(buyer, names.get(buyer.organisation or "")) for buyer in buyers],
        notices=sorted(find(Notice, procurement=key), key=lambda one: (one.published_on or date.max, one.id)),
        phases=sorted(find(PcpPhase, procurement=key), key=lambda one: (one.phase or 0, one.id)),
        consultations=sorted(
            find(MarketConsultation, procurement=key), key=lambda one: (one.opens or date.max, one.id)
        ),
        awards=awards,
        awarded=_sum(awards),
        cases=shown,
        hidden_cases=len(cases) - len(shown),
        transitions=sorted(
            find(Transition, about=About(PROCUREMENT, key)), key=lambda move: (move.on or date.min, move.id)
        ),
        missing=missing(project),
        problems=work.examine(project)[1],
    )


def missing(project: ProcurementProject) -> tuple[str, ...]:
    """The fields that a report needs and that are empty."""
    wanted = [spec.name for spec in fields_of(ProcurementProject) if REPORTED in spec.marks]
    return tuple(name for name in wanted if is_empty(getattr(project, name)))


def lines_of(work: Work, procurement_ids: Sequence[str]) -> list[ProcurementLine]:
    """Procurements in short, those in the bin left out, the latest begun first."""
    projects = [one for one in work.store.many(ProcurementProject, procurement_ids).values() if one.deleted_at is None]
    names = work.store.many(Organisation, [one.lead_buyer for one in projects if one.lead_buyer])
    lines = []
    for project in sorted(projects, key=lambda one: (one.started_on or date.max, one.id), reverse=True):
        buyer = names.get(project.lead_buyer or "")
        awarded = _sum(_award_lines(work, [project.id]))
        lines.append(ProcurementLine(project, buyer.legal_name if buyer else "", awarded))
    return lines


def _award_lines(work: Work, procurement_ids: Sequence[str]) -> list[AwardLine]:
    awards = [award for key in procurement_ids for award in work.store.find(Award, procurement=key)]
    awards.sort(key=lambda award: (award.awarded_on or date.max, award.lot, award.id))
    rates = work.store.find(ExchangeRate) if any(a.value and a.value.currency != "EUR" for a in awards) else []
    lines = []
    for award in awards:
        suppliers = work.store.find(AwardSupplier, award=award.id)
        names = work.store.many(Organisation, [one.organisation for one in suppliers if one.organisation])
        ordered = sorted(suppliers, key=lambda one: (not one.lead, one.id))
        pairs = [(one, names.get(one.organisation or "")) for one in ordered]
        lines.append(AwardLine(award, pairs, _euro(award.value, award.awarded_on, rates)))
    return lines


def _euro(value: Money | None, day: date | None, rates: Sequence[ExchangeRate]) -> Decimal | None:
    return in_euro(value, day, rates) if value is not None and day is not None else None


def _sum(lines: Sequence[AwardLine]) -> Sum:
    known = [line.euro for line in lines if line.euro is not None]
    return Sum(sum(known, Decimal(0)), len(lines), len(lines) - len(known))


def _one(key: str | None) -> list[str]:
    return [key] if key else []
