"""Texts as they are kept: NFC, trimmed, without control characters, one line where one line is meant."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, TypeVar

from p2i_desktop.domain import codes
from p2i_desktop.domain.record import FieldKind, FieldSpec, Record, fields_of

R = TypeVar("R", bound=Record)

_SURROGATES = re.compile("[\ud800-\udfff]")
_LINE_BREAKS = re.compile("[\r\n\t\v\f\x1c-\x1e\x85\u2028\u2029]+")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_NOTE_BREAKS = re.compile("\r\n?|[\u2028\u2029\x85]")


def clean(record: R) -> R:
    """The record with all its texts tidied; the same object when nothing had to be done."""
    changes: dict[str, Any] = {}
    for spec in fields_of(type(record)):
        value = getattr(record, spec.name)
        tidy = _tidy(spec, value)
        if tidy != value:
            changes[spec.name] = tidy
    return replace(record, **changes) if changes else record


def one_line(text: str) -> str:
    """A one-line text: line breaks and tabs become one space, control characters go, ends are trimmed."""
    return _common(_CONTROL.sub("", _LINE_BREAKS.sub(" ", text))).strip()


def many_lines(text: str) -> str:
    """A note: line breaks are LF, tabs stay, other control characters go, ends are trimmed."""
    return _common(_CONTROL.sub("", _NOTE_BREAKS.sub("\n", text))).strip()


def _common(text: str) -> str:
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _SURROGATES.sub("\ufffd", text))


def _tidy(spec: FieldSpec, value: Any) -> Any:
    match spec.kind:
        case FieldKind.TEXT:
            return _code(spec, one_line(value))
        case FieldKind.NOTE:
            return many_lines(value)
        case FieldKind.TEXTS:
            return tuple(filter(None, _each(one_line, value)))
        case FieldKind.LABELS:
            return tuple(sorted((one_line(language), one_line(text)) for language, text in value))
        case FieldKind.WORDS:
            return frozenset(filter(None, (_code(spec, text) for text in _each(one_line, value))))
    return value


def _each(tidy: Callable[[str], str], texts: Iterable[str]) -> list[str]:
    return [tidy(text) for text in texts]


def _code(spec: FieldSpec, text: str) -> str:
    """A code in the form in which it is kept; what is no code stays as typed, for the rules to name."""
    match spec.pattern:
        case "cpv":
            try:
                return codes.parse_cpv(text)
            except ValueError:
                return text
        case "country":
            try:
                return codes.parse_country(text)
            except ValueError:
                return text
        case "ted":
            try:
                return codes.parse_ted(text)
            except ValueError:
                return text
        case "notice_version":
            return text.zfill(2) if text.isdecimal() else text
        case "nuts":
            return codes.parse_nuts(text)
        case "currency":
            return text.upper()
        case "lang" | "notice_id":
            return text.lower()
    return text
