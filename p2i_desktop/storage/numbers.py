"""Numbers that people say on the phone: given once, by the file itself, inside the saving transaction."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection, select

from p2i_desktop.domain.record import Record
from p2i_desktop.storage.tables import TABLES

_LAST = "SELECT last FROM number_series WHERE centre_id = ? AND kind = ? AND year = ?"
_KEEP = (
    "INSERT INTO number_series (centre_id, kind, year, last) VALUES (?, ?, ?, ?) "
    "ON CONFLICT (centre_id, kind, year) DO UPDATE SET last = excluded.last"
)


@dataclass(frozen=True, slots=True)
class Put:
    """Makes a record (revision 0) or saves it as changed from the revision it was read at."""

    record: Record


@dataclass(frozen=True, slots=True)
class Numbered:
    """A record that bears the next number of a series: `make` is given the number and says what to put."""

    kind: str
    year: int
    make: Callable[[int], Put]


def series(kind: str, year: int) -> str:
    """The name of a series in the register of this computer."""
    return f"{kind}:{year}"


def draw(connection: Connection, wanted: Numbered, centre_id: str, known: dict[str, int]) -> Put:
    """Takes the next free number; `known` is what this computer remembers to be given, also after an old copy came back."""
    name = series(wanted.kind, wanted.year)
    last = connection.exec_driver_sql(_LAST, (centre_id, wanted.kind, wanted.year)).scalar() or 0
    number = max(last, known.get(name, 0)) + 1
    while _taken(connection, (put := wanted.make(number)).record):
        number += 1
    connection.exec_driver_sql(_KEEP, (centre_id, wanted.kind, wanted.year, number))
    known[name] = number
    return put


def _taken(connection: Connection, record: Record) -> bool:
    table = TABLES[type(record)]
    if "number" not in table.c:
        return False
    query = select(table.c.n).where(table.c.number == getattr(record, "number")).limit(1)  # noqa: B009 - a field by its name
    return connection.execute(query).first() is not None
