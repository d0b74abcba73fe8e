"""Procurements beside the cases: the table with its views and filters, and the marked one in short."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QListWidget, QPushButton, QVBoxLayout, QWidget

from p2i_desktop.domain.advice import Instrument, Sector
from p2i_desktop.domain.market import ProcurementStatus
from p2i_desktop.gui.columns import PROCUREMENT_TONES
from p2i_desktop.gui.fields.sources import DeskSources
from p2i_desktop.gui.filter_bar import Filtering
from p2i_desktop.gui.history_dialog import open_history
from p2i_desktop.gui.list_detail import ListDetail
from p2i_desktop.gui.look.marks import Pill
from p2i_desktop.gui.new_procurement import ask_procurement
from p2i_desktop.gui.procurement import lines
from p2i_desktop.gui.screen import Bench
from p2i_desktop.gui.views_bar import ShippedView
from p2i_desktop.i18n import N_
from p2i_desktop.services.errors import Changed

if TYPE_CHECKING:
    from p2i_desktop.services.procurement_file import ProcurementFile

_FILTERS = (
    Filtering("state", N_("State"), "flag", many=False),
    Filtering("status", N_("Step")),
    Filtering("instrument", N_("Instrument")),
    Filtering("period", N_("Started in"), "period", many=False, pinned=False),
    Filtering("sector", N_("Sector"), pinned=False),
)
_LISTS: dict[str, type[StrEnum]] = {"status": ProcurementStatus, "instrument": Instrument, "sector": Sector}
_STATES = {"open": N_("All open"), "ended": N_("Ended"), "unlinked": N_("Without a case")}
_VIEWS = (
    ShippedView("open", N_("All open"), (("state", ("open",)),)),
    ShippedView("market", N_("On the market"), (("status", ("consulting", "evaluating", "published")),)),
    ShippedView("awarded", N_("Awarded"), (("status", ("awarded", "completed", "running")),)),
    ShippedView("unlinked", N_("Without a case"), (("state", ("unlinked",)),)),
    ShippedView("all", N_("All")),
)
_SHOWN = frozenset(
    {
        "procurement_project", "procurement_buyer", "case_procurement", "notice", "pcp_phase", "market_consultation",
        "award", "award_supplier", "organisation", "case", "exchange_rate",
    }
)  # fmt: skip


class ProcurementDetail(QFrame):
    """The marked procurement in short: title, buyer, value, what belongs to it."""

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        look = bench.look
        self.setProperty("kind", "card")
        self.setMinimumWidth(look.px(280))
        self.above, self.title, self.buyer, self.sum = (QLabel(self) for _ in range(4))
        self.above.setProperty("tone", "text2")
        self.sum.setProperty("tone", "text2")
        self.title.setProperty("font_role", "h2")
        for label in (self.above, self.title, self.buyer, self.sum):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.pill = Pill(self)
        self.open = QPushButton(self)
        self.open.setProperty("icon_name", "external-link")
        self.parts = QListWidget(self)
        self.parts.setWordWrap(True)
        self.parts.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        margin = look.px(16)
        column.setContentsMargins(margin, look.px(14), margin, look.px(14))
        column.setSpacing(look.px(8))
        head = QHBoxLayout()
        head.addWidget(self.above, 1)
        head.addWidget(self.pill)
        column.addLayout(head)
        for part in (self.title, self.buyer, self.sum):
            column.addWidget(part)
        column.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.parts, 1)

    def set_empty(self, empty: bool) -> None:
        """Nothing is marked: nothing is shown."""
        for part in (self.above, self.pill, self.title, self.buyer, self.sum, self.open, self.parts):
            part.setVisible(not empty)


class ProcurementsTab(QWidget):
    """The list of procurements; Enter opens the file of the marked one."""

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(parent)
        self.bench = bench
        self.detail = ProcurementDetail(bench)
        self._sources = DeskSources(bench.desk, self)
        self.page = ListDetail(bench, "procurements", self.detail, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        self._excel = self.page.add_button(
            "procurements_excel", "table-2", lambda: bench.commands.action("cases_excel").trigger()
        )
        self._new = self.page.add_button("procurements_new", "plus", self.new_procurement)
        self.chips = {one.id: self.page.add_filter(one) for one in _FILTERS}
        self.page.list.start(bench, "procurements")
        self.page.use_views(_VIEWS, "open")
        self.page.restore()
        self.page.filtered.connect(self.apply)
        self.page.list.opened.connect(bench.open_procurement)
        self.page.list.current_changed.connect(self._show_detail)
        self.page.list.wanted_action.connect(self.new_procurement)
        self.detail.open.clicked.connect(self.open_current)
        self._show(None)

    def apply(self) -> None:
        """Reads the list."""
        self.page.list.show_filter(self.page.wanted())

    def refresh(self, changed: Changed) -> None:
        """Rows and the marked procurement follow changes."""
        self.page.list.refresh(changed)
        if _SHOWN & set(changed.keys):
            self._show_detail(self.page.list.current_key())

    def retranslate(self) -> None:
        """Words the tab in the language that is shown."""
        texts = self.bench.texts
        self.page.say(texts._("Procurements"), texts._("Search in procurements"))
        self._excel.setText(texts._("Excel"))
        self._new.setText(texts._("New procurement"))
        self.chips["state"].set_choices([(state, texts._(words)) for state, words in _STATES.items()])
        for name, kind in _LISTS.items():
            self.chips[name].set_choices([(one, texts.label(one)) for one in kind])
        self.detail.open.setText(texts._("Open procurement file"))
        self.detail.parts.setAccessibleName(texts._("What belongs to it"))
        self.page.list.empty(
            "landmark", texts._("No procurement yet. It may begin here or in the file of its case."),
            texts._("New procurement"),
        )  # fmt: skip

    # -- detail ------------------------------------------------------------------------------------------------------
    def _show_detail(self, key: str) -> None:
        if not key:
            self._show(None)
        elif self.detail.isVisibleTo(self):
            self.bench.desk.ask(
                lambda office: office.procurements.file(key), self._show, lambda _: self._show(None), self
            )

    def _show(self, file: ProcurementFile | None) -> None:
        self.detail.set_empty(file is None)
        if file is None or (self.page.list.current_key() or file.project.id) != file.project.id:
            return
        project, texts, detail = file.project, self.bench.texts, self.detail
        detail.above.setText(" · ".join(filter(None, (project.own_reference, texts.label(project.instrument)))))
        detail.title.setText(project.title)
        detail.buyer.setText(file.buyer.legal_name if file.buyer else "")
        estimated = texts.money(project.estimated_value) if project.estimated_value else ""
        words = texts._("Estimated: {value}").replace("{value}", estimated) if estimated else ""
        detail.sum.setText("\n".join(filter(None, (words, lines.awarded_words(file.awarded, texts)))))
        detail.sum.setVisible(bool(detail.sum.text()))
        detail.pill.show_state(texts.label(project.status), PROCUREMENT_TONES[project.status])
        self._fill_parts(file)

    def _fill_parts(self, file: ProcurementFile) -> None:
        texts = self.bench.texts
        self.detail.parts.clear()
        for heading, rows in (
            (texts._("Awards"), lines.awards(file.awards, texts)),
            (texts._("Notices"), lines.notices(file.notices, texts)),
            (texts._("Market consultations"), lines.consultations(file.consultations, texts)),
            (texts._("PCP phases"), lines.phases(file.phases, texts)),
            (texts._("Further buyers"), lines.buyers(file.buyers, texts)),
            (texts._("Cases"), lines.cases(file.cases, texts)),
        ):
            if rows:
                self.detail.parts.addItem(heading)
                title = self.detail.parts.item(self.detail.parts.count() - 1)
                title.setFont(self.bench.look.font("strong"))
                title.setFlags(Qt.ItemFlag.NoItemFlags)
                title.setForeground(self.bench.look.color("text2"))
                self.detail.parts.addItems(
                    [" · ".join(cell.replace("\n", " ") for cell in row.cells if cell != "–") for row in rows]
                )

    # -- actions -----------------------------------------------------------------------------------------------------
    def new_procurement(self) -> None:
        """Asks for title and buyer of a procurement, and opens its file."""
        ask_procurement(self.bench, self.window(), self._sources, None, self._made)

    def _made(self, key: str) -> None:
        self.page.list.select(key)
        self.bench.open_procurement(key)

    def open_current(self) -> None:
        """Opens the file of the marked procurement."""
        if self.page.list.current_key():
            self.bench.open_procurement(self.page.list.current_key())

    def history(self) -> None:
        """The history of the marked procurement."""
        if self.page.list.current_key():
            open_history(self.bench, self.window(), self.page.list.current_key())

    def to_bin(self) -> None:
        """Puts the marked procurement into the bin."""
        key, words = self.page.list.current_key(), self.bench.texts._("Procurement moved to the bin.")
        if key:
            self.bench.desk.do(
                lambda office: office.procurements.bin(key), lambda _: self.bench.toast(words, undo=True), self
            )
