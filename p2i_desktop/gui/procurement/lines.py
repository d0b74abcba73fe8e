"""The parts of a procurement as rows of small tables."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from p2i_desktop.domain.advice import Case
from p2i_desktop.domain.market import AwardSupplier, MarketConsultation, Notice, PcpPhase, ProcurementBuyer
from p2i_desktop.domain.parties import Organisation
from p2i_desktop.domain.record import Money
from p2i_desktop.gui.procurement.part_table import Line
from p2i_desktop.i18n import Texts

if TYPE_CHECKING:
    from p2i_desktop.services.procurement_file import AwardLine, Sum

_NONE = "–"


def span(texts: Texts, first: date | None, last: date | None) -> str:
    """Two days as `01.03.2026 – 30.06.2026`; one that is not known stays out."""
    if first is None and last is None:
        return _NONE
    return f"{texts.date(first) if first else ''} – {texts.date(last) if last else ''}".strip()


def buyers(rows: Sequence[tuple[ProcurementBuyer, Organisation | None]], texts: Texts) -> list[Line]:
    """Further buyers with their roles."""
    return [
        Line("procurement_buyer", buyer.id, (one.legal_name if one else _NONE, texts.label(buyer.role)))
        for buyer, one in rows
    ]


def notices(rows: Sequence[Notice], texts: Texts) -> list[Line]:
    """Number or id with its title, type, day."""
    found = []
    for notice in rows:
        known = f"{notice.notice_id[:8]}… {notice.notice_version}".strip() if notice.notice_id else ""
        number = notice.publication_number or known
        named = " · ".join(part for part in (number, notice.title) if part)
        kind = texts.label(notice.type) if notice.type else _NONE
        found.append(Line("notice", notice.id, (named, kind, _day(texts, notice.published_on))))
    return found


def phases(rows: Sequence[PcpPhase], texts: Texts) -> list[Line]:
    """Phase with its days, providers at the start and let through, budget."""
    return [
        Line(
            "pcp_phase", phase.id,
            (
                texts.number(phase.phase or 0), span(texts, phase.starts, phase.ends),
                f"{_count(texts, phase.providers_in)} → {_count(texts, phase.providers_on)}",
                texts.money(phase.budget) if phase.budget else _NONE,
            ),
        )
        for phase in rows
    ]  # fmt: skip


def consultations(rows: Sequence[MarketConsultation], texts: Texts) -> list[Line]:
    """Title, days, participants and how many suppliers of them are small."""
    return [
        Line(
            "market_consultation", one.id,
            (
                one.title, span(texts, one.opens, one.closes), _count(texts, one.participants),
                _with_small(texts, one.suppliers, one.smes),
            ),
        )
        for one in rows
    ]  # fmt: skip


def awards(rows: Sequence[AwardLine], texts: Texts) -> list[Line]:
    """Each lot with day, value and tenders; below it its suppliers as they were on that day."""
    found = []
    for row in rows:
        award = row.award
        value = texts.money(award.value) if award.value else _NONE
        if award.value is not None and award.value.currency != "EUR":
            euro = texts.money(_euro(row.euro)) if row.euro is not None else texts._("no rate")
            value = f"{value}\n({euro})"
        tenders = _with_small(texts, award.tenders, award.sme_tenders)
        cells = (texts._("Lot {lot}").replace("{lot}", award.lot), _day(texts, award.awarded_on), value, tenders)
        found.append(Line("award", award.id, cells))
        found += [Line("award_supplier", one.id, (_supplier(one, o, texts),), below=True) for one, o in row.suppliers]
        if not row.suppliers:
            words = "↳ " + texts._("The supplier is still missing.")
            found.append(Line("award", award.id, (words,), below=True, tone="warn"))
    return found


def cases(rows: Sequence[Case], texts: Texts) -> list[Line]:
    """Number and title, phase."""
    return [
        Line("case", case.id, (f"{case.number or case.provisional_number} {case.title}", texts.label(case.phase)))
        for case in rows
    ]


def awarded_words(total: Sum, texts: Texts) -> str:
    """`Awarded: 1,250,000.00 EUR`; "at least" where a value or a rate is missing; empty without any award."""
    if not total.awards:
        return ""
    pattern = texts._("Awarded: at least {value}") if total.missing else texts._("Awarded: {value}")
    return pattern.replace("{value}", texts.money(_euro(total.euro)))


def _supplier(one: AwardSupplier, organisation: Organisation | None, texts: Texts) -> str:
    parts = [organisation.legal_name if organisation else _NONE]
    if not one.lead:
        parts.append(texts._("not leading"))
    parts.append(texts.label(one.size_at_award) if one.size_at_award else texts._("size not known"))
    if one.start_up_at_award:
        parts.append(texts._("start-up"))
    if one.country_at_award:
        parts.append(texts.country(one.country_at_award))
    if one.part is not None:
        parts.append(texts.value(one.part) + "\u00a0%")
    return "↳ " + " · ".join(parts)


def _euro(amount: Decimal) -> Money:
    return Money(amount.quantize(Decimal("0.01")), "EUR")


def _day(texts: Texts, day: date | None) -> str:
    return texts.date(day) if day else _NONE


def _with_small(texts: Texts, count: int | None, small: int | None) -> str:
    """`5 (3 SME)`."""
    words = texts._("{n} SME").replace("{n}", texts.number(small)) if small is not None else ""
    return f"{_count(texts, count)} ({words})" if words else _count(texts, count)


def _count(texts: Texts, count: int | None) -> str:
    return _NONE if count is None else texts.number(count)
