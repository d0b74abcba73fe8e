"""The dossier as pages: cover, facts, parties, moves, talks, steps, procurements, documents, links."""

from collections.abc import Iterator, Sequence
from datetime import date

from p2i_desktop.domain.network import ProgrammeKind
from p2i_desktop.reports.document import (
    Block,
    Cell,
    Column,
    Contents,
    Cover,
    Document,
    Facts,
    Furniture,
    Heading,
    Table,
    Text,
    Value,
)
from p2i_desktop.reports.dossier.facts import DossierFacts, MoveRow, Procurement, TalkRow

_MOST_NAMED = 24  # consultations that stand one by one in the contents
_CHECKSUM = 16  # characters in a group: a checksum of 64 is read in four


def build(facts: DossierFacts) -> Document:
    """The dossier as pages."""
    t = facts.texts
    depth = 2 if len(facts.talks) <= _MOST_NAMED else 1
    blocks: list[Block] = [_cover(facts), Contents(t._("Contents"), depth)]
    numbers = _Numbers(facts)
    for part in (_facts, _parties, _moves, _talks, _actions, _procurements, _answers, _documents, _links):
        blocks += part(facts, numbers)
    return Document(
        report_id="dossier", title=title(facts), subject=subject(facts), language=t.language, author=facts.centre_name,
        creator=f"P2I Desktop {facts.version}", made_at=facts.made_at, blocks=tuple(blocks),
        keywords=("dossier", facts.digest),
        furniture=Furniture(foot(facts), page_of(facts), _line(facts), t._("(continued)")),
    )  # fmt: skip


def title(facts: DossierFacts) -> str:
    """The title of the paper and the workbook."""
    t = facts.texts
    if facts.anonymised:
        return t._("Case dossier, anonymised")
    return t._("Case dossier {number}").replace("{number}", facts.number or facts.provisional).strip()


def subject(facts: DossierFacts) -> str:
    """The line under the title, and the subject of the file."""
    return facts.title


def foot(facts: DossierFacts) -> str:
    """The left foot of each page."""
    return " · ".join(part for part in (facts.centre_name, title(facts), facts.confidentiality) if part)


def page_of(facts: DossierFacts) -> str:
    """How pages are numbered."""
    return facts.texts._("page {page} of {pages}")


def _line(facts: DossierFacts) -> str:
    t = facts.texts
    journal = t._("journal {number}").format(number=facts.seq)
    return " · ".join((f"P2I Desktop {facts.version}", t.instant(facts.made_at), facts.digest[:16], journal))


class _Numbers:
    """Counts chapters and tables through the paper."""

    def __init__(self, facts: DossierFacts) -> None:
        self._texts = facts.texts
        self.chapters = self.tables = 0

    def chapter(self, words: str) -> Heading:
        self.chapters += 1
        return Heading(1, f"{self.chapters}\u2002{words}")

    def table(self) -> str:
        self.tables += 1
        return self._texts._("Table {number}").format(number=self.tables)


def _cover(facts: DossierFacts) -> Cover:
    t = facts.texts
    lines = [facts.status]
    if facts.provisional and facts.number and not facts.anonymised:
        lines.append(t._("Provisional number {number}").replace("{number}", facts.provisional))
    if facts.anonymised:
        lines.append(t._("Persons appear by their role, organisations by kind and country; free text is left out."))
    elif facts.confidentiality:
        lines.append(t._("Confidentiality: {word}").replace("{word}", facts.confidentiality))
    lines.append(t._("Made on {date} from the records kept up to that day").format(date=t.date(facts.made_at.date())))
    paid = facts.programme is not None and facts.programme.kind is ProgrammeKind.EU_GRANT
    return Cover(
        title=title(facts), subtitle=facts.title, centre=facts.centre_name, lines=tuple(lines), foot=_funding(facts),
        emblem=t._("Emblem of the European Union") if paid else "",
    )  # fmt: skip


def _funding(facts: DossierFacts) -> tuple[str, ...]:
    programme = facts.programme
    return tuple(text for text in (programme.funding_line, programme.disclaimer) if text) if programme else ()


def _facts(facts: DossierFacts, numbers: _Numbers) -> Iterator[Block]:
    yield numbers.chapter(facts.texts._("Facts"))
    if facts.pairs:
        yield Facts(facts.pairs)
    for label, text in facts.long_texts:
        yield Heading(2, label)
        yield Text(text)


