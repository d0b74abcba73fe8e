"""What moves a workshop on: planned, registration open, held, documented, cancelled; and what is made of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from p2i_desktop.domain.rules.lifecycle import EVENT_BACK, EVENT_STATUS
from p2i_desktop.domain.workshops import EventStatus
from p2i_desktop.gui.commands import Command
from p2i_desktop.gui.sentences import sentence
from p2i_desktop.gui.step_panel import StepPanel
from p2i_desktop.gui.workshop.hand import WorkshopHand
from p2i_desktop.i18n import N_

if TYPE_CHECKING:
    from p2i_desktop.services.office import Changed, Office

_E = EventStatus
# The step that comes next: (what its button says, the command behind it).
NEXT: dict[EventStatus, tuple[str, str]] = {
    _E.IDEA: (N_("Plan the workshop"), "workshop_plan"), _E.PLANNED: (N_("Open registration"), "workshop_register"),
    _E.REGISTRATION_OPEN: (N_("Mark as held"), "workshop_hold"), _E.HELD: (N_("Mark as documented"), "workshop_document"),
}  # fmt: skip
MORE = (
    "workshop_plan", "workshop_register", "workshop_hold", "workshop_document", "workshop_cancel", "workshop_reopen",
    "workshop_log", "workshop_copy", "workshop_bin", "workshop_history",
)  # fmt: skip


class WorkshopSteps(QObject):
    """The verbs of a workshop; `leave` saves what is being typed before each."""

    def __init__(self, hand: WorkshopHand, leave: Callable[[], None], panel: StepPanel, window: QWidget) -> None:
        super().__init__(window)
        self._hand, self._bench, self._leave, self._panel = hand, hand.bench, leave, panel
        self._window = window
        panel.decided.connect(self._decided)

    def commands(self) -> list[Command]:
        """All of them; each is live where the status lets it."""
        move = self._move
        return [
            Command("workshop_plan", N_("Plan the workshop"),
                    partial(move, lambda office, key: office.workshops.plan(key), N_("The workshop is planned.")),
                    (), "case", "calendar-days", enabled=self._to(_E.PLANNED)),
            Command("workshop_register", N_("Open registration"),
                    partial(move, lambda office, key: office.workshops.open_registration(key),
                            N_("Registration is open.")),
                    (), "case", "users", enabled=self._to(_E.REGISTRATION_OPEN)),
            Command("workshop_hold", N_("Mark as held"),
                    partial(move, lambda office, key: office.workshops.hold(key), N_("The workshop was held.")),
                    (), "case", "check", enabled=self._to(_E.HELD)),
            Command("workshop_document", N_("Mark as documented"),
                    partial(move, lambda office, key: office.workshops.document(key),
                            N_("The workshop is documented.")),
                    (), "case", "check", enabled=self._to(_E.DOCUMENTED)),
            Command("workshop_cancel", N_("Cancel the workshop…"), self._ask_reason, (), "case", "x",
                    enabled=self._to(_E.CANCELLED)),
            Command("workshop_reopen", N_("Back to the status before…"), self._ask_back, (), "case", "rotate-ccw",
                    enabled=lambda: self._bench.writable() and self._before() is not None),
        ]  # fmt: skip

    def _to(self, status: EventStatus) -> Callable[[], bool]:
        """Whether the workshop may go on to a status; back it goes by its own command, which asks why."""

        def live() -> bool:
            file = self._hand.file
            if not self._bench.writable() or file is None or (file.workshop.status, status) in EVENT_BACK:
                return False
            return status in EVENT_STATUS[file.workshop.status]

        return live

    def _before(self) -> EventStatus | None:
        """Where the workshop goes back to."""
        file = self._hand.file
        return next((new for old, new in EVENT_BACK if file is not None and file.workshop.status is old), None)

    def _move(self, verb: Callable[[Office, str], Changed], told: str) -> None:
        self._leave()
        key = self._hand.workshop_id
        self._hand.do(lambda office: verb(office, key), lambda: self._bench.toast(self._bench.texts._(told), undo=True))

    def _ask_reason(self) -> None:
        self._panel.ask(_E.CANCELLED, self._bench.texts, self._bench.clock.today(), reason=True)

    def _ask_back(self) -> None:
        target = self._before()
        if target is not None:
            self._panel.ask(target, self._bench.texts, self._bench.clock.today(), reason=True)

    def _decided(self, target: EventStatus, on: date | None, reason: str) -> None:
        self._leave()
        key, texts = self._hand.workshop_id, self._bench.texts

        def done() -> None:
            self._panel.hide()
            words = texts._("New status: {status}").replace("{status}", texts.label(target))
            self._bench.toast(words, undo=True)
            self._window.setFocus(Qt.FocusReason.OtherFocusReason)

        def failed(error: Exception) -> None:
            words = sentence(error, texts)
            if words is None:
                self._bench.fault(error)
            else:
                self._panel.say(words)

        self._hand.do(lambda office: office.workshops.move_to(key, target, on, reason), done, failed)
