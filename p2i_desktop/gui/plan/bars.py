"""What lasts and is told above the tabs of a plan: an old version, signatures that no longer hold, a change that waits."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from p2i_desktop.domain.buddies import PlanStatus
from p2i_desktop.domain.plans import IN_FORCE
from p2i_desktop.gui.info_bar import Info, InfoBars
from p2i_desktop.gui.plan.hand import PlanHand

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from p2i_desktop.services.plan_file import PlanFile


class PlanBars(InfoBars):
    """`offer` is a change of an agreed plan that waits for its new version; Esc gives it up."""

    def __init__(self, hand: PlanHand, parent: QWidget) -> None:
        super().__init__(hand.bench.look, parent)
        self._hand = hand
        self._told: tuple[Info, ...] = ()
        self._offer: Info | None = None
        self._refusal = ""

    def show_file(self, file: PlanFile) -> None:
        """The states of the version that is shown."""
        infos = [self._old(file), self._draft_of_next(file), self._stale(file)]
        self._told = tuple(info for info in infos if info is not None)
        self._show()

    def offer(self, words: str, start: Callable[[], None]) -> None:
        """A change that starts the next version, when it is pressed."""
        file, texts = self._hand.file, self._hand.bench.texts
        number = max((one.version for one in file.versions), default=0) + 1 if file is not None else 1
        draft = next((one for one in file.versions if one.replaces == self._hand.plan_id), None) if file else None
        if draft is not None and draft.status is PlanStatus.DRAFT:
            action = texts._("Go on in version {n}").replace("{n}", texts.number(draft.version))
        else:
            action = texts._("Start version {n}").replace("{n}", texts.number(number))

        def run() -> None:
            self.withdraw()
            start()

        self._offer = Info("offer", words, "warn", action, run)
        self._show()
        self._hand.bench.announce(self, f"{words} {action}")

    def refuse(self, words: str) -> None:
        """Why something was not possible; empty = nothing stands against it any more."""
        self._refusal = words
        if not words:
            self._offer = None
        self._show()
        if words:
            self._hand.bench.announce(self, words)

    def withdraw(self) -> bool:
        """Takes an offer or a refusal away; whether there was one."""
        was = self._offer is not None or bool(self._refusal)
        self._offer, self._refusal = None, ""
        self._show()
        return was

    def take_up(self) -> bool:
        """Does what is offered; False where nothing is."""
        if self._offer is None or self._offer.run is None:
            return False
        self._offer.run()
        return True

    def _show(self) -> None:
        refusal = (Info("refusal", self._refusal, "err"),) if self._refusal else ()
        offer = (self._offer,) if self._offer is not None else ()
        self.show_infos((*refusal, *offer, *self._told))

    def _old(self, file: PlanFile) -> Info | None:
        """A version that is over is read only."""
        if file.editable or file.in_force:
            return None
        texts = self._hand.bench.texts
        words = texts._("Version {n} is read only: {status}.")
        words = words.replace("{n}", texts.number(file.plan.version)).replace("{status}", texts.label(file.plan.status))
        later = next((one for one in file.versions if one.status in IN_FORCE), None)
        if later is None:
            return Info("old", words)
        action = texts._("Show version {n}").replace("{n}", texts.number(later.version))
        return Info("old", words, "info", action, lambda: self._hand.moved.emit(later.id))

    def _draft_of_next(self, file: PlanFile) -> Info | None:
        """The next version is being written; or this is it, and the one before stays in force meanwhile."""
        texts = self._hand.bench.texts
        if file.editable and file.plan.replaces:
            old = next((one for one in file.versions if one.id == file.plan.replaces), None)
            if old is None:
                return None
            words = texts._(
                "Draft: version {n} stays in force, and its progress is written there, until this one is agreed."
            )
            action = texts._("Show version {n}").replace("{n}", texts.number(old.version))
            words = words.replace("{n}", texts.number(old.version))
            return Info("draft", words, "info", action, lambda: self._hand.moved.emit(old.id))
        draft = next((one for one in file.versions if one.replaces == file.plan.id), None)
        if draft is None or draft.status is not PlanStatus.DRAFT:
            return None
        words = texts._("Version {n} is being drafted.").replace("{n}", texts.number(draft.version))
        action = texts._("Show version {n}").replace("{n}", texts.number(draft.version))
        return Info("next", words, "info", action, lambda: self._hand.moved.emit(draft.id))

    def _stale(self, file: PlanFile) -> Info | None:
        """A draft that was changed after somebody signed it."""
        sides = [one.side for one in file.signatures if one.side in file.unsigned]
        if not file.editable or not sides:
            return None
        texts = self._hand.bench.texts
        names = {"mentor": file.mentor_name, "new": file.new_name}
        told = ", ".join(names.get(str(side), texts.label(side)) for side in sides)
        words = texts._("The plan was changed after it was signed. To sign again: {sides}").replace("{sides}", told)
        return Info("stale", words, "warn")
