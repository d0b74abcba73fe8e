"""Letters typed in a list of people lead to a row: its code, or how a name begins."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from p2i_desktop.domain.folding import fold, words
from p2i_desktop.domain.row_codes import normalised


class Person(Protocol):
    """What a row is found by."""

    @property
    def code(self) -> str: ...
    @property
    def given_name(self) -> str: ...
    @property
    def family_name(self) -> str: ...
    @property
    def name(self) -> str: ...


class Found(NamedTuple):
    """The rows that fit what was typed, best first, and whether it is a whole code."""

    rows: tuple[int, ...]
    code: bool = False


class Jump:
    """The people of a list, folded once."""

    def __init__(self, people: Sequence[Person]) -> None:
        self._codes = {one.code: row for row, one in enumerate(people)}
        self._written = [one.code for one in people]
        self._family = [fold(one.family_name) for one in people]
        self._given = [fold(one.given_name) for one in people]
        self._words = [words(one.name) for one in people]

    def find(self, typed: str) -> Found:
        """The rows meant by some letters: a whole code, else beginnings of family names, given names, other words, codes."""
        code = self._codes.get(normalised(typed))
        if code is not None:
            return Found((code,), code=True)
        wanted = fold(" ".join(typed.split()))
        if not wanted:
            return Found(())
        ranked: tuple[list[int], ...] = ([], [], [], [])
        begun = wanted.upper()
        for row, family in enumerate(self._family):
            if family.startswith(wanted):
                ranked[0].append(row)
            elif self._given[row].startswith(wanted):
                ranked[1].append(row)
            elif any(word.startswith(wanted) for word in self._words[row]) or self._whole(row, wanted):
                ranked[2].append(row)
            elif self._written[row].startswith(begun):
                ranked[3].append(row)
        return Found(tuple(row for rank in ranked for row in rank))

    def _whole(self, row: int, wanted: str) -> bool:
        """Two names one after the other, in either order."""
        given, family = self._given[row], self._family[row]
        return " " in wanted and (f"{given} {family}".startswith(wanted) or f"{family} {given}".startswith(wanted))


class TypeAhead:
    """Letters one after the other: `feed` says where they lead; what leads nowhere is not taken."""

    def __init__(self) -> None:
        self.text = ""

    def feed(self, jump: Jump, letter: str) -> int:
        """The row that the letters typed so far lead to, -1 where this one leads nowhere (it is forgotten then)."""
        found = jump.find(self.text + letter)
        if not found.rows:
            return -1
        self.text = "" if found.code else self.text + letter
        return found.rows[0]

    def forget(self) -> None:
        """The next letter is a first one."""
        self.text = ""
