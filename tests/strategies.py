"""Records of every type with generated values, made from what the types say about their fields."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from p2i_desktop.domain.record import About, FieldKind, FieldSpec, Money, Record, fields_of, new_id, type_key
from p2i_desktop.domain.records import RECORD_TYPES

# What people paste: accents, Greek, marks of other scripts, markup, formulas, quotes, SQL, direction marks.
_ODD = st.sampled_from(
    ["'; DROP TABLE x; --", "<b>", "=1+1", "%_\\", '"', "Καινοτομία", "Straße", "\u202eabc", "e\u0301", "𝔘", "*"]
)
lines = st.one_of(_ODD, st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=30))
notes = st.one_of(_ODD, st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), max_size=80))
days = st.dates(date(1, 1, 1), date(9999, 12, 31))
instants = st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=st.just(UTC))
times = st.builds(time, st.integers(0, 23), st.integers(0, 59), st.integers(0, 59))
amounts = st.decimals(Decimal("-1e13"), Decimal("1e13"), places=2)
keys = st.builds(lambda n: new_id(n, b"\0" * 10), st.integers(0, 1 << 40))


def _whole(spec: FieldSpec) -> st.SearchStrategy[Any]:
    return st.integers(0 if spec.low is None else spec.low, 10**9 if spec.high is None else spec.high)


def _choice(spec: FieldSpec) -> st.SearchStrategy[Any]:
    assert spec.choices is not None
    return st.sampled_from(list(spec.choices))


def _decimal(spec: FieldSpec) -> st.SearchStrategy[Any]:
    most = Decimal(10) ** (spec.digits - spec.places) - 1
    return st.decimals(Decimal(0), most, places=spec.places)


_VALUES: dict[FieldKind, Callable[[FieldSpec], st.SearchStrategy[Any]]] = {
    FieldKind.TEXT: lambda s: lines.map(lambda t: t[: s.length]),
    FieldKind.NOTE: lambda s: notes,
    FieldKind.DATE: lambda s: days,
    FieldKind.INSTANT: lambda s: instants,
    FieldKind.TIME: lambda s: times,
    FieldKind.INT: _whole,
    FieldKind.MINUTES: _whole,
    FieldKind.DECIMAL: _decimal,
    FieldKind.MONEY: lambda s: st.builds(Money, amounts, st.sampled_from(["EUR", "CZK", "ISK"])),
    FieldKind.BOOL: lambda s: st.booleans(),
    FieldKind.CHOICE: _choice,
    FieldKind.TEXTS: lambda s: st.lists(lines, max_size=3).map(tuple),
    FieldKind.LABELS: lambda s: st.dictionaries(st.sampled_from(["de", "el", "en"]), lines).map(
        lambda texts: tuple(sorted(texts.items()))
    ),
    FieldKind.CHOICES: lambda s: st.frozensets(_choice(s), max_size=4),
    FieldKind.WORDS: lambda s: st.frozensets(lines.filter(bool), max_size=3),
}


def values(spec: FieldSpec, known: dict[str, list[str]]) -> st.SearchStrategy[Any]:
    """Values of one field; references point at `known` ids (type name -> ids), or at nothing."""
    if spec.kind is FieldKind.REF:
        found = st.sampled_from(known[spec.target]) if known.get(spec.target) else st.none()
    elif spec.kind is FieldKind.REFS:
        ids = known.get(spec.target, [])
        return st.frozensets(st.sampled_from(ids), max_size=3) if ids else st.just(frozenset())
    elif spec.kind is FieldKind.ABOUT:
        found = st.builds(About, st.sampled_from([type_key(t) for t in RECORD_TYPES]), keys)
    else:
        found = _VALUES[spec.kind](spec)
    return st.none() | found if spec.optional else found


def records(record_type: type[Record], known: dict[str, list[str]] | None = None) -> st.SearchStrategy[Any]:
    """New records of a type, every field with any value that it can hold (rules of the domain not looked at)."""
    fields = {spec.name: values(spec, known or {}) for spec in fields_of(record_type)}
    return st.builds(record_type, id=st.uuids(version=4).map(str), **fields)


def changes(record: Record, known: dict[str, list[str]] | None = None) -> st.SearchStrategy[dict[str, Any]]:
    """New values for some of a record's fields."""
    specs = fields_of(type(record))
    return st.lists(st.sampled_from(specs), min_size=1, max_size=4, unique_by=lambda s: s.name).flatmap(
        lambda chosen: st.fixed_dictionaries({spec.name: values(spec, known or {}) for spec in chosen})
    )
