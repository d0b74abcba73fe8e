"""Cases: opened, active, closed and open; by stage, step and instrument; outcomes and reasons of the closed ones."""

from collections.abc import Iterator

from p2i_desktop.reports.annual import words
from p2i_desktop.reports.annual.chapter import Chapter, Numbers
from p2i_desktop.reports.annual.parts import ranked, shown, years_table
from p2i_desktop.reports.annual.places import Places
from p2i_desktop.reports.document import Block, Column, Table, Text, Value
from p2i_desktop.reports.excel import model as sheet
from p2i_desktop.reports.facts import Breakdown, Facts

_FIGURES = ("ADV-07", "ADV-08", "ADV-09", "ADV-10", "ADV-11", "ADV-12", "ADV-14")
_OPEN, _CLOSED = ("stages", "phases", "instruments"), ("outcomes", "reasons")


def _titles(facts: Facts) -> dict[str, tuple[str, str]]:
    t = facts.texts
    return {
        "stages": (t._("Open cases by stage"), t._("Stage")),
        "phases": (t._("Open cases by step"), t._("Step")),
        "instruments": (t._("Open cases by instrument"), t._("Instrument")),
        "outcomes": (t._("Closed cases by outcome"), t._("Outcome")),
        "reasons": (t._("Closed cases by reason for closing"), t._("Reason for closing")),
    }


def _blocks(facts: Facts, numbers: Numbers) -> tuple[Block, ...]:
    t = facts.texts
    titles = _titles(facts)
    blocks: list[Block] = [
        numbers.chapter(t._("Cases"), "cases", new_page=False),
        years_table(facts, numbers, _FIGURES, t._("Cases in three years")),
    ]
    blocks.append(numbers.section(t._("Cases open at the end of the period"), "open-cases"))
    blocks.append(
        Text(
            t._("Cases that were open on {day}: {count}.").format(
                day=t.date(facts.until), count=facts.printed("ADV-10")
            )
        )
    )
    blocks += [_plain(facts, key, numbers, *titles[key]) for key in ("stages", "phases")]
    blocks += ranked(facts, "instruments", numbers, *titles["instruments"])
    blocks.append(numbers.section(t._("Cases closed in the period"), "closed-cases"))
    if not facts.count("ADV-09") and not facts.breakdowns["outcomes"].last:
        return (*blocks, Text(t._("No case was closed in this and the previous year.")))
    blocks.append(_plain(facts, "outcomes", numbers, *titles["outcomes"]))
    blocks.append(_plain(facts, "reasons", numbers, *titles["reasons"]))
    return tuple(blocks)


def _plain(facts: Facts, key: str, numbers: Numbers, title: str, what: str) -> Block:
    """The parts in the order of the work, without a chart."""
    t = facts.texts
    found = facts.breakdowns[key]
    columns = (
        Column(what, header=True), Column(str(facts.year - 1), "number", width=22),
        Column(str(facts.year), "number", width=22),
        Column(t._("Share {year}").format(year=facts.year), "number", width=28),
    )  # fmt: skip
    parts = shown(found) if key == "phases" else found.parts
    rows = tuple(
        (
            part.label, Value(part.last, t.number(part.last)), Value(part.this, t.number(part.this)),
            Value(None, words.share(part.this, found.this, t)),
        )
        for part in parts
    )  # fmt: skip
    total = (
        t._("Total"), Value(found.last, t.number(found.last)), Value(found.this, t.number(found.this)),
        Value(None, words.share(found.this, found.this, t)),
    )  # fmt: skip
    return Table(columns, rows, title, numbers.table(), total)


def part_columns(facts: Facts) -> tuple[sheet.Column, ...]:
    """The columns of the sheet Case figures."""
    t = facts.texts
    return (
        sheet.Column(t._("Breakdown"), "word", 34, meaning=t._("What the cases are counted by")),
        sheet.Column(t._("Member"), "word", 40, meaning=t._("Member of the list")),
        sheet.Column(str(facts.year - 1), "integer", 10, meaning=t._("Count of the previous year")),
        sheet.Column(str(facts.year), "integer", 10, meaning=t._("Count of the report year")),
        sheet.Column(
            t._("Share {year}").format(year=facts.year), "percent", 12, meaning=t._("Part of all of the report year")
        ),
    )


def _sheets(facts: Facts, places: Places) -> Iterator[sheet.Sheet]:
    t = facts.texts
    titles = _titles(facts)
    rows = [
        (titles[key][0], part.label, part.last, part.this, part.this / found.this if found.this else None)
        for key in (*_OPEN, *_CLOSED)
        for found in [_found(facts, key)]
        for part in found.parts
    ]
    yield sheet.TableSheet(
        places.names["progress"], part_columns(facts), rows, title=t._("Cases: stage, step, instrument, outcome, reason"),
        note=words.period(facts), table="tbl_progress",
    )  # fmt: skip


def _found(facts: Facts, key: str) -> Breakdown:
    return facts.breakdowns[key]


CHAPTER = Chapter("cases", _blocks, _sheets)
