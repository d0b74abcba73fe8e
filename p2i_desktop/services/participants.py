"""Who takes part in a workshop: people and counted groups, added in one line, changed many at once, taken off the list."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from p2i_desktop.domain.parties import Contact
from p2i_desktop.domain.record import Record, link_id
from p2i_desktop.domain.rules import hard
from p2i_desktop.domain.workshops import (
    Attendance,
    AttendanceMode,
    AttendanceStatus,
    EventFormat,
    ParticipantRole,
    Participation,
    ParticipationStatus,
    Workshop,
    WorkshopSession,
)
from p2i_desktop.services.naming import key_of
from p2i_desktop.services.plan_rows import examined
from p2i_desktop.services.work import Subject, Work, refuse
from p2i_desktop.storage.binning import Bin
from p2i_desktop.storage.lists import contacts as contact_list
from p2i_desktop.storage.lists import parts
from p2i_desktop.storage.numbers import Put
from p2i_desktop.storage.store import Changed

if TYPE_CHECKING:
    from p2i_desktop.services.finding import Finding

ATTENDANCE = "attendance"  # seed of the id of a mark: the same on two machines
_SEPARATORS = ",;\t"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be meant: a contact, with the organisation that employs them today (id and name, or empty)."""

    contact: str
    name: str
    organisation: str
    organisation_name: str
    detail: str


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Who comes onto a list: a contact, or a name as it is written, with an organisation (id, or as it is written)."""

    contact: str = ""
    name: str = ""
    organisation: str = ""
    organisation_name: str = ""
    mode: AttendanceMode | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """What was done and whose row it is; `known` where that one was on the list before."""

    changed: Changed
    participation_id: str
    known: bool = False


def read_line(text: str) -> tuple[str, str]:
    """(name, organisation) of a line as people write it: `Anna Muster, Stadt Demo`."""
    cut = min((at for one in _SEPARATORS if (at := text.find(one)) >= 0), default=len(text))
    return " ".join(text[:cut].split()), " ".join(text[cut + 1 :].split())


def mode_for(workshop: Workshop, wanted: AttendanceMode | None = None) -> AttendanceMode:
    """How somebody takes part: what the format leaves, else what is wanted, else on site."""
    if workshop.format is EventFormat.ONLINE:
        return AttendanceMode.ONLINE
    if workshop.format is EventFormat.ON_SITE or wanted is None:
        return AttendanceMode.ON_SITE
    return wanted


def mark_of(
    row: Participation, session_id: str, status: AttendanceStatus, mode: AttendanceMode, minutes: int | None = None,
    old: Attendance | None = None,
) -> Attendance:  # fmt: skip
    """The mark of a row in a session: `old` (from the bin too) with other values, else a new one of the same id everywhere."""
    base = old or Attendance(
        id=link_id(ATTENDANCE, session_id, row.id),
        centre_id=row.centre_id,
        session=session_id,
        participation=row.id,
    )
    kept = minutes if status is AttendanceStatus.PART else None
    return replace(base, deleted_at=None, status=status, mode=mode, minutes=kept)


class Participants(Subject):
    """The verbs of the list of participants; each is one step. Refused, Conflict, Missing."""

    def __init__(self, work: Work, finding: "Finding") -> None:
        super().__init__(work)
        self._finding = finding

    # -- finding -------------------------------------------------------------------------------------------------------
    def candidates(self, text: str, limit: int = 6) -> list[Candidate]:
        """Contacts that fit what is typed, best first, with the organisation they work for."""
        return [
            Candidate(one.contact_id, one.contact, one.organisation_id, one.organisation, one.detail)
            for one in self._finding.people(text, limit)
        ]

    # -- adding --------------------------------------------------------------------------------------------------------
    def add(self, workshop_id: str, newcomer: Newcomer) -> Added:
        """Somebody is registered (for an event that is over: on its day); who is on the list already stays as they are, a cancelled one comes back."""
        workshop = self.work.get(Workshop, workshop_id)
        known = self._known(workshop, newcomer.contact)
        if known is not None:
            if known.status is not ParticipationStatus.CANCELLED:
                return Added(Changed("", "add_participant", {}), known.id, known=True)
            back = replace(known, status=ParticipationStatus.REGISTERED)
            return Added(self.work.put("participation_status", back), known.id, known=True)
        made = replace(self._person(workshop, newcomer), registered_on=self._day(workshop))
        return Added(self._write("add_participant", [made], made), made.id)

    def add_group(
        self, workshop_id: str, name: str, size: int, mode: AttendanceMode | None = None, organisation_name: str = ""
    ) -> Added:
        """A counted group whose people are not named."""
        workshop = self.work.get(Workshop, workshop_id)
        organisation, written = self._organisation("", organisation_name)
        made = Participation(
            workshop=workshop.id, group_name=" ".join(name.split()), group_size=size, organisation=organisation,
            organisation_as_written=written, registered_on=self._day(workshop), mode=mode_for(workshop, mode),
        )  # fmt: skip
        return Added(self._write("add_group", [made], made), made.id)

    def walk_in(self, workshop_id: str, session_id: str, newcomer: Newcomer) -> Added:
        """Somebody came without being registered, and is present in a session; who is on the list is marked present."""
        workshop = self.work.get(Workshop, workshop_id)
        session = self.work.get(WorkshopSession, session_id)
        known = self._known(workshop, newcomer.contact)
        row = known or self._person(workshop, newcomer)
        if row.status is not ParticipationStatus.REGISTERED:
            row = replace(row, status=ParticipationStatus.REGISTERED)
        mode = mode_for(workshop, newcomer.mode or row.mode)
        noted = self.store.find(Attendance, participation=row.id, session=session.id)
        old = next(iter(noted), None) or self.store.get(Attendance, link_id(ATTENDANCE, session.id, row.id))
        mark = mark_of(row, session.id, AttendanceStatus.PRESENT, mode, old=old)
        made: list[Record] = [mark] if row == known else [row, mark]
        return Added(self._write("walk_in", made, row), row.id, known=known is not None)

    # -- changing ------------------------------------------------------------------------------------------------------
    def save(self, participation: Participation, draft: tuple[str, str] | None = None) -> Changed:
        """Saves one row as its form shows it."""
        return self.work.put("save_participation", participation, draft=draft)

    def set_status(self, ids: Collection[str], status: ParticipationStatus) -> Changed:
        """Rows are invited, registered, waitlisted or cancelled."""
        return self._set("participation_status", ids, status=status)

    def set_role(self, ids: Collection[str], role: ParticipantRole) -> Changed:
        """What rows do at the workshop."""
        return self._set("participation_role", ids, role=role)

    def set_mode(self, ids: Collection[str], mode: AttendanceMode) -> Changed:
        """Rows take part on site or online; refused where the workshop is not hybrid and it is the other one."""
        rows = self._rows(ids)
        formats = {self.work.get(Workshop, row.workshop or "").format for row in rows}
        wrong = {AttendanceMode.ONLINE: EventFormat.ON_SITE, AttendanceMode.ON_SITE: EventFormat.ONLINE}[mode]
        refuse([hard("mode_of_format", "mode", format=wrong)] if wrong in formats else [])
        return self._set("participation_mode", ids, mode=mode)

    def set_language(self, ids: Collection[str], language: str) -> Changed:
        """The language of certificates and papers of rows; empty = that of the contact, else of the workshop."""
        return self._set("participation_language", ids, language=language)

    def remove(self, ids: Collection[str]) -> Changed:
        """Takes rows off the list, with their marks; from the bin they come back with them."""
        rows = self._rows(ids)
        changes = [Bin(Participation, row.id) for row in rows]
        return self.store.apply("bin_participation", changes, args=_about(rows))

    # -- inside --------------------------------------------------------------------------------------------------------
    def _rows(self, ids: Collection[str]) -> list[Participation]:
        found = self.store.many(Participation, list(ids))
        return [found[key] if key in found else self.work.get(Participation, key) for key in ids]

    def _set(self, label: str, ids: Collection[str], **values: Any) -> Changed:
        rows = self._rows(ids)
        wanted = [new for row in rows if (new := replace(row, **values)) != row]
        if not wanted:
            return Changed("", label, {})
        changes = [Put(one) for one in examined(self.work, wanted)]
        return self.store.apply(label, changes, args=_about(rows))

    def _day(self, workshop: Workshop) -> date:
        """The day of a registration that is written down now: today, of an event that is over its first day. Later it
        would say that somebody came without being registered."""
        today = self.work.today()
        return min(today, workshop.starts_on or today)

    def _write(self, label: str, made: Sequence[Record], row: Participation) -> Changed:
        records, _ = self.work.examine_all(made)
        return self.store.apply(label, [Put(one) for one in records], args=(key_of(row),))

    def _known(self, workshop: Workshop, contact_id: str) -> Participation | None:
        if not contact_id:
            return None
        rows = self.store.find(Participation, contact=contact_id, workshop=workshop.id)
        return next(iter(rows), None)

    def _person(self, workshop: Workshop, newcomer: Newcomer) -> Participation:
        if newcomer.contact:
            contact = self.work.get(Contact, newcomer.contact)
            given, written = newcomer.organisation or self._employer(contact.id), newcomer.organisation_name
            organisation, written = (given, "") if given else self._organisation("", written)
            name = ""
        else:
            organisation, written = self._organisation(newcomer.organisation, newcomer.organisation_name)
            name = " ".join(newcomer.name.split())
        return Participation(
            workshop=workshop.id, contact=newcomer.contact or None, name_as_written=name,
            organisation=organisation or None, organisation_as_written=written, mode=mode_for(workshop, newcomer.mode),
        )  # fmt: skip

    def _organisation(self, known: str, written: str) -> tuple[str | None, str]:
        """(id, as written): the one that is known under exactly this name, where it is only one."""
        if known:
            return known, ""
        name = " ".join(written.split())
        found = self._finding.exact_organisations(name) if name else []
        return (found[0], "") if len(found) == 1 else (None, name)

    def _employer(self, contact_id: str) -> str:
        with self.store.connection() as connection:
            place = contact_list.places(connection, [contact_id]).get(contact_id, ("", ""))[0]
            return place if place in parts.names_of(connection, [place]) else ""


def _about(rows: Sequence[Participation]) -> tuple[str, ...]:
    """One row by its name, many by their workshop."""
    if len(rows) == 1:
        return (key_of(rows[0]),)
    return tuple(f"workshop:{key}" for key in sorted({row.workshop or "" for row in rows}))
