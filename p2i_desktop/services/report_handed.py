"""Whom a paper names, so that it can be noted when it goes out: of how many people it holds the names, and what for."""

from dataclasses import dataclass

from p2i_desktop.domain.record import About
from p2i_desktop.i18n import Texts
from p2i_desktop.services.disclosures import Disclosures
from p2i_desktop.services.report_purposes import names_people, purpose_of
from p2i_desktop.storage.store import Changed


@dataclass(frozen=True, slots=True)
class Handed:
    """A paper about a workshop (its id) that names people: what it is, how many, what for."""

    workshop: str
    what: str
    persons: int
    purpose: str


def handed_of(report_id: str, title: str, facts: object, key: str, texts: Texts) -> Handed | None:
    """What is to be noted when this paper goes out, in the words of the centre's log; None where it names nobody."""
    from p2i_desktop.reports.certificates.facts import CertificateFacts
    from p2i_desktop.reports.workshop.facts import WorkshopFacts

    if isinstance(facts, CertificateFacts):
        persons = len(facts.people)
    elif isinstance(facts, WorkshopFacts) and names_people(report_id) and not facts.frame.anonymised:
        before = report_id in ("sign_in", "badges")
        persons = sum(one.expected for one in facts.people) if before else len(facts.listed)
    else:
        return None
    return Handed(key, texts._(title), persons, purpose_of(report_id, texts)) if persons else None


def note_handed(log: Disclosures, handed: Handed) -> Changed:
    """Writes down that it went out. Environment where the file cannot be written."""
    about = About("workshop", handed.workshop)
    return log.written(about, handed.what, handed.persons, purpose=handed.purpose)
