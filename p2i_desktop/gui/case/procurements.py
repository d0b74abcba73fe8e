"""The drawer of the procurements of a case: linked by search, begun from the case, opened, unlinked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from p2i_desktop.domain.market import MarketConsultation
from p2i_desktop.gui.case.box import CaseBox
from p2i_desktop.gui.commands import Command
from p2i_desktop.gui.fields.hit_list import Hit
from p2i_desktop.gui.fields.record_entry import RecordEntry
from p2i_desktop.gui.fields.sources import DeskSources
from p2i_desktop.gui.new_procurement import ask_procurement
from p2i_desktop.gui.procurement import lines
from p2i_desktop.gui.procurement.part_dialog import PartDialog
from p2i_desktop.gui.procurement.part_table import Line, PartTable, Wording
from p2i_desktop.gui.procurement.parts import KINDS, wording_of
from p2i_desktop.gui.screen import Bench
from p2i_desktop.i18n import N_, Texts

if TYPE_CHECKING:
    from p2i_desktop.services.office import Office
    from p2i_desktop.services.procurement_file import ProcurementLine


class ProcurementsDrawer(CaseBox):
    """One row a procurement; Enter opens its file, Del takes only the link away."""

    name = "case_procurements"
    heading = N_("Procurements")
    shows = frozenset(
        {"case_procurement", "procurement_project", "award", "organisation", "exchange_rate", "market_consultation"}
    )

    def __init__(self, bench: Bench, case_id: str, parent: QWidget | None = None) -> None:
        super().__init__(bench, case_id, parent)
        self._sources = DeskSources(bench.desk, self)
        self.table = PartTable(bench, "procurement_project", 3, self)
        self.table.heading.hide()  # the drawer has one
        self.talks = PartTable(bench, "market_consultation", 4, self)
        self.link = RecordEntry(self)
        self.link.setObjectName("link_procurement")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(bench.look.px(8))
        column.addWidget(self.link)
        column.addWidget(self.table)
        column.addSpacing(bench.look.px(8))
        column.addWidget(self.talks)
        column.addStretch(1)
        self.table.add_wanted.connect(self.begin)
        self.table.edit_wanted.connect(lambda _kind, key: bench.open_procurement(key))
        self.table.bin_wanted.connect(self._unlink)
        self.talks.add_wanted.connect(self._new_talk)
        self.talks.edit_wanted.connect(self._edit_talk)
        self.talks.bin_wanted.connect(self._bin_talk)
        for table, other in ((self.table, self.talks), (self.talks, self.table)):
            table.entered.connect(lambda _table, idle=other: idle.unmark())
        self.link.accepted.connect(self._link)

    def retranslate(self) -> None:
        texts = self.bench.texts
        self.link.equip(texts, lambda text, then: self._sources.search("ProcurementProject", text, then))
        self.link.setPlaceholderText(texts._("Search a procurement to link"))
        self.link.setAccessibleName(texts._("Search a procurement to link"))
        self.table.say(
            Wording(
                texts._("Procurements"), texts._("New from this case"), texts._("No procurement is linked yet."),
                texts._("Open"), texts._("Unlink"),
                (texts._("Procurement / buyers"), texts._("Step"), texts._("Value (net)")),
            )
        )  # fmt: skip
        self.talks.say(wording_of("market_consultation", texts))

    def reload(self) -> None:
        key = self.case_id

        def work(office: Office) -> tuple[list[ProcurementLine], list[MarketConsultation]]:
            return office.procurements.of_case(key), office.procurements.consultations_of_case(key)

        self.bench.desk.ask(work, lambda found: self._show(*found), lambda _: None, self)

    def take_focus(self) -> None:
        if self.table.table.rowCount():
            self.table.take_focus()
        else:
            self.link.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def commands(self) -> list[Command]:
        return [
            Command("case_procurement", N_("New procurement from this case…"), self.begin, "Ctrl+Shift+P", "case",
                    "landmark", enabled=self.bench.writable),
        ]  # fmt: skip

    def begin(self) -> None:
        """Asks for a procurement with what the case knows."""
        self.wanted.emit()
        ask_procurement(self.bench, self.window(), self._sources, self.case_id, self.bench.open_procurement)

    def _show(self, found: list[ProcurementLine], talks: list[MarketConsultation]) -> None:
        texts = self.bench.texts
        self.bench.look.dress(self)
        self.table.fill([_line(one, texts) for one in found])
        self.talks.fill(lines.consultations(talks, texts))
        self.link.setVisible(self.bench.writable())
        self.told.emit(str(len(found)) if found else "")

    def _link(self, hit: Hit) -> None:
        case, key = self.case_id, str(hit.key)
        self.link.set_value(None)
        self.bench.desk.do(lambda office: office.procurements.link(case, key), None, self, owner=self)

    def _unlink(self, _kind: str, key: str) -> None:
        case, words = self.case_id, self.bench.texts._("Procurement unlinked.")
        self.bench.desk.do(
            lambda office: office.procurements.unlink(case, key), lambda _: self.bench.toast(words, undo=True), self,
            owner=self,
        )  # fmt: skip

    # -- market consultations of the case itself -----------------------------------------------------------------------
    def _new_talk(self) -> None:
        self._ask_talk(MarketConsultation(case=self.case_id), self.bench.texts._(N_("New market consultation")))

    def _edit_talk(self, _kind: str, key: str) -> None:
        self.bench.desk.ask(
            lambda office: office.work.get(MarketConsultation, key),
            lambda talk: self._ask_talk(talk, self.bench.texts.type_name(MarketConsultation)), owner=self,
        )  # fmt: skip

    def _ask_talk(self, talk: MarketConsultation, title: str) -> None:
        kind = KINDS["market_consultation"]
        fields = [name for name in kind.fields if name != "notice"]  # notices are of procurements
        PartDialog(self.bench, title, talk, fields, self._sources, self.window()).run(kind.save, owner=self.case_id)

    def _bin_talk(self, kind: str, key: str) -> None:
        words = self.bench.texts._("Moved to the bin.")
        self.bench.desk.do(
            lambda office: office.procurements.remove_part(kind, key),
            lambda _: self.bench.toast(words, undo=True), self, owner=self,
        )  # fmt: skip


def _line(one: ProcurementLine, texts: Texts) -> Line:
    project = one.project
    value = lines.awarded_words(one.awarded, texts)
    if not value and project.estimated_value is not None:
        value = texts._("Estimated: {value}").replace("{value}", texts.money(project.estimated_value))
    named = f"{project.title} · {one.buyer}" if one.buyer else project.title
    return Line("procurement_project", project.id, (named, texts.label(project.status), value or "–"))
