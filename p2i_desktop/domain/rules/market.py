"""Rules of procurements and what belongs to them (domain rules H08, H09, H12, H16, H18-H21, W06-W08, W10, W11)."""

from collections.abc import Iterator
from decimal import Decimal

from p2i_desktop.domain import codes
from p2i_desktop.domain.advice import Case, Instrument
from p2i_desktop.domain.eforms import ProcedureType, StrategicAim
from p2i_desktop.domain.market import (
    Award,
    AwardSupplier,
    CaseProcurement,
    MarketConsultation,
    Notice,
    PcpPhase,
    ProcurementBuyer,
    ProcurementProject,
    ProcurementStatus,
)
from p2i_desktop.domain.network import Transition
from p2i_desktop.domain.parties import Organisation
from p2i_desktop.domain.rates import EURO, rate_on
from p2i_desktop.domain.record import About
from p2i_desktop.domain.reporting import ExchangeRate
from p2i_desktop.domain.rules import lifecycle
from p2i_desktop.domain.rules.problem import Around, FieldName, Problem, hard, warning

PROCUREMENT = "procurement_project"  # type key
STATUS = "procurement_status"  # what the lifecycle calls the status of a procurement
# The procedures of the directives; of the list only "other" leaves room for a PCP (Directive 2014/24, Art. 14).
_DIRECTIVE = frozenset(ProcedureType) - {ProcedureType.OTH_SINGLE, ProcedureType.OTH_MULT}


def procurement_problems(p: ProcurementProject, around: Around, before: ProcurementProject | None) -> Iterator[Problem]:
    """H09, H12, H21 and the warnings W06-W08, W10, W11."""
    if before is not None and p.status is not before.status:
        possible = lifecycle.allowed(STATUS, before.status)
        if p.status not in possible:
            yield hard("H09", "status", old=before.status, new=p.status, list=possible)
    awards = around.find(Award, procurement=p.id)
    if p.status in lifecycle.NEEDS_AWARD and not awards:
        yield hard("H21", "status", status=p.status)
    if StrategicAim.NONE in p.strategic_aims and len(p.strategic_aims) > 1:
        yield hard("H12", "strategic_aims")
    yield from buying_warnings(p, around)
    if p.instrument is Instrument.PCP and any(
        one.providers_in == 1 for one in around.find(PcpPhase, procurement=p.id, phase=1)
    ):
        yield warning("W06_provider", "instrument")
    if p.eu_funded and _unchecked_cases(p, around):
        yield warning("W08", "eu_funded")
    if p.status in lifecycle.NEEDS_AWARD:
        yield from _missing(awards, "status", around)


def buying_warnings(record: Case | ProcurementProject, around: Around) -> Iterator[Problem]:
    """W06 (codes and procedure of a PCP), W07 and W11: the same for a case and for its procurement."""
    cpv = _valid_cpv(record.cpv_main)
    if record.instrument is Instrument.PCP:
        if cpv and not codes.is_research(cpv):
            yield warning("W06", "cpv_main", cpv=codes.format_cpv(cpv))
        if record.procedure in _DIRECTIVE:
            yield warning("W06_procedure", "procedure", procedure=record.procedure)
    if StrategicAim.INN_PUR in record.strategic_aims and not record.innovative_acquisition:
        yield warning("W07", "innovative_acquisition")
    if (record.cpv_main or record.cpv_more) and around.knows_cpv is None:
        yield warning("W11", "cpv_main" if record.cpv_main else "cpv_more")


def _valid_cpv(text: str) -> str:
    try:
        return codes.parse_cpv(text)
    except ValueError:
        return ""


def _unchecked_cases(p: ProcurementProject, around: Around) -> bool:
    """Whether the advice on an EU funded procurement was not checked for double funding."""
    cases = [around.get(Case, link.case) for link in around.find(CaseProcurement, procurement=p.id) if link.case]
    return any(case is not None and case.double_funding_checked_on is None for case in cases)


