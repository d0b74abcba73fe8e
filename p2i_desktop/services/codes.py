"""Official codes: found by the first digits or by words of a language, named, walked upwards; the lists that are taken in."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from p2i_desktop.domain import codes as patterns
from p2i_desktop.domain.folding import words
from p2i_desktop.domain.record import type_key
from p2i_desktop.domain.reporting import CodeList
from p2i_desktop.i18n import N_, languages, texts_for
from p2i_desktop.storage import codes as stored
from p2i_desktop.storage.codes import Edition
from p2i_desktop.storage.store import Changed, Store

CPV, NUTS = "cpv", "nuts"
MOST_HITS = 8
ATTRIBUTION = N_("Contains eForms SDK data, © European Union, licensed under CC BY 4.0. Extracted and reshaped.")
_SDK = "eForms-SDK"
_DIGITS = re.compile(r"[0-9]{1,8}(-[0-9]?)?", re.ASCII)
_KEPT = 6  # languages and lists held in memory at once


@dataclass(frozen=True, slots=True)
class CodeHit:
    """A code, how it is written (CPV with its control digit), and its label; empty where none is known."""

    code: str
    written: str
    label: str


@dataclass(frozen=True, slots=True)
class ListInfo:
    """A list that was taken in; `official`: its licence asks for the line of attribution."""

    name: str
    version: str
    source: str
    licence: str
    taken_in: datetime | None
    codes: int
    retired: int

    @property
    def official(self) -> bool:
        return _SDK in self.source


@dataclass(frozen=True, slots=True)
class _Line:
    code: str
    label: str
    folded: str  # its folded words, with a space before each
    level: int


@dataclass(frozen=True, slots=True)
class _Labels:
    """A list in one language: every code with its label, and the lines of those in use, by code."""

    all: dict[str, str]
    lines: tuple[_Line, ...]


class Codes:
    """Looks into the lists of one open file; what was read stays in memory until the list changes."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._held: dict[tuple[str, int, str], _Labels] = {}
        self._editions: dict[str, Edition] | None = None  # None: to be read
        store.on_changed(self._forget)

    # -- rules -------------------------------------------------------------------------------------------------------
    def knows_cpv(self) -> Callable[[str], bool] | None:
        """Says of a code whether the CPV list has it, retired or not; None where no CPV list is taken in."""
        edition = self._edition(CPV)
        if edition is None:
            return None
        list_id = edition.id

        def knows(code: str) -> bool:
            with self._store.connection() as connection:
                return stored.labels_of(connection, list_id, code) is not None

        return knows

    # -- finding -----------------------------------------------------------------------------------------------------
    def find(self, kind: str, text: str, language: str, limit: int = MOST_HITS) -> list[CodeHit]:
        """Codes that begin with what is typed, else those with all its words in their labels; the general ones first."""
        typed = " ".join(text.split())
        if not typed:
            return []
        lines = self._labels(kind, language).lines
        if kind == CPV and _DIGITS.fullmatch(typed.replace(" ", "")):
            return [self._hit(kind, line) for line in _with_digits(lines, typed.replace(" ", ""))[:limit]]
        found = _with_words(lines, words(typed), limit)
        if kind == NUTS:
            start = patterns.parse_nuts(typed)
            first = [line for line in lines if line.code.startswith(start)]
            found = first + [line for line in found if line not in first]
        return [self._hit(kind, line) for line in found[:limit]]

    def label(self, kind: str, code: str, language: str) -> str:
        """The label of a code in a language, else in English; empty where it is not known."""
        return self.labels(kind, [code], language)[code]

    def labels(self, kind: str, codes: Iterable[str], language: str) -> dict[str, str]:
        """The labels of several codes; without a list, CPV codes bear the name of their division."""
        edition = self._edition(kind)
        found: dict[str, str] = {}
        with self._store.connection() as connection:
            for code in codes:
                if edition is None:
                    found[code] = _division(code, language) if kind == CPV and code[2:] == "000000" else ""
                else:
                    labels = stored.labels_of(connection, edition.id, code) or {}
                    found[code] = labels.get(language) or labels.get("en", "")
        return found

    def ancestors(self, kind: str, code: str) -> list[str]:
        """The codes above one, the nearest first, only those that the list has."""
        known = self._labels(kind, "en").all
        ways = patterns.cpv_parents(code) if kind == CPV else [code[:n] for n in range(len(code) - 1, 1, -1)]
        return [parent for parent in ways if parent in known]

    def up(self, kind: str, code: str, language: str) -> CodeHit | None:
        """The nearest code above one; None at the top."""
        above = self.ancestors(kind, code)
        return CodeHit(above[0], written(kind, above[0]), self.label(kind, above[0], language)) if above else None

    def warm(self, kind: str, language: str) -> None:
        """Reads a list now, so that the first letter is as quick as the second."""
        self._labels(kind, language)

    # -- the lists ---------------------------------------------------------------------------------------------------
    def lists(self) -> list[ListInfo]:
        """The lists that are taken in, by name."""
        with self._store.connection() as connection:
            counts = stored.counts(connection)
        found = sorted(self._store.find(CodeList), key=lambda one: one.name)
        return [
            ListInfo(one.name, one.version, one.source, one.licence, one.imported_on, *counts.get(one.id, (0, 0)))
            for one in found
        ]

    # -- inside ------------------------------------------------------------------------------------------------------
    def _edition(self, kind: str) -> Edition | None:
        found = self._editions
        if found is None:
            with self._store.connection() as connection:
                found = stored.editions(connection)
            if not self._store.read_only:  # else somebody else writes the file
                self._editions = found
        return found.get(kind)

    def _forget(self, changed: Changed) -> None:
        if type_key(CodeList) in changed.keys:
            self._editions = None

    def _labels(self, kind: str, language: str) -> _Labels:
        edition = self._edition(kind)
        if edition is None:
            rows = [(f"{code}000000", False, _division(code, language)) for code in patterns.CPV_DIVISIONS]
            return _held(kind, rows if kind == CPV else [])
        key = (edition.id, edition.revision, language)
        if key not in self._held:
            with self._store.connection() as connection:
                rows = stored.codes_of(connection, edition.id, language)
            if len(self._held) >= _KEPT or any(k[0] == key[0] and k[1] != key[1] for k in self._held):
                self._held.clear()
            self._held[key] = _held(kind, rows)
        return self._held[key]

    @staticmethod
    def _hit(kind: str, line: _Line) -> CodeHit:
        return CodeHit(line.code, written(kind, line.code), line.label)


