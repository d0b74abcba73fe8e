"""The records behind the figures, in the workbook only: cases, consultations, organisations; no person, no note."""

from collections.abc import Iterator

from p2i_desktop.domain.advice import Case, Consultation
from p2i_desktop.domain.parties import Organisation
from p2i_desktop.domain.record import FieldKind, Record, field_of, type_key
from p2i_desktop.reports.annual import words
from p2i_desktop.reports.annual.chapter import Chapter
from p2i_desktop.reports.annual.places import Places
from p2i_desktop.reports.excel.model import Cell, Column, Kind, Plain, Sheet, TableSheet
from p2i_desktop.reports.facts import CaseLine, ConsultationLine, Facts, OrganisationLine


def field_column(facts: Facts, record: type[Record], name: str, kind: Kind, width: float, meaning: str) -> Column:
    """A column that shows a field of a record, with its choices."""
    t = facts.texts
    spec = field_of(record, name)
    choices = tuple(t.label(member) for member in spec.choices or ()) if spec.kind is FieldKind.CHOICE else ()
    if spec.kind is FieldKind.BOOL:
        choices = (t.yes_no(True), t.yes_no(False))
    return Column(
        t.field(record, name), kind, width, meaning=meaning, source=f"{type_key(record)}.{name}",
        personal=False, choices=choices,
    )  # fmt: skip


def made_column(title: str, kind: Kind, width: float, meaning: str, total: bool = False, unit: str = "") -> Column:
    """A column that is made from several fields."""
    return Column(title, kind, width, total, meaning=meaning, unit=unit, personal=False)


def key_column(facts: Facts) -> Column:
    """The hidden column with the key of the record."""
    return Column("id", "text", 12, hidden=True, meaning=facts.texts._("Key of the record in the file"), personal=False)


def _minutes(facts: Facts, name: str, meaning: str) -> Column:
    t = facts.texts
    return Column(
        t.field(Consultation, name), "minutes", 11, True, meaning=meaning, unit=t._("minutes"),
        source=f"consultation.{name}", personal=False,
    )  # fmt: skip


def consultation_columns(facts: Facts) -> tuple[Column, ...]:
    """The columns of the sheet Consultations."""
    t = facts.texts
    return (
        field_column(facts, Consultation, "on", "date", 12, t._("Day of the consultation")),
        made_column(t._("Organisation"), "word", 36, t._("Organisation that was advised; empty for anonymous enquiries and single persons")),
        field_column(facts, Organisation, "kind", "word", 20, t._("What the organisation is in the field")),
        made_column(t._("Country"), "word", 14, t._("Country of the organisation")),
        field_column(facts, Case, "number", "word", 14, t._("Number of the case that the consultation belongs to")),
        made_column(t._("Case"), "word", 36, t._("Title of the case")),
        field_column(facts, Consultation, "channel", "word", 16, t._("Way over which the contact took place")),
        field_column(facts, Consultation, "type", "word", 16, t._("Kind of contact")),
        field_column(facts, Consultation, "topics", "word", 34, t._("What the advice was about; several are separated by commas")),
        _minutes(facts, "contact_minutes", t._("Minutes of contact with the client")),
        _minutes(facts, "preparation_minutes", t._("Minutes of preparation and follow-up of the lead advisor")),
        _minutes(facts, "travel_minutes", t._("Minutes of travel of the lead advisor")),
        Column(
            t.field(Consultation, "advisor"), "word", 9, meaning=t._("Initials of the member of staff"),
            source="staff_member.initials", personal=True,
        ),
        made_column(t._("Reportable"), "word", 12, t._("Whether the consultation counts in ADV-01")),
        made_column(t._("Why not"), "word", 28, t._("Why a consultation does not count in ADV-01")),
        key_column(facts),
    )  # fmt: skip


def _consultation(facts: Facts, line: ConsultationLine, places: Places) -> list[Plain | Cell]:
    return [
        line.on, line.organisation, line.organisation_kind, line.country,
        to_record(line.case_number, line.case, places), line.case_title, line.channel, line.type, line.topics,
        line.contact_minutes, line.preparation_minutes, line.travel_minutes, line.advisor,
        facts.texts.yes_no(line.reportable), line.why_not, line.id,
    ]  # fmt: skip


def to_record(text: str, record: str, places: Places) -> Plain | Cell:
    """A text that leads to the row of a record, where it has one."""
    link = places.record(record) if record and text else ""
    return Cell(text, link=link) if link else text


