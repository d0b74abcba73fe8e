"""A case with everything that a dossier can tell, each name and text with a marker of its own that stands nowhere else."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from p2i_desktop.domain.advice import (
    Action,
    Case,
    CaseParty,
    CaseRole,
    CaseStatus,
    Channel,
    Consultation,
    ConsultationType,
    Instrument,
    Phase,
    Sector,
    Topic,
)
from p2i_desktop.domain.casework import ChecklistItem, Feedback, FeedbackOutcome
from p2i_desktop.domain.eforms import NoticeType
from p2i_desktop.domain.market import Award, AwardSupplier, CaseProcurement, Notice, ProcurementProject
from p2i_desktop.domain.parties import Contact, Employment, Organisation, OrganisationKind, StaffMember
from p2i_desktop.domain.record import About, Money, Record, link_id
from p2i_desktop.services.office import Office
from p2i_desktop.storage.numbers import Put
from tests.reports.offices import _id, empty

CASE, OTHER = _id(5, 1), _id(5, 2)
MARK = "Qzx"  # in every name and text that must not be told


def marked(word: str) -> str:
    return f"{MARK}{word}"


def told(path: Path, inbox: Path) -> Office:
    """The office with its case, an attachment, a linked case and moves."""
    office = empty(path)
    centre = office.work.own_centre()
    assert centre is not None
    office.store.apply("import", [Put(replace(record, centre_id=centre.id)) for record in _records()])
    office.advice.set_status(CASE, CaseStatus.ACCEPTED, date(2026, 2, 2))
    office.advice.set_phase(CASE, Phase.PREP_OMC, date(2026, 3, 1))
    office.advice.set_phase(CASE, Phase.PREP_NEED, date(2026, 3, 11), marked("Reasonback"))
    file = inbox / f"{marked('Filename')}.pdf"
    file.write_bytes(b"%PDF demo")
    office.attachments.add(About("case", CASE), [file])
    office.case_links.link(CASE, OTHER, marked("Linknote"))
    return office


def _records() -> list[Record]:
    buyer = Organisation(id=_id(2, 1), legal_name=marked("Hospital"), short_name=marked("Short"), country="AT", nuts="AT13",
                         city=marked("City"), kind=OrganisationKind.PUBLIC_BUYER)  # fmt: skip
    supplier = Organisation(id=_id(2, 2), legal_name=marked("Supplier"), country="DE", kind=OrganisationKind.SUPPLIER)
    referrer = Organisation(id=_id(2, 3), legal_name=marked("Referrer"), country="AT", kind=OrganisationKind.RESEARCH)
    people = [
        Contact(id=_id(3, n), given_name=marked(f"Given{n}"), family_name=marked(f"Family{n}"), email=f"{MARK}@demo.example",
                restricted=n == 2, data_since=date(2026, 1, 1))
        for n in (1, 2)
    ]  # fmt: skip
    staff = [
        StaffMember(id=_id(1, n), name=marked(f"Advisor{n}"), initials=f"QZ{n}", email=f"{MARK}{n}@demo.example")
        for n in (1, 2)
    ]
    return [
        buyer,
        supplier,
        referrer,
        *people,
        *staff,
        *_case(buyer, referrer, people, staff),
        *_market(buyer, supplier),
    ]


def _case(buyer: Organisation, referrer: Organisation, people: list[Contact], staff: list[StaffMember]) -> list[Record]:
    about = About("case", CASE)
    case = Case(
        id=CASE, number="QZX-2026-0001", title=marked("Title"), title_en=marked("English"), lead_advisor=staff[0].id,
        co_advisors=frozenset({staff[1].id}), opened_on=date(2026, 1, 15), intake=Channel.PHONE, referred_by=referrer.id,
        need=marked("Need") + " <b>bold</b>", desired_result=marked("Desired"), sector=Sector.HEALTH_SOCIAL, risks=marked("Risks"),
        topics=frozenset({Topic.MARKET_CONSULTATION}), cpv_main="33195000-3", nuts=frozenset({"AT130"}),
        instrument=Instrument.PCP, estimated_value=Money(Decimal("1250000"), "EUR"), eu_project=marked("Project"),
        double_funding_note=marked("Double"), tags=frozenset({marked("tag")}), follow_up_on=date(2026, 12, 1),
    )  # fmt: skip
    talks = [
        Consultation(
            id=_id(4, n), on=date(2026, 2, n), organisation=buyer.id, contacts=frozenset({people[n - 1].id}), case=CASE,
            advisor=staff[n - 1].id, contact_minutes=25, channel=Channel.VIDEO, type=ConsultationType.FOLLOW_UP,
            topics=frozenset({Topic.MARKET_CONSULTATION}), subject=marked(f"Subject{n}"), note=marked(f"Talknote{n}"),
            advice=marked(f"Advice{n}"),
        )
        for n in (1, 2)
    ]  # fmt: skip
    return [
        case, replace(case, id=OTHER, number="QZX-2026-0002", title=marked("Othertitle")), *talks,
        CaseParty(id=_id(7, 1), case=CASE, organisation=buyer.id, contact=people[0].id, role=CaseRole.LEAD_BUYER,
                  note=marked("Partynote")),
        CaseParty(id=_id(7, 2), case=OTHER, organisation=buyer.id, role=CaseRole.LEAD_BUYER),
        Employment(id=_id(8, 1), contact=people[0].id, organisation=buyer.id, function=marked("Function")),
        Action(id=_id(9, 1), about=about, title=marked("Action"), owner=staff[0].id, due_on=date(2026, 12, 3),
               other_side=marked("Otherside")),
        Action(id=_id(9, 2), about=about, title=marked("Doneaction"), owner=staff[0].id, due_on=date(2026, 3, 3),
               done_on=date(2026, 3, 4)),
        ChecklistItem(id=_id(10, 1), case=CASE, position="a", title=marked("Line"), done_on=date(2026, 3, 5)),
        Feedback(id=_id(11, 1), about=about, rating=Decimal("4.5"), useful=True, comment=marked("Comment"),
                 outcomes=frozenset({FeedbackOutcome.STARTED_ACTION}), on=date(2026, 6, 1)),
    ]  # fmt: skip


def _market(buyer: Organisation, supplier: Organisation) -> list[Record]:
    project, award = _id(12, 1), _id(13, 1)
    return [
        ProcurementProject(id=project, title=marked("Procurement"), lead_buyer=buyer.id, own_reference=marked("Ownref"),
                           instrument=Instrument.PCP, estimated_value=Money(Decimal("900000"), "EUR"),
                           results=marked("Results"), impact=marked("Impact")),
        CaseProcurement(id=link_id("case_procurement", CASE, project), case=CASE, procurement=project),
        Notice(id=_id(14, 1), procurement=project, publication_number="123456-2026", type=NoticeType.CN_STANDARD,
               published_on=date(2026, 4, 1), title=marked("Noticetitle"), url=f"https://{MARK}.example"),
        Award(id=award, procurement=project, lot="1", awarded_on=date(2026, 9, 1), value=Money(Decimal("880000"), "EUR"),
              tenders=3),
        AwardSupplier(id=_id(15, 1), award=award, organisation=supplier.id, lead=True),
    ]  # fmt: skip
