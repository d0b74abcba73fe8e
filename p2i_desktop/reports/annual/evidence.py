"""Evidence, in the workbook only: one block of rows a figure, each row with the record and what it adds."""

from collections.abc import Iterator

from p2i_desktop.i18n import N_, Texts
from p2i_desktop.reports.annual import words
from p2i_desktop.reports.annual.chapter import Chapter
from p2i_desktop.reports.annual.places import SHEET_OF, Places, listed, unlisted
from p2i_desktop.reports.buddy_lines import MeetingLine, MilestoneLine, PlanLine, ReadyLine
from p2i_desktop.reports.event_lines import ParticipationLine, WorkshopLine
from p2i_desktop.reports.excel.model import MAX_LINKS, Cell, Column, Kind, Plain, Sheet, TableSheet
from p2i_desktop.reports.facts import (
    AwardLine,
    CaseLine,
    ConsultationLine,
    Facts,
    Kpi,
    MarketLine,
    OrganisationLine,
    ProcurementLine,
    Worth,
)

BuddyLine = PlanLine | MilestoneLine | MeetingLine | ReadyLine
EventLine = WorkshopLine | ParticipationLine
Line = CaseLine | ConsultationLine | OrganisationLine | ProcurementLine | AwardLine | MarketLine | BuddyLine | EventLine
_UNLISTED = {
    "contact": N_("Persons are counted, not named"),
    "staff_time": N_("Time of co-advisors"),
    "feedback": N_("Answers are counted, not listed"),
    "plan_need": N_("Judgements of needs are counted, not listed"),
    "plan_evaluation": N_("Evaluations are counted, not listed"),
    "centre_service": N_("The services stand in the chapter on buddy support"),
}
_RESTRICTED = N_("Restricted records are counted, not listed")
_WORTH_KINDS: dict[str, Kind] = {
    "h": "number",
    "EUR": "money",
    "1-5": "number",
    "points": "number",
}  # whole numbers in all others
_LINKS_KEPT = 200  # for other links of the sheet


def columns(facts: Facts) -> tuple[Column, ...]:
    """The columns of the sheet Evidence."""
    t = facts.texts
    return (
        Column(t._("Code"), "word", 18, meaning=t._("Code of the indicator")),
        Column(t._("Figure"), "word", 36, meaning=t._("Name of the indicator")),
        Column(t._("Year"), "year", 8, meaning=t._("Year of the report")),
        Column(t._("Record type"), "word", 16, meaning=t._("Type of the record behind the figure")),
        Column(t._("Number"), "word", 16, meaning=t._("Number of the case; of a consultation the number of its case")),
        Column(t._("Date"), "date", 12, meaning=t._("Day of the record that counts: of a consultation, of opening or closing a case, of the start or award of a procurement")),
        Column(t._("Organisation"), "word", 36, meaning=t._("Organisation of the record")),
        Column(t._("Title"), "word", 40, meaning=t._("Title of the case or procurement, topic of the consultation")),
        Column(t._("Value counted"), "number", 12, meaning=t._("What the record adds: 1 in counts, hours, days, euro; in shares 1 if the condition is met, else 0")),
        Column(t._("Records"), "integer", 10, meaning=t._("Records that the row stands for")),
        Column(t._("Link"), "word", 14, meaning=t._("Leads to the row of the record")),
    )  # fmt: skip


def _sheets(facts: Facts, places: Places) -> Iterator[Sheet]:
    t = facts.texts
    yield TableSheet(
        places.names["evidence"], columns(facts), _rows(facts, places), title=t._("Evidence"),
        note=t._("{period} · filter a code to see exactly the records of its figure").format(period=words.period(facts)),
        table="tbl_evidence",
    )  # fmt: skip


def _rows(facts: Facts, places: Places) -> Iterator[list[Plain | Cell]]:
    lines: dict[str, Line] = {line.id: line for line in facts.consultations}
    lines |= {line.id: line for line in facts.cases}
    lines |= {line.id: line for line in facts.organisations}
    lines |= {line.id: line for line in facts.market.procurements}
    lines |= {line.id: line for line in facts.market.awards}
    lines |= {line.id: line for line in facts.market.consultations}
    lines |= {pair.plan.id: pair.plan for pair in facts.buddies.pairs if pair.plan is not None}
    for of_plans in (facts.buddies.milestones, facts.buddies.meetings, facts.buddies.ready):
        lines |= {line.id: line for line in of_plans}
    lines |= {line.id: line for line in facts.workshops.workshops}
    lines |= {line.id: line for line in facts.workshops.participations}
    total = sum(last - first + 1 for first, last in places.blocks.values())
    everywhere = total + len(facts.kpis) <= MAX_LINKS - _LINKS_KEPT
    for kpi in facts.kpis:
        if kpi.code in places.months:
            yield from _months(facts, kpi, places)
        else:
            yield from _records(facts, kpi, places, lines, everywhere)


