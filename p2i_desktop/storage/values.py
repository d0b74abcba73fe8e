"""One value between record, database column and JSON text: every kind of field has its two pairs of functions here."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from json.encoder import encode_basestring
from typing import Any, TypeVar

from p2i_desktop.domain.record import About, FieldKind, FieldSpec, Money, Record, fields_of

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]
Convert = Callable[[Any], Any]  # the element types of a field are known at run time only
R = TypeVar("R", bound=Record)

SETS = frozenset({FieldKind.CHOICES, FieldKind.REFS, FieldKind.WORDS})
_CENT = Decimal("0.01")

canonical = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False, check_circular=False
).encode
"""Canonical JSON text: sorted keys, no spaces, no NaN; the bytes that digests cover."""
quoted = encode_basestring
"""The canonical JSON text of a text."""


def quoted_list(texts: Iterable[str]) -> str:
    """The canonical JSON text of a list of texts: `canonical` makes a new encoder for whatever is no text."""
    return f"[{','.join(map(quoted, texts))}]"


def instant_text(value: datetime) -> str:
    """UTC with six places and `Z`, so that text order is time order; ValueError for an instant without a zone."""
    if value.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def instant(text: str) -> datetime:
    """The aware instant that `instant_text` wrote."""
    return datetime.fromisoformat(text.removesuffix("Z")).replace(tzinfo=UTC)


def cents(amount: Decimal) -> int:
    """Whole cents; ValueError where the amount has a third place."""
    whole = amount * 100
    if whole != int(whole):
        raise ValueError(f"{amount} has more than two places")
    return int(whole)


def _money_json(value: Money) -> Json:
    return {"amount": format(value.amount.quantize(_CENT), "f"), "currency": value.currency}


def _money(value: dict[str, str]) -> Money:
    return Money(Decimal(value["amount"]), value["currency"])


@dataclass(frozen=True, slots=True)
class Codec:
    """The functions of one kind; None stands for "as it is". `sql` and `plain` are for one column."""

    to_sql: Convert | None
    from_sql: Convert | None
    to_json: Convert | None
    from_json: Convert | None


def _labels(texts: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(texts.items()))


def _sorted(members: Iterable[str]) -> list[str]:
    return sorted(map(str, members))


def _text_of(value: Decimal) -> str:
    return format(value, "f")


_CODECS: dict[FieldKind, Codec] = {
    FieldKind.TEXT: Codec(None, None, None, None),
    FieldKind.NOTE: Codec(None, None, None, None),
    FieldKind.REF: Codec(None, None, None, None),
    FieldKind.INT: Codec(None, None, None, None),
    FieldKind.MINUTES: Codec(None, None, None, None),
    FieldKind.BOOL: Codec(int, bool, None, None),
    FieldKind.DATE: Codec(date.isoformat, date.fromisoformat, date.isoformat, date.fromisoformat),
    FieldKind.INSTANT: Codec(instant_text, instant, instant_text, instant),
    FieldKind.TIME: Codec(time.isoformat, time.fromisoformat, time.isoformat, time.fromisoformat),
    FieldKind.DECIMAL: Codec(_text_of, Decimal, _text_of, Decimal),
    FieldKind.TEXTS: Codec(lambda v: canonical(list(v)), lambda t: tuple(json.loads(t)), list, tuple),
    FieldKind.WORDS: Codec(None, None, _sorted, frozenset),
    FieldKind.LABELS: Codec(lambda v: canonical(dict(v)), lambda t: _labels(json.loads(t)), dict, lambda d: _labels(d)),
    FieldKind.REFS: Codec(None, None, _sorted, frozenset),
    FieldKind.MONEY: Codec(None, None, _money_json, _money),
    FieldKind.ABOUT: Codec(None, None, lambda a: {"type": a.type, "id": a.id}, lambda d: About(d["type"], d["id"])),
}


def codec_of(spec: FieldSpec) -> Codec:
    """The conversions of one field."""
    if spec.kind is FieldKind.CHOICE:
        assert spec.choices is not None
        return Codec(str, spec.choices, str, spec.choices)
    if spec.kind is FieldKind.CHOICES:
        choices = spec.choices
        assert choices is not None
        return Codec(None, None, _sorted, lambda values: frozenset(choices(value) for value in values))
    return _CODECS[spec.kind]


def to_json(spec: FieldSpec, value: Any) -> Json:
    """One field's value as JSON: decimals as text, dates ISO, sets as sorted lists, money and pointers as objects."""
    convert = codec_of(spec).to_json
    result: Json = value if value is None or convert is None else convert(value)
    return result


def from_json(spec: FieldSpec, value: Any) -> Any:
    """The way back; ValueError or KeyError when the text does not fit the field."""
    convert = codec_of(spec).from_json
    return value if value is None or convert is None else convert(value)


_BLANK: dict[FieldKind, Any] = {
    FieldKind.TEXT: "", FieldKind.NOTE: "", FieldKind.BOOL: False, FieldKind.TEXTS: (), FieldKind.LABELS: (),
    FieldKind.CHOICES: frozenset(), FieldKind.REFS: frozenset(), FieldKind.WORDS: frozenset(),
}  # fmt: skip


def empty(spec: FieldSpec) -> Any:
    """What a field holds when nothing was ever said about it."""
    return None if spec.optional else _BLANK.get(spec.kind, spec.default)


def record_json(record: Record) -> dict[str, Json]:
    """A whole record as in the JSON export: all fields by their names and the four that every record has."""
    fields = {spec.name: to_json(spec, getattr(record, spec.name)) for spec in fields_of(type(record))}
    deleted = instant_text(record.deleted_at) if record.deleted_at else None
    return {
        "id": record.id,
        "centre_id": record.centre_id,
        "revision": record.revision,
        "deleted_at": deleted,
        **fields,
    }


def record_from_json(record_type: type[R], values: dict[str, Any]) -> R:
    """The record that `record_json` wrote; unknown names are refused (TypeError), missing ones take the default."""
    known = {spec.name: spec for spec in fields_of(record_type)}
    parsed: dict[str, Any] = {}
    for name, value in values.items():
        if name == "deleted_at":
            parsed[name] = instant(value) if value else None
        else:
            parsed[name] = from_json(known[name], value) if name in known else value
    return record_type(**parsed)
