"""Codes of the rows of a sign-in sheet: two letters and a digit, derived from the ids, so that a code once printed stays."""

import hashlib
from collections.abc import Iterable

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ"  # without I, L, O: they are read as digits
DIGITS = "0123456789"


def row_codes(ids: Iterable[str]) -> dict[str, str]:
    """Id -> code, each once. Give the binned ones too: codes are taken in the order of the ids, which is that of their
    making, so what comes later changes none. Above 5,000 rows a third letter is used."""
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


def _room(letters: int) -> int:
    room: int = len(LETTERS) ** letters * len(DIGITS)
    return room


def _written(number: int, length: int) -> str:
    number, digit = divmod(number, len(DIGITS))
    letters = ""
    for _ in range(length):
        number, place = divmod(number, len(LETTERS))
        letters = LETTERS[place] + letters
    return letters + DIGITS[digit]
