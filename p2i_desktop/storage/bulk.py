"""Big steps: room for their pages in memory, and indexes that are made after the rows where the file was empty."""

import contextlib
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection

from p2i_desktop.storage.driver import driver_of

MANY = 2_000  # changes from which a step is a big one
FILLING = 20_000  # new records from which the indexes of an empty file wait
_SPARE = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND name NOT LIKE 'search_%' ORDER BY name"


@contextlib.contextmanager
def roomy(connection: Connection, size: int) -> Iterator[None]:
    """A big step fills big indexes at random places: with the usual small cache it would spill all the time."""
    driver = driver_of(connection)
    if size >= MANY:
        driver.execute("PRAGMA cache_size=-262144")  # KiB
    try:
        yield
    finally:
        if size >= MANY:
            driver.execute("PRAGMA cache_size=-2000")


def lay_indexes_aside(connection: Connection) -> Sequence[str]:
    """Drops the indexes of an empty file and gives the statements that make them again; of any other file nothing.

    An index made of sorted rows costs half the time and a tenth less room; a step that fails brings them back by itself.
    """
    driver = driver_of(connection)
    if driver.execute("SELECT 1 FROM journal LIMIT 1").fetchone():
        return ()
    found = driver.execute(_SPARE).fetchall()
    for name, _ in found:
        driver.execute(f'DROP INDEX "{name}"')
    return [statement for _, statement in found]


def make_indexes(connection: Connection, statements: Sequence[str]) -> None:
    """Makes the indexes that were laid aside."""
    for statement in statements:
        driver_of(connection).execute(statement)
