"""Writes the small file that each released schema leaves behind: every record type, bin, undone, drafts, two nodes."""

import random
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.record import About, FieldKind, FieldSpec, Money, Record, fields_of, new_id, type_key
from p2i_desktop.domain.records import RECORD_TYPES
from p2i_desktop.storage.drafts import save_draft
from p2i_desktop.storage.engine import create_file, open_file
from p2i_desktop.storage.store import Bin, Put, Store
from p2i_desktop.storage.tables import SCHEMA

MOMENT = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
_PLAIN: dict[FieldKind, Any] = {
    FieldKind.DATE: date(2026, 2, 28), FieldKind.INSTANT: MOMENT, FieldKind.TIME: time(9, 30), FieldKind.BOOL: True,
    FieldKind.MONEY: Money(Decimal("1250000.50"), "EUR"), FieldKind.TEXTS: ("9", "21"), FieldKind.WORDS: frozenset({"Straße"}),
    FieldKind.LABELS: (("de", "Straße"), ("el", "Δρόμος")),
}  # fmt: skip


def _value(spec: FieldSpec, ids: dict[str, str], number: int) -> Any:
    if spec.choices is not None:
        member = list(spec.choices)[number % len(spec.choices)]
        return frozenset({member}) if spec.kind is FieldKind.CHOICES else member
    if spec.kind in (FieldKind.TEXT, FieldKind.NOTE):
        return f"Ähre {number}, Ελλάδα: {spec.name}"[: spec.length or None]
    if spec.kind in (FieldKind.INT, FieldKind.MINUTES):
        return (spec.low or 0) + number
    if spec.kind is FieldKind.DECIMAL:
        return Decimal(number) / 2
    if spec.kind is FieldKind.REF:
        return ids[spec.target]
    if spec.kind is FieldKind.REFS:
        return frozenset({ids[spec.target]})
    return About("case", ids["Case"]) if spec.kind is FieldKind.ABOUT else _PLAIN[spec.kind]


def _record(record_type: type[Record], ids: dict[str, str], number: int, key: str) -> Record:
    fields = {spec.name: _value(spec, ids, number) for spec in fields_of(record_type)}
    if "is_own" in fields:
        fields["is_own"] = number == 1
    return record_type(id=key, **fields)


def fill(store: Store, randbytes: Callable[[int], bytes]) -> None:
    """Two records of every type, one of them changed, one more in the bin, one undone, a draft."""
    ids = {record_type.__name__: new_id(n, randbytes(10)) for n, record_type in enumerate(RECORD_TYPES)}
    full = [_record(t, ids, 1, ids[t.__name__]) for t in RECORD_TYPES]
    bare = [t(id=new_id(100 + n, randbytes(10))) for n, t in enumerate(RECORD_TYPES)]
    more = [_record(t, ids, 2, new_id(200 + n, randbytes(10))) for n, t in enumerate(RECORD_TYPES)]
    store.apply("set_up", [Put(record) for record in (*full, *bare, *more)])
    for record in full:
        spec = next(s for s in fields_of(type(record)) if s.kind in (FieldKind.TEXT, FieldKind.NOTE, FieldKind.REF))
        blank = None if spec.optional else ""
        store.apply("change", [Put(replace(record, revision=1, **{spec.name: blank}))])
    store.apply("bin", [Bin(type(record), record.id) for record in more if type_key(type(record)) != "centre"])
    store.apply("undone", [Put(RECORD_TYPES[8](id=new_id(300, randbytes(10))))])
    store.undo()
    save_draft(store, "quick_log", "new-1", 0, {"note": "half a sentence"})


def write(folder: Path) -> Path:
    """`folder/schema_NNNN.p2i` for the schema of this program; the same bytes of content for the same program."""
    source = random.Random(SCHEMA)
    target = folder / f"schema_{SCHEMA:04d}.p2i"
    clock = FixedClock(MOMENT)
    with tempfile.TemporaryDirectory() as data:
        store = create_file(target, clock, Path(data) / "a", random=source.randbytes)
        fill(store, source.randbytes)
        store.close()
        second = open_file(target, clock, Path(data) / "b", random=source.randbytes)
        second.redo()
        second.close()
    for left in (f"{target}-journal", target.with_name(f".{target.stem}.p2i-lock")):
        Path(left).unlink(missing_ok=True)
    return target


if __name__ == "__main__":
    print(write(Path(sys.argv[1] if len(sys.argv) > 1 else "tests/data")))
