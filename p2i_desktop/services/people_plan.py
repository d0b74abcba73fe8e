"""What a list makes of the participants of an event: a verdict for every row, and the records that would be saved."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from p2i_desktop.domain.folding import fold
from p2i_desktop.domain.parties import Contact, Employment, LegalBasis, Purpose
from p2i_desktop.domain.record import Record
from p2i_desktop.domain.rules import Problem
from p2i_desktop.domain.workshops import Participation, Workshop
from p2i_desktop.exchange.table_shape import WHOLE_ROW, Fault, Note
from p2i_desktop.services import doubles
from p2i_desktop.services.participants import mode_for
from p2i_desktop.services.people_known import Candidate, Known, Office
from p2i_desktop.services.people_rows import Person, given_and_family
from p2i_desktop.services.people_slots import NO_DECISION, Decision, Slot, Slots

_COMPARED = ("role", "status", "mode", "language", "registered_on")


class Verdict(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    DOUBLE = "double"  # the same person stands in an earlier row
    DOUBTFUL = "doubtful"  # new, but perhaps a known contact
    WRONG = "wrong"
    LEFT_OUT = "left_out"


@dataclass(frozen=True)
class Options:
    """What the user chose for the whole list; `source` is the name of the file. Decisions by the line of the row."""

    make_contacts: bool = False
    legal_basis: LegalBasis = LegalBasis.PUBLIC_TASK
    source: str = ""
    decisions: Mapping[int, Decision] = field(default_factory=dict)


@dataclass(frozen=True)
class Line:
    """One row and what becomes of it. `contact` is whom it is taken for ("" = nobody known); `office` what its organisation
    means; `changes` are fields of the participation that get another value; `double_of` the line of the same person."""

    person: Person
    verdict: Verdict
    contact: str = ""
    contact_name: str = ""
    likeness: int = 0
    candidates: tuple[Candidate, ...] = ()
    office: Office | None = None
    changes: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    faults: tuple[Fault, ...] = ()
    problems: tuple[Problem, ...] = ()
    double_of: int = 0
    new_contact: bool = False


@dataclass(frozen=True)
class Plan:
    """The verdicts of all rows in their order, and what a write would save, by the line that asks for it."""

    lines: list[Line]
    saves: dict[int, tuple[Record, ...]]

    @property
    def counts(self) -> Counter[Verdict]:
        return Counter(line.verdict for line in self.lines)


def plan(
    workshop: Workshop, persons: Sequence[Person], known: Known, stored: Sequence[Participation], options: Options,
    today: date,
) -> Plan:  # fmt: skip
    """Judges the rows beside each other and beside who is on the list; touches nothing, and asks no rules."""
    left_out = [one for one in persons if options.decisions.get(one.line, NO_DECISION).leave_out]
    wrong = [one for one in persons if one.faults and one not in left_out]
    out = {one.line for one in (*left_out, *wrong)}
    slots = Slots(known, stored)
    slots.place([one for one in persons if one.line not in out], options.decisions)
    lines = {one.line: Line(one, Verdict.LEFT_OUT) for one in left_out}
    lines |= {one.line: Line(one, Verdict.WRONG, notes=one.notes, faults=one.faults) for one in wrong}
    saves: dict[int, tuple[Record, ...]] = {}
    maker = _Maker(workshop, known, options, today)
    for slot in slots.all:
        if slot.rows:
            for line in maker.lines(slot, saves):
                lines[line.person.line] = line
    return Plan([lines[one.line] for one in persons], saves)


class _Maker:
    """What comes of the places of one event."""

    def __init__(self, workshop: Workshop, known: Known, options: Options, today: date) -> None:
        self._workshop, self._known, self._options, self._today = workshop, known, options, today

    def lines(self, slot: Slot, saves: dict[int, tuple[Record, ...]]) -> list[Line]:
        """A line for each row of a place; what is to be saved is entered under the first one."""
        first, *others = slot.rows
        merged = _merged(slot.rows, slot.stored, self._known)
        if not (merged.name or slot.contact):
            nobody = (Fault(WHOLE_ROW, "no_name_known"),)
            return [Line(one, Verdict.WRONG, notes=one.notes, faults=nobody) for one in slot.rows]
        made, new_contact = self._records(slot, merged)
        now = next(one for one in made if isinstance(one, Participation))
        if slot.stored is None:
            doubtful = bool(slot.candidates) and not slot.contact and not slot.decided
            verdict = Verdict.DOUBTFUL if doubtful else Verdict.NEW
            changes: tuple[str, ...] = ()
        else:
            changes = _changes(slot.stored, now)
            verdict = Verdict.CHANGED if changes or new_contact else Verdict.SAME
        if verdict is not Verdict.SAME:
            saves[first.line] = made
        found = [self._line(slot, first, verdict, changes=changes, new_contact=new_contact)]
        for other in others:
            found.append(self._line(slot, other, Verdict.DOUBLE, double_of=first.line, more=_differs(first, other)))
        return found

    def _line(
        self, slot: Slot, person: Person, verdict: Verdict, *, changes: tuple[str, ...] = (), double_of: int = 0,
        more: tuple[Note, ...] = (), new_contact: bool = False,
    ) -> Line:  # fmt: skip
        candidates = tuple(slot.candidates)
        likeness = next((one.likeness for one in candidates if one.contact == slot.contact), 0)
        office = self._known.organisation(person.organisation)
        notes = (*person.notes, *more, *self._mode_note(person))
        name = self._known.name(slot.contact) if slot.contact and not new_contact else ""
        return Line(
            person, verdict, "" if new_contact else slot.contact, name, likeness, candidates, office, changes, notes,
            double_of=double_of, new_contact=new_contact,
        )  # fmt: skip

    def _mode_note(self, person: Person) -> tuple[Note, ...]:
        if person.mode is None or mode_for(self._workshop, person.mode) is person.mode:
            return ()
        return (Note("mode_of_format"),)

    # -- records -------------------------------------------------------------------------------------------------------
    def _records(self, slot: Slot, person: Person) -> tuple[tuple[Record, ...], bool]:
        """(what to save with the participation last, whether a contact is among it)."""
        old = slot.stored
        doubtful = bool(slot.candidates) and not slot.decided
        nobody = not slot.contact and not slot.group
        contact = self._contact(person) if self._options.make_contacts and nobody and not doubtful else None
        base = old or Participation(
            workshop=self._workshop.id, mode=mode_for(self._workshop, person.mode), registered_on=self._registered()
        )
        values: dict[str, Any] = {}
        for name in _COMPARED:
            if value := getattr(person, name):
                values[name] = value
        if person.mode is not None:
            values["mode"] = mode_for(self._workshop, person.mode)
        values |= self._office_of(base, slot, person)
        values |= self._who(base, slot, person, contact)
        made = replace(base, **values)
        if contact is None:
            return (made,), False
        return (contact, *self._place_of(contact, made, person), made), True

    def _registered(self) -> date:
        """A list that is typed in afterwards is still one of people who registered before."""
        starts = self._workshop.starts_on
        return min(self._today, starts) if starts is not None else self._today

    def _who(self, base: Participation, slot: Slot, person: Person, contact: Contact | None) -> dict[str, Any]:
        if slot.group:
            return {"group_name": base.group_name or person.name, "group_size": person.group_size}
        key = contact.id if contact is not None else slot.contact
        address = contact.email if contact is not None else self._known.address(slot.contact)
        written = person.email if fold(person.email) != fold(address) else ""
        if key:
            kept = written or (base.email_as_written if fold(base.email_as_written) != fold(address) else "")
            return {"contact": key, "name_as_written": "", "email_as_written": kept}
        return {
            "name_as_written": base.name_as_written or written_name(person),
            "email_as_written": person.email or base.email_as_written,
        }

    def _office_of(self, base: Participation, slot: Slot, person: Person) -> dict[str, Any]:
        """The organisation of the list where it says one; a known one is never replaced by mere words."""
        if person.organisation:
            office = self._known.organisation(person.organisation)
            if office is not None and office.likeness == 100:
                return {"organisation": office.id, "organisation_as_written": ""}
            if base.organisation:
                return {}
            if doubles.essence(base.organisation_as_written) == doubles.essence(person.organisation):
                return {"organisation_as_written": base.organisation_as_written or person.organisation}
            return {"organisation_as_written": person.organisation}
        employer = self._known.employer(slot.contact) if slot.contact else ""
        if slot.stored is None and employer:
            return {"organisation": employer}
        return {}

    def _contact(self, person: Person) -> Contact:
        given, family = person.given_name, person.family_name
        if not family:
            given, family = given_and_family(person.name)
        return Contact(
            given_name=given, family_name=family, salutation=person.salutation, email=person.email, phone=person.phone,
            language=person.language, legal_basis=self._options.legal_basis, data_source=self._options.source,
            data_since=self._today, purposes=frozenset({Purpose.EVENTS}),
        )  # fmt: skip

    def _place_of(self, contact: Contact, made: Participation, person: Person) -> tuple[Record, ...]:
        if not made.organisation:
            return ()
        return (Employment(contact=contact.id, organisation=made.organisation, function=person.function),)


def written_name(person: Person) -> str:
    """A name as it is kept where nobody is known: a family name of several words before a comma, so that it stays whole."""
    several = " " in person.family_name and person.given_name and "." not in person.given_name
    return f"{person.family_name}, {person.given_name}" if several else person.name


def _merged(rows: Sequence[Person], stored: Participation | None, known: Known) -> Person:
    """What the rows of one person say together: the first one that says something counts, but what is on the list already
    stays where one of them says that too."""
    values: dict[str, Any] = {}
    for name in (*_COMPARED, "email", "phone", "organisation", "function", "salutation"):
        said = [value for row in rows if (value := getattr(row, name))]
        kept = getattr(stored, name) if stored is not None and name in _COMPARED else None
        if said:
            values[name] = kept if kept in said else said[0]
    named = next((row for row in rows if row.name), rows[0])
    values |= {name: getattr(named, name) for name in ("name", "given_name", "family_name")}
    if stored is not None:
        values |= _kept(rows, stored, known)
    return replace(rows[0], **values)


def _kept(rows: Sequence[Person], stored: Participation, known: Known) -> dict[str, str]:
    """The address and the words for the organisation that are on the list, where one of the rows says them."""
    addresses = {fold(row.email) for row in rows}
    offices = {doubles.essence(row.organisation): row.organisation for row in rows if row.organisation}
    kept: dict[str, str] = {}
    if stored.email_as_written and fold(stored.email_as_written) in addresses:
        kept["email"] = stored.email_as_written
    for words in offices.values() if stored.organisation else ():
        office = known.organisation(words)
        if office is not None and office.likeness == 100 and office.id == stored.organisation:
            kept["organisation"] = words
    if stored.organisation_as_written and doubles.essence(stored.organisation_as_written) in offices:
        kept["organisation"] = stored.organisation_as_written
    return kept


def _changes(old: Participation, new: Participation) -> tuple[str, ...]:
    if old == new:
        return ()
    names = ("contact", "name_as_written", "email_as_written", "organisation", "organisation_as_written", *_COMPARED)
    return tuple(name for name in (*names, "group_size", "group_name") if getattr(old, name) != getattr(new, name))


def _differs(first: Person, other: Person) -> tuple[Note, ...]:
    """What a later row of the same person says otherwise: the first one counts, and it is said."""
    fields = [
        name for name in _COMPARED if getattr(first, name) and getattr(other, name) not in (None, "", getattr(first, name))
    ]  # fmt: skip
    offices = [doubles.essence(one.organisation) for one in (first, other)]
    if all(offices) and offices[0] != offices[1]:
        fields.append("organisation")
    return (Note("double_differs", (("fields", ",".join(fields)),)),) if fields else ()
