"""The procurement file, in a window of its own: facts, status, notices, phases, awards, and the cases it came from."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from p2i_desktop.domain.market import ProcurementProject, ProcurementStatus
from p2i_desktop.domain.rules.lifecycle import allowed, reason_needed
from p2i_desktop.gui.binder import Binder
from p2i_desktop.gui.columns import PROCUREMENT_TONES
from p2i_desktop.gui.commands import EVERYWHERE, Command
from p2i_desktop.gui.drafting import SelfSaver
from p2i_desktop.gui.history_dialog import open_history
from p2i_desktop.gui.menus import menu_text
from p2i_desktop.gui.procurement.frame import ProcurementFrame
from p2i_desktop.gui.procurement.lines import awarded_words
from p2i_desktop.gui.procurement.parts import Parts
from p2i_desktop.gui.screen import Bench
from p2i_desktop.gui.sentences import sentence
from p2i_desktop.i18n import N_
from p2i_desktop.services.errors import Changed, Refused

if TYPE_CHECKING:
    from p2i_desktop.services.office import Office
    from p2i_desktop.services.procurement_file import ProcurementFile

_SHOWS = frozenset(
    {
        "procurement_project", "procurement_buyer", "case_procurement", "notice", "pcp_phase", "market_consultation",
        "award", "award_supplier", "organisation", "case", "exchange_rate", "transition",
    }
)  # fmt: skip


class ProcurementFileWindow(QWidget):
    """One procurement; it saves itself field by field and follows what others change."""

    def __init__(self, bench: Bench, procurement_id: str) -> None:
        super().__init__()
        self.bench, self.procurement_id = bench, procurement_id
        self.setObjectName("procurement_file")
        self.setProperty("kind", "window")
        self.resize(bench.look.px(1280), bench.look.px(860))
        self._file: ProcurementFile | None = None
        self.frame = ProcurementFrame(bench, self)
        self._form = bench.form("procurement", self)
        self.parts = Parts(bench, procurement_id, self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.frame)
        self.frame.assemble(self._form, self.parts)
        self._binder: Binder[ProcurementProject] = Binder(
            self._form, ProcurementProject, lambda: bench.texts, bench.clock.today, self.parts.sources,
            taken=self.frame.panel.letters,
        )  # fmt: skip
        self._saver: SelfSaver[ProcurementProject] = SelfSaver(
            bench,
            self._binder,
            "procurement",
            save=lambda office, record, draft, stay: office.procurements.save(record, draft, stay),
            load=lambda office, key: office.procurements.procurement(key),
        )
        self._connect()
        bench.commands.install(self, self._commands())
        bench.commands.lend(self, EVERYWHERE)
        self.retranslate()
        self.parts.sources.load(self._begin)

    # -- building ----------------------------------------------------------------------------------------------------
    def _connect(self) -> None:
        frame, bench = self.frame, self.bench
        frame.status.clicked.connect(self._status_menu)
        frame.panel.decided.connect(self._move)
        frame.to_bin.clicked.connect(self._bin)
        self.parts.opened.connect(bench.open_case)
        self._saver.saved.connect(lambda _record: self._ask())
        self._saver.failed.connect(bench.fault)
        self._saver.conflict.connect(
            lambda fields: frame.conflicts.ask(ProcurementProject, fields, bench.texts, self._saver.settle_conflict)
        )
        bench.desk.changed.connect(self._changed)
        bench.language_changed.connect(self.retranslate)

    def _commands(self) -> list[Command]:
        writable = self.bench.writable
        return [
            Command("procurement_add", N_("New row in this table…"), self.parts.add_here, "Ctrl+N", "case", "plus",
                    enabled=writable),
            Command("procurement_supplier", N_("New supplier of the award…"), self.parts.add_supplier, "Ctrl+Shift+N",
                    "case", "plus", enabled=writable),
            Command("procurement_step", N_("Move to another step…"), self._status_menu, "Ctrl+Shift+M", "case",
                    "milestone", enabled=writable),
            Command("procurement_facts", N_("Facts"), lambda: self._binder.focus("title"), "Alt+1", "case"),
            Command("procurement_parts", N_("Awards, notices, phases"), self.parts.tables["award"].take_focus, "Alt+2",
                    "case"),
            Command("procurement_history", N_("History of this record"), self._history, "Ctrl+Shift+H", "case",
                    "history"),
            Command("procurement_close_window", N_("Close window"), self._close_window, "Ctrl+W", "case"),
        ]  # fmt: skip

    def retranslate(self) -> None:
        """Words the window in the language that is shown."""
        self.frame.retranslate()
        self.frame.panel.word(self.bench.texts, reason=False)
        self._binder.retranslate()
        self.parts.retranslate()
        if self._file is not None:
            self._show(self._file)

    # -- reading -----------------------------------------------------------------------------------------------------
    def _begin(self) -> None:
        self._binder.retranslate()
        self.bench.desk.ask(self._gather, self._first, self._gone, self)

    def _gather(self, office: Office) -> ProcurementFile:
        return office.procurements.file(self.procurement_id)

    def _ask(self) -> None:
        self.bench.desk.ask(self._gather, self._show, self._gone, self)

    def _first(self, file: ProcurementFile) -> None:
        self._show(file)
        self._saver.show(file.project)
        self._binder.focus("title")

    def _gone(self, error: Exception) -> None:
        self.bench.fault(error)
        self.close()

    def _show(self, file: ProcurementFile) -> None:
        self._file = file
        project, texts = file.project, self.bench.texts
        self.setWindowTitle(project.title.replace("[*]", "[ *]"))
        self.frame.title(project.own_reference, project.title, file.buyer.legal_name if file.buyer else "")
        self.frame.pill.show_state(texts.label(project.status), PROCUREMENT_TONES[project.status])
        self.frame.status.setVisible(bool(allowed("procurement_status", project.status)) and self.bench.writable())
        self.frame.to_bin.setVisible(self.bench.writable())
        self.frame.say_sum(awarded_words(file.awarded, texts))
        self.frame.say_missing(self._missing(file))
        self.parts.fill(file)
        self.bench.look.dress(self)

    def _missing(self, file: ProcurementFile) -> list[str]:
        """What a report needs in one line; rates that are not there; cases that are not for everybody."""
        texts = self.bench.texts
        names = [texts.field(ProcurementProject, name) for name in file.missing]
        rates = []
        for problem in file.problems:
            if problem.code == "W10":
                names.append(texts.value(dict(problem.values)["what"]))
            elif problem.code == "W10_rate":
                rates.append(texts.message(problem))
        told = [texts._("Missing for the report: {fields}").replace("{fields}", ", ".join(names))] if names else []
        hidden = file.hidden_cases
        if hidden:
            rates.append(texts.ngettext("{n} linked case is restricted.", "{n} linked cases are restricted.", hidden))
        return told + rates

    def _changed(self, changed: Changed, initiator: object) -> None:
        if _SHOWS & set(changed.keys):
            self._ask()
            mine = self.procurement_id in changed.keys.get("procurement_project", frozenset())
            if initiator is not self._saver and mine:
                self._saver.reread()

    # -- moves -------------------------------------------------------------------------------------------------------
    def _status_menu(self) -> None:
        if self._file is None:
            return
        menu, texts = QMenu(self), self.bench.texts
        for target in allowed("procurement_status", self._file.project.status):
            action = menu.addAction(menu_text(texts.label(target)) + "…")
            action.triggered.connect(lambda _=False, chosen=target: self.step_wanted(ProcurementStatus(chosen)))
        menu.popup(self.frame.status.mapToGlobal(self.frame.status.rect().bottomLeft()))

    def step_wanted(self, target: ProcurementStatus) -> None:
        """A status was chosen: asks for its day, and why where it ends the procurement."""
        if self._file is not None:
            old = self._file.project.status
            needs = reason_needed("procurement_status", old, target)
            self.frame.panel.ask(target, self.bench.texts, self.bench.clock.today(), reason=needs)

    def _move(self, target: ProcurementStatus, on: date | None, reason: str) -> None:
        self._saver.leave()
        key = self.procurement_id
        self.bench.desk.do(
            lambda office: office.procurements.set_status(key, target, on, reason),
            lambda _: self._moved(target), self, self._not_moved, self,
        )  # fmt: skip

    def _moved(self, target: ProcurementStatus) -> None:
        self.frame.panel.hide()
        self.frame.say_problem("")
        self._saver.reread()
        texts = self.bench.texts
        words = texts._("Saved: {what}. Ctrl+Z takes it back.").replace("{what}", texts.label(target))
        self.bench.announce(self, words)
        self.frame.status.setFocus(Qt.FocusReason.OtherFocusReason)

    def _not_moved(self, error: Exception) -> None:
        words = sentence(error, self.bench.texts)
        if words is None or not isinstance(error, Refused):
            self.bench.fault(error)
        else:
            self.frame.panel.say(words)
            self.bench.announce(self.frame.panel, words)

    # -- the rest ----------------------------------------------------------------------------------------------------
    def _bin(self) -> None:
        key = self.procurement_id
        self.bench.desk.do(lambda office: office.procurements.bin(key), lambda _: self._binned(), self, owner=self)

    def _binned(self) -> None:
        self.bench.toast(self.bench.texts._("Procurement moved to the bin."), undo=True)
        self.close()

    def _history(self) -> None:
        self._saver.leave()
        open_history(self.bench, self, self.procurement_id)

    def _close_window(self) -> None:
        self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the window; everything is saved."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """What was typed is saved or kept as a draft."""
        self._saver.leave()
        super().closeEvent(event)
