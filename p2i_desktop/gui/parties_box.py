"""The organisations of a case and what each of them is in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from p2i_desktop.domain.advice import CaseParty, CaseRole
from p2i_desktop.domain.parties import Organisation
from p2i_desktop.domain.rules import Problem
from p2i_desktop.gui.fields.choice_box import ChoiceBox
from p2i_desktop.gui.fields.hit_list import Hit
from p2i_desktop.gui.fields.record_entry import CREATE, RecordEntry
from p2i_desktop.gui.fields.sources import DeskSources
from p2i_desktop.gui.filter_line import FilterLine
from p2i_desktop.gui.menus import menu_text, tooltip_text
from p2i_desktop.gui.screen import Bench

_WIDEST_NAME = 260  # pixels at 100 %; the whole name is in the tooltip


class PartiesBox(QWidget):
    """One row a party; the line below adds one, known or new."""

    opened = Signal(str)  # id of an organisation

    def __init__(self, bench: Bench, case_id: str, sources: DeskSources, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench, self._case_id = bench, case_id
        self._rows: list[QWidget] = []
        self._count = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(bench.look.px(8))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(bench.look.px(4))
        column.addLayout(self._lines)
        self.search = RecordEntry(self)
        self.search.creates = True
        self.search.setObjectName("add_party")
        self._sources = sources
        self.role = ChoiceBox(self)
        self.role.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        line = FilterLine(None, bench.look)
        line.addWidget(self.search)
        line.addWidget(self.role)
        column.addLayout(line)
        self.search.accepted.connect(self._add)

    def retranslate(self) -> None:
        """Words the box in the language that is shown."""
        texts = self._bench.texts
        self.search.equip(texts, lambda text, then: self._sources.search("Organisation", text, then))
        self.search.setPlaceholderText(texts._("Add an organisation"))
        self.search.setAccessibleName(texts._("Add an organisation"))
        self.role.setAccessibleName(texts._("Role of the added organisation"))
        self.role.set_choices([(role, texts.label(role)) for role in CaseRole], None)

    def fill(self, parties: Sequence[tuple[CaseParty, Organisation]], warned: Mapping[str, Sequence[Problem]]) -> None:
        """Shows the parties of the case, each with what it warns of (party id -> problems)."""
        for widget in self._rows:
            widget.deleteLater()
        self._rows, self._count = [], len(parties)
        for row, (party, organisation) in enumerate(parties):
            self._row(row, party, organisation)
            for problem in warned.get(party.id, ()):
                self._warn(problem)
        self.role.set_value(CaseRole.PARTICIPATING_BUYER if parties else CaseRole.LEAD_BUYER)
        self._bench.look.dress(self)

    def _row(self, row: int, party: CaseParty, organisation: Organisation) -> None:
        texts, look = self._bench.texts, self._bench.look
        holder = QWidget(self)
        whole = organisation.short_name or organisation.legal_name
        shown = look.metrics().elidedText(whole, Qt.TextElideMode.ElideRight, look.px(_WIDEST_NAME))
        name = QPushButton(menu_text(shown), holder)
        name.setProperty("kind", "link")
        name.setStyleSheet("text-align: left")
        name.setAccessibleName(organisation.legal_name)
        name.setToolTip(tooltip_text(organisation.legal_name))
        name.clicked.connect(lambda: self.opened.emit(organisation.id))
        role = ChoiceBox(holder)
        role.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        role.set_choices([(one, texts.label(one)) for one in CaseRole], None)
        role.set_value(party.role)
        role.setAccessibleName(texts._("Role of {name}").replace("{name}", organisation.legal_name))
        role.edited.connect(self._changed_role(party, role))
        line = FilterLine(holder, look, 0)
        line.addWidget(name)
        both = QWidget(holder)  # the role and its button stay on one line
        ends = QHBoxLayout(both)
        ends.setContentsMargins(0, 0, 0, 0)
        ends.addWidget(role, 1)
        ends.addWidget(self._remover(both, party, organisation))
        line.addWidget(both)
        self._lines.addWidget(holder)
        self._rows.append(holder)

    def _warn(self, problem: Problem) -> None:
        words = QLabel(self._bench.texts.message(problem), self)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setProperty("tone", "warn")
        words.setWordWrap(True)
        self._lines.addWidget(words)
        self._rows.append(words)

    def _remover(self, holder: QWidget, party: CaseParty, organisation: Organisation) -> QPushButton:
        remove = QPushButton(holder)
        remove.setProperty("kind", "quiet")
        remove.setProperty("icon_name", "x")
        words = self._bench.texts._("Remove {name} from the case").replace("{name}", organisation.legal_name)
        remove.setAccessibleName(words)
        remove.setToolTip(tooltip_text(words))
        remove.clicked.connect(lambda: self._bench.desk.do(lambda office: office.advice.remove_party(party.id)))
        return remove

    def _changed_role(self, party: CaseParty, box: ChoiceBox) -> Callable[[], None]:
        def save() -> None:
            role = box.value()
            if isinstance(role, CaseRole):
                self._bench.desk.do(lambda office: office.advice.save_party(replace(party, role=role)))

        return save

    def _add(self, hit: Hit) -> None:
        role, case_id, typed = self.role.value(), self._case_id, self.search.text().strip()
        if not isinstance(role, CaseRole):
            return
        self.search.set_value(None)
        if hit.key == CREATE:
            self._bench.desk.do(lambda office: office.advice.add_new_party(case_id, typed, role))
        else:
            party = CaseParty(case=case_id, organisation=str(hit.key), role=role)
            self._bench.desk.do(lambda office: office.advice.save_party(party))
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
