"""Single cells as XML: every text typed as text, numbers and dates as Excel counts them."""

import math
import re
from datetime import date, datetime, time
from decimal import Decimal
from xml.sax.saxutils import escape

from p2i_desktop.reports.excel.model import MAX_TEXT

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
CUT = "[cut]"
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
# all that is rewritten in a text
_MARKED = re.compile("[&<>\r\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]|_x")
_ESCAPES = re.compile("(?=_x[0-9A-Fa-f]{4}_)")  # Excel would read _x0041_ as "A"
_DAY_ZERO = date(1899, 12, 30).toordinal()
_FIRST_DAY = date(1900, 3, 1)  # Excel believes in 29 February 1900


def clean(text: str) -> str:
    """The text as a cell can hold it: no control characters, no lone surrogates, at most 32,767 UTF-16 units."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _ILLEGAL.sub("", text)
    if len(text) * 2 > MAX_TEXT and _units(text) > MAX_TEXT:
        text = _cut(text)
    return text


def was_cut(text: str) -> bool:
    """Whether a cell cannot hold the whole text."""
    return len(text) * 2 > MAX_TEXT and _units(_ILLEGAL.sub("", text)) > MAX_TEXT


def _units(text: str) -> int:
    return len(text) + sum(1 for c in text if c > "\uffff")


def _cut(text: str) -> str:
    kept = text[:MAX_TEXT].encode("utf-16-le")[: (MAX_TEXT - len(CUT)) * 2]
    return kept.decode("utf-16-le", "ignore") + CUT


def xml(text: str) -> str:
    """A cleaned text as XML content."""
    if len(text) * 2 <= MAX_TEXT and not _MARKED.search(text):
        return text
    return escape(literal(clean(text)))


def literal(text: str) -> str:
    """The text in the way of the format: what looks like one of its escapes stays as it is."""
    return _ESCAPES.sub("_x005F", text) if "_x" in text else text


def attribute(text: str) -> str:
    """A cleaned text as the content of a double-quoted XML attribute."""
    if text.isprintable() and '"' not in text and len(text) * 2 <= MAX_TEXT and not _MARKED.search(text):
        return text
    return escape(clean(text), {'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})


def inline(text: str) -> str:
    """The inside of a cell of type inlineStr."""
    return f'<is><t xml:space="preserve">{xml(text)}</t></is>'


def column_letters(index: int) -> str:
    """A for 0, Z for 25, AA for 26."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def day_number(day: date) -> int | None:
    """The day as Excel counts it; None before March 1900, where Excel's calendar is wrong."""
    return None if day < _FIRST_DAY else day.toordinal() - _DAY_ZERO


def moment_number(moment: datetime) -> float | None:
    """Days and their fraction of a local instant without zone; None before March 1900."""
    days = day_number(moment.date())
    return None if days is None else days + _seconds(moment.time()) / 86_400


def time_number(moment: time) -> float:
    """The fraction of a day."""
    return _seconds(moment) / 86_400


def _seconds(moment: time) -> float:
    return moment.hour * 3600 + moment.minute * 60 + moment.second


def number(value: int | float | Decimal) -> str | None:
    """The number as XML text; None for what is no number to Excel (infinite, NaN)."""
    if isinstance(value, int):
        return str(value) if abs(value) < 10**300 else None
    if isinstance(value, Decimal):
        return format(value.normalize(), "f") if value.is_finite() else None
    return repr(value) if math.isfinite(value) else None
