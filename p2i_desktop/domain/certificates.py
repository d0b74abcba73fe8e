"""Codes of certificates: nine drawn characters and a check character, in an alphabet that survives being read aloud."""

import re
import secrets
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford base 32: without I, L, O, U
DRAWN = 9
LENGTH = DRAWN + 1
_VALUE = {letter: value for value, letter in enumerate(ALPHABET)}
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})
_FIELD = 0b100101  # x^5 + x^2 + 1: numbers of five bits become a field, where no slip of one letter or two neighbours is hidden
_HYPHENS = re.compile("[\u00ad\u2010-\u2015\u2212\ufe58\ufe63\uff0d_.:/]")
_NUMBERED = re.compile(r"W-?(?P<number>(?:19|20)[0-9]{2}-[0-9]{2,6})-(?P<rest>.*)", re.ASCII)

# The same with a blank, or nothing, where a hyphen should be: the code is what stands at the end.
_JOINED = re.compile(r"W(?P<year>(?:19|20)[0-9]{2})(?P<joined>[0-9]{2,6})(?P<rest>[0-9A-Z]{10})", re.ASCII)


class Typed(NamedTuple):
    """What somebody typed from a certificate: the number of the event ("" where it was left out) and the code."""

    number: str
    code: str

    @property
    def whole(self) -> bool:
        """Whether the code can be one of ours: the right length, letters and check character."""
        return is_whole(self.code)


def draw(random: Callable[[int], bytes] = secrets.token_bytes) -> str:
    """A new code; `random` gives so many bytes and can be handed in where codes must be repeatable."""
    drawn = "".join(
        ALPHABET[byte % len(ALPHABET)] for byte in random(DRAWN)
    )  # 256 is a multiple of 32: no letter is favoured
    return drawn + check_letter(drawn)


def check_letter(drawn: str) -> str:
    """The check character of nine others; KeyError for what is not in the alphabet."""
    rest = 0
    for letter in drawn:
        rest = _doubled(rest ^ _VALUE[letter])
    return ALPHABET[rest]


def is_whole(code: str) -> bool:
    """Whether a normalised code has the right length, letters and check character."""
    if len(code) != LENGTH or not all(letter in _VALUE for letter in code):
        return False
    return check_letter(code[:DRAWN]) == code[DRAWN]


def normalise(text: str) -> str:
    """The code in what was typed, with or without the number of its event: O read as 0, I and L as 1."""
    return parse(text).code


def parse(text: str) -> Typed:
    """Takes apart what was typed: `w-2026-09 – 3k7q9 xm2a1b`, also without the number."""
    wide = unicodedata.normalize("NFKC", text)
    plain = "".join(_HYPHENS.sub("-", wide).upper().split())
    match = _NUMBERED.fullmatch(plain) or _JOINED.fullmatch(plain.replace("-", ""))
    if match and "joined" in match.groupdict():
        return Typed(f"W-{match['year']}-{match['joined']}", match["rest"].translate(_MISREAD))
    number, rest = (f"W-{match['number']}", match["rest"]) if match else ("", plain)
    return Typed(number, rest.replace("-", "").translate(_MISREAD))


def printed(number: str, code: str) -> str:
    """How it stands on the certificate: `W-2026-09-3K7Q9XM2A1`."""
    return f"{number}-{code}" if number else code


def _doubled(value: int) -> int:
    value <<= 1
    return value ^ _FIELD if value > len(ALPHABET) - 1 else value
