"""Finding while typing: callers, everything by the search box, and records for the palette."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from p2i_desktop.clock import Clock
from p2i_desktop.domain.folding import fold, words
from p2i_desktop.domain.record import About, FieldKind, Record, fields_of, type_key
from p2i_desktop.domain.records import BY_KEY, BY_NAME, PARENT
from p2i_desktop.services.heap import INSIDE, START, WORD, Haystack, Match
from p2i_desktop.services.naming import name_of
from p2i_desktop.storage import haystack, hits, search, talks
from p2i_desktop.storage.lists import contacts as contact_list
from p2i_desktop.storage.lists import parts
from p2i_desktop.storage.store import Store
from p2i_desktop.storage.talks import Talk

__all__ = ["INSIDE", "START", "WORD", "Caller", "Finding", "Found", "Hit", "OpenCase", "Palette", "Talk", "marked"]

MOST_CALLERS = 6
_LOOKED_THROUGH = 60  # whose name begins with the name of another
_SNIPPET = 160  # characters
_LOOKED_AT = 50_000  # characters of a text in which the words are looked for again, to show them
_DEEPEST = 4  # steps from a record to the one that shows it
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class OpenCase:
    """An open case of a caller's organisation."""

    id: str
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody who may be calling: an organisation, or a contact (then with the organisation that employs them).

    `detail` is what was matched where it is neither of the two names: short name, other name, e-mail, number.
    `rank`: START, WORD or INSIDE of a name. `open_cases` are those of the organisation, the latest first."""

    organisation_id: str
    organisation: str
    contact_id: str
    contact: str
    detail: str
    rank: int
    last_on: date | None
    open_cases: tuple[OpenCase, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A record found: `marks` are the (start, end) of the found words in `snippet`, which is plain text."""

    type: str
    id: str
    title: str
    snippet: str
    marks: tuple[tuple[int, int], ...] = ()
    score: float = 0.0
    detail: str = ""
    on: date | None = None
    title_marks: tuple[tuple[int, int], ...] = ()
    opens: tuple[str, str] = ("", "")  # type key and id of the record that shows it, itself or what it belongs to


@dataclass(frozen=True, slots=True)
class Found:
    """Hits, and how many there are: exact up to `search.MANY`, else that number and `more`."""

    hits: list[Hit]
    count: int
    more: bool


@dataclass(frozen=True, slots=True)
class Palette:
    """Records for the palette by their kind."""

    cases: list[Hit]
    organisations: list[Hit]
    contacts: list[Hit]
    procurements: list[Hit]
    workshops: list[Hit]


