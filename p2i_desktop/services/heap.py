"""Names searched in memory while somebody types: start of a name before start of a word before inside a word."""

import re
from array import array
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from p2i_desktop.domain.folding import fold
from p2i_desktop.storage.haystack import Named

START, WORD, INSIDE = 0, 1, 2
_BETWEEN_WORDS = re.compile(r"[\W_]+")
_OVERLAY = 400  # changed names kept apart before everything is laid out anew


class Match(NamedTuple):
    """A hit: the record, how good it is, and which of its names (or numbers) it is."""

    named: Named
    rank: int
    text: str


class Heap:
    """All names in one folded text, one a line, the latest contact first: the first hits found are the best of a rank."""

    def __init__(self, named: Iterable[Named]) -> None:
        # Sorted twice: by name, then (keeping that order among equals) the latest day first.
        ordered = sorted(named, key=lambda one: fold(one.names[0]) if one.names else "")
        ordered.sort(key=lambda one: one.last_on, reverse=True)
        self._names = _Lines((one, name, fold(name)) for one in ordered for name in one.names)
        self._numbers = _Lines((one, written, number) for one in ordered for number, written in one.numbers)

    def by_name(self, typed: str, limit: int, without: Collection[str]) -> list[Match]:
        """At most `limit` records by a folded text, best first, each once."""
        found: dict[str, Match] = {}
        self._names.starting(typed, found, limit, without)
        if len(found) < limit:
            self._names.holding(typed, found, limit, without)
        if len(found) < limit and " " in typed:
            self._names.with_all(typed.split(), found, limit, without)
        return list(found.values())

    def by_number(self, typed: str, limit: int, without: Collection[str]) -> list[Match]:
        """At most `limit` records with these digits in a telephone number."""
        found: dict[str, Match] = {}
        self._numbers.holding(typed, found, limit, without)
        return [match._replace(rank=INSIDE) for match in found.values()]


class _Lines:
    def __init__(self, lines: Iterable[tuple[Named, str, str]]) -> None:
        kept = [(one, shown, folded.replace("\n", " ")) for one, shown, folded in lines]
        self._owners = [one for one, _, _ in kept]
        self._shown = [shown for _, shown, _ in kept]
        self._text = "".join("\n" + folded for _, _, folded in kept)
        self._starts = array("q", _offsets(folded for _, _, folded in kept))

    def starting(self, typed: str, found: dict[str, Match], limit: int, without: Collection[str]) -> None:
        """Lines that begin with the text."""
        wanted = "\n" + typed
        place = self._text.find(wanted)
        while place >= 0 and len(found) < limit:
            self._take(self._line(place), START, found, without)
            place = self._text.find(wanted, place + 1)

    def holding(self, typed: str, found: dict[str, Match], limit: int, without: Collection[str]) -> None:
        """Lines with the text anywhere: those where it begins a word before the others."""
        inside: dict[int, None] = {}
        text, place = self._text, self._text.find(typed)
        while place >= 0 and len(found) < limit:
            line = self._line(place)
            if not text[place - 1].isalnum():
                self._take(line, WORD, found, without)
            elif len(inside) < limit + len(without):
                inside[line] = None
            place = text.find(typed, place + 1)
        for line in inside:
            if len(found) < limit:
                self._take(line, INSIDE, found, without)

    def with_all(self, pieces: list[str], found: dict[str, Match], limit: int, without: Collection[str]) -> None:
        """Lines in which every piece begins a word, in any order: "hospital demo"."""
        if any(piece not in self._text for piece in pieces):
            return
        rarest = max(pieces, key=len)
        place = self._text.find(rarest)
        while place >= 0 and len(found) < limit:
            line = self._line(place)
            end = self._starts[line + 1] if line + 1 < len(self._starts) else len(self._text)
            words = _BETWEEN_WORDS.split(self._text[self._starts[line] : end])
            if all(any(word.startswith(piece) for word in words) for piece in pieces):
                self._take(line, INSIDE, found, without)
            place = self._text.find(rarest, end)

    def _line(self, place: int) -> int:
        return bisect_right(self._starts, place) - 1

    def _take(self, line: int, rank: int, found: dict[str, Match], without: Collection[str]) -> None:
        one = self._owners[line]
        if one.id not in found and one.id not in without:
            found[one.id] = Match(one, rank, self._shown[line])


def _offsets(lines: Iterable[str]) -> Iterator[int]:
    place = 0
    for line in lines:
        yield place
        place += len(line) + 1


class Haystack:
    """A heap that takes changes: a few changed records are searched beside it until it is laid out anew."""

    def __init__(self, named: Iterable[Named]) -> None:
        self._all = {one.id: one for one in named}
        self._changed: set[str] = set()
        self._heap, self._overlay = Heap(self._all.values()), Heap(())

    def update(self, named: Collection[Named], ids: Collection[str]) -> None:
        """These records are now as they stand in `named`; those of the ids that are not there are gone."""
        if not ids:
            return
        for gone in ids:
            self._all.pop(gone, None)
        self._all |= {one.id: one for one in named}
        self._changed |= set(ids)
        if len(self._changed) > _OVERLAY:
            self._heap, self._overlay = Heap(self._all.values()), Heap(())
            self._changed = set()
        else:
            self._overlay = Heap(self._all[key] for key in self._changed if key in self._all)

    def find(self, typed: str, number: str, limit: int) -> list[Match]:
        """The best hits by folded text and by digits: by rank, within a rank the latest contact first."""
        found: dict[str, Match] = {}
        if typed:
            for match in (
                *self._overlay.by_name(typed, limit, ()),
                *self._heap.by_name(typed, limit, self._changed),
            ):
                found[match.named.id] = match
        if number:
            for match in (
                *self._overlay.by_number(number, limit, ()),
                *self._heap.by_number(number, limit, self._changed),
            ):
                found.setdefault(match.named.id, match)
        ordered = sorted(found.values(), key=lambda match: match.named.last_on, reverse=True)
        return sorted(ordered, key=lambda match: match.rank)[:limit]

    def named(self, typed: str) -> list[Named]:
        """The records one of whose names is exactly this folded text."""
        return [one for one in self._all.values() if any(fold(name) == typed for name in one.names)]
