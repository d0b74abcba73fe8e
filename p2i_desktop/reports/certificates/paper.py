"""Certificates as a Document: all of an event in one, or that of one person alone."""

from p2i_desktop.domain.workshops import AttendanceMode
from p2i_desktop.reports.certificate_page import Certificate
from p2i_desktop.reports.certificates.facts import CertificateFacts, CertifiedEvent, CertifiedPerson
from p2i_desktop.reports.certificates.words import Words, words_for
from p2i_desktop.reports.document import Document

REPORT_ID = "certificates"


def build(facts: CertificateFacts) -> Document:
    """All certificates, a page each; ValueError where there is none."""
    if not facts.people:
        raise ValueError("no certificate to print")
    languages = {person.language for person in facts.people}
    own = words_for(next(iter(languages))) if len(languages) == 1 else words_for(facts.texts.language)
    return _document(facts, own, tuple(facts.people))


def build_one(facts: CertificateFacts, person: CertifiedPerson) -> Document:
    """The certificate of one person, a file in that person's language."""
    return _document(facts, words_for(person.language), (person,))


def named(facts: CertificateFacts) -> tuple[str, ...]:
    """What stands in the name of the file: the number of the event, never a person."""
    return (facts.event.number,)


def page(event: CertifiedEvent, person: CertifiedPerson) -> Certificate:
    """The certificate of one person in that person's language."""
    words = words_for(person.language)
    title, spoken = _title(event, words.language)
    centre = event.centre.get(words.language) or event.centre[""]
    return Certificate(
        language=words.language,
        title=words.title,
        lead=words.lead,
        name=person.name,
        statement=words.statement(person.role),
        event=title,
        facts=_facts(event, person, words),
        centre=centre,
        issued=words.issued.replace("{date}", words.day(person.issued_on)),
        signature=words.signature,
        number_label=words.number,
        number=person.number,
        qr=words.qr.replace("{number}", person.number),
        check=words.check,
        event_language=spoken,
        foot=event.foot,
        emblem=words.emblem if event.eu_funded else "",
    )


def _title(event: CertifiedEvent, language: str) -> tuple[str, str]:
    """The title in this language, else in the event's own, which is then told."""
    if language == "en" and event.title_en:
        return event.title_en, ""
    return event.title, event.language if event.language != language else ""


def _facts(event: CertifiedEvent, person: CertifiedPerson, words: Words) -> tuple[tuple[tuple[str, str], ...], ...]:
    """When, where and how long in one row, the topics below."""
    country = words.country(event.country) if event.country else ""
    place = ", ".join(part for part in (*event.place, country) if part)
    where = words.online if person.mode is AttendanceMode.ONLINE else place
    rows = (
        (
            (words.when, words.days(event.starts_on, event.ends_on)),
            (words.place, where),
            (words.time, words.length(person.minutes)),
        ),
        ((words.topics, words.named_topics(event.topics)),),
    )
    told = (tuple((label, value) for label, value in row if value) for row in rows)
    return tuple(row for row in told if row)


def _document(facts: CertificateFacts, words: Words, people: tuple[CertifiedPerson, ...]) -> Document:
    event = facts.event
    subject = _title(event, words.language)[0]
    number = people[0].number if len(people) == 1 else event.number
    return Document(
        report_id=REPORT_ID,
        title=f"{words.title} {number}",
        subject=subject,
        language=words.language,
        author=event.centre.get(words.language) or event.centre[""],
        creator=f"P2I Desktop {facts.frame.version}",
        made_at=facts.made_at,
        blocks=tuple(page(event, person) for person in people),
        keywords=(REPORT_ID, facts.frame.digest),
    )
