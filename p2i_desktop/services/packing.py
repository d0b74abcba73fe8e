"""Records as plain values for drafts: the same form as in the JSON export."""

from collections.abc import Mapping
from typing import Any, TypeVar

from p2i_desktop.domain.record import COMMON_FIELDS, Record, fields_of
from p2i_desktop.storage.values import Json, record_from_json, record_json

R = TypeVar("R", bound=Record)


def packed(record: Record) -> dict[str, Json]:
    """All fields of a record by their names, as JSON values."""
    return record_json(record)


def unpacked(record_type: type[R], values: Mapping[str, Any]) -> R:
    """The record that `packed` wrote; what this version does not know or cannot read is left out."""
    known = {spec.name for spec in fields_of(record_type)} | set(COMMON_FIELDS)
    kept = {name: value for name, value in values.items() if name in known}
    try:
        return record_from_json(record_type, kept)
    except (ValueError, KeyError, TypeError, AttributeError):
        return _piece_by_piece(record_type, kept)


def _piece_by_piece(record_type: type[R], values: Mapping[str, Any]) -> R:
    good: dict[str, Any] = {}
    for name, value in values.items():
        try:
            record_from_json(record_type, {name: value})
        except (ValueError, KeyError, TypeError, AttributeError):
            continue
        good[name] = value
    return record_from_json(record_type, good)
