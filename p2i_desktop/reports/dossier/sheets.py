"""The dossier as a workbook: facts to read, and a table for each kind of rows."""

from collections.abc import Iterator, Sequence

from p2i_desktop.reports.dossier import pages
from p2i_desktop.reports.dossier.facts import DossierFacts
from p2i_desktop.reports.excel import styles
from p2i_desktop.reports.excel.model import (
    Cell,
    Column,
    Kind,
    PageSheet,
    Plain,
    Properties,
    Sheet,
    TableSheet,
    Workbook,
)
from p2i_desktop.reports.excel.tables import date_format_of

Rows = Sequence[Sequence[Plain | Cell]]
Titles = Sequence[tuple[str, Kind]]


def workbook(facts: DossierFacts) -> Workbook:
    """The dossier as sheets; those without rows are left out, the first is always there."""
    t = facts.texts
    sheets: tuple[Sheet, ...] = (_facts(facts), *(sheet for sheet in _tables(facts) if sheet.rows))
    properties = Properties(
        title=pages.title(facts), language=t.language, author=facts.centre_name, made_at=facts.made_at,
        subject=pages.subject(facts), keywords=f"dossier, {facts.digest}", footer=pages.foot(facts),
        page_of=pages.page_of(facts), total_word=t._("Total"), date_format=date_format_of(t.language),
    )  # fmt: skip
    rows = sum(len(sheet.rows) for sheet in sheets if isinstance(sheet, TableSheet) and isinstance(sheet.rows, list))
    return Workbook(sheets, properties, rows=rows)


def _facts(facts: DossierFacts) -> PageSheet:
    t = facts.texts
    lines: list[list[Plain | Cell]] = [
        [Cell(facts.title, look=styles.STRONG)], [t._("Status"), facts.status], [t._("Centre"), facts.centre_name],
        [t._("Data as of"), t.instant(facts.made_at)],
    ]  # fmt: skip
    if facts.confidentiality:
        lines.append([t._("Confidentiality"), facts.confidentiality])
    for pairs in (facts.pairs, facts.long_texts):
        lines.append([])
        lines += [[label, value] for label, value in pairs]
    for one in facts.procurements:
        lines += [[], [Cell(one.title, look=styles.HEADING), Cell(None, look=styles.HEADING)]]
        lines += [[label, value] for label, value in (*one.pairs, *one.texts)]
    return PageSheet(t._("Facts"), pages.title(facts), lines, (34, 90))


_TEXT: Kind = "text"
_DAY: Kind = "date"
_COUNT: Kind = "integer"


def _tables(facts: DossierFacts) -> Iterator[TableSheet]:
    yield from _parties_and_moves(facts)
    yield from _work(facts)
    yield from _market(facts)
    yield from _after(facts)


def _parties_and_moves(facts: DossierFacts) -> Iterator[TableSheet]:
    t, text, day, count = facts.texts, _TEXT, _DAY, _COUNT
    yield _sheet(
        t._("Organisations"),
        ((t._("Organisation"), text), (t._("Role"), text), (t._("Kind"), text), (t._("Country"), text), (t._("Contact"), text)),
        [(p.name, p.role, p.kind, p.country, p.contact) for p in facts.parties],
    )  # fmt: skip
    for name, what, moves in (
        (t._("Phases"), t._("Phase"), facts.phases),
        (t._("Status"), t._("Status"), facts.statuses),
    ):
        yield _sheet(
            name, ((what, text), (t._("From"), day), (t._("Until"), day), (t._("Days"), count), (t._("Reason"), text)),
            [(m.label, m.since, m.until, m.days, m.reason) for m in moves],
        )  # fmt: skip


def _work(facts: DossierFacts) -> Iterator[TableSheet]:
    t, text, day, count = facts.texts, _TEXT, _DAY, _COUNT
    yield _sheet(
        t._("Consultations"),
        (
            (t._("Date"), day), (t._("Kind"), text), (t._("Channel"), text), (t._("Minutes"), count), (t._("Advisor"), text),
            (t._("With"), text), (t._("Topics"), text), (t._("Subject"), text), (t._("Note"), text), (t._("Advice"), text),
        ),
        [
            (k.on, k.kind, k.channel, k.minutes, k.advisor, k.others, k.topics, k.subject, k.note, k.advice)
            for k in facts.talks
        ],
    )  # fmt: skip
    yield _sheet(
        t._("Actions"),
        ((t._("Action"), text), (t._("Owner"), text), (t._("Due"), day), (t._("State"), text), (t._("Ended"), day)),
        [(a.title, a.owner, a.due_on, a.state, a.ended_on) for a in facts.actions],
    )
    yield _sheet(t._("Checklist"), ((t._("Line"), text), (t._("State"), text)), facts.checklist)


def _after(facts: DossierFacts) -> Iterator[TableSheet]:
    t, text, day = facts.texts, _TEXT, _DAY
    yield _sheet(
        t._("Feedback"),
        (
            (t._("Date"), day), (t._("Rating"), text), (t._("Useful"), text), (t._("What came of it"), text),
            (t._("Comment"), text),
        ),
        [(a.on, a.rating, a.useful, a.outcomes, a.comment) for a in facts.answers],
    )  # fmt: skip
    yield _sheet(
        t._("Documents"),
        (
            (t._("Name"), text), (t._("Kind"), text), (t._("Size"), text), (t._("Added"), day),
            (t._("Checksum (SHA-256)"), text), (t._("Words for the picture"), text),
        ),
        [(f.name, f.kind, f.size, f.added_on, f.sha256, f.alt_text) for f in facts.files],
    )  # fmt: skip
    yield _sheet(
        t._("Linked cases"),
        ((t._("Number"), text), (t._("Title"), text), (t._("Status"), text), (t._("Note"), text)),
        [] if facts.anonymised else [(link.number, link.title, link.status, link.note) for link in facts.links],
    )


def _sheet(name: str, titles: Titles, rows: Rows) -> TableSheet:
    return TableSheet(name, tuple(Column(title, kind) for title, kind in titles), list(rows))


def _market(facts: DossierFacts) -> Iterator[TableSheet]:
    t = facts.texts
    yield _sheet(
        t._("Notices"),
        (
            (t._("Procurement"), "text"), (t._("Published"), "date"), (t._("Notice"), "text"), (t._("Number"), "text"),
            (t._("Title"), "text"),
        ),
        [(one.title, n.on, n.kind, n.number, n.title) for one in facts.procurements for n in one.notices],
    )  # fmt: skip
    yield _sheet(
        t._("Awards"),
        (
            (t._("Procurement"), "text"), (t._("Awarded"), "date"), (t._("Lot"), "text"), (t._("Suppliers"), "text"),
            (t._("Value net"), "text"), (t._("Tenders"), "integer"),
        ),
        [(one.title, a.on, a.lot, a.suppliers, a.value, a.tenders) for one in facts.procurements for a in one.awards],
    )  # fmt: skip
