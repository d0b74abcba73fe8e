"""What is known about a certificate whose number somebody shows."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from p2i_desktop.domain import certificates as codes
from p2i_desktop.domain.presence import minutes_of
from p2i_desktop.domain.workshops import Participation, ParticipationStatus, Workshop
from p2i_desktop.i18n import N_, Texts
from p2i_desktop.services.confidential import sees
from p2i_desktop.services.work import Subject
from p2i_desktop.services.workshop_file import workshop_file
from p2i_desktop.storage.past import once_held

_LONGEST = 200  # letters; nobody types more of a number


class Standing(StrEnum):
    """How a certificate stands."""

    ISSUED = "issued"
    REPLACED = "replaced"
    DELETED = "deleted"
    TAKEN_BACK = "taken_back"
    UNKNOWN = "unknown"
    MISTYPED = "mistyped"
    OTHER_EVENT = "other_event"
    NOTHING = "nothing"


_WORDS = {
    Standing.ISSUED: N_("This certificate was issued on {date} and is valid."),
    Standing.REPLACED: N_("This certificate was replaced by a corrected one with the number {new}."),
    Standing.DELETED: N_("This certificate was issued on {date}. The holder's data were deleted since."),
    Standing.TAKEN_BACK: N_("This certificate was issued and taken back later. It is not valid."),
    Standing.UNKNOWN: N_("No certificate with this number was issued from this casebook."),
    Standing.MISTYPED: N_(
        "No certificate has this number: a sign is missing or wrong. Compare it letter by letter; its end has ten signs."
    ),
    Standing.OTHER_EVENT: N_("The code is known, but it belongs to another event than {number}. Compare the number."),
    Standing.NOTHING: N_("Enter the number of a certificate, like W-2026-09-3K7Q9XM2A1."),
}


@dataclass(frozen=True, slots=True)
class Checked:
    """What is known; what does not apply, or may not be seen by the person at work, is empty."""

    standing: Standing
    number: str = ""  # as it was read
    issued_on: date | None = None
    event: str = ""
    event_number: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    minutes: int = 0
    holder: str = ""
    new_number: str = ""
    workshop_id: str = ""
    participation_id: str = ""

    @property
    def valid(self) -> bool:
        """Whether it is one that holds."""
        return self.standing in (Standing.ISSUED, Standing.DELETED)

    @property
    def correctable(self) -> bool:
        """Whether a corrected one may be issued in its place."""
        return self.standing is Standing.ISSUED and bool(self.participation_id)

    def sentence(self, texts: Texts) -> str:
        """How it stands, in words."""
        return texts._(_WORDS[self.standing]).format(
            date=texts.date(self.issued_on), new=self.new_number, number=self.number
        )

    def facts(self, texts: Texts) -> list[tuple[str, str]]:
        """What is known besides, with its labels."""
        days = texts.date(self.starts_on) if self.starts_on else ""
        if self.ends_on and self.starts_on and self.ends_on != self.starts_on:
            days = f"{days} – {texts.date(self.ends_on)}"
        hours = texts._("{hours} h").format(hours=texts.hours(self.minutes)) if self.minutes else ""
        rows = (
            (texts._("Number"), self.number), (texts._("Holder"), self.holder),
            (texts._("Event"), " · ".join(part for part in (self.event_number, self.event) if part)),
            (texts._("Held on"), days), (texts._("Time attended"), hours),
        )  # fmt: skip
        return [(label, value) for label, value in rows if value]


class CertificateCheck(Subject):
    """The verb that checks a number."""

    def check(self, text: str) -> Checked:
        """What is known about the certificate with this number, typed with or without that of its event, in any case, with
        blanks, O for 0 and I or L for 1."""
        typed = codes.parse(text[:_LONGEST])
        if not typed.number and not typed.code:
            return Checked(Standing.NOTHING)
        number = codes.printed(typed.number, typed.code)
        if not typed.whole:
            return Checked(Standing.MISTYPED, number)
        row = next(iter(self.store.find(Participation, certificate_code=typed.code)), None)
        standing = Standing.ISSUED
        if row is None:
            row = self._earlier(typed.code)
            standing = Standing.REPLACED
        workshop = self.store.get(Workshop, row.workshop or "") if row is not None else None
        if row is None or workshop is None:
            return Checked(Standing.UNKNOWN, number)
        if typed.number and typed.number not in (workshop.number.upper(), workshop.provisional_number.upper()):
            return Checked(Standing.OTHER_EVENT, typed.number)
        return self._known(row, workshop, typed.code, standing)

    def _earlier(self, code: str) -> Participation | None:
        """The participation that had this code once; also one that lies in the bin."""
        replaced = next(iter(self.store.find(Participation, replaced_code=code)), None)
        if replaced is not None:
            return replaced
        keys = once_held(self.store, Participation, "certificate_code", code)
        return next((row for key in keys if (row := self.store.get(Participation, key)) is not None), None)

    def _known(self, row: Participation, workshop: Workshop, code: str, standing: Standing) -> Checked:
        number = codes.printed(workshop.number, code)
        gone = row.deleted_at is not None or workshop.deleted_at is not None
        if gone or row.status is ParticipationStatus.CANCELLED or not row.certificate_code:
            standing = Standing.TAKEN_BACK
        if not sees(self.work, workshop) or workshop.deleted_at is not None:
            return Checked(standing, number, row.certificate_on)
        file = workshop_file(self.work, workshop.id)
        person = next((one for one in file.rows if one.id == row.id), None)
        deleted = person is not None and person.contact is not None and person.contact.anonymised_at is not None
        if deleted and standing is Standing.ISSUED:
            standing = Standing.DELETED
        hidden = deleted or person is None or (person.contact is not None and person.contact.restricted)
        return Checked(
            standing=standing,
            number=number,
            issued_on=row.certificate_on,
            event=workshop.title,
            event_number=workshop.number,
            starts_on=workshop.starts_on,
            ends_on=workshop.ends_on,
            minutes=int(minutes_of(file.event, person.seat)) if person is not None else 0,
            holder="" if hidden or person is None else person.name,
            new_number=codes.printed(workshop.number, row.certificate_code) if standing is Standing.REPLACED else "",
            workshop_id=workshop.id,
            participation_id=row.id,
        )
