"""The record of a workshop: what was planned, who came, what was said, what was learnt, what it cost, and what proves it."""

from collections.abc import Iterator

from p2i_desktop.domain.workshops import Workshop
from p2i_desktop.i18n import NO_VALUE, Texts
from p2i_desktop.reports import framing
from p2i_desktop.reports.document import (
    Block,
    BulletList,
    Cell,
    Document,
    Facts,
    Heading,
    KeyFigure,
    KeyFigures,
    Text,
    Value,
)
from p2i_desktop.reports.framing import Numbers, Paper
from p2i_desktop.reports.workshop import record_tables as tables
from p2i_desktop.reports.workshop import words
from p2i_desktop.reports.workshop.facts import WorkshopFacts


def build(facts: WorkshopFacts) -> Document:
    """The record as pages."""
    numbers = Numbers(facts.texts)
    blocks: list[Block] = [*_head(facts)]
    for part in (_presence, _agenda, _feedback, _learnt, _evidence):
        blocks += part(facts, numbers)
    return framing.document(facts.frame, paper(facts), (*blocks, *words.funding(facts)))


def paper(facts: WorkshopFacts) -> Paper:
    """What the paper is called."""
    return words.paper(facts, facts.texts._("Workshop record"), "workshop")


def named(facts: WorkshopFacts) -> tuple[str, ...]:
    """What stands in the name of the file: the number, and that nobody is named in it."""
    return (*words.named(facts), *((facts.texts._("anonymised"),) if facts.frame.anonymised else ()))


def told(facts: WorkshopFacts) -> tuple[tuple[str, str], ...]:
    """The facts that are known, each with its label."""
    t, one = facts.texts, facts.workshop
    rows = (
        (t._("Number"), facts.number), (t.field(Workshop, "type"), t.label(one.type)),
        (t.field(Workshop, "status"), t.label(one.status)), (t._("When"), words.when(facts)),
        (t._("Where"), words.where(t, one)), (t._("Programme"), framing.programme_name(facts.programme)),
        (t.field(Workshop, "organisers"), ", ".join(facts.organisers)),
        (t.field(Workshop, "co_organisers"), ", ".join(facts.co_organisers)),
        (t.field(Workshop, "languages"), ", ".join(sorted(t.language_name(code) for code in one.languages))),
        (t.field(Workshop, "topics"), t.value(one.topics) if one.topics else ""),
        (t.field(Workshop, "target_groups"), t.value(one.target_groups) if one.target_groups else ""),
        (t.field(Workshop, "capacity"), t.number(one.capacity) if one.capacity else ""),
        (t.field(Workshop, "invited"), t.number(one.invited) if one.invited else ""),
        (t.field(Workshop, "fee"), t.money(one.fee) if one.fee else ""),
        (t.field(Workshop, "cost"), t.money(one.cost) if one.cost else ""), (t.field(Workshop, "source"), one.source),
    )  # fmt: skip
    return tuple((label, value) for label, value in rows if value)


def came(facts: WorkshopFacts) -> str:
    """How many of those who were registered came, who did not, who came unasked."""
    t, found, parts = facts.texts, facts.presence, []
    if facts.registered:
        words = t._("{came} of {registered} registered persons came ({share}).")
        share = t.percent(100 * facts.came / facts.registered, 0)
        parts.append(words.format(came=t.number(facts.came), registered=t.number(facts.registered), share=share))
    parts += [t.ngettext("{n} no-show.", "{n} no-shows.", found.no_shows)] if found.no_shows else []
    if found.walk_ins:
        parts.append(
            t.ngettext(
                "{n} of those who came was not registered before.",
                "{n} of those who came were not registered before.",
                found.walk_ins,
            )
        )
    return " ".join(parts)


def answered(facts: WorkshopFacts) -> str:
    """How many answered, and with which mean; of few answers it is said that they compare with nothing (N17)."""
    t, said = facts.texts, facts.ratings
    parts = [t.ngettext("{n} answer", "{n} answers", said.forms)]
    if said.rate is not None:
        parts.append(t._("{share} of those who were there").format(share=t.percent(said.rate, 0)))
    if said.mean is not None:
        parts.append(t._("rating {mean} of 5 (n = {n})").format(mean=words.score(t, said.mean), n=t.number(said.rated)))
    few = t._("Too few answers to compare them with other events.") if said.rated and not said.comparable else ""
    return " ".join(part for part in (" · ".join(parts), few and f"– {few}") if part)


def proof(facts: WorkshopFacts) -> tuple[tuple[str, str], ...]:
    """Who, when, signed by whom, kept until when."""
    t, found, programme = facts.texts, facts.presence, facts.programme
    who = " · ".join(
        (t.ngettext("{n} participation", "{n} participations", found.participations),
         t.ngettext("{n} known by name", "{n} known by name", found.named),
         t.ngettext("{n} organisation", "{n} organisations", len(found.organisations)))
    )  # fmt: skip
    signed = t.ngettext("{n} signed list is attached", "{n} signed lists are attached", len(facts.signed))
    rows = (
        (t._("Programme"), framing.programme_name(programme)),
        (t._("Grant number"), programme.grant_number if programme is not None else ""),
        (t._("Who"), who if found.known else ""), (t._("When"), words.when(facts)),
        (t._("Participant hours"), hours(t, facts)),
        (t._("Signed attendance list"), signed if facts.signed else t._("not attached")),
        (t._("Certificates issued"), t.number(facts.certificates) if facts.certificates else ""),
        (t._("Registration data kept until"), _kept(facts)),
    )  # fmt: skip
    return tuple((label, value) for label, value in rows if value)


