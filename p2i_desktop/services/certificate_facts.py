"""Gathers what certificates print: the event, and the persons with number, role, hours and language."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from p2i_desktop.domain.certificates import printed
from p2i_desktop.domain.network import ProgrammeKind
from p2i_desktop.domain.presence import minutes_of
from p2i_desktop.domain.rules import hard
from p2i_desktop.i18n import Texts
from p2i_desktop.reports.certificates.facts import CertificateFacts, CertifiedEvent, CertifiedPerson
from p2i_desktop.reports.certificates.words import LANGUAGES, chosen
from p2i_desktop.reports.framing import funding
from p2i_desktop.services.centre import CentreVerbs
from p2i_desktop.services.certificates import Certified, certificate_list
from p2i_desktop.services.report_frame import digest, frame_of
from p2i_desktop.services.work import Work, refuse
from p2i_desktop.services.workshop_file import WorkshopFile, workshop_file


def issued_facts(work: Work, workshop_id: str, texts: Texts, made_at: datetime) -> CertificateFacts:
    """The certificates of an event that are issued already, to be printed again; Refused where none is. Missing."""
    file = workshop_file(work, workshop_id)
    found = certificate_list(file, work).certified
    certified = [one for one in found if not one.new]
    why = "certificate_undrawn" if found else "certificate_nobody"
    refuse([hard(why, "certificate_code", n=len(found))] if not certified else [])
    return certificate_facts(work, file, certified, texts, made_at)


def certificate_facts(
    work: Work, file: WorkshopFile, certified: Iterable[Certified], texts: Texts, made_at: datetime
) -> CertificateFacts:
    """What the certificates of these persons print, in their order; `made_at` is aware."""
    event = _event(work, file)
    people = tuple(_person(work, file, one) for one in certified)
    facts = CertificateFacts(frame_of(work, texts, made_at, False), event, people)
    return replace(facts, frame=replace(facts.frame, digest=digest(facts, facts.frame)))


def _event(work: Work, file: WorkshopFile) -> CertifiedEvent:
    workshop = file.workshop
    starts = workshop.starts_on or work.today()
    programme = file.programme
    return CertifiedEvent(
        number=file.key,
        title=workshop.title,
        title_en=workshop.title_en,
        language=workshop.language,
        starts_on=starts,
        ends_on=workshop.ends_on or starts,
        place=tuple(part for part in (workshop.venue, workshop.city) if part),
        country=workshop.country,
        topics=workshop.topics,
        centre=_centre(work),
        foot=funding(programme),
        eu_funded=programme is not None and programme.kind is ProgrammeKind.EU_GRANT,
    )


def _centre(work: Work) -> dict[str, str]:
    """The names of the own centre by language; "" is that of all other languages."""
    own = CentreVerbs(work).own()
    if own is None:
        return {"": "–"}
    today = work.today()
    spoken = {name.language for name in own.names} & set(LANGUAGES)
    return {"": own.name(today)} | {language: own.name(today, language) for language in sorted(spoken)}


def _person(work: Work, file: WorkshopFile, one: Certified) -> CertifiedPerson:
    row, workshop, centre = one.row, file.workshop, work.own_centre()
    wished = (row.language, workshop.language, *sorted(workshop.languages), centre.language if centre else "")
    return CertifiedPerson(
        id=row.id,
        name=row.name,
        language=chosen(*wished),
        role=row.participation.role,
        mode=row.mode,
        minutes=int(minutes_of(file.event, row.seat)),
        number=printed(workshop.number, one.code),
        issued_on=one.on,
    )
