"""Every list goes to Excel: exactly the rows, order and columns that are seen, into the report folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from p2i_desktop.gui.list_view import ListView
from p2i_desktop.gui.screen import Bench
from p2i_desktop.i18n import N_
from p2i_desktop.paths import documents_folder, free_path

if TYPE_CHECKING:
    from p2i_desktop.services.handing_out import HandedOut
    from p2i_desktop.services.lists import Filter
    from p2i_desktop.services.office import Office

# A cell of two lines is two columns in the workbook; a value goes with its currency.
_WRITTEN: dict[str, dict[str, tuple[tuple[str, str], ...]]] = {
    "cases": {
        "title": (("title", N_("Case")), ("organisation", N_("Organisation"))),
        "phase": (("phase", N_("Phase")), ("status", N_("Status"))),
        "value": (("value_cents", N_("Value")),),
    },
    "consultations": {
        "channel": (("channel", N_("Channel")), ("type", N_("Type"))),
        "who": (("organisation", N_("Organisation")), ("contact_names", N_("Contacts"))),
        "case": (("case_number", N_("Case")), ("case_title", N_("Title of the case"))),
        "note": (("subject", N_("Subject")), ("note_start", N_("Note"))),
        "counted": (("reportable", N_("Reportable")), ("missing", N_("To complete"))),
    },
    "organisations": {
        "legal_name": (("legal_name", N_("Name")), ("kind", N_("Kind"))),
        "region": (("country", N_("Country")), ("city", N_("City")), ("nuts", N_("Region"))),
    },
    "contacts": {
        "family_name": (
            ("family_name", N_("Family name")),
            ("given_name", N_("Given name")),
            ("function", N_("Function")),
        ),
        "phone": (("phone", N_("Phone")), ("mobile", N_("Mobile"))),
    },
}


def save_list(bench: Bench, view: ListView, wanted: Filter, title: str) -> None:
    """Writes the workbook of a list and says where it lies."""
    texts, language = bench.texts, bench.settings.language
    sort, name = view.order, view.model.list_name
    columns = [
        (row_column, texts._(words))
        for column in view.model.columns
        for row_column, words in _WRITTEN[name].get(column.id, ((column.id, column.title),))
    ]
    folder = Path(bench.settings.report_folder) if bench.settings.report_folder else documents_folder()

    def work(office: Office) -> HandedOut:
        folder.mkdir(parents=True, exist_ok=True)
        day = office.clock.today().isoformat()
        path = free_path(folder, f"P2I_{title.replace(' ', '-')}_{day}.xlsx")
        return office.handing_out.list_workbook(name, wanted, sort, columns, path, language, title)

    def done(made: HandedOut) -> None:
        words = texts._("Saved as {name}.").replace("{name}", made.path.name)
        bench.toast(
            words,
            actions=(
                (texts._("Open"), lambda: _show(bench, made.path)),
                (texts._("Open folder"), lambda: _show(bench, made.path.parent)),
            ),
        )

    bench.desk.ask(work, done, owner=view)


def _show(bench: Bench, path: Path) -> None:
    """Opens a file or folder; where the system has no program for it, its place is said."""
    if not bench.doors.show_file(path):
        bench.toast(bench.texts._("No program opens this file here. It lies at {path}.").replace("{path}", str(path)))
