"""Column types for STRICT tables: text and integers below, Python's values above, the same on every database later."""

from typing import Any

from sqlalchemy import Integer, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

from p2i_desktop.domain.record import FieldKind, FieldSpec
from p2i_desktop.storage.values import codec_of


class TextValue(TypeDecorator[Any]):
    """A field that is stored as text: dates, instants, times, decimals, members of closed lists, JSON, keys."""

    impl = Text
    cache_ok = True

    def __init__(self, spec: FieldSpec) -> None:
        super().__init__()
        self.spec = spec

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        convert = codec_of(self.spec).to_sql
        return value if value is None or convert is None else convert(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        convert = codec_of(self.spec).from_sql
        return value if value is None or convert is None else convert(value)


class IntegerValue(TextValue):
    """A field that is stored as a whole number: bool as 0 and 1, minutes, counts."""

    impl = Integer  # type: ignore[assignment]  # the stubs name the base's own type
    cache_ok = True


_WHOLE = frozenset({FieldKind.BOOL, FieldKind.INT, FieldKind.MINUTES})


def column_type(spec: FieldSpec) -> TypeEngine[Any]:
    """The type of the one column of a field (money and pointers have two: tables.py)."""
    codec = codec_of(spec)
    if codec.to_sql is None and codec.from_sql is None:  # a page of a list reads 1,700 of these: not a call for each
        return Integer() if spec.kind in _WHOLE else Text()
    return IntegerValue(spec) if spec.kind in _WHOLE else TextValue(spec)


def check_of(spec: FieldSpec) -> str | None:
    """What the database itself refuses; closed lists are judged by the domain, so that a new member needs no rebuild."""
    name = f'"{spec.name}"'
    match spec.kind:
        case FieldKind.BOOL:
            return f"{name} IN (0, 1)"
        case FieldKind.DATE:
            return f"{name} IS date({name}, '+0 days')"
        case FieldKind.INSTANT:
            return f"{name} GLOB '????-??-??T??:??:??.??????Z'"
        case FieldKind.TIME:
            return f"{name} GLOB '[0-2][0-9]:[0-5][0-9]:[0-5][0-9]*'"
        case FieldKind.TEXTS:
            # SQLite 3.40 calls json_valid "unsafe" where trusted_schema is off; the deep check reads the list.
            return f"{name} GLOB '[[]*]'"
        case FieldKind.LABELS:
            return f"{name} GLOB '{{*}}'"
    return None
