"""Whom a name, an address and an organisation of a list may mean: known people with their likeness from 0 to 100."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from p2i_desktop.domain.folding import fold
from p2i_desktop.services import doubles
from p2i_desktop.services.people_rows import Person, essence
from p2i_desktop.storage import known_people
from p2i_desktop.storage.known_people import KnownOrganisation, KnownPerson
from p2i_desktop.storage.store import Store

_BLOCK = 3  # first letters of a word that two names must share to be compared
_ALIKE, _SAME_ADDRESS = (
    80,
    70,
)  # name likeness that an equal address asks for; likeness of an address under another name
_SHOWN, _MOST = 72, 3  # likeness from which somebody is shown at all; how many
_NEAR = 88  # likeness of an organisation that is told, never taken
_SURE = 92


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be meant; `sure` where nothing speaks against it."""

    contact: str
    name: str
    organisation: str  # id of the employer, or ""
    organisation_name: str
    likeness: int
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Office:
    """The organisation that a name means: 100 = that name, less = the nearest one, which is only told."""

    id: str
    name: str
    likeness: int


class Known:
    """The people and organisations of a file at one moment; questions are answered without the file."""

    def __init__(self, people: Iterable[KnownPerson], organisations: Iterable[KnownOrganisation]) -> None:
        self._people = {one.id: one for one in people}
        self._names = {key: f"{one.given_name} {one.family_name}".strip() for key, one in self._people.items()}
        self._essences = {key: essence(name) for key, name in self._names.items()}
        self._by_address: defaultdict[str, list[str]] = defaultdict(list)
        self._by_start: defaultdict[str, list[str]] = defaultdict(list)
        for key, one in self._people.items():
            if one.email:
                self._by_address[fold(one.email.strip())].append(key)
            for start in _starts(self._essences[key]):
                self._by_start[start].append(key)
        self._offices = {one.id: one.names for one in organisations}
        self._office_essences = {
            key: frozenset(filter(None, map(doubles.essence, names))) for key, names in self._offices.items()
        }
        self._office_by_name: defaultdict[str, list[str]] = defaultdict(list)
        self._office_by_start: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for key, essences in self._office_essences.items():
            for one_essence in essences:
                self._office_by_name[one_essence].append(key)
                for start in _starts(one_essence):
                    self._office_by_start[start].append((one_essence, key))
        self._asked: dict[str, Office | None] = {}
        self._alike: dict[str, list[tuple[str, float]]] = {}

    def candidates(self, person: Person) -> list[Candidate]:
        """Who may be meant, the likeliest first, at most three; two who are both sure are both doubtful."""
        wanted = essence(person.name)
        office = self.organisation(person.organisation)
        found = {key: self._judged(person, key, score, office) for key, score in self._near(wanted)}
        for key in self._by_address.get(fold(person.email), ()) if person.email else ():
            found[key] = self._judged(person, key, self._score(wanted, key), office)
        best = sorted(
            (one for one in found.values() if one.likeness >= _SHOWN), key=lambda one: (-one.likeness, not one.sure)
        )[:_MOST]
        sure = [one for one in best if one.sure]
        if len(sure) > 1 and sure[0].likeness == sure[1].likeness:
            return [Candidate(c.contact, c.name, c.organisation, c.organisation_name, c.likeness) for c in best]
        return [one if one.sure and one is sure[0] else _doubted(one) for one in best]

    def organisation(self, name: str) -> Office | None:
        """The organisation of exactly that name, order of words and legal forms aside, else the nearest one; None."""
        wanted = doubles.essence(name)
        if not wanted:
            return None
        if wanted not in self._asked:
            self._asked[wanted] = self._office(wanted)
        return self._asked[wanted]

    def office_name(self, key: str) -> str:
        """The legal name of an organisation; "" for one that is not there."""
        names = self._offices.get(key, ())
        return names[0] if names else ""

    def office_essences(self, key: str) -> frozenset[str]:
        """What all names of an organisation come down to."""
        return self._office_essences.get(key, frozenset())

    def name(self, key: str) -> str:
        """The name of a known person; "" for one that is not there."""
        return self._names.get(key, "")

    def address(self, key: str) -> str:
        """The e-mail address of a known person, or ""."""
        one = self._people.get(key)
        return one.email if one is not None else ""

    def employer(self, key: str) -> str:
        """The organisation that employs a known person, where it is one that can be chosen, or ""."""
        one = self._people.get(key)
        return one.organisation if one is not None and one.organisation in self._offices else ""

    # -- inside --------------------------------------------------------------------------------------------------------
    def _near(self, wanted: str) -> list[tuple[str, float]]:
        if not wanted:
            return []
        if wanted not in self._alike:
            keys = dict.fromkeys(key for start in _starts(wanted) for key in self._by_start.get(start, ()))
            self._alike[wanted] = [(key, score) for key, score in self._scores(wanted, list(keys)) if score >= _SHOWN]
        return self._alike[wanted]

    def _scores(self, wanted: str, keys: Sequence[str]) -> list[tuple[str, float]]:
        from rapidfuzz import fuzz, process

        names = {key: self._essences[key] for key in keys}
        found = {
            key: score for _, score, key in process.extract(wanted, names, scorer=fuzz.ratio, score_cutoff=_SHOWN, limit=20)
        }  # fmt: skip
        words = set(wanted.split())
        for key, name in names.items():  # a second given or family name that the other list leaves out
            others = set(name.split())
            if min(len(words), len(others)) >= 2 and (words < others or others < words):
                found[key] = max(found.get(key, 0.0), 90.0)
        return list(found.items())

    def _score(self, wanted: str, key: str) -> float:
        if not wanted:
            return 100.0
        return next((score for one, score in self._scores(wanted, [key]) if one == key), 0.0)

    def _judged(self, person: Person, key: str, score: float, office: Office | None) -> Candidate:
        one = self._people[key]
        same_address = bool(person.email) and fold(person.email) == fold(one.email.strip())
        other_address = bool(person.email and one.email) and not same_address
        exact = office.id if office is not None and office.likeness == 100 else ""
        same_office = bool(exact) and exact == one.organisation
        other_office = bool(person.organisation and one.organisation) and not same_office
        if same_address:
            likeness, sure = (100, True) if score >= _ALIKE else (_SAME_ADDRESS + round(score / 10), False)
        elif score == 100:
            likeness = 98 if same_office else 75 if other_office else _SURE
            likeness -= 10 if other_address else 0
            sure = not (other_office or other_address)
        else:
            likeness = round(score) - (5 if same_office else 25 if other_office else 12) - (10 if other_address else 0)
            sure = False
        name = self.office_name(one.organisation)
        return Candidate(key, self._names[key], one.organisation, name, max(0, likeness), sure)

    def _office(self, wanted: str) -> Office | None:
        exact = self._office_by_name.get(wanted, [])
        if len(set(exact)) == 1:
            return Office(exact[0], self.office_name(exact[0]), 100)
        from rapidfuzz import fuzz, process

        near = list(dict.fromkeys(pair for start in _starts(wanted) for pair in self._office_by_start.get(start, ())))
        best = process.extractOne(wanted, [name for name, _ in near], scorer=fuzz.ratio, score_cutoff=_NEAR)
        if best is None:
            return None
        _, score, at = best
        key = near[at][1]
        return Office(key, self.office_name(key), min(99, round(score)))


def known(store: Store) -> Known:
    """Everybody in the file now."""
    with store.connection() as connection:
        return Known(known_people.people(connection), known_people.organisations(connection))


def _starts(name: str) -> set[str]:
    return {word[:_BLOCK] for word in name.split()}


def _doubted(one: Candidate) -> Candidate:
    return Candidate(one.contact, one.name, one.organisation, one.organisation_name, one.likeness) if one.sure else one