def _parties(facts: DossierFacts, numbers: _Numbers) -> Iterator[Block]:
    t = facts.texts
    yield numbers.chapter(t._("Organisations and their roles"))
    columns = (
        Column(t._("Organisation"), header=True), Column(t._("Role")), Column(t._("Kind")), Column(t._("Country")),
        Column(t._("Contact")),
    )  # fmt: skip
    rows = tuple((p.name, p.role, p.kind, p.country, p.contact or "–") for p in facts.parties)
    yield _table(facts, numbers, columns, rows, t._("Organisations of the case"))


def _moves(facts: DossierFacts, numbers: _Numbers) -> Iterator[Block]:
    t = facts.texts
    yield numbers.chapter(t._("Phases and status"))
    for rows, what, caption in (
        (facts.phases, t._("Phase"), t._("Phases with their days")),
        (facts.statuses, t._("Status"), t._("Status with its days")),
    ):
        columns = (
            Column(what, header=True), Column(t._("From"), "date", width=24), Column(t._("Until"), "date", width=24),
            Column(t._("Days"), "number", width=16), *(() if facts.anonymised else (Column(t._("Reason")),)),
        )  # fmt: skip
        yield _table(facts, numbers, columns, tuple(_move(facts, row) for row in rows), caption)


def _move(facts: DossierFacts, row: MoveRow) -> tuple[Cell, ...]:
    days = Value(row.days, facts.texts.number(row.days))
    reason = () if facts.anonymised else (row.reason or "–",)
    return (row.label, _day(facts, row.since), _day(facts, row.until), days, *reason)


def _talks(facts: DossierFacts, numbers: _Numbers) -> Iterator[Block]:
    t = facts.texts
    yield numbers.chapter(t._("What happened"))
    counted = sum(not talk.note_only for talk in facts.talks)
    words = t.ngettext("{n} consultation", "{n} consultations", counted)
    hours = t._("{hours} h of contact").replace("{hours}", t.hours(facts.contact_minutes))
    yield Text(" · ".join((words, hours)), "lead")
    if facts.anonymised:
        columns = (
            Column(t._("Date"), "date", width=24, header=True), Column(t._("Kind")), Column(t._("Channel")),
            Column(t._("Minutes"), "number", width=18), Column(t._("Advisor")), Column(t._("With")),
            Column(t._("Topics")),
        )  # fmt: skip
        rows = tuple(
            (_day(facts, k.on), k.kind, k.channel, Value(k.minutes, t.number(k.minutes)), k.advisor, k.others, k.topics)
            for k in facts.talks
        )
        yield _table(facts, numbers, columns, rows, t._("Consultations"))
        return
    for talk in facts.talks:
        yield from _talk(facts, talk)


def _talk(facts: DossierFacts, talk: TalkRow) -> Iterator[Block]:
    t = facts.texts
    minutes = "" if talk.note_only else t.ngettext("{n} minute", "{n} minutes", talk.minutes)
    what = t._("Note") if talk.note_only else talk.channel
    parts = (t.weekday_date(talk.on), what, minutes, talk.subject)
    yield Heading(2, " · ".join(part for part in parts if part))
    kind = "" if talk.note_only else talk.kind
    line = " · ".join(part for part in (talk.advisor, talk.others, kind, talk.topics) if part)
    if line:
        yield Text(line, "small")
    if talk.note:
        yield Text(talk.note)
    if talk.advice:
        yield Text(talk.advice, lead=t._("Advice"))


def _actions(facts: DossierFacts, numbers: _Numbers) -> Iterator[Block]:
    t = facts.texts
    yield numbers.chapter(t._("Next steps and what was done"))
    for is_open, caption in ((True, t._("Open actions")), (False, t._("Actions that ended"))):
        columns = (
            Column(t._("Action"), header=True), Column(t._("Owner"), width=26), Column(t._("Due"), "date", width=24),
            Column(t._("State"), width=30), *(() if is_open else (Column(t._("Ended"), "date", width=24),)),
        )  # fmt: skip
        rows = tuple(
            (a.title, a.owner or "–", _day(facts, a.due_on), a.state, *(() if is_open else (_day(facts, a.ended_on),)))
            for a in facts.actions
            if a.open is is_open
        )
        yield _table(facts, numbers, columns, rows, caption)
    if facts.checklist:
        columns = (Column(t._("Checklist"), header=True), Column(t._("State"), width=40))
        yield _table(facts, numbers, columns, facts.checklist, t._("Checklist of the case"))


def _procurements(facts: DossierFacts, numbers: _Numbers) -> Iterator[Block]:
    if not facts.procurements:
        return
    yield numbers.chapter(facts.texts._("Procurements"))
    for one in facts.procurements:
        yield Heading(2, one.title)
        if one.pairs:
            yield Facts(one.pairs)
        for label, text in one.texts:
            yield Text(text, lead=label)
        yield from _market(facts, one, numbers)