def _missing(awards: list[Award], field: str, around: Around) -> Iterator[Problem]:
    """W10: what the report will miss of awards, named once each."""
    what: list[FieldName] = []
    if any(award.value is None for award in awards):
        what.append(FieldName("award", "value"))
    suppliers = {award.id: around.find(AwardSupplier, award=award.id) for award in awards}
    if not all(suppliers.values()):
        what.append(FieldName("award_supplier", "organisation"))
    if any(one.size_at_award is None for found in suppliers.values() for one in found if one.lead):
        what.append(FieldName("award_supplier", "size_at_award"))
    if what:
        yield warning("W10", field, what=tuple(what))
    for award in awards:
        yield from _no_rate(award, field, around)


def _no_rate(award: Award, field: str, around: Around) -> Iterator[Problem]:
    if award.value is None or award.awarded_on is None or award.value.currency == EURO:
        return
    currency = award.value.currency
    if rate_on(around.find(ExchangeRate, currency=currency), currency, award.awarded_on) is None:
        yield warning("W10_rate", field, currency=currency, date=award.awarded_on)


def move_problems(move: Transition, about: About) -> Iterator[Problem]:
    """H08 and H09 on the move of a procurement itself."""
    if about.type != PROCUREMENT or move.field != "status" or not move.old:
        return
    if not {move.old, move.new} <= {member.value for member in ProcurementStatus}:
        yield hard("pattern", "new", text=move.new)
    elif move.new not in lifecycle.allowed(STATUS, move.old):
        old, new = ProcurementStatus(move.old), ProcurementStatus(move.new)
        yield hard("H09", "status", old=old, new=new, list=lifecycle.allowed(STATUS, move.old))
    elif lifecycle.reason_needed(STATUS, move.old, move.new) and not move.reason.strip():
        yield hard("H08", "reason")


def buyer_problems(buyer: ProcurementBuyer, around: Around, before: ProcurementBuyer | None) -> Iterator[Problem]:
    """An organisation buys once in a procurement: as its lead buyer, or in one other role."""
    project = around.get(ProcurementProject, buyer.procurement) if buyer.procurement else None
    others = around.find(ProcurementBuyer, procurement=buyer.procurement, organisation=buyer.organisation)
    leads = project is not None and buyer.organisation is not None and project.lead_buyer == buyer.organisation
    if project is not None and (leads or any(other.id != buyer.id for other in others)):
        yield hard("taken", "organisation", text=_name(buyer.organisation, around), title=project.title)


def notice_problems(notice: Notice, around: Around, before: Notice | None) -> Iterator[Problem]:
    """A number or an id; H16: each of them belongs to one notice."""
    if not notice.publication_number and not notice.notice_id:
        yield hard("notice_named", "publication_number")
    if notice.publication_number:
        for other in around.find(Notice, publication_number=notice.publication_number):
            if other.id != notice.id:
                yield _taken(notice.publication_number, "publication_number", other, around)
                break
    if notice.notice_id:
        for other in around.find(Notice, notice_id=notice.notice_id, notice_version=notice.notice_version):
            if other.id != notice.id:
                yield _taken(notice.notice_id, "notice_id", other, around)
                break


def _taken(number: str, field: str, other: Notice, around: Around) -> Problem:
    project = around.get(ProcurementProject, other.procurement) if other.procurement else None
    return hard("H16_taken", field, number=number, title=other.title or (project.title if project else ""))


