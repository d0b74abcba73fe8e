"""Where the window of a workshop leads: a talk about it, its pack, its copy, its history, the bin."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from p2i_desktop.gui.commands import Command
from p2i_desktop.gui.history_dialog import open_history
from p2i_desktop.gui.workshop.hand import WorkshopHand
from p2i_desktop.gui.workshop.new_workshop import ask_copy
from p2i_desktop.gui.workshop.pack_dialog import open_pack
from p2i_desktop.i18n import N_


class WorkshopWays(QObject):
    """`leave` saves what is being typed before each."""

    def __init__(self, hand: WorkshopHand, leave: Callable[[], None], window: QWidget) -> None:
        super().__init__(window)
        self._hand, self._bench, self._leave, self._window = hand, hand.bench, leave, window

    def commands(self) -> list[Command]:
        """All of them."""
        writable = self._hand.may_write
        return [
            Command("workshop_pack", N_("Workshop pack…"), self._pack, "Ctrl+Shift+P", "case", "download", enabled=writable),
            Command("workshop_log", N_("Log consultation for this workshop"), self._log, "Ctrl+Shift+L", "case",
                    "phone-call"),
            Command("workshop_copy", N_("Copy workshop…"), self.copy, "Ctrl+Shift+N", "case", "copy", enabled=writable),
            Command("workshop_bin", N_("Move to the bin"), self._bin, (), "case", "trash-2", enabled=writable),
            Command("workshop_history", N_("History of this record"), self._history, "Ctrl+Shift+H", "case", "history"),
        ]  # fmt: skip

    def _log(self) -> None:
        self._leave()
        self._bench.log(workshop=self._hand.workshop_id)

    def _pack(self) -> None:
        open_pack(self._bench, self._window, self._hand.workshop_id, self._leave)

    def copy(self) -> None:
        """Asks for the day of a copy, and opens it."""
        file = self._hand.file
        if file is not None:
            self._leave()
            ask_copy(self._bench, self._window, file.workshop.id, file.workshop.title, self._bench.open_workshop)

    def _bin(self) -> None:
        key, words = self._hand.workshop_id, self._bench.texts._("Workshop moved to the bin.")

        def done() -> None:
            self._bench.toast(words, undo=True)
            self._window.close()

        self._leave()
        self._hand.do(lambda office: office.advice.bin("workshop", key), done)

    def _history(self) -> None:
        self._leave()
        open_history(self._bench, self._window, self._hand.workshop_id)