def written(kind: str, code: str) -> str:
    """A code as people write it: CPV with its control digit; what is no code stays as it is."""
    return patterns.written_cpv(code) if kind == CPV else code


def _held(kind: str, rows: list[tuple[str, bool, str]]) -> _Labels:
    level = patterns.cpv_level if kind == CPV else len
    lines = tuple(
        _Line(code, label, " " + " ".join(words(label)), level(code)) for code, retired, label in rows if not retired
    )
    return _Labels({code: label for code, _, label in rows}, lines)


def _division(code: str, language: str) -> str:
    """The product's own name of a division, for the time before a list is taken in."""
    return texts_for(language if language in languages() else "en").keyed("cpv_division", code[:2])


def _with_digits(lines: Iterable[_Line], typed: str) -> list[_Line]:
    """Lines whose code begins with the digits; a control digit that is typed must be the right one."""
    code, _, digit = typed.partition("-")
    if digit and (len(code) != 8 or int(digit) != patterns.cpv_digit(code)):
        return []
    return [line for line in lines if line.code.startswith(code)]


def _with_words(lines: Iterable[_Line], words: list[str], limit: int) -> list[_Line]:
    """Lines with all words somewhere in their label: at its start, then at the start of a word, then inside one."""
    if not words:
        return []
    first, starts = words[0], [f" {word}" for word in words]
    holding = [line for line in lines if all(word in line.folded for word in words)]
    found: dict[str, _Line] = {}
    for rank in range(3):
        if rank == 0:
            more = [line for line in holding if line.folded.startswith(first, 1)]
        elif rank == 1:
            more = [line for line in holding if all(start in line.folded for start in starts)]
        else:
            more = holding
        found |= {
            line.code: line for line in sorted(more, key=lambda one: (one.level, one.code)) if line.code not in found
        }
        if len(found) >= limit:
            break
    return list(found.values())[:limit]