class Finding:
    """Looks into one open file. The names are read on the first question (or by `warm`) and kept fresh by the journal."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._heads: Mapping[str, int] | None = None
        self._stacks: dict[str, Haystack] = {}

    def warm(self) -> None:
        """Reads the names now, so that the first letter is as quick as the second."""
        with self._store.connection() as connection:
            self._refresh(connection)

    def callers(self, text: str, limit: int = MOST_CALLERS) -> list[Caller]:
        """Who may be meant: start of a name, then of a word, then inside; within these the latest contact first."""
        typed, number = _typed(text)
        if not typed and not number:
            return []
        with self._store.connection() as connection:
            self._refresh(connection)
            matches = [m for kind in ("organisation", "contact") for m in self._stacks[kind].find(typed, number, limit)]
            best = _best(matches, limit)
            return self._callers(connection, best)

    def people(self, text: str, limit: int = MOST_CALLERS) -> list[Caller]:
        """Contacts who may be meant, ranked like callers, without their open cases."""
        typed, number = _typed(text)
        if not typed and not number:
            return []
        with self._store.connection() as connection:
            self._refresh(connection)
            matches = _best(self._stacks["contact"].find(typed, number, limit), limit)
            return [replace(one, open_cases=()) for one in self._callers(connection, matches)]

    def same_person(self, name: str, email: str, phone: str) -> list[Caller]:
        """Contacts with exactly this name (in either order), e-mail or number, folded: the likely doubles of W40."""
        told = [text for text in (_typed(name)[0], _typed(email)[0]) if text]
        number = _typed(phone)[1]
        with self._store.connection() as connection:
            self._refresh(connection)
            stack = self._stacks["contact"]
            found = [
                m for text in told for m in stack.find(text, "", _LOOKED_THROUGH) if text in map(fold, m.named.names)
            ]
            if number:
                called = stack.find("", number, _LOOKED_THROUGH)
                found += [m for m in called if number in (known for known, _ in m.named.numbers)]
            once = list({match.named.id: match for match in found}.values())
            return [replace(one, open_cases=()) for one in self._callers(connection, once[:MOST_CALLERS])]

    def last_talks(self, organisation_id: str = "", contact_id: str = "", limit: int = 3) -> list[Talk]:
        """The latest consultations with an organisation or contact (given both: with either), newest first."""
        with self._store.connection() as connection:
            return talks.last(connection, organisation_id, contact_id, limit, self._store.actor)

    def exact_organisations(self, name: str) -> list[str]:
        """The ids of the organisations with exactly this name (legal, short or other) after folding."""
        typed = fold(" ".join(name.split()))
        if not typed:
            return []
        with self._store.connection() as connection:
            self._refresh(connection)
            return sorted(one.id for one in self._stacks["organisation"].named(typed))

    def search(self, text: str, limit: int = 50) -> Found:
        """Everything with these words, the last one as a beginning; ranked when there are few, else the newest first."""
        with self._store.connection() as connection:
            found, count = hits.find(connection, text, limit, self._store.actor)
        wanted = words(text)
        shown = []
        places = shown_in(self._store, [(hit.type, hit.id) for hit in found])
        for hit in found:
            snippet, marks = marked(hit.texts, wanted)
            target = places.get((hit.type, hit.id), ("", ""))
            detail = hit.detail or ("" if target == (hit.type, hit.id) else name_of(self._store, *target))
            made = Hit(hit.type, hit.id, hit.title, snippet, marks, hit.score, detail, hit.on)
            shown.append(replace(made, title_marks=tuple(_places(hit.title, wanted)), opens=target))
        return Found(shown, min(count, search.MANY), count > search.MANY)

    def palette(self, text: str, limit: int = MOST_CALLERS) -> Palette:
        """Records by their names and numbers; the latest first among equally good ones."""
        typed, number = _typed(text)
        with self._store.connection() as connection:
            self._refresh(connection)
            found = {kind: stack.find(typed, number, limit) for kind, stack in self._stacks.items() if typed or number}
            cases = self._visible_cases(connection, [m.named.id for m in found.get("case", ())])
            shown = [m for m in found.get("case", ()) if m.named.id in cases]
            projects = self._seen(connection, haystack.PROCUREMENT, found)
            events = self._seen(connection, haystack.WORKSHOP, found)
            places = contact_list.places(connection, [m.named.id for m in found.get("contact", ())])
            names = parts.names_of(connection, (place[0] for place in places.values()))
        people = [(m, names.get(places.get(m.named.id, ("", ""))[0], "")) for m in found.get("contact", ())]
        return Palette(
            [_named("case", m, " ".join(cases[m.named.id]).strip(), text) for m in shown],
            [_named("organisation", m, m.named.names[0], text, _other_name(m)) for m in found.get("organisation", ())],
            [_named("contact", m, m.named.names[0], text, detail=where) for m, where in people],
            [_named(haystack.PROCUREMENT, m, m.named.names[0], text, _other_name(m)) for m in projects],
            [_named(haystack.WORKSHOP, m, m.named.names[0], text) for m in events],
        )

    def _seen(self, connection: haystack.Reading, kind: str, found: Mapping[str, list[Match]]) -> list[Match]:
        """Those of the matches of a kind that the person at work may see."""
        matches = found.get(kind, [])
        secret = haystack.hidden(connection, kind, [m.named.id for m in matches], self._store.actor)
        return [match for match in matches if match.named.id not in secret]

    def _refresh(self, connection: haystack.Reading) -> None:
        now = haystack.heads(connection)
        if self._heads == now:
            return
        changed = None if self._heads is None else haystack.changed_since(connection, self._heads, now)
        readers = {
            "organisation": haystack.organisations,
            "contact": haystack.contacts,
            "case": haystack.all_cases,
            haystack.PROCUREMENT: haystack.procurements,
            haystack.WORKSHOP: haystack.workshops,
        }
        for kind, read in readers.items():
            if changed is None:
                self._stacks[kind] = Haystack(read(connection))
            else:
                self._stacks[kind].update(read(connection, changed[kind]), changed[kind])
        self._heads = now

    def _callers(self, connection: haystack.Reading, matches: list[Match]) -> list[Caller]:
        people = [m.named.id for m in matches if m.named.type == "contact"]
        places = contact_list.places(connection, people)
        names = parts.names_of(connection, (place[0] for place in places.values()))
        organisations = {places[key][0] for key in places} | {m.named.id for m in matches} - set(people)
        cases = haystack.open_cases(connection, organisations, self._store.actor)
        found = []
        for match in matches:
            one = match.named
            last_on = date.fromisoformat(one.last_on) if one.last_on else None
            is_person = one.type == "contact"
            organisation = places.get(one.id, ("", ""))[0] if is_person else one.id
            found.append(
                Caller(
                    organisation_id=organisation,
                    organisation=names.get(organisation, "") if is_person else one.names[0],
                    contact_id=one.id if is_person else "",
                    contact=one.names[0] if is_person else "",
                    detail=_other_name(match),
                    rank=match.rank,
                    last_on=last_on,
                    open_cases=tuple(OpenCase(*case) for case in cases.get(organisation, ())),
                )
            )
        return found

    def _visible_cases(self, connection: haystack.Reading, ids: list[str]) -> dict[str, tuple[str, str]]:
        hidden = haystack.hidden(connection, "case", ids, self._store.actor)
        return {key: case for key, case in parts.cases_of(connection, ids).items() if key not in hidden}


# What has a page or a window of its own; everything else is shown with what it belongs to.
SHOWN = frozenset({
    "case", "consultation", "organisation", "contact", "procurement_project", "case_template", "centre", "staff_member",
    "programme", "support_plan", "workshop",
})  # fmt: skip


def shown_in(store: Store, keys: list[tuple[str, str]]) -> dict[tuple[str, str], tuple[str, str]]:
    """(type key, id) of records -> of the records that show them; one that belongs to nothing any more is left out."""
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for kind, record_id in keys:
        place = (kind, record_id)
        for _ in range(_DEEPEST):
            if place[0] in SHOWN:
                found[kind, record_id] = place
                break
            above = _above(store.get(BY_KEY[place[0]], place[1]))
            if above is None:
                break
            place = above
    return found


def _above(record: Record | None) -> tuple[str, str] | None:
    """What a record belongs to: its parent, or the first record that it names."""
    if record is None:
        return None
    parent = PARENT.get(type(record))
    specs = [spec for spec in fields_of(type(record)) if spec.kind in (FieldKind.REF, FieldKind.ABOUT)]
    for spec in sorted(specs, key=lambda spec: spec.name != parent):
        value = getattr(record, spec.name)
        if isinstance(value, About):
            return value.type, value.id
        if value:
            return type_key(BY_NAME[spec.target]), value
    return None


def marked(texts: Iterable[str], wanted: list[str]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """(a piece of the text that has most of the words, on one line; where in it the words stand)."""
    best: tuple[int, str, int] = (0, "", 0)
    for text in texts:
        looked_at = text[:_LOOKED_AT]
        places = _places(looked_at, wanted)
        different = len({fold(looked_at[start:end]) for start, end in places})
        if places and different >= best[0]:
            best = (different, looked_at, places[0][0])
    _, text, place = best
    start = max(0, place - _SNIPPET // 4)
    if start:
        start = text.find(" ", start, place) + 1 or start
    piece = text[start : start + _SNIPPET].replace("\n", " ").replace("\t", " ")
    return piece, tuple(_places(piece, wanted))


def _places(text: str, wanted: list[str]) -> list[tuple[int, int]]:
    if not wanted:
        return []
    whole, beginning = frozenset(wanted), wanted[-1]
    found = []
    for match in _WORD.finditer(text):
        word = fold(match.group())
        if word in whole or word.startswith(beginning):
            found.append(match.span())
    return found


def _named(kind: str, match: Match, title: str, text: str, snippet: str = "", detail: str = "") -> Hit:
    """A hit of the names."""
    marks = tuple(_places(title, words(text)))
    return Hit(kind, match.named.id, title, snippet, detail=detail, title_marks=marks, opens=(kind, match.named.id))


def _typed(text: str) -> tuple[str, str]:
    """(the folded text without doubled spaces, its digits when it is a telephone number)."""
    return fold(" ".join(text.replace("\0", " ").split()))[:200], search.number_typed(text)


def _other_name(match: Match) -> str:
    """What was matched, where it is not the name that is shown anyway."""
    first = match.named.names[0] if match.named.names else ""
    same = sorted(words(match.text)) == sorted(words(first))  # a person's name in the other order is no other name
    return "" if same else match.text


def _best(matches: list[Match], limit: int) -> list[Match]:
    latest = sorted(matches, key=lambda match: match.named.last_on, reverse=True)
    return sorted(latest, key=lambda match: match.rank)[:limit]
