"""The annual report: a list of chapters, each with its pages and its sheets."""

from p2i_desktop.reports.annual import (
    advice,
    buddies,
    cases,
    cover,
    data_quality,
    definitions,
    dictionary,
    evidence,
    key_figures,
    market_records,
    procurements,
    records,
    summary,
    words,
    workshops,
)
from p2i_desktop.reports.annual.chapter import Chapter, Numbers
from p2i_desktop.reports.annual.places import Places, lay_out
from p2i_desktop.reports.document import Block, Document, Furniture
from p2i_desktop.reports.excel.model import Properties, Sheet, Workbook
from p2i_desktop.reports.excel.tables import date_format_of
from p2i_desktop.reports.facts import Facts

CHAPTERS: tuple[Chapter, ...] = (
    cover.CHAPTER,
    summary.CHAPTER,
    key_figures.CHAPTER,
    advice.CHAPTER,
    workshops.CHAPTER,
    cases.CHAPTER,
    procurements.CHAPTER,
    buddies.CHAPTER,
    definitions.CHAPTER,
    data_quality.CHAPTER,
    records.CHAPTER,
    market_records.CHAPTER,
    evidence.CHAPTER,
    dictionary.CHAPTER,
)


def build(facts: Facts) -> Document:
    """The report as pages."""
    t = facts.texts
    numbers = Numbers(t)
    blocks: list[Block] = [block for chapter in CHAPTERS for block in chapter.blocks(facts, numbers)]
    title = words.title(facts)
    return Document(
        report_id="annual", title=title, subject=words.period(facts), language=t.language, author=facts.centre_name,
        creator=_program(facts), made_at=facts.made_at, blocks=tuple(blocks),
        keywords=("annual", facts.digest), furniture=Furniture(_foot(facts), _page_of(facts), _line(facts), t._("(continued)")),
    )  # fmt: skip


def named(facts: Facts) -> tuple[str, ...]:
    """What stands in the name of its file: the year and the code of the centre."""
    return (str(facts.year), facts.centre.code if facts.centre else "")


def workbook(facts: Facts) -> Workbook:
    """The report as a workbook with the same figures and the records behind them."""
    known = lay_out(facts)
    order = {name: n for n, name in enumerate(known.names.values())}
    sheets: list[Sheet] = [sheet for chapter in CHAPTERS for sheet in chapter.sheets(facts, known)]
    sheets.sort(key=lambda sheet: order[sheet.name])
    rows = sum(last - first + 1 for first, last in known.blocks.values()) + len(known.rows)
    t = facts.texts
    properties = Properties(
        title=words.title(facts), language=t.language, author=facts.centre_name, made_at=facts.made_at,
        subject=words.period(facts), keywords=f"annual, {facts.digest}", footer=_foot(facts), page_of=_page_of(facts),
        total_word=t._("Total"), date_format=date_format_of(t.language),
    )  # fmt: skip
    return Workbook(tuple(sheets), properties, _names(facts, known), rows)


def _program(facts: Facts) -> str:
    return f"P2I Desktop {facts.version}"


def _foot(facts: Facts) -> str:
    parts = (facts.centre_name, words.title(facts), facts.texts._("Draft"))
    return " · ".join(part for part in parts if part)


def _page_of(facts: Facts) -> str:
    return facts.texts._("page {page} of {pages}")


def _line(facts: Facts) -> str:
    t = facts.texts
    until = t._("data to {date}").format(date=t.date(facts.until))
    journal = t._("journal {number}").format(number=facts.seq)
    return " · ".join((_program(facts), t.instant(facts.made_at), until, facts.digest[:16], journal))


def _names(facts: Facts, known: Places) -> tuple[tuple[str, str], ...]:
    """A name for each value of the three years: KPI_ADV_01_2026."""
    columns = (("C", facts.year - 2), ("D", facts.year - 1), ("E", facts.year))
    return tuple(
        (
            f"KPI_{kpi.code.replace('-', '_').replace('.', '_')}_{year}",
            known.at("kpi", f"${letter}${known.kpi_rows[kpi.code]}"),
        )
        for kpi in facts.kpis
        for letter, year in columns
    )