def hours(t: Texts, facts: WorkshopFacts) -> str:
    """Hours of all participants together; empty where no lengths are known."""
    minutes = facts.presence.minutes
    return t._("{hours} h").format(hours=t.number(minutes / 60, 1)) if minutes else ""


def _kept(facts: WorkshopFacts) -> str:
    t = facts.texts
    if facts.keep_until is not None:
        return t.date(facts.keep_until)
    return t._("not known yet: the programme has no final payment") if facts.programme is not None else NO_VALUE


def _head(facts: WorkshopFacts) -> Iterator[Block]:
    t, one = facts.texts, facts.workshop
    yield Heading(1, one.title or t._("Workshop record"), language=one.language)
    yield Text(t._("Workshop record"), "lead")
    yield Facts(told(facts))
    if facts.frame.anonymised:
        yield Text(anonymous_line(t), "small")
    else:
        yield Text(words.privacy(facts), "small")


def anonymous_line(t: Texts) -> str:
    """What a record without names leaves out."""
    return t._(
        "Persons are counted, not named; the minutes are left out; other texts are printed without the names that this "
        "file knows."
    )


def _presence(facts: WorkshopFacts, numbers: Numbers) -> Iterator[Block]:
    t, found = facts.texts, facts.presence
    yield Heading(2, t._("Participation"))
    if not found.known:
        expected = sum(one.expected for one in facts.people)
        yield Text(t._("Nobody has noted yet who came."))
        yield Text(t.ngettext("{n} person is registered.", "{n} persons are registered.", expected))
    else:
        yield KeyFigures(tuple(KeyFigure(label, Value(None, value)) for label, value in cards(facts)))
        if came(facts):
            yield Text(came(facts))
    yield from words.hidden_line(facts)
    if len(facts.sessions) > 1 or found.marked:
        yield tables.sessions(facts, numbers)
    if facts.listed or facts.listed_groups:
        yield from words.listed_line(facts)
        yield words.counted(t, numbers, t._("By kind of organisation"), t._("Kind of organisation"),
                            words.people_by(facts, lambda one: one.kind))  # fmt: skip
        yield words.counted(
            t, numbers, t._("By country"), t._("Country"), words.people_by(facts, lambda one: one.country)
        )
    if not facts.frame.anonymised:
        yield tables.people(facts, numbers)


def cards(facts: WorkshopFacts) -> tuple[tuple[str, str], ...]:
    """The headline numbers."""
    t, found = facts.texts, facts.presence
    return (
        (t._("Participations"), t.number(found.participations)), (t._("On site"), t.number(found.on_site)),
        (t._("Online"), t.number(found.online)), (t._("Organisations"), t.number(len(found.organisations))),
    )  # fmt: skip


def _agenda(facts: WorkshopFacts, numbers: Numbers) -> Iterator[Block]:
    t = facts.texts
    yield Heading(2, t._("Agenda"))
    yield tables.agenda(facts, numbers)
    speak = [one for one in facts.people if one.speaks]
    if not speak:
        return
    yield Heading(2, t._("Speakers and moderators"))
    if facts.frame.anonymised:
        yield Text(t.ngettext("{n} person", "{n} persons", len(speak)))
    else:
        yield BulletList(
            tuple(", ".join(part for part in (one.name, one.organisation, one.role) if part) for one in speak)
        )


def _feedback(facts: WorkshopFacts, numbers: Numbers) -> Iterator[Block]:
    t, said = facts.texts, facts.ratings
    yield Heading(2, t._("Feedback"))
    if not said.forms:
        yield Text(t._("Nobody has answered yet."))
        return
    yield Text(answered(facts))
    if any(one.answers for one in said.questions):
        yield tables.questions(facts, numbers)
    for one in said.questions:
        if one.words:
            yield Heading(3, one.question.text)
            yield BulletList(one.words)
    if said.comments:
        yield Heading(3, t._("Comments"))
        yield BulletList(said.comments)


def _learnt(facts: WorkshopFacts, numbers: Numbers) -> Iterator[Block]:
    """Lessons, materials and, where people are named, the minutes."""
    for name in ("lessons", "materials", "protocol"):
        text = getattr(facts.workshop, name)
        if text:
            yield Heading(2, facts.texts.field(Workshop, name))
            yield Text(text, language=facts.workshop.language)


def _evidence(facts: WorkshopFacts, numbers: Numbers) -> Iterator[Block]:
    t = facts.texts
    yield Heading(2, t._("Evidence"))
    rows: tuple[tuple[str, Cell], ...] = proof(facts)
    yield Facts(rows)
    if facts.files:
        yield tables.files(facts, numbers)
    if facts.disclosures:
        yield tables.disclosures(facts, numbers)
