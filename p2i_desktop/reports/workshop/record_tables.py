"""The tables of a workshop record: sessions, people, agenda, answers, files, what was handed out."""

from itertools import groupby

from p2i_desktop.domain.workshop_dates import agenda_times, day_of
from p2i_desktop.domain.workshop_ratings import SCORES, QuestionRating
from p2i_desktop.domain.workshops import AgendaItem, WorkshopSession
from p2i_desktop.i18n import NO_VALUE, Texts
from p2i_desktop.reports import framing
from p2i_desktop.reports.document import Column, Group, Row, Table, Value
from p2i_desktop.reports.framing import Numbers, count, day
from p2i_desktop.reports.workshop import words
from p2i_desktop.reports.workshop.facts import SessionCount, WorkshopFacts

_NARROW, _DAY = 20.0, 26.0


def sessions(facts: WorkshopFacts, numbers: Numbers) -> Table:
    """How long each session was and how many of the list were there."""
    t = facts.texts
    columns = (
        Column(t.type_name(WorkshopSession), header=True), Column(t._("When")), Column(t._("Hours"), "number", width=_NARROW),
        Column(t._("Present"), "number", width=_NARROW + 2), Column(t._("In part"), "number", width=_NARROW),
        Column(t._("Excused"), "number", width=_NARROW + 4), Column(t._("Absent"), "number", width=_NARROW + 2),
    )  # fmt: skip
    rows = tuple(_session(facts, one, at) for at, one in enumerate(facts.sessions, 1))
    return Table(columns, rows, t._("Attendance by session, of those on the list"), numbers.table(), empty=t._("None"))


def session_title(t: Texts, one: SessionCount, number: int) -> str:
    """Its title, else its number."""
    return one.session.title or t._("Session {number}").format(number=t.number(number))


def _session(facts: WorkshopFacts, one: SessionCount, number: int) -> Row:
    t = facts.texts
    counts = tuple(count(t, many) for many in (one.present, one.part, one.excused, one.absent))
    length = Value(one.minutes, t.hours(one.minutes))
    return (
        session_title(t, one, number),
        words.session_when(facts, one.session, zone=False) or NO_VALUE,
        length,
        *counts,
    )


def people(facts: WorkshopFacts, numbers: Numbers) -> Table:
    """Those who stand on the list, by name."""
    t = facts.texts
    columns = (
        Column(t._("Name"), header=True), Column(t._("Organisation")), Column(t._("Country")), Column(t._("Role")),
        Column(t._("Attendance"), "number", width=24),
    )  # fmt: skip
    rows = tuple(
        (one.name or NO_VALUE, one.organisation or NO_VALUE, one.country or NO_VALUE, one.role,
         Value(one.share, t.percent(one.share, 0)))
        for one in facts.listed
    )  # fmt: skip
    caption = t._("Those who were there") if facts.held else t._("Those who are registered")
    return Table(columns, rows, caption, numbers.table(), empty=t._("Nobody is on the list."))


def agenda(facts: WorkshopFacts, numbers: Numbers) -> Table:
    """What was on the programme; who speaks only where people are named."""
    t, whole = facts.texts, not facts.frame.anonymised
    columns = (
        Column(t._("Time"), width=_NARROW), Column(t._("Agenda item"), header=True),
        *((Column(t._("Speaker")),) if whole else ()), Column(t._("Minutes"), "number", width=_NARROW + 2),
    )  # fmt: skip
    times, rows = agenda_times(facts.agenda), list[Row | Group]()
    days = [(number, list(items)) for number, items in groupby(facts.agenda, key=lambda one: one.day)]
    for number, items in days:
        if len(days) > 1:
            on = day_of(facts.workshop, number)
            label = t._("Day {number}").format(number=t.number(number))
            rows.append(Group(" · ".join(part for part in (label, t.weekday_date(on) if on else "") if part)))
        rows += [_item(t, one, t.time(times[one.id]), whole) for one in items]
    return Table(columns, tuple(rows), t._("Agenda"), numbers.table(), empty=t._("None"))


def _item(t: Texts, one: AgendaItem, at: str, whole: bool) -> Row:
    speaker = (one.speaker or NO_VALUE,) if whole else ()
    return (at or NO_VALUE, one.title or NO_VALUE, *speaker, count(t, one.minutes or None))


def questions(facts: WorkshopFacts, numbers: Numbers) -> Table:
    """Each question with its number of answers, their mean and how they spread."""
    t = facts.texts
    columns = (
        Column(t._("Question"), header=True), Column("n", "number", width=16), Column(t._("Mean"), "number", width=18),
        *(Column(t.number(score), "number", width=16) for score in SCORES),
    )  # fmt: skip
    rows = tuple(_question(t, one) for one in facts.ratings.questions if not one.question.in_words)
    caption = t._("Answers to each question: 1 = not at all, 5 = fully, and how many gave each of them")
    return Table(columns, rows, caption, numbers.table(), empty=t._("None"))


def _question(t: Texts, one: QuestionRating) -> Row:
    spread = tuple(count(t, many) for many in one.counts)
    mean = Value(one.mean, words.score(t, one.mean))
    return (one.question.text, count(t, one.answers), mean, *spread)


def files(facts: WorkshopFacts, numbers: Numbers) -> Table:
    """The attached files with their checksums, signed lists first."""
    t = facts.texts
    columns = (
        Column(t._("File"), header=True), Column(t._("Kind"), width=30), Column(t._("Added"), "date", width=_DAY),
        Column(t._("Checksum (SHA-256)"), width=46, quiet=True),
    )  # fmt: skip
    ordered = (*facts.signed, *(one for one in facts.files if one not in facts.signed))
    rows = tuple(
        (one.name or NO_VALUE, t.label(one.kind), day(t, one.added_on), framing.grouped(one.sha256)) for one in ordered
    )
    return Table(columns, rows, t._("Attached files"), numbers.table(), empty=t._("None"))


def disclosures(facts: WorkshopFacts, numbers: Numbers) -> Table:
    """What with names was handed out."""
    t, whole = facts.texts, not facts.frame.anonymised
    columns = (
        Column(t._("Date"), "date", width=_DAY), Column(t._("What"), header=True),
        Column(t._("Records"), "number", width=_NARROW + 4), Column(t._("Purpose")),
        *((Column(t._("Recipient")),) if whole else ()),
    )  # fmt: skip
    rows = tuple(
        (day(t, one.on), one.what or NO_VALUE, count(t, one.records), one.purpose or NO_VALUE,
         *((one.recipient or NO_VALUE,) if whole else ()))
        for one in facts.disclosures
    )  # fmt: skip
    return Table(columns, rows, t._("What was handed out"), numbers.table(), empty=t._("None"))
