"""The small tables of the page of buddy plans on paper and as a workbook, as they are seen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QTableWidget, QWidget

from p2i_desktop.gui.saved_file import say_saved
from p2i_desktop.gui.screen import Bench
from p2i_desktop.paths import documents_folder, free_path, safe_name

if TYPE_CHECKING:
    from p2i_desktop.services.handing_out import HandedOut
    from p2i_desktop.services.office import Office
    from p2i_desktop.services.printing import Paper
    from p2i_desktop.services.seen_rows import Seen


def seen_in(table: QTableWidget, title: str, note: str) -> Seen:
    """What a table shows."""
    from p2i_desktop.services.seen_rows import Seen

    def words(row: int, column: int) -> str:
        item = table.item(row, column)
        return item.text() if item is not None else ""

    columns = range(table.columnCount())
    heads = tuple(item.text() if (item := table.horizontalHeaderItem(at)) is not None else "" for at in columns)
    rows = tuple(tuple(words(row, column) for column in columns) for row in range(table.rowCount()))
    return Seen(title, note, heads, rows)


def print_seen(bench: Bench, owner: QWidget, seen: Seen) -> None:
    """Shows the rows as paper in the preview."""
    texts, language = bench.texts, bench.settings.language

    def gather(office: Office) -> Any:
        from p2i_desktop.services.seen_rows import seen_on_paper

        return seen_on_paper(office.work, seen, texts)

    def render(made: Any) -> None:
        from p2i_desktop.services.list_outputs import paper

        bench.desk.apart(lambda progress: paper(made, language), show, owner=owner)

    def show(made: Paper) -> None:
        from p2i_desktop.gui.preview_window import open_preview

        open_preview(bench, owner.window(), made)

    bench.desk.ask(gather, render, owner=owner)


def save_seen(bench: Bench, owner: QWidget, seen: Seen) -> None:
    """Writes the rows as a workbook into the folder of reports and says where it lies."""
    language = bench.settings.language
    folder = Path(bench.settings.report_folder) if bench.settings.report_folder else documents_folder()

    def work(office: Office) -> HandedOut:
        folder.mkdir(parents=True, exist_ok=True)
        name = safe_name(f"P2I_{seen.title.replace(' ', '-')}_{office.clock.today().isoformat()}.xlsx")
        return office.handing_out.seen_workbook(seen, free_path(folder, name), language)

    bench.desk.ask(work, lambda made: say_saved(bench, made.path), owner=owner)
