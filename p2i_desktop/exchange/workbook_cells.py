"""Single cells of a workbook: texts with their escapes, numbers, days and times as they are meant, errors as faults."""

import math
import re
from datetime import date, datetime, time, timedelta

from p2i_desktop.exchange.table_shape import Fault, Value

_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_SURROGATES = re.compile("[\ud800-\udfff]")
_UNSAID = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')  # what a number format writes as it is
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_CLOCK = re.compile("[dmyhs]", re.IGNORECASE)
_BUILT_IN = frozenset((*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)))  # 46 is a length of time
_DAY_ZERO, _OTHER_ZERO = date(1899, 12, 30), date(1904, 1, 1)
_LEAP = 60  # the day that never was: 29 February 1900
_LAST = date(9999, 12, 31)
_SECONDS = 86_400
_WHOLE = 1e15


def is_moment(number_format: int, code: str) -> bool:
    """Whether a number format shows days or times."""
    if not code:
        return number_format in _BUILT_IN
    if _ELAPSED.search(code):
        return False
    bare = _UNSAID.sub("", code.partition(";")[0])
    return bool(_CLOCK.search(bare)) and "general" not in bare.lower()


def unescaped(text: str) -> tuple[str, bool]:
    """(text, whether half a sign was replaced): `_x000D_` is the sign of that number, half signs become U+FFFD."""
    if "_x" in text:
        text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    if text.isascii() or not _SURROGATES.search(text):
        return text, False
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return whole, "\ufffd" in whole


def number(text: str, column: int, *, moment: bool, other_zero: bool) -> tuple[Value, Fault | None]:
    """A number, or the day and time that it stands for."""
    try:
        found = float(text)
    except ValueError:
        return text, Fault(column, "no_number", (("text", text[:40]),))
    if not math.isfinite(found):
        return text, Fault(column, "no_number", (("text", text[:40]),))
    if not moment:
        return (int(found) if found.is_integer() and abs(found) < _WHOLE else found), None
    value = _moment(found, other_zero)
    return (text, Fault(column, "no_day", (("text", text[:40]),))) if value is None else (value, None)


def _moment(serial: float, other_zero: bool) -> Value:
    """Days since the zero of the workbook; None for a day that there is not."""
    if serial < 0 or serial > 3_000_000:
        return None
    days, seconds = divmod(round(serial * _SECONDS), _SECONDS)
    clock = (datetime.min + timedelta(seconds=seconds)).time()
    if days == 0 and serial < 1:
        return clock if serial or not other_zero else _OTHER_ZERO
    if other_zero:
        day = _OTHER_ZERO.toordinal() + days
    elif days == _LEAP:
        return None
    else:
        day = _DAY_ZERO.toordinal() + days + (days < _LEAP)
    if day > _LAST.toordinal():
        return None
    found = date.fromordinal(day)
    return datetime.combine(found, clock) if seconds else found


def iso(text: str, column: int) -> tuple[Value, Fault | None]:
    """A day or time in the written form of strict workbooks."""
    for read in (date.fromisoformat, time.fromisoformat, _without_zone):
        try:
            return read(text), None
        except ValueError:
            continue
    return text, Fault(column, "no_day", (("text", text[:40]),))


def _without_zone(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=None)


def column_of(reference: str) -> int:
    """The column of `AB12`, from 0; -1 where there are no letters."""
    at = 0
    for sign in reference:
        if not ("A" <= sign <= "Z"):
            break
        at = at * 26 + ord(sign) - 64
    return at - 1
