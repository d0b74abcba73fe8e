"""Procurements: begun from a case or alone, moved through their steps, linked with the cases they came from."""

from dataclasses import replace
from datetime import date

from p2i_desktop.domain.advice import Case, CaseParty, CaseRole
from p2i_desktop.domain.market import (
    CaseProcurement,
    MarketConsultation,
    ProcurementBuyer,
    ProcurementProject,
    ProcurementStatus,
)
from p2i_desktop.domain.network import Transition
from p2i_desktop.domain.parties import OrganisationKind
from p2i_desktop.domain.record import About, Record, link_id
from p2i_desktop.domain.rules.market import PROCUREMENT
from p2i_desktop.services.confidential import sees_case, sees_procurement
from p2i_desktop.services.errors import Missing
from p2i_desktop.services.naming import key_of
from p2i_desktop.services.procurement_file import ProcurementFile, ProcurementLine, lines_of, procurement_file
from p2i_desktop.services.procurement_parts import PartVerbs
from p2i_desktop.storage.binning import Bin, Unbin
from p2i_desktop.storage.numbers import Put
from p2i_desktop.storage.store import Changed

LINK = "case_procurement"
_FROM_CASE = (
    "title", "title_en", "language", "instrument", "procedure", "cpv_main", "cpv_more", "nuts", "contract_nature",
    "sector", "ict", "innovative_acquisition", "strategic_aims", "joint", "cross_border", "eu_funded", "eu_programme",
    "estimated_value", "value_date",
)  # fmt: skip


