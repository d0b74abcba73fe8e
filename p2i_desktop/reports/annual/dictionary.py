"""The data dictionary, in the workbook only: every column of every table with its meaning, unit and source."""

from collections.abc import Iterator

from p2i_desktop.reports.annual import (
    advice,
    buddy_sheets,
    cases,
    data_quality,
    evidence,
    key_figures,
    market_records,
    parts,
    procurements,
    records,
    workshop_sheets,
)
from p2i_desktop.reports.annual.chapter import Chapter
from p2i_desktop.reports.annual.places import Places
from p2i_desktop.reports.excel.model import Cell, Column, Plain, Sheet, TableSheet
from p2i_desktop.reports.facts import Facts


def columns(facts: Facts) -> tuple[Column, ...]:
    """The columns of the sheet Dictionary itself."""
    t = facts.texts
    return (
        Column(t._("Sheet"), "word", 22, meaning=t._("Sheet of this workbook")),
        Column(t._("Column"), "word", 28, meaning=t._("Header of the column")),
        Column(t._("Meaning"), "text", 60, meaning=t._("What the column holds")),
        Column(t._("Unit"), "word", 12, meaning=t._("Unit of the values")),
        Column(t._("Source field"), "word", 32, meaning=t._("Record type and field that the value comes from")),
        Column(t._("Personal data"), "word", 14, meaning=t._("Whether the column is about a person")),
    )


def described(facts: Facts) -> dict[str, tuple[Column, ...]]:
    """The columns of each sheet with a table."""
    t = facts.texts
    return {
        "kpi": key_figures.sheet_columns(facts),
        "months": advice.month_columns(facts),
        "topics": parts.breakdown_columns(facts, t._("Topic")),
        "channels": parts.breakdown_columns(facts, t._("Channel")),
        "sectors": parts.breakdown_columns(facts, t._("Sector")),
        "kinds": parts.breakdown_columns(facts, t._("Kind of organisation")),
        "progress": cases.part_columns(facts),
        "market": procurements.part_columns(facts),
        "cases": records.case_columns(facts),
        "procurements": market_records.procurement_columns(facts),
        "awards": market_records.award_columns(facts),
        "omc": market_records.consultation_columns(facts),
        **_of_buddies(facts),
        "consultations": records.consultation_columns(facts),
        "organisations": records.organisation_columns(facts),
        "evidence": evidence.columns(facts),
        **_of_workshops(facts),
        "incomplete": data_quality.incomplete_columns(facts),
        "dictionary": columns(facts),
    }


def _of_buddies(facts: Facts) -> dict[str, tuple[Column, ...]]:
    if facts.buddies.nothing:
        return {}
    return {
        "buddies": buddy_sheets.pair_columns(facts),
        "milestones": buddy_sheets.milestone_columns(facts),
        "buddy_meetings": buddy_sheets.meeting_columns(facts),
        "setup": buddy_sheets.ready_columns(facts),
    }


def _of_workshops(facts: Facts) -> dict[str, tuple[Column, ...]]:
    if facts.workshops.nothing:
        return {}
    return {
        "workshop_figures": workshop_sheets.part_columns(facts),
        "workshops": workshop_sheets.workshop_columns(facts),
        "participations": workshop_sheets.participation_columns(facts),
    }


def _sheets(facts: Facts, places: Places) -> Iterator[Sheet]:
    t = facts.texts

    def rows() -> Iterator[list[Plain | Cell]]:
        for key, listed in described(facts).items():
            for column in listed:
                personal = t.yes_no(bool(column.personal))
                sheet = Cell(places.names[key], link=places.at(key))
                yield [sheet, column.title, column.meaning, column.unit, column.source, personal]

    yield TableSheet(
        places.names["dictionary"], columns(facts), rows(), title=t._("Dictionary"),
        note=t._("What each column of this workbook means"), table="tbl_dictionary",
    )  # fmt: skip


CHAPTER = Chapter("dictionary", sheets=_sheets)