def _head(facts: Facts, kpi: Kpi, first: bool, places: Places) -> list[Plain | Cell]:
    code = Cell(kpi.code, link=places.at("kpi", f"A{places.kpi_rows[kpi.code]}")) if first else kpi.code
    return [code, kpi.label, facts.year]


def _records(
    facts: Facts, kpi: Kpi, places: Places, lines: dict[str, Line], everywhere: bool
) -> Iterator[list[Plain | Cell]]:
    t = facts.texts
    kind, to_record = _worth_kind(kpi), t._("Go to record")
    names = {type_key: t.keyed("record", type_key) for type_key in {worth.type for worth in kpi.worths}}
    head, first = _head(facts, kpi, True, places), True
    for worth in listed(kpi, places):
        number, organisation, title = _named(lines[worth.record])
        link = Cell(to_record, link=places.record(worth.record)) if everywhere or first else to_record
        yield [
            *head, names[worth.type], number, worth.on, organisation, title, Cell(worth.value, kind=kind), worth.stands_for,
            link,
        ]  # fmt: skip
        if first:
            head, first = _head(facts, kpi, False, places), False
    for type_key, worths in unlisted(kpi, places).items():
        yield [
            *_head(facts, kpi, first, places), names[type_key], None, None, None,
            t._(_UNLISTED.get(type_key, _RESTRICTED)), Cell(_sum(worths), kind=kind), _stands_for(worths), None,
        ]  # fmt: skip
        first = False


def _named(line: Line) -> tuple[str, str, str]:
    if isinstance(line, ConsultationLine):
        return line.case_number, line.organisation, line.case_title or line.topics
    if isinstance(line, CaseLine):
        return line.number, line.organisation, line.title
    if isinstance(line, BuddyLine):
        return _of_buddies(line)
    if isinstance(line, EventLine):
        return _of_workshops(line)
    if isinstance(line, ProcurementLine | AwardLine):
        return (line.cases if isinstance(line, ProcurementLine) else ""), line.buyer, line.title
    return ("", "", line.title) if isinstance(line, MarketLine) else ("", line.name, line.kind)


def _of_buddies(line: BuddyLine) -> tuple[str, str, str]:
    """The pair stands in place of a number."""
    if isinstance(line, ReadyLine):
        return line.code, line.name, line.stage
    return line.pair, "", line.type if isinstance(line, MeetingLine) else line.title


def _of_workshops(line: EventLine) -> tuple[str, str, str]:
    """Whoever took part is told by what the person did."""
    return line.number, "", line.title if isinstance(line, WorkshopLine) else line.role


def _sum(worths: list[Worth]) -> Plain:
    return sum(worth.value for worth in worths)


def _stands_for(worths: list[Worth]) -> int:
    return sum(worth.stands_for for worth in worths)


def _worth_kind(kpi: Kpi) -> Kind:
    return "percent" if kpi.code in ("PRC-07", "BUD-05") else _WORTH_KINDS.get(kpi.unit, "integer")


def _months(facts: Facts, kpi: Kpi, places: Places) -> Iterator[list[Plain | Cell]]:
    t = facts.texts
    for n, (month, worths) in enumerate(places.months[kpi.code].items()):
        key = SHEET_OF.get(worths[0].type, "")
        link = Cell(t._("Go to records"), link=places.at(key)) if key else None
        yield [
            *_head(facts, kpi, n == 0, places), t.keyed("record", worths[0].type), None, None, None,
            _month_name(t, month), Cell(_sum(worths), kind=_worth_kind(kpi)), _stands_for(worths), link,
        ]  # fmt: skip


def _month_name(texts: Texts, month: str) -> str:
    return texts.month(int(month[:4]), int(month[5:])) if month else texts._("without a day")


CHAPTER = Chapter("evidence", sheets=_sheets)