class Procurements(PartVerbs):
    """The verbs of procurements; those of buyers, notices, phases and awards come from `PartVerbs`."""

    def blank(self, case_id: str | None = None) -> ProcurementProject:
        """A procurement as its form starts; of a case with what is known there: title, client, codes, value. Missing."""
        centre, today = self.work.own_centre(), self.work.today()
        project = ProcurementProject(language=centre.language if centre else "", value_date=today)
        if not case_id:
            return project
        case = self._case(case_id)
        known = {name: getattr(case, name) for name in _FROM_CASE}
        leads = self.store.find(CaseParty, case=case.id, role=CaseRole.LEAD_BUYER)
        client = next((party.organisation for party in leads), None)
        return replace(project, **known | {"lead_buyer": client, "value_date": case.value_date or today})

    def create(
        self, project: ProcurementProject, case_id: str | None = None, new_buyer: str = "",
        draft: tuple[str, str] | None = None,
    ) -> Changed:  # fmt: skip
        """Saves a new procurement, linked with its case, with a buyer of whom only the name is known, in one step. Refused."""
        made: list[Record] = []
        if new_buyer.strip() and not project.lead_buyer:
            buyer = self.named(new_buyer, OrganisationKind.PUBLIC_BUYER)
            made.append(buyer)
            project = replace(project, lead_buyer=buyer.id)
        made.append(project)
        if case_id:
            made.append(_link(self._case(case_id).id, project.id))
        if project.status is not ProcurementStatus.PLANNED:
            day = project.started_on or self.work.today()
            made.append(_transition(project, ProcurementStatus.PLANNED, project.status, day, ""))
        records, _ = self.work.examine_all(made)
        puts = [Put(record) for record in records]
        return self.store.apply("create_procurement", puts, args=(key_of(project),), drop_draft=draft)

    def procurement(self, procurement_id: str) -> ProcurementProject:
        """A procurement; Missing, also where it is only of cases that the person at work may not see."""
        project = self.work.get(ProcurementProject, procurement_id)
        if not sees_procurement(self.work, project):
            raise Missing(PROCUREMENT, procurement_id)
        return project

    def file(self, procurement_id: str) -> ProcurementFile:
        """Everything about one procurement; Missing."""
        return procurement_file(self.work, self.procurement(procurement_id))

    def of_case(self, case_id: str) -> list[ProcurementLine]:
        """The procurements of a case with their awards and values, the latest first; Missing."""
        links = self.store.find(CaseProcurement, case=self._case(case_id).id)
        return lines_of(self.work, [link.procurement for link in links if link.procurement])

    def consultations_of_case(self, case_id: str) -> list[MarketConsultation]:
        """The market consultations of a case itself, held before there is a procurement, by day; Missing."""
        found = self.store.find(MarketConsultation, case=self._case(case_id).id)
        return sorted(found, key=lambda one: (one.opens or date.max, one.id))

    def save(self, project: ProcurementProject, draft: tuple[str, str] | None = None, stay: str = "") -> Changed:
        """Saves the fields of a procurement; a changed status is a move of today. Refused, Conflict."""
        before = self.store.get(ProcurementProject, project.id)
        if before is None:
            return self.create(project, draft=draft)
        made: list[Record] = [project]
        if before.status is not project.status:
            day = self.work.today()
            made = [_dated(project, day), _transition(project, before.status, project.status, day, "")]
        records, _ = self.work.examine_all(made)
        # A further buyer that becomes the lead buyer stands there once.
        gone = [
            Bin(ProcurementBuyer, buyer.id)
            for buyer in self.store.find(ProcurementBuyer, procurement=project.id)
            if before.lead_buyer != project.lead_buyer and buyer.organisation == project.lead_buyer
        ]
        puts = [Put(record) for record in records]
        return self.store.apply(
            "save_procurement", [*puts, *gone], args=(key_of(project),), stay=stay, drop_draft=draft
        )

    def set_status(
        self, procurement_id: str, status: ProcurementStatus, on: date | None = None, reason: str = ""
    ) -> Changed:
        """Moves a procurement to a later step (H09); `awarded` needs an award (H21), cancelling a reason (H08). Refused."""
        project, day = self.procurement(procurement_id), on or self.work.today()
        move = _transition(project, project.status, status, day, reason)
        records, _ = self.work.examine_all([_dated(replace(project, status=status), day), move])
        return self.store.apply("change_procurement_status", [Put(r) for r in records], args=(key_of(project),))

    def link(self, case_id: str, procurement_id: str) -> Changed | None:
        """Links a case with a procurement, once; None when they are linked already. Missing."""
        case, project = self._case(case_id), self.procurement(procurement_id)
        link = _link(case.id, project.id)
        known = self.store.get(CaseProcurement, link.id)
        if known is not None and known.deleted_at is None:
            return None
        if known is not None:
            change: Put | Unbin = Unbin(CaseProcurement, link.id)
        else:
            records, _ = self.work.examine_all([link])
            change = Put(records[0])
        return self.store.apply("link_procurement", [change], args=(key_of(case), key_of(project)))

    def unlink(self, case_id: str, procurement_id: str) -> Changed:
        """Takes the link of a case and a procurement away; both stay. Missing."""
        link = self.work.get(CaseProcurement, link_id(LINK, case_id, procurement_id))
        args = (f"case:{case_id}", f"{PROCUREMENT}:{procurement_id}")
        return self.store.apply("unlink_procurement", [Bin(CaseProcurement, link.id)], args=args)

    def bin(self, procurement_id: str) -> Changed:
        """Puts a procurement into the bin with its buyers, notices, phases and awards."""
        return self.work.bin(PROCUREMENT, procurement_id)

    def restore(self, procurement_id: str) -> Changed:
        """Takes a procurement out of the bin with what went there with it."""
        return self.work.unbin(PROCUREMENT, procurement_id)

    def _case(self, case_id: str) -> Case:
        case = self.work.get(Case, case_id)
        if not sees_case(self.work, case):
            raise Missing("case", case_id)
        return case


def _link(case_id: str, procurement_id: str) -> CaseProcurement:
    return CaseProcurement(id=link_id(LINK, case_id, procurement_id), case=case_id, procurement=procurement_id)


def _transition(project: ProcurementProject, old: str, new: str, on: date, reason: str) -> Transition:
    about = About(PROCUREMENT, project.id)
    return Transition(
        about=about, field="status", old=str(old), new=str(new), on=on, reason=reason.strip(),
        centre_id=project.centre_id,
    )  # fmt: skip


def _dated(project: ProcurementProject, on: date) -> ProcurementProject:
    """The procurement with the days that follow from its status, where nobody entered them."""
    if project.status is ProcurementStatus.PUBLISHED:
        return replace(project, started_on=project.started_on or on, published_on=project.published_on or on)
    if project.status is ProcurementStatus.CONSULTING:
        return replace(project, started_on=project.started_on or on)
    return project
