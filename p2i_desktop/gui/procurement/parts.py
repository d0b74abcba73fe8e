"""The small tables of a procurement: what is added, opened, put into the bin, and by which verb."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from p2i_desktop.domain.market import (
    Award,
    AwardSupplier,
    BuyerRole,
    MarketConsultation,
    Notice,
    PcpPhase,
    ProcurementBuyer,
)
from p2i_desktop.domain.record import Record
from p2i_desktop.gui.fields.choice_box import Choice, ChoiceBox
from p2i_desktop.gui.fields.hit_list import Hit
from p2i_desktop.gui.fields.record_entry import RecordEntry
from p2i_desktop.gui.fields.sources import DeskSources
from p2i_desktop.gui.procurement import lines
from p2i_desktop.gui.procurement.part_dialog import PartDialog
from p2i_desktop.gui.procurement.part_table import PartTable, Wording
from p2i_desktop.gui.screen import Bench
from p2i_desktop.i18n import N_, Texts

if TYPE_CHECKING:
    from p2i_desktop.services.errors import Changed
    from p2i_desktop.services.office import Office
    from p2i_desktop.services.procurement_file import ProcurementFile


@dataclass(frozen=True)
class Kind:
    """One kind of part: its record, the fields of its dialog ("*" = a row of its own), its verb, what may be made there."""

    record: type[Record]
    fields: tuple[str, ...]
    save: Callable[[Office, Any, str], Changed]
    new: str
    made: str = ""


KINDS: dict[str, Kind] = {
    "procurement_buyer": Kind(
        ProcurementBuyer, ("organisation*", "role"), lambda o, r, name: o.procurements.save_buyer(r, name),
        N_("New buyer"), "organisation",
    ),
    "notice": Kind(
        Notice, ("publication_number", "type", "published_on", "notice_version", "notice_id*", "title*", "url*"),
        lambda o, r, name: o.procurements.save_notice(r), N_("New notice"),
    ),
    "pcp_phase": Kind(
        PcpPhase, ("phase", "trl_end", "starts", "ends", "providers_in", "providers_on", "budget*"),
        lambda o, r, name: o.procurements.save_phase(r), N_("New PCP phase"),
    ),
    "market_consultation": Kind(
        MarketConsultation,
        ("title*", "opens", "closes", "forms*", "participants", "countries", "suppliers", "smes", "notice",
         "report_published_on", "findings*"),
        lambda o, r, name: o.procurements.save_consultation(r), N_("New market consultation"),
    ),
    "award": Kind(
        Award, ("lot", "awarded_on", "value*", "tenders", "sme_tenders", "foreign_tenders"),
        lambda o, r, name: o.procurements.save_award(r), N_("New award"),
    ),
    "award_supplier": Kind(
        AwardSupplier, ("organisation*", "size_at_award", "start_up_at_award", "country_at_award", "part", "lead"),
        lambda o, r, name: o.procurements.save_supplier(r, name), N_("New supplier"), "organisation",
    ),
}  # fmt: skip
# Table -> (heading, button, what an empty one says, titles of the columns)
_TABLES: dict[str, tuple[str, str, str, tuple[str, ...]]] = {
    "award": (
        N_("Awards"), N_("Add award"), N_("Nothing awarded yet."),
        (N_("Lot / supplier"), N_("Awarded on"), N_("Value (net)"), N_("Tenders")),
    ),
    "notice": (N_("Notices"), N_("Add notice"), N_("No notice yet."), (N_("Notice"), N_("Type"), N_("Published"))),
    "market_consultation": (
        N_("Market consultations"), N_("Add consultation"), N_("No market consultation yet."),
        (N_("Title"), N_("Days"), N_("Participants"), N_("Suppliers")),
    ),
    "pcp_phase": (
        N_("PCP phases"), N_("Add phase"), N_("No PCP phase yet."),
        (N_("Phase"), N_("Days"), N_("Providers"), N_("Budget")),
    ),
    "procurement_buyer": (
        N_("Further buyers"), N_("Add buyer"), N_("The lead buyer buys alone."), (N_("Organisation"), N_("Role")),
    ),
    "case": (N_("Cases"), N_("Link case"), N_("Not linked to a case: the figures do not count it."), (N_("Case"), N_("Phase"))),
}  # fmt: skip


def wording_of(name: str, texts: Texts) -> Wording:
    """The words of a table; a case is opened and unlinked, all else edited and put into the bin."""
    heading, add, empty, columns = _TABLES[name]
    case = name == "case"
    return Wording(
        texts._(heading), texts._(add), texts._(empty), texts._("Open") if case else texts._("Edit"),
        texts._("Unlink") if case else texts._("Move to bin"), tuple(texts._(title) for title in columns),
    )  # fmt: skip


class PartSources(DeskSources):
    """Sources that also know the notices of this procurement."""

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(bench.desk, parent)
        self.notices: list[Choice] = []

    def choices(self, target: str) -> Sequence[Choice] | None:
        return self.notices if target == "Notice" else super().choices(target)


class Parts(QWidget):
    """All tables below each other."""

    opened = Signal(str)  # id of a case

    def __init__(self, bench: Bench, procurement_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench, self._id = bench, procurement_id
        self._file: ProcurementFile | None = None
        self.sources = PartSources(bench, self)
        self.tables = {name: PartTable(bench, name, len(_TABLES[name][3]), self) for name in _TABLES}
        self._current = self.tables["award"]
        self.supplier = QPushButton(self)
        self.supplier.setObjectName("add_award_supplier")
        self.supplier.setProperty("kind", "quiet")
        self.supplier.setProperty("icon_name", "plus")
        self.supplier.clicked.connect(self.add_supplier)
        self.tables["award"].put_before(self.supplier)
        self.link = RecordEntry(self)
        self.link.setObjectName("link_case")
        self.link.accepted.connect(self._link)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(bench.look.px(16))
        for name, table in self.tables.items():
            column.addWidget(table)
            table.add_wanted.connect(lambda chosen=name: self.add(chosen))
            table.edit_wanted.connect(self.edit)
            table.bin_wanted.connect(self.to_bin)
            table.entered.connect(self._came_into)
        column.addWidget(self.link)
        column.addStretch(1)

    # -- what is shown -------------------------------------------------------------------------------------------------
    def retranslate(self) -> None:
        """Words the tables in the language that is shown."""
        texts = self._bench.texts
        for name, table in self.tables.items():
            table.say(wording_of(name, texts))
        self.supplier.setText(texts._("Add supplier"))
        self.link.equip(texts, lambda text, then: self.sources.search("Case", text, then))
        self.link.setPlaceholderText(texts._("Search a case to link"))
        self.link.setAccessibleName(texts._("Search a case to link"))
        if self._file is not None:
            self.fill(self._file)

    def fill(self, file: ProcurementFile) -> None:
        """Shows the parts of the procurement."""
        self._file, texts = file, self._bench.texts
        self.tables["award"].fill(lines.awards(file.awards, texts))
        self.tables["notice"].fill(lines.notices(file.notices, texts))
        self.tables["market_consultation"].fill(lines.consultations(file.consultations, texts))
        self.tables["pcp_phase"].fill(lines.phases(file.phases, texts))
        self.tables["procurement_buyer"].fill(lines.buyers(file.buyers, texts))
        self.tables["case"].fill(lines.cases(file.cases, texts))
        writable = self._bench.writable()
        self.supplier.setEnabled(writable)
        self.supplier.setVisible(bool(file.awards))
        self.link.setVisible(writable)
        self.sources.notices = [
            (notice.id, notice.publication_number or notice.title or notice.notice_id) for notice in file.notices
        ]

    # -- what is done ------------------------------------------------------------------------------------------------
    def add_here(self) -> None:
        """A new row in the table that had the keyboard last."""
        if self._bench.writable():
            self.add(self._current.name)

    def add(self, name: str) -> None:
        """Asks for a new part."""
        if name == "case":
            self.link.setFocus()
        elif self._file is not None:
            self._ask(KINDS[name], self._blank(name, self._file), self._bench.texts._(KINDS[name].new))

    def add_supplier(self) -> None:
        """Asks for a further supplier of the award that is marked, else of the first one."""
        if self._file is None or not self._file.awards:
            return
        kind, key = self.tables["award"].current()
        if kind == "award_supplier":
            owner = next(a.award for a in self._file.awards if any(s.id == key for s, _ in a.suppliers))
        else:
            waiting = [a.award for a in self._file.awards if not a.suppliers] or [self._file.awards[0].award]
            owner = next((a.award for a in self._file.awards if a.award.id == key), waiting[0])
        first = not any(a.suppliers for a in self._file.awards if a.award.id == owner.id)
        kept = KINDS["award_supplier"]
        self._ask(kept, AwardSupplier(award=owner.id, lead=first), self._bench.texts._(kept.new))

    def edit(self, name: str, key: str) -> None:
        """Opens a part, or the file of a case."""
        if name == "case":
            self.opened.emit(key)
            return
        kind = KINDS[name]
        self._bench.desk.ask(
            lambda office: office.work.get(kind.record, key),
            lambda record: self._ask(kind, record, self._bench.texts.type_name(kind.record)), owner=self,
        )  # fmt: skip

    def to_bin(self, name: str, key: str) -> None:
        """Puts a part into the bin; a case is only unlinked."""
        owner, texts = self._id, self._bench.texts
        words = texts._("Case unlinked.") if name == "case" else texts._("Moved to the bin.")

        def work(office: Office) -> Changed:
            if name == "case":
                return office.procurements.unlink(key, owner)
            return office.procurements.remove_part(name, key)

        self._bench.desk.do(work, lambda _: self._bench.toast(words, undo=True), self, owner=self)

    def _blank(self, name: str, file: ProcurementFile) -> Record:
        if name == "pcp_phase":
            known = [phase.phase or 0 for phase in file.phases]
            return PcpPhase(procurement=self._id, phase=min(max(known, default=0) + 1, 3))
        if name == "award":
            return Award(procurement=self._id, lot=str(len(file.awards) + 1))
        if name == "market_consultation":
            return MarketConsultation(procurement=self._id, title=file.project.title)
        return Notice(procurement=self._id) if name == "notice" else ProcurementBuyer(procurement=self._id)

    def _ask(self, kind: Kind, record: Record, title: str) -> None:
        dialog = PartDialog(self._bench, title, record, kind.fields, self.sources, self.window(), kind.made)
        roles = dialog.form.findChild(ChoiceBox, "role")
        if roles is not None:  # the lead buyer stands among the facts
            texts = self._bench.texts
            shown = [role for role in BuyerRole if role is not BuyerRole.LEAD_BUYER]
            roles.set_choices([(role, texts.label(role)) for role in shown], None)
        if isinstance(record, Award) and record.revision == 0:
            self._with_supplier(dialog)
            return
        owner = record.award if isinstance(record, AwardSupplier) else self._id
        dialog.run(kind.save, owner=owner or "")

    def _with_supplier(self, dialog: PartDialog[Any]) -> None:
        """A new award asks for its first supplier too."""
        supplier = RecordEntry(dialog)
        supplier.creates = True
        texts = self._bench.texts
        supplier.equip(texts, lambda text, then: self.sources.search("Organisation", text, then))
        dialog.add("supplier", texts._("Supplier that won"), supplier)

        def save(office: Office, award: Award, _name: str) -> Changed:
            won = [AwardSupplier(organisation=str(known))] if known else []
            return office.procurements.save_award(award, won, "" if known else typed)

        known: object = None
        typed = ""

        def read() -> None:
            nonlocal known, typed
            known, typed = supplier.value(), supplier.text().strip()

        dialog.wanted.connect(read)
        dialog.run(save, owner=self._id)

    def _link(self, hit: Hit) -> None:
        owner, case = self._id, str(hit.key)
        self.link.set_value(None)
        self._bench.desk.do(lambda office: office.procurements.link(case, owner), None, self, owner=self)

    def _came_into(self, table: PartTable) -> None:
        self._current = table
        for other in self.tables.values():
            if other is not table:
                other.unmark()
