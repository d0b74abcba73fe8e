"""What can go into the pack of a workshop: papers, certificates, a calendar file; what is proposed, for whom, on which grounds."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from p2i_desktop import paths
from p2i_desktop.domain.workshops import EventStatus, ParticipationStatus
from p2i_desktop.i18n import N_, texts_for
from p2i_desktop.services.certificates import CertificateList, certificate_list
from p2i_desktop.services.report_purposes import basis_of, purpose_of
from p2i_desktop.services.workshop_file import WorkshopFile, workshop_file
from p2i_desktop.services.workshop_people import ParticipantRow

if TYPE_CHECKING:
    from p2i_desktop.services.office import Office

KIND = "workshop"


class Part(StrEnum):
    """What goes into a pack; the members that are reports bear their ids."""

    SIGN_IN = "sign_in"
    BADGES = "badges"
    EVALUATION_FORM = "evaluation_form"
    PARTICIPANTS = "participants"
    CALENDAR = "calendar"
    CERTIFICATES = "certificates"


BEFORE = (Part.SIGN_IN, Part.BADGES, Part.EVALUATION_FORM, Part.PARTICIPANTS, Part.CALENDAR)
PAPERS = (Part.SIGN_IN, Part.BADGES, Part.EVALUATION_FORM, Part.PARTICIPANTS)
PART_NAMES = {
    Part.SIGN_IN: N_("Sign-in sheet"),
    Part.BADGES: N_("Name badges"),
    Part.EVALUATION_FORM: N_("Evaluation form"),
    Part.PARTICIPANTS: N_("Participants"),
    Part.CALENDAR: N_("Calendar file (.ics)"),
    Part.CERTIFICATES: N_("Certificates"),
}
_OVER = (EventStatus.HELD, EventStatus.DOCUMENTED)


@dataclass(frozen=True, slots=True)
class PackOffer:
    """What can go into the pack of an event, what is proposed, and what is to be known before it is handed out.

    `certificates` tells who gets one; `purposes` are (part, its name, what the names on it are for), `basis` the legal grounds, in words.
    """

    file: WorkshopFile
    folder: str
    proposed: frozenset[Part]
    certificates: CertificateList
    persons: int
    purposes: tuple[tuple[Part, str, str], ...]
    basis: str
    language: str  # of the papers, where none is chosen

    @property
    def possible(self) -> frozenset[Part]:
        """Without anybody to certify there are no certificates."""
        return frozenset(one for one in Part if one is not Part.CERTIFICATES or self.certificates.certified)


@dataclass(frozen=True, slots=True)
class PackWish:
    """What is wanted: the parts, the language of the papers ("": that of reports), to whom they go.

    `named_files`: the name of each person stands in the name of the file with the certificate.
    """

    workshop_id: str
    parts: frozenset[Part]
    language: str = ""
    recipient: str = ""
    named_files: bool = False


def offer(office: "Office", workshop_id: str, language: str) -> PackOffer:
    """What can go into the pack, in the words of a language; before the event the papers for the day, afterwards the
    certificates. Missing."""
    file = workshop_file(office.work, workshop_id)
    texts = texts_for(language)
    found = certificate_list(file, office.work)
    people = people_of(file)
    return PackOffer(
        file=file,
        folder=folder_name(file),
        proposed=_proposed(file, found),
        certificates=found,
        persons=len(people),
        purposes=tuple(
            (one, texts._(PART_NAMES[one]), purpose_of(one.value, texts))
            for one in Part
            if purpose_of(one.value, texts)
        ),
        basis=basis_of([row.contact for row in people], texts),
        language=office.printing.language(),
    )


def folder_name(file: WorkshopFile) -> str:
    """`W-2026-09 Market consultation in practice`, as every system takes it."""
    return paths.safe_name(f"{file.key} {file.workshop.title}".replace(".", " ").strip())


def _proposed(file: WorkshopFile, found: CertificateList) -> frozenset[Part]:
    """Before: what is needed on the day; once somebody is marked or the event was held: the certificates."""
    if file.workshop.status is EventStatus.CANCELLED:
        return frozenset()
    if file.workshop.status in _OVER or file.presence.marked:
        return frozenset({Part.CERTIFICATES}) if found.certified else frozenset({Part.PARTICIPANTS})
    return frozenset(BEFORE)


def people_of(file: WorkshopFile) -> list[ParticipantRow]:
    """The persons that papers name."""
    return [row for row in file.persons if row.participation.status is not ParticipationStatus.CANCELLED]