def case_columns(facts: Facts) -> tuple[Column, ...]:
    """The columns of the sheet Cases."""
    t = facts.texts
    return (
        field_column(facts, Case, "number", "word", 16, t._("Number of the case; the provisional one until it has its own")),
        field_column(facts, Case, "title", "text", 44, t._("Title of the case")),
        made_column(t._("Lead buyer"), "word", 36, t._("Organisation that leads the case")),
        field_column(facts, Case, "status", "word", 14, t._("State of the centre's work on the case at the end of the period")),
        made_column(t._("Stage"), "word", 16, t._("Stage of the step: preparation, tendering, implementation, done")),
        field_column(facts, Case, "phase", "word", 26, t._("Step of the procurement at the end of the period")),
        field_column(facts, Case, "instrument", "word", 26, t._("How innovation is bought")),
        field_column(facts, Case, "sector", "word", 24, t._("Domain of public interest")),
        field_column(facts, Case, "ict", "word", 8, t._("Whether the case is about information and communication technology")),
        Column(
            t.field(Case, "lead_advisor"), "word", 9, meaning=t._("Initials of the member of staff"),
            source="staff_member.initials", personal=True,
        ),
        field_column(facts, Case, "opened_on", "date", 12, t._("Day on which the case was opened")),
        field_column(facts, Case, "closed_on", "date", 12, t._("Day on which the case was closed, declined or redirected")),
        field_column(facts, Case, "outcome", "word", 20, t._("What came of the advice")),
        field_column(facts, Case, "closing_reason", "word", 24, t._("Why the case was closed")),
        field_column(facts, Case, "estimated_value", "money", 16, t._("Estimated value of the procurement, net of VAT")),
        made_column(t._("Currency"), "word", 10, t._("Currency of the estimated value")),
        made_column(t._("Consultations"), "integer", 13, t._("Consultations of the case in the period"), True),
        made_column(t._("Minutes of contact"), "minutes", 12, t._("Minutes of contact of these consultations"), True, t._("minutes")),
        key_column(facts),
    )  # fmt: skip


def _case(facts: Facts, line: CaseLine) -> list[Plain | Cell]:
    return [
        line.number, line.title, line.organisation, line.status, line.stage, line.phase, line.instrument, line.sector,
        facts.texts.yes_no(line.ict), line.advisor, line.opened_on, line.closed_on, line.outcome, line.closing_reason,
        line.value, line.currency, line.consultations, line.contact_minutes, line.id,
    ]  # fmt: skip


def organisation_columns(facts: Facts) -> tuple[Column, ...]:
    """The columns of the sheet Organisations."""
    t = facts.texts
    return (
        field_column(facts, Organisation, "legal_name", "text", 44, t._("Full name of the organisation")),
        field_column(facts, Organisation, "kind", "word", 24, t._("What the organisation is in the field")),
        field_column(facts, Organisation, "country", "word", 14, t._("Country of the organisation")),
        field_column(facts, Organisation, "nuts", "word", 9, t._("Region as a NUTS code")),
        field_column(facts, Organisation, "city", "word", 20, t._("Seat of the organisation")),
        made_column(t._("Consultations"), "integer", 13, t._("Reportable consultations of the period; one with several organisations stands under each")),
        made_column(t._("Minutes of contact"), "minutes", 12, t._("Minutes of contact of these consultations"), unit=t._("minutes")),
        made_column(t._("New"), "word", 8, t._("Advised for the first time ever in the period")),
        made_column(t._("First in the period"), "date", 12, t._("Day of the first of these consultations")),
        made_column(t._("Last in the period"), "date", 12, t._("Day of the last of these consultations")),
        key_column(facts),
    )  # fmt: skip


def _organisation(facts: Facts, line: OrganisationLine) -> list[Plain | Cell]:
    return [
        line.name, line.kind, line.country, line.nuts, line.city, line.consultations, line.contact_minutes,
        facts.texts.yes_no(line.new), line.first_on, line.last_on, line.id,
    ]  # fmt: skip


def records_note(facts: Facts, key: str, n: int) -> str:
    """How many records a sheet lists, and how many restricted ones it does not."""
    t = facts.texts
    text = t.ngettext("{n} record · {period}", "{n} records · {period}", n).replace("{period}", words.period(facts))
    hidden = facts.restricted.get(key, 0)
    if not hidden:
        return text
    more = t.ngettext(
        "{n} restricted record counts but is not listed", "{n} restricted records count but are not listed", hidden
    )
    return f"{text} · {more}"


def _sheets(facts: Facts, places: Places) -> Iterator[Sheet]:
    t = facts.texts
    yield TableSheet(
        places.names["cases"], case_columns(facts), (_case(facts, line) for line in facts.cases),
        title=t._("Cases behind the figures"), note=records_note(facts, "case", len(facts.cases)), table="tbl_cases", totals=True,
    )  # fmt: skip
    yield TableSheet(
        places.names["consultations"], consultation_columns(facts),
        (_consultation(facts, line, places) for line in facts.consultations),
        title=t._("Consultations of the period"), note=records_note(facts, "consultation", len(facts.consultations)),
        table="tbl_consultations", totals=True,
    )  # fmt: skip
    yield TableSheet(
        places.names["organisations"], organisation_columns(facts), (_organisation(facts, line) for line in facts.organisations),
        title=t._("Organisations behind the figures"), note=records_note(facts, "organisation", len(facts.organisations)),
        table="tbl_organisations",
    )  # fmt: skip


CHAPTER = Chapter("records", sheets=_sheets)
