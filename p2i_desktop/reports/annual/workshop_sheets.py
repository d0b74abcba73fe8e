"""Workshops, their participations without a name, and their parts by month, type, format and topic, in the workbook."""

from collections.abc import Iterator

from p2i_desktop.domain.workshops import Participation, Workshop
from p2i_desktop.reports.annual import words
from p2i_desktop.reports.annual.parts import LAST_YEAR, THIS_YEAR, shown
from p2i_desktop.reports.annual.places import FIRST_ROW, Places
from p2i_desktop.reports.annual.records import field_column, key_column, made_column, records_note, to_record
from p2i_desktop.reports.event_lines import ParticipationLine, WorkshopLine
from p2i_desktop.reports.excel import model as sheet
from p2i_desktop.reports.excel.model import Cell, Column, Plain, TableSheet
from p2i_desktop.reports.facts import Facts


def workshop_columns(facts: Facts) -> tuple[Column, ...]:
    """The columns of the sheet Workshops."""
    t = facts.texts
    of = Workshop
    return (
        field_column(facts, of, "number", "word", 14, t._("Number of the workshop; the provisional one until it has its own")),
        field_column(facts, of, "starts_on", "date", 12, t._("First day")),
        field_column(facts, of, "ends_on", "date", 12, t._("Last day")),
        field_column(facts, of, "title", "text", 44, t._("Title of the workshop")),
        field_column(facts, of, "type", "word", 24, t._("Kind of event")),
        field_column(facts, of, "format", "word", 14, t._("On site, online or both")),
        field_column(facts, of, "status", "word", 14, t._("Where the workshop stands")),
        made_column(t._("Place"), "word", 26, t._("Town and country")),
        field_column(facts, of, "topics", "word", 34, t._("What it was about; several are separated by commas")),
        made_column(t._("Participations"), "integer", 14, t._("Counted heads, else those named who were there and groups (EVT-02)"), True),
        made_column(t._("On site"), "integer", 10, t._("Participations on site"), True),
        made_column(t._("Online"), "integer", 10, t._("Participations online"), True),
        made_column(t._("Participants known"), "integer", 14, t._("Contacts who were there; one may stand under several workshops")),
        made_column(t._("Organisations"), "integer", 14, t._("Organisations that were there; one may stand under several workshops")),
        made_column(t._("Registered"), "integer", 12, t._("Persons registered by name"), True),
        made_column(t._("No-shows"), "integer", 12, t._("Registered by name, neither there nor excused, where attendance was taken"), True),
        made_column(t._("Walk-ins"), "integer", 12, t._("There without having been registered by the first day"), True),
        made_column(t._("Hours"), "number", 10, t._("Participant hours (EVT-06)"), True, t._("hours")),
        made_column(t._("Hours complete"), "word", 12, t._("No: a session has no times, so that the hours are the least")),
        made_column(t._("Rating"), "number", 10, t._("Mean of the ratings from 1 to 5, weighted by answers")),
        made_column(t._("Rated"), "integer", 10, t._("Answers with a rating"), True),
        made_column(t._("Answers"), "integer", 10, t._("All answers"), True),
        made_column(t._("Certificates"), "integer", 12, t._("Certificates issued in the period"), True),
        key_column(facts),
    )  # fmt: skip


def _workshop(facts: Facts, line: WorkshopLine) -> list[Plain | Cell]:
    return [
        line.number, line.starts_on, line.ends_on, line.title, line.type, line.format, line.status, line.place, line.topics,
        line.participations, line.on_site, line.online, line.persons, line.organisations, line.registered, line.no_shows,
        line.walk_ins, line.hours, facts.texts.yes_no(line.hours_known), line.rating, line.rated or None, line.answers,
        line.certificates, line.id,
    ]  # fmt: skip


def participation_columns(facts: Facts) -> tuple[Column, ...]:
    """The columns of the sheet Participations: no name, no organisation, no key."""
    t = facts.texts
    of = Participation
    return (
        made_column(t._("Workshop"), "word", 14, t._("Number of the workshop; leads to its row")),
        made_column(t._("Date"), "date", 12, t._("First day of the workshop")),
        made_column(t._("Row"), "integer", 8, t._("Counts the rows of a workshop; says nothing about the person")),
        field_column(facts, of, "role", "word", 16, t._("What the person did there")),
        field_column(facts, of, "group_size", "integer", 10, t._("Size of a counted group; empty for a person")),
        made_column(t._("Kind of organisation"), "word", 24, t._("What the organisation of the person is in the field")),
        made_column(t._("Country"), "word", 14, t._("Country of the organisation")),
        field_column(facts, of, "mode", "word", 12, t._("On site or online")),
        made_column(t._("Attendance"), "word", 16, t._("Present, in part, excused, or a no-show")),
        made_column(t._("Counted"), "integer", 10, t._("What the row adds to the participations; 0 where heads were counted instead"), True),
        made_column(t._("Minutes"), "number", 10, t._("What the row adds to the participant hours"), True, t._("minutes")),
        field_column(facts, of, "certificate_on", "date", 14, t._("Day of the certificate, where it lies in the period")),
    )  # fmt: skip


