"""The commands that every list has: workbook, paper, columns, views."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QKeySequence

from p2i_desktop.gui.bulk_bar import WORDS
from p2i_desktop.gui.column_chooser import choose_columns
from p2i_desktop.gui.commands import Command
from p2i_desktop.gui.excel import print_list, save_list
from p2i_desktop.gui.list_detail import ListDetail
from p2i_desktop.gui.screen import Bench
from p2i_desktop.i18n import N_


def list_commands(bench: Bench, prefix: str, page: Callable[[], ListDetail]) -> list[Command]:
    """Commands of the list that `page` gives when one of them is run."""

    def excel() -> None:
        shown = page()
        save_list(bench, shown.list, shown.wanted(), shown.title.text(), shown.filters.described())

    def paper() -> None:
        shown = page()
        print_list(bench, shown.list, shown.wanted(), shown.title.text(), shown.filters.described())

    def possible(what: str) -> bool:
        shown = page()
        return bench.writable() and shown.list.selected_count() > 0 and what in shown.bulk.possible()

    keys = {"phase": "Ctrl+Shift+M", "follow_up": "Ctrl+T"}
    return [
        Command(f"{prefix}_excel", N_("List as Excel workbook"), excel, "Ctrl+E", "file", "table-2"),
        Command(f"{prefix}_print", N_("Print list…"), paper, QKeySequence.StandardKey.Print, "file", "printer"),
        Command(
            f"{prefix}_columns",
            N_("Columns…"),
            lambda: choose_columns(bench, page()),
            "Ctrl+Shift+C",
            "view",
            "columns-3",
            group=1,
        ),
        Command(f"{prefix}_save_view", N_("Save view as…"), lambda: page().memory.save_as(), (), "view", group=1),
        Command(f"{prefix}_rename_view", N_("Rename view…"), lambda: page().memory.rename(), (), "view", group=1),
        Command(f"{prefix}_delete_view", N_("Delete view"), lambda: page().memory.delete(), (), "view", group=1),
        Command(f"{prefix}_no_filter", N_("Clear filter"), lambda: page().clear(), (), "view", "funnel", group=1),
        *(
            Command(
                f"{prefix}_bulk_{what}",
                TEXTS[what],
                lambda what=what: page().bulk.change(what),  # type: ignore[misc]
                keys.get(what, ()),
                "case",
                WORDS[what][1],
                enabled=lambda what=what: possible(what),  # type: ignore[misc]
                group=2,
            )
            for what in page().bulk.possible()
        ),
    ]


TEXTS = {
    "assign": N_("Assign selected…"),
    "phase": N_("Move selected to another phase…"),
    "follow_up": N_("Set follow-up date of selected…"),
    "tag": N_("Add a tag to selected…"),
    "untag": N_("Take a tag from selected…"),
    "bin": N_("Move selected to the bin…"),
}
