"""Whom a name, an address and an organisation of a list may mean: known people with their likeness from 0 to 100."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from p2i_desktop.domain.folding import fold
from p2i_desktop.services import doubles
from p2i_desktop.services.people_rows import Person, essence
from p2i_desktop.storage import known_people
from p2i_desktop.storage.known_people import KnownOrganisation, KnownPerson
from p2i_desktop.storage.store import Store

_BLOCK = 3  # first letters of a word that two names must share to be compared
ALIKE = 80  # likeness of names that an equal address asks for
_SAME_ADDRESS = 74  # likeness of an equal address under another name
_SHOWN, _MOST = 72, 3  # likeness from which somebody is shown at all; how many
_NEAR = 88  # likeness of an organisation that is told, never taken
_SURE = 92
_WORDS, _PART = (
    2,
    90.0,
)  # words that a shorter form of a name must share with the longer one; how alike the two then are
_AT_MOST = 20  # names of a block that are looked at more closely


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
        self._by_name: defaultdict[str, list[str]] = defaultdict(list)
        self._by_word: defaultdict[str, list[str]] = defaultdict(list)
        self._by_start: defaultdict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))  # names, ids
        for key, one in self._people.items():
            if one.email:
                self._by_address[fold(one.email.strip())].append(key)
            name = self._essences[key]
            self._by_name[name].append(key)
            for word in set(name.split()):
                self._by_word[word].append(key)
            for start in _starts(name):
                self._by_start[start][0].append(name)
                self._by_start[start][1].append(key)
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
        found: dict[str, Candidate] = {}
        for key in self._by_name.get(wanted, ()) if wanted else ():
            found[key] = self._judged(person, key, 100.0, office)
        for key in self._by_address.get(fold(person.email), ()) if person.email else ():
            found[key] = self._judged(person, key, self._score(wanted, key), office)
        if not any(one.sure for one in found.values()):
            for key, score in self._near(wanted):
                if key not in found:
                    found[key] = self._judged(person, key, score, office)
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
        """Names written a little differently, and those with a word more or less."""
        if wanted not in self._alike:
            found: dict[str, float] = {}
            for start in _starts(wanted):
                names, keys = self._by_start.get(start, ((), ()))
                for _, score, at in _extract(wanted, names):
                    found[keys[at]] = score
            words = set(wanted.split())
            shared = Counter(key for word in words for key in self._by_word.get(word, ()))
            for key, number in shared.items():
                if number >= _WORDS and number in (len(words), len(self._essences[key].split())):
                    found[key] = max(found.get(key, 0.0), _PART)
            self._alike[wanted] = list(found.items())
        return self._alike[wanted]

    def _score(self, wanted: str, key: str) -> float:
        """How alike two names are whose address is the same; a row without a name says nothing against it."""
        return likeness(wanted, self._essences[key]) if wanted else 100.0

    def _judged(self, person: Person, key: str, score: float, office: Office | None) -> Candidate:
        one = self._people[key]
        same_address = bool(person.email) and fold(person.email) == fold(one.email.strip())
        other_address = bool(person.email and one.email) and not same_address
        exact = office.id if office is not None and office.likeness == 100 else ""
        same_office = bool(exact) and exact == one.organisation
        other_office = bool(person.organisation and one.organisation) and not same_office
        if same_address:
            likeness, sure = (100, True) if score >= ALIKE else (_SAME_ADDRESS + round(score / 10), False)
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


def likeness(one: str, other: str) -> float:
    """How alike two names are, both as `essence` gives them: 0 to 100; a name with a word less is 90."""
    from rapidfuzz import fuzz

    words, others = set(one.split()), set(other.split())
    part = len(words & others) >= min(len(words), len(others))
    return max(fuzz.ratio(one, other), _PART if part else 0.0)


def known(store: Store) -> Known:
    """Everybody in the file now."""
    with store.connection() as connection:
        return Known(known_people.people(connection), known_people.organisations(connection))


def _extract(wanted: str, names: Sequence[str]) -> list[tuple[str, float, int]]:
    from rapidfuzz import fuzz, process

    return process.extract(wanted, names, scorer=fuzz.ratio, score_cutoff=_SHOWN, limit=_AT_MOST) if names else []


def _starts(name: str) -> set[str]:
    return {word[:_BLOCK] for word in name.split()}


def _doubted(one: Candidate) -> Candidate:
    return Candidate(one.contact, one.name, one.organisation, one.organisation_name, one.likeness) if one.sure else one
