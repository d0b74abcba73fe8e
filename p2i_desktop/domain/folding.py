"""One folding for index, query, doubles and sorting: what a person means when typing a name in any of the languages."""

import unicodedata

# Letters that no decomposition reaches; SQLite's own folding misses them too, and the Greek tonos and ß with them.
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"})


_DIALLED = frozenset("0123456789 +-/().\u00a0\u202f")  # what people write in telephone numbers


class _Fold(dict[int, str]):
    """A table for `str.translate` that works out each character once, when it is first met."""

    def __missing__(self, code: int) -> str:
        parts = unicodedata.normalize("NFD", chr(code).casefold())
        bare = "".join(c for c in parts if not unicodedata.category(c).startswith("M"))
        folded = self[code] = bare.translate(_LETTERS)
        return folded


_TABLE = _Fold()


def fold(text: str) -> str:
    """The text without case, accents and marks: `Καινοτομία` -> `καινοτομια`, `Straße` -> `strasse`, `Łódź` -> `lodz`."""
    return text.lower() if text.isascii() else text.translate(_TABLE)


def words(text: str) -> list[str]:
    """The folded words of a text, in order: runs of letters and digits, as the full-text index cuts them."""
    folded = fold(text)
    return "".join(c if c.isalnum() else " " for c in folded).split()


def digits(text: str) -> str:
    """The digits of what looks like a telephone number, else an empty text: `+43 (1) 234-56` -> `43123456`."""
    if any(c not in _DIALLED for c in text):
        return ""
    return "".join(c for c in text if c.isdecimal())
