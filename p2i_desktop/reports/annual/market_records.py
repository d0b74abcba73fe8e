"""The procurements, awards and market consultations behind the figures, in the workbook only; no person, no note."""

from collections.abc import Iterator

from p2i_desktop.domain.market import Award, AwardSupplier, MarketConsultation, ProcurementProject
from p2i_desktop.domain.reporting import ExchangeRate
from p2i_desktop.reports.annual.chapter import Chapter
from p2i_desktop.reports.annual.places import Places
from p2i_desktop.reports.annual.records import field_column, key_column, made_column, records_note, to_record
from p2i_desktop.reports.excel.model import Cell, Column, Plain, Sheet, TableSheet
from p2i_desktop.reports.facts import AwardLine, Facts, MarketLine, ProcurementLine


def procurement_columns(facts: Facts) -> tuple[Column, ...]:
    """The columns of the sheet Procurements."""
    t = facts.texts
    of = ProcurementProject
    return (
        field_column(facts, of, "title", "text", 44, t._("Title of the procurement")),
        made_column(t._("Lead buyer"), "word", 36, t._("Organisation that leads the procurement")),
        made_column(t._("Country"), "word", 14, t._("Country of the lead buyer")),
        made_column(t._("Cases"), "word", 24, t._("Numbers of the cases that the procurement is linked to")),
        field_column(facts, of, "instrument", "word", 26, t._("How innovation is bought")),
        field_column(facts, of, "status", "word", 16, t._("Where the procurement stands")),
        field_column(facts, of, "sector", "word", 24, t._("Domain of public interest")),
        field_column(facts, of, "ict", "word", 8, t._("Whether it is about information and communication technology")),
        field_column(facts, of, "cpv_main", "word", 12, t._("Main code of the common procurement vocabulary")),
        field_column(facts, of, "joint", "word", 12, t._("Whether several buyers carry it out together")),
        field_column(facts, of, "cross_border", "word", 14, t._("Whether its buyers come from several countries")),
        field_column(facts, of, "eu_funded", "word", 12, t._("Whether the EU co-funds it")),
        field_column(facts, of, "started_on", "date", 12, t._("Day on which it started")),
        made_column(t._("First award"), "date", 12, t._("Day of its first award")),
        field_column(facts, of, "estimated_value", "money", 16, t._("Estimated value, net of VAT")),
        made_column(t._("Currency"), "word", 10, t._("Currency of the estimated value")),
        made_column(t._("Estimated, EUR"), "money", 16, t._("Estimated value in euro at the stored rate"), True),
        field_column(facts, of, "launch_customer", "word", 14, t._("Whether the buyer is the first customer")),
        field_column(facts, of, "influence", "word", 18, t._("What part the advice had, in the client's judgement")),
        field_column(facts, of, "influence_confirmed_on", "date", 12, t._("Day on which the client said so")),
        key_column(facts),
    )  # fmt: skip


def _procurement(facts: Facts, line: ProcurementLine) -> list[Plain | Cell]:
    yes = facts.texts.yes_no
    return [
        line.title, line.buyer, line.country, line.cases, line.instrument, line.status, line.sector, yes(line.ict), line.cpv,
        yes(line.joint), yes(line.cross_border), line.eu_funded, line.started_on, line.awarded_on, line.estimated,
        line.currency, line.estimated_euro, line.launch_customer, line.influence, line.confirmed_on, line.id,
    ]  # fmt: skip


def award_columns(facts: Facts) -> tuple[Column, ...]:
    """The columns of the sheet Awards."""
    t = facts.texts
    return (
        made_column(t._("Procurement"), "text", 44, t._("Title of the procurement; leads to its row")),
        made_column(t._("Lead buyer"), "word", 36, t._("Organisation that leads the procurement")),
        field_column(facts, ProcurementProject, "instrument", "word", 26, t._("How innovation is bought")),
        field_column(facts, Award, "lot", "word", 8, t._("Number of the lot")),
        field_column(facts, Award, "awarded_on", "date", 12, t._("Day of the award")),
        field_column(facts, Award, "value", "money", 16, t._("Value of the award, net of VAT")),
        made_column(t._("Currency"), "word", 10, t._("Currency of the value")),
        field_column(facts, ExchangeRate, "eur_per_unit", "rate", 12, t._("Stored rate that was used")),
        made_column(t._("Rate of"), "date", 12, t._("Day of the stored rate")),
        made_column(t._("Value in EUR"), "money", 16, t._("Value in euro, as counted in PRC-03"), True),
        field_column(facts, Award, "tenders", "integer", 10, t._("Tenders received")),
        made_column(t._("Lead suppliers"), "word", 36, t._("Organisations that won")),
        made_column(t._("SME"), "word", 12, t._("Whether a lead supplier was an SME at the award")),
        field_column(facts, AwardSupplier, "start_up_at_award", "word", 12, t._("Whether a lead supplier was a start-up at the award")),
        made_column(t._("Foreign winner"), "word", 14, t._("Whether a lead supplier came from another country than the lead buyer")),
        key_column(facts),
    )  # fmt: skip


def _award(line: AwardLine, places: Places) -> list[Plain | Cell]:
    return [
        to_record(line.title, line.procurement, places), line.buyer, line.instrument, line.lot, line.on, line.value,
        line.currency, line.rate, line.rate_on, line.euro, line.tenders, line.suppliers, line.small, line.start_up,
        line.foreign, line.id,
    ]  # fmt: skip


def consultation_columns(facts: Facts) -> tuple[Column, ...]:
    """The columns of the sheet Market consultations."""
    t = facts.texts
    of = MarketConsultation
    return (
        field_column(facts, of, "title", "text", 44, t._("Title of the market consultation")),
        made_column(t._("About"), "text", 44, t._("Procurement or case that it belongs to")),
        field_column(facts, of, "opens", "date", 12, t._("First day")),
        field_column(facts, of, "closes", "date", 12, t._("Last day")),
        field_column(facts, of, "participants", "integer", 13, t._("Organisations or persons that took part")),
        field_column(facts, of, "suppliers", "integer", 12, t._("Suppliers among them")),
        field_column(facts, of, "smes", "integer", 10, t._("Small and medium enterprises among them")),
        field_column(facts, of, "countries", "integer", 10, t._("Countries that they came from")),
        key_column(facts),
    )  # fmt: skip


def _consultation(line: MarketLine) -> list[Plain | Cell]:
    return [
        line.title, line.about, line.opens, line.closes, line.participants, line.suppliers, line.smes, line.countries, line.id,
    ]  # fmt: skip


def _sheets(facts: Facts, places: Places) -> Iterator[Sheet]:
    t = facts.texts
    market = facts.market
    yield TableSheet(
        places.names["procurements"], procurement_columns(facts), (_procurement(facts, line) for line in market.procurements),
        title=t._("Procurements behind the figures"), note=records_note(facts, "procurement_project", len(market.procurements)),
        table="tbl_procurements", totals=True,
    )  # fmt: skip
    yield TableSheet(
        places.names["awards"], award_columns(facts), (_award(line, places) for line in market.awards),
        title=t._("Awards of the period"), note=records_note(facts, "award", len(market.awards)), table="tbl_awards", totals=True,
    )  # fmt: skip
    yield TableSheet(
        places.names["omc"], consultation_columns(facts), (_consultation(line) for line in market.consultations),
        title=t._("Market consultations of the period"),
        note=records_note(facts, "market_consultation", len(market.consultations)), table="tbl_omc",
    )  # fmt: skip


CHAPTER = Chapter("market_records", sheets=_sheets)
