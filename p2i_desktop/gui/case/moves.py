"""What moves a case: the phase bar, the menu of its status, and the panel that asks what a move needs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from p2i_desktop.domain.advice import CaseStatus, Phase
from p2i_desktop.domain.rules.lifecycle import allowed, reason_needed
from p2i_desktop.gui.case.frame import CaseFrame
from p2i_desktop.gui.menus import menu_text
from p2i_desktop.gui.move_panel import Move
from p2i_desktop.gui.screen import Bench
from p2i_desktop.gui.sentences import sentence
from p2i_desktop.services.errors import Changed, Refused

if TYPE_CHECKING:
    from p2i_desktop.services.case_file import CaseFile
    from p2i_desktop.services.office import Office

_ENDS = (CaseStatus.CLOSED, CaseStatus.DECLINED, CaseStatus.REDIRECTED)  # what is asked about first


class Moves(QObject):
    """Hears phase bar, status button and panel of a frame; `leave` saves what stands in the form before a move,
    `moved` reads the case anew after it."""

    def __init__(
        self, bench: Bench, case_id: str, frame: CaseFrame, leave: Callable[[], object], moved: Callable[[], object],
        parent: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._bench, self._case_id, self._frame = bench, case_id, frame
        self._leave, self._after = leave, moved
        self._file: CaseFile | None = None
        frame.phases.wanted.connect(self.phase_wanted)
        frame.panel.decided.connect(self.move)
        frame.panel.waiting.done.connect(lambda key: self._deal(lambda office: office.actions.done(key)))
        frame.panel.waiting.dropped.connect(lambda key, why: self._deal(lambda office: office.actions.drop(key, why)))
        frame.panel.waiting.moved.connect(lambda key, day: self._deal(lambda office: office.actions.postpone(key, day)))
        frame.status.clicked.connect(self._status_menu)

    def show_file(self, case_file: CaseFile) -> None:
        """The case as it stands now."""
        self._file = case_file
        if self._frame.panel.isVisible():
            self._frame.panel.show_actions(case_file.actions)

    def _deal(self, work: Callable[[Office], Changed]) -> None:
        """An action is dealt with in the closing panel; the panel follows when the case is read anew."""
        self._bench.desk.do(work, None, self, self._not_moved, self)

    def _status_menu(self) -> None:
        if self._file is None:
            return
        case, texts = self._file.case, self._bench.texts
        targets = [target for target in allowed("status", case.status) if isinstance(target, CaseStatus)]
        if CaseStatus.COMPLETED in targets:
            targets.append(CaseStatus.CLOSED)
        menu = QMenu(self._frame)
        for target in targets:
            both = target is CaseStatus.CLOSED and case.status is not CaseStatus.COMPLETED
            label = texts._("Complete and close") if both else texts.label(target)
            asks = target in _ENDS or reason_needed("status", case.status, target)
            action = menu.addAction(menu_text(label) + ("…" if asks else ""))
            action.triggered.connect(lambda _=False, chosen=target: self.status_wanted(chosen))
        menu.popup(self._frame.status.mapToGlobal(self._frame.status.rect().bottomLeft()))

    def status_wanted(self, target: CaseStatus) -> None:
        """A status was chosen: asks what the rules want to know, or moves at once."""
        if self._file is None:
            return
        case, bench = self._file.case, self._bench
        needs = reason_needed("status", case.status, target)
        if target in _ENDS or needs:
            waiting = self._file.actions if target is CaseStatus.CLOSED else ()
            self._frame.panel.ask(target, case, bench.texts, bench.clock.today(), reason=needs, open_actions=waiting)
        else:
            self.move(Move(target, None, ""))

    def phase_wanted(self, target: Phase) -> None:
        """A phase was chosen."""
        if self._file is None or target is self._file.case.phase:
            return
        case, bench = self._file.case, self._bench
        if reason_needed("phase", case.phase, target):
            self._frame.panel.ask(target, case, bench.texts, bench.clock.today(), reason=True)
        else:
            self.move(Move(target, None, ""))

    def move(self, move: Move) -> None:
        """Makes a move that was decided."""
        self._leave()
        key = self._case_id

        def work(office: Office) -> Changed:
            if isinstance(move.target, Phase):
                return office.advice.set_phase(key, move.target, move.on, move.reason)
            if move.target is CaseStatus.CLOSED:
                return office.advice.close_case(key, move.outcome, move.closing_reason, move.result, move.on)
            return office.advice.set_status(key, move.target, move.on, move.reason)

        self._bench.desk.do(work, lambda _: self._moved(move), self, self._not_moved, self)

    def _moved(self, move: Move) -> None:
        self._frame.panel.hide()
        self._after()
        texts = self._bench.texts
        words = texts._("Saved: {what}. Ctrl+Z takes it back.")
        self._frame.say_done(words.replace("{what}", texts.label(move.target)))

    def _not_moved(self, error: Exception) -> None:
        words = sentence(error, self._bench.texts)
        if words is None or not isinstance(error, Refused):
            self._bench.fault(error)
        elif self._frame.panel.isVisible():
            self._frame.panel.say(words)
        else:
            self._frame.say_problem(words)