def _market(facts: DossierFacts, one: Procurement, numbers: _Numbers) -> Iterator[Block]:
    t = facts.texts
    if one.notices:
        whole = not facts.anonymised
        columns = (
            *((Column(t._("Published"), "date", width=26),) if whole else ()), Column(t._("Notice"), header=True),
            Column(t._("Number") if whole else t._("Year")), *((Column(t._("Title")),) if whole else ()),
        )  # fmt: skip
        rows = tuple(
            (
                *((_day(facts, n.on),) if whole else ()), n.kind or "–", n.number or "–",
                *((n.title or "–",) if whole else ()),
            )
            for n in one.notices
        )  # fmt: skip
        yield _table(facts, numbers, columns, rows, t._("Notices"))
    if one.awards:
        yield _awards(facts, one, numbers)


def _awards(facts: DossierFacts, one: Procurement, numbers: _Numbers) -> Table:
    t = facts.texts
    whole = not facts.anonymised
    columns = (
        Column(t._("Lot"), width=16, header=True), *((Column(t._("Awarded"), "date", width=26),) if whole else ()),
        Column(t._("Suppliers")), Column(t._("Value net"), "number", width=36), Column(t._("Tenders"), "number", width=20),
    )  # fmt: skip
    rows = tuple(
        (
            a.lot or "–", *((_day(facts, a.on),) if whole else ()), a.suppliers or "–", Value(None, a.value or "–"),
            Value(a.tenders, t.number(a.tenders)),
        )
        for a in one.awards
    )  # fmt: skip
    return _table(facts, numbers, columns, rows, t._("Awards"))


def _answers(facts: DossierFacts, numbers: _Numbers) -> Iterator[Block]:
    t = facts.texts
    if not facts.answers:
        return
    yield numbers.chapter(t._("Feedback of the client"))
    columns = (
        Column(t._("Date"), "date", width=24, header=True), Column(t._("Rating")), Column(t._("Useful")),
        Column(t._("What came of it")), *(() if facts.anonymised else (Column(t._("Comment")),)),
    )  # fmt: skip
    rows = tuple(
        (_day(facts, a.on), a.rating, a.useful, a.outcomes or "–", *(() if facts.anonymised else (a.comment or "–",)))
        for a in facts.answers
    )
    yield _table(facts, numbers, columns, rows, t._("Answers"))


def _documents(facts: DossierFacts, numbers: _Numbers) -> Iterator[Block]:
    t = facts.texts
    yield numbers.chapter(t._("Documents"))
    if facts.anonymised:
        columns: tuple[Column, ...] = (Column(t._("Kind"), header=True), Column(t._("Added"), "date", width=30))
        rows: tuple[tuple[Cell, ...], ...] = tuple((f.kind, _day(facts, f.added_on)) for f in facts.files)
    else:
        columns = (
            Column(t._("Name"), header=True), Column(t._("Kind"), width=26), Column(t._("Size"), "number", width=22),
            Column(t._("Added"), "date", width=24), Column(t._("Checksum (SHA-256)"), width=46, quiet=True),
        )  # fmt: skip
        rows = tuple(
            (f.name, f.kind, Value(None, f.size), _day(facts, f.added_on), grouped(f.sha256)) for f in facts.files
        )
    yield _table(facts, numbers, columns, rows, t._("Attached files"))


def grouped(checksum: str) -> str:
    """A checksum in groups that can be compared by eye."""
    return " ".join(checksum[at : at + _CHECKSUM] for at in range(0, len(checksum), _CHECKSUM))


def _links(facts: DossierFacts, numbers: _Numbers) -> Iterator[Block]:
    t = facts.texts
    if not facts.links:
        return
    yield numbers.chapter(t._("Linked cases"))
    if facts.anonymised:
        yield Text(t.ngettext("{n} linked case", "{n} linked cases", len(facts.links)))
        return
    columns = (
        Column(t._("Number"), width=34, header=True), Column(t._("Title")), Column(t._("Status"), width=30),
        Column(t._("Note")),
    )  # fmt: skip
    rows = tuple((link.number, link.title, link.status, link.note or "–") for link in facts.links)
    yield _table(facts, numbers, columns, rows, t._("Linked cases"))


def _table(
    facts: DossierFacts, numbers: _Numbers, columns: tuple[Column, ...], rows: Sequence[tuple[Cell, ...]], caption: str
) -> Table:
    return Table(columns, tuple(rows), caption, numbers.table(), empty=facts.texts._("None"))


def _day(facts: DossierFacts, day: date | None) -> Value:
    return Value(day, facts.texts.date(day))
