"""Which rows of a list are one and the same person, and which of them is on the list of an event already."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from p2i_desktop.domain.folding import fold
from p2i_desktop.domain.presence import is_group
from p2i_desktop.domain.workshops import Participation
from p2i_desktop.services import doubles
from p2i_desktop.services.people_known import Candidate, Known
from p2i_desktop.services.people_rows import Person, essence

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
    address: str = ""
    offices: frozenset[str] = frozenset()
    rows: list[Person] = field(default_factory=list)
    candidates: list[Candidate] = field(default_factory=list)
    decided: bool = False


@dataclass(frozen=True, slots=True)
class _Asked:
    """A row with what is known about it."""

    person: Person
    link: str
    candidates: list[Candidate]
    decided: bool


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
        """Gives each row to its place; those whose contact is certain go first, so that the order of rows decides little."""
        asked = [self._ask(person, decisions.get(person.line, NO_DECISION)) for person in persons]
        for one in (*(a for a in asked if a.link), *(a for a in asked if not a.link)):
            slot = self._find(one) or self._add(Slot(group=one.person.is_group))
            self._take(slot, one)
        for slot in self.all:
            slot.rows.sort(key=lambda person: person.line)

    # -- inside --------------------------------------------------------------------------------------------------------
    def _of_stored(self, one: Participation) -> Slot:
        names = [one.name_as_written or one.group_name]
        if one.contact:
            names = [self._known.name(one.contact)]
        offices = self._known.office_essences(one.organisation) if one.organisation else frozenset[str]()
        if not offices and one.organisation_as_written:
            offices = frozenset({doubles.essence(one.organisation_as_written)})
        address = one.email_as_written or (self._known.address(one.contact) if one.contact else "")
        essences = {found for name in names if (found := essence(name))}
        return Slot(one, one.contact or "", is_group(one), essences, fold(address), offices)

    def _add(self, slot: Slot) -> Slot:
        self.all.append(slot)
        self._enter(slot)
        return slot

    def _enter(self, slot: Slot) -> None:
        if slot.contact:
            self._by_contact.setdefault(slot.contact, slot)
        for name in slot.essences:
            if slot not in self._by_name[name]:
                self._by_name[name].append(slot)
        if slot.address and slot not in self._by_address[slot.address]:
            self._by_address[slot.address].append(slot)

    def _ask(self, person: Person, decision: Decision) -> _Asked:
        if person.is_group:
            return _Asked(person, "", [], True)
        candidates = self._known.candidates(person)
        if decision.contact is not None:
            return _Asked(person, decision.contact, candidates, True)
        sure = next((one.contact for one in candidates if one.sure), "")
        return _Asked(person, sure, candidates, False)

    def _find(self, asked: _Asked) -> Slot | None:
        person = asked.person
        if asked.link and asked.link in self._by_contact:
            return self._by_contact[asked.link]
        name, address = essence(person.name), fold(person.email)
        office = doubles.essence(person.organisation)
        best: tuple[int, Slot] | None = None
        near = self._by_name.get(name, []) if name else self._by_address.get(address, [])
        for slot in near:
            if slot.group is not person.is_group or (asked.link and slot.contact):
                continue
            score = _agreement(slot, address, office)
            if score and (best is None or score > best[0]):
                best = (score, slot)
        if best is not None:
            return best[1]
        return None if asked.link or asked.decided else self._alike(asked, address, office)

    def _alike(self, asked: _Asked, address: str, office: str) -> Slot | None:
        """Somebody on the list already whose name is written a little differently, where nothing speaks against it."""
        for candidate in asked.candidates:
            slot = self._by_contact.get(candidate.contact)
            if slot is None or slot.stored is None:
                continue
            same_address = bool(address) and address == slot.address
            if same_address or (candidate.likeness >= _LIKE and _agreement(slot, address, office)):
                return slot
        return None

    def _take(self, slot: Slot, asked: _Asked) -> None:
        person = asked.person
        slot.rows.append(person)
        slot.contact = slot.contact or asked.link
        slot.decided = slot.decided or asked.decided
        if not slot.candidates:
            slot.candidates = asked.candidates
        if name := essence(person.name):
            slot.essences.add(name)
        slot.address = slot.address or fold(person.email)
        if not slot.offices and person.organisation:
            slot.offices = frozenset(filter(None, [doubles.essence(person.organisation)]))
        self._enter(slot)


def _agreement(slot: Slot, address: str, office: str) -> int:
    """How much speaks for the place of somebody of that name: 3 the address, 2 the organisation, 1 nothing against it."""
    if address and slot.address:
        return 3 if address == slot.address else 0
    if office and slot.offices:
        return 2 if office in slot.offices else 0
    return 1
