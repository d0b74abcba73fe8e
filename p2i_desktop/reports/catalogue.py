"""All reports: menu, dialog, command line and tests are made from this list."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from p2i_desktop.i18n import N_
from p2i_desktop.reports import annual, dossier
from p2i_desktop.reports.buddy import evaluation, matrix, matrix_sheets, minutes, plan, progress, sheets
from p2i_desktop.reports.certificates import paper as certificates
from p2i_desktop.reports.document import Document
from p2i_desktop.reports.excel.model import Workbook
from p2i_desktop.reports.workshop import (
    badges,
    evaluation_form,
    event_list,
    participants,
    record,
    record_sheets,
    series,
    sign_in,
    words,
)

FORMS = ("pdf", "xlsx")


@dataclass(frozen=True, slots=True)
class Report:
    """One report: `asks` names what must be chosen; `build` makes the pages, `workbook` the sheets (None: pages only).

    `named` gives the parts of its file name after the title. All three take the facts that the services gather for it.
    """

    id: str
    title: str  # English source
    asks: tuple[
        str, ...
    ]  # year | case | plan | meeting | workshop, language, anonymise, annexes, names, columns; plan and year: the plan may be left out
    build: Callable[[Any], Document]
    workbook: Callable[[Any], Workbook] | None
    named: Callable[[Any], tuple[str, ...]]

    @property
    def forms(self) -> tuple[str, ...]:
        """In which forms there is one."""
        return FORMS if self.workbook is not None else FORMS[:1]

    @property
    def about(self) -> str:
        """What it is about: centre | case | buddies | workshops."""
        if "case" in self.asks:
            return "case"
        if {"plan", "meeting"} & set(self.asks) or self.id.startswith("buddy_"):
            return "buddies"
        return "workshops" if "workshop" in self.asks or self.id.startswith("workshop_") else "centre"


REPORTS: tuple[Report, ...] = (
    Report("annual", N_("Annual report"), ("year", "language"), annual.build, annual.workbook, annual.named),
    Report(
        "dossier", N_("Case dossier"), ("case", "language", "anonymise"), dossier.build, dossier.workbook, dossier.named
    ),
    Report(
        "buddy_plan", N_("Buddy support plan"), ("plan", "language", "anonymise", "annexes"),
        plan.build, sheets.plan_book, plan.named,
    ),
    Report(
        "buddy_progress", N_("Buddy progress"), ("plan", "year", "language", "anonymise"),
        progress.build, sheets.progress_book, progress.named,
    ),
    Report("buddy_matrix", N_("Buddy pairs"), ("language",), matrix.build, matrix_sheets.workbook, matrix.named),
    Report(
        "buddy_minutes", N_("Minutes of a buddy meeting"), ("meeting", "language", "anonymise"),
        minutes.build, sheets.minutes_book, minutes.named,
    ),
    Report(
        "buddy_evaluation", N_("Evaluation of a buddy plan"), ("plan", "language", "anonymise"),
        evaluation.build, sheets.evaluation_book, evaluation.named,
    ),
    Report("sign_in", N_("Sign-in sheet"), ("workshop", "language"), sign_in.build, None, words.named),
    Report("badges", N_("Name badges"), ("workshop", "language"), badges.build, None, words.named),
    Report(
        "certificates", N_("Certificates"), ("workshop", "language"), certificates.build, None, certificates.named,
    ),
    Report("evaluation_form", N_("Evaluation form"), ("workshop", "language"), evaluation_form.build, None, words.named),
    Report(
        "participants", N_("Participants"), ("workshop", "columns", "language"),
        participants.build, participants.workbook, words.named,
    ),
    Report(
        "workshop", N_("Workshop record"), ("workshop", "names", "language"),
        record.build, record_sheets.workbook, record.named,
    ),
    Report(
        "workshop_list", N_("List of workshops"), ("year", "language"), event_list.build, event_list.workbook, event_list.named
    ),
    Report("workshop_series", N_("Series of workshops"), ("language",), series.build, series.workbook, series.named),
)  # fmt: skip


def report(report_id: str) -> Report:
    """The report with this id; LookupError when there is none."""
    found = next((one for one in REPORTS if one.id == report_id), None)
    if found is None:
        raise LookupError(report_id)
    return found
