"""What belongs to a procurement: buyers, notices, PCP phases, market consultations, awards and their suppliers."""

from collections.abc import Iterable
from dataclasses import replace

from p2i_desktop.domain import codes
from p2i_desktop.domain.market import (
    Award,
    AwardSupplier,
    MarketConsultation,
    Notice,
    PcpPhase,
    ProcurementBuyer,
    ProcurementProject,
)
from p2i_desktop.domain.parties import Organisation, OrganisationKind
from p2i_desktop.domain.record import Record
from p2i_desktop.domain.rules import hard
from p2i_desktop.domain.rules.lifecycle import NEEDS_AWARD
from p2i_desktop.domain.rules.market import PROCUREMENT
from p2i_desktop.services.work import Subject, refuse
from p2i_desktop.storage.numbers import Put
from p2i_desktop.storage.store import Changed


class PartVerbs(Subject):
    """Each saves or bins one part as one step that names its procurement; Refused, Conflict, Missing."""

    def named(self, name: str, kind: OrganisationKind) -> Organisation:
        """An organisation of which only the name is known: it is taken to lie in the country of the centre."""
        centre = self.work.own_centre()
        return Organisation(
            legal_name=name.strip(), kind=kind, country=centre.country if centre else "",
            language=centre.language if centre else "",
        )  # fmt: skip

    def save_buyer(self, buyer: ProcurementBuyer, new_organisation: str = "") -> Changed:
        """Saves a further buyer; one of whom only the name is known is made with it."""
        made: list[Record] = []
        if new_organisation.strip() and not buyer.organisation:
            organisation = self.named(new_organisation, OrganisationKind.PUBLIC_BUYER)
            made.append(organisation)
            buyer = replace(buyer, organisation=organisation.id)
        return self._save("save_procurement_buyer", [*made, buyer], buyer.procurement)

    def save_notice(self, notice: Notice) -> Changed:
        """Saves a notice; an id typed with its version (`<uuid>-01`) is taken apart."""
        return self._save("save_notice", [apart(notice)], notice.procurement)

    def save_phase(self, phase: PcpPhase) -> Changed:
        """Saves a PCP phase (H18, H19)."""
        return self._save("save_pcp_phase", [phase], phase.procurement)

    def save_consultation(self, consultation: MarketConsultation) -> Changed:
        """Saves a market consultation, of a procurement or of a case."""
        record, _ = self.work.examine_all([consultation])
        about = f"case:{consultation.case}" if consultation.case else f"{PROCUREMENT}:{consultation.procurement}"
        return self.store.apply("save_market_consultation", [Put(record[0])], args=(about,))

    def save_award(
        self, award: Award, suppliers: Iterable[AwardSupplier] = (), new_supplier: str = ""
    ) -> Changed:  # fmt: skip
        """Saves an award with new suppliers, as they were on that day, in one step (H20)."""
        made: list[Record] = [award]
        if new_supplier.strip():
            organisation = self.named(new_supplier, OrganisationKind.SUPPLIER)
            first = AwardSupplier(award=award.id, organisation=organisation.id)
            made += [organisation, self._as_today(first, organisation)]
        made += [self._as_today(replace(one, award=award.id)) for one in suppliers]
        return self._save("save_award", made, award.procurement)

    def save_supplier(self, supplier: AwardSupplier, new_organisation: str = "") -> Changed:
        """Saves a supplier; of a new one size, start-up and country are taken from the organisation where empty."""
        made: list[Record] = []
        if new_organisation.strip() and not supplier.organisation:
            organisation = self.named(new_organisation, OrganisationKind.SUPPLIER)
            made.append(organisation)
            supplier = self._as_today(replace(supplier, organisation=organisation.id), organisation)
        award = self.store.get(Award, supplier.award or "")
        made.append(self._as_today(supplier) if supplier.revision == 0 else supplier)
        return self._save("save_award_supplier", made, award.procurement if award else None)

    def remove_part(self, key: str, record_id: str) -> Changed:
        """Puts a part into the bin: not the last award of what is awarded (H21), no phase before another one (H18)."""
        if key == "award":
            self._keep_one_award(self.work.get(Award, record_id))
        elif key == "pcp_phase":
            phase = self.work.get(PcpPhase, record_id)
            others = self.store.find(PcpPhase, procurement=phase.procurement)
            if phase.phase is not None and any(one.phase == phase.phase + 1 for one in others):
                refuse([hard("H18", "phase", phase=phase.phase + 1, previous=phase.phase)])
        return self.work.bin(key, record_id)

    def _keep_one_award(self, award: Award) -> None:
        project = self.store.get(ProcurementProject, award.procurement or "")
        awards = self.store.find(Award, procurement=award.procurement)
        if project is not None and project.status in NEEDS_AWARD and len(awards) == 1:
            refuse([hard("H21", "status", status=project.status)])

    def _as_today(self, supplier: AwardSupplier, made: Organisation | None = None) -> AwardSupplier:
        """A supplier with what is known of the organisation now; what was entered stays."""
        organisation = made or self.store.get(Organisation, supplier.organisation or "")
        if organisation is None:
            return supplier
        started = organisation.start_up if supplier.start_up_at_award is None else supplier.start_up_at_award
        return replace(
            supplier,
            size_at_award=supplier.size_at_award or organisation.size,
            start_up_at_award=started,
            country_at_award=supplier.country_at_award or organisation.country,
        )

    def _save(self, label: str, made: list[Record], procurement_id: str | None) -> Changed:
        records, _ = self.work.examine_all(made)
        return self.store.apply(label, [Put(record) for record in records], args=(f"{PROCUREMENT}:{procurement_id}",))


def apart(notice: Notice) -> Notice:
    """The notice with id and version in two fields, where they were typed as one: `<uuid>-01`."""
    typed = notice.notice_id.strip().lower()
    head, _, version = typed.rpartition("-")
    if notice.notice_version or not codes.is_notice_id(head) or not codes.is_notice_version(version):
        return notice
    return replace(notice, notice_id=head, notice_version=version)
