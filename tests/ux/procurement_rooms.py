"""The ways to the list of procurements, to a procurement file with something in every table, and to its dialogs."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication, QWidget

from p2i_desktop.domain.advice import Case, CaseParty, Confidentiality
from p2i_desktop.domain.eforms import NoticeType
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
from p2i_desktop.domain.parties import Organisation
from p2i_desktop.domain.record import Money
from p2i_desktop.services.office import Office

if TYPE_CHECKING:
    from tests.ux.rooms import Rooms, Stage

PARTS = ("award", "award_supplier", "notice", "pcp_phase", "market_consultation", "procurement_buyer")


def procurement_stages(rooms: "Rooms") -> Iterator["Stage"]:
    """The tab with a marked row, the file, its panel, its dialogs, the dialog of a new one, the drawer of its case."""
    key, case = rooms.ask(_filled)
    screen: Any = rooms.window.show_page("cases")
    screen.show_record(f"procurement:{key}")
    rooms.settle()
    yield rooms._front("procurements", screen, screen.default_focus())
    made = _shown(rooms, rooms.window.action("new_case").trigger)
    yield rooms._front("new_procurement", made, made.focusWidget() or made)
    rooms.shut(made)
    screen.tabs.setCurrentIndex(0)
    rooms.settle()
    file = rooms._opened(lambda: rooms.window.open_procurement(key), rooms.size)
    yield rooms._front("procurement_file", file, file.focusWidget() or file)
    file.step_wanted(ProcurementStatus.CANCELLED)
    rooms.settle()
    yield rooms._front("procurement_step", file, file.frame.panel.reason)
    file.frame.panel.hide()
    for name in PARTS:
        dialog = _shown(
            rooms, file.parts.add_supplier if name == "award_supplier" else lambda n=name: file.parts.add(n)
        )
        yield rooms._front(f"part_{name}", dialog, dialog.focusWidget() or dialog)
        rooms.shut(dialog)
    rooms.shut(file)
    file = rooms._opened(lambda: rooms.window.open_case(case), rooms.size)
    drawer = next(box for box in file.drawers.boxes if box.name == "case_procurements")
    file.drawers.visit(drawer)
    rooms.settle()
    yield rooms._front("case_procurements", file, drawer.link)
    rooms.shut(file)


def _shown(rooms: "Rooms", run: Any) -> Any:
    """The dialog that opens."""
    before: set[QWidget] = {one for one in QApplication.topLevelWidgets() if one.isVisible()}
    run()
    rooms.settle()
    (new,) = [one for one in QApplication.topLevelWidgets() if one.isVisible() and one.isWindow() and one not in before]
    return new


def _filled(office: Office) -> tuple[str, str]:
    """A procurement with every kind of part, in words that the file knew before, and the case it is linked with."""
    open_ones = [one for one in office.store.find(Case) if one.confidentiality is not Confidentiality.RESTRICTED]
    case = min(open_ones, key=lambda one: (len(office.store.find(CaseParty, case=one.id)), one.id))
    firms = sorted(office.store.find(Organisation), key=lambda one: (-len(one.legal_name), one.id))
    verbs, day = office.procurements, date(2026, 9, 1)
    project: ProcurementProject = replace(verbs.blank(case.id), lead_buyer=firms[1].id)
    verbs.create(project, case.id)
    for one in firms[:6]:
        verbs.create(replace(verbs.blank(), title=case.title, lead_buyer=one.id))
    key = project.id
    number = Notice(procurement=key, publication_number="405595-2026", type=NoticeType.CN_STANDARD, published_on=day)
    verbs.save_notice(replace(number, title=case.title))
    verbs.save_buyer(ProcurementBuyer(procurement=key, organisation=firms[2].id))
    for phase in (1, 2):
        budget = Money(Decimal(90_000), "EUR")
        verbs.save_phase(PcpPhase(procurement=key, phase=phase, starts=day, providers_in=7 - phase, budget=budget))
    talk = MarketConsultation(procurement=key, title=case.title, opens=day, participants=34, suppliers=21, smes=14)
    verbs.save_consultation(talk)
    for lot in ("1", "2"):
        award = Award(procurement=key, lot=lot, awarded_on=day, value=Money(Decimal(1_250_000), "CHF"), tenders=5)
        verbs.save_award(award, [AwardSupplier(organisation=firms[0].id)] if lot == "1" else [])
    verbs.set_status(key, ProcurementStatus.AWARDED, day)
    return key, case.id