def _participation(line: ParticipationLine, places: Places) -> list[Plain | Cell]:
    return [
        to_record(line.number, line.workshop, places), line.starts_on, line.row, line.role, line.group_size, line.kind,
        line.country, line.mode, line.came, line.heads, line.minutes, line.certificate_on,
    ]  # fmt: skip


# --- parts --------------------------------------------------------------------------------------------------------------
def part_columns(facts: Facts) -> tuple[Column, ...]:
    """The columns of the sheet Workshop figures."""
    t = facts.texts
    years = (facts.year - 1, facts.year)
    return (
        Column(t._("Breakdown"), "word", 24, meaning=t._("What the workshops are counted by")),
        Column(t._("Member"), "word", 40, meaning=t._("Member of the list, or month")),
        *(
            Column(
                t._("Workshops {year}").format(year=year), "integer", 14, meaning=t._("Workshops held in the year")
            )
            for year in years
        ),
        *(
            Column(
                t._("Participations {year}").format(year=year), "integer", 16,
                meaning=t._("Participations of these workshops"),
            )
            for year in years
        ),
    )  # fmt: skip


def _titles(facts: Facts) -> dict[str, str]:
    t = facts.texts
    return {
        "types": t._("Workshops by type"),
        "formats": t._("Workshops by format"),
        "topics": t._("Workshops by topic"),
    }


def _part_rows(facts: Facts) -> list[tuple[Plain, ...]]:
    this, last = facts.workshops.months
    people, people_last = facts.workshops.people
    months = facts.texts._("Month")
    rows: list[tuple[Plain, ...]] = [
        (months, *of) for of in zip(facts.months.names, last, this, people_last, people, strict=True)
    ]
    for key, title in _titles(facts).items():
        came = {part.label: part for part in facts.breakdowns[f"attended_{key}"].parts}
        rows += [
            (title, part.label, part.last, part.this, came[part.label].last, came[part.label].this)
            for part in shown(facts.breakdowns[f"held_{key}"])
        ]
    return rows


def _native(facts: Facts, name: str) -> sheet.Chart:
    """The months, beside the table."""
    from p2i_desktop.reports.excel.book import place

    t = facts.texts
    names = facts.months.names
    last = FIRST_ROW + len(names) - 1

    def series(letter: str, year: int, values: tuple[int | None, ...], color: str, outline: bool) -> sheet.Series:
        return sheet.Series(
            str(year), place(name, f"${letter}$3"), place(name, f"$B${FIRST_ROW}:$B${last}"), names,
            place(name, f"${letter}${FIRST_ROW}:${letter}${last}"),
            tuple(None if v is None else float(v) for v in values), "#,##0", color, outline,
        )  # fmt: skip

    title = t._("Workshops held per month")
    alt = t._("Columns: {title}. All numbers stand in {table}.").format(
        title=title, table=t._("the table beside the chart")
    )
    this, before = facts.workshops.months
    both = (
        series("D", facts.year, this, THIS_YEAR, False),
        series("C", facts.year - 1, before, LAST_YEAR, True),
    )
    return sheet.Chart(title, alt, both, False, (7, 2), (11, 20))


def sheets(facts: Facts, places: Places) -> Iterator[sheet.Sheet]:
    """Nothing in a file without workshops."""
    t = facts.texts
    if facts.workshops.nothing:
        return
    found, name = facts.workshops, places.names["workshop_figures"]
    yield TableSheet(
        name, part_columns(facts), _part_rows(facts), title=t._("Workshops by month, type, format and topic"),
        note=words.period(facts), table="tbl_workshop_figures", charts=(_native(facts, name),),
    )  # fmt: skip
    yield TableSheet(
        places.names["workshops"], workshop_columns(facts), (_workshop(facts, line) for line in found.workshops),
        title=t._("Workshops of the period"), note=records_note(facts, "workshop", len(found.workshops)),
        table="tbl_workshops", totals=True,
    )  # fmt: skip
    yield TableSheet(
        places.names["participations"], participation_columns(facts),
        (_participation(line, places) for line in found.participations), title=t._("Participations of the period"),
        note=t._("Nobody is named; cancelled registrations and organisers are left out"), table="tbl_participations", totals=True,
    )  # fmt: skip
