"""The record of a workshop as a workbook: facts to read, and a table for each kind of rows."""

from collections.abc import Sequence

from p2i_desktop.domain.workshop_dates import agenda_times, day_of
from p2i_desktop.domain.workshop_ratings import SCORES
from p2i_desktop.domain.workshops import Workshop, WorkshopSession
from p2i_desktop.reports.excel import styles
from p2i_desktop.reports.excel.model import Cell, Column, Kind, PageSheet, Plain, Sheet, TableSheet, Workbook
from p2i_desktop.reports.framed_book import book, filled, to_the_left
from p2i_desktop.reports.workshop import record, record_tables, words
from p2i_desktop.reports.workshop.facts import Group, Person, WorkshopFacts

Titles = Sequence[tuple[str, Kind]]
Rows = Sequence[Sequence[Plain | Cell]]


def workbook(facts: WorkshopFacts) -> Workbook:
    """The record as sheets; those without rows are left out."""
    sheets: list[Sheet] = [
        _facts(facts), _sessions(facts), _people(facts), counts(facts), _agenda(facts), _questions(facts),
        _comments(facts), _files(facts), _disclosures(facts),
    ]  # fmt: skip
    return book(facts.frame, record.paper(facts), [one for one in sheets if filled(one)])


def _facts(facts: WorkshopFacts) -> PageSheet:
    t, found = facts.texts, facts.presence
    lines: list[list[Plain | Cell]] = [[Cell(facts.workshop.title, look=styles.STRONG)]]
    lines += [[label, value] for label, value in record.told(facts)]
    if found.known:
        lines += [
            [], [Cell(t._("Participation"), look=styles.HEADING), Cell(None, look=styles.HEADING)],
            [t._("Participations"), found.participations], [t._("On site"), found.on_site], [t._("Online"), found.online],
            [t._("Organisations"), len(found.organisations)], [t._("Known by name"), found.named],
            [t._("Registered"), facts.registered], [t._("No-shows"), found.no_shows],
            [t._("Not registered before"), found.walk_ins], [t._("Participant hours"), record.hours(t, facts)],
        ]  # fmt: skip
    lines += [[], [Cell(t._("Evidence"), look=styles.HEADING), Cell(None, look=styles.HEADING)]]
    lines += [[label, value] for label, value in record.proof(facts)]
    if facts.ratings.forms:
        lines += [[], [t._("Feedback"), record.answered(facts)]]
    texts = ((t.field(Workshop, name), getattr(facts.workshop, name)) for name in ("lessons", "materials", "protocol"))
    lines += [[label, text] for label, text in texts if text]
    lines += [[], [record.anonymous_line(t) if facts.frame.anonymised else words.privacy(facts)]]
    return PageSheet(t._("Facts"), t._("Workshop record"), to_the_left(lines), (34, 90))


def _sheet(name: str, titles: Titles, rows: Rows) -> TableSheet:
    return TableSheet(name, tuple(Column(title, kind) for title, kind in titles), list(rows))


def _sessions(facts: WorkshopFacts) -> TableSheet:
    t = facts.texts
    return _sheet(
        t._("Sessions"),
        ((t.type_name(WorkshopSession), "text"), (t._("When"), "text"), (t._("Minutes"), "integer"), (t._("Present"), "integer"),
         (t._("In part"), "integer"), (t._("Excused"), "integer"), (t._("Absent"), "integer")),
        [(record_tables.session_title(t, one, at), words.session_when(facts, one.session), one.minutes, one.present,
          one.part, one.excused, one.absent) for at, one in enumerate(facts.sessions, 1)],
    )  # fmt: skip


