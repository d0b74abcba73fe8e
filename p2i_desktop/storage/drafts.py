"""Drafts: what stands in a form and cannot be a record yet, kept in the same file until it is saved or discarded."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from p2i_desktop.storage.store import Store
from p2i_desktop.storage.values import instant, instant_text

_PUT = (
    "INSERT INTO draft (form, key, base_revision, payload, saved_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT (form, key) "
    "DO UPDATE SET base_revision = excluded.base_revision, payload = excluded.payload, saved_at = excluded.saved_at"
)
_ALL = "SELECT form, key, base_revision, payload, saved_at FROM draft ORDER BY saved_at, form, key"


@dataclass(frozen=True, slots=True)
class Draft:
    """An unsaved form: `key` is the record's id or `new-...`, `base_revision` what the form was filled from (0: new)."""

    form: str
    key: str
    base_revision: int
    payload: dict[str, Any]
    saved_at: datetime


def save_draft(store: Store, form: str, key: str, base_revision: int, payload: dict[str, Any]) -> None:
    """Writes or replaces a draft; no step, no journal. `payload` is JSON; `Environment` when the disk refuses."""
    text = json.dumps(payload, ensure_ascii=True, allow_nan=False)  # ASCII: lone surrogates survive half-typed text too
    with store.writing() as connection:
        connection.exec_driver_sql(_PUT, (form, key, base_revision, text, instant_text(store.clock.now())))


def drafts(store: Store) -> list[Draft]:
    """All drafts, oldest first."""
    with store.connection() as connection:
        rows = connection.exec_driver_sql(_ALL).all()
    return [Draft(form, key, base, json.loads(text), instant(saved)) for form, key, base, text, saved in rows]


def drop_draft(store: Store, form: str, key: str) -> None:
    """Discards a draft; none of that name is no error."""
    with store.writing() as connection:
        connection.exec_driver_sql("DELETE FROM draft WHERE form = ? AND key = ?", (form, key))
