"""Where everything lies in the workbook: names of sheets and rows of records, known before a sheet is written."""

from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter

from p2i_desktop.i18n import N_
from p2i_desktop.reports.excel.book import place, sheet_name
from p2i_desktop.reports.facts import Facts, Kpi, Worth

SHEETS = {
    "cover": N_("Cover"),
    "read": N_("How to read"),
    "kpi": N_("KPI"),
    "months": N_("Months"),
    "topics": N_("Topics"),
    "channels": N_("Channels"),
    "sectors": N_("Sectors"),
    "kinds": N_("Clients"),
    "progress": N_("Case figures"),
    "market": N_("Procurement figures"),
    "workshop_figures": N_("Workshop figures"),
    "cases": N_("Cases"),
    "procurements": N_("Procurements"),
    "awards": N_("Awards"),
    "omc": N_("Market consultations"),
    "buddies": N_("Buddy plans"),
    "milestones": N_("Milestones"),
    "buddy_meetings": N_("Buddy meetings"),
    "setup": N_("Set-up of centres"),
    "consultations": N_("Consultations"),
    "organisations": N_("Organisations"),
    "workshops": N_("Workshops"),
    "participations": N_("Participations"),
    "evidence": N_("Evidence"),
    "quality": N_("Data quality"),
    "incomplete": N_("Incomplete records"),
    "dictionary": N_("Dictionary"),
}
SHEET_OF = {  # type key -> sheet of its records
    "case": "cases", "consultation": "consultations", "organisation": "organisations", "procurement_project": "procurements",
    "award": "awards", "market_consultation": "omc", "support_plan": "buddies", "plan_milestone": "milestones",
    "support_measure": "buddy_meetings", "centre": "setup", "workshop": "workshops", "participation": "participations",
}  # fmt: skip
OF_BUDDIES = ("buddies", "milestones", "buddy_meetings", "setup")  # left out of a file without any buddy support
OF_WORKSHOPS = ("workshop_figures", "workshops", "participations")  # the same of a file without any workshop
FIRST_ROW = 4  # of every table under a title


@dataclass(slots=True)
class Places:
    """Sheet names in the report language, and the row of each record and each block of evidence."""

    names: dict[str, str] = field(default_factory=dict)
    rows: dict[str, tuple[str, int]] = field(default_factory=dict)  # record id -> sheet key, row
    blocks: dict[str, tuple[int, int]] = field(default_factory=dict)  # indicator code -> first and last row of evidence
    kpi_rows: dict[str, int] = field(default_factory=dict)
    months: dict[str, dict[str, list[Worth]]] = field(default_factory=dict)  # where evidence is given so

    def at(self, key: str, cell: str = "A1") -> str:
        """A reference to a cell of a sheet."""
        return place(self.names[key], cell)

    def record(self, record: str) -> str:
        """The reference to the row of a record; "" when it stands on no sheet."""
        found = self.rows.get(record)
        return self.at(found[0], f"A{found[1]}") if found else ""


def lay_out(facts: Facts) -> Places:
    """Lays the workbook out."""
    known = Places()
    left_out = (*(OF_BUDDIES if facts.buddies.nothing else ()), *(OF_WORKSHOPS if facts.workshops.nothing else ()))
    for key, name in SHEETS.items():
        if key in left_out:
            continue
        known.names[key] = sheet_name(facts.texts._(name), list(known.names.values()))
    listed_on = {
        "cases": [line.id for line in facts.cases],
        "consultations": [line.id for line in facts.consultations],
        "organisations": [line.id for line in facts.organisations],
        "procurements": [line.id for line in facts.market.procurements],
        "awards": [line.id for line in facts.market.awards],
        "omc": [line.id for line in facts.market.consultations],
        "buddies": [pair.plan.id if pair.plan is not None else pair.id for pair in facts.buddies.pairs],
        "milestones": [line.id for line in facts.buddies.milestones],
        "buddy_meetings": [line.id for line in facts.buddies.meetings],
        "setup": [line.id for line in facts.buddies.ready],
        "workshops": [line.id for line in facts.workshops.workshops],
        "participations": [line.id for line in facts.workshops.participations],
    }
    for key, ids in listed_on.items():
        for row, record in enumerate(ids, FIRST_ROW):
            known.rows[record] = (key, row)
    row = FIRST_ROW
    for number, kpi in enumerate(facts.kpis, FIRST_ROW):
        known.kpi_rows[kpi.code] = number
        if by_month(facts, kpi):
            known.months[kpi.code] = _monthly(kpi)
        size = evidence_rows(kpi, known)
        if size:
            known.blocks[kpi.code] = (row, row + size - 1)
            row += size
    return known


def by_month(facts: Facts, kpi: Kpi) -> bool:
    """Whether the evidence of a figure is given by month."""
    return len(kpi.worths) > facts.longest_block


def _monthly(kpi: Kpi) -> dict[str, list[Worth]]:
    """The records behind a figure by month ("2025-03"); those without a day under ""."""
    found: dict[str, list[Worth]] = {}
    for day, worths in groupby(kpi.worths, key=attrgetter("on")):  # few days, and the records come by day
        found.setdefault(day.isoformat()[:7] if day else "", []).extend(worths)
    return dict(sorted(found.items()))


def listed(kpi: Kpi, known: Places) -> list[Worth]:
    """The records behind a figure that stand on a record sheet."""
    return [worth for worth in kpi.worths if worth.record in known.rows]


def unlisted(kpi: Kpi, known: Places) -> dict[str, list[Worth]]:
    """The others by type: restricted records, persons, co-advisors' times; each type has one row in the evidence."""
    found: dict[str, list[Worth]] = {}
    for worth in kpi.worths:
        if worth.record not in known.rows:
            found.setdefault(worth.type, []).append(worth)
    return dict(sorted(found.items()))


def evidence_rows(kpi: Kpi, known: Places) -> int:
    """How many rows the block of a figure has: one a record and one a type of unlisted records, or one a month."""
    if kpi.code in known.months:
        return len(known.months[kpi.code])
    return len(listed(kpi, known)) + len(unlisted(kpi, known))
