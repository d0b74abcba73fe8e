"""The procurements of a case as a dossier prints them."""

from datetime import date

from p2i_desktop.domain.market import Award, AwardSupplier, CaseProcurement, Notice, ProcurementProject
from p2i_desktop.domain.record import FieldKind, fields_of
from p2i_desktop.i18n import Texts
from p2i_desktop.reports.dossier.facts import AwardRow, NoticeRow, Pair, Procurement
from p2i_desktop.services.dossier_names import Names
from p2i_desktop.services.work import Work

_ELSEWHERE = frozenset({"title", "title_en"})
_TELLING = frozenset({"own_reference", "nuts", "eu_programme", "influence_confirmed_by"})


def procurements(work: Work, case_id: str, names: Names, texts: Texts) -> tuple[Procurement, ...]:
    """The procurements of a case outside the bin, in the order in which they were linked."""
    links = work.store.find(CaseProcurement, case=case_id)
    known = work.store.many(ProcurementProject, [link.procurement for link in links if link.procurement])
    kept = [one for link in links if (one := known.get(link.procurement or "")) is not None and one.deleted_at is None]
    return tuple(_procurement(work, one, number, names, texts) for number, one in enumerate(kept, 1))


def _procurement(work: Work, one: ProcurementProject, number: int, names: Names, texts: Texts) -> Procurement:
    numbered = texts._("Procurement {n}").replace("{n}", str(number))
    leave_out = _ELSEWHERE | (_TELLING if names.anonymise else frozenset())
    return Procurement(
        names.free(one.title) or numbered, names.pairs(one, leave_out), _long(one, names, texts),
        _notices(work, one.id, names, texts), _awards(work, one.id, names, texts),
    )  # fmt: skip


def _long(one: ProcurementProject, names: Names, texts: Texts) -> tuple[Pair, ...]:
    notes = [spec.name for spec in fields_of(ProcurementProject) if spec.kind is FieldKind.NOTE]
    found = ((texts.field(ProcurementProject, name), names.free(getattr(one, name))) for name in notes)
    return tuple((label, text) for label, text in found if text)


def _notices(work: Work, procurement_id: str, names: Names, texts: Texts) -> tuple[NoticeRow, ...]:
    """A published notice leads to its buyer: anonymised only its kind and year stay."""
    found = work.store.find(Notice, procurement=procurement_id)
    found.sort(key=lambda one: (one.published_on or date.min, one.id))
    return tuple(
        NoticeRow(
            None if names.anonymise else one.published_on, texts.label(one.type) if one.type else "",
            _year(one) if names.anonymise else one.publication_number or one.notice_id, names.free(one.title),
        )
        for one in found
    )  # fmt: skip


def _year(one: Notice) -> str:
    return str(one.published_on.year) if one.published_on else ""


def _awards(work: Work, procurement_id: str, names: Names, texts: Texts) -> tuple[AwardRow, ...]:
    found = work.store.find(Award, procurement=procurement_id)
    found.sort(key=lambda one: (one.awarded_on or date.min, one.lot, one.id))
    return tuple(
        AwardRow(
            None if names.anonymise else one.awarded_on, one.lot if not names.anonymise else str(at), _suppliers(work, one, names),
            texts.money(one.value) if one.value else "", one.tenders,
        )
        for at, one in enumerate(found, 1)
    )  # fmt: skip


def _suppliers(work: Work, award: Award, names: Names) -> str:
    found = sorted(work.store.find(AwardSupplier, award=award.id), key=lambda one: (not one.lead, one.id))
    return "; ".join(name for one in found if (name := names.organisation(one.organisation)))
