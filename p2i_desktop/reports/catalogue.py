"""All reports: menu, dialog, command line and tests are made from this list."""

from collections.abc import Callable
from dataclasses import dataclass

from p2i_desktop.i18n import N_
from p2i_desktop.reports import annual
from p2i_desktop.reports.document import Document
from p2i_desktop.reports.excel.model import Workbook
from p2i_desktop.reports.facts import Facts

FORMS = ("pdf", "xlsx")


@dataclass(frozen=True, slots=True)
class Report:
    """One report: `asks` names what must be chosen; `build` makes the pages, `workbook` the sheets."""

    id: str
    title: str  # English source
    asks: tuple[str, ...]
    build: Callable[[Facts], Document]
    workbook: Callable[[Facts], Workbook]


REPORTS: tuple[Report, ...] = (
    Report("annual", N_("Annual report"), ("year", "language"), annual.build, annual.workbook),
)


def report(report_id: str) -> Report:
    """The report with this id; LookupError when there is none."""
    found = next((one for one in REPORTS if one.id == report_id), None)
    if found is None:
        raise LookupError(report_id)
    return found
