"""One save and one undo in the store, beside sqlite3 doing the same statements; and ten thousand new rows at once."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.benchmarks.child import Values, each, main

if TYPE_CHECKING:
    from p2i_desktop.domain.advice import Consultation
    from p2i_desktop.storage.store import Store

TIMES = int(os.environ.get("P2I_BENCH_SAVES", "120"))
BULK = 10_000
JOURNAL = (
    "node", "seq", "hlc", "centre_id", "step", "tbl", "key", "field", "old", "new", "salt", "digest", "deps", "actor",
    "time", "schema", "hash",
)  # fmt: skip
STEP = ("id", "kind", "label", "args", "undoes", "stay", "actor", "time", "schema", "first", "last")


def _insert(table: str, columns: tuple[str, ...]) -> str:
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"


def bare_save(path: str) -> Values:
    """The statements of a save with values made before: row with its revision, three entries, step, search text."""
    from tests.benchmarks.raw import connect

    db = connect(path, writing=True)
    run, many = db.execute, db.executemany
    talks = run(
        "SELECT n, id, revision, centre_id FROM consultation WHERE deleted_at IS NULL LIMIT ?", (TIMES + 3,)
    ).fetchall()
    base = run("SELECT max(n) - max(n) % (1 << 40) FROM search_text WHERE names || notes LIKE '%'").fetchone()[0]
    count, steps = (run(f"SELECT count(*) FROM {name}").fetchone()[0] for name in ("journal", "step"))
    node, digest, time = os.urandom(8).hex(), bytes(32), "2026-11-20T12:00:00.000000Z"

    def work(number: int) -> None:
        n, key, revision, centre = talks[number]
        step = f"{node}:{number + 1}"
        fields = ("contact_minutes", "channel", "note")
        run("BEGIN IMMEDIATE")
        changed = run(
            "UPDATE consultation SET channel = ?, contact_minutes = ?, note = ?, revision = ? WHERE id = ? AND revision = ?",
            ("email", number, f"A note of {number} words", revision + 1, key, revision),
        )
        assert changed.rowcount == 1
        rows = [
            (node, 3 * number + at + 1, f"{number:013d}{at:04x}{node}", centre, step, "consultation", key, field, "0",
             json.dumps(f"A note of {number} words"), digest[:16], digest, "[]", "", time, 1, digest)
            for at, field in enumerate(fields)
        ]  # fmt: skip
        many(_insert("journal", JOURNAL), rows)
        run(_insert("step", STEP), (step, "do", "save", "[]", "", "", "", time, 1, 3 * number + 1, 3 * number + 3))
        names, notes = run("SELECT names, notes FROM search_text WHERE n = ?", (base + n,)).fetchone() or ("", "")
        run(
            "INSERT INTO search_words(search_words, rowid, names, notes) VALUES ('delete', ?, ?, ?)",
            (base + n, names, notes),
        )
        new = f"a note of {number} words"
        run("INSERT OR REPLACE INTO search_text(n, names, notes) VALUES (?, ?, ?)", (base + n, names, new))
        run("INSERT INTO search_words(rowid, names, notes) VALUES (?, ?, ?)", (base + n, names, new))
        run("COMMIT")

    values = each(work, TIMES)
    assert run("SELECT count(*) FROM journal").fetchone()[0] == count + 3 * (TIMES + 3)
    assert run("SELECT count(*) FROM step").fetchone()[0] == steps + TIMES + 3
    db.close()
    return values


def _store(path: str) -> Store:
    from p2i_desktop import paths
    from p2i_desktop.clock import Clock
    from p2i_desktop.storage.engine import open_file

    return open_file(Path(path), Clock(), paths.data_folder())


def _talks(store: Store) -> list[Consultation]:
    from p2i_desktop.domain.advice import Consultation
    from p2i_desktop.storage.tables import TABLES

    with store.connection() as connection:
        table = TABLES[Consultation].name
        keys = (
            connection.exec_driver_sql(f"SELECT id FROM {table} WHERE deleted_at IS NULL LIMIT ?", (TIMES + 3,))
            .scalars()
            .all()
        )
    return list(store.many(Consultation, keys).values())


def _changed(talk: Consultation, number: int) -> Consultation:
    """Three fields that differ from what stands, whatever that is."""
    other = type(talk.channel)("email" if talk.channel != "email" else "phone")
    return replace(
        talk, contact_minutes=talk.contact_minutes + 5, channel=other, note=f"A note of {number} words {talk.revision}"
    )


def ours_save(path: str) -> Values:
    """The same through the store: revision, rows, journal with its chain, search text."""
    from p2i_desktop.storage.numbers import Put

    store = _store(path)
    talks = _talks(store)
    values = each(lambda n: store.apply("save_consultation", [Put(_changed(talks[n], n))]), TIMES)
    store.close()
    return values


def ours_undo(path: str) -> Values:
    """Taking one save back."""
    from p2i_desktop.storage.numbers import Put

    store = _store(path)
    talks = _talks(store)
    for number, talk in enumerate(talks):
        store.apply("save_consultation", [Put(_changed(talk, number))])
    values = each(lambda _: store.undo(), TIMES)
    store.close()
    return values


def ours_verb(path: str) -> Values:
    """The same by the verb of the services: rules asked, draft dropped."""
    from p2i_desktop.clock import Clock
    from p2i_desktop.services.office import open_office
    from p2i_desktop.settings import Settings

    office = open_office(Path(path), clock=Clock(), settings=Settings(language="en"))
    talks = [talk for talk in _talks(office.store) if not office.advice.problems(talk)]
    values = each(
        lambda n: office.advice.save_consultation(_changed(talks[n % len(talks)], n)), min(TIMES, len(talks) - 3)
    )
    office.close()
    return values


def _records(path: str) -> list[Consultation]:
    """Consultations of a file as new ones, without what they point at."""
    from p2i_desktop.clock import Clock
    from p2i_desktop.domain.advice import Consultation
    from p2i_desktop.domain.record import FieldKind, fields_of, new_id
    from p2i_desktop.storage.engine import read_snapshot

    store = read_snapshot(Path(path), Clock())
    found = [talk for talk, _ in zip(store.stream(Consultation), range(BULK), strict=False) if talk.deleted_at is None]
    store.close()
    pointing: dict[str, Any] = {
        s.name: None if s.kind is FieldKind.REF else frozenset()
        for s in fields_of(Consultation) if s.target
    }  # fmt: skip
    return [replace(talk, id=new_id(), revision=0, **pointing) for talk in found]


def _empty(folder: str) -> Store:
    from p2i_desktop import paths
    from p2i_desktop.clock import Clock
    from p2i_desktop.storage.engine import create_file

    place = Path(folder) / f"{os.urandom(6).hex()}.p2i"
    return create_file(place, Clock(), paths.data_folder())


def _fill(source: str, store: Store) -> Values:
    from p2i_desktop.storage.numbers import Put

    puts = [Put(record) for record in _records(source)]
    values = each(lambda _: store.apply("import", puts, kind="import"), 1, warm=0)
    store.close()
    return values


def ours_bulk(source: str, folder: str) -> Values:
    """New consultations in one step: revision, journal with its chain, search text."""
    store = _empty(folder)
    values = _fill(source, store)
    store.path.unlink()
    return values


def bare_bulk(source: str, folder: str) -> Values:
    """The rows and entries that such a step wrote, by executemany into another empty file."""
    from tests.benchmarks.raw import connect

    filled, empty = _empty(folder), _empty(folder)
    _fill(source, filled)
    empty.close()
    read, db = connect(str(filled.path)), connect(str(empty.path), writing=True)
    tables = ("consultation", "consultation__topics", "consultation__tags", "journal")
    rows = {name: read.execute(f"SELECT * FROM {name}").fetchall() for name in tables}

    def work(_: int) -> None:
        db.execute("BEGIN IMMEDIATE")
        for name, found in rows.items():
            if found:
                db.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(found[0]))})", found)
        db.execute("COMMIT")

    values = each(work, 1, warm=0)
    for connection in (read, db):
        connection.close()
    for store in (filled, empty):
        store.path.unlink()
    return values


if __name__ == "__main__":
    found = (bare_save, ours_save, ours_undo, ours_verb, ours_bulk, bare_bulk)
    main({f.__name__: f for f in found})