def phase_problems(phase: PcpPhase, around: Around, before: PcpPhase | None) -> Iterator[Problem]:
    """H18: phases 1, 2, 3 follow one another; H19: no phase has more providers than the one before let through."""
    if phase.phase is None:
        return
    others = [one for one in around.find(PcpPhase, procurement=phase.procurement) if one.id != phase.id]
    known = {one.phase: one for one in others}
    if phase.phase in known:
        yield hard("H18_twice", "phase", phase=phase.phase)
        return
    earlier, later = known.get(phase.phase - 1), known.get(phase.phase + 1)
    if phase.phase > 1 and earlier is None:
        yield hard("H18", "phase", phase=phase.phase, previous=phase.phase - 1)
    if before is not None and before.phase not in (None, phase.phase) and before.phase + 1 in known:
        yield hard("H18", "phase", phase=before.phase + 1, previous=before.phase)
    for one, other in ((earlier, phase), (phase, later)):
        if one is not None and other is not None and _starts_before(other, one):
            yield hard("H18", "starts", phase=other.phase or 0, previous=one.phase or 0)
    if _more(phase.providers_on, phase.providers_in):
        yield hard("H19_through", "providers_on", n=phase.phase, x=phase.providers_on or 0, y=phase.providers_in or 0)
    if earlier is not None and _more(phase.providers_in, earlier.providers_on):
        yield _too_many(phase, earlier, "providers_in")
    if later is not None and _more(later.providers_in, phase.providers_on):
        yield _too_many(later, phase, "providers_on")
    if phase.phase == 1 and phase.providers_in == 1:
        yield warning("W06_provider", "providers_in")


def _starts_before(second: PcpPhase, first: PcpPhase) -> bool:
    return first.starts is not None and second.starts is not None and second.starts < first.starts


def _more(count: int | None, most: int | None) -> bool:
    return count is not None and most is not None and count > most


def _too_many(phase: PcpPhase, before: PcpPhase, field: str) -> Problem:
    return hard(
        "H19", field, n=phase.phase or 0, x=phase.providers_in or 0, m=before.phase or 0, y=before.providers_on or 0
    )


def consultation_problems(
    talk: MarketConsultation, around: Around, before: MarketConsultation | None
) -> Iterator[Problem]:
    """Of a procurement or of a case, not of both; small suppliers are suppliers too."""
    if (talk.procurement is None) == (talk.case is None):
        yield hard("market_of", "procurement")
    if _more(talk.smes, talk.suppliers):
        yield hard("smes", "smes", n=talk.smes or 0, most=talk.suppliers or 0)


def award_problems(award: Award, around: Around, before: Award | None) -> Iterator[Problem]:
    """H20: parts of the tenders are no more than the tenders; W10."""
    for name in ("sme_tenders", "foreign_tenders"):
        if _more(getattr(award, name), award.tenders):
            yield hard("H20", name, part=FieldName("award", name), tenders=award.tenders or 0)
    if award.value is None:
        yield warning("W10", "value", what=(FieldName("award", "value"),))
    yield from _no_rate(award, "value", around)


def supplier_problems(supplier: AwardSupplier, around: Around, before: AwardSupplier | None) -> Iterator[Problem]:
    """H20: shares of one award are at most 100 %; a supplier stands once in an award; W10."""
    others = [one for one in around.find(AwardSupplier, award=supplier.award) if one.id != supplier.id]
    if supplier.organisation is not None and any(one.organisation == supplier.organisation for one in others):
        yield hard("supplier_twice", "organisation", name=_name(supplier.organisation, around))
    if supplier.part is not None:
        whole = sum((one.part for one in others if one.part is not None), supplier.part)
        if not 0 <= supplier.part <= 100:
            yield hard("range", "part", low=Decimal(0), high=Decimal(100))
        elif whole > 100:
            yield hard("H20_share", "part", sum=whole)
    if supplier.lead and supplier.size_at_award is None:
        yield warning("W10", "size_at_award", what=(FieldName("award_supplier", "size_at_award"),))


def rate_problems(rate: ExchangeRate, around: Around, before: ExchangeRate | None) -> Iterator[Problem]:
    """More than nothing, of another currency than the euro, once for a currency and a day."""
    if rate.eur_per_unit is not None and rate.eur_per_unit.is_finite() and rate.eur_per_unit <= 0:
        yield hard("rate_zero", "eur_per_unit")
    if rate.currency == EURO:
        yield hard("rate_euro", "currency")
    if rate.on is not None and any(
        other.id != rate.id for other in around.find(ExchangeRate, currency=rate.currency, on=rate.on)
    ):
        yield hard("rate_twice", "on", currency=rate.currency, date=rate.on)


def _name(organisation_id: str | None, around: Around) -> str:
    organisation = around.get(Organisation, organisation_id) if organisation_id else None
    return organisation.legal_name if organisation is not None else ""
