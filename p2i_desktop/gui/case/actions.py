"""The drawer of the next steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from p2i_desktop.domain.record import About
from p2i_desktop.gui.actions_box import ActionsBox
from p2i_desktop.gui.case.box import CaseBox
from p2i_desktop.gui.commands import Command
from p2i_desktop.gui.screen import Bench
from p2i_desktop.i18n import N_

if TYPE_CHECKING:
    from p2i_desktop.services.case_file import CaseFile


class ActionsDrawer(CaseBox):
    """Open actions of the case."""

    name = "case_actions_box"
    heading = N_("Next steps")

    def __init__(self, bench: Bench, case_id: str, parent: QWidget | None = None) -> None:
        super().__init__(bench, case_id, parent)
        self.box = ActionsBox(bench, About("case", case_id), self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.box)

    def retranslate(self) -> None:
        self.box.retranslate()

    def show_file(self, case_file: CaseFile) -> None:
        self.box.fill(case_file.actions, case_file.staff)
        self.told.emit(str(len(case_file.actions)) if case_file.actions else "")

    def take_focus(self) -> None:
        self.box.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def commands(self) -> list[Command]:
        writable = self.bench.writable
        return [
            Command("case_action_done", N_("Mark action as done"), self._done, "Ctrl+D", "case", "check",
                    enabled=writable),
            Command("case_action_later", N_("Postpone action"), self._later, "Ctrl+T", "case", "clock",
                    enabled=writable),
        ]  # fmt: skip

    def _done(self) -> None:
        self.wanted.emit()
        self.box.mark_done()

    def _later(self) -> None:
        self.wanted.emit()
        self.box.postpone()
