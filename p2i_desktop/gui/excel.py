"""What leaves a list as it is seen: its rows to the clipboard, a workbook in the report folder, paper for the preview."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from p2i_desktop.gui.clipboard import copy_rows
from p2i_desktop.gui.list_view import ListView
from p2i_desktop.gui.saved_file import say_saved
from p2i_desktop.gui.screen import Bench
from p2i_desktop.i18n import N_
from p2i_desktop.paths import documents_folder, free_path

if TYPE_CHECKING:
    from p2i_desktop.services.handing_out import HandedOut
    from p2i_desktop.services.list_outputs import Copied
    from p2i_desktop.services.lists import Filter
    from p2i_desktop.services.office import Office
    from p2i_desktop.services.printing import Paper

PrintedList = Any  # a value of the reports, which the window hands on from the worker to the printer

# A cell of two lines is two columns in the workbook; a value goes with its currency.
_WRITTEN: dict[str, dict[str, tuple[tuple[str, str], ...]]] = {
    "cases": {
        "title": (("title", N_("Case")), ("organisation", N_("Organisation"))),
        "state": (("phase", N_("Phase")), ("status", N_("Status")), ("next_on", N_("Follow-up"))),
        "value": (("value_cents", N_("Value")),),
    },
    "procurements": {
        "title": (("title", N_("Procurement")), ("lead_buyer", N_("Lead buyer")), ("buyers", N_("Buyers"))),
        "value": (("value_cents", N_("Estimated value")),),
        "awarded": (("award_cents", N_("Awarded in EUR")), ("awards_missing", N_("Awards without value or rate"))),
    },
    "workshops": {
        "title": (("title", N_("Title")), ("type", N_("Type"))),
        "when": (
            ("starts_on", N_("First day")),
            ("starts_at", N_("Begins at")),
            ("ends_on", N_("Last day")),
            ("ends_at", N_("Ends at")),
        ),
        "present": (("registered", N_("Registered")), ("present", N_("Present"))),
        "where": (("format", N_("Format")), ("venue", N_("Venue")), ("city", N_("City"))),
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


def written(bench: Bench, view: ListView) -> list[tuple[str, str]]:
    """The columns that are shown, as the row columns and titles that are written."""
    texts, known = bench.texts, _WRITTEN.get(view.model.list_name, {})
    pairs = [pair for column in view.model.columns for pair in known.get(column.id, ((column.id, column.title),))]
    unique = {row_column: texts._(words) for row_column, words in reversed(pairs)}
    return [(row_column, unique[row_column]) for row_column in dict.fromkeys(pair[0] for pair in pairs)]


def save_list(bench: Bench, view: ListView, wanted: Filter, title: str, described: Sequence[str] = ()) -> None:
    """Writes the workbook of a list and says where it lies; `described` are its filters in words."""
    language = bench.settings.language
    sort, name, columns = view.order, view.model.list_name, written(bench, view)
    folder = Path(bench.settings.report_folder) if bench.settings.report_folder else documents_folder()
    note = "; ".join(lines_of(bench, view, described))

    def work(office: Office) -> HandedOut:
        folder.mkdir(parents=True, exist_ok=True)
        day = office.clock.today().isoformat()
        path = free_path(folder, f"P2I_{title.replace(' ', '-')}_{day}.xlsx")
        return office.handing_out.list_workbook(name, wanted, sort, columns, path, language, title, note)

    bench.desk.ask(work, lambda made: say_saved(bench, made.path), owner=view)


def lines_of(bench: Bench, view: ListView, described: Sequence[str]) -> list[str]:
    """What is filtered and how it is sorted, in words."""
    texts = bench.texts
    filtered = " · ".join(described) or texts._("No filter")
    return [filtered, view.sorted_text()]


def copy_list(bench: Bench, view: ListView) -> None:
    """The selected rows go to the clipboard with their header, typed as a worksheet takes them."""
    ids, spans = view.model.ids, view.table.selected_spans()
    name, columns, language = view.model.list_name, written(bench, view), bench.settings.language
    if ids is None or not spans:
        return

    def work(office: Office) -> Copied:
        from p2i_desktop.services.list_outputs import copied

        return copied(office.lists, name, ids, spans, columns, language)

    def done(found: Copied) -> None:
        texts = bench.texts
        copy_rows(found.titles, found.rows, texts)
        if found.left_out:
            words = texts._("{n} rows copied; {more} more were too many for the clipboard.")
            words = words.format(n=texts.number(len(found.rows)), more=texts.number(found.left_out))
            bench.toast(words)
        else:
            bench.announce(view.table, texts.ngettext("{n} row copied", "{n} rows copied", len(found.rows)))

    bench.desk.ask(work, done, owner=view)


def print_list(bench: Bench, view: ListView, wanted: Filter, title: str, described: Sequence[str] = ()) -> None:
    """Shows the list as paper in the preview."""
    sort, name, columns, language = view.order, view.model.list_name, written(bench, view), bench.settings.language
    lines, below = lines_of(bench, view, described), view.totals.text()

    def gather(office: Office) -> PrintedList:
        from p2i_desktop.services.list_outputs import printed

        return printed(office.work, office.lists, name, wanted, sort, columns, title, lines, below, language)

    def render(made: PrintedList) -> None:
        from p2i_desktop.services.list_outputs import paper

        bench.desk.apart(lambda progress: paper(made, language), show, owner=view)

    def show(made: Paper) -> None:
        from p2i_desktop.gui.preview_window import open_preview

        open_preview(bench, view.window(), made)

    bench.desk.ask(gather, render, owner=view)
