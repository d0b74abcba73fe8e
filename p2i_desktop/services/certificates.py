"""Certificates: who gets one and who does not and why, numbers drawn once and kept, corrected, and checked later."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from p2i_desktop.domain import certificates as codes
from p2i_desktop.domain.presence import may_certify
from p2i_desktop.domain.rules import hard
from p2i_desktop.domain.workshops import EventStatus, ParticipantRole, Participation, ParticipationStatus
from p2i_desktop.i18n import N_, Texts
from p2i_desktop.services.certificate_check import CertificateCheck
from p2i_desktop.services.plan_rows import examined
from p2i_desktop.services.work import Work, refuse
from p2i_desktop.services.workshop_file import WorkshopFile, workshop_file
from p2i_desktop.services.workshop_people import ParticipantRow
from p2i_desktop.storage.numbers import Put
from p2i_desktop.storage.store import Changed

KIND = "workshop"


class WhyNot(StrEnum):
    """Why somebody gets no certificate, the first reason that holds."""

    EVENT_CANCELLED = "event_cancelled"
    GROUP = "group"
    CANCELLED = "cancelled"
    ORGANISER = "organiser"
    DELETED = "deleted"
    RESTRICTED = "restricted"
    NAMELESS = "nameless"
    NOT_THERE = "not_there"
    ABSENT = "absent"
    BELOW = "below"


_WORDS = {
    WhyNot.EVENT_CANCELLED: N_("The event was cancelled."),
    WhyNot.GROUP: N_("A counted group has no names."),
    WhyNot.CANCELLED: N_("The registration was cancelled."),
    WhyNot.ORGANISER: N_("Organisers do not count as participants."),
    WhyNot.DELETED: N_("The personal data were deleted."),
    WhyNot.RESTRICTED: N_("The personal data are restricted."),
    WhyNot.NAMELESS: N_("There is no name."),
    WhyNot.NOT_THERE: N_("Was not there."),
    WhyNot.ABSENT: N_("No attendance is recorded."),
    WhyNot.BELOW: N_("Attended {share}; the certificate needs {threshold}."),
}


@dataclass(frozen=True, slots=True)
class Certified:
    """Somebody who gets a certificate: its code and day, and whether both are new."""

    row: ParticipantRow
    code: str
    on: date
    new: bool


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Somebody who gets none."""

    row: ParticipantRow
    why: WhyNot


@dataclass(frozen=True, slots=True)
class CertificateList:
    """Who gets a certificate of an event and who does not, both in the order of the participants."""

    certified: tuple[Certified, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def drawn(self) -> dict[str, str]:
        """The codes that are not stored yet, by participation."""
        return {one.row.id: one.code for one in self.certified if one.new}


@dataclass(frozen=True, slots=True)
class Issued:
    """What issuing did: the step (None where nothing was new) and the list."""

    changed: Changed | None
    list: CertificateList


class Certificates(CertificateCheck):
    """The verbs of certificates; the one that checks a number comes from below."""

    def list(self, workshop_id: str) -> CertificateList:
        """Who gets a certificate and who does not; codes of those who have none are drawn, but not stored. Missing."""
        return certificate_list(workshop_file(self.work, workshop_id), self.work)

    def issue(self, workshop_id: str) -> Issued:
        """Draws and stores the codes of all who have none yet, as one step; a second time nothing changes. Missing, Refused."""
        found = self.list(workshop_id)
        return Issued(self.keep(workshop_id, found.drawn) if found.drawn else None, found)

    def keep(self, workshop_id: str, drawn: Mapping[str, str]) -> Changed:
        """Stores codes (by participation) that were drawn and printed before, dated today.

        Refused when one of them got another code meanwhile; then nothing is stored. Missing."""
        today, rows = self.work.today(), []
        for key, code in drawn.items():
            row = self.work.get(Participation, key)
            refuse(
                [hard("certificate_meanwhile", "certificate_code")] if row.certificate_code not in ("", code) else []
            )
            rows.append(replace(row, certificate_code=code, certificate_on=today))
        changes = [Put(row) for row in examined(self.work, rows)]
        return self.store.apply("issue_certificates", changes, args=(f"{KIND}:{workshop_id}",))

    def correct(self, participation_id: str) -> Changed:
        """Draws a new code in place of one that was issued, which is marked replaced. Refused, Missing."""
        row = self.work.get(Participation, participation_id)
        refuse([hard("certificate_none", "certificate_code")] if not row.certificate_code else [])
        found = next((one for one in self.list(row.workshop or "").left_out if one.row.id == row.id), None)
        refuse([hard("certificate_not_due", "certificate_code")] if found is not None else [])
        new = replace(
            row,
            certificate_code=codes.draw(),
            certificate_on=self.work.today(),
            replaced_code=row.certificate_code,
        )
        changes = [Put(one) for one in examined(self.work, [new])]
        return self.store.apply("correct_certificate", changes, args=(f"{KIND}:{row.workshop}",))


def certificate_list(file: WorkshopFile, work: Work, draw: Callable[[], str] = codes.draw) -> CertificateList:
    """Who gets a certificate of an event; `draw` gives the codes of those who have none yet, each of them once."""
    certified: list[Certified] = []
    left_out: list[LeftOut] = []
    used = {row.participation.certificate_code for row in file.rows}
    for row in file.rows:
        why = why_not(file, row)
        stored = row.participation
        if why is not None:
            left_out.append(LeftOut(row, why))
        elif stored.certificate_code:
            certified.append(Certified(row, stored.certificate_code, stored.certificate_on or work.today(), False))
        else:
            code = draw()
            while code in used:  # one in 32 to the ninth
                code = draw()
            used.add(code)
            certified.append(Certified(row, code, work.today(), True))
    return CertificateList(tuple(certified), tuple(left_out))


def why_not(file: WorkshopFile, row: ParticipantRow) -> WhyNot | None:
    """Why somebody gets no certificate; None who gets one (H43)."""
    one, contact = row.participation, row.contact
    deleted = contact is not None and contact.anonymised_at is not None
    reasons = (
        (file.workshop.status is EventStatus.CANCELLED, WhyNot.EVENT_CANCELLED),
        (row.is_group, WhyNot.GROUP),
        (one.status is ParticipationStatus.CANCELLED, WhyNot.CANCELLED),
        (one.role is ParticipantRole.ORGANISER, WhyNot.ORGANISER),
        (deleted, WhyNot.DELETED),
        (contact is not None and contact.restricted, WhyNot.RESTRICTED),
        (not row.name.strip(), WhyNot.NAMELESS),
        (not row.present and bool(row.marks), WhyNot.NOT_THERE),
        (not row.present, WhyNot.ABSENT),
        (not may_certify(file.event, row.seat, file.workshop.attendance_threshold), WhyNot.BELOW),
    )
    return next((why for holds, why in reasons if holds), None)


def why_words(file: WorkshopFile, left: LeftOut, texts: Texts) -> str:
    """The reason as a sentence."""
    sentence = texts._(_WORDS[left.why])
    if left.why is not WhyNot.BELOW:
        return sentence
    threshold = texts.percent(file.workshop.attendance_threshold, 0)
    return sentence.format(share=texts.percent(left.row.share, 1), threshold=threshold)
