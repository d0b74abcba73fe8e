"""A file with many workshops: 3,000 with 40 people and 20 answers each over four years, counted as the dashboard counts them."""

import shutil
import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from tests.benchmarks.child import Values, each, main

WORKSHOPS, PEOPLE, ANSWERS, CONTACTS, PLACES = 3_000, 40, 20, 4_000, 400
FIRST, DAYS, YEAR = date(2023, 1, 1), 1_400, 2026
Row = dict[str, object]


def ours(folder: str) -> Values:
    """All indicators of a year with the years beside it, from the file to the printed rows."""
    from p2i_desktop.clock import FixedClock
    from p2i_desktop.services.figures import Figures
    from p2i_desktop.services.office import create_office
    from p2i_desktop.settings import Settings
    from p2i_desktop.storage.engine import read_snapshot

    place = Path(folder) / "events"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    path, clock = place / "e.p2i", FixedClock(datetime(2026, 11, 20, 9, tzinfo=UTC))
    create_office(path, clock=clock, settings=Settings(language="en"), centre_name="Demo Centre", country="AT").close()
    fill(path)
    store = read_snapshot(path, clock)
    values = each(lambda _: Figures(store, clock).year(YEAR), 2, warm=1)
    store.close()
    shutil.rmtree(place)
    return values | {"participations": WORKSHOPS * PEOPLE}


def fill(path: Path) -> None:
    """Writes the rows past the journal: half a million of them through it would take longer than what is measured."""
    db = sqlite3.connect(path)
    centre: str = db.execute("SELECT id FROM centre").fetchone()[0]
    found: dict[str, list[Row]] = {}
    for table, row in _rows():
        found.setdefault(table, []).append(row)
    for table, rows in found.items():
        _insert(db, table, rows, centre)
    db.commit()
    db.close()


def _insert(db: sqlite3.Connection, table: str, rows: list[Row], centre: str) -> None:
    """Columns that a row does not name are empty."""
    columns = [(name, kind, needed) for _, name, kind, needed, *_ in db.execute(f"PRAGMA table_info({table})")]
    last: int = db.execute(f"SELECT coalesce(max(n), 0) FROM {table}").fetchone()[0]
    names = ", ".join(f'"{name}"' for name, *_ in columns)
    marks = ", ".join("?" for _ in columns)

    def value(n: int, row: Row, name: str, kind: str, needed: int) -> object:
        made = {"n": last + n, "centre_id": centre, "revision": 1}
        return row.get(name, made.get(name, (0 if kind == "INTEGER" else "") if needed else None))

    values = (tuple(value(n, row, *column) for column in columns) for n, row in enumerate(rows, 1))
    db.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", values)


def _rows() -> Iterator[tuple[str, Row]]:
    rng, made = Random(1), 0

    def key() -> str:
        nonlocal made
        made += 1
        return f"01920000-0000-7000-8000-{made:012x}"

    people, places = [key() for _ in range(CONTACTS)], [key() for _ in range(PLACES)]
    for n, one in enumerate(places):
        yield (
            "organisation",
            {"id": one, "legal_name": f"Demo Office {n}", "country": "AT", "kind": "public_buyer", "other_names": "[]"},
        )
    for n, one in enumerate(people):
        yield "contact", {"id": one, "family_name": f"Person {n}", "legal_basis": "public_task"}
    for n in range(WORKSHOPS):
        event, session, day = key(), key(), (FIRST + timedelta(days=rng.randrange(DAYS))).isoformat()
        when: Row = {"starts_on": day, "ends_on": day}
        yield "workshop", when | {
            "id": event, "number": f"W-{n}", "title": f"Demo {n}", "status": "held", "origin": "own", "format": "on_site",
            "type": rng.choice(("training", "webinar", "seminar")), "timezone": "Europe/Vienna", "confidentiality": "centre",
        }  # fmt: skip
        yield (
            "workshop_session",
            when | {"id": session, "workshop": event, "starts_at": "09:00:00", "ends_at": "12:00:00"},
        )
        for _ in range(PEOPLE):
            seat = key()
            yield "participation", {
                "id": seat, "workshop": event, "contact": rng.choice(people), "organisation": rng.choice(places), "group_size": 1,
                "role": "participant", "status": "registered", "mode": "on_site", "registered_on": day,
            }  # fmt: skip
            came = rng.choice(("present", "present", "present", "part", "absent"))
            yield (
                "attendance",
                {"id": key(), "session": session, "participation": seat, "status": came, "mode": "on_site"},
            )
        for _ in range(ANSWERS):
            yield "feedback", {
                "id": key(), "about_type": "workshop", "about_id": event, "answers": 1, "rating": "4.00", "on": day, "anonymous": 1,
            }  # fmt: skip


if __name__ == "__main__":
    main({"ours": ours})
