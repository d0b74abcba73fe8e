"""The case file, in a window of its own: phases, facts, parties, what happened, what belongs to the case."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from p2i_desktop.domain.advice import Case
from p2i_desktop.gui.binder import Binder
from p2i_desktop.gui.case.actions import ActionsDrawer
from p2i_desktop.gui.case.boxes import BOXES
from p2i_desktop.gui.case.drawers import CaseDrawers
from p2i_desktop.gui.case.drop import FileDrop
from p2i_desktop.gui.case.feedback import FeedbackDrawer
from p2i_desktop.gui.case.files import FilesDrawer
from p2i_desktop.gui.case.frame import CaseFrame
from p2i_desktop.gui.case.links import LinksDrawer
from p2i_desktop.gui.case.moves import Moves
from p2i_desktop.gui.case.note import QuickNote
from p2i_desktop.gui.case.paper import NAMES, DossierMaker
from p2i_desktop.gui.columns import STATUS_TONES
from p2i_desktop.gui.commands import EVERYWHERE, Command
from p2i_desktop.gui.drafting import SelfSaver
from p2i_desktop.gui.fields.sources import DeskSources
from p2i_desktop.gui.history_dialog import open_history
from p2i_desktop.gui.parties_box import PartiesBox
from p2i_desktop.gui.screen import Bench
from p2i_desktop.i18n import N_
from p2i_desktop.services.errors import Changed
from p2i_desktop.services.timeline import TimelineItem

if TYPE_CHECKING:
    from p2i_desktop.services.case_file import CaseFile
    from p2i_desktop.services.office import Office

_SHOWS = frozenset(
    {"case", "case_party", "consultation", "action", "transition", "organisation", "staff_member", "staff_time",
     "attachment", "feedback", "notice", "case_procurement", "procurement_project"}
)  # fmt: skip


class CaseFileWindow(QWidget):
    """One case; it saves itself field by field and follows what others change."""

    def __init__(self, bench: Bench, case_id: str) -> None:
        super().__init__()
        self.bench, self.case_id = bench, case_id
        self.setObjectName("case_file")
        self.setProperty("kind", "window")
        self.resize(bench.look.px(1280), bench.look.px(860))
        self._file: CaseFile | None = None
        self._whole = False  # all parts are there
        self._sources = DeskSources(bench.desk, self)
        self.frame = CaseFrame(bench, self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.frame)

    def turns(self, dress: Callable[[], object]) -> list[Callable[[], object]]:
        """The parts, in the order in which Tab goes through them."""
        return [dress, self._make_form, self._place_form, self._make_parts, self._start]

    # -- building ----------------------------------------------------------------------------------------------------
    def _make_form(self) -> None:
        bench = self.bench
        self._away = QWidget()  # what is built in its place is styled at each step
        form = bench.form("case", self._away)
        self._binder: Binder[Case] = Binder(
            form, Case, lambda: bench.texts, bench.clock.today, self._sources,
            future=("target_on", "follow_up_on"),
        )  # fmt: skip
        self._saver: SelfSaver[Case] = SelfSaver(
            bench,
            self._binder,
            "case",
            save=lambda office, case, draft, stay: office.advice.save_case(case, draft, stay),
            load=lambda office, record_id: office.advice.case(record_id),
        )

    def _place_form(self) -> None:
        self.frame.place_form(self._binder.form)
        self._away.deleteLater()

    def _make_parts(self) -> None:
        self._parties = PartiesBox(self.bench, self.case_id, self._sources, self)
        self.drawers = CaseDrawers(self.bench, self.case_id, BOXES, self)
        self.frame.place_parts(self._parties, self.drawers)

    def _start(self) -> None:
        bench, case_id = self.bench, self.case_id
        self.note = QuickNote(bench, case_id, self.frame.note)
        self._files = self.drawers.of(FilesDrawer).panel
        self._drop = FileDrop(self, self._files.take)
        self.moves = Moves(bench, case_id, self.frame, self._saver.leave, self._saver.reread, self)
        self._paper = DossierMaker(bench, case_id, self._saver.leave, self)
        self._connect()
        bench.commands.install(self, self._commands())
        self.frame.printing.addActions([bench.commands.action(name) for name in NAMES])
        bench.commands.lend(self, EVERYWHERE)
        self._whole = True
        self.retranslate()
        bench.look.dress(self)
        self._sources.load(self._begin)

    def _connect(self) -> None:
        frame, bench = self.frame, self.bench
        frame.story.opened.connect(self._open_item)
        frame.log.clicked.connect(self._log)
        frame.add_note.clicked.connect(self.note.add)
        frame.to_bin.clicked.connect(self._bin)
        self._parties.opened.connect(lambda key: bench.go("organisations", key))
        self._saver.saved.connect(lambda case: self._title(case))
        self._saver.failed.connect(bench.fault)
        self._saver.conflict.connect(self._conflict)
        bench.desk.changed.connect(self._changed)
        bench.language_changed.connect(self.retranslate)

    def _commands(self) -> list[Command]:
        writable = self.bench.writable
        return [
            Command("case_log", N_("Log consultation for this case"), self._log, "Ctrl+Shift+L", "case", "phone-call"),
            Command("case_note", N_("Add note"), self.note.add, ("Ctrl+Return", "Ctrl+Enter"), "case", "plus",
                    enabled=writable),
            Command("case_facts", N_("Facts"), self._go_facts, "Alt+1", "case"),
            Command("case_timeline", N_("Timeline"), self._go_timeline, "Alt+2", "case"),
            Command("case_actions", N_("Actions"), self._go_actions, "Alt+3", "case"),
            Command("case_links", N_("Links"), self._go_links, "Alt+4", "case"),
            Command("case_next_part", N_("Next part of the case"), lambda: self.drawers.walk(1), "Ctrl+PgDown", "case"),
            Command("case_previous_part", N_("Previous part of the case"), lambda: self.drawers.walk(-1), "Ctrl+PgUp",
                    "case"),
            Command("case_phase", N_("Move to another phase…"), self._go_phases, "Ctrl+Shift+M", "case", "milestone",
                    enabled=writable),
            *(command for box in self.drawers.boxes for command in box.commands()),
            *self._paper.commands(),
            Command("case_history", N_("History of this record"), self._history, "Ctrl+Shift+H", "case", "history"),
            Command("case_close_window", N_("Close window"), self._close_window, "Ctrl+W", "case"),
        ]  # fmt: skip

    def retranslate(self) -> None:
        """Words the window in the language that is shown."""
        self.frame.retranslate()
        self._binder.retranslate()
        self._parties.retranslate()
        self.drawers.retranslate()
        if self._file is not None:
            self._show(self._file)

    # -- reading -----------------------------------------------------------------------------------------------------
    def _begin(self) -> None:
        self._binder.retranslate()
        self.bench.desk.ask(self._gather, self._first, self._gone, self)
        self.note.begin()
        self.drawers.reload()

    def _gather(self, office: Office) -> CaseFile:
        return office.advice.case_file(self.case_id)

    def _first(self, case_file: CaseFile) -> None:
        self._show(case_file)
        self._saver.show(case_file.case)
        self.frame.note.setFocus(Qt.FocusReason.OtherFocusReason)

    def _gone(self, error: Exception) -> None:
        self.bench.fault(error)
        self.close()

    def _show(self, case_file: CaseFile) -> None:
        self._file = case_file
        case, texts = case_file.case, self.bench.texts
        self._title(case)
        visited = {move.new for move in case_file.transitions if move.field == "phase"} | {case.phase.value}
        if not any(move.field == "phase" and not move.old for move in case_file.transitions):
            visited |= {move.old for move in case_file.transitions if move.field == "phase"}
        self.frame.phases.show_phase(case.phase, visited, texts)
        self.frame.say_missing([texts.field(Case, name) for name in case_file.missing])
        hours = texts.hours(case_file.contact_minutes)
        self.frame.say_sum(
            texts._("{hours} h of contact · last on {date}")
            .replace("{hours}", hours)
            .replace("{date}", texts.date(case_file.last_on))
        )
        self.moves.show_file(case_file)
        self._parties.fill(case_file.parties, case_file.warned)
        self.drawers.show_file(case_file)
        self.frame.story.fill(case_file.timeline)
        self.bench.look.dress(self)

    def _title(self, case: Case) -> None:
        number = case.number or case.provisional_number
        self.setWindowTitle(f"{number} {case.title}".strip().replace("[*]", "[ *]"))
        self.frame.title(number, case.title)
        self.frame.say_status(self.bench.texts.label(case.status), STATUS_TONES.get(case.status, "accent"))

    def _changed(self, changed: Changed, initiator: object) -> None:
        self.drawers.reload(changed)
        if _SHOWS & set(changed.keys):
            self.bench.desk.ask(self._gather, self._show, self._gone, self)
            if initiator is not self._saver and self.case_id in changed.keys.get("case", frozenset()):
                self._saver.reread()

    # -- the rest ----------------------------------------------------------------------------------------------------
    def _log(self) -> None:
        self._saver.leave()
        self.bench.log(case=self.case_id)

    def _open_item(self, item: TimelineItem) -> None:
        """A consultation opens in its register; what belongs to the case itself goes to the place where it is edited."""
        if item.type == "consultation":
            self.bench.go("consultations", item.id)
        elif item.type == "action":
            self._go_actions()
        elif item.type == "attachment":
            self._files.open_by_id(item.id)
        elif item.type == "procurement_project":
            self.bench.open_procurement(item.id)
        elif item.type == "workshop":
            self.bench.open_workshop(item.id)
        elif item.type == "feedback":
            self.drawers.visit(self.drawers.of(FeedbackDrawer))
        elif item.kind == "transition":
            self._go_phases()
        else:
            self._go_facts()

    def _conflict(self, fields: list[tuple[str, object, object]]) -> None:
        """Somebody else changed the same fields: both values are shown, each is decided by one press."""
        self.frame.conflicts.ask(Case, fields, self.bench.texts, self._saver.settle_conflict)

    def _bin(self) -> None:
        key = self.case_id
        self.bench.desk.do(lambda office: office.advice.bin("case", key), lambda _: self._binned(), self, owner=self)

    def _binned(self) -> None:
        self.bench.toast(self.bench.texts._("Case moved to the bin."), undo=True)
        self.close()

    def _history(self) -> None:
        self._saver.leave()
        open_history(self.bench, self, self.case_id)

    def _close_window(self) -> None:
        self.close()

    def _go_facts(self) -> None:
        self._binder.focus("title")

    def _go_timeline(self) -> None:
        self.frame.story.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _go_actions(self) -> None:
        self.drawers.visit(self.drawers.of(ActionsDrawer))

    def _go_links(self) -> None:
        self.drawers.visit(self.drawers.of(LinksDrawer))

    def _go_phases(self) -> None:
        self.frame.phases.take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the window; everything is saved. Ctrl+V outside of texts attaches copied files."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.matches(QKeySequence.StandardKey.Paste) and self._drop.paste():
            event.accept()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """What was typed is saved or kept as a draft."""
        if self._whole:
            self._saver.leave()
            self.note.keep()
        super().closeEvent(event)