def _people(facts: WorkshopFacts) -> TableSheet:
    """Who stands on the list: without names what is counted of them."""
    t, whole = facts.texts, not facts.frame.anonymised
    names: Titles = ((t._("Name"), "text"), (t._("Organisation"), "text")) if whole else ()
    titles = (*names, (t._("Country"), "text"), (t._("Kind of organisation"), "text"), (t._("Role"), "text"),
              (t._("Takes part"), "text"), (t._("Attendance"), "percent"))  # fmt: skip
    rows = [
        (*((one.name, one.organisation) if whole else ()), one.country, one.kind, one.role, one.mode,
         float(one.share) / 100 if one.share is not None else None)
        for one in _order(facts, whole)
    ]  # fmt: skip
    return _sheet(t._("Participants"), titles, rows)


def _order(facts: WorkshopFacts, whole: bool) -> Sequence[Person]:
    """By family name; without names by what is shown, so that the order gives nobody away."""
    if whole:
        return facts.listed
    return sorted(facts.listed, key=lambda one: (one.country, one.kind, one.role, one.mode, one.share or 0))


def counts(facts: WorkshopFacts) -> TableSheet:
    t = facts.texts
    found: dict[tuple[str, str], int] = {}
    everybody: Sequence[Person | Group] = (*facts.listed, *facts.listed_groups)
    for one in everybody:
        key = (one.kind or t._("not known"), one.country or t._("not known"))
        found[key] = found.get(key, 0) + (one.size if isinstance(one, Group) else 1)
    titles: Titles = ((t._("Kind of organisation"), "text"), (t._("Country"), "text"), (t._("Persons"), "integer"))
    return _sheet(t._("How many"), titles, [(*key, many) for key, many in sorted(found.items())])


def _agenda(facts: WorkshopFacts) -> TableSheet:
    t, whole, times = facts.texts, not facts.frame.anonymised, agenda_times(facts.agenda)
    speaker: Titles = ((t._("Speaker"), "text"),) if whole else ()
    titles: Titles = ((t._("Date"), "date"), (t._("Time"), "time"), (t._("Agenda item"), "text"), *speaker,
              (t._("Minutes"), "integer"))  # fmt: skip
    rows = [
        (day_of(facts.workshop, one.day), times[one.id], one.title, *((one.speaker,) if whole else ()), one.minutes)
        for one in facts.agenda
    ]
    return _sheet(t._("Agenda"), titles, rows)


def _questions(facts: WorkshopFacts) -> TableSheet:
    t = facts.texts
    titles: Titles = (
        (t._("Question"), "text"), ("n", "integer"), (t._("Mean"), "number"),
        *((t.number(score), "integer") for score in SCORES),
    )  # fmt: skip
    asked = [one for one in facts.ratings.questions if not one.question.in_words and facts.ratings.forms]
    return _sheet(t._("Feedback"), titles, [(one.question.text, one.answers, one.mean, *one.counts) for one in asked])


def _comments(facts: WorkshopFacts) -> TableSheet:
    t, said = facts.texts, facts.ratings
    rows = [(one.question.text, text) for one in said.questions for text in one.words]
    rows += [(t._("Comments"), text) for text in said.comments]
    return _sheet(t._("Comments"), ((t._("Question"), "text"), (t._("In words"), "text")), rows)


def _files(facts: WorkshopFacts) -> TableSheet:
    t = facts.texts
    titles: Titles = ((t._("File"), "text"), (t._("Kind"), "text"), (t._("Added"), "date"),
                      (t._("Checksum (SHA-256)"), "text"))  # fmt: skip
    return _sheet(
        t._("Documents"), titles, [(one.name, t.label(one.kind), one.added_on, one.sha256) for one in facts.files]
    )


def _disclosures(facts: WorkshopFacts) -> TableSheet:
    t, whole = facts.texts, not facts.frame.anonymised
    last: Titles = ((t._("Recipient"), "text"),) if whole else ()
    titles: Titles = (
        (t._("Date"), "date"),
        (t._("What"), "text"),
        (t._("Records"), "integer"),
        (t._("Purpose"), "text"),
        *last,
    )
    rows = [
        (one.on, one.what, one.records, one.purpose, *((one.recipient,) if whole else ())) for one in facts.disclosures
    ]
    return _sheet(t._("Handed out"), titles, rows)
