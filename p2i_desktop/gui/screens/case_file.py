"""The case file, in a window of its own: phases, facts, parties, what happened, what is to be done next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from p2i_desktop.domain.advice import Case, CaseStatus, Consultation, ConsultationType, Phase
from p2i_desktop.domain.record import About
from p2i_desktop.domain.rules.lifecycle import allowed, reason_needed
from p2i_desktop.gui.actions_box import ActionsBox
from p2i_desktop.gui.binder import Binder
from p2i_desktop.gui.case_frame import CaseFrame
from p2i_desktop.gui.columns import STATUS_TONES
from p2i_desktop.gui.commands import EVERYWHERE, Command
from p2i_desktop.gui.drafting import DraftKeeper, SelfSaver
from p2i_desktop.gui.fields.sources import DeskSources
from p2i_desktop.gui.history_dialog import open_history
from p2i_desktop.gui.menus import menu_text
from p2i_desktop.gui.move_panel import Move
from p2i_desktop.gui.parties_box import PartiesBox
from p2i_desktop.gui.screen import Bench
from p2i_desktop.gui.sentences import sentence
from p2i_desktop.gui.timeline_words import FILTERS
from p2i_desktop.i18n import N_
from p2i_desktop.services.errors import Changed, Refused
from p2i_desktop.services.timeline import TimelineItem

if TYPE_CHECKING:
    from p2i_desktop.services.case_file import CaseFile
    from p2i_desktop.services.office import Office

_FILTER_TEXTS = {
    "all": N_("All"),
    "talks": N_("Consultations"),
    "moves": N_("Phases and status"),
    "actions": N_("Done"),
    "changes": N_("Changes"),
}
_SHOWS = frozenset(
    {"case", "case_party", "consultation", "action", "transition", "organisation", "staff_member", "staff_time"}
)


class CaseFileWindow(QWidget):
    """One case; it saves itself field by field and follows what others change."""

    def __init__(self, bench: Bench, case_id: str) -> None:
        super().__init__()
        self.bench, self.case_id = bench, case_id
        self.setObjectName("case_file")
        self.setProperty("kind", "window")
        self.resize(bench.look.px(1280), bench.look.px(860))
        self._file: CaseFile | None = None
        self._filter = "all"
        self.frame = CaseFrame(bench, self)
        self._form = bench.form("case", self)
        self._sources = DeskSources(bench.desk, self)
        self._parties = PartiesBox(bench, case_id, self._sources, self)
        self._actions = ActionsBox(bench, About("case", case_id), self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.frame)
        self.frame.assemble(self._form, self._parties, self._actions, tuple(FILTERS))
        self._binder: Binder[Case] = Binder(
            self._form,
            Case,
            lambda: bench.texts,
            bench.clock.today,
            self._sources,
            future=("target_on", "follow_up_on"),
        )
        self._saver: SelfSaver[Case] = SelfSaver(
            bench,
            self._binder,
            "case",
            save=lambda office, case, draft, stay: office.advice.save_case(case, draft, stay),
            load=lambda office, record_id: office.advice.case(record_id),
        )
        self._note = DraftKeeper(bench, "case_note", case_id, self._note_payload, self)
        self._connect()
        bench.commands.install(self, self._commands())
        bench.commands.lend(self, EVERYWHERE)
        self.retranslate()
        self._sources.load(self._begin)

    # -- building ----------------------------------------------------------------------------------------------------
    def _connect(self) -> None:
        frame, bench = self.frame, self.bench
        frame.phases.wanted.connect(self._phase_wanted)
        frame.panel.decided.connect(self._move)
        frame.timeline.opened.connect(self._open_item)
        frame.log.clicked.connect(self._log)
        frame.status.clicked.connect(self._status_menu)
        frame.add_note.clicked.connect(self._add_note)
        frame.note.textChanged.connect(self._note.touch)
        frame.filtered.connect(self._show_only)
        frame.to_bin.clicked.connect(self._bin)
        self._parties.opened.connect(lambda key: bench.go("organisations", key))
        self._saver.saved.connect(lambda case: self._title(case))
        self._saver.failed.connect(bench.fault)
        self._saver.conflict.connect(self._conflict)
        bench.desk.changed.connect(self._changed)
        bench.language_changed.connect(self.retranslate)

    def _commands(self) -> list[Command]:
        return [
            Command("case_log", N_("Log consultation for this case"), self._log, "Ctrl+Shift+L", "case", "phone-call"),
            Command(
                "case_note",
                N_("Add note"),
                self._add_note,
                ("Ctrl+Return", "Ctrl+Enter"),
                "case",
                "plus",
                enabled=self.bench.writable,
            ),
            Command("case_facts", N_("Facts"), self._go_facts, "Alt+1", "case"),
            Command("case_timeline", N_("Timeline"), self._go_timeline, "Alt+2", "case"),
            Command("case_actions", N_("Actions"), self._go_actions, "Alt+3", "case"),
            Command(
                "case_phase",
                N_("Move to another phase…"),
                self._go_phases,
                "Ctrl+Shift+M",
                "case",
                "milestone",
                enabled=self.bench.writable,
            ),
            Command(
                "case_action_done",
                N_("Mark action as done"),
                self._actions.mark_done,
                "Ctrl+D",
                "case",
                "check",
                enabled=self.bench.writable,
            ),
            Command(
                "case_action_later",
                N_("Postpone action"),
                self._actions.postpone,
                "Ctrl+T",
                "case",
                "clock",
                enabled=self.bench.writable,
            ),
            Command("case_history", N_("History of this record"), self._history, "Ctrl+Shift+H", "case", "history"),
            Command("case_close_window", N_("Close window"), self._close_window, "Ctrl+W", "case"),
        ]

    def retranslate(self) -> None:
        """Words the window in the language that is shown."""
        self.frame.retranslate({key: self.bench.texts._(text) for key, text in _FILTER_TEXTS.items()})
        self._binder.retranslate()
        self._parties.retranslate()
        self._actions.retranslate()
        if self._file is not None:
            self._show(self._file)

    # -- reading -----------------------------------------------------------------------------------------------------
    def _begin(self) -> None:
        self._binder.retranslate()
        self.bench.desk.ask(self._gather, self._first, self._gone, self)
        key = self.case_id
        self.bench.desk.ask(lambda office: office.drafts.get("case_note", key), self._take_note, owner=self)

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
        self._parties.fill(case_file.parties)
        self._actions.fill(case_file.actions, case_file.staff)
        self._show_only(self._filter)
        self.bench.look.dress(self)

    def _title(self, case: Case) -> None:
        number = case.number or case.provisional_number
        self.setWindowTitle(f"{number} {case.title}".strip().replace("[*]", "[ *]"))
        self.frame.title(number, case.title)
        self.frame.say_status(self.bench.texts.label(case.status), STATUS_TONES.get(case.status, "accent"))

    def _show_only(self, name: str) -> None:
        self._filter = name
        if self._file is not None:
            kinds = FILTERS[name]
            self.frame.timeline.fill([item for item in self._file.timeline if item.kind in kinds], self.bench.texts)

    def _changed(self, changed: Changed, initiator: object) -> None:
        if _SHOWS & set(changed.keys):
            self.bench.desk.ask(self._gather, self._show, self._gone, self)
            if initiator is not self._saver and self.case_id in changed.keys.get("case", frozenset()):
                self._saver.reread()

    # -- moves -------------------------------------------------------------------------------------------------------
    def _status_menu(self) -> None:
        if self._file is None:
            return
        case, texts = self._file.case, self.bench.texts
        targets = [target for target in allowed("status", case.status) if isinstance(target, CaseStatus)]
        if CaseStatus.COMPLETED in targets:
            targets.append(CaseStatus.CLOSED)
        menu = QMenu(self)
        for target in targets:
            both = target is CaseStatus.CLOSED and case.status is not CaseStatus.COMPLETED
            label = texts._("Complete and close") if both else texts.label(target)
            asks = target is CaseStatus.CLOSED or reason_needed("status", case.status, target)
            action = menu.addAction(menu_text(label) + ("…" if asks else ""))
            action.triggered.connect(lambda _=False, chosen=target: self._status_wanted(chosen))
        menu.popup(self.frame.status.mapToGlobal(self.frame.status.rect().bottomLeft()))

    def _status_wanted(self, target: CaseStatus) -> None:
        if self._file is None:
            return
        case = self._file.case
        needs = reason_needed("status", case.status, target)
        if target is CaseStatus.CLOSED or needs:
            waiting = self._file.actions if target is CaseStatus.CLOSED else ()
            self.frame.panel.ask(
                target, case, self.bench.texts, self.bench.clock.today(), reason=needs, open_actions=waiting
            )
        else:
            self._move(Move(target, None, ""))

    def _phase_wanted(self, target: Phase) -> None:
        if self._file is None or target is self._file.case.phase:
            return
        case = self._file.case
        if reason_needed("phase", case.phase, target):
            self.frame.panel.ask(target, case, self.bench.texts, self.bench.clock.today(), reason=True)
        else:
            self._move(Move(target, None, ""))

    def _move(self, move: Move) -> None:
        self._saver.leave()
        key = self.case_id

        def work(office: Office) -> Changed:
            if isinstance(move.target, Phase):
                return office.advice.set_phase(key, move.target, move.on, move.reason)
            if move.target is CaseStatus.CLOSED:
                return office.advice.close_case(key, move.outcome, move.closing_reason, move.result, move.on)
            return office.advice.set_status(key, move.target, move.on, move.reason)

        self.bench.desk.do(work, lambda _: self._moved(move), self, self._not_moved, self)

    def _moved(self, move: Move) -> None:
        self.frame.panel.hide()
        self._saver.reread()
        texts = self.bench.texts
        self.frame.say_done(texts._("Saved: {what}. Ctrl+Z takes it back.").replace("{what}", texts.label(move.target)))

    def _not_moved(self, error: Exception) -> None:
        words = sentence(error, self.bench.texts)
        if words is None or not isinstance(error, Refused):
            self.bench.fault(error)
        elif self.frame.panel.isVisible():
            self.frame.panel.say(words)
        else:
            self.frame.say_problem(words)

    # -- notes and calls ---------------------------------------------------------------------------------------------
    def _note_payload(self) -> dict[str, object] | None:
        text = self.frame.note.toPlainText()
        return {"text": text} if text.strip() else None

    def _take_note(self, draft: object) -> None:
        payload = getattr(draft, "payload", None)
        if isinstance(payload, dict) and not self.frame.note.toPlainText():
            self.frame.note.setPlainText(str(payload.get("text", "")))
            self._note.adopt(self.case_id, 0)

    def _add_note(self) -> None:
        """A note is an administrative entry of the case: it stands on the timeline and counts as no advice."""
        text, key = self.frame.note.toPlainText().strip(), self.case_id
        if not text:
            self.frame.note.setFocus(Qt.FocusReason.OtherFocusReason)
            return

        def work(office: Office) -> Changed:
            from dataclasses import replace

            blank: Consultation = office.advice.blank(case_id=key)
            entry = replace(
                blank, type=ConsultationType.ADMINISTRATIVE, contact_minutes=0, contact_made=False, note=text
            )
            return office.advice.save_consultation(entry, ("case_note", key))

        self._note.touch()
        self._note.keep()  # on disk until it is saved
        self.frame.note.clear()  # what is typed from now on is another note
        self.bench.desk.do(work, None, self, lambda error: self._not_noted(text, error), self)

    def _not_noted(self, text: str, error: Exception) -> None:
        later = self.frame.note.toPlainText()
        self.frame.note.setPlainText(f"{text}\n\n{later}" if later else text)
        self._note.keep()
        self.bench.fault(error)

    def _log(self) -> None:
        self._saver.leave()
        self.bench.log(case=self.case_id)

    def _open_item(self, item: TimelineItem) -> None:
        """A consultation opens in its register; what belongs to the case itself goes to the place where it is edited."""
        if item.type == "consultation":
            self.bench.go("consultations", item.id)
        elif item.type == "action":
            self._go_actions()
        elif item.kind == "transition":
            self._go_phases()
        else:
            self._go_facts()

    # -- the rest ----------------------------------------------------------------------------------------------------
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
        self.frame.timeline.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _go_actions(self) -> None:
        self._actions.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _go_phases(self) -> None:
        self.frame.phases.take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the window; everything is saved."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """What was typed is saved or kept as a draft."""
        self._saver.leave()
        self._note.keep()
        super().closeEvent(event)
