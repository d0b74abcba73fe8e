"""The actions of the page of buddy plans, each on its tab."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from p2i_desktop.gui.commands import Command
from p2i_desktop.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Protocol

    from PySide6.QtWidgets import QTabBar

    from p2i_desktop.gui.buddy.centres_tab import CentresTab
    from p2i_desktop.gui.buddy.programme_tab import ProgrammeTab
    from p2i_desktop.gui.screen import Bench

    class Page(Protocol):
        """What the page offers to its actions."""

        bench: Bench
        tabs: QTabBar
        members: ProgrammeTab
        centres: CentresTab

        def make(self) -> None: ...
        def new_programme(self) -> None: ...
        def load_history(self) -> None: ...
        def edit_pair(self) -> None: ...
        def bin_pair(self) -> None: ...
        def history(self) -> None: ...
        def save_list(self) -> None: ...
        def print_list(self) -> None: ...
        def pair_id(self) -> str: ...
        def may_edit(self) -> bool: ...
        def step(self, by: int) -> None: ...
        def on_tab(self, tab: int, run: Callable[[], object]) -> None: ...


PAIRS, PROGRAMME, CENTRES, STEERING = range(4)


def page_commands(page: Page) -> list[Command]:
    """New things in the file menu, what is done to the marked one in the edit menu."""
    writable = page.bench.writable

    def on(tab: int) -> Callable[[], bool]:
        return lambda: writable() and page.tabs.currentIndex() == tab

    return [
        Command("buddy_new", N_("New…"), page.make, "Ctrl+N", "file", "plus", enabled=writable, starts=True),
        Command("buddy_programme", N_("New programme…"), page.new_programme, "", "file", "plus", enabled=writable,
                starts=True),
        Command("buddy_centre", N_("New centre…"), partial(page.on_tab, CENTRES, page.centres.new_centre), "", "file",
                "plus", enabled=writable, starts=True),
        Command("buddy_member", N_("Add member of the programme…"),
                partial(page.on_tab, PROGRAMME, page.members.add_member), "", "file", "plus", enabled=writable),
        Command("buddy_history", N_("Load the confirmed P2I history"), page.load_history, "", "file", "download",
                enabled=writable, starts=True),
        Command("buddy_list", N_("List as Excel workbook"), page.save_list, "Ctrl+E", "file", "table-2"),
        Command("buddy_print", N_("Print list…"), page.print_list, QKeySequence.StandardKey.Print, "file", "printer"),
        Command("buddy_edit", N_("Edit the pair…"), page.edit_pair, "F2", "edit", "pencil", enabled=page.may_edit),
        Command("buddy_bin", N_("Move to the bin"), page.bin_pair, "Del", "edit", "trash-2", enabled=page.may_edit),
        Command("buddy_trail", N_("History of this record"), page.history, "Ctrl+Shift+H", "edit", "history",
                enabled=lambda: page.pair_id() != ""),
        Command("buddy_status", N_("New status of the member…"), page.members.move_member, "", "edit",
                enabled=on(PROGRAMME)),
        Command("buddy_stage", N_("New stage of the centre…"), page.centres.new_stage, "", "edit", enabled=on(CENTRES)),
        Command("buddy_service", N_("Add service of the centre…"), page.centres.new_service, "", "edit",
                enabled=on(CENTRES)),
        Command("buddy_next_tab", N_("Next tab of buddy plans"), partial(page.step, 1), "Ctrl+PgDown", "view"),
        Command("buddy_last_tab", N_("Previous tab of buddy plans"), partial(page.step, -1), "Ctrl+PgUp", "view"),
    ]  # fmt: skip
