"""The list of participants: the columns that were chosen, how many there are of each kind, what the list is for."""

from p2i_desktop.i18n import NO_VALUE, Texts
from p2i_desktop.reports import framing
from p2i_desktop.reports.document import (
    Block,
    Cell,
    Column,
    Document,
    Facts,
    Heading,
    Landscape,
    Plain,
    Table,
    Text,
    Value,
)
from p2i_desktop.reports.excel import styles
from p2i_desktop.reports.excel.model import Cell as SheetCell
from p2i_desktop.reports.excel.model import Column as SheetColumn
from p2i_desktop.reports.excel.model import PageSheet, TableSheet, Workbook
from p2i_desktop.reports.excel.model import Plain as SheetValue
from p2i_desktop.reports.framed_book import book, to_the_left
from p2i_desktop.reports.framing import Numbers, Paper, count
from p2i_desktop.reports.workshop import words
from p2i_desktop.reports.workshop.facts import COLUMNS, CONTACT_COLUMNS, Person, WorkshopFacts
from p2i_desktop.reports.workshop.record_sheets import counts

_WIDE = 6  # columns that take landscape pages
_PERSONAL = frozenset({"code", "name"}) | CONTACT_COLUMNS


def build(facts: WorkshopFacts) -> Document:
    """The list as pages."""
    t, numbers = facts.texts, Numbers(facts.texts)
    blocks: list[Plain] = [
        Heading(1, t._("Participants")), Text(facts.workshop.title, "lead"), Facts(_told(facts)),
        Text(words.privacy(facts), "small"), *words.hidden_line(facts), _table(facts, numbers),
    ]  # fmt: skip
    blocks += words.listed_line(facts)
    if facts.listed_groups:
        blocks.append(_groups(facts, numbers))
    blocks.append(Heading(2, t._("How many")))
    blocks.append(words.counted(t, numbers, t._("By kind of organisation"), t._("Kind of organisation"),
                                words.people_by(facts, lambda one: one.kind)))  # fmt: skip
    blocks.append(
        words.counted(t, numbers, t._("By country"), t._("Country"), words.people_by(facts, lambda one: one.country))
    )
    blocks += words.funding(facts)
    whole: tuple[Block, ...] = (Landscape(tuple(blocks)),) if len(_columns(facts)) >= _WIDE else tuple(blocks)
    return framing.document(facts.frame, paper(facts), whole)


def paper(facts: WorkshopFacts) -> Paper:
    """What the paper is called."""
    return words.paper(facts, facts.texts._("Participants"), "participants")


def workbook(facts: WorkshopFacts) -> Workbook:
    """The list as sheets: what it is and is for, the people, the groups."""
    t, columns = facts.texts, _columns(facts)
    lines: list[list[SheetValue | SheetCell]] = [[SheetCell(facts.workshop.title, look=styles.STRONG)]]
    lines += [[label, value] for label, value in _told(facts)]
    lines += [[t._("Privacy"), words.privacy(facts)]]
    people = TableSheet(
        t._("Participants"), tuple(_sheet_column(t, name) for name in columns),
        [[_plain(one, name) for name in columns] for one in facts.listed],
    )  # fmt: skip
    groups = TableSheet(
        t._("Groups"),
        (SheetColumn(t._("Group")), SheetColumn(t._("Organisation")), SheetColumn(t._("Country")),
         SheetColumn(t._("Persons"), "integer")),
        [[one.name, one.organisation, one.country, one.size] for one in facts.listed_groups],
    )  # fmt: skip
    page = PageSheet(t._("Facts"), t._("Participants"), to_the_left(lines), (34, 90))
    return book(facts.frame, paper(facts), [page, people, *((groups,) if facts.listed_groups else ()), counts(facts)])


def _told(facts: WorkshopFacts) -> tuple[tuple[str, str], ...]:
    t = facts.texts
    people = len(facts.listed) + sum(one.size for one in facts.listed_groups)
    who = t._("Those who were there") if facts.held else t._("Those who are registered")
    rows = (
        (t._("Number"), facts.number), (t._("When"), words.when(facts)), (t._("Where"), words.where(t, facts.workshop)),
        (t._("Who is listed"), who), (t._("Persons"), t.number(people)),
    )  # fmt: skip
    return tuple((label, value) for label, value in rows if value)


def _columns(facts: WorkshopFacts) -> tuple[str, ...]:
    """The chosen ones in the order of the list; a name is always among them."""
    return tuple(name for name in COLUMNS if name in facts.columns or name == "name")


def _table(facts: WorkshopFacts, numbers: Numbers) -> Table:
    t, columns = facts.texts, _columns(facts)
    return Table(
        tuple(Column(t._(COLUMNS[name]), "number" if name == "share" else "text", header=name == "name") for name in columns),
        tuple(tuple(_cell(t, one, name) for name in columns) for one in facts.listed),
        t._("Participants by family name"), numbers.table(), empty=t._("Nobody is on the list."),
    )  # fmt: skip


def _groups(facts: WorkshopFacts, numbers: Numbers) -> Table:
    t = facts.texts
    columns = (Column(t._("Group"), header=True), Column(t._("Organisation")), Column(t._("Country")),
               Column(t._("Persons"), "number", width=24))  # fmt: skip
    rows = tuple(
        (one.name or NO_VALUE, one.organisation or NO_VALUE, one.country or NO_VALUE, count(t, one.size))
        for one in facts.listed_groups
    )
    return Table(columns, rows, t._("Groups that are counted"), numbers.table())


def _cell(t: Texts, one: Person, name: str) -> Cell:
    if name == "name":
        return ", ".join(part for part in (one.family, one.given) if part) or one.name or NO_VALUE
    if name == "share":
        return Value(one.share, t.percent(one.share, 0))
    return str(getattr(one, name)) or NO_VALUE


def _plain(one: Person, name: str) -> SheetValue:
    if name == "name":
        return ", ".join(part for part in (one.family, one.given) if part) or one.name
    if name == "share":
        return float(one.share) / 100 if one.share is not None else None
    return str(getattr(one, name))


def _sheet_column(t: Texts, name: str) -> SheetColumn:
    return SheetColumn(t._(COLUMNS[name]), "percent" if name == "share" else "text", personal=name in _PERSONAL)
