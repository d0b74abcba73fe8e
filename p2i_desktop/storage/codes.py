"""The codes of the official lists, read as short rows: a whole list in one language, or one code."""

import json
from dataclasses import dataclass

from sqlalchemy import Connection

_LISTS = "SELECT id, name, revision FROM code_list WHERE deleted_at IS NULL ORDER BY name"
_CODES = (
    "SELECT code, retired, coalesce(json_extract(labels, '$.' || :language), json_extract(labels, '$.en'), '') "
    "FROM code WHERE list = :list AND deleted_at IS NULL ORDER BY code"
)
_LABELS = "SELECT labels FROM code WHERE list = ? AND code = ? AND deleted_at IS NULL"
_COUNTS = "SELECT list, count(*), sum(retired) FROM code WHERE deleted_at IS NULL GROUP BY list"


@dataclass(frozen=True, slots=True)
class Edition:
    """A list as it stands in the file; the revision grows whenever one of its codes changes."""

    id: str
    name: str
    revision: int


def editions(connection: Connection) -> dict[str, Edition]:
    """name -> list."""
    return {name: Edition(key, name, n) for key, name, n in connection.exec_driver_sql(_LISTS)}


def codes_of(connection: Connection, list_id: str, language: str) -> list[tuple[str, bool, str]]:
    """(code, retired, label) of a list by code; the label in the language, else in English, else empty."""
    rows = connection.exec_driver_sql(_CODES, {"list": list_id, "language": language})
    return [(code, bool(retired), label) for code, retired, label in rows]


def labels_of(connection: Connection, list_id: str, code: str) -> dict[str, str] | None:
    """language -> label of one code; None when the list has no such code."""
    found = connection.exec_driver_sql(_LABELS, (list_id, code)).scalar()
    labels: dict[str, str] | None = json.loads(found) if found is not None else None
    return labels


def counts(connection: Connection) -> dict[str, tuple[int, int]]:
    """list id -> (codes in use, retired codes)."""
    return {key: (n - (gone or 0), gone or 0) for key, n, gone in connection.exec_driver_sql(_COUNTS) if key}
