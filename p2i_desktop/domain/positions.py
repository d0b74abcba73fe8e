"""Keys that order the rows of a list as texts: there is always one between two, so that a move changes one row."""

from collections.abc import Sequence

DIGITS = 6  # of a key that was given at the end: it sorts as text
GAP = 10
LONGEST = 20  # characters; what needs more is numbered anew
_MOST = 10**DIGITS - 1


def at_end(positions: Sequence[str]) -> str:
    """A key behind all of these; "" when there is none of the usual length left."""
    last = max(positions, default="")
    number = int(last[:DIGITS].ljust(DIGITS, "0") or 0) if last.isdecimal() and last.isascii() else 0
    if last and not number:
        return ""
    wanted = number - number % GAP + GAP
    return f"{wanted:0{DIGITS}d}" if wanted <= _MOST else ""


def numbered(count: int) -> list[str]:
    """So many keys in their order, with room between them."""
    width = max(DIGITS, len(str(count * GAP)))
    return [f"{(number + 1) * GAP:0{width}d}" for number in range(count)]


def between(before: str, after: str) -> str:
    """A key behind `before` ("": the beginning) and in front of `after`, of digits only; "" when none is short enough."""
    usable = all(not key or (key.isdecimal() and key.isascii()) for key in (before, after))
    if not usable or before >= after:
        return ""
    for length in range(max(len(before), len(after)), LONGEST + 1):
        low = int(before.ljust(length, "0") or 0)
        high = int(after.ljust(length, "0"))
        if high - low > 1:
            found = f"{(low + high) // 2:0{length}d}"
            return found if before < found < after else ""
    return ""
