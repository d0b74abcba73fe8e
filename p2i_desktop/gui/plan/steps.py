"""What moves a plan on: signed and agreed, active, completed, evaluated, ended early; and what is made of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from p2i_desktop.domain.buddies import PlanStatus
from p2i_desktop.domain.plans import RUNNING
from p2i_desktop.gui.commands import Command
from p2i_desktop.gui.plan.hand import PlanHand
from p2i_desktop.gui.plan.signing import SignDialog
from p2i_desktop.gui.plan.small_dialogs import ask_template, ask_template_name, ask_year
from p2i_desktop.gui.sentences import sentence
from p2i_desktop.gui.step_panel import StepPanel
from p2i_desktop.i18n import N_

if TYPE_CHECKING:
    from p2i_desktop.services.office import Changed, Office
    from p2i_desktop.services.plan_file import PlanFile
    from p2i_desktop.services.plan_versions import Made

_P = PlanStatus
# The step that comes next: (what its button says, the command behind it).
NEXT: dict[PlanStatus, tuple[str, str]] = {
    _P.DRAFT: (N_("Sign and agree…"), "plan_sign"), _P.AGREED: (N_("Begin the plan"), "plan_activate"),
    _P.ACTIVE: (N_("Complete the plan"), "plan_complete"), _P.COMPLETED: (N_("Close as evaluated"), "plan_evaluate"),
    _P.EVALUATED: (N_("Copy to another year…"), "plan_copy_year"),
}  # fmt: skip
MORE = (
    "plan_sign", "plan_activate", "plan_complete", "plan_evaluate", "plan_terminate", "plan_new_version",
    "plan_discard", "plan_template", "plan_save_template", "plan_copy_year", "plan_history",
)  # fmt: skip


class PlanSteps(QObject):
    """The verbs of a version; `leave` saves what is being typed before each."""

    def __init__(self, hand: PlanHand, leave: Callable[[], None], panel: StepPanel, window: QWidget) -> None:
        super().__init__(window)
        self._hand, self._bench, self._leave, self._panel = hand, hand.bench, leave, panel
        self._window = window
        self._signing: SignDialog | None = None
        self.to_evaluation: Callable[[], None] = lambda: None  # brings the tab of the evaluations to the front
        self.take_up: Callable[[], bool] = lambda: False  # does the change that waits for a new version
        panel.decided.connect(self._terminate)

    def commands(self) -> list[Command]:
        """All of them; each is live where the status lets it."""
        return [
            Command("plan_sign", N_("Sign and agree…"), self.sign, "Ctrl+Shift+S", "case", "pencil",
                    enabled=self._in(_P.DRAFT)),
            Command("plan_activate", N_("Begin the plan"), self._activate, (), "case", "play",
                    enabled=self._in(_P.AGREED)),
            Command("plan_complete", N_("Complete the plan"), self._complete, (), "case", "check",
                    enabled=self._in(_P.ACTIVE)),
            Command("plan_evaluate", N_("Close as evaluated"), self._evaluate, (), "case", "check",
                    enabled=self._in(_P.COMPLETED)),
            Command("plan_terminate", N_("End the plan early…"), self._ask_end, (), "case", "x",
                    enabled=self._in(_P.DRAFT, _P.AGREED, _P.ACTIVE)),
            Command("plan_new_version", N_("Start a new version"), self.new_version, "Ctrl+Shift+N", "case", "copy",
                    enabled=self._in(*RUNNING)),
            Command("plan_discard", N_("Move this draft to the bin"), self._discard, (), "case", "trash-2",
                    enabled=self._in(_P.DRAFT)),
            Command("plan_template", N_("Use a template…"), self.use_template, (), "case", "list",
                    enabled=self._in(_P.DRAFT)),
            Command("plan_save_template", N_("Save as template…"), self._save_template, (), "case", "save",
                    enabled=self._in(*_P)),
            Command("plan_copy_year", N_("Copy to another year…"), self._copy, (), "case", "calendar-days",
                    enabled=self._in(*_P)),
        ]  # fmt: skip

    def show_file(self, file: PlanFile) -> None:
        """The signatures follow while their dialog is open."""
        if self._signing is not None:
            self._signing.show_file(file)

    def _in(self, *states: PlanStatus) -> Callable[[], bool]:
        def live() -> bool:
            file = self._hand.file
            return self._bench.writable() and file is not None and file.plan.status in states

        return live

    # -- agreeing ------------------------------------------------------------------------------------------------------
    def sign(self) -> None:
        """Both sides sign, and the version is agreed."""
        self._leave()
        # what was just typed is on disk before it is signed: the desk does one thing after the other
        self._bench.desk.ask(lambda office: office.plans.file(self._hand.plan_id), self._open_signing, owner=self)

    def _open_signing(self, file: PlanFile) -> None:
        self._signing = SignDialog(self._hand, file, self._window)
        self._signing.destroyed.connect(self._signing_gone)
        self._signing.start()

    def _signing_gone(self) -> None:
        self._signing = None

    def new_version(self) -> None:
        """Copies the version as a draft, or shows the draft that is there; a change that waits for it is done there."""
        if self.take_up():
            return
        key, hand = self._hand.plan_id, self._hand
        self._leave()
        self._bench.desk.write(
            lambda office: office.plans.start_version(key),
            lambda made: made.changed,
            self._started,
            hand,
            hand.say,
            hand,
        )

    def _started(self, made: Made) -> None:
        self._hand.moved.emit(made.plan_id)

    def _discard(self) -> None:
        file = self._hand.file
        if file is None:
            return
        key, texts = self._hand.plan_id, self._bench.texts
        rest = next((one.id for one in file.versions if one.id == file.plan.replaces), "")

        def done(_changed: Changed | None) -> None:
            self._bench.toast(texts._("Version moved to the bin."), undo=True)
            if rest:
                self._hand.moved.emit(rest)
            else:
                self._window.close()

        self._bench.desk.do(lambda office: office.plans.discard(key), done, self, self._hand.say, self)

    # -- moving on -----------------------------------------------------------------------------------------------------
    def _activate(self) -> None:
        self._move(lambda office, key: office.plans.activate(key), N_("The plan has begun."))

    def _complete(self) -> None:
        self._move(
            lambda office, key: office.plans.complete(key), N_("The plan is completed. Both sides judge it now.")
        )

    def _evaluate(self) -> None:
        """Closes the plan where both sides have judged it, else goes where they do."""
        file = self._hand.file
        if file is not None and len({one.side for one in file.evaluations}) < 2:
            self.to_evaluation()
            told = self._bench.texts._("Both sides judge the year first; then the plan is closed as evaluated.")
            self._hand.refused.emit(told)
            return
        self._move(lambda office, key: office.plans.evaluate(key), N_("The plan is evaluated; the pair is finished."))

    def _move(self, verb: Callable[[Office, str], Changed], told: str) -> None:
        self._leave()
        key = self._hand.plan_id

        def done(_changed: Changed | None) -> None:
            self._hand.refused.emit("")
            self._bench.toast(self._bench.texts._(told), undo=True)

        self._bench.desk.do(lambda office: verb(office, key), done, self, self._hand.say, self)

    def _ask_end(self) -> None:
        self._panel.ask(_P.TERMINATED, self._bench.texts, self._bench.clock.today(), reason=True)

    def _terminate(self, _target: object, on: date | None, reason: str) -> None:
        self._leave()
        key = self._hand.plan_id

        def done(_changed: Changed | None) -> None:
            self._panel.hide()
            self._bench.toast(self._bench.texts._("The plan was ended early."), undo=True)
            self._window.setFocus(Qt.FocusReason.OtherFocusReason)

        def failed(error: Exception) -> None:
            words = sentence(error, self._bench.texts)
            if words is None:
                self._bench.fault(error)
            else:
                self._panel.say(words)

        self._bench.desk.do(lambda office: office.plans.terminate(key, reason, on), done, self, failed, self)

    # -- what is made of it --------------------------------------------------------------------------------------------
    def use_template(self) -> None:
        """Milestones and measures of a template, counted from the first day of the plan."""
        ask_template(self._hand, self._window)

    def _save_template(self) -> None:
        if self._hand.file is not None:
            self._leave()
            ask_template_name(self._hand, self._hand.file, self._window)

    def _copy(self) -> None:
        if self._hand.file is not None:
            self._leave()
            ask_year(self._hand, self._hand.file, self._window)
