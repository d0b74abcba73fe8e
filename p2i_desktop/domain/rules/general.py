"""Rules that follow from what is declared about a field: required, length, range, pattern, money, order of dates."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from p2i_desktop.domain import codes
from p2i_desktop.domain.record import FieldKind, FieldSpec, Money, Record, fields_of, type_key
from p2i_desktop.domain.rules.problem import Around, FieldName, Problem, hard

NOTE_LENGTH = 1_000_000
WHOLE_NUMBERS = (-(2**53), 2**53)
MOST_MINUTES = 100_000  # 69 days: more is a slip of the hand, not a piece of work
MOST_MONEY = Decimal(10**13)
DAYS = (date(1800, 1, 1), date(2200, 12, 31))
CPV_VERSION = "2008"
_OJS_ISSUE = re.compile(r"[1-9][0-9]{0,2}/(19|20)[0-9]{2}", re.ASCII)  # an issue of the journal, not a notice in it

# Fields in the order in which their days follow one another.
ORDERS = (
    ("opened_on", "accepted_on", "closed_on"),
    ("starts", "ends"),
    ("valid_from", "valid_to"),
    ("active_from", "active_to"),
    ("opens_at", "closes_at"),
    ("opens", "closes"),
    ("contract_from", "contract_to"),
    ("received_at", "first_answer_at"),
    ("starts_on", "due_on"),
    ("starts_on", "ends_on"),
)
# These say it in words of their own (H60).
OWN_WORDS = {"contact": {"legal_basis", "data_source", "purposes"}}


def general_problems(record: Record, around: Around, before: Record | None) -> list[Problem]:
    """What the field declarations forbid, field by field, then the order of dates (H07)."""
    found: list[Problem] = []
    own_words = OWN_WORDS.get(type_key(type(record)), set())
    for spec in fields_of(type(record)):
        value = getattr(record, spec.name)
        if is_empty(value):
            if spec.required and spec.name not in own_words:
                found.append(hard("required", spec.name, field=FieldName(type_key(type(record)), spec.name)))
        else:
            name = ("field", FieldName(type_key(type(record)), spec.name))  # for where no field stands beside the words
            found += [replace(one, values=(*one.values, name)) for one in _value_problems(spec, value, around)]
    return found + list(_dates_out_of_order(record))


def is_empty(value: Any) -> bool:
    """Nothing was entered: None, an empty text or an empty set; 0 and no are values."""
    return value is None or value == "" or value == frozenset() or value == ()


def _value_problems(spec: FieldSpec, value: Any, around: Around) -> list[Problem]:
    match spec.kind:
        case FieldKind.TEXT:
            return [*_too_long(spec, value, spec.length), *pattern_problems(spec, value, around)]
        case FieldKind.NOTE:
            return _too_long(spec, value, NOTE_LENGTH)
        case FieldKind.TEXTS | FieldKind.WORDS:
            texts = sorted(value)
            return [
                p
                for text in texts
                for p in (*_too_long(spec, text, spec.length), *pattern_problems(spec, text, around))
            ]
        case FieldKind.LABELS:
            return [p for _, text in value for p in _too_long(spec, text, spec.length)]
        case FieldKind.INT:
            low, high = (spec.low, spec.high) if spec.low is not None and spec.high is not None else WHOLE_NUMBERS
            return _outside(spec, value, low, high)
        case FieldKind.MINUTES:
            return _outside(spec, value, 0, MOST_MINUTES)
        case FieldKind.DATE:
            return _outside(spec, value, *DAYS)
        case FieldKind.DECIMAL:
            return _decimal(spec, value)
        case FieldKind.MONEY:
            return _money(spec, value)
    return []


def _too_long(spec: FieldSpec, text: str, length: int) -> list[Problem]:
    if len(text) <= length:
        return []
    return [hard("length", spec.name, max=length, n=len(text))]


def _outside(spec: FieldSpec, value: Any, low: Any, high: Any) -> list[Problem]:
    return [] if low <= value <= high else [hard("range", spec.name, low=low, high=high)]


def _decimal(spec: FieldSpec, value: Decimal) -> list[Problem]:
    limit = Decimal(10) ** (spec.digits - spec.places)
    if not value.is_finite() or abs(value) >= limit:
        return [hard("range", spec.name, low=Decimal(0), high=limit)]
    if value != round(value, spec.places):
        return [hard("places", spec.name, places=spec.places)]
    return []


def _money(spec: FieldSpec, value: Money) -> list[Problem]:
    if not codes.is_currency(value.currency) or not value.amount.is_finite() or value.amount < 0:
        return [hard("H17", spec.name)]
    if value.amount > MOST_MONEY:
        return [hard("range", spec.name, low=Decimal(0), high=MOST_MONEY)]
    return [] if value.amount == round(value.amount, 2) else [hard("places", spec.name, places=2)]


def pattern_problems(spec: FieldSpec, text: str, around: Around) -> list[Problem]:
    """What a code of its own kind (CPV, NUTS, country, language, currency) does not allow."""
    match spec.pattern:
        case "cpv":
            return _cpv(spec, text, around)
        case "nuts":
            good = codes.is_nuts(text)
        case "country":
            good = codes.is_country(text)
        case "lang":
            good = codes.is_language(text)
        case "currency":
            good = codes.is_currency(text)
        case "ted":
            return _ted(spec, text)
        case "notice_id":
            good = codes.is_notice_id(text)
        case "notice_version":
            good = codes.is_notice_version(text)
        case _:
            good = spec.name != "timezone" or is_zone(text)
    return [] if good else [hard("pattern", spec.name, text=text)]


def _cpv(spec: FieldSpec, text: str, around: Around) -> list[Problem]:
    try:
        code = codes.parse_cpv(text)
    except codes.WrongDigitError as wrong:
        return [hard("H13", spec.name, typed=text, code=wrong.code, digit=wrong.digit)]
    except ValueError:
        return [hard("H14", spec.name, code=text, version=CPV_VERSION)]
    if around.knows_cpv is not None and not around.knows_cpv(code):
        return [hard("H14", spec.name, code=text, version=CPV_VERSION)]
    return []


def _ted(spec: FieldSpec, text: str) -> list[Problem]:
    try:
        codes.parse_ted(text)
    except ValueError:
        issue = _OJS_ISSUE.fullmatch(text.strip()) is not None
        return [hard("H16_issue" if issue else "H16", spec.name, text=text)]
    return []


def is_zone(name: str) -> bool:
    """True for the name of a time zone that this computer knows."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _dates_out_of_order(record: Record) -> Iterator[Problem]:
    key = type_key(type(record))
    for names in ORDERS:
        filled = [(name, getattr(record, name, None)) for name in names]
        for (early, first), (late, second) in pairwise([(name, value) for name, value in filled if value is not None]):
            if comparable(first) > comparable(second):
                yield hard("H07", late, later=FieldName(key, late), earlier=FieldName(key, early))


def comparable(value: Any) -> Any:
    """Instants without a zone are read as UTC, so that two of them can always be compared."""
    return value.timestamp() if isinstance(value, datetime) else value
