"""Somebody who works at random: every verb that writes, on records picked at random; rules may refuse."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from p2i_desktop.domain.advice import (
    Action,
    Case,
    CaseOutcome,
    CaseParty,
    CaseRole,
    CaseStatus,
    Channel,
    ClosingReason,
    Consultation,
    Instrument,
    Phase,
    Sector,
    Topic,
)
from p2i_desktop.domain.casework import CaseLink, CaseTemplate, ChecklistItem, Feedback, TemplateStep
from p2i_desktop.domain.eforms import OperatorSize
from p2i_desktop.domain.knowledge import Attachment
from p2i_desktop.domain.market import (
    Award,
    AwardSupplier,
    MarketConsultation,
    Notice,
    PcpPhase,
    ProcurementBuyer,
    ProcurementProject,
    ProcurementStatus,
)
from p2i_desktop.domain.parties import Employment, Organisation
from p2i_desktop.domain.record import About, Money, Record
from p2i_desktop.domain.records import BY_KEY
from p2i_desktop.domain.reporting import ExchangeRate
from p2i_desktop.services.advice import LogEntry
from p2i_desktop.services.errors import Missing, Refused
from p2i_desktop.services.office import Office
from tests.services.random_plans import PlanWorker
from tests.services.random_workshops import WorkshopWorker


class Worker(PlanWorker, WorkshopWorker):
    """One person with a source of chance."""

    def __init__(self, office: Office, seed: int, folder: Path) -> None:
        self.office, self.chance, self.folder = office, random.Random(seed), folder
        self.verbs: list[Callable[[], object]] = [
            getattr(self, name) for name in sorted(dir(type(self))) if name.startswith("do_")
        ]

    def work(self, times: int) -> list[str]:
        """Does so many things; the names of those that were not refused."""
        done: list[str] = []
        while times:
            verb = self.chance.choice(self.verbs)
            times -= 1
            try:
                verb()
            except (Refused, Missing, IndexError):
                continue
            done.append(verb.__name__)
        return done

    def any(self, kind: type[Record]) -> Record:
        return self.chance.choice(self.office.store.find(kind))

    def case(self) -> Case:
        found = self.any(Case)
        assert isinstance(found, Case)
        return found

    def key(self, kind: type[Record]) -> str:
        return self.any(kind).id

    def day(self) -> date:
        return self.office.work.today() - timedelta(days=self.chance.randrange(0, 700))

    def words(self) -> str:
        return self.chance.choice(["Größe", "=1+1", "Ελλάδα", "<b>x</b>", "two\nlines", "plain", ""])

    # -- advice --------------------------------------------------------------------------------------------------------
    def do_log(self) -> object:
        case = self.case() if self.chance.random() < 0.6 else None
        talk = self.office.advice.blank(case.id if case else None)
        talk = replace(talk, on=self.day(), contact_minutes=self.chance.randrange(1, 90), note=self.words())
        new = "" if case else f"Demo Caller {self.chance.randrange(5)}"
        soon = self.office.work.today() + timedelta(days=3)
        return self.office.advice.log(LogEntry(talk, new_organisation=new, follow_up=soon if case else None))

    def do_change_talk(self) -> object:
        talk = self.any(Consultation)
        assert isinstance(talk, Consultation)
        changed = replace(
            talk, contact_minutes=self.chance.randrange(1, 200), topics=frozenset(self.chance.sample(list(Topic), 2)),
            channel=self.chance.choice(list(Channel)), tags=frozenset({self.chance.choice("abc")}),
        )  # fmt: skip
        return self.office.advice.save_consultation(changed)

    def do_open_case(self) -> object:
        case = replace(self.office.advice.blank_case(), title=f"Need {self.chance.randrange(100)}", need=self.words())
        return self.office.advice.open_case(case, self.key(Organisation))

    def do_change_case(self) -> object:
        value = Money(Decimal(self.chance.randrange(10**6)), self.chance.choice(["EUR", "CZK"]))
        changed = replace(
            self.case(), sector=self.chance.choice(list(Sector)), ict=self.chance.random() < 0.5, risks=self.words(),
            instrument=self.chance.choice(list(Instrument)), estimated_value=value, follow_up_on=self.day(),
        )  # fmt: skip
        return self.office.advice.save_case(changed)

    def do_phase(self) -> object:
        return self.office.advice.set_phase(self.case().id, self.chance.choice(list(Phase)), reason="law")

    def do_status(self) -> object:
        return self.office.advice.set_status(self.case().id, self.chance.choice(list(CaseStatus)), reason="law")

    def do_close(self) -> object:
        outcome, reason = self.chance.choice(list(CaseOutcome)), self.chance.choice(list(ClosingReason))
        return self.office.advice.close_case(self.case().id, outcome, reason, "done")

    def do_party(self) -> object:
        return self.office.advice.add_new_party(
            self.case().id, f"Demo Firm {self.chance.randrange(9)}", CaseRole.SUPPLIER
        )

    def do_remove_party(self) -> object:
        return self.office.advice.remove_party(self.key(CaseParty))

    # -- people --------------------------------------------------------------------------------------------------------
    def do_organisation(self) -> object:
        found = self.any(Organisation)
        assert isinstance(found, Organisation)
        return self.office.parties.save_organisation(replace(found, city=self.words(), notes=self.words()))

    def do_contact(self) -> object:
        contact = replace(self.office.parties.blank_contact(), family_name=f"Muster {self.chance.randrange(50)}")
        return self.office.parties.save_contact(
            contact, Employment(contact=contact.id, organisation=self.key(Organisation))
        )

    # -- casework ------------------------------------------------------------------------------------------------------
    def do_action(self) -> object:
        action = self.office.actions.blank(About("case", self.case().id))
        return self.office.actions.save(replace(action, title="Ask again", due_on=self.day()))

    def do_done(self) -> object:
        return self.office.actions.done(self.key(Action))

    def do_postpone(self) -> object:
        return self.office.actions.postpone(self.key(Action), self.office.work.today() + timedelta(days=9))

    def do_check_add(self) -> object:
        return self.office.checklist.add(self.case().id, f"Line {self.chance.randrange(100)}")

    def do_check_tick(self) -> object:
        return self.office.checklist.tick(self.key(ChecklistItem), self.chance.random() < 0.7)

    def do_check_move(self) -> object:
        return self.office.checklist.move(self.key(ChecklistItem), self.chance.choice([-1, 1]))

    def do_template(self) -> object:
        return self.office.templates.from_case(self.case().id, f"Template {self.chance.randrange(99)}")

    def do_template_step(self) -> object:
        days = self.chance.choice([None, 3, -5])
        return self.office.templates.save_step(TemplateStep(template=self.key(CaseTemplate), title="Step", days=days))

    def do_feedback(self) -> object:
        answer = self.office.feedback.blank(self.case().id)
        return self.office.feedback.save(replace(answer, rating=Decimal(self.chance.randrange(1, 6)), useful=True))

    def do_remove_feedback(self) -> object:
        return self.office.feedback.remove(self.key(Feedback))

    def do_link(self) -> object:
        return self.office.case_links.link(self.case().id, self.case().id, "together")

    def do_unlink(self) -> object:
        return self.office.case_links.unlink(self.key(CaseLink))

    def do_attach(self) -> object:
        paper = self.folder / f"paper {self.chance.randrange(4)}.txt"
        paper.write_text(paper.name)
        return self.office.attachments.add(About("case", self.case().id), [paper])

    def do_name_attachment(self) -> object:
        found = self.any(Attachment)
        assert isinstance(found, Attachment)
        return self.office.attachments.save(replace(found, alt_text=self.words().replace("\n", " ")))

    # -- procurements --------------------------------------------------------------------------------------------------
    def do_procurement(self) -> object:
        case = self.case()
        project = replace(self.office.procurements.blank(case.id), title=f"Procurement {self.chance.randrange(99)}")
        return self.office.procurements.create(project, case.id, "" if project.lead_buyer else "Demo Buyer")

    def do_change_procurement(self) -> object:
        found = self.any(ProcurementProject)
        assert isinstance(found, ProcurementProject)
        return self.office.procurements.save(replace(found, joint=not found.joint, results=self.words(), lots=3))

    def do_procurement_status(self) -> object:
        status = self.chance.choice(list(ProcurementStatus))
        return self.office.procurements.set_status(self.key(ProcurementProject), status, reason="law")

    def do_link_procurement(self) -> object:
        return self.office.procurements.link(self.case().id, self.key(ProcurementProject))

    def do_notice(self) -> object:
        number = f"{self.chance.randrange(1, 10**6)}-2025"
        return self.office.procurements.save_notice(
            Notice(procurement=self.key(ProcurementProject), publication_number=number)
        )

    def do_award(self) -> object:
        award = Award(
            procurement=self.key(ProcurementProject),
            awarded_on=self.day(),
            value=Money(Decimal(1000), "EUR"),
            tenders=3,
        )
        supplier = AwardSupplier(award=award.id, organisation=self.key(Organisation), size_at_award=OperatorSize.SMALL)
        return self.office.procurements.save_award(award, [supplier])

    def do_buyer(self) -> object:
        return self.office.procurements.save_buyer(
            ProcurementBuyer(procurement=self.key(ProcurementProject), organisation=self.key(Organisation))
        )

    def do_pcp_phase(self) -> object:
        return self.office.procurements.save_phase(PcpPhase(procurement=self.key(ProcurementProject), phase=1))

    def do_market(self) -> object:
        return self.office.procurements.save_consultation(
            MarketConsultation(case=self.case().id, title="Open talk", opens=self.day())
        )

    def do_rate(self) -> object:
        rate = ExchangeRate(currency="CZK", on=self.day(), eur_per_unit=Decimal("0.04"), source="law")
        return self.office.rates.save(rate)

    # -- the file ------------------------------------------------------------------------------------------------------
    def do_bin(self) -> object:
        key = self.chance.choice(["case", "consultation", "procurement_project", "contact", "attachment", "action"])
        return self.office.work.bin(key, self.key(BY_KEY[key]))

    def do_restore_from_bin(self) -> object:
        item = self.chance.choice(self.office.bin.items())
        return self.office.bin.restore(item.type, item.id)

    def do_restore_value(self) -> object:
        case = self.case()
        items = [item for item in self.office.steps.history(case.id) if not item.created and item.field == "risks"]
        item = self.chance.choice(items)
        return self.office.steps.restore(case.id, item.entry, item.field)
