"""Codes of the rows of a sign-in sheet: two letters and a digit, derived from the ids, so that a code once printed stays."""

import hashlib
from collections.abc import Iterable

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ"  # without I, L, O: they are read as digits
FIRST = "BCDFGHJKMNQRSTUVWYZ"  # without A, E, P: keys that mark in the attendance list; without X: free rows
WALK_IN = "X"
DIGITS = "0123456789"


def row_codes(ids: Iterable[str]) -> dict[str, str]:
    """Id -> code, each once. Give the binned ones too: codes are taken in the order of the ids, which is that of their
    making, so what comes later changes none. Above 4,000 rows a third letter is used."""
    found: dict[str, str] = {}
    taken: set[int] = set()
    length, room = 2, _room(2)
    for key in sorted(set(ids)):
        if len(taken) * 20 >= room * 19:  # nearly full: looking for what is free would take ever longer
            length, taken = length + 1, set()
            room = _room(length)
        number = int.from_bytes(hashlib.sha256(key.encode()).digest()[:8], "big") % room
        while number in taken:
            number = (number + 1) % room
        taken.add(number)
        found[key] = _written(number, length)
    return found


def normalised(text: str) -> str:
    """What was typed, as codes are written: capitals without spaces and hyphens, letters that are not used as their digits."""
    kept = "".join(letter for letter in text.upper() if letter.isalnum())
    return kept[:-1] + kept[-1:].translate(str.maketrans("OIL", "011"))


def walk_in_codes(session: int, count: int = 10) -> list[str]:
    """The codes of the free rows of the sheet of a session (0 = the first); nobody on the list ever has one of them."""
    first = session * count
    return [_of(WALK_IN, number % (len(LETTERS) * len(DIGITS)), 2) for number in range(first, first + count)]


def _room(letters: int) -> int:
    room: int = len(FIRST) * len(LETTERS) ** (letters - 1) * len(DIGITS)
    return room


def _written(number: int, length: int) -> str:
    place, rest = divmod(number, _room(length) // len(FIRST))
    return _of(FIRST[place], rest, length)


def _of(first: str, number: int, length: int) -> str:
    """The first letter, then the number in the other letters and a digit."""
    number, digit = divmod(number, len(DIGITS))
    letters = ""
    for _ in range(length - 1):
        number, place = divmod(number, len(LETTERS))
        letters = LETTERS[place] + letters
    return first + letters + DIGITS[digit]
