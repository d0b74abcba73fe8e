"""Which rows of a list are one and the same person, and which of them is on the list of an event already."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from p2i_desktop.domain.folding import fold
from p2i_desktop.domain.presence import is_group
from p2i_desktop.domain.workshops import Participation
from p2i_desktop.services import doubles
from p2i_desktop.services.people_known import ALIKE, Candidate, Known, likeness
from p2i_desktop.services.people_rows import Person, essence

_MOST_SHARED = 40  # people of one address whose names are compared; more is the address of an office
_STRENGTH = ((100, 3), (98, 2), (0, 1))  # likeness of a certain contact -> what speaks for it
_LIKE = 92  # likeness of somebody on the list from whom a row without contradiction is not told apart


@dataclass(frozen=True, slots=True)
class Decision:
    """What the user says about one row: whose contact it is ("" = nobody's, None = not decided), or that it stays out."""

    contact: str | None = None
    leave_out: bool = False


NO_DECISION = Decision()


@dataclass(slots=True)
class Slot:
    """One place on the list of the event: taken by a stored row, or made by the first row that finds no other."""

    stored: Participation | None = None
    contact: str = ""
    group: bool = False
    essences: set[str] = field(default_factory=set)
    addresses: set[str] = field(default_factory=set)  # folded, of the stored row and of all rows that came to it
    offices: set[str] = field(default_factory=set)  # what their organisations come down to
    rows: list[Person] = field(default_factory=list)
    candidates: list[Candidate] = field(default_factory=list)
    decided: bool = False
    number: int = 0  # of places that are as likely the first one is taken


@dataclass(frozen=True, slots=True)
class _Asked:
    """A row with what is known about it."""

    person: Person
    link: str
    candidates: list[Candidate]
    decided: bool
    strength: int = 0  # as of `_agreement`, what speaks for the contact that is certain


class Slots:
    """The places of one event; rows are given to them by `place`."""

    def __init__(self, known: Known, stored: Iterable[Participation]) -> None:
        self.all: list[Slot] = []
        self._known = known
        self._by_contact: dict[str, Slot] = {}
        self._by_name: defaultdict[str, list[Slot]] = defaultdict(list)
        self._by_address: defaultdict[str, list[Slot]] = defaultdict(list)
        for one in stored:
            self._add(self._of_stored(one))

    def place(self, persons: Sequence[Person], decisions: Mapping[int, Decision]) -> None:
        """Gives each row to its place: first those whose contact is certain, by the address before by the name, last those
        with an address only, so that the order of the rows decides little."""
        asked = [self._ask(person, decisions.get(person.line, NO_DECISION)) for person in persons]
        for one in sorted(asked, key=lambda one: (not one.person.name, -one.strength, not one.link)):
            slot = self._find(one) or self._add(Slot(group=one.person.is_group))
            self._take(slot, one)
        for slot in self.all:
            slot.rows.sort(key=lambda person: person.line)

    # -- inside --------------------------------------------------------------------------------------------------------
    def _of_stored(self, one: Participation) -> Slot:
        names = [one.name_as_written or one.group_name]
        if one.contact:
            names = [self._known.name(one.contact)]
        offices = {*self._known.office_essences(one.organisation or ""), doubles.essence(one.organisation_as_written)}
        addresses = {fold(one.email_as_written), fold(self._known.address(one.contact or ""))}
        essences = {found for name in names if (found := essence(name))}
        return Slot(one, one.contact or "", is_group(one), essences, addresses - {""}, offices - {""})

    def _add(self, slot: Slot) -> Slot:
        slot.number = len(self.all)
        self.all.append(slot)
        self._enter(slot)
        return slot

    def _enter(self, slot: Slot) -> None:
        if slot.contact:
            self._by_contact.setdefault(slot.contact, slot)
        for name in slot.essences:
            if slot not in self._by_name[name]:
                self._by_name[name].append(slot)
        for address in slot.addresses:
            if slot not in self._by_address[address]:
                self._by_address[address].append(slot)

    def _ask(self, person: Person, decision: Decision) -> _Asked:
        if person.is_group:
            return _Asked(person, "", [], True)
        candidates = self._known.candidates(person)
        if decision.contact is not None:
            return _Asked(person, decision.contact, candidates, True)
        sure = next((one for one in candidates if one.sure), None)
        if sure is None:
            return _Asked(person, "", candidates, False)
        strength = next(number for least, number in _STRENGTH if sure.likeness >= least)
        return _Asked(person, sure.contact, candidates, False, strength)

    def _find(self, asked: _Asked) -> Slot | None:
        """The place of a row: of its contact, else the one of its name that most speaks for; None makes a new one."""
        person = asked.person
        name, address, office = essence(person.name), fold(person.email), doubles.essence(person.organisation)
        theirs = self._by_contact.get(asked.link) if asked.link else None
        if theirs is not None and asked.decided:
            return theirs
        best, most = theirs, (0, 1)
        if theirs is not None:
            most = (max(asked.strength, _agreement(theirs, address, office)), -theirs.number)
        for slot in self._near(name, address):
            if slot.group is not person.is_group or (asked.link and slot.contact and theirs is None):
                continue
            if not name:
                return slot  # an address alone is of whoever came first with it
            if theirs is not None and slot.stored is None and not slot.contact:
                continue  # only who is on the list already is rather themselves than a known contact
            score = _agreement(slot, address, office)
            if score and (score, -slot.number) > most:
                best, most = slot, (score, -slot.number)
        if best is not None:
            return best
        return None if asked.link or asked.decided else self._alike(asked, address, office)

    def _near(self, name: str, address: str) -> list[Slot]:
        """Places of that name, and those of that address whose name is alike."""
        found = list(self._by_name.get(name, ())) if name else []
        shared = self._by_address.get(address, []) if address else []
        for slot in shared if len(shared) <= _MOST_SHARED or not name else ():
            alike = not name or any(likeness(name, one) >= ALIKE for one in slot.essences)
            if alike and slot not in found:
                found.append(slot)
        return found

    def _alike(self, asked: _Asked, address: str, office: str) -> Slot | None:
        """Somebody on the list already whose name is written a little differently, where nothing speaks against it."""
        for candidate in asked.candidates:
            slot = self._by_contact.get(candidate.contact)
            if slot is None or slot.stored is None:
                continue
            same_address = address in slot.addresses
            if same_address or (candidate.likeness >= _LIKE and _agreement(slot, address, office)):
                return slot
        return None

    def _take(self, slot: Slot, asked: _Asked) -> None:
        person = asked.person
        alone = slot.stored is None and not slot.rows
        slot.rows.append(person)
        slot.decided = slot.decided or asked.decided
        if not slot.candidates:
            slot.candidates = asked.candidates
        if name := essence(person.name):
            slot.essences.add(name)
        slot.addresses |= {fold(person.email)} - {""}
        slot.offices |= {doubles.essence(person.organisation)} - {""}
        free = asked.link not in self._by_contact and not slot.contact
        if asked.link and free and (person.name or alone):  # an address alone never says who somebody else is
            self._know(slot, asked.link)
        self._enter(slot)

    def _know(self, slot: Slot, contact: str) -> None:
        """The place of a known person is theirs under their own name and address too, as it will be when it is stored."""
        slot.contact = contact
        slot.essences |= {essence(self._known.name(contact))} - {""}
        slot.addresses |= {fold(self._known.address(contact))} - {""}
        if not slot.offices:
            slot.offices |= self._known.office_essences(self._known.employer(contact))


def _agreement(slot: Slot, address: str, office: str) -> int:
    """How much speaks for the place of somebody of that name: 3 the address, 2 the organisation, 1 nothing against it."""
    if address and slot.addresses:
        return 3 if address in slot.addresses else 0
    if office and slot.offices:
        return 2 if office in slot.offices else 0
    return 1
